//! Tables of one JSON object a line, read through twice, for their columns and for their rows, and any rows again.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use memchr::memchr_iter;

use crate::corpus::ReadOptions;
use crate::corpus::objects::{Keys, Object};
use crate::corpus::read::{Cells, Indexer, Run, TableLayout};
use crate::corpus::refuse::refuse_foreign;
use crate::corpus::sheet::Row;
use crate::error::{Error, Result};

use super::pieces::{Came, Coding, Pieces, Stamp, Stretches, changed, unchanged};
use super::table::{Contents, Rows, of_codes};

/// A line may be so long; what is longer is no table.
const LONGEST: usize = 1 << 28;

/// Reads a table through.
pub(super) fn open(path: &Path, options: &ReadOptions) -> Result<Contents> {
    let io = |error| Error::io("read", path, error);
    let file = File::open(path).map_err(io)?;
    let stamp = Stamp::of(&file.metadata().map_err(io)?);
    let mut start = Vec::new();
    file.take(8).read_to_end(&mut start).map_err(io)?;
    refuse_foreign(path, "table", &start)?;
    let mut coding = Coding::told(&start, options.encoding.as_deref());
    loop {
        let mut keys = Keys::default();
        let lines = each_object(path, coding, |_, _, object| {
            keys.add(object);
            Ok(())
        })?;
        let Some((pieces, _)) = lines else {
            coding = coding.instead(path).map_err(io)?;
            continue;
        };
        let (encoding, replaced) = pieces.encoding();
        let head = keys.head(encoding);
        if let Some(other) = of_codes(&head.header) {
            return Ok(other);
        }
        let mut indexer = Indexer::new(path.to_owned(), head)?;
        let lines = each_object(path, coding, |at, line, object| {
            let row = RowOfCells(keys.cells(object));
            if row.0.iter().any(|cell| !cell.is_empty()) { indexer.row(at, line, &row) } else { Ok(()) }
        })?;
        let Some((pieces, end)) = lines else { return Err(changed(path)) };
        let index = indexer.finish(end, replaced)?;
        let (hash, text) = pieces.finish();
        let rows = ObjectRows { path: path.to_owned(), stamp, keys, text };
        return Ok(Contents::Indexed(Box::new(index), hash, Box::new(rows)));
    }
}

/// Reads a file through and lets `see` have each object, with its place in the text and its line. Tells where the text
/// ends; nothing where the bytes are not in the coding in which they are read.
fn each_object(
    path: &Path,
    coding: Coding,
    mut see: impl FnMut(u64, u64, Object) -> Result<()>,
) -> Result<Option<(Pieces, u64)>> {
    let io = |error| Error::io("read", path, error);
    let mut pieces = Pieces::open(path, coding).map_err(io)?;
    let (mut text, mut searched, mut at, mut line) = (Vec::new(), 0, 0_u64, 1_u64);
    loop {
        let came = pieces.next(&mut text).map_err(io)?;
        if came == Came::NotPlain {
            return Ok(None);
        }
        let (mut done, last) = (0, came == Came::Last);
        let ends = memchr_iter(b'\n', &text[searched..]).map(|end| searched + end);
        for end in ends.chain(last.then_some(text.len())) {
            if let Some(object) = object(path, line, &text[done..end])? {
                see(at + done as u64, line, object)?;
            }
            done = (end + 1).min(text.len());
            line += 1;
        }
        if last {
            return Ok(Some((pieces, at + text.len() as u64)));
        }
        if text.len() - done > LONGEST {
            return Err(Error::unreadable(
                path,
                format!("line {line} is longer than {} MB", LONGEST >> 20),
                "write one object a line, or give a file that is one JSON value the extension .json",
            ));
        }
        text.drain(..done);
        at += done as u64;
        searched = text.len();
    }
}

fn object(path: &Path, line: u64, text: &[u8]) -> Result<Option<Object>> {
    // A piece ends where a character does, and a line too.
    let text = std::str::from_utf8(text).map_err(|_| changed(path))?;
    Object::read(path, usize::try_from(line).unwrap_or(usize::MAX), text)
}

/// The cells of a line, by column.
struct RowOfCells(Vec<String>);

impl Cells for RowOfCells {
    fn cell(&self, column: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.0.get(column).map_or("", String::as_str))
    }

    fn raw(&self, column: usize) -> &[u8] {
        self.0.get(column).map_or(&[], |cell| cell.as_bytes())
    }
}

/// The rows of a table of objects.
#[derive(Debug)]
struct ObjectRows {
    path: PathBuf,
    stamp: Stamp,
    keys: Keys,
    text: Stretches,
}

impl Rows for ObjectRows {
    fn read(
        &self,
        runs: &[Run],
        layout: &TableLayout,
        see: &mut dyn FnMut(Vec<Vec<Row<'_>>>) -> Result<()>,
    ) -> Result<()> {
        let rows = unchanged(&self.path, self.stamp, |file| {
            let (mut text, mut rows) = (Vec::new(), Vec::with_capacity(runs.len()));
            for run in runs {
                text.clear();
                let read = self.text.read(file, run.start..run.end, &mut text);
                read.map_err(|error| Error::io("read", &*self.path, error))?;
                let mut own = Vec::new();
                for (number, line) in (run.line..).zip(text.split(|byte| *byte == b'\n')) {
                    if let Some(object) = object(&self.path, number, line)? {
                        let cells = self.keys.cells(object).into_iter().map(Cow::Owned).collect();
                        own.extend(layout.row(usize::try_from(number).unwrap_or(usize::MAX), cells));
                    }
                }
                rows.push(own);
            }
            Ok(rows)
        })?;
        see(rows)
    }

    fn bytes(&self, run: &Run) -> u64 {
        run.end - run.start
    }
}
