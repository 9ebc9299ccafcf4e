//! Key Vault, the reference service: its documents and what is generated from them.

#[path = "support/items.rs"]
mod items;

use armspan::config::Config;
use armspan::driver::{RunOptions, describe};
use armspan::inventory::inventory;
use armspan::output::Files;
use armspan::render::Layout;
use proc_macro2::{Group, TokenStream, TokenTree};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The reference configuration.
fn config() -> Config {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the generator lies in a workspace");
    Config::from_file(&workspace.join("specs/keyvault/armspan.toml")).expect("it is committed")
}

fn sources(config: &Config) -> Files {
    let description = describe(config, &RunOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
    description.sources(Layout::Library)
}

/// Keeps a text in a file of its own.
fn pin(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("keyvault");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_reference_operation_and_its_types() {
    let files = sources(&config());
    let snapshots: [(&str, &[&str]); 7] = [
        ("put", &["PrivateEndpointConnectionsClient::put"]),
        (
            "put-options-and-headers",
            &["PrivateEndpointConnectionsClientPutOptions", "PrivateEndpointConnectionsClientPutResultHeaders"],
        ),
        ("put-models", &["PrivateEndpointConnection", "PrivateEndpointConnectionProperties"]),
        ("put-state", &["PrivateLinkServiceConnectionState", "PrivateEndpoint"]),
        ("status", &["PrivateEndpointServiceConnectionStatus"]),
        ("provisioning-state", &["PrivateEndpointConnectionProvisioningState"]),
        ("actions-required", &["ActionsRequired"]),
    ];
    for (name, items) in snapshots {
        let text = items::cut(files.iter(), items);
        assert!(text.lines().count() < 60, "{name} is too long to be read:\n{text}");
        pin(name, &text);
    }
}

/// What a caller can name. Whoever changes it changes what callers compile against, and sees here how.
#[test]
fn the_public_api() {
    let lines = inventory(sources(&config()).iter());
    let of = |part: &dyn Fn(&str) -> bool| lines.iter().filter(|line| part(line)).cloned().collect::<Vec<_>>();
    let is_client = |line: &str| !line.contains("models::");
    let is_option = |line: &str| line.contains("models::") && line.split("::").any(|word| word.contains("Client"));
    let parts = [
        ("api-clients", of(&|line| is_client(line))),
        ("api-options-and-headers", of(&|line| is_option(line))),
        ("api-models", of(&|line| !is_client(line) && !is_option(line))),
    ];
    assert_eq!(parts.iter().map(|(_, part)| part.len()).sum::<usize>(), lines.len(), "each line is in one of them");
    for (name, part) in parts {
        pin(name, &part.join("\n"));
    }
}

/// The published documents say the same in other words, so they give the same Rust in other words.
#[test]
fn the_published_documents_give_the_same_code() {
    let Some(published) = published() else { return };
    let ours = config();
    let (ours, theirs) = (sources(&ours), sources(&Config { documents: published, file: None, ..ours }));
    let paths = |files: &Files| files.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    assert_eq!(paths(&ours), paths(&theirs));
    for ((path, ours), (_, theirs)) in ours.iter().zip(theirs.iter()) {
        // As lines, so that a difference is told by the line and not by the file.
        let (ours, theirs) = (undocumented(ours), undocumented(theirs));
        for (ours, theirs) in ours.lines().zip(theirs.lines()) {
            assert_eq!(ours, theirs, "{path}");
        }
        assert_eq!(ours, theirs, "{path}");
    }
}

/// The seven documents as published, where they lie beside the project.
fn published() -> Option<Vec<PathBuf>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("ARMSPAN_SHARED").map_or_else(beside, PathBuf::from);
    let folder = "azure-specs/specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01";
    let folder = shared.join(folder);
    if !folder.is_dir() {
        eprintln!("SKIPPED: the published documents are not at {}", folder.display());
        return None;
    }
    Some(Config::from_documents(&[folder]).expect("the folder has documents").documents)
}

/// The tokens of a file without its documentation, an item or a member a line.
fn undocumented(text: &str) -> String {
    let tokens: TokenStream = text.parse().expect("what is generated is Rust");
    let code = without_docs(tokens).to_string();
    [";", ",", "{", "}"].iter().fold(code, |code, end| code.replace(end, &format!("{end}\n")))
}

/// Also inside of macros, whose tokens no syntax tree knows.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            kept.push(token);
            continue;
        };
        let first = group.stream().into_iter().next().map(|token| token.to_string());
        if first.as_deref() == Some("doc") {
            // The `#` or `#!` before it.
            kept.truncate(kept.len() - trailing_marks(&kept));
        } else {
            kept.push(Group::new(group.delimiter(), without_docs(group.stream())).into());
        }
    }
    kept.into_iter().collect()
}

