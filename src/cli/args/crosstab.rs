//! `kantlijn crosstab`: its words and help.

use clap::Args;

use kantlijn::tables::{Counted, Share};

use super::{Counting, Output, Study};

/// Set codes against the values of a variable: who speaks of what.
#[derive(Args)]
#[command(after_help = "\
Columns (a row for each value and each code): VARIABLE, theme, code, name, count, of
  --shares     row_pct: of all with the code; column_pct: of all with the value; total_pct: of all
  --tests      of each cell expected, residual, residual_q, flag (more, fewer); of each code chi2, df, p, q, g2,
               cramers_v, cramers_v_corrected, min_expected, small_cells_pct
`of` is how many participants (or what --count says) have the value, with the code or without. On a terminal the values stand
side by side; --tests marks what is flagged with + and -.
  kantlijn crosstab … --by profession --shares column --level 1
  kantlijn crosstab … --by years:0-5,6- --tests

Next:  kantlijn quotes … --code CODE --where 'profession = \"nurse\"'    the words behind a cell
       kantlijn freq … --by profession                               more measures, the same groups")]
pub struct Crosstab {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub output: Output,
    /// What is counted: participants, transcripts, units or codings.
    #[arg(long, default_value = "participants", value_name = "WHAT", value_parser = counted)]
    pub count: Counted,
    /// Add shares: of the row, the column, or the total. May be repeated.
    #[arg(long, value_name = "OF", value_parser = share)]
    pub shares: Vec<Share>,
    /// Add tests of each code; they assume that participants were drawn at random.
    #[arg(long)]
    pub tests: bool,
}

fn counted(word: &str) -> Result<Counted, String> {
    Counted::from_word(word).ok_or_else(|| format!("expected {}", Counted::WORDS.join(", ")))
}

fn share(word: &str) -> Result<Share, String> {
    Share::from_word(word).ok_or_else(|| format!("expected {}", Share::WORDS.join(", ")))
}
