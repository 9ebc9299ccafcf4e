//! Bytes of a document into a JSON value, whatever it was written in.

use super::reference::{self, Found};
use serde_json::Value;

/// What a document holds, apart from where it was found: shared by every bundle that has the document.
#[derive(Debug)]
pub struct Content {
    /// The text as read, without a byte order mark; kept so that places in it can be found.
    pub text: String,
    /// The text parsed; `null` where that failed.
    pub value: Value,
    /// What the document calls itself.
    pub dialect: Dialect,
    pub(super) references: Vec<Found>,
    pub(super) problem: Option<Problem>,
}

/// What a document calls itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dialect {
    /// `swagger: "2.0"`.
    Swagger2,
    /// `openapi: 3.0.x`; 3.1 is read as if it were 3.0.
    OpenApi30,
    /// Neither: a file that others refer to.
    Fragment,
}

/// Why a document could not be understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Problem {
    pub code: &'static str,
    pub message: String,
    /// Pointer to the place, where `line` is not known.
    pub pointer: &'static str,
    pub line: usize,
    pub column: usize,
    pub help: Option<&'static str>,
}

impl Content {
    /// Reads `bytes`, found under the name `path`.
    #[cfg(test)]
    pub(super) fn parse(path: &str, bytes: Vec<u8>) -> Self {
        Self::parse_corrected(path, bytes, |_| {})
    }

    /// Reads `bytes`, found under the name `path`; `correct` may change the value before anything else sees it.
    pub(super) fn parse_corrected(path: &str, bytes: Vec<u8>, correct: impl FnOnce(&mut Value)) -> Self {
        let (text, parsed) = match decode(bytes) {
            Ok(text) => {
                let parsed = parse_text(path, &text);
                (text, parsed)
            }
            Err(problem) => (String::new(), Err(problem)),
        };
        let (value, problem) = match parsed {
            Ok(mut value) => {
                correct(&mut value);
                (value, None)
            }
            Err(problem) => (Value::Null, Some(problem)),
        };
        let references = reference::find(&value);
        let (dialect, mismatch) = dialect_of(&value);
        Self { text, value, dialect, references, problem: problem.or(mismatch) }
    }
}

fn decode(mut bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line_start = valid.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        Problem {
            code: "invalid-encoding",
            message: "the document is not UTF-8".to_owned(),
            pointer: "",
            line: valid.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: valid.len() - line_start + 1,
            help: Some("save the document as UTF-8"),
        }
    })
}

fn parse_text(path: &str, text: &str) -> Result<Value, Problem> {
    let name = path.to_ascii_lowercase();
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    if name.ends_with(".yaml") || name.ends_with(".yml") || !(looks_like_json || name.ends_with(".json")) {
        return parse_yaml(text);
    }
    serde_json::from_str(text).map_err(|error| Problem {
        code: "invalid-json",
        message: format!("the document is not JSON: {}", without_position(&error.to_string())),
        pointer: "",
        line: error.line(),
        column: error.column(),
        help: Some("correct what stands at this place or just before it"),
    })
}

/// serde_json repeats the position at the end of its message.
fn without_position(message: &str) -> &str {
    message.rfind(" at line ").map_or(message, |end| &message[..end])
}

#[cfg(feature = "yaml")]
fn parse_yaml(text: &str) -> Result<Value, Problem> {
    serde_saphyr::from_str(text).map_err(|error| {
        let (line, column) = error.location().map_or((0, 0), |at| (at.line() as usize, at.column() as usize));
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default();
        let message = format!("the document is not YAML: {}", without_position(first));
        let help = Some("correct what stands at this place or just before it");
        Problem { code: "invalid-yaml", message, pointer: "", line, column, help }
    })
}

#[cfg(not(feature = "yaml"))]
fn parse_yaml(_: &str) -> Result<Value, Problem> {
    Err(Problem {
        code: "yaml-not-supported",
        message: "the document looks like YAML, and this build reads JSON only".to_owned(),
        pointer: "",
        line: 1,
        column: 1,
        help: Some("switch on the feature `yaml` of `armspan`, or convert the document to JSON"),
    })
}

fn dialect_of(value: &Value) -> (Dialect, Option<Problem>) {
    let version = |key: &str| match value.get(key)? {
        Value::String(version) => Some(version.clone()),
        Value::Number(version) => Some(version.to_string()),
        _ => None,
    };
    if let Some(version) = version("swagger") {
        let problem = (version != "2.0" && version != "2").then(|| unknown_version("/swagger", &version));
        return (Dialect::Swagger2, problem);
    }
    if let Some(version) = version("openapi") {
        let problem = (!version.starts_with("3.")).then(|| unknown_version("/openapi", &version));
        return (Dialect::OpenApi30, problem);
    }
    (Dialect::Fragment, None)
}

fn unknown_version(pointer: &'static str, version: &str) -> Problem {
    let key = &pointer[1..];
    Problem {
        code: "unknown-dialect",
        pointer,
        message: format!("`{key}` is `{version}`, expected `swagger: 2.0` or `openapi: 3.0`"),
        line: 0,
        column: 0,
        help: Some("convert the document to Swagger 2.0 or OpenAPI 3.0"),
    }
}
