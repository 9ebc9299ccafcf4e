//! Errors and warnings as data: collected by every stage, rendered once at the end.

mod locate;
mod render;
mod suggest;
mod yaml;

pub use locate::{Position, locate};
pub use render::{Report, Source, Sources, render, render_with, reports};
pub use suggest::suggest;

use crate::origin::Origin;
use std::fmt;

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Output was made; a document contradicts itself and a sensible reading was chosen.
    Warning,
    /// No sensible output exists.
    Error,
}

/// One finding about the input.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable kebab-case name of the kind of finding, e.g. `unresolved-reference`.
    pub code: &'static str,
    /// What was found and what was expected; lower case, no final dot, names in backticks.
    pub message: String,
    /// Where, if the finding belongs to a place in a document.
    pub origin: Option<Origin>,
    /// Line and column, where a parser said them; otherwise they are looked up from the origin when shown.
    pub position: Option<Position>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Collects findings; a stage reports all it can and returns a value anyway.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Reports that no sensible output exists for what stands at `origin`.
    pub fn error(&mut self, code: &'static str, origin: Origin, message: impl fmt::Display) -> &mut Diagnostic {
        self.push(Severity::Error, code, Some(origin), message)
    }

    /// Reports that a contradiction at `origin` was read in the most sensible way.
    pub fn warn(&mut self, code: &'static str, origin: Origin, message: impl fmt::Display) -> &mut Diagnostic {
        self.push(Severity::Warning, code, Some(origin), message)
    }

    /// Reports an error that belongs to no place in a document, such as a file that does not exist.
    pub fn error_without_origin(&mut self, code: &'static str, message: impl fmt::Display) -> &mut Diagnostic {
        self.push(Severity::Error, code, None, message)
    }

    /// Reports a contradiction that belongs to no place in a document, such as a file that is named and does not exist.
    pub fn warn_without_origin(&mut self, code: &'static str, message: impl fmt::Display) -> &mut Diagnostic {
        self.push(Severity::Warning, code, None, message)
    }

    /// All findings in the order they were reported.
    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    /// Whether anything is an error.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// Adds the findings of another collector.
    pub fn append(&mut self, other: Diagnostics) {
        self.items.extend(other.items);
    }

    fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        origin: Option<Origin>,
        message: impl fmt::Display,
    ) -> &mut Diagnostic {
        let index = self.items.len();
        self.items.push(Diagnostic {
            severity,
            code,
            message: message.to_string(),
            origin,
            position: None,
            help: None,
        });
        &mut self.items[index]
    }
}

impl Diagnostic {
    /// Adds what to do about it.
    pub fn help(&mut self, help: impl fmt::Display) -> &mut Self {
        self.help = Some(help.to_string());
        self
    }
}
