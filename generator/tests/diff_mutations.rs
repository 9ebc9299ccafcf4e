//! Whatever changes the generated code is told, and never called less than it is.
//!
//! Documents are changed by every keyword that a document can have, one at a time; what the report says of each change is
//! compared with what became of the generated sources, which know nothing of it. Of each sort of change a few places are
//! tried; `ARMSPAN_MUTATIONS=9` tries nine.

#[path = "support/features.rs"]
#[allow(dead_code)]
mod features;
#[path = "support/mutations.rs"]
mod mutations;
#[path = "support/public.rs"]
mod public;

use armspan::config::{Config, Package};
use armspan::diff::report::Report;
use armspan::diff::rules::RustEffect;
use armspan::diff::{ChangeKind as K, Named, report};
use armspan::documents::{FsLoader, Loader};
use armspan::driver::{Description, RunOptions, describe_with};
use armspan::render::Layout;
use features::Feature;
use mutations::{Mutation, mutations};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How many places of each sort of change are tried in the small documents, and in Key Vault's together.
const PLACES: usize = 2;
const IN_KEY_VAULT: usize = 24;

#[test]
fn small_documents() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/base.json");
    let features = Feature::all().into_iter().map(|feature| feature.documents);
    let mut tried: BTreeMap<String, usize> = BTreeMap::new();
    let places = std::env::var("ARMSPAN_MUTATIONS").ok().and_then(|places| places.parse().ok()).unwrap_or(PLACES);
    let mut failures = Vec::new();
    for documents in [vec![base]].into_iter().chain(features) {
        let service = Service::new(documents);
        failures.extend(service.failures(|mutation| {
            let count = tried.entry(mutation.label.clone()).or_default();
            *count += 1;
            *count <= places
        }));
    }
    assert!(tried.len() > 400, "{} sorts", tried.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn key_vault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/keyvault/2024-11-01");
    let names = ["common", "keys", "keysManagedHsm", "keyvault", "managedHsm", "providers", "secrets"];
    let service = Service::new(names.iter().map(|name| folder.join(name).with_extension("json")).collect());
    let step = service.mutations().count() / IN_KEY_VAULT;
    let mut count = 0;
    let failures = service.failures(|_| {
        count += 1;
        count % step == 0
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A service as its documents have it, and what is generated for it.
struct Service {
    config: Config,
    documents: Vec<(String, Value)>,
    before: Description,
    api: Vec<String>,
    words: [Vec<String>; 2],
}

impl Service {
    fn new(documents: Vec<PathBuf>) -> Self {
        let package = Package { name: "zoo".to_owned(), client: Some("ZooClient".to_owned()), ..Package::default() };
        let config = Config { package, documents, ..Config::default() };
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).expect("readable");
            serde_json::from_str(&text).expect("it is JSON")
        };
        let names = config.relative_documents().into_iter().map(|path| path.to_string_lossy().into_owned());
        let documents = names.zip(config.documents.iter().map(read)).collect();
        let loader = FsLoader::at(config.base());
        let before =
            describe_with(&config, &loader, &RunOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
        let words = words(&before);
        let api = public::lines(&before);
        Self { config, documents, before, api, words }
    }

    fn mutations(&self) -> impl Iterator<Item = (&(String, Value), Mutation)> {
        self.documents
            .iter()
            .flat_map(|document| mutations(&document.1).into_iter().map(move |found| (document, found)))
    }

    /// What is not told as it should be, of the mutations that are `wanted`.
    fn failures(&self, mut wanted: impl FnMut(&Mutation) -> bool) -> Vec<String> {
        let mut failures = Vec::new();
        for ((name, document), mutation) in self.mutations() {
            if !mutation.is_one(document) || !wanted(&mutation) {
                continue;
            }
            let changed = mutation.apply(document);
            let loader = Replaced { disk: FsLoader::at(self.config.base()), path: name, text: changed.to_string() };
            // What the generator refuses is no version of a service.
            let Ok(after) = describe_with(&self.config, &loader, &RunOptions::default()) else { continue };
            let found = self.judge(&after);
            failures.extend(found.map(|found| format!("{name} {}: {}: {found}", mutation.pointer, mutation.label)));
        }
        failures
    }

    fn judge(&self, after: &Description) -> Option<String> {
        let [code, texts] = words(after);
        if code == self.words[0] && texts == self.words[1] {
            return None;
        }
        let api = public::lines(after);
        let (one, other) = ((&self.before, &self.api), (after, &api));
        let ways = [("", one, other), ("backwards ", other, one)];
        ways.into_iter().find_map(|(way, (before, api_before), (after, api_after))| {
            let report = report(named(before), named(after));
            let kinds: Vec<K> = report.changes.iter().map(|judged| judged.change.kind).collect();
            let said = report.changes.iter().map(|judged| judged.judgement.rust).max().unwrap_or(RustEffect::None);
            let (seen, difference) = public::seen(api_before, api_after);
            let complaint = match () {
                () if kinds.is_empty() => "nothing is said",
                () if code != self.words[0] && kinds.iter().all(|kind| *kind == K::DescriptionChanged) => {
                    "texts only are said to differ"
                }
                () if said < seen => "it is called less than it is",
                () if said > seen && !is_stricter(&report) => "it is called more than it is",
                () => return None,
            };
            Some(format!("{way}{complaint}: said {said}, seen {seen}, {kinds:?}, {difference:#?}"))
        })
    }
}

/// What breaks callers although every line of the public API is still there: names and arguments that trade places, and
/// fields of a struct for several operations that one of them no longer looks at.
fn is_stricter(report: &Report) -> bool {
    let breaking = report.changes.iter().filter(|judged| judged.judgement.rust == RustEffect::Breaking);
    breaking.map(|judged| judged.change.kind).any(|kind| {
        matches!(
            kind,
            K::RustNameChanged
                | K::ParameterGroupChanged
                | K::ParameterRemoved
                | K::RequiredParameterAdded
                | K::ParametersReordered
        )
    })
}

fn named(description: &Description) -> Named<'_> {
    Named { model: &description.model, names: &description.names }
}

/// The words of the generated code, and of its documentation. Sorted: in which order things stand is nothing to tell.
fn words(description: &Description) -> [Vec<String>; 2] {
    let mut words = [Vec::new(), Vec::new()];
    for (_, text) in description.sources(Layout::Library).iter() {
        for line in text.lines() {
            let is_text = line.trim_start().starts_with("//");
            let parts = line.split(|c: char| c.is_whitespace() || "(){}[]<>,;".contains(c));
            words[usize::from(is_text)].extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    words.iter_mut().for_each(|words| words.sort_unstable());
    words
}

/// The documents on disk, but for one.
struct Replaced<'a> {
    disk: FsLoader,
    path: &'a str,
    text: String,
}

impl Loader for Replaced<'_> {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        if path == self.path { Ok(self.text.clone().into_bytes()) } else { self.disk.read(path) }
    }

    fn find_ignoring_case(&self, path: &str) -> Option<String> {
        self.disk.find_ignoring_case(path)
    }

    fn key(&self, path: &str) -> String {
        self.disk.key(path)
    }

    fn file(&self, path: &str) -> PathBuf {
        self.disk.file(path)
    }
}
