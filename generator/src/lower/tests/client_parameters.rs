//! Who holds a parameter.

use super::{LowerOptions, done, lowered, shown, swagger};
use crate::model::{CodeModel, ParameterScope};
use insta::assert_snapshot;
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

#[test]
fn a_client_holds_what_its_host_is_made_of() {
    let host = |name: &str, more: Value| {
        let mut parameter = json!({ "name": name, "in": "path", "required": true, "type": "string" });
        if let (Some(parameter), Value::Object(more)) = (parameter.as_object_mut(), more) {
            parameter.extend(more);
        }
        parameter
    };
    let parameters = [
        host("account", json!({ "x-ms-parameter-location": "method" })),
        host("cloud", json!({ "enum": ["example.com"] })),
        host("unused", json!({})),
    ];
    let document = swagger(json!({
        "x-ms-parameterized-host": { "hostTemplate": "{account}.{region}.{cloud}", "parameters": parameters },
        "paths": { "/a": { "get": { "operationId": "A_Get", "responses": done() } } },
    }));
    assert_snapshot!(shown(&[("doc.json", document)]), @r#"
    Things
      endpoint https://{account}.{region}.example.com
      document doc.json 2024-01-01
      client parameter account: string [host, held by the client, required]
      client parameter region: string [host, held by the client, required]
    client A
      Get plain
        GET /a
        200 gives nothing
    warning unused-host-parameter /x-ms-parameterized-host/parameters/2: the host has no place for `unused`; not asked for
    warning undeclared-host-parameter /x-ms-parameterized-host: `region` in the host is not declared; asked for as text
    "#);
}

#[test]
fn tokens_without_a_scope_are_for_the_host() {
    let scheme = json!({ "type": "oauth2", "flow": "implicit", "authorizationUrl": "https://login.example.com",
        "scopes": { "user_impersonation": "impersonate" } });
    let scopes = |more: Value| {
        let mut document = json!({ "host": "admin.example.com", "securityDefinitions": { "oauth": scheme },
            "paths": { "/a": { "get": { "operationId": "A_Get", "responses": done() } } } });
        if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
            document.extend(more);
        }
        let (model, _) = lowered(&[("doc.json", swagger(document))], &LowerOptions::default());
        model.endpoint.scopes
    };
    let security = json!([{ "oauth": ["user_impersonation"] }]);
    assert_eq!(scopes(json!({ "security": security })), ["https://admin.example.com/.default"]);
    assert!(scopes(json!({})).is_empty(), "nobody asks for a token");
    assert!(scopes(json!({ "security": security, "host": "management.azure.com" })).is_empty(), "the runtime knows");
}
