//! Moving a package to another version, in a small copy of the specification repository.

#[path = "support/place.rs"]
mod place;

use armspan::update::{Options, Update};
use place::{CONFIG, PROJECT, Place, README, common, document, out};
use std::fs;

#[test]
fn a_module_and_the_tests_beside_it_move_as_well() {
    let place = Place::new();
    let output = "dir = \"../../generated\"";
    assert!(PROJECT.contains(output));
    place.write(CONFIG, &PROJECT.replace(output, &format!("{output}\nlayout = \"module\"\ntests = \"../../tests\"")));
    assert!(place.run(&["generate", CONFIG]).status.success());
    place.update(&[]);
    assert!(place.path("generated/mod.rs").is_file() && !place.path("generated/lib.rs").exists());
    assert!(place.read("tests/examples.rs").contains("2024-01-01"), "the examples of the new version are replayed");
    let check = place.run(&["check", CONFIG]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn versions_are_listed_with_their_tags() {
    let place = Place::new();
    insta::assert_snapshot!(out(&place.update(&["--list"])), @r"
    2024-06-01-preview  1 document
    2024-01-01          1 document, tag package-2024-01
    2023-01-01          1 document, tag package-2023-01  <- in use
    ");
}

#[test]
fn the_newest_stable_version_comes_with_all_it_refers_to() {
    let place = Place::new();
    insta::assert_snapshot!(out(&place.update(&["--prune", "--bump", "--changelog", "CHANGELOG.md"])), @r"
    Things 2023-01-01 -> 2024-01-01: 2 changes, verdict minor

    New (1)
      + Thing.size is new: integer (int32)

    Nothing to do for callers (1)
      ~ Things has another api-version: 2023-01-01 -> 2024-01-01

    specs/things/armspan.toml moved to 2024-01-01 (tag package-2024-01): 47 files written, 41 removed
    ");
    insta::assert_snapshot!(place.read(CONFIG), @r#"
    # Things, as ever.
    [package]
    name = "armspan-things"
    version = "0.3.2" # ours
    api-version = "2024-01-01" # promised

    [documents]
    files = [
        # the only one
        "2024-01-01/things.json",
    ]

    [output]
    dir = "../../generated"
    "#);
    insta::assert_snapshot!(place.read("CHANGELOG.md"), @r"
    # Changelog

    ## Unreleased

    ### Things 2023-01-01 → 2024-01-01

    2 changes; semver verdict **minor**: source that compiled compiles, and there is something new.

    #### New

    - `Thing.size` is new: `integer (int32)`. Rust: `models::Thing::size` (minor).

    #### Nothing to do for callers

    - `Things` has another api-version: `2023-01-01` → `2024-01-01`. Rust: `ThingsClient`.
    ");
    let document = place.read("specs/things/2024-01-01/things.json");
    assert!(document.contains("\"../common-types/v1/types.json#/parameters/ApiVersion\""), "{document}");
    assert!(place.path("specs/things/2024-01-01/examples/get7.json").is_file());
    assert!(!place.path("specs/things/2023-01-01").exists(), "what nothing uses is gone");
    assert!(place.read("generated/models/things.rs").contains("pub size"));
    assert!(place.run(&["check", CONFIG]).status.success());
    let again = out(&place.update(&[]));
    assert!(again.contains("is at 2024-01-01 already"), "{again}");
}

#[test]
fn a_preview_comes_only_when_asked_for() {
    let cases: [(&[&str], &str); 4] = [
        (&[], "2024-01-01"),
        (&["--preview"], "2024-06-01-preview"),
        (&["--api-version", "2024-06-01-preview"], "2024-06-01-preview"),
        (&["--tag", "package-2024-01"], "2024-01-01"),
    ];
    for (arguments, expected) in cases {
        let place = Place::new();
        place.update(arguments);
        let config = place.read(CONFIG);
        assert!(config.contains(&format!("api-version = \"{expected}\" # promised")), "{arguments:?}: {config}");
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    let before = place.project();
    let said = out(&place.update(&["--dry-run", "--prune"]));
    assert!(said.contains("would move to 2024-01-01"), "{said}");
    assert_eq!(place.project(), before);
}

#[test]
fn documents_with_errors_leave_everything_as_it_was() {
    let place = Place::new();
    let before = place.project();
    let broken = "repository/specification/things/resource-manager/Microsoft.Things/stable/2024-01-01/things.json";
    place.write(broken, &document("2024-01-01").to_string().replace("#/definitions/Thing", "#/definitions/Nothing"));
    let output = place.run(&["update", CONFIG, "--from", "repository"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("Nothing"), "{output:?}");
    assert_eq!(place.project(), before);
}

/// The change report's papers come with the update or not at all, and never in the place of the package's own files.
#[test]
fn a_paper_that_cannot_be_written_stops_the_update() {
    let cases: [(&[&str], &str); 5] = [
        (&["--changelog", CONFIG], "it is part of the package"),
        (&["--changelog", "specs/../generated/lib.rs"], "it is part of the package"),
        (&["--html", "specs/things/2024-01-01/things.json"], "it is part of the package"),
        (&["--html", "generated"], "is a folder, where a file shall be"),
        (&["--html", "repository/specification/things/resource-manager/readme.md/r.html"], "where one shall be"),
    ];
    for (arguments, expected) in cases {
        let place = Place::new();
        place.write("repository/specification/things/resource-manager/readme.md", README);
        let before = place.project();
        let output = place.run(&[&["update", CONFIG, "--from", "repository"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(expected), "{arguments:?}: {output:?}");
        assert_eq!(place.project(), before, "{arguments:?}");
    }
    let place = Place::new();
    place.update(&["--changelog", "CHANGES.md", "--html", "report.html"]);
    let papers = [place.read("CHANGES.md"), place.read("report.html")];
    assert!(papers.iter().all(|paper| paper.contains("Things 2023-01-01 → 2024-01-01")), "{papers:?}");
    place.update(&["--changelog", "CHANGES.md", "--html", "report.html"]);
    assert_eq!(place.read("CHANGES.md"), papers[0], "nothing has changed since");
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let place = Place::new();
    let strangers = "repository/specification/strangers/resource-manager/Microsoft.Strangers/stable/2030-01-01";
    let stranger = document("2030-01-01").to_string().replace("Microsoft.Things", "Microsoft.Strangers");
    place.write(&format!("{strangers}/strangers.json"), &stranger);
    let cases: [(&[&str], &str); 5] = [
        (&["--api-version", "2020-01-01"], "there are: 2024-06-01-preview, 2024-01-01, 2023-01-01"),
        (&["--tag", "package-1"], "there are: package-2024-01, package-2023-01"),
        (&["--from", "nowhere"], "does not exist"),
        (&["--from", "generated"], "no version of `Microsoft.Things`"),
        (&["--from", "repository/specification/strangers"], "no version of `Microsoft.Things`"),
    ];
    for (arguments, expected) in cases {
        let from = if arguments[0] == "--from" { Vec::new() } else { vec!["--from", "repository"] };
        let output = place.run(&[&["update", CONFIG], from.as_slice(), arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(expected), "{arguments:?}: {output:?}");
    }
}

/// Documents may have been given other names since: the folder says whose they are, or their paths do.
#[test]
fn documents_of_other_names_are_found_by_what_they_say() {
    for folder in ["elsewhere/Microsoft.Things", "elsewhere"] {
        let place = Place::new();
        place.write(&format!("{folder}/2024-01-01/renamed.json"), &document("2024-01-01").to_string());
        place.write("common-types/v1/types.json", &common().to_string());
        let output = place.run(&["update", CONFIG, "--from", folder, "--list"]);
        assert!(out(&output).contains("2024-01-01"), "{output:?}");
    }
}

#[test]
fn everything_generated_is_current_afterwards() {
    let place = Place::new();
    place.write(CONFIG, &format!("{PROJECT}layout = \"module\"\ntests = \"../../tests\"\n"));
    assert!(place.run(&["generate", CONFIG]).status.success());
    let before = place.read("tests/examples.rs");
    place.update(&[]);
    assert_ne!(place.read("tests/examples.rs"), before);
    let output = place.run(&["check", CONFIG]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn a_plan_is_for_the_state_it_was_made_on() {
    let place = Place::new();
    let config = place.path(CONFIG);
    let plan = Update::plan(&config, &place.path("repository"), &Options::default()).expect("there is a newer version");
    place.write(CONFIG, &format!("{PROJECT}\n# edited\n"));
    let before = place.project();
    let error = plan.apply().expect_err("another has been at work").to_string();
    assert!(error.contains("start again"), "{error}");
    assert_eq!(place.project(), before);
}

#[test]
fn edited_files_keep_their_ends_of_lines() {
    let place = Place::new();
    place.write(CONFIG, &PROJECT.replace('\n', "\r\n"));
    place.write("CHANGES.md", "# Changes\r\n\r\n## Unreleased\r\n\r\n- one\r\n");
    place.update(&["--changelog", "CHANGES.md"]);
    for path in [CONFIG, "CHANGES.md"] {
        let text = place.read(path);
        assert!(text.contains("2024-01-01") && !text.replace("\r\n", "").contains(['\r', '\n']), "{text:?}");
    }
}

#[test]
fn a_place_may_be_named_in_any_way() {
    for from in ["./repository", "specs/../repository/", "repository/specification/..", "."] {
        let place = Place::new();
        if from == "." {
            fs::rename(place.path("repository/specification"), place.path("specification")).expect("writable");
        }
        place.run(&["update", CONFIG, "--from", from]);
        assert!(place.path("specs/things/2024-01-01/things.json").is_file(), "{from}");
        assert!(place.path("specs/things/2024-01-01/examples/get7.json").is_file(), "{from}");
        assert!(place.read(CONFIG).contains("\"2024-01-01/things.json\""), "{from}");
    }
}

/// The newer layout of the repository has a folder for each part of a provider, with its own readme.
#[test]
fn a_provider_in_parts_is_found_by_the_names_of_its_documents() {
    let place = Place::new();
    let manager = "repository/specification/things/resource-manager";
    fs::rename(place.path(&format!("{manager}/Microsoft.Things")), place.path("old")).expect("writable");
    place.publish("Microsoft.Things/Core/stable/2024-01-01", "2024-01-01");
    place.write(&format!("{manager}/Microsoft.Things/Core/readme.md"), &README.replace("Microsoft.Things/", ""));
    place.write(
        &format!("{manager}/Microsoft.Things/Extra/stable/2026-01-01/extra.json"),
        &document("2026-01-01").to_string(),
    );
    let text = document("2024-01-01").to_string().replace("../../../../../common", "../../../../../../common");
    place.write(&format!("{manager}/Microsoft.Things/Core/stable/2024-01-01/things.json"), &text);
    let list = out(&place.update(&["--list"]));
    assert_eq!(list.lines().next(), Some("2024-01-01  1 document, tag package-2024-01"), "{list}");
    place.update(&[]);
    assert!(place.read("specs/things/2024-01-01/things.json").contains("\"../common-types/v1/types.json#"));
}

/// Documents that are used where they are published are not copied.
#[test]
fn documents_in_place_stay_in_place() {
    let place = Place::new();
    let folder = "../../repository/specification/things/resource-manager/Microsoft.Things/stable";
    place.write(CONFIG, &PROJECT.replace("\"2023-01-01/things", &format!("\"{folder}/2023-01-01/things")));
    place.update(&[]);
    assert!(place.read(CONFIG).contains(&format!("\"{folder}/2024-01-01/things.json\"")), "{}", place.read(CONFIG));
    assert!(!place.path("specs/things/2024-01-01").exists());
}

/// Who uses a preview that is newer than the newest stable version has not asked to go back.
#[test]
fn an_update_does_not_go_back_unasked() {
    let place = Place::new();
    place.update(&["--preview"]);
    let before = place.project();
    let (code, error) = failed(&place, &[]);
    assert_eq!(code, Some(2), "{error}");
    assert!(error.contains("`2024-01-01`, is older than `2024-06-01-preview`, which is in use"), "{error}");
    assert!(error.contains("add `--preview`; `--api-version 2024-01-01` goes back"), "{error}");
    assert_eq!(place.project(), before);
    place.update(&["--api-version", "2024-01-01"]);
    assert!(place.read(CONFIG).contains("api-version = \"2024-01-01\" # promised"));
}

const STABLE: &str = "repository/specification/things/resource-manager/Microsoft.Things/stable";

/// What is wrong in the repository is shown there: beside the configuration there is nothing yet.
#[test]
fn what_is_wrong_in_the_repository_is_shown_where_it_is() {
    let published = format!("{STABLE}/2024-01-01/things.json");
    let cases: [(&str, &str, Vec<String>); 2] = [
        ("#/definitions/Thing\"", "#/definitions/Nothing\"", vec![format!("--> {published}:1:")]),
        (
            "common-types/v1/types.json",
            "common-types/v9/types.json",
            vec![
                "refers to `../../../../../common-types/v9/types.json`".to_owned(),
                "no file `repository/specification/common-types/v9/types.json`".to_owned(),
                format!("--> {published}"),
                "one that is sparse".to_owned(),
            ],
        ),
    ];
    for (good, bad, expected) in cases {
        let place = Place::new();
        let before = place.project();
        place.write(&published, &place.read(&published).replace(good, bad));
        let (_, error) = failed(&place, &[]);
        for part in expected {
            assert!(error.contains(&part), "{part}: {error}");
        }
        assert_eq!(place.project(), before);
    }
}

/// A checkout that lacks one of a version's documents does not lose its operations quietly.
#[test]
fn a_document_that_is_not_there_stops_the_update() {
    let place = Place::new();
    let other = "Microsoft.Things/stable/2024-01-01/parts.json";
    let in_use =
        PROJECT.replace("\"2023-01-01/things.json\",", "\"2023-01-01/things.json\",\n    \"2023-01-01/parts.json\",");
    let others = r##"{ "swagger": "2.0", "info": { "title": "Things", "version": "2023-01-01" }, "paths": {} }"##;
    place.write("specs/things/2023-01-01/parts.json", others);
    place.write(CONFIG, &in_use);
    let line = "  - Microsoft.Things/stable/2024-01-01/things.json\n";
    place.write(
        "repository/specification/things/resource-manager/readme.md",
        &README.replace(line, &format!("{line}  - {other}\n")),
    );
    let before = place.project();
    let (_, error) = failed(&place, &[]);
    assert!(error.contains("stable/2024-01-01/parts.json` belongs to 2024-01-01 and is not there"), "{error}");
    let (_, error) = failed(&place, &["--tag", "package-2024-01"]);
    assert!(error.contains("stable/2024-01-01/parts.json` belongs to 2024-01-01 and is not there"), "{error}");
    assert_eq!(place.project(), before);
    let list = out(&place.update(&["--list"]));
    assert!(list.contains("2024-01-01          1 document, 1 missing"), "{list}");
}

#[test]
fn examples_that_are_missing_are_named_and_other_spellings_found() {
    let place = Place::new();
    std::fs::remove_file(place.path(&format!("{STABLE}/2024-01-01/examples/get3.json"))).expect("it is there");
    let published = format!("{STABLE}/2024-01-01/things.json");
    let text = place.read(&published).replace("v1/types.json", "V1/Types.json").replace("get7.json", "Get7.json");
    place.write(&published, &text);
    let said = place.update(&["--prune"]);
    let warning = format!("`{published}` names the example `./examples/get3.json`, which is not there");
    assert!(String::from_utf8_lossy(&said.stderr).contains(&warning), "{said:?}");
    let document = place.read("specs/things/2024-01-01/things.json");
    assert!(document.contains("\"../common-types/v1/types.json#/parameters/ApiVersion\""), "{document}");
    assert!(place.path("specs/things/2024-01-01/examples/get7.json").is_file());
    assert!(place.run(&["check", CONFIG]).status.success());
}

#[test]
fn what_cannot_be_done_is_said_with_what_can() {
    let place = Place::new();
    let (_, error) = failed_from(&place, &format!("{STABLE}/2024-01-01"), &[]);
    assert!(error.contains("name a folder above it, and the version by `--api-version 2024-01-01`"), "{error}");
    let (_, error) = failed_from(&place, STABLE.trim_end_matches("/stable"), &["--tag", "package-1"]);
    assert!(error.contains("there are: package-2024-01, package-2023-01"), "{error}");
    place.write(CONFIG, &PROJECT.replace("0.3.1", "0.3.1-beta.1"));
    let (_, error) = failed(&place, &["--bump"]);
    assert!(error.contains("`--bump` cannot raise the version `0.3.1-beta.1`"), "{error}");
    std::fs::remove_file(place.path("repository/specification/things/resource-manager/readme.md")).expect("there");
    let (_, error) = failed(&place, &["--tag", "package-2024-01"]);
    assert!(error.contains("there is no readme with tags: name the version by `--api-version`"), "{error}");
}

fn failed(place: &Place, more: &[&str]) -> (Option<i32>, String) {
    failed_from(place, "repository", more)
}

fn failed_from(place: &Place, from: &str, more: &[&str]) -> (Option<i32>, String) {
    let output = place.run(&[&["update", CONFIG, "--from", from], more].concat());
    assert!(!output.status.success(), "{}", out(&output));
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}
