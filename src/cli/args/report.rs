//! `kantlijn report`: its words and help.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use kantlijn::coding::{Stance, Status};
use kantlijn::scope::Unit;

use super::{Chosen, Counting, Study, stance, status};

/// Put the whole study on one page that opens in a browser: numbers, the words behind them, transcripts, codebook.
///
/// The page is one file that needs no network and makes no connection: it can be mailed, archived, or opened from a stick.
/// It holds the transcripts word for word, unless --no-text leaves them out.
#[derive(Args)]
#[command(after_help = "\
The parts: overview, frequencies, co-occurrence, transcripts, codebook; agreement where several code, saturation where the
cases have analysed_on, crosstabs for each --by. Every number is that of `freq`, `cooc`, `crosstab`, `agree` or `saturation`,
and opens the quotes behind it. Where several code, the numbers are those of the rules, else of the first coder: --coder chooses.
  kantlijn report interviews -c codebook.toml -o report.html
  kantlijn report … --by profession --by years:0-5,6- --lang en -o report.html
  kantlijn report … --no-text -o appendix.html

Next:  open the file in a browser
       kantlijn freq …                       the same numbers for a spreadsheet")]
pub struct Report {
    #[command(flatten)]
    pub study: Study,
    /// Unit of analysis: answer (default), sentence, turn, paragraph, window:N, transcript or case.
    #[arg(short, long, value_name = "UNIT")]
    pub unit: Option<Unit>,
    /// Count for each value of this variable too, as with `freq`; may be repeated. Default: up to three variables of the table of
    /// cases with 2 to 12 values.
    #[arg(long, value_name = "VARIABLE")]
    pub by: Vec<String>,
    /// Only codings with this status: all, accepted or proposed.
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<Chosen<Status>>,
    /// Only codings with this stance: all, affirmed, negated, ceased or normative.
    #[arg(long, value_name = "STANCE", value_parser = stance)]
    pub stance: Option<Chosen<Stance>>,
    /// Codings of this coder only, or `any` for all coders together.
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// Write the page to this file, which ends in .html; or - for standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// The title of the page. Default: the name of the codebook.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Add 95% intervals of alpha and kappa where several code, from interviews drawn again and again.
    #[arg(long)]
    pub intervals: bool,
    /// Seed of the bootstrap.
    #[arg(long, default_value_t = 1, value_name = "N", requires = "intervals")]
    pub seed: u64,
    /// Leave every word of participants out: no transcripts, quotes, memos and examples, and of what is known of people nothing
    /// but the groups that are counted apart.
    #[arg(long)]
    pub no_text: bool,
}

impl Report {
    /// What is counted, as other commands have it.
    pub fn counting(&self) -> Counting {
        Counting {
            unit: self.unit,
            status: self.status,
            stance: self.stance,
            coder: self.coder.clone(),
            ..Counting::default()
        }
    }
}
