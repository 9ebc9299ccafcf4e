//! The change report as an entry of a changelog.

use super::endings;

/// The heading above what is not released yet.
const UNRELEASED: &str = "## Unreleased";

/// `text` with `entry` at the top of its unreleased part, which is added where there is none.
pub(super) fn insert(text: &str, entry: &str) -> String {
    endings::restored(inserted(&text.replace("\r\n", "\n"), entry.trim_end()), endings::is_crlf(text))
}

fn inserted(text: &str, entry: &str) -> String {
    if text.trim().is_empty() {
        return format!("# Changelog\n\n{UNRELEASED}\n\n{entry}\n");
    }
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let heading = line.trim_end();
        let end = offset + line.len();
        if is_unreleased(heading) {
            let (before, after) = text.split_at(end);
            let separator = if after.trim_start().is_empty() { "" } else { "\n" };
            return format!("{}\n\n{entry}\n{separator}{}", before.trim_end(), after.trim_start_matches('\n'));
        }
        if heading.starts_with("## ") {
            let (before, after) = text.split_at(offset);
            return format!("{before}{UNRELEASED}\n\n{entry}\n\n{after}");
        }
        offset = end;
    }
    format!("{}\n\n{UNRELEASED}\n\n{entry}\n", text.trim_end())
}

/// `## Unreleased`, `## [Unreleased]`, in any case.
fn is_unreleased(heading: &str) -> bool {
    let Some(name) = heading.strip_prefix("## ") else { return false };
    name.trim().trim_matches(['[', ']']).eq_ignore_ascii_case("unreleased")
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn entries_go_to_the_top_of_what_is_unreleased() {
        let cases = [
            ("", "# Changelog\n\n## Unreleased\n\nENTRY\n"),
            ("# Changes\n\nAll of them.\n", "# Changes\n\nAll of them.\n\n## Unreleased\n\nENTRY\n"),
            ("# C\n\n## 0.1.0\n\n- a\n", "# C\n\n## Unreleased\n\nENTRY\n\n## 0.1.0\n\n- a\n"),
            ("# C\n\n## [Unreleased]\n\n- a\n", "# C\n\n## [Unreleased]\n\nENTRY\n\n- a\n"),
            ("## unreleased\n", "## unreleased\n\nENTRY\n"),
            ("# C\r\n\r\n## Unreleased\r\n\r\n- a\r\n", "# C\r\n\r\n## Unreleased\r\n\r\nENTRY\r\n\r\n- a\r\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(insert(text, "ENTRY\n"), expected, "{text}");
        }
    }
}
