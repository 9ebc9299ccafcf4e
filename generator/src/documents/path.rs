//! Paths of documents as text: always with `/`, without `.` and `..` where they can be resolved.
//!
//! A `$ref` is a URL reference and resolves by its text alone (RFC 3986, section 5), so nothing here asks the disk.

use std::path::Path;

/// `path` with `/` as its only separator and its `.` and `..` segments resolved; leading `..` stay.
pub(crate) fn normalise(path: &str) -> String {
    let (prefix, rest) = split_prefix(path);
    let mut segments: Vec<&str> = Vec::new();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            ".." if !prefix.is_empty() => {}
            segment => segments.push(segment),
        }
    }
    format!("{prefix}{}", segments.join("/"))
}

/// A path of the file system as text with `/` as its only separator.
pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// `relative` as seen from the folder of `document`.
pub(super) fn join(document: &str, relative: &str) -> String {
    if is_absolute(relative) {
        return normalise(relative);
    }
    match document.rfind('/') {
        Some(end) => normalise(&format!("{}/{relative}", &document[..end])),
        None => normalise(relative),
    }
}

/// The file name of `path` without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rfind('.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    }
}

/// Whether `path` starts at a root: `/`, or a drive letter as in `C:/`.
pub(super) fn is_absolute(path: &str) -> bool {
    !split_prefix(path).0.is_empty()
}

fn split_prefix(path: &str) -> (&str, &str) {
    let bytes = path.as_bytes();
    let length = match bytes {
        [b'/', ..] => 1,
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => 3,
        _ => 0,
    };
    path.split_at(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalise_resolves_dots() {
        for (name, input, expected) in [
            ("plain", "a/b.json", "a/b.json"),
            ("dot", "./a/./b.json", "a/b.json"),
            ("parent", "a/x/../b.json", "a/b.json"),
            ("leading parents stay", "../../a/../b.json", "../../b.json"),
            ("absolute", "/a/../../b.json", "/b.json"),
            ("drive", "C:/a/../b.json", "C:/b.json"),
            ("double separators", "a//b.json", "a/b.json"),
        ] {
            assert_eq!(normalise(input), expected, "{name}");
        }
    }

    #[test]
    fn join_starts_at_the_folder_of_the_document() {
        for (name, document, relative, expected) in [
            ("sibling", "specs/a.json", "b.json", "specs/b.json"),
            ("dot", "specs/a.json", "./b.json", "specs/b.json"),
            ("up", "specs/v1/a.json", "../common/b.json", "specs/common/b.json"),
            ("above the start", "a.json", "../b.json", "../b.json"),
            ("absolute", "specs/a.json", "/b.json", "/b.json"),
        ] {
            assert_eq!(join(document, relative), expected, "{name}");
        }
    }

    #[test]
    fn stem_is_the_name_without_its_extension() {
        for (path, expected) in [("specs/keys.json", "keys"), ("a.b.yaml", "a.b"), (".hidden", ".hidden"), ("x", "x")] {
            assert_eq!(stem(path), expected);
        }
    }
}
