//! What a whole crate has beside its sources: `Cargo.toml` and `README.md`.

use super::Description;
use crate::output::{Files, MARK};
use std::fmt::Write;

/// The releases that generated crates are written for.
const AZURE_CORE: &str = "1.1";
const RUNTIME: &str = env!("CARGO_PKG_VERSION");
const RUST: &str = env!("CARGO_PKG_RUST_VERSION");

/// How a crate stands among others.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scaffold {
    /// Where its dependencies come from.
    pub dependencies: Dependencies,
    /// Whether it is a workspace of its own, so that it builds wherever it lies.
    pub standalone: bool,
}

/// Where a crate's dependencies come from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Dependencies {
    /// The public registry.
    #[default]
    Published,
    /// `armspan-runtime` lies in this folder, told from the crate.
    Runtime(String),
    /// The workspace around the crate says.
    Workspace,
}

impl Dependencies {
    /// The lines below `[dependencies]` or `[workspace.dependencies]`.
    pub fn lines(&self) -> String {
        let runtime = match self {
            Self::Published => format!("version = \"{RUNTIME}\""),
            Self::Runtime(path) => format!("path = {}", quoted(path)),
            Self::Workspace => return "armspan-runtime.workspace = true\nazure_core.workspace = true\n".to_owned(),
        };
        format!(
            "armspan-runtime = {{ {runtime}, default-features = false }}\n\
             azure_core = {{ version = \"{AZURE_CORE}\", default-features = false }}\n"
        )
    }
}

impl Scaffold {
    pub(super) fn files(&self, description: &Description) -> Files {
        let mut files = Files::default();
        files.insert("Cargo.toml", self.manifest(description));
        files.insert("README.md", readme(description));
        files
    }

    fn manifest(&self, description: &Description) -> String {
        let package = &description.package;
        let about = format!("Rust client for {}", title(description));
        let mut text = format!(
            "# {MARK}; do not edit.\n\n[package]\nname = {}\nversion = {}\nedition = \"2024\"\nrust-version = \"{RUST}\"\n\
             description = {}\n\n[features]\n\
             # The HTTP client that comes with azure_core. Without it, `ClientOptions::transport` must be set.\n\
             default = [\"armspan-runtime/default\", \"azure_core/default\"]\n\n[dependencies]\n{}",
            quoted(&package.name),
            quoted(&package.version),
            quoted(&about),
            self.dependencies.lines(),
        );
        if self.standalone {
            text.push_str("\n# A workspace of its own, so that it builds wherever it lies; `--member` leaves this out.\n[workspace]\n");
        }
        text
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // Writing to a string cannot fail.
            c if c.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn title(description: &Description) -> String {
    let model = &description.model;
    let title = if model.title.is_empty() { &description.package.name } else { &model.title };
    if model.api_versions.is_empty() { title.clone() } else { format!("{title}, {}", model.api_versions.join(", ")) }
}

fn readme(description: &Description) -> String {
    let summary = description.summary();
    let mut text = format!(
        "<!-- {MARK}; do not edit. -->\n\n# {}\n\nRust client for {}: `{}`, {} operations, {} models, {} enums.\n\n\
         | operations | |\n|---|---|\n",
        summary.package,
        title(description),
        summary.client,
        summary.operations,
        summary.models,
        summary.enums,
    );
    for group in &description.model.groups {
        let group_name = if group.name.is_empty() { &summary.client } else { &group.name };
        let operations: Vec<&str> = group.operations.iter().map(|operation| operation.name.as_str()).collect();
        text.push_str(&format!("| {group_name} | {} |\n", operations.join(", ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_as_toml_asks() {
        assert_eq!(quoted("a \"b\" \\ \n"), r#""a \"b\" \\ \u000A""#);
    }

    #[test]
    fn generated_crates_get_the_azure_core_that_the_runtime_is_tested_with() {
        let workspace = include_str!("../../../Cargo.toml");
        assert!(workspace.contains(&format!("azure_core = {{ version = \"{AZURE_CORE}\"")));
    }
}
