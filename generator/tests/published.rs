//! The published documents of 62 packages, where they are at hand: all of them load and lift without an error.

use armspan::diagnostics::{Diagnostics, Severity, render};
use armspan::documents::{Bundle, DocumentCache, FsLoader, LoadOptions, load, load_with};
use armspan::lift::{Lifted, LiftedDocument, lift};
use openapiv3::{AdditionalProperties, Parameter, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

struct Package {
    name: String,
    documents: Vec<PathBuf>,
}

/// The folder of test data that is not part of the project.
fn shared() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    std::env::var_os("ARMSPAN_SHARED").map_or_else(beside, PathBuf::from)
}

/// The folder of published documents and its packages; none, said aloud, where they are not at hand.
fn published() -> Option<(FsLoader, Vec<Package>)> {
    let root = shared().join("azure-specs");
    let Ok(list) = std::fs::read_to_string(root.join("packages.json")) else {
        println!("SKIPPED: no published documents at {}", root.display());
        return None;
    };
    let list: Vec<Value> = serde_json::from_str(&list).expect("packages.json is a list");
    let text = |value: &Value| value.as_str().expect("names and paths are strings").to_owned();
    let packages = list.iter().map(|package| Package {
        name: text(&package["name"]),
        documents: package["documents"].as_array().expect("documents").iter().map(|path| text(path).into()).collect(),
    });
    Some((FsLoader::at(root), packages.collect()))
}

fn load_and_lift(loader: &FsLoader, package: &Package) -> (Bundle, Lifted, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let bundle = load(&package.documents, loader, &mut diagnostics);
    let lifted = lift(&bundle, &mut diagnostics);
    (bundle, lifted, diagnostics)
}

#[test]
fn every_package_loads_and_lifts() {
    let Some((loader, packages)) = published() else { return };
    let mut counts = BTreeMap::new();
    let mut shapeless = BTreeSet::new();
    for package in &packages {
        let (bundle, lifted, diagnostics) = load_and_lift(&loader, package);
        let errors = diagnostics.items().iter().filter(|item| item.severity == Severity::Error).count();
        assert_eq!(errors, 0, "{}:\n{}", package.name, render(&diagnostics, &bundle));
        print!("{}", render(&diagnostics, &bundle));
        let roots = lifted.documents.iter().filter(|document| document.root);
        let found = roots.map(|document| document.openapi.operations().count()).sum::<usize>();
        assert_eq!(found, declared_operations(&bundle), "{}", package.name);
        counts.insert(package.name.as_str(), found);
        check_references(&package.name, &lifted);
        shapeless.extend(definitions_without_shape(&lifted));
    }
    println!("{counts:?}");
    assert!(shapeless.is_empty(), "these definitions are left as `SchemaKind::Any`: {shapeless:#?}");
    assert_eq!(counts.len(), 62);
    assert_eq!(counts["keyvault"], 48);
    assert_eq!(counts.values().sum::<usize>(), 5278);
}

/// Definitions that the lift could make nothing of.
fn definitions_without_shape(lifted: &Lifted) -> impl Iterator<Item = String> {
    let components = lifted.documents.iter().filter_map(|document| document.openapi.components.as_ref());
    components.flat_map(|components| &components.schemas).filter_map(|(name, schema)| {
        let says_nothing = matches!(&schema.as_item()?.schema_kind, SchemaKind::Any(any) if any.all_of.is_empty());
        says_nothing.then(|| name.clone())
    })
}

/// How many operations the listed documents declare, counted in their JSON.
fn declared_operations(bundle: &Bundle) -> usize {
    let verbs = ["get", "put", "post", "delete", "options", "head", "patch"];
    let lists = bundle.documents.iter().filter(|document| document.root).flat_map(|document| {
        ["paths", "x-ms-paths"].into_iter().filter_map(|list| document.value().get(list)?.as_object())
    });
    let items = lists.flat_map(|paths| paths.values());
    items.map(|item| verbs.iter().filter(|verb| item.get(**verb).is_some()).count()).sum()
}

