//! Logs: what `azure_core` tells `tracing` on behalf of a client holds no token, no secret and no signature.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::Result;
use armspan_runtime::azure_core::http::{ClientOptions, Response};
use armspan_runtime::azure_core::http::{Method, RetryOptions};
use armspan_runtime::{Client, ClientSettings, Extra, FinalStateVia, Poller, PollerOptions, body, model};
use serde_json::json;
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use support::lro::{created, request, status};
use support::{Service, answer};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Everything that is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().expect("no test panics in between"), "{field}={value:?}");
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
pub struct Vault {
    pub password: Option<String>,
    pub extra: Extra,
}
model!(Vault { password: "password"[secret] });

#[tokio::test]
async fn trust_logs_hold_no_token_no_secret_and_no_signature() -> Result<()> {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let failed = answer(200).json(json!({"status": "Failed", "error": {"code": "C"}, "password": "s3cret"}));
    let service = Service::new([created(201), answer(503), status("Running"), failed]);
    let client_options = ClientOptions { retry: RetryOptions::default(), ..service.options() };
    let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() })?;
    let mut request = request(&client, Method::Put);
    let vault = Vault { password: Some("s3cret".into()), ..Vault::default() };
    request.header("x-ms-key", &"s3cret").query("sig", &"s3cret").json(body(&vault));
    let poller: Poller<Response<Vault>> =
        client.poller(request, PollerOptions::default(), &[201], FinalStateVia::Default)?;
    poller.await.expect_err("it failed");
    drop(guard);
    let log = log.0.lock().expect("no test panics in between").clone();
    assert!(log.contains("/operations/1"), "something is logged: {log}");
    for secret in ["T0KEN", "s3cret", "x%2Fy"] {
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    Ok(())
}
