//! Operations: conventions of Azure Resource Manager, paging, polling, examples.

use super::{done, operations};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn paging_is_settled_with_the_page() {
    let page =
        |name: &str| json!({ "200": { "description": "ok", "schema": { "$ref": format!("#/definitions/{name}") } } });
    let text = operations(json!({ "paths": {
        "/plain": { "get": { "operationId": "P_Plain", "x-ms-pageable": { "nextLinkName": "nextLink" }, "responses": page("Page") } },
        "/one": { "get": { "operationId": "P_One", "x-ms-pageable": { "nextLinkName": null }, "responses": page("Page") } },
        "/unsaid": { "get": { "operationId": "P_Unsaid", "x-ms-pageable": {}, "responses": page("Page") } },
        "/unsaidOne": { "get": { "operationId": "P_UnsaidOne", "x-ms-pageable": {}, "responses": page("Other") } },
        "/dotted": { "get": { "operationId": "P_Dotted", "x-ms-pageable": { "itemName": "inner.items", "nextLinkName": "odata.next", "operationName": "P_Next" }, "responses": page("Dotted") } },
        "/none": { "get": { "operationId": "P_None", "x-ms-pageable": { "nextLinkName": null }, "responses": done() } },
        "/lro": { "post": { "operationId": "P_Lro", "x-ms-pageable": { "nextLinkName": "nextLink" }, "x-ms-long-running-operation": true,
            "x-ms-long-running-operation-options": { "final-state-via": "location" },
            "responses": { "202": { "description": "later" }, "200": { "description": "ok", "schema": { "$ref": "#/definitions/Page" } } } } },
    }, "definitions": {
        "Page": { "properties": { "value": { "type": "array", "items": { "type": "string" } }, "nextLink": { "type": "string" } } },
        "Other": { "properties": { "things": { "type": "array", "items": { "type": "string" } } } },
        "Dotted": { "properties": { "inner": { "type": "object" } } },
    } }));
    assert_snapshot!(text, @r#"
    client P
      Plain paged (items value, next nextLink)
        GET /plain
        200 gives Page
      One paged (items value, one page)
        GET /one
        200 gives Page
      Unsaid paged (items value, next nextLink)
        GET /unsaid
        200 gives Page
      UnsaidOne paged (items things, one page)
        GET /unsaidOne
        200 gives Other
      Dotted paged (items inner.items, next odata.next by P_Next)
        GET /dotted
        200 gives Dotted
      None plain
        GET /none
        200 gives nothing
      Lro paged (items value, next nextLink), long-running via location
        POST /lro
        200 gives Page
        202 gives nothing
    model Page (output, page)
      value: list of string
      nextLink: string
    model Other (output, page)
      things: list of string
    model Dotted (output, page)
      inner: any
    warning not-a-page /paths/~1none/get: `P_None` is marked as paged, but its answer is no object; not paged
    "#);
}

#[test]
fn long_running_operations_keep_their_options() {
    let operation = |id: &str, options: serde_json::Value| {
        json!({ "operationId": id, "x-ms-long-running-operation": true, "x-ms-long-running-operation-options": options,
            "responses": { "202": { "description": "later", "headers": {
                "Location": { "type": "string", "description": "Where." }, "Retry-After": { "type": "integer", "format": "int32" } } } } })
    };
    let text = operations(json!({ "paths": {
        "/a": { "delete": operation("L_A", json!({ "final-state-via": "azure-async-operation" })) },
        "/b": { "post": operation("L_B", json!({ "final-state-via": "location", "final-state-schema": "#/definitions/Final" })) },
        "/c": { "put": operation("L_C", json!({ "final-state-via": "somewhere", "final-state-schema": "#/definitions/Nowhere" })) },
        "/d": { "get": { "operationId": "L_D", "x-ms-long-running-operation": false, "responses": done() } },
    }, "definitions": { "Final": { "properties": { "x": { "type": "string" } } } } }));
    assert_snapshot!(text, @r#"
    client L
      A long-running via azure-async-operation
        DELETE /a
        202 gives nothing
          header Location: string
          header Retry-After: int32
      B long-running via location of Final
        POST /b
        202 gives nothing
          header Location: string
          header Retry-After: int32
      C long-running
        PUT /c
        202 gives nothing
          header Location: string
          header Retry-After: int32
      D plain
        GET /d
        200 gives nothing
    model Final (output)
      x: string
    warning unknown-final-state /paths/~1c/put: `final-state-via` is unknown: `somewhere`
    warning unknown-final-state /paths/~1c/put: `final-state-schema` names no schema: `#/definitions/Nowhere`
    "#);
}

#[test]
fn api_versions_are_each_operations_own() {
    let operation = |id: &str, parameter: serde_json::Value| json!({ "operationId": id, "parameters": [parameter], "responses": done() });
    let text = operations(json!({ "paths": {
        "/documents": { "get": operation("V_Documents", json!({ "name": "api-version", "in": "query", "required": true, "type": "string" })) },
        "/fixed": { "get": operation("V_Fixed", json!({ "name": "api-version", "in": "query", "required": true, "type": "string", "enum": ["2015-11-01"] })) },
        "/asked": { "get": operation("V_Asked", json!({ "name": "api-version", "in": "query", "type": "string" })) },
        "/none": { "get": { "operationId": "V_None", "responses": done() } },
    } }));
    assert_snapshot!(text, @r#"
    client V
      Documents plain
        GET /documents
        api-version: string [query, api-version, required]
        200 gives nothing
      Fixed plain
        GET /fixed
        api-version: string [query, always "2015-11-01", required]
        200 gives nothing
      Asked plain
        GET /asked
        api-version: string [query]
        200 gives nothing
      None plain
        GET /none
        200 gives nothing
    "#);
}

#[test]
fn examples_and_texts_are_kept() {
    let (model, _) = super::lowered(
        &[(
            "specs/doc.json",
            super::swagger(json!({ "paths": { "/a": { "get": {
                "operationId": "A_Get", "summary": "Short.", "description": "Long.", "deprecated": true,
                "externalDocs": { "url": "https://example.com" },
                "x-ms-examples": { "Get an A": { "$ref": "./examples/A_Get.json" } },
                "responses": done() } } } })),
        )],
        &super::LowerOptions::default(),
    );
    let operation = &model.groups[0].operations[0];
    assert_eq!(operation.docs.summary.as_deref(), Some("Short."));
    assert_eq!(operation.docs.description.as_deref(), Some("Long."));
    assert_eq!(operation.docs.external.as_deref(), Some("https://example.com"));
    assert!(operation.deprecated);
    let examples: Vec<_> = operation.examples.iter().map(|example| (&*example.title, &*example.path)).collect();
    assert_eq!(examples, [("Get an A", "specs/examples/A_Get.json")]);
    assert_eq!(operation.origin.pointer, "/paths/~1a/get");
}

#[test]
fn a_path_is_sent_without_what_only_tells_it_from_others() {
    let get = |id: &str| json!({ "operationId": id, "responses": done() });
    let text = operations(json!({
        "paths": { "/analyze#overload=stream": { "get": get("A_Stream") }, "/analyze?words": { "get": get("A_Words") } } }));
    assert_snapshot!(text, @r#"
    client A
      Stream plain
        GET /analyze
        200 gives nothing
      Words plain
        GET /analyze
        200 gives nothing
    warning word-in-query /paths/~1analyze#overload=stream: `overload=stream` in the path is no parameter, and is not sent
    warning word-in-query /paths/~1analyze?words: `words` in the path is no parameter, and is not sent
    "#);
}

#[test]
fn a_parameter_with_a_place_in_the_paths_own_query_is_sent_once() {
    let parameter = json!({ "name": "kind", "in": "query", "type": "string" });
    let get = json!({ "operationId": "A_Get", "parameters": [parameter], "responses": done() });
    let text = operations(json!({ "x-ms-paths": { "/a?kind={kind}": { "get": get } } }));
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a?kind={kind}
        kind: string [path, required]
        200 gives nothing
    "#);
}
