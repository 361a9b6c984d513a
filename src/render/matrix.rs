//! A matrix of cases and codes as an Excel workbook that people read: wrapped cells, names and cases always in sight.

use polars::prelude::DataFrame;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::codebook::CodeEntry;
use crate::error::{Error, Result};
use crate::tables::{BETWEEN_QUOTES, Table};
use crate::wording::{Lang, args};

use super::grid::{Cell, Grid};
use super::layout::{Named, heading};
use super::review::workbook::cell_format;
use super::xlsx::{begun, high_enough};

/// As many characters, in UTF-16 as Excel counts them, as a cell may hold.
const FULL: usize = 32_767;

/// Widths of columns in characters: of the cases, of words, of counts.
const WIDTHS: [u16; 3] = [20, 48, 14];

/// The number that Excel has for A4.
const A4: u8 = 9;

/// A matrix as a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixBook {
    /// The file.
    pub bytes: Vec<u8>,
    /// The cells that hold more than Excel can, and so are cut: value and code of each.
    pub cut: Vec<(String, String)>,
}

/// The matrix with the names of codes above its columns, the codes that are columns, and what it is about, a worksheet each.
///
/// A cell that is too full ends with how many passages it leaves out.
///
/// # Errors
/// When there are more columns or rows than a worksheet can hold.
pub fn matrix_workbook(table: &Table, codes: &[CodeEntry], lang: Lang) -> Result<MatrixBook> {
    made(table, codes, lang).map_err(|error| {
        let why = match error {
            XlsxError::RowColumnLimitError => "it has more rows or columns than a worksheet".to_owned(),
            other => other.to_string(),
        };
        Error::usage(
            format!("the matrix does not fit in a workbook: {why}"),
            "take fewer codes with --level 1, or write it as .csv",
        )
    })
}

