//! `armspan check`.

use super::Outcome;
use super::args::Check;
use super::message::Messages;
use crate::config::{Config, ConfigError, ConfigErrors};
use crate::driver::{self, Failure, RunOptions};
use crate::inventory::{difference, inventory};
use crate::output::{Files, Stale, State};
use serde_json::json;
use std::fs;
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
        callers(dir, &files, &stale, messages);
    }
    let mut folders = vec![(dir, stale)];
    if let Some(tests) = &config.tests {
        folders.push((tests, description.tests(tests, true).check(tests)?));
    }
    if let Some(failure) = Failure::stale(&folders, &format!("run `armspan generate {}`", path.display())) {
        return Err(failure);
    }
    let package = &config.package.name;
    let text = format!("{}: {} files are current", messages.out().strong(package), files.len());
    messages.result("current", &json!({ "package": package, "files": files.len() }), &text);
    Ok(())
}

/// Names what generating would change for callers: the public items that are on disk and would not be, and the other way.
fn callers(dir: &Path, files: &Files, stale: &[Stale], messages: &Messages) {
    /// More lines than these are no longer read.
    const SHOWN: usize = 30;
    let superfluous = stale.iter().filter(|stale| stale.state == State::Superfluous).map(|stale| stale.path.as_str());
    let paths = files.iter().map(|(path, _)| path).chain(superfluous);
    // What cannot be read is not there for callers either.
    let on_disk: Vec<(&str, String)> =
        paths.filter_map(|path| Some((path, fs::read_to_string(dir.join(path)).ok()?))).collect();
    let old = inventory(on_disk.iter().map(|(path, text)| (*path, text.as_str())));
    let difference = difference(&old, &inventory(files.iter()));
    let removed = difference.removed.iter().map(|line| format!("- {line}"));
    let lines: Vec<String> = removed.chain(difference.added.iter().map(|line| format!("+ {line}"))).collect();
    let text = match lines.len() {
        0 => "for callers, nothing would change".to_owned(),
        all => {
            let more = all.saturating_sub(SHOWN);
            let rest = if more > 0 { format!("\n… and {more} more") } else { String::new() };
            format!("for callers, this would change:\n{}{rest}", lines[..all - more].join("\n"))
        }
    };
    messages.result("api", &json!({ "removed": difference.removed, "added": difference.added }), &text);
}
