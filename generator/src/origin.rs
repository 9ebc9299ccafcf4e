//! Where a thing was declared: the leaf that every stage may import.

use std::fmt;

/// Index of a document in [`crate::model::CodeModel::documents`] and in the bundle it was read from.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DocumentId(pub u32);

impl DocumentId {
    /// The position of the document in a list of documents.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place in a document as published: a JSON pointer (RFC 6901) into the original text, before any lifting.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Origin {
    /// The document.
    pub document: DocumentId,
    /// JSON pointer into that document; empty for the document as a whole.
    pub pointer: String,
}

impl Origin {
    /// The place `pointer` of `document`.
    pub fn new(document: DocumentId, pointer: impl Into<String>) -> Self {
        Self { document, pointer: pointer.into() }
    }

    /// The place one step below this one; `key` is escaped as RFC 6901 asks.
    #[must_use]
    pub fn child(&self, key: impl fmt::Display) -> Self {
        let key = key.to_string().replace('~', "~0").replace('/', "~1");
        Self { document: self.document, pointer: format!("{}/{key}", self.pointer) }
    }
}
