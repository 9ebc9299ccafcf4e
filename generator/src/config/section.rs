//! Reading a TOML table strictly: every key is either asked for or reported with its line.

use super::error::ConfigError;
use crate::diagnostics::suggest;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file under the reader's eyes and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    pub path: &'a Path,
    pub text: &'a str,
    pub errors: Vec<ConfigError>,
}

impl Reader<'_> {
    /// Reports a mistake at `span`.
    pub fn error(&mut self, span: &Range<usize>, message: impl Into<String>, help: Option<String>) {
        let mut error = ConfigError::new(self.path, message).at(self.text, span.start);
        error.help = help;
        self.errors.push(error);
    }

    /// The line of `span`, from 1.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.text[..span.start].matches('\n').count() + 1
    }
}

/// A table of the file with a fixed set of keys.
pub(super) struct Section<'a, 'i> {
    title: &'static str,
    span: Range<usize>,
    table: &'a DeTable<'i>,
}

impl<'a, 'i> Section<'a, 'i> {
    /// Reads `table`, which may have the keys `known` and no others.
    pub fn new(
        reader: &mut Reader<'_>,
        title: &'static str,
        known: &[&str],
        span: Range<usize>,
        table: &'a DeTable<'i>,
    ) -> Self {
        for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref();
            let help = match suggest(name, known.iter().copied()) {
                Some(suggestion) => format!("did you mean `{suggestion}`?"),
                None => format!("known here: {}", quoted(known)),
            };
            reader.error(&key.span(), format!("unknown key `{name}` in {title}"), Some(help));
        }
        Self { title, span, table }
    }

    /// The table under `key`, with the keys `known`.
    pub fn section(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        title: &'static str,
        known: &[&str],
    ) -> Option<Section<'a, 'i>> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(reader, title, known, value.span(), table)),
            _ => self.mistyped(reader, key, value, "a table"),
        }
    }

    /// The text under `key`.
    pub fn string(&self, reader: &mut Reader<'_>, key: &str) -> Option<Spanned<&'a str>> {
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::String(text) if !text.is_empty() => Some(Spanned::new(value.span(), text.as_ref())),
            _ => self.mistyped(reader, key, value, "a text that is not empty"),
        }
    }

    /// The text under `key`, whose absence is a mistake.
    pub fn required_string(&self, reader: &mut Reader<'_>, key: &str, example: &str) -> Option<Spanned<&'a str>> {
        if !self.table.contains_key(key) {
            let message = format!("{} has no `{key}`", self.title);
            reader.error(&self.span, message, Some(format!("add `{key} = \"{example}\"`")));
        }
        self.string(reader, key)
    }

    /// The texts under `key`.
    pub fn strings(&self, reader: &mut Reader<'_>, key: &str) -> Option<Vec<Spanned<&'a str>>> {
        let value = self.table.get(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            return self.mistyped(reader, key, value, "a list of texts");
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) if !text.is_empty() => texts.push(Spanned::new(item.span(), text.as_ref())),
                _ => return self.mistyped(reader, key, item, "a list of texts"),
            }
        }
        Some(texts)
    }

    /// Every pair of texts of the table under `key`.
    pub fn pairs(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(Spanned<&'a str>, Spanned<&'a str>)> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Table(table) = value.get_ref() else {
            return self.mistyped(reader, key, value, "a table").unwrap_or_default();
        };
        let mut pairs = Vec::new();
        for (name, value) in table {
            match value.get_ref() {
                DeValue::String(text) if !text.is_empty() => {
                    let name = Spanned::new(name.span(), name.get_ref().as_ref());
                    pairs.push((name, Spanned::new(value.span(), text.as_ref())));
                }
                _ => drop(self.mistyped::<()>(reader, name.get_ref(), value, "a text that is not empty")),
            }
        }
        pairs
    }

    /// The tables of the list under `key`, each with the keys `known`.
    pub fn sections(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        title: &'static str,
        known: &[&str],
    ) -> Vec<Section<'a, 'i>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            return self.mistyped(reader, key, value, "a list of tables").unwrap_or_default();
        };
        let mut sections = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => sections.push(Section::new(reader, title, known, item.span(), table)),
                _ => drop(self.mistyped::<()>(reader, key, item, "a list of tables")),
            }
        }
        sections
    }

    /// Any value under `key`, as JSON.
    pub fn json(&self, reader: &mut Reader<'_>, key: &str) -> Option<serde_json::Value> {
        let value = self.table.get(key)?;
        to_json(value.get_ref()).or_else(|| self.mistyped(reader, key, value, "a value that JSON has"))
    }

    /// Whether `key` stands there as `true`.
    pub fn flag(&self, reader: &mut Reader<'_>, key: &str) -> bool {
        match self.table.get(key).map(|value| (value, value.get_ref())) {
            None => false,
            Some((_, DeValue::Boolean(flag))) => *flag,
            Some((value, _)) => self.mistyped(reader, key, value, "`true` or `false`").unwrap_or_default(),
        }
    }

    /// Where the table stands.
    pub fn span(&self) -> &Range<usize> {
        &self.span
    }

    fn mistyped<T>(
        &self,
        reader: &mut Reader<'_>,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
    ) -> Option<T> {
        let message = format!("`{key}` in {} must be {expected}", self.title);
        reader.error(&value.span(), message, None);
        None
    }
}

fn to_json(value: &DeValue<'_>) -> Option<serde_json::Value> {
    use serde_json::Value;
    Some(match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok()?.into(),
        DeValue::Float(float) => Value::Number(serde_json::Number::from_f64(float.as_str().parse().ok()?)?),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(_) => return None,
        DeValue::Array(items) => Value::Array(items.iter().map(|item| to_json(item.get_ref())).collect::<Option<_>>()?),
        DeValue::Table(table) => {
            let entries = table.iter().map(|(key, value)| Some((key.get_ref().to_string(), to_json(value.get_ref())?)));
            Value::Object(entries.collect::<Option<_>>()?)
        }
    })
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
