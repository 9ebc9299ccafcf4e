//! Where the lowering is: a place in a lifted document, and the words its owner gives to a schema without a name.

use crate::model::TypeName;
use crate::origin::DocumentId;

/// A place in a lifted document; becomes an `Origin` only where something is recorded or reported.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The document.
    pub(super) document: DocumentId,
    /// Index of the definition or operation that the place is in, definitions before operations: anonymous types
    /// are listed right after the declaration they belong to.
    pub(super) position: u32,
    /// JSON pointer into the lifted document.
    pub(super) pointer: String,
}

impl Place {
    /// First position of operations; no document has as many definitions.
    pub(super) const OPERATIONS: u32 = 1 << 30;

    pub(super) fn new(document: DocumentId, position: usize, pointer: String) -> Self {
        Self { document, position: u32::try_from(position).unwrap_or(u32::MAX), pointer }
    }

    /// The place one step below; `key` is escaped as RFC 6901 asks.
    pub(super) fn child(&self, key: &str) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + key.len() + 1);
        pointer.push_str(&self.pointer);
        push_token(&mut pointer, key);
        Self { document: self.document, position: self.position, pointer }
    }

    /// Whether both are one place, whatever its position.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        self.document == other.document && self.pointer == other.pointer
    }

    /// The place several steps below.
    pub(super) fn descend(&self, keys: &[&str]) -> Self {
        let mut place = self.clone();
        keys.iter().for_each(|key| push_token(&mut place.pointer, key));
        place
    }
}

/// Appends one escaped token to a JSON pointer.
pub(super) fn push_token(pointer: &mut String, key: &str) {
    pointer.push('/');
    for character in key.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// Whose schema is being lowered: the words an anonymous type below would be called by. A list through the stack,
/// so that nothing is allocated for the many schemas that need no name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'p> {
    /// A declared type, or the words of an anonymous one.
    Words(&'p [String]),
    /// The owner's part of this name.
    Child(&'p Owner<'p>, &'p str),
}

impl Owner<'_> {
    pub(super) fn words(&self) -> Vec<String> {
        match self {
            Self::Words(words) => words.to_vec(),
            Self::Child(parent, word) => {
                let mut words = parent.words();
                words.push((*word).to_owned());
                words
            }
        }
    }

    pub(super) fn type_name(&self) -> TypeName {
        TypeName::Inline(self.words())
    }
}

/// The words that what belongs to a type of this name starts with.
pub(super) fn words_of(name: &TypeName) -> Vec<String> {
    match name {
        TypeName::Declared(name) => vec![name.clone()],
        TypeName::Inline(words) => words.clone(),
    }
}
