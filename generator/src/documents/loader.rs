//! Where documents come from: the only place that reads them from disk.

use super::path;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// A source of documents. Paths are text with `/` separators, `.` and `..` resolved.
pub trait Loader: Sync {
    /// The bytes of the document at `path`.
    ///
    /// # Errors
    /// Whatever reading it says; `NotFound` makes the caller look for another spelling.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The path of the only file whose name differs from `path` in letter case.
    fn find_ignoring_case(&self, path: &str) -> Option<String>;

    /// Changes what the document at `path` says, before anything else reads it. Places are still found in its text.
    fn correct(&self, path: &str, value: &mut Value) {
        let _ = (path, value);
    }

    /// What is equal for all spellings of one document; documents are sorted by it.
    fn key(&self, path: &str) -> String {
        path.to_owned()
    }

    /// The path by which a person at the command line can open the document.
    fn file(&self, path: &str) -> PathBuf {
        PathBuf::from(path)
    }
}

/// Reads from disk; relative paths start at a folder, usually that of the configuration.
#[derive(Clone, Debug, Default)]
pub struct FsLoader {
    base: PathBuf,
    absolute_base: String,
}

impl FsLoader {
    /// Relative paths start at the current folder.
    pub fn new() -> Self {
        Self::at("")
    }

    /// Relative paths start at `base`.
    pub fn at(base: impl Into<PathBuf>) -> Self {
        let base = base.into();
        let absolute = std::env::current_dir().unwrap_or_default().join(&base);
        let absolute_base = super::text_of(&absolute);
        Self { base, absolute_base }
    }
}

impl Loader for FsLoader {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.base.join(path))
    }

    fn find_ignoring_case(&self, path: &str) -> Option<String> {
        let mut found = String::from(if path.starts_with('/') { "/" } else { "" });
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            let folder = self.base.join(&found);
            let exists = segment == ".." || folder.join(segment).exists();
            let segment = if exists { segment.to_owned() } else { find_entry(&folder, segment)? };
            if !found.is_empty() && !found.ends_with('/') {
                found.push('/');
            }
            found.push_str(&segment);
        }
        Some(found)
    }

    fn key(&self, path: &str) -> String {
        if path::is_absolute(path) {
            path.to_owned()
        } else {
            path::normalise(&format!("{}/{path}", self.absolute_base))
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.base.join(path)
    }
}

/// The only entry of `folder` called `name` but for letter case; none where several are.
fn find_entry(folder: &Path, name: &str) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let wanted = name.to_lowercase();
    let mut entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        (name.to_lowercase() == wanted).then_some(name)
    });
    let first = entries.next()?;
    entries.next().is_none().then_some(first)
}

/// Documents held in memory, for tests and for whoever has them from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct MemoryLoader {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryLoader {
    /// Nothing; [`MemoryLoader::with`] adds documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path::normalise(path), content.into());
        self
    }
}

impl Loader for MemoryLoader {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn find_ignoring_case(&self, path: &str) -> Option<String> {
        let wanted = path.to_lowercase();
        let mut candidates = self.files.keys().filter(|name| name.to_lowercase() == wanted);
        let first = candidates.next()?;
        candidates.next().is_none().then(|| first.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_file_does_not_depend_on_where_paths_start() {
        let here = FsLoader::new();
        let below = FsLoader::at("specs");
        assert_eq!(here.key("specs/a.json"), below.key("a.json"));
        assert_eq!(here.key("specs/a.json"), below.key("../specs/a.json"));
    }

    #[test]
    fn letter_case_is_forgiven_where_it_is_not_ambiguous() {
        let loader = MemoryLoader::new().with("a/Types.json", "{}").with("b/x.json", "{}").with("b/X.json", "{}");
        assert_eq!(loader.find_ignoring_case("A/types.json").as_deref(), Some("a/Types.json"));
        assert_eq!(loader.find_ignoring_case("b/x.JSON"), None);
    }

    #[test]
    fn the_disk_is_searched_folder_by_folder() {
        let loader = FsLoader::at(env!("CARGO_MANIFEST_DIR"));
        assert_eq!(loader.find_ignoring_case("SRC/Documents/LOADER.rs").as_deref(), Some("src/documents/loader.rs"));
        assert_eq!(loader.find_ignoring_case("src/nothing.rs"), None);
        let absolute = super::super::text_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("SRC/lib.rs"));
        assert!(loader.find_ignoring_case(&absolute).is_some_and(|found| found.ends_with("/src/lib.rs")));
    }
}
