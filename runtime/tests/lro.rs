//! Long-running operations: the rows of the protocol's table, and variations of each.
#![allow(missing_docs)]

mod support;

use armspan_runtime::azure_core::Value;
use armspan_runtime::azure_core::http::Method;
use armspan_runtime::{ArmError, FinalStateVia};
use futures::TryStreamExt;
use serde_json::json;
use support::lro::*;
use support::{Service, answer};

rows! {
    lro_01_put_201_async_operation: Put Default
        [created(201), status("InProgress"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_01_put_201_operation_location: Put Default
        [answer(201).header("operation-location", STATUS), status("Running"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_01_put_200_succeeded_with_a_status_url_asks_there: Put Default
        [created(200).json(resource("Succeeded")), status("InProgress"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_01_status_document_by_201_and_202: Put Default
        [created(201), answer(201).json(json!({"status": "Running"})), answer(202).json(json!({"status": "Running"})), answer(202),
         status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_01_final_get_is_asked_again_and_its_error_told: Put Default
        [created(201), status("Succeeded"), answer(502), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [put(), get_status(), get(), get()]
        then Fails(Some("NotFound"), &["GET /subscriptions/s/vaults/v: 404 Not Found: NotFound"]);

    lro_02_put_201_running_and_accepted_are_in_progress: Put Default
        [created(201), status("Running"), status("Accepted"), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_03_put_201_failed_keeps_code_and_escaped_message: Put Default
        [created(201), answer(200).text(
            r#"{"status": "Failed", "error": {"code": "QuotaExceeded", "message": "No \"more\" than 5, it\u0027s full"}}"#)]
        sends [put(), get_status()]
        then Fails(Some("QuotaExceeded"), &["PUT /subscriptions/s/vaults/v: ", "QuotaExceeded: No \"more\" than 5, it's full"]);

    lro_03_failed_with_an_error_of_another_shape: Put Default
        [created(201), answer(200).json(json!({"status": "Failed", "error": "the disk is full"}))]
        sends [put(), get_status()] then Fails(Some("Failed"), &["the operation ended as Failed: Failed: the disk is full"]);

    lro_03_failed_without_an_error: Put Default [created(201), answer(200).json(json!({"status": "Failed", "error": null}))]
        sends [put(), get_status()] then Fails(Some("Failed"), &["the operation ended as Failed"]);

    lro_04_put_201_canceled: Put Default [created(201), status("Canceled")]
        sends [put(), get_status()] then Fails(Some("Canceled"), &["cancelled"]);

    lro_04_put_201_cancelled: Put Default [created(201), status("cancelled")]
        sends [put(), get_status()] then Fails(Some("cancelled"), &["cancelled"]);

    lro_04_put_201_canceled_with_an_error: Put Default
        [created(201), answer(200).json(json!({"status": "Canceled", "error": {"code": "Preempted", "message": "by another"}}))]
        sends [put(), get_status()] then Fails(Some("Preempted"), &["cancelled", "Preempted", "by another"]);

    lro_05_put_201_polls_the_original_url: Put Default
        [answer(201).json(resource("Creating")), ok("RegisteringDns"), ok("Succeeded")]
        sends [put(), get(), get()] then Gives(resource("Succeeded"));

    lro_05_put_201_polls_the_original_url_whatever_location_a_200_names: Put Default
        [answer(201).json(resource("Creating")), ok("Creating").header("location", RESULT), ok("Succeeded")]
        sends [put(), get(), get()] then Gives(resource("Succeeded"));

    lro_06_put_200_failed_at_once: Put Default [ok("Failed")]
        sends [put()] then Fails(Some("Failed"), &["the operation ended as Failed"]);

    lro_07_put_200_succeeded_at_once: Put Default [ok("sUCCEEDED")]
        sends [put()] then Gives(resource("sUCCEEDED"));

    lro_08_put_200_without_state: Put Default [answer(200).json(json!({"id": "/v"}))]
        sends [put()] then Gives(json!({"id": "/v"}));

    lro_09_put_202_location: Put Default [accepted(), answer(202), answer(202), ok("Succeeded")]
        sends [put(), get_result(), get_result(), get_result()] then Gives(resource("Succeeded"));

    lro_09_put_202_location_ends_in_204_with_the_resource: Put Default [accepted(), answer(202), answer(204), ok("Succeeded")]
        sends [put(), get_result(), get_result(), get()] then Gives(resource("Succeeded"));

    lro_09_patch_202_location_ends_in_empty_200_with_the_resource: Patch Default [accepted(), answer(200).text(" "), ok("Succeeded")]
        sends [patch(), get_result(), get()] then Gives(resource("Succeeded"));

    lro_09_put_202_location_ends_with_a_status_document: Put Default
        [accepted(), answer(200).json(json!({"id": "/operations/1", "status": "Succeeded"})), ok("Succeeded")]
        sends [put(), get_result(), get()] then Gives(resource("Succeeded"));

    lro_09_put_202_location_ends_with_a_failed_status_document: Put Default
        [accepted(), answer(200).json(json!({"status": "Failed", "error": {"code": "QuotaExceeded", "message": "full"}}))]
        sends [put(), get_result()] then Fails(Some("QuotaExceeded"), &["the operation ended as Failed: QuotaExceeded: full"]);

    lro_09_put_202_location_via_original_uri: Put OriginalUri [accepted(), answer(200).json(json!({"id": "/other"})), ok("Succeeded")]
        sends [put(), get_result(), get()] then Gives(resource("Succeeded"));

    lro_09_put_202_location_is_the_original_url: Put Default [accepted().header("location", RESOURCE), answer(204)]
        sends [put(), get()] then Done;

    lro_10_location_relative_to_the_path: Put Default [answer(202).header("location", "../x?y"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/subscriptions/s/x?y".to_owned()] then Gives(resource("Succeeded"));

    lro_10_location_of_a_query_alone: Put Default [answer(202).header("location", "?a=b"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/subscriptions/s/vaults/v?a=b".to_owned()]
        then Gives(resource("Succeeded"));

    lro_10_relative_location: Put Default [answer(202).header("location", "/results/1?s=x"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/results/1?s=x".to_owned()] then Gives(resource("Succeeded"));

    lro_10_relative_async_operation: Put Default
        [answer(201).header("azure-asyncoperation", "../operations/1"), status("Succeeded"), ok("Succeeded")]
        sends [put(), "GET https://management.azure.com/subscriptions/s/operations/1".to_owned(), get()]
        then Gives(resource("Succeeded"));

    lro_11_post_both_headers_via_location: Post Location
        [both(), status("Succeeded"), answer(200).json(json!({"key": "k"}))]
        sends [post(), get_status(), get_result()] then Gives(json!({"key": "k"}));

    lro_11_post_both_headers_by_default: Post Default
        [both(), status("Succeeded"), answer(200).json(json!({"key": "k"}))]
        sends [post(), get_status(), get_result()] then Gives(json!({"key": "k"}));

    lro_12_post_both_headers_via_async_operation: Post AzureAsyncOperation
        [both(), answer(200).json(json!({"status": "Succeeded", "properties": {"key": "k"}}))]
        sends [post(), get_status()] then Gives(json!({"key": "k"}));

    lro_11_post_with_the_status_url_as_location_gives_no_status_document: Post Location
        [both().header("location", STATUS), status("Running"), answer(200).json(json!({"status": "Succeeded", "properties": {"key": "k"}}))]
        sends [post(), get_status(), get_status()] then Gives(json!({"key": "k"}));

    lro_11_post_via_location_without_one: Post Location
        [created(202), answer(200).json(json!({"status": "Succeeded", "properties": {"key": "k"}}))]
        sends [post(), get_status()] then Gives(json!({"key": "k"}));

    lro_11_post_whose_result_has_a_status: Post Default [accepted(), answer(200).json(json!({"status": "Failed"}))]
        sends [post(), get_result()] then Gives(json!({"status": "Failed"}));

    lro_12_post_properties_null: Post AzureAsyncOperation
        [both(), answer(200).json(json!({"status": "Succeeded", "properties": null}))]
        sends [post(), get_status()] then Done;

    lro_12_post_operation_location: Post OperationLocation
        [answer(202).header("operation-location", STATUS), answer(200).json(json!({"status": "Succeeded", "result": {"key": "k"}}))]
        sends [post(), get_status()] then Gives(json!({"key": "k"}));

    lro_12_post_without_result_hands_out_no_status_document: Post Default
        [created(202), status("Succeeded")] sends [post(), get_status()] then Done;

    lro_13_post_202_location_ends_in_204: Post Default [accepted(), answer(204)]
        sends [post(), get_result()] then Done;

    lro_14_delete_202_location_ends_in_empty_200: Delete Default [accepted(), answer(202), answer(200)]
        sends [delete(), get_result(), get_result()] then Done;

    lro_14_delete_202_location_via_original_uri_does_not_get_the_resource: Delete OriginalUri [accepted(), answer(200)]
        sends [delete(), get_result()] then Done;

    lro_15_delete_202_location_ends_in_204: Delete Default [accepted(), answer(204)]
        sends [delete(), get_result()] then Done;

    lro_16_delete_200_at_once: Delete Default [answer(200)] sends [delete()] then Done;

    lro_16_delete_204_at_once: Delete Default [answer(204)] sends [delete()] then Done;

    lro_16_delete_200_at_once_whatever_its_text: Delete Default [answer(200).text("<p>deleted")] sends [delete()] then Sends("<p>deleted");

    lro_16_delete_202_without_headers: Delete Default [answer(202)] sends [delete()] then Done;

    lro_16_delete_204_at_once_whatever_its_location: Delete Default [answer(204).header("location", RESULT)]
        sends [delete()] then Done;

    lro_17_delete_202_async_operation_does_not_get_the_resource: Delete Default
        [created(202).text(""), status("Succeeded")] sends [delete(), get_status()] then Done;

    lro_17_delete_202_with_both_headers_fetches_nothing_more: Delete Default
        [both(), status("Succeeded")] sends [delete(), get_status()] then Done;

    lro_17_delete_202_via_location_ends_with_its_answer: Delete Location
        [both(), status("Succeeded"), both(), answer(204)]
        sends [delete(), get_status(), get_result(), get_result()] then Done;

    lro_17_delete_202_with_a_junk_location_beside_the_status: Delete Default
        [both().header("location", "https://[oops"), status("Running").header("location", "https://evil.example"), status("Succeeded")]
        sends [delete(), get_status(), get_status()] then Done;

    lro_18_delete_202_location_ends_as_failed: Delete Default
        [accepted(), answer(200).json(json!({"status": "Failed", "error": {"code": "Locked"}}))]
        sends [delete(), get_result()] then Fails(Some("Locked"), &["the operation ended as Failed: Locked"]);

    lro_18_delete_202_location_is_gone: Delete Default [accepted(), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [delete(), get_result()] then Done;

    lro_18_put_202_location_is_not_found: Put Default [accepted(), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [put(), get_result()] then Fails(Some("NotFound"), &["GET /results/1: 404 Not Found: NotFound"]);

    lro_19_signed_polling_urls_are_sent_byte_for_byte: Post Location
        [both(), status("Running"), status("Succeeded"), answer(204)]
        sends [post(), get_status(), get_status(), get_result()] then Done;

    lro_20_429_and_503_are_waited_for: Put Default
        [created(201), answer(429), answer(503), status("Succeeded"), answer(503), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get(), get()] then Gives(resource("Succeeded"));

    lro_20_faults_in_between_are_forgiven_as_often_as_it_goes_on: Put Default
        [created(201), answer(500), answer(502), answer(504), status("Running"), answer(500), answer(408), answer(500),
         status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get_status(), get_status(), get_status(), get_status(), get_status(), get_status(),
               get_status(), get()]
        then Gives(resource("Succeeded"));

    lro_21_status_document_without_status: Put Default [created(201), answer(200).json(json!({"name": "x"}))]
        sends [put(), get_status()]
        then Fails(None, &["PUT /subscriptions/s/vaults/v: found no `status`", "`https://management.azure.com/operations/1`"]);

    lro_21_status_that_is_empty: Put Default [created(201), status(" ")]
        sends [put(), get_status()] then Fails(None, &["found no `status`"]);

    lro_21_status_document_by_204: Put Default [created(201), answer(204)]
        sends [put(), get_status()] then Fails(None, &["found no JSON", "`https://management.azure.com/operations/1`"]);

    lro_21_status_document_with_a_byte_order_mark: Put Default
        [created(201), answer(200).text("\u{feff}{\"status\": \"Succeeded\"}"), ok("Succeeded")]
        sends [put(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_21_status_that_is_no_string: Put Default [created(201), answer(200).json(json!({"status": 5}))]
        sends [put(), get_status()] then Fails(None, &["found no `status`"]);

    lro_21_status_document_that_is_no_json: Put Default [created(201), answer(200).text("<html>")]
        sends [put(), get_status()] then Fails(None, &["found no JSON", "`https://management.azure.com/operations/1`"]);

    lro_21_empty_status_document: Put Default [created(201), answer(200)]
        sends [put(), get_status()] then Fails(None, &["found no JSON"]);

    lro_21_resource_that_is_no_json: Put Default [answer(201).json(resource("Creating")), answer(200).text("{")]
        sends [put(), get()] then Fails(None, &["found no JSON", "PUT /subscriptions/s/vaults/v"]);

    lro_25_patch_200_async_operation: Patch Default [created(200), status("Succeeded"), ok("Succeeded")]
        sends [patch(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_25_patch_202_location: Patch Default [accepted(), answer(202), ok("Succeeded")]
        sends [patch(), get_result(), get_result()] then Gives(resource("Succeeded"));

    lro_put_via_async_operation_still_ends_with_the_resource: Put AzureAsyncOperation
        [created(201), answer(200).json(json!({"status": "Succeeded", "properties": {"other": 1}})), ok("Succeeded")]
        sends [put(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_via_location: Put Location [both(), status("Succeeded"), answer(202), ok("Succeeded")]
        sends [put(), get_status(), get_result(), get_result()] then Gives(resource("Succeeded"));

    lro_put_via_location_that_is_the_status_url: Put Location
        [both().header("location", STATUS), status("Succeeded"), ok("Succeeded")]
        sends [put(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_via_location_that_gives_nothing: Put Location [both(), status("Succeeded"), answer(204), ok("Succeeded")]
        sends [put(), get_status(), get_result(), get()] then Gives(resource("Succeeded"));

    lro_a_result_that_moves_is_followed: Put Location
        [both(), status("Succeeded"), answer(202).header("location", "/results/2").header("azure-asyncoperation", STATUS), ok("Succeeded")]
        sends [put(), get_status(), get_result(), "GET https://management.azure.com/results/2".to_owned()] then Gives(resource("Succeeded"));

    lro_post_via_original_uri: Post OriginalUri [both(), status("Succeeded"), ok("Succeeded")]
        sends [post(), get_status(), get()] then Gives(resource("Succeeded"));

    lro_put_202_without_headers_polls_the_original_url: Put Default [answer(202), answer(202), ok("Succeeded")]
        sends [put(), get(), get()] then Gives(resource("Succeeded"));

    lro_delete_200_deleting_polls_until_it_is_gone: Delete Default [ok("Deleting"), ok("Deleting"), answer(404)]
        sends [delete(), get(), get()] then Done;

    lro_new_polling_headers_replace_the_old: Put Default
        [accepted(), answer(202).header("location", "/results/2"), answer(202).header("azure-asyncoperation", STATUS),
         status("Succeeded").header("location", "/results/3"), ok("Succeeded")]
        sends [put(), get_result(), "GET https://management.azure.com/results/2".to_owned(), get_status(), get()]
        then Gives(resource("Succeeded"));

    lro_first_answer_is_an_error: Put Default [answer(409).json(json!({"error": {"code": "Conflict", "message": "Busy"}}))]
        sends [put()] then Fails(Some("Conflict"), &["PUT /subscriptions/s/vaults/v: 409 Conflict: Conflict: Busy"]);

    lro_poll_is_refused: Put Default [created(201), answer(403).json(json!({"code": "Forbidden", "message": "No"}))]
        sends [put(), get_status()] then Fails(Some("Forbidden"), &["GET /operations/1: 403 Forbidden: Forbidden: No"]);

    lro_poll_ends_in_a_server_error: Put Default
        [created(201), answer(500), answer(500), answer(500), answer(500).json(json!({"error": {"code": "Broken"}}))]
        sends [put(), get_status(), get_status(), get_status(), get_status()]
        then Fails(Some("Broken"), &["GET /operations/1: 500 Internal Server Error: Broken"]);

    lro_poll_of_a_put_is_not_found: Put Default [created(201), answer(404).json(json!({"error": {"code": "NotFound"}}))]
        sends [put(), get_status()] then Fails(Some("NotFound"), &["GET /operations/1: 404 Not Found: NotFound"]);

    lro_poll_is_redirected: Put Default [created(201), answer(302).header("location", "https://evil.example/x?sig=1")]
        sends [put(), get_status()] then Fails(None, &["302 Found: the redirect to host `evil.example` was not followed"]);

    lro_location_ends_with_a_failed_resource: Put Default [accepted(), ok("Failed")]
        sends [put(), get_result()] then Fails(Some("Failed"), &["the operation ended as Failed"]);
}

#[tokio::test]
async fn lro_04_a_cancelled_operation_is_known_as_one() {
    for (word, expected) in [("Canceled", true), ("cancelled", true), ("Failed", false)] {
        let service = Service::new([created(201), status(word)]);
        let error =
            poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("no result");
        assert_eq!(ArmError::try_from(error).expect("an error of the service").is_cancelled(), expected, "{word}");
    }
}

#[tokio::test]
async fn lro_03_the_raw_response_is_kept() {
    let service = Service::new([
        created(201),
        answer(200)
            .header("x-ms-request-id", "r1")
            .json(json!({"status": "Failed", "error": {"code": "A"}, "more": 1})),
    ]);
    let error = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("it failed");
    let arm = ArmError::from_error(&error).expect("an error of the service");
    assert_eq!(arm.operation_status.as_deref(), Some("Failed"));
    assert_eq!(arm.request_id.as_deref(), Some("r1"));
    assert_eq!(arm.model::<Value>().unwrap()["more"], 1);
    assert_eq!(error.http_status(), Some(200.into()));
}

#[tokio::test]
async fn lro_19_a_url_on_another_host_is_refused_before_a_token_leaves() {
    let location = |link: &str| answer(202).header("location", link);
    for (first, host) in [
        (location("https://management.azure.com@evil.example/op"), "evil.example"),
        (location("https:\\\\evil.example/op"), "evil.example"),
        (location("/\\evil.example/op"), "evil.example"),
        (location("https://management.azure.com:8443/op"), "management.azure.com:8443"),
        (location("https://management.azure.com./op"), "management.azure.com."),
        (location("https://management.azure.com.evil.example/op"), "management.azure.com.evil.example"),
        (location("https://user@management.azure.com/op"), "management.azure.com"),
        (location("https://127.0.0.1/op"), "127.0.0.1"),
        (location("javascript:op"), ""),
        (answer(201).header("azure-asyncoperation", "https://evil.example/op?s=1"), "evil.example"),
        (answer(202).header("location", "//evil.example/op"), "evil.example"),
        (answer(202).header("location", "http://management.azure.com/op"), "management.azure.com"),
    ] {
        // Now, not when the time has come to ask.
        let service = Service::new([first.header("retry-after", "3600"), status("Succeeded")]);
        let mut poller = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap();
        let error = poller.try_next().await.expect_err("refused");
        assert!(error.to_string().contains(&format!("refused to call host `{host}`")), "{error}");
        assert_eq!(service.lines(), [put()]);
    }
}

#[tokio::test]
async fn lro_19_a_url_on_the_own_host_however_it_is_spelled() {
    for link in ["HTTPS://MANAGEMENT.AZURE.COM/op?s=%2f", "https://management.azure.com:443/op?s=%2f", "/op?s=%2f"] {
        let service = Service::new([answer(202).header("location", link), ok("Succeeded")]);
        poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect("the own host");
        assert_eq!(service.lines(), [put(), "GET https://management.azure.com/op?s=%2f".to_owned()]);
    }
}

#[tokio::test]
async fn lro_19_a_later_answer_leads_to_no_other_host() {
    let evil = "https://evil.example/op?s=1";
    for (script, sends) in [
        (vec![created(201), status("Running").header("azure-asyncoperation", evil)], vec![put(), get_status()]),
        (vec![accepted(), answer(202).header("location", evil)], vec![put(), get_result()]),
        (vec![both(), status("Succeeded").header("location", evil)], vec![put(), get_status()]),
    ] {
        let service = Service::endless(script);
        let error =
            poller(&service.client(), Method::Put, FinalStateVia::Location).unwrap().await.expect_err("refused");
        let text = format!("{error} {error:?}");
        assert!(text.contains("refused to call host `evil.example`") && !text.contains("s=1"), "{text}");
        assert_eq!(service.lines(), sends);
    }
}

#[tokio::test]
async fn lro_20_patience_with_a_busy_service_ends() {
    let service = Service::endless([created(201), answer(503)]);
    let error = poller(&service.client(), Method::Put, FinalStateVia::Default).unwrap().await.expect_err("still busy");
    assert!(error.to_string().contains("GET /operations/1: 503 Service Unavailable"), "{error}");
    assert_eq!(service.lines().len(), 22);
}