/// Every reference leads to a component.
fn check_references(package: &str, lifted: &Lifted) {
    let mut broken = BTreeSet::new();
    for document in &lifted.documents {
        let value = serde_json::to_value(&document.openapi).expect("a document is plain data");
        visit_references(&value, &mut |reference| {
            if leads_to_component(lifted, reference) != Some(true) {
                broken.insert(format!("{}: {reference}", document.path));
            }
        });
    }
    assert!(broken.is_empty(), "{package}: {broken:#?}");
}

fn leads_to_component(lifted: &Lifted, reference: &str) -> Option<bool> {
    let (path, pointer) = reference.split_once('#')?;
    let components = lifted.find(path)?.openapi.components.as_ref()?;
    let (list, name) = pointer.strip_prefix("/components/")?.split_once('/')?;
    let name = name.replace("~1", "/").replace("~0", "~");
    Some(match list {
        "schemas" => components.schemas.contains_key(&name),
        "parameters" => components.parameters.contains_key(&name),
        "responses" => components.responses.contains_key(&name),
        "requestBodies" => components.request_bodies.contains_key(&name),
        _ => false,
    })
}

fn visit_references(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                visit(reference);
            }
            for (_, value) in
                members.iter().filter(|(key, _)| !["x-ms-examples", "x-armspan-schema"].contains(&key.as_str()))
            {
                visit_references(value, visit);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| visit_references(item, visit)),
        _ => {}
    }
}

#[test]
fn every_text_leads_back_to_its_origin() {
    let Some((loader, packages)) = published() else { return };
    let mut checked = 0;
    for package in packages.iter().filter(|package| ["keyvault", "compute", "web"].contains(&package.name.as_str())) {
        let (bundle, lifted, _) = load_and_lift(&loader, package);
        for document in &lifted.documents {
            let mut walk = Walk { bundle: &bundle, document, checked: 0 };
            walk.components();
            walk.operations();
            checked += walk.checked;
        }
    }
    assert!(checked > 10_000, "{checked}");
}

/// Visits everything that has a description and compares it with the one at its origin.
struct Walk<'a> {
    bundle: &'a Bundle,
    document: &'a LiftedDocument,
    checked: usize,
}

