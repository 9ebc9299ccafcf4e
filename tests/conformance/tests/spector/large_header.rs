//! Polling URLs of six thousand characters.

use armspan_conformance::clients::large_header::{LargeHeaderClient, LargeHeaderClientOptions, models::CancelResult};
use armspan_conformance::{Document, answer, arm_client, finish};

const DOCUMENT: Document = Document("large-header");

#[tokio::test]
async fn two6k() -> azure_core::Result<()> {
    let client = arm_client!(LargeHeaderClient, LargeHeaderClientOptions).large_headers_client();
    let result = finish(client.begin_two6k("test-rg", "header1", None)).await?.into_model()?;
    let expected = answer!(CancelResult { succeeded: Some(true), ..CancelResult::default() });
    DOCUMENT.decoded("LargeHeader_LargeHeaders_two6k", result, expected);
    Ok(())
}
