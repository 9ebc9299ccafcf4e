//! The finished model: only what an operation reaches, in document order, with ids to match.

use super::renumber::Renumbering;
use crate::lower::context::Lowering;
use crate::lower::draft::Drafts;
use crate::model::{
    CodeModel, Document, EnumId, Model, ModelId, Operation, OperationGroup, Parameter, Polymorphism, Type,
};
use std::collections::{BTreeMap, BTreeSet};

/// Turns the drafts into the code model.
pub(super) fn run(lowering: Lowering<'_, '_>) -> CodeModel {
    let lifted = lowering.lifted;
    let mut drafts = lowering.drafts;
    let reached = Reached::from_operations(&drafts);
    let models = reached.in_order(&reached.models, |index| drafts.models[index].key);
    let enums = reached.in_order(&reached.enums, |index| drafts.enums[index].key);
    let renumbering = Renumbering {
        models: numbers(drafts.models.len(), &models).into_iter().map(ModelId).collect(),
        enums: numbers(drafts.enums.len(), &enums).into_iter().map(EnumId).collect(),
    };
    renumbering.drafts(&mut drafts);

    let documents = lifted.documents.iter().map(|document| Document {
        path: document.path.clone(),
        stem: document.stem.clone(),
        api_version: document.openapi.info.version.clone(),
    });
    let title =
        lifted.documents.iter().find(|document| document.root).map(|document| document.openapi.info.title.clone());
    let operations = drafts.operations.into_iter().map(|draft| (draft.group, draft.operation));
    let groups = groups(operations);
    let api_versions: BTreeSet<String> = groups
        .iter()
        .flat_map(|group| &group.operations)
        .filter_map(|operation| operation.api_version.clone())
        .collect();
    let mut all_models: Vec<Option<_>> = drafts.models.into_iter().map(|draft| Some(draft.model)).collect();
    let mut all_enums: Vec<Option<_>> = drafts.enums.into_iter().map(|draft| Some(draft.item)).collect();
    CodeModel {
        title: title.unwrap_or_default(),
        api_versions: api_versions.into_iter().collect(),
        documents: documents.collect(),
        models: models.iter().filter_map(|index| all_models[*index].take()).collect(),
        enums: enums.iter().filter_map(|index| all_enums[*index].take()).collect(),
        groups,
        client_parameters: drafts.host_parameters,
        endpoint: drafts.endpoint,
    }
}

/// Groups sorted by name, each with its operations in the order given.
fn groups(operations: impl Iterator<Item = (String, Operation)>) -> Vec<OperationGroup> {
    let mut groups: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (group, operation) in operations {
        groups.entry(group).or_default().push(operation);
    }
    groups.into_iter().map(|(name, operations)| OperationGroup { name, operations }).collect()
}

/// New numbers by old index; what is not kept gets a number that nothing refers to.
fn numbers(count: usize, kept: &[usize]) -> Vec<u32> {
    let mut numbers = vec![u32::MAX; count];
    for (number, index) in kept.iter().enumerate() {
        numbers[*index] = u32::try_from(number).unwrap_or(u32::MAX);
    }
    numbers
}

/// Types that an operation reaches.
struct Reached {
    models: Vec<bool>,
    enums: Vec<bool>,
}

impl Reached {
    fn from_operations(drafts: &Drafts<'_>) -> Self {
        let mut reached = Self { models: vec![false; drafts.models.len()], enums: vec![false; drafts.enums.len()] };
        let mut todo: Vec<ModelId> = Vec::new();
        for draft in &drafts.operations {
            types_of_operation(&draft.operation).for_each(|ty| reached.note(ty, &mut todo));
        }
        drafts.host_parameters.iter().for_each(|parameter: &Parameter| reached.note(&parameter.ty, &mut todo));
        while let Some(id) = todo.pop() {
            let model = &drafts.model(id).model;
            types_of_model(model).for_each(|ty| reached.note(ty, &mut todo));
            if let Polymorphism::Base { variants, .. } = &model.polymorphism {
                variants.iter().for_each(|variant| reached.note(&Type::Model(variant.model), &mut todo));
            }
        }
        reached
    }

    fn note(&mut self, ty: &Type, todo: &mut Vec<ModelId>) {
        match ty {
            Type::Model(id) if !std::mem::replace(&mut self.models[id.index()], true) => todo.push(*id),
            Type::Enum(id) => self.enums[id.index()] = true,
            Type::Array(item) | Type::Map(item) => self.note(&item.ty, todo),
            _ => {}
        }
    }

    fn in_order<K: Ord>(&self, reached: &[bool], key: impl Fn(usize) -> K) -> Vec<usize> {
        let mut indices: Vec<usize> = (0..reached.len()).filter(|index| reached[*index]).collect();
        indices.sort_by_key(|index| key(*index));
        indices
    }
}

/// Every type an operation names.
pub(super) fn types_of_operation(operation: &Operation) -> impl Iterator<Item = &Type> {
    let inputs =
        operation.parameters.iter().map(|parameter| &parameter.ty).chain(operation.body.iter().map(|body| &body.ty));
    inputs.chain(outputs_of_operation(operation)).chain(operation.errors.iter().filter_map(|error| error.ty.as_ref()))
}

/// Every type in the successful answers of an operation.
pub(super) fn outputs_of_operation(operation: &Operation) -> impl Iterator<Item = &Type> {
    let bodies = operation.responses.iter().filter_map(|response| response.ty.as_ref());
    let headers = operation.responses.iter().flat_map(|response| &response.headers).map(|header| &header.ty);
    let final_type = operation.long_running.iter().filter_map(|long_running| long_running.final_type.as_ref());
    bodies.chain(headers).chain(final_type)
}

/// Every type a model names, its variants aside.
pub(super) fn types_of_model(model: &Model) -> impl Iterator<Item = &Type> {
    let properties = model.properties.iter().map(|property| &property.ty);
    properties.chain(model.additional_properties.iter().map(|item| &item.ty))
}
