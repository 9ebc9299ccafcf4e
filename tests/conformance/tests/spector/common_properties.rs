//! Managed identities, and errors: the predefined one and one of the document's own.

use armspan_conformance::clients::common_properties::{
    CommonPropertiesClient, CommonPropertiesClientOptions, models::*,
};
use armspan_conformance::{Document, answer, arm_client, reads};
use armspan_runtime::ArmError;
use std::collections::HashMap;

const DOCUMENT: Document = Document("common-properties");
const ID: &str = "00000000-0000-0000-0000-000000000000";
const USER_ASSIGNED: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg\
    /providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1";

fn client() -> CommonPropertiesClient {
    arm_client!(CommonPropertiesClient, CommonPropertiesClientOptions)
}

fn system_assigned() -> ManagedServiceIdentity {
    ManagedServiceIdentity { r#type: Some(ManagedServiceIdentityType::SystemAssigned), ..Default::default() }
}

fn both_assigned(identity: UserAssignedIdentity) -> ManagedServiceIdentity {
    ManagedServiceIdentity {
        r#type: Some(ManagedServiceIdentityType::SystemAssignedUserAssigned),
        user_assigned_identities: Some(HashMap::from([(USER_ASSIGNED.to_owned(), identity)])),
        ..Default::default()
    }
}

/// The resource that the server keeps, with an identity that it filled in.
fn stored(identity: ManagedServiceIdentity) -> ManagedIdentityTrackedResource {
    ManagedIdentityTrackedResource {
        id: Some(format!(
            "/subscriptions/{ID}/resourceGroups/test-rg/providers/Azure.ResourceManager.CommonProperties\
             /managedIdentityTrackedResources/identity"
        )),
        location: Some("eastus".into()),
        tags: Some(HashMap::from([("tagKey1".into(), "tagValue1".into())])),
        identity: Some(ManagedServiceIdentity {
            principal_id: Some(ID.into()),
            tenant_id: Some(ID.into()),
            ..identity
        }),
        properties: Some(ManagedIdentityTrackedResourceProperties {
            provisioning_state: Some("Succeeded".into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn to_create() -> ManagedIdentityTrackedResource {
    ManagedIdentityTrackedResource {
        location: Some("eastus".into()),
        tags: Some(HashMap::from([("tagKey1".into(), "tagValue1".into())])),
        properties: Some(ManagedIdentityTrackedResourceProperties::default()),
        identity: Some(system_assigned()),
        ..Default::default()
    }
}

fn to_update() -> ManagedIdentityTrackedResource {
    ManagedIdentityTrackedResource {
        identity: Some(both_assigned(UserAssignedIdentity::default())),
        ..Default::default()
    }
}

fn known_identity() -> UserAssignedIdentity {
    UserAssignedIdentity { principal_id: Some(ID.into()), client_id: Some(ID.into()), ..Default::default() }
}

reads! { DOCUMENT;
    get "CommonProperties_ManagedIdentity_get"
        client().managed_identity_client().get("test-rg", "identity", None) => stored(system_assigned());
    create "CommonProperties_ManagedIdentity_createWithSystemAssigned"
        client().managed_identity_client()
            .create_with_system_assigned("test-rg", "identity", to_create().try_into()?, None)
        => stored(system_assigned());
    update "CommonProperties_ManagedIdentity_updateWithUserAssignedAndSystemAssigned"
        client().managed_identity_client()
            .update_with_user_assigned_and_system_assigned("test-rg", "identity", to_update().try_into()?, None)
        => stored(both_assigned(known_identity()));
}

#[tokio::test]
async fn predefined_error() {
    let outcome = client().error_client().get_for_predefined_error("test-rg", "confidential", None).await;
    let error = outcome.expect_err("the server knows no such resource");
    let details = ArmError::from_error(&error).expect("the answer has an error");
    let expected = "The Resource 'Azure.ResourceManager.CommonProperties/confidentialResources/confidential' \
        under resource group 'test-rg' was not found.";
    let actual = (error.http_status().map(u16::from), details.code.as_deref(), details.message.as_deref());
    DOCUMENT.decoded(
        "CommonProperties_Error_getForPredefinedError",
        actual,
        (Some(404), Some("ResourceNotFound"), Some(expected)),
    );
}

#[tokio::test]
async fn user_defined_error() -> azure_core::Result<()> {
    let resource = ConfidentialResource {
        location: Some("eastus".into()),
        properties: Some(ConfidentialResourceProperties { username: Some("00".into()), ..Default::default() }),
        ..Default::default()
    };
    let client = client().error_client();
    let outcome = client.create_for_user_defined_error("test-rg", "confidential", resource.try_into()?, None).await;
    let error = ArmError::from_error(&outcome.expect_err("a user is no number")).expect("the answer has an error");
    let expected = answer!(CloudError {
        error: Some(answer!(ApiError {
            code: Some("BadRequest".into()),
            message: Some("Username should not contain only numbers.".into()),
            innererror: Some(answer!(InnerError { exceptiontype: Some("general".into()), ..Default::default() })),
            ..Default::default()
        })),
        ..Default::default()
    });
    DOCUMENT.decoded("CommonProperties_Error_createForUserDefinedError", error.model::<CloudError>()?, expected);
    Ok(())
}
