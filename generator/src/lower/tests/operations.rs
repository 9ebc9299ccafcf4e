//! Operations: conventions of Azure Resource Manager, paging, polling, examples.

use super::{done, operations};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn paging_is_settled_with_the_page() {
    let page = |name: &str| json!({ "200": { "description": "ok", "schema": { "$ref": format!("#/definitions/{name}") } } });
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
    assert_snapshot!(text, @"");
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
    assert_snapshot!(text, @"");
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
    assert_snapshot!(text, @"");
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
