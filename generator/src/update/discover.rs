//! The versions of a service that a checkout of the specification repository, or a folder, has to offer.
//!
//! ```text
//! specification/<service>/resource-manager/readme.md
//! specification/<service>/resource-manager/<Provider>/stable/2024-11-01/*.json
//! specification/<service>/resource-manager/<Provider>/<Part>/preview/2024-04-01-preview/*.json    with parts
//! <folder>/2024-11-01/*.json                                                                      anywhere else
//! ```
//!
//! Several services can belong to one provider (`Microsoft.Network` has a dozen). The one meant is the one whose documents
//! are called like those in use.

use super::version::ApiVersion;
use crate::config::{ConfigError, ConfigErrors, Readme};
use crate::documents::path::{normalise, slashed};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// How far below a provider's folder versions are looked for.
const DEEPEST: usize = 4;

/// What is known about the service in use.
#[derive(Clone, Debug, Default)]
pub(super) struct Service {
    /// `Microsoft.KeyVault`, from the operations' paths.
    pub(super) provider: Option<String>,
    /// File names of its documents.
    pub(super) documents: BTreeSet<String>,
}

/// A version that can be chosen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Available {
    /// The version.
    pub version: ApiVersion,
    /// The readme's tag for it, if it has one.
    pub tag: Option<String>,
    /// Its documents, as paths that can be opened.
    pub documents: Vec<PathBuf>,
    /// Documents that belong to it and are not there, as in a checkout that is not complete.
    pub missing: Vec<PathBuf>,
}

/// Where a service's versions lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// The folder that has them, directly or in parts: `…/resource-manager/Microsoft.KeyVault`.
    pub(super) home: PathBuf,
    /// Readmes that list documents by tag.
    readmes: Vec<PathBuf>,
    /// Folders of versions.
    folders: BTreeMap<ApiVersion, Vec<PathBuf>>,
}

/// Finds the service in `from`: a checkout, any folder in it or elsewhere, or a readme.
pub(super) fn find(from: &Path, service: &Service) -> Result<Found, ConfigErrors> {
    if !from.exists() {
        return Err(ConfigError::new(from, "does not exist").into());
    }
    // Paths are compared by their text from here on: `../here/../there` would never begin with `../there`.
    let from = PathBuf::from(normalise(&slashed(from)));
    let candidates = candidates(&from, service);
    let scored = candidates.into_iter().map(|found| (found.likeness(service), found));
    let best = scored
        .filter(|(likeness, found)| !found.folders.is_empty() && (*likeness > 0 || found.is_of(service)))
        .rev()
        .max_by_key(|(likeness, _)| *likeness);
    best.map(|(_, found)| found.of_parts_in_use(service)).ok_or_else(|| {
        let provider = service.provider.as_deref().unwrap_or("the service");
        let error = ConfigError::new(&from, format!("no version of `{provider}` is in there"));
        let help = match ApiVersion::parse(&name(&from)) {
            Some(version) => format!("name a folder above it, and the version by `--api-version {version}`"),
            None => {
                "name a checkout of the specification repository, or the folder that holds a folder per version".into()
            }
        };
        error.help(help).into()
    })
}

fn candidates(from: &Path, service: &Service) -> Vec<Found> {
    if from.is_file() {
        let home = from.parent().unwrap_or(Path::new("")).to_owned();
        return vec![Found::at(home, vec![from.to_owned()])];
    }
    let specification = if from.join("specification").is_dir() { from.join("specification") } else { from.to_owned() };
    let services = folders(&specification).into_iter().map(|folder| folder.join("resource-manager"));
    let homes = services.filter(|folder| folder.is_dir()).flat_map(|manager| {
        let readme = manager.join("readme.md");
        let wanted = service.provider.clone().unwrap_or_default();
        let named = folders(&manager).into_iter().filter(move |folder| name(folder).eq_ignore_ascii_case(&wanted));
        named.map(move |home| Found::at(home, vec![readme.clone()]))
    });
    let homes: Vec<Found> = homes.collect();
    if !homes.is_empty() {
        return homes;
    }
    // Below a service's folder already, or in a folder that is no part of the repository.
    let readmes = from.ancestors().take(4).map(|folder| folder.join("readme.md"));
    vec![Found::at(from.to_owned(), readmes.collect())]
}

