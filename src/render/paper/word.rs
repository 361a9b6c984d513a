//! A text as a Word file, in styles that its writer can change all at once.

use std::io::Cursor;

use docx_rs::{
    Docx, LineSpacing, PageMargin, Paragraph, Run as WordRun, RunFonts, Style, StyleType, Table, TableCell, TableRow,
    WidthType,
};

use unicode_width::UnicodeWidthStr;

use crate::error::{Error, Result};
use crate::render::docx::{APART, Number, allowed, lines};

use super::{Block, Ink, Paper, Run, UNDEFINED};

/// The margins of a page of A4 and the width of its text, in twentieths of a point.
const MARGIN: i32 = 1134;
const WIDTH: usize = 9600;

/// How far quotes are set in, in twentieths of a point.
const SET_IN: i32 = 567;

/// The styles of headings below the title, by the ids that Word gives them, with their sizes in half points.
const HEADINGS: [(&str, &str, usize); 5] = [
    ("Heading1", "heading 1", 32),
    ("Heading2", "heading 2", 26),
    ("Heading3", "heading 3", 24),
    ("Heading4", "heading 4", 22),
    ("Heading5", "heading 5", 22),
];

/// The styles of a quote's words and of its source.
const QUOTE: &str = "Quote";
const SOURCE: &str = "QuoteSource";

pub(super) fn word(paper: &Paper) -> Result<Vec<u8>> {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let around =
        PageMargin { top: MARGIN, left: MARGIN, bottom: MARGIN, right: MARGIN, header: 600, footer: 600, gutter: 0 };
    let mut docx = Docx::new().default_fonts(fonts).default_size(22).page_margin(around);
    for (level, (id, name, size)) in HEADINGS.into_iter().enumerate() {
        docx = docx.add_style(Style::new(id, StyleType::Paragraph).name(name).bold().size(size).outline_lvl(level));
    }
    let set_in =
        |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).indent(Some(SET_IN), None, None, None);
    docx = docx.add_style(set_in(QUOTE, "Quote")).add_style(set_in(SOURCE, "Quote source").size(20));
    let mut number = Number::default();
    let title = number.paragraph().style(HEADINGS[0].0).line_spacing(LineSpacing::new().after(APART));
    let title = title.add_run(WordRun::new().add_text(allowed(&paper.title)));
    docx = docx.add_paragraph(title);
    for block in &paper.blocks {
        docx = add(docx, block, &mut number);
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| {
        let message = format!("the text cannot be written as a Word document: {error}");
        Error::usage(message, "write it as .md or .html instead")
    })?;
    Ok(bytes.into_inner())
}

fn add(docx: Docx, block: &Block, number: &mut Number) -> Docx {
    let apart = || LineSpacing::new().after(APART);
    match block {
        Block::Heading { level, text } => {
            let (style, ..) = HEADINGS[level.saturating_sub(1).min(HEADINGS.len() - 1)];
            let spacing = LineSpacing::new().before(2 * APART).after(APART);
            let heading = number.paragraph().style(style).keep_next(true).line_spacing(spacing);
            docx.add_paragraph(heading.add_run(WordRun::new().add_text(allowed(text))))
        }
        Block::Paragraph { runs } => docx.add_paragraph(with(number.paragraph().line_spacing(apart()), runs)),
        Block::Quote { id, words, source } => {
            let lead = [Run::strong(format!("{id} "))];
            let words = with(with(number.paragraph().style(QUOTE).keep_next(true), &lead), words);
            let lead = [Run::plain("— ")];
            let source = with(with(number.paragraph().style(SOURCE).line_spacing(apart()), &lead), source);
            docx.add_paragraph(words).add_paragraph(source)
        }
        Block::Table { caption, header, numeric, rows } => {
            let caption = with(number.paragraph().keep_next(true).line_spacing(apart()), &[Run::strong(caption)]);
            let table = table(header, numeric, rows, number);
            docx.add_paragraph(caption).add_table(table).add_paragraph(number.paragraph())
        }
        Block::Commands { lines } => lines.iter().fold(docx, |docx, line| {
            let mono = RunFonts::new().ascii("Consolas").hi_ansi("Consolas").cs("Consolas");
            let run = WordRun::new().fonts(mono).size(18).add_text(allowed(line));
            docx.add_paragraph(number.paragraph().indent(Some(SET_IN), None, None, None).add_run(run))
        }),
    }
}

fn with(paragraph: Paragraph, runs: &[Run]) -> Paragraph {
    runs.iter().fold(paragraph, |paragraph, Run { text, ink }| {
        let run = lines(text);
        paragraph.add_run(match ink {
            Ink::Plain => run,
            Ink::Strong => run.bold(),
            Ink::Faint => run.color("595959"),
            Ink::Open => run.highlight("yellow"),
        })
    })
}

fn table(header: &[String], numeric: &[bool], rows: &[Vec<String>], number: &mut Number) -> Table {
    let widths = widths(header, rows);
    let mut row = |cells: &[String], is_header: bool| {
        let cells = cells.iter().zip(numeric).zip(&widths).map(|((cell, &is_number), &width)| {
            let text = if cell.is_empty() { UNDEFINED } else { cell };
            let run = lines(text).size(18);
            let paragraph = number.paragraph().add_run(if is_header { run.bold() } else { run });
            let paragraph = if is_number { paragraph.align(docx_rs::AlignmentType::Right) } else { paragraph };
            TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph)
        });
        TableRow::new(cells.collect())
    };
    let mut all = vec![row(header, true)];
    all.extend(rows.iter().map(|cells| row(cells, false)));
    Table::new(all).set_grid(widths)
}

/// Columns as wide as their cells, within reason, and no narrower than their longest words.
fn widths(header: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    /// Of a letter, of the space beside the words of a cell, in twentieths of a point; and the most letters on a line.
    const LETTER: usize = 105;
    const BESIDE: usize = 230;
    const LONGEST: usize = 24;
    let wide = |letters: usize| BESIDE + LETTER * letters.min(LONGEST);
    let of_column = |at: usize| {
        let cells = || rows.iter().map(|row| &row[at]).chain([&header[at]]);
        let words = cells().flat_map(|cell| cell.split_whitespace()).map(UnicodeWidthStr::width).max();
        let lines = cells().map(|cell| cell.width()).max();
        (wide(words.unwrap_or(0)), wide(lines.unwrap_or(0)))
    };
    let columns: Vec<(usize, usize)> = (0..header.len()).map(of_column).collect();
    let least: usize = columns.iter().map(|(least, _)| least).sum();
    let more: usize = columns.iter().map(|(least, most)| most - least).sum();
    let left = WIDTH.saturating_sub(least).min(more);
    let share = |least: usize, most: usize| least + (left * (most - least)).checked_div(more).unwrap_or(0);
    columns.iter().map(|&(least, most)| share(least, most)).collect()
}
