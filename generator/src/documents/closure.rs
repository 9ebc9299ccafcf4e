//! Which documents belong to a bundle: those listed and, wave by wave, those they refer to.

use super::cache::DocumentCache;
use super::parse::Content;
use super::{LoadOptions, Loader, path, reference, workers};
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// A document of the bundle before it has its number.
pub(super) struct Loaded {
    pub path: String,
    pub root: bool,
    pub content: Arc<Content>,
}

/// All documents by key, and what became of every key that was asked for.
pub(super) struct Closure {
    pub documents: BTreeMap<String, Loaded>,
    pub outcomes: BTreeMap<String, Outcome>,
}

/// What became of a key that was asked for.
pub(super) enum Outcome {
    /// The document under `key`; `other_spelling` is its path where it is not the one asked for.
    Found { key: String, other_spelling: Option<String> },
    /// Nothing.
    Failed { path: String, kind: io::ErrorKind },
}

/// A document asked for.
struct Request {
    path: String,
    /// Another reading of the same `$ref`, tried second.
    alternative: Option<String>,
}

/// Loads the documents at `roots` and all that they refer to.
pub(super) fn collect(roots: &[String], loader: &dyn Loader, options: &LoadOptions<'_>) -> Closure {
    let mut closure = Closure { documents: BTreeMap::new(), outcomes: BTreeMap::new() };
    let mut wave: BTreeMap<String, Request> = BTreeMap::new();
    for path in roots {
        add(&mut wave, loader.key(path), Request { path: path.clone(), alternative: None });
    }
    let mut root = true;
    while !wave.is_empty() {
        let cache = if root { None } else { options.cache };
        let fetched = fetch_all(&wave, loader, cache, options.threads());
        wave = closure.accept(wave, fetched, root, loader);
        root = false;
    }
    closure
}

/// Of several spellings of one document the smallest counts, so that the order of the input does not.
fn add(wave: &mut BTreeMap<String, Request>, key: String, request: Request) {
    match wave.get_mut(&key) {
        Some(known) if request.path < known.path => *known = request,
        Some(_) => {}
        None => {
            wave.insert(key, request);
        }
    }
}

type Fetched = Result<(String, Arc<Content>), io::ErrorKind>;

impl Closure {
    /// Takes in what a wave brought and returns the next one.
    fn accept(
        &mut self,
        wave: BTreeMap<String, Request>,
        fetched: Vec<Fetched>,
        root: bool,
        loader: &dyn Loader,
    ) -> BTreeMap<String, Request> {
        let mut new = Vec::new();
        for ((asked, request), fetched) in wave.into_iter().zip(fetched) {
            let outcome = match fetched {
                Ok((path, content)) => {
                    let key = if path == request.path { asked.clone() } else { loader.key(&path) };
                    let other_spelling = (path != request.path).then(|| path.clone());
                    if !self.documents.contains_key(&key) {
                        self.documents.insert(key.clone(), Loaded { path, root, content });
                        new.push(key.clone());
                    }
                    Outcome::Found { key, other_spelling }
                }
                Err(kind) => Outcome::Failed { path: request.path, kind },
            };
            self.outcomes.insert(asked, outcome);
        }
        self.next_wave(&new, loader)
    }

    fn next_wave(&self, new: &[String], loader: &dyn Loader) -> BTreeMap<String, Request> {
        let mut wave = BTreeMap::new();
        for document in new.iter().filter_map(|key| self.documents.get(key)) {
            let mut previous = "";
            for found in &document.content.references {
                let (file, _) = reference::split(&found.text);
                if file.is_empty() || file == previous || is_remote(file) {
                    continue;
                }
                previous = file;
                let request = request(&document.path, file);
                let key = loader.key(&request.path);
                if !self.outcomes.contains_key(&key) && !self.documents.contains_key(&key) {
                    add(&mut wave, key, request);
                }
            }
        }
        wave
    }

    /// The key of the document that `file` of a `$ref` in the document at `path` names.
    pub(super) fn key_of(path: &str, file: &str, loader: &dyn Loader) -> String {
        loader.key(&request(path, file).path)
    }
}

/// Whether the document half of a `$ref` is a URL rather than a path.
pub(super) fn is_remote(file: &str) -> bool {
    file.contains("://")
}

fn request(document: &str, file: &str) -> Request {
    let slashed = file.replace('\\', "/");
    let decoded = reference::percent_decode(&slashed);
    let alternative = (decoded != slashed).then(|| path::join(document, &slashed));
    Request { path: path::join(document, &decoded), alternative }
}

/// The documents of a wave, in its order, whichever thread read them.
fn fetch_all(
    wave: &BTreeMap<String, Request>,
    loader: &dyn Loader,
    cache: Option<&DocumentCache>,
    threads: usize,
) -> Vec<Fetched> {
    let requests: Vec<_> = wave.iter().collect();
    workers::map_in_order(&requests, threads, |(key, request)| fetch(key, request, loader, cache))
}

fn fetch(key: &str, request: &Request, loader: &dyn Loader, cache: Option<&DocumentCache>) -> Fetched {
    match fetch_at(key, &request.path, loader, cache) {
        Err(io::ErrorKind::NotFound) => {}
        fetched => return fetched,
    }
    let others = request.alternative.clone().into_iter().chain(loader.find_ignoring_case(&request.path));
    for path in others {
        if let Ok(fetched) = fetch_at(&loader.key(&path), &path, loader, cache) {
            return Ok(fetched);
        }
    }
    Err(io::ErrorKind::NotFound)
}

fn fetch_at(key: &str, path: &str, loader: &dyn Loader, cache: Option<&DocumentCache>) -> Fetched {
    let parse = |bytes| Content::parse_corrected(path, bytes, |value| loader.correct(path, value));
    let read = || loader.read(path).map(parse).map_err(|error| error.kind());
    let content = match cache {
        Some(cache) => cache.get(key, read)?,
        None => read().map(Arc::new)?,
    };
    Ok((path.to_owned(), content))
}
