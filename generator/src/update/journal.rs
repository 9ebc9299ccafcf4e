//! Many files changed at once, whatever happens meanwhile.
//!
//! New contents are staged in a folder of this process's own beside the configuration, together with what they replace and
//! a journal that says what goes where; then the folder is given its name in one move, which fails if another update has
//! it. Before that move nothing has happened; after it everything will: whoever finds a journal carries it out, in this run
//! or in the next one. Where the file system refuses a step, the journal is given another name in one move, and everything
//! is undone; whoever finds it under that name goes on undoing. Every step can be repeated, in both directions, and by two
//! processes at once.
//!
//! ```text
//! .armspan-update/      `.armspan-<process>-update-<number>` while it is staged, and once it is done
//!   new-0, new-1, …   staged contents
//!   old-0, old-1, …   what was there before
//!   journal.json      { "steps": [ { "put": "new-0", "to": "2024-11-01/keyvault.json", "old": "old-0", "sum": "…" },
//!                                  { "remove": "2023-07-01/keyvault.json", "old": "old-1" } ] }
//!   undo.json         the same, once it is being undone
//! ```

use super::steps::{at, carry_out, ignore_missing, keep, sum, undo, write};
use crate::documents::path::slashed;
use crate::output::{OutputError, staged_name, sweep};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The folder, beside the configuration. Its presence is the point of no return.
pub(super) const FOLDER: &str = ".armspan-update";
/// What has to be done.
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
    /// Files that all this was derived from, with the contents they had; what is written is what differs from that state.
    pub based_on: Vec<(PathBuf, Vec<u8>)>,
}

