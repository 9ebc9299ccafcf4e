//! Long-running operations whose server stumbles once at every step: `LRORetrys`.

use super::lro::{DOCUMENT, foo_is};
use armspan_conformance::clients::lro::{LroClient, LroClientOptions, clients::LroRetrysClient};
use armspan_conformance::{autorest_client, ends, ends_with, finish};

fn client() -> LroRetrysClient {
    autorest_client!(LroClient, LroClientOptions).lro_retrys_client()
}

ends_with! { DOCUMENT;
    put_201_creating_succeeded_200 "LRORetryPutSucceededWithBody"
        client().begin_put201_creating_succeeded200(None) => foo_is("Succeeded");
    delete_provisioning_202_accepted_200_succeeded "LRORetryErrorDelete202Accepted200Succeeded"
        client().begin_delete_provisioning202_accepted200_succeeded(None) => foo_is("Succeeded");
}

/// Two scenarios in one: the resource, and the polls on the way to it.
#[tokio::test]
async fn put_async_relative_retry_succeeded() -> azure_core::Result<()> {
    let product = finish(client().begin_put_async_relative_retry_succeeded(None)).await?.into_model()?;
    DOCUMENT.decoded("LRORetryErrorPutAsyncSucceededPolling", product.name.as_deref(), Some("foo"));
    DOCUMENT.decoded("LRORetryErrorPutAsyncSucceeded", product, foo_is("Succeeded"));
    Ok(())
}

ends! { DOCUMENT;
    delete_202_retry_200 "LRORetryErrorDelete202Retry200Succeeded" client().begin_delete202_retry200(None) => 200;
    delete_async_relative_retry_succeeded "LRORetryErrorDeleteAsyncRetrySucceeded"
        client().begin_delete_async_relative_retry_succeeded(None) => 200;
    post_202_retry_200 "LRORetryErrorPost202Retry200Succeeded" client().begin_post202_retry200(None) => 200;
    post_async_relative_retry_succeeded "LRORetryErrorPostAsyncRetrySucceeded"
        client().begin_post_async_relative_retry_succeeded(None) => 200;
}
