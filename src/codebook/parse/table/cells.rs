//! The rows of CSV files and workbooks, whatever they mean.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _};

use crate::codebook::parse::fields;
use crate::error::{Error, Result};

/// A table as its file has it: rows of cells, each with the name by which the spreadsheet knows it.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) rows: Vec<(u32, Vec<Cell>)>,
    /// Sheets beside it that hold something, too.
    pub(super) left_out: Vec<String>,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// `F12`, where the program shows cells so.
    pub(super) address: Option<String>,
    /// Why its text is not what the researcher wrote.
    pub(super) broken: Option<String>,
}

/// Texts that spreadsheets put in the place of one that they took for a formula, in English and Dutch.
pub(super) const ERRORS: [&str; 15] = [
    "#NAME?", "#NAAM?", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#NULL!",
    "#LEEG!", "#NUM!", "#GETAL!", "#SPILL!",
];

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// The rows of a CSV or TSV file.
pub(super) fn of_csv(name: &str, bytes: &[u8]) -> Table {
    let text = crate::text::decode(bytes, None).text;
    let records = |delimiter: u8| {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
    };
    // The delimiter is the one that shows the most columns that a codebook knows.
    let known = |delimiter: u8| {
        let header = records(delimiter).into_records().next().and_then(|record| record.ok());
        header.map_or(0, |header| header.iter().filter(|name| fields::canonical(name).is_some()).count())
    };
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&one| known(one)).unwrap_or(b',');
    let mut rows = Vec::new();
    // The text is valid UTF-8 and rows may have any length, so every record can be read.
    for (record, row) in records(delimiter).into_records().flatten().zip(1..) {
        let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
        rows.push((row, record.iter().map(cell).collect()));
    }
    Table { name: name.to_owned(), rows, left_out: Vec::new() }
}

/// How files of Office before 2007 begin, and those with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";

/// The rows of a workbook: of its first sheet with a column that a codebook knows, else of its first.
///
/// # Errors
/// When the file is no workbook.
pub(super) fn of_workbook(path: &Path, bytes: Vec<u8>) -> Result<Table> {
    let unreadable = |why: &str| {
        let help = "open it in the spreadsheet program and save it as .xlsx, or as CSV";
        Error::unreadable(path, format!("this workbook cannot be read: {why}"), help)
    };
    // The library panics on damaged ones.
    if bytes.starts_with(COMPOUND) {
        return Err(unreadable("it is one of Excel 97 to 2003, or protected with a password"));
    }
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|_| unreadable("it is cut off, damaged, or something else than its name says"))?;
    let mut sheets: Vec<(String, Table)> = Vec::new();
    for sheet in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&sheet) else { continue };
        let formulas = workbook.worksheet_formula(&sheet).ok();
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut rows = Vec::new();
        for (row, values) in (top..).zip(range.rows()) {
            let cells = (left..).zip(values).map(|(column, value)| {
                let formula = formulas.as_ref().and_then(|all| all.get_value((row, column))).filter(|f| !f.is_empty());
                cell_of(value, formula.is_some(), &format!("{}{}", column_name(column), row + 1))
            });
            rows.push((row + 1, cells.collect()));
        }
        sheets.push((sheet, Table { name: path.display().to_string(), rows, left_out: Vec::new() }));
    }
    let has = |table: &Table, wanted: &[&str]| {
        let header = table.rows.iter().find(|(_, cells)| cells.iter().any(|cell| !cell.text.trim().is_empty()));
        header.is_some_and(|(_, cells)| {
            cells.iter().any(|cell| fields::canonical(&cell.text).is_some_and(|field| wanted.contains(&field)))
        })
    };
    let chosen = (sheets.iter().position(|(_, table)| has(table, &["id"])))
        .or_else(|| sheets.iter().position(|(_, table)| has(table, &["name"])))
        .unwrap_or_default();
    let empty = || Table { name: path.display().to_string(), rows: Vec::new(), left_out: Vec::new() };
    let mut table = if sheets.is_empty() { empty() } else { sheets.remove(chosen).1 };
    let holds = |table: &Table| table.rows.iter().flat_map(|(_, cells)| cells).any(|cell| !cell.text.trim().is_empty());
    table.left_out = sheets.into_iter().filter(|(_, table)| holds(table)).map(|(name, _)| name).collect();
    Ok(table)
}

fn cell_of(value: &Data, is_formula: bool, address: &str) -> Cell {
    let (text, broken) = match value {
        Data::Empty if is_formula => (String::new(), Some("a formula without a value".to_owned())),
        Data::Empty => (String::new(), None),
        Data::Error(error) => (error.to_string(), Some(format!("the error {error}"))),
        other => (other.to_string(), None),
    };
    Cell { text, address: Some(address.to_owned()), broken }
}

/// `A`, `B`, … `Z`, `AA`.
fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
        if column == 0 {
            return letters.iter().rev().collect();
        }
        column -= 1;
    }
}
