//! Tables: as they stand, or as a transcript when their columns say who says what.

use std::collections::BTreeMap;

use docx_rs::{Docx, Table, TableCellContent, TableChild, TableRowChild};

use crate::corpus::Time;
use crate::corpus::gap::time;
use crate::corpus::label::key;
use crate::text::words;

use super::{Block, Gathered};

impl<'a> Gathered<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        if self.without_tables {
            return;
        }
        self.flush();
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|TableChild::TableRow(row)| {
                row.cells.iter().map(|TableRowChild::TableCell(cell)| cell_text(self.docx, &cell.children)).collect()
            })
            .collect();
        let columns = Columns::of(&rows);
        for (index, (TableChild::TableRow(row), plain)) in table.rows.iter().zip(&rows).enumerate() {
            let Some(columns) = &columns else {
                for TableRowChild::TableCell(cell) in &row.cells {
                    self.cell(&cell.children);
                }
                continue;
            };
            if index == 0 && columns.header {
                self.blocks.push(Block { text: plain.join(" "), heading: true, ..Block::default() });
                continue;
            }
            let cell = |column: Option<usize>| column.and_then(|c| plain.get(c)).map(|cell| cell.trim()).unwrap_or("");
            let speaker = cell(columns.speaker).trim_end_matches(':').trim();
            let when = cell(columns.time);
            let stamp = time(when).map(|start| Time { start, end: None });
            let label = [when, speaker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let speaker = words(speaker).next().map(|_| speaker.to_owned());
            self.blocks.push(Block { text: label, row: Some((speaker, stamp)), ..Block::default() });
            self.in_row = true;
            if let Some(TableRowChild::TableCell(cell)) = row.cells.get(columns.text) {
                self.cell(&cell.children);
            }
            self.in_row = false;
        }
    }

    fn cell(&mut self, children: &'a [TableCellContent]) {
        for child in children {
            match child {
                TableCellContent::Paragraph(paragraph) => self.paragraph(paragraph),
                TableCellContent::StructuredDataTag(control) => self.control(control),
                TableCellContent::Table(table) if !self.in_row => self.table(table),
                _ => {}
            }
        }
        self.flush();
    }
}

fn cell_text(docx: &Docx, children: &[TableCellContent]) -> String {
    let mut cell = Gathered::new(docx);
    // A table in a cell says nothing about the columns of the table around it, and going into it here as well
    // as later would take twice as long for each table around it.
    cell.without_tables = true;
    cell.cell(children);
    cell.blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n")
}
/// Which column of a table holds what.
struct Columns {
    speaker: Option<usize>,
    text: usize,
    time: Option<usize>,
    header: bool,
}

const SPEAKER: &[&str] = &["spreker", "speaker", "wie", "who", "naam", "name", "persoon", "person", "rol", "role"];
const TEXT: &[&str] =
    &["tekst", "text", "transcript", "uitspraak", "inhoud", "content", "wat", "utterance", "fragment"];
const TIME: &[&str] = &["tijd", "time", "tijdcode", "timecode", "timestamp", "start", "begin", "tijdstip"];

impl Columns {
    /// The columns of a table that is a transcript: by its header, else by what is in it.
    fn of(rows: &[Vec<String>]) -> Option<Self> {
        let first = rows.first()?;
        let named = |names: &[&str]| first.iter().position(|cell| names.contains(&key(cell.trim()).as_str()));
        if let (Some(text), Some(speaker)) = (named(TEXT), named(SPEAKER)) {
            return Some(Self { speaker: Some(speaker), text, time: named(TIME), header: true });
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width < 2 || rows.len() < 4 {
            return None;
        }
        let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim());
        let size = |column: usize| cells(column).map(str::len).sum::<usize>();
        let text = (0..width).max_by_key(|&column| (size(column), width - column))?;
        let clock = |column: &usize| {
            let filled = cells(*column).filter(|cell| !cell.is_empty()).count();
            filled > 0 && cells(*column).filter(|cell| time(cell).is_some()).count() * 5 >= filled * 4
        };
        let when = (0..width).filter(|&column| column != text).find(clock);
        let speaks = |column: &usize| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            let brief =
                cells(*column).filter(|cell| !cell.is_empty()).all(|cell| cell.len() <= 40 && !cell.contains('\n'));
            for cell in cells(*column).filter(|cell| cell.chars().any(char::is_alphabetic)) {
                *counts.entry(key(cell)).or_default() += 1;
            }
            let (kinds, all) = (counts.len(), counts.values().sum::<usize>());
            brief && kinds >= 2 && all * 2 >= rows.len() && kinds * 2 <= all
        };
        let speaker = (0..width).filter(|&column| column != text && Some(column) != when).find(speaks)?;
        Some(Self { speaker: Some(speaker), text, time: when, header: false })
    }
}
