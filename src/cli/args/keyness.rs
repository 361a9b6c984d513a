//! `kantlijn keyness`: its words and help.

use clap::Args;

use kantlijn::scope::Condition;

use super::{Counting, Output, Study};

/// See which words are typical of a code, or of some speakers, against all other words.
#[derive(Args)]
#[command(after_help = "\
Columns: word, count, rest_count, per_1000, rest_per_1000, log_ratio, g2
The most typical words come first; those that are typical of the others come last, with a negative g2.
  kantlijn keyness … --code shame                      words in codings of shame against the rest
  kantlijn keyness … --group 'profession = \"nurse\"'    nurses' words against everybody else's
--where limits both sides. For exploring, without probabilities: a word may be the habit of one person.

Next:  kantlijn kwic WORD …                  the word in its context
       kantlijn quotes … --code CODE         the codings themselves")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("unit", |arg| arg.hide(true)))]
#[command(mut_arg("level", |arg| arg.hide(true)))]
#[command(mut_arg("no_text", |arg| arg.hide(true)))]
pub struct Keyness {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub output: Output,
    /// Words in codings of this code and the codes below it.
    #[arg(long, value_name = "CODE", conflicts_with = "group")]
    pub code: Option<String>,
    /// Words of speakers of whom this holds.
    #[arg(long, value_name = "CONDITION")]
    pub group: Option<Condition>,
    /// Only words that occur at least so often, on both sides together.
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub min: u64,
}
