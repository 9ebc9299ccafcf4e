//! From a pointer into a lifted document back to one into the text as published.

use crate::documents::{Bundle, Content, Dialect, Document, escape, unescape};
use crate::origin::{DocumentId, Origin};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// Places that moved in ways their pointer alone does not tell.
#[derive(Clone, Debug, Default)]
pub(super) struct PointerMap {
    moved: BTreeMap<String, Origin>,
}

impl PointerMap {
    /// What is at `lifted` and below came from `origin`.
    pub(super) fn insert(&mut self, lifted: String, origin: Origin) {
        self.moved.insert(lifted, origin);
    }

    /// The nearest place at or above `pointer` that moved, and the rest of the pointer.
    fn nearest<'p>(&self, pointer: &'p str) -> Option<(&Origin, &'p str)> {
        let mut probe = pointer;
        loop {
            // Every pointer that `pointer` begins with sorts before it, and not before their common beginning.
            let (candidate, origin) =
                self.moved.range::<str, _>((Bound::Unbounded, Bound::Included(probe))).next_back()?;
            let common = common_tokens(candidate, pointer);
            if common.len() == candidate.len() {
                return Some((origin, &pointer[common.len()..]));
            }
            probe = common;
        }
    }
}

/// The whole tokens of `pointer` within what it has in common with `other`.
fn common_tokens<'p>(other: &str, pointer: &'p str) -> &'p str {
    let same = other.bytes().zip(pointer.bytes()).take_while(|(left, right)| left == right).count();
    let bytes = pointer.as_bytes();
    let ends_token = bytes.get(same).is_none_or(|byte| *byte == b'/');
    let end = if ends_token { same } else { bytes[..same].iter().rposition(|byte| *byte == b'/').unwrap_or(0) };
    &pointer[..end]
}

/// Translates pointers of one lifted document.
#[derive(Clone, Debug)]
pub(super) struct Translator {
    pub document: DocumentId,
    pub moved: PointerMap,
    pub contents: Arc<[Arc<Content>]>,
}

impl Translator {
    /// The place in the text as published that `pointer` of the lifted document stands for.
    pub(super) fn origin(&self, pointer: &str) -> Origin {
        if let Some((origin, rest)) = self.moved.nearest(pointer) {
            return self.walk(origin.document, &origin.pointer, rest);
        }
        let content = &self.contents[self.document.index()];
        if content.dialect == Dialect::OpenApi30 {
            return self.walk(self.document, "", pointer);
        }
        let lists = [
            ("/components/schemas", "/definitions"),
            ("/components/parameters", "/parameters"),
            ("/components/requestBodies", "/parameters"),
            ("/components/responses", "/responses"),
            ("/components/securitySchemes", "/securityDefinitions"),
        ];
        let found = lists.into_iter().find_map(|(lifted, published)| {
            let rest = pointer.strip_prefix(lifted)?;
            (rest.is_empty() || rest.starts_with('/')).then_some((published, rest))
        });
        let (start, rest) = found.unwrap_or(("", pointer));
        self.walk(self.document, start, rest)
    }

    /// Follows the tokens of `rest` from `start`, leaving out the steps that the lift added.
    fn walk(&self, document: DocumentId, start: &str, rest: &str) -> Origin {
        let mut place = self.contents[document.index()].value.pointer(start);
        let mut pointer = String::with_capacity(start.len() + rest.len());
        pointer.push_str(start);
        let mut tokens = rest.split('/').skip(1);
        while let Some(token) = tokens.next() {
            let next = place.and_then(|place| member(place, token));
            match (token, place) {
                // `allOf/0` around a `$ref` with siblings, `content/application~1json` around a schema.
                ("allOf", Some(place)) if place.get("$ref").is_some() => _ = tokens.next(),
                ("content", Some(_)) if next.is_none() => _ = tokens.next(),
                // The type of a parameter stands beside its name.
                ("schema", Some(_)) if next.is_none() => {}
                _ => {
                    pointer.push('/');
                    pointer.push_str(token);
                    place = next;
                }
            }
        }
        Origin::new(document, pointer)
    }
}

fn member<'v>(place: &'v Value, token: &str) -> Option<&'v Value> {
    match place {
        Value::Object(members) if token.contains('~') => members.get(&unescape(token)),
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The contents of all documents, for translators to share.
pub(super) fn contents(bundle: &Bundle) -> Arc<[Arc<Content>]> {
    bundle.documents.iter().map(Document::content).cloned().collect()
}

/// Pointer to a component of a lifted document.
pub(super) fn component(list: &str, name: &str) -> String {
    format!("/components/{list}/{}", escape(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_moved_place_is_found() {
        let mut map = PointerMap::default();
        for pointer in ["/paths/~1a", "/paths/~1a/get/parameters/1", "/paths/~1a-b/get", "/paths/~1ab"] {
            map.insert(pointer.to_owned(), Origin::new(DocumentId(0), pointer));
        }
        for (pointer, expected) in [
            ("/paths/~1a", Some(("/paths/~1a", ""))),
            ("/paths/~1a/get/parameters/1/schema", Some(("/paths/~1a/get/parameters/1", "/schema"))),
            ("/paths/~1a/get/parameters/10", Some(("/paths/~1a", "/get/parameters/10"))),
            ("/paths/~1a/put", Some(("/paths/~1a", "/put"))),
            ("/paths/~1a-c/get", None),
            ("/paths/~1abc", None),
            ("/paths", None),
            ("", None),
        ] {
            let found = map.nearest(pointer).map(|(origin, rest)| (origin.pointer.as_str(), rest));
            assert_eq!(found, expected, "{pointer}");
        }
    }
}
