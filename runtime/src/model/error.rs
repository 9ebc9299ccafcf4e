//! Why a value could not be read.

use azure_core::Value;
use std::fmt;

/// Why a value could not be read, and where it stands.
///
/// `$.properties.sku.name: expected a string, found an object (model Sku)`. The text never holds the value itself: it
/// may be a secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadError {
    /// Steps from the root to the value, innermost first.
    path: Vec<Step>,
    message: String,
    model: Option<&'static str>,
    is_out_of_range: bool,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

impl ReadError {
    /// An error at the value itself.
    pub fn new(message: impl Into<String>) -> Self {
        Self { path: Vec::new(), message: message.into(), model: None, is_out_of_range: false }
    }

    /// The value is a whole number, but greater or less than the type has them.
    pub(super) fn out_of_range(what: &str) -> Self {
        Self { is_out_of_range: true, ..Self::new(format!("expected {what}, found one beyond them")) }
    }

    /// Whether the value is of the right kind, and only too great or too small.
    pub(super) fn is_out_of_range(&self) -> bool {
        self.is_out_of_range
    }

    /// The value is of another kind than the schema says.
    pub fn expected(what: &str, found: &Value) -> Self {
        Self::new(format!("expected {what}, found {}", kind(found)))
    }

    /// What is wrong, without the place.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// The same error, seen from the object that holds the value under `key`.
    pub fn at_key(mut self, key: &str) -> Self {
        self.path.push(Step::Key(key.to_owned()));
        self
    }

    /// The same error, seen from the list that holds the value.
    pub fn at_index(mut self, index: usize) -> Self {
        self.path.push(Step::Index(index));
        self
    }

    /// Names the innermost model on the way.
    pub fn in_model(mut self, name: &'static str) -> Self {
        self.model.get_or_insert(name);
        self
    }
}

/// What a JSON value is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in self.path.iter().rev() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if is_plain(key) => write!(f, ".{key}")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        write!(f, ": {}", self.message)?;
        self.model.map_or(Ok(()), |model| write!(f, " (model {model})"))
    }
}

/// Whether a key can stand after a dot.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_path_from_the_root() {
        let error = ReadError::expected("a string", &Value::Null).at_key("name").in_model("Sku").at_index(2);
        let error = error.at_key("a.b").in_model("Vault");
        assert_eq!(error.to_string(), r#"$["a.b"][2].name: expected a string, found null (model Sku)"#);
    }
}
