//! Clients and operations.

use super::Tree;
use super::words::{default_and_limits, named};
use crate::model::{Body, ErrorResponse, FinalStateVia, Header, Operation, Parameter, ParameterScope, Response, Type};

impl Tree<'_> {
    pub(super) fn operations(&mut self) {
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

    pub(super) fn parameter(&self, parameter: &Parameter) -> String {
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
}
