//! Approves a private endpoint connection of a vault.
//!
//! `cargo run --example put_private_endpoint_connection` talks to a fake in this process.
//! `cargo run --example put_private_endpoint_connection -- --live <subscription> <resource group> <vault> <connection>` talks to
//! Azure, signed in as the Azure CLI or Azure Developer CLI is.

use armspan_keyvault::models::{
    PrivateEndpointConnection, PrivateEndpointConnectionProperties, PrivateEndpointConnectionsClientPutResultHeaders,
    PrivateEndpointServiceConnectionStatus, PrivateLinkServiceConnectionState,
};
use armspan_keyvault::{KeyVaultClient, KeyVaultClientOptions};
use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::{AsyncRawResponse, ClientOptions, HttpClient, Request, Transport, headers::Headers};
use azure_core::time::{Duration, OffsetDateTime};
use std::error::Error;
use std::sync::Arc;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (client, resource_group, vault, connection) = match arguments[..] {
        [] => (fake_client()?, "demo-group", "demo-vault", "demo-connection"),
        ["--live", subscription, resource_group, vault, connection] => {
            let credential = azure_identity::DeveloperToolsCredential::new(None)?;
            (KeyVaultClient::new(subscription, credential, None)?, resource_group, vault, connection)
        }
        _ => return Err("usage: [--live <subscription> <resource group> <vault> <connection>]".into()),
    };

    let body = PrivateEndpointConnection {
        properties: Some(PrivateEndpointConnectionProperties {
            private_link_service_connection_state: Some(PrivateLinkServiceConnectionState {
                status: Some(PrivateEndpointServiceConnectionStatus::Approved),
                description: Some("Approved by the example".into()),
                ..Default::default()
            }),
            ..Default::default()
        }),
        ..Default::default()
    };
    let connections = client.private_endpoint_connections_client();
    let response = connections.put(resource_group, vault, connection, body.try_into()?, None).await?;

    println!("status:               {}", response.status());
    println!("retry after:          {:?}", response.retry_after()?);
    println!("azure-asyncoperation: {:?}", response.azure_async_operation()?);
    println!("{:#?}", response.into_model()?);
    Ok(())
}

fn fake_client() -> azure_core::Result<KeyVaultClient> {
    let client_options = ClientOptions { transport: Some(Transport::new(Arc::new(Fake))), ..Default::default() };
    let options = KeyVaultClientOptions { client_options, ..Default::default() };
    KeyVaultClient::new("00000000-0000-0000-0000-000000000000", Arc::new(Fake), Some(options))
}

/// Stands in for Azure and for its directory: shows what it was sent and accepts it.
#[derive(Debug)]
struct Fake;

#[async_trait]
impl HttpClient for Fake {
    async fn execute_request(&self, request: &Request) -> azure_core::Result<AsyncRawResponse> {
        println!("{} {}", request.method(), request.url());
        let sent = azure_core::Bytes::from(request.body());
        println!("{}\n", String::from_utf8_lossy(&sent));
        let mut headers = Headers::new();
        headers.insert("retry-after", "10");
        headers.insert("azure-asyncoperation", format!("{}&operation=1", request.url()));
        let mut answer: serde_json::Value = serde_json::from_slice(&sent)?;
        answer["name"] = "demo-connection".into();
        answer["properties"]["provisioningState"] = "Updating".into();
        Ok(AsyncRawResponse::from_bytes(200.into(), headers, answer.to_string()))
    }
}

#[async_trait]
impl TokenCredential for Fake {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        Ok(AccessToken::new("worthless", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}