impl Changes {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removes.is_empty()
    }

    /// Does all of it, or nothing. Killed in between, [`recover`] does the rest.
    ///
    /// Fails if another process changes the same package meanwhile.
    pub fn commit(&self, base: &Path) -> Result<(), OutputError> {
        let base = if base.as_os_str().is_empty() { Path::new(".") } else { base };
        recover(base)?;
        sweep(base);
        if self.is_empty() {
            return Ok(());
        }
        self.look_ahead(base)?;
        let staged = base.join(staging_name());
        let published = self.stage(base, &staged).and_then(|()| self.publish(base, &staged));
        if let Err(error) = published {
            // Nothing has happened yet; the error above is the one to tell.
            let _ = fs::remove_dir_all(&staged);
            return Err(error);
        }
        recover(base)
    }

    /// Takes the step from which there is no return.
    fn publish(&self, base: &Path, staged: &Path) -> Result<(), OutputError> {
        for (path, content) in &self.based_on {
            let path = base.join(path);
            if at(&path, fs::read(&path))? != *content {
                return at(&path, Err(io::Error::other("another process has changed it meanwhile: start again")));
            }
        }
        let folder = base.join(FOLDER);
        match fs::rename(staged, &folder) {
            Err(_) if folder.symlink_metadata().is_ok() => {
                let what = "another update is under way: start again when it is done, or remove this if there is none";
                at(&folder, Err(io::Error::other(what)))
            }
            result => at(&folder, result),
        }?;
        sync_folder(base);
        Ok(())
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

    /// Writes the journal and everything it needs to `folder`.
    fn stage(&self, base: &Path, folder: &Path) -> Result<(), OutputError> {
        at(folder, fs::create_dir_all(folder))?;
        // Should the process be killed right here, nobody shall commit this to a repository.
        at(folder, write(&folder.join(".gitignore"), b"*\n"))?;
        let mut steps = Vec::new();
        for (target, content) in &self.puts {
            let (new, old) = (format!("new-{}", steps.len()), format!("old-{}", steps.len()));
            at(target, write(&folder.join(&new), content))?;
            let old = at(target, keep(&base.join(target), &folder.join(&old)))?.then_some(old);
            steps.push(json!({ "put": new, "to": slashed(target), "old": old, "sum": sum(content) }));
        }
        for target in &self.removes {
            let old = format!("old-{}", steps.len());
            let old = at(target, keep(&base.join(target), &folder.join(&old)))?.then_some(old);
            steps.push(json!({ "remove": slashed(target), "old": old }));
        }
        let journal = json!({ "steps": steps }).to_string();
        at(folder, write(&folder.join(JOURNAL), journal.as_bytes()))?;
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
            Ok(()) => return finish(&folder, JOURNAL, &steps),
            Err(error) => refused = Some(error),
        }
        at(&folder, ignore_missing(fs::rename(folder.join(JOURNAL), folder.join(UNDO))))?;
    }
    if let Some(steps) = steps(&folder.join(UNDO))? {
        steps.iter().rev().try_for_each(|step| undo(base, step)).map_err(|error| stuck(&folder, error))?;
        finish(&folder, UNDO, &steps)?;
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

/// Ends it all by giving the folder another name, unless another process did and a new update has the name already.
fn finish(folder: &Path, journal: &str, done: &[Value]) -> Result<(), OutputError> {
    if steps(&folder.join(journal))?.is_some_and(|steps| steps == done) {
        let aside = folder.with_file_name(staging_name());
        at(folder, ignore_missing(fs::rename(folder, &aside)))?;
        // What stays harms nothing but the eye, and goes with the next update.
        let _ = fs::remove_dir_all(aside);
    }
    Ok(())
}

/// The name of a folder that no other process, and no other thread of this one, uses.
fn staging_name() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    staged_name(format_args!("update-{}", COUNT.fetch_add(1, Ordering::Relaxed)))
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

/// Where a folder can be synchronised, its entries are on disk then; elsewhere there is no such thing.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
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
                    let name = slashed(path.strip_prefix(folder).expect("it lies in there"));
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
            based_on: Vec::new(),
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
        changes().stage(base, &base.join(FOLDER)).expect("writable");
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
    fn before_the_folder_has_its_name_nothing_has_happened() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let before = tree(base.path());
        // No process has this number.
        let dead = base.path().join(".armspan-4294967295-update-0");
        changes().stage(base.path(), &dead).expect("writable");
        recover(base.path()).expect("nothing to do");
        if Path::new("/proc/self/status").exists() {
            Changes::default().commit(base.path()).expect("it tidies up");
            assert_eq!(tree(base.path()), before);
        }
    }

    #[test]
    fn of_two_updates_at_once_one_says_so() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let (ours, theirs) = (base.path().join(staging_name()), base.path().join(staging_name()));
        changes().stage(base.path(), &ours).expect("writable");
        changes().stage(base.path(), &theirs).expect("writable");
        changes().publish(base.path(), &theirs).expect("it is the first");
        let error = changes().publish(base.path(), &ours).expect_err("it is the second").to_string();
        assert!(error.contains("another update is under way"), "{error}");
        fs::remove_dir_all(&ours).expect("it is there");
        recover(base.path()).expect("nothing is in the way");
        assert_eq!(tree(base.path()), new_tree());
    }

    #[test]
    fn two_processes_may_carry_out_the_same_journal() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let steps = staged(base.path());
        for step in &steps {
            carry_out(base.path(), step).expect("writable");
            carry_out(base.path(), step).expect("the other has done it");
        }
        finish(&base.path().join(FOLDER), JOURNAL, &steps).expect("writable");
        finish(&base.path().join(FOLDER), JOURNAL, &steps).expect("the other has done it");
        assert_eq!(tree(base.path()), new_tree());
        let next = Changes { puts: vec![("later".into(), b"new".to_vec())], ..Changes::default() };
        next.stage(base.path(), &base.path().join(FOLDER)).expect("writable");
        finish(&base.path().join(FOLDER), JOURNAL, &steps).expect("that is another's");
        assert!(base.path().join(FOLDER).join(JOURNAL).exists());
    }

    #[test]
    fn what_it_was_derived_from_has_to_be_the_same_still() {
        let base = tempfile::tempdir().expect("there is room");
        old(base.path());
        let before = tree(base.path());
        let mut changes = changes();
        changes.based_on.push(("armspan.toml".into(), b"older".to_vec()));
        let error = changes.commit(base.path()).expect_err("another has been at work").to_string();
        assert!(error.contains("armspan.toml") && error.contains("start again"), "{error}");
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
