//! Many files changed at once, whatever happens meanwhile.
//!
//! New contents are staged in a folder beside the configuration; then a journal is put there in one move that says what goes
//! where. Before that move nothing has happened; after it everything will: whoever finds a journal carries it out, in this
//! run or in the next one. Every step can be repeated.
//!
//! ```text
//! .armspan-update/
//!   0, 1, 2, …      staged contents
//!   journal.json    { "steps": [ { "put": "0", "to": "2024-11-01/keyvault.json", "bytes": 4711, "sum": "…" }, { "remove": … } ] }
//! ```

use crate::output::OutputError;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder, beside the configuration.
const FOLDER: &str = ".armspan-update";
/// Its presence is the point of no return.
const JOURNAL: &str = "journal.json";

/// What is to be done to files; paths are relative to the folder of the configuration, or absolute.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// Files to write, with their contents.
    pub puts: Vec<(PathBuf, Vec<u8>)>,
    /// Files to remove, and the folders that are empty then.
    pub removes: Vec<PathBuf>,
}

impl Changes {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removes.is_empty()
    }

    /// Does all of it, or nothing. Killed in between, [`recover`] does the rest.
    pub fn commit(&self, base: &Path) -> Result<(), OutputError> {
        recover(base)?;
        let folder = base.join(FOLDER);
        discard(&folder)?;
        if self.is_empty() {
            return Ok(());
        }
        self.look_ahead(base)?;
        if let Err(error) = self.stage(&folder) {
            // Nothing has happened yet; the error above is the one to tell.
            let _ = discard(&folder);
            return Err(error);
        }
        carry_out(base)
    }

    /// Finds what would stop the update half-way while nothing has happened yet: a folder where a file shall be, a file where
    /// a folder, a place that cannot be written to.
    fn look_ahead(&self, base: &Path) -> Result<(), OutputError> {
        let mut writable = BTreeSet::new();
        for target in self.puts.iter().map(|(target, _)| target).chain(&self.removes) {
            let target = base.join(target);
            if target.is_dir() {
                return at(&target, Err(io::Error::other("is a folder, where a file shall be")));
            }
            let existing = target.ancestors().skip(1).find(|folder| folder.symlink_metadata().is_ok());
            let Some(folder) = existing.filter(|folder| writable.insert(folder.to_path_buf())) else { continue };
            if !folder.is_dir() {
                return at(folder, Err(io::Error::other("is no folder, where one shall be")));
            }
            let trial = folder.join(".armspan-update.trial");
            at(folder, fs::write(&trial, b"").and_then(|()| fs::remove_file(&trial)))?;
        }
        Ok(())
    }

    /// Writes everything that the journal needs, then the journal.
    fn stage(&self, folder: &Path) -> Result<(), OutputError> {
        at(folder, fs::create_dir_all(folder))?;
        // Should the process be killed right here, nobody shall commit this to a repository.
        at(folder, write(&folder.join(".gitignore"), b"*\n"))?;
        let mut steps = Vec::new();
        for (index, (target, content)) in self.puts.iter().enumerate() {
            let name = index.to_string();
            at(target, write(&folder.join(&name), content))?;
            steps.push(json!({ "put": name, "to": text(target), "bytes": content.len(), "sum": sum(content) }));
        }
        steps.extend(self.removes.iter().map(|path| json!({ "remove": text(path) })));
        let journal = json!({ "steps": steps });
        let staged = folder.join("journal.tmp");
        at(&staged, write(&staged, journal.to_string().as_bytes()))?;
        at(folder, fs::rename(&staged, folder.join(JOURNAL)))?;
        sync_folder(folder);
        Ok(())
    }
}

/// Completes an update that was interrupted after its point of no return; `base` is the folder of a configuration.
///
/// Costs one look at the file system where there is nothing to do.
pub fn recover(base: &Path) -> Result<(), OutputError> {
    if base.join(FOLDER).join(JOURNAL).exists() { carry_out(base) } else { Ok(()) }
}

/// Carries out the journal and puts it away.
fn carry_out(base: &Path) -> Result<(), OutputError> {
    let folder = base.join(FOLDER);
    let path = folder.join(JOURNAL);
    let content = match fs::read(&path) {
        // Another process has just done it.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        content => at(&path, content)?,
    };
    let journal: Value = at(&path, serde_json::from_slice(&content).map_err(io::Error::other))?;
    for step in journal["steps"].as_array().into_iter().flatten() {
        if let (Some(name), Some(target)) = (step["put"].as_str(), step["to"].as_str()) {
            let target = base.join(target);
            at(&target, put(&folder.join(name), &target, step))?;
        } else if let Some(target) = step["remove"].as_str() {
            let target = base.join(target);
            at(&target, remove(base, &target))?;
        }
    }
    at(&path, ignore_missing(fs::remove_file(&path)))?;
    discard(&folder)
}

