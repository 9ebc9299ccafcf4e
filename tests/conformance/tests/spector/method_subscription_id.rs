//! Resources below a subscription and below a resource group, side by side in one package.

use armspan_conformance::clients::method_subscription_id::models::{
    CreatedByType, MixedSubscriptionPlacementResourceGroupResource as Grouped,
    MixedSubscriptionPlacementResourceGroupResourceProperties as GroupedProperties,
    MixedSubscriptionPlacementSubscriptionResource as Mixed,
    MixedSubscriptionPlacementSubscriptionResourceProperties as MixedProperties, Operation, OperationDisplay,
    ResourceProvisioningState, SystemData, TwoSubscriptionResourcesMethodLevelSubscriptionResource1 as First,
    TwoSubscriptionResourcesMethodLevelSubscriptionResource1Properties as FirstProperties,
    TwoSubscriptionResourcesMethodLevelSubscriptionResource2 as Second,
    TwoSubscriptionResourcesMethodLevelSubscriptionResource2Properties as SecondProperties,
};
use armspan_conformance::clients::method_subscription_id::{
    MethodSubscriptionIdClient, MethodSubscriptionIdClientOptions,
};
use armspan_conformance::{Document, answer, arm_client, items, reads, sends};
use azure_core::time::parse_rfc3339;

const DOCUMENT: Document = Document("method-subscription-id");
const PROVIDER: &str = "/providers/Azure.ResourceManager.MethodSubscriptionId";
const SUBSCRIPTION: &str = "/subscriptions/00000000-0000-0000-0000-000000000000";

fn client() -> MethodSubscriptionIdClient {
    arm_client!(MethodSubscriptionIdClient, MethodSubscriptionIdClientOptions)
}

fn system_data() -> Option<SystemData> {
    let at = parse_rfc3339("2023-01-01T00:00:00Z").ok();
    Some(answer!(SystemData {
        created_by: Some("AzureSDK".into()),
        created_by_type: Some(CreatedByType::User),
        created_at: at,
        last_modified_by: Some("AzureSDK".into()),
        last_modified_by_type: Some(CreatedByType::User),
        last_modified_at: at,
        ..SystemData::default()
    }))
}

fn first() -> First {
    First {
        properties: Some(FirstProperties {
            description: Some("Valid subscription resource 1".into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn second() -> Second {
    Second {
        properties: Some(SecondProperties { config_value: Some("test-config".into()), ..Default::default() }),
        ..Default::default()
    }
}

fn mixed() -> Mixed {
    Mixed {
        properties: Some(MixedProperties {
            subscription_setting: Some("test-sub-setting".into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn grouped() -> Grouped {
    Grouped {
        location: Some("eastus".into()),
        properties: Some(GroupedProperties {
            resource_group_setting: Some("test-setting".into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// What the server adds to a resource that it was sent.
macro_rules! stored {
    ($resource:expr, $scope:expr, $kind:literal, $name:literal) => {{
        let mut resource = $resource;
        resource.id = Some(format!("{}{PROVIDER}/{}/{}", $scope, $kind, $name));
        resource.name = Some($name.into());
        resource.r#type = Some(format!("Azure.ResourceManager.MethodSubscriptionId/{}", $kind));
        resource.system_data = system_data();
        if let Some(properties) = &mut resource.properties {
            properties.provisioning_state = Some(ResourceProvisioningState::Succeeded);
        }
        resource
    }};
}

#[tokio::test]
async fn operations() -> azure_core::Result<()> {
    let operations = items(client().operations_client().list(None)).await?;
    let expected = answer!(Operation {
        name: Some("Azure.ResourceManager.MethodSubscriptionId/services/read".into()),
        is_data_action: Some(false),
        display: Some(answer!(OperationDisplay {
            provider: Some("Azure.ResourceManager.MethodSubscriptionId".into()),
            resource: Some("services".into()),
            operation: Some("Lists services".into()),
            description: Some("Lists registered services".into()),
            ..Default::default()
        })),
        ..Default::default()
    });
    DOCUMENT.decoded("MethodSubscriptionId_Operations", operations, [expected]);
    Ok(())
}

reads! { DOCUMENT;
    get_first "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource1Operations_get"
        client().subscription_resource1_operations_client().get("sub-resource-1", None)
        => stored!(first(), SUBSCRIPTION, "subscriptionResource1s", "sub-resource-1");
    put_first "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource1Operations_put"
        client().subscription_resource1_operations_client().put("sub-resource-1", first().try_into()?, None)
        => stored!(first(), SUBSCRIPTION, "subscriptionResource1s", "sub-resource-1");
    get_second "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource2Operations_get"
        client().subscription_resource2_operations_client().get("sub-resource-2", None)
        => stored!(second(), SUBSCRIPTION, "subscriptionResource2s", "sub-resource-2");
    put_second "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource2Operations_put"
        client().subscription_resource2_operations_client().put("sub-resource-2", second().try_into()?, None)
        => stored!(second(), SUBSCRIPTION, "subscriptionResource2s", "sub-resource-2");
    get_mixed "MethodSubscriptionId_MixedSubscriptionPlacement_SubscriptionResourceOperations_get"
        client().subscription_resource_operations_client().get("sub-resource", None)
        => stored!(mixed(), SUBSCRIPTION, "subscriptionResources", "sub-resource");
    put_mixed "MethodSubscriptionId_MixedSubscriptionPlacement_SubscriptionResourceOperations_put"
        client().subscription_resource_operations_client().put("sub-resource", mixed().try_into()?, None)
        => stored!(mixed(), SUBSCRIPTION, "subscriptionResources", "sub-resource");
    get_grouped "MethodSubscriptionId_MixedSubscriptionPlacement_ResourceGroupResourceOperations_get"
        client().resource_group_resource_operations_client().get("test-rg", "rg-resource", None)
        => stored!(grouped(), format!("{SUBSCRIPTION}/resourceGroups/test-rg"), "resourceGroupResources", "rg-resource");
    put_grouped "MethodSubscriptionId_MixedSubscriptionPlacement_ResourceGroupResourceOperations_put"
        client().resource_group_resource_operations_client().put("test-rg", "rg-resource", grouped().try_into()?, None)
        => stored!(grouped(), format!("{SUBSCRIPTION}/resourceGroups/test-rg"), "resourceGroupResources", "rg-resource");
}

sends! { DOCUMENT;
    delete_first "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource1Operations_delete"
        client().subscription_resource1_operations_client().delete("sub-resource-1", None) => 204;
    delete_second "MethodSubscriptionId_TwoSubscriptionResourcesMethodLevel_SubscriptionResource2Operations_delete"
        client().subscription_resource2_operations_client().delete("sub-resource-2", None) => 204;
    delete_mixed "MethodSubscriptionId_MixedSubscriptionPlacement_SubscriptionResourceOperations_delete"
        client().subscription_resource_operations_client().delete("sub-resource", None) => 204;
    delete_grouped "MethodSubscriptionId_MixedSubscriptionPlacement_ResourceGroupResourceOperations_delete"
        client().resource_group_resource_operations_client().delete("test-rg", "rg-resource", None) => 204;
}
