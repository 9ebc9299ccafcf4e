//! Documents of a version with everything they refer to, examples included, as they will lie beside the configuration.

use super::discover::Found;
use super::layout::Layout;
use super::references;
use crate::config::{ConfigError, ConfigErrors, relative};
use crate::documents::path::{normalise, slashed};
use crate::documents::{FsLoader, Loader};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is brought in.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// Files in memory, by their path as seen from the configuration.
    pub(super) files: BTreeMap<PathBuf, Vec<u8>>,
    /// Where each of them is published.
    sources: BTreeMap<PathBuf, PathBuf>,
    /// Examples that are not there: the file that names them, and how.
    pub(super) missing: Vec<(PathBuf, String)>,
}

impl Brought {
    /// These files in front of what lies on disk.
    pub(super) fn over(&self, disk: FsLoader) -> Overlay<'_> {
        Overlay { brought: self, disk }
    }
}

/// A file where it is published, and where it goes.
struct File {
    source: PathBuf,
    target: PathBuf,
    text: Result<String, Vec<u8>>,
}

/// Reads `documents` and what they refer to; says where the listed ones go, in their order.
pub(super) fn bring(
    base: &Path,
    documents: &[PathBuf],
    layout: &Layout,
    found: &Found,
) -> Result<(Vec<PathBuf>, Brought), ConfigErrors> {
    let targets = documents.iter().map(|source| layout.target(base, source, found)).collect();
    if layout.in_place {
        return Ok((targets, Brought::default()));
    }
    let mut brought = Brought::default();
    let Closure { files, spellings } = closure(base, documents, layout, found, &mut brought.missing)?;
    for file in files.values() {
        let content = match &file.text {
            Ok(text) => references::replace(text, |path| rewritten(file, path, &files, &spellings)).into_bytes(),
            Err(bytes) => bytes.clone(),
        };
        brought.sources.insert(file.target.clone(), file.source.clone());
        if let Some(other) = brought.files.insert(file.target.clone(), content.clone())
            && other != content
        {
            let error =
                ConfigError::new(&file.source, format!("another document goes to `{}`, too", file.target.display()));
            return Err(error.help("list the documents by hand").into());
        }
    }
    Ok((targets, brought))
}

/// Everything reached from some documents.
struct Closure {
    /// By where it is published.
    files: BTreeMap<PathBuf, File>,
    /// How a file is spelled that a reference spells in other letter case.
    spellings: BTreeMap<PathBuf, PathBuf>,
}

fn closure(
    base: &Path,
    documents: &[PathBuf],
    layout: &Layout,
    found: &Found,
    missing: &mut Vec<(PathBuf, String)>,
) -> Result<Closure, ConfigErrors> {
    let mut files: BTreeMap<PathBuf, File> = BTreeMap::new();
    let mut spellings = BTreeMap::new();
    let mut open: Vec<PathBuf> = documents.iter().rev().map(|path| resolve(Path::new(""), &slashed(path))).collect();
    while let Some(source) = open.pop() {
        if files.contains_key(&source) {
            continue;
        }
        let bytes = fs::read(&source).map_err(|error| ConfigError::new(&source, format!("cannot be read: {error}")))?;
        let text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes);
        for reference in text.iter().flat_map(|text| references::find(text)) {
            let referred = resolve(folder(&source), &reference.path);
            if referred.is_file() {
                open.push(referred);
            } else if let Some(spelling) = FsLoader::new().find_ignoring_case(&slashed(&referred)).map(PathBuf::from)
                && spelling.is_file()
            {
                spellings.insert(referred, spelling.clone());
                open.push(spelling);
            } else if reference.has_fragment {
                return Err(not_there(&source, &reference.path, &referred).into());
            } else {
                missing.push((source.clone(), reference.path));
            }
        }
        let target = layout.target(base, &source, found);
        files.insert(source.clone(), File { source, target, text });
    }
    Ok(Closure { files, spellings })
}

fn not_there(source: &Path, reference: &str, referred: &Path) -> ConfigError {
    let message = format!("refers to `{reference}`, and there is no file `{}`", referred.display());
    let sparse = "bring the checkout up to date; one that is sparse needs the folders of other services and of common types, too";
    ConfigError::new(source, message).help(sparse)
}

/// The path that leads from the new place of `file` to the new place of what `path` leads to; none if it does already.
fn rewritten(
    file: &File,
    path: &str,
    files: &BTreeMap<PathBuf, File>,
    spellings: &BTreeMap<PathBuf, PathBuf>,
) -> Option<String> {
    let referred = resolve(folder(&file.source), path);
    let referred = files.get(spellings.get(&referred).unwrap_or(&referred))?;
    if resolve(folder(&file.target), path) == referred.target {
        return None;
    }
    Some(slashed(&relative(folder(&file.target), &referred.target)))
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn resolve(folder: &Path, path: &str) -> PathBuf {
    PathBuf::from(normalise(&slashed(&folder.join(path.replace('\\', "/")))))
}

/// What is brought in, in front of what lies on disk.
pub(super) struct Overlay<'a> {
    brought: &'a Brought,
    disk: FsLoader,
}

impl Loader for Overlay<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let brought = self.brought.files.get(Path::new(path));
        brought.map_or_else(|| self.disk.read(path), |content| Ok(content.clone()))
    }

    fn find_ignoring_case(&self, path: &str) -> Option<String> {
        let wanted = path.to_lowercase();
        let brought = self.brought.files.keys().map(|path| path.to_string_lossy());
        let same = brought.into_iter().find(|name| name.to_lowercase() == wanted).map(|name| name.into_owned());
        same.or_else(|| self.disk.find_ignoring_case(path))
    }

    fn key(&self, path: &str) -> String {
        self.disk.key(path)
    }

    /// Where it is published: its new place has nothing yet that a person could look at.
    fn file(&self, path: &str) -> PathBuf {
        self.brought.sources.get(Path::new(path)).cloned().unwrap_or_else(|| self.disk.file(path))
    }
}
