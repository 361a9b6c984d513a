//! Tables of any size: read through once to find the transcripts in them, and then transcript by transcript.

use std::fmt::Debug;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::corpus::read::{Draft, Index, Names, Run, TableLayout, table_draft};
use crate::corpus::sheet::{Row, is_of_objects, is_spreadsheet};
use crate::corpus::{ReadOptions, Why};
use crate::error::{Error, ErrorKind, Result};

use super::pieces::changed;
use super::{name_in_table, natural, objects, parquet, separated, workbook};

/// How many bytes of rows are read at once: several transcripts where they are small, so that a survey of a million
/// answers does not ask the system a million times.
const BATCH: u64 = if cfg!(test) { 40 } else { 1 << 18 };

/// How many transcripts are read at once at most, where nothing is gained by more.
const MOST: usize = 1024;

/// The rows of a table that is not in memory.
pub(super) trait Rows: Debug + Send + Sync {
    /// Reads the rows of some runs and lets `see` have them, those of each run together.
    fn read(
        &self,
        runs: &[Run],
        layout: &TableLayout,
        see: &mut dyn FnMut(Vec<Vec<Row<'_>>>) -> Result<()>,
    ) -> Result<()>;

    /// About how many bytes a run has.
    fn bytes(&self, run: &Run) -> u64;

    /// How many transcripts are read at once at most.
    fn most(&self) -> usize {
        MOST
    }
}

/// A table of which the transcripts are known and none is in memory.
#[derive(Debug)]
pub(super) struct Table {
    /// BLAKE3 of the file, in hexadecimal.
    pub hash: String,
    path: Arc<Path>,
    layout: TableLayout,
    /// Where the rows of the transcripts are, in the order of their names.
    runs: Vec<Run>,
    /// By transcript, the first of its runs; and one more, the end of the last.
    firsts: Vec<u32>,
    rows: Box<dyn Rows>,
}

/// What is known of a file before it is read.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Nothing: it is read as a whole.
    Whole,
    /// A table, which is read transcript by transcript.
    Table(Arc<Table>),
    /// A table that cannot be read; that is told together with what is wrong with other files.
    Unreadable { message: Arc<str>, help: Arc<str> },
}

/// What a file with the extension of a table holds.
pub(super) enum Found {
    /// Transcripts, with their ids in natural order.
    Transcripts(Shape, Vec<String>),
    /// Something else: why it is left out.
    Other(Why),
}

/// What is in a file, read through once.
pub(super) enum Contents {
    /// Transcripts: their index, the hash of the file, and how their rows are read.
    Indexed(Box<Index>, String, Box<dyn Rows>),
    /// Transcripts that are read with the whole file: their names.
    Named(Names),
    /// Something else: why it is left out.
    Other(Why),
}

/// Finds out what a table holds; `id` is the id of its file.
///
/// # Errors
/// When the system cannot read it. What is wrong with the table itself is kept for later.
pub(super) fn open(path: &Path, id: &str, options: &ReadOptions) -> Result<Found> {
    let is_parquet = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    let contents = match () {
        () if is_parquet => parquet::open(path),
        () if is_of_objects(path) => objects::open(path, options),
        () if is_spreadsheet(path) => workbook::open(path),
        () => separated::open(path, options),
    };
    match contents {
        Ok(Contents::Indexed(index, hash, rows)) => {
            let Index { layout, names, runs } = *index;
            let (names, runs) = in_order(id, names, runs);
            let table = Table { hash, path: path.into(), layout, firsts: firsts(&runs), runs, rows };
            Ok(Found::Transcripts(Shape::Table(Arc::new(table)), names))
        }
        Ok(Contents::Named(names)) => Ok(Found::Transcripts(Shape::Whole, in_order(id, names, Vec::new()).0)),
        Ok(Contents::Other(why)) => Ok(Found::Other(why)),
        Err(error) => Found::refused(error, id),
    }
}

/// Finds out what a table in memory holds, which is read whole when its turn comes.
///
/// # Errors
/// None of those of the table itself, which are kept for later.
pub(super) fn open_in_memory(path: &Path, bytes: &[u8], id: &str, options: &ReadOptions) -> Result<Found> {
    let is_parquet = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"));
    if is_parquet {
        let message = "a Parquet table cannot be read in an archive";
        return Found::refused(Error::unreadable(path, message, "unpack the archive and give the folder"), id);
    }
    match workbook::names(path, bytes, options) {
        Ok(Contents::Named(names)) => Ok(Found::Transcripts(Shape::Whole, in_order(id, names, Vec::new()).0)),
        Ok(Contents::Other(why)) => Ok(Found::Other(why)),
        Ok(Contents::Indexed(..)) => Ok(Found::Transcripts(Shape::Whole, vec![id.to_owned()])),
        Err(error) => Found::refused(error, id),
    }
}

