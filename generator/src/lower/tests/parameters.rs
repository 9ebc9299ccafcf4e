//! Parameters: where and how they are sent, overriding, constants, path templates.

use super::{done, operations};
use insta::assert_snapshot;
use serde_json::{Value, json};

fn with_parameters(path: &str, parameters: Value) -> String {
    operations(
        json!({ "paths": { path: { "get": { "operationId": "A_Get", "parameters": parameters, "responses": done() } } } }),
    )
}

#[test]
fn parameters_say_where_and_how_they_are_sent() {
    let text = with_parameters(
        "/a/{name}/{raw}",
        json!([
            { "name": "name", "in": "path", "required": true, "type": "string", "pattern": "^[a-z]+$", "maxLength": 24 },
            { "name": "raw", "in": "path", "required": true, "type": "string", "x-ms-skip-url-encoding": true },
            { "name": "$filter", "in": "query", "type": "string", "x-ms-client-name": "filter" },
            { "name": "csv", "in": "query", "type": "array", "items": { "type": "string" } },
            { "name": "multi", "in": "query", "type": "array", "items": { "type": "string" }, "collectionFormat": "multi" },
            { "name": "tsv", "in": "query", "type": "array", "items": { "type": "string" }, "collectionFormat": "tsv" },
            { "name": "pipes", "in": "query", "type": "array", "items": { "type": "integer" }, "collectionFormat": "pipes" },
            { "name": "ssv", "in": "query", "type": "array", "items": { "type": "string" }, "collectionFormat": "ssv" },
            { "name": "If-Match", "in": "header", "type": "string", "x-ms-parameter-grouping": { "name": "conditions" } },
            { "name": "meta", "in": "header", "type": "string", "x-ms-header-collection-prefix": "x-ms-meta-" },
            { "name": "since", "in": "header", "type": "string", "format": "date-time-rfc1123", "x-nullable": true },
            { "name": "top", "in": "query", "type": "integer", "format": "int32", "default": 10, "minimum": 1 },
        ]),
    );
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a/{name}/{raw}
        name: string [path, required, pattern ^[a-z]+$, max length 24]
        raw: string [path, required, not encoded]
        $filter as filter: string [query]
        csv: list of string [query, csv]
        multi: list of string [query, multi]
        tsv: list of string [query, tsv]
        pipes: list of int64 [query, pipes]
        ssv: list of string [query, ssv]
        If-Match: string [header, group conditions]
        meta: map of string [header, prefix x-ms-meta-]
        since: datetimerfc1123 [header, nullable]
        top: int32 [query, default 10, >= 1]
        200 gives nothing
    "#);
}

#[test]
fn what_can_have_one_value_is_not_asked_for() {
    let text = with_parameters(
        "/a/{fixed}/{open}",
        json!([
            { "name": "fixed", "in": "path", "required": true, "type": "string", "enum": ["default"] },
            { "name": "open", "in": "path", "required": true, "type": "string", "enum": ["default"], "x-ms-enum": { "name": "OpenName", "modelAsString": true } },
            { "name": "maybe", "in": "query", "type": "string", "enum": ["instanceView"] },
            { "name": "flag", "in": "query", "required": true, "type": "boolean", "enum": [true] },
            { "name": "kind", "in": "query", "required": true, "type": "string", "enum": ["a", "b"] },
        ]),
    );
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a/{fixed}/{open}
        fixed: string [path, always "default", required]
        open: OpenName [path, required]
        maybe: <A.Get.maybe> [query]
        flag: boolean [query, always true, required]
        kind: <A.Get.kind> [query, required]
        200 gives nothing
    enum OpenName of string (input)
      "default"
    enum <A.Get.maybe> of string (input)
      "instanceView"
    enum <A.Get.kind> of string (input)
      "a"
      "b"
    "#);
}

#[test]
fn an_operation_overrides_its_path() {
    let text = operations(json!({ "paths": { "/a/{id}": {
        "parameters": [
            { "name": "id", "in": "path", "required": true, "type": "string" },
            { "name": "expand", "in": "query", "type": "string", "enum": ["x", "y"] },
        ],
        "get": { "operationId": "A_Get", "parameters": [
            { "name": "expand", "in": "query", "type": "boolean" }, { "name": "expand", "in": "query", "type": "string" },
            { "name": "expand", "in": "header", "type": "string" } ], "responses": done() },
        "delete": { "operationId": "A_Delete", "responses": done() },
        "head": { "operationId": "A_Head", "responses": done() },
    } } }));
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a/{id}
        id: string [path, required]
        expand: boolean [query]
        expand: string [header]
        200 gives nothing
      Delete plain
        DELETE /a/{id}
        id: string [path, required]
        expand: <A.Get.expand> [query]
        200 gives nothing
      Head plain
        HEAD /a/{id}
        id: string [path, required]
        expand: <A.Get.expand> [query]
        200 gives nothing
    enum <A.Get.expand> of string (input)
      "x"
      "y"
    warning duplicate-parameter /paths/~1a~1{id}/get/parameters/1: `expand` is declared twice; the first counts
    "#);
}

#[test]
fn path_and_parameters_are_made_to_agree() {
    let text = with_parameters(
        "/a/{resourceName}/{missing}",
        json!([
            { "name": "resourcename", "in": "path", "required": true, "type": "string" },
            { "name": "unused", "in": "path", "required": true, "type": "string" },
            { "name": "object", "in": "query", "schema": { "type": "object", "properties": { "a": { "type": "string" } } } },
        ]),
    );
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a/{resourceName}/{missing}
        resourceName: string [path, required]
        object: string [query]
        missing: string [path, required]
        200 gives nothing
    warning object-parameter /paths/~1a~1{resourceName}~1{missing}/get/parameters/2: `object` is no value that fits there; sent as text
    warning path-parameter-case /paths/~1a~1{resourceName}~1{missing}/get: `resourcename` is `resourceName` in the path
    warning unused-path-parameter /paths/~1a~1{resourceName}~1{missing}/get: the path has no place for `unused`; not asked for
    warning undeclared-path-parameter /paths/~1a~1{resourceName}~1{missing}/get: `missing` is not declared; asked for as text
    "#);
}

#[test]
fn a_query_in_the_path_is_not_sent_twice() {
    let text = operations(json!({ "x-ms-paths": { "/a?comp=list": { "get": { "operationId": "A_List", "parameters": [
        { "name": "comp", "in": "query", "required": true, "type": "string", "enum": ["list"] },
        { "name": "other", "in": "query", "required": true, "type": "string", "enum": ["x"] } ], "responses": done() } } } }));
    assert_snapshot!(text, @r#"
    client A
      List plain
        GET /a?comp=list
        other: string [query, always "x", required]
        200 gives nothing
    "#);
}

#[test]
fn an_enum_in_a_shared_parameter_is_one_enum() {
    let operation =
        |id: &str| json!({ "operationId": id, "parameters": [{ "$ref": "#/parameters/Expand" }], "responses": done() });
    let text = operations(json!({
        "paths": { "/a": { "get": operation("A_Get") }, "/b": { "get": operation("B_Get") } },
        "parameters": { "Expand": { "name": "$expand", "in": "query", "type": "string", "enum": ["x", "y"], "x-ms-parameter-location": "method" } },
    }));
    assert_snapshot!(text, @r#"
    client A
      Get plain
        GET /a
        $expand: <Expand> [query]
        200 gives nothing
    client B
      Get plain
        GET /b
        $expand: <Expand> [query]
        200 gives nothing
    enum <Expand> of string (input)
      "x"
      "y"
    "#);
}
