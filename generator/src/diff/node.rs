//! Things in a code model that a change can be about, as plain indices.

use crate::model::{CodeModel, EnumId, ModelId, Operation, ParameterLocation, Property, TypeName};
use crate::origin::{DocumentId, Origin};

/// Index of an operation: its group's position and its own in the group.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct OperationAt {
    /// Position in [`CodeModel::groups`].
    pub group: usize,
    /// Position in the group.
    pub index: usize,
}

impl OperationAt {
    /// The operation itself.
    pub fn of(self, model: &CodeModel) -> &Operation {
        &model.groups[self.group].operations[self.index]
    }

    /// Every operation of `model`, in its order.
    pub fn all(model: &CodeModel) -> impl Iterator<Item = Self> + '_ {
        let of_group = |(group, operations): (usize, usize)| (0..operations).map(move |index| Self { group, index });
        model.groups.iter().map(|group| group.operations.len()).enumerate().flat_map(of_group)
    }
}

/// A thing in one of the two models.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Node {
    /// The service as a whole.
    Service,
    /// A parameter that the client carries.
    ClientParameter(usize),
    /// An operation.
    Operation(OperationAt),
    /// A parameter of an operation, but not its body.
    Parameter(OperationAt, usize),
    /// The body of an operation.
    Body(OperationAt),
    /// A successful answer.
    Response(OperationAt, usize),
    /// A header of a successful answer.
    Header(OperationAt, usize, usize),
    /// An answer that is a failure.
    Error(OperationAt, usize),
    /// A model.
    Model(ModelId),
    /// A property of a model.
    Property(ModelId, usize),
    /// A variant of a polymorphic base.
    Variant(ModelId, usize),
    /// An enum.
    Enum(EnumId),
    /// A value of an enum.
    EnumValue(EnumId, usize),
}

impl Node {
    /// The thing's name in the service: `Vaults_Get`, `Vaults_Get($top)`, `Vaults_Get -> 200 Retry-After`,
    /// `VaultProperties.sku`, `SkuName "premium"`.
    pub fn subject(self, model: &CodeModel) -> String {
        match self {
            Self::Service => model.title.clone(),
            Self::ClientParameter(index) => format!("client({})", model.client_parameters[index].wire_name),
            Self::Operation(at) => at.of(model).id.clone(),
            Self::Parameter(at, index) => {
                let operation = at.of(model);
                format!("{}({})", operation.id, operation.parameters[index].wire_name)
            }
            Self::Body(at) => format!("{}(body)", at.of(model).id),
            Self::Response(at, index) => {
                let operation = at.of(model);
                format!("{} -> {}", operation.id, operation.responses[index].status)
            }
            Self::Header(at, response, index) => {
                let header = &at.of(model).responses[response].headers[index];
                format!("{} {}", Self::Response(at, response).subject(model), header.wire_name)
            }
            Self::Error(at, index) => {
                let operation = at.of(model);
                format!("{} -> {}", operation.id, status_key(operation.errors[index].status))
            }
            Self::Model(id) => type_name(&model[id].name),
            Self::Property(id, index) => property_subject(model, id, index),
            Self::Variant(id, index) => {
                let value = variant(model, id, index).map_or("", |variant| variant.value.as_str());
                format!("{} \"{value}\"", type_name(&model[id].name))
            }
            Self::Enum(id) => type_name(&model[id].name),
            Self::EnumValue(id, index) => {
                format!("{} {}", type_name(&model[id].name), model[id].values[index].value)
            }
        }
    }

    /// Where the thing is declared.
    pub fn origin(self, model: &CodeModel) -> Origin {
        match self {
            Self::Service => Origin::new(home(model), "/info"),
            Self::ClientParameter(index) => model.client_parameters[index].origin.clone(),
            Self::Operation(at) => at.of(model).origin.clone(),
            Self::Parameter(at, index) => at.of(model).parameters[index].origin.clone(),
            Self::Body(at) => {
                let operation = at.of(model);
                operation.body.as_ref().map_or_else(|| operation.origin.clone(), |body| body.origin.clone())
            }
            Self::Response(at, index) => at.of(model).responses[index].origin.clone(),
            Self::Header(at, response, index) => {
                let response = &at.of(model).responses[response];
                response.origin.child("headers").child(&response.headers[index].wire_name)
            }
            Self::Error(at, index) => {
                let operation = at.of(model);
                operation.origin.child("responses").child(status_key(operation.errors[index].status))
            }
            Self::Model(id) => model[id].origin.clone(),
            Self::Property(id, index) => model[id].properties[index].origin.clone(),
            Self::Variant(id, index) => variant(model, id, index)
                .map_or_else(|| model[id].origin.clone(), |variant| model[variant.model].origin.clone()),
            Self::Enum(id) => model[id].origin.clone(),
            Self::EnumValue(id, index) => model[id].origin.child("enum").child(index),
        }
    }

    /// The operation that the thing belongs to.
    pub fn operation(self) -> Option<OperationAt> {
        match self {
            Self::Operation(at)
            | Self::Parameter(at, _)
            | Self::Body(at)
            | Self::Response(at, _)
            | Self::Header(at, _, _)
            | Self::Error(at, _) => Some(at),
            _ => None,
        }
    }
}

/// A type's name as the documents have it; an anonymous one is called after its owner.
pub(super) fn type_name(name: &TypeName) -> String {
    match name {
        TypeName::Declared(name) => name.clone(),
        TypeName::Inline(words) => words.join("."),
    }
}

/// How a location is called in documents.
pub(super) fn location(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Host => "host",
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Form => "form",
    }
}

/// An inherited property is named after the base that declares it, once for all that derive from it.
fn property_subject(model: &CodeModel, id: ModelId, index: usize) -> String {
    let Property { wire_name, inherited_from, .. } = &model[id].properties[index];
    let owner = inherited_from.clone().unwrap_or_else(|| type_name(&model[id].name));
    format!("{owner}.{wire_name}")
}

fn variant(model: &CodeModel, id: ModelId, index: usize) -> Option<&crate::model::Variant> {
    match &model[id].polymorphism {
        crate::model::Polymorphism::Base { variants, .. } => variants.get(index),
        _ => None,
    }
}

fn status_key(status: Option<u16>) -> String {
    status.map_or_else(|| "default".to_owned(), |status| status.to_string())
}

/// A document that speaks for the service: one with operations, not common types that happen to sort first.
fn home(model: &CodeModel) -> DocumentId {
    let operation = model.groups.iter().flat_map(|group| &group.operations).next();
    operation.map_or(DocumentId(0), |operation| operation.origin.document)
}
