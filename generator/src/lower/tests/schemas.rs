//! Schemas to types: what is a model, what an alias, what is kept of a property.

use super::types;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn definitions_that_are_no_objects_are_resolved_through() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "name": { "$ref": "#/definitions/Name" },
            "renamed": { "$ref": "#/definitions/Name", "description": "Its own text.", "maxLength": 5 },
            "names": { "$ref": "#/definitions/Names" },
            "tags": { "$ref": "#/definitions/Tags" },
            "again": { "$ref": "#/definitions/Again" },
        } },
        "Name": { "type": "string", "pattern": "^a", "maxLength": 9, "readOnly": true, "description": "A name." },
        "Names": { "type": "array", "items": { "$ref": "#/definitions/Name" }, "maxItems": 3 },
        "Tags": { "type": "object", "additionalProperties": { "type": "string", "x-nullable": true } },
        "Again": { "$ref": "#/definitions/Names" },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      name: string [read-only, pattern ^a, max length 9]
      renamed: string [read-only, pattern ^a, max length 5]
      names: list of string [max items 3]
      tags: map of nullable string
      again: list of string [max items 3]
    "#);
}

#[test]
fn objects_are_models_maps_or_any_value_by_what_they_say() {
    let text = types(json!({
        "Root": { "properties": {
            "nothing": {},
            "object": { "type": "object" },
            "closed": { "type": "object", "additionalProperties": false },
            "open": { "type": "object", "additionalProperties": true },
            "map": { "type": "object", "additionalProperties": { "type": "integer", "format": "int32" } },
            "mapOfMaps": { "additionalProperties": { "type": "object", "additionalProperties": { "type": "boolean" } } },
            "mapOfObjects": { "additionalProperties": { "properties": { "a": { "type": "string" } } } },
            "listOfLists": { "type": "array", "items": { "type": "array", "items": { "type": "number" } } },
            "listOfNothing": { "type": "array" },
            "inline": { "type": "object", "properties": { "deep": { "type": "object", "properties": { "x": { "type": "string" } } } } },
            "items": { "type": "array", "items": { "type": "object", "properties": { "y": { "type": "string" } } } },
        }, "additionalProperties": { "type": "string" } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      nothing: any
      object: any
      closed: any
      open: map of any
      map: map of int32
      mapOfMaps: map of map of boolean
      mapOfObjects: map of <Root.mapOfObjects.Value>
      listOfLists: list of list of double
      listOfNothing: list of any
      inline: <Root.inline>
      items: list of <Root.items.Item>
      others: string
    model <Root.mapOfObjects.Value> (input)
      a: string
    model <Root.inline> (input)
      deep: <Root.inline.deep>
    model <Root.items.Item> (input)
      y: string
    model <Root.inline.deep> (input)
      x: string
    "#);
}

#[test]
fn properties_keep_what_is_said_about_them() {
    let text = types(json!({
        "Root": { "type": "object", "required": ["id", "missing"], "properties": {
            "id": { "type": "string", "readOnly": true, "x-ms-client-name": "identifier" },
            "size": { "type": "integer", "format": "int64", "minimum": 0, "exclusiveMinimum": true, "maximum": 9, "default": 3 },
            "ratio": { "type": "number", "minimum": 0.5, "multipleOf": 0.25 },
            "count": { "type": "integer" },
            "location": { "type": "string", "x-ms-mutability": ["read", "create"] },
            "odd": { "type": "string", "readOnly": true, "x-ms-mutability": ["read", "update"] },
            "key": { "type": "string", "x-ms-secret": true },
            "password": { "type": "string", "format": "password" },
            "link": { "type": "string", "format": "arm-id", "x-nullable": true },
            "list": { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
            "properties": { "$ref": "#/definitions/Inner", "x-ms-client-flatten": true, "readOnly": true },
            "yes": { "type": "boolean", "enum": [true] },
        } },
        "Inner": { "type": "object", "properties": { "at": { "type": "string", "format": "date-time" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      id as identifier: string [read-only, required]
      size: int64 [default 3, > 0, <= 9]
      ratio: double [>= 0.5, multiple of 0.25]
      count: int64
      location: string [create+read]
      odd: string [read-only]
      key: string [secret]
      password: string [secret, format password]
      link: string [nullable, format arm-id]
      list: list of string [min items 1, unique items]
      properties: Inner [read-only, flatten]
      yes: boolean [only true]
    model Inner ()
      at: datetime
    warning mutability-contradicts /definitions/Root/properties/odd: `readOnly` and an `x-ms-mutability` that allows writing; read-only
    warning unknown-required /definitions/Root: `missing` is required and not among the properties
    "#);
}

#[test]
fn types_may_hold_themselves_and_each_other() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "self": { "$ref": "#/definitions/Root" },
            "other": { "$ref": "#/definitions/Other" },
            "endless": { "$ref": "#/definitions/Endless" },
        } },
        "Other": { "type": "object", "properties": { "roots": { "type": "array", "items": { "$ref": "#/definitions/Root" } } } },
        "Endless": { "type": "array", "items": { "$ref": "#/definitions/Endless" } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      self: Root
      other: Other
      endless: list of any
    model Other (input)
      roots: list of Root
    warning endless-type /definitions/Endless/items: `Endless` is made of itself with no object in between; read as any value
    "#);
}

#[test]
fn a_definition_may_be_called_otherwise() {
    let text = types(json!({
        "Root": { "x-ms-client-name": "Trunk", "type": "object", "properties": { "leaf": { "properties": { "a": { "type": "string" } } } } },
    }));
    assert_snapshot!(text, @r#"
    model Trunk (input, body)
      leaf: <Trunk.leaf>
    model <Trunk.leaf> (input)
      a: string
    "#);
}

#[test]
fn what_no_operation_reaches_is_left_out() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "a": { "type": "string" } } },
        "Unused": { "type": "object", "properties": { "b": { "$ref": "#/definitions/UnusedEnum" } } },
        "UnusedEnum": { "type": "string", "enum": ["x"] },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      a: string
    "#);
}

#[test]
fn origins_point_into_the_published_text() {
    let operation = json!({ "operationId": "A_Put", "parameters": [
        { "name": "kind", "in": "query", "type": "string", "enum": ["x", "y"] },
        { "name": "root", "in": "body", "schema": { "$ref": "#/definitions/Root" } },
    ], "responses": { "200": { "description": "ok" } } });
    let definitions = json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Base" }, { "properties": { "part": { "type": "string" } } }],
            "properties": { "a/b": { "properties": { "deep": { "type": "string" } } }, "base": { "$ref": "#/definitions/Base", "readOnly": true } } },
        "Base": { "properties": { "state": { "type": "string", "enum": ["on", "off"] } } },
    });
    let document = super::swagger(json!({ "paths": { "/a": { "put": operation } }, "definitions": definitions }));
    let (model, _) = super::lowered(&[("doc.json", document)], &super::LowerOptions::default());
    let models = model.models.iter().map(|item| (item.origin.pointer.clone(), &item.properties));
    let mut lines: Vec<String> = Vec::new();
    for (pointer, properties) in models {
        lines.push(pointer);
        lines.extend(properties.iter().map(|property| format!("  {}", property.origin.pointer)));
    }
    lines.extend(model.enums.iter().map(|item| item.origin.pointer.clone()));
    let operation = &model.groups[0].operations[0];
    lines.push(operation.origin.pointer.clone());
    lines.extend(operation.parameters.iter().map(|parameter| parameter.origin.pointer.clone()));
    lines.extend(operation.body.iter().map(|body| body.origin.pointer.clone()));
    lines.extend(operation.responses.iter().map(|response| response.origin.pointer.clone()));
    assert_snapshot!(lines.join("\n"), @r#"
    /definitions/Root
      /definitions/Base/properties/state
      /definitions/Root/allOf/1/properties/part
      /definitions/Root/properties/a~1b
      /definitions/Root/properties/base
    /definitions/Root/properties/a~1b
      /definitions/Root/properties/a~1b/properties/deep
    /definitions/Base
      /definitions/Base/properties/state
    /definitions/Base/properties/state
    /paths/~1a/put/parameters/0
    /paths/~1a/put
    /paths/~1a/put/parameters/0
    /paths/~1a/put/parameters/1
    /paths/~1a/put/responses/200
    "#);
}

#[test]
fn what_stands_in_json_is_no_file() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "script": { "type": "string", "format": "file" },
            "icon": { "type": "file" },
        } },
    }));
    assert!(text.contains("script: string") && text.contains("icon: string"), "{text}");
}
