//! Where requests go: host, base path, `x-ms-parameterized-host`, and whether this is Azure Resource Manager.

use super::context::Lowering;
use super::draft::Declared;
use super::extensions::{Extensions, boolean, flag};
use super::facts::Typed;
use super::parameters::{LoweredParameter, Said, declared, lifted_reference};
use super::place::Place;
use super::primitives::primitive;
use super::shape::PrimitiveKind;
use crate::lift::LiftedDocument;
use crate::model::{Endpoint, Parameter, ParameterLocation, ParameterScope, StringFormat, Type};
use openapiv3::{OAuth2Flows, OpenAPI, ReferenceOr, SecurityScheme};
use serde_json::Value;

/// Azure Resource Manager of the public cloud.
const ARM: &str = "https://management.azure.com";

impl Lowering<'_, '_> {
    /// The endpoint of the package: what the first document that names one says.
    pub(super) fn endpoint(&mut self) {
        let roots: Vec<&LiftedDocument> = self.lifted.documents.iter().filter(|document| document.root).collect();
        let parameterized = roots.iter().find(|document| document.openapi.extensions.contains_key(HOST));
        if let Some(document) = parameterized {
            return self.parameterized_host(document);
        }
        let mut hosts = roots.iter().filter_map(|document| Some((document.id, host(&document.openapi)?)));
        let template = match hosts.next() {
            None => ARM.to_owned(),
            Some((_, first)) => {
                let others: Vec<_> = hosts.filter(|(_, other)| !other.eq_ignore_ascii_case(&first)).collect();
                for (document, other) in others {
                    let place = Place::new(document, 0, "/servers".to_owned());
                    self.warn("several-hosts", &place, format!("the host is `{other}` here and `{first}` elsewhere"));
                }
                first
            }
        };
        let named_otherwise = !template.eq_ignore_ascii_case(ARM);
        self.drafts.endpoint = Endpoint { template, is_arm: !named_otherwise, scopes: scopes(&roots) };
    }

    fn parameterized_host(&mut self, document: &LiftedDocument) {
        let Some(extension) = document.openapi.extensions.get(HOST) else { return };
        let place = Place::new(document.id, 0, String::new()).child(HOST);
        let template = extension.get("hostTemplate").and_then(Value::as_str).unwrap_or_default();
        let use_scheme = extension.get("useSchemePrefix").and_then(boolean).unwrap_or(true);
        let scheme = document.openapi.servers.first().and_then(|server| server.url.split_once("://"));
        let scheme = scheme.map_or("https", |(scheme, _)| scheme);
        let template = if use_scheme && !template.contains("://") {
            format!("{scheme}://{template}")
        } else {
            template.to_owned()
        };
        self.drafts.endpoint = Endpoint { template, is_arm: false, scopes: scopes(&[document]) };
        let listed = extension.get("parameters").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for (index, parameter) in listed.iter().enumerate() {
            let place = place.descend(&["parameters", &index.to_string()]);
            match self.host_parameter(parameter, &place) {
                Some(asked) if asked.declared == Declared::Method => self.drafts.asked_host_parameters.push(asked),
                Some(held) => self.drafts.host_parameters.push(held.parameter),
                None => {}
            }
        }
    }

    /// A parameter in the host. It is not lifted with the document, so it is read as published.
    fn host_parameter(&mut self, parameter: &Value, place: &Place) -> Option<LoweredParameter> {
        if let Some(reference) = parameter.get("$ref").and_then(Value::as_str) {
            let reference = lifted_reference(self, reference, place.document, "parameters");
            let shared = self.shared_parameter(&reference, place)?;
            return Some(in_host(shared.parameter, shared.declared));
        }
        let fields = parameter.as_object()?;
        let extensions: Extensions = fields.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let mut typed = Typed::plain(match text("type") {
            Some("integer") => primitive(PrimitiveKind::Integer, text("format")),
            _ => Type::String(StringFormat::Text),
        });
        typed.facts.default = fields.get("default").cloned();
        let name = text("name")?;
        let said = Said { name, description: text("description"), extensions: &extensions };
        let required = flag(&extensions, "required");
        let mut lowered = self.assemble(said, typed, ParameterLocation::Host, required, place);
        if let Some([only]) = fields.get("enum").and_then(Value::as_array).map(Vec::as_slice) {
            lowered.constant = required.then(|| only.clone());
        }
        Some(in_host(lowered, declared(&extensions, Declared::Inline)))
    }
}

/// The client holds the parameters of its host, unless the document gives them to the methods.
fn in_host(parameter: Parameter, declared: Declared) -> LoweredParameter {
    let asked = declared == Declared::Method || parameter.constant.is_some();
    let scope = if asked { ParameterScope::Method } else { ParameterScope::Client };
    LoweredParameter { parameter: Parameter { location: ParameterLocation::Host, scope, ..parameter }, declared }
}

const HOST: &str = "x-ms-parameterized-host";

/// Scheme and host of a document, if it names a host.
fn host(openapi: &OpenAPI) -> Option<String> {
    let (scheme, rest) = openapi.servers.first()?.url.split_once("://")?;
    let host = rest.split('/').next().unwrap_or(rest);
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

/// The part of the server's URL that stands before every path, without a `/` at its end.
pub(super) fn base_path(openapi: &OpenAPI) -> &str {
    let Some(server) = openapi.servers.first() else { return "" };
    let rest = match server.url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => &server.url,
    };
    let rest = rest.trim_end_matches('/');
    if rest.starts_with('/') { rest } else { "" }
}

/// The OAuth scopes that are URLs; `user_impersonation` and the like are the portal's business.
fn scopes(documents: &[&LiftedDocument]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for document in documents {
        let Some(components) = &document.openapi.components else { continue };
        for scheme in components.security_schemes.values() {
            let ReferenceOr::Item(SecurityScheme::OAuth2 { flows, .. }) = scheme else { continue };
            for scope in flow_scopes(flows).filter(|scope| scope.contains("://")) {
                if !found.contains(scope) {
                    found.push(scope.clone());
                }
            }
        }
    }
    found
}

fn flow_scopes(flows: &OAuth2Flows) -> impl Iterator<Item = &String> {
    let implicit = flows.implicit.iter().flat_map(|flow| flow.scopes.keys());
    let password = flows.password.iter().flat_map(|flow| flow.scopes.keys());
    let credentials = flows.client_credentials.iter().flat_map(|flow| flow.scopes.keys());
    let code = flows.authorization_code.iter().flat_map(|flow| flow.scopes.keys());
    implicit.chain(password).chain(credentials).chain(code)
}
