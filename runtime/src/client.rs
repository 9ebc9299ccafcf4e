//! The client core: where requests go, with what token, and what counts as success.

use crate::cloud;
use crate::error::{ArmError, Call, MARK, describe};
use crate::param::ParamValue;
use crate::request::{Prepared, Request};
use crate::trust::{Authorization, Home, Trust};
use crate::url::parse;
use azure_core::credentials::TokenCredential;
use azure_core::error::{Error, ErrorKind};
use azure_core::http::policies::Policy;
use azure_core::http::{AsyncResponse, ClientMethodOptions, ClientOptions, Context, JsonFormat, Method, Pipeline};
use azure_core::http::{PipelineSendOptions, PipelineStreamOptions, RawResponse, Response, StatusCode, Url};
use azure_core::{Bytes, Result, http};
use std::task::{self, Poll};
use std::{fmt, future::Future, marker::PhantomData, pin::Pin, sync::Arc};

/// What asynchronous functions of this crate return: boxed, so that each is compiled once.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The answer to an operation, once awaited: a [`Response`]. Nothing is sent before.
///
/// A type of its own, and no `async fn` for each operation, so that the compiler makes one state machine for all of them. It
/// borrows nothing: it can be spawned.
#[must_use = "nothing is sent before it is awaited"]
pub struct ResponseFuture<T, F = JsonFormat> {
    answer: BoxFuture<'static, Result<RawResponse>>,
    /// Neither `T` nor `F` is held.
    ty: PhantomData<fn() -> (T, F)>,
}

impl<T, F> ResponseFuture<T, F> {
    fn new(answer: BoxFuture<'static, Result<RawResponse>>) -> Self {
        Self { answer, ty: PhantomData }
    }
}

impl<T, F> Future for ResponseFuture<T, F> {
    type Output = Result<Response<T, F>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> Poll<Self::Output> {
        self.answer.as_mut().poll(context).map_ok(Response::from)
    }
}

impl<T, F> fmt::Debug for ResponseFuture<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").finish_non_exhaustive()
    }
}

/// What a generated client makes its [`Client`] from.
///
/// For a server of one's own in a test, on loopback and without https:
///
/// ```
/// use armspan_runtime::ClientSettings;
///
/// let settings = ClientSettings {
///     endpoint: Some("http://127.0.0.1:3000".to_owned()),
///     allow_insecure_loopback: true,
///     ..Default::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct ClientSettings {
    /// `CARGO_PKG_NAME` of the generated crate, for the user agent.
    pub crate_name: Option<&'static str>,
    /// `CARGO_PKG_VERSION` of the generated crate.
    pub crate_version: Option<&'static str>,
    /// Transport, retries, policies, cloud.
    pub client_options: ClientOptions,
    /// The endpoint, if not the cloud's or the documents'.
    pub endpoint: Option<String>,
    /// An api-version for every operation, in place of the documents'.
    pub api_version: Option<String>,
    /// Whether tokens may go to `http://localhost` and the like: for tests against a server of one's own.
    pub allow_insecure_loopback: bool,
}

impl ClientSettings {
    /// These, with an endpoint made from a template (`x-ms-parameterized-host`) such as `https://{accountName}.{suffix}`,
    /// unless they name one.
    pub fn at_host(mut self, template: &str, values: &[&dyn ParamValue]) -> Result<Self> {
        if self.endpoint.is_none() {
            self.endpoint = Some(crate::url::host(template, values)?);
        }
        Ok(self)
    }
}

/// What the clients of a generated crate share. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Client(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pipeline: Pipeline,
    endpoint: Url,
    api_version: Option<String>,
    trust: Trust,
}

impl Client {
    /// A client of Azure Resource Manager: endpoint and token scope follow the cloud in the client options.
    pub fn arm(credential: Arc<dyn TokenCredential>, settings: ClientSettings) -> Result<Self> {
        let (endpoint, scope) = cloud::resource_manager(&settings.client_options, settings.endpoint.as_deref())?;
        Self::new(Some((credential, &[&scope])), &endpoint, settings)
    }

    /// A client of another service, with the scopes and the endpoint that its documents name.
    pub fn with_scopes(
        credential: Arc<dyn TokenCredential>,
        scopes: &[&str],
        endpoint: &str,
        settings: ClientSettings,
    ) -> Result<Self> {
        Self::new(Some((credential, scopes)), endpoint, settings)
    }

    /// A client of a service that asks for no token.
    pub fn without_credential(endpoint: &str, settings: ClientSettings) -> Result<Self> {
        Self::new(None, endpoint, settings)
    }

