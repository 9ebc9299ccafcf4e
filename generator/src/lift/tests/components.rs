//! References that lead to places other than declared components, and names with odd letters.

use super::*;

/// The lifted reference of a property that is written as `reference`.
fn lifted_reference(reference: &str, others: &[(&str, Value)]) -> (Value, Lifted) {
    let document = swagger(json!({
        "definitions": {
            "A": {"properties": {"p": {"$ref": reference}}},
            "Page[A/B]~": {"type": "object"},
            "V": {"properties": {"sku": {"type": "object", "properties": {"n": {"type": "string"}}}}}
        },
        "paths": {"/a": {"get": {"operationId": "As_List", "responses": {"200": {"schema": {"type": "array", "items": {"type": "object"}}}}}}}
    }));
    let documents: Vec<(&str, Value)> = std::iter::once(("a.json", document)).chain(others.iter().cloned()).collect();
    let (bundle, lifted, diagnostics) = lift_all(&documents);
    assert!(!diagnostics.has_errors(), "{}", render(&diagnostics, &bundle));
    let openapi = &lifted.find("a.json").expect("the first document").openapi;
    let value = serde_json::to_value(openapi).expect("plain data");
    (value["components"]["schemas"]["A"]["properties"]["p"].clone(), lifted)
}

#[test]
fn every_target_becomes_a_component() {
    let fragment =
        json!({"type": "object", "properties": {"deep": {"$ref": "#/x/y"}}, "x": {"y": {"type": "boolean"}}});
    let others = [("f/thing.json", fragment)];
    for (name, reference, expected) in [
        ("declared", "#/definitions/V", "a.json#/components/schemas/V"),
        ("odd letters", "#/definitions/Page[A~1B]~0", "a.json#/components/schemas/Page[A~1B]~0"),
        ("encoded", "#/definitions/Page%5BA~1B%5D~0", "a.json#/components/schemas/Page[A~1B]~0"),
        ("a property", "#/definitions/V/properties/sku", "a.json#/components/schemas/VSku"),
        (
            "a response",
            "#/paths/~1a/get/responses/200/schema/items",
            "a.json#/components/schemas/AsListResponse200Item",
        ),
        ("a whole file", "f/thing.json", "f/thing.json#/components/schemas/thing"),
        ("a place in a file", "./f/../f/thing.json#/x/y", "f/thing.json#/components/schemas/XY"),
    ] {
        let (reference, lifted) = lifted_reference(reference, &others);
        assert_eq!(reference, json!({"$ref": expected}), "{name}");
        let (path, pointer) = expected.split_once('#').expect("a reference has two halves");
        let document = serde_json::to_value(&lifted.find(path).expect(name).openapi).expect("plain data");
        assert!(document.pointer(pointer).is_some(), "{name}: nothing at {expected}");
    }
}

#[test]
fn references_inside_a_fragment_are_lifted_too() {
    let fragment =
        json!({"type": "object", "properties": {"deep": {"$ref": "#/x/y"}}, "x": {"y": {"type": "boolean"}}});
    let (_, lifted) = lifted_reference("f/thing.json", &[("f/thing.json", fragment)]);
    let document = serde_json::to_value(&lifted.find("f/thing.json").expect("it").openapi).expect("plain data");
    assert_eq!(
        document["components"]["schemas"]["thing"]["properties"]["deep"],
        json!({"$ref": "f/thing.json#/components/schemas/XY"})
    );
    assert_eq!(document["components"]["schemas"]["XY"], json!({"type": "boolean"}));
}

#[test]
fn derived_names_make_way_for_declared_ones() {
    let document = swagger(json!({"definitions": {
        "VSku": {"type": "string"},
        "V": {"properties": {"sku": {"type": "object"}}},
        "A": {"$ref": "#/definitions/V/properties/sku"}
    }}));
    let lifted = lift_clean(&[("a.json", document)]);
    assert_eq!(lifted["components"]["schemas"]["VSku"], json!({"type": "string"}));
    assert_eq!(lifted["components"]["schemas"]["A"], json!({"$ref": "a.json#/components/schemas/VSku2"}));
    assert_eq!(lifted["components"]["schemas"]["VSku2"], json!({"type": "object"}));
}

#[test]
fn a_response_that_is_referred_to() {
    let document = swagger(json!({
        "paths": {"/a": {"get": {"responses": {
            "200": {"$ref": "#/responses/Ok"}, "201": {"$ref": "#/paths/~1a/get/responses/202"}, "202": {"description": "D"}
        }}}},
        "responses": {"Ok": {"description": "O", "schema": {"type": "string"}}}
    }));
    let lifted = lift_clean(&[("a.json", document)]);
    let responses = &lifted["paths"]["/a"]["get"]["responses"];
    assert_eq!(responses["200"], json!({"$ref": "a.json#/components/responses/Ok"}));
    assert_eq!(responses["201"], json!({"description": "D"}));
    assert_eq!(lifted["components"]["responses"]["Ok"]["description"], "O");
}
