//! The report for machines. Keys and names of kinds are stable; new ones may come.

use super::{Concern, Judged, Place, Report, Side};
use serde_json::{Value, json};

/// The report as JSON.
pub fn json(report: &Report) -> Value {
    let count = |concern| report.of(concern).count();
    json!({
        "format": "armspan-diff/1",
        "old": side(&report.old),
        "new": side(&report.new),
        "verdict": report.verdict.to_string(),
        "counts": {
            "breaking": count(Concern::Breaking),
            "atRunTime": count(Concern::RunTime),
            "new": count(Concern::New),
            "nothing": count(Concern::Nothing),
        },
        "changes": report.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn side(side: &Side) -> Value {
    json!({ "title": side.title, "apiVersions": side.api_versions, "documents": side.documents })
}

fn change(judged: &Judged) -> Value {
    let change = &judged.change;
    let judgement = &judged.judgement;
    json!({
        "kind": change.kind.name(),
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "old": judged.old_place.as_ref().map(place),
        "new": judged.new_place.as_ref().map(place),
        "direction": { "request": change.facts.input, "response": change.facts.output },
        "wire": { "effect": judgement.wire.to_string(), "requests": judgement.wire.requests, "readers": judgement.wire.readers },
        "rust": { "effect": judgement.rust.to_string(), "items": judged.rust_items },
        "atRunTime": judgement.at_run_time,
        "reason": judgement.reason,
        "probable": change.evidence,
    })
}

fn place(place: &Place) -> Value {
    json!({ "document": place.document, "pointer": place.pointer })
}
