//! From a wish for another version to everything that has to be written for it.

use super::bring::{Brought, bring};
use super::discover::{self, Available, Found, Service};
use super::edit::{Configuration, Edit, Listing};
use super::journal::Changes;
use super::layout::Layout;
use super::version::ApiVersion;
use super::{changelog, journal};
use crate::config::{Config, ConfigError, ConfigErrors};
use crate::diff::report::{Report, html, markdown};
use crate::diff::rules::Verdict;
use crate::diff::{Named, report};
use crate::documents::FsLoader;
use crate::documents::path::slashed;
use crate::driver::{self, Description, Failure, RunOptions};
use crate::output::{Files, OutputError, State};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Which version is wanted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Wanted {
    /// The newest that is stable.
    #[default]
    NewestStable,
    /// The newest, be it a preview.
    Newest,
    /// This one.
    Version(String),
    /// What a readme lists under this tag.
    Tag(String),
}

/// What an update does beside its main job.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which version.
    pub wanted: Wanted,
    /// A changelog that gets the change report; where nothing changes it gets none.
    pub changelog: Option<PathBuf>,
    /// A file that becomes the change report's web page.
    pub html: Option<PathBuf>,
    /// Raise the crate's version in the configuration as the verdict asks.
    pub bump: bool,
    /// Remove documents of the old version that nothing uses any more.
    pub prune: bool,
}

/// An update that is ready to be carried out.
#[derive(Debug)]
pub struct Update {
    /// The version it leads to.
    pub target: Available,
    /// What changes for callers.
    pub report: Report,
    /// What was found in the new documents.
    pub description: Description,
    is_done: bool,
    /// The folder of the configuration.
    base: PathBuf,
    changes: Changes,
}

/// The versions that `from` has for the service of the configuration at `path`, newest first, and the one in use.
pub fn list(path: &Path, from: &Path) -> Result<(Vec<Available>, Option<ApiVersion>), Failure> {
    let current = Current::read(path)?;
    let service = current.service();
    let versions = discover::find(from, &service)?.versions(&service)?;
    Ok((versions, current.version()))
}

impl Update {
    /// Finds the version, reads its documents and generates, all in memory.
    pub fn plan(path: &Path, from: &Path, options: &Options) -> Result<Self, Failure> {
        let current = Current::read(path)?;
        let service = current.service();
        let found = discover::find(from, &service)?;
        let target = choose(from, &found, &service, &options.wanted, current.version())?;
        if let Some(missing) = target.missing.first() {
            let message = format!("`{}` belongs to {} and is not there", missing.display(), target.version);
            let error = ConfigError::new(from, message);
            return Err(
                ConfigErrors::from(error.help("bring the checkout up to date, or choose another version")).into()
            );
        }
        let (config, brought, texts) = current.moved(&target, &found)?;
        let loader = brought.over(FsLoader::at(config.base()));
        let mut description = driver::describe_with(&config, &loader, &RunOptions::default())?;
        for (file, example) in &brought.missing {
            let message = format!("`{}` names the example `{example}`, which is not there", file.display());
            description.findings.warn("example-not-found", message, "replaying the examples will fail for it");
        }
        let report = report(named(&current.description), named(&description));
        let mut changes = Changes::default();
        for (file, content) in brought.files.iter().filter(|(file, content)| differs(&current.base.join(file), content))
        {
            changes.puts.push((file.clone(), content.clone()));
        }
        output(&config, &description, &current.base, &mut changes)?;
        if options.prune {
            changes.removes.extend(current.unused(&config, &brought, &description));
        }
        let bump = options.bump && report.verdict != Verdict::Unchanged;
        let version = if bump { Some(current.raised(report.verdict)?) } else { None };
        let text = current.edited(&target, &texts, version)?.into_bytes();
        let is_done = changes.is_empty() && !differs(path, &text);
        if let Some(file) = options.changelog.as_ref().filter(|_| !is_done) {
            current.add_paper(file, changelog_text(file, &report)?, &mut changes)?;
        }
        if let Some(file) = &options.html {
            current.add_paper(file, html(&report), &mut changes)?;
        }
        // Last: whoever looks while the rest is being written still sees the old version.
        if differs(path, &text) {
            changes.puts.push((seen_from(&current.base, path), text));
        }
        changes.based_on.push((seen_from(&current.base, path), current.text.into_bytes()));
        Ok(Self { target, report, description, is_done, base: current.base, changes })
    }

