//! Names of clients, operations and their parameters.

use super::scope::Scope;
use super::{GroupNames, NameOptions, Names, OperationNames, case, groups, types, words};
use crate::model::{CodeModel, Operation, ParameterScope};

/// Arguments that every operation has, and the field that every options struct has.
pub(super) const ARGUMENTS: &[&str] = &["self", "options", "method_options"];

/// Modules below `clients`: not called like their parent, nor like a crate that paths in it begin with.
const MODULES: &[&str] = &["armspan_runtime", "azure_core", "clients", "std"];

/// Methods that every client has. The last two are in Rust's prelude and take their receiver by value, so that a call would
/// mean them and not the client's own.
const METHODS: &[&str] = &["new", "endpoint", "clone", "client", "into", "try_into"];

/// Names the clients: they come before all types, which give way.
pub(super) fn resolve_clients(model: &CodeModel, options: &NameOptions, items: &mut Scope, names: &mut Names) {
    names.client = items.claim(&[&options.client_name]);
    names.client_options = items.claim(&[&format!("{}Options", names.client)]);
    let mut fields = Scope::with(["client", "options", "credential"]);
    names.client_parameters = model
        .client_parameters
        .iter()
        .map(|parameter| {
            let name = parameter.client_name.as_deref().unwrap_or(&parameter.wire_name);
            types::field(&mut fields, name)
        })
        .collect();
    let mut modules = Scope::with(MODULES.iter().copied());
    names.groups =
        model.groups.iter().map(|group| group_names(&group.name, items, &mut modules, &names.client)).collect();
}

fn group_names(group: &str, items: &mut Scope, modules: &mut Scope, root: &str) -> GroupNames {
    if group.is_empty() {
        return GroupNames { client: root.into(), ..GroupNames::default() };
    }
    let words = words::of_name(group);
    let name = case::upper_camel(&words);
    let name = case::stem(&name);
    let stem = name.strip_suffix("Client").filter(|stem| !stem.is_empty()).unwrap_or(name);
    let client = items.claim(&[&format!("{stem}Client"), &format!("{stem}OperationsClient")]);
    // From the words, as the camel-case name does not show where each of them ended: `XMs…` is `x_ms_…`.
    let mut accessor = words.clone();
    accessor.extend(words::of_name(client.strip_prefix(name).unwrap_or_default()));
    let accessor = if client.starts_with(name) { accessor } else { words::of_name(&client) };
    GroupNames {
        module: case::module(modules.claim(&[&case::snake(&words)])),
        accessor: case::snake(&accessor),
        client,
        operations: Vec::new(),
    }
}

/// Names methods and everything derived from them.
pub(super) fn resolve(model: &CodeModel, items: &mut Scope, names: &mut Names) {
    for (index, group) in model.groups.iter().enumerate() {
        let mut methods = Scope::with(METHODS.iter().copied());
        if group.name.is_empty() {
            for other in &names.groups {
                methods.claim(&[&other.accessor]);
            }
        }
        let client = names.groups[index].client.clone();
        let named = methods_of(&group.operations, &mut methods);
        let operations = group.operations.iter().zip(named);
        names.groups[index].operations =
            operations.map(|(operation, method)| operation_names(operation, method, &client, items)).collect();
    }
    groups::resolve(model, items, names);
}

/// The methods of a client. Those that are called what the document calls them come first, so that a paged `GetAll`
/// never takes the name of a `ListAll`.
fn methods_of(operations: &[Operation], scope: &mut Scope) -> Vec<String> {
    let wanted: Vec<_> = operations.iter().map(wanted_method).collect();
    let mut names = vec![String::new(); operations.len()];
    for adjusted in [false, true] {
        for (name, wanted) in names.iter_mut().zip(&wanted).filter(|(_, wanted)| wanted.adjusted == adjusted) {
            let candidates: Vec<_> = wanted.candidates.iter().map(String::as_str).collect();
            *name = case::identifier(scope.claim(&candidates));
        }
    }
    names
}

/// What an operation may be called, best first, and whether that is something else than what its document says.
struct Wanted {
    candidates: Vec<String>,
    adjusted: bool,
}

fn wanted_method(operation: &Operation) -> Wanted {
    let mut words: Vec<_> = words::of_name(&operation.name).iter().map(|word| word.to_ascii_lowercase()).collect();
    let begin = if operation.long_running.is_some() { "begin_" } else { "" };
    if !begin.is_empty() && words.len() > 1 && words[0] == "begin" {
        words.remove(0);
    }
    let adjusted = operation.paging.is_some() && !words[0].starts_with("list");
    let mut candidates = Vec::new();
    if adjusted {
        let rest = if words[0] == "get" { &words[1..] } else { &words[..] };
        candidates.extend([rest, &words].map(|rest| [&["list".to_owned()], rest].concat()));
    } else {
        candidates.push(words);
    }
    let candidates = candidates.iter().map(|words| format!("{begin}{}", case::snake(words))).collect();
    Wanted { candidates, adjusted }
}

fn operation_names(operation: &Operation, method: String, client: &str, items: &mut Scope) -> OperationNames {
    let bare = method.strip_prefix("begin_").unwrap_or(&method);
    let method_words = case::upper_camel(&words::of_name(bare.trim_start_matches("r#")));
    let stem = format!("{client}{}", case::stem(&method_words));
    let mut scope = Scope::with(ARGUMENTS.iter().copied());
    let parameters = operation.parameters.iter().map(|parameter| {
        let name = parameter.client_name.as_deref().unwrap_or(&parameter.wire_name);
        // What the caller of an operation never sees takes no name from what it does see.
        let visible = parameter.scope == ParameterScope::Method && parameter.group.is_none();
        if visible { types::field(&mut scope, name) } else { types::field(&mut Scope::default(), name) }
    });
    let parameters = parameters.collect();
    let body = operation.body.as_ref().map(|body| {
        let name = body.client_name.as_deref().unwrap_or(&body.name);
        types::field(&mut scope, name)
    });
    OperationNames {
        options: items.claim(&[&format!("{stem}Options")]),
        headers: items.claim(&[&format!("{stem}ResultHeaders")]),
        bodies: items.claim(&[&format!("{stem}ResultBodies")]),
        parameters,
        body: body.unwrap_or_default(),
        header_methods: header_methods(operation),
        groups: Vec::new(),
        method,
    }
}

/// The headers of all of an operation's answers: one method each, whatever the statuses that carry them.
fn header_methods(operation: &Operation) -> Vec<(String, String)> {
    let mut methods: Vec<(String, String)> = Vec::new();
    let mut scope = Scope::default();
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        let wire = header.wire_name.to_ascii_lowercase();
        if methods.iter().all(|(known, _)| *known != wire) {
            let name = header.client_name.as_deref().unwrap_or(&header.wire_name);
            methods.push((wire, types::field(&mut scope, name)));
        }
    }
    methods.sort();
    methods
}
