//! Path templates: every `{name}` has a parameter, every path parameter a `{name}`.

use super::context::Lowering;
use super::draft::Declared;
use super::extensions::Extensions;
use super::facts::Typed;
use super::parameters::{LoweredParameter, Said};
use super::place::Place;
use crate::model::{ParameterLocation, StringFormat, Type};
use std::mem;

impl Lowering<'_, '_> {
    /// Settles parameters with the path they are for.
    pub(super) fn match_path(&mut self, path: &str, parameters: &mut Vec<LoweredParameter>, place: &Place) {
        self.drop_fixed_query(path, parameters);
        if !is_closed(path) {
            let message = format!("the braces of `{path}` do not match; a parameter is written `{{name}}`");
            self.error("invalid-path", place, message);
        }
        let names = placeholders(path);
        for lowered in parameters.iter_mut().filter(|lowered| is_path(lowered)) {
            self.spell_as_path(&names, &mut lowered.parameter.wire_name, place);
        }
        let unused = |lowered: &LoweredParameter| is_path(lowered) && !names.contains(&&*lowered.parameter.wire_name);
        for lowered in parameters.iter().filter(|lowered| unused(lowered)) {
            let name = &lowered.parameter.wire_name;
            self.warn("unused-path-parameter", place, format!("the path has no place for `{name}`; not asked for"));
        }
        parameters.retain(|lowered| !unused(lowered));
        for name in names {
            if parameters.iter().any(|lowered| lowered.parameter.wire_name == name && is_path(lowered)) {
                continue;
            }
            // The path's own query (`x-ms-paths`) may have the place for a parameter of the query: it is sent once.
            let is_query = |lowered: &&mut LoweredParameter| lowered.parameter.location == ParameterLocation::Query;
            let mut queries = parameters.iter_mut().filter(is_query);
            if let Some(lowered) = queries.find(|lowered| lowered.parameter.wire_name == name) {
                lowered.parameter.location = ParameterLocation::Path;
                lowered.parameter.required = true;
            } else {
                self.warn("undeclared-path-parameter", place, format!("`{name}` is not declared; asked for as text"));
                parameters.push(self.text_parameter(name, place));
            }
        }
    }

    /// Where a declaration and the path spell a name in different cases, the path's spelling counts.
    fn spell_as_path(&mut self, names: &[&str], wire_name: &mut String, place: &Place) {
        if names.contains(&&**wire_name) {
            return;
        }
        let Some(spelled) = names.iter().find(|name| name.eq_ignore_ascii_case(wire_name)) else { return };
        self.warn("path-parameter-case", place, format!("`{wire_name}` is `{spelled}` in the path"));
        *wire_name = (*spelled).to_owned();
    }

    /// A constant that the path's own query states already (`x-ms-paths`) would be sent twice.
    fn drop_fixed_query(&self, path: &str, parameters: &mut Vec<LoweredParameter>) {
        let Some((_, query)) = path.split_once('?') else { return };
        let fixed: Vec<&str> = query.split('&').map(|pair| pair.split('=').next().unwrap_or(pair)).collect();
        parameters.retain(|lowered| {
            let parameter = &lowered.parameter;
            parameter.location != ParameterLocation::Query
                || parameter.constant.is_none()
                || !fixed.contains(&&*parameter.wire_name)
        });
    }

    /// A parameter that nobody declared.
    pub(super) fn text_parameter(&mut self, name: &str, place: &Place) -> LoweredParameter {
        let extensions = Extensions::new();
        let said = Said { name, description: None, extensions: &extensions };
        let typed = Typed::plain(Type::String(StringFormat::Text));
        let parameter = self.assemble(said, typed, ParameterLocation::Path, true, place);
        LoweredParameter { parameter, declared: Declared::Inline }
    }
}

fn is_path(lowered: &LoweredParameter) -> bool {
    lowered.parameter.location == ParameterLocation::Path
}

/// Whether every brace that opens closes before the next one opens.
fn is_closed(path: &str) -> bool {
    let mut open = false;
    let fits = path.chars().all(|c| match c {
        '{' => !mem::replace(&mut open, true),
        '}' => mem::replace(&mut open, false),
        _ => true,
    });
    fits && !open
}

/// The names in braces, each once, in order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_once_and_in_order() {
        let rows: [(&str, &[&str]); 5] = [
            ("/a/{b}/c/{d}", &["b", "d"]),
            ("/{a}{b}/{a}", &["a", "b"]),
            ("/{a}:move", &["a"]),
            ("/plain", &[]),
            ("/broken/{a", &[]),
        ];
        for (path, expected) in rows {
            assert_eq!(placeholders(path), expected, "{path}");
        }
    }
}