    /// Every file that would be written or removed, as seen from the configuration.
    pub fn files(&self) -> impl Iterator<Item = (&Path, bool)> {
        let puts = self.changes.puts.iter().map(|(path, _)| (path.as_path(), true));
        puts.chain(self.changes.removes.iter().map(|path| (path.as_path(), false)))
    }

    /// Whether the package is as it would be afterwards.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Writes all of it, or nothing.
    pub fn apply(&self) -> Result<(), OutputError> {
        self.changes.commit(&self.base)
    }
}

fn named(description: &Description) -> Named<'_> {
    Named { model: &description.model, names: &description.names }
}

fn choose(
    from: &Path,
    found: &Found,
    service: &Service,
    wanted: &Wanted,
    current: Option<ApiVersion>,
) -> Result<Available, ConfigErrors> {
    if let Wanted::Tag(tag) = wanted {
        let tags = found.tags()?;
        let names = tags.iter().filter_map(|tagged| tagged.tag.clone()).collect::<Vec<_>>().join(", ");
        return tags.into_iter().find(|tagged| tagged.tag.as_ref() == Some(tag)).ok_or_else(|| {
            let none = "there is no readme with tags: name the version by `--api-version`".to_owned();
            let help = if names.is_empty() { none } else { format!("there are: {names}") };
            ConfigError::new(from, format!("no readme has the tag `{tag}`")).help(help).into()
        });
    }
    let versions = found.versions(service)?;
    let names = versions.iter().map(|available| available.version.to_string()).collect::<Vec<_>>().join(", ");
    let fits = |available: &Available| match wanted {
        Wanted::NewestStable => !available.version.is_preview(),
        Wanted::Newest | Wanted::Tag(_) => true,
        Wanted::Version(version) => available.version.as_str() == version,
    };
    let chosen = versions.into_iter().find(fits).ok_or_else(|| {
        let message = match wanted {
            Wanted::Version(version) => format!("the service has no version `{version}` in there"),
            _ => "the service has no stable version in there".to_owned(),
        };
        ConfigErrors::from(ConfigError::new(from, message).help(format!("there are: {names}")))
    })?;
    match current.filter(|current| *current > chosen.version) {
        // Who uses a preview has not asked to go back to the stable version before it.
        Some(current) if matches!(wanted, Wanted::NewestStable | Wanted::Newest) => {
            Err(older(from, &chosen.version, &current, wanted).into())
        }
        _ => Ok(chosen),
    }
}

fn older(from: &Path, newest: &ApiVersion, current: &ApiVersion, wanted: &Wanted) -> ConfigError {
    let (what, preview) = match wanted {
        Wanted::NewestStable => ("stable version", " or add `--preview`"),
        _ => ("version", ""),
    };
    let message = format!("the newest {what} in there, `{newest}`, is older than `{current}`, which is in use");
    let help = format!("for a newer one bring the checkout up to date{preview}; `--api-version {newest}` goes back");
    ConfigError::new(from, message).help(help)
}

/// The package as it is.
struct Current {
    path: PathBuf,
    base: PathBuf,
    text: String,
    config: Config,
    description: Description,
}

/// What the edited configuration says.
struct Texts {
    documents: Vec<PathBuf>,
    corrections: Vec<(String, String)>,
    readme: bool,
}

impl Current {
    fn read(path: &Path) -> Result<Self, Failure> {
        let base = path.parent().unwrap_or(Path::new("")).to_owned();
        journal::recover(&base)?;
        let config = Config::from_file(path)?;
        let text = fs::read_to_string(path)
            .map_err(|error| ConfigErrors::from(ConfigError::new(path, format!("cannot be read: {error}"))))?;
        let description = driver::describe(&config, &RunOptions::default())?;
        Ok(Self { path: path.to_owned(), base, text, config, description })
    }

    fn service(&self) -> Service {
        let documents = self.config.documents.iter().map(|path| discover::name(path)).collect();
        Service { provider: driver::provider(&self.description.model).map(str::to_owned), documents }
    }

