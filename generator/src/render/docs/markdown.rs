//! Text of a document as Markdown that rustdoc and clippy accept: what the author wrote shows, nothing is interpreted by
//! accident.
//!
//! Kept are paragraphs, lists, code spans, fences and links. All else that Markdown would act on is escaped.

use super::html;
use super::inline::inline;
use std::borrow::Cow;

/// Longest line of text, without the comment marker.
const WIDTH: usize = 108;

/// A piece of text that stands by itself.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Block {
    /// A paragraph, escaped.
    Paragraph(String),
    /// An item of a list, with its marker, `- ` or `1. `, and its text, escaped.
    Item(String, String),
    /// Lines of a fence, without the fence.
    Fence(Vec<String>),
}

/// Takes a text apart and escapes it.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let text = html::plain(text);
    let mut blocks = written(&text);
    for block in &mut blocks {
        if let Block::Paragraph(text) | Block::Item(_, text) = block {
            *text = inline(text);
        }
    }
    blocks.retain(|block| !matches!(block, Block::Paragraph(text) if text.is_empty()));
    blocks
}

/// The blocks of a text, not yet escaped.
fn written(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if line.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.trim().starts_with("```"));
            blocks.push(Block::Fence(code.map(|line| line.trim_end().replace('\t', "    ")).collect()));
            open = false;
        } else if line.is_empty() {
            open = false;
        } else if let Some((marker, rest)) = list_item(line) {
            blocks.push(Block::Item(marker, rest.to_owned()));
            open = true;
        } else if let (true, Some(Block::Paragraph(text) | Block::Item(_, text))) = (open, blocks.last_mut()) {
            text.push(' ');
            text.push_str(line);
        } else {
            blocks.push(Block::Paragraph(line.to_owned()));
            open = true;
        }
    }
    blocks
}

/// The marker of a list item and its text.
fn list_item(line: &str) -> Option<(String, &str)> {
    let (first, rest) = line.split_once(' ')?;
    let rest = rest.trim_start();
    let number = first.strip_suffix(['.', ')']).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    match (first, number) {
        _ if rest.is_empty() => None,
        ("-" | "*" | "•" | "·", _) => Some(("- ".into(), rest)),
        (_, Some(number)) if (1..=3).contains(&number.len()) => Some((format!("{number}. "), rest)),
        _ => None,
    }
}

/// Appends blocks as lines of Markdown, without comment markers; empty lines part them.
pub(super) fn write(blocks: &[Block], out: &mut String) {
    let mut previous: Option<&Block> = None;
    for block in blocks {
        let list_goes_on = matches!((previous, block), (Some(Block::Item(..)), Block::Item(..)));
        if previous.is_some() && !list_goes_on {
            out.push('\n');
        }
        match block {
            Block::Paragraph(text) => wrap("", text, out),
            Block::Item(marker, text) => wrap(marker, text, out),
            Block::Fence(code) => {
                out.push_str("```text\n");
                code.iter().for_each(|line| out.extend([line, "\n"]));
                out.push_str("```\n");
            }
        }
        previous = Some(block);
    }
}

/// Breaks a text into lines; those after the first are indented by the width of the marker.
fn wrap(marker: &str, text: &str, out: &mut String) {
    let mut width = marker.len();
    let mut at_start = true;
    out.push_str(marker);
    for word in text.split(' ') {
        let word_width = word.chars().count();
        if !at_start && width + 1 + word_width > WIDTH {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', marker.len()));
            width = marker.len();
            at_start = true;
        }
        if at_start {
            out.push_str(&at_line_start(word));
        } else {
            out.push(' ');
            out.push_str(word);
            width += 1;
        }
        width += word_width;
        at_start = false;
    }
    out.push('\n');
}

/// A word that begins a line must not begin a heading, a quote, a list or a rule.
fn at_line_start(word: &str) -> Cow<'_, str> {
    if word.starts_with(|char: char| char.is_ascii_alphabetic()) {
        return Cow::Borrowed(word);
    }
    let only = |char: char| word.chars().all(|other| other == char);
    let number = word.strip_suffix(['.', ')']).filter(|number| !number.is_empty());
    match number {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Cow::Owned(format!("{number}\\{}", &word[number.len()..]))
        }
        _ if word.starts_with('>') || ['#', '-', '+', '='].into_iter().any(only) => Cow::Owned(format!("\\{word}")),
        _ => Cow::Borrowed(word),
    }
}
