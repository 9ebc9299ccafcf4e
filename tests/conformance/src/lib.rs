//! Clients generated from other people's documents, and what their tests share.
//!
//! `scripts/conformance` installs two servers that judge REST clients, generates a client from each of their documents
//! (`build.rs` calls the generator as any project would) and runs the tests of this crate against them. Without the
//! documents the crate compiles to nothing but the score's own tests.

pub mod score;

mod scenario;
#[cfg(conformance)]
mod transport;

pub use scenario::{Document, RECORDS};
#[cfg(conformance)]
pub use transport::{Token, autorest, client_options, finish, items, spector};

/// The generated clients, one module per document or package.
#[cfg(conformance)]
#[allow(clippy::disallowed_types, reason = "models of a client have maps")]
pub mod clients {
    include!(concat!(env!("OUT_DIR"), "/clients.rs"));
}

/// A client for one of the AutoRest server's documents.
#[macro_export]
macro_rules! autorest_client {
    ($client:ident, $options:ident $(, $parameter:expr)*) => {{
        let options = $options {
            endpoint: Some($crate::autorest()),
            allow_insecure_loopback: true,
            client_options: $crate::client_options(),
            ..$options::default()
        };
        $client::new($($parameter,)* Some(options)).expect("the endpoint is a URL")
    }};
}

/// A client for one of the Spector server's packages: a subscription, a token, and a server on loopback.
#[macro_export]
macro_rules! arm_client {
    ($client:ident, $options:ident) => {{
        let options = $options {
            endpoint: Some($crate::spector()),
            allow_insecure_loopback: true,
            client_options: $crate::client_options(),
            ..$options::default()
        };
        let subscription = "00000000-0000-0000-0000-000000000000";
        $client::new(subscription, std::sync::Arc::new($crate::Token), Some(options)).expect("the endpoint is a URL")
    }};
}

/// A value of a model that only comes back, which no literal can build outside of its crate; the rest is its default.
#[macro_export]
macro_rules! answer {
    ($model:ident { $($field:ident: $value:expr),* $(, ..$rest:expr)? $(,)? }) => {{
        let mut answer = $model::default();
        $(answer.$field = $value;)*
        answer
    }};
}

/// One test per line: a scenario, a call, and the value that its answer must decode to.
#[macro_export]
macro_rules! reads {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $expected:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let actual = $call.await?.into_model()?;
            $document.decoded($scenario, actual, $expected);
            Ok(())
        }
    )*};
}

/// One test per line: a scenario and a call that the server judges, which answers with a status alone.
#[macro_export]
macro_rules! sends {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $status:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let response = $call.await?;
            $document.answered($scenario, response.status(), $status);
            Ok(())
        }
    )*};
}

/// One test per line: a scenario and a call whose answer has a status of 200 and no body.
#[macro_export]
macro_rules! reads_nothing {
    ($document:expr; $($test:ident $scenario:literal $call:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let (status, _, body) = $call.await?.deconstruct();
            $document.decoded($scenario, (u16::from(status), body.as_ref()), (200, b"".as_slice()));
            Ok(())
        }
    )*};
}

/// One test per line: a scenario and a call whose answer is not what the document says, and part of the error's line.
#[macro_export]
macro_rules! reads_garbage {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $says:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            $document.refused($scenario, $call.await?.into_model(), None, &[$says]);
            Ok(())
        }
    )*};
}

/// One test per line: a scenario, a long-running operation, and the value that it ends with.
#[macro_export]
macro_rules! ends_with {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $expected:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let actual = $crate::finish($call).await?.into_model()?;
            $document.decoded($scenario, actual, $expected);
            Ok(())
        }
    )*};
}

/// One test per line: a scenario, a long-running operation, and the status that it ends with.
#[macro_export]
macro_rules! ends {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $status:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let response = $crate::finish($call).await?;
            $document.answered($scenario, response.status(), $status);
            Ok(())
        }
    )*};
}

/// One test per line: a scenario, a long-running operation that fails, the status and part of the error's line.
#[macro_export]
macro_rules! ends_badly {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $status:expr, $says:expr;)*) => {$(
        #[tokio::test]
        async fn $test() {
            $document.refused($scenario, $crate::finish($call).await, $status, &$says);
        }
    )*};
}

/// One test per line: a scenario and a call that the server refuses with a status, and part of the error's line.
#[macro_export]
macro_rules! fails {
    ($document:expr; $($test:ident $scenario:literal $call:expr => $status:expr, $says:expr;)*) => {$(
        #[tokio::test]
        async fn $test() {
            $document.refused($scenario, $call.await, $status, &$says);
        }
    )*};
}
