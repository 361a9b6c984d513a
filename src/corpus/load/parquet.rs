//! Parquet tables, page by page: the column of names to find the transcripts, and any rows again.
//!
//! A file is row groups of columns, and a column of a group is pages of about a megabyte, each packed by itself. Where
//! the pages are is noted at first, so that neither a row group nor the file is ever in memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::corpus::Why;
use crate::corpus::read::{Cells, Index, Indexer, Run, TableLayout};
use crate::corpus::refuse::refuse_foreign;
use crate::corpus::rows::See;
use crate::corpus::sheet::{Head, Row, Sheet};
use crate::error::{Error, Result};

use super::pieces::{Stamp, unchanged};
use super::table::{Contents, Rows, of_codes};

mod cells;
mod pages;

use cells::Column;
use pages::Pages;

/// How many rows are looked at together to find the transcripts.
const ROWS: u64 = 1 << 13;

/// So many rows tell how times are to be understood.
const FIRST: u64 = 1000;

/// The row of the first data as a table with a header would number it.
const FIRST_ROW: u64 = 2;

/// Reads a table's columns of names through.
pub(super) fn open(path: &Path) -> Result<Contents> {
    let io = |error| Error::io("read", path, error);
    let mut file = File::open(path).map_err(io)?;
    let stamp = Stamp::of(&file.metadata().map_err(io)?);
    let mut start = Vec::new();
    (&mut file).take(8).read_to_end(&mut start).map_err(io)?;
    refuse_foreign(path, "table", &start)?;
    let pages = Pages::find(path, &file)?;
    if pages.is_result {
        return Ok(Contents::Other(Why::Plain("earlier-table")));
    }
    let header = pages.columns.iter().map(|column| column.name.trim().to_owned()).collect();
    let head = Head { header, left_out: pages.left_out.clone(), ..Head::default() };
    if let Some(other) = of_codes(&head.header) {
        return Ok(other);
    }
    let (index, hash) = rayon::join(|| index(path, &mut file, &pages, head), || hash(path));
    let (index, hash) = (index?, hash.map_err(io)?);
    let rows = PagedRows { path: path.to_owned(), stamp, pages };
    Ok(Contents::Indexed(Box::new(index), hash, Box::new(rows)))
}

/// Reads a table that is no corpus and fits in memory, such as one of codings: its cells as text.
pub(crate) fn sheet(path: &Path) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    rows(path, &mut |head, row| {
        if sheet.head.header.is_empty() {
            sheet.head = head.clone();
        }
        let cells = row.cells.iter().map(|cell| Cow::Owned(cell.clone().into_owned())).collect();
        sheet.rows.push(Row { number: row.number, cells });
        Ok(())
    })?;
    Ok(sheet)
}

/// Hands over every row of such a table.
pub(crate) fn rows(path: &Path, see: &mut See<'_>) -> Result<()> {
    let mut file = File::open(path).map_err(|error| Error::io("read", path, error))?;
    let pages = Pages::find(path, &file)?;
    let all: Vec<usize> = (0..pages.columns.len()).collect();
    let header = pages.columns.iter().map(|column| column.name.trim().to_owned()).collect();
    let head = Head { header, left_out: pages.left_out.clone(), ..Head::default() };
    for rows in pages.split(0..pages.rows, ROWS) {
        let block = Block::read(path, &mut file, &pages, rows.clone(), &all)?;
        for row in rows {
            see(&head, &Row { number: (row + FIRST_ROW) as usize, cells: block.row(row) })?;
        }
    }
    Ok(())
}

fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

fn index(path: &Path, file: &mut File, pages: &Pages, head: Head) -> Result<Index> {
    let mut indexer = Indexer::new(path.to_owned(), head)?;
    let (names, all) = (indexer.columns_of_names(), (0..pages.columns.len()).collect::<Vec<_>>());
    for rows in pages.split(0..pages.rows, ROWS) {
        let mut block = Block::read(path, file, pages, rows.clone(), if rows.start < FIRST { &all } else { &names })?;
        // A row without a name is a mistake, unless nothing at all is in it.
        if names.is_empty() || block.has_gaps(names[0]) {
            block = Block::read(path, file, pages, rows.clone(), &all)?;
        }
        for row in rows {
            let row_of_block = RowOfBlock { block: &block, at: (row - block.first) as usize };
            if !row_of_block.is_empty() {
                indexer.row(row, row + FIRST_ROW, &row_of_block)?;
            }
        }
    }
    indexer.finish(pages.rows, 0)
}

