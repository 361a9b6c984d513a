//! `kantlijn saturation`: its words and help.

use clap::Args;

use super::{Counting, Output, Study};

/// See how many new codes each interview brought, in the order in which they were analysed.
#[derive(Args)]
#[command(after_help = "\
The order is that of `analysed_on`, a column of the table of cases (dates as 2026-03-14, or numbers): never that of files.
Columns: step, transcript, case, analysed_on, codings, codes, new_codes, cumulative, cumulative_pct, new_names
  --expected   expected, expected_sd: the curve over all orders (Mao Tau)
  --estimates  instead of the curve estimate, setting, value, reading: interviews to 50, 80, 90 and 100%; Guest, Namey & Chen
               (base 4, 5, 6, run 2, 3); Chao2, jackknives, coverage, completeness
Codings by rules give the coverage of the codebook over interviews, which is no saturation: they have no estimates.
  kantlijn saturation … --codings codings.csv --coder anna
  kantlijn saturation … --codings codings.csv --coder anna --estimates

Next:  kantlijn quotes … --code CODE         the words of a code that came late
       kantlijn freq … --by transcript       all codes of each interview")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("unit", |arg| arg.hide(true)))]
pub struct Saturation {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub output: Output,
    /// The variable that says when each interview was analysed: dates or numbers.
    #[arg(long, default_value = "analysed_on", value_name = "VARIABLE")]
    pub order: String,
    /// Count interviews in which a person coded nothing as analysed; else they are left out, and the caption tells how many.
    #[arg(long)]
    pub uncoded: bool,
    /// Add the curve that does not depend on the order.
    #[arg(long, conflicts_with = "estimates")]
    pub expected: bool,
    /// Show estimates instead of the curve; they assume that interviews are independent draws.
    #[arg(long)]
    pub estimates: bool,
}
