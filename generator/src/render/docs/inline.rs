//! The words of a paragraph, escaped.

/// Characters that Markdown acts on wherever they stand.
const SPECIAL: &[char] = &['\\', '*', '[', ']', '<', '~', '|'];

/// The words of a paragraph as Markdown: code spans, links and bare URLs kept, everything else as plain text. A code span
/// is one word, so that it is never broken.
pub(super) fn inline(text: &str) -> Vec<String> {
    let mut words = Words::default();
    let mut rest = text;
    let mut previous = ' ';
    while let Some(char) = rest.chars().next() {
        let taken = code_span(rest, &mut words)
            .or_else(|| url(rest, &mut words))
            .or_else(|| link(rest, &mut words))
            .unwrap_or_else(|| plain(char, previous, rest, &mut words));
        previous = rest[..taken].chars().next_back().unwrap_or(' ');
        rest = &rest[taken..];
    }
    words.finish()
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    current: String,
}

impl Words {
    fn end(&mut self) {
        if !self.current.is_empty() {
            self.done.push(std::mem::take(&mut self.current));
        }
    }

    fn finish(mut self) -> Vec<String> {
        self.end();
        self.done
    }
}

/// Takes one character; returns its length.
fn plain(char: char, previous: char, rest: &str, words: &mut Words) -> usize {
    let next = rest[char.len_utf8()..].chars().next().unwrap_or(' ');
    if char.is_whitespace() {
        words.end();
    } else if is_invisible(char) {
        // Left out: such a character may make the text read differently from what it is.
    } else {
        // An underscore within a word is only itself.
        let emphasis = char == '_' && !(previous.is_alphanumeric() && next.is_alphanumeric());
        if emphasis || char == '`' || SPECIAL.contains(&char) {
            words.current.push('\\');
        }
        words.current.push(char);
    }
    char.len_utf8()
}

fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Takes a code span, if one begins here and ends somewhere; returns its length.
fn code_span(rest: &str, words: &mut Words) -> Option<usize> {
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
    let padded = code.join(" ");
    let pad = if padded.starts_with('`') || padded.ends_with('`') { " " } else { "" };
    words.current.extend([fence, pad, &padded, pad, fence]);
    Some(ticks + end + ticks)
}

/// Takes a bare URL, as `<URL>`; returns its length.
fn url(rest: &str, words: &mut Words) -> Option<usize> {
    let length = url_length(rest)?;
    words.current.extend(["<", &rest[..length], ">"]);
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
fn link(rest: &str, words: &mut Words) -> Option<usize> {
    let (text, after) = rest.strip_prefix('[')?.split_once("](")?;
    let (target, _) = after.split_once(')')?;
    let simple = !text.is_empty() && !text.contains(['[', ']', '`', '\n']);
    if !simple || url_length(target) != Some(target.len()) {
        return None;
    }
    words.current.push('[');
    let mut previous = ' ';
    for (at, char) in text.char_indices() {
        plain(char, previous, &text[at..], words);
        previous = char;
    }
    words.current.extend(["](", target, ")"]);
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
