//! The words of `kantlijn quotes`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueHint};

use kantlijn::render::{Citation, Format, PaperFormat};

use super::{Counting, Output, Study, Wanted};

/// Read the words behind a number, or write them as text for a results chapter.
#[derive(Args)]
#[command(after_help = "\
Columns: transcript, case, speaker, part, turn, start, end, time, code, coder, status, stance, text
in order of place. `start` and `end` are those of codings.
  --code shame --with hierarchy     codings of shame in units that also hold hierarchy
  --uncoded --sample 10 --seed 1    ten units without any code: what the rules did not catch

As text (-f docx, md, html or txt, or a file that ends so): the quotes under their codes, in the codebook's order; then a
table of respondents and who is not quoted. Each has a number that is the same in every selection, Q12 for the coding that is
12 in the codings of `kantlijn code -o`; where it is found stands behind it, and so does negated and the like.
  kantlijn quotes --code shame --max-per-participant 2 --cite '{case}, {profession}' -o shame.docx
Fields of --cite: any variable of the cases, and case, speaker, part, transcript, turn, time, start, end, code, coder. Where one
is empty, what stands between it and the field before it is left out. Default: the case, else transcript and speaker.

Next:  kantlijn explain \"…\" -c …       why a sentence was or was not coded
       kantlijn matrix --rows case     the same, a row for each case")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("level", |arg| arg.hide(true)))]
pub struct Quotes {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    /// As text: docx, md, html or txt; as a table: table, csv, tsv, json, jsonl, parquet, arrow, xlsx or latex. Default: by the end
    /// of the name of -o's file; else table on a terminal, csv into a pipe or file.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<QuotesFormat>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    #[arg(long)]
    pub excel: bool,
    /// Leave every word of participants out.
    #[arg(long)]
    pub no_text: bool,
    /// Only codings of this code and the codes below it.
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Only where this code is in the same unit.
    #[arg(long, value_name = "CODE", requires = "code")]
    pub with: Option<String>,
    /// Units without any code instead of codings.
    #[arg(long, conflicts_with_all = ["code", "with"])]
    pub uncoded: bool,
    /// At most so many quotes of one participant in all, drawn at random.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_per_participant: Option<u32>,
    /// Draw so many at random, without replacement, shown in order of place; with --max-per-participant from what that leaves.
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// Seed of the draw; 1 where none is given.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// As text: who a quote is attributed to, such as '{case}, {profession}, {transcript}:{turn}'.
    #[arg(long, value_name = "TEMPLATE")]
    pub cite: Option<Citation>,
    /// As text: make the matched words bold.
    #[arg(long)]
    pub mark: bool,
}

/// How quotes are written: as a table, or as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotesFormat {
    Table(Format),
    Text(PaperFormat),
}

impl FromStr for QuotesFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match PaperFormat::from_word(word) {
            Some(format) => Ok(Self::Text(format)),
            None => word.parse().map(Self::Table).map_err(|error: String| format!("{error}, docx, html, txt")),
        }
    }
}

impl Quotes {
    /// The format of text that is asked for, by its word or by the end of the file's name; none for a table.
    pub fn text_format(&self) -> Option<PaperFormat> {
        match self.format {
            Some(QuotesFormat::Text(format)) => Some(format),
            Some(QuotesFormat::Table(_)) => None,
            None => paper_format_of(self.output.as_deref()),
        }
    }

    /// Where a table goes.
    pub fn table(&self) -> Output {
        let format = match self.format {
            Some(QuotesFormat::Table(format)) => Some(Wanted::Table(format)),
            _ => None,
        };
        let Self { output, force, excel, no_text, .. } = self;
        Output { format, output: output.clone(), force: *force, excel: *excel, no_text: *no_text }
    }
}

/// The format that the end of a file's name asks for.
pub fn paper_format_of(path: Option<&std::path::Path>) -> Option<PaperFormat> {
    let extension = path?.extension()?.to_str()?.to_lowercase();
    PaperFormat::from_word(if extension == "htm" { "html" } else { &extension })
}
