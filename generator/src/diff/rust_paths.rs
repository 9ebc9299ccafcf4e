//! Paths in the generated crate of the things that changed, and names that changed although nothing declared did.

use super::node::{Node, OperationAt};
use super::parameters::passed_by_position;
use super::recorder::Recorder;
use super::{Change, ChangeKind, Facts};
use crate::model::{CodeModel, EnumId, ModelId, ParameterScope, Polymorphism, Variant};
use crate::names::{Names, OperationNames};
use crate::render::boxes::boxed;
use std::collections::{BTreeMap, BTreeSet};

/// A code model with its Rust names.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// What the service offers.
    pub model: &'a CodeModel,
    /// What it is called in Rust.
    pub names: &'a Names,
}

impl<'a> Named<'a> {
    /// The path in the crate of the item that stands for `node`: `models::VaultProperties::sku`,
    /// `clients::VaultsClient::get`. Errors and the service as a whole have none.
    pub fn path(self, node: Node) -> Option<String> {
        let Self { model, names } = self;
        Some(match node {
            Node::Error(..) => return None,
            Node::Service => names.client.clone(),
            Node::ClientParameter(index) => format!("{}::new({})", names.client, names.client_parameters.get(index)?),
            Node::Operation(at) | Node::Response(at, _) => self.method(at)?,
            Node::Parameter(at, index) => return self.parameter(at, index),
            Node::Body(at) => {
                let body = at.of(model).body.as_ref();
                match body.filter(|body| body.group.is_some()) {
                    Some(body) => self.group_field(at, &body.name)?,
                    None => self.argument(at, &self.operation(at)?.body, body.is_some_and(|body| body.required))?,
                }
            }
            Node::Header(at, response, index) => {
                let wire_name = at.of(model).responses[response].headers[index].wire_name.to_lowercase();
                let operation = self.operation(at)?;
                let (_, method) = operation.header_methods.iter().find(|(header, _)| *header == wire_name)?;
                format!("models::{}::{method}", operation.headers)
            }
            Node::Model(id) => format!("models::{}", names.models.get(id.index())?.name),
            Node::Property(id, index) => {
                let model = names.models.get(id.index())?;
                format!("models::{}::{}", model.strukt(), model.fields.get(index)?)
            }
            Node::Variant(id, index) => {
                let model = names.models.get(id.index())?;
                format!("models::{}::{}", model.name, model.variants.get(index)?)
            }
            Node::Enum(id) => format!("models::{}", names.enums.get(id.index())?.name),
            Node::EnumValue(id, index) => {
                let names = names.enums.get(id.index())?;
                format!("models::{}::{}", names.name, names.variants.get(index)?)
            }
        })
    }

    fn operation(self, at: OperationAt) -> Option<&'a OperationNames> {
        self.names.groups.get(at.group)?.operations.get(at.index)
    }

    fn method(self, at: OperationAt) -> Option<String> {
        let group = self.names.groups.get(at.group)?;
        Some(format!("clients::{}::{}", group.client, group.operations.get(at.index)?.method))
    }

    /// An argument, a field of the options or of the client; what is sent without asking has no item.
    fn parameter(self, at: OperationAt, index: usize) -> Option<String> {
        let parameter = &at.of(self.model).parameters[index];
        if parameter.scope == ParameterScope::Client {
            return self.path(Node::ClientParameter(self.model.client_parameter(parameter)?));
        }
        let asked_for = parameter.constant.is_none() && parameter.scope == ParameterScope::Method;
        let name = self.operation(at)?.parameters.get(index).filter(|_| asked_for)?;
        if parameter.group.is_some() {
            return self.group_field(at, &parameter.wire_name);
        }
        self.argument(at, name, passed_by_position(parameter))
    }

    /// The field of the struct that several parameters, or a body, travel in.
    fn group_field(self, at: OperationAt, wire_name: &str) -> Option<String> {
        let groups = self.operation(at)?.groups.iter().filter_map(|(index, _)| self.names.parameter_groups.get(*index));
        let mut fields = groups.flat_map(|group| group.fields.iter().map(move |field| (group, field)));
        let (group, field) = fields.find(|(_, field)| field.wire_name == wire_name)?;
        Some(format!("models::{}::{}", group.name, field.name))
    }

    /// An argument, or the field of the options that stands for it.
    fn argument(self, at: OperationAt, name: &str, by_position: bool) -> Option<String> {
        if by_position {
            return Some(format!("{}({name})", self.method(at)?));
        }
        let options = &self.names.groups.get(at.group)?.operations.get(at.index)?.options;
        Some(format!("models::{options}::{name}"))
    }
}

