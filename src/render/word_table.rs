//! A table in a Word file: its caption above, the headings on every page, what it is about in the file's properties.

use std::io::{self, Cursor};

use docx_rs::{
    AlignmentType, BorderType, Docx, PageMargin, PageOrientationType, Paragraph, Run, RunFonts, Table as Rows,
    TableAlignmentType, TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableRow, VAlignType, WidthType,
};
use quick_xml::escape::escape;
use unicode_width::UnicodeWidthStr;

use crate::tables::Table;
use crate::wording::Lang;

use super::arrow::about;
use super::docx::{allowed, lines};
use super::grid::{Cell, Grid};
use super::layout::{Kind, Layout, Named};

/// More rows than this and Word takes minutes to open the file.
const MOST: usize = 10_000;

/// More columns than this, or any of long text, and the page lies on its side.
const UPRIGHT: usize = 7;

/// The widths of a page of A4 between its margins, upright and on its side, in twentieths of a point.
const WIDTHS: [usize; 2] = [9_638, 14_570];

/// A table as a Word file.
pub(super) fn word_table(table: &Table, lang: Lang) -> io::Result<Vec<u8>> {
    let grid = Grid::of(&table.frame);
    if grid.rows.len() > MOST {
        return Err(io::Error::other(format!(
            "it has {} rows, and Word holds {MOST} of them with difficulty",
            grid.rows.len()
        )));
    }
    let layout = Layout::of(table.name, &table.frame, lang);
    let headings = layout.headings(Named::of(table));
    let cells: Vec<Vec<String>> = grid
        .rows
        .iter()
        .map(|row| {
            row.iter().enumerate().map(|(i, cell): (usize, &Cell<'_>)| layout.shown(i, cell).into_owned()).collect()
        })
        .collect();
    let is_wide = headings.len() > UPRIGHT || layout.columns.iter().any(|column| column.kind == Kind::Prose);
    let mut number = Number::default();
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let margin = PageMargin { top: 1134, left: 1134, bottom: 1134, right: 1134, header: 600, footer: 600, gutter: 0 };
    let mut docx = Docx::new().default_fonts(fonts).default_size(if is_wide { 17 } else { 20 }).page_margin(margin);
    docx = match is_wide {
        true => docx.page_size(16_838, 11_906).page_orient(PageOrientationType::Landscape),
        false => docx.page_size(11_906, 16_838),
    };
    for (i, sentence) in layout.below(table).iter().enumerate() {
        let run = Run::new().add_text(allowed(&sentence.replace('`', "")));
        docx = docx.add_paragraph(number.paragraph(if i == 0 { run.bold() } else { run }));
    }
    docx = docx.add_paragraph(number.paragraph(Run::new()));
    let widths = widths(&layout, &headings, &cells, WIDTHS[usize::from(is_wide)]);
    let line = |number: &mut Number, texts: &[String], is_head: bool| {
        let cells = texts.iter().zip(&layout.columns).zip(&widths).map(|((text, column), &width)| {
            let run = lines(text);
            let paragraph = number.paragraph(if is_head { run.bold() } else { run });
            let paragraph = if column.kind.is_number() { paragraph.align(AlignmentType::Right) } else { paragraph };
            let cell = TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph);
            match is_head {
                true => cell.set_borders(under()).vertical_align(VAlignType::Bottom),
                false => cell,
            }
        });
        TableRow::new(cells.collect()).cant_split()
    };
    let head = line(&mut number, &headings, true);
    let rows = std::iter::once(head).chain(cells.iter().map(|row| line(&mut number, row, false))).collect();
    let edge = |position| TableBorder::new(position).border_type(BorderType::Single).size(8);
    let borders = TableBorders::with_empty().set(edge(TableBorderPosition::Top)).set(edge(TableBorderPosition::Bottom));
    let rows = Rows::new(rows).set_grid(widths.clone()).set_borders(borders).align(TableAlignmentType::Left);
    let mut built = docx.add_table(rows).add_paragraph(number.paragraph(Run::new())).build();
    repeat_first_row(&mut built.document);
    built.doc_props.custom = properties(table);
    let mut bytes = Cursor::new(Vec::new());
    built.pack(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

/// A line under the headings.
fn under() -> TableCellBorders {
    let line = TableCellBorder::new(TableCellBorderPosition::Bottom).border_type(BorderType::Single).size(4);
    TableCellBorders::with_empty().set(line)
}

/// What the table is about as properties of the file, in order: the library would write them in any, and as they are.
fn properties(table: &Table) -> Vec<u8> {
    const VOCABULARY: &str = "http://schemas.openxmlformats.org/officeDocument/2006/";
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Properties xmlns=\"{VOCABULARY}custom-properties\" \
         xmlns:vt=\"{VOCABULARY}docPropsVTypes\">"
    );
    // Numbers below two are the format's own.
    for (number, (name, value)) in (2..).zip(about(table)) {
        let [name, value] = [name, value].map(|text| escape(allowed(&text)).into_owned());
        xml.push_str(&format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"{name}\">\
             <vt:lpwstr>{value}</vt:lpwstr></property>"
        ));
    }
    xml.push_str("</Properties>");
    xml.into_bytes()
}

/// The library cannot say that a row is a heading, which Word repeats on every page and a screen reader names.
fn repeat_first_row(document: &mut Vec<u8>) {
    const WHOLE: &[u8] = b"<w:cantSplit />";
    if let Some(at) = memchr::memmem::find(document, WHOLE) {
        let behind = at + WHOLE.len();
        document.splice(behind..behind, b"<w:tblHeader />".iter().copied());
    }
}

/// Columns as wide as what they hold; where that is too wide they give way as far as no word of a heading and no number breaks.
fn widths(layout: &Layout, headings: &[String], cells: &[Vec<String>], all: usize) -> Vec<usize> {
    /// A letter, and the white space beside it, in twentieths of a point.
    const LETTER: usize = 105;
    const AROUND: usize = 230;
    /// Letters of a column of names, and of long text, and the least of either.
    const NAME: usize = 28;
    const PROSE: usize = 60;
    const LEAST: usize = 8;
    let longest_word = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let letters = |column: usize| {
        let held = cells.iter().map(|row| row[column].width()).max().unwrap_or(0);
        // Headings are bold, and fonts are not equally wide: rather too much than a word that breaks.
        let head = longest_word(&headings[column]) * 6 / 5 + 1;
        match layout.columns[column].kind {
            Kind::Prose => (head.max(LEAST), head.max(held.min(PROSE))),
            kind if kind.is_number() => (head.max(held), head.max(held)),
            _ => (head.max(held.min(LEAST)), head.max(held.min(NAME))),
        }
    };
    let letters: Vec<(usize, usize)> = (0..headings.len()).map(letters).collect();
    let wide = |letters: usize| AROUND + LETTER * letters;
    let least: usize = letters.iter().map(|&(least, _)| wide(least)).sum();
    let most: usize = letters.iter().map(|&(_, most)| wide(most)).sum();
    let given = |&(fewest, wanted): &(usize, usize)| match (wide(fewest), wide(wanted)) {
        (_, width) if most <= all => width,
        (width, _) if least >= all => width * all / least.max(1),
        (from, to) => from + (to - from) * (all - least) / (most - least).max(1),
    };
    letters.iter().map(given).collect()
}

/// Numbers of paragraphs. The library has its own, which go on where the thread's last document ended.
#[derive(Default)]
struct Number(u32);

impl Number {
    fn paragraph(&mut self, run: Run) -> Paragraph {
        self.0 += 1;
        Paragraph::new().id(format!("{:08x}", self.0)).add_run(run)
    }
}
