//! `armspan diff`.

use super::Outcome;
use super::args::{Diff, FailOn, ReportFormat};
use super::message::Messages;
use crate::config::{Config, ConfigError, ConfigErrors, Overrides};
use crate::diff::report::{Concern, Report, Width, html, human, json, markdown};
use crate::diff::{self, Named};
use crate::driver::{self, Description, Failure, RunOptions};
use crate::output::write_one;
use std::path::{Path, PathBuf};

pub(super) fn run(command: &Diff, messages: &Messages) -> Outcome {
    match compare(command, messages) {
        Ok(report) if fails(&report, command.fail_on) => Outcome::Found,
        Ok(_) => Outcome::Done,
        // Exit code 1 is the answer to `--fail-on`: what cannot be compared has none.
        Err(failure) => messages.failure(&failure).max(Outcome::CouldNotRun),
    }
}

fn compare(command: &Diff, messages: &Messages) -> Result<Report, Failure> {
    let (mut old, mut new) = (side(&command.old)?, side(&command.new)?);
    // A client that only one side names is the same client.
    let client = new.package.client.clone().or_else(|| old.package.client.clone());
    for side in [&mut old, &mut new] {
        side.package.client = side.package.client.take().or_else(|| client.clone());
    }
    let (old, new) = (describe(&old)?, describe(&new)?);
    let report = diff::report(named(&old), named(&new));
    show(&report, command.report, command.all, messages);
    if let Some(file) = &command.html {
        write_one(file, &html(&report))?;
    }
    Ok(report)
}

fn describe(config: &Config) -> Result<Description, Failure> {
    driver::describe(config, &RunOptions::default())
}

pub(super) fn named(description: &Description) -> Named<'_> {
    Named { model: &description.model, names: &description.names }
}

/// Shows the report on standard output.
pub(super) fn show(report: &Report, format: ReportFormat, all: bool, messages: &Messages) {
    let width = if all { Width::Everything } else { Width::Screen };
    messages.text(
        match format {
            ReportFormat::Human => human(report, width, messages.out().colours),
            ReportFormat::Markdown => markdown(report, 2),
            ReportFormat::Json => format!("{:#}\n", json(report)),
        }
        .trim_end(),
    );
}

fn fails(report: &Report, fail_on: Option<FailOn>) -> bool {
    match fail_on {
        None => false,
        Some(FailOn::Breaking) => report.is_breaking(),
        Some(FailOn::Source) => report.of(Concern::Breaking).next().is_some(),
        Some(FailOn::Wire) => report.changes.iter().any(|judged| !judged.judgement.wire.is_safe()),
        Some(FailOn::Any) => !report.changes.is_empty(),
    }
}

/// One side: what `armspan generate` takes, as one argument. Documents are separated by commas, a tag follows `@`.
fn side(text: &str) -> Result<Config, Failure> {
    let whole = Path::new(text);
    if whole.exists() {
        return read(&[whole.to_owned()], None);
    }
    if let Some((readme, tag)) = text.rsplit_once('@').filter(|(readme, _)| Path::new(readme).is_file()) {
        return read(&[PathBuf::from(readme)], Some(tag));
    }
    let documents: Vec<PathBuf> = text.split(',').map(PathBuf::from).collect();
    if let Some(missing) = documents.iter().find(|path| !path.exists()) {
        let error = ConfigError::new(missing, "does not exist");
        let help = "name a configuration, a folder, documents separated by commas, or a readme, with `@tag` or without";
        return Err(ConfigErrors::from(error.help(help)).into());
    }
    read(&documents, None)
}

fn read(inputs: &[PathBuf], tag: Option<&str>) -> Result<Config, Failure> {
    Ok(Config::read(inputs, &Overrides { tag: tag.map(str::to_owned), ..Overrides::default() })?)
}

#[cfg(test)]
mod tests {
    use super::side;
    use std::fs;

    #[test]
    fn a_side_is_whatever_can_be_generated_from() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        for name in ["a.json", "b.json"] {
            fs::write(path(name), "{}").expect("writable");
        }
        let readme =
            "```yaml $(tag) == 'one'\ninput-file: a.json\n```\n```yaml $(tag) == 'two'\ninput-file: b.json\n```\n";
        fs::write(path("readme.md"), readme).expect("writable");
        let cases = [
            (path(""), vec!["a.json", "b.json"]),
            (path("a.json"), vec!["a.json"]),
            (format!("{},{}", path("a.json"), path("b.json")), vec!["a.json", "b.json"]),
            (format!("{}@two", path("readme.md")), vec!["b.json"]),
        ];
        for (text, expected) in cases {
            let config = side(&text).unwrap_or_else(|failure| panic!("{text}: {failure}"));
            let found: Vec<_> = config.documents.iter().filter_map(|path| path.file_name()?.to_str()).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert!(side(&path("c.json")).is_err() && side(&format!("{}@three", path("readme.md"))).is_err());
    }
}
