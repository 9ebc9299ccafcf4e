//! Operations whose api-version went another way than the service's.

use super::node::Node;
use super::recorder::Recorder;
use super::{ChangeKind, Facts};
use crate::model::{Operation, ParameterScope};
use std::collections::BTreeMap;

/// Compares the versions that operations are sent with; in a service of several versions each has its own.
///
/// The step that most operations of a version take is the service's, and told as such; only the others are told here.
pub(super) fn compare(recorder: &mut Recorder<'_>) {
    let (old, new) = (recorder.old, recorder.new);
    let moved = old.api_versions != new.api_versions;
    let step = |(one, other)| (sent(one), sent(other));
    let mut steps: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (one, other) in recorder.pairs.operations.iter().map(|(one, other)| step((one.of(old), other.of(new)))) {
        *steps.entry((one, other)).or_default() += 1;
    }
    let mut usual: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for ((one, other), count) in steps.into_iter().filter(|_| moved) {
        let most = usual.entry(one).or_default();
        *most = (count, other).max(*most);
    }
    // What was sent without a version is no version that moves.
    usual.remove("");
    for (old_at, new_at) in &recorder.pairs.operations {
        let (before, after) = step((old_at.of(old), new_at.of(new)));
        if after != usual.get(before).map_or(before, |(_, usual)| usual) {
            let both = (Node::Operation(*old_at), Node::Operation(*new_at));
            let facts = Facts { same_rust: true, ..Facts::INPUT };
            recorder.changed(ChangeKind::ApiVersionChanged, both, facts, (before, after));
        }
    }
}

/// The version that an operation is sent with; empty where it is sent with none.
fn sent(operation: &Operation) -> &str {
    let asked = operation.parameters.iter().any(|parameter| parameter.scope == ParameterScope::ApiVersion);
    operation.api_version.as_deref().filter(|_| asked).unwrap_or_default()
}
