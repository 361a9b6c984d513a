//! A table whose rows come in batches, in any format.

use std::fmt;
use std::io::{self, Write};

use polars::prelude::DataFrame;

use crate::tables::{Rows, Table};

use super::grid::{names, numeric};
use super::json::{self, Objects};
use super::lines::Pages;
use super::parquet::RowGroups;
use super::separated::Separated;
use super::{Format, Style, markdown, terminal};

/// Turns rows into the bytes of one table, as they come, so that no more than a batch of it is in memory.
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
    Text(W, Box<Text>),
    Groups(Box<RowGroups<W>>),
    Kept(W, Option<DataFrame>),
    /// Something failed before.
    Broken,
}

/// Rows on their way to text.
struct Text {
    kind: Kind,
    pages: Pages,
}

/// How rows become text.
enum Kind {
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
    pub fn write<'a>(&mut self, rows: impl Into<Rows<'a>>) -> io::Result<()> {
        let rows = rows.into();
        let out = std::mem::replace(&mut self.out, Out::Broken);
        let mut out = match out {
            Out::Waiting(out) => self.start(out, rows)?,
            out => out,
        };
        match &mut out {
            Out::Text(out, text) => text.write(out, rows, self.rows == 0)?,
            Out::Groups(groups) => groups.write(rows)?,
            Out::Kept(_, kept) => {
                let frame = rows.to_frame().map_err(io::Error::other)?;
                match kept {
                    Some(kept) => drop(kept.vstack_mut(&frame).map_err(|error| io::Error::other(error.to_string()))?),
                    None => *kept = Some(frame),
                }
            }
            Out::Waiting(_) | Out::Broken => {
                return Err(io::Error::other("an earlier part of the table was not written"));
            }
        }
        self.rows += rows.height();
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
            Out::Text(mut out, text) => {
                match text.kind {
                    Kind::Document(_) => {
                        let (head, end) = json::document(table, self.rows > 0);
                        written.head = head;
                        tail.extend_from_slice(end);
                    }
                    Kind::Markdown => markdown::caption(table, &mut tail),
                    Kind::Separated(_) | Kind::ObjectALine(_) => {}
                }
                out.write_all(&tail)?;
                out.flush()?;
            }
            Out::Groups(groups) => groups.finish(table)?,
            Out::Kept(mut out, frame) => {
                let frame = frame.unwrap_or_default();
                out.write_all(terminal::table(&Table { frame, ..table.clone() }, self.style).as_bytes())?;
                out.flush()?;
            }
            Out::Waiting(_) | Out::Broken => {}
        }
        Ok(written)
    }

    /// What comes before the rows, once the columns are known.
    fn start(&self, mut out: W, rows: Rows<'_>) -> io::Result<Out<W>> {
        let columns = rows.head().map_err(io::Error::other)?;
        let names = names(&columns);
        let mut head = Vec::new();
        let kind = match self.format {
            Format::Parquet => {
                let groups = RowGroups::start(out, columns.schema())?;
                return Ok(Out::Groups(Box::new(groups)));
            }
            Format::Table => return Ok(Out::Kept(out, None)),
            Format::Csv | Format::Tsv => {
                let separated = match (self.format, self.style.excel) {
                    (Format::Tsv, _) => Separated::TABS,
                    (_, true) => Separated::EXCEL,
                    (_, false) => Separated::COMMAS,
                };
                separated.header(&names, &mut head);
                Kind::Separated(separated)
            }
            Format::JsonLines => Kind::ObjectALine(Objects::lines(&names)),
            Format::Json => Kind::Document(Objects::of_document(&names)),
            Format::Markdown => {
                markdown::header(&names, &numeric(&columns), &mut head);
                Kind::Markdown
            }
        };
        out.write_all(&head)?;
        Ok(Out::Text(out, Box::new(Text { kind, pages: Pages::default() })))
    }
}

impl Text {
    fn write(&mut self, out: &mut impl Write, rows: Rows<'_>, is_first: bool) -> io::Result<()> {
        match &self.kind {
            Kind::Separated(separated) => self.pages.write(out, separated, rows, is_first),
            Kind::ObjectALine(objects) | Kind::Document(objects) => self.pages.write(out, objects, rows, is_first),
            Kind::Markdown => self.pages.write(out, &markdown::Pipes, rows, is_first),
        }
    }
}

impl<W: Write> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("format", &self.format).field("rows", &self.rows).finish_non_exhaustive()
    }
}
