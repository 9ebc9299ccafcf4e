//! Trust: a token goes to the client's own host over https, and nowhere else.

use azure_core::Result;
use azure_core::credentials::{AccessToken, TokenCredential};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::AUTHORIZATION;
use azure_core::http::policies::auth::BearerTokenAuthorizationPolicy;
use azure_core::http::policies::{Policy, PolicyResult};
use azure_core::http::{Context, Request, Url};
use azure_core::time::{Duration, OffsetDateTime};
use std::sync::{Arc, Mutex, PoisonError};
use std::{future::Future, pin::Pin};

/// The host that a call belongs to: the client's endpoint, or the one that a parameterized host came to. Links in its
/// answers must stay there.
#[derive(Clone, Debug)]
pub(crate) struct Home(pub(crate) Url);

/// What a client may call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trust {
    /// Whether calls carry a token.
    pub(crate) token: bool,
    /// Whether a token may go to the loopback interface in the clear, because the caller asked for it.
    pub(crate) insecure_loopback: bool,
}

impl Trust {
    /// Refuses a URL that is not at `home`, or that a token must not go to.
    pub(crate) fn check(self, url: &Url, home: &Url) -> Result<()> {
        if url.host_str() != home.host_str() || url.port_or_known_default() != home.port_or_known_default() {
            let here = place(home);
            // A change of scheme changes the default port: then the port is not what is wrong.
            if url.host_str() != home.host_str() || url.scheme() == home.scheme() {
                return Err(refused(&format!("refused to call host `{}`: this client's host is `{here}`", place(url))));
            }
        }
        if url.scheme() != home.scheme() {
            let (found, due, host) = (url.scheme(), home.scheme(), place(url));
            return Err(refused(&format!("refused to call host `{host}` over `{found}`: `{due}` is due")));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused(&format!("refused to call host `{}` with a user name in the URL", place(url))));
        }
        if self.token && url.scheme() != "https" && !(self.insecure_loopback && is_loopback(url)) {
            let host = place(url);
            let message = "`https` is due (or loopback, where the client's options allow it)";
            return Err(refused(&format!(
                "refused to send a token to host `{host}` over `{}`: {message}",
                url.scheme()
            )));
        }
        Ok(())
    }
}

fn refused(message: &str) -> Error {
    Error::with_message(ErrorKind::Other, message.to_owned())
}

/// Host and port as a person would write them.
pub(crate) fn place(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Adds the token, after a last look at where it would go.
#[derive(Debug)]
pub(crate) struct Authorization {
    bearer: BearerTokenAuthorizationPolicy,
    loopback: LoopbackToken,
    trust: Trust,
    endpoint: Url,
}

/// The policy of `azure_core` refuses http altogether; this stands in for it on loopback.
#[derive(Debug)]
struct LoopbackToken {
    credential: Arc<dyn TokenCredential>,
    scopes: Vec<String>,
    cached: Mutex<Option<AccessToken>>,
}

impl Authorization {
    pub(crate) fn new(credential: Arc<dyn TokenCredential>, scopes: &[&str], trust: Trust, endpoint: Url) -> Self {
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let bearer = BearerTokenAuthorizationPolicy::new(credential.clone(), scopes.clone());
        Self { bearer, loopback: LoopbackToken { credential, scopes, cached: Mutex::default() }, trust, endpoint }
    }

    async fn authorize(&self, context: &Context<'_>, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
        let home = context.value::<Home>().map_or(&self.endpoint, |home| &home.0);
        self.trust.check(request.url(), home)?;
        if request.url().scheme() == "https" {
            return self.bearer.send(context, request, next).await;
        }
        let token = self.loopback.token().await?;
        request.insert_header(AUTHORIZATION, format!("Bearer {}", token.token.secret()));
        let (following, after) = next.split_first().ok_or_else(|| refused("the pipeline has no transport"))?;
        following.send(context, request, after).await
    }
}

impl LoopbackToken {
    async fn token(&self) -> Result<AccessToken> {
        let cached = self.cached.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(token) = cached.filter(|token| token.expires_on > OffsetDateTime::now_utc() + Duration::minutes(5))
        {
            return Ok(token);
        }
        let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
        let token = self.credential.get_token(&scopes, None).await?;
        *self.cached.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        Ok(token)
    }
}

// Written out what `#[async_trait]` would make of it, which saves a dependency on a procedural macro.
impl Policy for Authorization {
    fn send<'s, 'c, 'r, 'n, 'f>(
        &'s self,
        context: &'c Context,
        request: &'r mut Request,
        next: &'n [Arc<dyn Policy>],
    ) -> Pin<Box<dyn Future<Output = PolicyResult> + Send + 'f>>
    where
        's: 'f,
        'c: 'f,
        'r: 'f,
        'n: 'f,
        Self: 'f,
    {
        Box::pin(self.authorize(context, request, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::parse;

    /// What is said to a URL that a client at `home` is led to; nothing if it may be called.
    fn said(trust: Trust, home: &str, url: &str) -> String {
        let (home, url) = (parse(home).expect("a URL"), parse(url).expect("a URL"));
        trust.check(&url, &home).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn only_the_own_host_over_https_is_trusted() {
        let trust = Trust { token: true, insecure_loopback: false };
        let here = "this client's host is `management.azure.com`";
        for (url, refusal) in [
            ("https://MANAGEMENT.azure.com:443/x?y", String::new()),
            ("https://evil.example/x", format!("refused to call host `evil.example`: {here}")),
            ("https://management.azure.com@evil.example/", format!("refused to call host `evil.example`: {here}")),
            ("https://management.azure.com:8443/", format!("refused to call host `management.azure.com:8443`: {here}")),
            (
                "http://management.azure.com/",
                "refused to call host `management.azure.com` over `http`: `https` is due".into(),
            ),
            (
                "https://me@management.azure.com/",
                "refused to call host `management.azure.com` with a user name in the URL".into(),
            ),
        ] {
            assert_eq!(said(trust, "https://management.azure.com", url), refusal, "{url}");
        }
    }

    #[test]
    fn a_token_goes_over_http_to_loopback_alone_and_only_if_allowed() {
        let refused = |host: &str| {
            let due = "`https` is due (or loopback, where the client's options allow it)";
            format!("refused to send a token to host `{host}` over `http`: {due}")
        };
        for (insecure_loopback, url, refusal) in [
            (true, "http://127.0.0.1:3000/x", String::new()),
            (true, "http://localhost:3000/x", String::new()),
            (true, "http://[::1]:3000/x", String::new()),
            (false, "http://127.0.0.1:3000/x", refused("127.0.0.1:3000")),
            (true, "http://host.example/x", refused("host.example")),
        ] {
            assert_eq!(said(Trust { token: true, insecure_loopback }, url, url), refusal, "{url}");
        }
        let other_port =
            said(Trust { token: true, insecure_loopback: true }, "http://127.0.0.1:3000", "http://127.0.0.1:4000");
        assert_eq!(other_port, "refused to call host `127.0.0.1:4000`: this client's host is `127.0.0.1:3000`");
    }

    #[test]
    fn without_a_token_http_is_a_matter_of_the_endpoint() {
        let trust = Trust { token: false, insecure_loopback: false };
        assert_eq!(said(trust, "http://host.example", "http://host.example/x"), "");
        let downgraded = said(trust, "https://host.example", "http://host.example/x");
        assert_eq!(downgraded, "refused to call host `host.example` over `http`: `https` is due");
    }
}