impl Walk<'_> {
    fn components(&mut self) {
        let components = self.document.openapi.components.as_ref().expect("every document has components");
        for (name, schema) in &components.schemas {
            self.schema(&format!("/components/schemas/{}", escape(name)), schema);
        }
        for (name, parameter) in &components.parameters {
            self.parameter(&format!("/components/parameters/{}", escape(name)), parameter);
        }
    }

    fn operations(&mut self) {
        for (path, method, operation) in self.document.openapi.operations() {
            let pointer = format!("/paths/{}/{method}", escape(path));
            self.described(&pointer, operation.description.as_deref());
            for (index, parameter) in operation.parameters.iter().enumerate() {
                self.parameter(&format!("{pointer}/parameters/{index}"), parameter);
            }
            if let Some(ReferenceOr::Item(body)) = &operation.request_body {
                self.described(&format!("{pointer}/requestBody"), body.description.as_deref());
            }
            for (status, response) in &operation.responses.responses {
                let ReferenceOr::Item(response) = response else { continue };
                let pointer = format!("{pointer}/responses/{status}");
                self.described(&pointer, Some(response.description.as_str()).filter(|text| !text.is_empty()));
                for (media_type, content) in &response.content {
                    let schema = content.schema.as_ref().expect("content has a schema");
                    self.schema(&format!("{pointer}/content/{}/schema", escape(media_type)), schema);
                }
            }
        }
    }

    fn parameter(&mut self, pointer: &str, parameter: &ReferenceOr<Parameter>) {
        if let ReferenceOr::Item(parameter) = parameter {
            self.described(pointer, parameter.parameter_data_ref().description.as_deref());
        }
    }

    fn schema(&mut self, pointer: &str, schema: &ReferenceOr<Schema>) {
        let ReferenceOr::Item(schema) = schema else { return };
        self.described(pointer, schema.schema_data.description.as_deref());
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                self.properties(pointer, &object.properties);
                if let Some(AdditionalProperties::Schema(schema)) = &object.additional_properties {
                    self.schema(&format!("{pointer}/additionalProperties"), schema);
                }
            }
            SchemaKind::Type(Type::Array(array)) => {
                if let Some(items) = array.items.clone() {
                    self.schema(&format!("{pointer}/items"), &items.unbox());
                }
            }
            SchemaKind::Any(any) => {
                self.properties(pointer, &any.properties);
                self.bases(pointer, &any.all_of);
            }
            SchemaKind::AllOf { all_of } => self.bases(pointer, all_of),
            _ => {}
        }
    }

    fn properties<'p>(
        &mut self,
        pointer: &str,
        properties: impl IntoIterator<Item = (&'p String, &'p ReferenceOr<Box<Schema>>)>,
    ) {
        for (name, property) in properties {
            self.schema(&format!("{pointer}/properties/{}", escape(name)), &property.clone().unbox());
        }
    }

    fn bases(&mut self, pointer: &str, all_of: &[ReferenceOr<Schema>]) {
        for (index, schema) in all_of.iter().enumerate() {
            self.schema(&format!("{pointer}/allOf/{index}"), schema);
        }
    }

    fn described(&mut self, pointer: &str, description: Option<&str>) {
        let origin = self.document.origin(pointer);
        let place = self.bundle.documents[origin.document.index()].value().pointer(&origin.pointer);
        assert!(place.is_some(), "{pointer} leads to {}, which is nowhere", origin.pointer);
        let text = place.and_then(|place| place.get("description")).and_then(Value::as_str);
        assert_eq!(text.filter(|text| !text.is_empty()), description.filter(|text| !text.is_empty()), "{pointer}");
        self.checked += 1;
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[test]
#[ignore = "a measurement: cargo test --release -p armspan --test published -- --ignored --nocapture"]
fn how_long_it_takes() {
    let Some((loader, packages)) = published() else { return };
    let cache = DocumentCache::new();
    let options = LoadOptions { cache: Some(&cache), threads: Some(1) };
    let [mut loading, mut lifting, mut dropping] = [0.0; 3];
    for package in &packages {
        let mut diagnostics = Diagnostics::default();
        let start = milliseconds_on_cpu();
        let bundle = load_with(&package.documents, &loader, &options, &mut diagnostics);
        let loaded = milliseconds_on_cpu();
        let lifted = lift(&bundle, &mut diagnostics);
        let done = milliseconds_on_cpu();
        if ["keyvault", "network", "compute"].contains(&package.name.as_str()) {
            println!("{}: load {:.1} ms, lift {:.1} ms", package.name, loaded - start, done - loaded);
        }
        drop((bundle, lifted));
        loading += loaded - start;
        lifting += done - loaded;
        dropping += milliseconds_on_cpu() - done;
    }
    println!("all: load {loading:.0} ms, lift {lifting:.0} ms, drop {dropping:.0} ms on one thread's processor time");
}

/// Time this thread has spent on a processor, which a busy machine does not stretch; the clock where it is not told.
fn milliseconds_on_cpu() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64() * 1e3, |nanoseconds| nanoseconds / 1e6)
}

#[test]
fn documents_of_the_typespec_compiler_load_and_lift() {
    let folder = shared().join("conformance/spector/swagger/specification");
    if !folder.is_dir() {
        println!("SKIPPED: no documents at {}", folder.display());
        return;
    }
    let mut documents = Vec::new();
    find_documents(&folder, &mut documents);
    documents.sort();
    let package = Package { name: "spector".to_owned(), documents };
    let (bundle, lifted, diagnostics) = load_and_lift(&FsLoader::new(), &package);
    assert!(diagnostics.items().is_empty(), "{}", render(&diagnostics, &bundle));
    check_references(&package.name, &lifted);
    let operations: usize = lifted.documents.iter().map(|document| document.openapi.operations().count()).sum();
    assert_eq!(operations, declared_operations(&bundle));
    assert!(operations > 80, "{operations}");
}

fn find_documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("examples") {
            find_documents(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}
