//! The report for a terminal: one screen, the gravest first.

use super::crowds::{Crowd, Entry, entries};
use super::text::{also, count, predicate, wire};
use super::{Concern, Judged, Report};
use crate::diff::rules::Verdict;

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Width {
    /// What fits a screen: many changes of one kind share a line, places are left out.
    #[default]
    Screen,
    /// Every change with its places, its items and its reason.
    Everything,
}

/// The report as text; with escape sequences for colours if `coloured`.
pub fn human(report: &Report, width: Width, coloured: bool) -> String {
    let paint = Paint(coloured);
    let mut out = String::new();
    let verdict = paint.verdict(report.verdict);
    let changes = count(report.changes.len(), "change");
    out.push_str(&format!("{}: {changes}, {verdict}\n", paint.bold(&report.title("->"))));
    for concern in Concern::ALL {
        let changes: Vec<&Judged> = report.of(concern).collect();
        if changes.is_empty() {
            continue;
        }
        let heading = paint.concern(concern, &format!("{} ({})", concern.heading(), changes.len()));
        out.push_str(&format!("\n{heading}\n"));
        match width {
            Width::Everything => changes.iter().for_each(|judged| everything(&mut out, judged, paint)),
            Width::Screen => screen(&mut out, &changes, paint),
        }
    }
    out
}

/// Changes in order; kinds with many changes become one line each.
fn screen(out: &mut String, changes: &[&Judged], paint: Paint) {
    for entry in entries(changes) {
        match entry {
            Entry::One(judged) => line(out, judged, paint),
            Entry::Crowd(alike) => crowd(out, &alike, paint),
        }
    }
}

/// `  ~ VaultProperties.sku is required now   breaks old requests`.
fn line(out: &mut String, judged: &Judged, paint: Paint) {
    let change = &judged.change;
    let predicate = predicate(judged, "->", str::to_owned);
    let also = also(judged);
    let mut text = format!("  {} {} {predicate}{also}", sign(judged), paint.bold(&change.subject));
    if let Some(wire) = wire(judged) {
        text.push_str(&paint.dim(&format!("  [{wire}]")));
    }
    if change.evidence.is_some() {
        text.push_str(&paint.dim("  [probable]"));
    }
    out.push_str(&text);
    out.push('\n');
}

/// Many changes of one kind: how many, and whose, as far as a line or two reach.
fn crowd(out: &mut String, crowd: &Crowd<'_>, paint: Paint) {
    /// Characters of names that are listed.
    const ROOM: usize = 170;
    let mut names = String::new();
    let subjects = crowd.subjects();
    let mut left = subjects.len();
    for subject in subjects {
        if names.len() + subject.len() > ROOM {
            break;
        }
        names.push_str(if names.is_empty() { "" } else { ", " });
        names.push_str(subject);
        left -= 1;
    }
    if left > 0 {
        names.push_str(&format!(" and {left} more"));
    }
    let sign = crowd.alike.first().map_or('~', |judged| sign(judged));
    out.push_str(&format!("  {sign} {}, each {}: {names}", paint.bold(&crowd.head()), crowd.phrase()));
    if let Some(wire) = crowd.wire() {
        out.push_str(&paint.dim(&format!("  [{wire}]")));
    }
    out.push('\n');
}

fn everything(out: &mut String, judged: &Judged, paint: Paint) {
    line(out, judged, paint);
    let mut detail = |name: &str, text: &str| out.push_str(&format!("      {} {text}\n", paint.dim(name)));
    detail("why ", judged.judgement.reason);
    if let Some(evidence) = &judged.change.evidence {
        detail("probable:", evidence);
    }
    for item in &judged.rust_items {
        detail("rust", item);
    }
    for (name, place) in [("old ", &judged.old_place), ("new ", &judged.new_place)] {
        if let Some(place) = place {
            detail(name, &format!("{}#{}", place.document, place.pointer));
        }
    }
}

/// `+` for what is new, `-` for what is gone, `~` for what is otherwise.
fn sign(judged: &Judged) -> char {
    match (judged.change.old, judged.change.new) {
        (None, _) => '+',
        (_, None) => '-',
        _ => '~',
    }
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint(bool);

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    fn verdict(self, verdict: Verdict) -> String {
        let code = match verdict {
            Verdict::Major => "1;31",
            Verdict::Minor => "1;33",
            Verdict::Patch | Verdict::Unchanged => "1;32",
        };
        self.with(code, &format!("verdict {verdict}"))
    }

    fn concern(self, concern: Concern, text: &str) -> String {
        let code = match concern {
            Concern::Breaking => "31",
            Concern::RunTime => "35",
            Concern::New => "33",
            Concern::Nothing => "32",
        };
        self.with(code, text)
    }
}
