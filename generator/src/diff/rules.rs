//! What a change means for callers: a table from [`ChangeKind`] to its effects, and the verdict on the whole.
//!
//! # On the wire
//!
//! Two questions, asked of an old client that meets the new service: are its requests still good
//! ([`WireEffect::requests`]), and can it still read the answers ([`WireEffect::readers`])? Direction counts: a property
//! that only comes back cannot break a request. Whoever builds with the new crate sends new requests and reads new answers, so most
//! of these breaks do not reach him; those that do, because his own values may be refused now or mean something else
//! although his code compiles, are marked as [`Judgement::at_run_time`].
//!
//! # In Rust
//!
//! [`RustEffect`] is about source that compiled against the old crate. The shape of generated code decides it:
//!
//! * A model is a struct of public `Option` fields plus `extra`. Required, read-only, nullable, default and constraints
//!   leave no trace in the type. A model that is sent is built by a literal that ends in `..Default::default()`, as the
//!   guidelines of the Azure SDK have it, and `models` says so in its documentation. Under this rule a new field is minor.
//!   A model that only comes back is `#[non_exhaustive]`, where the compiler enforces the rule.
//! * An enum ends in `UnknownValue` and is `#[non_exhaustive]`, as is the enum over the variants of a polymorphic base.
//!   Services add values with nearly every version; a `match` that lists all of today's would stop compiling at each of
//!   them. With the attribute it has a `_` arm, and a new value is minor in fact and not by decree. The official crates
//!   leave the attribute out; a `match` written for ours compiles with theirs, so moving there stays a rename.
//! * Options structs are all optional and built like models.
//!
//! `cargo-semver-checks` knows none of this policy and calls a new public field of a struct that a literal can build
//! (`constructible_struct_adds_field`) a major change. The policy is therefore said in its own language, in the crate's
//! `Cargo.toml`, where every reader of the crate finds it, too:
//!
//! ```toml
//! [package.metadata.cargo-semver-checks.lints]
//! constructible_struct_adds_field = { level = "warn", required-update = "minor" }
//! ```
//!
//! That is the only lint that is turned down. Turning down `enum_variant_added` as well would have kept enums exhaustive, but
//! then an update called minor would break builds. `tests/semver.rs` has the checker judge every case of `tests/diff`.

use super::{Change, ChangeKind as K, ChangeKind, Facts, WireRelation};
use std::fmt;

/// What an old client notices that meets the new service.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct WireEffect {
    /// Requests that were good may be refused or mean something else.
    pub requests: bool,
    /// Answers may hold what it cannot read, or lack what it needs.
    pub readers: bool,
}

impl WireEffect {
    /// Whether an old client goes on as before.
    pub fn is_safe(self) -> bool {
        !self.requests && !self.readers
    }
}

impl fmt::Display for WireEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.requests, self.readers) {
            (false, false) => "safe",
            (true, false) => "breaks old requests",
            (false, true) => "breaks old readers",
            (true, true) => "breaks old requests and readers",
        })
    }
}

/// What source that compiled against the old crate does with the new one.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RustEffect {
    /// The public API is the same.
    None,
    /// It compiles, and there is something new.
    Minor,
    /// It may not compile.
    Breaking,
}

impl fmt::Display for RustEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Breaking => "breaking",
        })
    }
}

/// The part of a version number that has to rise.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// Nothing to build or to read: not one difference.
    Unchanged,
    /// Texts and what leaves callers alone.
    Patch,
    /// Something new.
    Minor,
    /// Callers have to look.
    Major,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unchanged => "unchanged",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// What one change means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Judgement {
    /// For an old client that meets the new service.
    pub wire: WireEffect,
    /// For source that is compiled against the new crate.
    pub rust: RustEffect,
    /// A caller's values may be refused now or mean something else, although his source compiles.
    pub at_run_time: bool,
    /// Why, in a sentence.
    pub reason: &'static str,
}

impl Judgement {
    /// What this change alone asks of the version number.
    pub fn verdict(&self) -> Verdict {
        match self.rust {
            RustEffect::Breaking => Verdict::Major,
            _ if self.at_run_time => Verdict::Major,
            RustEffect::Minor => Verdict::Minor,
            RustEffect::None => Verdict::Patch,
        }
    }
}

