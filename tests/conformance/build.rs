//! Generates a client from every document of the conformance servers, as any project's build script would.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folder with the AutoRest server's documents; one client each.
const AUTOREST: &str = "ARMSPAN_CONFORMANCE_AUTOREST_DOCUMENTS";

/// The folder with the documents of Spector's scenarios for Azure Resource Manager.
const SPECTOR: &str = "ARMSPAN_CONFORMANCE_SPECTOR_DOCUMENTS";

/// Documents about other things than clients of Azure Resource Manager: a protocol without models, and XML.
const OTHERS: [&str; 4] = ["dpg-customization", "dpg-initial", "dpg-update1", "xml-service"];

/// Spector's packages: module, and its documents.
const PACKAGES: [(&str, &[&str]); 10] = [
    ("common_properties", &["common-properties/2023-12-01-preview.json"]),
    ("contoso", &["contoso/resource-manager/Microsoft.Contoso/stable/2025-06-01/contoso.json"]),
    ("large_header", &["large-header/2023-12-01-preview.json"]),
    ("method_subscription_id", &["method-subscription-id/2023-12-01-preview.json"]),
    (
        "multi_service",
        &[
            "multi-service/Azure.ResourceManager.MultiService.Compute/stable/2025-04-01/openapi.json",
            "multi-service/Azure.ResourceManager.MultiService.ComputeDisk/stable/2025-01-02/openapi.json",
        ],
    ),
    (
        "multi_service_older_versions",
        &[
            "multi-service-older-versions/Azure.ResourceManager.MultiServiceOlderVersions.Compute/stable/2024-11-01/openapi.json",
            "multi-service-older-versions/Azure.ResourceManager.MultiServiceOlderVersions.ComputeDisk/stable/2024-03-02/openapi.json",
        ],
    ),
    (
        "multi_service_shared_models",
        &[
            "multi-service-shared-models/Azure.ResourceManager.MultiServiceSharedModels.Compute/stable/2025-05-01/openapi.json",
            "multi-service-shared-models/Azure.ResourceManager.MultiServiceSharedModels.Storage/stable/2025-02-01/openapi.json",
        ],
    ),
    ("non_resource", &["non-resource/2023-12-01-preview.json"]),
    ("operation_templates", &["operation-templates/2023-12-01-preview.json"]),
    ("resources", &["resources/2023-12-01-preview.json"]),
];

fn main() {
    println!("cargo::rustc-check-cfg=cfg(conformance)");
    let (Some(autorest), Some(spector)) = (folder(AUTOREST), folder(SPECTOR)) else {
        return; // Nothing to test against: the tests say so.
    };
    println!("cargo::rustc-cfg=conformance");
    let mut modules = String::new();
    for document in documents(&autorest) {
        let stem = document.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        generate(&mut modules, &module(stem), std::slice::from_ref(&document));
    }
    for (module, documents) in PACKAGES {
        let documents: Vec<_> = documents.iter().map(|document| spector.join(document)).collect();
        generate(&mut modules, module, &documents);
    }
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out_dir.join("clients.rs"), modules).expect("cargo made the folder");
}

/// The folder that a variable names.
fn folder(variable: &str) -> Option<PathBuf> {
    println!("cargo::rerun-if-env-changed={variable}");
    env::var_os(variable).map(PathBuf::from)
}

/// Every document of the AutoRest server that is about REST clients, sorted.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut documents: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| !OTHERS.iter().any(|other| path.file_stem().is_some_and(|stem| stem == *other)))
        .collect();
    documents.sort();
    documents
}

/// `custom-baseUrl` as `custom_base_url`.
fn module(stem: &str) -> String {
    let mut name = String::new();
    for char in stem.chars() {
        match char {
            'A'..='Z' => {
                if name.ends_with(|last: char| last.is_ascii_lowercase()) {
                    name.push('_');
                }
                name.push(char.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' => name.push(char),
            _ => name.push('_'),
        }
    }
    name
}

/// `custom_base_url` as `CustomBaseUrlClient`.
fn client(module: &str) -> String {
    let words = module.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + rest
    });
    words.collect::<String>() + "Client"
}

fn generate(modules: &mut String, module: &str, documents: &[PathBuf]) {
    let (first, more) = documents.split_first().expect("every package has a document");
    let build = armspan::build(first).client(client(module));
    more.iter().fold(build, armspan::Build::document).into_out_dir(module).run();
    let title = documents.iter().filter_map(|document| document.file_name()?.to_str()).collect::<Vec<_>>().join(", ");
    let _ = writeln!(modules, "/// Of {title}.");
    let _ = writeln!(modules, "pub mod {module} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{module}/mod.rs\")); }}");
}
