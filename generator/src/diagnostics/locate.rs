//! A JSON pointer to a line and a column, found by scanning the text when a finding is shown.
//!
//! Parsing keeps no positions: they would cost every run, and only those that report something need them.

use super::yaml;

/// A place in a text. Lines and columns count from one, columns in characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where `pointer` leads in `text`, which is JSON or, as far as its layout can be guessed, YAML.
///
/// A member of an object is found at its key, an item of a list where it begins.
pub fn locate(text: &str, pointer: &str) -> Option<(usize, usize)> {
    let tokens: Vec<String> =
        pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = if text.trim_start().starts_with(['{', '[']) {
        locate_json(text, &tokens)?
    } else {
        yaml::offset(text, &tokens)?
    };
    let before = text.get(..offset)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
}

fn locate_json(text: &str, tokens: &[String]) -> Option<usize> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0 };
    scanner.space();
    let mut place = scanner.at;
    for token in tokens {
        place = match scanner.peek()? {
            b'{' => scanner.member(token)?,
            b'[' => scanner.item(token.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(place)
}

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Stands at `{`; moves to the value of the last member called `name`, returns where its key stands.
    fn member(&mut self, name: &str) -> Option<usize> {
        let mut found = None;
        self.at += 1;
        loop {
            self.space();
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                b'"' => {
                    let key_at = self.at;
                    self.string()?;
                    let key = &self.text[key_at..self.at];
                    self.space();
                    if self.peek()? != b':' {
                        break;
                    }
                    self.at += 1;
                    self.space();
                    if is_key(key, name) {
                        found = Some((key_at, self.at));
                    }
                    if self.value().is_none() {
                        break; // The text ends early; what was found before counts.
                    }
                }
                _ => break,
            }
        }
        let (key_at, value_at) = found?;
        self.at = value_at;
        Some(key_at)
    }

    /// Stands at `[`; moves to the item and returns where it begins.
    fn item(&mut self, index: usize) -> Option<usize> {
        self.at += 1;
        for _ in 0..index {
            self.space();
            self.value()?;
            self.space();
            if self.peek()? != b',' {
                return None;
            }
            self.at += 1;
        }
        self.space();
        (self.peek()? != b']').then_some(self.at)
    }

    /// Moves past a string.
    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
    }

    /// Moves past a value, however deep.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                byte if byte.is_ascii_whitespace() => self.at += 1,
                _ => {
                    while self.peek().is_some_and(|byte| !b",:{}[]\"".contains(&byte) && !byte.is_ascii_whitespace()) {
                        self.at += 1;
                    }
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}

/// Whether `written`, with its quotes and escapes, is `name`.
fn is_key(written: &str, name: &str) -> bool {
    if written.contains('\\') {
        serde_json::from_str::<String>(written).is_ok_and(|key| key == name)
    } else {
        written.len() == name.len() + 2 && written[1..].starts_with(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{
  "paths": { "/a/{b}": { "get": { "parameters": [ {"name": "x"}, {"name": "é"}, 3 ] } } },
  "definitions": { "A\u002fB": { "description": "\"{[" }, "T~x": {} },
  "twice": 1,
  "twice": { "inner": [] }
}"#;

    #[test]
    fn pointers_into_json() {
        for (name, pointer, expected) in [
            ("root", "", Some((1, 1))),
            ("key", "/paths", Some((2, 3))),
            ("escaped slash", "/paths/~1a~1{b}/get", Some((2, 26))),
            ("item", "/paths/~1a~1{b}/get/parameters/1", Some((2, 66))),
            ("scalar item", "/paths/~1a~1{b}/get/parameters/2", Some((2, 81))),
            ("escape in a key", "/definitions/A~1B/description", Some((3, 34))),
            ("tilde", "/definitions/T~0x", Some((3, 59))),
            ("last of two", "/twice/inner", Some((5, 14))),
            ("no such key", "/nothing", None),
            ("no such item", "/paths/~1a~1{b}/get/parameters/3", None),
            ("below a scalar", "/paths/~1a~1{b}/get/parameters/2/x", None),
        ] {
            assert_eq!(locate(JSON, pointer), expected, "{name}");
        }
    }

    #[test]
    fn a_byte_order_mark_does_not_count() {
        assert_eq!(locate("\u{feff}{\"a\": 1}", "/a"), Some((1, 2)));
    }

    #[test]
    fn a_text_that_ends_early_is_searched_as_far_as_it_goes() {
        assert_eq!(locate("{\"a\": {\"b\": 1, \"c\": [", "/a/b"), Some((1, 8)));
        assert_eq!(locate("{\"a\": ", "/b"), None);
    }
}
