//! Bodies of requests.

use super::{done, operations};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn with_body(consumes: Value, parameters: Value) -> String {
    operations(json!({
        "paths": { "/a": { "post": { "operationId": "A_Post", "consumes": consumes, "parameters": parameters, "responses": done() } } },
        "definitions": { "Thing": { "properties": { "x": { "type": "string" } } } },
    }))
}

#[test]
fn a_body_keeps_its_name_and_what_is_said_about_it() {
    let text = with_body(
        json!(["text/json", "application/json"]),
        json!([{ "name": "parameters", "in": "body", "required": true, "x-ms-client-name": "thing", "schema": { "$ref": "#/definitions/Thing" } }]),
    );
    assert_snapshot!(text, @r#"
    client A
      Post plain
        POST /a
        parameters as thing: Thing [body as json, required] application/json, text/json
        200 gives nothing
    model Thing (input, body)
      x: string
    "#);
}

#[test]
fn bodies_are_written_by_media_type_and_schema() {
    let thing = || json!({ "$ref": "#/definitions/Thing" });
    let rows = [
        ("json", json!(["application/json"]), thing(), "body: Thing [body as json] application/json"),
        (
            "vendor json",
            json!(["application/merge-patch+json"]),
            thing(),
            "body: Thing [body as json] application/merge-patch+json",
        ),
        ("nothing said", json!([]), thing(), "body: Thing [body as json] application/json"),
        ("text", json!(["text/plain"]), json!({ "type": "string" }), "body: string [body as text] text/plain"),
        ("object as text", json!(["text/plain"]), thing(), "body: Thing [body as json] text/plain"),
        (
            "bytes",
            json!(["application/octet-stream"]),
            json!({ "type": "string", "format": "binary" }),
            "body: stream [body as bytes] application/octet-stream",
        ),
        (
            "file",
            json!(["application/json"]),
            json!({ "type": "file" }),
            "body: stream [body as bytes] application/json",
        ),
        ("object in xml", json!(["application/xml"]), thing(), "body: stream [body as bytes] application/xml"),
        (
            "text or json",
            json!(["text/plain", "application/json"]),
            thing(),
            "body: Thing [body as json] application/json, text/plain",
        ),
    ];
    for (name, consumes, schema, expected) in rows {
        let text = with_body(consumes, json!([{ "name": "body", "in": "body", "schema": schema }]));
        assert!(text.lines().any(|line| line.trim() == expected), "{name}: expected `{expected}` in\n{text}");
    }
}

#[test]
fn forms_are_parameters() {
    let fields = json!([
        { "name": "file", "in": "formData", "required": true, "type": "file" },
        { "name": "fileName", "in": "formData", "type": "string", "x-ms-client-name": "name" },
        { "name": "kind", "in": "formData", "type": "string", "enum": ["a", "b"], "x-ms-enum": { "name": "Kind" } },
    ]);
    assert_snapshot!(with_body(json!(["multipart/form-data"]), fields), @r#"
    client A
      Post plain
        POST /a
        file: stream [form, required]
        fileName as name: string [form]
        kind: Kind [form]
        body: any [body as multipart, required] multipart/form-data
        200 gives nothing
    enum Kind of string (input)
      "a"
      "b"
    "#);
    let fields = json!([{ "name": "grant", "in": "formData", "required": true, "type": "string", "enum": ["token"] }]);
    assert_snapshot!(with_body(json!(["application/x-www-form-urlencoded"]), fields), @r#"
    client A
      Post plain
        POST /a
        grant: string [form, always "token", required]
        body: any [body as form, required] application/x-www-form-urlencoded
        200 gives nothing
    "#);
}

#[test]
fn inline_bodies_are_called_by_operation_and_parameter() {
    let body = json!([{ "name": "request", "in": "body", "schema": { "type": "object", "properties": { "mode": { "type": "string", "enum": ["x", "y"] } } } }]);
    assert_snapshot!(with_body(json!(["application/json"]), body), @r#"
    client A
      Post plain
        POST /a
        request: <A.Post.request> [body as json] application/json
        200 gives nothing
    model <A.Post.request> (input, body)
      mode: <A.Post.request.mode>
    enum <A.Post.request.mode> of string (input)
      "x"
      "y"
    "#);
}

#[test]
fn any_verb_may_have_a_body() {
    let body = json!([{ "name": "body", "in": "body", "schema": { "type": "object" } }]);
    let operation = |id: &str| json!({ "operationId": id, "parameters": body, "responses": done() });
    let text = operations(json!({ "paths": { "/a": { "get": operation("A_Get"), "delete": operation("A_Delete") } } }));
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a
        body: any [body as json] application/json
        200 gives nothing
      Delete plain
        DELETE /a
        body: any [body as json] application/json
        200 gives nothing
    "#);
}

#[test]
fn a_body_that_is_no_form_is_sent_all_the_same() {
    let file = json!([{ "name": "image", "in": "body", "required": true, "schema": { "type": "file" } }]);
    let text = json!([{ "name": "text", "in": "body", "schema": { "type": "string" } }]);
    let either = with_body(json!(["multipart/form-data", "application/octet-stream"]), file.clone());
    let only = [with_body(json!(["multipart/form-data"]), file), with_body(json!(["multipart/form-data"]), text)];
    assert_snapshot!(either + &only.concat(), @r#"
    client A
      Post plain
        POST /a
        image: stream [body as bytes, required] application/octet-stream
        200 gives nothing
    client A
      Post plain
        POST /a
        image: stream [body as bytes, required] application/octet-stream
        200 gives nothing
    warning form-without-fields /paths/~1a/post/parameters/0/schema: a form needs an object with properties; sent as `application/octet-stream`
    client A
      Post plain
        POST /a
        text: string [body as json] application/json
        200 gives nothing
    warning form-without-fields /paths/~1a/post/parameters/0/schema: a form needs an object with properties; sent as `application/json`
    "#);
}
