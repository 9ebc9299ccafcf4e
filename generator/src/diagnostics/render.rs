//! Findings as text for people and as data for machines.

use super::{Diagnostic, Diagnostics, Position, Severity, locate};
use crate::origin::DocumentId;
use serde::Serialize;
use std::fmt::Write;

/// Longest part of a source line that is shown; minified documents have one line.
const SNIPPET: usize = 100;

/// The documents that findings point into.
pub trait Sources {
    /// Name and text of a document.
    fn source(&self, document: DocumentId) -> Option<Source<'_>>;
}

/// A document that findings point into.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The path as shown to people.
    pub path: String,
    /// Its text.
    pub text: &'a str,
}

/// A finding with its place looked up: what `--message-format json` prints.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Report {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// Name of the kind of finding.
    pub code: &'static str,
    /// What was found and what was expected.
    pub message: String,
    /// The document.
    pub file: Option<String>,
    /// Line, from one.
    pub line: Option<usize>,
    /// Column in characters, from one.
    pub column: Option<usize>,
    /// JSON pointer into the document.
    pub pointer: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Every finding with its place looked up.
pub fn reports(diagnostics: &Diagnostics, sources: &dyn Sources) -> Vec<Report> {
    diagnostics.items().iter().map(|item| report(item, sources)).collect()
}

