//! What reaches the disk: only what changed, nothing half, nothing that is somebody else's.

use armspan::output::{Files, MARK, OutputError, State};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn generated(body: &str) -> String {
    format!("// {MARK}; do not edit.\n{body}\n")
}

fn files(entries: &[(&str, &str)]) -> Files {
    let mut files = Files::default();
    for (path, body) in entries {
        files.insert(*path, generated(body));
    }
    files
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("the system has a folder for temporary files")
}

/// Every file below `dir` with its text, hidden ones included.
fn tree(dir: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).expect("it lies below").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("it is text")));
            }
        }
    }
    found.sort();
    found
}

fn names(dir: &Path) -> Vec<String> {
    tree(dir).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn the_first_run_writes_everything_and_the_second_nothing() {
    let dir = folder();
    let files = files(&[("lib.rs", "mod a;"), ("a/mod.rs", "")]);
    assert_eq!(files.sync(dir.path()).expect("it is empty").written, ["a/mod.rs", "lib.rs"]);
    assert_eq!(files.sync(dir.path()).expect("it is current"), Default::default());
    assert_eq!(names(dir.path()), ["a/mod.rs", "lib.rs"], "nothing staged is left");
}

#[test]
fn only_the_changed_file_is_touched() {
    let dir = folder();
    files(&[("a.rs", "1"), ("b.rs", "1")]).sync(dir.path()).expect("it is empty");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for name in ["a.rs", "b.rs"] {
        let file = fs::File::options().write(true).open(dir.path().join(name)).expect("it was written");
        file.set_modified(long_ago).expect("the file is ours");
    }
    let synced = files(&[("a.rs", "1"), ("b.rs", "2")]).sync(dir.path()).expect("it is ours");
    assert_eq!(synced.written, ["b.rs"]);
    let modified = |name| fs::metadata(dir.path().join(name)).and_then(|data| data.modified()).expect("it is there");
    assert_eq!(modified("a.rs"), long_ago);
    assert_ne!(modified("b.rs"), long_ago);
}

#[test]
fn what_is_no_longer_produced_goes_with_the_folders_it_leaves_empty() {
    let dir = folder();
    files(&[("lib.rs", ""), ("old/deep/gone.rs", ""), ("kept/gone.rs", "")]).sync(dir.path()).expect("it is empty");
    fs::write(dir.path().join("kept/mine.rs"), "// by hand\n").expect("the folder was made");
    let synced = files(&[("lib.rs", "")]).sync(dir.path()).expect("it is ours");
    assert_eq!(synced.removed, ["kept/gone.rs", "old/deep/gone.rs"]);
    assert_eq!(names(dir.path()), ["kept/mine.rs", "lib.rs"]);
    assert!(!dir.path().join("old").exists());
}

#[test]
fn a_file_of_somebody_else_is_never_overwritten() {
    let dir = folder();
    fs::write(dir.path().join("lib.rs"), "// by hand\n").expect("the folder is there");
    let error = files(&[("a.rs", ""), ("lib.rs", "")]).sync(dir.path()).expect_err("a file is in the way");
    assert!(matches!(error, OutputError::Foreign(_)), "{error}");
    assert_eq!(tree(dir.path()), [("lib.rs".to_owned(), "// by hand\n".to_owned())], "nothing else was written");
}

#[test]
fn a_mark_further_down_does_not_make_a_file_ours() {
    let dir = folder();
    fs::write(dir.path().join("notes.rs"), format!("// about\n// {MARK}\n")).expect("the folder is there");
    files(&[("lib.rs", "")]).sync(dir.path()).expect("nothing is in the way");
    assert_eq!(names(dir.path()), ["lib.rs", "notes.rs"]);
}

#[test]
fn output_of_another_package_below_stays() {
    let dir = folder();
    files(&[("lib.rs", "outer")]).sync(dir.path()).expect("it is empty");
    files(&[("lib.rs", "inner"), ("models.rs", "")]).sync(&dir.path().join("inner")).expect("it is empty");
    assert_eq!(files(&[("lib.rs", "outer")]).sync(dir.path()).expect("it is ours"), Default::default());
    assert_eq!(names(dir.path()), ["inner/lib.rs", "inner/models.rs", "lib.rs"]);
}

#[test]
fn a_generated_module_below_stays() {
    let dir = folder();
    let outer = files(&[("lib.rs", ""), ("clients/mod.rs", ""), ("models/mod.rs", "")]);
    outer.sync(dir.path()).expect("it is empty");
    let inner = files(&[("mod.rs", ""), ("clients/mod.rs", "")]);
    inner.sync(&dir.path().join("inner")).expect("it is empty");
    files(&[("lib.rs", ""), ("models/mod.rs", "")]).sync(dir.path()).expect("it is ours");
    assert_eq!(names(dir.path()), ["inner/clients/mod.rs", "inner/mod.rs", "lib.rs", "models/mod.rs"]);
}

#[test]
fn build_caches_are_not_searched() {
    let dir = folder();
    files(&[("copy/gone.rs", "")]).sync(&dir.path().join("target")).expect("it is empty");
    fs::write(dir.path().join("target/CACHEDIR.TAG"), "").expect("the folder is there");
    files(&[("src/lib.rs", "")]).sync(dir.path()).expect("it is empty");
    assert_eq!(names(dir.path()), ["src/lib.rs", "target/CACHEDIR.TAG", "target/copy/gone.rs"]);
}

#[test]
fn a_failure_half_way_leaves_everything_as_it_was() {
    let dir = folder();
    files(&[("a.rs", "old"), ("b.rs", "old")]).sync(dir.path()).expect("it is empty");
    // A folder in a file's place can be neither read nor replaced.
    fs::create_dir(dir.path().join("z.rs")).expect("the folder is there");
    let before = tree(dir.path());
    let error = files(&[("a.rs", "new"), ("c.rs", "new"), ("z.rs", "new")]).sync(dir.path());
    assert!(matches!(error, Err(OutputError::Io(..))), "{error:?}");
    assert_eq!(tree(dir.path()), before);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_staged_undoes_those_before_it() {
    let dir = folder();
    files(&[("a.rs", "old")]).sync(dir.path()).expect("it is empty");
    // Nothing can be read there, nor can the folder be made.
    std::os::unix::fs::symlink("nowhere/at/all", dir.path().join("sub")).expect("the folder is ours");
    assert!(files(&[("a.rs", "new"), ("sub/b.rs", "new")]).sync(dir.path()).is_err());
    let entries = fs::read_dir(dir.path()).expect("the folder is there").map(|entry| entry.expect("it is").file_name());
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    assert_eq!(entries, ["a.rs", "sub"], "nothing staged is left");
    assert_eq!(fs::read_to_string(dir.path().join("a.rs")).expect("it was written"), generated("old"));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_will_do_where_nothing_differs() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let files = files(&[("lib.rs", "")]);
    files.sync(dir.path()).expect("it is empty");
    let set = |mode| fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).expect("the folder is ours");
    // Permissions do not stop everybody; the folder's date tells whether something came and went.
    let date = || fs::metadata(dir.path()).and_then(|data| data.modified()).expect("it is there");
    let before = date();
    set(0o555);
    let result = files.sync(dir.path());
    set(0o755);
    assert_eq!(result.expect("nothing had to be written"), Default::default());
    assert_eq!(date(), before);
}

#[test]
fn staged_files_of_a_killed_process_are_swept() {
    let dir = folder();
    let at_it = format!(".armspan-{}-7", std::process::id());
    let (old, dead) = (format!(".armspan-{}-0", std::process::id()), format!(".armspan-{}-0", u32::MAX));
    files(&[("lib.rs", "")]).sync(dir.path()).expect("nothing is in the way");
    for (name, age) in [(&old, 3600), (&at_it, 0), (&dead, 0)] {
        let path = dir.path().join(name);
        fs::write(&path, "half").expect("the folder is there");
        let file = fs::File::options().write(true).open(&path).expect("it was written");
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).expect("the file is ours");
    }
    files(&[("lib.rs", "")]).sync(dir.path()).expect("nothing is in the way");
    let mut left = names(dir.path());
    // Not every system lets us see that a process is gone; there, only age tells.
    left.retain(|name| *name != dead || Path::new("/proc/self/status").exists());
    assert_eq!(left, [at_it.as_str(), "lib.rs"], "another process may be at it right now");
}

