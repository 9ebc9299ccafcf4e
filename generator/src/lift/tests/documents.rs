//! The frame of a document, and documents that are OpenAPI 3 already.

use super::*;

#[test]
fn the_frame_of_a_document() {
    let lifted = lift_clean(&[(
        "a.json",
        swagger(json!({
            "info": {"title": "T", "version": "2024-11-01", "x-ms-code-generation-settings": {"name": "N"}},
            "host": "management.azure.com", "basePath": "/base/", "schemes": ["http", "https"],
            "security": [{"auth": ["s"]}], "tags": [{"name": "t"}], "x-note": 1,
            "securityDefinitions": {
                "auth": {"type": "oauth2", "flow": "implicit", "authorizationUrl": "https://login", "scopes": {"s": "D"}},
                "key": {"type": "apiKey", "in": "header", "name": "k"}, "basic": {"type": "basic"}
            }
        })),
    )]);
    assert_eq!(lifted["info"]["version"], "2024-11-01");
    assert_eq!(lifted["info"]["x-ms-code-generation-settings"], json!({"name": "N"}));
    assert_eq!(lifted["servers"], json!([{"url": "https://management.azure.com/base"}]));
    assert_eq!((&lifted["security"], &lifted["tags"]), (&json!([{"auth": ["s"]}]), &json!([{"name": "t"}])));
    assert_eq!(lifted["x-note"], 1);
    assert_eq!(
        lifted["components"]["securitySchemes"],
        json!({
            "auth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://login", "scopes": {"s": "D"}}}},
            "key": {"type": "apiKey", "in": "header", "name": "k"},
            "basic": {"type": "http", "scheme": "basic"}
        })
    );
}

#[test]
fn hosts_become_servers() {
    for (name, members, expected) in [
        ("nothing", json!({}), json!(null)),
        ("host", json!({"host": "h"}), json!([{"url": "https://h"}])),
        ("http alone", json!({"host": "h:3000", "schemes": ["http"]}), json!([{"url": "http://h:3000"}])),
        ("base path alone", json!({"basePath": "/b"}), json!([{"url": "/b"}])),
        (
            "template",
            json!({"basePath": "/b", "x-ms-parameterized-host": {"hostTemplate": "{account}.{suffix}"}}),
            json!([{"url": "https://{account}.{suffix}/b"}]),
        ),
        (
            "template with its own scheme",
            json!({"host": "ignored", "x-ms-parameterized-host": {"hostTemplate": "{vault}{suffix}", "useSchemePrefix": false}}),
            json!([{"url": "{vault}{suffix}"}]),
        ),
    ] {
        assert_eq!(
            lift_clean(&[("a.json", swagger(members))]).get("servers").unwrap_or(&Value::Null),
            &expected,
            "{name}"
        );
    }
}

#[test]
fn parameters_of_the_host() {
    let document = swagger(json!({
        "x-ms-parameterized-host": {"hostTemplate": "{a}{b}", "parameters": [
            {"$ref": "#/parameters/A"}, {"in": "path", "name": "b", "type": "string", "default": ".net", "x-ms-parameter-location": "client"}
        ]},
        "parameters": {"A": {"in": "path", "name": "a", "type": "string"}}
    }));
    let (_, lifted, diagnostics) = lift_all(&[("a.json", document)]);
    assert!(diagnostics.items().is_empty());
    let document = &lifted.documents[0];
    let host = &document.openapi.extensions["x-ms-parameterized-host"];
    assert_eq!(host["parameters"][0], json!({"$ref": "a.json#/components/parameters/A"}));
    let parameters = serde_json::to_value(&document.host_parameters).expect("plain data");
    assert_eq!(parameters[0], json!({"$ref": "a.json#/components/parameters/A"}));
    assert_eq!(parameters[1]["schema"], json!({"type": "string", "default": ".net"}));
}

#[test]
fn openapi_3_goes_through_the_same_hands() {
    let document = json!({
        "openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://h"}],
        "paths": {"/a": {"post": {
            "parameters": [
                {"$ref": "#/components/parameters/P"},
                {"in": "query", "name": "l", "style": "pipeDelimited", "explode": false, "schema": {"type": "array", "items": {"type": "string"}}}
            ],
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}, "x-ms-requestBody-name": "b"},
            "responses": {"200": {"description": "D", "content": {"text/plain": {"schema": {"type": "string"}}}, "headers": {"h": {"$ref": "#/components/headers/H"}}}}
        }}},
        "components": {
            "schemas": {
                "A": {"properties": {"b": {"$ref": "#/components/schemas/B", "readOnly": true}}, "nullable": true},
                "B": {"oneOf": [{"$ref": "#/components/schemas/A"}], "discriminator": {"propertyName": "k", "mapping": {"a": "#/components/schemas/A"}}}
            },
            "parameters": {"P": {"in": "cookie", "name": "p", "schema": {"type": "string"}}},
            "headers": {"H": {"schema": {"type": "string"}}},
            "securitySchemes": {"s": {"type": "http", "scheme": "bearer"}}
        }
    });
    let lifted = lift_clean(&[("a.json", document)]);
    let post = &lifted["paths"]["/a"]["post"];
    assert_eq!(post["parameters"][0], json!({"$ref": "a.json#/components/parameters/P"}));
    assert_eq!(post["parameters"][1]["style"], "pipeDelimited");
    assert_eq!(post["parameters"][1]["explode"], false);
    assert_eq!(
        post["requestBody"],
        json!({
            "required": true, "content": {"application/json": {"schema": {"$ref": "a.json#/components/schemas/A"}}},
            "x-ms-requestBody-name": "b"
        })
    );
    assert_eq!(post["responses"]["200"]["headers"]["h"], json!({"$ref": "a.json#/components/headers/H"}));
    assert_eq!(
        lifted["components"]["schemas"],
        json!({
            "A": {"type": "object", "nullable": true, "properties": {
                "b": {"allOf": [{"$ref": "a.json#/components/schemas/B"}], "readOnly": true, "x-armspan-reference": true}
            }},
            "B": {
                "oneOf": [{"$ref": "a.json#/components/schemas/A"}],
                "discriminator": {"propertyName": "k", "mapping": {"a": "a.json#/components/schemas/A"}}
            }
        })
    );
    assert_eq!(lifted["components"]["securitySchemes"]["s"], json!({"type": "http", "scheme": "bearer"}));
    assert_eq!(lifted["servers"], json!([{"url": "https://h"}]));
}

#[test]
fn documents_are_found_by_their_path() {
    let document = swagger(json!({"definitions": {"A": {"$ref": "../c/t.json#/definitions/B"}}}));
    let (_, lifted, _) =
        lift_all(&[("s/v1/a.json", document), ("s/c/t.json", swagger(json!({"definitions": {"B": {}}})))]);
    let found = lifted.find("s/c/t.json").expect("it is part of the bundle");
    assert_eq!((found.stem.as_str(), found.root, found.id.index()), ("t", false, 0));
    assert_eq!(lifted.find("s/v1/a.json").map(|document| document.root), Some(true));
    assert!(lifted.find("t.json").is_none());
}
