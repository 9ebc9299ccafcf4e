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

/// Lines of a doc comment, without comment markers. Empty ones part paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct DocLines(pub Vec<String>);

impl DocLines {
    /// A declaration's texts, followed by what else is known about it in whole sentences. `fallback` stands in where the
    /// document says nothing.
    pub fn of(docs: &Docs, facts: &str, fallback: &str) -> Self {
        let mut blocks = text_blocks(docs);
        if blocks.is_empty() {
            blocks = markdown::blocks(fallback);
        }
        append(&mut blocks, facts);
        Self(markdown::lines(&blocks))
    }

    /// A sentence of our own.
    pub fn sentence(text: &str) -> Self {
        Self(markdown::lines(&markdown::blocks(text)))
    }

    /// Adds a paragraph of our own.
    pub fn paragraph(&mut self, text: &str) {
        self.0.push(String::new());
        self.0.extend(markdown::lines(&markdown::blocks(text)));
    }

    /// Adds a heading and a list of arguments with their texts.
    pub fn arguments(&mut self, rows: &[(String, Vec<String>)]) {
        if rows.is_empty() {
            return;
        }
        self.0.extend([String::new(), "# Arguments".into(), String::new()]);
        let items = rows.iter().map(|(name, text)| {
            let words = [inline::code(name), "-".into()].into_iter().chain(text.iter().cloned());
            Block::Item("* ".into(), words.collect())
        });
        self.0.extend(markdown::lines(&items.collect::<Vec<_>>()));
    }
}

/// A text as a code span.
pub(super) fn code(text: &str) -> String {
    inline::code(text)
}

/// The first paragraph of a declaration's texts, followed by facts, as words; for lists of arguments.
pub(super) fn words(docs: &Docs, facts: &str) -> Vec<String> {
    let first = text_blocks(docs).into_iter().find_map(|block| match block {
        Block::Paragraph(words) | Block::Item(_, words) => Some(words),
        Block::Fence(_) => None,
    });
    let mut words = first.unwrap_or_default();
    words.extend(inline::inline(facts));
    words
}

/// Summary, description and link of a declaration; a description that repeats the summary says it once.
fn text_blocks(docs: &Docs) -> Vec<Block> {
    let summary = docs.summary.as_deref().unwrap_or_default().trim();
    let description = docs.description.as_deref().unwrap_or_default().trim();
    let mut blocks = if same(summary, description) { Vec::new() } else { markdown::blocks(summary) };
    blocks.extend(markdown::blocks(description));
    for block in &mut blocks {
        if let Block::Paragraph(words) = block {
            end_sentence(words);
        }
    }
    if let Some(url) = docs.external.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
        blocks.extend(markdown::blocks(&format!("See {url}")));
    }
    blocks
}

fn same(summary: &str, description: &str) -> bool {
    let words = |text: &str| text.trim_end_matches('.').to_ascii_lowercase();
    words(description).starts_with(&words(summary)) && !description.is_empty()
}

/// Facts follow the last paragraph, or stand by themselves after a list or a fence.
fn append(blocks: &mut Vec<Block>, facts: &str) {
    let facts = inline::inline(facts);
    match blocks.last_mut() {
        _ if facts.is_empty() => {}
        Some(Block::Paragraph(words)) => {
            end_sentence(words);
            words.extend(facts);
        }
        _ => blocks.push(Block::Paragraph(facts)),
    }
}

/// Ends a text with a full stop unless it ends in a mark of its own.
fn end_sentence(words: &mut [String]) {
    let Some(last) = words.last_mut() else { return };
    if last.ends_with(|char: char| char.is_alphanumeric() || matches!(char, ')' | ']' | '\'' | '"' | '`' | '>')) {
        last.push('.');
    }
}
