//! The kinds of operation that ARM knows: long-running, paged, both, with a body or without.

use armspan_conformance::clients::operation_templates::{
    OperationTemplatesClient, OperationTemplatesClientOptions, models::*,
};
use armspan_conformance::{Document, answer, arm_client, finish, items, reads};
use azure_core::time::parse_rfc3339;

const DOCUMENT: Document = Document("operation-templates");
const RESOURCE_GROUP: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg";

fn client() -> OperationTemplatesClient {
    arm_client!(OperationTemplatesClient, OperationTemplatesClientOptions)
}

fn system_data() -> Option<SystemData> {
    let at = parse_rfc3339("2024-10-04T00:56:07.442Z").ok();
    Some(answer!(SystemData {
        created_by: Some("AzureSDK".into()),
        created_by_type: Some(CreatedByType::User),
        created_at: at,
        last_modified_by: Some("AzureSDK".into()),
        last_modified_by_type: Some(CreatedByType::User),
        last_modified_at: at,
        ..Default::default()
    }))
}

#[tokio::test]
async fn operations() -> azure_core::Result<()> {
    let operations = items(client().operations_client().list(None)).await?;
    let expected = answer!(Operation {
        name: Some("Microsoft.Compute/virtualMachines/write".into()),
        is_data_action: Some(false),
        display: Some(answer!(OperationDisplay {
            provider: Some("Microsoft Compute".into()),
            resource: Some("Virtual Machines".into()),
            operation: Some("Create or Update Virtual Machine.".into()),
            description: Some("Add or modify virtual machines.".into()),
            ..Default::default()
        })),
        origin: Some(Origin::UserSystem),
        action_type: Some(ActionType::Internal),
        ..Default::default()
    });
    DOCUMENT.decoded("OperationTemplates_ListAvailableOperations", operations, [expected]);
    Ok(())
}

fn name_to_check() -> CheckNameAvailabilityRequest {
    CheckNameAvailabilityRequest {
        name: Some("checkName".into()),
        r#type: Some("Microsoft.Web/site".into()),
        ..Default::default()
    }
}

fn name_is_taken() -> CheckNameAvailabilityResponse {
    answer!(CheckNameAvailabilityResponse {
        name_available: Some(false),
        reason: Some(CheckNameAvailabilityReason::AlreadyExists),
        message: Some("Hostname 'checkName' already exists. Please select a different name.".into()),
        ..Default::default()
    })
}

