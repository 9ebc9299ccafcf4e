//! Who may call, and where: security definitions, requirements, and hosts as servers.

use super::at::At;
use super::schema::extensions_of;
use super::scope::{Scope, object, text};
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, ReferenceOr, SecurityRequirement, SecurityScheme, Server,
};
use serde_json::{Map, Value};

/// Lifts `securityDefinitions`.
pub(super) fn schemes(scope: Scope<'_>) -> IndexMap<String, ReferenceOr<SecurityScheme>> {
    let root = At::pointer_to("");
    let at = root.key("securityDefinitions");
    let members = scope.document.value().get("securityDefinitions").and_then(|value| object(scope, &at, value));
    let lifted = members.into_iter().flatten().filter_map(|(name, value)| {
        let at = at.key(name);
        Some((name.clone(), ReferenceOr::Item(scheme(scope, &at, object(scope, &at, value)?)?)))
    });
    lifted.collect()
}

fn scheme(scope: Scope<'_>, at: &At<'_>, object: &Map<String, Value>) -> Option<SecurityScheme> {
    let description = text(scope, at, "description", object.get("description"));
    let extensions = extensions_of(object);
    match object.get("type").and_then(Value::as_str) {
        Some("oauth2") => Some(SecurityScheme::OAuth2 { flows: flows(object), description, extensions }),
        Some("apiKey") => Some(SecurityScheme::APIKey {
            location: match object.get("in").and_then(Value::as_str) {
                Some("query") => APIKeyLocation::Query,
                _ => APIKeyLocation::Header,
            },
            name: string(object, "name"),
            description,
            extensions,
        }),
        Some("basic") => {
            Some(SecurityScheme::HTTP { scheme: "basic".to_owned(), bearer_format: None, description, extensions })
        }
        other => {
            let found = other.unwrap_or("missing");
            scope.warn("invalid-security", at, format!("`type` is {found}, expected oauth2, apiKey or basic"));
            None
        }
    }
}

fn flows(object: &Map<String, Value>) -> OAuth2Flows {
    let authorization_url = string(object, "authorizationUrl");
    let token_url = string(object, "tokenUrl");
    let listed = object.get("scopes").and_then(Value::as_object).into_iter().flatten();
    let scopes: IndexMap<String, String> =
        listed.map(|(name, about)| (name.clone(), about.as_str().unwrap_or_default().to_owned())).collect();
    let (refresh_url, extensions) = (None, IndexMap::new());
    let mut flows = OAuth2Flows::default();
    match object.get("flow").and_then(Value::as_str) {
        Some("password") => {
            flows.password = Some(PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions });
        }
        Some("application") => {
            flows.client_credentials = Some(ClientCredentialsOAuth2Flow { refresh_url, token_url, scopes, extensions });
        }
        Some("accessCode") => {
            flows.authorization_code =
                Some(AuthorizationCodeOAuth2Flow { authorization_url, token_url, refresh_url, scopes, extensions });
        }
        _ => flows.implicit = Some(ImplicitOAuth2Flow { authorization_url, refresh_url, scopes, extensions }),
    }
    flows
}

fn string(object: &Map<String, Value>, key: &str) -> String {
    object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Lifts `security`, which reads the same in both dialects.
pub(super) fn requirements(value: &Value) -> Vec<SecurityRequirement> {
    let requirement = |value: &Value| {
        let members = value.as_object()?;
        let scopes = |value: &Value| {
            let listed = value.as_array().into_iter().flatten();
            listed.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Some(members.iter().map(|(name, value)| (name.clone(), scopes(value))).collect())
    };
    value.as_array().into_iter().flatten().filter_map(requirement).collect()
}

/// The server that `schemes`, `host` and `basePath` name, or the template of `x-ms-parameterized-host`.
pub(super) fn servers(document: &Value) -> Vec<Server> {
    let text = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or_default();
    let template = document.get("x-ms-parameterized-host").and_then(|host| {
        let scheme = host.get("useSchemePrefix").and_then(Value::as_bool).unwrap_or(true);
        Some((host.get("hostTemplate")?.as_str()?, scheme))
    });
    let (host, with_scheme) = template.unwrap_or((text("host").trim().trim_end_matches('/'), true));
    let base_path = text("basePath").trim_end_matches('/');
    if host.is_empty() && base_path.is_empty() {
        return Vec::new();
    }
    let url = if host.is_empty() {
        base_path.to_owned()
    } else if with_scheme && !host.contains("://") {
        format!("{}://{host}{base_path}", scheme_of(document))
    } else {
        format!("{host}{base_path}")
    };
    vec![Server { url, ..Server::default() }]
}

/// `https`, unless the document offers other schemes only.
fn scheme_of(document: &Value) -> &str {
    let mut schemes = document.get("schemes").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    match schemes.next() {
        Some(first) if first != "https" && schemes.all(|scheme| scheme != "https") => first,
        _ => "https",
    }
}
