//! A table whose rows come in batches, in any format.

use std::fmt;
use std::io::{self, Write};

use polars::prelude::DataFrame;
use rayon::prelude::*;

use crate::tables::Table;

use super::grid::{Rows, names, numeric};
use super::json::{self, Objects};
use super::parquet::RowGroups;
use super::separated::Separated;
use super::{Format, Style, markdown, terminal};

/// Rows that one thread turns into text at a time, and how many such pieces wait to be written.
const PIECE: usize = 1 << 11;
const PIECES: usize = 16;

/// Turns frames into the bytes of one table, as they come, so that no more than a batch of it is in memory.
///
/// The bytes are those of [`super::render`] of the whole table, however its rows come, but for Parquet, where a batch
/// is a row group. They go to any [`Write`]; which one is for the caller to know. A terminal's table is kept
/// until the end, since every row may widen a column.
///
/// ```
/// use kantlijn::render::{Format, Style, Writer};
/// use kantlijn::tables::Table;
/// use polars::prelude::df;
///
/// let mut bytes = Vec::new();
/// let mut writer = Writer::new(&mut bytes, Format::Csv, Style::default());
/// writer.write(&df!("coding" => [1i64, 2]).unwrap())?;
/// let rest = df!("coding" => [3i64]).unwrap();
/// let table = Table { name: "codings", frame: rest, caption: vec![], definition: vec![], undefined: vec![] };
/// let written = writer.finish(&table)?;
/// assert_eq!((written.rows, bytes), (3, b"coding\n1\n2\n3\n".to_vec()));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Writer<W: Write> {
    out: Out<W>,
    format: Format,
    style: Style,
    rows: usize,
}

/// What has been written once a table is at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// All its rows.
    pub rows: usize,
    /// Bytes that belong before all others, since they were not known before: the definition in a JSON document. Empty in
    /// every other format.
    pub head: Vec<u8>,
}

enum Out<W: Write> {
    /// No frame has come yet, so that the columns are not known.
    Waiting(W),
    Lines(W, Lines),
    Groups(Box<RowGroups<W>>),
    Kept(W, DataFrame),
    /// Something failed before.
    Broken,
}

/// How rows become text.
enum Lines {
    Separated(Separated),
    ObjectALine(Objects),
    Document(Objects),
    Markdown,
}

impl<W: Write> Writer<W> {
    /// Nothing is written before the first frame.
    #[must_use]
    pub fn new(out: W, format: Format, style: Style) -> Self {
        Self { out: Out::Waiting(out), format, style, rows: 0 }
    }

    /// Writes the next rows.
    ///
    /// # Errors
    /// What `out` answers; and when a Parquet file cannot be made of the frame, or an earlier call has failed.
    pub fn write(&mut self, frame: &DataFrame) -> io::Result<()> {
        let out = std::mem::replace(&mut self.out, Out::Broken);
        let mut out = match out {
            Out::Waiting(out) => self.start(out, frame)?,
            out => out,
        };
        match &mut out {
            Out::Lines(out, lines) => write_lines(out, lines, frame, self.rows == 0)?,
            Out::Groups(groups) => groups.write(frame)?,
            Out::Kept(_, kept) => drop(kept.vstack_mut(frame).map_err(|error| io::Error::other(error.to_string()))?),
            Out::Waiting(_) | Out::Broken => {
                return Err(io::Error::other("an earlier part of the table was not written"));
            }
        }
        self.rows += frame.height();
        self.out = out;
        Ok(())
    }

    /// Writes the last rows, those of `table`, and what the table is about.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn finish(mut self, table: &Table) -> io::Result<Written> {
        self.write(&table.frame)?;
        let mut written = Written { rows: self.rows, head: Vec::new() };
        let mut tail = Vec::new();
        match self.out {
            Out::Lines(mut out, lines) => {
                match lines {
                    Lines::Document(_) => {
                        let (head, end) = json::document(table, self.rows > 0);
                        written.head = head;
                        tail.extend_from_slice(end);
                    }
                    Lines::Markdown => markdown::caption(table, &mut tail),
                    Lines::Separated(_) | Lines::ObjectALine(_) => {}
                }
                out.write_all(&tail)?;
                out.flush()?;
            }
            Out::Groups(groups) => groups.finish(table)?,
            Out::Kept(mut out, frame) => {
                out.write_all(terminal::table(&Table { frame, ..table.clone() }, self.style).as_bytes())?;
                out.flush()?;
            }
            Out::Waiting(_) | Out::Broken => {}
        }
        Ok(written)
    }

    /// What comes before the rows, once the columns are known.
    fn start(&self, mut out: W, frame: &DataFrame) -> io::Result<Out<W>> {
        let names = names(frame);
        let mut head = Vec::new();
        let lines = match self.format {
            Format::Parquet => {
                let groups = RowGroups::start(out, frame.schema())?;
                return Ok(Out::Groups(Box::new(groups)));
            }
            Format::Table => return Ok(Out::Kept(out, frame.clear())),
            Format::Csv | Format::Tsv => {
                let separated = match (self.format, self.style.excel) {
                    (Format::Tsv, _) => Separated::TABS,
                    (_, true) => Separated::EXCEL,
                    (_, false) => Separated::COMMAS,
                };
                separated.header(&names, &mut head);
                Lines::Separated(separated)
            }
            Format::JsonLines => Lines::ObjectALine(Objects::lines(&names)),
            Format::Json => Lines::Document(Objects::of_document(&names)),
            Format::Markdown => {
                markdown::header(&names, &numeric(frame), &mut head);
                Lines::Markdown
            }
        };
        out.write_all(&head)?;
        Ok(Out::Lines(out, lines))
    }
}

/// Pieces are made on all threads, and written in order.
fn write_lines(out: &mut impl Write, lines: &Lines, frame: &DataFrame, is_first: bool) -> io::Result<()> {
    let starts: Vec<usize> = (0..frame.height()).step_by(PIECE).collect();
    for starts in starts.chunks(PIECES) {
        let piece = |&from: &usize| text_of(lines, &frame.slice(from as i64, PIECE), is_first && from == 0);
        let pieces: Vec<Vec<u8>> = starts.par_iter().map(piece).collect();
        pieces.iter().try_for_each(|piece| out.write_all(piece))?;
    }
    Ok(())
}

fn text_of(lines: &Lines, frame: &DataFrame, is_first: bool) -> Vec<u8> {
    let (mut rows, mut is_first) = (Rows::of(frame), is_first);
    let mut bytes = Vec::with_capacity(frame.height() * 128);
    while let Some(cells) = rows.next() {
        match lines {
            Lines::Separated(separated) => separated.row(cells, &mut bytes),
            Lines::ObjectALine(objects) => objects.row(cells, &mut bytes),
            Lines::Document(objects) => {
                json::before_row(std::mem::take(&mut is_first), &mut bytes);
                objects.row(cells, &mut bytes);
            }
            Lines::Markdown => markdown::row(cells, &mut bytes),
        }
    }
    bytes
}

impl<W: Write> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("format", &self.format).field("rows", &self.rows).finish_non_exhaustive()
    }
}