/// When a change breaks old clients on the wire.
#[derive(Clone, Copy)]
enum Wire {
    Safe,
    /// Requests, where the place is sent.
    Requests,
    /// Requests, where it must be given.
    RequestsIfRequired,
    /// Readers, where it comes back.
    Readers,
    /// Readers, unless the service said that it may add values.
    ReadersIfFixed,
    /// Either, by where the place is used.
    Both,
    /// As the values of the two types are related.
    ByType,
}

/// When a change breaks source.
#[derive(Clone, Copy)]
enum Rust {
    None,
    Minor,
    Breaking,
    /// Breaking, unless Rust has the same for both.
    Unless,
    /// Breaking, unless Rust has the same for both; then minor if it is an item of its own.
    Grows,
    /// Breaking, unless Rust has the same for both and it was no item of its own.
    Shrinks,
    /// Breaking where a caller must give it, else minor.
    IfRequired,
    /// Breaking where a caller must give it, else nothing.
    OnlyIfRequired,
}

/// Whether a break of old requests reaches the source of callers.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Reach {
    /// The regenerated crate takes care of it.
    Crate,
    /// The caller's own values are concerned.
    Caller,
}

/// Judges one change by the table.
pub fn judge(change: &Change) -> Judgement {
    let (_, wire_rule, rust_rule, reach, reason) = RULES[change.kind as usize];
    let facts = &change.facts;
    let (wire, rust) = (wire(wire_rule, facts), rust(rust_rule, facts));
    let reaches = match change.kind {
        K::ParametersReordered => true,
        // Who reads an error as a model of the crate names that model himself; what can be read as both leaves him alone.
        K::ErrorRetyped => wire.readers && facts.wire == WireRelation::Different,
        K::EndpointChanged if facts.required => wire.requests,
        _ => reach == Reach::Caller && wire.requests,
    };
    // What does not compile is not called either.
    Judgement { wire, rust, at_run_time: reaches && rust != RustEffect::Breaking, reason }
}

/// What the whole asks of the version number.
pub fn verdict<'a>(judgements: impl IntoIterator<Item = &'a Judgement>) -> Verdict {
    judgements.into_iter().map(Judgement::verdict).max().unwrap_or(Verdict::Unchanged)
}

fn wire(wire: Wire, facts: &Facts) -> WireEffect {
    let requests = WireEffect { requests: facts.input, readers: false };
    let readers = WireEffect { requests: false, readers: facts.output };
    let both = WireEffect { requests: facts.input, readers: facts.output };
    match wire {
        Wire::Requests => requests,
        Wire::RequestsIfRequired if facts.required => requests,
        Wire::Readers => readers,
        Wire::ReadersIfFixed if !facts.extensible => readers,
        Wire::Both => both,
        Wire::Safe | Wire::RequestsIfRequired | Wire::ReadersIfFixed => WireEffect::default(),
        Wire::ByType => match facts.wire {
            WireRelation::Same => WireEffect::default(),
            WireRelation::Wider => readers,
            WireRelation::Narrower => requests,
            WireRelation::Different => both,
        },
    }
}

fn rust(rust: Rust, facts: &Facts) -> RustEffect {
    match rust {
        Rust::Minor => RustEffect::Minor,
        Rust::Breaking => RustEffect::Breaking,
        Rust::Unless if !facts.same_rust => RustEffect::Breaking,
        Rust::Grows | Rust::Shrinks if !facts.same_rust => RustEffect::Breaking,
        Rust::Grows if facts.own_item => RustEffect::Minor,
        Rust::Shrinks if facts.own_item => RustEffect::Breaking,
        Rust::IfRequired if facts.required => RustEffect::Breaking,
        Rust::IfRequired => RustEffect::Minor,
        Rust::OnlyIfRequired if facts.required => RustEffect::Breaking,
        Rust::None | Rust::Unless | Rust::Grows | Rust::Shrinks | Rust::OnlyIfRequired => RustEffect::None,
    }
}

