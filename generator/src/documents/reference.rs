//! `$ref`s: finding them in a document, reading their text, following their pointers.

use super::slot::Slot;
use indexmap::IndexMap;
use serde_json::Value;

/// A distinct `$ref` text of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// As written.
    pub text: String,
    /// JSON pointer to the text where it stands first.
    pub pointer: String,
    /// Whether it stands, anywhere in the document, where a schema belongs.
    pub schema: bool,
    /// Whether the document cannot be read without it. What only a `final-state-schema` names can be done without.
    pub needed: bool,
}

/// Every distinct `$ref` of `document`, but those in examples and other data, in order of appearance.
pub(super) fn find(document: &Value) -> Vec<Found> {
    let mut finder = Finder::default();
    finder.visit(document, Slot::Component);
    finder.found.into_values().collect()
}

#[derive(Default)]
struct Finder<'a> {
    found: IndexMap<&'a str, Found>,
    steps: Vec<Step<'a>>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Finder<'a> {
    fn visit(&mut self, value: &'a Value, slot: Slot) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    self.steps.push(Step::Key(key));
                    self.member(key, value, slot);
                    self.steps.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.steps.push(Step::Index(index));
                    self.visit(item, slot.item());
                    self.steps.pop();
                }
            }
            _ => {}
        }
    }

    fn member(&mut self, key: &'a str, value: &'a Value, slot: Slot) {
        if let Value::String(text) = value {
            if slot.takes_reference() && (key == "$ref" || key == "final-state-schema") {
                self.record(text, key != "$ref" || slot == Slot::Schema, key == "$ref");
            }
        } else if key == "discriminator" && slot == Slot::Schema {
            self.mapping(value);
        } else if let Some(slot) = slot.child(key) {
            self.visit(value, slot);
        }
    }

    /// The `mapping` of an OpenAPI 3 discriminator names schemas by reference, or by their plain names.
    fn mapping(&mut self, discriminator: &'a Value) {
        let Some(Value::Object(mapping)) = discriminator.get("mapping") else { return };
        for text in mapping.values().filter_map(Value::as_str).filter(|text| text.contains('#')) {
            self.record(text, true, true);
        }
    }

    fn record(&mut self, text: &'a str, schema: bool, needed: bool) {
        let steps = &self.steps;
        let found = self.found.entry(text).or_insert_with(|| Found {
            text: text.to_owned(),
            pointer: pointer(steps),
            schema: false,
            needed: false,
        });
        found.schema |= schema;
        found.needed |= needed;
    }
}

fn pointer(steps: &[Step<'_>]) -> String {
    let mut text = String::new();
    for step in steps {
        text.push('/');
        match step {
            Step::Key(key) => text.push_str(&escape(key)),
            Step::Index(index) => text.push_str(&index.to_string()),
        }
    }
    text
}

/// `key` as a token of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1") } else { key.to_owned() }
}

/// The key that `token` of a JSON pointer stands for.
pub(crate) fn unescape(token: &str) -> String {
    if token.contains('~') { token.replace("~1", "/").replace("~0", "~") } else { token.to_owned() }
}

/// The text of a `$ref` in its two halves: what names the document (empty for the same one) and the fragment.
pub(super) fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once('#').unwrap_or((text, ""))
}

/// `text` with `%xx` decoded; as it is where that gives no UTF-8.
pub(super) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut position = 0;
    while position < bytes.len() {
        let hex = (bytes[position] == b'%').then(|| text.get(position + 1..position + 3)).flatten();
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            decoded.push(byte);
            position += 3;
        } else {
            decoded.push(bytes[position]);
            position += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Where a fragment leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Landing {
    /// To the place with this pointer.
    Exact(String),
    /// To the place with this pointer, if letter case is forgiven.
    OtherCase(String),
    /// Nowhere: the deepest place that exists, and the key that is missing there.
    Nowhere {
        /// Pointer to the deepest place that exists.
        deepest: String,
        /// The missing key.
        missing: String,
    },
}

/// Follows the fragment of a `$ref` into a document: percent-encoded or not, `~` escapes or not, in any letter case.
pub(super) fn follow(document: &Value, fragment: &str) -> Landing {
    let decoded = percent_decode(fragment);
    let landing = walk(document, &decoded);
    match landing {
        Landing::Nowhere { .. } if decoded != fragment => match walk(document, fragment) {
            Landing::Nowhere { .. } => landing,
            found => found,
        },
        landing => landing,
    }
}

fn walk(document: &Value, fragment: &str) -> Landing {
    let mut place = document;
    let mut pointer = String::with_capacity(fragment.len());
    let mut exact = true;
    for token in fragment.split('/').skip(usize::from(fragment.starts_with('/') || fragment.is_empty())) {
        let key = unescape(token);
        let Some((spelling, value)) = child(place, &key) else {
            return Landing::Nowhere { deepest: pointer, missing: key };
        };
        exact &= spelling.is_none();
        pointer.push('/');
        pointer.push_str(&escape(spelling.unwrap_or(&key)));
        place = value;
    }
    if exact { Landing::Exact(pointer) } else { Landing::OtherCase(pointer) }
}

/// The value under `key`, and the key's spelling where it differs in letter case.
fn child<'v>(place: &'v Value, key: &str) -> Option<(Option<&'v str>, &'v Value)> {
    match place {
        Value::Object(members) => members.get(key).map(|value| (None, value)).or_else(|| {
            let wanted = key.to_lowercase();
            let mut similar = members.iter().filter(|(name, _)| name.to_lowercase() == wanted);
            let (name, value) = similar.next()?;
            similar.next().is_none().then_some((Some(name.as_str()), value))
        }),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?).map(|value| (None, value)),
        _ => None,
    }
}
