//! Where the lift stands in a document: a list on the stack that becomes a JSON pointer only when something is reported.

use crate::documents::escape;

/// A place in a document, as published.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Pointer(&'a str),
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The place with this pointer.
    pub(super) fn pointer_to(pointer: &'a str) -> Self {
        Self { parent: None, step: Step::Pointer(pointer) }
    }

    /// The member `key` of this place.
    pub(super) fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At { parent: Some(self), step: Step::Key(key) }
    }

    /// The item `index` of this place.
    pub(super) fn index<'b>(&'b self, index: usize) -> At<'b> {
        At { parent: Some(self), step: Step::Index(index) }
    }

    /// The JSON pointer of this place.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = self.parent.map(At::pointer).unwrap_or_default();
        match self.step {
            Step::Pointer(start) => pointer.push_str(start),
            Step::Key(key) => {
                pointer.push('/');
                pointer.push_str(&escape(key));
            }
            Step::Index(index) => {
                pointer.push('/');
                pointer.push_str(&index.to_string());
            }
        }
        pointer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_becomes_a_pointer() {
        let root = At::pointer_to("/paths");
        let path = root.key("/a/~b");
        let parameters = path.key("parameters");
        assert_eq!(parameters.index(2).pointer(), "/paths/~1a~1~0b/parameters/2");
    }
}
