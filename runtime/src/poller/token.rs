//! A long-running operation as a string, so that another process can take it up.

use super::machine::{Machine, Monitor, Next};
use super::{FinalStateVia, PollerOptions};
use crate::body::Content;
use crate::client::Client;
use crate::pager::Paging;
use crate::request::Prepared;
use crate::url::parse;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::Headers;
use azure_core::{Result, Value};
use serde_json::json;

const VERSION: u64 = 1;

const VIAS: [(FinalStateVia, &str); 5] = [
    (FinalStateVia::Default, "default"),
    (FinalStateVia::AzureAsyncOperation, "azure-async-operation"),
    (FinalStateVia::Location, "location"),
    (FinalStateVia::OriginalUri, "original-uri"),
    (FinalStateVia::OperationLocation, "operation-location"),
];

/// The token of an operation that has something left to ask.
pub(super) fn write(machine: &Machine) -> Option<String> {
    let Next::Ask(monitor) = &machine.next else { return None };
    let (kind, at) = match monitor {
        Monitor::Status(url) => ("status", url),
        Monitor::Location(url) => ("location", url),
        Monitor::Resource => ("resource", &machine.request.url),
        Monitor::Result(url) => ("result", url),
    };
    let via = VIAS.iter().find(|(via, _)| *via == machine.via).map(|(_, name)| *name);
    let token = json!({
        "armspan": VERSION,
        "method": machine.request.method.as_ref(),
        "url": machine.request.url.as_str(),
        "poll": kind,
        "at": at.as_str(),
        "location": machine.location,
        "via": via,
        "status": machine.status,
        "nextLink": machine.paging.next_link,
    });
    Some(token.to_string())
}

/// The operation a token stands for, with its next question due at once.
pub(super) fn read(client: &Client, token: &str, options: PollerOptions) -> Result<Machine> {
    let token: Value = serde_json::from_str(token).map_err(|_| invalid("it is not JSON"))?;
    let text = |key: &str| token.get(key).and_then(Value::as_str).ok_or_else(|| invalid(&format!("it has no `{key}`")));
    if token.get("armspan").and_then(Value::as_u64) != Some(VERSION) {
        return Err(invalid("it is of another version"));
    }
    let at = parse(text("at")?)?;
    let monitor = match text("poll")? {
        "status" => Monitor::Status(at),
        "location" => Monitor::Location(at),
        "resource" => Monitor::Resource,
        "result" => Monitor::Result(at),
        _ => return Err(invalid("it says an unknown way to poll")),
    };
    let via = text("via")?;
    let via =
        VIAS.iter().find(|(_, name)| *name == via).ok_or_else(|| invalid("it says an unknown place of the result"))?;
    let request = Prepared {
        method: text("method")?.parse().map_err(|_| invalid("it says an unknown method"))?,
        url: parse(text("url")?)?,
        home: client.endpoint().clone(),
        headers: Headers::new(),
        content: Content::None,
    };
    let status = text("status").unwrap_or_default().to_owned();
    let mut machine = Machine::at(client.clone(), request, options, via.0, Next::Ask(monitor), status);
    machine.location = text("location").ok().map(str::to_owned);
    machine.paging = match token.get("nextLink") {
        Some(Value::String(name)) => Paging::next_link(name.clone()),
        Some(_) => Paging::single(),
        None => Paging::default(),
    };
    Ok(machine)
}

fn invalid(why: &str) -> Error {
    Error::with_message(ErrorKind::Other, format!("not a resume token: {why}"))
}
