//! `armspan generate`.

use super::Outcome;
use super::args::{Generate, Input};
use super::message::Messages;
use crate::config::{Config, Overrides, SourceLayout, relative};
use crate::driver::{self, Dependencies, Description, Failure, RunOptions, Scaffold, Summary};
use crate::output::{Files, Synced};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The line at the end, for machines.
#[derive(Serialize)]
struct Generated<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    dir: String,
    files: usize,
    lines: usize,
    written: &'a [String],
    removed: &'a [String],
    milliseconds: u128,
}

pub(super) fn run(command: &Generate, messages: &Messages) -> Outcome {
    match generate(command, messages) {
        Ok(()) => Outcome::Done,
        Err(failure) => messages.failure(&failure),
    }
}

fn generate(command: &Generate, messages: &Messages) -> Result<(), Failure> {
    let start = Instant::now();
    let config = read(&command.input, command.out.clone())?;
    let dir = folder(command, &config);
    let description = driver::describe(&config, &RunOptions::default())?;
    messages.findings(&description.findings);
    let files = files(command, &config, &description, &dir);
    let mut synced = files.sync(&dir)?;
    if let (false, None, Some(tests)) = (command.whole_crate, &command.out, &config.tests) {
        let from_output = relative(&dir, tests);
        let tested = description.tests(tests, true).sync(tests)?;
        synced.written.extend(tested.written.iter().map(|path| from_output.join(path).display().to_string()));
    }
    report(messages, &description, &files, &synced, &dir, start);
    Ok(())
}

/// The configuration that the arguments ask for.
pub(super) fn read(input: &Input, output: Option<PathBuf>) -> Result<Config, Failure> {
    let Input { inputs, tag, name, client } = input;
    let overrides = Overrides { name: name.clone(), client: client.clone(), tag: tag.clone(), output };
    Ok(Config::read(inputs, &overrides)?)
}

/// A whole crate never goes where the configuration wants the sources alone.
fn folder(command: &Generate, config: &Config) -> PathBuf {
    let configured = if command.whole_crate { None } else { config.output.clone() };
    command.out.clone().or(configured).unwrap_or_else(|| PathBuf::from(&config.package.name))
}

fn files(command: &Generate, config: &Config, description: &Description, dir: &Path) -> Files {
    if !command.whole_crate {
        let layout = if command.module { SourceLayout::Module } else { config.layout };
        return description.sources(layout.into());
    }
    let dependencies = match &command.runtime {
        Some(runtime) => Dependencies::Runtime(relative(dir, runtime).to_string_lossy().replace('\\', "/")),
        None => Dependencies::Published,
    };
    let scaffold = Scaffold { dependencies, standalone: !command.member, tests: command.tests };
    let files = description.whole_crate(&scaffold);
    if command.tests { files.with(description.tests(&dir.join("tests"), false).below("tests")) } else { files }
}

fn report(messages: &Messages, description: &Description, files: &Files, synced: &Synced, dir: &Path, start: Instant) {
    for path in &synced.written {
        messages.line(&format!("  {} {}", messages.out().good("written"), dir.join(path).display()));
    }
    for path in &synced.removed {
        messages.line(&format!("  {} {}", messages.out().bad("removed"), dir.join(path).display()));
    }
    let summary = description.summary();
    let generated = Generated {
        dir: dir.to_string_lossy().replace('\\', "/"),
        files: files.len(),
        lines: files.lines(),
        written: &synced.written,
        removed: &synced.removed,
        milliseconds: start.elapsed().as_millis(),
        summary: &summary,
    };
    let changed = match synced.written.len() + synced.removed.len() {
        0 => "unchanged".to_owned(),
        changed => format!("{changed} changed"),
    };
    let text = format!(
        "{}{}: {} operations, {} models, {} enums; {} files ({changed}), {} lines in {} ms",
        messages.out().strong(&summary.package),
        versions(&summary.api_versions),
        summary.operations,
        summary.models,
        summary.enums,
        generated.files,
        generated.lines,
        generated.milliseconds,
    );
    messages.result("generated", &generated, &text);
}

/// The api-versions as long as they fit into the line.
fn versions(versions: &[String]) -> String {
    match versions {
        [] => String::new(),
        [_] | [_, _] => format!(" {}", versions.join(", ")),
        [first, .., last] => format!(" {first} to {last} ({} api-versions)", versions.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_versions_are_told_by_their_ends() {
        let cases: [(&[&str], &str); 3] =
            [(&[], ""), (&["2015", "2024"], " 2015, 2024"), (&["1", "2", "3"], " 1 to 3 (3 api-versions)")];
        for (given, expected) in cases {
            assert_eq!(versions(&given.iter().map(|version| (*version).to_owned()).collect::<Vec<_>>()), expected);
        }
    }
}
