//! Documents of a version with everything they refer to, examples included, as they will lie beside the configuration.

use super::discover::Found;
use super::layout::Layout;
use super::references;
use crate::config::{ConfigError, ConfigErrors, relative};
use crate::documents::path::normalise;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files in memory, by their path as seen from the configuration.
pub(super) type Brought = BTreeMap<PathBuf, Vec<u8>>;

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
        return Ok((targets, Brought::new()));
    }
    let files = closure(base, documents, layout, found)?;
    let mut brought = Brought::new();
    for file in files.values() {
        let content = match &file.text {
            Ok(text) => references::replace(text, |path| rewritten(file, path, &files)).into_bytes(),
            Err(bytes) => bytes.clone(),
        };
        if let Some(other) = brought.insert(file.target.clone(), content.clone())
            && other != content
        {
            let error =
                ConfigError::new(&file.source, format!("another document goes to `{}`, too", file.target.display()));
            return Err(error.help("list the documents by hand").into());
        }
    }
    Ok((targets, brought))
}

/// Everything reached from `documents`, by where it is published.
fn closure(
    base: &Path,
    documents: &[PathBuf],
    layout: &Layout,
    found: &Found,
) -> Result<BTreeMap<PathBuf, File>, ConfigErrors> {
    let mut files: BTreeMap<PathBuf, File> = BTreeMap::new();
    let mut open: Vec<PathBuf> = documents.iter().rev().map(|path| resolve(Path::new(""), &text_of(path))).collect();
    while let Some(source) = open.pop() {
        if files.contains_key(&source) {
            continue;
        }
        let bytes = fs::read(&source).map_err(|error| ConfigError::new(&source, format!("cannot be read: {error}")))?;
        let text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes);
        for reference in text.iter().flat_map(|text| references::find(text)) {
            let referred = resolve(folder(&source), &reference.path);
            // What is missing is reported by whoever reads the documents, with its place.
            if referred.is_file() {
                open.push(referred);
            }
        }
        let target = layout.target(base, &source, found);
        files.insert(source.clone(), File { source, target, text });
    }
    Ok(files)
}

/// The path that leads from the new place of `file` to the new place of what `path` leads to; none if it does already.
fn rewritten(file: &File, path: &str, files: &BTreeMap<PathBuf, File>) -> Option<String> {
    let referred = files.get(&resolve(folder(&file.source), path))?;
    if resolve(folder(&file.target), path) == referred.target {
        return None;
    }
    Some(text_of(&relative(folder(&file.target), &referred.target)))
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn resolve(folder: &Path, path: &str) -> PathBuf {
    PathBuf::from(normalise(&text_of(&folder.join(path.replace('\\', "/")))))
}

fn text_of(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
