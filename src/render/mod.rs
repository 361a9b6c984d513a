//! Tables to bytes: terminal, CSV, TSV, JSON, JSON lines, Markdown, Parquet; a transcript with its codings to Word; and
//! text for a paper ([`Paper`]) to Word, HTML, Markdown and plain text. No input or output here.
//!
//! A renderer is a function of a [`Table`] and a [`Style`]; what a terminal can show is part of the style,
//! so that every screen can be tested without one. A [`Writer`] hands the bytes of a long table on while its rows come,
//! to whatever it is given; it opens nothing.

mod chapter;
mod chosen;
mod combinations;
mod comparison;
mod diagnostics;
mod disagreements;
mod docx;
mod explanation;
mod grid;
mod json;
mod lines;
mod markdown;
mod matrix;
mod methods;
mod paper;
mod parquet;
mod plain_text;
mod review;
mod screen;
mod separated;
mod terminal;
mod writer;

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::tables::Table;

pub use chapter::{Chapter, Citation, chapter};
pub use diagnostics::diagnostics;
pub use docx::docx;
pub use explanation::{ExplanationView, explanation};
pub use matrix::{MatrixBook, matrix_workbook};
pub use methods::{Agreed, Coded, Methods, methods};
pub use paper::{Block, Ink, Paper, PaperFormat, Run, paper};
pub use plain_text::plain_text;
pub use review::{SheetFormat, review_sheet, second_coder_sheet};
pub use screen::{Pair, Quote, Row, Screen, of_participants, screen};
pub use terminal::{Paint, bar, fit, wrap};
pub use writer::{Writer, Written};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For reading on a terminal.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document: the definition and the rows.
    Json,
    /// One JSON object a row.
    JsonLines,
    /// A Markdown table with its caption.
    Markdown,
    /// Parquet, with the definition as metadata.
    Parquet,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: &[Format] =
        &[Format::Table, Format::Csv, Format::Tsv, Format::Json, Format::JsonLines, Format::Markdown, Format::Parquet];

    /// The word for it, which is also the extension of its files (a terminal's table has none).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Markdown => "md",
            Format::Parquet => "parquet",
        }
    }

    /// Whether its bytes are no text, so that they do not belong on a terminal.
    #[must_use]
    pub fn is_binary(self) -> bool {
        self == Format::Parquet
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Format::ALL.iter().copied().find(|format| format.word() == word);
        known.ok_or_else(|| format!("`{word}` is none of table, csv, tsv, json, jsonl, md, parquet"))
    }
}

/// What the reader's side can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours and bold may be used.
    pub colour: bool,
    /// Whether CSV is written as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    pub excel: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, colour: false, excel: false }
    }
}

/// The bytes of a table in a format.
///
/// # Errors
/// When a Parquet file cannot be made of the frame.
pub fn render(table: &Table, format: Format, style: Style) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let written = Writer::new(&mut bytes, format, style).finish(table).map_err(|error| {
        let message = format!("the table `{}` cannot be written as {format}: {error}", table.name);
        Error::usage(message, "write CSV instead: -f csv")
    })?;
    Ok(if written.head.is_empty() { bytes } else { [written.head, bytes].concat() })
}
