//! Types that belong together by their declared names, and the rest by an equal shape under a similar name.

use super::{Mates, Pairs};
use crate::diff::node::type_name;
use crate::diff::similar::likeness;
use crate::model::{CodeModel, Enum, ModelId, Property, Type, TypeName};
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
    let shapes = Shapes { pairs, old, new, olds: model_shapes(old), news: model_shapes(new) };
    let fits = |one, other| shapes.parts_agree(ModelId(one), ModelId(other), 0);
    let found = alike(&shapes.pairs.models, &shapes.olds, &shapes.news, fits, "the same properties");
    join(&mut pairs.models, found);
    let found = alike(&pairs.enums, &enum_shapes(old), &enum_shapes(new), |_, _| true, "the same values");
    join(&mut pairs.enums, found);
}

/// Name and shape of each model.
fn model_shapes(model: &CodeModel) -> Vec<(String, String)> {
    let shape = |item: &crate::model::Model| {
        let mut parts: Vec<_> = item.properties.iter().map(|p| format!("{}:{}", p.wire_name, word(&p.ty))).collect();
        parts.sort_unstable();
        (type_name(&item.name), parts.join(","))
    };
    model.models.iter().map(shape).collect()
}

/// Name and values of each enum.
fn enum_shapes(model: &CodeModel) -> Vec<(String, String)> {
    model.enums.iter().map(|item| (type_name(&item.name), values(item))).collect()
}

fn values(item: &Enum) -> String {
    let mut parts: Vec<_> = item.values.iter().map(|value| value.value.to_string()).collect();
    parts.sort_unstable();
    parts.join(",")
}

/// The shapes of all models, for looking at what they are made of.
struct Shapes<'a> {
    pairs: &'a Pairs,
    old: &'a CodeModel,
    new: &'a CodeModel,
    olds: Vec<(String, String)>,
    news: Vec<(String, String)>,
}

impl Shapes<'_> {
    /// Whether the parts of two models of one shape belong together, too. A page is a list of something and a link, a
    /// resource an id, a name and something: without a look at the something all of them are one.
    fn parts_agree(&self, old: ModelId, new: ModelId, depth: usize) -> bool {
        /// What is alike so far down is alike.
        const DEEPEST: usize = 4;
        let types: BTreeMap<&str, &Type> =
            self.old[old].properties.iter().map(|p| (p.wire_name.as_str(), &p.ty)).collect();
        let agree = |p: &Property| types.get(p.wire_name.as_str()).is_some_and(|ty| self.agree(ty, &p.ty, depth + 1));
        depth > DEEPEST || self.new[new].properties.iter().all(agree)
    }

    fn agree(&self, old: &Type, new: &Type, depth: usize) -> bool {
        match (old, new) {
            (Type::Model(old), Type::Model(new)) => {
                let same_shape = || self.olds[old.index()].1 == self.news[new.index()].1;
                let free = self.pairs.models.are_free(old.0, new.0);
                self.pairs.same_model(*old, *new) || free && same_shape() && self.parts_agree(*old, *new, depth)
            }
            (Type::Enum(old), Type::Enum(new)) => {
                let free = self.pairs.enums.are_free(old.0, new.0);
                self.pairs.same_enum(*old, *new) || free && values(&self.old[*old]) == values(&self.new[*new])
            }
            (Type::Array(old), Type::Array(new)) | (Type::Map(old), Type::Map(new)) => {
                self.agree(&old.ty, &new.ty, depth)
            }
            // The words for them are equal.
            _ => true,
        }
    }
}

/// An old and a new type that are probably one, and why.
type Found = (u32, u32, String);

fn join(mates: &mut Mates, found: Vec<Found>) {
    for (old, new, evidence) in found {
        if mates.join(old, new) {
            mates.evidence.insert(old, evidence);
        }
    }
}

/// For each open new type the open old one of its shape that fits and whose name is most alike.
fn alike(
    mates: &Mates,
    old: &[(String, String)],
    new: &[(String, String)],
    fits: impl Fn(u32, u32) -> bool,
    what: &str,
) -> Vec<Found> {
    /// How many of one shape are looked at: names cannot tell more of them apart.
    const MOST: usize = 16;
    let mut open: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for index in mates.removed() {
        let (_, shape) = &old[index as usize];
        if !shape.is_empty() {
            open.entry(shape).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for index in mates.added() {
        let (name, shape) = &new[index as usize];
        let Some(candidates) = open.get_mut(shape.as_str()) else { continue };
        let scored = candidates.iter().take(MOST).enumerate().filter_map(|(at, old_index)| {
            let score = likeness(&old[*old_index as usize].0, name);
            (score >= ALIKE && fits(*old_index, index)).then_some((score, std::cmp::Reverse(at)))
        });
        let Some((score, std::cmp::Reverse(at))) = scored.max() else { continue };
        found.push((candidates.remove(at), index, format!("{what}, names {score} % alike")));
    }
    found
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
