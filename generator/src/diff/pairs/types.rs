//! Types that belong together by their declared names, and the rest by an equal shape under a similar name.

use super::{Mates, Pairs};
use crate::diff::node::type_name;
use crate::diff::similar::likeness;
use crate::model::{CodeModel, Type, TypeName};
use crate::origin::{DocumentId, Origin};
use std::collections::BTreeMap;

/// Names less alike than this are no evidence, even for equal shapes.
const ALIKE: usize = 50;

/// Pairs declared types by name: first those whose documents have the same name, too, then the rest in order.
pub(super) fn by_name(pairs: &mut Pairs, old: &CodeModel, new: &CodeModel) {
    let models = |model: &CodeModel| keys(model, model.models.iter().map(|item| (&item.name, &item.origin)));
    join_equal(&mut pairs.models, &models(old), &models(new));
    let enums = |model: &CodeModel| keys(model, model.enums.iter().map(|item| (&item.name, &item.origin)));
    join_equal(&mut pairs.enums, &enums(old), &enums(new));
}

/// Name and document of a type, as one key each.
struct Keyed {
    exact: String,
    name: String,
}

fn keys<'a>(model: &CodeModel, items: impl Iterator<Item = (&'a TypeName, &'a Origin)>) -> Vec<Keyed> {
    let key = |(name, origin): (&TypeName, &Origin)| {
        // An anonymous type is never taken for a declared one of the same words.
        let name = match name {
            TypeName::Declared(name) => name.clone(),
            TypeName::Inline(words) => format!("/{}", words.join("/")),
        };
        Keyed { exact: format!("{}#{name}", stem(model, origin.document)), name }
    };
    items.map(key).collect()
}

fn stem(model: &CodeModel, document: DocumentId) -> &str {
    model.documents.get(document.index()).map_or("", |document| document.stem.as_str())
}

fn join_equal(mates: &mut Mates, old: &[Keyed], new: &[Keyed]) {
    for key in [|keyed: &Keyed| keyed.exact.clone(), |keyed: &Keyed| keyed.name.clone()] {
        let mut open: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for index in mates.removed().into_iter().rev() {
            open.entry(key(&old[index as usize])).or_default().push(index);
        }
        for index in mates.added() {
            if let Some(mate) = open.get_mut(&key(&new[index as usize])).and_then(Vec::pop) {
                mates.join(mate, index);
            }
        }
    }
}

/// Pairs what is left by an equal shape, if the names are alike.
pub(super) fn by_shape(pairs: &mut Pairs, old: &CodeModel, new: &CodeModel) {
    let model_shapes = |model: &CodeModel| -> Vec<(String, String)> {
        let shape = |item: &crate::model::Model| {
            let mut parts: Vec<_> =
                item.properties.iter().map(|p| format!("{}:{}", p.wire_name, word(&p.ty))).collect();
            parts.sort_unstable();
            (type_name(&item.name), parts.join(","))
        };
        model.models.iter().map(shape).collect()
    };
    join_alike(&mut pairs.models, &model_shapes(old), &model_shapes(new), "the same properties");
    let enum_shapes = |model: &CodeModel| -> Vec<(String, String)> {
        let shape = |item: &crate::model::Enum| {
            let mut parts: Vec<_> = item.values.iter().map(|value| value.value.to_string()).collect();
            parts.sort_unstable();
            (type_name(&item.name), parts.join(","))
        };
        model.enums.iter().map(shape).collect()
    };
    join_alike(&mut pairs.enums, &enum_shapes(old), &enum_shapes(new), "the same values");
}

/// Joins each open new type to the open old one of its shape whose name is most alike.
fn join_alike(mates: &mut Mates, old: &[(String, String)], new: &[(String, String)], what: &str) {
    /// How many of one shape are looked at: names cannot tell more of them apart.
    const MOST: usize = 16;
    let mut open: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for index in mates.removed() {
        let (_, shape) = &old[index as usize];
        if !shape.is_empty() {
            open.entry(shape).or_default().push(index);
        }
    }
    for index in mates.added() {
        let (name, shape) = &new[index as usize];
        let Some(candidates) = open.get_mut(shape.as_str()) else { continue };
        let scored = candidates
            .iter()
            .take(MOST)
            .enumerate()
            .map(|(at, old_index)| (likeness(&old[*old_index as usize].0, name), std::cmp::Reverse(at)));
        let Some((score, std::cmp::Reverse(at))) = scored.max().filter(|(score, _)| *score >= ALIKE) else { continue };
        let mate = candidates.remove(at);
        if mates.join(mate, index) {
            mates.evidence.insert(mate, format!("{what}, names {score} % alike"));
        }
    }
}

/// A word for a type that is the same in both models.
fn word(ty: &Type) -> String {
    match ty {
        Type::Model(_) => "model".to_owned(),
        Type::Enum(_) => "enum".to_owned(),
        Type::Array(item) => format!("[{}]", word(&item.ty)),
        Type::Map(item) => format!("{{{}}}", word(&item.ty)),
        other => format!("{other:?}"),
    }
}
