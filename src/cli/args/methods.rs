//! The words of `kantlijn methods`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use kantlijn::render::PaperFormat;

use super::{Counting, Study};

/// Write the paragraphs on coding of a methods section, from what was really done.
///
/// What was read and counted, in what unit and whose words, by which codebook, who coded how much and what was reviewed, how far
/// coders agree, what was left out, and the lines that do it again. It judges nothing. What the program cannot know is visibly left
/// open: [… to be filled in: …].
#[derive(Args)]
#[command(after_help = "\
  kantlijn methods my-study --lang nl -o methode.docx
  kantlijn methods interviews -c codebook.toml --codings anna.csv --codings bram.csv --intervals

Agreement is that of the people who coded, or of the rules and the one person who did: Krippendorff's alpha over all codes
together, as `kantlijn agree` has it, and its range over codes.

Next:  kantlijn agree …      agreement code by code
       kantlijn code … -o    the tables, with run.json: whole hashes, options and counts")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("level", |arg| arg.hide(true)))]
pub struct Methods {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    /// Add the 95% interval of alpha: bootstrap over interviews.
    #[arg(long)]
    pub intervals: bool,
    /// Seed of the bootstrap.
    #[arg(long, default_value_t = 1, value_name = "N", requires = "intervals")]
    pub seed: u64,
    /// txt, md, docx or html. Default: txt.
    #[arg(short, long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<PaperFormat>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
}

fn format(word: &str) -> Result<PaperFormat, String> {
    PaperFormat::from_word(word).ok_or_else(|| format!("expected {}", PaperFormat::WORDS.join(", ")))
}
