//! The report as a web page: one file that needs nothing else, for a screen, a phone and paper.

use super::crowds::{Crowd, Entry};
use super::text::{also, count, predicate, wire};
use super::{Concern, Judged, Place, Report};

/// The style: readable width, a card per change that breaks nothing across lines on a phone, no ink wasted on paper.
const STYLE: &str = include_str!("report.css");

/// The report as a whole HTML document.
pub fn html(report: &Report) -> String {
    let title = escape(&report.title("→"));
    let mut body = format!(
        "<header><p class=\"verdict {verdict}\">{verdict}</p><h1>{title}</h1>\n<p>{}, of which</p>\n<ul class=\"counts\">",
        count(report.changes.len(), "change"),
        verdict = report.verdict
    );
    for concern in Concern::ALL {
        let number = report.of(concern).count();
        let (id, heading) = (id(concern), escape(concern.heading()));
        // What there is none of has no section to lead to.
        body.push_str(&match number {
            0 => format!("<li class=\"none\"><b>0</b> {heading}</li>"),
            _ => format!("<li class=\"{id}\"><a href=\"#{id}\"><b>{number}</b> {heading}</a></li>"),
        });
    }
    body.push_str("</ul></header>\n");
    for concern in Concern::ALL {
        section(&mut body, report, concern);
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

fn id(concern: Concern) -> &'static str {
    match concern {
        Concern::Breaking => "breaking",
        Concern::RunTime => "run-time",
        Concern::New => "new",
        Concern::Nothing => "nothing",
    }
}

fn section(body: &mut String, report: &Report, concern: Concern) {
    let changes: Vec<&Judged> = report.of(concern).collect();
    if changes.is_empty() {
        return;
    }
    let id = id(concern);
    let heading = escape(concern.heading());
    body.push_str(&format!("<section id=\"{id}\" class=\"{id}\"><h2>{heading} <span>{}</span></h2>\n", changes.len()));
    body.push_str("<ul class=\"changes\">\n");
    for entry in concern.entries(&changes) {
        match entry {
            Entry::One(judged) => item(body, judged),
            Entry::Crowd(alike) => crowd(body, &alike),
        }
    }
    body.push_str("</ul>\n</section>\n");
}

/// Many changes of one kind, folded away.
fn crowd(body: &mut String, crowd: &Crowd<'_>) {
    let mut head = format!("<strong>{}</strong>, each {}", crowd.head(), escape(crowd.phrase()));
    if let Some(wire) = crowd.wire() {
        head.push_str(&format!(" <em class=\"wire\">{}</em>", escape(&wire)));
    }
    body.push_str(&format!("<li class=\"crowd\"><details><summary>{head}</summary>\n<ul class=\"changes\">\n"));
    crowd.alike.iter().for_each(|judged| item(body, judged));
    body.push_str("</ul></details></li>\n");
}

fn item(body: &mut String, judged: &Judged) {
    let change = &judged.change;
    let code = |text: &str| format!("<code>{}</code>", breakable(text));
    body.push_str(&format!(
        "<li><p><strong>{}</strong> {}{}",
        breakable(&change.subject.replace("->", "→")),
        predicate(judged, "→", code),
        also(judged)
    ));
    if let Some(wire) = wire(judged) {
        body.push_str(&format!(" <em class=\"wire\">{}</em>", escape(&wire)));
    }
    if change.evidence.is_some() {
        body.push_str(" <em class=\"probable\">probable</em>");
    }
    body.push_str("</p>\n<dl>");
    let mut row = |name: &str, html: &str| body.push_str(&format!("<dt>{name}</dt><dd>{html}</dd>"));
    row("Why", &escape(judged.judgement.reason).replace('`', ""));
    if let Some(evidence) = &change.evidence {
        row("Evidence", &escape(evidence));
    }
    if change.kind == crate::diff::ChangeKind::DescriptionChanged {
        let text = |text: &Option<String>| escape(text.as_deref().unwrap_or("(none)"));
        row("Before", &text(&change.before));
        row("After", &text(&change.after));
    }
    if !judged.rust_items.is_empty() {
        let items: Vec<String> = judged.rust_items.iter().map(|item| code(item)).collect();
        row("Rust", &items.join("<br>"));
    }
    match (judged.old_place.as_ref().map(Place::short), judged.new_place.as_ref().map(Place::short)) {
        (Some(old), Some(new)) if old == new => row("In both", &code(&old)),
        (old, new) => {
            old.iter().for_each(|old| row("Old", &code(old)));
            new.iter().for_each(|new| row("New", &code(new)));
        }
    }
    body.push_str("</dl></li>\n");
}

/// Text between tags and in attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Text that may break at its joints, so that long names and pointers fit a phone: `~1` is the slash of a pointer.
fn breakable(text: &str) -> String {
    let pieces = text.split_inclusive(['/', '.', '_', ':']);
    let pieces: Vec<String> = pieces.map(|piece| escape(piece).replace("~1", "<wbr>~1")).collect();
    pieces.join("<wbr>")
}
