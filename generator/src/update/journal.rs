//! Many files changed at once, whatever happens meanwhile.
//!
//! New contents are staged in a folder beside the configuration, together with what they replace; then a journal is put
//! there in one move that says what goes where. Before that move nothing has happened; after it everything will: whoever
//! finds a journal carries it out, in this run or in the next one. Where the file system refuses a step, the journal is
//! given another name in one move, and everything is undone; whoever finds it under that name goes on undoing. Every step
//! can be repeated, in both directions.
//!
//! ```text
//! .armspan-update/
//!   new-0, new-1, …   staged contents
//!   old-0, old-1, …   what was there before
//!   journal.json      { "steps": [ { "put": "new-0", "to": "2024-11-01/keyvault.json", "old": "old-0", "sum": "…" },
//!                                  { "remove": "2023-07-01/keyvault.json", "old": "old-1" } ] }
//!   undo.json         the same, once it is being undone
//! ```

use crate::output::OutputError;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder, beside the configuration.
const FOLDER: &str = ".armspan-update";
/// Its presence is the point of no return.
const JOURNAL: &str = "journal.json";
/// The journal's name once one of its steps has failed.
const UNDO: &str = "undo.json";

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
        if let Err(error) = self.stage(base) {
            // Nothing has happened yet; the error above is the one to tell.
            let _ = discard(&folder);
            return Err(error);
        }
        recover(base)
    }

    /// Finds what would certainly stop the update half-way while there is nothing to undo yet: a folder where a file shall
    /// be, a file where a folder.
    fn look_ahead(&self, base: &Path) -> Result<(), OutputError> {
        for target in self.puts.iter().map(|(target, _)| target).chain(&self.removes) {
            let target = base.join(target);
            if target.is_dir() {
                return at(&target, Err(io::Error::other("is a folder, where a file shall be")));
            }
            let existing = target.ancestors().skip(1).find(|folder| folder.symlink_metadata().is_ok());
            if let Some(folder) = existing.filter(|folder| !folder.is_dir()) {
                return at(folder, Err(io::Error::other("is no folder, where one shall be")));
            }
        }
        Ok(())
    }

    /// Writes everything that the journal needs, then the journal.
    fn stage(&self, base: &Path) -> Result<(), OutputError> {
        let folder = &base.join(FOLDER);
        at(folder, fs::create_dir_all(folder))?;
        // Should the process be killed right here, nobody shall commit this to a repository.
        at(folder, write(&folder.join(".gitignore"), b"*\n"))?;
        let mut steps = Vec::new();
        for (target, content) in &self.puts {
            let (new, old) = (format!("new-{}", steps.len()), format!("old-{}", steps.len()));
            at(target, write(&folder.join(&new), content))?;
            let old = at(target, keep(&base.join(target), &folder.join(&old)))?.then_some(old);
            steps.push(json!({ "put": new, "to": text(target), "old": old, "sum": sum(content) }));
        }
        for target in &self.removes {
            let old = format!("old-{}", steps.len());
            let old = at(target, keep(&base.join(target), &folder.join(&old)))?.then_some(old);
            steps.push(json!({ "remove": text(target), "old": old }));
        }
        let journal = json!({ "steps": steps });
        let staged = folder.join("journal.tmp");
        at(&staged, write(&staged, journal.to_string().as_bytes()))?;
        at(folder, fs::rename(&staged, folder.join(JOURNAL)))?;
        sync_folder(folder);
        Ok(())
    }
}

/// Completes an update that was interrupted after its point of no return, or undoes it where that is impossible; `base` is
/// the folder of a configuration.
///
/// Costs two looks at the file system where there is nothing to do.
pub fn recover(base: &Path) -> Result<(), OutputError> {
    let folder = base.join(FOLDER);
    let mut refused = None;
    if let Some(steps) = steps(&folder.join(JOURNAL))? {
        match steps.iter().try_for_each(|step| carry_out(base, step)) {
            Ok(()) => return finish(&folder, JOURNAL),
            Err(error) => refused = Some(error),
        }
        at(&folder, ignore_missing(fs::rename(folder.join(JOURNAL), folder.join(UNDO))))?;
    }
    if let Some(steps) = steps(&folder.join(UNDO))? {
        steps.iter().rev().try_for_each(|step| undo(base, step)).map_err(|error| stuck(&folder, error))?;
        finish(&folder, UNDO)?;
    }
    refused.map_or(Ok(()), Err)
}

