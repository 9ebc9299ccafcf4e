//! Long-running operations that go as they should, or end as the service says: `LROs` and `LROsCustomHeader`.

use armspan_conformance::clients::lro::{LroClient, LroClientOptions, clients::LrosClient, models::*};
use armspan_conformance::{Document, autorest_client, ends, ends_badly, ends_with};

pub const DOCUMENT: Document = Document("lro.json");

pub fn client() -> LrosClient {
    autorest_client!(LroClient, LroClientOptions).lros_client()
}

/// What the server calls a product, nearly everywhere.
pub fn foo() -> Product {
    Product { id: Some("100".into()), name: Some("foo".into()), ..Default::default() }
}

/// A product, and the state it is in.
pub fn foo_is(state: &str) -> Product {
    let properties = ProductProperties { provisioning_state: Some(state.into()), ..Default::default() };
    Product { properties: Some(properties), ..foo() }
}

fn with_id(id: &str) -> Product {
    Product { id: Some(id.into()), ..foo_is("Succeeded") }
}

fn sku(id: &str, name: &str) -> Sku {
    Sku { id: Some(id.into()), name: Some(name.into()), ..Default::default() }
}

fn sub_product() -> SubProduct {
    let mut product = SubProduct {
        id: Some("100".into()),
        properties: Some(SubProductProperties { provisioning_state: Some("Succeeded".into()), ..Default::default() }),
        ..Default::default()
    };
    product.extra.insert("subresource", "sub1");
    product
}

ends_with! { DOCUMENT;
    put_200_succeeded "LROPutInlineComplete" client().begin_put200_succeeded(None) => foo_is("Succeeded");
    put_201_succeeded "LROPutInlineComplete201" client().begin_put201_succeeded(None) => foo_is("Succeeded");
    put_200_succeeded_no_state "LROPut200InlineCompleteNoState"
        client().begin_put200_succeeded_no_state(None) => foo();
    patch_201_retry_with_async_header "LROPatch201WithAsyncHeader"
        client().begin_patch201_retry_with_async_header(None) => with_id("/lro/patch/201/retry/onlyAsyncHeader");
    patch_202_retry_with_async_and_location_header "LROPatch202WithAsyncAndLocationHeader"
        client().begin_patch202_retry_with_async_and_location_header(None)
        => with_id("/lro/patch/202/retry/asyncAndLocationHeader");
    put_202_retry_200 "LROPut202Retry200" client().begin_put202_retry200(None) => foo();
    put_201_creating_succeeded_200 "LROPutSucceededWithBody"
        client().begin_put201_creating_succeeded200(None) => foo_is("Succeeded");
    put_200_updating_succeeded_204 "LROPutSucceededNoBody"
        client().begin_put200_updating_succeeded204(None) => foo_is("Succeeded");
    put_no_header_in_retry "LROPutNoHeaderInRetry" client().begin_put_no_header_in_retry(None) => foo_is("Succeeded");
    put_async_retry_succeeded "LROPutAsyncRetrySucceeded"
        client().begin_put_async_retry_succeeded(None) => foo_is("Succeeded");
    put_async_no_retry_succeeded "LROPutAsyncNoRetrySucceeded"
        client().begin_put_async_no_retry_succeeded(None) => foo_is("Succeeded");
    put_async_no_header_in_retry "LROPutAsyncNoHeaderInRetry"
        client().begin_put_async_no_header_in_retry(None) => foo_is("Succeeded");
    put_non_resource "LROPutNonResourceInRetry" client().begin_put_non_resource(None) => sku("100", "sku");
    put_async_non_resource "LROPutNonResourceAsyncInRetry"
        client().begin_put_async_non_resource(None) => sku("100", "sku");
    put_sub_resource "LROPutSubResourceInRetry" client().begin_put_sub_resource(None) => sub_product();
    put_async_sub_resource "LROPutSubResourceAsyncInRetry"
        client().begin_put_async_sub_resource(None) => sub_product();
    delete_provisioning_202_accepted_200_succeeded "LRODeleteProvisioningSucceededWithBody"
        client().begin_delete_provisioning202_accepted200_succeeded(None) => foo_is("Succeeded");
    post_200_with_payload "LROPost200" client().begin_post200_with_payload(None) => sku("1", "product");
    post_202_list "LROPostAndGetList" client().begin_post202_list(None) => [foo()];
    post_double_headers_final_azure_header_get_default "LROPostDoubleHeadersFinalAzureHeaderGetDefault"
        client().begin_post_double_headers_final_azure_header_get_default(None) => foo();
    post_async_retry_succeeded "LROPostAsyncRetrySucceeded"
        client().begin_post_async_retry_succeeded(None) => foo_is("Succeeded");
    post_async_no_retry_succeeded "LROPostAsyncNoRetrySucceeded"
        client().begin_post_async_no_retry_succeeded(None) => foo_is("Succeeded");
}

/// Three scenarios in one: the request, the poll, the result.
#[tokio::test]
async fn post_double_headers_final_location_get() -> azure_core::Result<()> {
    let poller = client().begin_post_double_headers_final_location_get(None);
    let product = armspan_conformance::finish(poller).await?.into_model()?;
    DOCUMENT.decoded("LROPostDoubleHeadersFinalLocationPost", product.id.as_deref(), Some("100"));
    DOCUMENT.decoded("LROPostDoubleHeadersFinalLocationAsync", product.name.as_deref(), Some("foo"));
    DOCUMENT.decoded("LROPostDoubleHeadersFinalLocationGet", product, foo());
    Ok(())
}

