//! Documents that several packages share, parsed once.

use super::parse::Content;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

type Slot = Arc<OnceLock<Result<Arc<Content>, io::ErrorKind>>>;

/// Parsed documents by canonical path, for loads that go on at the same time.
///
/// Only documents that are referred to are kept: those a user lists belong to one package and would fill the memory.
#[derive(Debug, Default)]
pub struct DocumentCache {
    slots: Mutex<BTreeMap<String, Slot>>,
}

impl DocumentCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// The document under `key`, from `read` where nobody has asked before; who asks meanwhile waits.
    pub(super) fn get(
        &self,
        key: &str,
        read: impl FnOnce() -> Result<Content, io::ErrorKind>,
    ) -> Result<Arc<Content>, io::ErrorKind> {
        let slot = {
            // A thread that panicked while holding the lock left the map whole: entries are only ever added.
            let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(slots.entry(key.to_owned()).or_default())
        };
        slot.get_or_init(|| read().map(Arc::new)).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_read_once() {
        let cache = DocumentCache::new();
        let first = cache.get("a", || Ok(Content::parse("a.json", b"{}".to_vec()))).expect("it parses");
        let second = cache.get("a", || panic!("it is read twice")).expect("it is kept");
        assert!(Arc::ptr_eq(&first, &second));
    }
}
