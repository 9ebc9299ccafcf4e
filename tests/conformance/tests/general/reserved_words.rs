//! Names that are words of a language.

use armspan_conformance::clients::reserved_words::{ReservedWordsClient, ReservedWordsClientOptions, models::*};
use armspan_conformance::{Document, autorest_client, sends};
use azure_core::http::RequestContent;
use serde_json::json;

const DOCUMENT: Document = Document("reserved-words.json");

fn client() -> ReservedWordsClient {
    autorest_client!(ReservedWordsClient, ReservedWordsClientOptions)
}

sends! { DOCUMENT;
    import "reservedWordsOperationGroupImport" client().import_client().operation_one("foo", None) => 200;
    content "reservedWordsBodyNamedContent"
        client().operation_with_content_param(RequestContent::from_slice(b"hello, world"), None) => 200;
    json "reservedWordsBodyNamedJson"
        client().operation_with_json_param(json!({ "hello": "world" }).try_into()?, None) => 200;
    data "reservedWordsBodyNamedData" client().operation_with_data_param("hello", "world", None) => 200;
    files "reservedWordsBodyNamedFiles"
        client().operation_with_files_param(RequestContent::from_slice(b"hello"), "my.txt", None) => 200;
    url "reservedWordsUrlHeaderQuery" client().operation_with_url("foo", "x-ms-header", Some(
        ReservedWordsClientOperationWithUrlOptions {
            query_parameters: Some(["one", "two"].map(str::to_owned).to_vec()),
            ..Default::default()
        })) => 200;
    enumeration "reservedWordsHeaderEnum" client().reserved_enum(&MyEnum::Import, None) => 200;
}
