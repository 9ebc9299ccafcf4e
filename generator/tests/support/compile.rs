//! Crates that are written to be compiled: with this workspace's dependencies, in one folder, so that those build once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where everything of this kind lies.
pub fn place() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled")
}

/// Writes `texts`, paths told from `folder`; whatever else lay there is gone.
///
/// The lock file is ours, so that the dependencies are those the tests ran with and none has to be looked up.
pub fn write(folder: &Path, texts: &BTreeMap<PathBuf, String>) {
    let _ = fs::remove_dir_all(folder);
    let lock = workspace().join("Cargo.lock");
    let lock = fs::read_to_string(lock).expect("the workspace has one");
    for (path, text) in texts.iter().chain([(&PathBuf::from("Cargo.lock"), &lock)]) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("writable");
        fs::write(path, text).expect("writable");
    }
}

/// The manifest's lines about the crates that generated code uses.
pub fn dependencies() -> String {
    let runtime = workspace().join("runtime").to_string_lossy().replace('\\', "/");
    format!(
        "[dependencies]\nazure_core = {{ version = \"1.1\", default-features = false }}\n\
         armspan-runtime = {{ path = \"{runtime}\", default-features = false }}\n"
    )
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace").to_owned()
}

/// Runs `cargo check` in `folder`: whether it compiles, and what the compiler said, a line for each message.
pub fn check(folder: &Path) -> (bool, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--keep-going", "--message-format", "short", "--color", "never"]);
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", place().join("target"));
    let output = cargo.output().expect("cargo runs this test");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.success(), text)
}
