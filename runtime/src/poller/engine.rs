//! Drives the state machine: one step per item of the stream, within a deadline. Compiled once.

use super::Progress;
use super::machine::Machine;
use crate::client::BoxFuture;
use azure_core::async_runtime::{TaskFuture, get_async_runtime};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::RawResponse;
use azure_core::{Result, time};
use std::future::poll_fn;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use std::{fmt, mem};

/// The error at a poller's deadline. `error.downcast_ref::<DeadlineExceeded>()` finds it in an [`azure_core::Error`].
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct DeadlineExceeded {
    /// From which [`Client::resume`](crate::Client::resume) takes the operation up; `None` if the service had not
    /// answered at all.
    pub resume_token: Option<String>,
    /// The last status the service told.
    pub status: String,
    call: String,
    limit: Duration,
}

impl fmt::Display for DeadlineExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { call, limit, status, .. } = self;
        write!(f, "{call}: not finished at the deadline of {limit:?}, the last status was `{status}`")
    }
}

/// As `Display`: the token may hold a signed URL.
impl fmt::Debug for DeadlineExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DeadlineExceeded").field(&format_args!("{self}")).finish()
    }
}

impl std::error::Error for DeadlineExceeded {}

type Step = BoxFuture<'static, (Box<Machine>, Result<Option<Progress>>)>;

enum State {
    Idle(Box<Machine>),
    Busy(Step),
    /// Given up in the middle of a step, or already run.
    Gone,
}

pub(super) struct Engine {
    state: State,
    /// Whether the stream has ended.
    ended: bool,
    deadline: Option<Deadline>,
    /// What survives a step that is dropped half-way.
    token: Option<String>,
    status: String,
    call: String,
}

struct Deadline {
    limit: Duration,
    /// Set when the first step begins; a limit beyond what a clock can say has no end.
    running: Option<(Option<Instant>, TaskFuture)>,
}

impl Engine {
    pub(super) fn new(machine: Machine) -> Self {
        Self {
            ended: false,
            deadline: None,
            token: machine.token(),
            status: machine.status.clone(),
            call: machine.call().to_string(),
            state: State::Idle(Box::new(machine)),
        }
    }

    pub(super) fn limit(&mut self, limit: Duration) {
        self.deadline = Some(Deadline { limit, running: None });
    }

    /// Only between two steps: one under way keeps the pace it began with.
    pub(super) fn pace(&mut self, frequency: Duration) {
        if let State::Idle(machine) = &mut self.state {
            machine.frequency = time::Duration::try_from(frequency).unwrap_or(time::Duration::MAX);
        }
    }

    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// The next answer of the service; `None` when there is nothing left to ask.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Progress>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        // Looked at before the step: a service that answers at once would never leave time for it.
        if self.deadline.as_mut().is_some_and(|deadline| deadline.is_over(context)) {
            return Poll::Ready(Some(Err(self.give_up())));
        }
        let mut step = match mem::replace(&mut self.state, State::Gone) {
            State::Idle(mut machine) => Box::pin(async move {
                let result = machine.step().await;
                (machine, result)
            }),
            State::Busy(step) => step,
            State::Gone => return Poll::Ready(None),
        };
        let Poll::Ready((machine, result)) = step.as_mut().poll(context) else {
            self.state = State::Busy(step);
            return Poll::Pending;
        };
        (self.token, self.status) = (machine.token(), machine.status.clone());
        self.state = State::Idle(machine);
        self.ended = !matches!(result, Ok(Some(_)));
        Poll::Ready(result.transpose())
    }

    fn give_up(&mut self) -> Error {
        self.ended = true;
        self.state = State::Gone;
        let exceeded = DeadlineExceeded {
            resume_token: self.token.clone(),
            status: self.status.clone(),
            call: self.call.clone(),
            limit: self.deadline.as_ref().map(|deadline| deadline.limit).unwrap_or_default(),
        };
        Error::new(ErrorKind::Other, exceeded)
    }

    /// Steps to the end and gives the last answer.
    pub(super) async fn run(&mut self) -> Result<(Box<Machine>, RawResponse)> {
        while let Some(progress) = poll_fn(|context| self.poll_next(context)).await {
            progress?;
        }
        let last = match mem::replace(&mut self.state, State::Gone) {
            State::Idle(mut machine) => machine.take_result().map(|response| (machine, response)),
            State::Busy(_) | State::Gone => None,
        };
        last.ok_or_else(|| {
            let message =
                format!("{}: the poller has no result: it ended with an error, or gave it already", self.call);
            Error::with_message(ErrorKind::Other, message)
        })
    }
}

impl Deadline {
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        let (end, alarm) = self.running.get_or_insert_with(|| {
            let sleep = time::Duration::try_from(self.limit).unwrap_or(time::Duration::MAX);
            (Instant::now().checked_add(self.limit), get_async_runtime().sleep(sleep))
        });
        end.is_some_and(|end| end <= Instant::now()) || alarm.as_mut().poll(context).is_ready()
    }
}
