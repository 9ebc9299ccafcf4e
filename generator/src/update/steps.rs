//! One step of an [update's journal](super::journal): carried out, or taken back; both as often as one likes.

use super::journal::FOLDER;
use crate::output::OutputError;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Does what the step says.
pub(super) fn carry_out(base: &Path, step: &Value) -> Result<(), OutputError> {
    if let (Some(name), Some(target)) = (step["put"].as_str(), step["to"].as_str()) {
        let target = base.join(target);
        return at(&target, put(&base.join(FOLDER).join(name), &target, step));
    }
    let Some(target) = step["remove"].as_str() else { return Ok(()) };
    let target = base.join(target);
    at(&target, remove(base, &target))
}

/// Takes a step back, if it was taken: what was there before is put there again, what was not is removed.
pub(super) fn undo(base: &Path, step: &Value) -> Result<(), OutputError> {
    let folder = base.join(FOLDER);
    let Some(target) = step["to"].as_str().or(step["remove"].as_str()).map(|target| base.join(target)) else {
        return Ok(());
    };
    let is_new = || is_new(&target, step);
    let taken = match step["put"].as_str() {
        Some(name) => !folder.join(name).exists() || is_new(),
        None => target.symlink_metadata().is_err(),
    };
    match step["old"].as_str().map(|old| folder.join(old)) {
        _ if !taken => Ok(()),
        Some(old) => match place(&old, &target) {
            Err(_) if old.symlink_metadata().is_err() => Ok(()),
            placed => at(&target, placed),
        },
        None if is_new() => at(&target, remove(base, &target)),
        None => Ok(()),
    }
}

/// Moves a staged file into place. One that is gone has been moved already, if what is there is what it was.
fn put(staged: &Path, target: &Path, step: &Value) -> io::Result<()> {
    match place(staged, target) {
        Err(_) if !staged.exists() && is_new(target, step) => Ok(()),
        Err(_) if !staged.exists() => Err(io::Error::other("the staged content is gone")),
        placed => placed,
    }
}

/// Whether what a step puts at `target` is there.
fn is_new(target: &Path, step: &Value) -> bool {
    fs::read(target).is_ok_and(|content| step["sum"].as_str() == Some(&sum(&content)))
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

/// Keeps what is at `target` as `old`; false if there is nothing. Another name for the same file, where file systems know
/// that: it takes no room on a full disk, and files are replaced, never written into.
pub(super) fn keep(target: &Path, old: &Path) -> io::Result<bool> {
    match fs::hard_link(target, old) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(_) => fs::copy(target, old).map(|_| true),
    }
}

/// What is gone already needs no removing.
pub(super) fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Writes a file and waits until it is on disk: what the journal promises has to be there after a power failure, too.
pub(super) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// FNV-1a: tells whether a file is the one that was staged, not whether somebody forged it.
pub(super) fn sum(content: &[u8]) -> String {
    let hash = content
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}

/// Says where something failed.
pub(super) fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, OutputError> {
    result.map_err(|error| OutputError::Io(path.to_owned(), error))
}
