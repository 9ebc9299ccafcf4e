//! Why there is no output, and what else was found, for people and for machines.

use crate::config::ConfigErrors;
use crate::diagnostics::{Diagnostics, Report, Severity, Sources, render_with, reports};
use crate::documents::Bundle;
use crate::output::{OutputError, Stale};
use std::fmt;
use std::path::Path;

/// Findings together with the documents they point into.
#[derive(Debug, Default)]
pub struct Findings {
    diagnostics: Diagnostics,
    bundle: Bundle,
}

impl Findings {
    pub(super) fn new(diagnostics: Diagnostics, bundle: Bundle) -> Self {
        Self { diagnostics, bundle }
    }

    /// Stops between two stages where the first found an error.
    pub(super) fn checkpoint(diagnostics: &Diagnostics, bundle: &Bundle) -> Result<(), Failure> {
        if diagnostics.has_errors() {
            return Err(Failure::Documents(Self::new(diagnostics.clone(), bundle.clone())));
        }
        Ok(())
    }

    /// Adds a warning that belongs to no place in a document.
    #[cfg(feature = "cli")]
    pub(crate) fn warn(&mut self, code: &'static str, message: String, help: &str) {
        self.diagnostics.warn_without_origin(code, message).help(help);
    }

    /// All of it as text for people.
    pub fn text(&self, colours: bool) -> String {
        render_with(&self.diagnostics, &self.bundle, colours)
    }

    /// All of it as data, places looked up.
    pub fn reports(&self) -> Vec<Report> {
        reports(&self.diagnostics, &self.bundle)
    }

    /// How many errors and how many warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.diagnostics.items().iter().filter(|item| item.severity == Severity::Error).count();
        (errors, self.diagnostics.items().len() - errors)
    }
}

/// Why there is no output. Nothing was written.
#[derive(Debug)]
pub enum Failure {
    /// The configuration is wrong.
    Config(ConfigErrors),
    /// The documents are.
    Documents(Findings),
    /// The output cannot be written.
    Output(OutputError),
    /// The output was to be checked and is not current.
    Stale(Diagnostics),
}

impl Failure {
    /// Output in several folders that is not current; none where all of it is. `help` says what brings it up to date.
    pub fn stale(folders: &[(&Path, Vec<Stale>)], help: &str) -> Option<Self> {
        let mut diagnostics = Diagnostics::default();
        let mut rest: usize = folders.iter().map(|(_, stale)| stale.len()).sum();
        if rest == 0 {
            return None;
        }
        for (dir, stale) in folders.iter().flat_map(|(dir, stale)| stale.iter().map(move |stale| (dir, stale))) {
            let path = dir.join(&stale.path).to_string_lossy().replace('\\', "/");
            let finding = diagnostics.error_without_origin("stale-output", format!("`{path}` is {}", stale.state));
            rest -= 1;
            if rest == 0 {
                finding.help(help);
            }
        }
        Some(Self::Stale(diagnostics))
    }

    /// Whether it could not even be tried: what was named cannot be read, or what there is cannot be written.
    pub fn is_not_tried(&self) -> bool {
        match self {
            Self::Config(_) | Self::Output(_) => true,
            Self::Documents(findings) => findings
                .diagnostics
                .items()
                .iter()
                .any(|item| item.code == "document-not-found" && item.origin.is_none()),
            Self::Stale(_) => false,
        }
    }

    /// The reason as text for people.
    pub fn text(&self, colours: bool) -> String {
        self.show(&|diagnostics, sources| render_with(diagnostics, sources, colours))
    }

    /// The reason as data.
    pub fn reports(&self) -> Vec<Report> {
        self.show(&|diagnostics, sources| reports(diagnostics, sources))
    }

    fn show<T>(&self, show: &dyn Fn(&Diagnostics, &dyn Sources) -> T) -> T {
        match self {
            Self::Config(errors) => show(&errors.diagnostics(), errors),
            Self::Documents(findings) => show(&findings.diagnostics, &findings.bundle),
            Self::Stale(diagnostics) => show(diagnostics, &Bundle::default()),
            Self::Output(error) => {
                let mut diagnostics = Diagnostics::default();
                diagnostics.error_without_origin("output", error).help = error.help();
                show(&diagnostics, &Bundle::default())
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(false).trim_end())
    }
}

impl std::error::Error for Failure {}

impl From<ConfigErrors> for Failure {
    fn from(errors: ConfigErrors) -> Self {
        Self::Config(errors)
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}