fn report(item: &Diagnostic, sources: &dyn Sources) -> Report {
    let source = item.origin.as_ref().and_then(|origin| sources.source(origin.document));
    let position = source.as_ref().and_then(|source| position(item, source));
    Report {
        severity: word(item.severity),
        code: item.code,
        message: item.message.clone(),
        file: source.map(|source| source.path),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        pointer: item.origin.as_ref().map(|origin| origin.pointer.clone()),
        help: item.help.clone(),
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The place of a finding; where its pointer leads nowhere, the deepest place above it.
fn position(item: &Diagnostic, source: &Source<'_>) -> Option<Position> {
    if item.position.is_some() {
        return item.position;
    }
    let mut pointer = item.origin.as_ref()?.pointer.as_str();
    loop {
        if let Some((line, column)) = locate(source.text, pointer) {
            return Some(Position { line, column });
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}

/// Every finding as text for people, without colours.
pub fn render(diagnostics: &Diagnostics, sources: &dyn Sources) -> String {
    render_with(diagnostics, sources, false)
}

/// [`render`], with colours for a terminal where `colours` says so.
pub fn render_with(diagnostics: &Diagnostics, sources: &dyn Sources, colours: bool) -> String {
    let mut text = String::new();
    for item in diagnostics.items() {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = render_one(&mut text, item, sources, Palette { colours });
    }
    text
}

fn render_one(text: &mut String, item: &Diagnostic, sources: &dyn Sources, palette: Palette) -> std::fmt::Result {
    let colour = if item.severity == Severity::Error { "31" } else { "33" };
    let title = palette.paint(&format!("{}[{}]", word(item.severity), item.code), colour);
    writeln!(text, "{title}: {}", palette.paint(&item.message, "39"))?;
    let mut width = 1;
    if let Some((origin, source)) =
        item.origin.as_ref().and_then(|origin| Some((origin, sources.source(origin.document)?)))
    {
        let place = position(item, &source);
        let pointer = if origin.pointer.is_empty() { String::new() } else { format!(" (#{})", origin.pointer) };
        width = place.map_or(1, |place| place.line.to_string().len());
        let arrow = palette.paint(&format!("{:width$}-->", ""), "34");
        match place {
            Some(Position { line, column }) => writeln!(text, "{arrow} {}:{line}:{column}{pointer}", source.path)?,
            None => writeln!(text, "{arrow} {}{pointer}", source.path)?,
        }
        if let Some(place) = place {
            snippet(text, &source, place, width, palette)?;
        }
    }
    if let Some(help) = &item.help {
        writeln!(text, "{} help: {help}", palette.paint(&format!("{:width$} =", ""), "34"))?;
    }
    Ok(())
}

/// The source line with a mark below the place.
fn snippet(
    text: &mut String,
    source: &Source<'_>,
    place: Position,
    width: usize,
    palette: Palette,
) -> std::fmt::Result {
    let Some(line) = source.text.lines().nth(place.line - 1) else { return Ok(()) };
    let before = place.column - 1;
    let start = before.saturating_sub(SNIPPET / 2).min(line.chars().count().saturating_sub(SNIPPET));
    let shown: String = line.chars().skip(start).take(SNIPPET).map(|c| if c == '\t' { ' ' } else { c }).collect();
    let bar = palette.paint(&format!("{:width$} |", ""), "34");
    let number = palette.paint(&format!("{:>width$} |", place.line), "34");
    let mark = palette.paint("^", "31");
    writeln!(text, "{bar}\n{number} {}\n{bar} {:indent$}{mark}", shown.trim_end(), "", indent = before - start)
}

#[derive(Clone, Copy)]
struct Palette {
    colours: bool,
}

impl Palette {
    fn paint(self, text: &str, colour: &str) -> String {
        if self.colours { format!("\x1b[1;{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    struct One(&'static str);

    impl Sources for One {
        fn source(&self, document: DocumentId) -> Option<Source<'_>> {
            (document == DocumentId(0)).then(|| Source { path: "specs/a.json".to_owned(), text: self.0 })
        }
    }

    fn findings() -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error("unresolved-reference", Origin::new(DocumentId(0), "/paths/~1a"), "`#/x` leads to nothing")
            .help("declare it");
        diagnostics.warn("unexpected-type", Origin::new(DocumentId(0), "/paths/~1a/get/deep"), "a number");
        diagnostics.error_without_origin("document-not-found", "cannot read `b.json`");
        diagnostics
    }

    const TEXT: &str = "{\n  \"paths\": {\n    \"/a\": {}\n  }\n}\n";

    #[test]
    fn findings_as_text() {
        insta::assert_snapshot!(render(&findings(), &One(TEXT)), @r#"
        error[unresolved-reference]: `#/x` leads to nothing
         --> specs/a.json:3:5 (#/paths/~1a)
          |
        3 |     "/a": {}
          |     ^
          = help: declare it

        warning[unexpected-type]: a number
         --> specs/a.json:3:5 (#/paths/~1a/get/deep)
          |
        3 |     "/a": {}
          |     ^

        error[document-not-found]: cannot read `b.json`
        "#);
    }

    #[test]
    fn findings_as_data() {
        let reports = reports(&findings(), &One(TEXT));
        assert_eq!((reports[0].line, reports[0].column), (Some(3), Some(5)));
        assert_eq!(reports[0].file.as_deref(), Some("specs/a.json"));
        assert_eq!(reports[2].file, None);
        let json = serde_json::to_value(&reports[0]).expect("a report is plain data");
        assert_eq!(json["severity"], "error");
        assert_eq!(json["pointer"], "/paths/~1a");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{{\"{}\": 1, \"b\": 2}}", "a".repeat(300));
        let mut diagnostics = Diagnostics::default();
        diagnostics.error("x", Origin::new(DocumentId(0), "/b"), "y");
        let source = Source { path: "a.json".to_owned(), text: &line };
        let mut text = String::new();
        let place = position(&diagnostics.items()[0], &source).expect("it is there");
        snippet(&mut text, &source, place, 1, Palette { colours: false }).expect("a string takes it");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].len() <= SNIPPET + 4, "{}", lines[1]);
        assert_eq!(lines[2].find('^'), lines[1].find("\"b\""));
    }

    #[test]
    fn colours_are_asked_for() {
        assert!(render_with(&findings(), &One(TEXT), true).contains("\x1b[1;31merror[unresolved-reference]\x1b[0m"));
    }
}
