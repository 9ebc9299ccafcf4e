//! Pages behind a host that the caller names, with links that are only part of a URL.

use armspan_conformance::clients::custom_base_url_paging::{
    CustomBaseUrlPagingClient, CustomBaseUrlPagingClientOptions, clients::PagingClient,
};
use armspan_conformance::{Document, autorest_client, items};

const DOCUMENT: Document = Document("custom-baseUrl-paging.json");

fn client() -> PagingClient {
    autorest_client!(CustomBaseUrlPagingClient, CustomBaseUrlPagingClientOptions, "local", "host").paging_client()
}

#[tokio::test]
async fn partial_url() -> azure_core::Result<()> {
    let products = items(client().list_pages_partial_url(None)).await?;
    let ids: Vec<_> = products.into_iter().filter_map(|product| product.properties?.id).collect();
    DOCUMENT.decoded("PagingCustomUrlPartialNextLink", ids, [1, 2]);
    Ok(())
}

#[tokio::test]
async fn partial_url_operation() -> azure_core::Result<()> {
    let products = items(client().list_pages_partial_url_operation(None)).await?;
    let ids: Vec<_> = products.into_iter().filter_map(|product| product.properties?.id).collect();
    DOCUMENT.decoded("PagingCustomUrlPartialOperationNextLink", ids, [1, 2]);
    Ok(())
}
