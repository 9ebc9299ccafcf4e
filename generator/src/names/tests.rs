//! Names of whole packages, built by hand.

use super::{NameOptions, Names, resolve};
use crate::model::*;
use crate::names::fixture::{self, Build};
use crate::origin::{DocumentId, Origin};
use serde_json::json;

fn names(model: &CodeModel) -> Names {
    resolve(model, &NameOptions { client_name: "KeyVaultClient".into() })
}

#[test]
fn one_name_in_two_documents() {
    let mut build = Build::new(&["a/keys.json", "b/keysManagedHsm.json"]);
    let second = Origin::new(DocumentId(1), "/definitions/Action");
    build.model("Action", vec![]);
    build.model("Other", vec![]);
    let id = build.model("Action", vec![]);
    build.code.models[id.index()].origin = second.clone();
    let enum_ = build.string_enum("action", &["Rotate"]);
    build.code.enums[enum_.index()].origin = second;
    let names = names(&build.code);
    let types: Vec<_> = names.models.iter().map(|names| names.name.as_str()).collect();
    assert_eq!(types, ["Action", "Other", "KeysManagedHsmAction"]);
    assert_eq!(names.enums[0].name, "KeysManagedHsmAction2");
    assert_eq!(names.documents, ["keys", "keys_managed_hsm"]);
}

#[test]
fn types_give_way_to_clients_and_to_what_code_uses() {
    let mut build = Build::new(&["vault.json"]);
    for name in ["Result", "KeyVaultClient", "VaultsClient", "Value"] {
        build.model(name, vec![]);
    }
    build.operation("Vaults_Get", HttpMethod::Get, "/vaults");
    let names = names(&build.code);
    let types: Vec<_> = names.models.iter().map(|names| names.name.as_str()).collect();
    assert_eq!(types, ["ResultType", "VaultKeyVaultClient", "VaultVaultsClient", "ValueType"]);
}

#[test]
fn inline_types_are_called_after_their_owners() {
    let mut build = Build::new(&["vault.json"]);
    let inline = build.model("", vec![]);
    build.code.models[inline.index()].name = TypeName::Inline(vec!["vault".into(), "sku".into()]);
    build.model("VaultSku", vec![]);
    let names = names(&build.code);
    assert_eq!([&names.models[0].name, &names.models[1].name], ["VaultVaultSku", "VaultSku"]);
}

#[test]
fn modules_are_not_called_like_others() {
    let mut build = Build::new(&["a/models.json", "b/type.json", "c/type.json", "d/options.json"]);
    build.operation("AzureCore_Get", HttpMethod::Get, "/azureCore");
    build.operation("Clients_Get", HttpMethod::Get, "/clients");
    let names = names(&build.code);
    assert_eq!(names.documents, ["models_2", "type_", "type_2", "options_2"]);
    let modules: Vec<_> = names.groups.iter().map(|group| group.module.as_str()).collect();
    assert_eq!(modules, ["azure_core_2", "clients_2"]);
}

#[test]
fn values_that_become_one_word() {
    let mut build = Build::new(&["vault.json"]);
    build.string_enum("Odd", &["", "red", "RED", "UnknownValue", "self", "*", "1.1", "11", "-1", "a+b", "a-b"]);
    let names = names(&build.code);
    let expected = ["Empty", "Red", "Red2", "UnknownValue2", "Self_", "Star", "N1_1", "N11", "Minus1", "APlusB", "AB"];
    assert_eq!(names.enums[0].variants, expected);
}

#[test]
fn fields_that_are_keywords_or_meet() {
    let mut build = Build::new(&["vault.json"]);
    let fields = ["type", "self", "extra", "fooBar", "foo_bar", "@odata.type", "64bit"];
    let properties = fields.iter().map(|name| fixture::property(name, fixture::text())).collect();
    build.model("Odd", properties);
    let names = names(&build.code);
    let expected = ["r#type", "self_", "extra_2", "foo_bar", "foo_bar_2", "odata_type", "n64bit"];
    assert_eq!(names.models[0].fields, expected);
}

#[test]
fn methods_say_what_they_do() {
    let mut build = Build::new(&["vault.json"]);
    let page = build.page("VaultListResult", fixture::text());
    let operations = [
        ("Vaults_CreateOrUpdate", true, false),
        ("Vaults_BeginDelete", true, false),
        ("Vaults_ListBySubscription", false, true),
        ("Vaults_GetAll", false, true),
        ("Vaults_ListAll", false, true),
        ("Vaults_Search", false, true),
        ("Vaults_Get", false, false),
        ("Vaults_ListKeys", false, false),
        ("Vaults_Move", false, false),
        ("Vaults_New", false, false),
    ];
    for (id, long, paged) in operations {
        let operation = build.operation(id, HttpMethod::Get, "/vaults");
        operation.long_running = long.then(LongRunning::default);
        operation.paging = paged.then(fixture::paging);
        operation.responses = vec![fixture::answer(200, Some(page.clone()))];
    }
    let names = names(&build.code);
    let methods: Vec<_> = names.groups[0].operations.iter().map(|names| names.method.as_str()).collect();
    let expected = [
        "begin_create_or_update",
        "begin_delete",
        "list_by_subscription",
        "list_get_all",
        "list_all",
        "list_search",
        "get",
        "list_keys",
        "r#move",
        "new_2",
    ];
    assert_eq!(methods, expected);
    let first = &names.groups[0].operations[0];
    assert_eq!(first.options, "VaultsClientCreateOrUpdateOptions");
    assert_eq!(first.headers, "VaultsClientCreateOrUpdateResultHeaders");
    assert_eq!(names.groups[0].accessor, "vaults_client");
}

