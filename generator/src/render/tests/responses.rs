//! What answers carry besides their bodies.

use super::{file, files_in};
use crate::model::{Docs, Header, HttpMethod, IntegerFormat, Type};
use crate::names::fixture::{Build, answer, docs, map, paging, text};
use crate::render::Layout;
use insta::assert_snapshot;

fn header(wire_name: &str, ty: Type) -> Header {
    Header { wire_name: wire_name.into(), client_name: None, docs: docs("Said once."), ty, collection_prefix: None }
}

#[test]
fn headers_are_typed() {
    let mut build = Build::new(&["vault.json"]);
    let operation = build.operation("Vaults_Put", HttpMethod::Put, "/x");
    let mut metadata = header("x-ms-meta", map(text()));
    metadata.collection_prefix = Some("x-ms-meta-".into());
    metadata.docs = Docs::default();
    let retry = || header("Retry-After", Type::Integer(IntegerFormat::Int32));
    operation.responses[0].headers = vec![retry(), metadata];
    operation.responses.push(answer(201, None));
    operation.responses[1].headers = vec![retry()];
    assert_snapshot!(file(&build, "models/headers.rs"), @r#"
    response_headers! {
        /// Headers in the answer of `VaultsClient::put`.
        pub trait VaultsClientPutResultHeaders for Response<(), NoFormat> {
            /// Said once.
            fn retry_after -> i32 = "retry-after";
            /// Header `x-ms-meta`.
            fn x_ms_meta -> HashMap<String, String> = "x-ms-meta-*";
        }
    }
    "#);
}

#[test]
fn bodies_by_status() {
    let mut build = Build::new(&["vault.json"]);
    let vault = build.model("Vault", vec![]);
    let operation = build.operation("Vaults_Get", HttpMethod::Get, "/x");
    let vault = || Some(Type::Model(vault));
    operation.responses =
        vec![answer(200, vault()), answer(201, vault()), answer(202, Some(text())), answer(204, None)];
    assert_snapshot!(file(&build, "models/headers.rs"), @"
    response_bodies! {
        /// Bodies of other types in the answer of `VaultsClient::get`.
        pub trait VaultsClientGetResultBodies for Response<Vault> {
            /// The body, if the status is 202.
            fn as_202 -> String = 202;
        }
    }
    ");
}

#[test]
fn head_with_headers_is_an_answer() {
    let mut build = Build::new(&["vault.json"]);
    let operation = build.operation("Vaults_Head", HttpMethod::Head, "/x");
    operation.responses[0].headers = vec![header("ETag", text())];
    let text = super::method(&build, "clients/vaults.rs", "head");
    assert!(text.contains("-> ResponseFuture<(), NoFormat>"), "{text}");
}

#[test]
fn where_there_is_nothing_there_is_no_file() {
    let mut build = Build::new(&["vault.json"]);
    build.operation("Vaults_Get", HttpMethod::Get, "/x");
    // Nobody gets to see a single answer of these, or any.
    let page = build.page("VaultListResult", text());
    let list = build.operation("Vaults_List", HttpMethod::Get, "/xs");
    list.paging = Some(paging());
    list.responses = vec![answer(200, Some(page))];
    list.responses[0].headers = vec![header("ETag", text())];
    let ask = build.operation("Vaults_Ask", HttpMethod::Options, "/xs");
    ask.responses[0].headers = vec![header("Allow", text())];
    let files = files_in(Layout::Library, &build.code);
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        ["clients/mod.rs", "clients/vaults.rs", "lib.rs", "models/mod.rs", "models/options.rs", "models/vault.rs"]
    );
}
