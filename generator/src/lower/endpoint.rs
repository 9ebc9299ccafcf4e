//! Where requests go: host, base path, `x-ms-parameterized-host`, and whether this is Azure Resource Manager.

use super::context::Lowering;
use super::extensions::boolean;
use super::paths::placeholders;
use super::place::{Owner, Place};
use crate::lift::LiftedDocument;
use crate::model::{Endpoint, Parameter, ParameterLocation, ParameterScope};
use openapiv3::{OAuth2Flows, OpenAPI, ReferenceOr, SecurityScheme};
use serde_json::Value;

/// Azure Resource Manager of the public cloud.
const ARM: &str = "https://management.azure.com";

impl<'a> Lowering<'a, '_> {
    /// The endpoint of the package: Azure Resource Manager where a document names it, else what the first one says.
    pub(super) fn endpoint(&mut self) {
        let roots: Vec<&'a LiftedDocument> = self.lifted.documents.iter().filter(|document| document.root).collect();
        let named = roots.iter().filter_map(|document| Some((document.id, host(&document.openapi)?)));
        let mut named: Vec<_> = named.collect();
        named.sort_by_key(|(_, host)| !is_arm(host));
        let names_arm = named.first().is_some_and(|(_, host)| is_arm(host));
        let parameterized = roots.iter().find(|document| document.openapi.extensions.contains_key(HOST));
        if let Some(document) = parameterized.filter(|_| !names_arm) {
            return self.parameterized_host(document);
        }
        let mut hosts = named.into_iter();
        let template = match hosts.next() {
            None => ARM.to_owned(),
            Some((_, first)) => {
                let others: Vec<_> = hosts.filter(|(_, other)| !is_same(other, &first)).collect();
                for (document, other) in others {
                    let place = Place::new(document, 0, "/servers".to_owned());
                    self.warn("several-hosts", &place, format!("the host is `{other}` here and `{first}` elsewhere"));
                }
                first
            }
        };
        self.drafts.endpoint = if is_arm(&template) {
            Endpoint { template: ARM.to_owned(), is_arm: true, scopes: scopes(&roots) }
        } else {
            let first = roots.first().map(|document| document.id).unwrap_or_default();
            let place = Place::new(first, 0, "/servers".to_owned());
            Endpoint { scopes: self.scopes(&template, &roots, &place), template, is_arm: false }
        };
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
        let names: Vec<String> = placeholders(&template).into_iter().map(str::to_owned).collect();
        self.drafts.endpoint =
            Endpoint { scopes: self.scopes(&template, &[document], &place), template, is_arm: false };
        for (index, parameter) in document.host_parameters.iter().enumerate() {
            let place = place.descend(&["parameters", &index.to_string()]);
            let Some(lowered) = self.parameter(parameter, &place, Owner::Words(&[])) else { continue };
            self.host_parameter(lowered.parameter, &names, &place);
        }
        let template = self.drafts.endpoint.template.clone();
        for name in placeholders(&template) {
            if !self.drafts.host_parameters.iter().any(|known| known.wire_name == name) {
                let message = format!("`{name}` in the host is not declared; asked for as text");
                self.warn("undeclared-host-parameter", &place, message);
                let parameter = self.text_parameter(name, &place).parameter;
                self.drafts.host_parameters.push(in_host(parameter));
            }
        }
    }

    /// A client goes to one host, so it holds what the host is made of, whoever the document gives that to.
    fn host_parameter(&mut self, parameter: Parameter, names: &[String], place: &Place) {
        let name = &parameter.wire_name;
        if !names.contains(name) {
            let message = format!("the host has no place for `{name}`; not asked for");
            return self.warn("unused-host-parameter", place, message);
        }
        match &parameter.constant {
            None => self.drafts.host_parameters.push(in_host(parameter)),
            Some(constant) => {
                let text = constant.as_str().map_or_else(|| constant.to_string(), str::to_owned);
                let template = &mut self.drafts.endpoint.template;
                *template = template.replace(&format!("{{{name}}}"), &text);
            }
        }
    }

    /// The OAuth scopes that are URLs. Where documents ask for tokens and name none (`user_impersonation` is the
    /// portal's business), tokens are for the host itself, as they are for Azure Resource Manager.
    fn scopes(&mut self, template: &str, documents: &[&LiftedDocument], place: &Place) -> Vec<String> {
        let found = scopes(documents);
        if !found.is_empty() || !documents.iter().any(|document| asks_for_tokens(&document.openapi)) {
            return found;
        }
        if template.contains('{') {
            let message = "the document asks for tokens and does not say for whom; requests go without one";
            self.warn("unknown-scope", place, message.to_owned());
            return found;
        }
        vec![format!("{template}/.default")]
    }
}

fn in_host(parameter: Parameter) -> Parameter {
    Parameter { location: ParameterLocation::Host, scope: ParameterScope::Client, ..parameter }
}

const HOST: &str = "x-ms-parameterized-host";

/// Whether a scheme and host are Azure Resource Manager's, which is never reached but by https.
fn is_arm(host: &str) -> bool {
    let name = |url: &str| url.split_once("://").map_or(url, |(_, name)| name).trim_end_matches(":443").to_lowercase();
    name(host) == name(ARM)
}

fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other) || is_arm(one) && is_arm(other)
}

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

/// Whether a document's operations need a token: it names an OAuth scheme in its `security`.
fn asks_for_tokens(openapi: &OpenAPI) -> bool {
    let schemes = openapi.components.iter().flat_map(|components| &components.security_schemes);
    let mut oauth = schemes.filter(|(_, scheme)| matches!(scheme, ReferenceOr::Item(SecurityScheme::OAuth2 { .. })));
    oauth.any(|(name, _)| openapi.security.iter().flatten().any(|requirement| requirement.contains_key(name)))
}

/// The OAuth scopes that documents name as URLs.
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
