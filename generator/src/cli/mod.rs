//! The command line: reads arguments, calls the library, says what happened.

mod all;
mod args;
mod check;
mod diff;
mod generate;
mod inspect;
mod message;
mod style;
mod update;
mod workspace;

use args::{Arguments, Command};
use clap::Parser;
use message::Messages;
use std::process::ExitCode;

/// How a command ended, the worst last; the exit codes that the help text promises.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Outcome {
    /// What was asked for is done.
    Done,
    /// Something is wrong with the documents or with the output on disk.
    Found,
    /// It could not be tried: wrong usage, an unreadable configuration, a file system that refuses.
    CouldNotRun,
}

/// Runs the command line with the arguments of this process.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let messages = Messages::new(arguments.format());
    let outcome = match &arguments.command {
        Command::Generate(command) => generate::run(command, &messages),
        Command::Check(command) => check::run(command, &messages),
        Command::Inspect(command) => inspect::run(command, &messages),
        Command::GenerateAll(command) => all::run(command, &messages),
        Command::Diff(command) => diff::run(command, &messages),
        Command::Update(command) => update::run(command, &messages),
    };
    ExitCode::from(match outcome {
        Outcome::Done => 0,
        Outcome::Found => 1,
        Outcome::CouldNotRun => 2,
    })
}
