//! What every render function is given.

use super::{Layout, RenderOptions, boxes};
use crate::model::{CodeModel, Model, ModelId, Operation, Polymorphism, Type};
use crate::names::{GroupNames, Names, OperationNames};
use std::collections::BTreeMap;

/// The whole input of rendering, read only.
#[derive(Clone, Copy)]
pub(super) struct Ctx<'a> {
    /// What the service offers.
    pub model: &'a CodeModel,
    /// What everything is called.
    pub names: &'a Names,
    /// How the output is laid out.
    pub options: &'a RenderOptions,
    /// What follows from the whole model.
    pub facts: &'a Facts,
}

/// What follows from the whole model and is asked for by many items.
pub(super) struct Facts {
    /// Properties that hold their model in a `Box`.
    pub boxed: boxes::Boxed,
    /// The property that holds the items, for each model that is a page.
    pub pages: BTreeMap<ModelId, usize>,
}

/// An operation and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Op<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Its names.
    pub names: &'a OperationNames,
    /// Its client.
    pub group: &'a GroupNames,
}

impl Facts {
    /// Looks at the whole model once.
    pub fn of(model: &CodeModel) -> Self {
        let operations = model.groups.iter().flat_map(|group| &group.operations);
        let mut pages = BTreeMap::new();
        for operation in operations {
            if let Some((id, property)) = page_of(model, operation) {
                pages.entry(id).or_insert(property);
            }
        }
        Self { boxed: boxes::boxed(model), pages }
    }
}

/// The page model of a paged operation and the property that holds its items. None where the answer has no list under
/// the name that the document gives: such an operation is rendered as one that is not paged.
fn page_of(model: &CodeModel, operation: &Operation) -> Option<(ModelId, usize)> {
    let paging = operation.paging.as_ref()?;
    let Type::Model(id) = super::results::answer_type(operation)? else { return None };
    if matches!(model[*id].polymorphism, Polymorphism::Base { .. }) {
        return None;
    }
    let named = |name: &str| model[*id].properties.iter().position(|property| property.wire_name == name);
    let property = named(&paging.item_name)?;
    matches!(model[*id].properties[property].ty, Type::Array(_)).then_some((*id, property))
}

impl<'a> Ctx<'a> {
    /// An operation by its place.
    pub fn operation(self, group: usize, operation: usize) -> Op<'a> {
        Op {
            operation: &self.model.groups[group].operations[operation],
            names: &self.names.groups[group].operations[operation],
            group: &self.names.groups[group],
        }
    }

    /// Whether generated modules can name each other from the root of the crate.
    pub fn is_crate_root(self) -> bool {
        matches!(self.options.layout, Layout::Library | Layout::Crate)
    }
}

/// The discriminator that a struct writes itself, as the struct of a variant without variants of its own.
pub(super) fn tag(model: &Model) -> Option<(&str, &str)> {
    match &model.polymorphism {
        Polymorphism::Leaf { property, value } => Some((property, value)),
        _ => None,
    }
}
