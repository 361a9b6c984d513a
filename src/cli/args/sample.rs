//! The words after `kantlijn sample`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use kantlijn::render::SheetFormat;

use super::{Counting, Study};

/// Draw whole answers blind, for a second coder.
///
/// The sheet has the question, the words and an empty column for codes, and says nothing of what the rules or a first coder
/// found. Units are drawn for each code and among those without any, spread over participants, and shuffled. The codebook stands
/// on a worksheet beside them.
#[derive(Args)]
#[command(after_help = "\
  kantlijn sample … --per-code 10 --uncoded 40 --seed 1 -o second-coder.xlsx
Columns: nr, transcript, speaker, question, words, codes, memo; and start, end, text, before, after, by which a unit is found
again: hidden in a workbook, leave them as they are. Write the codes that fit in `codes`, several parted by ; and - where
none does. An empty cell is a unit that is not rated yet.
With a Dutch codebook or --lang nl the headings that people see in .xlsx are Dutch (vraag, woorden), and are read back as well.
Beside the sheet stands its design (second-coder.design.csv): in which stratum each unit lies, of its rarest code or of units
without any, and with what probability it was drawn. Do not give that to the coder, and keep it beside the sheet under the same
name: it weights the ratings, so that what they say of the rules holds for all units and not for the drawn ones alone.

Next:  kantlijn agree … -c CODEBOOK --codings second-coder.xlsx --truth second-coder     how well the rules find what is there
       kantlijn freq … --codings second-coder.xlsx                                       what the second coder found")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("level", |arg| arg.hide(true)))]
pub struct Sample {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    /// Draw so many units for each code, among those of which it is the rarest code.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub per_code: u64,
    /// Draw so many units without any code.
    #[arg(long, default_value_t = 40, value_name = "N")]
    pub uncoded: u64,
    /// Seed of the draw.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Write the sheet to this file: .xlsx, .csv or .tsv.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    /// xlsx, csv or tsv, where the name of the file does not say.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<SheetFormat>,
    /// Overwrite the file of -o, and its design.
    #[arg(long)]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons.
    #[arg(long)]
    pub excel: bool,
}
