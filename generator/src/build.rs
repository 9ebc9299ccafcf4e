//! For build scripts: `cargo build` brings generated sources up to date.
//!
//! Into the source tree, as the configuration says, so that the output is committed and reviewed:
//!
//! ```no_run
//! // build.rs
//! armspan::build("specs/keyvault/armspan.toml").run();
//! ```
//!
//! Or into cargo's `OUT_DIR`, from documents, a folder of them, or a readme of the specification repository:
//!
//! ```no_run
//! // build.rs, and in lib.rs: pub mod keyvault { include!(concat!(env!("OUT_DIR"), "/keyvault/mod.rs")); }
//! armspan::build("specification/keyvault/resource-manager/readme.md").into_out_dir("keyvault").run();
//! ```
//!
//! The script runs again when the configuration, a document, a generated file or `ARMSPAN` changed, and at no other time.
//! `ARMSPAN=check` fails where committed output is not current and writes nothing; `ARMSPAN=off` does nothing at all.

use crate::config::{Config, Overrides};
use crate::driver::{self, Description, Failure, RunOptions};
use crate::output::{self, Files, OutputError};
use crate::render::Layout;
use std::env;
use std::path::{Path, PathBuf};
use std::process;

/// How many warnings about the documents are shown while building; cargo repeats them at every build.
const WARNINGS: usize = 5;

/// Generates from `input`: an `armspan.toml`, a document, a folder of documents, or an autorest `readme.md`.
///
/// Nothing happens before [`Build::run`]. Relative paths start at the folder of the package that is built.
pub fn build(input: impl Into<PathBuf>) -> Build {
    Build { inputs: vec![input.into()], overrides: Overrides::default(), target: Target::Configured }
}

/// What a build script wants; made by [`build`](build()).
#[derive(Clone, Debug)]
#[must_use = "nothing happens before `run`"]
pub struct Build {
    inputs: Vec<PathBuf>,
    overrides: Overrides,
    target: Target,
}

/// Where the sources go.
#[derive(Clone, Debug)]
enum Target {
    /// The folder that the configuration names.
    Configured,
    /// A folder in the source tree.
    Dir(PathBuf),
    /// A folder of this name in `OUT_DIR`.
    OutDir(PathBuf),
}

/// `ARMSPAN`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mode {
    Write,
    Check,
    Off,
}

impl Build {
    /// Adds a document.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(path.into());
        self
    }

    /// Takes the documents of this tag of a `readme.md`.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.overrides.tag = Some(tag.into());
        self
    }

    /// Calls the root client so.
    pub fn client(mut self, client: impl Into<String>) -> Self {
        self.overrides.client = Some(client.into());
        self
    }

    /// Writes the sources to a folder of the source tree, whatever the configuration says: `src/keyvault` is then a
    /// module of the crate, declared as `mod keyvault;`.
    pub fn into_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.target = Target::Dir(dir.into());
        self
    }

    /// Writes the sources to `folder` in cargo's `OUT_DIR`, in one file that the crate includes where it wants them:
    ///
    /// ```ignore
    /// pub mod keyvault {
    ///     include!(concat!(env!("OUT_DIR"), "/keyvault/mod.rs"));
    /// }
    /// ```
    pub fn into_out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.target = Target::OutDir(folder.into());
        self
    }

    /// Generates, and tells cargo when to do so again. Where that fails, the reason is shown and the build ends.
    pub fn run(self) {
        let outcome = mode(env::var("ARMSPAN").ok().as_deref()).and_then(|mode| {
            let out_dir = env::var_os("OUT_DIR").map(PathBuf::from);
            self.run_as(mode, out_dir.as_deref()).map_err(|failure| failure.to_string())
        });
        match outcome {
            Ok(lines) => {
                println!("cargo::rerun-if-env-changed=ARMSPAN");
                lines.iter().for_each(|line| println!("cargo::{line}"));
            }
            // A script that failed runs again anyway; cargo shows all it printed, so it prints the reason only.
            Err(reason) => {
                eprintln!("\n{reason}\n");
                process::exit(1);
            }
        }
    }

    /// The lines for cargo, without `cargo::`.
    fn run_as(&self, mode: Mode, out_dir: Option<&Path>) -> Result<Vec<String>, Failure> {
        if mode == Mode::Off {
            return Ok(Vec::new());
        }
        let config = Config::read(&self.inputs, &self.overrides)?;
        let dir = self.dir(&config, out_dir)?;
        let description = driver::describe(&config, &RunOptions::default())?;
        let files = description.sources(self.layout(&config));
        let inputs: Vec<&Path> = self.inputs.iter().chain(&description.inputs).map(PathBuf::as_path).collect();
        let mut outputs = vec![(dir.as_path(), files)];
        if let (Target::Configured, Some(tests)) = (&self.target, &config.tests) {
            outputs.push((tests, description.tests(tests, true)));
        }
        if mode == Mode::Check && !matches!(self.target, Target::OutDir(_)) {
            self.check(&outputs)?;
        } else {
            outputs.iter().try_for_each(|(dir, files)| write(files, dir, &inputs))?;
        }
        let generated = outputs.iter().flat_map(|(dir, files)| files.iter().map(|(path, _)| dir.join(path)));
        let watched = inputs.iter().map(|path| path.to_path_buf()).chain(generated);
        let watched = watched.map(|path| format!("rerun-if-changed={}", path.display()));
        Ok(watched.chain(warnings(&description)).collect())
    }

    fn check(&self, outputs: &[(&Path, Files)]) -> Result<(), Failure> {
        let stale = outputs.iter().map(|(dir, files)| Ok((*dir, files.check(dir)?)));
        let stale: Vec<_> = stale.collect::<Result<_, OutputError>>()?;
        let command = match (&self.target, &self.inputs[..]) {
            (Target::Configured, [input]) => format!(", or run `armspan generate {}`", input.display()),
            _ => String::new(),
        };
        Failure::stale(&stale, &format!("build without `ARMSPAN=check`{command}")).map_or(Ok(()), Err)
    }

    fn dir(&self, config: &Config, out_dir: Option<&Path>) -> Result<PathBuf, Failure> {
        let missing = |message: &str, help: &str| {
            let path = config.file.as_deref().or(self.inputs.first().map(PathBuf::as_path)).unwrap_or(Path::new("."));
            Failure::from(crate::config::ConfigErrors::from(crate::config::ConfigError::new(path, message).help(help)))
        };
        match &self.target {
            Target::Dir(dir) => Ok(dir.clone()),
            Target::OutDir(folder) => out_dir
                .map(|out_dir| out_dir.join(folder))
                .ok_or_else(|| missing("`OUT_DIR` is not set", "call this from a build script")),
            Target::Configured => config.output.clone().ok_or_else(|| {
                missing("nothing says where the sources go", "add `[output]`, or call `into_out_dir` or `into_dir`")
            }),
        }
    }

    fn layout(&self, config: &Config) -> Layout {
        match self.target {
            Target::Configured => config.layout.into(),
            Target::Dir(_) => Layout::Module,
            Target::OutDir(_) => Layout::Include,
        }
    }
}

