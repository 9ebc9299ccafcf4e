//! Which thing of the old model is which of the new one.
//!
//! Names come first: `operationId`, declared type names. What they leave open is decided by verb and path, then by the
//! place where a type is used, then by an equal shape under a similar name. The last two are probable, and say why.

mod by_use;
mod types;

use super::node::OperationAt;
use super::similar::spelling;
use crate::model::{CodeModel, EnumId, HttpMethod, ModelId};
use std::collections::BTreeMap;

/// Pairs of operations and types; what is in none is new or gone.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// In the order of the new model.
    pub(super) operations: Vec<(OperationAt, OperationAt)>,
    /// Operations that are gone.
    pub(super) operations_removed: Vec<OperationAt>,
    /// Operations that are new.
    pub(super) operations_added: Vec<OperationAt>,
    /// Models by index in the old and in the new model.
    pub(super) models: Mates,
    /// Enums by index in the old and in the new model.
    pub(super) enums: Mates,
}

/// One-to-one pairs of indices.
#[derive(Clone, Debug, Default)]
pub(super) struct Mates {
    new_of_old: Vec<Option<u32>>,
    old_of_new: Vec<Option<u32>>,
    /// Why two of different names belong together, by old index.
    pub(super) evidence: BTreeMap<u32, String>,
}

impl Mates {
    fn new(old: usize, new: usize) -> Self {
        Self { new_of_old: vec![None; old], old_of_new: vec![None; new], evidence: BTreeMap::new() }
    }

    /// Joins two; false if either has a mate already.
    fn join(&mut self, old: u32, new: u32) -> bool {
        let free = self.new_of_old[old as usize].is_none() && self.old_of_new[new as usize].is_none();
        if free {
            self.new_of_old[old as usize] = Some(new);
            self.old_of_new[new as usize] = Some(old);
        }
        free
    }

    fn are_free(&self, old: u32, new: u32) -> bool {
        self.new_of_old[old as usize].is_none() && self.old_of_new[new as usize].is_none()
    }

    pub(super) fn new_of(&self, old: u32) -> Option<u32> {
        self.new_of_old[old as usize]
    }

    pub(super) fn old_of(&self, new: u32) -> Option<u32> {
        self.old_of_new[new as usize]
    }

    /// Indices of the old side that have no mate.
    pub(super) fn removed(&self) -> Vec<u32> {
        lonely(&self.new_of_old)
    }

    /// Indices of the new side that have no mate.
    pub(super) fn added(&self) -> Vec<u32> {
        lonely(&self.old_of_new)
    }
}

fn lonely(mates: &[Option<u32>]) -> Vec<u32> {
    (0u32..).zip(mates).filter(|(_, mate)| mate.is_none()).map(|(index, _)| index).collect()
}

impl Pairs {
    /// Pairs everything that can be paired.
    pub(super) fn find(old: &CodeModel, new: &CodeModel) -> Self {
        let mut pairs = Self {
            models: Mates::new(old.models.len(), new.models.len()),
            enums: Mates::new(old.enums.len(), new.enums.len()),
            ..Self::default()
        };
        pairs.find_operations(old, new);
        types::by_name(&mut pairs, old, new);
        by_use::follow(&mut pairs, old, new);
        types::by_shape(&mut pairs, old, new);
        pairs
    }

    /// Whether a model of each side is the same one.
    pub(super) fn same_model(&self, old: ModelId, new: ModelId) -> bool {
        self.models.new_of(old.0) == Some(new.0)
    }

    /// Whether an enum of each side is the same one.
    pub(super) fn same_enum(&self, old: EnumId, new: EnumId) -> bool {
        self.enums.new_of(old.0) == Some(new.0)
    }

    fn find_operations(&mut self, old: &CodeModel, new: &CodeModel) {
        let mut open: BTreeMap<&str, OperationAt> = BTreeMap::new();
        let mut removed: BTreeMap<OperationAt, ()> = OperationAt::all(old).map(|at| (at, ())).collect();
        for at in OperationAt::all(old) {
            open.insert(&at.of(old).id, at);
        }
        let mut mates: Vec<(OperationAt, Option<OperationAt>)> =
            OperationAt::all(new).map(|at| (at, open.remove(at.of(new).id.as_str()))).collect();
        for (_, mate) in &mates {
            mate.map(|mate| removed.remove(&mate));
        }
        let mut by_route: BTreeMap<(HttpMethod, String), OperationAt> =
            removed.keys().map(|at| (route(*at, old), *at)).collect();
        for (at, mate) in mates.iter_mut().filter(|(_, mate)| mate.is_none()) {
            *mate = by_route.remove(&route(*at, new));
            mate.map(|mate| removed.remove(&mate));
        }
        self.operations = mates.iter().filter_map(|(new, old)| old.map(|old| (old, *new))).collect();
        self.operations_added = mates.iter().filter(|(_, old)| old.is_none()).map(|(new, _)| *new).collect();
        self.operations_removed = removed.into_keys().collect();
    }
}

/// Verb and path, the names of parameters and the case of letters aside: services compare paths that way.
fn route(at: OperationAt, model: &CodeModel) -> (HttpMethod, String) {
    let operation = at.of(model);
    (operation.method, same_path(&operation.path))
}

/// A path as services compare it: `{}` for each parameter, lower case, no slash at the end.
pub(super) fn same_path(path: &str) -> String {
    let mut result = String::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |length| open + length + 1);
        result.push_str(&rest[..open].to_lowercase());
        result.push_str("{}");
        rest = &rest[close..];
    }
    result.push_str(&rest.to_lowercase());
    result.trim_end_matches('/').to_owned()
}

/// Whether two names give the same identifiers, whatever the case style they are turned into.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    spelling(one) == spelling(other)
}

#[cfg(test)]
mod tests {
    use super::same_path;

    #[test]
    fn paths_are_compared_as_services_do() {
        let cases = [("/Vaults/{name}/", "/vaults/{}"), ("/{scope}/x?a=B", "/{}/x?a=b"), ("/broken/{x", "/broken/{}")];
        for (path, expected) in cases {
            assert_eq!(same_path(path), expected);
        }
    }
}
