//! The few questions put to the file system and the one way a file gets there.

use super::OutputError;
use super::mine::is_ours;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

/// Start of the names of staged files; they lie beside their place, as a move across file systems is none.
const STAGED: &str = ".armspan-";

/// A staged file this old was left behind by a process that was killed, whether or not that can be seen.
const ABANDONED: Duration = Duration::from_secs(600);

/// The text of `path`; none where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::Io(path.to_owned(), error)),
    }
}

/// Every file below `dir` that armspan wrote, relative to it, with `/` as the separator.
///
/// Left alone: what a leading dot hides, symbolic links, folders that build tools mark as caches, and folders with output
/// of their own, which are other packages. `wanted` tells the folders that belong to this output all the same.
pub(super) fn ours_below(dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<Vec<String>, OutputError> {
    let mut found = Vec::new();
    walk(dir, "", wanted, &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(dir: &Path, prefix: &str, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<String>) -> Result<(), OutputError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OutputError::Io(dir.to_owned(), error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| OutputError::Io(dir.to_owned(), error))?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let relative = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().map_err(|error| OutputError::Io(path.clone(), error))?;
        if kind.is_file() && starts_with_mark(&path) {
            found.push(relative);
        } else if kind.is_dir() && (wanted(&relative) || !is_someone_elses(&path)) {
            walk(&path, &relative, wanted, found)?;
        }
    }
    Ok(())
}

fn is_someone_elses(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).exists();
    // Within one output, a folder with a `mod.rs` has no further folders: one that has is the root of another.
    let has_folders =
        || fs::read_dir(folder).is_ok_and(|mut entries| entries.any(|it| it.is_ok_and(|it| it.path().is_dir())));
    has("CACHEDIR.TAG") || has("lib.rs") || has("Cargo.toml") || (has("mod.rs") && has_folders())
}

/// Like [`is_ours`], without reading the whole file. What cannot be read is not ours.
fn starts_with_mark(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut start));
    read.is_ok() && is_ours(&start)
}

/// Writes `text` beside `target`, whose folder is created if need be, and returns where.
pub(super) fn stage(target: &Path, text: &[u8], number: usize) -> Result<PathBuf, OutputError> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let staged = folder.join(staged_name(number));
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        File::create(&staged)?.write_all(text)
    };
    match write() {
        Ok(()) => Ok(staged),
        Err(error) => {
            // It may or may not be there; the error above is the one to tell.
            let _ = fs::remove_file(&staged);
            Err(OutputError::Io(target.to_owned(), error))
        }
    }
}

/// What this process calls something that it stages; `what` tells it from the rest.
pub(crate) fn staged_name(what: impl Display) -> String {
    format!("{STAGED}{}-{what}", process::id())
}

/// Moves a staged file into its place.
pub(super) fn promote(staged: &Path, target: &Path) -> Result<(), OutputError> {
    fs::rename(staged, target).map_err(|error| OutputError::Io(target.to_owned(), error))
}

/// Writes a file that has no mark because its language has no comments.
#[cfg(feature = "cli")]
pub(crate) fn write_one(target: &Path, text: &str) -> Result<(), OutputError> {
    let staged = stage(target, text.as_bytes(), 0)?;
    promote(&staged, target)
}

/// Removes a file, and the folders it leaves empty up to `root`.
pub(super) fn remove(root: &Path, path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(OutputError::Io(path.to_owned(), error)),
        _ => {}
    }
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root));
    for folder in folders {
        // Refused by the file system unless the folder is empty, which is the question.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Removes what a killed process staged in `folder`; best effort, as it harms nothing but the eye.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let Some(process) = entry.file_name().to_str().and_then(stager) else { continue };
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        let age = modified.ok().and_then(|modified| modified.elapsed().ok()).unwrap_or_default();
        if age > ABANDONED || is_dead(process) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// The process that staged something of this name.
fn stager(name: &str) -> Option<u32> {
    let (process, _) = name.strip_prefix(STAGED)?.split_once('-')?;
    process.parse().ok()
}

/// Whether a process is gone, on systems that list processes as files.
fn is_dead(process: u32) -> bool {
    Path::new("/proc/self/status").exists() && !Path::new("/proc").join(process.to_string()).exists()
}

/// Gives `path` the date `modified`.
pub(crate) fn set_modified(path: &Path, modified: SystemTime) -> std::io::Result<()> {
    File::options().write(true).open(path)?.set_modified(modified)
}

/// The date of the youngest of `paths`; those without one do not count.
pub fn newest<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Option<SystemTime> {
    paths.into_iter().filter_map(|path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok()).max()
}
