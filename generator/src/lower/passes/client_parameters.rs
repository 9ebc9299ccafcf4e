//! Who holds a parameter: the client or the caller of a method.
//!
//! Azure's convention: what stands under `parameters` belongs to the client unless it says otherwise, what an
//! operation declares belongs to its method. Documents of one package disagree, and many of Azure Resource Manager put
//! under `parameters` what varies from call to call (`resourceGroupName`), so there only the subscription follows the
//! convention; all else belongs to the client where it says so itself.

use crate::lower::LowerOptions;
use crate::lower::context::Lowering;
use crate::lower::draft::{Declared, Drafts};
use crate::model::{Parameter, ParameterLocation, ParameterScope, Type};
use std::collections::BTreeMap;

/// A parameter as all operations of the package name it.
type Key = (String, u8);

/// Decides the scope of every parameter and collects those of the client.
pub(super) fn settle(lowering: &mut Lowering<'_, '_>) {
    let policy = Policy {
        occurrences: occurrences(&lowering.drafts),
        options: lowering.options,
        is_arm: lowering.drafts.endpoint.is_arm,
    };
    let mut held: Vec<Parameter> = std::mem::take(&mut lowering.drafts.host_parameters);
    for draft in &mut lowering.drafts.operations {
        for (parameter, declared) in draft.operation.parameters.iter_mut().zip(&draft.declared) {
            if parameter.scope != ParameterScope::Method || !policy.is_held(parameter, *declared) {
                continue;
            }
            match held.iter().find(|known| key(known) == key(parameter)) {
                Some(known) if !same_kind(&known.ty, &parameter.ty) => continue,
                Some(_) => {}
                None => held.push(Parameter { scope: ParameterScope::Client, ..parameter.clone() }),
            }
            parameter.scope = ParameterScope::Client;
        }
    }
    lowering.drafts.host_parameters = held;
}

/// In which ways a parameter is declared in the package.
#[derive(Clone, Copy, Default)]
struct Occurrences {
    client: bool,
    shared: bool,
    elsewhere: bool,
}

struct Policy<'p> {
    occurrences: BTreeMap<Key, Occurrences>,
    options: &'p LowerOptions,
    is_arm: bool,
}

impl Policy<'_> {
    fn is_held(&self, parameter: &Parameter, declared: Declared) -> bool {
        if !can_be_held(parameter) || self.options.method_parameters.contains(&parameter.wire_name) {
            return false;
        }
        if self.options.client_parameters.contains(&parameter.wire_name) {
            return true;
        }
        let seen = self.occurrences.get(&key(parameter)).copied().unwrap_or_default();
        let subscription = parameter.wire_name.eq_ignore_ascii_case("subscriptionId");
        match declared {
            Declared::Method => false,
            Declared::Client => true,
            Declared::Shared if subscription => true,
            // A subscription that one operation declares for itself is the client's where others take it from there.
            Declared::Inline => subscription && (seen.client || seen.shared),
            Declared::Shared => !self.is_arm && !seen.elsewhere,
        }
    }
}

fn occurrences(drafts: &Drafts<'_>) -> BTreeMap<Key, Occurrences> {
    let mut occurrences: BTreeMap<Key, Occurrences> = BTreeMap::new();
    for draft in &drafts.operations {
        for (parameter, declared) in draft.operation.parameters.iter().zip(&draft.declared) {
            let seen = occurrences.entry(key(parameter)).or_default();
            match declared {
                Declared::Client => seen.client = true,
                Declared::Shared => seen.shared = true,
                Declared::Method | Declared::Inline => seen.elsewhere = true,
            }
        }
    }
    occurrences
}

fn key(parameter: &Parameter) -> Key {
    let location = match parameter.location {
        ParameterLocation::Host => 0,
        ParameterLocation::Path => 1,
        ParameterLocation::Query => 2,
        ParameterLocation::Header => 3,
        ParameterLocation::Form => 4,
    };
    (parameter.wire_name.to_lowercase(), location)
}

/// A client holds single values that may vary.
fn can_be_held(parameter: &Parameter) -> bool {
    let single = !matches!(parameter.ty, Type::Model(_) | Type::Array(_) | Type::Map(_) | Type::Any | Type::Stream);
    single && parameter.constant.is_none() && parameter.location != ParameterLocation::Form
}

/// Whether one value fits both declarations.
fn same_kind(one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Enum(one), Type::Enum(other)) => one == other,
        (Type::Integer(one), Type::Integer(other)) => one == other,
        (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
