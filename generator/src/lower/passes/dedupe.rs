//! Equal declarations of one name become one type, wherever they stand.
//!
//! Types refer to each other, also in circles, so equality is found from above: at first all of one name count as
//! equal; then those whose structure differs are told apart, again and again, until nothing changes.

use super::renumber::Renumbering;
use crate::lower::draft::{Drafts, EnumDraft};
use crate::model::{EnumId, EnumValue, Model, ModelId, Polymorphism, Property, Type, TypeName};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Merges equal types; the one whose declaration stands first stays.
pub(super) fn run(drafts: &mut Drafts<'_>) {
    let enums = merge_enums(&mut drafts.enums);
    let models = merge_models(drafts, &enums);
    Renumbering { models, enums }.drafts(drafts);
}

/// For each enum the one that stands for it.
fn merge_enums(drafts: &mut [EnumDraft]) -> Vec<EnumId> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| drafts[*index].key);
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut stands_for = vec![EnumId(0); drafts.len()];
    let whole = wholes(drafts);
    for index in order {
        let whole = whole[index];
        let signature = format!("{}\n{:?}", enum_name(&drafts[whole]), value_signatures(&drafts[whole]));
        let survivor = *first.entry(signature).or_insert(index);
        if whole != survivor && drafts[survivor].item.values.len() < drafts[whole].item.values.len() {
            drafts[survivor].item.values = drafts[whole].item.values.clone();
        }
        // One declaration that allows for more values outweighs one that does not.
        drafts[survivor].item.extensible |= drafts[index].item.extensible;
        stands_for[index] = EnumId(u32::try_from(survivor).unwrap_or(u32::MAX));
    }
    stands_for
}

/// For each enum the one of its name that lists all of its values and more, or itself: a document that was brought up to
/// date knows values that another has yet to learn. Where several do, none is taken for it.
fn wholes(drafts: &[EnumDraft]) -> Vec<usize> {
    let mut named: BTreeMap<String, BTreeMap<BTreeSet<String>, usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        named.entry(enum_name(draft)).or_default().entry(value_signatures(draft)).or_insert(index);
    }
    let whole = |(index, draft): (usize, &EnumDraft)| {
        let values = value_signatures(draft);
        let known = named.get(&enum_name(draft))?;
        let more: Vec<_> = known.iter().filter(|(other, _)| values.is_subset(other) && values != **other).collect();
        let largest = more.iter().max_by_key(|(other, _)| other.len())?;
        let is_one = more.iter().all(|(other, _)| other.is_subset(largest.0));
        let is_declared = matches!(draft.item.name, TypeName::Declared(_));
        (is_one && is_declared).then_some(*largest.1).or(Some(index))
    };
    drafts.iter().enumerate().map(|(index, draft)| whole((index, draft)).unwrap_or(index)).collect()
}

fn enum_name(draft: &EnumDraft) -> String {
    format!("{:?}\n{:?}", draft.item.name, draft.item.kind)
}

fn value_signatures(draft: &EnumDraft) -> BTreeSet<String> {
    draft.item.values.iter().map(value_signature).collect()
}

/// A value and its name, where that says more than the value.
fn value_signature(value: &EnumValue) -> String {
    let text = value.value.to_string();
    let name = value.client_name.as_deref().filter(|name| *name != text.trim_matches('"')).unwrap_or_default();
    format!("{text}\t{name}")
}

/// For each model the one that stands for it.
fn merge_models(drafts: &Drafts<'_>, enums: &[EnumId]) -> Vec<ModelId> {
    let mut classes: Vec<usize> = vec![0; drafts.models.len()];
    let mut groups = groups_by_name(drafts);
    for group in &groups {
        group.iter().for_each(|index| classes[*index] = group[0]);
    }
    groups.retain(|group| group.len() > 1);
    loop {
        let mut split: Vec<Vec<usize>> = Vec::new();
        let mut changed = false;
        for group in &groups {
            let parts = parts_of(group, drafts, &classes, enums);
            changed |= parts.len() > 1;
            split.extend(parts);
        }
        if !changed {
            break;
        }
        for part in &split {
            part.iter().for_each(|index| classes[*index] = part[0]);
        }
        split.retain(|part| part.len() > 1);
        groups = split;
    }
    classes.into_iter().map(|class| ModelId(u32::try_from(class).unwrap_or(u32::MAX))).collect()
}

/// Models of one name, each group in document order.
fn groups_by_name(drafts: &Drafts<'_>) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..drafts.models.len()).collect();
    order.sort_by_key(|index| drafts.models[*index].key);
    let mut groups: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for index in order {
        let name = match &drafts.models[index].model.name {
            TypeName::Declared(name) => (true, name.clone()),
            TypeName::Inline(words) => (false, words.join("\n")),
        };
        groups.entry(name).or_default().push(index);
    }
    groups.into_values().collect()
}

/// A group, told apart by structure; in document order.
fn parts_of(group: &[usize], drafts: &Drafts<'_>, classes: &[usize], enums: &[EnumId]) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut by_signature: BTreeMap<String, usize> = BTreeMap::new();
    let signer = Signer { classes, enums };
    for &index in group {
        let part = *by_signature.entry(signer.model(&drafts.models[index].model)).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        parts[part].push(index);
    }
    parts
}

/// Writes down what makes a model what it is on the wire and in code: no texts, no limits, no origins.
struct Signer<'s> {
    classes: &'s [usize],
    enums: &'s [EnumId],
}

impl Signer<'_> {
    fn model(&self, model: &Model) -> String {
        let mut lines: Vec<String> = model.properties.iter().map(|property| self.property(property)).collect();
        lines.sort();
        if let Some(item) = &model.additional_properties {
            lines.push(format!("additional {} {}", self.ty(&item.ty), item.nullable));
        }
        match &model.polymorphism {
            Polymorphism::None => {}
            Polymorphism::Leaf { property, value } => lines.push(format!("leaf {property} {value}")),
            Polymorphism::Base { property, value, variants } => {
                lines.push(format!("base {property} {value:?}"));
                let variant = |value: &str, id: ModelId| format!("variant {value} {}", self.classes[id.index()]);
                let mut variants: Vec<String> =
                    variants.iter().map(|known| variant(&known.value, known.model)).collect();
                variants.sort();
                variants.dedup();
                lines.append(&mut variants);
            }
        }
        lines.join("\n")
    }

    fn property(&self, property: &Property) -> String {
        let Property { wire_name, client_name, required, nullable, mutability, secret, flatten, .. } = property;
        let flags = [*required, *nullable, mutability.create, mutability.read, mutability.update, *secret, *flatten];
        let flags: String = flags.iter().map(|flag| if *flag { '+' } else { '-' }).collect();
        format!("{wire_name}\t{client_name:?}\t{flags}\t{}", self.ty(&property.ty))
    }

    fn ty(&self, ty: &Type) -> String {
        let mut text = String::new();
        self.write_type(ty, &mut text);
        text
    }

    fn write_type(&self, ty: &Type, text: &mut String) {
        // Writing to a `String` cannot fail.
        let _ = match ty {
            Type::Model(id) => write!(text, "model {}", self.classes[id.index()]),
            Type::Enum(id) => write!(text, "enum {}", self.enums[id.index()].index()),
            Type::Array(item) | Type::Map(item) => {
                let list = matches!(ty, Type::Array(_));
                let _ = write!(text, "{}{}", if list { "list " } else { "map " }, item.nullable);
                text.push(' ');
                self.write_type(&item.ty, text);
                Ok(())
            }
            plain => write!(text, "{plain:?}"),
        };
    }
}
