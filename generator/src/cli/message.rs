//! What is said, to people or to machines: errors and warnings on standard error, results on standard output.

use super::Outcome;
use super::args::MessageFormat;
use super::style::Style;
use crate::diagnostics::Report;
use crate::driver::{Failure, Findings};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{Write, stderr, stdout};

/// Where messages go and in which form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Messages {
    format: MessageFormat,
    out: Style,
    err: Style,
}

impl Messages {
    pub(super) fn new(format: MessageFormat) -> Self {
        Self { format, out: Style::of(&stdout()), err: Style::of(&stderr()) }
    }

    /// Whether people read it.
    pub(super) fn human(&self) -> bool {
        self.format == MessageFormat::Human
    }

    /// How to write on standard output.
    pub(super) fn out(&self) -> Style {
        self.out
    }

    /// A line of the result for people; machines get it as part of [`Messages::result`].
    pub(super) fn line(&self, text: &str) {
        if self.human() {
            print(stdout(), text);
        }
    }

    /// A result whose form the user chose by another argument than that of messages.
    pub(super) fn text(&self, text: &str) {
        print(stdout(), text);
    }

    /// The result: `text` for people, `value` marked with its `kind` for machines.
    pub(super) fn result(&self, kind: &str, value: &impl Serialize, text: &str) {
        match self.format {
            MessageFormat::Human => print(stdout(), text),
            MessageFormat::Json => print(stdout(), &tagged(kind, value).to_string()),
        }
    }

    /// What was found in the documents, if anything was.
    pub(super) fn findings(&self, findings: &Findings) {
        let (errors, warnings) = findings.counts();
        if errors + warnings == 0 {
            return;
        }
        match self.format {
            MessageFormat::Human => print(stderr(), &findings.text(self.err.colours)),
            MessageFormat::Json => {
                findings.reports().iter().for_each(|report| print(stdout(), &tagged("diagnostic", report).to_string()));
            }
        }
    }

    /// What made one of many packages fail; machines read it in the report.
    pub(super) fn reports(&self, package: &str, reports: &[Report]) {
        if !self.human() {
            return;
        }
        for report in reports.iter().filter(|report| report.severity == "error") {
            let line = report.line.map(|line| format!(":{line}")).unwrap_or_default();
            let place = report.file.as_ref().map(|file| format!("{file}{line}: ")).unwrap_or_default();
            print(stderr(), &format!("{}: {package}: {place}{}", self.err.bad("error"), report.message));
        }
    }

    /// Why there is no result, and what that makes of the exit code.
    pub(super) fn failure(&self, failure: &Failure) -> Outcome {
        match self.format {
            MessageFormat::Human => print(stderr(), failure.text(self.err.colours).trim_end()),
            MessageFormat::Json => {
                failure.reports().iter().for_each(|report| print(stdout(), &tagged("diagnostic", report).to_string()));
            }
        }
        if failure.is_not_tried() { Outcome::CouldNotRun } else { Outcome::Found }
    }
}

/// `value` as an object that says what it is.
fn tagged(kind: &str, value: &impl Serialize) -> Value {
    // A type of ours that JSON has no form for would be a mistake of ours; machines still get an object.
    let mut tagged = json!({ "kind": kind });
    if let (Some(members), Ok(Value::Object(own))) = (tagged.as_object_mut(), serde_json::to_value(value)) {
        members.extend(own);
    }
    tagged
}

/// Prints a line. Who closed the pipe, as `head` does, has read enough; that is no error.
fn print(mut stream: impl Write, text: &str) {
    let _ = writeln!(stream, "{text}");
}