fn mode(value: Option<&str>) -> Result<Mode, String> {
    match value {
        None | Some("") => Ok(Mode::Write),
        Some("check") => Ok(Mode::Check),
        Some("off") => Ok(Mode::Off),
        Some(other) => Err(format!("error: ARMSPAN is `{other}`; it may be `check` or `off`, or not set")),
    }
}

/// Written files get the date of the youngest input: with that of now they would be younger than this run, and cargo
/// would run the script once more for nothing.
fn write(files: &Files, dir: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    let synced = files.sync(dir)?;
    if let Some(newest) = output::newest(inputs.iter().copied().filter(|path| !path.is_dir())) {
        for path in &synced.written {
            // Where this fails there is one run too many, and nothing else.
            let _ = output::set_modified(&dir.join(path), newest);
        }
    }
    Ok(())
}

/// A line for each of the first warnings.
fn warnings(description: &Description) -> Vec<String> {
    let reports = description.findings.reports();
    let mut lines: Vec<String> = reports
        .iter()
        .take(WARNINGS)
        .map(|report| {
            let line = report.line.map(|line| format!(":{line}")).unwrap_or_default();
            let place = report.file.as_ref().map(|file| format!("{file}{line}: ")).unwrap_or_default();
            format!("warning={place}{}", report.message.replace('\n', " "))
        })
        .collect();
    if reports.len() > WARNINGS {
        lines.push(format!(
            "warning={} more findings like these; `armspan inspect` shows them",
            reports.len() - WARNINGS
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes() {
        assert_eq!(mode(None), Ok(Mode::Write));
        assert_eq!(mode(Some("")), Ok(Mode::Write));
        assert_eq!(mode(Some("check")), Ok(Mode::Check));
        assert_eq!(mode(Some("off")), Ok(Mode::Off));
        assert!(mode(Some("Check")).is_err());
    }

    #[test]
    fn switched_off_not_even_the_configuration_is_read() {
        assert_eq!(build("gone.toml").run_as(Mode::Off, None).expect("nothing is done"), Vec::<String>::new());
    }

    #[test]
    fn without_a_folder_for_the_sources_nothing_is_read() {
        let failure = build("a.json").run_as(Mode::Write, None).expect_err("nobody said where to");
        insta::assert_snapshot!(failure, @r"
        error[configuration]: nothing says where the sources go
         --> a.json
          = help: add `[output]`, or call `into_out_dir` or `into_dir`
        ");
    }
}
