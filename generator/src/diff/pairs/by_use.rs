//! Types that belong together because the same place uses them.
//!
//! Follows paired operations into bodies, answers and parameters and from there property by property. Where both sides
//! name a type that has no mate yet, and the two have enough in common, they are one type under two names.

use super::Pairs;
use crate::diff::node::type_name;
use crate::diff::similar::{likeness, overlap};
use crate::model::{CodeModel, Enum, EnumId, Model, ModelId, Polymorphism, Type};
use std::collections::BTreeMap;

/// Share of properties or values that must agree for two types at one place to be one.
const SHARED: usize = 50;

/// Extends `pairs` by what the places of use tell.
pub(super) fn follow(pairs: &mut Pairs, old: &CodeModel, new: &CodeModel) {
    let mut walk = Walk { old, new, followed: vec![false; old.models.len()], open: Vec::new() };
    walk.start(pairs);
    walk.run(pairs);
    for (index, _) in (0u32..).zip(&old.models) {
        if let Some(mate) = pairs.models.new_of(index) {
            walk.visit_models(pairs, ModelId(index), ModelId(mate));
            walk.run(pairs);
        }
    }
}

struct Walk<'a> {
    old: &'a CodeModel,
    new: &'a CodeModel,
    followed: Vec<bool>,
    open: Vec<(&'a Type, &'a Type)>,
}

impl<'a> Walk<'a> {
    /// Puts the types of paired operations and models on the list; the first operation's come off first.
    fn start(&mut self, pairs: &Pairs) {
        for (old, new) in &pairs.operations {
            let (old, new) = (old.of(self.old), new.of(self.new));
            let bodies = old.body.iter().zip(&new.body).map(|(old, new)| (&old.ty, &new.ty));
            self.open.extend(bodies);
            for response in &new.responses {
                let mate = old.responses.iter().find(|mate| mate.status == response.status);
                self.open.extend(mate.and_then(|mate| mate.ty.as_ref()).zip(response.ty.as_ref()));
            }
            for error in &new.errors {
                let mate = old.errors.iter().find(|mate| mate.status == error.status);
                self.open.extend(mate.and_then(|mate| mate.ty.as_ref()).zip(error.ty.as_ref()));
            }
            for parameter in &new.parameters {
                let mate = old
                    .parameters
                    .iter()
                    .find(|mate| mate.location == parameter.location && mate.wire_name == parameter.wire_name);
                self.open.extend(mate.map(|mate| (&mate.ty, &parameter.ty)));
            }
        }
        self.open.reverse();
    }

    fn run(&mut self, pairs: &mut Pairs) {
        while let Some((old, new)) = self.open.pop() {
            self.visit(pairs, old, new);
        }
    }

    fn visit(&mut self, pairs: &mut Pairs, old: &'a Type, new: &'a Type) {
        match (old, new) {
            (Type::Array(old), Type::Array(new)) | (Type::Map(old), Type::Map(new)) => {
                self.open.push((&old.ty, &new.ty));
            }
            (Type::Model(old), Type::Model(new)) => self.visit_models(pairs, *old, *new),
            (Type::Enum(old), Type::Enum(new)) => self.visit_enums(pairs, *old, *new),
            _ => {}
        }
    }

    fn visit_models(&mut self, pairs: &mut Pairs, old: ModelId, new: ModelId) {
        if pairs.models.are_free(old.0, new.0) {
            let (one, other) = (&self.old[old], &self.new[new]);
            if let Some(evidence) = models_agree(one, other) {
                pairs.models.join(old.0, new.0);
                pairs.models.evidence.insert(old.0, evidence);
            }
        }
        if pairs.same_model(old, new) && !std::mem::replace(&mut self.followed[old.index()], true) {
            self.enter(pairs, old, new);
        }
    }

    /// Puts what a pair of models is made of on the list.
    fn enter(&mut self, pairs: &mut Pairs, old: ModelId, new: ModelId) {
        let (one, other) = (&self.old[old], &self.new[new]);
        let mates: BTreeMap<&str, &Type> = one.properties.iter().map(|p| (p.wire_name.as_str(), &p.ty)).collect();
        let properties = other.properties.iter().rev();
        self.open.extend(properties.filter_map(|p| mates.get(p.wire_name.as_str()).map(|mate| (*mate, &p.ty))));
        self.open
            .extend(one.additional_properties.iter().zip(&other.additional_properties).map(|(a, b)| (&a.ty, &b.ty)));
        if let (Polymorphism::Base { variants: ones, .. }, Polymorphism::Base { variants: others, .. }) =
            (&one.polymorphism, &other.polymorphism)
        {
            let mates: BTreeMap<&str, ModelId> = ones.iter().map(|v| (v.value.as_str(), v.model)).collect();
            for variant in others {
                if let Some(mate) = mates.get(variant.value.as_str()) {
                    self.visit_models(pairs, *mate, variant.model);
                }
            }
        }
    }

    fn visit_enums(&mut self, pairs: &mut Pairs, old: EnumId, new: EnumId) {
        if pairs.enums.are_free(old.0, new.0)
            && let Some(evidence) = enums_agree(&self.old[old], &self.new[new])
        {
            pairs.enums.join(old.0, new.0);
            pairs.enums.evidence.insert(old.0, evidence);
        }
    }
}

/// Why two models at one place are one, if they are.
fn models_agree(old: &Model, new: &Model) -> Option<String> {
    let names = |model: &Model| {
        let mut names: Vec<_> = model.properties.iter().map(|p| p.wire_name.clone()).collect();
        names.sort_unstable();
        names
    };
    agree(overlap(&names(old), &names(new)), "properties", &type_name(&old.name), &type_name(&new.name))
}

/// Why two enums at one place are one, if they are.
fn enums_agree(old: &Enum, new: &Enum) -> Option<String> {
    let values = |item: &Enum| {
        let mut values: Vec<_> = item.values.iter().map(|value| value.value.to_string()).collect();
        values.sort_unstable();
        values
    };
    agree(overlap(&values(old), &values(new)), "values", &type_name(&old.name), &type_name(&new.name))
}

fn agree(shared: usize, what: &str, old: &str, new: &str) -> Option<String> {
    (shared >= SHARED).then(|| {
        format!("used at the same place, {shared} % of their {what} in common, names {} % alike", likeness(old, new))
    })
}
