//! Moving a package to another version of its service: documents, configuration, output and change report in one step.
//!
//! [`Update::plan`] finds the version, reads it from where it is published and generates in memory; nothing is written.
//! [`Update::apply`] then writes all of it or nothing, even if it is killed ([`journal`]).

#[cfg(feature = "cli")]
mod bring;
#[cfg(feature = "cli")]
mod changelog;
#[cfg(feature = "cli")]
mod discover;
#[cfg(feature = "cli")]
mod edit;
#[cfg(feature = "cli")]
mod endings;
pub mod journal;
#[cfg(feature = "cli")]
mod layout;
#[cfg(feature = "cli")]
mod plan;
#[cfg(feature = "cli")]
mod references;
mod steps;
#[cfg(feature = "cli")]
mod version;

#[cfg(feature = "cli")]
pub use discover::Available;
#[cfg(feature = "cli")]
pub use plan::{Options, Update, Wanted, list};
#[cfg(feature = "cli")]
pub use version::ApiVersion;
