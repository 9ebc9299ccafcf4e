//! `armspan check`.

use super::Outcome;
use super::args::Check;
use super::message::Messages;
use crate::config::{Config, ConfigError, ConfigErrors};
use crate::driver::{self, Failure, RunOptions};
use serde_json::json;
use std::path::Path;

pub(super) fn run(command: &Check, messages: &Messages) -> Outcome {
    let outcomes = command.configs.iter().map(|path| match check(path, messages) {
        Ok(()) => Outcome::Done,
        Err(failure) => messages.failure(&failure),
    });
    // All are checked, and the worst tells.
    outcomes.max().unwrap_or(Outcome::Done)
}

fn check(path: &Path, messages: &Messages) -> Result<(), Failure> {
    let config = Config::from_file(path)?;
    let Some(dir) = config.output.as_deref() else {
        let error = ConfigError::new(path, "nothing says where the output lies");
        return Err(ConfigErrors::from(error.help("add `[output]` with `dir = \"…\"`")).into());
    };
    let description = driver::describe(&config, &RunOptions::default())?;
    messages.findings(&description.findings);
    let files = description.sources(config.layout.into());
    let stale = files.check(dir)?;
    if !stale.is_empty() {
        return Err(Failure::stale(dir, &stale, Some(path)));
    }
    if let Some(tests) = &config.tests {
        let stale = description.tests(tests, true).check(tests)?;
        if !stale.is_empty() {
            return Err(Failure::stale(tests, &stale, Some(path)));
        }
    }
    let package = &config.package.name;
    let text = format!("{}: {} files are current", messages.out().strong(package), files.len());
    messages.result("current", &json!({ "package": package, "files": files.len() }), &text);
    Ok(())
}
