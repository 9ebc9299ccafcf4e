//! Where requests go: host, base path, `x-ms-parameterized-host`, and whether this is Azure Resource Manager.

use super::context::Lowering;
use super::draft::Declared;
use super::extensions::boolean;
use super::parameters::LoweredParameter;
use super::place::{Owner, Place};
use crate::lift::LiftedDocument;
use crate::model::{Endpoint, Parameter, ParameterLocation, ParameterScope};
use openapiv3::{OAuth2Flows, OpenAPI, ReferenceOr, SecurityScheme};
use serde_json::Value;

/// Azure Resource Manager of the public cloud.
const ARM: &str = "https://management.azure.com";

impl<'a> Lowering<'a, '_> {
    /// The endpoint of the package: what the first document that names one says.
    pub(super) fn endpoint(&mut self) {
        let roots: Vec<&'a LiftedDocument> = self.lifted.documents.iter().filter(|document| document.root).collect();
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

    fn parameterized_host(&mut self, document: &'a LiftedDocument) {
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
        for (index, parameter) in document.host_parameters.iter().enumerate() {
            let place = place.descend(&["parameters", &index.to_string()]);
            let Some(lowered) = self.parameter(parameter, &place, Owner::Words(&[])) else { continue };
            let lowered = in_host(lowered);
            if lowered.declared == Declared::Method {
                self.drafts.asked_host_parameters.push(lowered);
            } else {
                self.drafts.host_parameters.push(lowered.parameter);
            }
        }
    }
}

/// The client holds the parameters of its host, unless the document gives them to the methods.
fn in_host(lowered: LoweredParameter) -> LoweredParameter {
    let LoweredParameter { parameter, declared } = lowered;
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
        for (name, scheme) in &components.security_schemes {
            let ReferenceOr::Item(SecurityScheme::OAuth2 { flows, .. }) = scheme else { continue };
            let asked = required_scopes(&document.openapi, name);
            for scope in flow_scopes(flows).chain(asked).filter(|scope| scope.contains("://")) {
                if !found.contains(scope) {
                    found.push(scope.clone());
                }
            }
        }
    }
    found
}

/// The scopes that the document's own `security` asks of a scheme, whether or not the scheme lists them.
fn required_scopes<'d>(openapi: &'d OpenAPI, scheme: &'d str) -> impl Iterator<Item = &'d String> {
    openapi.security.iter().flatten().filter_map(move |requirement| requirement.get(scheme)).flatten()
}

fn flow_scopes(flows: &OAuth2Flows) -> impl Iterator<Item = &String> {
    let implicit = flows.implicit.iter().flat_map(|flow| flow.scopes.keys());
    let password = flows.password.iter().flat_map(|flow| flow.scopes.keys());
    let credentials = flows.client_credentials.iter().flat_map(|flow| flow.scopes.keys());
    let code = flows.authorization_code.iter().flat_map(|flow| flow.scopes.keys());
    implicit.chain(password).chain(credentials).chain(code)
}
