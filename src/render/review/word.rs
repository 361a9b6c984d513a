//! A sheet to review as a table in a Word file.

use std::io::Cursor;

use docx_rs::{Docx, PageMargin, PageOrientationType, Paragraph, Run, RunFonts, Table, TableCell, TableRow, WidthType};

use crate::coding::REVIEW;
use crate::error::{Error, Result};
use crate::render::docx::allowed;
use crate::tables::ReviewSheet;

use super::{SENTENCE, cells, heading, pieces};

/// The columns that are shown, by their places, with their widths in twentieths of a point; behind them comes the place.
const SHOWN: [(usize, usize); 11] = [
    (0, 500),
    (1, 1200),
    (2, 800),
    (3, 1400),
    (5, 2100),
    (SENTENCE, 3200),
    (7, 2100),
    (8, 1000),
    (9, 1200),
    (10, 1500),
    (11, 900),
];

/// The width of the column of the place.
const PLACE: usize = 900;

/// A sheet of landscape A4: what it is about, the table, and the codes.
pub(super) fn review(sheet: &ReviewSheet) -> Result<Vec<u8>> {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let margin = PageMargin { top: 700, left: 600, bottom: 700, right: 600, header: 400, footer: 400, gutter: 0 };
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(18)
        .page_size(16_838, 11_906)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(margin);
    let mut number = Number::default();
    for sentence in &sheet.about {
        docx = docx.add_paragraph(number.paragraph(Run::new().add_text(allowed(sentence))));
    }
    let mut rows = vec![TableRow::new(
        SHOWN
            .iter()
            .map(|&(column, width)| (REVIEW[column].name, width))
            .chain([("place", PLACE)])
            .map(|(name, width)| (heading(name, sheet.lang), width))
            .map(|(name, width)| cell(width).add_paragraph(number.paragraph(Run::new().bold().add_text(name))))
            .collect(),
    )];
    for (i, proposal) in sheet.proposals.iter().enumerate() {
        let texts = cells(sheet, i, proposal, sheet.lang);
        let mut of_row: Vec<TableCell> = Vec::with_capacity(SHOWN.len() + 1);
        for &(column, width) in &SHOWN {
            let mut paragraph = number.paragraph(Run::new());
            if column == SENTENCE {
                for (piece, is_matched) in pieces(proposal) {
                    let run = Run::new().add_text(allowed(piece));
                    paragraph = paragraph.add_run(if is_matched { run.bold() } else { run });
                }
            } else {
                paragraph = paragraph.add_run(Run::new().add_text(allowed(&texts[column])));
            }
            of_row.push(cell(width).add_paragraph(paragraph));
        }
        let (start, end) = proposal.anchor.place.unwrap_or_default();
        let around = proposal.anchor.around.clone().unwrap_or_default();
        // What the passage is found again by is there, but not in the reader's way.
        let hidden = |text: &str| Run::new().vanish().add_text(allowed(text));
        let place = cell(PLACE)
            .add_paragraph(number.paragraph(Run::new().add_text(format!("{start}-{end}"))))
            .add_paragraph(number.paragraph(hidden(&around.before)))
            .add_paragraph(number.paragraph(hidden(&around.after)));
        of_row.push(place);
        rows.push(TableRow::new(of_row));
    }
    let grid = SHOWN.iter().map(|&(_, width)| width).chain([PLACE]).collect();
    docx = docx.add_table(Table::new(rows).set_grid(grid));
    docx = docx.add_paragraph(number.paragraph(Run::new()));
    for code in &sheet.codes {
        let name = Run::new().bold().add_text(allowed(&code.id));
        let said = Run::new().add_text(allowed(&format!("  {}  {}", code.name, code.definition)));
        docx = docx.add_paragraph(number.paragraph(name).add_run(said));
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| {
        let message = format!("the sheet cannot be written as a Word document: {error}");
        Error::usage(message, "write it as .xlsx or .csv instead")
    })?;
    Ok(bytes.into_inner())
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
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
