//! Finds the properties that must hold their model in a `Box`, because the model holds itself.
//!
//! Lists, maps and enums over variants are indirect already. Of what is left, every property that lies on a cycle is
//! boxed, so that the choice depends neither on the order of documents nor on where a search begins.

use crate::model::{CodeModel, Polymorphism, Type};
use std::collections::BTreeSet;

/// Positions of boxed properties: model and property.
pub(crate) type Boxed = BTreeSet<(usize, usize)>;

/// The properties that lie on a cycle of models that hold each other directly.
pub(crate) fn boxed(model: &CodeModel) -> Boxed {
    let edges: Vec<Vec<(usize, usize)>> = (0..model.models.len()).map(|from| direct(model, from)).collect();
    let component = components(&edges);
    let mut boxed = Boxed::new();
    for (from, targets) in edges.iter().enumerate() {
        // Within one component there is a way back; a model that holds itself is a component of its own.
        let on_cycle = targets.iter().filter(|(_, to)| component[*to] == component[from]);
        boxed.extend(on_cycle.map(|(property, _)| (from, *property)));
    }
    boxed
}

/// Properties of a model that hold another model's struct itself, and which.
fn direct(model: &CodeModel, from: usize) -> Vec<(usize, usize)> {
    let properties = model.models[from].properties.iter().enumerate();
    let targets = properties.filter_map(|(index, property)| match property.ty {
        Type::Model(to) if !matches!(model[to].polymorphism, Polymorphism::Base { .. }) => Some((index, to.index())),
        _ => None,
    });
    targets.collect()
}

/// Numbers of strongly connected components (Kosaraju's algorithm, without recursion: documents may nest as they like).
fn components(edges: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|(_, to)| reversed[*to].push(from));
    }
    let mut component = vec![usize::MAX; edges.len()];
    for start in finishing_order(edges).into_iter().rev() {
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            if component[node] == usize::MAX {
                component[node] = start;
                stack.extend(&reversed[node]);
            }
        }
    }
    component
}

/// Nodes in the order in which a depth-first search leaves them.
fn finishing_order(edges: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for start in 0..edges.len() {
        let mut stack = Vec::from_iter((!seen[start]).then_some((start, 0)));
        seen[start] = true;
        while let Some((node, next)) = stack.last_mut() {
            match edges[*node].get(*next) {
                Some((_, to)) => {
                    *next += 1;
                    if !std::mem::replace(&mut seen[*to], true) {
                        stack.push((*to, 0));
                    }
                }
                None => {
                    order.push(*node);
                    stack.pop();
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Boxed, boxed};
    use crate::model::{ModelId, Type};
    use crate::names::fixture::{Build, array, property};

    /// Models named by letters, with the models they hold; `*` means in a list.
    fn boxes(models: &[&[&str]]) -> Boxed {
        let mut build = Build::new(&["a.json"]);
        for holds in models {
            let properties = holds.iter().map(|held| {
                let id = u32::from(held.bytes().next_back().unwrap_or(b'a') - b'a');
                let ty = Type::Model(ModelId(id));
                property(held, if held.starts_with('*') { array(ty) } else { ty })
            });
            let properties = properties.collect();
            build.model("M", properties);
        }
        boxed(&build.code)
    }

    #[test]
    fn cycles_are_broken_at_every_edge() {
        assert_eq!(boxes(&[&["a"]]), Boxed::from([(0, 0)]));
        assert_eq!(boxes(&[&["b", "c"], &["c", "a"], &[]]), Boxed::from([(0, 0), (1, 1)]));
        assert_eq!(boxes(&[&["b"], &["c"], &["a"]]), Boxed::from([(0, 0), (1, 0), (2, 0)]));
    }

    #[test]
    fn what_is_indirect_or_no_cycle_stays() {
        assert_eq!(boxes(&[&["*a"]]), Boxed::new());
        assert_eq!(boxes(&[&["b", "c"], &["c"], &[]]), Boxed::new());
        assert_eq!(boxes(&[&["b"], &["*a"]]), Boxed::new());
    }
}
