//! Excel workbooks: a sheet for each table, one with the quotes behind the counts, and one that says what the numbers mean.
//!
//! Of a long sheet a row is in memory: the others wait in a file without a name, as this format has its parts in an order in
//! which they are not known.

mod definition;
mod quotes;
mod sheet;

use std::io::{self, Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::tables::{Rows, Table};
use crate::wording::Lang;

use super::grid::FrameRows;
use super::layout::{Named, title};

use definition::definition;
use quotes::Quotes;
use sheet::Sheet;

/// A workbook of the tables of a run, which grows while their rows come.
///
/// Its sheets are those of the tables in the order in which they are [added](Self::add), the quotes behind the frequencies, the
/// tables whose rows came before, and what the numbers mean. The same tables give the same bytes.
///
/// ```
/// use kantlijn::render::Workbook;
/// use kantlijn::tables::Table;
/// use kantlijn::wording::Lang;
/// use polars::prelude::df;
///
/// let frame = df!("code" => ["shame"], "codings" => [3i64]).unwrap();
/// let table = Table { name: "frequencies", frame, caption: vec![], definition: vec![], undefined: vec![] };
/// let mut workbook = Workbook::new(Lang::Nl, &std::env::temp_dir())?;
/// workbook.add(&table)?;
/// let mut file = std::io::Cursor::new(Vec::new());
/// workbook.save(&mut file)?;
/// assert!(file.into_inner().starts_with(b"PK"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Workbook {
    book: rust_xlsxwriter::Workbook,
    lang: Lang,
    /// Tables whose rows come before what they are about is known.
    long: Vec<Sheet>,
    tables: Vec<Table>,
    quotes: Option<Quotes>,
}

impl Workbook {
    /// An empty workbook; what waits to be written stands in nameless files in `folder`.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn new(lang: Lang, folder: &Path) -> io::Result<Self> {
        let mut book = begun().map_err(failed)?;
        book.set_tempdir(folder).map_err(failed)?;
        Ok(Self { book, lang, long: Vec::new(), tables: Vec::new(), quotes: None })
    }

    /// The same with a sheet of the words behind the counts, code by code, of which the rows of the table `codings` are kept;
    /// `codes` are the ids and names of the codebook, in its order.
    ///
    /// # Errors
    /// When no file can be made in `folder`.
    pub fn with_quotes(self, codes: &[(&str, &str)], folder: &Path) -> io::Result<Self> {
        Ok(Self { quotes: Some(Quotes::new(codes, folder)?), ..self })
    }

    /// Writes rows of a table that is added later.
    ///
    /// # Errors
    /// When a sheet cannot hold them: more than 1,048,575 rows, or a text of more than 32,767 characters; and when they cannot be
    /// written.
    pub fn write<'a>(&mut self, table: &'static str, rows: impl Into<Rows<'a>>) -> io::Result<()> {
        let frame = rows.into().to_frame().map_err(io::Error::other)?;
        let at = match self.long.iter().position(|sheet| sheet.table == table) {
            Some(at) => at,
            None => {
                let worksheet = self.book.new_worksheet_with_constant_memory().map_err(failed)?;
                self.long.push(Sheet::begin(worksheet, (table, None), &frame, self.lang, 0)?);
                self.long.len() - 1
            }
        };
        let (sheet, mut rows) = (&mut self.long[at], FrameRows::of(&frame));
        while let Some(cells) = rows.next() {
            sheet.row(&cells.collect::<Vec<_>>(), None)?;
        }
        match &mut self.quotes {
            Some(quotes) if table == "codings" => quotes.keep(&frame),
            _ => Ok(()),
        }
    }

    /// Adds a table: all its rows, or the last of those that were written before.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn add(&mut self, table: &Table) -> io::Result<()> {
        if self.long.iter().any(|sheet| sheet.table == table.name) {
            self.write(table.name, &table.frame)?;
        }
        self.tables.push(table.clone());
        Ok(())
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn save(self, out: impl Write + Seek + Send) -> io::Result<()> {
        let Self { mut book, lang, long, tables, quotes } = self;
        let order = quotes.as_ref().map(Quotes::order);
        for table in tables.iter().filter(|table| !long.iter().any(|sheet| sheet.table == table.name)) {
            let worksheet = book.new_worksheet_with_constant_memory().map_err(failed)?;
            let mut sheet = Sheet::begin(worksheet, (table.name, Named::of(table).by), &table.frame, lang, 0)?;
            let links = order.as_ref().map(|order| order.links(table, lang));
            let mut rows = FrameRows::of(&table.frame);
            while let Some(cells) = rows.next() {
                sheet.row(&cells.collect::<Vec<_>>(), links.as_ref())?;
            }
            book.push_worksheet(sheet.finish()?);
        }
        if let (Some(quotes), Some(order)) = (quotes, order) {
            let frequencies = tables.iter().find(|table| table.name == "frequencies");
            let worksheet = book.new_worksheet_with_constant_memory().map_err(failed)?;
            book.push_worksheet(quotes.finish(worksheet, &order, frequencies, lang)?);
        }
        for sheet in long {
            book.push_worksheet(sheet.finish()?);
        }
        book.push_worksheet(definition(&tables, lang).map_err(failed)?);
        book.save_to_writer(out).map_err(failed)
    }
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("lang", &self.lang).field("tables", &self.tables.len()).finish_non_exhaustive()
    }
}

/// One table as a workbook.
pub(super) fn workbook_of(table: &Table, lang: Lang, folder: &Path) -> io::Result<Vec<u8>> {
    let mut workbook = Workbook::new(lang, folder)?;
    workbook.add(table)?;
    let mut bytes = io::Cursor::new(Vec::new());
    workbook.save(&mut bytes)?;
    Ok(bytes.into_inner())
}

/// A workbook with a fixed date, so that the same input gives the same bytes.
pub(super) fn begun() -> Result<rust_xlsxwriter::Workbook, XlsxError> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

/// The name of the worksheet of a table: no more than 31 characters.
fn sheet_name(table: &str, lang: Lang) -> String {
    title(table, lang).chars().take(31).collect()
}

/// A link to cells of another sheet.
fn to_cells(table: &str, lang: Lang, cells: &str) -> String {
    format!("internal:'{}'!{cells}", sheet_name(table, lang))
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error.to_string()),
    }
}

/// Makes a row as high as its fullest cell: Excel would do so by itself, LibreOffice shows one line and lets the others run
/// into the rows below.
pub(super) fn high_enough<'a>(
    worksheet: &mut Worksheet,
    row: u32,
    cells: impl Iterator<Item = (&'a str, u16)>,
) -> Result<(), XlsxError> {
    const LINE: f64 = 15.0;
    /// As high as Excel has rows.
    const HIGHEST: f64 = 409.0;
    let lines = |(cell, width): (&str, u16)| {
        // Words are not broken, and letters are not equally wide: a line holds less than the width says.
        let wide = (usize::from(width) * 9 / 10).max(1);
        cell.lines().map(|line| line.width().div_ceil(wide).max(1)).sum::<usize>()
    };
    let most = cells.filter(|(_, width)| *width > 0).map(lines).max().unwrap_or(1).max(1);
    worksheet.set_row_height(row, (most as f64 * LINE).min(HIGHEST))?;
    Ok(())
}
