//! What `ARCHITECTURE.md` promises about the house, checked by reading it.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path from the top of the workspace, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without its unit tests, which stand at the end, and without comments.
    fn code(&self) -> String {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return String::new();
        }
        let code = self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// The stage it belongs to: `lower` for `generator/src/lower/enums.rs` and for `generator/src/lower.rs`.
    fn stage(&self) -> &str {
        let inner = self.path.strip_prefix("generator/src/").unwrap_or_default();
        inner.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the generator lies in a workspace").to_owned()
}

/// Every file below `folder` of the workspace, sorted by path.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![workspace().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.expect("the entry is readable").path()) {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let skipped = name == "target" || (name.starts_with('.') && !matches!(name, ".ci" | ".cargo"));
            match (skipped, path.is_dir()) {
                (true, _) => {}
                (false, true) => folders.push(path),
                (false, false) => found.push(path),
            }
        }
    }
    found.sort();
    found
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let paths =
        folders.iter().flat_map(|folder| files(folder)).filter(|path| path.extension().is_some_and(|e| e == "rs"));
    let sources = paths.map(|path| Source {
        text: fs::read_to_string(&path).expect("sources are text"),
        path: path.strip_prefix(workspace()).expect("it lies below").to_string_lossy().replace('\\', "/"),
    });
    let sources: Vec<Source> = sources.collect();
    assert!(!sources.is_empty(), "nothing to check in {folders:?}");
    sources
}

/// Every place outside `allowed` where a line of code contains `needle`.
fn found_outside(needle: &str, allowed: &[&str]) -> Vec<String> {
    let outside =
        |source: &Source| !allowed.iter().any(|prefix| source.path.starts_with(&format!("generator/src/{prefix}")));
    let sources = sources(&["generator/src"]);
    let hits = sources.iter().filter(|source| outside(source) && source.code().contains(needle));
    hits.map(|source| format!("{}: {needle}", source.path)).collect()
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn openapiv3_is_known_to_lift_and_lower_only() {
    none(found_outside("openapiv3", &["lift", "lower"]));
}

#[test]
fn tokens_are_quoted_in_render_only() {
    for needle in ["quote!", "quote_spanned!", "format_ident!"] {
        none(found_outside(needle, &["render"]));
    }
}

#[test]
fn the_file_system_is_used_where_the_page_says() {
    let allowed = ["documents/loader.rs", "output/", "config/", "cli/", "update/"];
    for needle in ["std::fs", "File::", "read_dir", "current_dir"] {
        none(found_outside(needle, &allowed));
    }
}

#[test]
fn no_order_depends_on_a_hash() {
    let is_import =
        |line: &&str| line.trim_start().starts_with("use ") && (line.contains("HashMap") || line.contains("HashSet"));
    let found = sources(&["generator/src"]).into_iter().flat_map(|source| {
        let code = source.code();
        let lines: Vec<String> =
            code.lines().filter(is_import).map(|line| format!("{}: {line}", source.path)).collect();
        lines
    });
    none(found.collect());
}

/// Which stages each stage may name in a path that starts with `crate::`.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("origin", &[]),
    ("model", &["origin"]),
    ("documents", &["origin", "diagnostics"]),
    ("lift", &["origin", "diagnostics", "documents"]),
    ("lower", &["origin", "diagnostics", "lift", "model"]),
    ("names", &["origin", "model"]),
    ("render", &["origin", "model", "names"]),
    ("output", &[]),
    ("inventory", &[]),
    ("diff", &["origin", "model", "names", "render"]),
];

#[test]
fn stages_depend_in_one_direction() {
    let mut found = Vec::new();
    let stages = stages();
    for source in sources(&["generator/src"]) {
        let Some((stage, allowed)) = MAY_USE.iter().find(|(stage, _)| *stage == source.stage()) else { continue };
        for used in stages_named_in(&source.code()) {
            if used != *stage && stages.contains(&used) && !allowed.contains(&used.as_str()) {
                found.push(format!("{}: crate::{used}", source.path));
            }
        }
    }
    none(found);
}

/// Every stage there is: what generated code calls `crate::models` is none.
fn stages() -> Vec<String> {
    sources(&["generator/src"]).iter().map(|source| source.stage().to_owned()).collect()
}

/// The first names after `crate::`, also in `use crate::{a, b::c};`.
fn stages_named_in(code: &str) -> Vec<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut names = Vec::new();
    // `$crate::` stands in macros of generated code, not in ours.
    for (index, _) in code.match_indices("crate::").filter(|(index, _)| !code[..*index].ends_with('$')) {
        let rest = &code[index + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split(';').next().unwrap_or_default(),
            None => rest.split(|c: char| !is_name(c)).next().unwrap_or_default(),
        };
        let mut depth = 0;
        for item in list.split_inclusive(['{', '}', ',']) {
            let name: String = item.trim_start().chars().take_while(|c| is_name(*c)).collect();
            if depth == 0 && !name.is_empty() {
                names.push(name);
            }
            depth += item.matches('{').count();
            depth = depth.saturating_sub(item.matches('}').count());
        }
    }
    names
}

