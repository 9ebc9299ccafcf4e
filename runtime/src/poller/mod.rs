//! Long-running operations as callers see them: awaited, streamed for progress, given a deadline, taken up again.

mod answer;
mod engine;
mod machine;
mod token;

use crate::client::{BoxFuture, Client};
use crate::pager::{Paging, begun};
use crate::request::Request;
use azure_core::Result;
use azure_core::http::pager::{Page, Pager};
use azure_core::http::{Context, RawResponse, Response};
use azure_core::time::Duration;
use engine::Engine;
use futures_core::{Stream, stream::FusedStream};
use machine::Machine;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use std::pin::Pin;
use std::{fmt, task};

pub use engine::DeadlineExceeded;

/// Where a long-running operation's result is (`final-state-via`).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FinalStateVia {
    /// As Azure Resource Manager has it: PUT and PATCH end with the resource, POST and DELETE with the `Location` if
    /// there is one.
    #[default]
    Default,
    /// In the status document of `Azure-AsyncOperation`.
    AzureAsyncOperation,
    /// At `Location`.
    Location,
    /// At the URL of the request.
    OriginalUri,
    /// In the status document of `Operation-Location`.
    OperationLocation,
}

/// How a long-running operation is waited for.
#[derive(Clone, Debug)]
pub struct PollerOptions {
    /// Values for the pipeline's policies.
    pub context: Context<'static>,
    /// Time between two questions where the service does not say it, 30 seconds by default.
    pub frequency: Duration,
}

impl Default for PollerOptions {
    fn default() -> Self {
        Self { context: Context::new(), frequency: Duration::seconds(30) }
    }
}

/// An answer of the service on the way.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// The status in the service's own word: `Running`, `Creating`, `Succeeded`.
    pub status: String,
    /// `percentComplete`, where the service says it.
    pub percent_complete: Option<f64>,
    /// How long the poller will wait before it asks again.
    pub retry_after: Duration,
    /// The answer itself.
    pub raw: RawResponse,
}

/// A long-running operation. Nothing is sent before it is awaited or polled.
///
/// * `poller.await` waits for the result.
/// * As a `Stream` it gives each answer of the service as [`Progress`] when it arrives; the time to the next question is
///   waited after that. When the stream has ended, `await` gives the result.
/// * [`with_deadline`](Self::with_deadline) bounds the time.
/// * [`resume_token`](Self::resume_token) lets another process take it up.
///
/// After an error the stream ends; the token that led up to it is still there. A poller may be left at any point, also in
/// the middle of an `await` or `next`, and polled on: nothing is sent twice.
///
/// ```no_run
/// use armspan_runtime::azure_core::{Result, Value, http::Response};
/// use armspan_runtime::{Client, DeadlineExceeded, Poller, PollerOptions};
/// use futures::TryStreamExt;
/// use std::time::Duration;
///
/// /// Shows how it goes, and stores for another process how to go on.
/// async fn watch(mut poller: Poller<Response<Value>>) -> Result<Response<Value>> {
///     while let Some(progress) = poller.try_next().await? {
///         println!("{} {:?}%", progress.status, progress.percent_complete);
///         if let Some(token) = poller.resume_token() {
///             std::fs::write("operation.json", token)?;
///         }
///     }
///     poller.await
/// }
///
/// /// Takes it up, and leaves it again after a minute; the token is then in the error.
/// async fn go_on(client: &Client, token: &str) -> Result<Option<String>> {
///     let poller = client.resume::<Response<Value>>(token, PollerOptions::default())?;
///     match poller.with_deadline(Duration::from_secs(60)).await {
///         Ok(_) => Ok(None),
///         Err(error) => match error.downcast_ref::<DeadlineExceeded>() {
///             Some(exceeded) => Ok(exceeded.resume_token.clone()),
///             None => Err(error),
///         },
///     }
/// }
/// ```
#[must_use = "nothing is sent before a poller is awaited or polled"]
pub struct Poller<O> {
    engine: Engine,
    output: PhantomData<fn() -> O>,
}

/// What a long-running operation comes to; implemented by [`Response`] and [`Pager`].
pub trait FromFinal: Sized + 'static {
    /// Makes it from the last answer.
    fn from_final(last: Final) -> Result<Self>;
}

/// The last answer of a long-running operation: the result, never a status document.
pub struct Final {
    machine: Box<Machine>,
    response: RawResponse,
}

impl fmt::Debug for Final {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Final").finish_non_exhaustive()
    }
}

impl<T: 'static, F: 'static> FromFinal for Response<T, F> {
    fn from_final(last: Final) -> Result<Self> {
        Ok(last.response.into())
    }
}

