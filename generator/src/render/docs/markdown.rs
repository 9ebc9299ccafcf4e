//! Text of a document as Markdown that rustdoc and clippy accept: what the author wrote shows, nothing is interpreted by
//! accident.
//!
//! Kept are paragraphs, lists, code spans, fences and links. All else that Markdown would act on is escaped.

use super::html;
use super::inline::inline;

/// Longest line of text, without the comment marker.
const WIDTH: usize = 108;

/// A piece of text that stands by itself: `T` is its text as written, or its words as Markdown.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Block<T = Vec<String>> {
    /// A paragraph.
    Paragraph(T),
    /// An item of a list, with its marker: `- ` or `1. `.
    Item(String, T),
    /// Lines of a fence, without the fence.
    Fence(Vec<String>),
}

/// Takes a text apart and escapes it.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let blocks = written(&html::plain(text)).into_iter().map(|block| match block {
        Block::Paragraph(text) => Block::Paragraph(inline(&text)),
        Block::Item(marker, text) => Block::Item(marker, inline(&text)),
        Block::Fence(lines) => Block::Fence(lines),
    });
    blocks.filter(|block| !matches!(block, Block::Paragraph(words) if words.is_empty())).collect()
}

fn written(text: &str) -> Vec<Block<String>> {
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

/// Lines of Markdown for blocks, without comment markers; empty lines part them.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut previous: Option<&Block> = None;
    for block in blocks {
        let list_goes_on = matches!((previous, block), (Some(Block::Item(..)), Block::Item(..)));
        if previous.is_some() && !list_goes_on {
            out.push(String::new());
        }
        match block {
            Block::Paragraph(text) => wrap("", text, &mut out),
            Block::Item(marker, text) => wrap(marker, text, &mut out),
            Block::Fence(code) => {
                out.push("```text".into());
                out.extend(code.iter().cloned());
                out.push("```".into());
            }
        }
        previous = Some(block);
    }
    out
}

/// Breaks a text into lines; those after the first are indented by the width of the marker.
fn wrap(marker: &str, words: &[String], out: &mut Vec<String>) {
    let indent = " ".repeat(marker.len());
    let mut line = marker.to_owned();
    let mut width = line.len();
    let mut empty = true;
    for word in words {
        let word_width = word.chars().count();
        if !empty && width + 1 + word_width > WIDTH {
            out.push(std::mem::replace(&mut line, indent.clone()));
            width = indent.len();
            empty = true;
        }
        if empty {
            line.push_str(&at_line_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
            width += 1;
        }
        width += word_width;
        empty = false;
    }
    if !empty {
        out.push(line);
    }
}

/// A word that begins a line must not begin a heading, a quote, a list or a rule.
fn at_line_start(word: &str) -> String {
    let only = |char: char| word.chars().all(|other| other == char);
    let number = word.strip_suffix(['.', ')']).filter(|number| !number.is_empty());
    match number {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{number}\\{}", &word[number.len()..])
        }
        _ if word.starts_with('>') || ['#', '-', '+', '='].into_iter().any(only) => format!("\\{word}"),
        _ => word.to_owned(),
    }
}
