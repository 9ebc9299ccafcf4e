//! What `generate-all` leaves beside the packages: the workspace's `Cargo.toml`, `report.json`, and a table.

use super::all::Row;
use super::style::Style;
use crate::config::relative;
use crate::driver::{Dependencies, Failure, Scaffold};
use crate::output::{Files, MARK, write_one};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A workspace with a package in each folder.
pub(super) struct Workspace {
    dir: PathBuf,
    dependencies: Dependencies,
}

impl Workspace {
    pub(super) fn new(dir: &Path, runtime: Option<&Path>) -> Self {
        let path = runtime.map(|runtime| relative(dir, runtime).to_string_lossy().replace('\\', "/"));
        Self { dir: dir.to_owned(), dependencies: path.map_or(Dependencies::Published, Dependencies::Runtime) }
    }

    /// How a package of it stands among others.
    pub(super) fn member(&self) -> Scaffold {
        Scaffold { dependencies: Dependencies::Workspace, standalone: false, tests: false }
    }

    /// Writes `Cargo.toml`. Members are the packages `generated` and those that an earlier run left.
    pub(super) fn write(&self, generated: &[&str]) -> Result<(), Failure> {
        let mut members: BTreeSet<String> = generated.iter().map(|name| (*name).to_owned()).collect();
        members.extend(self.earlier());
        let members: String = members.iter().map(|member| format!("    \"{member}\",\n")).collect();
        let dependencies = self.dependencies.lines();
        let text = format!(
            "# {MARK}; do not edit.\n\n[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n\
             [workspace.dependencies]\n{dependencies}"
        );
        let mut files = Files::default();
        files.insert("Cargo.toml", text);
        files.sync(&self.dir)?;
        Ok(())
    }

    /// Folders that hold a package that armspan wrote.
    fn earlier(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.dir).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| {
            let manifest = std::fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
            manifest.lines().next().is_some_and(|line| line.contains(MARK))
        });
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// Writes `report.json` and returns what it says.
    pub(super) fn report(&self, rows: &[Row], milliseconds: u128) -> Result<Value, Failure> {
        let report = json!({ "packages": rows, "total": total(rows, milliseconds) });
        write_one(&self.dir.join("report.json"), &format!("{report:#}\n"))?;
        Ok(report)
    }
}

fn total(rows: &[Row], milliseconds: u128) -> Value {
    let sum = |count: fn(&Row) -> usize| rows.iter().map(count).sum::<usize>();
    json!({
        "packages": rows.len(),
        "failed": rows.iter().filter(|row| row.summary.is_none()).count(),
        "operations": sum(|row| row.summary.as_ref().map_or(0, |summary| summary.operations)),
        "models": sum(|row| row.summary.as_ref().map_or(0, |summary| summary.models)),
        "enums": sum(|row| row.summary.as_ref().map_or(0, |summary| summary.enums)),
        "examples": sum(|row| row.summary.as_ref().map_or(0, |summary| summary.examples)),
        "files": sum(|row| row.files),
        "lines": sum(|row| row.lines),
        "findings": sum(|row| row.diagnostics.len()),
        "milliseconds": u64::try_from(milliseconds).unwrap_or(u64::MAX),
    })
}

const TITLES: [&str; 9] = ["package", "status", "operations", "models", "enums", "files", "lines", "findings", "ms"];

/// A row per package and their sum, columns aligned.
pub(super) fn table(rows: &[Row], elapsed: Duration, style: Style) -> String {
    let total = total(rows, elapsed.as_millis());
    let number = |key: &str| total[key].as_u64().unwrap_or_default().to_string();
    let mut lines: Vec<[String; 9]> = vec![TITLES.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let failed = rows.iter().filter(|row| row.summary.is_none()).count();
    let names = [format!("{} packages", rows.len()), format!("{failed} failed")];
    let counts = ["operations", "models", "enums", "files", "lines", "findings", "milliseconds"].map(number);
    let mut sum: [String; 9] = Default::default();
    names.into_iter().chain(counts).zip(&mut sum).for_each(|(text, cell)| *cell = text);
    lines.push(sum);
    let widths: [usize; 9] =
        std::array::from_fn(|column| lines.iter().map(|line| line[column].len()).max().unwrap_or_default());
    let last = lines.len() - 1;
    let lines = lines.iter().enumerate().map(|(index, line)| {
        let text = aligned(line, &widths);
        match (index, line[1].as_str()) {
            (0, _) => style.strong(&text),
            (_, "failed") => style.bad(&text),
            (index, _) if index == last => style.strong(&text),
            _ => text,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn cells(row: &Row) -> [String; 9] {
    let count = |count: Option<usize>| count.map_or_else(|| "-".to_owned(), |count| count.to_string());
    let summary = row.summary.as_ref();
    [
        row.name.clone(),
        row.status.to_owned(),
        count(summary.map(|summary| summary.operations)),
        count(summary.map(|summary| summary.models)),
        count(summary.map(|summary| summary.enums)),
        count(summary.map(|_| row.files)),
        count(summary.map(|_| row.lines)),
        row.diagnostics.len().to_string(),
        row.milliseconds.to_string(),
    ]
}

/// Texts to the left, numbers to the right.
fn aligned(cells: &[String; 9], widths: &[usize; 9]) -> String {
    let cells = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
        0 | 1 => format!("{cell:width$}"),
        _ => format!("{cell:>width$}"),
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::driver::Summary;

    #[test]
    fn the_table_is_aligned_and_summed() {
        let row = |name: &str, summary: Option<Summary>| Row {
            name: name.to_owned(),
            status: if summary.is_some() { "generated" } else { "failed" },
            files: 3,
            lines: 1200,
            milliseconds: 7,
            diagnostics: Vec::new(),
            summary,
        };
        let summary = Summary { operations: 48, models: 100, enums: 20, ..Summary::default() };
        let rows = [row("keyvault", Some(summary)), row("web", None)];
        insta::assert_snapshot!(table(&rows, Duration::from_millis(9), Style { colours: false }), @r"
        package     status     operations  models  enums  files  lines  findings  ms
        keyvault    generated          48     100     20      3   1200         0   7
        web         failed              -       -      -      -      -         0   7
        2 packages  1 failed           48     100     20      6   2400         0   9
        ");
    }
}