/// What a journal says; nothing where there is none, be it that another process has just done it.
fn steps(path: &Path) -> Result<Option<Vec<Value>>, OutputError> {
    let content = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        content => at(path, content)?,
    };
    let journal: Value = at(path, serde_json::from_slice(&content).map_err(io::Error::other))?;
    Ok(Some(journal["steps"].as_array().cloned().unwrap_or_default()))
}

fn finish(folder: &Path, journal: &str) -> Result<(), OutputError> {
    at(folder, ignore_missing(fs::remove_file(folder.join(journal))))?;
    discard(folder)
}

fn carry_out(base: &Path, step: &Value) -> Result<(), OutputError> {
    if let (Some(name), Some(target)) = (step["put"].as_str(), step["to"].as_str()) {
        let target = base.join(target);
        return at(&target, put(&base.join(FOLDER).join(name), &target, step));
    }
    let Some(target) = step["remove"].as_str() else { return Ok(()) };
    let target = base.join(target);
    at(&target, remove(base, &target))
}

/// Takes a step back, if it was taken: what was there before is put there again, what was not is removed.
fn undo(base: &Path, step: &Value) -> Result<(), OutputError> {
    let folder = base.join(FOLDER);
    let Some(target) = step["to"].as_str().or(step["remove"].as_str()).map(|target| base.join(target)) else {
        return Ok(());
    };
    let is_new = || fs::read(&target).is_ok_and(|content| step["sum"].as_str() == Some(&sum(&content)));
    let taken = match step["put"].as_str() {
        Some(name) => !folder.join(name).exists() || is_new(),
        None => target.symlink_metadata().is_err(),
    };
    match step["old"].as_str().map(|old| folder.join(old)) {
        _ if !taken => Ok(()),
        Some(old) if old.symlink_metadata().is_ok() => at(&target, place(&old, &target)),
        Some(_) => Ok(()),
        None if is_new() => at(&target, remove(base, &target)),
        None => Ok(()),
    }
}

/// An update that can neither be completed nor undone right now; says what to do about it.
fn stuck(folder: &Path, error: OutputError) -> OutputError {
    let OutputError::Io(path, error) = error else { return error };
    let what = format!(
        "{error}; an update stopped half-way, and the next run goes on undoing it. To give it up, remove `{}` and take \
         the files back from version control",
        folder.display()
    );
    OutputError::Io(path, io::Error::new(error.kind(), what))
}

/// Keeps what is at `target` as `old`; false if there is nothing. Another name for the same file, where file systems know
/// that: it takes no room on a full disk, and files are replaced, never written into.
fn keep(target: &Path, old: &Path) -> io::Result<bool> {
    match fs::hard_link(target, old) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(_) => fs::copy(target, old).map(|_| true),
    }
}

/// Moves a staged file into place. One that is gone has been moved already, if what is there is what it was.
fn put(staged: &Path, target: &Path, step: &Value) -> io::Result<()> {
    if !staged.exists() {
        let content = fs::read(target)?;
        let done = step["sum"].as_str() == Some(&sum(&content));
        return if done { Ok(()) } else { Err(io::Error::other("the staged content is gone")) };
    }
    place(staged, target)
}

/// Moves a file to where it belongs.
fn place(file: &Path, target: &Path) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::rename(file, target) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => copy(file, target),
        moved => moved,
    }
}

