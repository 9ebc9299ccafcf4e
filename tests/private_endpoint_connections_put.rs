//! The reference operation, `PrivateEndpointConnections_Put`: what is sent, what is read, what an error says.

mod support;

use armspan_keyvault::models::CloudError;
use armspan_keyvault::models::{
    PrivateEndpointConnection, PrivateEndpointConnectionProperties, PrivateEndpointConnectionProvisioningState,
    PrivateEndpointConnectionsClientPutResultHeaders, PrivateEndpointServiceConnectionStatus,
    PrivateLinkServiceConnectionState,
};
use armspan_runtime::ArmError;
use serde_json::json;
use support::{Azure, SUBSCRIPTION};

fn approval() -> PrivateEndpointConnection {
    PrivateEndpointConnection {
        // Read-only: whoever writes a connection back that was read must not send it.
        id: Some("/subscriptions/…/privateEndpointConnections/pec".into()),
        properties: Some(PrivateEndpointConnectionProperties {
            private_link_service_connection_state: Some(PrivateLinkServiceConnectionState {
                status: Some(PrivateEndpointServiceConnectionStatus::Approved),
                description: Some("Reviewed by the platform team".into()),
                ..Default::default()
            }),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn answer() -> serde_json::Value {
    json!({
        "id": format!("/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/vault/privateEndpointConnections/pec"),
        "name": "pec",
        "type": "Microsoft.KeyVault/vaults/privateEndpointConnections",
        "etag": "\"0001\"",
        "properties": {
            "provisioningState": "Updating",
            "privateLinkServiceConnectionState": { "status": "Approved", "actionsRequired": "None" }
        }
    })
}

#[tokio::test]
async fn sends_exactly_the_documented_request() {
    let azure = Azure::new().answers(200, &[], &answer().to_string());
    let client = azure.client();
    let connections = client.private_endpoint_connections_client();
    connections.put("rg", "vault", "pec", approval().try_into().unwrap(), None).await.unwrap();

    let [sent] = &azure.sent()[..] else { panic!("one request, not {}", azure.sent().len()) };
    assert_eq!(
        sent.line,
        format!(
            "PUT https://management.azure.com/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault\
             /vaults/vault/privateEndpointConnections/pec?api-version=2024-11-01"
        )
    );
    assert_eq!(sent.content_type.as_deref(), Some("application/json"));
    assert_eq!(sent.authorization.as_deref(), Some("Bearer token for https://management.azure.com/.default"));
    let body: serde_json::Value = serde_json::from_str(&sent.body).unwrap();
    let state = json!({"status": "Approved", "description": "Reviewed by the platform team"});
    assert_eq!(body, json!({"properties": {"privateLinkServiceConnectionState": state}}));
}

#[tokio::test]
async fn reads_the_answer_and_both_headers() {
    let headers = [("retry-after", "15"), ("azure-asyncoperation", "https://management.azure.com/operations/1?t=1")];
    let azure = Azure::new().answers(200, &headers, &answer().to_string());
    let client = azure.client();
    let response = client
        .private_endpoint_connections_client()
        .put("rg", "vault", "pec", approval().try_into().unwrap(), None)
        .await
        .unwrap();

    assert_eq!(response.retry_after().unwrap(), Some(15));
    assert_eq!(
        response.azure_async_operation().unwrap().as_deref(),
        Some("https://management.azure.com/operations/1?t=1")
    );
    let connection = response.into_model().unwrap();
    assert_eq!(connection.name.as_deref(), Some("pec"));
    let properties = connection.properties.clone().unwrap();
    assert_eq!(properties.provisioning_state, Some(PrivateEndpointConnectionProvisioningState::Updating));
    // Whatever is read is written back as it was.
    assert_eq!(serde_json::to_value(&connection).unwrap(), answer());
}

#[tokio::test]
async fn an_error_says_what_the_service_said() {
    let body = json!({"error": {"code": "VaultNotFound", "message": "The vault \"vault\" was not found"}}).to_string();
    let azure = Azure::new().answers(404, &[("x-ms-request-id", "req-1")], &body);
    let client = azure.client();
    let error = client
        .private_endpoint_connections_client()
        .put("rg", "vault", "pec", approval().try_into().unwrap(), None)
        .await
        .unwrap_err();

    let arm = ArmError::try_from(&error).unwrap();
    assert_eq!(arm.code.as_deref(), Some("VaultNotFound"));
    assert_eq!(arm.message.as_deref(), Some("The vault \"vault\" was not found"));
    assert_eq!(arm.request_id.as_deref(), Some("req-1"));
    let cloud: CloudError = arm.model().unwrap();
    assert_eq!(cloud.error.unwrap().code.as_deref(), Some("VaultNotFound"));
    let text = error.to_string();
    for part in ["PUT", "/privateEndpointConnections/pec", "404", "VaultNotFound", "was not found"] {
        assert!(text.contains(part), "{text:?} lacks {part:?}");
    }
    assert!(!text.contains('\n') && !text.contains("token for"), "{text:?}");
}

#[tokio::test]
async fn an_empty_name_is_refused_before_anything_is_sent() {
    let azure = Azure::new();
    let client = azure.client();
    for name in ["", ".", ".."] {
        let error = client
            .private_endpoint_connections_client()
            .put("rg", "vault", name, approval().try_into().unwrap(), None)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("privateEndpointConnectionName"), "{error}");
    }
    assert!(azure.sent().is_empty());
}
