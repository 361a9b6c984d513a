//! The words of `kantlijn matrix`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueHint};

use kantlijn::render::Format;
use kantlijn::tables::MatrixCells;

use super::{Counting, Output, Study, Wanted};

/// Set cases against codes, with the words or the counts in the cells: the matrix of the framework method.
#[derive(Args)]
#[command(after_help = "\
Columns: what --rows names, and one for each code, under its id; a column is the code with everything below it.
  --cells quotes   each passage with its transcript, turn and time; nothing where there is none
  --cells count    codings: the numbers of kantlijn freq --by, and 0 where there is none
  --cells units    units in which the code is present
Themes are columns, and with --code that code and the codes below it; --level 2 or all shows more of them.
As a workbook (-f xlsx, or a file that ends so) cells are wrapped, and cases and codes stay in sight. What is longer than Excel's
32,767 characters is cut, says so in the cell, and is told.

  kantlijn matrix --rows case --code shame --cells quotes -o shame.xlsx
  kantlijn matrix --rows profession --cells count

Next:  kantlijn quotes … --code CODE -o quotes.docx    the same words, under their codes")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
pub struct Matrix {
    #[command(flatten)]
    pub study: Study,
    /// A row for each: case, participant, transcript, speaker, or any variable; `years:0-5,6-10,11-` makes classes.
    #[arg(long, default_value = "case", value_name = "ROWS")]
    pub rows: String,
    /// A column for each: code.
    #[arg(long, default_value = "code", value_name = "COLUMNS", value_parser = ["code"])]
    pub columns: String,
    /// What stands in the cells: quotes, count or units.
    #[arg(long, default_value = "quotes", value_name = "CELLS", value_parser = cells)]
    pub cells: MatrixCells,
    /// Only this code and the codes below it.
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    #[command(flatten)]
    pub counting: Counting,
    /// xlsx, a workbook to read; or table, csv, tsv, json, jsonl, parquet, arrow, docx, md, html or latex. Default: by the end
    /// of the name of -o's file; else table on a terminal, csv into a pipe or file.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<MatrixFormat>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    #[arg(long)]
    pub excel: bool,
    /// Leave every word of participants out; --cells count and units have none.
    #[arg(long)]
    pub no_text: bool,
}

/// How a matrix is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixFormat {
    Table(Format),
    /// A workbook to read.
    Workbook,
}

impl FromStr for MatrixFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "xlsx" => Ok(Self::Workbook),
            _ => word.parse().map(Self::Table).map_err(|error: String| format!("{error}, xlsx")),
        }
    }
}

impl Matrix {
    /// Whether a workbook is asked for, by its word or by the end of the file's name.
    pub fn is_workbook(&self) -> bool {
        let extension = self.output.as_deref().and_then(|path| path.extension()).unwrap_or_default();
        match self.format {
            None => extension.eq_ignore_ascii_case("xlsx"),
            Some(format) => format == MatrixFormat::Workbook,
        }
    }

    /// Where a table goes.
    pub fn table(&self) -> Output {
        let format = match self.format {
            Some(MatrixFormat::Table(format)) => Some(Wanted::Table(format)),
            _ => None,
        };
        let Self { output, force, excel, no_text, .. } = self;
        Output { format, output: output.clone(), force: *force, excel: *excel, no_text: *no_text }
    }
}

fn cells(word: &str) -> Result<MatrixCells, String> {
    MatrixCells::from_word(word).ok_or_else(|| format!("expected {}", MatrixCells::WORDS.join(", ")))
}
