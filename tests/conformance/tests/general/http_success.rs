//! Statuses of success, redirects, and failures that pass when tried again.

use armspan_conformance::clients::head::{HeadClient, HeadClientOptions};
use armspan_conformance::clients::head_exceptions::{HeadExceptionsClient, HeadExceptionsClientOptions};
use armspan_conformance::clients::http_infrastructure::{
    HttpInfrastructureClient, HttpInfrastructureClientOptions, clients::*,
};
use armspan_conformance::{Document, autorest_client, reads, sends};

const DOCUMENT: Document = Document("httpInfrastructure.json");

fn root() -> HttpInfrastructureClient {
    autorest_client!(HttpInfrastructureClient, HttpInfrastructureClientOptions)
}

fn success() -> HttpSuccessClient {
    root().http_success_client()
}

fn retry() -> HttpRetryClient {
    root().http_retry_client()
}

fn redirects() -> HttpRedirectsClient {
    root().http_redirects_client()
}

reads! { DOCUMENT;
    get_200 "HttpSuccess200Get" success().get200(None) => true;
}

sends! { DOCUMENT;
    put_200 "HttpSuccess200Put" success().put200(None) => 200;
    patch_200 "HttpSuccess200Patch" success().patch200(None) => 200;
    post_200 "HttpSuccess200Post" success().post200(None) => 200;
    delete_200 "HttpSuccess200Delete" success().delete200(None) => 200;
    put_201 "HttpSuccess201Put" success().put201(None) => 201;
    post_201 "HttpSuccess201Post" success().post201(None) => 201;
    put_202 "HttpSuccess202Put" success().put202(None) => 202;
    patch_202 "HttpSuccess202Patch" success().patch202(None) => 202;
    post_202 "HttpSuccess202Post" success().post202(None) => 202;
    delete_202 "HttpSuccess202Delete" success().delete202(None) => 202;
    put_204 "HttpSuccess204Put" success().put204(None) => 204;
    patch_204 "HttpSuccess204Patch" success().patch204(None) => 204;
    post_204 "HttpSuccess204Post" root().http_success_client().post204(None) => 204;
    delete_204 "HttpSuccess204Delete" success().delete204(None) => 204;

    retry_put_500 "HttpRetry500Put" retry().put500(None) => 200;
    retry_patch_500 "HttpRetry500Patch" retry().patch500(None) => 200;
    retry_get_502 "HttpRetry502Get" retry().get502(None) => 200;
    retry_post_503 "HttpRetry503Post" retry().post503(None) => 200;
    retry_delete_503 "HttpRetry503Delete" retry().delete503(None) => 200;
    retry_put_504 "HttpRetry504Put" retry().put504(None) => 200;
    retry_patch_504 "HttpRetry504Patch" retry().patch504(None) => 200;
}

/// HEAD asks whether something is there: it is, or it is not, and neither is an error.
#[tokio::test]
async fn head() -> azure_core::Result<()> {
    DOCUMENT.decoded("HttpSuccess200Head", success().head200(None).await?, true);
    DOCUMENT.decoded("HttpSuccess204Head", success().head204(None).await?, true);
    DOCUMENT.decoded("HttpSuccess404Head", success().head404(None).await?, false);
    DOCUMENT.decoded("HttpRetry408Head", retry().head408(None).await?, true);
    Ok(())
}

/// The same from a document about nothing else.
#[tokio::test]
async fn head_alone() -> azure_core::Result<()> {
    let document = Document("head.json");
    let client = autorest_client!(HeadClient, HeadClientOptions).http_success_client();
    document.decoded("HttpSuccess200Head", client.head200(None).await?, true);
    document.decoded("HttpSuccess204Head", client.head204(None).await?, true);
    document.decoded("HttpSuccess404Head", client.head404(None).await?, false);
    Ok(())
}

/// The same where the document does not say that a 404 is an answer.
#[tokio::test]
async fn head_with_exceptions() -> azure_core::Result<()> {
    let document = Document("head-exceptions.json");
    let client = autorest_client!(HeadExceptionsClient, HeadExceptionsClientOptions).head_exception_client();
    document.decoded("HttpSuccess200Head", client.head200(None).await?, true);
    document.decoded("HttpSuccess204Head", client.head204(None).await?, true);
    document.decoded("HttpSuccess404Head", client.head404(None).await?, false);
    Ok(())
}

// Redirects that the document wants to be seen, not followed.
sends! { DOCUMENT;
    redirect_put_301 "HttpRedirect301Put" redirects().put301(None) => 301;
    redirect_patch_302 "HttpRedirect302Patch" redirects().patch302(None) => 302;
    redirect_get_300 "HttpRedirect300Get" redirects().get300(None) => 300;
    redirect_head_300 "HttpRedirect300Head" redirects().head300(None) => 300;
}

/// Redirects are not followed, as azure_core follows none: where the document declares them, they are answers like others.
#[tokio::test]
async fn redirects_are_not_followed() -> azure_core::Result<()> {
    let client = redirects();
    let statuses = [
        (301, client.get301(None).await?.status()),
        (301, client.head301(None).await?.status()),
        (302, client.get302(None).await?.status()),
        (302, client.head302(None).await?.status()),
        (303, client.post303(None).await?.status()),
        (307, client.get307(None).await?.status()),
        (307, client.head307(None).await?.status()),
        (307, client.put307(None).await?.status()),
        (307, client.patch307(None).await?.status()),
        (307, client.post307(None).await?.status()),
        (307, client.delete307(None).await?.status()),
    ];
    for (expected, status) in statuses {
        assert_eq!(u16::from(status), expected);
    }
    Ok(())
}
