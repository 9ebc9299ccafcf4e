//! Resources of every kind: tracked, nested, singleton, by location, and extensions of other resources.

use armspan_conformance::clients::resources::{ResourcesClient, ResourcesClientOptions, models::*};
use armspan_conformance::{Document, answer, arm_client, finish, items, reads, sends};
use azure_core::time::parse_rfc3339;

const DOCUMENT: Document = Document("resources");
const SUBSCRIPTION: &str = "/subscriptions/00000000-0000-0000-0000-000000000000";
const RESOURCE_GROUP: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg";
const TOP: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg\
    /providers/Azure.ResourceManager.Resources/topLevelTrackedResources/top";

fn client() -> ResourcesClient {
    arm_client!(ResourcesClient, ResourcesClientOptions)
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

/// A resource with a description, as it is sent.
macro_rules! described {
    ($resource:ident, $properties:ident, $description:expr) => {
        $resource {
            properties: Some($properties { description: Some($description.into()), ..Default::default() }),
            ..Default::default()
        }
    };
}

/// What the server adds to a resource that it was sent.
macro_rules! stored {
    ($resource:expr, $scope:expr, $kind:expr, $id:literal, $name:literal) => {{
        let mut resource = $resource;
        resource.id = Some(format!("{}/providers/Azure.ResourceManager.Resources/{}", $scope, $id));
        resource.name = Some($name.into());
        resource.r#type = Some(format!("Azure.ResourceManager.Resources/{}", $kind));
        resource.system_data = system_data();
        if let Some(properties) = &mut resource.properties {
            properties.provisioning_state = Some(ProvisioningState::Succeeded);
        }
        resource
    }};
}

mod top_level {
    use super::*;

    fn top(description: &str) -> TopLevelTrackedResource {
        described!(TopLevelTrackedResource, TopLevelTrackedResourceProperties, description)
    }

    fn stored_top(description: &str) -> TopLevelTrackedResource {
        let top = TopLevelTrackedResource { location: Some("eastus".into()), ..top(description) };
        stored!(top, RESOURCE_GROUP, "topLevelTrackedResources", "topLevelTrackedResources/top", "top")
    }

    fn notification() -> NotificationDetails {
        NotificationDetails {
            message: Some("Resource action at top level.".into()),
            urgent: Some(true),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        get "Resources_TopLevel_get" client().top_level_client().get("test-rg", "top", None) => stored_top("valid");
    }

    sends! { DOCUMENT;
        action_sync "Resources_TopLevel_actionSync"
            client().top_level_client().action_sync("test-rg", "top", notification().try_into()?, None) => 204;
    }

    #[tokio::test]
    async fn create_or_replace() -> azure_core::Result<()> {
        let body = TopLevelTrackedResource { location: Some("eastus".into()), ..top("valid") };
        let client = client().top_level_client();
        let created = finish(client.begin_create_or_replace("test-rg", "top", body.try_into()?, None)).await?;
        DOCUMENT.decoded("Resources_TopLevel_createOrReplace", created.into_model()?, stored_top("valid"));
        Ok(())
    }

    #[tokio::test]
    async fn update() -> azure_core::Result<()> {
        let client = client().top_level_client();
        let updated = finish(client.begin_update("test-rg", "top", top("valid2").try_into()?, None)).await?;
        DOCUMENT.decoded("Resources_TopLevel_update", updated.into_model()?, stored_top("valid2"));
        Ok(())
    }

    #[tokio::test]
    async fn delete() -> azure_core::Result<()> {
        let deleted = finish(client().top_level_client().begin_delete("test-rg", "top", None)).await?;
        DOCUMENT.answered("Resources_TopLevel_delete", deleted.status(), 204);
        Ok(())
    }

    #[tokio::test]
    async fn list_by_resource_group() -> azure_core::Result<()> {
        let listed = items(client().top_level_client().list_by_resource_group("test-rg", None)).await?;
        DOCUMENT.decoded("Resources_TopLevel_listByResourceGroup", listed, [stored_top("valid")]);
        Ok(())
    }

    #[tokio::test]
    async fn list_by_subscription() -> azure_core::Result<()> {
        let listed = items(client().top_level_client().list_by_subscription(None)).await?;
        DOCUMENT.decoded("Resources_TopLevel_listBySubscription", listed, [stored_top("valid")]);
        Ok(())
    }
}

mod nested {
    use super::*;

    fn nested(description: &str) -> NestedProxyResource {
        described!(NestedProxyResource, NestedProxyResourceProperties, description)
    }

    fn stored_nested(description: &str) -> NestedProxyResource {
        let kind = "topLevelTrackedResources/top/nestedProxyResources";
        stored!(
            nested(description),
            RESOURCE_GROUP,
            kind,
            "topLevelTrackedResources/top/nestedProxyResources/nested",
            "nested"
        )
    }

    reads! { DOCUMENT;
        get "Resources_Nested_get"
            client().nested_client().get("test-rg", "top", "nested", None) => stored_nested("valid");
    }

    #[tokio::test]
    async fn create_or_replace() -> azure_core::Result<()> {
        let (client, body) = (client().nested_client(), nested("valid"));
        let created =
            finish(client.begin_create_or_replace("test-rg", "top", "nested", body.try_into()?, None)).await?;
        DOCUMENT.decoded("Resources_Nested_createOrReplace", created.into_model()?, stored_nested("valid"));
        Ok(())
    }

    #[tokio::test]
    async fn update() -> azure_core::Result<()> {
        let (client, body) = (client().nested_client(), nested("valid2"));
        let updated = finish(client.begin_update("test-rg", "top", "nested", body.try_into()?, None)).await?;
        DOCUMENT.decoded("Resources_Nested_update", updated.into_model()?, stored_nested("valid2"));
        Ok(())
    }

    #[tokio::test]
    async fn delete() -> azure_core::Result<()> {
        let deleted = finish(client().nested_client().begin_delete("test-rg", "top", "nested", None)).await?;
        DOCUMENT.answered("Resources_Nested_delete", deleted.status(), 204);
        Ok(())
    }

    #[tokio::test]
    async fn list() -> azure_core::Result<()> {
        let listed = items(client().nested_client().list_by_top_level_tracked_resource("test-rg", "top", None)).await?;
        DOCUMENT.decoded("Resources_Nested_listByTopLevelTrackedResource", listed, [stored_nested("valid")]);
        Ok(())
    }
}

mod singleton {
    use super::*;

    fn singleton(description: &str) -> SingletonTrackedResource {
        described!(SingletonTrackedResource, SingletonTrackedResourceProperties, description)
    }

    fn stored_singleton(description: &str) -> SingletonTrackedResource {
        let singleton = SingletonTrackedResource { location: Some("eastus".into()), ..singleton(description) };
        let kind = "singletonTrackedResources";
        stored!(singleton, RESOURCE_GROUP, kind, "singletonTrackedResources/default", "default")
    }

    reads! { DOCUMENT;
        get "Resources_Singleton_getByResourceGroup"
            client().singleton_client().get_by_resource_group("test-rg", None) => stored_singleton("valid");
        update "Resources_Singleton_update"
            client().singleton_client().update("test-rg", singleton("valid2").try_into()?, None)
            => stored_singleton("valid2");
    }

    #[tokio::test]
    async fn create_or_update() -> azure_core::Result<()> {
        let body = SingletonTrackedResource { location: Some("eastus".into()), ..singleton("valid") };
        let client = client().singleton_client();
        let created = finish(client.begin_create_or_update("test-rg", body.try_into()?, None)).await?;
        DOCUMENT.decoded("Resources_Singleton_createOrUpdate", created.into_model()?, stored_singleton("valid"));
        Ok(())
    }

    #[tokio::test]
    async fn list() -> azure_core::Result<()> {
        let listed = items(client().singleton_client().list_by_resource_group("test-rg", None)).await?;
        DOCUMENT.decoded("Resources_Singleton_listByResourceGroup", listed, [stored_singleton("valid")]);
        Ok(())
    }
}

mod by_location {
    use super::*;

    fn resource(description: &str) -> LocationResource {
        described!(LocationResource, LocationResourceProperties, description)
    }

    fn stored_resource(description: &str) -> LocationResource {
        let kind = "locationResources";
        stored!(resource(description), SUBSCRIPTION, kind, "locations/eastus/locationResources/resource", "resource")
    }

    reads! { DOCUMENT;
        get "Resources_LocationResources_get"
            client().location_resources_client().get("eastus", "resource", None) => stored_resource("valid");
        create_or_update "Resources_LocationResources_createOrUpdate"
            client().location_resources_client()
                .create_or_update("eastus", "resource", resource("valid").try_into()?, None)
            => stored_resource("valid");
        update "Resources_LocationResources_update"
            client().location_resources_client().update("eastus", "resource", resource("valid2").try_into()?, None)
            => stored_resource("valid2");
    }

    sends! { DOCUMENT;
        delete "Resources_LocationResources_delete"
            client().location_resources_client().delete("eastus", "resource", None) => 204;
    }

    #[tokio::test]
    async fn list() -> azure_core::Result<()> {
        let listed = items(client().location_resources_client().list_by_location("eastus", None)).await?;
        DOCUMENT.decoded("Resources_LocationResources_listByLocation", listed, [stored_resource("valid")]);
        Ok(())
    }
}

/// Each scenario waits for four scopes: a resource group, a subscription, the tenant, a resource.
mod extensions {
    use super::*;

    const SCOPES: [&str; 4] = [RESOURCE_GROUP, SUBSCRIPTION, "", TOP];

    fn extension(description: &str) -> ExtensionsResource {
        described!(ExtensionsResource, ExtensionsResourceProperties, description)
    }

    fn stored_extension(scope: &str, description: &str) -> ExtensionsResource {
        let kind = "extensionsResources";
        stored!(extension(description), scope, kind, "extensionsResources/extension", "extension")
    }

    /// As the path wants it: the scope stands between two slashes.
    fn uri(scope: &str) -> &str {
        scope.trim_start_matches('/')
    }

    #[tokio::test]
    async fn get() -> azure_core::Result<()> {
        let client = client().extensions_resources_client();
        for scope in SCOPES {
            let got = client.get(uri(scope), "extension", None).await?.into_model()?;
            DOCUMENT.decoded("Resources_ExtensionsResources_get", got, stored_extension(scope, "valid"));
        }
        Ok(())
    }

    #[tokio::test]
    async fn create_or_update() -> azure_core::Result<()> {
        let client = client().extensions_resources_client();
        for scope in SCOPES {
            let body = extension("valid").try_into()?;
            let created = finish(client.begin_create_or_update(uri(scope), "extension", body, None)).await?;
            let expected = stored_extension(scope, "valid");
            DOCUMENT.decoded("Resources_ExtensionsResources_createOrUpdate", created.into_model()?, expected);
        }
        Ok(())
    }

    #[tokio::test]
    async fn update() -> azure_core::Result<()> {
        let client = client().extensions_resources_client();
        for scope in SCOPES {
            let updated = client.update(uri(scope), "extension", extension("valid2").try_into()?, None).await?;
            let expected = stored_extension(scope, "valid2");
            DOCUMENT.decoded("Resources_ExtensionsResources_update", updated.into_model()?, expected);
        }
        Ok(())
    }

    #[tokio::test]
    async fn delete() -> azure_core::Result<()> {
        let client = client().extensions_resources_client();
        for scope in SCOPES {
            let deleted = client.delete(uri(scope), "extension", None).await?;
            DOCUMENT.answered("Resources_ExtensionsResources_delete", deleted.status(), 204);
        }
        Ok(())
    }

    #[tokio::test]
    async fn list_by_scope() -> azure_core::Result<()> {
        let client = client().extensions_resources_client();
        for scope in SCOPES {
            let listed = items(client.list_by_scope(uri(scope), None)).await?;
            let expected = [stored_extension(scope, "valid")];
            DOCUMENT.decoded("Resources_ExtensionsResources_listByScope", listed, expected);
        }
        Ok(())
    }
}
