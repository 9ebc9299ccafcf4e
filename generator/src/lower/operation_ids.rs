//! Operation ids: unique in the package, split into group and name.

use super::context::Lowering;
use super::extensions::not_blank;
use super::facts::client_name;
use super::place::Place;
use crate::model::HttpMethod;
use openapiv3::{Operation, PathItem};
use std::collections::BTreeMap;

/// An operation as found, before it is lowered.
pub(super) struct FoundOperation<'a> {
    pub(super) place: Place,
    pub(super) path_place: Place,
    pub(super) path: &'a str,
    pub(super) item: &'a PathItem,
    pub(super) method: HttpMethod,
    pub(super) operation: &'a Operation,
}

/// What an operation is called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct OperationName {
    pub(super) id: String,
    pub(super) group: String,
    pub(super) name: String,
}

impl OperationName {
    /// `Vaults_CreateOrUpdate` is `CreateOrUpdate` of the group `Vaults`; without `_` there is no group.
    fn split(id: String) -> Self {
        let (group, name) = match id.split_once('_') {
            Some((group, name)) if !name.is_empty() => (group.to_owned(), name.to_owned()),
            _ => (String::new(), id.trim_matches('_').to_owned()),
        };
        Self { id, group, name }
    }

    /// The words that anonymous types of the operation are called by.
    pub(super) fn words(&self) -> Vec<String> {
        [&self.group, &self.name].into_iter().filter(|word| !word.is_empty()).cloned().collect()
    }
}

impl Lowering<'_, '_> {
    /// A name for every operation. Ids are compared without regard to case: names in code are.
    pub(super) fn operation_names(&mut self, operations: &[FoundOperation<'_>]) -> Vec<OperationName> {
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups: BTreeMap<String, String> = BTreeMap::new();
        let mut names = Vec::with_capacity(operations.len());
        for (index, found) in operations.iter().enumerate() {
            let mut id = self.published_id(found);
            if let Some(&first) = taken.get(&id.to_lowercase()) {
                let unique = self.unique_id(&id, &operations[first], found, &taken);
                let message = format!("the operation id `{id}` is taken by another operation; called `{unique}`");
                self.warn("duplicate-operation-id", &found.place, message);
                id = unique;
            }
            taken.insert(id.to_lowercase(), index);
            let mut name = OperationName::split(id);
            if let Some(client_name) = client_name(&found.operation.extensions) {
                name.name = client_name;
            }
            // Two spellings of a group that differ in case are one group.
            name.group = groups.entry(name.group.to_lowercase()).or_insert(name.group).clone();
            names.push(name);
        }
        names
    }

    fn published_id(&mut self, found: &FoundOperation<'_>) -> String {
        if let Some(id) = not_blank(found.operation.operation_id.as_deref()) {
            return id;
        }
        let id = format!("{}{}", verb(found.method), path_words(found.path).concat());
        self.warn("no-operation-id", &found.place, format!("the operation has no id; called `{id}`"));
        id
    }

    /// An id that says what sets the second operation apart from the first.
    fn unique_id(
        &self,
        id: &str,
        first: &FoundOperation<'_>,
        second: &FoundOperation<'_>,
        taken: &BTreeMap<String, usize>,
    ) -> String {
        let version = |found: &FoundOperation<'_>| {
            self.document(found.place.document).openapi.info.version.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
        };
        let last = |found: &FoundOperation<'_>| path_words(found.path).pop().unwrap_or_default();
        let stem = |found: &FoundOperation<'_>| capitalized(&self.document(found.place.document).stem);
        let distinctions = [
            (verb(first.method).to_owned(), verb(second.method).to_owned()),
            (last(first), last(second)),
            (version(first), format!("_{}", version(second))),
            (stem(first), stem(second)),
        ];
        let telling = distinctions.into_iter().filter(|(one, other)| *one != other.trim_start_matches('_'));
        let numbered = (2..).map(|number| format!("{id}{number}"));
        let candidates = telling.map(|(_, other)| format!("{id}{other}")).chain(numbered);
        let free = candidates.into_iter().find(|candidate| !taken.contains_key(&candidate.to_lowercase()));
        free.expect("there are more numbers than operations")
    }
}

fn verb(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "Get",
        HttpMethod::Put => "Put",
        HttpMethod::Post => "Post",
        HttpMethod::Patch => "Patch",
        HttpMethod::Delete => "Delete",
        HttpMethod::Head => "Head",
        HttpMethod::Options => "Options",
    }
}

/// The fixed segments of a path, capitalised.
fn path_words(path: &str) -> Vec<String> {
    let path = path.split('?').next().unwrap_or(path);
    let fixed = path.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{'));
    fixed.map(capitalized).collect()
}

fn capitalized(word: &str) -> String {
    let word: String = word.chars().filter(|character| character.is_alphanumeric()).collect();
    let mut characters = word.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
