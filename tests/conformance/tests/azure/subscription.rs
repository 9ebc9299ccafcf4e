//! A subscription in the path and an api-version in the query, both known to the client.

use armspan_conformance::clients::subscription_id_api_version::{
    SubscriptionIdApiVersionClient, SubscriptionIdApiVersionClientOptions, models::SampleResourceGroup,
};
use armspan_conformance::{Document, answer, autorest, client_options, reads};

const DOCUMENT: Document = Document("subscriptionId-apiVersion.json");

fn client() -> SubscriptionIdApiVersionClient {
    let options = SubscriptionIdApiVersionClientOptions {
        endpoint: Some(autorest()),
        allow_insecure_loopback: true,
        client_options: client_options(),
        ..Default::default()
    };
    let subscription = "a878ae02-6106-429z-9397-58091ee45g98";
    SubscriptionIdApiVersionClient::new(subscription, Some(options)).expect("the endpoint is a URL")
}

fn group() -> SampleResourceGroup {
    answer!(SampleResourceGroup {
        name: Some("testgroup101".into()),
        location: Some("West US".into()),
        ..SampleResourceGroup::default()
    })
}

reads! { DOCUMENT;
    get_sample_resource_group "SubscriptionIdAndApiVersion"
        client().group_client().get_sample_resource_group("testgroup101", None) => group();
}
