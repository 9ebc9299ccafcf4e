//! `armspan inspect`.

use super::Outcome;
use super::args::Inspect;
use super::generate::read;
use super::message::Messages;
use crate::driver::{self, RunOptions};
use crate::inventory::inventory;
use crate::model;
use crate::render::Layout;

pub(super) fn run(command: &Inspect, messages: &Messages) -> Outcome {
    let description = read(&command.input, None).and_then(|config| driver::describe(&config, &RunOptions::default()));
    match description {
        Ok(description) => {
            messages.findings(&description.findings);
            if command.api {
                inventory(description.sources(Layout::Library).iter()).iter().for_each(|line| messages.line(line));
            } else {
                messages.line(model::dump(&description.model).trim_end());
            }
            Outcome::Done
        }
        Err(failure) => messages.failure(&failure),
    }
}
