//! One table on a worksheet.

use std::io;

use indexmap::IndexMap;
use polars::prelude::DataFrame;
use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::render::grid::Cell;
use crate::render::layout::{Kind, Layout, Named, word};
use crate::wording::Lang;

use super::{failed, high_enough, sheet_name};

/// As many rows as a sheet has.
const ROWS: u32 = 1_048_576;

/// As many characters as a cell holds, in units of UTF-16.
const CHARACTERS: usize = 32_767;

/// As many links as Excel reads of a sheet.
pub(super) const MOST_LINKS: usize = 65_530;

/// The widest that a column of names is made, in letters, and that of long text.
const WIDEST: usize = 40;
const PROSE: usize = 70;

/// The widest that a heading makes a column.
const HEADING: usize = 14;

/// Room for the button of a filter.
const BUTTON: usize = 3;

/// Where cells lead.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Columns, each with the place of the column whose word says where its cells lead, and where that is by the word.
    pub(super) columns: Vec<(usize, usize, IndexMap<String, String>)>,
}

impl Links {
    /// Where a cell leads, if anywhere.
    fn of<'a>(&'a self, column: usize, cells: &[Cell<'_>]) -> Option<&'a str> {
        let (_, key, to) = self.columns.iter().find(|(linked, ..)| *linked == column)?;
        let leads = match cells.get(column)? {
            Cell::Empty | Cell::Integer(0) => false,
            Cell::Text(text) => !text.is_empty(),
            _ => true,
        };
        match cells.get(*key)? {
            _ if !leads => None,
            Cell::Text(word) => to.get(word.as_ref()).map(String::as_str),
            Cell::Integer(number) => to.get(&number.to_string()).map(String::as_str),
            _ => None,
        }
    }
}

/// A table on its way to a worksheet, row by row.
pub(super) struct Sheet {
    pub(super) table: &'static str,
    pub(super) worksheet: Worksheet,
    layout: Layout,
    formats: Vec<Formats>,
    /// The row of the headings, from 0.
    top: u32,
    /// The row that comes next.
    next: u32,
    widths: Vec<usize>,
}

/// How the cells of a column look.
struct Formats {
    plain: Format,
    link: Format,
}

impl Formats {
    fn of(kind: Kind) -> Self {
        let plain = Format::new().set_align(FormatAlign::Top);
        let plain = match kind {
            Kind::Count => plain.set_num_format("0"),
            Kind::Ratio(3) => plain.set_num_format("0.000"),
            Kind::Ratio(_) => plain.set_num_format("0.00"),
            Kind::Percentage => plain.set_num_format("0.0\"%\""),
            Kind::Prose => plain.set_text_wrap(),
            Kind::Words | Kind::Mixed | Kind::Flag => plain,
        };
        Self { link: linked(&plain), plain }
    }
}

/// The same as a link.
pub(super) fn linked(format: &Format) -> Format {
    format.clone().set_font_color(0x0005_63C1_u32).set_underline(FormatUnderline::Single)
}

impl Sheet {
    /// A worksheet with the headings of a table by a variable or of all, in the row `top`.
    pub(super) fn begin(
        worksheet: Worksheet,
        (table, by): (&'static str, Option<&str>),
        columns: &DataFrame,
        lang: Lang,
        top: u32,
    ) -> io::Result<Self> {
        let layout = Layout::of(table, columns, lang);
        let headings = layout.headings(Named { table, by });
        let width = |heading: &String| {
            let words = heading.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
            words.max(heading.width().min(HEADING)) + BUTTON
        };
        let widths: Vec<usize> = headings.iter().map(width).collect();
        let formats = layout.columns.iter().map(|column| Formats::of(column.kind)).collect();
        let mut sheet = Self { table, worksheet, layout, formats, top, next: top + 1, widths };
        sheet.head(&headings, lang).map_err(failed)?;
        Ok(sheet)
    }

    fn head(&mut self, headings: &[String], lang: Lang) -> Result<(), XlsxError> {
        let worksheet = &mut self.worksheet;
        worksheet.set_name(sheet_name(self.table, lang))?.set_freeze_panes(self.top + 1, 0)?;
        // Printed, all columns stand on one page.
        worksheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, self.top)?;
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let head = head.set_border_bottom(FormatBorder::Thin).set_background_color(0x00EE_F1F4_u32);
        let widths = self.widths.iter().map(|&width| u16::try_from(width - BUTTON).unwrap_or(u16::MAX));
        high_enough(worksheet, self.top, headings.iter().map(String::as_str).zip(widths))?;
        for ((at, heading), column) in (0u16..).zip(headings).zip(&self.layout.columns) {
            let side = if column.kind.is_number() { FormatAlign::Right } else { FormatAlign::Left };
            worksheet.write_string_with_format(self.top, at, heading, &head.clone().set_align(side))?;
        }
        Ok(())
    }

