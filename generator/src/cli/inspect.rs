//! `armspan inspect`.

use super::Outcome;
use super::args::Inspect;
use super::generate::read;
use super::message::Messages;
use crate::driver::{self, RunOptions};
use crate::model;

pub(super) fn run(command: &Inspect, messages: &Messages) -> Outcome {
    let description = read(&command.input, None).and_then(|config| driver::describe(&config, &RunOptions::default()));
    match description {
        Ok(description) => {
            messages.findings(&description.findings);
            messages.line(model::dump(&description.model).trim_end());
            Outcome::Done
        }
        Err(failure) => messages.failure(&failure),
    }
}