fn order() -> Order {
    Order {
        location: Some("eastus".into()),
        properties: Some(OrderProperties {
            product_id: Some("product1".into()),
            amount: Some(1),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn stored_order() -> Order {
    Order {
        id: Some(format!("{RESOURCE_GROUP}/providers/Azure.ResourceManager.OperationTemplates/orders/order1")),
        name: Some("order1".into()),
        r#type: Some("Azure.ResourceManager.Resources/orders".into()),
        location: Some("eastus".into()),
        properties: Some(OrderProperties {
            provisioning_state: Some("Succeeded".into()),
            product_id: Some("product1".into()),
            amount: Some(1),
            ..Default::default()
        }),
        system_data: system_data(),
        ..Default::default()
    }
}

#[tokio::test]
async fn create_or_replace() -> azure_core::Result<()> {
    let client = client().lro_client();
    let order = finish(client.begin_create_or_replace("test-rg", "order1", order().try_into()?, None)).await?;
    DOCUMENT.decoded("OperationTemplates_Lro_createOrReplace", order.into_model()?, stored_order());
    Ok(())
}

#[tokio::test]
async fn export() -> azure_core::Result<()> {
    let request = ExportRequest { format: Some("csv".into()), ..Default::default() };
    let result = finish(client().lro_client().begin_export("test-rg", "order1", request.try_into()?, None)).await?;
    let expected = answer!(ExportResult { content: Some("order1,product1,1".into()), ..Default::default() });
    DOCUMENT.decoded("OperationTemplates_Lro_export", result.into_model()?, expected);
    Ok(())
}

#[tokio::test]
async fn export_array() -> azure_core::Result<()> {
    let request = ExportRequest { format: Some("csv".into()), ..Default::default() };
    let results = finish(client().lro_client().begin_export_array(request.try_into()?, None)).await?.into_model()?;
    let contents: Vec<_> = results.into_iter().map(|result| result.content).collect();
    let expected = ["order1,product1,1", "order2,product2,2"].map(|content| Some(content.to_owned()));
    DOCUMENT.decoded("OperationTemplates_Lro_exportArray", contents, expected);
    Ok(())
}

#[tokio::test]
async fn delete() -> azure_core::Result<()> {
    let response = finish(client().lro_client().begin_delete("test-rg", "order1", None)).await?;
    DOCUMENT.answered("OperationTemplates_Lro_delete", response.status(), 204);
    Ok(())
}

#[tokio::test]
async fn post_paging_lro() -> azure_core::Result<()> {
    let pager = finish(client().lro_paging_client().begin_list_post_paging_lro("test-rg", "default", None)).await;
    let products = items(pager).await?;
    let expected = ["product1", "product2"].map(|name| {
        answer!(Product {
            id: Some(format!("{RESOURCE_GROUP}/providers/Azure.ResourceManager.OperationTemplates/products/{name}")),
            name: Some(name.into()),
            r#type: Some("Azure.ResourceManager.OperationTemplates/products".into()),
            location: Some("eastus".into()),
            properties: Some(answer!(ProductProperties {
                provisioning_state: Some("Succeeded".into()),
                product_id: Some(name.into()),
                ..Default::default()
            })),
            ..Default::default()
        })
    });
    DOCUMENT.decoded("OperationTemplates_LroPaging_postPagingLro", products, expected);
    Ok(())
}

fn widget(name: &str, description: &str) -> Widget {
    Widget {
        id: Some(format!("{RESOURCE_GROUP}/providers/Azure.ResourceManager.OperationTemplates/widgets/widget1")),
        name: Some("widget1".into()),
        r#type: Some("Azure.ResourceManager.OperationTemplates/widgets".into()),
        location: Some("eastus".into()),
        properties: Some(WidgetProperties {
            name: Some(name.into()),
            description: Some(description.into()),
            provisioning_state: Some("Succeeded".into()),
            ..Default::default()
        }),
        system_data: system_data(),
        ..Default::default()
    }
}

fn update() -> Widget {
    Widget {
        properties: Some(WidgetProperties {
            name: Some("updated-widget".into()),
            description: Some("Updated description".into()),
            ..Default::default()
        }),
        ..Default::default()
    }
}

fn action() -> ActionRequest {
    ActionRequest {
        action_type: Some("perform".into()),
        parameters: Some("test-parameters".into()),
        ..Default::default()
    }
}

fn allowance() -> ChangeAllowanceRequest {
    ChangeAllowanceRequest { total_allowed: Some(100), reason: Some("Increased demand".into()), ..Default::default() }
}

fn allowed(total: i32, status: &str) -> ChangeAllowanceResult {
    answer!(ChangeAllowanceResult { total_allowed: Some(total), status: Some(status.into()), ..Default::default() })
}

fn result(result: &str) -> ActionResult {
    answer!(ActionResult { result: Some(result.into()), ..Default::default() })
}

reads! { DOCUMENT;
    check_global "OperationTemplates_CheckNameAvailability_checkGlobal"
        client().check_name_availability_client().check_global(name_to_check().try_into()?, None) => name_is_taken();
    check_local "OperationTemplates_CheckNameAvailability_checkLocal"
        client().check_name_availability_client().check_local("westus", name_to_check().try_into()?, None)
        => name_is_taken();
    get "OperationTemplates_OptionalBody_get"
        client().optional_body_client().get("test-rg", "widget1", None) => widget("widget1", "A test widget");
    patch_without_body "OperationTemplates_OptionalBody_patch"
        client().optional_body_client().patch("test-rg", "widget1", None) => widget("widget1", "A test widget");
    patch_with_body "OperationTemplates_OptionalBody_patch"
        client().optional_body_client().patch("test-rg", "widget1", Some(OptionalBodyClientPatchOptions {
            properties: Some(update().try_into()?),
            ..Default::default()
        })) => widget("updated-widget", "Updated description");
    post_without_body "OperationTemplates_OptionalBody_post"
        client().optional_body_client().post("test-rg", "widget1", None) => result("Action completed successfully");
    post_with_body "OperationTemplates_OptionalBody_post"
        client().optional_body_client().post("test-rg", "widget1", Some(OptionalBodyClientPostOptions {
            body: Some(action().try_into()?),
            ..Default::default()
        })) => result("Action completed successfully with parameters");
    provider_post_without_body "OperationTemplates_OptionalBody_providerPost"
        client().optional_body_client().provider_post(None) => allowed(50, "Changed to default allowance");
    provider_post_with_body "OperationTemplates_OptionalBody_providerPost"
        client().optional_body_client().provider_post(Some(OptionalBodyClientProviderPostOptions {
            body: Some(allowance().try_into()?),
            ..Default::default()
        })) => allowed(100, "Changed to requested allowance");
}