/// Corrects what comparing could only guess about names, and adds what it could not see: a thing whose declaration is the
/// same and whose Rust name is not, because another declaration took or freed the plain name.
pub(super) fn settle_names(recorder: &mut Recorder<'_>, old: Named<'_>, new: Named<'_>) {
    for change in recorder.changes_mut() {
        if let (true, Some(one), Some(other)) = (is_rename(change.kind), change.old, change.new) {
            change.facts.same_rust = old.path(one) == new.path(other);
        }
    }
    boxes(recorder, old.model, new.model);
    let told: BTreeSet<(Option<Node>, Option<Node>)> = recorder.changes_mut().iter().flat_map(explains_name).collect();
    for (one, other) in same_things(recorder, old.model, new.model) {
        let explained = told.contains(&(Some(one), Some(other)));
        if let (false, Some(before), Some(after)) = (explained, old.path(one), new.path(other))
            && own_name(one, &before) != own_name(other, &after)
        {
            let texts = (own_name(one, &before), own_name(other, &after));
            recorder.changed(ChangeKind::RustNameChanged, (one, other), Facts::BOTH, texts);
        }
    }
}

/// A property that leads back to its own model is boxed, and a property added elsewhere can close the circle.
fn boxes(recorder: &mut Recorder<'_>, old: &CodeModel, new: &CodeModel) {
    let (old_boxes, new_boxes) = (boxed(old), boxed(new));
    for (one, other) in same_things(recorder, old, new) {
        let (Node::Property(old_id, old_at), Node::Property(new_id, new_at)) = (one, other) else { continue };
        let was = old_boxes.contains(&(old_id.index(), old_at));
        let is = new_boxes.contains(&(new_id.index(), new_at));
        if was != is {
            let text = |boxed: bool| if boxed { "boxed" } else { "not boxed" };
            recorder.changed(ChangeKind::RustTypeChanged, (one, other), Facts::BOTH, (text(was), text(is)));
        }
    }
}

/// The last segment: a field or variant is not told again because its type has another name.
fn own_name(node: Node, path: &str) -> &str {
    match node {
        Node::Operation(_) => path,
        _ => path.rsplit("::").next().unwrap_or(path),
    }
}

fn is_rename(kind: ChangeKind) -> bool {
    use ChangeKind as K;
    matches!(
        kind,
        K::OperationRenamed
            | K::ModelRenamed
            | K::PropertyRenamed
            | K::ClientNameChanged
            | K::EnumRenamed
            | K::EnumValueRenamed
            | K::EnumValueRespelled
    )
}

/// The pairs whose new name a change tells already.
fn explains_name(change: &Change) -> Vec<(Option<Node>, Option<Node>)> {
    let also_names = matches!(
        change.kind,
        ChangeKind::MadeLongRunning
            | ChangeKind::MadeImmediate
            | ChangeKind::MadePaged
            | ChangeKind::MadeUnpaged
            | ChangeKind::ParameterRenamed
            | ChangeKind::ParameterMadeRequired
            | ChangeKind::ParameterMadeOptional
    );
    if !is_rename(change.kind) && !also_names {
        return Vec::new();
    }
    std::iter::once((change.old, change.new)).chain(change.also.iter().copied()).collect()
}

/// Everything with a name that both versions have.
fn same_things(recorder: &Recorder<'_>, old: &CodeModel, new: &CodeModel) -> Vec<(Node, Node)> {
    let pairs = recorder.pairs;
    let mut things = vec![(Node::Service, Node::Service)];
    things.extend(pairs.operations.iter().map(|(old, new)| (Node::Operation(*old), Node::Operation(*new))));
    for (index, model) in (0u32..).zip(&new.models) {
        let Some(mate) = pairs.models.old_of(index).map(ModelId) else { continue };
        let id = ModelId(index);
        things.push((Node::Model(mate), Node::Model(id)));
        let olds: BTreeMap<&str, usize> = positions(old[mate].properties.iter().map(|p| p.wire_name.as_str()));
        things.extend(model.properties.iter().enumerate().filter_map(|(at, property)| {
            let same = olds.get(property.wire_name.as_str())?;
            Some((Node::Property(mate, *same), Node::Property(id, at)))
        }));
        let olds: BTreeMap<ModelId, usize> =
            positions(variants(&old[mate].polymorphism).iter().map(|variant| variant.model));
        things.extend(variants(&model.polymorphism).iter().enumerate().filter_map(|(at, variant)| {
            let same = olds.get(&ModelId(pairs.models.old_of(variant.model.0)?))?;
            Some((Node::Variant(mate, *same), Node::Variant(id, at)))
        }));
    }
    for (index, item) in (0u32..).zip(&new.enums) {
        let Some(mate) = pairs.enums.old_of(index).map(EnumId) else { continue };
        let id = EnumId(index);
        things.push((Node::Enum(mate), Node::Enum(id)));
        let olds: BTreeMap<String, usize> = positions(old[mate].values.iter().map(|value| value.value.to_string()));
        things.extend(item.values.iter().enumerate().filter_map(|(at, value)| {
            let same = olds.get(&value.value.to_string())?;
            Some((Node::EnumValue(mate, *same), Node::EnumValue(id, at)))
        }));
    }
    things
}

fn positions<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    keys.enumerate().map(|(at, key)| (key, at)).collect()
}

fn variants(polymorphism: &Polymorphism) -> &[Variant] {
    match polymorphism {
        Polymorphism::Base { variants, .. } => variants,
        _ => &[],
    }
}
