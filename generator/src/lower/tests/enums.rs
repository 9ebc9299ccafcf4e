//! Enums: names, kinds, values, and which are one.

use super::types;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn enums_are_called_by_extension_definition_or_owner() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "state": { "type": "string", "enum": ["On", "Off"], "x-ms-enum": { "name": "SwitchState", "modelAsString": false } },
            "sameState": { "type": "string", "enum": ["On", "Off"], "x-ms-enum": { "name": "SwitchState", "modelAsString": false } },
            "otherState": { "type": "string", "enum": ["On", "Off", "Broken"], "x-ms-enum": { "name": "SwitchState", "modelAsString": true } },
            "colour": { "$ref": "#/definitions/Colour" },
            "bare": { "type": "string", "enum": ["a", "b"] },
            "list": { "type": "array", "items": { "type": "string", "enum": ["x", "y"] } },
        } },
        "Colour": { "type": "string", "enum": ["red", "Red"] },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      state: SwitchState
      sameState: SwitchState
      otherState: SwitchState
      colour: Colour
      bare: <Root.bare>
      list: list of <Root.list.Item>
    enum SwitchState of string (input)
      "On"
      "Off"
      "Broken"
    enum <Root.bare> of string (input)
      "a"
      "b"
    enum <Root.list.Item> of string (input)
      "x"
      "y"
    enum Colour of string (input)
      "red"
      "Red"
    "#);
}

#[test]
fn a_declaration_with_some_of_the_values_is_the_one_with_all() {
    let state = |values: &[&str]| json!({ "type": "string", "enum": values, "x-ms-enum": { "name": "State" } });
    let text = types(json!({ "Root": { "type": "object", "properties": {
        "old": state(&["On", "Off"]), "new": state(&["Off", "Broken", "On"]), "oldest": state(&["On"]),
    } } }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      old: State
      new: State
      oldest: State [only "On"]
    enum State of string (input)
      "Off"
      "Broken"
      "On"
    "#);
    // With two that know more, each in its own way, nobody can say which one is meant.
    let text = types(json!({ "Root": { "type": "object", "properties": {
        "old": state(&["On", "Off"]), "new": state(&["On", "Off", "Lost"]), "other": state(&["On", "Off", "Broken"]),
    } } }));
    assert_eq!(text.matches("enum State").count(), 3, "{text}");
}

#[test]
fn values_have_names_kinds_and_no_repetition() {
    let text = types(json!({
        "Root": { "type": "object", "properties": {
            "named": { "type": "string", "enum": ["1st", "2nd"], "x-ms-enum": { "name": "Rank", "values": [
                { "value": "1st", "name": "First", "description": "The best." },
                { "value": "2nd", "name": "Second" },
                { "value": "3rd", "name": "Third" },
            ] } },
            "whole": { "type": "integer", "format": "int32", "enum": [1, 2] },
            "broken": { "type": "number", "enum": [1.5, 2] },
            "untyped": { "enum": ["x", "y"] },
            "numbersAsText": { "type": "string", "enum": [1, 2] },
            "maybe": { "type": "string", "enum": ["a", null] },
            "twice": { "type": "string", "enum": ["a", "b", "a"] },
            "only": { "type": "string", "enum": ["default"] },
            "more": { "type": "string", "enum": ["A"], "x-ms-enum": { "name": "Family", "modelAsString": true } },
        } },
    }));
    assert_snapshot!(text, @r#"
    model Root (input, body)
      named: Rank
      whole: <Root.whole>
      broken: <Root.broken>
      untyped: <Root.untyped>
      numbersAsText: <Root.numbersAsText>
      maybe: <Root.maybe> [nullable, only "a"]
      twice: <Root.twice>
      only: <Root.only> [only "default"]
      more: Family
    enum Rank of string (input)
      "1st" as First
      "2nd" as Second
      "3rd" as Third
    enum <Root.whole> of integer (input)
      1
      2
    enum <Root.broken> of number (input)
      1.5
      2
    enum <Root.untyped> of string (input)
      "x"
      "y"
    enum <Root.numbersAsText> of string (input)
      "1"
      "2"
    enum <Root.maybe> of string (input)
      "a"
    enum <Root.twice> of string (input)
      "a"
      "b"
    enum <Root.only> of string (input)
      "default"
    enum Family of string (input)
      "A"
    warning enum-value-type /definitions/Root/properties/numbersAsText/enum: a value of the enum is no string, read as one
    warning enum-values-differ /definitions/Root/properties/named: `x-ms-enum` lists "3rd", `enum` does not
    warning duplicate-enum-value /definitions/Root/properties/twice: "a" is listed more than once
    "#);
}
