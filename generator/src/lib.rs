//! Armspan turns the OpenAPI descriptions of Azure Resource Manager into Rust clients on `azure_core`.
//!
//! Data flows one way, and the type changes at every arrow:
//! documents -> lift (Swagger 2.0 to `openapiv3`) -> lower (code model) -> names -> render -> format -> write.
//! `ARCHITECTURE.md` describes each stage and what it must not know.

pub mod diagnostics;
pub mod diff;
pub mod model;
pub mod origin;