    /// Writes the next row; an undefined cell is empty.
    pub(super) fn row(&mut self, cells: &[Cell<'_>], links: Option<&Links>) -> io::Result<()> {
        if self.next >= ROWS {
            let most = self.layout.lang.number(u64::from(ROWS - 1 - self.top));
            return Err(io::Error::other(format!(
                "`{}` has more than {most} rows, and a sheet of Excel holds no more: write Parquet instead (-f parquet)",
                self.table
            )));
        }
        let mut prose: Vec<&str> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let column = &self.layout.columns[at];
            let shown = match cell {
                Cell::Text(text) => word(&column.name, text, self.layout.lang),
                cell => self.layout.shown(at, cell),
            };
            if shown.len() > CHARACTERS && shown.encode_utf16().count() > CHARACTERS {
                return Err(io::Error::other(format!(
                    "row {} of `{}` has a text of more than 32,767 characters in `{}`, and a cell of Excel holds no more: write \
                     Parquet instead (-f parquet)",
                    self.next - self.top,
                    self.table,
                    column.name
                )));
            }
            let widest = if column.kind == Kind::Prose { PROSE } else { WIDEST };
            if *cell != Cell::Empty {
                self.widths[at] = self.widths[at].max((shown.width() + 1).min(widest));
            }
            if let (Kind::Prose, Cell::Text(text)) = (column.kind, cell) {
                prose.push(text);
            }
            let link = links.and_then(|links| links.of(at, cells));
            write(&mut self.worksheet, (self.next, at as u16), cell, &shown, link, &self.formats[at])
                .map_err(failed)?;
        }
        if prose.iter().any(|text| text.width() > PROSE * 9 / 10) {
            high_enough(&mut self.worksheet, self.next, prose.into_iter().map(|text| (text, PROSE as u16)))
                .map_err(failed)?;
        }
        self.next += 1;
        Ok(())
    }

    /// The worksheet, once all rows are written.
    pub(super) fn finish(mut self) -> io::Result<Worksheet> {
        self.close().map_err(failed)?;
        Ok(self.worksheet)
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        let last = self.next - 1;
        for (at, &width) in (0u16..).zip(&self.widths) {
            self.worksheet.set_column_width(at, width as u16)?;
        }
        let columns = self.widths.len() as u16;
        if last > self.top && columns > 0 {
            self.worksheet.autofilter(self.top, 0, last, columns - 1)?;
            let first = self.layout.columns.iter().position(|column| column.kind.is_number());
            if let Some(first) = first.filter(|_| self.table.ends_with("_matrix")) {
                let shades =
                    ConditionalFormat2ColorScale::new().set_minimum_color("FFFFFF").set_maximum_color("6FA8DC");
                self.worksheet.add_conditional_format(self.top + 1, first as u16, last, columns - 1, &shades)?;
            }
        }
        Ok(())
    }
}

/// One cell. A text is never a formula, whatever it begins with.
fn write(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    shown: &str,
    link: Option<&str>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let format = if link.is_some() { &formats.link } else { &formats.plain };
    if let Some(link) = link {
        // What it says is written over by the cell itself.
        worksheet.write_url_with_format(row, column, Url::new(link), format)?;
    }
    match cell {
        Cell::Empty => {}
        Cell::Integer(n) => drop(worksheet.write_number_with_format(row, column, *n as f64, format)?),
        Cell::Real(x) => drop(worksheet.write_number_with_format(row, column, *x, format)?),
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(_) | Cell::Flag(_) => drop(worksheet.write_string_with_format(row, column, shown, format)?),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use polars::prelude::df;

    use super::{Cell, ROWS, Sheet};
    use crate::wording::Lang;

    #[test]
    fn more_rows_than_a_sheet_holds_are_an_error_that_names_parquet() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let worksheet = book.new_worksheet_with_constant_memory().expect("a worksheet");
        let columns = df!("coding" => Vec::<i64>::new()).expect("a frame");
        let mut sheet = Sheet::begin(worksheet, ("codings", None), &columns, Lang::En, 0).expect("headings");
        sheet.next = ROWS - 1;
        sheet.row(&[Cell::Integer(1)], None).expect("the last row");
        let error = sheet.row(&[Cell::Integer(2)], None).expect_err("one too many").to_string();
        assert!(error.contains("1,048,575") && error.contains("-f parquet"), "{error}");
    }
}
