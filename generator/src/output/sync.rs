//! From the difference between memory and disk to a folder without one.

use super::disk::{ours_below, promote, read, remove, stage, sweep};
use super::mine::{is_current, may_replace};
use super::{Files, OutputError, Stale, State, Synced};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A file to be replaced: where it goes and what stood there.
struct Change<'a> {
    path: &'a str,
    target: PathBuf,
    text: &'a str,
    previous: Option<Vec<u8>>,
}

pub(super) fn compare(files: &Files, dir: &Path) -> Result<Vec<Stale>, OutputError> {
    let mut stale = Vec::new();
    for change in changes(files, dir)? {
        let state = match &change.previous {
            None => State::Missing,
            Some(bytes) if may_replace(bytes, change.text) => State::Changed,
            Some(_) => State::Foreign,
        };
        stale.push(Stale { path: change.path.to_owned(), state });
    }
    stale.extend(superfluous(files, dir)?.into_iter().map(|path| Stale { path, state: State::Superfluous }));
    stale.sort();
    Ok(stale)
}

pub(super) fn sync(files: &Files, dir: &Path) -> Result<Synced, OutputError> {
    let folders: BTreeSet<&str> = files.iter().flat_map(|(path, _)| ancestors(path)).chain([""]).collect();
    folders.iter().for_each(|folder| sweep(&dir.join(folder)));
    let changes = changes(files, dir)?;
    let removed = superfluous(files, dir)?;
    let foreign = |change: &&Change<'_>| change.previous.as_ref().is_some_and(|bytes| !may_replace(bytes, change.text));
    if let Some(change) = changes.iter().find(foreign) {
        return Err(OutputError::Foreign(change.target.clone()));
    }
    replace(dir, &changes)?;
    for path in &removed {
        remove(dir, &dir.join(path))?;
    }
    Ok(Synced { written: changes.iter().map(|change| change.path.to_owned()).collect(), removed })
}

fn changes<'a>(files: &'a Files, dir: &Path) -> Result<Vec<Change<'a>>, OutputError> {
    let mut changes = Vec::new();
    for (path, text) in files.iter() {
        let target = dir.join(path);
        let previous = read(&target)?;
        if !previous.as_deref().is_some_and(|bytes| is_current(bytes, text)) {
            changes.push(Change { path, target, text, previous });
        }
    }
    Ok(changes)
}

/// Files in `dir` that armspan wrote and that are not among `files`.
fn superfluous(files: &Files, dir: &Path) -> Result<Vec<String>, OutputError> {
    let folders: BTreeSet<&str> = files.iter().flat_map(|(path, _)| ancestors(path)).collect();
    let mut found = ours_below(dir, &|folder| folders.contains(folder))?;
    found.retain(|path| !files.texts.contains_key(path));
    Ok(found)
}

/// The folders on the way to `path`: `a/b/c.rs` lies in `a/b` and in `a`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(index, _)| &path[..index])
}

/// Stages all, then moves all; what fails leaves everything as it was.
fn replace(dir: &Path, changes: &[Change<'_>]) -> Result<(), OutputError> {
    let mut staged = Vec::new();
    for (number, change) in changes.iter().enumerate() {
        match stage(&change.target, change.text.as_bytes(), number) {
            Ok(path) => staged.push(path),
            Err(error) => {
                discard(dir, &staged);
                return Err(error);
            }
        }
    }
    for (index, (path, change)) in staged.iter().zip(changes).enumerate() {
        if let Err(error) = promote(path, &change.target) {
            restore(dir, &changes[..index]);
            discard(dir, &staged[index..]);
            return Err(error);
        }
    }
    Ok(())
}

fn discard(dir: &Path, staged: &[PathBuf]) {
    for path in staged {
        // The reason for discarding is told; that it could not be tidied up would only hide it.
        let _ = remove(dir, path);
    }
}

/// Puts back what stood there before the changes that were already made.
fn restore(dir: &Path, made: &[Change<'_>]) {
    for (number, change) in made.iter().enumerate() {
        let _ = match &change.previous {
            Some(bytes) => stage(&change.target, bytes, number).and_then(|staged| promote(&staged, &change.target)),
            None => remove(dir, &change.target),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_moved_before_a_failure_is_put_back() {
        let dir = tempfile::tempdir().expect("the system has a folder for temporary files");
        let change = |path: &'static str, previous: Option<&str>| Change {
            path,
            target: dir.path().join(path),
            text: "new",
            previous: previous.map(|text| text.as_bytes().to_vec()),
        };
        let changes = [change("a.rs", Some("old")), change("sub/b.rs", None)];
        replace(dir.path(), &changes).expect("the folder is ours");
        restore(dir.path(), &changes);
        assert_eq!(std::fs::read_to_string(dir.path().join("a.rs")).expect("it was there"), "old");
        assert_eq!(
            std::fs::read_dir(dir.path()).expect("the folder is there").count(),
            1,
            "sub/ is gone, nothing is staged"
        );
    }

    #[test]
    fn the_folders_of_a_path() {
        assert_eq!(ancestors("a/b/c.rs").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(ancestors("c.rs").count(), 0);
    }
}
