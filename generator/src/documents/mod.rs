//! From paths to a [`Bundle`]: every document that is listed or reached over `$ref`, parsed and never inlined.
//!
//! The order of documents, and so every [`DocumentId`], depends on their paths alone: neither on the order in which
//! they were listed nor on which thread read them.

mod cache;
mod closure;
mod loader;
mod parse;
pub(crate) mod path;
mod reference;
mod report;
mod slot;
#[cfg(test)]
mod tests;
pub(crate) mod workers;

pub use cache::DocumentCache;
pub use loader::{FsLoader, Loader, MemoryLoader};
pub use parse::{Content, Dialect};
pub(crate) use reference::{escape, unescape};

use crate::diagnostics::{Diagnostics, Source, Sources};
use crate::origin::DocumentId;
use indexmap::IndexMap;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All documents of a package.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// Sorted by canonical path; [`DocumentId`] indexes this list.
    pub documents: Vec<Document>,
}

/// A document of a [`Bundle`].
#[derive(Clone, Debug)]
pub struct Document {
    /// Its place in the bundle.
    pub id: DocumentId,
    /// Its path as people know it: as listed, or as the documents that refer to it make it; always with `/`.
    pub path: String,
    /// The path by which it can be opened from the current folder.
    pub file: PathBuf,
    /// Whether the user listed it, rather than another document referred to it.
    pub root: bool,
    content: Arc<Content>,
    references: IndexMap<String, Reference>,
}

/// Where a `$ref` of a document leads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reference {
    /// The document it leads to.
    pub document: DocumentId,
    /// Pointer to the place it leads to, spelled as that document spells it.
    pub pointer: String,
    /// Whether it stands, anywhere in its document, where a schema belongs.
    pub schema: bool,
}

impl Document {
    /// The text as read, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.content.text
    }

    /// The document as JSON.
    pub fn value(&self) -> &Value {
        &self.content.value
    }

    /// What the document calls itself.
    pub fn dialect(&self) -> Dialect {
        self.content.dialect
    }

    /// Text and value, which other bundles may share.
    pub fn content(&self) -> &Arc<Content> {
        &self.content
    }

    /// Where the `$ref` with this text leads; none where it leads nowhere.
    pub fn reference(&self, text: &str) -> Option<&Reference> {
        self.references.get(text)
    }

    /// Every distinct `$ref` that leads somewhere, in order of appearance, by its text.
    pub fn references(&self) -> impl Iterator<Item = (&str, &Reference)> {
        self.references.iter().map(|(text, reference)| (text.as_str(), reference))
    }
}

impl Sources for Bundle {
    fn source(&self, document: DocumentId) -> Option<Source<'_>> {
        let document = self.documents.get(document.index())?;
        Some(Source { path: document.file.to_string_lossy().replace('\\', "/"), text: document.text() })
    }
}

/// How [`load_with`] goes about its work; the result is the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions<'a> {
    /// Where to find and leave documents that other packages refer to as well.
    pub cache: Option<&'a DocumentCache>,
    /// How many threads may read and parse; all processors where nothing is said.
    pub threads: Option<usize>,
}

impl LoadOptions<'_> {
    fn threads(&self) -> usize {
        self.threads.unwrap_or_else(workers::available)
    }
}

/// Loads the documents at `roots` and every document they refer to, directly or not.
pub fn load(roots: &[PathBuf], loader: &dyn Loader, diagnostics: &mut Diagnostics) -> Bundle {
    load_with(roots, loader, &LoadOptions::default(), diagnostics)
}

/// [`load`] with a cache that several packages share, or another number of threads.
pub fn load_with(
    roots: &[PathBuf],
    loader: &dyn Loader,
    options: &LoadOptions<'_>,
    diagnostics: &mut Diagnostics,
) -> Bundle {
    let roots: Vec<String> = roots.iter().map(|root| text_of(root)).collect();
    let closure = closure::collect(&roots, loader, options);
    report::number(closure, &roots, loader, diagnostics)
}

/// A path as text with `/` separators and without dots.
fn text_of(path: &Path) -> String {
    let text = path.to_string_lossy();
    path::normalise(&if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() })
}
