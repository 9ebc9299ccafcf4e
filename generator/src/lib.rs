//! Armspan turns the OpenAPI descriptions of Azure Resource Manager into Rust clients on `azure_core`.
//!
//! Data flows one way, and the type changes at every arrow:
//! documents -> lift (Swagger 2.0 to `openapiv3`) -> lower (code model) -> names -> render -> format -> write.
//! `ARCHITECTURE.md` describes each stage and what it must not know.
//!
//! A build script needs one call, and no more of this crate than is left without its default features:
//!
//! ```no_run
//! // build.rs
//! armspan::build("specs/keyvault/armspan.toml").run();
//! ```
//!
//! [`build`](fn@build) has the other ways to name documents and to say where the sources go. Whoever wants the files in
//! memory reads a [`config::Config`] and calls [`driver::describe`].

pub mod build;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostics;
#[cfg(feature = "cli")]
pub mod diff;
pub mod documents;
pub mod driver;
pub mod inventory;
pub mod lift;
pub mod lower;
pub mod model;
pub mod names;
pub mod origin;
pub mod output;
pub mod render;
pub mod update;

pub use build::{Build, build};