/// Moves a staged file into place. One that is gone has been moved already, if what is there is what it was.
fn put(staged: &Path, target: &Path, step: &Value) -> io::Result<()> {
    if !staged.exists() {
        let content = fs::read(target)?;
        let done = step["sum"].as_str() == Some(&sum(&content));
        return if done { Ok(()) } else { Err(io::Error::other("the staged content is gone")) };
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::rename(staged, target) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => copy(staged, target),
        moved => moved,
    }
}

/// The same from one file system to another: beside its place first, so that no reader sees half of it.
fn copy(staged: &Path, target: &Path) -> io::Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".armspan-update");
    let beside = target.with_file_name(name);
    write(&beside, &fs::read(staged)?)?;
    fs::rename(&beside, target)?;
    fs::remove_file(staged)
}

fn remove(base: &Path, target: &Path) -> io::Result<()> {
    ignore_missing(fs::remove_file(target))?;
    for folder in target.ancestors().skip(1).take_while(|folder| *folder != base && folder.starts_with(base)) {
        // Refused by the file system unless the folder is empty, which is the question.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Removes what was staged, journal or not.
fn discard(folder: &Path) -> Result<(), OutputError> {
    at(folder, ignore_missing(fs::remove_dir_all(folder)))
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Writes a file and waits until it is on disk: what the journal promises has to be there after a power failure, too.
fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Where a folder can be synchronised, its entries are on disk then; elsewhere there is no such thing.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// FNV-1a: tells whether a file is the one that was staged, not whether somebody forged it.
fn sum(content: &[u8]) -> String {
    let hash = content
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

fn text(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, OutputError> {
    result.map_err(|error| OutputError::Io(path.to_owned(), error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// What lies in a folder, the staging folder included.
    fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(next).expect("readable").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = text(path.strip_prefix(folder).expect("it lies in there"));
                    found.insert(name, fs::read(&path).expect("readable"));
                }
            }
        }
        found
    }

    fn old(base: &Path) {
        for (name, content) in [("armspan.toml", "old"), ("2023/a.json", "old"), ("out/lib.rs", "old")] {
            let path = base.join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("writable");
            fs::write(path, content).expect("writable");
        }
    }

    fn changes() -> Changes {
        let puts = [("2024/a.json", "new"), ("out/lib.rs", "new"), ("armspan.toml", "new")];
        Changes {
            puts: puts.map(|(path, content)| (path.into(), content.as_bytes().to_vec())).to_vec(),
            removes: vec!["2023/a.json".into()],
        }
    }

    fn new_tree() -> BTreeMap<String, Vec<u8>> {
        let files = ["2024/a.json", "out/lib.rs", "armspan.toml"];
        files.map(|name| (name.to_owned(), b"new".to_vec())).into_iter().collect()
    }

    #[test]
    fn everything_is_done_and_nothing_left_behind() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        changes().commit(base.path()).expect("nothing is in the way");
        assert_eq!(tree(base.path()), new_tree());
        assert!(!base.path().join("2023").exists(), "an empty folder goes, too");
    }

    /// Stops before the journal is there, and after every step of carrying it out.
    #[test]
    fn an_interruption_leaves_old_or_new() {
        for done in 0..=changes().puts.len() + changes().removes.len() {
            let base = tempfile::tempdir().expect("there is room");
            old(base.path());
            let folder = base.path().join(FOLDER);
            changes().stage(&folder).expect("writable");
            let journal: Value = serde_json::from_slice(&fs::read(folder.join(JOURNAL)).expect("there")).expect("JSON");
            for step in journal["steps"].as_array().expect("a list").iter().take(done) {
                match (step["put"].as_str(), step["to"].as_str(), step["remove"].as_str()) {
                    (Some(name), Some(to), _) => {
                        put(&folder.join(name), &base.path().join(to), step).expect("writable")
                    }
                    (.., Some(path)) => remove(base.path(), &base.path().join(path)).expect("writable"),
                    _ => panic!("an unknown step"),
                }
            }
            recover(base.path()).expect("it can be completed");
            assert_eq!(tree(base.path()), new_tree(), "after {done} steps");
        }
    }

    #[test]
    fn without_a_journal_nothing_has_happened() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let before = tree(base.path());
        let folder = base.path().join(FOLDER);
        changes().stage(&folder).expect("writable");
        fs::remove_file(folder.join(JOURNAL)).expect("there");
        recover(base.path()).expect("nothing to do");
        Changes::default().commit(base.path()).expect("it tidies up");
        assert_eq!(tree(base.path()), before);
    }

    #[test]
    fn an_obstacle_found_while_staging_leaves_everything_as_it_was() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        fs::write(base.path().join(FOLDER), "a file in the way").expect("writable");
        assert!(changes().commit(base.path()).is_err());
        assert_eq!(fs::read(base.path().join("armspan.toml")).expect("there"), b"old");
    }
}
