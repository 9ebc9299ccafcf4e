//! Spector's scenarios of Azure Resource Manager, from the documents that the TypeSpec compiler emits for them.
//!
//! The expected values are those of `mockapi.ts` in the server's package.

#[cfg(not(conformance))]
#[test]
#[ignore = "needs the servers: run scripts/conformance"]
fn spector() {}

#[cfg(conformance)]
mod common_properties;
#[cfg(conformance)]
mod large_header;
#[cfg(conformance)]
mod method_subscription_id;
#[cfg(conformance)]
mod multi_service;
#[cfg(conformance)]
mod non_resource;
#[cfg(conformance)]
mod operation_templates;
#[cfg(conformance)]
mod resources;
