//! What callers pass by position: the compiler knows an argument by its type alone.

use super::node::Node;
use super::operations::asked_for;
use super::parameters::passed_by_position;
use super::recorder::Recorder;
use super::types::Relations;
use super::{ChangeKind, Facts};
use crate::model::{Operation, Parameter, ParameterLocation, ParameterScope};

/// An argument with its position among all parameters.
type Argument<'a> = (usize, &'a Parameter);

/// The arguments of a method or a constructor, old and new.
pub(super) struct Arguments<'a> {
    old: Vec<Argument<'a>>,
    new: Vec<Argument<'a>>,
    /// For each new parameter the old one it was.
    mates: &'a [Option<usize>],
    /// Whether every place has the type in Rust that it had.
    same_types: bool,
    /// Old and new arguments that are different things of one type at one place, where the compiler notices nothing at
    /// all. They are told as such, not as one that is gone and one that is new.
    replaced: Vec<(Argument<'a>, Argument<'a>)>,
}

impl<'a> Arguments<'a> {
    pub(super) fn new(
        relations: &Relations<'_>,
        (old, new): (Vec<Argument<'a>>, Vec<Argument<'a>>),
        mates: &'a [Option<usize>],
    ) -> Self {
        let mut pairs = old.iter().zip(&new);
        let same_types =
            old.len() == new.len() && pairs.all(|((_, old), (_, new))| relations.of(&old.ty, &new.ty).same_rust);
        let mut arguments = Self { old, new, mates, same_types, replaced: Vec::new() };
        let moved: Vec<_> = if same_types { arguments.moved().collect() } else { Vec::new() };
        if moved.iter().all(|((old, _), (new, _))| mates[*new].is_none() && !mates.contains(&Some(*old))) {
            arguments.replaced = moved;
        }
        arguments
    }

    /// Whether an old parameter has another in its place now.
    pub(super) fn is_replaced(&self, old: usize) -> bool {
        self.replaced.iter().any(|((one, _), _)| *one == old)
    }

    /// Whether a new parameter stands in the place of another.
    pub(super) fn replaces(&self, new: usize) -> bool {
        self.replaced.iter().any(|(_, (other, _))| *other == new)
    }

    /// Records the arguments that have others in their places; the functions say what stands for a parameter.
    pub(super) fn record_replaced(
        &self,
        recorder: &mut Recorder<'_>,
        (old, new): (&dyn Fn(usize) -> Node, &dyn Fn(usize) -> Node),
    ) {
        for ((one, was), (other, is)) in &self.replaced {
            let both = (old(*one), new(*other));
            recorder.changed(ChangeKind::ArgumentReplaced, both, Facts::INPUT, (&was.wire_name, &is.wire_name));
        }
    }

    /// Records that a caller has to pass them in another order.
    pub(super) fn compare_order(&self, recorder: &mut Recorder<'_>, both: (Node, Node)) {
        let was = |index: usize| self.mates[index].and_then(|mate| self.old.iter().position(|(old, _)| *old == mate));
        let in_order = self.new.iter().filter_map(|(index, _)| was(*index)).is_sorted();
        let unnoticed = self.same_types && self.moved().next().is_some() && self.replaced.is_empty();
        if !in_order || unnoticed {
            let facts = Facts { same_rust: self.same_types, required: true, ..Facts::INPUT };
            recorder.changed(ChangeKind::ParametersReordered, both, facts, (names(&self.old), names(&self.new)));
        }
    }

    /// Old and new arguments at one place that are not one parameter.
    fn moved(&self) -> impl Iterator<Item = (Argument<'a>, Argument<'a>)> {
        let pairs = self.old.iter().copied().zip(self.new.iter().copied());
        pairs.filter(|((old, _), (new, _))| self.mates[*new] != Some(*old))
    }
}

fn names(arguments: &[(usize, &Parameter)]) -> String {
    arguments.iter().map(|(_, parameter)| parameter.wire_name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Parameters that a caller passes by position: those of the path in its order, then the other required ones.
pub(super) fn arguments(operation: &Operation) -> Vec<(usize, &Parameter)> {
    let passed = |index: &usize| passed_by_position(&operation.parameters[*index]);
    let places = placeholders(operation).into_iter();
    let mut order: Vec<usize> = places.filter_map(|(index, _)| index).filter(passed).collect();
    for index in 0..operation.parameters.len() {
        if passed(&index) && !order.contains(&index) {
            order.push(index);
        }
    }
    order.into_iter().map(|index| (index, &operation.parameters[index])).collect()
}

/// Parameters that a client is made with, in its order: those that it cannot do without.
pub(super) fn of_client(parameters: &[Parameter]) -> Vec<(usize, &Parameter)> {
    let in_url = |p: &Parameter| matches!(p.location, ParameterLocation::Host | ParameterLocation::Path);
    let passed =
        |p: &Parameter| asked_for(p) || in_url(p) && p.constant.is_none() && p.scope != ParameterScope::ApiVersion;
    parameters.iter().enumerate().filter(|(_, parameter)| passed(parameter)).collect()
}

/// Placeholders of both paths that stand for the same thing, whatever they are called: all, if the paths are the same
/// beside them, else those that follow the same segment. (`resourceGroups/{a}` and `locations/{b}` do not.)
pub(super) fn same_placeholders(old: &Operation, new: &Operation) -> Vec<(usize, usize)> {
    let (olds, news) = (placeholders(old), placeholders(new));
    if olds.len() != news.len() {
        return Vec::new();
    }
    let same = super::pairs::same_path(&old.path) == super::pairs::same_path(&new.path);
    let pairs = olds.into_iter().zip(news).filter(|((_, one), (_, other))| same || one == other);
    pairs.filter_map(|((one, _), (other, _))| one.zip(other)).collect()
}

/// For each placeholder of the path the parameter that fills it, and the segment before it.
fn placeholders(operation: &Operation) -> Vec<(Option<usize>, String)> {
    let mut found = Vec::new();
    let mut rest = operation.path.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (name, next) = after.split_once('}').unwrap_or((after, ""));
        let fills = |p: &Parameter| p.location == ParameterLocation::Path && p.wire_name == name;
        let segment = before.split('/').rfind(|segment| !segment.is_empty()).unwrap_or_default().to_lowercase();
        found.push((operation.parameters.iter().position(fills), segment));
        rest = next;
    }
    found
}
