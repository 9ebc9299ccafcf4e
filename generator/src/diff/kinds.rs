//! The closed list of what can differ between two versions of a service.
//!
//! One line per kind: the variant, its stable name in JSON and on the command line, and the words a person reads.
//! What a kind means for callers stands in [`super::rules`]; that every kind has a rule and a test case is checked there.

use std::fmt;

/// Declares the enum, its names and its texts in one table, so that no kind can lack any of them.
macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $name:literal, $phrase:literal;)+) => {
        /// What changed.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum ChangeKind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl ChangeKind {
            /// Every kind, in the order of this list.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Stable kebab-case name, for JSON and for links into the documentation.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),+ }
            }

            /// What happened, as words that follow the subject: `is required now`.
            pub fn phrase(self) -> &'static str {
                match self { $(Self::$kind => $phrase),+ }
            }
        }
    };
}

kinds! {
    /// The documents' api-version.
    ApiVersionChanged = "api-version-changed", "has another api-version";
    /// Host or base of every request.
    EndpointChanged = "endpoint-changed", "is at another endpoint";
    /// OAuth scopes that a token needs.
    ScopesChanged = "scopes-changed", "asks for other OAuth scopes";
    /// A parameter that the client carries, new.
    ClientParameterAdded = "client-parameter-added", "is a new parameter of the client";
    /// A parameter that the client carried, gone.
    ClientParameterRemoved = "client-parameter-removed", "is no parameter of the client any more";

    /// A new operation.
    OperationAdded = "operation-added", "is new";
    /// An operation that is gone.
    OperationRemoved = "operation-removed", "is gone";
    /// Same verb and path under another `operationId`.
    OperationRenamed = "operation-renamed", "has another name";
    /// Another HTTP verb.
    VerbChanged = "verb-changed", "uses another verb";
    /// Another path, names of parameters aside.
    PathChanged = "path-changed", "is at another path";
    /// Marked as deprecated.
    OperationDeprecated = "operation-deprecated", "is deprecated now";
    /// No longer marked as deprecated.
    OperationReinstated = "operation-reinstated", "is no longer deprecated";
    /// `x-ms-long-running-operation` set.
    MadeLongRunning = "made-long-running", "is long-running now";
    /// `x-ms-long-running-operation` gone.
    MadeImmediate = "made-immediate", "is no longer long-running";
    /// `final-state-via`.
    FinalStateViaChanged = "final-state-via-changed", "finds its final result elsewhere";
    /// `final-state-schema`.
    FinalTypeChanged = "final-type-changed", "ends with another type";
    /// `x-ms-pageable` set.
    MadePaged = "made-paged", "is paged now";
    /// `x-ms-pageable` gone.
    MadeUnpaged = "made-unpaged", "is no longer paged";
    /// `x-ms-pageable.itemName`.
    PageItemsChanged = "page-items-changed", "has its items in another property of the page";
    /// `x-ms-pageable.nextLinkName` or `operationName`.
    NextLinkChanged = "next-link-changed", "finds its next page otherwise";
    /// Media types of the answers.
    ProducesChanged = "produces-changed", "answers in other media types";

    /// A new parameter that may be left out.
    ParameterAdded = "parameter-added", "is a new optional parameter";
    /// A new parameter that must be sent.
    RequiredParameterAdded = "required-parameter-added", "is a new required parameter";
    /// A parameter that is gone.
    ParameterRemoved = "parameter-removed", "is no parameter any more";
    /// The placeholder or the client name, with the same place on the wire.
    ParameterRenamed = "parameter-renamed", "has another name";
    /// Optional before, required now.
    ParameterMadeRequired = "parameter-made-required", "is required now";
    /// Required before, optional now.
    ParameterMadeOptional = "parameter-made-optional", "is optional now";
    /// Another type.
    ParameterRetyped = "parameter-retyped", "has another type";
    /// From query to header and the like.
    ParameterMoved = "parameter-moved", "is sent elsewhere";
    /// From method to client or back.
    ParameterScopeChanged = "parameter-scope-changed", "is held by someone else";
    /// Order of those that a caller passes by position, to a method or to the client's constructor.
    ParametersReordered = "parameters-reordered", "takes its parameters in another order";
    /// Something else at the place of an argument, of the same type.
    ArgumentReplaced = "argument-replaced", "takes the place of another argument";
    /// How a list is joined.
    CollectionFormatChanged = "collection-format-changed", "sends its list otherwise";
    /// `x-ms-skip-url-encoding`.
    UrlEncodingChanged = "url-encoding-changed", "is encoded otherwise";
    /// `x-ms-parameter-grouping`.
    ParameterGroupChanged = "parameter-group-changed", "travels in another group";

    /// A body where there was none.
    BodyAdded = "body-added", "takes a body now";
    /// No body any more.
    BodyRemoved = "body-removed", "takes no body any more";
    /// The body's type.
    BodyRetyped = "body-retyped", "takes another type as its body";
    /// A body that could be left out.
    BodyMadeRequired = "body-made-required", "requires its body now";
    /// A body that had to be sent.
    BodyMadeOptional = "body-made-optional", "no longer requires its body";
    /// `consumes`.
    BodyMediaTypeChanged = "body-media-type-changed", "takes its body in other media types";

    /// A new success status.
    ResponseAdded = "response-added", "is a new success status";
    /// A success status that is gone.
    ResponseRemoved = "response-removed", "is no success status any more";
    /// The type of an answer.
    ResponseRetyped = "response-retyped", "answers with another type";
    /// A new declared header.
    HeaderAdded = "header-added", "is a new response header";
    /// A declared header that is gone.
    HeaderRemoved = "header-removed", "is no response header any more";
    /// The type of a header.
    HeaderRetyped = "header-retyped", "has another type";
    /// A newly declared error answer.
    ErrorAdded = "error-added", "is a new error answer";
    /// An error answer that is gone.
    ErrorRemoved = "error-removed", "is no error answer any more";
    /// The type of an error answer.
    ErrorRetyped = "error-retyped", "has another error type";

    /// A new model.
    ModelAdded = "model-added", "is new";
    /// A model that is gone.
    ModelRemoved = "model-removed", "is gone";
    /// Probably the same model under another name.
    ModelRenamed = "model-renamed", "has another name";
    /// Sent in requests now, or as a whole body.
    ModelMadeSendable = "model-made-sendable", "is sent in requests now";
    /// No longer sent in requests, or no longer as a whole body.
    ModelMadeUnsendable = "model-made-unsendable", "is no longer sent like that";
    /// Names in `allOf`; properties are compared one by one.
    BasesChanged = "bases-changed", "has other bases";
    /// `additionalProperties` declared now.
    AdditionalPropertiesAdded = "additional-properties-added", "allows additional properties now";
    /// `additionalProperties` no longer declared.
    AdditionalPropertiesRemoved = "additional-properties-removed", "no longer allows additional properties";
    /// The type of additional properties.
    AdditionalPropertiesRetyped = "additional-properties-retyped", "has additional properties of another type";
    /// The property that tells variants apart.
    DiscriminatorChanged = "discriminator-changed", "tells its variants apart by another property";
    /// A new variant of a base.
    VariantAdded = "variant-added", "is a new variant";
    /// A variant that is gone.
    VariantRemoved = "variant-removed", "is no variant any more";
    /// The discriminator value of a model.
    DiscriminatorValueChanged = "discriminator-value-changed", "has another discriminator value";
    /// Became a polymorphic base.
    MadePolymorphic = "made-polymorphic", "has variants now";
    /// Is no polymorphic base any more.
    MadeMonomorphic = "made-monomorphic", "no longer has variants";

    /// A new property that may be left out.
    PropertyAdded = "property-added", "is new";
    /// A new property that a request must have.
    RequiredPropertyAdded = "required-property-added", "is new and required";
    /// A property that is gone.
    PropertyRemoved = "property-removed", "is gone";
    /// Probably the same property under another key.
    PropertyRenamed = "property-renamed", "has another name";
    /// `x-ms-client-name`, with the same key on the wire.
    ClientNameChanged = "client-name-changed", "is called otherwise by clients";
    /// Another type.
    PropertyRetyped = "property-retyped", "has another type";
    /// Optional before, required now.
    PropertyMadeRequired = "property-made-required", "is required now";
    /// Required before, optional now.
    PropertyMadeOptional = "property-made-optional", "is optional now";
    /// Never sent any more.
    MadeReadOnly = "made-read-only", "is read-only now";
    /// May be sent now.
    MadeWritable = "made-writable", "is no longer read-only";
    /// `x-ms-mutability` otherwise.
    MutabilityChanged = "mutability-changed", "may be sent at other times";
    /// `null` may be sent or come.
    MadeNullable = "made-nullable", "may be null now";
    /// `null` is not among the values any more.
    MadeNonNullable = "made-non-nullable", "may not be null any more";
    /// Marked as a secret.
    MadeSecret = "made-secret", "is a secret now";
    /// No longer marked as a secret.
    MadePublic = "made-public", "is no longer a secret";
    /// A default where there was none.
    DefaultAdded = "default-added", "has a default now";
    /// Another default.
    DefaultChanged = "default-changed", "has another default";
    /// No default any more.
    DefaultRemoved = "default-removed", "has no default any more";
    /// The only value a property or parameter can have.
    ConstantChanged = "constant-changed", "is fixed to another value";
    /// One value is left, which is sent without asking.
    MadeConstant = "made-constant", "can have one value only";
    /// There was only one value, which was sent without asking.
    MadeVariable = "made-variable", "can have other values now";
    /// A limit that excludes values it allowed.
    ConstraintTightened = "constraint-tightened", "has a tighter limit";
    /// A limit that allows values it excluded.
    ConstraintLoosened = "constraint-loosened", "has a looser limit";
    /// A limit that cannot be ordered, such as a pattern.
    ConstraintChanged = "constraint-changed", "has another limit";
    /// A `format` that makes no other type.
    FormatChanged = "format-changed", "is of another format";

    /// A new enum.
    EnumAdded = "enum-added", "is new";
    /// An enum that is gone.
    EnumRemoved = "enum-removed", "is gone";
    /// Probably the same enum under another name.
    EnumRenamed = "enum-renamed", "has another name";
    /// A new value.
    EnumValueAdded = "enum-value-added", "is a new value";
    /// A value that is gone.
    EnumValueRemoved = "enum-value-removed", "is no value any more";
    /// The same value in another spelling.
    EnumValueRespelled = "enum-value-respelled", "is spelled otherwise";
    /// `x-ms-enum.values[].name`.
    EnumValueRenamed = "enum-value-renamed", "is called otherwise by clients";
    /// The service may add values now.
    MadeExtensible = "made-extensible", "may gain values now";
    /// The service promises to add no values.
    MadeFixed = "made-fixed", "promises to gain no values";
    /// What the values are on the wire.
    EnumKindChanged = "enum-kind-changed", "has values of another JSON type";

    /// Texts only.
    DescriptionChanged = "description-changed", "is described otherwise";
    /// The same property with another type in Rust, because it has become, or no longer is, part of a cycle.
    RustTypeChanged = "rust-type-changed", "has another type in Rust";
    /// The same declaration under another name in Rust, because of what else has been declared.
    RustNameChanged = "rust-name-changed", "has another name in Rust";
}

impl ChangeKind {
    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::ChangeKind;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_lead_back() {
        let names: BTreeSet<_> = ChangeKind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), ChangeKind::ALL.len());
        for kind in ChangeKind::ALL {
            assert_eq!(ChangeKind::from_name(kind.name()), Some(*kind));
        }
        assert_eq!(ChangeKind::from_name("no-such-kind"), None);
    }
}
