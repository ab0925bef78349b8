//! The command `dateline`: pages of news in, stories with proof out.

mod args;
mod exit;
mod input;
mod output;
mod progress;
mod table;
mod verbs;
mod writer;

use std::process::ExitCode;

use clap::Parser;

use args::{Command, Dateline};
use exit::Failure;

fn main() -> ExitCode {
    let command = Dateline::parse();
    match run(&command) {
        Ok(outcome) => outcome.into(),
        Err(failure) => failure.report(),
    }
}

fn run(command: &Dateline) -> Result<exit::Outcome, Failure> {
    let common = &command.common;
    common.start_threads();
    match &command.verb {
        Command::Read(verb) => verbs::read::run(verb, common),
        Command::Mark(verb) => verbs::read::mark(verb, common),
        Command::Trace(verb) => verbs::trace::run(verb, common),
        Command::Stories(verb) => verbs::stories::run(verb, common),
        Command::Brief(verb) => verbs::part::run(verb, verbs::part::Part::Brief, common),
        Command::Timeline(verb) => verbs::part::run(verb, verbs::part::Part::Timeline, common),
        Command::Matrix(verb) => verbs::part::run(verb, verbs::part::Part::Matrix, common),
        Command::Quotes(verb) => verbs::part::run(verb, verbs::part::Part::Quotes, common),
        Command::Why(verb) => verbs::why::run(verb, common),
        Command::Diff(verb) => verbs::diff::run(verb, common),
        Command::Split(verb) => verbs::decide::split(verb, common),
        Command::Merge(verb) => verbs::decide::merge(verb, common),
        Command::Pin(verb) => verbs::decide::pin(verb, common),
        Command::Explain(verb) => verbs::explain::run(verb, common),
        Command::Verify(verb) => verbs::verify::run(verb, common),
        Command::Eval(verb) => verbs::eval::run(verb, common),
        Command::Demo(verb) => verbs::demo::run(verb, common),
        Command::Schema(verb) => verbs::reference::schema(verb, common),
        Command::Completions(verb) => verbs::reference::completions(verb, common),
        Command::Man => verbs::reference::man(common),
    }
}