    fn new(
        credential: Option<(Arc<dyn TokenCredential>, &[&str])>,
        endpoint: &str,
        settings: ClientSettings,
    ) -> Result<Self> {
        let endpoint = endpoint_url(settings.endpoint.as_deref().unwrap_or(endpoint))?;
        check_user_agent(&settings.client_options)?;
        let trust = Trust { token: credential.is_some(), insecure_loopback: settings.allow_insecure_loopback };
        trust.check(&endpoint, &endpoint)?;
        let authorization = credential.map(|(credential, scopes)| {
            Arc::new(Authorization::new(credential, scopes, trust, endpoint.clone())) as Arc<dyn Policy>
        });
        let pipeline = Pipeline::new(
            settings.crate_name,
            settings.crate_version,
            settings.client_options,
            Vec::new(),
            Vec::from_iter(authorization),
            None,
        );
        Ok(Self(Arc::new(Inner { pipeline, endpoint, api_version: settings.api_version, trust })))
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Url {
        &self.0.endpoint
    }

    /// Begins a request to the endpoint.
    ///
    /// The template's `{name}` placeholders are filled in order, each encoded as one segment; a `{+name}` is spliced as
    /// it is (`x-ms-skip-url-encoding`). The template may bring a query (`x-ms-paths`).
    pub fn request(&self, method: Method, template: &str, path: &[&dyn ParamValue]) -> Request {
        Request::new(method, self.0.endpoint.to_string(), template, path, self.0.api_version.clone())
    }

    /// Sends a request. An answer is a success if its status is in `success`; if that is empty, or the request changes
    /// something, so is every other 2xx: services answer asynchronously whether or not their documents say so.
    pub fn send<T, F>(
        &self,
        request: Request,
        options: ClientMethodOptions<'_>,
        success: &'static [u16],
    ) -> ResponseFuture<T, F> {
        ResponseFuture::new(self.answer(request, options, success))
    }

    /// Asks by HEAD whether something exists: any 2xx says yes, 404 no.
    pub fn exists(&self, request: Request, options: ClientMethodOptions<'_>) -> BoxFuture<'static, Result<bool>> {
        let answer = self.answer(request, options, &[200, 201, 202, 203, 204, 205, 206, 404]);
        Box::pin(async move { Ok(answer.await?.status() != StatusCode::NotFound) })
    }

    /// Sends a request whose answer is read as it arrives.
    pub fn stream(
        &self,
        request: Request,
        options: ClientMethodOptions<'_>,
        success: &'static [u16],
    ) -> BoxFuture<'static, Result<AsyncResponse>> {
        let (client, context) = (self.clone(), options.context.into_owned());
        Box::pin(async move {
            let request = request.prepare()?;
            let call = Call::of(&request);
            let (mut http, context) = client.admit(request, &context).await?;
            let options = PipelineStreamOptions { skip_checks: true, ..Default::default() };
            let sent = client.0.pipeline.stream(&context, &mut http, Some(options)).await;
            let response = sent.map_err(|error| describe(error, &call))?;
            if call.accepts(response.status(), success) {
                return Ok(response.into());
            }
            let response = response.try_into_raw_response().await.map_err(|error| describe(error, &call))?;
            Err(ArmError::read(&call, &response).into_error(response))
        })
    }

    /// All of [`send`](Self::send) that does not depend on the type of the answer.
    fn answer(
        &self,
        request: Request,
        options: ClientMethodOptions<'_>,
        success: &'static [u16],
    ) -> BoxFuture<'static, Result<RawResponse>> {
        let (client, context) = (self.clone(), options.context.into_owned());
        Box::pin(async move {
            let request = request.prepare()?;
            let call = Call::of(&request);
            let response = client.exchange(request, &context).await?;
            call.check(response, success)
        })
    }

    /// Sends a request and hands out the answer whatever its status.
    pub(crate) async fn exchange(&self, request: Prepared, context: &Context<'_>) -> Result<RawResponse> {
        let call = Call::of(&request);
        let (mut http, context) = self.admit(request, context).await?;
        let options = PipelineSendOptions { skip_checks: true, ..Default::default() };
        let sent = self.0.pipeline.send(&context, &mut http, Some(options)).await;
        sent.map(without_mark).map_err(|error| describe(error, &call))
    }

    /// Refuses a request that must not leave.
    pub(crate) fn check(&self, request: &Prepared) -> Result<()> {
        self.0.trust.check(&request.url, &request.home).map_err(|error| describe(error, &Call::of(request)))
    }

    /// The request in the form that the pipeline takes, if it may be sent at all. The pipeline looks again before it
    /// adds a token, but there an error would lose its text.
    async fn admit<'a>(&self, request: Prepared, context: &'a Context<'a>) -> Result<(http::Request, Context<'a>)> {
        self.check(&request)?;
        let mut context = context.to_borrowed();
        context.insert(Home(request.home.clone()));
        Ok((request.into_http().await?, context))
    }
}

/// The endpoint as a URL. The template of a parameterized host stands for hosts that each request names.
fn endpoint_url(endpoint: &str) -> Result<Url> {
    let url = parse(if endpoint.contains('{') { "https://parameterized-host.invalid" } else { endpoint })?;
    if url.cannot_be_a_base() || !url.has_host() || url.query().is_some() || url.fragment().is_some() {
        let message = format!("`{endpoint}` is no endpoint: it needs a host, and neither query nor fragment");
        return Err(Error::with_message(ErrorKind::Other, message));
    }
    Ok(url)
}

/// `azure_core` panics where an application id is too long for its user agent.
fn check_user_agent(options: &ClientOptions) -> Result<()> {
    match &options.user_agent.application_id {
        Some(id) if id.len() > 24 => {
            let message = format!("the application id `{id}` is longer than 24 characters");
            Err(Error::with_message(ErrorKind::Other, message))
        }
        _ => Ok(()),
    }
}

/// The answer without a byte order mark.
fn without_mark(response: RawResponse) -> RawResponse {
    if !response.body().starts_with(MARK) {
        return response;
    }
    let (status, headers, body) = response.deconstruct();
    RawResponse::from_bytes(status, headers, Bytes::from(body).slice(MARK.len()..))
}
