//! Bodies, forms and answers.

use super::*;

#[test]
fn a_body_parameter_becomes_a_request_body() {
    let lifted = lifted_operation(json!({
        "consumes": ["application/json", "text/json"],
        "parameters": [
            {"in": "query", "name": "q", "type": "string"},
            {"in": "body", "name": "thing", "required": true, "description": "D", "schema": {"$ref": "#/definitions/B"},
             "x-ms-client-name": "c", "x-ms-client-flatten": true},
            {"in": "header", "name": "h", "type": "string"}
        ],
        "responses": {}
    }));
    let content = json!({"schema": {"$ref": "a.json#/components/schemas/B"}});
    assert_eq!(
        lifted["requestBody"],
        json!({
            "description": "D", "required": true, "content": {"application/json": content, "text/json": content},
            "x-ms-requestBody-name": "thing", "x-ms-requestBody-index": 1,
            "x-armspan-body": {"description": "D", "x-ms-client-name": "c", "x-ms-client-flatten": true}
        })
    );
    assert_eq!(lifted["parameters"].as_array().map(Vec::len), Some(2));
    assert_eq!(lifted["x-armspan-consumes"], json!(["application/json", "text/json"]));
}

#[test]
fn a_shared_body_parameter_is_one_type() {
    let mut document = operation(json!({"parameters": [{"$ref": "#/parameters/Body"}], "responses": {}}));
    document["parameters"] =
        json!({"Body": {"in": "body", "name": "b", "schema": {"properties": {"x": {"type": "string"}}}}});
    document["paths"]["/b"] = document["paths"]["/a"].clone();
    let lifted = lift_clean(&[("a.json", document)]);
    for path in ["/a", "/b"] {
        let content = &lifted["paths"][path]["post"]["requestBody"]["content"]["application/json"];
        assert_eq!(content["schema"], json!({"$ref": "a.json#/components/schemas/Body"}), "{path}");
    }
    assert_eq!(lifted["components"]["schemas"]["Body"]["properties"], json!({"x": {"type": "string"}}));
    assert_eq!(lifted["components"]["requestBodies"]["Body"]["x-ms-requestBody-name"], "b");
}

#[test]
fn form_parameters_become_one_object() {
    let form = |consumes: Value, field: Value| {
        lifted_operation(json!({
            "consumes": consumes,
            "parameters": [
                {"in": "path", "name": "p", "type": "string"},
                {"in": "formData", "name": "z", "required": true, "type": "integer", "description": "D", "x-ms-client-name": "c"},
                field
            ],
            "responses": {}
        }))["requestBody"]
            .clone()
    };
    let list = json!({"in": "formData", "name": "a", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"});
    let body = form(json!([]), list.clone());
    assert_eq!(
        body,
        json!({
            "required": true, "x-ms-requestBody-index": 1,
            "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["z"], "properties": {
                "z": {"type": "integer", "description": "D", "x-ms-client-name": "c"},
                "a": {"type": "array", "items": {"type": "string"}, "x-armspan-collection-format": "multi"}
            }}}}
        })
    );
    let names: Vec<&String> = body["content"]["application/x-www-form-urlencoded"]["schema"]["properties"]
        .as_object()
        .into_iter()
        .flat_map(|properties| properties.keys())
        .collect();
    assert_eq!(names, ["z", "a"], "the document's order");
    let file = json!({"in": "formData", "name": "f", "type": "file"});
    for (name, consumes, field) in [("stated", json!(["multipart/form-data"]), list), ("a file", json!([]), file)] {
        assert!(form(consumes, field)["content"].get("multipart/form-data").is_some(), "{name}");
    }
}

#[test]
fn the_path_may_declare_the_body_for_its_verbs() {
    let mut document = operation(json!({"responses": {}}));
    document["paths"]["/a"]["parameters"] = json!([
        {"in": "body", "name": "b", "schema": {"$ref": "#/definitions/B"}}, {"in": "query", "name": "q", "type": "string"}
    ]);
    let lifted = lift_clean(&[("a.json", document)]);
    assert_eq!(lifted["paths"]["/a"]["post"]["requestBody"]["x-ms-requestBody-name"], "b");
    assert_eq!(lifted["paths"]["/a"]["parameters"][0]["name"], "q");
}

#[test]
fn a_second_body_is_reported() {
    let body = json!({"in": "body", "name": "b", "schema": {}});
    let form = json!({"in": "formData", "name": "f", "type": "string"});
    for (name, second) in [("body", body.clone()), ("form", form)] {
        let document = operation(json!({"parameters": [body, second], "responses": {}}));
        let (_, lifted, diagnostics) = lift_all(&[("a.json", document)]);
        assert_eq!(diagnostics.items().iter().map(|item| item.code).collect::<Vec<_>>(), ["second-body"], "{name}");
        let (_, _, operation) = lifted.documents[0].openapi.operations().next().expect("one operation");
        assert!(operation.request_body.is_some(), "{name}");
    }
}

#[test]
fn responses_have_content_and_headers() {
    let lifted = lifted_operation(json!({
        "produces": ["application/json"],
        "responses": {
            "200": {
                "description": "D", "schema": {"$ref": "#/definitions/B"}, "examples": {"application/json": {"x": 1}},
                "headers": {"Retry-After": {"type": "integer", "format": "int32", "description": "H", "x-ms-client-name": "c"}}
            },
            "204": {"description": "N"},
            "404": {"schema": {"type": "file"}, "x-ms-error-response": true},
            "default": {"schema": {"type": "string"}},
            "5XX": {"description": "R"},
            "x-note": 1
        }
    }));
    assert_eq!(
        lifted["responses"],
        json!({
            "200": {
                "description": "D",
                "content": {"application/json": {"schema": {"$ref": "a.json#/components/schemas/B"}, "example": {"x": 1}}},
                "headers": {"Retry-After": {
                    "description": "H", "style": "simple", "schema": {"type": "integer", "format": "int32"}, "x-ms-client-name": "c"
                }}
            },
            "204": {"description": "N"},
            "404": {
                "description": "", "x-ms-error-response": true,
                "content": {"application/json": {"schema": {"type": "string", "format": "binary", "x-armspan-file": true}}}
            },
            "5XX": {"description": "R"},
            "default": {"description": "", "content": {"application/json": {"schema": {"type": "string"}}}},
            "x-note": 1
        })
    );
}

#[test]
fn a_status_that_is_none_is_reported() {
    let document = operation(json!({"responses": {"ok": {"description": "D"}, "200": {"description": "D"}}}));
    let (_, lifted, diagnostics) = lift_all(&[("a.json", document)]);
    assert_eq!(diagnostics.items()[0].code, "invalid-status-code");
    let (_, _, operation) = lifted.documents[0].openapi.operations().next().expect("one operation");
    assert_eq!(operation.responses.responses.len(), 1);
}
