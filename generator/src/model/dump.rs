//! The code model as text that a person can read: what `armspan inspect` shows and snapshots hold.

use super::{
    Body, CodeModel, Constraints, Enum, ErrorResponse, FinalStateVia, Header, Item, Model, Operation, Parameter,
    ParameterScope, Polymorphism, Property, Response, Type, TypeName, Usage,
};
use std::fmt::{Display, Write};

/// The whole model as an indented tree; equal models give equal text.
pub fn dump(model: &CodeModel) -> String {
    let mut tree = Tree { model, text: String::new() };
    tree.package();
    tree.operations();
    tree.models();
    tree.enums();
    tree.text
}

struct Tree<'m> {
    model: &'m CodeModel,
    text: String,
}

impl Tree<'_> {
    fn line(&mut self, depth: usize, line: impl Display) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", depth * 2);
    }

    fn package(&mut self) {
        let model = self.model;
        self.line(0, &model.title);
        let kind = if model.endpoint.is_arm { ", Azure Resource Manager" } else { "" };
        self.line(1, format_args!("endpoint {}{kind}", model.endpoint.template));
        for scope in &model.endpoint.scopes {
            self.line(1, format_args!("scope {scope}"));
        }
        if !model.api_versions.is_empty() {
            self.line(1, format_args!("api-version {}", model.api_versions.join(", ")));
        }
        for document in &model.documents {
            self.line(1, format_args!("document {} {}", document.path, document.api_version));
        }
        for parameter in &model.client_parameters {
            self.line(1, format_args!("client parameter {}", self.parameter(parameter)));
        }
    }

    fn operations(&mut self) {
        for group in &self.model.groups {
            let name = if group.name.is_empty() { "(root client)" } else { &group.name };
            self.line(0, format_args!("client {name}"));
            for operation in &group.operations {
                self.operation(operation);
            }
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let verb = format!("{:?}", operation.method).to_uppercase();
        let deprecated = if operation.deprecated { " deprecated" } else { "" };
        self.line(1, format_args!("{} {}{deprecated}", operation.name, self.kind(operation)));
        self.line(2, format_args!("{verb} {}", operation.path));
        if self.model.api_versions.len() > 1 {
            self.line(2, format_args!("api-version {}", operation.api_version.as_deref().unwrap_or("none")));
        }
        for parameter in &operation.parameters {
            self.line(2, self.parameter(parameter));
        }
        if let Some(body) = &operation.body {
            self.line(2, self.body(body));
        }
        for response in &operation.responses {
            self.response(response);
        }
        for error in &operation.errors {
            self.line(2, self.error(error));
        }
    }

    fn kind(&self, operation: &Operation) -> String {
        let mut kinds: Vec<String> = Vec::new();
        if let Some(paging) = &operation.paging {
            let next = paging.next_link_name.as_deref().map_or("one page".to_owned(), |name| format!("next {name}"));
            let with = paging.next_operation.as_deref().map_or(String::new(), |name| format!(" by {name}"));
            kinds.push(format!("paged (items {}, {next}{with})", paging.item_name));
        }
        if let Some(long_running) = &operation.long_running {
            let via = long_running.final_state_via.map_or("", |via| match via {
                FinalStateVia::AzureAsyncOperation => " via azure-async-operation",
                FinalStateVia::Location => " via location",
                FinalStateVia::OriginalUri => " via original-uri",
                FinalStateVia::OperationLocation => " via operation-location",
            });
            let gives = long_running.final_type.as_ref().map_or(String::new(), |ty| format!(" of {}", self.ty(ty)));
            kinds.push(format!("long-running{via}{gives}"));
        }
        if kinds.is_empty() { "plain".to_owned() } else { kinds.join(", ") }
    }

    fn parameter(&self, parameter: &Parameter) -> String {
        let location = format!("{:?}", parameter.location).to_lowercase();
        let mut notes: Vec<String> = vec![location];
        match parameter.scope {
            ParameterScope::Method => {}
            ParameterScope::Client => notes.push("held by the client".to_owned()),
            ParameterScope::ApiVersion => notes.push("api-version".to_owned()),
        }
        if let Some(constant) = &parameter.constant {
            notes.push(format!("always {constant}"));
        }
        if parameter.required {
            notes.push("required".to_owned());
        }
        if parameter.nullable {
            notes.push("nullable".to_owned());
        }
        if matches!(parameter.ty, Type::Array(_)) {
            notes.push(format!("{:?}", parameter.collection_format).to_lowercase());
        }
        if parameter.skip_url_encoding {
            notes.push("not encoded".to_owned());
        }
        if let Some(group) = &parameter.group {
            let name = group.name.as_deref().or(group.postfix.as_deref()).unwrap_or("unnamed");
            notes.push(format!("group {name}"));
        }
        if let Some(prefix) = &parameter.header_collection_prefix {
            notes.push(format!("prefix {prefix}"));
        }
        notes.extend(default_and_limits(parameter.default.as_ref(), &parameter.constraints));
        let name = named(&parameter.wire_name, parameter.client_name.as_deref());
        format!("{name}: {} [{}]", self.ty(&parameter.ty), notes.join(", "))
    }

    fn body(&self, body: &Body) -> String {
        let required = if body.required { ", required" } else { "" };
        let kind = format!("{:?}", body.kind).to_lowercase();
        let name = named(&body.name, body.client_name.as_deref());
        format!("{name}: {} [body as {kind}{required}] {}", self.ty(&body.ty), body.media_types.join(", "))
    }

    fn response(&mut self, response: &Response) {
        let body = response.ty.as_ref().map_or("nothing".to_owned(), |ty| self.ty(ty));
        self.line(2, format_args!("{} gives {body}", response.status));
        for header in &response.headers {
            self.line(3, self.header(header));
        }
    }

    fn header(&self, header: &Header) -> String {
        let prefix = header.collection_prefix.as_ref().map_or(String::new(), |prefix| format!(" [prefix {prefix}]"));
        let name = named(&header.wire_name, header.client_name.as_deref());
        format!("header {name}: {}{prefix}", self.ty(&header.ty))
    }

    fn error(&self, error: &ErrorResponse) -> String {
        let status = error.status.map_or("default".to_owned(), |status| status.to_string());
        let body = error.ty.as_ref().map_or("nothing".to_owned(), |ty| self.ty(ty));
        format!("{status} fails with {body}")
    }

    fn models(&mut self) {
        for model in &self.model.models {
            self.model(model);
        }
    }

    fn model(&mut self, model: &Model) {
        let mut head = format!("model {}", type_name(&model.name));
        if !model.bases.is_empty() {
            let _ = write!(head, " : {}", model.bases.join(", "));
        }
        if model.is_resource {
            head.push_str(" resource");
        }
        let _ = write!(head, " ({})", usage(model.usage));
        self.line(0, head);
        match &model.polymorphism {
            Polymorphism::None => {}
            Polymorphism::Leaf { property, value } => self.line(1, format_args!("is {property} = {value}")),
            Polymorphism::Base { property, value, variants } => {
                let own = value.as_ref().map_or(String::new(), |value| format!(", itself {value}"));
                self.line(1, format_args!("told apart by {property}{own}"));
                for variant in variants {
                    let name = type_name(&self.model[variant.model].name);
                    self.line(2, format_args!("{} is {name}", variant.value));
                }
            }
        }
        for property in &model.properties {
            self.line(1, self.property(property));
        }
        if let Some(item) = &model.additional_properties {
            self.line(1, format_args!("others: {}", self.item(item)));
        }
    }

    fn property(&self, property: &Property) -> String {
        let mut notes: Vec<String> = Vec::new();
        let mutability = property.mutability;
        match (mutability.create, mutability.read, mutability.update) {
            (true, true, true) => {}
            (false, true, false) => notes.push("read-only".to_owned()),
            (create, read, update) => {
                let words = [(create, "create"), (read, "read"), (update, "update")];
                let words: Vec<&str> = words.into_iter().filter(|(may, _)| *may).map(|(_, word)| word).collect();
                notes.push(words.join("+"));
            }
        }
        let flags = [
            (property.required, "required"),
            (property.nullable, "nullable"),
            (property.secret, "secret"),
            (property.flatten, "flatten"),
        ];
        notes.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| word.to_owned()));
        if let Some(constant) = &property.constant {
            notes.push(format!("only {constant}"));
        }
        notes.extend(default_and_limits(property.default.as_ref(), &property.constraints));
        if let Some(base) = &property.inherited_from {
            notes.push(format!("from {base}"));
        }
        let notes = if notes.is_empty() { String::new() } else { format!(" [{}]", notes.join(", ")) };
        format!("{}: {}{notes}", named(&property.wire_name, property.client_name.as_deref()), self.ty(&property.ty))
    }

    fn enums(&mut self) {
        for item in &self.model.enums {
            self.enum_(item);
        }
    }

    fn enum_(&mut self, item: &Enum) {
        let kind = format!("{:?}", item.kind).to_lowercase();
        let open = if item.extensible { "" } else { " closed" };
        self.line(0, format_args!("enum {} of {kind}{open} ({})", type_name(&item.name), usage(item.usage)));
        for value in &item.values {
            let name = value.client_name.as_ref().map_or(String::new(), |name| format!(" as {name}"));
            self.line(1, format_args!("{}{name}", value.value));
        }
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(format) => format!("{format:?}").to_lowercase(),
            Type::Number(format) => format!("{format:?}").to_lowercase(),
            Type::String(super::StringFormat::Text) => "string".to_owned(),
            Type::String(format) => format!("{format:?}").to_lowercase(),
            Type::Any => "any".to_owned(),
            Type::Model(id) => type_name(&self.model[*id].name),
            Type::Enum(id) => type_name(&self.model[*id].name),
            Type::Array(item) => format!("list of {}", self.item(item)),
            Type::Map(item) => format!("map of {}", self.item(item)),
            Type::Stream => "stream".to_owned(),
        }
    }

    fn item(&self, item: &Item) -> String {
        let nullable = if item.nullable { "nullable " } else { "" };
        format!("{nullable}{}", self.ty(&item.ty))
    }
}

