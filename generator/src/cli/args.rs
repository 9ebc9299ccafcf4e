//! The arguments and their help texts.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  found something: documents with errors, output that is not current, a package that failed
  2  could not run: wrong usage, an unreadable configuration, a file system that refuses";

const EXAMPLES: &str = "\
Examples:
  armspan inspect redis.json
      What a document describes.
  armspan generate specs/keyvault/armspan.toml
      What a configuration asks for; `armspan help generate` has more.
";

/// Generates Rust clients on azure_core from the OpenAPI descriptions of Azure Resource Manager.
#[derive(Debug, Parser)]
#[command(name = "armspan", version, after_help = format!("{EXAMPLES}\n{EXIT_CODES}"), max_term_width = 110)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Generate(Generate),
    Check(Check),
    Inspect(Inspect),
    GenerateAll(GenerateAll),
    Diff(Diff),
    Update(Update),
}

impl Arguments {
    pub(super) fn format(&self) -> MessageFormat {
        match &self.command {
            Command::Generate(command) => command.message_format,
            Command::Check(command) => command.message_format,
            Command::Inspect(_) | Command::Diff(_) | Command::Update(_) => MessageFormat::Human,
            Command::GenerateAll(command) => command.message_format,
        }
    }
}

/// Generate a client
///
/// Writes only files whose content changed, removes those it wrote before that are no longer produced, and touches nothing
/// that it did not write. Where a document has an error, everything stays as it was.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan generate specs/keyvault/armspan.toml
      Bring the output that the configuration names up to date.
  armspan generate specification/keyvault/resource-manager/readme.md --tag package-2023-07 --crate
      A whole crate in ./armspan-keyvault, from a checkout of Azure's specification repository.
  armspan generate redis.json --module --out src/redis
      A module of your crate, from one document.

Exit codes:
  0  done
  1  the documents have errors; everything is as it was
  2  could not run; everything is as it was
")]
pub(super) struct Generate {
    #[command(flatten)]
    pub input: Input,

    /// Folder to write to [default: the configuration's, else a folder named after the crate]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Write a module of a crate, with mod.rs at the top, not a library with lib.rs
    #[arg(long, conflicts_with = "whole_crate")]
    pub module: bool,

    /// Write a whole crate (Cargo.toml, README.md, src/), not the sources alone
    #[arg(long = "crate")]
    pub whole_crate: bool,

    /// With --crate: make it a member of the workspace around it, not one of its own
    #[arg(long, requires = "whole_crate")]
    pub member: bool,

    /// With --crate: depend on the armspan-runtime in this folder, not on the published one
    #[arg(long, value_name = "DIR", requires = "whole_crate")]
    pub runtime: Option<PathBuf>,

    /// With --crate: write tests/examples.rs, which replays the documents' examples
    #[arg(long, requires = "whole_crate")]
    pub tests: bool,

    /// How to say what happened
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// What to generate from.
#[derive(Args, Debug)]
pub(super) struct Input {
    /// An armspan.toml, OpenAPI documents, a folder of documents, or an autorest readme.md
    #[arg(required = true, value_name = "CONFIG|DOCUMENT|README")]
    pub inputs: Vec<PathBuf>,

    /// The readme's tag [default: the readme's own]
    #[arg(long)]
    pub tag: Option<String>,

    /// The crate's name [default: the configuration's, else armspan-<service>]
    #[arg(long)]
    pub name: Option<String>,

    /// The root client's name [default: the configuration's, else after the resource provider]
    #[arg(long)]
    pub client: Option<String>,
}

/// Tell whether generated output is current
///
/// Lists every file that is stale, missing or superfluous, and ends with exit code 1 if there is one. Writes nothing.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan check specs/keyvault/armspan.toml
  armspan check specs/*/armspan.toml --message-format json

Exit codes:
  0  all output is current
  1  some is not, or documents have errors
  2  could not run
")]
pub(super) struct Check {
    /// The configurations, each with an [output]
    #[arg(required = true, value_name = "CONFIG")]
    pub configs: Vec<PathBuf>,

    /// How to say what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// Show what the documents say, as a tree
///
/// Clients, operations with verb, path and kind (plain, paged, long-running), models, enums.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan inspect specs/keyvault/armspan.toml
  armspan inspect specification/redis/resource-manager/readme.md --tag package-2024-03 | less

Exit codes:
  0  shown
  1  the documents have errors
  2  could not run
")]
pub(super) struct Inspect {
    #[command(flatten)]
    pub input: Input,

    /// Show the public API of the generated crate instead, one line per item
    #[arg(long)]
    pub api: bool,
}

/// Generate many packages into one workspace
///
/// Goes on after a package that fails. Ends with a table, and leaves report.json beside the workspace's Cargo.toml.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan generate-all --packages packages.json --root azure-rest-api-specs --out clients
  armspan generate-all --root azure-rest-api-specs --out clients --only compute,network
      Without --packages: every readme.md below specification/*/resource-manager, with its default tag.

Exit codes:
  0  all packages are generated
  1  some failed
  2  could not run
")]
pub(super) struct GenerateAll {
    /// List of { "name", "readme", "tag", "documents" }, paths relative to --root [default: every readme.md]
    #[arg(long, value_name = "FILE")]
    pub packages: Option<PathBuf>,

