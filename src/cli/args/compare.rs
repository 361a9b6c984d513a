//! What can be typed after `kantlijn compare`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Output, Study};

/// Compare two runs, or two versions of a codebook: which codings appeared, vanished, moved or changed, and by which rule.
///
/// A run is the folder of `kantlijn code … -o DIR`, or a table of codings. With --with, the transcripts are coded by the
/// codebook of -c and by that of --with, and nothing is written.
#[derive(Args)]
#[command(after_help = "\
Columns: change, transcript, code, coder, start_a, end_a, start_b, end_b, differs, rules_a, rules_b, text
  change       appeared (only in B), vanished (only in A), moved (another passage that overlaps), changed (same passage)
  differs      what else differs: status, stance, prompted, memo, rules
  rules_a/_b   the lines of the codebook that made it and what they say; `(only in A)` where the other codebook has no
               such rule for the code, whatever its line: that is why it appeared or vanished
  --summary    code, only_a, only_b, both, moved, changed

  kantlijn compare january february                       two folders of `code -o`
  kantlijn compare anna.csv bram.csv                      two tables of codings with positions
  kantlijn compare interviews -c old.toml --with new.toml   what an edit of the codebook does
Exit code 0 whether they differ or not; with --exit-code 1 when they do.

Next:  kantlijn quotes … --code CODE         the words behind a code
       kantlijn explain \"…\" -c …             why a sentence was or was not coded")]
#[command(mut_arg("transcripts", |arg| arg.value_name("RUN_A RUN_B | TRANSCRIPTS").help(
    "Two runs: folders of `code -o`, or tables of codings. With --with: transcripts, as for every command")))]
#[command(mut_arg("codings", |arg| arg.hide(true)))]
pub struct Compare {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub output: Output,
    /// Code the transcripts by this codebook too, as B, and by that of -c as A.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub with: Option<PathBuf>,
    /// A row a code instead of a row a coding.
    #[arg(long)]
    pub summary: bool,
    /// Exit with 1 when anything differs.
    #[arg(long)]
    pub exit_code: bool,
}
