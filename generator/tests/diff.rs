//! Every kind of change, each shown by a document before and after it, with what it means.
//!
//! `diff/base.json` is a small service. A case in `diff/cases/` is named after the kind it shows (`<kind>.json`, or
//! `<kind>.<circumstance>.json`) and has two JSON merge patches (RFC 7386) for it, by document; the result of `before` is
//! compared with the result of `after`. Adding a file adds a test.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/public.rs"]
mod public;

use armspan::diff::report::{Report, html, human, json, markdown};
use armspan::diff::rules::RustEffect;
use armspan::diff::{ChangeKind, report};
use cases::{cases, describe, named};
use serde_json::{Value, json as value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_case_says_what_it_means() {
    let cases = cases();
    let mut failures = Vec::new();
    for (name, path, case) in &cases {
        let report = compare(case);
        let found = value!({ "expect": summary(&report), "verdict": report.verdict.to_string() });
        if std::env::var_os("ARMSPAN_ACCEPT").is_some() {
            accept(path, case, &found);
        } else if found["expect"] != case["expect"] || found["verdict"] != case["verdict"] {
            failures.push(format!("{name}: found {found:#}\n{}", human(&report, Default::default(), false)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_kind_of_change_has_a_case_that_shows_it() {
    let mut missing: BTreeSet<&str> = ChangeKind::ALL.iter().map(|kind| kind.name()).collect();
    for (name, _, case) in cases() {
        let kind = name.split('.').next().unwrap_or_default();
        if kind == "unchanged" {
            assert_eq!(case["expect"], value!([]));
            continue;
        }
        assert!(ChangeKind::from_name(kind).is_some(), "{name} is named after no kind of change");
        let shown = case["expect"].as_array().is_some_and(|all| all.iter().any(|change| change["kind"] == kind));
        assert!(shown, "{name} does not show what it is named after");
        missing.remove(kind);
    }
    assert!(missing.is_empty(), "kinds without a case: {missing:?}");
}

/// Where the roles are exchanged, what was new is gone: nothing is seen in one direction only.
#[test]
fn every_case_is_seen_backwards_as_well() {
    for (name, _, case) in cases() {
        let backwards = value!({ "before": case["after"], "after": case["before"] });
        assert_eq!(compare(&backwards).changes.is_empty(), name == "unchanged", "{name}");
    }
}

/// The report and the generated sources, which know nothing of each other, agree on what callers notice.
#[test]
fn the_public_api_changes_as_the_report_says() {
    let mut failures = Vec::new();
    for (name, _, case) in cases() {
        let (before, after) = (describe(&case["before"]), describe(&case["after"]));
        let said = report(named(&before), named(&after)).changes.iter().map(|judged| judged.judgement.rust).max();
        let (seen, difference) = public::seen(&public::lines(&before), &public::lines(&after));
        let said = said.unwrap_or(RustEffect::None);
        if said != seen {
            failures.push(format!("{name}: said {said}, seen {seen}: {difference:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A page is sent to others: texts of a document stay text, and nothing is fetched when it is opened.
#[test]
fn pages_need_nothing_else_and_run_nothing() {
    let described = |text: &str| value!({ "service.json": { "definitions": { "Tags": { "description": text } } } });
    let case = value!({ "before": {}, "after": described("<script>alert(\"1\")</script> & <img src=x onerror=y>") });
    let page = html(&compare(&case));
    assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &lt;img"), "{page}");
    for (name, _, case) in cases() {
        let page = html(&compare(&case));
        for unwanted in ["<script", "<link", "<img", "src=", "url(", "@import"] {
            assert!(!page.contains(unwanted), "{name}: {unwanted}");
        }
        assert!(page.matches("href=").count() == page.matches("href=\"#").count(), "{name}");
    }
}

/// What callers need not look at shares a line; what they have to look at gets one each, but on a terminal.
#[test]
fn many_changes_of_one_kind_share_a_line() {
    let all = |schema: Value| {
        let properties: serde_json::Map<_, _> =
            ["a", "b", "c", "d", "e", "f", "g"].into_iter().map(|name| (name.to_owned(), schema.clone())).collect();
        value!({ "service.json": { "definitions": { "Tags": { "properties": properties } } } })
    };
    let (string, boolean) = (value!({ "type": "string" }), value!({ "type": "boolean" }));
    let new = compare(&value!({ "before": {}, "after": all(string.clone()) }));
    insta::assert_snapshot!(markdown(&new, 2), @r"
    ## Things 2024-01-01 → 2024-01-01

    7 changes; semver verdict **minor**: source that compiled compiles, and there is something new.

    ### New

    - 7 properties, each is new: `Tags.a`, `Tags.b`, `Tags.c`, `Tags.d`, `Tags.e`, `Tags.f`, `Tags.g`.
    ");
    let page = html(&new);
    let folded = "<summary><strong>7 properties</strong>, each is new</summary>";
    assert!(page.contains(folded) && page.contains("<strong>Tags.<wbr>a</strong> is new"), "{page}");
    let limited = compare(&value!({
        "before": all(string.clone()),
        "after": all(value!({ "type": "string", "maxLength": 9, "pattern": "a" })),
    }));
    // Two changes each, and still seven properties.
    assert!(
        human(&limited, Default::default(), false)
            .contains("~ 7 properties, each has a tighter limit: Tags.a, Tags.b,")
    );
    let retyped = compare(&value!({ "before": all(string), "after": all(boolean) }));
    insta::assert_snapshot!(human(&retyped, Default::default(), false), @r"
    Things 2024-01-01 -> 2024-01-01: 7 changes, verdict major

    Breaks source (7)
      ~ 7 properties, each has another type: Tags.a, Tags.b, Tags.c, Tags.d, Tags.e, Tags.f, Tags.g  [breaks old requests and readers]
    ");
    assert_eq!(markdown(&retyped, 2).matches("has another type").count(), 7);
}

fn compare(case: &Value) -> Report {
    let (before, after) = (describe(&case["before"]), describe(&case["after"]));
    report(named(&before), named(&after))
}

/// What a case expects of a report: kind, subject and effects of each change.
fn summary(report: &Report) -> Value {
    let changes = json(report)["changes"].as_array().cloned().unwrap_or_default();
    let brief = |change: &Value| {
        let mut brief = value!({
            "kind": change["kind"],
            "subject": change["subject"],
            "wire": change["wire"]["effect"],
            "rust": change["rust"]["effect"],
            "items": change["rust"]["items"],
        });
        for key in ["before", "after", "probable"] {
            if !change[key].is_null() {
                brief[key] = change[key].clone();
            }
        }
        if change["atRunTime"] == true {
            brief["atRunTime"] = true.into();
        }
        brief
    };
    changes.iter().map(brief).collect()
}

/// Writes what was found into the case, to be read and judged by whoever asked for it.
fn accept(path: &Path, case: &Value, found: &Value) {
    let mut case = case.clone();
    for key in ["expect", "verdict"] {
        case[key] = found[key].clone();
    }
    fs::write(path, format!("{case:#}\n")).expect("writable");
}
