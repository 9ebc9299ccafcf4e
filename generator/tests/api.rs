//! The public API of the crate in this repository, an item a line.
//!
//! Whatever changes it, a document or the generator, shows here what callers of `armspan-keyvault` will notice: a line that goes
//! breaks them. Accept with `INSTA_UPDATE=always`, and say so in the changelog.

use armspan::inventory::inventory;
use std::fs;
use std::path::Path;

#[test]
fn of_keyvault() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("generated");
    let mut files: Vec<(String, String)> = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it is committed") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&root).expect("it lies in there").to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).expect("it is text")));
        }
    }
    let lines = inventory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("api");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("keyvault", lines.join("\n")));
}
