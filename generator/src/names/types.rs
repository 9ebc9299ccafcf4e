//! Names of models and enums, and of what they are made of.

use super::scope::Scope;
use super::{EnumNames, ModelNames, Names, case, words};
use crate::model::{CodeModel, Enum, EnumId, Model, ModelId, Polymorphism, TypeName};
use crate::origin::DocumentId;

/// Names that generated code uses without a path, or that every Rust file knows. A type of the documents that would be
/// called so ends in `Type`.
const RESERVED: &[&str] = &[
    // Rust's prelude.
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "FnMut",
    "From",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
    // What generated code imports.
    "Arc",
    "As",
    "AsyncResponse",
    "BoxFuture",
    "Bytes",
    "Client",
    "ClientMethodOptions",
    "ClientOptions",
    "ClientSettings",
    "Extra",
    "FinalStateVia",
    "Format",
    "FromFinal",
    "HashMap",
    "LenientJson",
    "List",
    "Method",
    "NoFormat",
    "OffsetDateTime",
    "Pager",
    "PagerOptions",
    "Paging",
    "ParamValue",
    "Poller",
    "PollerOptions",
    "Request",
    "RequestContent",
    "Response",
    "ResponseFuture",
    "TokenCredential",
    "Url",
    "Value",
];

/// Modules below `models` that do not belong to a document, `models`, which would be called like its parent, and what
/// every path to a type of Rust begins with.
const MODULES: &[&str] = &["headers", "models", "options", "parameters", "std"];

/// The namespace of all generated items: `models` is flat, and clients use its types by their bare names.
pub(super) fn item_scope() -> Scope {
    Scope::with(RESERVED.iter().copied())
}

/// Names types, fields, variants and the modules they live in.
pub(super) fn resolve(model: &CodeModel, items: &mut Scope, names: &mut Names) {
    names.documents = modules(model);
    names.models = model.models.iter().map(model_names).collect();
    names.enums = model.enums.iter().map(enum_names).collect();
    for (declaration, stem, id) in declarations(model) {
        let name = claim_type(items, declaration, &stem);
        match id {
            TypeId::Model(id) => names.models[id.index()].name = name,
            TypeId::Enum(id) => names.enums[id.index()].name = name,
        }
    }
    name_bases(model, items, names);
}

fn modules(model: &CodeModel) -> Vec<String> {
    let mut scope = Scope::with(MODULES.iter().copied());
    let stems = model.documents.iter().map(|document| case::snake(&words::of_name(&document.stem)));
    stems.map(|stem| case::module(scope.claim(&[&stem]))).collect()
}

enum TypeId {
    Model(ModelId),
    Enum(EnumId),
}

/// Every type with its document's stem, in the order in which names are given out: declared ones first, by document.
fn declarations(model: &CodeModel) -> Vec<(&TypeName, String, TypeId)> {
    let stem = |id: DocumentId| {
        let document = model.documents.get(id.index());
        let name = document.map(|document| case::upper_camel(&words::of_name(&document.stem))).unwrap_or_default();
        case::stem(&name).to_owned()
    };
    let models = model.models.iter().enumerate().map(|(index, item)| {
        (&item.name, item.origin.document, TypeId::Model(ModelId(u32::try_from(index).unwrap_or(u32::MAX))))
    });
    let enums = model.enums.iter().enumerate().map(|(index, item)| {
        (&item.name, item.origin.document, TypeId::Enum(EnumId(u32::try_from(index).unwrap_or(u32::MAX))))
    });
    let mut all: Vec<_> = models.chain(enums).collect();
    all.sort_by_key(|(name, document, _)| (matches!(name, TypeName::Inline(_)), *document));
    all.into_iter().map(|(name, document, id)| (name, stem(document), id)).collect()
}

fn claim_type(items: &mut Scope, declaration: &TypeName, stem: &str) -> String {
    let name = type_name(declaration);
    if RESERVED.contains(&name.as_str()) {
        let suffixed = format!("{name}Type");
        return items.claim(&[&suffixed, &format!("{stem}{suffixed}")]);
    }
    items.claim(&[&name, &format!("{stem}{name}")])
}

/// What a type wants to be called.
fn type_name(declaration: &TypeName) -> String {
    let words: Vec<_> = match declaration {
        TypeName::Declared(name) => words::of_name(name),
        TypeName::Inline(owners) => owners.iter().flat_map(|owner| words::of_name(owner)).collect(),
    };
    case::upper_camel(&words)
}

/// Bases and their variants come last: their names are derived from those of others.
fn name_bases(model: &CodeModel, items: &mut Scope, names: &mut Names) {
    for (index, item) in model.models.iter().enumerate() {
        let Polymorphism::Base { variants, .. } = &item.polymorphism else { continue };
        let base = items.claim(&[&format!("{}Base", case::stem(&names.models[index].name))]);
        let mut scope = Scope::with(["Unknown"]);
        let variants = variants.iter().map(|variant| scope.claim(&[&names[variant.model].name])).collect();
        names.models[index].base = Some(base);
        names.models[index].variants = variants;
    }
}

/// Fields of a model; its own name is decided together with those of all types.
fn model_names(model: &Model) -> ModelNames {
    let mut scope = Scope::with(["extra"]);
    if model.additional_properties.is_some() {
        scope.claim(&["additional_properties"]);
    }
    let fields = model.properties.iter().map(|property| {
        let name = property.client_name.as_deref().unwrap_or(&property.wire_name);
        field(&mut scope, name)
    });
    let fields = fields.collect();
    ModelNames { fields, additional_properties: "additional_properties".into(), ..ModelNames::default() }
}

/// A field, parameter or method called `name`: a second comer, or what generated code keeps for itself, is numbered.
pub(super) fn field(scope: &mut Scope, name: &str) -> String {
    case::identifier(scope.claim(&[&case::snake(&words::of_name(name))]))
}

fn enum_names(enum_: &Enum) -> EnumNames {
    let mut scope = Scope::with(["UnknownValue"]);
    let variants = enum_.values.iter().map(|value| {
        let words = match (&value.client_name, value.value.as_str()) {
            (Some(name), _) => words::of_value(name),
            (None, Some(text)) => words::of_value(text),
            (None, None) => words::of_value(&value.value.to_string()),
        };
        scope.claim(&[&case::upper_camel(&words)])
    });
    EnumNames { name: String::new(), variants: variants.collect() }
}
