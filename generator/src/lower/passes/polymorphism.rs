//! Hierarchies told apart by a discriminator: who is a base, who a leaf, and by which value each is known.

use crate::lower::context::Lowering;
use crate::lower::draft::{Drafts, ModelDraft};
use crate::lower::place::words_of;
use crate::model::{ModelId, Polymorphism, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// Links bases to everything that derives from them, over all levels and documents.
pub(super) fn link(drafts: &mut Drafts<'_>) {
    let hierarchy = Hierarchy::of(drafts);
    for index in 0..drafts.models.len() {
        drafts.models[index].model.polymorphism = hierarchy.part_of(drafts, index);
    }
}

/// Drops variants that repeat the value of an earlier one; two different types under one value are a contradiction.
pub(super) fn settle(lowering: &mut Lowering<'_, '_>) {
    let mut repeated: BTreeSet<(ModelId, ModelId, String)> = BTreeSet::new();
    for draft in &mut lowering.drafts.models {
        let Polymorphism::Base { variants, .. } = &mut draft.model.polymorphism else { continue };
        let mut known: BTreeMap<String, ModelId> = BTreeMap::new();
        variants.retain(|variant| match known.get(&variant.value) {
            None => {
                known.insert(variant.value.clone(), variant.model);
                true
            }
            Some(first) => {
                if *first != variant.model {
                    repeated.insert((variant.model, *first, variant.value.clone()));
                }
                false
            }
        });
    }
    for (second, first, value) in repeated {
        let drafts = &lowering.drafts;
        let (one, other) = (name_of(drafts.model(first)), name_of(drafts.model(second)));
        let origin = drafts.model(second).model.origin.clone();
        let message = format!("`{one}` and `{other}` have the discriminator value `{value}`; read as `{one}`");
        lowering.warn_at("duplicate-discriminator-value", origin, message);
    }
}

/// What derives from what.
struct Hierarchy {
    children: Vec<Vec<ModelId>>,
    /// The property that tells a model and its siblings apart: its own discriminator or an inherited one.
    properties: Vec<Option<String>>,
    /// The value a model is known by among those that share a discriminator.
    values: Vec<Option<String>>,
}

impl Hierarchy {
    fn of(drafts: &Drafts<'_>) -> Self {
        let count = drafts.models.len();
        let mut hierarchy =
            Self { children: vec![Vec::new(); count], properties: vec![None; count], values: vec![None; count] };
        for (index, draft) in drafts.models.iter().enumerate() {
            for base in &draft.bases {
                hierarchy.children[base.index()].push(model_id(index));
            }
        }
        for (index, draft) in drafts.models.iter().enumerate() {
            let Some(property) = &draft.discriminator else { continue };
            hierarchy.properties[index] = Some(property.clone());
            for id in hierarchy.descendants(drafts, index, property) {
                let derived = drafts.model(id);
                if derived.discriminator.is_none() {
                    hierarchy.properties[id.index()].get_or_insert_with(|| property.clone());
                }
                hierarchy.values[id.index()].get_or_insert_with(|| value_of(derived, draft));
            }
        }
        hierarchy
    }

    /// Everything below a model that the same property tells apart, in document order. What has a discriminator of
    /// its own by another name is a variant; what derives from that is told apart further down.
    fn descendants(&self, drafts: &Drafts<'_>, root: usize, property: &str) -> Vec<ModelId> {
        let mut seen: BTreeSet<ModelId> = BTreeSet::from([model_id(root)]);
        let mut found: Vec<ModelId> = Vec::new();
        let mut todo = self.children[root].clone();
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            found.push(id);
            if drafts.model(id).discriminator.as_deref().is_none_or(|own| own == property) {
                todo.extend(&self.children[id.index()]);
            }
        }
        found.sort_by_key(|id| drafts.model(*id).key);
        found
    }

    fn part_of(&self, drafts: &Drafts<'_>, index: usize) -> Polymorphism {
        let Some(property) = self.properties[index].clone() else { return Polymorphism::None };
        let draft = &drafts.models[index];
        let value = self.values[index].clone();
        let descendants = self.descendants(drafts, index, &property);
        if descendants.is_empty() {
            return match value {
                Some(value) => Polymorphism::Leaf { property: self.property_of_value(drafts, index, property), value },
                None => Polymorphism::None,
            };
        }
        let variant = |id: &ModelId| Some(Variant { value: self.values[id.index()].clone()?, model: *id });
        let variants = descendants.iter().filter_map(variant).collect();
        let value = if self.is_told_by(drafts, index, &property) { value } else { None };
        Polymorphism::Base { property, value: value.or_else(|| draft.discriminator_value.clone()), variants }
    }

    /// Whether a base of the model tells it apart by that property.
    fn is_told_by(&self, drafts: &Drafts<'_>, index: usize, property: &str) -> bool {
        drafts.models[index].bases.iter().any(|base| self.properties[base.index()].as_deref() == Some(property))
    }

    /// The property a leaf's value belongs to: a discriminator of its own that nothing derives from says nothing.
    fn property_of_value(&self, drafts: &Drafts<'_>, index: usize, property: String) -> String {
        if self.is_told_by(drafts, index, &property) {
            return property;
        }
        let inherited = drafts.models[index].bases.iter().find_map(|base| self.properties[base.index()].clone());
        inherited.unwrap_or(property)
    }
}

/// `x-ms-discriminator-value`, else what the base's `mapping` says, else the key under `definitions`.
fn value_of(derived: &ModelDraft<'_>, root: &ModelDraft<'_>) -> String {
    if let Some(value) = &derived.discriminator_value {
        return value.clone();
    }
    let name = derived.definition.map_or_else(|| name_of(derived), |(_, key)| key.to_owned());
    let mapped = root.mapping.iter().find(|(target, _)| *target == name);
    mapped.map_or(name, |(_, value)| value.clone())
}

fn name_of(draft: &ModelDraft<'_>) -> String {
    words_of(&draft.model.name).join(".")
}

fn model_id(index: usize) -> ModelId {
    ModelId(u32::try_from(index).unwrap_or(u32::MAX))
}