    /// Checkout of the specification repository
    #[arg(long, value_name = "DIR")]
    pub root: PathBuf,

    /// Folder of the workspace
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,

    /// Only these packages
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub only: Vec<String>,

    /// How many packages to generate at once [default: one per processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Depend on the armspan-runtime in this folder, not on the published one
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<PathBuf>,

    /// Write a tests/examples.rs into each crate, which replays the documents' examples
    #[arg(long)]
    pub tests: bool,

    /// How to say what happened
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,
}

/// Say what changed between two versions of a service, and what that means for callers
///
/// Compares what the documents describe, not their text. Each change has its effect on the wire (old clients that meet the
/// new service) and in Rust (source that compiled against the old crate); the whole has a semver verdict.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan diff specification/keyvault/.../stable/2023-07-01 specification/keyvault/.../stable/2024-11-01
  armspan diff readme.md@package-2023-02 readme.md@package-2023-07 --format markdown
  armspan diff old/armspan.toml new/armspan.toml --fail-on breaking --html report.html

Exit codes:
  0  compared
  1  found what --fail-on is about
  2  could not compare
")]
pub(super) struct Diff {
    /// The version that was: an armspan.toml, a folder, documents separated by commas, or a readme.md[@tag]
    pub old: String,

    /// The version that is, in the same ways
    pub new: String,

    /// How to show the changes
    #[arg(long = "format", value_name = "FORMAT", default_value = "human")]
    pub report: ReportFormat,

    /// Show every change with its reason, its items in the crate and its places in both documents
    #[arg(long)]
    pub all: bool,

    /// Write the report as a web page, too: one file, for a screen, a phone and paper
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,

    /// End with exit code 1 if there is a change like that
    #[arg(long, value_name = "WHAT")]
    pub fail_on: Option<FailOn>,
}

/// Move a package to another version of its service
///
/// Finds the version's documents, brings them in with everything they refer to, edits the configuration (comments stay),
/// regenerates, and says what that changes for callers. All of it happens or nothing, even if it is interrupted.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  armspan update specs/keyvault/armspan.toml --from ../azure-rest-api-specs --list
  armspan update specs/keyvault/armspan.toml --from ../azure-rest-api-specs --dry-run
  armspan update specs/keyvault/armspan.toml --from ../azure-rest-api-specs --changelog CHANGELOG.md --bump
      To the newest stable version, with an entry for the changelog and the crate's next version number.
  armspan update specs/keyvault/armspan.toml --from ../azure-rest-api-specs --api-version 2024-04-01-preview

Exit codes:
  0  done, or there already
  1  the new documents have errors; everything is as it was
  2  could not run; everything is as it was
")]
pub(super) struct Update {
    /// The configuration
    pub config: PathBuf,

    /// A checkout of the specification repository, a service's folder in it, a readme, or a folder with one per version
    #[arg(long, value_name = "DIR|README")]
    pub from: PathBuf,

    /// The version [default: the newest that is stable]
    #[arg(long, value_name = "VERSION", conflicts_with_all = ["tag", "preview"])]
    pub api_version: Option<String>,

    /// What the readme lists under this tag
    #[arg(long, conflicts_with = "preview")]
    pub tag: Option<String>,

    /// The newest version, be it a preview
    #[arg(long)]
    pub preview: bool,

    /// Only show the versions to choose from
    #[arg(long)]
    pub list: bool,

    /// Only say what would change
    #[arg(long)]
    pub dry_run: bool,

    /// Put the change report at the top of this changelog
    #[arg(long, value_name = "FILE")]
    pub changelog: Option<PathBuf>,

    /// Raise `version` in the configuration as the verdict asks
    #[arg(long)]
    pub bump: bool,

    /// Remove documents of the old version that nothing uses any more
    #[arg(long)]
    pub prune: bool,

    /// How to show the changes
    #[arg(long = "format", value_name = "FORMAT", default_value = "human")]
    pub report: ReportFormat,

    /// Show every change with its reason, its items in the crate and its places in both documents
    #[arg(long)]
    pub all: bool,

    /// Write the report as a web page, too: one file, for a screen, a phone and paper
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// What makes `armspan diff` end with exit code 1.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum FailOn {
    /// The verdict is major: source may not compile, or its requests may be refused or mean something else
    Breaking,
    /// Source may not compile
    Source,
    /// An old client may notice the new service
    Wire,
    /// Anything differs
    Any,
}

/// How a change report is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum ReportFormat {
    /// One screen for people
    #[default]
    Human,
    /// For a changelog or a pull request
    Markdown,
    /// For machines
    Json,
}

/// Who reads the messages.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(super) enum MessageFormat {
    /// Text for people
    #[default]
    Human,
    /// One JSON object a line
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }
}
