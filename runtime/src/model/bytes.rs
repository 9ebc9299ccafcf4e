//! Bytes in JSON strings.

use azure_core::base64;

/// base64 with padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    base64::encode(bytes)
}

/// base64 in the alphabet for URLs, without padding.
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    base64::encode_url_safe(bytes).trim_end_matches('=').to_owned()
}

/// Reads either alphabet, with or without padding and line breaks: services mix them.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut plain: String = text.chars().filter(|c| !c.is_ascii_whitespace() && *c != '=').map(standard).collect();
    while !plain.len().is_multiple_of(4) {
        plain.push('=');
    }
    base64::decode(plain).ok()
}

fn standard(c: char) -> char {
    match c {
        '-' => '+',
        '_' => '/',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_in_both_alphabets() {
        for bytes in [&b""[..], b"\xff", b"\xff\xef", b"\xff\xef\xbe", b"\xfb\xff\xfe\x00"] {
            assert_eq!(decode(&encode(bytes)).as_deref(), Some(bytes));
            assert_eq!(decode(&encode_url(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!((encode(b"\xff\xef"), encode_url(b"\xff\xef")), ("/+8=".into(), "_-8".into()));
    }

    #[test]
    fn forgives_line_breaks_and_missing_padding_but_not_nonsense() {
        assert_eq!(decode("/+\r\n8").as_deref(), Some(&b"\xff\xef"[..]));
        assert_eq!(decode("not base64!"), None);
        assert_eq!(decode("a"), None);
    }
}
