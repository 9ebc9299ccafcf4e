//! The report for a changelog or a pull request.

use super::crowds::{Crowd, Entry};
use super::text::{also, count, predicate, wire};
use super::{Concern, Judged, Report};
use crate::diff::rules::Verdict;

/// The report as Markdown, headings from level `level` on.
pub fn markdown(report: &Report, level: usize) -> String {
    let head = "#".repeat(level.max(1));
    let mut out = format!("{head} {}\n\n", report.title("→"));
    out.push_str(&format!(
        "{}; semver verdict **{}**{}.\n",
        count(report.changes.len(), "change"),
        report.verdict,
        consequence(report.verdict)
    ));
    for concern in Concern::ALL {
        let changes: Vec<&Judged> = report.of(concern).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{head}# {}\n\n", concern.heading()));
        for entry in concern.entries(&changes) {
            out.push_str(&match entry {
                Entry::One(judged) => bullet(judged),
                Entry::Crowd(alike) => crowd(&alike),
            });
        }
    }
    out
}

fn consequence(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Major => ": callers have to look",
        Verdict::Minor => ": source that compiled compiles, and there is something new",
        Verdict::Patch => ": the public API is the same",
        Verdict::Unchanged => "",
    }
}

/// ``- `Vault.sku` has another type: `string` → `Sku`; breaks old requests. Rust: `models::Vault::sku` (breaking).``
fn bullet(judged: &Judged) -> String {
    let change = &judged.change;
    let mut text = format!("- {} {}{}", code(&change.subject), predicate(judged, "→", code), also(judged));
    if let Some(wire) = wire(judged) {
        text.push_str(&format!("; {wire} on the wire"));
    }
    if let Some(evidence) = &change.evidence {
        text.push_str(&format!(" (probable: {evidence})"));
    }
    text.push('.');
    if let Some((first, more)) = judged.rust_items.split_first() {
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        text.push_str(&format!(" Rust: {}{more}", code(first)));
        text.push_str(&match judged.judgement.rust {
            crate::diff::rules::RustEffect::None => ".".to_owned(),
            effect => format!(" ({effect})."),
        });
    }
    text.push('\n');
    text
}

/// ``- 8 properties, each is new: `Vault.sku`, `Vault.tags`, ….``
fn crowd(crowd: &Crowd<'_>) -> String {
    let subjects: Vec<String> = crowd.subjects().into_iter().map(code).collect();
    let wire = crowd.wire().map(|wire| format!("; on the wire: {wire}")).unwrap_or_default();
    format!("- {}, each {}: {}{wire}.\n", crowd.head(), crowd.phrase(), subjects.join(", "))
}

/// Text as code; backticks in it take a longer fence.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
