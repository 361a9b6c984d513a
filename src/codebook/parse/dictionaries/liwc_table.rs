//! Dictionaries of LIWC-22: a table with a column for each category and a row for each term.

use std::path::Path;

use super::book::{Book, Category};
use super::loss::{Loss, NOT_CARRIED};
use super::term::Wildcards;
use crate::codebook::parse::draft::Draft;
use crate::error::Result;
use crate::text::Span;

static CELL: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is passed over: a cell is empty, or holds an X or a weight",
    many: "{} cells are passed over, since they hold neither an X nor a weight",
    help: "write an X in the column of each category that the term belongs to",
};
static NOWHERE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it has no X in the column of any category",
    many: "{} terms are left out, since they have no X in the column of any category",
    help: "write an X in the column of each category that the term belongs to",
};
static OUTSIDE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` stands in a column without a name, so it belongs to no category",
    many: "{} cells stand in columns without a name, so they belong to no category",
    help: "write the name of the category above the column",
};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A `.dicx` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let text = source.text.as_str();
    let records = |delimiter: u8| {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
    };
    let columns = |delimiter: u8| records(delimiter).into_records().flatten().next().map_or(0, |head| head.len());
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&one| columns(one)).unwrap_or(b',');
    let mut categories: Option<Vec<Option<Category>>> = None;
    // The text is valid UTF-8 and rows may have any length, so every record can be read.
    for record in records(delimiter).into_records().flatten() {
        let start = record.position().map_or(0, |position| position.byte() as usize).min(text.len());
        // The reader counts empty lines before a row to it.
        let start = text.len() - text[text.ceil_char_boundary(start)..].trim_start_matches('\n').len();
        let line = text[start..].split('\n').next().unwrap_or_default();
        let span = Span::new(start, start + line.len());
        let Some(categories) = &categories else {
            let named = |name: &str| (!name.trim().is_empty()).then(|| book.category(None, name, span));
            categories = Some(record.iter().skip(1).map(named).collect());
            continue;
        };
        row(&record, categories, span, &mut book);
    }
    Ok(book
        .finish("the first row holds DicTerm and the names of the categories; each row below it a term and its marks"))
}

fn row(record: &csv::StringRecord, categories: &[Option<Category>], span: Span, book: &mut Book) {
    let term = record.get(0).unwrap_or_default().trim();
    let mut is_somewhere = false;
    for (i, cell) in record.iter().skip(1).map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let weight = cell.replace(',', ".").parse::<f64>().ok().filter(|weight| weight.is_finite());
        if weight == Some(0.0) {
            continue;
        }
        let is_mark = matches!(cell, "X" | "x");
        let Some(category) = categories.get(i).copied().flatten() else {
            book.lost(&OUTSIDE, span, cell);
            continue;
        };
        if !is_mark && weight.is_none() {
            book.lost(&CELL, span, cell);
            continue;
        }
        is_somewhere = true;
        let note = weight.map_or_else(String::new, |weight| book.weight(&weight.to_string(), term, span));
        book.term(category, term, Wildcards::Star, &note, span);
    }
    if !is_somewhere && !term.is_empty() {
        book.lost(&NOWHERE, span, term);
    }
}
