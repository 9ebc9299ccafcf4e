//! Long-running operations that the server refuses, or answers with what no server should say: `LROSADs`.

use super::lro::DOCUMENT;
use armspan_conformance::clients::lro::{LroClient, LroClientOptions, clients::LrosadsClient};
use armspan_conformance::{autorest_client, ends, ends_badly};

fn client() -> LrosadsClient {
    autorest_client!(LroClient, LroClientOptions).lrosads_client()
}

ends_badly! { DOCUMENT;
    put_non_retry_400 "LRONonRetryPut400"
        client().begin_put_non_retry400(None) => 400, ["Expected bad request message"];
    put_non_retry_201_creating_400 "LRONonRetryPut201Creating400"
        client().begin_put_non_retry201_creating400(None) => 400, ["Error from the server"];
    put_non_retry_201_creating_400_invalid_json "LRONonRetryPut201Creating400InvalidJson"
        client().begin_put_non_retry201_creating400_invalid_json(None) => 400, ["400"];
    put_async_relative_retry_400 "LRONonRetryPutAsyncRetry400"
        client().begin_put_async_relative_retry400(None) => 400, ["400"];
    delete_non_retry_400 "LRONonRetryDelete400"
        client().begin_delete_non_retry400(None) => 400, ["Expected bad request message"];
    delete_202_non_retry_400 "LRONonRetryDelete202Retry400"
        client().begin_delete202_non_retry400(None) => 400, ["Expected bad request message"];
    delete_async_relative_retry_400 "LRONonRetryDeleteAsyncRetry400"
        client().begin_delete_async_relative_retry400(None) => 400, ["Expected bad request message"];
    post_non_retry_400 "LRONonRetryPost400"
        client().begin_post_non_retry400(None) => 400, ["Expected bad request message"];
    post_202_non_retry_400 "LRONonRetryPost202Retry400"
        client().begin_post202_non_retry400(None) => 400, ["Expected bad request message"];
    post_async_relative_retry_400 "LRONonRetryPostAsyncRetry400"
        client().begin_post_async_relative_retry400(None) => 400, ["Expected bad request message"];

    put_async_relative_retry_no_status "LROErrorPutAsyncNoPollingStatus"
        client().begin_put_async_relative_retry_no_status(None) => None, ["status", "operationResults/nostatus"];
    put_async_relative_retry_no_status_payload "LROErrorPutAsyncNoPollingStatusPayload"
        client().begin_put_async_relative_retry_no_status_payload(None) => None, ["operationResults/nostatuspayload"];
    delete_async_relative_retry_no_status "LROErrorDeleteAsyncNoPollingStatus"
        client().begin_delete_async_relative_retry_no_status(None) => None, ["status", "operationResults/nostatus"];
    post_async_relative_retry_no_payload "LROErrorPostAsyncNoPollingPayload"
        client().begin_post_async_relative_retry_no_payload(None) => None, ["operationResults/nopayload"];
    put_200_invalid_json "LROErrorPut200InvalidJson"
        client().begin_put200_invalid_json(None) => None, ["JSON"];
    put_async_relative_retry_invalid_json_polling "LROErrorPutAsyncInvalidJsonPolling"
        client().begin_put_async_relative_retry_invalid_json_polling(None) => None, ["JSON", "invalidjsonpolling"];
    delete_async_relative_retry_invalid_json_polling "LROErrorDeleteAsyncInvalidJsonPolling"
        client().begin_delete_async_relative_retry_invalid_json_polling(None) => None, ["JSON", "invalidjsonpolling"];
    post_async_relative_retry_invalid_json_polling "LROErrorPostAsyncInvalidJsonPolling"
        client().begin_post_async_relative_retry_invalid_json_polling(None) => None, ["JSON", "invalidjsonpolling"];

    put_async_relative_retry_invalid_header "LROErrorPutAsyncInvalidHeader"
        client().begin_put_async_relative_retry_invalid_header(None) => 404, ["/foo"];
    delete_async_relative_retry_invalid_header "LROErrorDeleteAsyncInvalidHeader"
        client().begin_delete_async_relative_retry_invalid_header(None) => 404, ["/foo"];
    post_202_retry_invalid_header "LROErrorPost202RetryInvalidHeader"
        client().begin_post202_retry_invalid_header(None) => 404, ["/foo"];
    post_async_relative_retry_invalid_header "LROErrorPostAsyncInvalidHeader"
        client().begin_post_async_relative_retry_invalid_header(None) => 404, ["/foo"];
}

ends! { DOCUMENT;
    put_error_201_no_provisioning_state_payload "LROErrorPut201NoProvisioningStatePayload"
        client().begin_put_error201_no_provisioning_state_payload(None) => 201;
    delete_204_succeeded "LROErrorDeleteNoLocation" client().begin_delete204_succeeded(None) => 204;
    post_202_no_location "LROErrorPostNoLocation" client().begin_post202_no_location(None) => 202;
    // Nothing there to poll any more: it is gone, which is what was asked for.
    delete_202_retry_invalid_header "LROErrorDelete202RetryInvalidHeader"
        client().begin_delete202_retry_invalid_header(None) => 204;
}
