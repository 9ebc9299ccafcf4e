//! What can be wrong with a configuration, told so that the reader knows which line to change and how.

use crate::diagnostics::{Diagnostic, Diagnostics, Position, Source, Sources, render};
use crate::origin::{DocumentId, Origin};
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};

/// One mistake in a configuration file or on the way to the documents it names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigError {
    /// The file that has to be changed.
    pub path: PathBuf,
    /// Its text, where that was read.
    pub text: String,
    /// Where in it, if the mistake has a place.
    pub position: Option<Position>,
    /// What is wrong; lower case, no final dot, names in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl ConfigError {
    /// A mistake that concerns `path` as a whole.
    pub fn new(path: &Path, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { path: path.to_owned(), text: String::new(), position: None, message, help: None }
    }

    /// Puts the mistake at byte `offset` of the file's `text`.
    #[must_use]
    pub fn at(mut self, text: &str, offset: usize) -> Self {
        self.position = Some(position(text, offset));
        text.clone_into(&mut self.text);
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Everything wrong with a configuration, in the order of the file: all of it is shown, not only the first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl ConfigErrors {
    /// The same as findings, whose places are looked up in these errors.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for (index, error) in self.0.iter().enumerate() {
            let origin = Origin::new(DocumentId(u32::try_from(index).unwrap_or(u32::MAX)), "");
            let Diagnostic { position, help, .. } = diagnostics.error("configuration", origin, &error.message);
            (*position, *help) = (error.position, error.help.clone());
        }
        diagnostics
    }
}

impl Sources for ConfigErrors {
    fn source(&self, document: DocumentId) -> Option<Source<'_>> {
        let error = self.0.get(document.index())?;
        Some(Source { path: error.path.to_string_lossy().replace('\\', "/"), text: &error.text })
    }
}

impl From<ConfigError> for ConfigErrors {
    fn from(error: ConfigError) -> Self {
        Self(vec![error])
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(render(&self.diagnostics(), self).trim_end())
    }
}

impl Error for ConfigErrors {}

fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_counted_in_characters_from_one() {
        let text = "a\nüb = 1";
        let offset = text.find('b').expect("it is there");
        for (offset, line, column) in [(offset, 2, 2), (0, 1, 1), (999, 2, 7)] {
            assert_eq!(position(text, offset), Position { line, column });
        }
    }

    #[test]
    fn the_text_names_place_fault_and_remedy() {
        let error = ConfigError::new(Path::new("a.toml"), "unknown key `nam`").at("x\nnam = 1", 2).help("use `name`");
        insta::assert_snapshot!(ConfigErrors::from(error), @r"
        error[configuration]: unknown key `nam`
         --> a.toml:2:1
          |
        2 | nam = 1
          | ^
          = help: use `name`
        ");
    }

    #[test]
    fn a_file_that_cannot_be_read_has_no_lines_to_show() {
        let error = ConfigError::new(Path::new("a.toml"), "cannot be read: it is not there");
        insta::assert_snapshot!(ConfigErrors::from(error), @r"
        error[configuration]: cannot be read: it is not there
         --> a.toml
        ");
    }
}
