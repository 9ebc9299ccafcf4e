//! What can be wrong with a configuration, told so that the reader knows which line to change and how.

use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake in a configuration file or on the way to the documents it names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    /// The file that has to be changed.
    pub path: PathBuf,
    /// Line and column in it, both from 1, where the mistake has a place.
    pub position: Option<(usize, usize)>,
    /// What is wrong; lower case, no final dot, names in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl ConfigError {
    /// A mistake that concerns `path` as a whole.
    pub fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), position: None, message: message.into(), help: None }
    }

    /// Puts the mistake at byte `offset` of the file's `text`.
    #[must_use]
    pub fn at(mut self, text: &str, offset: usize) -> Self {
        self.position = Some(line_and_column(text, offset));
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl Error for ConfigError {}

/// Everything wrong with a configuration, in the order of the file: all of it is shown, not only the first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl From<ConfigError> for ConfigErrors {
    fn from(error: ConfigError) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "error: {error}")?;
        }
        Ok(())
    }
}

impl Error for ConfigErrors {}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The known name that `name` was probably meant to be, if one is close enough.
pub(crate) fn closest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 2).max(1);
    known
        .into_iter()
        .map(|candidate| (edit_distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Insertions, removals and replacements that turn one text into the other, case aside.
fn edit_distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_counted_in_characters_from_one() {
        let text = "a\nüb = 1";
        assert_eq!(line_and_column(text, text.find('b').expect("it is there")), (2, 2));
        assert_eq!(line_and_column(text, 0), (1, 1));
        assert_eq!(line_and_column(text, 999), (2, 7));
    }

    #[test]
    fn close_names_are_suggested_and_far_ones_are_not() {
        let known = ["name", "client", "api-version"];
        assert_eq!(closest("nmae", known), Some("name"));
        assert_eq!(closest("nam", known), Some("name"));
        assert_eq!(closest("api_version", known), Some("api-version"));
        assert_eq!(closest("colour", known), None);
    }

    #[test]
    fn the_text_names_place_fault_and_remedy() {
        let error = ConfigError::new(Path::new("a.toml"), "unknown key `nam`").at("x\nnam", 2).help("use `name`");
        assert_eq!(error.to_string(), "a.toml:2:1: unknown key `nam`\n  help: use `name`");
    }
}
