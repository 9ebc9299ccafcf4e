//! `armspan generate-all`: many packages into one workspace, as many at once as there are processors.

use super::Outcome;
use super::args::GenerateAll;
use super::message::Messages;
use super::workspace::{self, Workspace};
use crate::config::{ConfigError, ConfigErrors, PackageEntry, find_readmes, read_packages};
use crate::diagnostics::{Report, suggest};
use crate::documents::DocumentCache;
use crate::driver::{self, Failure, RunOptions, Scaffold, Summary};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// What became of a package: a row of the table, an entry of `report.json`.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// The package, and its folder.
    pub name: String,
    /// `generated`, `unchanged` or `failed`.
    pub status: &'static str,
    /// What it has; nothing where it failed.
    #[serde(flatten)]
    pub summary: Option<Summary>,
    /// How many files it has.
    pub files: usize,
    /// How many lines.
    pub lines: usize,
    /// How long it took.
    pub milliseconds: u128,
    /// Everything that was found in its documents.
    pub diagnostics: Vec<Report>,
}

/// What a package takes from the run it is part of.
struct Run<'a> {
    command: &'a GenerateAll,
    workspace: &'a Workspace,
    cache: DocumentCache,
    jobs: usize,
}

pub(super) fn run(command: &GenerateAll, messages: &Messages) -> Outcome {
    match generate_all(command, messages) {
        Ok(outcome) => outcome,
        Err(failure) => messages.failure(&failure),
    }
}

fn generate_all(command: &GenerateAll, messages: &Messages) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let packages = packages(command)?;
    let workspace = Workspace::new(&command.out, command.runtime.as_deref());
    // A folder whose manifest is somebody else's is refused before any work is done.
    workspace.write(&[])?;
    let available = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = command.jobs.map_or_else(available, usize::from);
    let run = Run { command, workspace: &workspace, cache: DocumentCache::new(), jobs };
    let rows = generate_each(&run, &packages, messages);
    let generated: Vec<&str> = rows.iter().filter(|row| row.summary.is_some()).map(|row| row.name.as_str()).collect();
    workspace.write(&generated)?;
    let report = workspace.report(&rows, start.elapsed().as_millis())?;
    for row in rows.iter().filter(|row| row.status == "failed") {
        messages.reports(&row.name, &row.diagnostics);
    }
    messages.result("report", &report, &workspace::table(&rows, start.elapsed(), messages.out()));
    Ok(if generated.len() == rows.len() { Outcome::Done } else { Outcome::Found })
}

/// The packages asked for, in the order of the list.
fn packages(command: &GenerateAll) -> Result<Vec<PackageEntry>, Failure> {
    let mut packages = match &command.packages {
        Some(list) => read_packages(list, &command.root)?,
        None => find_readmes(&command.root)?,
    };
    let source = command.packages.as_ref().unwrap_or(&command.root);
    for name in &command.only {
        if !packages.iter().any(|package| package.name == *name) {
            let error = ConfigError::new(source, format!("has no package `{name}`"));
            let closest = suggest(name, packages.iter().map(|package| package.name.as_str()));
            let error = match closest {
                Some(closest) => error.help(format!("did you mean `{closest}`?")),
                None => error,
            };
            return Err(ConfigErrors::from(error).into());
        }
    }
    packages.retain(|package| command.only.is_empty() || command.only.contains(&package.name));
    Ok(packages)
}

/// A row per package, in their order, whichever thread made it.
fn generate_each(run: &Run<'_>, packages: &[PackageEntry], messages: &Messages) -> Vec<Row> {
    let progress = progress(packages.len(), messages);
    // The largest first: a thread that comes upon it last would work alone.
    let mut order: Vec<usize> = (0..packages.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(packages[*index].documents.len()));
    let rows: Vec<OnceLock<Row>> = packages.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let package = &packages[*index];
            progress.set_message(package.name.clone());
            rows[*index].get_or_init(|| row(run, package));
            progress.inc(1);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..run.jobs.min(packages.len()) {
            scope.spawn(work);
        }
        work();
    });
    progress.finish_and_clear();
    rows.into_iter().map(|row| row.into_inner().expect("the scope ends when every row is there")).collect()
}

/// Shown on a terminal only; that is indicatif's own rule for standard error.
fn progress(packages: usize, messages: &Messages) -> ProgressBar {
    if !messages.human() {
        return ProgressBar::hidden();
    }
    let progress = ProgressBar::new(packages as u64);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}").expect("the template is ours");
    progress.set_style(style);
    progress
}

fn row(run: &Run<'_>, package: &PackageEntry) -> Row {
    let start = Instant::now();
    let mut row = Row {
        name: package.name.clone(),
        status: "failed",
        summary: None,
        files: 0,
        lines: 0,
        milliseconds: 0,
        diagnostics: Vec::new(),
    };
    // What nobody thought of in one package must not end the others.
    match catch_unwind(AssertUnwindSafe(|| generate(run, package, &mut row))) {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => row.diagnostics.extend(failure.reports()),
        Err(_) => {
            row.status = "failed";
            row.diagnostics.push(Report {
                severity: "error",
                code: "internal",
                message: "the generator itself failed; how stands above".to_owned(),
                file: package.documents.first().map(|document| document.display().to_string()),
                line: None,
                column: None,
                pointer: None,
                help: Some("report it with the documents".to_owned()),
            });
        }
    }
    row.milliseconds = start.elapsed().as_millis();
    row
}

fn generate(run: &Run<'_>, package: &PackageEntry, row: &mut Row) -> Result<(), Failure> {
    let mut config = package.config()?;
    config.root = Some(run.command.root.clone());
    // Packages share the processors already.
    let threads = if run.jobs > 1 { Some(NonZeroUsize::MIN) } else { None };
    let description = driver::describe(&config, &RunOptions { cache: Some(&run.cache), threads })?;
    row.diagnostics = description.findings.reports();
    let dir = run.command.out.join(&package.name);
    let mut files = description.whole_crate(&Scaffold { tests: run.command.tests, ..run.workspace.member() });
    if run.command.tests {
        files = files.with(description.tests(&dir.join("tests"), false).below("tests"));
    }
    let synced = files.sync(&dir)?;
    row.status = if synced == Default::default() { "unchanged" } else { "generated" };
    (row.files, row.lines) = (files.len(), files.lines());
    row.summary = Some(description.summary());
    Ok(())
}
