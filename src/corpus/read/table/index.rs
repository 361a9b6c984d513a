//! What is learned of a table before any of it is read: its transcripts, and where the rows of each are.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use indexmap::IndexSet;

use crate::corpus::refuse::Noise;
use crate::corpus::reserved::refuse_reserved;
use crate::corpus::sheet::Head;
use crate::error::Result;

use super::{Columns, Layout, Pace, nameless, without_rows};

/// The cells of one row, wherever they come from.
pub(in crate::corpus) trait Cells {
    /// The cell in a column, trimmed; empty where the row is too short.
    fn cell(&self, column: usize) -> Cow<'_, str>;

    /// The bytes of a cell of text, nearly as they are: to tell a text from other things.
    fn raw(&self, column: usize) -> &[u8];
}

/// Rows of one transcript that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus) struct Run {
    /// The transcript, by its place in [`Index::names`].
    pub transcript: u32,
    /// The first place, as whoever reads the table counts them: bytes of a text, rows of a column.
    pub start: u64,
    /// The place after the last.
    pub end: u64,
    /// The line or row at the start, from 1.
    pub line: u64,
}

/// What the transcripts of a table are called.
#[derive(Debug)]
pub(in crate::corpus) enum Names {
    /// By a column, in order of first appearance.
    Values(IndexSet<Box<str>>),
    /// By the number of their row; so many.
    Numbers(usize),
}

impl Names {
    /// How many transcripts there are.
    pub fn len(&self) -> usize {
        match self {
            Names::Values(names) => names.len(),
            Names::Numbers(count) => *count,
        }
    }
}

/// The transcripts of a table, and where their rows are.
#[derive(Debug)]
pub(in crate::corpus) struct Index {
    /// What is the same for all.
    pub layout: Layout,
    /// Their names.
    pub names: Names,
    /// Where their rows are, in the table's order.
    pub runs: Vec<Run>,
}

/// Makes an [`Index`] of rows that come one by one.
pub(in crate::corpus) struct Indexer {
    path: PathBuf,
    head: Head,
    columns: Columns,
    pace: Pace,
    names: Names,
    runs: Vec<Run>,
    noise: Noise,
    reserved: Reserved,
}

impl Indexer {
    /// Begins with the header; refuses a table that cannot be one of transcripts.
    pub fn new(path: PathBuf, head: Head) -> Result<Indexer> {
        let columns = Columns::of(&head, &path)?;
        let names = match columns.transcript {
            None if columns.row_is_document() => Names::Numbers(0),
            _ => Names::Values(IndexSet::new()),
        };
        let is_reserved =
            |&column: &usize| !columns.has(column) && refuse_reserved(&path, &head.header[column]).is_err();
        let reserved = Reserved { columns: (0..head.header.len()).filter(is_reserved).collect(), seen: HashMap::new() };
        let pace = Pace::of(&head, &columns);
        Ok(Indexer { path, head, columns, pace, names, runs: Vec::new(), noise: Noise::default(), reserved })
    }

    /// The columns without which the transcripts cannot be told apart or refused; that of their names first. None where
    /// rows have no names.
    #[cfg_attr(not(feature = "tables"), expect(dead_code, reason = "text has all its columns at hand"))]
    pub fn columns_of_names(&self) -> Vec<usize> {
        let names = self.columns.transcript.into_iter();
        if names.len() == 0 { Vec::new() } else { names.chain(self.reserved.columns.iter().copied()).collect() }
    }

    /// Adds a row that holds something: where it begins, and its line.
    pub fn row(&mut self, start: u64, line: u64, row: &impl Cells) -> Result<()> {
        let Indexer { path, head, columns, pace, names, runs, noise, reserved } = self;
        pace.row(columns, |column| row.cell(column));
        for &column in &columns.texts {
            noise.add(Noise::of(row.raw(column)));
        }
        let transcript = match names {
            Names::Numbers(count) => {
                *count += 1;
                *count - 1
            }
            Names::Values(names) => {
                let key = columns.key(0, |column| row.cell(column));
                if key.is_empty() && columns.transcript.is_some() {
                    return Err(nameless(head, columns, path, usize::try_from(line).unwrap_or(usize::MAX)));
                }
                let last = runs.last().map(|run| run.transcript as usize);
                match last.filter(|&last| names.get_index(last).is_some_and(|name| **name == *key)) {
                    Some(last) => last,
                    None => match names.get_index_of(&*key) {
                        Some(known) => known,
                        None => names.insert_full(key.into()).0,
                    },
                }
            }
        };
        let transcript = u32::try_from(transcript).unwrap_or(u32::MAX);
        if runs.last().is_none_or(|run| run.transcript != transcript) {
            close(runs, start);
            runs.push(Run { transcript, start, end: start, line });
        }
        reserved.row(transcript, row);
        Ok(())
    }

    /// The index, when all rows were seen: `end` is the place after the last, `replaced` how many byte sequences meant
    /// nothing.
    pub fn finish(mut self, end: u64, replaced: usize) -> Result<Index> {
        self.head.replaced = replaced;
        close(&mut self.runs, end);
        if self.runs.is_empty() {
            return Err(without_rows(&self.path));
        }
        self.noise.refuse(&self.path)?;
        if let Some(column) = self.reserved.variable() {
            refuse_reserved(&self.path, &self.head.header[column])?;
        }
        let layout = Layout::new(self.head, self.columns, self.pace.clock());
        Ok(Index { layout, names: self.names, runs: self.runs })
    }
}

fn close(runs: &mut [Run], end: u64) {
    if let Some(last) = runs.last_mut() {
        last.end = end;
    }
}

/// Columns with a name that no variable may have: refused if a transcript has the same value throughout, which would
/// make it a variable, and a column of no consequence if not.
struct Reserved {
    columns: Vec<usize>,
    /// By transcript and column: the one value, as a hash; none where it has several.
    seen: HashMap<(u32, usize), Option<u64>>,
}

impl Reserved {
    fn row(&mut self, transcript: u32, row: &impl Cells) {
        for &column in &self.columns {
            let cell = row.cell(column);
            if cell.is_empty() {
                continue;
            }
            let mut hasher = DefaultHasher::new();
            cell.hash(&mut hasher);
            let value = hasher.finish();
            self.seen
                .entry((transcript, column))
                .and_modify(|seen| *seen = seen.filter(|&v| v == value))
                .or_insert(Some(value));
        }
    }

    /// The column of the first transcript that has such a variable.
    fn variable(&self) -> Option<usize> {
        let same = self.seen.iter().filter(|(_, value)| value.is_some()).map(|(&place, _)| place);
        same.min().map(|(_, column)| column)
    }
}
