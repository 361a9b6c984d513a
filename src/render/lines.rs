//! Rows as text, on all threads.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use polars::prelude::DataFrame;
use rayon::prelude::*;

use crate::tables::{Blocks, CellSink, Rows, Source};

use super::grid::{Cell, FrameRows};

/// Rows that one thread turns into text at a time, about.
const PIECE: usize = 1 << 11;

/// A format of which each row is a text of its own.
pub(super) trait Lines: Sync {
    fn begin_row(&self, _is_first: bool, _out: &mut Vec<u8>) {}

    /// A cell with what parts it from the one before.
    fn cell(&self, column: usize, cell: &Cell<'_>, out: &mut Vec<u8>);

    /// Ends the row, whose cells began at `start`.
    fn end_row(&self, start: usize, out: &mut Vec<u8>);
}

/// Room for the text of some pieces, kept for the next.
#[derive(Debug, Default)]
pub(super) struct Pages(Vec<Vec<u8>>);

impl Pages {
    /// Pieces are made on all threads, and written in order.
    pub(super) fn write(
        &mut self,
        out: &mut impl Write,
        lines: &impl Lines,
        rows: Rows<'_>,
        mut is_first: bool,
    ) -> io::Result<()> {
        let pieces: Vec<Piece<'_>> = match rows.0 {
            Source::Frame(frame) => {
                (0..frame.height()).step_by(PIECE).map(|from| Piece::Frame(frame.slice(from as i64, PIECE))).collect()
            }
            Source::Blocks(blocks) => blocks.pieces(PIECE).into_iter().map(Piece::Blocks).collect(),
        };
        self.0.resize_with(2 * rayon::current_num_threads(), Vec::new);
        for pieces in pieces.chunks(self.0.len()) {
            self.0.par_iter_mut().zip(pieces).enumerate().for_each(|(i, (bytes, piece))| {
                bytes.clear();
                let is_first = is_first && i == 0;
                piece.write(Page { lines, bytes, is_first, start: 0, column: 0 });
            });
            self.0[..pieces.len()].iter().try_for_each(|page| out.write_all(page))?;
            is_first = false;
        }
        Ok(())
    }
}

/// Some rows for one thread.
enum Piece<'a> {
    Frame(DataFrame),
    Blocks(Blocks<'a>),
}

impl Piece<'_> {
    fn write(&self, mut page: Page<'_, impl Lines>) {
        match self {
            Piece::Frame(frame) => {
                let mut rows = FrameRows::of(frame);
                while let Some(cells) = rows.next() {
                    page.begin_row();
                    cells.for_each(|cell| page.cell(&cell));
                    page.end_row();
                }
            }
            Piece::Blocks(blocks) => blocks.cells(&mut page),
        }
    }
}

/// The text of some rows.
struct Page<'a, L> {
    lines: &'a L,
    bytes: &'a mut Vec<u8>,
    /// Whether the next row is the table's first.
    is_first: bool,
    /// Where the cells of the row began.
    start: usize,
    /// The column of the next.
    column: usize,
}

impl<L: Lines> Page<'_, L> {
    // So that nothing is asked of a cell that its caller knows: there are millions.
    #[inline(always)]
    fn cell(&mut self, cell: &Cell<'_>) {
        self.lines.cell(self.column, cell, self.bytes);
        self.column += 1;
    }
}

impl<L: Lines> CellSink for Page<'_, L> {
    fn begin_row(&mut self) {
        self.lines.begin_row(std::mem::take(&mut self.is_first), self.bytes);
        (self.start, self.column) = (self.bytes.len(), 0);
    }

    fn text(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.cell(&Cell::Text(Cow::Borrowed(text))),
            None => self.cell(&Cell::Empty),
        }
    }

    fn number(&mut self, number: Option<i64>) {
        match number {
            Some(number) => self.cell(&Cell::Integer(number)),
            None => self.cell(&Cell::Empty),
        }
    }

    fn flag(&mut self, flag: Option<bool>) {
        self.cell(&flag.map_or(Cell::Empty, Cell::Flag));
    }

    fn end_row(&mut self) {
        self.lines.end_row(self.start, self.bytes);
    }

    fn place(&self) -> usize {
        self.bytes.len()
    }

    fn again(&mut self, made: Range<usize>, cells: usize) {
        self.bytes.extend_from_within(made);
        self.column += cells;
    }
}