/// One line of the table: the kind, its effects, how far the first reaches, and why.
type Row = (ChangeKind, Wire, Rust, Reach, &'static str);

/// The table, in the order of [`ChangeKind`].
#[rustfmt::skip] // One rule a line is what makes it a table.
const RULES: &[Row] = &[
    (K::ApiVersionChanged, Wire::Safe, Rust::Unless, Reach::Crate, "the service keeps the old version as long as it says; where there are several, the client's option for it is an `Option`"),
    (K::EndpointChanged, Wire::Requests, Rust::Unless, Reach::Crate, "requests go elsewhere; what callers give for a part of the host may stand for another part"),
    (K::ScopesChanged, Wire::Requests, Rust::Unless, Reach::Caller, "the credential must be good for other scopes"),
    (K::ClientParameterAdded, Wire::RequestsIfRequired, Rust::IfRequired, Reach::Crate, "a client is made with it"),
    (K::ClientParameterRemoved, Wire::Safe, Rust::Breaking, Reach::Crate, "a client is made without it"),

    (K::OperationAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new method"),
    (K::OperationRemoved, Wire::Requests, Rust::Breaking, Reach::Crate, "its method is gone"),
    (K::OperationRenamed, Wire::Safe, Rust::Unless, Reach::Crate, "its method or client has another name; the request is the same"),
    (K::VerbChanged, Wire::Requests, Rust::Unless, Reach::Crate, "the method sends the new verb"),
    (K::PathChanged, Wire::Requests, Rust::None, Reach::Crate, "the method sends to the new path"),
    (K::OperationDeprecated, Wire::Safe, Rust::Minor, Reach::Crate, "it works as before; its use may be warned about"),
    (K::OperationReinstated, Wire::Safe, Rust::None, Reach::Crate, "it works as before"),
    (K::MadeLongRunning, Wire::Readers, Rust::Breaking, Reach::Crate, "an old client takes the first answer for the result; the method becomes `begin_…` and gives a poller"),
    (K::MadeImmediate, Wire::Safe, Rust::Breaking, Reach::Crate, "the method loses its `begin_` and its poller"),
    (K::FinalStateViaChanged, Wire::Readers, Rust::None, Reach::Crate, "an old client looks for the result elsewhere"),
    (K::FinalTypeChanged, Wire::ByType, Rust::Unless, Reach::Crate, "the poller ends with another type"),
    (K::MadePaged, Wire::Readers, Rust::Breaking, Reach::Crate, "an old client sees the first page only; the method gives a pager"),
    (K::MadeUnpaged, Wire::Safe, Rust::Breaking, Reach::Crate, "the method gives the answer, not a pager"),
    (K::PageItemsChanged, Wire::Readers, Rust::Unless, Reach::Crate, "an old client finds no items"),
    (K::NextLinkChanged, Wire::Readers, Rust::None, Reach::Crate, "an old client stops after the first page"),
    (K::ProducesChanged, Wire::Readers, Rust::Unless, Reach::Crate, "an old client asks for other media types"),

    (K::ParameterAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new field of the method's options"),
    (K::RequiredParameterAdded, Wire::Requests, Rust::OnlyIfRequired, Reach::Crate, "callers must pass it, unless it can have one value only"),
    (K::ParameterRemoved, Wire::Requests, Rust::Unless, Reach::Crate, "it can no longer be passed"),
    (K::ParameterRenamed, Wire::Safe, Rust::Unless, Reach::Crate, "a field of the method's options has another name"),
    (K::ParameterMadeRequired, Wire::Requests, Rust::Breaking, Reach::Crate, "it moves from the options to the arguments"),
    (K::ParameterMadeOptional, Wire::Safe, Rust::Breaking, Reach::Crate, "it moves from the arguments to the options"),
    (K::ParameterRetyped, Wire::ByType, Rust::Unless, Reach::Caller, "callers pass another type"),
    (K::ParameterMoved, Wire::Requests, Rust::Unless, Reach::Crate, "it is sent in another place"),
    (K::ParameterScopeChanged, Wire::Safe, Rust::Breaking, Reach::Crate, "it moves between the client and its methods"),
    (K::ParametersReordered, Wire::Safe, Rust::Unless, Reach::Crate, "arguments stand in another order; those of one type trade places silently"),
    (K::ArgumentReplaced, Wire::Requests, Rust::None, Reach::Caller, "the types are the same, so the compiler does not say that another value is asked for"),
    (K::CollectionFormatChanged, Wire::Requests, Rust::None, Reach::Crate, "lists are joined otherwise"),
    (K::UrlEncodingChanged, Wire::Requests, Rust::None, Reach::Caller, "who encoded the value must stop, or start"),
    (K::ParameterGroupChanged, Wire::Safe, Rust::Unless, Reach::Crate, "it moves between the options, the arguments and a struct of several parameters"),

    (K::BodyAdded, Wire::RequestsIfRequired, Rust::IfRequired, Reach::Crate, "the method takes a body"),
    (K::BodyRemoved, Wire::Requests, Rust::Breaking, Reach::Crate, "the method takes no body"),
    (K::BodyRetyped, Wire::ByType, Rust::Unless, Reach::Caller, "the method takes another body"),
    (K::BodyMadeRequired, Wire::Requests, Rust::Breaking, Reach::Crate, "the body can no longer be left out"),
    (K::BodyMadeOptional, Wire::Safe, Rust::Breaking, Reach::Crate, "the body may be left out"),
    (K::BodyMediaTypeChanged, Wire::Requests, Rust::Unless, Reach::Crate, "the body is sent as another media type"),

    (K::ResponseAdded, Wire::Readers, Rust::Grows, Reach::Crate, "an old client takes it for a failure"),
    (K::ResponseRemoved, Wire::Safe, Rust::Shrinks, Reach::Crate, "an old client waits for nothing"),
    (K::ResponseRetyped, Wire::ByType, Rust::Grows, Reach::Crate, "the method gives another type, or has a method of its own for it"),
    (K::HeaderAdded, Wire::Safe, Rust::Grows, Reach::Crate, "a new method of the answer's headers"),
    (K::HeaderRemoved, Wire::Readers, Rust::Shrinks, Reach::Crate, "its method of the answer's headers is gone"),
    (K::HeaderRetyped, Wire::ByType, Rust::Unless, Reach::Crate, "its method gives another type"),
    (K::ErrorAdded, Wire::Safe, Rust::None, Reach::Crate, "every answer that is no success is an error already"),
    (K::ErrorRemoved, Wire::Safe, Rust::None, Reach::Crate, "every answer that is no success is an error still"),
    (K::ErrorRetyped, Wire::ByType, Rust::None, Reach::Crate, "callers choose the type that they read an error as, and the compiler does not know which is right"),

    (K::ModelAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new type"),
    (K::ModelRemoved, Wire::Safe, Rust::Breaking, Reach::Crate, "its type is gone; where it was used says what that means on the wire"),
    (K::ModelRenamed, Wire::Safe, Rust::Unless, Reach::Crate, "its type has another name"),
    (K::ModelMadeSendable, Wire::Safe, Rust::Minor, Reach::Crate, "it may be built and sent"),
    (K::ModelMadeUnsendable, Wire::Safe, Rust::Breaking, Reach::Crate, "it can no longer be built by a literal or turned into a body"),
    (K::BasesChanged, Wire::Safe, Rust::None, Reach::Crate, "bases are folded in; their properties are compared one by one"),
    (K::AdditionalPropertiesAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new field holds them"),
    (K::AdditionalPropertiesRemoved, Wire::Requests, Rust::Breaking, Reach::Crate, "the field that held them is gone"),
    (K::AdditionalPropertiesRetyped, Wire::ByType, Rust::Unless, Reach::Caller, "the field that holds them has another type"),
    (K::DiscriminatorChanged, Wire::Both, Rust::Breaking, Reach::Crate, "variants are told apart by another key"),
    (K::VariantAdded, Wire::Readers, Rust::Minor, Reach::Crate, "a new variant; readers that know it not keep it as unknown"),
    (K::VariantRemoved, Wire::Requests, Rust::Breaking, Reach::Crate, "its variant is gone"),
    (K::DiscriminatorValueChanged, Wire::Both, Rust::None, Reach::Crate, "the model is sent and read under another value"),
    (K::MadePolymorphic, Wire::Safe, Rust::Breaking, Reach::Crate, "the struct becomes an enum over its variants"),
    (K::MadeMonomorphic, Wire::Requests, Rust::Breaking, Reach::Crate, "the enum over its variants becomes a struct"),

    (K::PropertyAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new field; literals end in `..Default::default()`"),
    (K::RequiredPropertyAdded, Wire::Requests, Rust::Minor, Reach::Caller, "requests without it are refused, and the compiler does not say so"),
    (K::PropertyRemoved, Wire::Both, Rust::Breaking, Reach::Crate, "its field is gone"),
    (K::PropertyRenamed, Wire::Both, Rust::Unless, Reach::Crate, "its field has another name, and its key on the wire"),
    (K::ClientNameChanged, Wire::Safe, Rust::Unless, Reach::Crate, "its field has another name; the key on the wire is the same"),
    (K::PropertyRetyped, Wire::ByType, Rust::Unless, Reach::Caller, "its field has another type"),
    (K::PropertyMadeRequired, Wire::Requests, Rust::None, Reach::Caller, "requests without it are refused, and the compiler does not say so"),
    (K::PropertyMadeOptional, Wire::Readers, Rust::None, Reach::Crate, "it may be missing; fields are optional anyway"),
    (K::MadeReadOnly, Wire::Requests, Rust::None, Reach::Caller, "it is no longer sent, whoever sets it"),
    (K::MadeWritable, Wire::Safe, Rust::None, Reach::Crate, "it is sent where it is set"),
    (K::MutabilityChanged, Wire::Both, Rust::None, Reach::Caller, "it may be refused or missing at times when it was not"),
    (K::MadeNullable, Wire::Readers, Rust::None, Reach::Crate, "it may be null; fields are optional anyway"),
    (K::MadeNonNullable, Wire::Requests, Rust::None, Reach::Caller, "an explicit null is refused"),
    (K::MadeSecret, Wire::Safe, Rust::None, Reach::Crate, "`Debug` no longer shows it"),
    (K::MadePublic, Wire::Safe, Rust::None, Reach::Crate, "`Debug` shows it"),
    (K::DefaultAdded, Wire::Safe, Rust::None, Reach::Crate, "documented; what is left out is still left out"),
    (K::DefaultChanged, Wire::Requests, Rust::None, Reach::Caller, "leaving it out means something else"),
    (K::DefaultRemoved, Wire::Safe, Rust::None, Reach::Crate, "what leaving it out means is no longer documented"),
    (K::ConstantChanged, Wire::Requests, Rust::None, Reach::Crate, "another value is sent"),
    (K::MadeConstant, Wire::Requests, Rust::Unless, Reach::Caller, "it is sent without asking; who passed it has no place for it any more"),
    (K::MadeVariable, Wire::Safe, Rust::Grows, Reach::Crate, "callers choose its value, as an argument or as a field of the options"),
    (K::ConstraintTightened, Wire::Requests, Rust::None, Reach::Caller, "values that were good are refused; no client checks them"),
    (K::ConstraintLoosened, Wire::Readers, Rust::None, Reach::Crate, "values may come that could not; no client checks them"),
    (K::ConstraintChanged, Wire::Both, Rust::None, Reach::Caller, "other values are good; no client checks them"),

    (K::FormatChanged, Wire::Safe, Rust::None, Reach::Crate, "an annotation: the type is the same on the wire and in Rust"),

    (K::EnumAdded, Wire::Safe, Rust::Minor, Reach::Crate, "a new type"),
    (K::EnumRemoved, Wire::Safe, Rust::Breaking, Reach::Crate, "its type is gone; where it was used says what that means on the wire"),
    (K::EnumRenamed, Wire::Safe, Rust::Unless, Reach::Crate, "its type has another name"),
    (K::EnumValueAdded, Wire::ReadersIfFixed, Rust::Minor, Reach::Crate, "a new variant; readers that know it not keep it as `UnknownValue`"),
    (K::EnumValueRemoved, Wire::Requests, Rust::Breaking, Reach::Crate, "its variant is gone"),
    (K::EnumValueRespelled, Wire::Both, Rust::Unless, Reach::Crate, "sent in the new spelling, read in both if only the case differs"),
    (K::EnumValueRenamed, Wire::Safe, Rust::Unless, Reach::Crate, "its variant has another name; the value is the same"),
    (K::MadeExtensible, Wire::Readers, Rust::None, Reach::Crate, "values may come that are not listed; they are kept as `UnknownValue` anyway"),
    (K::MadeFixed, Wire::Safe, Rust::None, Reach::Crate, "generated enums keep `UnknownValue` all the same"),
    (K::EnumKindChanged, Wire::Both, Rust::Breaking, Reach::Crate, "its variants and `UnknownValue` hold another type"),

    (K::DescriptionChanged, Wire::Safe, Rust::None, Reach::Crate, "texts only"),
    (K::RustTypeChanged, Wire::Safe, Rust::Breaking, Reach::Crate, "what refers back to itself is boxed"),
    (K::RustNameChanged, Wire::Safe, Rust::Breaking, Reach::Crate, "another declaration took or freed the plain name"),
];

#[cfg(test)]
mod tests {
    use super::{ChangeKind, RULES};

    #[test]
    fn every_kind_has_its_rule_at_its_place() {
        let kinds: Vec<ChangeKind> = RULES.iter().map(|rule| rule.0).collect();
        assert_eq!(kinds, ChangeKind::ALL);
    }

    #[test]
    fn reasons_are_clauses() {
        for (kind, .., reason) in RULES {
            assert!(!reason.is_empty() && !reason.ends_with('.'), "{kind}: {reason}");
        }
    }
}
