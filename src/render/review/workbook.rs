//! Sheets as Excel workbooks: bold words, lists to choose from, and what only the program needs hidden.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use crate::codebook::CodeEntry;
use crate::coding::{REVIEW, SECOND_CODER, Sampled, SheetColumn};
use crate::render::xlsx::{begun, high_enough};
use crate::tables::ReviewSheet;
use crate::wording::{Lang, args};

use super::{SENTENCE, cells, heading, heading_of, pieces};

/// The name of a worksheet.
fn named(sheet: &str, lang: Lang) -> String {
    lang.phrased("review-worksheet", args! { "sheet" => sheet })
}

/// The sheet to review, its codes, and what it is about, a worksheet each.
pub(super) fn review(sheet: &ReviewSheet) -> Result<Vec<u8>, XlsxError> {
    let (mut workbook, lang) = (begun()?, sheet.lang);
    let (top, plain, bold) = (cell_format(), Format::new(), Format::new().set_bold());
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(named("review", lang))?;
    header(worksheet, &REVIEW, lang)?;
    for (i, proposal) in sheet.proposals.iter().enumerate() {
        let row = row(i)?;
        let cells = cells(sheet, i, proposal, lang);
        high_enough(worksheet, row, cells.iter().map(String::as_str).zip(REVIEW.iter().map(|column| column.width)))?;
        for (column, cell) in (0u16..).zip(cells) {
            if usize::from(column) == SENTENCE && !proposal.marks.is_empty() {
                let pieces = pieces(proposal);
                let formatted: Vec<(&Format, &str)> =
                    pieces.iter().map(|(piece, is_bold)| (if *is_bold { &bold } else { &plain }, *piece)).collect();
                worksheet.write_rich_string_with_format(row, column, &formatted, &top)?;
            } else {
                write(worksheet, row, column, &cell, &top)?;
            }
        }
    }
    if let Some(last) = sheet.proposals.len().checked_sub(1) {
        let decisions = DataValidation::new()
            .allow_list_strings(&["review-accept", "review-reject", "review-recode"].map(|name| lang.phrase(name)))?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_message(lang.phrase("review-decisions"))?;
        let column = place(&REVIEW, "decision");
        worksheet.add_data_validation(1, column, row(last)?, column, &decisions)?;
        if !sheet.codes.is_empty() {
            let codes = format!("={}!$A$2:$A${}", named("codes", lang), sheet.codes.len() + 1);
            let recode = DataValidation::new()
                .allow_list_formula(Formula::new(codes))
                .set_error_style(DataValidationErrorStyle::Warning)
                .set_error_message(lang.phrase("review-codes"))?;
            let column = place(&REVIEW, "recode_to");
            worksheet.add_data_validation(1, column, row(last)?, column, &recode)?;
        }
    }
    codes(&mut workbook, &sheet.codes, lang)?;
    about(&mut workbook, &sheet.about, lang)?;
    workbook.save_to_buffer()
}

/// The sheet for a second coder, the codebook, and how to fill it in.
pub(super) fn second_coder(sheet: &Sampled) -> Result<Vec<u8>, XlsxError> {
    let (mut workbook, lang) = (begun()?, sheet.lang);
    let top = cell_format();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(named("passages", lang))?;
    header(worksheet, &SECOND_CODER, lang)?;
    for (i, unit) in sheet.units.iter().enumerate() {
        let cells = unit.cells();
        let widths = SECOND_CODER.iter().map(|column| column.width);
        high_enough(worksheet, row(i)?, cells.iter().map(String::as_str).zip(widths))?;
        for (column, cell) in (0u16..).zip(cells) {
            write(worksheet, row(i)?, column, &cell, &top)?;
        }
    }
    codes(&mut workbook, &sheet.codes, lang)?;
    about(&mut workbook, &sheet.about, lang)?;
    workbook.save_to_buffer()
}

pub(in crate::render) fn cell_format() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// The row of the worksheet below the header.
fn row(at: usize) -> Result<u32, XlsxError> {
    u32::try_from(at + 1).map_err(|_| XlsxError::RowColumnLimitError)
}

fn place(columns: &[SheetColumn], name: &str) -> u16 {
    (0u16..).zip(columns).find(|(_, column)| column.name == name).map_or(0, |(at, _)| at)
}

fn header(worksheet: &mut Worksheet, columns: &[SheetColumn], lang: Lang) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    worksheet.set_freeze_panes(1, 0)?;
    // Printed, all columns stand on one page.
    worksheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (at, column) in (0u16..).zip(columns) {
        worksheet.write_string_with_format(0, at, heading_of(*column, lang), &bold)?;
        match column.width {
            0 => worksheet.set_column_hidden(at)?,
            width => worksheet.set_column_width(at, width)?,
        };
    }
    Ok(())
}

/// A cell of text; a whole number as one, so that Excel does not mark it as text that looks like a number.
fn write(worksheet: &mut Worksheet, row: u32, column: u16, cell: &str, format: &Format) -> Result<(), XlsxError> {
    let is_number = !cell.is_empty() && cell.len() < 16 && cell.bytes().all(|byte| byte.is_ascii_digit());
    match cell.parse::<u64>() {
        // A leading zero belongs to a name.
        Ok(number) if is_number && number.to_string() == cell => {
            worksheet.write_number_with_format(row, column, number as f64, format)?;
        }
        _ => {
            worksheet.write_string_with_format(row, column, cell, format)?;
        }
    }
    Ok(())
}

fn codes(workbook: &mut Workbook, codes: &[CodeEntry], lang: Lang) -> Result<(), XlsxError> {
    let (top, bold) = (cell_format(), Format::new().set_bold());
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(named("codes", lang))?;
    worksheet.set_freeze_panes(1, 0)?;
    let columns = [("id", 28), ("name", 24), ("definition", 60), ("include", 48), ("exclude", 48)];
    for (column, (name, width)) in (0u16..).zip(columns) {
        worksheet.write_string_with_format(0, column, heading(name, lang), &bold)?;
        worksheet.set_column_width(column, width)?;
    }
    for (i, code) in codes.iter().enumerate() {
        let cells = [&code.id, &code.name, &code.definition, &code.include, &code.exclude];
        let widths = columns.iter().map(|(_, width)| *width);
        high_enough(worksheet, row(i)?, cells.iter().map(|cell| cell.as_str()).zip(widths))?;
        for (column, cell) in (0u16..).zip(cells) {
            worksheet.write_string_with_format(row(i)?, column, cell, &top)?;
        }
    }
    Ok(())
}

fn about(workbook: &mut Workbook, sentences: &[String], lang: Lang) -> Result<(), XlsxError> {
    let top = cell_format();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(named("about", lang))?;
    worksheet.set_column_width(0, 100)?;
    for (row, sentence) in (0u32..).zip(sentences) {
        high_enough(worksheet, row, [(sentence.as_str(), 100)].into_iter())?;
        worksheet.write_string_with_format(row, 0, sentence, &top)?;
    }
    Ok(())
}
