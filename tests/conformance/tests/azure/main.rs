//! The AutoRest server's scenarios of what ARM does: long-running operations, paging, grouped parameters, oddities.
//!
//! The expected values are those of the server's sources: `legacy/routes/*.js` and `src/test-routes` in its package.

#[cfg(not(conformance))]
#[test]
#[ignore = "needs the servers: run scripts/conformance"]
fn azure() {}

#[cfg(conformance)]
mod custom_base_url_paging;
#[cfg(conformance)]
mod grouping;
#[cfg(conformance)]
mod lro;
#[cfg(conformance)]
mod lro_errors;
#[cfg(conformance)]
mod lro_parameterized;
#[cfg(conformance)]
mod lro_retries;
#[cfg(conformance)]
mod multiapi;
#[cfg(conformance)]
mod paging;
#[cfg(conformance)]
mod special;
#[cfg(conformance)]
mod subscription;
