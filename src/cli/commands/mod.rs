//! What each command does: resolve the arguments, run the library, write what came out.

pub mod agree;
pub mod check;
pub mod code;
pub mod compare;
pub mod completions;
pub mod convert;
pub mod cooc;
pub mod crosstab;
pub mod explain;
pub mod freq;
pub mod init;
pub mod keyness;
pub mod kwic;
pub mod man;
pub mod matrix;
pub mod methods;
pub mod plot;
pub mod quotes;
pub mod report;
pub mod review;
pub mod sample;
pub mod saturation;
pub mod transcript;

use std::process::ExitCode;

/// What a command that could be carried out answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Fine,
    /// It was carried out, and the answer is no.
    No,
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Fine => ExitCode::SUCCESS,
            Answer::No => ExitCode::from(1),
        }
    }
}