    /// Adds a paper about the update, which must not take the place of what the update is about.
    fn add_paper(&self, path: &Path, text: String, changes: &mut Changes) -> Result<(), ConfigErrors> {
        let base = std::path::absolute(&self.base).unwrap_or_else(|_| self.base.clone());
        let file = seen_from(&self.base, path);
        let place = |file: &Path| crate::config::join(&base.join(file), "");
        let config = seen_from(&self.base, &self.path);
        let taken = changes.puts.iter().map(|(path, _)| path).chain(&changes.removes).chain([&config]);
        if let Some(taken) = taken.into_iter().find(|taken| place(taken) == place(&file)) {
            let error = ConfigError::new(path, "cannot hold the change report: it is part of the package");
            return Err(error.help(format!("name another file than `{}`", taken.display())).into());
        }
        changes.puts.push((file, text.into_bytes()));
        Ok(())
    }

    fn version(&self) -> Option<ApiVersion> {
        let stated = self.config.package.api_version.as_deref().and_then(ApiVersion::parse);
        let folders = || self.config.documents.iter().filter_map(|path| discover::version_of(path)).max();
        let sent = || self.description.model.api_versions.iter().filter_map(|text| ApiVersion::parse(text)).max();
        stated.or_else(folders).or_else(sent)
    }

    /// The configuration for `target`, the documents it takes, and what its text has to say.
    fn moved(&self, target: &Available, found: &Found) -> Result<(Config, Brought, Texts), Failure> {
        let listed = self.config.relative_documents();
        let all: Vec<PathBuf> =
            self.description.model.documents.iter().map(|document| (&document.path).into()).collect();
        let layout = Layout::learn(&self.base, &listed, &all, found);
        let readme = matches!(Configuration::parse(&self.path, &self.text)?.listing(), Listing::Readme(_));
        if readme && (!layout.in_place || target.tag.is_none()) {
            let error =
                ConfigError::new(&self.path, "its documents are listed by a readme that has no tag for that version");
            return Err(
                ConfigErrors::from(error.help("list `files` instead, or bring the readme up to date first")).into()
            );
        }
        let (documents, brought) = bring(&self.base, &target.documents, &layout, found)?;
        let mut config = self.config.clone();
        config.documents = documents.iter().map(|path| self.base.join(path)).collect();
        if config.package.api_version.is_some() {
            config.package.api_version = Some(target.version.to_string());
        }
        let mut corrections = Vec::new();
        for correction in &mut config.corrections {
            if let Some(moved) = moved_correction(&correction.document, &documents) {
                corrections.push((correction.document.clone(), moved.clone()));
                correction.document = moved;
            }
        }
        Ok((config, brought, Texts { documents, corrections, readme }))
    }

    /// The version that the crate gets after a change of this weight.
    fn raised(&self, verdict: Verdict) -> Result<String, ConfigErrors> {
        let version = &self.config.package.version;
        raised(version, verdict).ok_or_else(|| {
            let error = ConfigError::new(&self.path, format!("`--bump` cannot raise the version `{version}`"));
            error.help("it raises versions like `1.2.3`: set others by hand").into()
        })
    }

    fn edited(&self, target: &Available, texts: &Texts, version: Option<String>) -> Result<String, Failure> {
        let edit = Edit {
            documents: &texts.documents,
            tag: target.tag.as_deref().filter(|_| texts.readme),
            api_version: Some(target.version.as_str()),
            version,
            corrections: &texts.corrections,
        };
        Ok(Configuration::parse(&self.path, &self.text)?.edited(&edit))
    }

    /// Files of the old version, in the folder of the configuration, that the new one does not use.
    fn unused(&self, config: &Config, brought: &Brought, new: &Description) -> Vec<PathBuf> {
        let used: BTreeSet<PathBuf> =
            brought.files.keys().cloned().chain(config.relative_documents()).chain(self.files(new)).collect();
        let mut unused = self.files(&self.description);
        // What lies elsewhere may be somebody else's as well.
        unused.retain(|path| path.is_relative() && !path.starts_with("..") && self.base.join(path) != self.path);
        unused.difference(&used).cloned().collect()
    }

