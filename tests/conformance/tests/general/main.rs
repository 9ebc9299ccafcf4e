//! The AutoRest server's scenarios of what every REST client does: bodies, URLs, headers, statuses, models.
//!
//! The expected values are those of the server's sources: `legacy/routes/*.js` and `src/test-routes` in its package.

#[cfg(not(conformance))]
#[test]
#[ignore = "needs the servers: run scripts/conformance"]
fn general() {}

/// The server's text of many scripts, in escapes: some of its characters are taken for others once an editor normalises them.
#[cfg(conformance)]
const MULTI_BYTE: &str = "\u{554a}\u{9f44}\u{4e02}\u{72db}\u{72dc}\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}";

#[cfg(conformance)]
mod body_array;
#[cfg(conformance)]
mod body_complex;
#[cfg(conformance)]
mod body_dictionary;
#[cfg(conformance)]
mod body_primitives;
#[cfg(conformance)]
mod body_streams;
#[cfg(conformance)]
mod errors;
#[cfg(conformance)]
mod header;
#[cfg(conformance)]
mod hosts;
#[cfg(conformance)]
mod http_failures;
#[cfg(conformance)]
mod http_payloads;
#[cfg(conformance)]
mod http_success;
#[cfg(conformance)]
mod models;
#[cfg(conformance)]
mod optional;
#[cfg(conformance)]
mod polymorphism;
#[cfg(conformance)]
mod reserved_words;
#[cfg(conformance)]
mod url;
