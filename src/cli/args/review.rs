//! The words after `kantlijn review`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use kantlijn::coding::Day;
use kantlijn::render::SheetFormat;

use super::Study;

/// Read what the rules propose, and decide: a sheet to fill in, and the filled sheet back.
///
/// With -o it writes a sheet with a row for each proposed coding: the sentence before, the sentence with the matched words
/// marked, the sentence after, and a decision to pick: accept, reject, or recode to the code that fits. Given the filled sheet,
/// it keeps the decisions in decisions.csv of the study folder, or where --decisions says, as plain text with reviewer and
/// date; and every table takes them into account, whatever becomes of the rules: a decision stays with its passage.
#[derive(Args)]
#[command(after_help = "\
  kantlijn review … --code shame --sample 50 --seed 1 -o review.xlsx     a sheet to fill in
  kantlijn review review.xlsx --reviewer anna                            what anna decided
Columns: nr, transcript, speaker, code, name, before, sentence, after, decision, recode_to, memo, decided; and start, end,
words_before, words_after, text, by which a passage is found again: hidden in a workbook, leave them as they are.
The matched words are bold in .xlsx and .docx, and stand in [[…]] in .csv and .tsv.
With a Dutch codebook or --lang nl what people see in .xlsx and .docx is Dutch (besluit, andere code), and is read back as well.
Decisions may be written in English or Dutch (accept, ja, akkoord; reject, nee, afwijzen; recode, hercoderen); a memo alone
is kept too. Where a row cannot be understood all such rows are told, and nothing is kept.

Next:  kantlijn freq … --status accepted      only what a person has accepted
       kantlijn review … -o rest.xlsx         what nobody has decided on yet")]
#[command(mut_arg("codings", |arg| arg.hide(true)))]
#[command(mut_arg("transcripts", |arg| arg.help("Transcripts, as everywhere; or one filled sheet, to be read back")))]
pub struct Review {
    #[command(flatten)]
    pub study: Study,
    /// Write the sheet to this file: .xlsx, .docx, .csv or .tsv.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// xlsx, docx, csv or tsv, where the name of the file does not say.
    #[arg(short, long, value_name = "FORMAT", requires = "output")]
    pub format: Option<SheetFormat>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons.
    #[arg(long, requires = "output")]
    pub excel: bool,
    /// Only this code and the codes below it.
    #[arg(long, value_name = "CODE", requires = "output")]
    pub code: Option<String>,
    /// Draw so many proposals at random, without replacement; the sheet has them in order of place.
    #[arg(long, value_name = "N", requires = "output")]
    pub sample: Option<usize>,
    /// Seed of the draw.
    #[arg(long, default_value_t = 1, value_name = "N", requires = "sample")]
    pub seed: u64,
    /// Also what somebody has decided on already, with what was decided.
    #[arg(long, requires = "output")]
    pub all: bool,
    /// Read this filled sheet back, where transcripts are named too.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "output")]
    pub read: Option<PathBuf>,
    /// Who filled the sheet in.
    #[arg(long, value_name = "NAME", conflicts_with = "output")]
    pub reviewer: Option<String>,
    /// The day on which that was. Default: today, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "output")]
    pub date: Option<Day>,
}
