//! Small changes of a Swagger document, one at a time: every keyword that generated code or the wire depends on, at every
//! place where it may stand.
//!
//! What is made of a document need not be sensible, only readable: the generator reads what services publish.

#[path = "keywords.rs"]
mod keywords;

use keywords::{Keywords, OPERATIONS, PARAMETERS, SCHEMAS, SERVICE, VALUES};
use serde_json::{Map, Value, json};

/// One change of a document.
pub struct Mutation {
    /// What was done, without the place: `schema readOnly true`. Mutations of one label are of one sort.
    pub label: String,
    /// Where, as a JSON pointer.
    pub pointer: String,
    edits: Vec<(String, Option<Value>)>,
}

impl Mutation {
    /// Whether anything is different after it. The order of keys is that of fields and arguments, so it counts.
    pub fn is_one(&self, document: &Value) -> bool {
        let text = |value: Option<&Value>| value.map(Value::to_string);
        self.edits.iter().any(|(pointer, value)| text(document.pointer(pointer)) != text(value.as_ref()))
    }

    /// The document after it.
    pub fn apply(&self, document: &Value) -> Value {
        let mut changed = document.clone();
        for (pointer, value) in &self.edits {
            edit(&mut changed, pointer, value.clone());
        }
        changed
    }
}

fn edit(document: &mut Value, pointer: &str, value: Option<Value>) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    let key = key.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(parent), value) {
        (Some(Value::Object(members)), Some(value)) => drop(members.insert(key, value)),
        (Some(Value::Object(members)), None) => drop(members.shift_remove(&key)),
        (Some(Value::Array(items)), value) => {
            let Ok(index) = key.parse::<usize>() else { return };
            match value {
                Some(value) if index < items.len() => items[index] = value,
                Some(value) => items.push(value),
                None => drop(items.remove(index)),
            }
        }
        _ => {}
    }
}

/// Every mutation of `document`.
pub fn mutations(document: &Value) -> Vec<Mutation> {
    let mut sites = Sites { document, found: Vec::new() };
    sites.service();
    for path in keys(document, "/paths").into_iter().chain(keys(document, "/x-ms-paths")) {
        sites.path_item(&path);
    }
    for pointer in keys(document, "/definitions") {
        sites.definition(&pointer);
    }
    for pointer in keys(document, "/parameters") {
        sites.parameter(&pointer);
    }
    for pointer in keys(document, "/responses") {
        sites.response(&pointer);
    }
    sites.found
}

