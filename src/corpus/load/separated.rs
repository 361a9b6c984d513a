//! Tables of separated values, read through once, and any of their rows again.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::corpus::ReadOptions;
use crate::corpus::read::{Cells, Index, Indexer, Run, TableLayout};
use crate::corpus::refuse::refuse_foreign;
use crate::corpus::separated::{Cell, Records, line_ends};
use crate::corpus::sheet::{Head, Row, delimiter_of, in_words};
use crate::error::{Error, Result};

use super::pieces::{Came, Coding, Pieces, Stamp, Stretches, changed, unchanged};
use super::table::{Contents, Rows, of_codes};

/// A record may be so long; what is longer is a quote that nobody closed.
const LONGEST: usize = 1 << 28;

/// How much of a text tells its delimiter.
const SAMPLE: usize = 1 << 20;

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
        let Some(start) = Start::of(path, coding).map_err(io)? else {
            coding = coding.instead(path).map_err(io)?;
            continue;
        };
        let mut pieces = Pieces::open(path, coding).map_err(io)?;
        match Scan::of(path, start, &mut pieces)? {
            Scanned::Index(index) => {
                let (hash, text) = pieces.finish();
                let rows = TextRows { path: path.to_owned(), stamp, delimiter: start.delimiter, text };
                return Ok(Contents::Indexed(index, hash, Box::new(rows)));
            }
            Scanned::Other(contents) => return Ok(contents),
            Scanned::NotPlain => coding = coding.instead(path).map_err(io)?,
        }
    }
}

/// The rows of a table of separated values.
#[derive(Debug)]
struct TextRows {
    path: PathBuf,
    stamp: Stamp,
    delimiter: u8,
    text: Stretches,
}

impl Rows for TextRows {
    fn read(
        &self,
        runs: &[Run],
        layout: &TableLayout,
        see: &mut dyn FnMut(Vec<Vec<Row<'_>>>) -> Result<()>,
    ) -> Result<()> {
        let text = unchanged(&self.path, self.stamp, |file| {
            let mut text = Vec::new();
            for stretch in runs.chunk_by(|run, next| run.end == next.start) {
                let read = self.text.read(file, stretch[0].start..stretch[stretch.len() - 1].end, &mut text);
                read.map_err(|error| Error::io("read", &*self.path, error))?;
            }
            Ok(text)
        })?;
        let text = String::from_utf8(text).map_err(|_| changed(&self.path))?;
        let (mut cells, mut at, mut rows) = (Vec::new(), 0, Vec::with_capacity(runs.len()));
        for run in runs {
            let end = at + (run.end - run.start) as usize;
            let part = text.get(at..end).ok_or_else(|| changed(&self.path))?;
            rows.push(self.rows_of(part, run.line, layout, &mut cells));
            at = end;
        }
        see(rows)
    }

    fn bytes(&self, run: &Run) -> u64 {
        run.end - run.start
    }
}

impl TextRows {
    /// The rows in a stretch of the table that begins at a line.
    fn rows_of<'a>(&self, text: &'a str, mut line: u64, layout: &TableLayout, cells: &mut Vec<Cell>) -> Vec<Row<'a>> {
        let bytes = text.as_bytes();
        let mut records = Records::new(bytes, self.delimiter, true);
        let (mut rows, mut counted) = (Vec::new(), 0);
        while let Some(place) = records.next(cells) {
            line += line_ends(&bytes[counted..place.start], Some(bytes[place.start]));
            counted = place.start;
            let number = usize::try_from(line).unwrap_or(usize::MAX);
            rows.extend(layout.row(number, cells.iter().map(|cell| cell.of(text)).collect()));
        }
        rows
    }
}

/// What the beginning of a table tells.
#[derive(Clone, Copy)]
struct Start {
    /// What stands between cells.
    delimiter: u8,
    /// Where the table begins in the text, and its line there.
    begin: usize,
    line: u64,
}

impl Start {
    /// Reads the beginning; nothing where its bytes are not in the coding in which they are read.
    fn of(path: &Path, coding: Coding) -> io::Result<Option<Start>> {
        let mut pieces = Pieces::open(path, coding)?;
        let (mut text, mut more) = (Vec::new(), Came::More);
        while more == Came::More && text.len() < SAMPLE {
            more = pieces.next(&mut text)?;
        }
        if more == Came::NotPlain {
            return Ok(None);
        }
        let text = std::str::from_utf8(&text).unwrap_or_default();
        let (delimiter, table) = delimiter_of(text, more == Came::Last);
        let begin = text.len() - table.len();
        let line = 1 + text[..begin].matches('\n').count() as u64;
        // A second mark belongs to nothing.
        let mark = if table.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Ok(Some(Start { delimiter, begin: begin + mark, line }))
    }
}

