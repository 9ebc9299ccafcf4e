//! All published packages, where they are at hand: nothing is lost, nothing fails, every reference leads somewhere.

use super::super::{LowerOptions, lower};
use crate::diagnostics::{Diagnostics, Severity};
use crate::documents::{FsLoader, load};
use crate::lift::lift;
use crate::model::{CodeModel, Type};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the published packages are, or why the test has nothing to do.
fn published() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/azure-specs");
    if root.join("packages.json").is_file() {
        return Some(root);
    }
    println!("SKIPPED: {} is not there", root.display());
    None
}

fn packages(root: &Path) -> Vec<(String, Vec<PathBuf>)> {
    let text = std::fs::read_to_string(root.join("packages.json")).expect("it was there a moment ago");
    let listed: Vec<Value> = serde_json::from_str(&text).expect("packages.json is a list");
    let documents = |package: &Value| {
        let listed = package["documents"].as_array().into_iter().flatten();
        listed.filter_map(Value::as_str).map(PathBuf::from).collect()
    };
    listed.iter().map(|package| (package["name"].as_str().unwrap_or_default().to_owned(), documents(package))).collect()
}

fn lowered(root: &Path, documents: &[PathBuf]) -> (CodeModel, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let bundle = load(documents, &FsLoader::at(root), &mut diagnostics);
    let lifted = lift(&bundle, &mut diagnostics);
    let model = lower(&lifted, &LowerOptions::default(), &mut diagnostics);
    (model, diagnostics)
}

#[derive(Debug, Default, Eq, PartialEq)]
struct Count {
    operations: usize,
    long_running: usize,
    paged: usize,
}

impl Count {
    fn add(&mut self, model: &CodeModel) {
        for operation in model.groups.iter().flat_map(|group| &group.operations) {
            self.operations += 1;
            self.long_running += usize::from(operation.long_running.is_some());
            self.paged += usize::from(operation.paging.is_some());
        }
    }
}

/// Every id leads to a type, and every name a path needs has a parameter.
fn check(package: &str, model: &CodeModel) {
    let check_type = |ty: &Type| {
        let mut ty = ty;
        while let Type::Array(item) | Type::Map(item) = ty {
            ty = &item.ty;
        }
        match ty {
            Type::Model(id) => assert!(id.index() < model.models.len(), "{package}: {id:?}"),
            Type::Enum(id) => assert!(id.index() < model.enums.len(), "{package}: {id:?}"),
            _ => {}
        }
    };
    for item in &model.models {
        item.properties.iter().for_each(|property| check_type(&property.ty));
        item.additional_properties.iter().for_each(|item| check_type(&item.ty));
    }
    for operation in model.groups.iter().flat_map(|group| &group.operations) {
        operation.parameters.iter().for_each(|parameter| check_type(&parameter.ty));
        operation.body.iter().for_each(|body| check_type(&body.ty));
        operation.responses.iter().filter_map(|response| response.ty.as_ref()).for_each(check_type);
        for name in super::super::paths::placeholders(&operation.path) {
            let known = operation.parameters.iter().any(|parameter| parameter.wire_name == name);
            assert!(known, "{package} {}: `{name}` has no parameter", operation.id);
        }
    }
}

#[test]
fn every_published_package_is_lowered_whole() {
    let Some(root) = published() else { return };
    let mut count = Count::default();
    let mut warnings: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut errors: Vec<String> = Vec::new();
    for (name, documents) in packages(&root) {
        let (model, diagnostics) = lowered(&root, &documents);
        count.add(&model);
        check(&name, &model);
        for item in diagnostics.items() {
            match item.severity {
                Severity::Warning => *warnings.entry(item.code).or_default() += 1,
                Severity::Error => errors.push(format!("{name}: {} {} {:?}", item.code, item.message, item.origin)),
            }
        }
    }
    println!("{warnings:#?}");
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert_eq!(count, Count { operations: 5278, long_running: 1337, paged: 1427 });
}

#[test]
fn key_vault_has_48_operations() {
    let Some(root) = published() else { return };
    let folder = "specification/keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01";
    let files = std::fs::read_dir(root.join(folder)).expect("the folder is part of the packages");
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut documents: Vec<PathBuf> =
        names.filter(|name| name.ends_with(".json")).map(|name| Path::new(folder).join(name)).collect();
    let (model, diagnostics) = lowered(&root, &documents);
    let mut count = Count::default();
    count.add(&model);
    assert_eq!(count.operations, 48);
    assert!(!diagnostics.has_errors(), "{:#?}", diagnostics.items());
    // One operation is pinned to another version by a constant, which is not the client's to choose.
    assert_eq!(model.api_versions, ["2024-11-01"]);
    assert_eq!(model.client_parameters.len(), 1);

    documents.reverse();
    assert_eq!(lowered(&root, &documents).0, model, "the order of the input must not matter");
}
