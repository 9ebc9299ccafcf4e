//! Long-running operations behind a host that the caller names.

use armspan_conformance::clients::lro_parameterized_endpoints::{
    LroParameterizedEndpointsClient, LroParameterizedEndpointsClientOptions,
};
use armspan_conformance::{Document, autorest_client, ends_with, finish};

const DOCUMENT: Document = Document("lro-parameterized-endpoints.json");

fn client() -> LroParameterizedEndpointsClient {
    autorest_client!(LroParameterizedEndpointsClient, LroParameterizedEndpointsClientOptions, "local", "host")
}

ends_with! { DOCUMENT;
    parameterized "LROParameterizedEndpoint" client().begin_poll_with_parameterized_endpoints(None) => "success";
}

/// Two scenarios in one: the request and the poll.
#[tokio::test]
async fn constant() -> azure_core::Result<()> {
    let poller = client().begin_poll_with_constant_parameterized_endpoints(None);
    let result = finish(poller).await?.into_model()?;
    DOCUMENT.decoded("LROConstantParameterizedPost", result.as_str(), "success");
    DOCUMENT.decoded("LROConstantParameterizedGet", result.as_str(), "success");
    Ok(())
}