/// Pointers to the members of an object or list.
fn keys(document: &Value, pointer: &str) -> Vec<String> {
    match document.pointer(pointer) {
        Some(Value::Object(members)) => members.keys().map(|key| format!("{pointer}/{}", escaped(key))).collect(),
        Some(Value::Array(items)) => (0..items.len()).map(|index| format!("{pointer}/{index}")).collect(),
        _ => Vec::new(),
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

struct Sites<'a> {
    document: &'a Value,
    found: Vec<Mutation>,
}

impl Sites<'_> {
    fn get(&self, pointer: &str) -> &Value {
        self.document.pointer(pointer).unwrap_or(&Value::Null)
    }

    fn push(&mut self, label: impl Into<String>, pointer: &str, edits: Vec<(String, Option<Value>)>) {
        self.found.push(Mutation { label: label.into(), pointer: pointer.to_owned(), edits });
    }

    /// Gives `pointer` another value, or takes it away.
    fn set(&mut self, label: impl Into<String>, pointer: &str, value: impl Into<Option<Value>>) {
        self.push(label, pointer, vec![(pointer.to_owned(), value.into())]);
    }

    fn keywords(&mut self, what: &str, pointer: &str, keywords: &Keywords) {
        for (keyword, values) in keywords {
            for value in *values {
                let value: Value = serde_json::from_str(value).expect("it is JSON");
                let label = format!("{what} {keyword} {value}");
                self.set(label, &format!("{pointer}/{keyword}"), Some(value).filter(|value| !value.is_null()));
            }
        }
    }

    fn service(&mut self) {
        self.keywords("service", "", SERVICE);
        self.set("service title", "/info/title", json!("Another Service"));
        self.set("service version", "/info/version", json!("2099-01-01"));
    }

    fn path_item(&mut self, pointer: &str) {
        let item = self.get(pointer).clone();
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let path = pointer[parent.len() + 1..].replace("~1", "/").replace("~0", "~");
        let moved =
            |to: String| vec![(pointer.to_owned(), None), (format!("{parent}/{}", escaped(&to)), Some(item.clone()))];
        self.push("path segment", pointer, moved(format!("{path}/more")));
        self.push("path upper case", pointer, moved(upper(&path)));
        self.push("path slash", pointer, moved(format!("{path}/")));
        for parameter in keys(self.document, &format!("{pointer}/parameters")) {
            self.parameter(&parameter);
        }
        for operation in keys(self.document, pointer).into_iter().filter(|key| !key.ends_with("/parameters")) {
            self.operation(&operation);
        }
    }

    fn operation(&mut self, pointer: &str) {
        self.keywords("operation", pointer, OPERATIONS);
        self.set("operation removed", pointer, None);
        let operation = self.get(pointer).clone();
        let id = operation["operationId"].as_str().unwrap_or_default();
        let ids = [format!("Other{id}"), format!("{id}More"), id.replace('_', ""), id.to_uppercase()];
        for (what, id) in ["group", "name", "without group", "case"].into_iter().zip(ids) {
            self.set(format!("operationId {what}"), &format!("{pointer}/operationId"), json!(id));
        }
        let (item, _) = pointer.rsplit_once('/').unwrap_or_default();
        for verb in ["get", "put", "post", "patch", "delete", "head"] {
            if self.get(&format!("{item}/{verb}")).is_null() {
                let edits = vec![(pointer.to_owned(), None), (format!("{item}/{verb}"), Some(operation.clone()))];
                self.push(format!("verb {verb}"), pointer, edits);
            }
        }
        let mut copy = operation.clone();
        copy["operationId"] = json!(format!("{id}Again"));
        let again = format!("{item}~1again/{}", &pointer[item.len() + 1..]);
        let (again, verb) = again.rsplit_once('/').unwrap_or_default();
        self.push("operation added", pointer, vec![(again.to_owned(), Some(json!({ verb: copy })))]);
        self.parameters(&format!("{pointer}/parameters"));
        self.responses(&format!("{pointer}/responses"));
    }

    fn parameters(&mut self, pointer: &str) {
        let list = self.get(pointer).as_array().cloned().unwrap_or_default();
        let added = [
            ("optional", json!({ "name": "novel", "in": "query", "type": "string" })),
            ("required", json!({ "name": "novel", "in": "query", "type": "string", "required": true })),
            ("header", json!({ "name": "x-novel", "in": "header", "type": "integer", "required": true })),
            (
                "constant",
                json!({ "name": "novel", "in": "query", "type": "string", "required": true, "enum": ["only"] }),
            ),
            ("body", json!({ "name": "novel", "in": "body", "schema": { "type": "object" } })),
        ];
        for (what, parameter) in added {
            let all: Vec<Value> = list.iter().cloned().chain([parameter]).collect();
            self.set(format!("parameter added {what}"), pointer, json!(all));
        }
        for index in 1..list.len() {
            let mut swapped = list.clone();
            swapped.swap(index - 1, index);
            self.set("parameters swapped", pointer, json!(swapped));
        }
        for parameter in keys(self.document, pointer) {
            self.set("parameter removed", &parameter, None);
            self.parameter(&parameter);
        }
    }

    fn parameter(&mut self, pointer: &str) {
        let parameter = self.get(pointer).clone();
        if parameter.get("$ref").is_some() {
            return;
        }
        self.set("parameter name", &format!("{pointer}/name"), json!(format!("{}X", text(&parameter["name"]))));
        self.set("parameter name case", &format!("{pointer}/name"), json!(upper(text(&parameter["name"]))));
        self.keywords("parameter", pointer, PARAMETERS);
        if parameter.get("schema").is_some() {
            self.keywords("body", pointer, &VALUES[VALUES.len() - 2..]);
            return self.schema("body schema", &format!("{pointer}/schema"));
        }
        self.keywords("parameter", pointer, VALUES);
        self.list_values("parameter", pointer);
        if parameter.get("items").is_some() {
            self.keywords("parameter items", &format!("{pointer}/items"), VALUES);
        }
    }

    fn responses(&mut self, pointer: &str) {
        let first = keys(self.document, pointer)
            .into_iter()
            .map(|key| self.get(&key).clone())
            .find(|r| r.get("schema").is_some());
        let schema = first.map(|response| response["schema"].clone()).unwrap_or(json!({ "type": "string" }));
        for status in ["200", "201", "202", "204", "404", "default"] {
            let at = format!("{pointer}/{status}");
            if self.get(&at).is_null() {
                self.set(format!("response added {status}"), &at, json!({ "description": "New." }));
                self.set(
                    format!("response added {status} same"),
                    &at,
                    json!({ "description": "New.", "schema": schema }),
                );
                let other = json!({ "description": "New.", "schema": { "type": "integer" } });
                self.set(format!("response added {status} other"), &at, other);
            }
        }
        for response in keys(self.document, pointer) {
            self.set("response removed", &response, None);
            self.response(&response);
        }
    }

    fn response(&mut self, pointer: &str) {
        if self.get(pointer).get("$ref").is_some() {
            return;
        }
        self.set("response description", &format!("{pointer}/description"), json!("Another text."));
        self.set("response schema removed", &format!("{pointer}/schema"), None);
        self.set("response error", &format!("{pointer}/x-ms-error-response"), json!(true));
        let headers = format!("{pointer}/headers");
        let mut all = self.get(&headers).as_object().cloned().unwrap_or_default();
        all.insert("x-novel".to_owned(), json!({ "type": "integer" }));
        self.set("header added", &headers, Value::Object(all));
        for header in keys(self.document, &headers) {
            let value = self.get(&header).clone();
            self.push("header renamed", &header, vec![(header.clone(), None), (format!("{header}-x"), Some(value))]);
            self.set("header removed", &header, None);
            self.keywords("header", &header, VALUES);
            self.keywords("header", &header, &[("x-ms-header-collection-prefix", &[r#""x-meta-""#])]);
            self.list_values("header", &header);
        }
        if self.get(pointer).get("schema").is_some() {
            self.schema("response schema", &format!("{pointer}/schema"));
        }
    }

    fn definition(&mut self, pointer: &str) {
        self.schema("definition", pointer);
        let name = pointer.trim_start_matches("/definitions/");
        let from = format!("\"#/definitions/{name}\"");
        for (what, to) in [("alike", format!("{name}Renamed")), ("unlike", "Qwertyuiop".to_owned())] {
            let text = self.document.to_string().replace(&from, &format!("\"#/definitions/{to}\""));
            let mut changed: Value = serde_json::from_str(&text).expect("it was JSON");
            let value = changed.pointer(pointer).cloned();
            edit(&mut changed, pointer, None);
            edit(&mut changed, &format!("/definitions/{to}"), value);
            let members = changed.as_object().into_iter().flatten();
            let edits = members.map(|(key, value)| (format!("/{key}"), Some(value.clone()))).collect();
            self.push(format!("definition renamed {what}"), pointer, edits);
        }
    }

    fn schema(&mut self, what: &str, pointer: &str) {
        let schema = self.get(pointer).clone();
        self.keywords(what, pointer, VALUES);
        self.keywords(what, pointer, SCHEMAS);
        self.list_values(what, pointer);
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            self.set(format!("{what} instead of $ref"), pointer, json!({ "type": "string" }));
            let definitions = keys(self.document, "/definitions");
            let at = definitions.iter().position(|key| format!("#{key}") == reference).map_or(0, |at| at + 1);
            if let Some(other) = definitions.get(at % definitions.len().max(1)) {
                self.set(format!("{what} other $ref"), &format!("{pointer}/$ref"), json!(format!("#{other}")));
            }
        }
        self.set(format!("{what} in a list"), pointer, json!({ "type": "array", "items": schema }));
        self.properties(what, pointer, &schema);
        for (index, _) in schema["allOf"].as_array().into_iter().flatten().enumerate() {
            self.schema("base", &format!("{pointer}/allOf/{index}"));
        }
        for inner in ["items", "additionalProperties"] {
            if schema[inner].is_object() {
                self.schema(inner, &format!("{pointer}/{inner}"));
            }
        }
    }

    fn properties(&mut self, what: &str, pointer: &str, schema: &Value) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        let at = format!("{pointer}/properties");
        let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().map(text).collect();
        let mut all = properties.clone();
        all.insert("novel".to_owned(), json!({ "type": "string" }));
        self.set("property added", &at, Value::Object(all.clone()));
        let with: Vec<&str> = required.iter().copied().chain(["novel"]).collect();
        let edits = vec![(at.clone(), Some(Value::Object(all))), (format!("{pointer}/required"), Some(json!(with)))];
        self.push("property added required", &at, edits);
        let back: Map<String, Value> =
            properties.iter().rev().map(|(key, value)| (key.clone(), value.clone())).collect();
        self.set("properties reversed", &at, Value::Object(back));
        for (name, value) in properties {
            let property = format!("{at}/{}", escaped(name));
            self.set("property removed", &property, None);
            for (how, to) in [("alike", format!("{name}X")), ("unlike", "qwertyuiop".to_owned()), ("case", upper(name))]
            {
                let renamed = format!("{at}/{}", escaped(&to));
                let edits = vec![(property.clone(), None), (renamed, Some(value.clone()))];
                self.push(format!("property renamed {how}"), &property, edits);
            }
            let toggled: Vec<&str> = if required.contains(&name.as_str()) {
                required.iter().copied().filter(|other| other != name).collect()
            } else {
                required.iter().copied().chain([name.as_str()]).collect()
            };
            let label =
                if toggled.len() > required.len() { "property made required" } else { "property made optional" };
            let value = Some(json!(toggled)).filter(|_| !toggled.is_empty());
            self.push(label, &property, vec![(format!("{pointer}/required"), value)]);
            if what.len() < 40 {
                self.schema(&format!("{} property", what.split(' ').next().unwrap_or(what)), &property);
            }
        }
    }

    /// The values of an enum.
    fn list_values(&mut self, what: &str, pointer: &str) {
        let Some(values) = self.get(pointer).get("enum").and_then(Value::as_array).cloned() else { return };
        let at = format!("{pointer}/enum");
        let novel = if values.iter().all(Value::is_number) { json!(4711) } else { json!("Novel") };
        self.set(
            format!("{what} enum value added"),
            &at,
            json!(values.iter().cloned().chain([novel]).collect::<Vec<_>>()),
        );
        self.set(format!("{what} enum values reversed"), &at, json!(values.iter().rev().cloned().collect::<Vec<_>>()));
        for (index, value) in values.iter().enumerate() {
            self.set(format!("{what} enum value removed"), &format!("{at}/{index}"), None);
            self.set(format!("{what} enum value respelled"), &format!("{at}/{index}"), json!(upper(text(value))));
            self.set(format!("{what} enum value other"), &format!("{at}/{index}"), json!(format!("{}X", text(value))));
        }
        let named: Vec<Value> =
            values.iter().map(|value| json!({ "value": value, "name": format!("Named{}", text(value)) })).collect();
        let described: Vec<Value> =
            values.iter().map(|value| json!({ "value": value, "description": "Another text." })).collect();
        let name = self.get(pointer).pointer("/x-ms-enum/name").cloned();
        let as_string = self.get(pointer).pointer("/x-ms-enum/modelAsString").cloned().unwrap_or(json!(false));
        let name = name.unwrap_or(json!("SomeEnum"));
        for (label, value) in [
            ("named", json!({ "name": "AnotherEnum", "modelAsString": as_string })),
            ("as string", json!({ "name": name, "modelAsString": true })),
            ("fixed", json!({ "name": name, "modelAsString": false })),
            ("with names", json!({ "name": name, "modelAsString": as_string, "values": named })),
            ("with texts", json!({ "name": name, "modelAsString": as_string, "values": described })),
        ] {
            self.set(format!("{what} enum {label}"), &format!("{pointer}/x-ms-enum"), value);
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The first letter that has one is another case.
fn upper(name: &str) -> String {
    let at = name.find(|c: char| c.is_ascii_alphabetic());
    at.map_or_else(
        || name.to_owned(),
        |at| {
            let swapped = name[at..=at].to_uppercase();
            let swapped = if swapped == name[at..=at] { swapped.to_lowercase() } else { swapped };
            format!("{}{swapped}{}", &name[..at], &name[at + 1..])
        },
    )
}
