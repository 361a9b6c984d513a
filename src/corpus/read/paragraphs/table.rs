//! Tables: as they stand, or as a transcript when their columns say who says what.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::corpus::Time;
use crate::corpus::gap::time;
use crate::corpus::label::key;
use crate::text::words;

use super::{Block, Paragraphs};

/// A table that is read: where the paragraphs of its cells are.
#[derive(Debug)]
pub(super) struct Table {
    start: usize,
    rows: Vec<Vec<Cell>>,
    /// Whether the last cell goes on.
    is_in_cell: bool,
}

#[derive(Debug, Default)]
struct Cell {
    blocks: Range<usize>,
    /// What tables in the cell hold: it says nothing about the columns of the table around it.
    nested: Vec<Range<usize>>,
}

impl Paragraphs {
    /// Begins a table behind the paragraphs that are ended. What the paragraph holds so far will be in its first cell.
    pub(in crate::corpus::read) fn begin_table(&mut self) {
        self.tables.push(Table { start: self.blocks.len(), rows: Vec::new(), is_in_cell: false });
    }

    /// Whether a table is open.
    pub(in crate::corpus::read) fn is_in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether a cell of the innermost table is open.
    pub(in crate::corpus::read) fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.is_in_cell)
    }

    /// Begins a row of the innermost table, and ends the one before.
    pub(in crate::corpus::read) fn begin_row(&mut self) {
        self.end_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    /// Begins a cell in the row, and ends the one before.
    pub(in crate::corpus::read) fn begin_cell(&mut self) {
        self.end_cell();
        let start = self.blocks.len();
        let Some(table) = self.tables.last_mut() else { return };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        if let Some(row) = table.rows.last_mut() {
            row.push(Cell { blocks: start..start, nested: Vec::new() });
            table.is_in_cell = true;
        }
    }

    /// Ends the cell, and its last paragraph with it.
    pub(in crate::corpus::read) fn end_cell(&mut self) {
        if !self.is_in_cell() {
            return;
        }
        self.end();
        let end = self.blocks.len();
        if let Some(table) = self.tables.last_mut() {
            table.is_in_cell = false;
            if let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut()) {
                cell.blocks.end = end;
            }
        }
    }

    /// Ends the innermost table: where its columns say who says what, its rows become turns.
    pub(in crate::corpus::read) fn end_table(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.pop() else { return };
        let rows: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.text_of(cell)).collect()).collect();
        if let Some(columns) = Columns::of(&rows) {
            self.lay_rows(&table, &rows, &columns);
        }
        let within = table.start..self.blocks.len();
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut()) {
            cell.nested.push(within);
        }
    }

    /// Ends all tables that a damaged file left open.
    pub(super) fn close_tables(&mut self) {
        while self.is_in_table() {
            self.end_table();
        }
    }

    fn text_of(&self, cell: &Cell) -> String {
        let mut nested = cell.nested.iter().peekable();
        let mut text = String::new();
        let mut at = cell.blocks.start;
        while at < cell.blocks.end {
            if let Some(inner) = nested.next_if(|inner| inner.start <= at) {
                at = at.max(inner.end);
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&self.blocks[at].text);
            at += 1;
        }
        text
    }

    /// Puts a row's time and speaker in one paragraph, and the words of its text behind it.
    fn lay_rows(&mut self, table: &Table, rows: &[Vec<String>], columns: &Columns) {
        let mut before: Vec<Block> = self.blocks.drain(table.start..).collect();
        // Where each block of the table went; none for what a row's first paragraph says now.
        let mut moved: Vec<(usize, bool)> = vec![(table.start, false); before.len()];
        for (index, (cells, plain)) in table.rows.iter().zip(rows).enumerate() {
            let first = self.blocks.len();
            for cell in cells {
                cell.blocks.clone().for_each(|block| moved[block - table.start] = (first, false));
            }
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
            let others =
                (0..plain.len()).filter(|&c| ![Some(columns.text), columns.speaker, columns.time].contains(&Some(c)));
            let beside: usize = others.map(|c| plain[c].chars().count()).sum();
            self.drop("other columns of a table", beside);
            self.blocks.push(Block { text: label, row: Some((speaker, stamp)), ..Block::default() });
            for block in cells.get(columns.text).map_or(0..0, |cell| cell.blocks.clone()) {
                let said = std::mem::take(&mut before[block - table.start]);
                moved[block - table.start] = (self.blocks.len(), true);
                self.blocks.push(Block { row: None, in_row: true, ..said });
            }
        }
        let end = table.start + before.len();
        let last = self.blocks.len();
        for comment in &mut self.comments {
            for (place, is_end) in [(&mut comment.start, false), (&mut comment.end, true)] {
                if place.0 >= end {
                    place.0 = place.0 - end + last;
                } else if let Some(&(block, is_kept)) = place.0.checked_sub(table.start).and_then(|at| moved.get(at)) {
                    // A comment on what is left out is one on the whole first paragraph of its row.
                    let byte = if is_end { usize::MAX } else { 0 };
                    *place = (block, if is_kept { place.1 } else { byte });
                }
            }
        }
    }
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
