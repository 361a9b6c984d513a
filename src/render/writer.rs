//! A table whose rows come in batches, in any format.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;

use crate::tables::{Rows, Table};

use super::arrow::RecordBatches;
use super::grid::names;
use super::html::Html;
use super::json::{self, Objects};
use super::latex::Latex;
use super::layout::Layout;
use super::lines::Pages;
use super::markdown::Markdown;
use super::markup::{self, Markup};
use super::parquet::RowGroups;
use super::separated::Separated;
use super::word_table::word_table;
use super::xlsx::workbook_of;
use super::{Format, Style, terminal};

/// Turns rows into the bytes of one table, as they come, so that no more than a batch of it is in memory.
///
/// The bytes are those of [`super::render`] of the whole table, however its rows come, but for Parquet and Arrow, where a batch
/// is a row group. They go to any [`Write`]; which one is for the caller to know. Tables for a terminal, for Excel and for
/// Word are kept until the end, since every row may widen a column; of long ones in Excel see [`super::Workbook`].
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
    /// What the table is called, where that is known before its first row.
    table: &'static str,
    /// Where what waits to be written stands.
    folder: PathBuf,
}

/// What has been written once a table is at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// All its rows.
    pub rows: usize,
    /// Bytes that belong before all others, since they were not known before: the definition in a JSON document, the caption
    /// of a page. Empty in other formats.
    pub head: Vec<u8>,
}

enum Out<W: Write> {
    /// No frame has come yet, so that the columns are not known.
    Waiting(W),
    Text(W, Box<Text>),
    Groups(Box<RowGroups<W>>),
    Batches(Box<RecordBatches<W>>),
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
    Markup(markup::Rows),
}

impl<W: Write> Writer<W> {
    /// Nothing is written before the first frame.
    #[must_use]
    pub fn new(out: W, format: Format, style: Style) -> Self {
        Self { out: Out::Waiting(out), format, style, rows: 0, table: "", folder: std::env::temp_dir() }
    }

    /// The same, where rows that must wait for others (of a workbook) stand in a nameless file in `folder`; else in the system's
    /// folder for such files.
    #[must_use]
    pub fn waiting_in(self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self }
    }

    /// Writes the next rows.
    ///
    /// # Errors
    /// What `out` answers; and when a file cannot be made of the frame, or an earlier call has failed.
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
            Out::Batches(batches) => batches.write(rows)?,
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
        self.table = table.name;
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
                    Kind::Markup(rows) => {
                        let (head, end) = rows.around(table, self.rows);
                        written.head = head.into_bytes();
                        tail.extend_from_slice(end.as_bytes());
                    }
                    Kind::Separated(_) | Kind::ObjectALine(_) => {}
                }
                out.write_all(&tail)?;
                out.flush()?;
            }
            Out::Groups(groups) => groups.finish(table)?,
            Out::Batches(batches) => batches.finish(table)?,
            Out::Kept(mut out, frame) => {
                let table = Table { frame: frame.unwrap_or_default(), ..table.clone() };
                let bytes = match self.format {
                    Format::Xlsx => workbook_of(&table, self.style.lang, &self.folder)?,
                    Format::Docx => word_table(&table, self.style.lang)?,
                    _ => terminal::table(&table, self.style).into_bytes(),
                };
                out.write_all(&bytes)?;
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
            Format::Arrow => {
                let batches = RecordBatches::start(out, columns.schema())?;
                return Ok(Out::Batches(Box::new(batches)));
            }
            Format::Table | Format::Xlsx | Format::Docx => return Ok(Out::Kept(out, None)),
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
            Format::Markdown | Format::Html | Format::Latex => {
                let markup: &'static dyn Markup = match self.format {
                    Format::Markdown => &Markdown,
                    Format::Html => &Html,
                    _ => &Latex,
                };
                Kind::Markup(markup::Rows::new(Layout::of(self.table, &columns, self.style.lang), markup))
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
            Kind::Markup(set) => self.pages.write(out, set, rows, is_first),
        }
    }
}

impl<W: Write> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("format", &self.format).field("rows", &self.rows).finish_non_exhaustive()
    }
}
