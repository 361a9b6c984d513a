//! Tables to bytes: for the terminal, for programs (CSV, TSV, JSON, JSON lines, Parquet, Arrow) and for people (XLSX, Word,
//! Markdown, HTML, LaTeX); networks to GraphML and GEXF; a transcript with its codings to Word; and text for a paper
//! ([`Paper`]) to Word, HTML, Markdown and plain text. No input or output here.
//!
//! A renderer is a function of a [`Table`] and a [`Style`]; what a terminal can show is part of the style,
//! so that every screen can be tested without one. A [`Writer`] hands the bytes of a long table on while its rows come,
//! to whatever it is given; it opens nothing.

mod arrow;
mod cells;
mod chapter;
mod chosen;
mod combinations;
mod comparison;
mod diagnostics;
mod disagreements;
mod docx;
mod explanation;
mod format;
mod grid;
mod html;
mod json;
mod latex;
mod layout;
mod lines;
mod markdown;
mod markup;
mod matrix;
mod methods;
mod network;
mod paper;
mod parquet;
mod plain_text;
pub mod plot;
mod report;
mod review;
mod screen;
mod separated;
mod terminal;
mod word_table;
mod writer;
mod xlsx;

use crate::error::{Error, Result};
use crate::tables::Table;
use crate::wording::Lang;

pub use chapter::{Chapter, Citation, chapter};
pub use diagnostics::diagnostics;
pub use docx::docx;
pub use explanation::{ExplanationView, explanation};
pub use format::Format;
pub use matrix::{MatrixBook, matrix_workbook};
pub use methods::{Agreed, Coded, Methods, methods};
pub use network::{NetworkFormat, network};
pub use paper::{Block, Ink, Paper, PaperFormat, Run, paper};
pub use plain_text::plain_text;
pub use report::report_page;
pub use review::{SheetFormat, review_sheet, second_coder_sheet};
pub use screen::{Pair, Quote, Row, Screen, of_participants, screen};
pub use terminal::{Paint, bar, fit, marked, wrap};
pub use writer::{Writer, Written};
pub use xlsx::Workbook;

/// What the reader's side can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours and bold may be used.
    pub colour: bool,
    /// Whether CSV is written as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    pub excel: bool,
    /// The language of headings and words in files that people open; those for programs are in English always.
    pub lang: Lang,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, colour: false, excel: false, lang: Lang::En }
    }
}

/// The bytes of a table in a format.
///
/// # Errors
/// When a file cannot be made of the frame: a workbook or a Word file would be larger than those programs hold.
pub fn render(table: &Table, format: Format, style: Style) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let written = Writer::new(&mut bytes, format, style).finish(table).map_err(|error| {
        let message = format!("the table `{}` cannot be written as {format}: {error}", table.name);
        Error::usage(message, "write CSV or Parquet instead: -f csv, -f parquet")
    })?;
    Ok(if written.head.is_empty() { bytes } else { [written.head, bytes].concat() })
}