ends! { DOCUMENT;
    // What a status document holds beside its status is no result.
    post_double_headers_final_azure_header_get "LROPostDoubleHeadersFinalAzureHeaderGet"
        client().begin_post_double_headers_final_azure_header_get(None) => 200;
    delete_204_succeeded "LRODeleteInlineComplete" client().begin_delete204_succeeded(None) => 204;
    delete_202_retry_200 "LRODelete200" client().begin_delete202_retry200(None) => 200;
    delete_202_no_retry_204 "LRODelete204" client().begin_delete202_no_retry204(None) => 204;
    delete_no_header_in_retry "LRODeleteNoHeaderInRetry" client().begin_delete_no_header_in_retry(None) => 204;
    delete_async_no_header_in_retry "LRODeleteAsyncNoHeaderInRetry"
        client().begin_delete_async_no_header_in_retry(None) => 200;
    delete_async_retry_succeeded "LRODeleteAsyncRetrySucceeded"
        client().begin_delete_async_retry_succeeded(None) => 200;
    delete_async_no_retry_succeeded "LRODeleteAsyncNoRetrySucceeded"
        client().begin_delete_async_no_retry_succeeded(None) => 200;
    post_202_retry_200 "LROPostSuccededWithBody" client().begin_post202_retry200(None) => 200;
    post_202_no_retry_204 "LROPostSuccededNoBody" client().begin_post202_no_retry204(None) => 204;
}

ends_badly! { DOCUMENT;
    patch_200_succeeded_ignore_headers "LROPatchInlineCompleteIgnoreHeaders"
        client().begin_patch200_succeeded_ignore_headers(None) => None, ["localhost"];
    put_201_creating_failed_200 "LROPutFailed" client().begin_put201_creating_failed200(None) => 200, ["Failed"];
    put_200_accepted_canceled_200 "LROPutCanceled"
        client().begin_put200_acceptedcanceled200(None) => 200, ["Canceled"];
    put_async_retry_failed "LROPutAsyncRetryFailed" client().begin_put_async_retry_failed(None) => 200, ["Failed"];
    put_async_no_retry_canceled "LROPutAsyncNoRetryCanceled"
        client().begin_put_async_no_retrycanceled(None) => 200, ["Canceled"];
    delete_provisioning_202_deleting_failed_200 "LRODeleteProvisioningFailed"
        client().begin_delete_provisioning202_deleting_failed200(None) => 200, ["Failed"];
    delete_provisioning_202_deleting_canceled_200 "LRODeleteProvisioningCanceled"
        client().begin_delete_provisioning202_deletingcanceled200(None) => 200, ["Canceled"];
    delete_async_retry_failed "LRODeleteAsyncRetryFailed"
        client().begin_delete_async_retry_failed(None) => 200, ["Failed"];
    delete_async_retry_canceled "LRODeleteAsyncRetryCanceled"
        client().begin_delete_async_retrycanceled(None) => 200, ["Canceled"];
    post_async_retry_failed "LROPostAsyncRetryFailed"
        client().begin_post_async_retry_failed(None) => 200, ["500", "Internal Server Error"];
    post_async_retry_canceled "LROPostAsyncRetryCanceled"
        client().begin_post_async_retrycanceled(None) => 200, ["Canceled"];
}

/// The request id that the caller chose goes out with every poll, too.
mod custom_header {
    use super::*;
    use armspan_conformance::clients::lro::clients::LrosCustomHeaderClient;
    use armspan_runtime::PollerOptions;
    use azure_core::http::{Context, request::options::ClientRequestId};

    fn client() -> LrosCustomHeaderClient {
        autorest_client!(LroClient, LroClientOptions).lros_custom_header_client()
    }

    fn with_request_id() -> PollerOptions {
        let context =
            Context::new().with_value(ClientRequestId::new("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0".to_owned()));
        PollerOptions { context, ..Default::default() }
    }

    /// The options of an operation with that request id.
    macro_rules! with_request_id {
        ($options:ident) => {
            Some($options { method_options: with_request_id(), ..Default::default() })
        };
    }

    ends_with! { DOCUMENT;
        put_async "CustomHeaderPutAsyncSucceded"
            client().begin_put_async_retry_succeeded(with_request_id!(LrosCustomHeaderClientPutAsyncRetrySucceededOptions))
            => foo_is("Succeeded");
        put "CustomHeaderPutSucceeded"
            client().begin_put201_creating_succeeded200(with_request_id!(LrosCustomHeaderClientPut201CreatingSucceeded200Options))
            => foo_is("Succeeded");
    }

    ends! { DOCUMENT;
        post_async "CustomHeaderPostAsyncSucceded"
            client().begin_post_async_retry_succeeded(with_request_id!(LrosCustomHeaderClientPostAsyncRetrySucceededOptions))
            => 200;
        post "CustomHeaderPostSucceeded"
            client().begin_post202_retry200(with_request_id!(LrosCustomHeaderClientPost202Retry200Options)) => 200;
    }
}
