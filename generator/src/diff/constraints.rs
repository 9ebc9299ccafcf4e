//! Limits on values: which are tighter now, which looser, which simply other.

use super::node::Node;
use super::recorder::Recorder;
use super::{ChangeKind, Facts};
use crate::model::Constraints;
use serde_json::Number;
use std::cmp::Ordering;

/// One limit that differs: what happened, and the limit before and after in the documents' words.
pub(super) type Difference = (ChangeKind, String, String);

/// Records another `format` of two declarations whose type is the same: where it makes another type, that is told.
pub(super) fn format(recorder: &mut Recorder<'_>, both: (Node, Node), (old, new): (&Constraints, &Constraints)) {
    if old.format != new.format {
        let text = |format: &Option<String>| format.clone().unwrap_or_default();
        recorder.changed(ChangeKind::FormatChanged, both, Facts::BOTH, (text(&old.format), text(&new.format)));
    }
}

/// Every limit that differs between two declarations, in the order of [`Constraints`].
pub(super) fn differences(old: &Constraints, new: &Constraints) -> Vec<Difference> {
    let mut found = Vec::new();
    let text = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name} {value}"));
    unordered(&mut found, text("pattern", &old.pattern), text("pattern", &new.pattern));
    bound(&mut found, "minLength", old.min_length, new.min_length, Side::Lower);
    bound(&mut found, "maxLength", old.max_length, new.max_length, Side::Upper);
    bound(&mut found, "minItems", old.min_items, new.min_items, Side::Lower);
    bound(&mut found, "maxItems", old.max_items, new.max_items, Side::Upper);
    number(&mut found, Side::Lower, (&old.minimum, old.exclusive_minimum), (&new.minimum, new.exclusive_minimum));
    number(&mut found, Side::Upper, (&old.maximum, old.exclusive_maximum), (&new.maximum, new.exclusive_maximum));
    let step = |value: &Option<Number>| value.as_ref().map(|value| format!("multipleOf {value}"));
    unordered(&mut found, step(&old.multiple_of), step(&new.multiple_of));
    let unique = |unique: bool| unique.then(|| "uniqueItems".to_owned());
    unordered(&mut found, unique(old.unique_items), unique(new.unique_items));
    found
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Side {
    Lower,
    Upper,
}

/// A limit without an order: gained it is tighter, lost it is looser, changed it is other.
fn unordered(found: &mut Vec<Difference>, old: Option<String>, new: Option<String>) {
    if old == new {
        return;
    }
    let kind = match (&old, &new) {
        (None, _) => ChangeKind::ConstraintTightened,
        (_, None) => ChangeKind::ConstraintLoosened,
        _ => ChangeKind::ConstraintChanged,
    };
    found.push((kind, old.unwrap_or_default(), new.unwrap_or_default()));
}

fn bound(found: &mut Vec<Difference>, name: &str, old: Option<u64>, new: Option<u64>, side: Side) {
    if old != new {
        let text = |value: Option<u64>| value.map(|value| format!("{name} {value}")).unwrap_or_default();
        let order = old.zip(new).map(|(old, new)| new.cmp(&old));
        found.push((direction(old.is_none(), order, side), text(old), text(new)));
    }
}

type Bound<'a> = (&'a Option<Number>, bool);

fn number(found: &mut Vec<Difference>, side: Side, old: Bound<'_>, new: Bound<'_>) {
    if old == new {
        return;
    }
    let name = if side == Side::Lower { "minimum" } else { "maximum" };
    let text = |(value, exclusive): Bound<'_>| {
        let suffix = if exclusive { ", exclusive" } else { "" };
        value.as_ref().map(|value| format!("{name} {value}{suffix}")).unwrap_or_default()
    };
    let value = |(value, _): Bound<'_>| value.as_ref().and_then(Number::as_f64);
    let order = value(old).zip(value(new)).and_then(|(old, new)| new.partial_cmp(&old));
    // At the same number, leaving the bound itself out is what makes it tighter.
    let order = order.map(|order| match (order, side) {
        (Ordering::Equal, Side::Lower) => new.1.cmp(&old.1),
        (Ordering::Equal, Side::Upper) => old.1.cmp(&new.1),
        (order, _) => order,
    });
    found.push((direction(old.0.is_none(), order, side), text(old), text(new)));
}

/// What a moved bound does; without an order, one of the two has no bound.
fn direction(gained: bool, order: Option<Ordering>, side: Side) -> ChangeKind {
    let tighter = match order {
        Some(order) => order == if side == Side::Lower { Ordering::Greater } else { Ordering::Less },
        None => gained,
    };
    if tighter { ChangeKind::ConstraintTightened } else { ChangeKind::ConstraintLoosened }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        let none = Constraints::default;
        let minimum =
            |value: i64, exclusive| Constraints { minimum: Some(value.into()), exclusive_minimum: exclusive, ..none() };
        let length = |value| Constraints { max_length: Some(value), ..none() };
        let pattern = |value: &str| Constraints { pattern: Some(value.to_owned()), ..none() };
        use ChangeKind::{ConstraintChanged, ConstraintLoosened, ConstraintTightened};
        let cases = [
            (none(), length(3), ConstraintTightened),
            (length(3), none(), ConstraintLoosened),
            (length(3), length(2), ConstraintTightened),
            (length(3), length(4), ConstraintLoosened),
            (minimum(1, false), minimum(2, false), ConstraintTightened),
            (minimum(1, false), minimum(1, true), ConstraintTightened),
            (minimum(1, true), minimum(1, false), ConstraintLoosened),
            (pattern("a"), pattern("b"), ConstraintChanged),
            (none(), pattern("b"), ConstraintTightened),
            (none(), Constraints { unique_items: true, ..none() }, ConstraintTightened),
        ];
        for (old, new, expected) in cases {
            let kinds: Vec<_> = differences(&old, &new).into_iter().map(|(kind, ..)| kind).collect();
            assert_eq!(kinds, [expected], "{old:?} {new:?}");
        }
        assert!(differences(&length(1), &length(1)).is_empty());
    }
}
