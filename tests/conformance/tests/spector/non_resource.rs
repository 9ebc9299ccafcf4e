//! A path that looks like a resource's and is none.

use armspan_conformance::clients::non_resource::{
    NonResourceClient, NonResourceClientOptions, clients::NonResourceOperationsClient, models::NonResource,
};
use armspan_conformance::{Document, arm_client, reads};

const DOCUMENT: Document = Document("non-resource");

fn client() -> NonResourceOperationsClient {
    arm_client!(NonResourceClient, NonResourceClientOptions).non_resource_operations_client()
}

fn hello() -> NonResource {
    NonResource {
        id: Some("id".into()),
        name: Some("hello".into()),
        r#type: Some("nonResource".into()),
        ..NonResource::default()
    }
}

reads! { DOCUMENT;
    get "NonResource_NonResourceOperations_get" client().get("eastus", "hello", None) => hello();
    create "NonResource_NonResourceOperations_create"
        client().create("eastus", "hello", hello().try_into()?, None) => hello();
}
