//! Sheets that a person fills in: what rules propose, to review, and passages drawn blind, for a second coder.
//!
//! In a workbook and a Word file the matched words are bold; in separated values they stand in `[[…]]`. The same input gives
//! the same bytes.
//!
//! A workbook and a Word file are for people, in their language: headings, decisions to choose from, what was decided. Columns that
//! are hidden there, and all of separated values, are in English. Whatever language a sheet is in, it is read back
//! ([`crate::coding::read_filled`], [`crate::coding::Rated`]).

mod separated;
mod word;
pub(super) mod workbook;

use std::fmt;
use std::str::FromStr;

use crate::coding::{REVIEW, SECOND_CODER, Sampled, SheetColumn, Status};
use crate::error::{Error, Result};
use crate::tables::{Proposal, ReviewSheet};
use crate::wording::{Lang, args};

/// How a sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// An Excel workbook, with lists to choose from.
    Xlsx,
    /// A table in a Word file.
    Docx,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
}

impl FromStr for SheetFormat {
    type Err = String;

    fn from_str(word: &str) -> std::result::Result<Self, String> {
        match word.to_ascii_lowercase().as_str() {
            "xlsx" => Ok(Self::Xlsx),
            "docx" => Ok(Self::Docx),
            "csv" => Ok(Self::Csv),
            "tsv" => Ok(Self::Tsv),
            _ => Err(format!("`{word}` is none of xlsx, docx, csv, tsv")),
        }
    }
}

impl fmt::Display for SheetFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        })
    }
}

/// A sheet to review, as bytes; `excel` is for CSV as a Dutch Excel opens it.
///
/// # Errors
/// When it does not fit: a cell or a workbook that would be larger than Excel allows.
pub fn review_sheet(sheet: &ReviewSheet, format: SheetFormat, excel: bool) -> Result<Vec<u8>> {
    let names = REVIEW.map(|column| column.name);
    match format {
        SheetFormat::Xlsx => workbook::review(sheet).map_err(|error| does_not_fit(&error)),
        SheetFormat::Docx => word::review(sheet),
        SheetFormat::Csv => Ok(separated::table(&names, rows(sheet), b',', excel)),
        SheetFormat::Tsv => Ok(separated::table(&names, rows(sheet), b'\t', false)),
    }
}

/// A sheet for a second coder, as bytes.
///
/// # Errors
/// As [`review_sheet`]; and there is no Word file of it.
pub fn second_coder_sheet(sheet: &Sampled, format: SheetFormat, excel: bool) -> Result<Vec<u8>> {
    let names = SECOND_CODER.map(|column| column.name);
    let rows = || sheet.units.iter().map(|unit| unit.cells().to_vec());
    match format {
        SheetFormat::Xlsx => workbook::second_coder(sheet).map_err(|error| does_not_fit(&error)),
        SheetFormat::Csv => Ok(separated::table(&names, rows(), b',', excel)),
        SheetFormat::Tsv => Ok(separated::table(&names, rows(), b'\t', false)),
        SheetFormat::Docx => Err(Error::usage(
            "a sheet for a second coder is no Word file",
            "name an .xlsx file, which holds the codebook too, or a .csv or .tsv file",
        )),
    }
}

fn does_not_fit(error: &rust_xlsxwriter::XlsxError) -> Error {
    let why = match error {
        rust_xlsxwriter::XlsxError::MaxStringLengthExceeded => {
            "a passage is longer than the 32,767 characters of a cell".to_owned()
        }
        rust_xlsxwriter::XlsxError::RowColumnLimitError => "it has more rows than a worksheet".to_owned(),
        other => other.to_string(),
    };
    Error::usage(
        format!("the sheet does not fit in a workbook: {why}"),
        "write it as .csv, or draw fewer with --sample",
    )
}

/// The cells of separated values: what is bold elsewhere stands in `[[…]]`.
fn rows(sheet: &ReviewSheet) -> impl Iterator<Item = Vec<String>> + '_ {
    sheet.proposals.iter().enumerate().map(|(i, proposal)| {
        let mut cells = cells(sheet, i, proposal, Lang::En);
        let mut marked = String::new();
        for (piece, is_matched) in pieces(proposal) {
            marked.push_str(&if is_matched { format!("[[{piece}]]") } else { piece.to_owned() });
        }
        cells[SENTENCE] = marked;
        cells
    })
}

/// The place of the passage among the columns.
const SENTENCE: usize = 6;

/// What stands above a column where people look at it.
fn heading(name: &str, lang: Lang) -> String {
    lang.phrased("review-column", args! { "column" => name })
}

/// The same of a column of a sheet; what only the program needs is called as it is.
fn heading_of(column: SheetColumn, lang: Lang) -> String {
    if column.width == 0 { column.name.to_owned() } else { heading(column.name, lang) }
}

/// What was decided on a proposal before, and memos; nothing where nothing was.
fn decided(proposal: &Proposal, lang: Lang) -> String {
    let word = match proposal.status {
        Status::Proposed if proposal.memo.is_empty() => return String::new(),
        Status::Proposed => "memo",
        status => lang.cell(status.word()).unwrap_or(status.word()),
    };
    if proposal.memo.is_empty() { word.to_owned() } else { format!("{word}: {}", proposal.memo) }
}

/// The cells of a row in the order of [`REVIEW`], nothing decided.
fn cells(sheet: &ReviewSheet, at: usize, proposal: &Proposal, lang: Lang) -> Vec<String> {
    let code = sheet.codes.get(proposal.code.index());
    let (start, end) = proposal.anchor.place.unwrap_or_default();
    let around = proposal.anchor.around.clone().unwrap_or_default();
    let of_code = |field: fn(&crate::codebook::CodeEntry) -> &String| code.map(field).cloned().unwrap_or_default();
    vec![
        (at + 1).to_string(),
        proposal.transcript.clone(),
        proposal.speaker.clone(),
        of_code(|code| &code.id),
        of_code(|code| &code.name),
        proposal.before.clone(),
        proposal.text.clone(),
        proposal.after.clone(),
        String::new(),
        String::new(),
        String::new(),
        decided(proposal, lang),
        start.to_string(),
        end.to_string(),
        around.before,
        around.after,
        proposal.text.clone(),
    ]
}

/// The passage in pieces, each matched or not; none is empty.
fn pieces(proposal: &Proposal) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in &proposal.marks {
        let (before, matched) = (proposal.text.get(at..mark.start), proposal.text.get(mark.clone()));
        pieces.extend(before.map(|piece| (piece, false)));
        pieces.extend(matched.map(|piece| (piece, true)));
        at = mark.end.max(at);
    }
    pieces.extend(proposal.text.get(at..).map(|piece| (piece, false)));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