/// Some rows of some columns.
struct Block {
    first: u64,
    /// By column; none where it was not read.
    columns: Vec<Option<Column>>,
}

impl Block {
    /// Reads rows of one row group.
    fn read(path: &Path, file: &mut File, pages: &Pages, rows: Range<u64>, wanted: &[usize]) -> Result<Block> {
        let mut columns: Vec<Option<Column>> = (0..pages.columns.len()).map(|_| None).collect();
        for &column in wanted {
            columns[column] = Some(pages.read(path, file, column, rows.clone())?);
        }
        Ok(Block { first: rows.start, columns })
    }

    fn cell(&self, column: usize, at: usize) -> Cow<'_, str> {
        self.columns[column].as_ref().map_or(Cow::Borrowed(""), |column| column.cell(at))
    }

    /// All cells of a row of the table, copied.
    fn row(&self, row: u64) -> Vec<Cow<'static, str>> {
        let at = (row - self.first) as usize;
        (0..self.columns.len()).map(|column| Cow::Owned(self.cell(column, at).into_owned())).collect()
    }

    fn has_gaps(&self, column: usize) -> bool {
        self.columns[column].as_ref().is_none_or(Column::has_gaps)
    }
}

/// A row of what was read.
struct RowOfBlock<'a> {
    block: &'a Block,
    at: usize,
}

impl RowOfBlock<'_> {
    fn is_empty(&self) -> bool {
        (0..self.block.columns.len()).all(|column| self.block.cell(column, self.at).is_empty())
    }
}

impl Cells for RowOfBlock<'_> {
    fn cell(&self, column: usize) -> Cow<'_, str> {
        self.block.cell(column, self.at)
    }

    /// Nothing: a column of strings is text, whatever it says.
    fn raw(&self, _: usize) -> &[u8] {
        &[]
    }
}

/// Rows that lie no further apart than this, in bytes, are read together with what stands between them.
const NEAR: u64 = if cfg!(test) { 60 } else { 1 << 20 };

/// About how many bytes are unpacked at once.
const AT_ONCE: u64 = if cfg!(test) { 100 } else { 4 << 20 };

/// The rows of a Parquet table.
#[derive(Debug)]
struct PagedRows {
    path: PathBuf,
    stamp: Stamp,
    pages: Pages,
}

impl Rows for PagedRows {
    fn read(
        &self,
        runs: &[Run],
        layout: &TableLayout,
        see: &mut dyn FnMut(Vec<Vec<Row<'_>>>) -> Result<()>,
    ) -> Result<()> {
        let all: Vec<usize> = (0..self.pages.columns.len()).collect();
        let rows_in = |bytes: u64| (bytes / self.pages.bytes_a_row.max(1)).max(1);
        let near = rows_in(NEAR);
        // In the order of the file, whatever that of the names is, and near ones together, since a page is unpacked anew each
        // time. Cells are copied, so that no page is kept for the sake of a row.
        let mut order: Vec<usize> = (0..runs.len()).collect();
        order.sort_by_key(|&run| runs[run].start);
        let mut read: Vec<Vec<Row<'static>>> = runs.iter().map(|_| Vec::new()).collect();
        unchanged(&self.path, self.stamp, |file| {
            for together in order.chunk_by(|&a, &b| runs[b].start <= runs[a].end + near) {
                let stretch = runs[together[0]].start..runs[together[together.len() - 1]].end;
                for rows in self.pages.split(stretch, rows_in(AT_ONCE)) {
                    let from = together.partition_point(|&run| runs[run].end <= rows.start);
                    let here = together[from..].partition_point(|&run| runs[run].start < rows.end);
                    if here == 0 {
                        continue;
                    }
                    let block = Block::read(&self.path, file, &self.pages, rows.clone(), &all)?;
                    for &run in &together[from..from + here] {
                        let own = runs[run].start.max(rows.start)..runs[run].end.min(rows.end);
                        read[run].extend(own.filter_map(|row| layout.row((row + FIRST_ROW) as usize, block.row(row))));
                    }
                }
            }
            Ok(())
        })?;
        see(read)
    }

    fn bytes(&self, run: &Run) -> u64 {
        // A page is unpacked for every batch that needs some of it, so that batches are larger than pages.
        (run.end - run.start) * self.pages.bytes_a_row.div_ceil(16)
    }

    fn most(&self) -> usize {
        1 << 14
    }
}

#[cfg(test)]
mod tests;
