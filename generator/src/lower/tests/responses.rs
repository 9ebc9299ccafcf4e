//! Answers: successes, failures, headers, media types.

use super::operations;
use insta::assert_snapshot;
use serde_json::{Value, json};

fn answers(verb: &str, produces: Value, responses: Value) -> String {
    let text = operations(json!({
        "paths": { "/a": { verb: { "operationId": "A_Do", "produces": produces, "responses": responses } } },
        "definitions": {
            "Thing": { "properties": { "x": { "type": "string" } } },
            "Other": { "properties": { "y": { "type": "string" } } },
            "CloudError": { "properties": { "code": { "type": "string" } } },
        },
    }));
    let end = text.find("model ").unwrap_or(text.len());
    let reports = text.find("warning ").map_or("", |start| &text[start..]);
    format!("{}{reports}", &text[..end.min(text.find("warning ").unwrap_or(end))])
}

fn of(definition: &str) -> Value {
    json!({ "description": definition, "schema": { "$ref": format!("#/definitions/{definition}") } })
}

#[test]
fn each_status_has_its_own_answer() {
    let text = answers(
        "put",
        json!([]),
        json!({
            "201": of("Other"), "200": of("Thing"), "204": { "description": "nothing" }, "304": { "description": "unchanged" },
            "404": of("Other"), "409": { "description": "conflict", "x-ms-error-response": true, "schema": { "$ref": "#/definitions/Other" } },
            "default": of("CloudError"),
        }),
    );
    assert_snapshot!(text, @r#"
    client A
      Do plain
        PUT /a
        200 gives Thing
        201 gives Other
        204 gives nothing
        304 gives nothing
        404 fails with Other
        409 fails with Other
        default fails with CloudError
    "#);
}

#[test]
fn what_a_document_calls_an_error_is_one_and_the_reverse() {
    let text = answers(
        "get",
        json!([]),
        json!({
            "200": of("Thing"),
            "202": { "description": "no", "x-ms-error-response": true },
            "404": { "description": "fine", "x-ms-error-response": false, "schema": { "$ref": "#/definitions/Other" } },
        }),
    );
    assert_snapshot!(text, @r#"
    client A
      Do plain
        GET /a
        200 gives Thing
        404 gives Other
        202 fails with nothing
    "#);
}

#[test]
fn a_head_answers_with_its_status() {
    let text =
        answers("head", json!([]), json!({ "204": { "description": "there" }, "404": { "description": "not there" } }));
    assert_snapshot!(text, @r#"
    client A
      Do plain
        HEAD /a
        204 gives nothing
        404 gives nothing
    "#);
}

#[test]
fn default_alone_answers_everything() {
    let text = answers("get", json!([]), json!({ "default": of("Thing") }));
    assert_snapshot!(text, @r#"
    client A
      Do plain
        GET /a
        200 gives Thing
        201 gives Thing
        202 gives Thing
        204 gives nothing
        default fails with Thing
    "#);
}

#[test]
fn no_success_at_all_is_reported() {
    let text = answers("get", json!([]), json!({ "400": of("CloudError") }));
    assert_snapshot!(text, @r#"
    client A
      Do plain
        GET /a
        200 gives nothing
        400 fails with CloudError
    warning no-success-response /paths/~1a/get/responses: no answer is a success; 200 without a body is taken for one
    "#);
}

#[test]
fn headers_have_types() {
    let text = answers(
        "get",
        json!([]),
        json!({ "200": { "description": "ok", "headers": {
        "Retry-After": { "type": "integer", "format": "int32" },
        "Azure-AsyncOperation": { "type": "string" },
        "x-ms-meta": { "type": "string", "x-ms-client-name": "meta", "x-ms-header-collection-prefix": "x-ms-meta-" },
        "Last-Modified": { "type": "string", "format": "date-time-rfc1123" },
    } } }),
    );
    assert_snapshot!(text, @r#"
    client A
      Do plain
        GET /a
        200 gives nothing
          header Retry-After: int32
          header Azure-AsyncOperation: string
          header x-ms-meta as meta: map of string [prefix x-ms-meta-]
          header Last-Modified: datetimerfc1123
    "#);
}

#[test]
fn answers_are_read_by_media_type_and_schema() {
    let thing = || json!({ "$ref": "#/definitions/Thing" });
    let rows = [
        ("json", json!(["application/json"]), thing(), "200 gives Thing"),
        ("json among others", json!(["application/xml", "application/json"]), thing(), "200 gives Thing"),
        ("text", json!(["text/plain"]), json!({ "type": "string" }), "200 gives string"),
        ("object as text", json!(["text/plain"]), thing(), "200 gives Thing"),
        ("bytes", json!(["application/octet-stream"]), json!({ "type": "string" }), "200 gives stream"),
        ("file", json!(["application/json"]), json!({ "type": "file" }), "200 gives stream"),
        ("image", json!(["image/png"]), json!({ "type": "file" }), "200 gives stream"),
        ("xml", json!(["application/xml"]), thing(), "200 gives stream"),
        (
            "binary string",
            json!(["application/json"]),
            json!({ "type": "string", "format": "binary" }),
            "200 gives stream",
        ),
    ];
    for (name, produces, schema, expected) in rows {
        let text = answers("get", produces, json!({ "200": { "description": "ok", "schema": schema } }));
        assert!(text.lines().any(|line| line.trim() == expected), "{name}: expected `{expected}` in\n{text}");
    }
}