/// The same from one file system to another: beside its place first, so that no reader sees half of it.
fn copy(staged: &Path, target: &Path) -> io::Result<()> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".armspan-update");
    let beside = target.with_file_name(name);
    let moved = write(&beside, &fs::read(staged)?).and_then(|()| fs::rename(&beside, target));
    if moved.is_err() {
        // On a full disk the half of it that was written is in the way.
        let _ = fs::remove_file(&beside);
    }
    moved.and_then(|()| fs::remove_file(staged))
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

    /// The steps, once all is staged.
    fn staged(base: &Path) -> Vec<Value> {
        changes().stage(base).expect("writable");
        steps(&base.join(FOLDER).join(JOURNAL)).expect("readable").expect("it is there")
    }

    /// Stops before the journal is there, and after every step of carrying it out.
    #[test]
    fn an_interruption_leaves_old_or_new() {
        for done in 0..=changes().puts.len() + changes().removes.len() {
            let base = tempfile::tempdir().expect("there is room");
            old(base.path());
            for step in staged(base.path()).iter().take(done) {
                carry_out(base.path(), step).expect("writable");
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
        staged(base.path());
        fs::remove_file(base.path().join(FOLDER).join(JOURNAL)).expect("there");
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

    #[test]
    fn an_obstacle_is_found_before_anything_is_staged() {
        for (obstacle, is_folder) in [("2024/a.json", true), ("2024", false), ("armspan.toml", true)] {
            let base = tempfile::tempdir().expect("there is room");
            old(base.path());
            let path = base.path().join(obstacle);
            let _ = fs::remove_file(&path);
            if is_folder { fs::create_dir_all(&path) } else { fs::write(&path, "") }.expect("writable");
            let before = tree(base.path());
            let error = changes().commit(base.path()).expect_err("it is in the way").to_string();
            assert!(error.contains(obstacle) && error.contains("where"), "{error}");
            assert_eq!(tree(base.path()), before, "{obstacle}");
        }
    }

    /// A folder that appears where a file shall go, after everything was staged, stands for all that a file system refuses.
    fn refuse(base: &Path, target: &str) {
        let path = base.join(target);
        let _ = fs::remove_file(&path);
        fs::create_dir_all(path.join("full")).expect("writable");
    }

    #[test]
    fn a_step_that_is_refused_leaves_everything_as_it_was() {
        for target in ["2024/a.json", "out/lib.rs", "armspan.toml", "2023/a.json"] {
            let base = tempfile::tempdir().expect("there is room");
            old(base.path());
            staged(base.path());
            let mut before = tree(base.path());
            before.retain(|name, _| !name.starts_with(FOLDER) && name != target);
            refuse(base.path(), target);
            let error = recover(base.path()).expect_err("it is in the way").to_string();
            assert!(error.contains(target), "{error}");
            assert_eq!(tree(base.path()), before, "{target}");
            recover(base.path()).expect("nothing is left to be done");
        }
    }

    /// Undone up to any step, then undone by the next run.
    #[test]
    fn undoing_can_be_interrupted() {
        let count = changes().puts.len() + changes().removes.len();
        for (done, undone) in (0..=count).flat_map(|done| (0..=count).map(move |undone| (done, undone))) {
            let base = tempfile::tempdir().expect("there is room");
            old(base.path());
            let before = tree(base.path());
            let steps = staged(base.path());
            steps.iter().take(done).for_each(|step| carry_out(base.path(), step).expect("writable"));
            let folder = base.path().join(FOLDER);
            fs::rename(folder.join(JOURNAL), folder.join(UNDO)).expect("writable");
            steps.iter().rev().take(undone).for_each(|step| undo(base.path(), step).expect("writable"));
            recover(base.path()).expect("it can be undone");
            assert_eq!(tree(base.path()), before, "{undone} of {done} steps undone");
        }
    }

    #[test]
    fn what_can_neither_be_done_nor_undone_says_so_and_is_undone_later() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let before = tree(base.path());
        let steps = staged(base.path());
        steps.iter().take(2).for_each(|step| carry_out(base.path(), step).expect("writable"));
        refuse(base.path(), "armspan.toml");
        refuse(base.path(), "out/lib.rs");
        let error = recover(base.path()).expect_err("it is in the way").to_string();
        assert!(error.contains("half-way") && error.contains(FOLDER), "{error}");
        for target in ["armspan.toml", "out/lib.rs"] {
            fs::remove_dir_all(base.path().join(target)).expect("writable");
        }
        recover(base.path()).expect("nothing is in the way any more");
        let mut after = tree(base.path());
        // The folder that took its place in this test took the file with it.
        after.insert("armspan.toml".into(), b"old".to_vec());
        assert_eq!(after, before);
    }
}
