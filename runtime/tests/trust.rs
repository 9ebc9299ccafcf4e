//! Trust: where the token goes, and where it does not.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::cloud::CloudConfiguration;
use armspan_runtime::azure_core::http::policies::{Policy, PolicyResult};
use armspan_runtime::azure_core::http::{
    ClientMethodOptions, ClientOptions, Context, Method, NoFormat, Request, UserAgentOptions,
};
use armspan_runtime::azure_core::{Error, Result};
use armspan_runtime::{Client, ClientSettings};
use std::sync::Arc;
use support::{Service, answer};

async fn get(client: &Client) -> Result<u16> {
    let response = client
        .send::<(), NoFormat>(client.request(Method::Get, "/x", &[]), ClientMethodOptions::default(), &[200])
        .await?;
    Ok(response.status().into())
}

#[tokio::test]
async fn trust_the_token_goes_to_the_clouds_endpoint_with_its_scope() -> Result<()> {
    for (cloud, line, scope) in [
        (
            CloudConfiguration::AzurePublic,
            "GET https://management.azure.com/x",
            "https://management.azure.com/.default",
        ),
        (
            CloudConfiguration::AzureGovernment,
            "GET https://management.usgovcloudapi.net/x",
            "https://management.usgovcloudapi.net/.default",
        ),
        (
            CloudConfiguration::AzureChina,
            "GET https://management.chinacloudapi.cn/x",
            "https://management.chinacloudapi.cn/.default",
        ),
    ] {
        let service = Service::new([answer(200)]);
        let client_options = ClientOptions { cloud: Some(Arc::new(cloud)), ..service.options() };
        let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() })?;
        get(&client).await?;
        assert_eq!(service.lines(), [line]);
        assert_eq!(service.sent()[0].header("authorization"), Some(format!("Bearer T0KEN for {scope}")));
    }
    Ok(())
}

#[tokio::test]
async fn trust_scopes_of_other_services_are_the_documents() -> Result<()> {
    let service = Service::new([answer(200), answer(200)]);
    let scopes = ["https://vault.azure.net/.default"];
    let client = Client::with_scopes(service.credential(), &scopes, "https://my.vault.azure.net/", service.settings())?;
    get(&client).await?;
    get(&client).await?;
    assert_eq!(service.lines()[0], "GET https://my.vault.azure.net/x");
    let expected = Some("Bearer T0KEN for https://vault.azure.net/.default".to_owned());
    assert!(service.sent().iter().all(|sent| sent.header("authorization") == expected));
    assert_eq!(service.tokens(), 1);
    Ok(())
}

#[tokio::test]
async fn trust_loopback_http_only_where_the_caller_asks_for_it() -> Result<()> {
    for (endpoint, allowed, works) in [
        ("http://127.0.0.1:3000", true, true),
        ("http://localhost:3000", true, true),
        ("http://[::1]:3000", true, true),
        ("http://127.0.0.1:3000", false, false),
        ("http://host.example", true, false),
        ("http://localhost.evil.example", true, false),
    ] {
        let service = Service::new([answer(200), answer(200)]);
        let settings = ClientSettings {
            endpoint: Some(endpoint.to_owned()),
            allow_insecure_loopback: allowed,
            ..service.settings()
        };
        let client = Client::arm(service.credential(), settings);
        assert_eq!(client.is_ok(), works, "{endpoint}");
        if let Ok(client) = client {
            get(&client).await?;
            get(&client).await?;
            assert!(service.sent().iter().all(|sent| sent.header("authorization").is_some()));
            assert_eq!(service.tokens(), 1, "the token is kept");
        } else if let Err(error) = client {
            assert!(error.to_string().starts_with("refused to send a token to host"), "{error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn trust_a_client_without_credential_sends_no_token() -> Result<()> {
    let service = Service::new([answer(200)]);
    let client = Client::without_credential("http://petstore.example/v2", service.settings())?;
    get(&client).await?;
    assert_eq!(service.lines(), ["GET http://petstore.example/v2/x"]);
    assert_eq!(service.sent()[0].header("authorization"), None);
    Ok(())
}

/// A policy of the caller's that leads requests astray.
#[derive(Debug)]
struct Astray;

#[async_trait::async_trait]
impl Policy for Astray {
    async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        *request.url_mut() = "https://evil.example/x".parse().map_err(Error::from)?;
        next[0].send(context, request, &next[1..]).await
    }
}

#[tokio::test]
async fn trust_is_checked_again_where_the_token_is_added() -> Result<()> {
    let service = Service::new([answer(200)]);
    let client_options = ClientOptions { per_call_policies: vec![Arc::new(Astray)], ..service.options() };
    let client = Client::arm(service.credential(), ClientSettings { client_options, ..service.settings() })?;
    let error = get(&client).await.expect_err("astray").to_string();
    assert!(error.starts_with("GET /x: ") && error.contains("refused to call host `evil.example`"), "{error}");
    assert_eq!((service.lines().len(), service.tokens()), (0, 0));
    Ok(())
}

#[tokio::test]
async fn trust_a_parameterized_host_is_its_requests_home() -> Result<()> {
    let service = Service::new([answer(200), answer(200)]);
    let host = "https://{account}.{suffix}";
    let get = async |settings: ClientSettings, account: &str| {
        let settings = settings.at_host(host, &[&account, &"vault.example"])?;
        let client = Client::with_scopes(service.credential(), &["s"], host, settings)?;
        let request = client.request(Method::Get, "/{x}", &[&"y"]);
        client.send::<(), NoFormat>(request, ClientMethodOptions::default(), &[200]).await
    };
    get(service.settings(), "a").await?;
    assert_eq!(service.lines(), ["GET https://a.vault.example/y"]);
    assert!(service.sent()[0].header("authorization").is_some());
    let error = get(service.settings(), "evil.example/").await.expect_err("no part of a host");
    assert_eq!(error.to_string(), "parameter `account` of the URL is no part of a host");
    let settings = ClientSettings { endpoint: Some("https://test.example".into()), ..service.settings() };
    get(settings, "").await?;
    assert_eq!(service.lines()[1], "GET https://test.example/y");
    Ok(())
}

#[test]
fn trust_nothing_panics_on_odd_settings() {
    let service = Service::new([]);
    for endpoint in ["", "management.azure.com", "https://", "https://h.example?x", "https://h.example#x", "data:x"] {
        let settings = ClientSettings { endpoint: Some(endpoint.into()), ..service.settings() };
        assert!(Client::arm(service.credential(), settings).is_err(), "{endpoint}");
    }
    let user_agent = UserAgentOptions { application_id: Some("longer than twenty-four characters".into()) };
    let client_options = ClientOptions { user_agent, ..service.options() };
    let settings = ClientSettings { client_options, ..service.settings() };
    let error = Client::arm(service.credential(), settings).expect_err("too long");
    assert!(error.to_string().contains("longer than 24 characters"));
}

#[tokio::test]
async fn trust_debug_shows_no_token() -> Result<()> {
    let service = Service::new([answer(200)]);
    let settings = ClientSettings {
        endpoint: Some("http://localhost".into()),
        allow_insecure_loopback: true,
        ..service.settings()
    };
    let client = Client::arm(service.credential(), settings)?;
    get(&client).await?;
    assert!(!format!("{client:?}").contains("T0KEN"));
    Ok(())
}