fn made(table: &Table, codes: &[CodeEntry], lang: Lang) -> Result<MatrixBook, XlsxError> {
    let frame: &DataFrame = &table.frame;
    let grid = Grid::of(frame);
    let mut book = begun()?;
    let (top, bold) = (cell_format(), cell_format().set_bold());
    let sheet = book.add_worksheet();
    sheet.set_name(lang.phrase("matrix-sheet"))?;
    sheet.set_freeze_panes(1, 1)?;
    // Printed, a matrix goes on to the right, with names and cases on every page.
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    let columns: Vec<&CodeEntry> =
        grid.names.iter().skip(1).filter_map(|id| codes.iter().find(|code| code.id == *id)).collect();
    let width = |column: usize| WIDTHS[if column == 0 { 0 } else { 1 + usize::from(grid.numeric[column]) }];
    let by = grid.names.first().map_or("", String::as_str);
    let rows = heading(Named::of(table), 0, by, false, lang);
    let names: Vec<&str> = [rows.as_str()].into_iter().chain(columns.iter().map(|code| code.name.as_str())).collect();
    for (at, name) in names.iter().enumerate() {
        let column = column(at)?;
        sheet.write_string_with_format(0, column, *name, &bold)?;
        sheet.set_column_width(column, width(at))?;
    }
    high_enough(sheet, 0, names.iter().enumerate().map(|(at, name)| (*name, width(at))))?;
    let mut cut = Vec::new();
    for (at, cells) in grid.rows.iter().enumerate() {
        let row = u32::try_from(at + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        let fitted: Vec<(String, bool)> = cells.iter().map(|cell| fitted(&cell.plain(), lang)).collect();
        let widths = fitted.iter().enumerate().map(|(at, (text, _))| (text.as_str(), width(at)));
        high_enough(sheet, row, widths)?;
        for (at, (cell, (text, is_cut))) in cells.iter().zip(&fitted).enumerate() {
            write(sheet, row, column(at)?, cell, text, if at == 0 { &bold } else { &top })?;
            if *is_cut {
                cut.push((fitted[0].0.clone(), grid.names[at].clone()));
            }
        }
    }
    about_codes(&mut book, &columns, lang)?;
    let sheet = book.add_worksheet();
    sheet.set_name(lang.phrase("matrix-about"))?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_column_width(0, 100)?;
    for (row, sentence) in (0u32..).zip(&table.caption) {
        high_enough(sheet, row, [(sentence.as_str(), 100)].into_iter())?;
        sheet.write_string_with_format(row, 0, sentence, &top)?;
    }
    Ok(MatrixBook { bytes: book.save_to_buffer()?, cut })
}

fn column(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Integer(n) => sheet.write_number_with_format(row, column, *n as f64, format)?,
        _ => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// The passages that a cell can hold, and whether any is left out or cut.
fn fitted(text: &str, lang: Lang) -> (String, bool) {
    let long = |text: &str| text.encode_utf16().count();
    if long(text) <= FULL {
        return (text.to_owned(), false);
    }
    let quotes: Vec<&str> = text.split(BETWEEN_QUOTES).collect();
    let note = |n: usize| lang.phrased("matrix-more", args! { "n" => n });
    // Singular and plural are not equally long.
    let longest = long(&note(quotes.len())).max(long(&note(1)));
    let room = FULL - longest - BETWEEN_QUOTES.len() - long("…");
    let (mut kept, mut used) = (0, 0);
    while kept < quotes.len() && used + long(quotes[kept]) <= room {
        used += long(quotes[kept]) + BETWEEN_QUOTES.len();
        kept += 1;
    }
    if kept > 0 {
        return (format!("{}{BETWEEN_QUOTES}{}", quotes[..kept].join(BETWEEN_QUOTES), note(quotes.len() - kept)), true);
    }
    // The first passage alone is too long: as much of it as fits.
    let mut cut = String::new();
    for c in quotes[0].chars() {
        used += c.len_utf16();
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    if quotes.len() > 1 {
        cut.push_str(BETWEEN_QUOTES);
        cut.push_str(&note(quotes.len() - 1));
    }
    (cut, true)
}

fn about_codes(book: &mut Workbook, codes: &[&CodeEntry], lang: Lang) -> Result<(), XlsxError> {
    let (top, bold) = (cell_format(), Format::new().set_bold());
    let sheet = book.add_worksheet();
    sheet.set_name(lang.phrase("matrix-codes"))?;
    sheet.set_freeze_panes(1, 0)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let columns = [("chapter-column-code", 28), ("chapter-column-name", 28), ("chapter-column-definition", 70)];
    for (at, (name, width)) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, at, lang.phrase(name), &bold)?;
        sheet.set_column_width(at, width)?;
    }
    for (row, code) in (1u32..).zip(codes) {
        let cells = [&code.id, &code.name, &code.definition];
        high_enough(sheet, row, cells.iter().map(|cell| cell.as_str()).zip(columns.map(|(_, width)| width)))?;
        for (at, cell) in (0u16..).zip(cells) {
            sheet.write_string_with_format(row, at, cell, &top)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{FULL, Lang, fitted};

    #[test]
    fn a_cell_that_is_too_full_says_how_much_it_leaves_out() {
        let long = |text: &str| text.encode_utf16().count();
        let few = "“a” (r1:1)\n\n“b” (r1:2)";
        assert_eq!(fitted(few, Lang::En), (few.to_owned(), false));
        let many = vec!["“🙂 één” (r1:1)"; 4000].join("\n\n");
        let (text, is_cut) = fitted(&many, Lang::Nl);
        assert!(is_cut && long(&text) <= FULL && long(&text) > FULL - 200, "{}", long(&text));
        let kept = text.matches('“').count();
        assert!(text.ends_with(&format!(
            "… en nog {} fragmenten, die niet in een cel van Excel passen",
            Lang::Nl.number(4000 - kept as u64)
        )));
        let (text, _) = fitted(&"🙂".repeat(FULL), Lang::En);
        assert!(long(&text) <= FULL && text.ends_with('…'));
    }
}
