//! Comparing the request that was sent with what an example says.

use super::compare::{added, canonical, decode, encode, plain};
use super::{Call, Example, Operation, Place};
use crate::Value;
use crate::model::parse_date_time;
use azure_core::http::{Body, Request, Url};
use std::sync::Arc;

pub(super) fn check(operation: &Operation, call: Call, document: &Value) -> Result<(), String> {
    let parameters = document.get("parameters").and_then(Value::as_object).cloned().unwrap_or_default();
    let example = Example { parameters: Arc::new(parameters), transport: Arc::default() };
    let outcome = futures_executor::block_on(call(example.clone()));
    let sent = example.transport.0.lock().map_err(|_| "poisoned")?.take();
    let Some(sent) = sent else {
        return Err(match outcome {
            Ok(()) => "nothing was sent".to_owned(),
            Err(error) => format!("nothing was sent: {error}"),
        });
    };
    if sent.method() != operation.method {
        return Err(format!("sent {} instead of {}", sent.method(), operation.method));
    }
    check_path(operation, &example, sent.url())?;
    check_query(operation, &example, sent.url())?;
    check_headers(operation, &example, &sent)?;
    check_body(operation, &example, &sent)
}

fn check_path(operation: &Operation, example: &Example, url: &Url) -> Result<(), String> {
    let mut expected = operation.path.split('?').next().unwrap_or_default().to_owned();
    for (name, place, constant) in operation.parameters {
        let value = || constant.map(str::to_owned).or_else(|| example.find(name).map(joined)).unwrap_or_default();
        let value = match place {
            Place::Path => encode(value()),
            Place::RawPath => value().trim_start_matches('/').to_owned(),
            _ => continue,
        };
        expected = expected.replace(&format!("{{{name}}}"), &value);
    }
    let (sent, wanted) = (canonical(url.path()), canonical(&expected));
    let same = |(sent, wanted)| is_same(&text(sent), &text(wanted));
    if sent.split('/').count() == wanted.split('/').count() && sent.split('/').zip(wanted.split('/')).all(same) {
        return Ok(());
    }
    Err(format!("sent path {}\n    instead of {expected}", url.path()))
}

fn check_query(operation: &Operation, example: &Example, url: &Url) -> Result<(), String> {
    let mut expected: Vec<(String, String)> = Vec::new();
    if let Some((_, fixed)) = operation.path.split_once('?') {
        expected.extend(fixed.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())));
    }
    expected.extend(operation.api_version.map(|version| ("api-version".to_owned(), version.to_owned())));
    for (name, place, constant) in operation.parameters {
        let constant = constant.map(Value::from);
        let Some(value) = constant.as_ref().or_else(|| example.find(name)) else { continue };
        let pair = |text: String| ((*name).to_owned(), text);
        match place {
            Place::Query => expected.push(pair(joined(value))),
            Place::RawQuery => expected.push(pair(text(&joined(value)))),
            Place::MultiQuery => expected.extend(items(value).into_iter().map(pair)),
            Place::JoinedQuery(separator) => expected.push(pair(items(value).join(&separator.to_string()))),
            _ => {}
        }
    }
    // Some documents spell the api-version's name in capitals.
    let name = |name: &str| if name.eq_ignore_ascii_case("api-version") { "api-version" } else { name }.to_owned();
    let mut sent: Vec<(String, String)> = url.query_pairs().map(|(k, v)| (name(&k), v.into_owned())).collect();
    expected.sort();
    sent.sort();
    let same = |((name, sent), (other, expected)): (&(String, String), &(String, String))| {
        name == other && is_same(sent, expected)
    };
    if sent.len() == expected.len() && sent.iter().zip(&expected).all(same) {
        return Ok(());
    }
    Err(format!("sent query {sent:?}\n    instead of {expected:?}"))
}

/// Whether two texts say the same: a moment can be spelled in several ways, and a client has one.
fn is_same(sent: &str, expected: &str) -> bool {
    sent == expected || parse_date_time(sent).is_some_and(|moment| parse_date_time(expected) == Some(moment))
}

fn text(encoded: &str) -> String {
    String::from_utf8_lossy(&decode(encoded)).into_owned()
}

/// A parameter's text where a list cannot be repeated.
fn joined(value: &Value) -> String {
    items(value).join(",")
}

/// The texts of a list's items; what is no list is one.
fn items(value: &Value) -> Vec<String> {
    value.as_array().map_or_else(|| vec![plain(value)], |items| items.iter().map(plain).collect())
}

fn check_headers(operation: &Operation, example: &Example, sent: &Request) -> Result<(), String> {
    for (name, place, constant) in operation.parameters {
        let constant = constant.map(Value::from);
        let expected = constant.as_ref().or_else(|| example.find(name));
        let (Place::Header, Some(expected)) = (place, expected) else { continue };
        let header = azure_core::http::headers::HeaderName::from(name.to_ascii_lowercase());
        let value = sent.headers().get_optional_str(&header);
        if !value.is_some_and(|value| is_same(value, &joined(expected))) {
            return Err(format!("sent header {name}: {value:?} instead of {expected}"));
        }
    }
    Ok(())
}

fn is_text(sent: &Request) -> bool {
    let media_type = sent.headers().get_optional_str(&azure_core::http::headers::CONTENT_TYPE);
    media_type.is_some_and(|media_type| media_type.starts_with("text/") && !media_type.contains("json"))
}

/// What was sent may lack what the example has only where the model calls it read-only: a body that a model did not keep whole
/// was refused before ([`Example::body`]).
fn check_body(operation: &Operation, example: &Example, sent: &Request) -> Result<(), String> {
    let expected = operation.body.and_then(|name| example.find(name));
    let Body::Bytes(bytes) = sent.body() else { return Ok(()) };
    match expected {
        None if bytes.is_empty() => Ok(()),
        None => Err(format!("sent a body that the example lacks: {}", String::from_utf8_lossy(bytes))),
        Some(expected) if is_text(sent) => {
            let text = String::from_utf8_lossy(bytes);
            if text == plain(expected) { Ok(()) } else { Err(format!("sent {text:?} instead of {expected}")) }
        }
        Some(expected) => {
            let body: Value = serde_json::from_slice(bytes).map_err(|error| format!("sent no JSON: {error}"))?;
            match added("$", expected, &body) {
                None => Ok(()),
                Some(difference) => Err(format!("sent body: {difference}")),
            }
        }
    }
}
