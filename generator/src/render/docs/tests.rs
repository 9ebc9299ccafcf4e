//! What rustdoc and clippy would complain about, one case per complaint.

use super::{DocLines, code, parameter_facts, property_facts};
use crate::model::{Constraints, Docs, Mutability, Type};
use crate::names::fixture::{docs, property, text};
use serde_json::json;

fn lines(description: &str) -> Vec<String> {
    split(&DocLines::of(&docs(description), "", "Nothing is said."))
}

fn split(lines: &DocLines) -> Vec<String> {
    let mut text = String::new();
    lines.write("", &mut text);
    text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect()
}

#[test]
fn escapes() {
    let cases = [
        ("brackets", "an array [0] of [Foo]", "an array \\[0\\] of \\[Foo\\]."),
        ("bare URL", "See https://aka.ms/x.", "See <https://aka.ms/x>."),
        ("URL in brackets", "(https://aka.ms/x)", "(<https://aka.ms/x>)."),
        ("URL within a word", "at:http://a.b/c", "at:<http://a.b/c>."),
        ("URL at the end", "See https://aka.ms/x", "See <https://aka.ms/x>."),
        ("URL with a placeholder", "https://{vault}.net/a_b_", "<https://{vault}.net/a_b>\\_"),
        ("Markdown link", "the [*docs*](https://a.b/c)", "the [\\*docs\\*](https://a.b/c)."),
        ("link without URL", "the [docs](#top)", "the \\[docs\\](#top)."),
        ("reference link", "[text][ref]", "\\[text\\]\\[ref\\]."),
        ("HTML that is none", "Bearer <token>", "Bearer \\<token>."),
        ("HTML", "<b>bold</b> and <i>italic</i>", "bold and italic."),
        ("HTML link", "<a href=\"https://a.b\">here</a>", "here (<https://a.b>)."),
        ("HTML link that shows itself", "<a href='https://a.b'>https://a.b</a>", "<https://a.b>."),
        ("stars", "a * b **c**", "a \\* b \\*\\*c\\*\\*"),
        ("underscores", "_a_ snake_case", "\\_a\\_ snake_case."),
        ("backslash at the end", "C:\\temp\\", "C:\\\\temp\\\\"),
        ("code span", "use `a[0]` here", "use `a[0]` here."),
        ("lone backtick", "a ` b", "a \\` b."),
        ("indented code", "    four spaces", "four spaces."),
        ("heading", "# not a heading", "\\# not a heading."),
        ("quote", "> 5 items", "\\> 5 items."),
        ("setext", "---", "\\---"),
        ("number that is no list", "2024. was a year", "2024\\. was a year."),
        ("tilde", "~~x~~", "\\~\\~x\\~\\~"),
        ("table", "a | b", "a \\| b."),
        ("tab and carriage return", "a\tb\rc", "a b c."),
        ("invisible", "a\u{200b}b \u{202e}c", "ab c."),
        ("nothing", "", "Nothing is said."),
        ("nothing but a space", "  \n ", "Nothing is said."),
    ];
    for (case, text, expected) in cases {
        assert_eq!(lines(text), [expected], "{case}");
    }
}

#[test]
fn blocks_stay_apart() {
    let cases = [
        ("lines of one paragraph", "a\nb", vec!["a b."]),
        ("paragraphs", "a.\n\nb", vec!["a.", "", "b."]),
        ("break", "a<br/>b", vec!["a.", "", "b."]),
        ("list", "Values:\n* one\n  more\n- two", vec!["Values:", "", "- one more", "- two"]),
        ("numbers", "Steps:\n1) one\n2) two", vec!["Steps:", "", "1. one", "2. two"]),
        ("HTML list", "One of <ul><li>a</li><li>b</li></ul> only", vec!["One of.", "", "- a", "- b", "", "only."]),
        ("fence", "a\n```json\n{ [x] }\n```\nb", vec!["a.", "", "```text", "{ [x] }", "```", "", "b."]),
        ("open fence", "a\n```\nb", vec!["a.", "", "```text", "b", "```"]),
    ];
    for (case, text, expected) in cases {
        assert_eq!(lines(text), expected, "{case}");
    }
}

#[test]
fn long_lines_are_broken_between_words() {
    let long = format!("{} - 1. # end", "word ".repeat(21).trim());
    let lines = lines(&long);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].len() <= 108 && lines[1].starts_with("\\- 1. # end") || lines[1] == "1\\. # end.", "{lines:?}");
    let item = split(&DocLines::sentence(&format!("- {}", "word ".repeat(30))));
    assert!(item[1].starts_with("  word"), "{item:?}");
}

#[test]
fn facts_follow_the_description() {
    let mut subject = property("name", text());
    subject.required = true;
    subject.mutability = Mutability::READ_ONLY;
    subject.default = Some(json!("a b"));
    subject.constraints = Constraints {
        min_length: Some(3),
        max_length: Some(24),
        pattern: Some("^[a-z`]+$".into()),
        format: Some("uuid".into()),
        ..Constraints::default()
    };
    assert_eq!(
        property_facts(&subject),
        "Required. Read-only. Default: `a b`. Length: 3 to 24. Pattern: `` ^[a-z`]+$ ``. Format: `uuid`."
    );
    let doc = DocLines::of(&docs("A ` name"), &property_facts(&subject), "");
    assert!(split(&doc)[0].starts_with("A \\` name. Required. Read-only. Default: `a b`."), "{doc:?}");
}

#[test]
fn numbers_have_ranges() {
    let mut subject = crate::names::fixture::parameter("$top", crate::model::ParameterLocation::Query, Type::Boolean);
    subject.constraints.minimum = Some(1.into());
    subject.constraints.maximum = Some(10.into());
    assert_eq!(parameter_facts(&subject), "Range: 1 to 10.");
    subject.constraints.exclusive_minimum = true;
    assert_eq!(parameter_facts(&subject), "Range: more than 1, at most 10.");
}

#[test]
fn a_summary_that_is_repeated_is_said_once() {
    let docs = |summary: &str, description: &str| Docs {
        summary: Some(summary.into()),
        description: Some(description.into()),
        external: None,
    };
    assert_eq!(split(&DocLines::of(&docs("Gets it", "Gets it."), "", "")), ["Gets it."]);
    assert_eq!(split(&DocLines::of(&docs("Gets it", "More."), "", "")), ["Gets it.", "", "More."]);
    assert_eq!(split(&DocLines::of(&docs("Gets it", ""), "", "")), ["Gets it."]);
}

#[test]
fn code_spans_hold_anything() {
    let cases = [("a", "`a`"), ("", "`  `"), ("`", "`` ` ``"), ("a``b", "``` a``b ```"), ("a\nb", "`a b`")];
    for (text, expected) in cases {
        assert_eq!(code(text), expected, "{text}");
    }
}
