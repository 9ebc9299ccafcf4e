//! The text of a paragraph, escaped.

/// Characters that Markdown acts on wherever they stand.
const SPECIAL: &[char] = &['\\', '*', '[', ']', '<', '~', '|'];

/// Stands for a space at which no line may be broken: within a code span. No text has it, as control characters go.
pub(super) const HELD: char = '\0';

/// The text of a paragraph as Markdown: code spans, links and bare URLs kept, everything else as plain text. Words have
/// one space between them; those of a code span are held together by [`HELD`].
pub(super) fn inline(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.trim();
    let mut previous = ' ';
    while let Some(char) = rest.chars().next() {
        let taken = code_span(rest, &mut out)
            .or_else(|| url(rest, &mut out))
            .or_else(|| link(rest, &mut out))
            .unwrap_or_else(|| plain(char, previous, rest, &mut out));
        previous = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Whether a text is the same when escaped, as most are.
fn is_plain(text: &str) -> bool {
    let special =
        |byte: &u8| !matches!(byte, b' '..=b'~') || matches!(byte, b'_' | b'`') || SPECIAL.contains(&char::from(*byte));
    !text.as_bytes().iter().any(special) && !text.contains("http") && !text.contains("  ") && text.trim() == text
}

/// Takes one character; returns its length.
fn plain(char: char, previous: char, rest: &str, out: &mut String) -> usize {
    let next = rest[char.len_utf8()..].chars().next().unwrap_or(' ');
    if char.is_whitespace() {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    } else if is_invisible(char) {
        // Left out: such a character may make the text read differently from what it is.
    } else {
        // An underscore within a word is only itself.
        let emphasis = char == '_' && !(previous.is_alphanumeric() && next.is_alphanumeric());
        if emphasis || char == '`' || SPECIAL.contains(&char) {
            out.push('\\');
        }
        out.push(char);
    }
    char.len_utf8()
}

fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Takes a code span, if one begins here and ends somewhere; returns its length.
fn code_span(rest: &str, out: &mut String) -> Option<usize> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if ticks == 0 {
        return None;
    }
    let fence = &rest[..ticks];
    let inner = &rest[ticks..];
    let end = inner.find(fence).filter(|end| !inner[end + ticks..].starts_with('`'))?;
    let code: Vec<_> = inner[..end].split_whitespace().collect();
    if code.is_empty() {
        return None;
    }
    let padded = code.join("\0");
    let pad = if padded.starts_with('`') || padded.ends_with('`') { "\0" } else { "" };
    out.extend([fence, pad, &padded, pad, fence]);
    Some(ticks + end + ticks)
}

/// Takes a bare URL, as `<URL>`; returns its length.
fn url(rest: &str, out: &mut String) -> Option<usize> {
    let length = url_length(rest)?;
    out.extend(["<", &rest[..length], ">"]);
    Some(length)
}

/// Length of the URL that `text` begins with: up to a space or bracket, without the sentence's punctuation.
fn url_length(text: &str) -> Option<usize> {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"))?;
    let scheme = text.len() - host.len();
    let end = host.find(|char: char| char.is_whitespace() || is_invisible(char) || "<>\"`)]|\\".contains(char));
    let host = host[..end.unwrap_or(host.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    (!host.is_empty()).then_some(scheme + host.len())
}

/// Takes a Markdown link `[text](URL)`; returns its length.
fn link(rest: &str, out: &mut String) -> Option<usize> {
    let (text, after) = rest.strip_prefix('[')?.split_once("](")?;
    let (target, _) = after.split_once(')')?;
    let simple = !text.is_empty() && !text.contains(['[', ']', '`', '\n']);
    if !simple || url_length(target) != Some(target.len()) {
        return None;
    }
    out.push('[');
    let mut previous = ' ';
    for (at, char) in text.char_indices() {
        plain(char, previous, &text[at..], out);
        previous = char;
    }
    out.extend(["](", target, ")"]);
    Some("[](".len() + text.len() + target.len() + ")".len())
}

/// A text as a code span, whatever backticks it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .filter(|char| !is_invisible(*char))
        .collect();
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
