//! HTML in descriptions: what structures a text becomes line breaks and lists, the rest of the tags goes.

use std::borrow::Cow;

/// What a known tag becomes when it opens and when it closes.
const TAGS: &[(&str, &str, &str)] = &[
    ("a", "", ""),
    ("b", "", ""),
    ("br", "\n\n", "\n\n"),
    ("code", "", ""),
    ("div", "\n\n", "\n\n"),
    ("em", "", ""),
    ("h1", "\n\n", "\n\n"),
    ("h2", "\n\n", "\n\n"),
    ("h3", "\n\n", "\n\n"),
    ("i", "", ""),
    ("li", "\n- ", "\n"),
    ("ol", "\n\n", "\n\n"),
    ("p", "\n\n", "\n\n"),
    ("pre", "\n\n", "\n\n"),
    ("span", "", ""),
    ("strong", "", ""),
    ("table", "\n\n", "\n\n"),
    ("td", " ", ""),
    ("th", " ", ""),
    ("tr", "\n\n", ""),
    ("u", "", ""),
    ("ul", "\n\n", "\n\n"),
];

/// The text without tags. `<a href="URL">text</a>` becomes `text (URL)`. What looks like a tag but is none, such as
/// `<name>`, stays.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut link = None;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((tag, length)) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        match tag {
            Tag::Open(replacement) => out.push_str(replacement),
            Tag::Link(url) => link = Some(url),
            Tag::Close(replacement, name) => match link.take() {
                Some(url) if name == "a" && !out.ends_with(url) => out.extend([" (", url, ")"]),
                kept => {
                    link = kept.filter(|_| name != "a");
                    out.push_str(replacement);
                }
            },
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

enum Tag<'a> {
    Open(&'static str),
    Link(&'a str),
    Close(&'static str, &'static str),
}

/// The known tag that `text` begins with, and its length.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name_end = inner.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(name_end);
    let well_formed = attributes.is_empty() || attributes.starts_with([' ', '/', '\n']);
    let (name, open, close) =
        TAGS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name)).filter(|_| well_formed)?;
    let tag = match (closing, href(attributes)) {
        (true, _) => Tag::Close(close, name),
        (false, Some(url)) if *name == "a" => Tag::Link(url),
        (false, _) => Tag::Open(open),
    };
    Some((tag, end + 1))
}

fn href(attributes: &str) -> Option<&str> {
    let (_, value) = attributes.split_once("href=")?;
    let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    let url = value[1..].split(quote).next()?.trim();
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}
