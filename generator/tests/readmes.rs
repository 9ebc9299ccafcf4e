//! The readmes of the published specifications, against the list of documents that another tool made from them.

use armspan::config::{Config, Readme, find_readmes, read_packages};
use std::path::{Path, PathBuf};

/// The published specifications beside the repository, if they are there.
fn published() -> Option<PathBuf> {
    let shared = std::env::var_os("ARMSPAN_SHARED").map(PathBuf::from);
    let root = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")).join("azure-specs");
    if !root.is_dir() {
        eprintln!("SKIPPED: {} is absent", root.display());
        return None;
    }
    Some(root)
}

#[test]
fn every_tag_lists_the_documents_that_packages_json_lists() {
    let Some(root) = published() else { return };
    let mut compared = 0;
    for package in read_packages(&root.join("packages.json"), &root).expect("it is well formed") {
        let readme = package.readme.as_deref().expect("every package has one");
        let text = std::fs::read_to_string(readme).expect("it is there");
        let tag = package.tag.as_deref().expect("every package has one");
        // Documents newer than their readme were added to some packages.
        let Ok(selection) = Readme::parse(readme, &text).select(Some(tag)) else {
            eprintln!("{}: the readme does not know {tag}", package.name);
            continue;
        };
        let (mut listed, mut selected) = (package.documents.clone(), selection.documents);
        listed.sort();
        selected.sort();
        assert_eq!(selected, listed, "{} {tag}", package.name);
        compared += 1;
    }
    assert!(compared > 55, "only {compared} packages were compared");
}

#[test]
fn every_readme_below_the_root_is_found_and_named() {
    let Some(root) = published() else { return };
    let found = find_readmes(&root).expect("there are some");
    let mut names: Vec<String> = found.iter().map(|package| package.name.clone()).collect();
    let listed = read_packages(&root.join("packages.json"), &root).expect("it is well formed");
    let mut expected: Vec<String> = listed.into_iter().map(|package| package.name).collect();
    names.sort();
    expected.sort();
    assert_eq!(names, expected);
}

#[test]
fn clients_and_crates_have_the_names_the_rule_gives() {
    let Some(root) = published() else { return };
    let cases = [
        ("compute", "armspan-compute", Some("ComputeClient")),
        ("web", "armspan-web", Some("WebSiteClient")),
        ("containerservice-aks", "armspan-containerservice-aks", None),
    ];
    let packages = read_packages(&root.join("packages.json"), &root).expect("it is well formed");
    for (name, krate, client) in cases {
        let package = packages.iter().find(|package| package.name == name).expect("it is listed");
        let config: Config = package.config().expect("its documents are listed");
        assert_eq!((config.package.name.as_str(), config.package.client.as_deref()), (krate, client), "{name}");
    }
}