impl<P: Page + DeserializeOwned + Send + 'static> FromFinal for Pager<P> {
    fn from_final(last: Final) -> Result<Self> {
        let Machine { client, request, context, paging, .. } = *last.machine;
        Ok(begun(client, request, last.response, context, paging))
    }
}

impl Client {
    /// Begins a long-running operation, `success` being the statuses that its document names for the first answer.
    pub fn poller<O: FromFinal>(
        &self,
        request: Request,
        options: PollerOptions,
        success: &'static [u16],
        via: FinalStateVia,
    ) -> Result<Poller<O>> {
        Ok(Poller::new(Machine::new(self.clone(), request, options, success, via)?))
    }

    /// Begins a long-running operation whose result is a list in pieces.
    pub fn paged_poller<P: Page + DeserializeOwned + Send + 'static>(
        &self,
        request: Request,
        options: PollerOptions,
        success: &'static [u16],
        via: FinalStateVia,
        paging: Paging,
    ) -> Result<Poller<Pager<P>>> {
        let mut machine = Machine::new(self.clone(), request, options, success, via)?;
        machine.paging = paging;
        Ok(Poller::new(machine))
    }

    /// Takes up a long-running operation from a poller's [`resume_token`](Poller::resume_token). `O` is what that poller
    /// came to: a `Response` of the operation's model, or a `Pager` of its pages.
    ///
    /// Only URLs of this client's endpoint are called, whatever the token says.
    pub fn resume<O: FromFinal>(&self, token: &str, options: PollerOptions) -> Result<Poller<O>> {
        Ok(Poller::new(token::read(self, token, options)?))
    }

    /// The same for a list in pieces whose further pages are fetched by another operation, which no token can hold. Else
    /// [`resume`](Self::resume) knows how the list comes.
    pub fn resume_paged<P: Page + DeserializeOwned + Send + 'static>(
        &self,
        token: &str,
        options: PollerOptions,
        paging: Paging,
    ) -> Result<Poller<Pager<P>>> {
        let mut machine = token::read(self, token, options)?;
        machine.paging = paging;
        Ok(Poller::new(machine))
    }
}

impl<O> Poller<O> {
    fn new(machine: Machine) -> Self {
        Self { engine: Engine::new(machine), output: PhantomData }
    }

    /// Bounds the time from the first poll on. The error at its end is a [`DeadlineExceeded`] with the resume token; the
    /// operation itself goes on at the service.
    pub fn with_deadline(mut self, limit: std::time::Duration) -> Self {
        self.engine.limit(limit);
        self
    }

    /// Changes the time between two questions, where the service does not say it.
    pub fn with_frequency(mut self, frequency: std::time::Duration) -> Self {
        self.engine.pace(frequency);
        self
    }

    /// A plain string from which [`Client::resume`] takes the operation up, in this process or another; `None` before the
    /// first answer and when there is nothing left to ask.
    ///
    /// It is JSON: verb and URL of the request, the URL to poll, that of the result, the last status. No credential is in
    /// it, no header and nothing of a body. A polling URL of Azure Resource Manager has a signature in its query, and has it
    /// here, as nothing can be polled without; it says that the URL is the service's own, and opens nothing without a
    /// bearer token. Still, keep the token where you would keep such a URL, not in a log. One that was tampered with leads
    /// to no other host: every URL in it is checked like a link of the service.
    pub fn resume_token(&self) -> Option<&str> {
        self.engine.token()
    }
}

impl<O> Stream for Poller<O> {
    type Item = Result<Progress>;

    fn poll_next(self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<Option<Self::Item>> {
        self.get_mut().engine.poll_next(context)
    }
}

impl<O> FusedStream for Poller<O> {
    fn is_terminated(&self) -> bool {
        self.engine.has_ended()
    }
}

impl<O: FromFinal> IntoFuture for Poller<O> {
    type Output = Result<O>;
    type IntoFuture = BoxFuture<'static, Result<O>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move { (&mut self).await })
    }
}

/// Waits for the result without giving the poller away: if that fails, or is not waited for to the end, the poller still
/// has its [`resume_token`](Poller::resume_token).
impl<'a, O: FromFinal> IntoFuture for &'a mut Poller<O> {
    type Output = Result<O>;
    type IntoFuture = BoxFuture<'a, Result<O>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let (machine, response) = self.engine.run().await?;
            O::from_final(Final { machine, response })
        })
    }
}

impl<O> fmt::Debug for Poller<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("ended", &self.engine.has_ended()).finish_non_exhaustive()
    }
}
