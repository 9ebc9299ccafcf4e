//! Names of the structs that parameters travel in (`x-ms-parameter-grouping`).

use super::operations::ARGUMENTS;
use super::scope::Scope;
use super::{GroupField, Names, OperationNames, ParameterGroupNames, case, types, words};
use crate::model::{CodeModel, Operation, ParameterGroup, ParameterScope};
use std::collections::BTreeMap;

/// A struct in the making, and the scope of its fields.
type Strukt = (ParameterGroupNames, Scope);

/// Names the structs and their fields. Groups of one name are one struct with the fields of all.
pub(super) fn resolve(model: &CodeModel, items: &mut Scope, names: &mut Names) {
    let mut structs: Vec<Strukt> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (at, group) in model.groups.iter().enumerate() {
        for (nth, operation) in group.operations.iter().enumerate() {
            for (parameter, member) in members(operation) {
                let key = wanted_name(member, &group.name, operation);
                let index = *known.entry(key).or_insert_with_key(|key| {
                    structs.push((
                        ParameterGroupNames { name: items.claim(&[key]), fields: Vec::new() },
                        Scope::default(),
                    ));
                    structs.len() - 1
                });
                let field = GroupField { group: at, operation: nth, parameter, ..GroupField::default() };
                let field = add_field(&mut structs[index], operation, field);
                let operation = &mut names.groups[at].operations[nth];
                match parameter {
                    Some(parameter) => operation.parameters[parameter] = field,
                    None => operation.body = field,
                }
                add_argument(operation, index, &structs[index].0.name);
            }
        }
    }
    names.parameter_groups = structs.into_iter().map(|(strukt, _)| strukt).collect();
}

/// The grouped parameters of an operation, the body last.
fn members(operation: &Operation) -> impl Iterator<Item = (Option<usize>, &ParameterGroup)> {
    let parameters = operation.parameters.iter().enumerate();
    let parameters = parameters.filter(|(_, parameter)| parameter.scope == ParameterScope::Method);
    let parameters = parameters.filter_map(|(index, parameter)| Some((Some(index), parameter.group.as_ref()?)));
    let body = operation.body.as_ref().and_then(|body| body.group.as_ref());
    parameters.chain(body.map(|group| (None, group)))
}

/// The name the document gives, or one of the operation and the postfix it gives.
fn wanted_name(member: &ParameterGroup, group: &str, operation: &Operation) -> String {
    let words = match &member.name {
        Some(name) => words::of_name(name),
        None => {
            let postfix = member.postfix.as_deref().unwrap_or("ParameterGroup");
            let parts = [group, &operation.name, postfix].into_iter().filter(|part| !part.is_empty());
            parts.flat_map(words::of_name).collect()
        }
    };
    case::upper_camel(&words)
}

/// The field for a grouped parameter: the one that is there for its wire name, or a new one.
fn add_field((strukt, scope): &mut Strukt, operation: &Operation, mut field: GroupField) -> String {
    let (wire, client) = match (field.parameter, &operation.body) {
        (Some(index), _) => (&operation.parameters[index].wire_name, &operation.parameters[index].client_name),
        (None, Some(body)) => (&body.name, &body.client_name),
        (None, None) => return String::new(),
    };
    if let Some(known) = strukt.fields.iter().find(|known| known.wire_name == *wire) {
        return known.name.clone();
    }
    let name = types::field(scope, client.as_deref().unwrap_or(wire));
    field.wire_name.clone_from(wire);
    field.name.clone_from(&name);
    strukt.fields.push(field);
    name
}

/// Lets an operation take a struct, as one argument or option field.
fn add_argument(operation: &mut OperationNames, index: usize, strukt: &str) {
    if operation.groups.iter().any(|(known, _)| *known == index) {
        return;
    }
    let taken =
        operation.parameters.iter().chain([&operation.body]).chain(operation.groups.iter().map(|(_, name)| name));
    let mut scope = Scope::with(taken.map(String::as_str).chain(ARGUMENTS.iter().copied()));
    let argument = scope.claim(&[&case::snake(&words::of_name(strukt))]);
    operation.groups.push((index, argument));
}