impl Found {
    /// What is wrong with a file is told together with what is wrong with others.
    ///
    /// # Errors
    /// When the system cannot read it.
    pub fn refused(error: Error, id: &str) -> Result<Found> {
        match error.kind() {
            ErrorKind::Unreadable { message, help, .. } => {
                let shape = Shape::Unreadable { message: message.as_str().into(), help: help.as_str().into() };
                Ok(Found::Transcripts(shape, vec![id.to_owned()]))
            }
            _ => Err(error),
        }
    }
}

/// The column of a table of codings, a codebook or a result, as the reason why it is no transcript.
pub(super) fn of_codes(header: &[String]) -> Option<Contents> {
    let has = |wanted: &str| header.iter().any(|name| name.to_lowercase() == wanted);
    let is_placed = has("start") && has("end");
    let code = header.iter().find(|name| match name.to_lowercase().as_str() {
        "code" | "code_a" => true,
        "codes" => is_placed,
        _ => false,
    })?;
    Some(Contents::Other(Why::Codes(code.clone())))
}

impl Table {
    /// The transcripts that are read together, by their places in the table's own order.
    pub fn batches(&self) -> impl Iterator<Item = Range<usize>> {
        let transcripts = self.firsts.len() - 1;
        let mut from = 0;
        std::iter::from_fn(move || {
            let first = from;
            let mut bytes = 0;
            while from < transcripts && from - first < self.rows.most() && bytes < BATCH {
                bytes += self.runs_of(from).iter().map(|run| self.rows.bytes(run)).sum::<u64>();
                from += 1;
            }
            (first < from).then_some(first..from)
        })
    }

    fn runs_of(&self, transcript: usize) -> &[Run] {
        &self.runs[self.firsts[transcript] as usize..self.firsts[transcript + 1] as usize]
    }

    /// Reads some transcripts; `is_named` says whether a transcript has the name that a row tells.
    ///
    /// # Errors
    /// When the file has changed since it was read through, or cannot be read any more.
    pub fn drafts(
        &self,
        transcripts: Range<usize>,
        options: &ReadOptions,
        is_named: impl Fn(usize, &str) -> bool,
    ) -> Result<Vec<Draft>> {
        let runs = &self.runs[self.firsts[transcripts.start] as usize..self.firsts[transcripts.end] as usize];
        let mut drafts = Vec::with_capacity(transcripts.len());
        self.rows.read(runs, &self.layout, &mut |rows| {
            let mut rows = rows.into_iter();
            for transcript in transcripts.clone() {
                let its_own = |row: &Row<'_>| self.layout.name(row).is_none_or(|name| is_named(transcript, name));
                let runs: Vec<Vec<Row<'_>>> = rows.by_ref().take(self.runs_of(transcript).len()).collect();
                if !runs.iter().all(|run| run.first().is_some_and(its_own)) {
                    return Err(changed(&self.path));
                }
                let rows: Vec<&Row<'_>> = runs.iter().flatten().collect();
                drafts.push(table_draft(&self.layout, &rows, options));
            }
            Ok(())
        })?;
        Ok(drafts)
    }
}

/// By transcript the first of its runs, and the end of the last.
fn firsts(runs: &[Run]) -> Vec<u32> {
    let mut firsts = Vec::new();
    for (at, run) in (0..).zip(runs) {
        if run.transcript as usize == firsts.len() {
            firsts.push(at);
        }
    }
    firsts.push(u32::try_from(runs.len()).unwrap_or(u32::MAX));
    firsts
}

/// The ids of transcripts in natural order, and the runs of their rows in the same order.
fn in_order(id: &str, names: Names, mut runs: Vec<Run>) -> (Vec<String>, Vec<Run>) {
    if names.len() == 1 {
        return (vec![id.to_owned()], runs);
    }
    let mut names: Vec<(String, u32)> = match names {
        Names::Numbers(count) => (1..=count).map(|number| name_in_table(id, &number.to_string())).zip(0..).collect(),
        Names::Values(values) => values.into_iter().map(|value| name_in_table(id, &value)).zip(0..).collect(),
    };
    names.sort_by(|a, b| natural(&a.0, &b.0));
    let mut places = vec![0; names.len()];
    for (place, (_, first_seen)) in (0..).zip(&names) {
        places[*first_seen as usize] = place;
    }
    for run in &mut runs {
        run.transcript = places[run.transcript as usize];
    }
    runs.sort_by_key(|run| run.transcript);
    (names.into_iter().map(|(name, _)| name).collect(), runs)
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