fn trailing_marks(tokens: &[TokenTree]) -> usize {
    let is = |token: Option<&TokenTree>, mark| matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == mark);
    let inner = usize::from(is(tokens.last(), '!'));
    inner + usize::from(is(tokens.iter().nth_back(inner), '#'))
}

#[test]
fn only_documentation_is_left_out() {
    let of = |docs: &str, name: &str| {
        undocumented(&format!(
            "//! {docs}\n/// {docs}\n#[derive(Clone)] pub struct A; m! {{ /// {docs}\nfn {name}(); }}"
        ))
    };
    assert_eq!(of("One.", "a"), of("Two.", "a"));
    assert_ne!(of("One.", "a"), of("One.", "b"));
    let tokens: String = of("One.", "a").split_whitespace().collect();
    assert_eq!(tokens, "#[derive(Clone)]pubstructA;m!{fna();}");
}

/// Neither the order of the documents nor how many processors there are reaches the output.
#[test]
fn the_same_bytes_whatever_the_order_and_the_machine() {
    let config = config();
    let reversed = Config { documents: config.documents.iter().rev().cloned().collect(), ..config.clone() };
    assert_ne!(config.documents, reversed.documents);
    let expected = sources(&config);
    let one_thread = RunOptions { threads: Some(NonZeroUsize::MIN), ..RunOptions::default() };
    let alone = describe(&reversed, &one_thread).unwrap_or_else(|failure| panic!("{failure}")).sources(Layout::Library);
    for files in [sources(&reversed), alone] {
        assert_eq!(files.iter().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    }
}

#[test]
fn every_operation_and_every_example_is_replayed() {
    let config = config();
    let description = describe(&config, &RunOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
    let tests = description.tests(Path::new("tests"), true);
    let (_, text) = tests.iter().next().expect("it is one file");
    assert_eq!((text.matches("#[test]").count(), text.matches("replay::run(").count()), (48, 48));
    let examples = config.base().join("2024-11-01/examples");
    let names =
        std::fs::read_dir(examples).expect("they are committed").map(|entry| entry.expect("readable").file_name());
    let names: Vec<String> = names.map(|name| format!("/examples/{}\"", name.to_string_lossy())).collect();
    let left_out: Vec<&String> = names.iter().filter(|name| !text.contains(name.as_str())).collect();
    assert_eq!((names.len(), left_out), (49, vec![]));
}

/// What the README shows of the first command is what it prints, but for the time.
#[test]
fn the_readme_shows_the_figures_of_this_commit() {
    let description = describe(&config(), &RunOptions::default()).unwrap_or_else(|failure| panic!("{failure}"));
    let (files, summary) = (description.sources(Layout::Library), description.summary());
    let figures = format!(
        "{} {}: {} operations, {} models, {} enums; {} files (unchanged), {} lines in ",
        summary.package,
        summary.api_versions.join(", "),
        summary.operations,
        summary.models,
        summary.enums,
        files.len(),
        files.lines()
    );
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("README.md");
    let readme = std::fs::read_to_string(readme).expect("it is committed");
    assert!(readme.contains(&figures), "{figures}");
}

/// What repeats belongs in the runtime.
#[test]
fn the_crate_is_small() {
    let files = sources(&config());
    assert!(files.lines() < 5_000, "{} lines", files.lines());
    let mut operations = 0;
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("clients/") && *path != "clients/mod.rs") {
        for (name, length) in items::bodies(text).into_iter().filter(|(name, _)| name != "endpoint") {
            assert!(length <= 15, "{path}: the body of `{name}` has {length} lines");
            operations += 1;
        }
    }
    assert_eq!(operations, 48);
}
