//! Texts of documents as doc comments.

mod facts;
mod html;
mod inline;
mod markdown;
#[cfg(test)]
mod tests;

pub(super) use facts::{parameter_facts, property_facts};

use crate::model::Docs;
use markdown::Block;

/// Lines of a doc comment, without comment markers, each ending in a line break. Empty ones part paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct DocLines(String);

impl DocLines {
    /// A declaration's texts, followed by what else is known about it in whole sentences. `fallback` stands in where the
    /// document says nothing.
    pub fn of(docs: &Docs, facts: &str, fallback: &str) -> Self {
        let mut blocks = text_blocks(docs);
        if blocks.is_empty() {
            blocks = markdown::blocks(fallback);
        }
        append(&mut blocks, facts);
        let mut lines = Self::default();
        lines.extend(&blocks);
        lines
    }

    /// A sentence of our own.
    pub fn sentence(text: &str) -> Self {
        let mut lines = Self::default();
        lines.extend(&markdown::blocks(text));
        lines
    }

    /// Adds a paragraph of our own.
    pub fn paragraph(&mut self, text: &str) {
        self.0.push('\n');
        self.extend(&markdown::blocks(text));
    }

    /// Adds a heading and a list of arguments with their texts.
    pub fn arguments(&mut self, rows: &[(String, String)]) {
        if rows.is_empty() {
            return;
        }
        self.0.push_str("\n# Arguments\n\n");
        let items = rows.iter().map(|(name, text)| {
            // A dash before nothing would be white space at the end of a line.
            let dash = if text.is_empty() { "" } else { " - " };
            Block::Item("* ".into(), format!("{}{dash}{text}", inline::code(name)))
        });
        self.extend(&items.collect::<Vec<_>>());
    }

    /// Writes the lines with what precedes each: `    ///`.
    pub fn write(&self, marker: &str, out: &mut String) {
        for line in self.0.lines() {
            out.push_str(marker);
            if !line.is_empty() {
                out.push(' ');
                out.push_str(line);
            }
            out.push('\n');
        }
    }

    fn extend(&mut self, blocks: &[Block]) {
        let from = self.0.len();
        markdown::write(blocks, &mut self.0);
        if self.0[from..].contains(inline::HELD) {
            self.0 = self.0.replace(inline::HELD, " ");
        }
    }
}

/// A text as a code span.
pub(super) fn code(text: &str) -> String {
    inline::code(text)
}

/// The first paragraph of a declaration's texts, followed by facts, escaped; for lists of arguments.
pub(super) fn first_paragraph(docs: &Docs, facts: &str) -> String {
    let first = text_blocks(docs).into_iter().find_map(|block| match block {
        Block::Paragraph(text) | Block::Item(_, text) => Some(text),
        Block::Fence(_) => None,
    });
    let mut text = first.unwrap_or_default();
    if !facts.is_empty() {
        text.push(' ');
        text.push_str(&inline::inline(facts));
    }
    text
}

/// Summary, description and link of a declaration; a description that repeats the summary says it once.
fn text_blocks(docs: &Docs) -> Vec<Block> {
    let summary = docs.summary.as_deref().unwrap_or_default().trim();
    let description = docs.description.as_deref().unwrap_or_default().trim();
    let mut blocks = if same(summary, description) { Vec::new() } else { markdown::blocks(summary) };
    blocks.extend(markdown::blocks(description));
    for block in &mut blocks {
        if let Block::Paragraph(text) = block {
            end_sentence(text);
        }
    }
    if let Some(url) = docs.external.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
        blocks.extend(markdown::blocks(&format!("See {url}")));
    }
    blocks
}

fn same(summary: &str, description: &str) -> bool {
    let summary = summary.trim_end_matches('.');
    let start = description.get(..summary.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(summary)) && !description.is_empty()
}

/// Facts follow the last paragraph, or stand by themselves after a list or a fence.
fn append(blocks: &mut Vec<Block>, facts: &str) {
    if facts.is_empty() {
        return;
    }
    let facts = inline::inline(facts);
    if let Some(Block::Paragraph(text)) = blocks.last_mut() {
        end_sentence(text);
        text.push(' ');
        text.push_str(&facts);
    } else {
        blocks.push(Block::Paragraph(facts));
    }
}

/// Ends a text with a full stop unless it ends in a mark of its own.
fn end_sentence(text: &mut String) {
    if text.ends_with(|char: char| char.is_alphanumeric() || matches!(char, ')' | ']' | '\'' | '"' | '`' | '>')) {
        text.push('.');
    }
}