#[test]
fn methods_that_the_prelude_would_hide() {
    let mut build = Build::new(&["vault.json"]);
    build.operation("Vaults_Into", HttpMethod::Get, "/into");
    build.operation("Vaults_TryInto", HttpMethod::Get, "/tryInto");
    let names = names(&build.code);
    let methods: Vec<_> = names.groups[0].operations.iter().map(|names| names.method.as_str()).collect();
    assert_eq!(methods, ["into_2", "try_into_2"]);
}

#[test]
fn groups_that_are_called_like_the_root() {
    let mut build = Build::new(&["vault.json"]);
    for id in ["Get", "KeyVault_Get", "ManagedHsmClient_Get"] {
        build.operation(id, HttpMethod::Get, "/vaults");
    }
    let names = names(&build.code);
    let clients: Vec<_> = names.groups.iter().map(|names| names.client.as_str()).collect();
    assert_eq!(clients, ["KeyVaultClient", "KeyVaultOperationsClient", "ManagedHsmClient"]);
}

#[test]
fn arguments_never_meet() {
    let mut build = Build::new(&["vault.json"]);
    let operation = build.operation("Vaults_Get", HttpMethod::Get, "/vaults");
    for name in ["$filter", "filter", "options", "type"] {
        operation.parameters.push(fixture::parameter(name, ParameterLocation::Query, fixture::text()));
    }
    operation.body = Some(fixture::body("Filter", fixture::text()));
    let names = names(&build.code);
    let operation = &names.groups[0].operations[0];
    assert_eq!(operation.parameters, ["filter", "filter_2", "options_2", "r#type"]);
    assert_eq!(operation.body, "filter_3");
}

#[test]
fn groups_of_parameters_are_shared_by_name() {
    let mut build = Build::new(&["vault.json"]);
    for (id, names) in [("Vaults_Get", ["a", "b"]), ("Vaults_List", ["b", "c"])] {
        let operation = build.operation(id, HttpMethod::Get, "/vaults");
        for name in names {
            let mut parameter = fixture::parameter(name, ParameterLocation::Query, fixture::text());
            parameter.group = Some(ParameterGroup { name: Some("first-group".into()), postfix: None });
            operation.parameters.push(parameter);
        }
    }
    let names = names(&build.code);
    assert_eq!(names.parameter_groups.len(), 1);
    let fields: Vec<_> = names.parameter_groups[0].fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!((names.parameter_groups[0].name.as_str(), fields), ("FirstGroup", vec!["a", "b", "c"]));
    assert_eq!(names.groups[0].operations[1].groups, [(0, "first_group".to_owned())]);
}

#[test]
fn hierarchies_have_a_struct_for_the_base() {
    let mut build = Build::new(&["fish.json"]);
    build.model("FishBase", vec![]);
    let salmon = build.model("salmon", vec![]);
    let unknown = build.model("unknown", vec![]);
    let fish = build.model("Fish", vec![fixture::property("kind", fixture::text())]);
    let variants =
        [("salmon", salmon), ("?", unknown)].map(|(value, model)| Variant { value: value.into(), model }).into();
    build.code.models[fish.index()].polymorphism =
        Polymorphism::Base { property: "kind".into(), value: None, variants };
    let names = names(&build.code);
    assert_eq!(names[fish].base.as_deref(), Some("FishBase2"));
    assert_eq!(names[fish].variants, ["Salmon", "Unknown2"]);
}

#[test]
fn numbers_are_values_too() {
    let mut build = Build::new(&["vault.json"]);
    let id = build.string_enum("Size", &[]);
    let values = [json!(-1), json!(1), json!(2.5), json!(true)];
    build.code.enums[id.index()].values =
        values.into_iter().map(|value| EnumValue { value, client_name: None, description: None }).collect();
    assert_eq!(names(&build.code).enums[0].variants, ["Minus1", "N1", "N2_5", "True"]);
}

#[test]
fn a_keyword_in_a_longer_name_needs_no_underscore() {
    let mut build = Build::new(&["std.json"]);
    build.operation("Self_Self", HttpMethod::Get, "/self");
    build.operation("Std_Get", HttpMethod::Get, "/std");
    let names = names(&build.code);
    assert_eq!(names.groups[0].client, "SelfClient");
    assert_eq!(names.groups[0].operations[0].options, "SelfClientSelfOptions");
    assert_eq!((names.groups[1].module.as_str(), names.documents[0].as_str()), ("std_2", "std_2"));

    let mut build = Build::new(&["self.json"]);
    build.model("Result", vec![]);
    build.model("Result", vec![]);
    let names: Vec<_> = self::names(&build.code).models.into_iter().map(|names| names.name).collect();
    assert_eq!(names, ["ResultType", "SelfResultType"]);
}