#[test]
fn a_check_lists_every_difference_and_changes_nothing() {
    let dir = folder();
    files(&[("a.rs", "old"), ("b.rs", "same"), ("gone.rs", "")]).sync(dir.path()).expect("it is empty");
    fs::write(dir.path().join("mine.rs"), "// by hand\n").expect("the folder is there");
    let before = tree(dir.path());
    let stale = files(&[("a.rs", "new"), ("b.rs", "same"), ("mine.rs", ""), ("new.rs", "")]).check(dir.path());
    let stale = stale.expect("it is readable");
    let listed: Vec<(&str, State)> = stale.iter().map(|stale| (stale.path.as_str(), stale.state)).collect();
    let expected = [
        ("a.rs", State::Changed),
        ("gone.rs", State::Superfluous),
        ("mine.rs", State::Foreign),
        ("new.rs", State::Missing),
    ];
    assert_eq!(listed, expected);
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn a_folder_that_does_not_exist_is_all_missing() {
    let dir = folder();
    let stale = files(&[("lib.rs", "")]).check(&dir.path().join("none")).expect("absence is no error");
    assert_eq!(stale.iter().map(|stale| stale.state).collect::<Vec<_>>(), [State::Missing]);
}

#[test]
fn hand_edits_are_put_right_wherever_they_are() {
    let dir = folder();
    let files = files(&[("lib.rs", "mod a;\nmod b;")]);
    let path = dir.path().join("lib.rs");
    let text = generated("mod a;\nmod b;");
    let edits = [
        "",
        "mod a;\nmod b;\n",
        &format!("#![allow(unused)]\n{text}"),
        &text.replace("mod b", "mod c"),
        &text[..text.len() - 3],
    ];
    for edited in edits {
        fs::write(&path, edited).expect("the folder is there");
        files.sync(dir.path()).unwrap_or_else(|error| panic!("{edited:?}: {error}"));
        assert_eq!(fs::read_to_string(&path).expect("it is there"), text, "{edited:?}");
    }
}

#[test]
fn a_checkout_with_other_line_ends_is_current() {
    let dir = folder();
    let files = files(&[("lib.rs", "mod a;")]);
    files.sync(dir.path()).expect("it is empty");
    let windows = generated("mod a;").replace('\n', "\r\n");
    fs::write(dir.path().join("lib.rs"), &windows).expect("the folder is there");
    assert_eq!(files.check(dir.path()).expect("it can be read"), []);
    assert_eq!(files.sync(dir.path()).expect("nothing is in the way"), Default::default());
}