#[test]
fn names_after_crate_are_found_in_lists_too() {
    let code = "use crate::{a::{b, c}, d};\nuse crate::e::f;\nfn g() -> crate::h { $crate::i }";
    assert_eq!(stages_named_in(code), ["a", "d", "e", "h"]);
}

const HAND_WRITTEN: [&str; 7] =
    ["generator/src", "generator/tests", "generator/benches", "runtime/src", "runtime/tests", "tests", "examples"];

#[test]
fn files_and_functions_are_short() {
    let mut found = Vec::new();
    // Generated tests, and functions that are one snapshot, are as long as what they pin.
    let pinned = |path: &str| path == "tests/examples.rs" || path.starts_with("generator/src/render/tests/");
    for source in sources(&HAND_WRITTEN).into_iter().filter(|source| !pinned(&source.path)) {
        let length = source.text.lines().count();
        if length > 500 {
            found.push(format!("{}: {length} lines", source.path));
        }
        let long = functions(&source.text).into_iter().filter(|(_, length)| *length > 100);
        found.extend(long.map(|(line, length)| format!("{}:{line}: a function of {length} lines", source.path)));
    }
    none(found);
}

/// Where each function of a formatted file starts, and how many lines it has.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let words = line.split_whitespace().take_while(|word| !word.starts_with("//"));
        let mut words = words.take_while(|word| !word.contains(['(', '=', '"']));
        words.any(|word| word == "fn")
    });
    let functions = starts.map(|(start, line)| {
        let indentation = &line[..line.len() - line.trim_start().len()];
        let end = lines[start..].iter().position(|line| *line == format!("{indentation}}}"));
        let own = if line.trim_end().ends_with(['}', ';']) { 1 } else { end.map_or(1, |end| end + 1) };
        (start + 1, own)
    });
    functions.collect()
}

#[test]
fn the_length_of_functions_is_counted() {
    let text =
        "fn a() {\n    1\n}\n\nimpl B {\n    pub async fn c() {\n        if d {\n        }\n    }\n    fn e() {}\n}\n";
    assert_eq!(functions(text), [(1, 3), (6, 4), (10, 1)]);
}

#[test]
fn input_cannot_make_us_panic_and_nothing_is_left_for_later() {
    // Spelled in halves, so that this list does not find itself.
    let words =
        [(".unw", "rap()"), ("pan", "ic!("), ("to", "do!("), ("unimpl", "emented!("), ("TO", "DO"), ("FIX", "ME")];
    let mut found = Vec::new();
    // The replay is a test harness: panicking is how it reports.
    let harness = |path: &str| path.starts_with("runtime/src/replay");
    for source in sources(&["generator/src", "runtime/src"]).into_iter().filter(|source| !harness(&source.path)) {
        let code = source.code();
        let hits = words.iter().map(|(a, b)| format!("{a}{b}")).filter(|word| code.contains(word));
        found.extend(hits.map(|word| format!("{}: {word}", source.path)));
    }
    none(found);
}

#[test]
fn nothing_names_a_place_on_one_machine() {
    let places = ["home/", "root/.", "Users/", "tmp/", "work/"].map(|folder| format!("/{folder}"));
    let mut found = Vec::new();
    for path in files("") {
        // Documents and what is made from them may describe paths of the service.
        let relative = path.strip_prefix(workspace()).expect("it lies below").to_string_lossy().replace('\\', "/");
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if relative.starts_with("specs/") || relative.starts_with("generated/") {
            continue;
        }
        let hits = text.lines().enumerate().filter(|(_, line)| names_a_place(line, &places));
        found.extend(hits.map(|(index, line)| format!("{relative}:{}: {}", index + 1, line.trim())));
    }
    none(found);
}

/// Whether one of `places` starts a path in `line`: `a/tmp/b` and `../work/b` are other folders.
fn names_a_place(line: &str, places: &[String]) -> bool {
    places.iter().any(|place| {
        line.match_indices(place.as_str()).any(|(index, _)| {
            let before = line[..index].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '/' | '*'))
        })
    })
}

#[test]
fn dependencies_come_from_the_public_registry() {
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).expect("it is committed");
    let foreign = |line: &&str| {
        line.starts_with("source = ") && !line.contains("\"registry+https://github.com/rust-lang/crates.io-index\"")
    };
    none(lock.lines().filter(foreign).map(str::to_owned).collect());
}

/// A type of the documents must not be called like one that generated code imports.
#[test]
fn what_is_imported_is_reserved() {
    let reserved = fs::read_to_string(workspace().join("generator/src/names/types.rs")).expect("it is there");
    let mut found = 0;
    for source in sources(&["generator/src/render"]) {
        for call in source.text.split("imports.path(\"").skip(1) {
            let path = call.split('"').next().unwrap_or_default();
            let name = path.rsplit("::").next().unwrap_or_default();
            if name.starts_with(|first: char| first.is_ascii_uppercase()) {
                found += 1;
                assert!(reserved.contains(&format!("    \"{name}\",\n")), "{}: `{name}` is not reserved", source.path);
            }
        }
    }
    assert!(found > 20, "only {found} imports were found");
}