/// A declared name as it is; an anonymous one by its owner's words: `VaultProperties.sku`.
fn type_name(name: &TypeName) -> String {
    match name {
        TypeName::Declared(name) => name.clone(),
        TypeName::Inline(words) => format!("<{}>", words.join(".")),
    }
}

fn named(wire_name: &str, client_name: Option<&str>) -> String {
    client_name.map_or(wire_name.to_owned(), |name| format!("{wire_name} as {name}"))
}

fn usage(usage: Usage) -> String {
    let words = [
        (usage.input, "input"),
        (usage.output, "output"),
        (usage.error, "error"),
        (usage.body, "body"),
        (usage.error_body, "error body"),
        (usage.page, "page"),
    ];
    let words: Vec<&str> = words.into_iter().filter(|(used, _)| *used).map(|(_, word)| word).collect();
    words.join(", ")
}

fn default_and_limits(default: Option<&serde_json::Value>, limits: &Constraints) -> Vec<String> {
    let mut notes: Vec<String> = default.map(|value| format!("default {value}")).into_iter().collect();
    let mut note = |word: &str, value: Option<String>| notes.extend(value.map(|value| format!("{word} {value}")));
    note("format", limits.format.clone().filter(|format| !TYPED_FORMATS.contains(&&**format)));
    note("pattern", limits.pattern.clone());
    note("min length", limits.min_length.map(|length| length.to_string()));
    note("max length", limits.max_length.map(|length| length.to_string()));
    let bound = |exclusive: bool, sign: &str| if exclusive { sign.to_owned() } else { format!("{sign}=") };
    note(&bound(limits.exclusive_minimum, ">"), limits.minimum.as_ref().map(ToString::to_string));
    note(&bound(limits.exclusive_maximum, "<"), limits.maximum.as_ref().map(ToString::to_string));
    note("multiple of", limits.multiple_of.as_ref().map(ToString::to_string));
    note("min items", limits.min_items.map(|items| items.to_string()));
    note("max items", limits.max_items.map(|items| items.to_string()));
    if limits.unique_items {
        notes.push("unique items".to_owned());
    }
    notes
}

/// Formats that the name of the type says already.
const TYPED_FORMATS: [&str; 16] = [
    "int32",
    "int64",
    "unixtime",
    "float",
    "double",
    "decimal",
    "date-time",
    "date-time-rfc1123",
    "date",
    "time",
    "duration",
    "byte",
    "base64url",
    "uuid",
    "binary",
    "guid",
];