impl Found {
    fn at(home: PathBuf, readmes: Vec<PathBuf>) -> Self {
        let mut found = Self { home: home.clone(), ..Self::default() };
        let mut readmes: BTreeSet<PathBuf> = readmes.into_iter().collect();
        found.walk(&home, 0, &mut readmes);
        found.readmes = readmes.into_iter().filter(|readme| readme.is_file()).collect();
        found
    }

    fn walk(&mut self, folder: &Path, depth: usize, readmes: &mut BTreeSet<PathBuf>) {
        readmes.insert(folder.join("readme.md"));
        for below in folders(folder) {
            match ApiVersion::parse(&name(&below)) {
                Some(version) if !documents(&below).is_empty() => {
                    self.folders.entry(version).or_default().push(below);
                }
                None if depth < DEEPEST && name(&below) != "examples" => self.walk(&below, depth + 1, readmes),
                _ => {}
            }
        }
    }

    /// How many of the service's documents some version has.
    fn likeness(&self, service: &Service) -> usize {
        let names: BTreeSet<String> =
            self.all_folders().flat_map(|folder| documents(folder)).map(|path| name(&path)).collect();
        names.intersection(&service.documents).count()
    }

    /// Whether documents that are called otherwise are the service's all the same: by their folder, or by their paths.
    fn is_of(&self, service: &Service) -> bool {
        let Some(provider) = service.provider.as_deref().map(str::to_lowercase) else { return true };
        let is_provider =
            |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().to_lowercase() == provider;
        let path = format!("/providers/{provider}/");
        let says = |path_of: &PathBuf| {
            fs::read_to_string(path_of).is_ok_and(|text| text.replace("\\/", "/").to_lowercase().contains(&path))
        };
        self.all_folders().any(|folder| folder.components().any(is_provider) || documents(folder).iter().any(says))
    }

    fn all_folders(&self) -> impl Iterator<Item = &PathBuf> {
        self.folders.values().flatten()
    }

    /// The part of a provider that a version's folder belongs to: `ComputeRP`; empty where there are no parts.
    pub(super) fn part(&self, folder: &Path) -> PathBuf {
        let below = folder.strip_prefix(&self.home).unwrap_or(folder);
        let is_part =
            |component: &str| ApiVersion::parse(component).is_none() && !matches!(component, "stable" | "preview");
        let parts = below.components().map(|component| component.as_os_str().to_string_lossy());
        parts.take_while(|component| is_part(component)).map(|component| component.into_owned()).collect()
    }

    /// Every part that has versions.
    pub(super) fn parts(&self) -> BTreeSet<PathBuf> {
        self.all_folders().map(|folder| self.part(folder)).collect()
    }

    /// Leaves out parts of the provider from which nothing is in use.
    fn of_parts_in_use(mut self, service: &Service) -> Self {
        let in_use = |folder: &PathBuf| documents(folder).iter().any(|path| service.documents.contains(&name(path)));
        let parts: BTreeSet<PathBuf> =
            self.all_folders().filter(|folder| in_use(folder)).map(|folder| self.part(folder)).collect();
        if !parts.is_empty() {
            let mut folders = std::mem::take(&mut self.folders);
            for kept in folders.values_mut() {
                kept.retain(|folder| parts.contains(&self.part(folder)));
            }
            folders.retain(|_, kept| !kept.is_empty());
            self.folders = folders;
        }
        self
    }

