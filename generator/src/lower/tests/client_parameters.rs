//! Who holds a parameter.

use super::{LowerOptions, done, lowered, swagger};
use crate::model::{CodeModel, ParameterScope};
use serde_json::{Value, json};

/// `SubscriptionId` and `Group` under `parameters`, and operations that use them.
fn document(host: &str, group: Value, operations: &[Value]) -> Value {
    let path = "/subscriptions/{subscriptionId}/resourceGroups/{group}";
    let paths = operations.iter().enumerate().map(|(index, parameters)| {
        let operation = json!({ "operationId": format!("Op_{index}"), "parameters": parameters, "responses": done() });
        (format!("{path}/{index}"), json!({ "get": operation }))
    });
    swagger(json!({
        "host": host,
        "paths": paths.collect::<serde_json::Map<_, _>>(),
        "parameters": {
            "SubscriptionId": { "name": "subscriptionId", "in": "path", "required": true, "type": "string" },
            "Group": group,
        },
    }))
}

fn scopes(model: &CodeModel) -> Vec<String> {
    let operations = model.groups.iter().flat_map(|group| &group.operations);
    let scope = |scope| match scope {
        ParameterScope::Client => "client",
        ParameterScope::Method => "method",
        ParameterScope::ApiVersion => "api-version",
    };
    let line = |operation: &crate::model::Operation| {
        let parameters = operation.parameters.iter().map(|one| format!("{} {}", one.wire_name, scope(one.scope)));
        parameters.collect::<Vec<_>>().join(", ")
    };
    operations.map(line).collect()
}

fn group(location: Option<&str>) -> Value {
    let mut parameter = json!({ "name": "group", "in": "path", "required": true, "type": "string" });
    if let (Some(location), Some(parameter)) = (location, parameter.as_object_mut()) {
        parameter.insert("x-ms-parameter-location".to_owned(), json!(location));
    }
    parameter
}

#[test]
fn scopes_follow_the_convention() {
    const ARM: &str = "management.azure.com";
    let shared = || json!([{ "$ref": "#/parameters/SubscriptionId" }, { "$ref": "#/parameters/Group" }]);
    let inline =
        || json!([{ "name": "subscriptionId", "in": "path", "required": true, "type": "string" }, group(None)]);
    let asked = || json!([{ "name": "subscriptionId", "in": "path", "required": true, "type": "string", "x-ms-parameter-location": "method" }, { "$ref": "#/parameters/Group" }]);
    let held = "subscriptionId client, group client";
    let only_subscription = "subscriptionId client, group method";
    type Row<'r> = (&'r str, &'r str, Option<&'r str>, Vec<Value>, Vec<&'r str>);
    let rows: [Row<'_>; 7] = [
        ("arm holds the subscription only", ARM, None, vec![shared()], vec![only_subscription]),
        ("what says client is held", ARM, Some("client"), vec![shared()], vec![held]),
        ("elsewhere all shared ones are held", "example.com", None, vec![shared()], vec![held]),
        ("what says method is asked for", "example.com", Some("method"), vec![shared()], vec![only_subscription]),
        (
            "one that some declare themselves is asked for",
            "example.com",
            None,
            vec![shared(), inline()],
            vec![only_subscription, only_subscription],
        ),
        ("nobody shares it", ARM, None, vec![inline()], vec!["subscriptionId method, group method"]),
        (
            "a subscription that says method is asked for there",
            ARM,
            None,
            vec![shared(), asked()],
            vec![only_subscription, "subscriptionId method, group method"],
        ),
    ];
    for (name, host, location, operations, expected) in rows {
        let document = document(host, group(location), &operations);
        let (model, _) = lowered(&[("doc.json", document)], &LowerOptions::default());
        assert_eq!(scopes(&model), expected, "{name}");
    }
}

#[test]
fn a_configuration_has_the_last_word() {
    let parameters = json!([{ "$ref": "#/parameters/SubscriptionId" }, { "$ref": "#/parameters/Group" }]);
    let options = LowerOptions {
        client_parameters: vec!["group".to_owned()],
        method_parameters: vec!["subscriptionId".to_owned()],
    };
    let document = document("management.azure.com", group(Some("method")), &[parameters]);
    let (model, _) = lowered(&[("doc.json", document)], &options);
    assert_eq!(scopes(&model), ["subscriptionId method, group client"]);
    let held: Vec<&str> = model.client_parameters.iter().map(|parameter| parameter.wire_name.as_str()).collect();
    assert_eq!(held, ["group"]);
}
