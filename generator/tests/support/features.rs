//! The documents of `tests/features`: one for each thing the generator can do.

use armspan::config::{Config, Package};
use armspan::driver::{Description, RunOptions, describe};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One feature.
pub struct Feature {
    /// `long-running`.
    pub name: String,
    /// `long-running.json`, and `long-running.more.json` where it takes two.
    pub documents: Vec<PathBuf>,
}

impl Feature {
    /// All there are, sorted.
    pub fn all() -> Vec<Self> {
        let mut features: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let paths = fs::read_dir(folder()).expect("it is committed").map(|entry| entry.expect("readable").path());
        for path in paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
            features.entry(name_of(&path)).or_default().push(path);
        }
        let feature = |(name, mut documents): (String, Vec<PathBuf>)| {
            documents.sort();
            Self { name, documents }
        };
        features.into_iter().map(feature).collect()
    }

    /// What the generator makes of it.
    pub fn describe(&self) -> Description {
        let config = Config {
            package: Package { name: "zoo".to_owned(), client: Some("ZooClient".to_owned()), ..Package::default() },
            documents: self.documents.clone(),
            ..Config::default()
        };
        describe(&config, &RunOptions::default()).unwrap_or_else(|failure| panic!("{}: {failure}", self.name))
    }
}

/// Where the documents and what is generated from them lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/features")
}

/// The feature that a file is about: its name up to the first dot.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}
