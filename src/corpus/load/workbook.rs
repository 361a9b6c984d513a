//! Tables that are read whole: Excel workbooks, which hold a million rows at most, and those in archives.

use std::borrow::Cow;
use std::path::Path;

use crate::corpus::ReadOptions;
use crate::corpus::read::{Cells, Indexer};
use crate::corpus::refuse::refuse_foreign;
use crate::corpus::sheet::{Row, Sheet};
use crate::error::{Error, Result};

use super::table::{Contents, of_codes};

/// Reads a workbook for the names of its transcripts.
pub(super) fn open(path: &Path) -> Result<Contents> {
    let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
    names(path, &bytes, &ReadOptions::default())
}

/// The names of the transcripts in a table that is in memory: a workbook, or values that are separated.
pub(super) fn names(path: &Path, bytes: &[u8], options: &ReadOptions) -> Result<Contents> {
    refuse_foreign(path, "table", bytes)?;
    let Sheet { head, rows } = Sheet::read(path, bytes, options.encoding.as_deref())?;
    if let Some(other) = of_codes(&head.header) {
        return Ok(other);
    }
    let mut indexer = Indexer::new(path.to_owned(), head)?;
    for (place, row) in (0..).zip(&rows) {
        indexer.row(place, row.number as u64, row)?;
    }
    Ok(Contents::Named(indexer.finish(rows.len() as u64, 0)?.names))
}

impl Cells for Row<'_> {
    fn cell(&self, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.cells.get(column).map_or("", |cell| &**cell))
    }

    fn raw(&self, column: usize) -> &[u8] {
        self.cells.get(column).map_or(&[], |cell| cell.as_bytes())
    }
}
