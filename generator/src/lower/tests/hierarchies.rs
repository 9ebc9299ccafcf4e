//! `allOf` and discriminators.

use super::{shown, swagger, types};
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn bases_are_folded_in_and_the_own_declaration_wins() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Tracked" }, { "$ref": "#/definitions/Tagged" }], "required": ["location"],
            "properties": { "name": { "type": "string", "maxLength": 5 }, "size": { "type": "string" }, "own": { "type": "boolean" } } },
        "Tracked": { "allOf": [{ "$ref": "#/definitions/Resource" }], "properties": { "location": { "type": "string" } } },
        "Resource": { "x-ms-azure-resource": true, "required": ["name"], "properties": { "name": { "type": "string" }, "size": { "type": "integer" } } },
        "Tagged": { "properties": { "tags": { "type": "object", "additionalProperties": { "type": "string" } }, "location": { "type": "boolean" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root : Tracked, Tagged resource (input, body)
      name: string [required, max length 5]
      size: string
      location: string [required, from Tracked]
      tags: map of string [from Tagged]
      own: boolean
    warning contradictory-property /definitions/Root/allOf/1: `location` is both string and boolean; read as string
    warning contradictory-property /definitions/Root/properties/size: `size` is both string and integer; read as string
    "#);
}

#[test]
fn one_base_and_nothing_else_derives_or_refers() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "derived": { "$ref": "#/definitions/Derived" },
            "inPlace": { "allOf": [{ "$ref": "#/definitions/Base" }], "readOnly": true, "description": "In place." },
            "two": { "allOf": [{ "$ref": "#/definitions/Base" }, { "properties": { "b": { "type": "string" } } }] },
            "text": { "$ref": "#/definitions/DerivedText" },
            "map": { "$ref": "#/definitions/MapWithMore" },
        } },
        "Base": { "type": "object", "properties": { "a": { "type": "string" } } },
        "Derived": { "allOf": [{ "$ref": "#/definitions/Base" }] },
        "Text": { "type": "string", "maxLength": 3 },
        "DerivedText": { "allOf": [{ "$ref": "#/definitions/Text" }] },
        "Map": { "type": "object", "additionalProperties": { "type": "string" } },
        "MapWithMore": { "allOf": [{ "$ref": "#/definitions/Map" }, { "$ref": "#/definitions/Text" }], "properties": { "known": { "type": "string" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      derived: Derived
      inPlace: Base [read-only]
      two: <Root.two>
      text: string [max length 3]
      map: MapWithMore
    model <Root.two> : Base (input)
      a: string [from Base]
      b: string
    model Base ()
      a: string
    model Derived : Base (input)
      a: string [from Base]
    model MapWithMore (input)
      known: string
      others: string
    warning base-not-object /definitions/MapWithMore/allOf/1: `doc.json#/components/schemas/Text` is no object but a string; ignored
    "#);
}

#[test]
fn inheritance_that_leads_back_is_cut() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Other" }], "properties": { "a": { "type": "string" } } },
        "Other": { "allOf": [{ "$ref": "#/definitions/Root" }], "properties": { "b": { "type": "string" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root : Other (input, body)
      b: string [from Other]
      a: string
    warning endless-inheritance /definitions/Other/allOf/0: a type derives from itself; the repetition is ignored
    "#);
}

#[test]
fn hierarchies_are_flattened_over_all_levels() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "fish": { "$ref": "#/definitions/Fish" } } },
        "Fish": { "discriminator": "kind", "required": ["kind"], "properties": { "kind": { "type": "string" }, "friends": { "type": "array", "items": { "$ref": "#/definitions/Fish" } } } },
        "Salmon": { "x-ms-discriminator-value": "salmon", "allOf": [{ "$ref": "#/definitions/Fish" }], "properties": { "wild": { "type": "boolean" } } },
        "Shark": { "x-ms-discriminator-value": "shark", "allOf": [{ "$ref": "#/definitions/Fish" }], "properties": { "age": { "type": "integer" } } },
        "Sawshark": { "allOf": [{ "$ref": "#/definitions/Shark" }] },
        "GoblinShark": { "x-ms-discriminator-value": "goblin", "allOf": [{ "$ref": "#/definitions/Shark" }], "properties": { "jaw": { "type": "integer" } } },
        "Lonely": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      fish: Fish
    model Fish (input)
      told apart by kind
        salmon is Salmon
        shark is Shark
        Sawshark is Sawshark
        goblin is GoblinShark
      kind: string [required]
      friends: list of Fish
    model Salmon : Fish (input)
      is kind = salmon
      kind: string [required, from Fish]
      friends: list of Fish [from Fish]
      wild: boolean
    model Shark : Fish (input)
      told apart by kind, itself shark
        Sawshark is Sawshark
        goblin is GoblinShark
      kind: string [required, from Fish]
      friends: list of Fish [from Fish]
      age: int64
    model Sawshark : Shark (input)
      is kind = Sawshark
      kind: string [required, from Fish]
      friends: list of Fish [from Fish]
      age: int64 [from Shark]
    model GoblinShark : Shark (input)
      is kind = goblin
      kind: string [required, from Fish]
      friends: list of Fish [from Fish]
      age: int64 [from Shark]
      jaw: int64
    "#);
}

#[test]
fn a_variant_alone_still_knows_its_value() {
    let text = types(json!({
        "Root": { "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "own": { "type": "string" } } },
        "Base": { "discriminator": "type", "properties": {} },
        "Other": { "allOf": [{ "$ref": "#/definitions/Base" }] },
    }));
    assert_snapshot!(text, @r#"
    model Root : Base (input, body)
      is type = Root
      type: string [required, from Base]
      own: string
    warning undeclared-discriminator /definitions/Base: the discriminator `type` is not among the properties
    "#);
}

#[test]
fn a_variant_with_a_discriminator_of_its_own_tells_the_rest_apart() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "outer": { "$ref": "#/definitions/Outer" } } },
        "Outer": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
        "Inner": { "discriminator": "subkind", "allOf": [{ "$ref": "#/definitions/Outer" }], "properties": { "subkind": { "type": "string" } } },
        "Innermost": { "allOf": [{ "$ref": "#/definitions/Inner" }], "properties": { "x": { "type": "string" } } },
        "Plain": { "discriminator": "unused", "allOf": [{ "$ref": "#/definitions/Outer" }], "properties": { "unused": { "type": "string" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      outer: Outer
    model Outer (input)
      told apart by kind
        Inner is Inner
        Plain is Plain
      kind: string
    model Inner : Outer (input)
      told apart by subkind
        Innermost is Innermost
      kind: string [from Outer]
      subkind: string
    model Innermost : Inner (input)
      is subkind = Innermost
      kind: string [from Outer]
      subkind: string [from Inner]
      x: string
    model Plain : Outer (input)
      is kind = Plain
      kind: string [from Outer]
      unused: string
    "#);
}

#[test]
fn two_types_under_one_value_are_reported_and_the_first_counts() {
    let text = types(json!({
        "Root": { "type": "object", "properties": { "base": { "$ref": "#/definitions/Base" } } },
        "Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } },
        "One": { "x-ms-discriminator-value": "same", "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "a": { "type": "string" } } },
        "Two": { "x-ms-discriminator-value": "same", "allOf": [{ "$ref": "#/definitions/Base" }], "properties": { "b": { "type": "string" } } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      base: Base
    model Base (input)
      told apart by kind
        same is One
      kind: string
    model One : Base (input)
      is kind = same
      kind: string [from Base]
      a: string
    warning duplicate-discriminator-value /definitions/Two: `One` and `Two` have the discriminator value `same`; read as `One`
    "#);
}

#[test]
fn variants_are_found_in_all_documents_and_equal_ones_are_one() {
    let variant =
        json!({ "allOf": [{ "$ref": "common.json#/definitions/Base" }], "properties": { "v": { "type": "string" } } });
    let document = |id: &str| {
        let body = json!({ "name": "b", "in": "body", "schema": { "$ref": "#/definitions/Variant" } });
        let operation = json!({ "operationId": id, "parameters": [body], "responses": {
            "200": { "description": "ok", "schema": { "$ref": "common.json#/definitions/Base" } } } });
        swagger(json!({ "paths": { format!("/{id}"): { "put": operation } }, "definitions": { "Variant": variant } }))
    };
    let common = swagger(json!({ "definitions": {
        "Base": { "discriminator": "kind", "properties": { "kind": { "type": "string" } } } } }));
    let text = shown(&[("a.json", document("A_Put")), ("b.json", document("B_Put")), ("common.json", common)]);
    assert_snapshot!(text, @r#"
    Things
      endpoint https://management.azure.com, Azure Resource Manager
      document a.json 2024-01-01
      document b.json 2024-01-01
      document common.json 2024-01-01
    client A
      Put plain
        PUT /A_Put
        b: Variant [body as json] application/json
        200 gives Base
    client B
      Put plain
        PUT /B_Put
        b: Variant [body as json] application/json
        200 gives Base
    model Variant : Base (input, output, body)
      is kind = Variant
      kind: string [from Base]
      v: string
    model Base (output)
      told apart by kind
        Variant is Variant
      kind: string
    "#);
}
