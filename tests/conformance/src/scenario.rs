//! What a test says about a scenario of a server: that it was reached, and what was decoded.

use azure_core::http::StatusCode;
use std::fmt::Debug;
use std::fs::OpenOptions;
use std::io::Write;

/// The file that verdicts are appended to; without it they are only asserted.
pub const RECORDS: &str = "ARMSPAN_CONFORMANCE_RECORDS";

/// A document of a server. The functions assert, and note the scenario for the score once the assertion holds.
#[derive(Clone, Copy, Debug)]
pub struct Document(pub &'static str);

impl Document {
    /// The value the client decoded is the one that the server's sources state.
    #[track_caller]
    pub fn decoded<A, B>(self, scenario: &str, actual: A, expected: B)
    where
        A: PartialEq<B> + Debug,
        B: Debug,
    {
        assert_eq!(actual, expected, "{scenario} of {}", self.0);
        self.record(scenario, "decoded");
    }

    /// An answer without a value: the server judged the request, the client saw the status.
    #[track_caller]
    pub fn answered(self, scenario: &str, actual: StatusCode, expected: u16) {
        assert_eq!(u16::from(actual), expected, "{scenario} of {}", self.0);
        self.record(scenario, "answered");
    }

    /// An operation that must fail did: with that status, or with an error of the client's own, whose line says this.
    #[track_caller]
    pub fn refused<T>(
        self,
        scenario: &str,
        outcome: azure_core::Result<T>,
        status: impl Into<Option<u16>>,
        says: &[&str],
    ) {
        let Err(error) = outcome else { panic!("{scenario} of {} must fail", self.0) };
        assert_eq!(error.http_status().map(u16::from), status.into(), "{scenario} of {}: {error}", self.0);
        for part in says {
            assert!(error.to_string().contains(part), "{scenario} of {}: `{error}` does not say `{part}`", self.0);
        }
        self.record(scenario, "decoded");
    }

    fn record(self, scenario: &str, kind: &str) {
        let Some(path) = std::env::var_os(RECORDS) else { return };
        let line = format!("{}\t{scenario}\t{kind}\n", self.0);
        // One write per line: tests run in parallel, in several processes.
        let file = OpenOptions::new().append(true).create(true).open(&path);
        file.and_then(|mut file| file.write_all(line.as_bytes())).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    }
}
