//! Model to model: each pass settles one fact, and stands where it does for the reason beside it.

mod assemble;
mod client_parameters;
mod dedupe;
mod paging;
mod polymorphism;
mod renumber;
mod usage;

use super::context::Lowering;
use crate::model::CodeModel;

/// Runs all passes and hands out the finished model.
pub(super) fn run(mut lowering: Lowering<'_, '_>) -> CodeModel {
    // First: what derives from a base is part of the base's structure, which the next pass compares.
    polymorphism::link(&mut lowering.drafts);
    // Equal declarations become one, so that what follows sees each type once.
    dedupe::run(&mut lowering.drafts);
    // Only now it shows which variants of one value are different types.
    polymorphism::settle(&mut lowering);
    paging::settle(&mut lowering);
    client_parameters::settle(&mut lowering);
    // Drops what no operation reaches and puts the rest in document order.
    let mut model = assemble::run(lowering);
    // Last: only what is left is marked.
    usage::mark(&mut model);
    model
}
