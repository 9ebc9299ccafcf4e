//! Pages: one, several, none, with links of every kind.

use armspan_conformance::clients::paging::{
    PagingClient as Client, PagingClientOptions as Options, clients::*, models::*,
};
use armspan_conformance::{Document, autorest_client, finish, items};

const DOCUMENT: Document = Document("paging.json");

fn client() -> PagingOperationsClient {
    autorest_client!(Client, Options).paging_operations_client()
}

fn ids(products: Vec<Product>) -> Vec<(i64, String)> {
    let ids = products.into_iter().filter_map(|product| {
        let properties = product.properties?;
        Some((properties.id?, properties.name?))
    });
    ids.collect()
}

/// What the server lists: a first page that says `Product`, and others that say `product`.
fn numbered(numbers: impl IntoIterator<Item = i64>) -> Vec<(i64, String)> {
    let first = (1, "Product".to_owned());
    std::iter::once(first).chain(numbers.into_iter().map(|number| (number, "product".to_owned()))).collect()
}

/// One test per line: a scenario, a paged operation and the products on all its pages.
macro_rules! lists {
    ($($test:ident $scenario:literal $call:expr => $expected:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let products = items($call).await?;
            DOCUMENT.decoded($scenario, ids(products), $expected);
            Ok(())
        }
    )*};
}

fn body() -> BodyParam {
    BodyParam { name: Some("body".into()), ..Default::default() }
}

lists! {
    no_item_name "PagingNoItemName" client().list_no_item_name_pages(None) => numbered([]);
    empty_next_link "PagingEmptyNextLink" client().list_empty_next_link_name_pages(None) => numbered([]);
    null_next_link "PagingNextLinkNameNull" client().list_null_next_link_name_pages(None) => numbered([]);
    single "PagingSingle" client().list_single_pages(None) => numbered([]);
    single_with_body "PagingSingleWithBodyParams"
        client().list_single_pages_with_body_params(body().try_into()?, None) => numbered([]);
    first_response_empty "PagingFirstResponseEmpty" client().list_first_response_empty(None) => numbered([]);
    multiple "PagingMultiple" client().list_multiple_pages(None) => numbered(2..=10);
    odata_multiple "PagingOdataMultiple" client().list_odata_multiple_pages(None) => numbered(2..=10);
    retry_first "PagingMultipleRetryFirst" client().list_multiple_pages_retry_first(None) => numbered(2..=10);
    fragment "PagingFragment"
        client().list_multiple_pages_fragment_next_link("test_user", "1.6", None) => {
            (1..=10).map(|number| (number, "product".to_owned())).collect::<Vec<_>>()
        };
    client_name "PagingReturnModelWithXMSClientName"
        client().list_paging_model_with_item_name_with_xms_client_name(None) => numbered([]);
    duplicate_parameters "PagingDuplicateParameters"
        client().list_duplicate_params(Some(PagingOperationsClientListDuplicateParamsOptions {
            filter: Some("foo".into()),
            ..Default::default()
        })) => numbered([]);
    max_page_size "PagingDontSendMaxPageSize" client().list_page_with_max_page_size(None) => Vec::new();
}

/// The second page is counted as the first, so that its products are not numbered in order.
#[tokio::test]
async fn retry_second() -> azure_core::Result<()> {
    let products = ids(items(client().list_multiple_pages_retry_second(None)).await?);
    let mut expected = numbered(3..=10);
    expected.insert(1, (1, "Product".to_owned()));
    DOCUMENT.decoded("PagingMultipleRetrySecond", products, expected);
    Ok(())
}

#[tokio::test]
async fn with_offset() -> azure_core::Result<()> {
    let offset = PagingGetMultiplePagesWithOffsetOptions { offset: Some(100), ..Default::default() };
    let products = ids(items(client().list_multiple_pages_with_offset(offset, None)).await?);
    DOCUMENT.decoded("PagingMultiplePath", products, numbered(102..=110));
    Ok(())
}

#[tokio::test]
async fn with_query_parameters() -> azure_core::Result<()> {
    let products = ids(items(client().list_with_query_params(100, None)).await?);
    let expected = [1, 2].map(|number| (number, "Product".to_owned()));
    DOCUMENT.decoded("PagingMultipleWithQueryParameters", products, expected);
    Ok(())
}

#[tokio::test]
async fn long_running() -> azure_core::Result<()> {
    let pager = finish(client().begin_list_multiple_pages_lro(None)).await;
    let products = ids(items(pager).await?);
    DOCUMENT.decoded("PagingMultipleLRO", products, numbered(2..=10));
    Ok(())
}

#[tokio::test]
async fn failures() {
    let single = items(client().list_single_pages_failure(None)).await;
    DOCUMENT.refused("PagingSingleFailure", single, 400, &["Expected single failure test."]);
    let multiple = items(client().list_multiple_pages_failure(None)).await;
    DOCUMENT.refused("PagingMultipleFailure", multiple, 400, &["Expected single failure test."]);
    // A link that is no URL: the path it makes is not there.
    let uri = items(client().list_multiple_pages_failure_uri(None)).await;
    DOCUMENT.refused("PagingMultipleFailureUri", uri, 404, &["404"]);
}
