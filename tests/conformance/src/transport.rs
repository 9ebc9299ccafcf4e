//! How these tests reach a server: azure_core's own way, and a cookie jar.

use armspan_runtime::{FromFinal, Poller};
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::{ClientOptions, ExponentialRetryOptions, RetryOptions, Transport};
use azure_core::time::{Duration, OffsetDateTime};
use futures::{Stream, TryStreamExt};
use std::sync::Arc;

/// Where the server of the AutoRest documents listens.
pub fn autorest() -> String {
    std::env::var("ARMSPAN_CONFORMANCE_AUTOREST").unwrap_or_else(|_| "http://127.0.0.1:3011".to_owned())
}

/// Where the server of the Spector documents listens.
pub fn spector() -> String {
    std::env::var("ARMSPAN_CONFORMANCE_SPECTOR").unwrap_or_else(|_| "http://127.0.0.1:3012".to_owned())
}

/// A transport that keeps cookies, as the server counts attempts in one, and retries that do not wait for minutes.
pub fn client_options() -> ClientOptions {
    // No redirects, like the transport that azure_core makes; no proxy, as the servers are here.
    let builder = reqwest::Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).no_proxy();
    let client = builder.build().expect("no setting of the builder can fail");
    let retry = ExponentialRetryOptions {
        initial_delay: Duration::milliseconds(10),
        max_retries: 3,
        ..ExponentialRetryOptions::default()
    };
    ClientOptions {
        transport: Some(Transport::new(Arc::new(client))),
        retry: RetryOptions::exponential(retry),
        ..ClientOptions::default()
    }
}

/// A credential that always has the same token: the servers do not look at it.
#[derive(Debug)]
pub struct Token;

#[async_trait::async_trait]
impl TokenCredential for Token {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        Ok(AccessToken::new("token", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

/// The result of a long-running operation, polled without the pauses that suit Azure.
pub async fn finish<O: FromFinal>(poller: azure_core::Result<Poller<O>>) -> azure_core::Result<O> {
    poller?.with_frequency(std::time::Duration::ZERO).await
}

/// Every item of every page.
pub async fn items<T>(
    pager: azure_core::Result<impl Stream<Item = azure_core::Result<T>>>,
) -> azure_core::Result<Vec<T>> {
    pager?.try_collect().await
}
