//! `kantlijn completions`: what a shell needs to complete arguments.

use clap::CommandFactory;
use kantlijn::Result;

use super::Answer;
use crate::args::{Arguments, Completions};
use crate::output;

pub fn run(args: &Completions) -> Result<Answer> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "kantlijn", &mut script);
    output::print(&script)?;
    Ok(Answer::Fine)
}
