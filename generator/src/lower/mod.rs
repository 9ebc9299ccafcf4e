//! From lifted documents to the code model. Schemas and operations are lowered one to one; then passes over the model
//! settle one fact each.
//!
//! Only what an operation reaches is lowered, so that nothing is reported about a definition nobody uses. Nothing here
//! walks a document twice: definitions are found by document and name, and each is resolved once.

mod all_of;
mod bodies;
mod catalog;
mod context;
mod conventions;
mod draft;
mod endpoint;
mod enums;
mod examples;
mod extensions;
mod facts;
mod formats;
mod media;
mod objects;
mod operation_ids;
mod operations;
mod parameters;
mod passes;
mod paths;
mod place;
mod primitives;
mod responses;
mod schemas;
mod shape;
#[cfg(test)]
mod tests;

use crate::diagnostics::Diagnostics;
use crate::lift::Lifted;
use crate::model::CodeModel;
use context::Lowering;

/// What a configuration may say about the meaning of documents.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LowerOptions {
    /// Wire names of parameters that the client holds, whatever the documents say.
    pub client_parameters: Vec<String>,
    /// Wire names of parameters that every method asks for, whatever the documents say.
    pub method_parameters: Vec<String>,
}

/// Lowers documents to the code model.
pub fn lower(lifted: &Lifted, options: &LowerOptions, diagnostics: &mut Diagnostics) -> CodeModel {
    let mut lowering = Lowering::new(lifted, options, diagnostics);
    lowering.endpoint();
    lowering.operations();
    lowering.fill_pending();
    passes::run(lowering)
}