    /// Documents and examples, as seen from the configuration.
    fn files(&self, description: &Description) -> BTreeSet<PathBuf> {
        let operations = description.model.groups.iter().flat_map(|group| &group.operations);
        let examples = operations.flat_map(|operation| &operation.examples).map(|example| PathBuf::from(&example.path));
        description.inputs.iter().map(|path| seen_from(&self.base, path)).chain(examples).collect()
    }
}

/// The document of the new version that a correction is about, if it is about one.
fn moved_correction(document: &str, documents: &[PathBuf]) -> Option<String> {
    let path = Path::new(document);
    discover::version_of(path)?;
    let name = path.file_name()?;
    let moved = documents.iter().find(|new| new.file_name() == Some(name))?;
    let length = path.components().count();
    let skipped = moved.components().count().saturating_sub(length);
    let end: PathBuf = moved.components().skip(skipped).collect();
    Some(slashed(&end))
}

/// The next version number after a change of this weight; below 1.0 the second number is the one that promises.
fn raised(version: &str, verdict: Verdict) -> Option<String> {
    let mut numbers = version.split('.').map(|number| number.parse::<u64>().ok());
    let (major, minor, patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
    Some(match (verdict, major) {
        (Verdict::Unchanged, _) => return None,
        (Verdict::Major, 1..) => format!("{}.0.0", major + 1),
        (Verdict::Major, 0) | (Verdict::Minor, 1..) => format!("{major}.{}.0", minor + 1),
        (Verdict::Minor, 0) | (Verdict::Patch, _) => format!("{major}.{minor}.{}", patch + 1),
    })
}

/// Adds what has to happen to the generated files: the sources, and the tests that replay the examples.
fn output(config: &Config, description: &Description, base: &Path, changes: &mut Changes) -> Result<(), Failure> {
    if let Some(dir) = &config.output {
        synced(&description.sources(config.layout.into()), dir, base, changes)?;
    }
    if let (Some(_), Some(tests)) = (&config.output, &config.tests) {
        synced(&description.tests(tests, true), tests, base, changes)?;
    }
    Ok(())
}

/// Adds what makes `dir` hold `files`.
fn synced(files: &Files, dir: &Path, base: &Path, changes: &mut Changes) -> Result<(), Failure> {
    for stale in files.check(dir)? {
        let path = seen_from(base, &dir.join(&stale.path));
        match stale.state {
            State::Foreign => return Err(OutputError::Foreign(dir.join(&stale.path)).into()),
            State::Superfluous => changes.removes.push(path),
            State::Missing | State::Changed => {
                let text = files.iter().find(|(name, _)| *name == stale.path).map(|(_, text)| text);
                changes.puts.extend(text.map(|text| (path, text.as_bytes().to_vec())));
            }
        }
    }
    Ok(())
}

fn changelog_text(path: &Path, report: &Report) -> Result<String, OutputError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        text => text.map_err(|error| OutputError::Io(path.to_owned(), error))?,
    };
    Ok(changelog::insert(&text, &markdown(report, 3)))
}

fn differs(path: &Path, content: &[u8]) -> bool {
    fs::read(path).map_or(true, |old| old != content)
}

/// The journal may be carried out from another folder than this run's.
fn seen_from(base: &Path, path: &Path) -> PathBuf {
    crate::config::relative(base, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_rise_as_the_verdict_asks() {
        let cases = [
            ("0.1.0", Verdict::Major, Some("0.2.0")),
            ("0.1.4", Verdict::Minor, Some("0.1.5")),
            ("1.2.3", Verdict::Major, Some("2.0.0")),
            ("1.2.3", Verdict::Minor, Some("1.3.0")),
            ("1.2.3", Verdict::Patch, Some("1.2.4")),
            ("1.2.3", Verdict::Unchanged, None),
            ("1.2.3-beta.1", Verdict::Patch, None),
        ];
        for (version, verdict, expected) in cases {
            assert_eq!(raised(version, verdict).as_deref(), expected, "{version} {verdict}");
        }
    }

    #[test]
    fn corrections_follow_their_documents() {
        let documents = [PathBuf::from("docs/2024-11-01/things.json")];
        let cases = [
            ("2023-07-01/things.json", Some("2024-11-01/things.json")),
            ("2023-07-01/gone.json", None),
            ("things.json", None),
        ];
        for (document, expected) in cases {
            assert_eq!(moved_correction(document, &documents).as_deref(), expected, "{document}");
        }
    }
}
