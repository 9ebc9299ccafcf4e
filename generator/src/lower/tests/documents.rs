//! Several documents in one package: what is one type, what stays apart, who is asked for what.

use super::{operations, shown, swagger};
use insta::assert_snapshot;
use serde_json::{Value, json};

/// A document with one operation that gives `Thing`, and that definition.
fn document(id: &str, version: &str, definitions: Value) -> Value {
    let operation = json!({ "operationId": id,
        "parameters": [{ "name": "api-version", "in": "query", "required": true, "type": "string" }],
        "responses": { "200": { "description": "ok", "schema": { "$ref": "#/definitions/Thing" } } } });
    swagger(json!({ "info": { "title": "Things", "version": version },
        "paths": { format!("/{id}"): { "get": operation } }, "definitions": definitions }))
}

#[test]
fn equal_types_are_one_whatever_their_texts_and_circles() {
    let definitions = |text: &str| {
        json!({
            "Thing": { "description": text, "properties": {
                "parts": { "type": "array", "items": { "$ref": "#/definitions/Part" } },
                "state": { "type": "string", "enum": ["A", "B"], "x-ms-enum": { "name": "State" } },
                "inline": { "type": "object", "properties": { "x": { "type": "string", "description": text } } } } },
            "Part": { "properties": { "whole": { "$ref": "#/definitions/Thing" } } },
        })
    };
    let text = shown(&[
        ("a.json", document("A_Get", "2024-01-01", definitions("One."))),
        ("b.json", document("B_Get", "2024-01-01", definitions("Another."))),
    ]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      api-version 2024-01-01
      document a.json 2024-01-01
      document b.json 2024-01-01
    client A
      Get plain
        GET /A_Get
        api-version: string [query, api-version, required]
        200 gives Thing
    client B
      Get plain
        GET /B_Get
        api-version: string [query, api-version, required]
        200 gives Thing
    model Thing (output)
      parts: list of Part
      state: State
      inline: <Thing.inline>
    model <Thing.inline> (output)
      x: string
    model Part (output)
      whole: Thing
    enum State of string (output)
      "A"
      "B"
    "#);
}

#[test]
fn types_that_differ_deep_inside_stay_apart() {
    let definitions = |part: &str| {
        json!({
            "Thing": { "properties": { "part": { "$ref": "#/definitions/Part" } } },
            "Part": { "properties": { "p": { "type": part }, "whole": { "$ref": "#/definitions/Thing" } } },
        })
    };
    let text = shown(&[
        ("a.json", document("A_Get", "2024-01-01", definitions("string"))),
        ("b.json", document("B_Get", "2023-01-01", definitions("boolean"))),
    ]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      api-version 2023-01-01, 2024-01-01
      document a.json 2024-01-01
      document b.json 2023-01-01
    client A
      Get plain
        GET /A_Get
        api-version 2024-01-01
        api-version: string [query, api-version, required]
        200 gives Thing
    client B
      Get plain
        GET /B_Get
        api-version 2023-01-01
        api-version: string [query, api-version, required]
        200 gives Thing
    model Thing (output)
      part: Part
    model Part (output)
      p: string
      whole: Thing
    model Thing (output)
      part: Part
    model Part (output)
      p: boolean
      whole: Thing
    "#);
}

#[test]
fn operation_ids_are_made_unique_and_split() {
    let get = |id: &str| json!({ "operationId": id, "responses": super::done() });
    let text = operations(json!({ "paths": {
        "/a": { "get": get("Things_List"), "post": get("Things_List") },
        "/b": { "get": get("things_list") },
        "/c/{id}": { "get": { "parameters": [{ "name": "id", "in": "path", "required": true, "type": "string" }], "responses": super::done() } },
        "/d": { "get": get("CheckName") },
        "/e": { "get": get("Things_Get_Deep") },
    } }));
    assert_snapshot!(text, @r#"
    client (root client)
      GetC plain
        GET /c/{id}
        id: string [path, required]
        200 gives nothing
      CheckName plain
        GET /d
        200 gives nothing
    client Things
      List plain
        GET /a
        200 gives nothing
      ListPost plain
        POST /a
        200 gives nothing
      listB plain
        GET /b
        200 gives nothing
      Get_Deep plain
        GET /e
        200 gives nothing
    warning duplicate-operation-id /paths/~1a/post: the operation id `Things_List` is taken by another operation; called `Things_ListPost`
    warning duplicate-operation-id /paths/~1b/get: the operation id `things_list` is taken by another operation; called `things_listB`
    warning no-operation-id /paths/~1c~1{id}/get: the operation has no id; called `GetC`
    "#);
}

#[test]
fn the_same_operation_in_two_versions_is_kept_in_both() {
    let thing = json!({ "Thing": { "properties": { "a": { "type": "string" } } } });
    let text = shown(&[
        ("2023/doc.json", document("A_Get", "2023-01-01", thing.clone())),
        ("2024/doc.json", document("A_Get", "2024-01-01", thing)),
    ]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      api-version 2023-01-01, 2024-01-01
      document 2023/doc.json 2023-01-01
      document 2024/doc.json 2024-01-01
    client A
      Get plain
        GET /A_Get
        api-version 2023-01-01
        api-version: string [query, api-version, required]
        200 gives Thing
      Get_2024_01_01 plain
        GET /A_Get
        api-version 2024-01-01
        api-version: string [query, api-version, required]
        200 gives Thing
    model Thing (output)
      a: string
    warning duplicate-operation-id /paths/~1A_Get/get: the operation id `A_Get` is taken by another operation; called `A_Get_2024_01_01`
    "#);
}

#[test]
fn an_operation_that_several_documents_repeat_is_one() {
    let thing = json!({ "Thing": { "properties": { "a": { "type": "string" } } } });
    let text = shown(&[
        ("a.json", document("A_Get", "2024-01-01", thing.clone())),
        ("b.json", document("A_Get", "2024-01-01", thing)),
    ]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      api-version 2024-01-01
      document a.json 2024-01-01
      document b.json 2024-01-01
    client A
      Get plain
        GET /A_Get
        api-version: string [query, api-version, required]
        200 gives Thing
    model Thing (output)
      a: string
    warning repeated-operation /paths/~1A_Get/get: another document has the operation; left out here
    "#);
}

#[test]
fn the_endpoint_is_what_the_documents_say() {
    let rows = [
        (json!({}), "endpoint https://management.azure.com, Azure Resource Manager"),
        (json!({ "host": "localhost:3000", "schemes": ["http"] }), "endpoint http://localhost:3000"),
        (
            json!({ "x-ms-parameterized-host": { "hostTemplate": "{account}.{suffix}", "parameters": [
                { "name": "account", "in": "path", "required": true, "type": "string" },
                { "name": "suffix", "in": "path", "required": true, "type": "string", "default": "host" } ] } }),
            "endpoint https://{account}.{suffix}",
        ),
    ];
    for (members, expected) in rows {
        let text = shown(&[("doc.json", swagger(members))]);
        assert!(text.lines().any(|line| line.trim() == expected), "expected `{expected}` in\n{text}");
    }
}

#[test]
fn parameters_of_the_host_are_the_clients() {
    let text = shown(&[(
        "doc.json",
        swagger(json!({
            "basePath": "/base/",
            "x-ms-parameterized-host": { "hostTemplate": "{vault}{suffix}", "useSchemePrefix": false, "parameters": [
                { "name": "vault", "in": "path", "required": true, "type": "string", "x-ms-parameter-location": "method", "x-ms-skip-url-encoding": true },
                { "$ref": "#/parameters/Suffix" } ] },
            "parameters": { "Suffix": { "name": "suffix", "in": "path", "required": true, "type": "string", "default": "host" } },
            "paths": { "/a": { "get": { "operationId": "A_Get", "responses": super::done() } } },
        })),
    )]);
    assert_snapshot!(text, @r#"
    Things
      endpoint {vault}{suffix}
      document doc.json 2024-01-01
      client parameter vault: string [host, held by the client, required, not encoded]
      client parameter suffix: string [host, held by the client, required, default "host"]
    client A
      Get plain
        GET /a
        200 gives nothing
    "#);
}

#[test]
fn the_same_path_below_another_base_path_is_another_operation() {
    let get = |id: &str, base: &str| {
        let operation = json!({ "operationId": id, "responses": { "200": { "description": "ok" } } });
        swagger(json!({ "basePath": base, "paths": { "/detect": { "get": operation } } }))
    };
    let text = operations_of(&[("a.json", get("A_Detect", "/face")), ("b.json", get("B_Detect", "/text"))]);
    assert_eq!(text, ["GET /face/detect", "GET /text/detect"]);
}

/// Verb and path of every operation.
fn operations_of(documents: &[(&str, Value)]) -> Vec<String> {
    let text = shown(documents);
    text.lines().map(str::trim).filter(|line| line.starts_with("GET ")).map(str::to_owned).collect()
}

#[test]
fn azure_resource_manager_is_known_however_its_host_is_written() {
    for host in
        ["management.azure.com", "https://management.azure.com/", "Management.Azure.com:443", " management.azure.com"]
    {
        for schemes in [json!(["https"]), json!(["http"]), json!([])] {
            let document = swagger(json!({ "host": host, "schemes": schemes }));
            let text = shown(&[("doc.json", document)]);
            let expected = "endpoint https://management.azure.com, Azure Resource Manager";
            assert!(text.contains(expected), "{host} {schemes}:\n{text}");
        }
    }
}

#[test]
fn one_document_of_azure_resource_manager_makes_the_package_its_own() {
    let other = swagger(json!({ "host": "other.example.com" }));
    let text = shown(&[("a.json", other), ("b.json", swagger(json!({})))]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      document a.json 2024-01-01
      document b.json 2024-01-01
    warning several-hosts /servers: the host is `https://other.example.com` here and `https://management.azure.com` elsewhere
    "#);
}
