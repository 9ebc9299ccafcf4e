//! Sources of callers: what a person writes against a generated crate, compiled against the old one and the new.

/// What stands before each caller; `MODULE` is the case's.
pub const HEAD: &str = "\
#![allow(unused)]
use armspan_runtime::Poller;
use azure_core::Result;
use azure_core::http::{Pager, RequestContent, Response};
use cases::MODULE::clients::*;
use cases::MODULE::models::*;
use std::collections::HashMap;
";

/// A caller as the documentation wants him, of the service as `diff/base.json` has it: he ends literals in
/// `..Default::default()` and has a `_` arm. Whatever is called minor or less must leave him alone.
pub const CAREFUL: &str = "
fn thing() -> Thing {
    let properties = ThingProperties { owner: Some(Default::default()), ..Default::default() };
    Thing { kind: Some(ThingKind::Small), properties: Some(properties), ..Default::default() }
}
fn kind(kind: &ThingKind) -> bool {
    match kind {
        ThingKind::Small => true,
        ThingKind::Large | ThingKind::UnknownValue(_) => false,
        _ => false,
    }
}
fn part(part: Part) -> Option<f64> {
    match part {
        Part::Bolt(bolt) => bolt.length,
        Part::Nut(nut) => nut.width,
        Part::Unknown(part) => part.weight,
        _ => None,
    }
}
async fn calls(client: &ThingsClient) -> Result<()> {
    let things = client.things_operations_client();
    let options = ThingsOperationsClientMoveOptions { ..Default::default() };
    let body = MoveRequest { speed: Some(1), ..Default::default() };
    let moved: Response<MoveResult> = things.r#move(\"a\", body.try_into()?, Some(options)).await?;
    let spent: Option<i32> = moved.into_model()?.spent;
    let pages: Pager<ThingList> = things.list(None)?;
    Ok(())
}
";

/// Callers that a changed type breaks. `cargo-semver-checks` looks at no types of fields, arguments and results, so the
/// compiler is the judge: each compiles against the old crate and not against the new one.
pub const OF_TYPES: [(&str, &str); 17] = [
    (
        "additional_properties_retyped",
        "fn caller(tags: Tags) -> Option<HashMap<String, String>> { tags.additional_properties }",
    ),
    ("api_version_changed_several", "fn caller(options: ThingsClientOptions) -> String { options.api_version }"),
    (
        "body_retyped",
        "async fn caller(client: &ThingsOperationsClient, body: RequestContent<Thing>) {
            let _ = client.r#move(\"a\", body, None).await;
        }",
    ),
    (
        "final_type_changed",
        "fn caller(client: &ThingsOperationsClient, body: RequestContent<Thing>) -> Result<Poller<Response<Thing>>> {
            client.begin_put(\"a\", body, None)
        }",
    ),
    ("header_retyped", "fn caller(response: &Response<Thing>) -> Result<Option<i32>> { response.x_thing_age() }"),
    (
        "made_paged",
        "async fn caller(client: &ThingsOperationsClient) -> Result<Response<ThingList>> { client.list(None).await }",
    ),
    ("made_unpaged", "fn caller(client: &ThingsOperationsClient) -> Result<Pager<ThingList>> { client.list(None) }"),
    (
        "parameter_group_changed_body",
        "async fn caller(client: &ThingsOperationsClient, body: RequestContent<MoveRequest>) {
            let _ = client.r#move(\"a\", body, None).await;
        }",
    ),
    (
        "parameter_retyped",
        "async fn caller(client: &ThingsOperationsClient) { let _ = client.get(\"a\", \"b\", None).await; }",
    ),
    (
        "parameters_reordered_types",
        "async fn caller(client: &ThingsOperationsClient) { let _ = client.get(\"a\", \"b\", 1, None).await; }",
    ),
    ("property_retyped", "fn caller(properties: ThingProperties) -> Option<i32> { properties.size }"),
    (
        "property_retyped_list_of_nullable",
        "fn caller(properties: ThingProperties) -> Option<Vec<String>> { properties.owner }",
    ),
    ("property_retyped_narrower", "fn caller(properties: ThingProperties) -> Option<i64> { properties.size }"),
    ("property_retyped_to_enum", "fn caller(properties: ThingProperties) -> Option<String> { properties.owner }"),
    ("property_retyped_wider", "fn caller(properties: ThingProperties) -> Option<i32> { properties.size }"),
    (
        "response_retyped",
        "async fn caller(client: &ThingsOperationsClient, body: RequestContent<MoveRequest>) -> Result<Response<Tags>> {
            client.r#move(\"a\", body, None).await
        }",
    ),
    ("rust_type_changed", "fn caller(thing: Thing) -> Option<ThingProperties> { thing.properties }"),
];
