//! Oddities of ARM: subscriptions and api-versions of the client and of the operation, values that are not to be
//! encoded, request ids, OData.

use armspan_conformance::clients::azure_special_properties::{
    AzureSpecialPropertiesClient, AzureSpecialPropertiesClientOptions,
    models::{
        HeaderCustomNamedRequestIdParamGroupingParameterGroup, OdataClientGetWithFilterOptions,
        XMsClientRequestIdClientGetOptions,
    },
};
use armspan_conformance::{Document, autorest, client_options, sends};
use azure_core::http::{ClientMethodOptions, Context, request::options::ClientRequestId};

const DOCUMENT: Document = Document("azure-special-properties.json");
const REQUEST_ID: &str = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
const UNENCODED_PATH: &str = "path1/path2/path3";
const UNENCODED_QUERY: &str = "value1&q2=value2&q3=value3";

fn client() -> AzureSpecialPropertiesClient {
    let options = AzureSpecialPropertiesClientOptions {
        endpoint: Some(autorest()),
        allow_insecure_loopback: true,
        client_options: client_options(),
        ..Default::default()
    };
    AzureSpecialPropertiesClient::new("1234-5678-9012-3456", Some(options)).expect("the endpoint is a URL")
}

/// The request id that the server waits for, in place of the one that azure_core makes up.
fn with_request_id() -> ClientMethodOptions<'static> {
    ClientMethodOptions { context: Context::new().with_value(ClientRequestId::new(REQUEST_ID.to_owned())) }
}

sends! { DOCUMENT;
    subscription_method_global "AzureSubscriptionMethodGlobalValid"
        client().subscription_in_credentials_client().post_method_global_valid(None) => 200;
    subscription_method_global_not_provided "AzureSubscriptionMethodGlobalNotProvidedValid"
        client().subscription_in_credentials_client().post_method_global_not_provided_valid(None) => 200;
    subscription_path_global "AzureSubscriptionPathGlobalValid"
        client().subscription_in_credentials_client().post_path_global_valid(None) => 200;
    subscription_swagger_global "AzureSubscriptionSwaggerGlobalValid"
        client().subscription_in_credentials_client().post_swagger_global_valid(None) => 200;
    subscription_method_local "AzureSubscriptionMethodLocalValid"
        client().subscription_in_method_client().post_method_local_valid(None) => 200;
    subscription_path_local "AzureSubscriptionPathLocalValid"
        client().subscription_in_method_client().post_path_local_valid(None) => 200;
    subscription_swagger_local "AzureSubscriptionSwaggerLocalValid"
        client().subscription_in_method_client().post_swagger_local_valid(None) => 200;

    api_version_method_global "AzureApiVersionMethodGlobalValid"
        client().api_version_default_client().get_method_global_valid(None) => 200;
    api_version_method_global_not_provided "AzureApiVersionMethodGlobalNotProvidedValid"
        client().api_version_default_client().get_method_global_not_provided_valid(None) => 200;
    api_version_path_global "AzureApiVersionPathGlobalValid"
        client().api_version_default_client().get_path_global_valid(None) => 200;
    api_version_swagger_global "AzureApiVersionSwaggerGlobalValid"
        client().api_version_default_client().get_swagger_global_valid(None) => 200;
    api_version_method_local "AzureApiVersionMethodLocalValid"
        client().api_version_local_client().get_method_local_valid(None) => 200;
    api_version_method_local_null "AzureApiVersionMethodLocalNull"
        client().api_version_local_client().get_method_local_null(None) => 200;
    api_version_path_local "AzureApiVersionPathLocalValid"
        client().api_version_local_client().get_path_local_valid(None) => 200;
    api_version_swagger_local "AzureApiVersionSwaggerLocalValid"
        client().api_version_local_client().get_swagger_local_valid(None) => 200;

    unencoded_method_path "AzureMethodPathUrlEncoding"
        client().skip_url_encoding_client().get_method_path_valid(UNENCODED_PATH, None) => 200;
    unencoded_path_path "AzurePathPathUrlEncoding"
        client().skip_url_encoding_client().get_path_path_valid(UNENCODED_PATH, None) => 200;
    unencoded_swagger_path "AzureSwaggerPathUrlEncoding"
        client().skip_url_encoding_client().get_swagger_path_valid(None) => 200;
    unencoded_method_query "AzureMethodQueryUrlEncoding"
        client().skip_url_encoding_client().get_method_query_valid(UNENCODED_QUERY, None) => 200;
    unencoded_method_query_null "AzureMethodQueryUrlEncodingNull"
        client().skip_url_encoding_client().get_method_query_null(None) => 200;
    unencoded_path_query "AzurePathQueryUrlEncoding"
        client().skip_url_encoding_client().get_path_query_valid(UNENCODED_QUERY, None) => 200;
    unencoded_swagger_query "AzureSwaggerQueryUrlEncoding"
        client().skip_url_encoding_client().get_swagger_query_valid(None) => 200;

    request_id "AzureXmsRequestClientOverwrite"
        client().x_ms_client_request_id_client().get(Some(XMsClientRequestIdClientGetOptions {
            method_options: with_request_id(),
        })) => 200;
    request_id_via_parameter "AzureXmsRequestClientOverwriteViaParameter"
        client().x_ms_client_request_id_client().param_get(REQUEST_ID, None) => 200;
    odata_filter "AzureODataFilter"
        client().odata_client().get_with_filter(Some(OdataClientGetWithFilterOptions {
            filter: Some("id gt 5 and name eq 'foo'".into()),
            top: Some(10),
            orderby: Some("id".into()),
            ..Default::default()
        })) => 200;
}

#[tokio::test]
async fn custom_named_request_id() -> azure_core::Result<()> {
    use armspan_conformance::clients::azure_special_properties::models::HeaderClientCustomNamedRequestIdResultHeaders;
    let response = client().header_client().custom_named_request_id(REQUEST_ID, None).await?;
    DOCUMENT.decoded("AzureXmsCustomNamedRequestId", response.foo_request_id()?.as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn custom_named_request_id_in_a_group() -> azure_core::Result<()> {
    use armspan_conformance::clients::azure_special_properties::models::HeaderClientCustomNamedRequestIdParamGroupingResultHeaders;
    let group =
        HeaderCustomNamedRequestIdParamGroupingParameterGroup { foo_client_request_id: Some(REQUEST_ID.into()) };
    let response = client().header_client().custom_named_request_id_param_grouping(group, None).await?;
    let id = response.foo_request_id()?;
    DOCUMENT.decoded("AzureXmsCustomNamedRequestIdParameterGroup", id.as_deref(), Some("123"));
    Ok(())
}

#[tokio::test]
async fn custom_named_request_id_head() -> azure_core::Result<()> {
    use armspan_conformance::clients::azure_special_properties::models::HeaderClientCustomNamedRequestIdHeadResultHeaders;
    let response = client().header_client().custom_named_request_id_head(REQUEST_ID, None).await?;
    DOCUMENT.decoded("AzureXmsCustomNamedRequestId", response.foo_request_id()?.as_deref(), Some("123"));
    Ok(())
}

/// Whoever sets no id gets one of azure_core's, which the server finds fault with.
#[tokio::test]
async fn request_id_in_error() {
    let response = client().x_ms_client_request_id_client().get(None).await;
    DOCUMENT.refused("AzureRequestClientIdInError", response, 400, &["123"]);
}