    /// The versions, newest first: a tag's documents where the readme has one for it, else those of its folders.
    pub(super) fn versions(&self, service: &Service) -> Result<Vec<Available>, ConfigErrors> {
        let mut versions: BTreeMap<ApiVersion, Available> = BTreeMap::new();
        for (version, folders) in &self.folders {
            let documents = folders.iter().flat_map(|folder| documents(folder)).collect();
            let available = Available { version: version.clone(), tag: None, documents, missing: Vec::new() };
            versions.insert(version.clone(), available);
        }
        let mut best: BTreeMap<ApiVersion, (Fitness, Available)> = BTreeMap::new();
        let (complete, partial): (Vec<_>, Vec<_>) =
            self.tags()?.into_iter().partition(|tagged| tagged.missing.is_empty());
        for tagged in complete {
            let fitness = self.fitness(&tagged, service);
            let known = best.get(&tagged.version);
            if known.is_none_or(|(known, _)| fitness > *known) {
                best.insert(tagged.version.clone(), (fitness, tagged));
            }
        }
        versions.extend(best.into_iter().map(|(version, (_, tagged))| (version, tagged)));
        // Old tags list much that nobody keeps. But what is in use does not leave a version because its document is missing.
        for tagged in partial {
            if let Some(known) = versions.get_mut(&tagged.version).filter(|known| known.tag.is_none()) {
                let in_use = |path: &PathBuf| service.documents.contains(&name(path)) && !known.missing.contains(path);
                let missing: Vec<PathBuf> = tagged.missing.into_iter().filter(in_use).collect();
                known.missing.extend(missing);
            }
        }
        Ok(versions.into_values().rev().collect())
    }

    /// What every tag of the readmes stands for.
    pub(super) fn tags(&self) -> Result<Vec<Available>, ConfigErrors> {
        let mut found = Vec::new();
        for path in &self.readmes {
            let text =
                fs::read_to_string(path).map_err(|error| ConfigError::new(path, format!("cannot be read: {error}")))?;
            let readme = Readme::parse(path, &text);
            for tag in readme.tags() {
                let Ok(selection) = readme.select(Some(&tag)) else { continue };
                let documents = selection.documents;
                let newest = documents.iter().filter_map(|path| version_of(path)).max();
                if let Some(version) = newest.filter(|_| self.concerns(&documents)) {
                    let missing = documents.iter().filter(|path| !path.is_file()).cloned().collect();
                    found.push(Available { version, tag: Some(tag), documents, missing });
                }
            }
        }
        Ok(found)
    }

    /// Whether documents of a tag are of the parts in use; a readme may serve others as well.
    fn concerns(&self, documents: &[PathBuf]) -> bool {
        let parts = self.parts();
        documents.iter().any(|path| path.starts_with(&self.home) && parts.contains(&self.part(path)))
    }

    /// How well a tag fits what is in use, among tags for the same version.
    fn fitness(&self, tagged: &Available, service: &Service) -> Fitness {
        let names: BTreeSet<String> = tagged.documents.iter().map(|path| name(path)).collect();
        let tag = tagged.tag.as_deref().unwrap_or_default();
        let pure = tagged.documents.iter().all(|path| version_of(path).is_none_or(|version| version == tagged.version));
        let plain = tag
            .trim_start_matches("package-")
            .trim_start_matches("preview-")
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
        (names.intersection(&service.documents).count(), pure, plain, std::cmp::Reverse(names.len()))
    }
}

/// Documents in use it has, whether it has none of other versions, whether its name is only a version, how few it has.
type Fitness = (usize, bool, bool, std::cmp::Reverse<usize>);

/// The version in whose folder a document lies.
pub(super) fn version_of(path: &Path) -> Option<ApiVersion> {
    path.components().rev().find_map(|component| ApiVersion::parse(&component.as_os_str().to_string_lossy()))
}

/// The file name, or the last folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folders directly below, sorted; none where it cannot be looked into.
fn folders(folder: &Path) -> Vec<PathBuf> {
    entries(folder, Path::is_dir)
}

/// The documents directly in a folder, sorted.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let is_document = |path: &Path| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        matches!(extension, "json" | "yaml" | "yml") && path.is_file()
    };
    entries(folder, is_document)
}

fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let paths = entries.map(|entry| folder.join(entry.file_name()));
    let mut paths: Vec<PathBuf> = paths.filter(|path| wanted(path)).collect();
    paths.sort();
    paths
}
