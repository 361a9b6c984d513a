//! The command `kantlijn`: arguments in, bytes out. Everything it knows is in the library.

mod args;
mod commands;
mod hand;
mod interrupt;
mod noticed;
mod output;
mod pager;
mod per_transcript;
mod project;
mod redact;
mod settings;
mod study;
mod talk;
mod timings;
mod unused;

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;

use args::{Arguments, Command};

fn main() -> ExitCode {
    let since = Instant::now();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) => return not_run(&answer),
    };
    arguments.color.unwrap_or_default().write_global();
    if arguments.no_pager {
        pager::off();
    }
    if pager::is_on() && io::stderr().is_terminal() {
        talk::hold();
    }
    let outcome = match &arguments.command {
        Command::Init(args) => commands::init::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Code(args) => commands::code::run(args),
        Command::Freq(args) => commands::freq::run(args),
        Command::Cooc(args) => commands::cooc::run(args),
        Command::Agree(args) => commands::agree::run(args),
        Command::Crosstab(args) => commands::crosstab::run(args),
        Command::Saturation(args) => commands::saturation::run(args),
        Command::Plot(args) => commands::plot::run(args),
        Command::Quotes(args) => commands::quotes::run(args),
        Command::Matrix(args) => commands::matrix::run(args),
        Command::Methods(args) => commands::methods::run(args),
        Command::Kwic(args) => commands::kwic::run(args),
        Command::Keyness(args) => commands::keyness::run(args),
        Command::Explain(args) => commands::explain::run(args),
        Command::Report(args) => commands::report::run(args),
        Command::Review(args) => commands::review::run(args),
        Command::Sample(args) => commands::sample::run(args),
        Command::Transcript(args) => commands::transcript::run(args),
        Command::Compare(args) => commands::compare::run(args),
        Command::Convert(args) => commands::convert::run(args),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args),
    };
    talk::let_go();
    if outcome.is_ok() {
        timings::say(since);
    }
    match outcome {
        Ok(answer) => answer.into(),
        Err(error) if talk::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            talk::error(&error);
            ExitCode::from(2)
        }
    }
}

/// Answers what cannot be run: help and the version as what people read, and what was wrongly typed.
fn not_run(answer: &clap::Error) -> ExitCode {
    if answer.use_stderr() {
        redact::begin_as_typed();
        talk::mistyped(answer);
        return ExitCode::from(2);
    }
    // The arguments are not read any further than to the word that asks for help.
    if std::env::args_os().any(|argument| argument == "--no-pager") {
        pager::off();
    }
    let text = answer.render();
    let text = if output::style(false).colour { text.ansi().to_string() } else { text.to_string() };
    // Nobody is there to read where it cannot be written.
    let _ = output::show(text.as_bytes());
    ExitCode::SUCCESS
}
