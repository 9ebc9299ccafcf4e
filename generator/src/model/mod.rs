//! The code model: what a service offers, resolved and typed, with ARM's conventions understood.
//!
//! Plain data. It knows neither OpenAPI nor Rust: no `openapiv3` type, no token, no Rust name. Every order is the
//! documents' order after the documents were sorted by path, so that equal input gives equal output.

mod dump;
mod operation;
mod types;

pub use dump::dump;
pub use operation::*;
pub use types::*;

use crate::origin::DocumentId;
use std::ops::Index;

/// A whole package: every document of one service client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeModel {
    /// `info.title` of the first document.
    pub title: String,
    /// Every api-version an operation is sent with, sorted.
    pub api_versions: Vec<String>,
    /// The documents that declare operations or types, sorted by path. [`DocumentId`] indexes this list.
    pub documents: Vec<Document>,
    /// Object types, in document order; reachable from an operation, bases folded in.
    pub models: Vec<Model>,
    /// Enumerations, in document order.
    pub enums: Vec<Enum>,
    /// Operation groups sorted by name, each with its operations in document order.
    pub groups: Vec<OperationGroup>,
    /// Parameters that the client carries (subscription, host parameters), in order of first appearance.
    pub client_parameters: Vec<Parameter>,
    /// Where requests go.
    pub endpoint: Endpoint,
}

/// A document the model was made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Path as configured, with `/` separators, relative to the configuration where possible.
    pub path: String,
    /// File name without its extension: `keysManagedHsm`.
    pub stem: String,
    /// `info.version`.
    pub api_version: String,
}

/// Where requests go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Endpoint {
    /// URL of the documents, `https://management.azure.com`, or a template with `{parameters}` in it
    /// (`x-ms-parameterized-host`), whose parameters stand in [`CodeModel::client_parameters`].
    pub template: String,
    /// Whether this is Azure Resource Manager, so that the endpoint follows the cloud and a token is needed.
    pub is_arm: bool,
    /// OAuth scopes the documents name, if any.
    pub scopes: Vec<String>,
}

/// Index of a [`Model`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ModelId(pub u32);

/// Index of an [`Enum`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EnumId(pub u32);

impl ModelId {
    /// Position in [`CodeModel::models`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl EnumId {
    /// Position in [`CodeModel::enums`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl CodeModel {
    /// The client's parameter that `wanted` stands for: documents of one package spell it in different letter cases, each as its
    /// paths do. Where several are called like that, the one that is sent in the same place.
    pub fn client_parameter(&self, wanted: &Parameter) -> Option<usize> {
        let name = wanted.wire_name.to_lowercase();
        let by_name = |known: &Parameter| known.wire_name.to_lowercase() == name;
        let same = |known: &Parameter| known.location == wanted.location && by_name(known);
        let position = |fits: &dyn Fn(&Parameter) -> bool| self.client_parameters.iter().position(fits);
        position(&same).or_else(|| position(&by_name))
    }
}

impl Index<ModelId> for CodeModel {
    type Output = Model;
    fn index(&self, id: ModelId) -> &Model {
        &self.models[id.index()]
    }
}

impl Index<EnumId> for CodeModel {
    type Output = Enum;
    fn index(&self, id: EnumId) -> &Enum {
        &self.enums[id.index()]
    }
}

impl Index<DocumentId> for CodeModel {
    type Output = Document;
    fn index(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }
}
