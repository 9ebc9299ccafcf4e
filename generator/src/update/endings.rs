//! Ends of lines: a file that is edited keeps those it has.

/// Whether lines end as on Windows.
pub(super) fn is_crlf(text: &str) -> bool {
    text.contains("\r\n")
}

/// `text`, whose lines end in `\n`, with the other ends where `crlf` says so.
pub(super) fn restored(text: String, crlf: bool) -> String {
    if crlf { text.replace('\n', "\r\n") } else { text }
}
