//! The code model while it is being made: types with what later passes need to know about them.

use super::place::Place;
use super::shape::ObjectShape;
use crate::model::{Endpoint, Enum, EnumId, Model, ModelId, Operation, Parameter};
use crate::origin::DocumentId;

/// A definition: its document and its key there.
pub(super) type SchemaKey<'a> = (DocumentId, &'a str);

/// Where a declaration stands among all others: document, position in it, order of discovery.
pub(super) type SortKey = (DocumentId, u32, usize);

/// Everything that was lowered so far.
#[derive(Default)]
pub(super) struct Drafts<'a> {
    pub(super) models: Vec<ModelDraft<'a>>,
    pub(super) enums: Vec<EnumDraft>,
    pub(super) operations: Vec<OperationDraft>,
    /// Parameters of `x-ms-parameterized-host`, which the client holds.
    pub(super) host_parameters: Vec<Parameter>,
    pub(super) endpoint: Endpoint,
}

/// A model and what links it to others.
pub(super) struct ModelDraft<'a> {
    pub(super) model: Model,
    pub(super) key: SortKey,
    /// The definition it stands for; none for an anonymous schema.
    pub(super) definition: Option<SchemaKey<'a>>,
    /// What it is still to be filled from; taken when filling begins.
    pub(super) source: Option<Source<'a>>,
    /// Whether its properties are complete.
    pub(super) filled: bool,
    /// Bases, in document order.
    pub(super) bases: Vec<ModelId>,
    /// `x-ms-secret` of the whole.
    pub(super) secret: bool,
    /// Whether it or one of its bases has a discriminator.
    pub(super) in_hierarchy: bool,
    /// `discriminator` of its own.
    pub(super) discriminator: Option<String>,
    /// `x-ms-discriminator-value`.
    pub(super) discriminator_value: Option<String>,
    /// `discriminator.mapping` (OpenAPI 3): values by name of the definition.
    pub(super) mapping: Vec<(String, String)>,
}

/// The schema of a model.
#[derive(Clone)]
pub(super) struct Source<'a> {
    pub(super) object: ObjectShape<'a>,
    pub(super) place: Place,
}

/// An enum and where it stands.
pub(super) struct EnumDraft {
    pub(super) item: Enum,
    pub(super) key: SortKey,
    /// Whether the document says itself that values may be added.
    pub(super) open: bool,
}

/// An operation and what settles the scope of its parameters.
pub(super) struct OperationDraft {
    pub(super) operation: Operation,
    /// `operationId` up to the first `_`.
    pub(super) group: String,
    /// One per parameter of the operation.
    pub(super) declared: Vec<Declared>,
    /// What its `x-ms-pageable` says about the link to the next page.
    pub(super) next_link: NextLink,
}

/// How a parameter was declared, which decides who holds it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Declared {
    /// `x-ms-parameter-location: method`.
    Method,
    /// `x-ms-parameter-location: client`.
    Client,
    /// Under the document's `parameters`, and nothing said.
    Shared,
    /// In the operation or its path, and nothing said.
    Inline,
}

/// What `x-ms-pageable` says about `nextLinkName`.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum NextLink {
    /// A name, or `null`, or no paging at all.
    #[default]
    Said,
    /// Nothing: `nextLink` if the page has such a property.
    Unsaid,
}

impl<'a> Drafts<'a> {
    pub(super) fn add_model(&mut self, draft: ModelDraft<'a>) -> ModelId {
        let id = ModelId(u32::try_from(self.models.len()).unwrap_or(u32::MAX));
        self.models.push(draft);
        id
    }

    pub(super) fn add_enum(&mut self, item: Enum, key: SortKey, open: bool) -> EnumId {
        let id = EnumId(u32::try_from(self.enums.len()).unwrap_or(u32::MAX));
        self.enums.push(EnumDraft { item, key, open });
        id
    }

    /// How many declarations there are: the order of discovery of the next.
    pub(super) fn sequence(&self) -> usize {
        self.models.len() + self.enums.len()
    }

    pub(super) fn model_mut(&mut self, id: ModelId) -> &mut ModelDraft<'a> {
        &mut self.models[id.index()]
    }

    pub(super) fn model(&self, id: ModelId) -> &ModelDraft<'a> {
        &self.models[id.index()]
    }
}