/// What a scan found.
enum Scanned {
    Index(Box<Index>),
    Other(Contents),
    /// The bytes are not in the coding in which they are read.
    NotPlain,
}

/// A table that is being read through.
struct Scan<'a> {
    path: &'a Path,
    head: Head,
    delimiter: u8,
    indexer: Option<Indexer>,
    cells: Vec<Cell>,
    /// Where the text that is scanned next begins, and its line.
    at: u64,
    line: u64,
}

/// A record in a buffer.
struct Record<'a> {
    buffer: &'a [u8],
    cells: &'a [Cell],
}

impl Cells for Record<'_> {
    fn cell(&self, column: usize) -> Cow<'_, str> {
        self.cells.get(column).map_or(Cow::Borrowed(""), |cell| cell.of_bytes(self.buffer))
    }

    fn raw(&self, column: usize) -> &[u8] {
        self.cells.get(column).map_or(&[], |cell| cell.raw(self.buffer))
    }
}

impl Scan<'_> {
    /// Scans a whole table.
    fn of(path: &Path, start: Start, pieces: &mut Pieces) -> Result<Scanned> {
        let io = |error| Error::io("read", path, error);
        let (mut text, mut more) = (Vec::new(), Came::More);
        while more == Came::More && text.len() < start.begin {
            more = pieces.next(&mut text).map_err(io)?;
        }
        let Start { mut begin, line, delimiter } = start;
        let head = Head { encoding: pieces.encoding().0, delimiter: in_words(delimiter), ..Head::default() };
        let mut scan = Scan { path, head, delimiter, indexer: None, cells: Vec::new(), at: begin as u64, line };
        let mut next = Vec::new();
        while more != Came::NotPlain {
            let last = more == Came::Last;
            let part = text.get(begin..).unwrap_or_default();
            // While one thread looks for records the other reads and hashes what comes.
            let (scanned, came) =
                rayon::join(|| scan.records(part, last), || if last { Ok(Came::Last) } else { pieces.next(&mut next) });
            let done = match scanned? {
                Step::Done(bytes) => begin + bytes,
                Step::Other(contents) => return Ok(Scanned::Other(contents)),
            };
            if last {
                return scan.finish(pieces.encoding().1).map(|index| Scanned::Index(Box::new(index)));
            }
            more = came.map_err(io)?;
            text.drain(..done);
            text.append(&mut next);
            begin = 0;
        }
        Ok(Scanned::NotPlain)
    }

    /// Adds the records that end in this text; tells how far they reach.
    fn records(&mut self, text: &[u8], last: bool) -> Result<Step> {
        let mut records = Records::new(text, self.delimiter, last);
        let mut counted = 0;
        while let Some(place) = records.next(&mut self.cells) {
            self.line += line_ends(&text[counted..place.start], Some(text[place.start]));
            counted = place.start;
            let number = usize::try_from(self.line).unwrap_or(usize::MAX);
            let Some(width) = self.cells.iter().rposition(|cell| !cell.is_blank(text)) else { continue };
            let record = Record { buffer: text, cells: &self.cells[..=width] };
            match &mut self.indexer {
                Some(_) if width >= self.head.header.len() => {
                    return Err(self.head.too_wide(self.path, number, width + 1));
                }
                Some(indexer) => indexer.row(self.at + place.start as u64, self.line, &record)?,
                None => {
                    self.head.header = (0..=width).map(|column| record.cell(column).into_owned()).collect();
                    if let Some(other) = of_codes(&self.head.header) {
                        return Ok(Step::Other(other));
                    }
                    self.indexer = Some(Indexer::new(self.path.to_owned(), self.head.clone())?);
                }
            }
        }
        let mut done = records.at();
        if !last && done == text.len() && text.ends_with(b"\r") {
            // Whether a line ends here or after a line feed is seen in the next piece.
            done -= 1;
        }
        if text.len() - done > LONGEST {
            return Err(Error::unreadable(
                self.path,
                format!("row {} is longer than {} MB", self.line, LONGEST >> 20),
                "look for a double quote that is not closed",
            ));
        }
        self.line += line_ends(&text[counted.min(done)..done], text.get(done).copied());
        self.at += done as u64;
        Ok(Step::Done(done))
    }

    fn finish(mut self, replaced: usize) -> Result<Index> {
        let indexer = match self.indexer.take() {
            Some(indexer) => indexer,
            None => Indexer::new(self.path.to_owned(), self.head)?,
        };
        indexer.finish(self.at, replaced)
    }
}

/// What came of a part of a table.
enum Step {
    /// So many bytes are done with.
    Done(usize),
    Other(Contents),
}
