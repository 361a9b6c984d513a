//! Reads in parallel and hands over in order, with few documents in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::corpus::Reading;
use crate::corpus::portion::divide;
use crate::corpus::read::{Draft, Source, as_it_is, misnamed};
use crate::corpus::refuse::{Noise, refuse_foreign};
use crate::corpus::reserved::refuse_reserved;
use crate::corpus::settle::settle;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::timings::Stage;

use super::deliver::{Series, Work, in_order};
use super::long::Made;
use super::pieces::changed;
use super::table::{Shape, Table};
use super::{Corpus, CorpusHash, File, Origin, name_in_table, several};

/// What is known once every transcript has been read.
#[derive(Debug, Default)]
pub struct Streamed {
    /// How many transcripts were read.
    pub documents: usize,
    /// Why others were not, in order; empty unless [`super::ReadOptions::skip_unreadable`].
    pub skipped: Vec<Error>,
    /// Transcripts without a row in the table of cases, in order; empty without such a table.
    pub without_case: Vec<String>,
    /// Rows of the table of cases that no transcript claimed.
    pub diagnostics: Vec<Diagnostic>,
    /// The hash of the corpus as it was read, without what was skipped; see [`CorpusHash`].
    pub hash: String,
}

/// What is read at once: a file, or some transcripts of a table.
struct Job<'a> {
    file: &'a File,
    /// Its transcripts, as places in the corpus.
    documents: Range<usize>,
}

/// What was read at once, on its way to the caller.
enum Taken<T> {
    /// Whole transcripts.
    Whole(Vec<Transcribed<T>>),
    /// A portion of one.
    Piece(Piece<T>),
}

/// A transcript on its way to the caller.
struct Transcribed<T> {
    hash: String,
    /// One for each portion.
    values: Vec<T>,
    claims: Claims,
}

/// A portion of a long transcript.
pub(super) struct Piece<T> {
    pub value: T,
    /// With the last of them, what the transcript claimed.
    pub end: Option<Claims>,
    /// With the last of them, the hash of the file's bytes.
    pub hash: Option<String>,
}

/// What a transcript has to do with the table of cases.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    pub name: String,
    pub has_row: bool,
    /// Open rows that it claims.
    pub rows: Vec<usize>,
}

/// What is only known when every transcript has been read.
struct Tail {
    hash: CorpusHash,
    /// Rows of the table of cases that no transcript has claimed yet.
    open: BTreeSet<usize>,
}

/// The portions of a long transcript as they are read, before anything is made of them; an error ends the file.
pub(super) type Portions<'a> = Series<'a, Result<Made>>;

/// Results that may be made ahead for each thread: enough that a long interview does not stop the others,
/// few enough that gigabytes never gather.
const AHEAD: usize = 4;

impl Corpus {
    /// Reads every transcript, lets `read` make of it what it will, and hands that to `take`, in order.
    ///
    /// `read` runs in parallel on the current rayon pool, `take` on the calling thread, in order of
    /// transcripts, whatever the number of threads. A document is dropped when `read` returns, unless
    /// its result keeps it; about four results a thread wait at most. A long transcript comes in several
    /// portions, one after another, if [`super::ReadOptions::portion`] says so.
    ///
    /// # Errors
    /// All transcripts that cannot be read, together and in order, unless they are to be skipped; then
    /// an error only if none is left. The first error of `take` ends the stream at once.
    pub fn stream<T: Send>(
        &self,
        read: impl Fn(Reading) -> T + Sync,
        take: impl FnMut(T) -> Result<()>,
    ) -> Result<Streamed> {
        self.stream_with_progress(read, take, &mut |_, _| {})
    }

    /// [`Corpus::stream`], calling `progress` with the number of transcripts done, readable or not, and
    /// their total, on the calling thread.
    ///
    /// # Errors
    /// As [`Corpus::stream`].
    pub fn stream_with_progress<T: Send>(
        &self,
        read: impl Fn(Reading) -> T + Sync,
        mut take: impl FnMut(T) -> Result<()>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Streamed> {
        let failed = AtomicBool::new(false);
        let mut streamed = Streamed::default();
        let mut tail = Tail { hash: CorpusHash::new(self), open: self.assignment.open.iter().copied().collect() };
        let jobs = self.jobs();
        let work = Work {
            series: &|job: &Job<'_>| self.long_text(job.file, &failed),
            work: &|job: &Job<'_>| self.documents_of(job, &read, &failed).map(Taken::Whole),
            finish: &|_: &Job<'_>, made: Result<Made>| {
                made.map(|Made { piece: Piece { value, end, hash }, .. }| {
                    Taken::Piece(Piece { value: read(value), end, hash })
                })
            },
        };
        // The file of which something was handed over, and the one that was refused.
        let (mut begun, mut refused): (Option<usize>, Option<usize>) = (None, None);
        in_order(&jobs, AHEAD * rayon::current_num_threads(), &work, |Job { file, documents: done }, result| {
            // Once a file has failed nothing is handed over: the rest is read for its errors.
            let is_wanted = streamed.skipped.is_empty() || self.options.skip_unreadable;
            match result {
                Ok(Taken::Whole(documents)) => {
                    begun = Some(file.documents.start);
                    for Transcribed { hash, values, claims } in documents {
                        tail.hash.add(&claims.name, &hash);
                        self.end(claims, &mut streamed, &mut tail);
                        if is_wanted {
                            values.into_iter().try_for_each(&mut take)?;
                        }
                    }
                }
                Ok(Taken::Piece(Piece { value, end, hash })) => {
                    begun = Some(file.documents.start);
                    if let Some(claims) = end {
                        self.end(claims, &mut streamed, &mut tail);
                    }
                    if let Some(hash) = &hash {
                        for transcript in &self.transcripts[file.documents.clone()] {
                            tail.hash.add(&transcript.name, hash);
                        }
                    }
                    if is_wanted {
                        take(value)?;
                    }
                    if hash.is_none() {
                        return Ok(());
                    }
                }
                // Of a table that was refused, the other transcripts were refused too.
                Err(_) if refused == Some(file.documents.start) => {}
                // What was counted of it cannot be taken back.
                Err(error) if begun == Some(file.documents.start) => return Err(error),
                Err(error) => {
                    refused = Some(file.documents.start);
                    streamed.skipped.push(error);
                }
            }
            progress(done.end, self.transcripts.len());
            Ok(())
        })?;
        if !self.options.skip_unreadable || streamed.documents == 0 {
            several(std::mem::take(&mut streamed.skipped))?;
        }
        streamed.diagnostics = self.cases.unclaimed(tail.open.into_iter());
        streamed.hash = tail.hash.finish();
        Ok(streamed)
    }

    /// Notes that a transcript was read to its end.
    fn end(&self, claims: Claims, streamed: &mut Streamed, tail: &mut Tail) {
        streamed.documents += 1;
        for row in &claims.rows {
            tail.open.remove(row);
        }
        if !claims.has_row && self.cases.says_of_people() {
            streamed.without_case.push(claims.name);
        }
    }

    /// What is read at once, in order.
    fn jobs(&self) -> Vec<Job<'_>> {
        let mut jobs = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let first = file.documents.start;
            match &file.shape {
                Shape::Table(table) => jobs.extend(
                    table.batches().map(|batch| Job { file, documents: first + batch.start..first + batch.end }),
                ),
                _ => jobs.push(Job { file, documents: file.documents.clone() }),
            }
        }
        jobs
    }

    /// Reads a file or some transcripts of a table: decodes, settles, attaches cases, and runs `read` on each of them.
    fn documents_of<T: Send>(
        &self,
        job: &Job<'_>,
        read: &(impl Fn(Reading) -> T + Sync),
        failed: &AtomicBool,
    ) -> Result<Vec<Transcribed<T>>> {
        let drafts = self.timings.measure(Stage::Read, || match &job.file.shape {
            Shape::Whole => self.drafts(job.file),
            Shape::Table(table) => self.drafts_of_table(table, job),
            Shape::Unreadable { message, help } => Err(Error::unreadable(&*job.file.path, &**message, &**help)),
        });
        let drafts = drafts.inspect_err(|_| {
            if !self.options.skip_unreadable {
                failed.store(true, Ordering::Relaxed);
            }
        });
        let (drafts, hash) = drafts?;
        let document = |(index, draft): (usize, Draft)| {
            if failed.load(Ordering::Relaxed) {
                let claims = Claims { name: self.transcripts[index].name.clone(), has_row: true, rows: Vec::new() };
                return Transcribed { hash: hash.clone(), values: Vec::new(), claims };
            }
            let (portions, claims) = self.timings.measure(Stage::Read, || {
                let (mut reading, claims) = self.document(index, draft);
                reading.report.hash.clone_from(&hash);
                (divide(reading, self.options.portion.unwrap_or(usize::MAX)), claims)
            });
            let values = match portions.len() {
                1 => portions.into_iter().map(read).collect(),
                _ => portions.into_par_iter().map(read).collect(),
            };
            Transcribed { hash: hash.clone(), values, claims }
        };
        // A workbook is one job; the batches of other tables are several.
        Ok(match (drafts.len(), &job.file.shape) {
            (2.., Shape::Whole) => drafts.into_par_iter().map(document).collect(),
            _ => drafts.into_iter().map(document).collect(),
        })
    }

    /// The drafts of some transcripts of a table with their places in the corpus, in order, and the hash of its file.
    fn drafts_of_table(&self, table: &Table, job: &Job<'_>) -> Result<(Vec<(usize, Draft)>, String)> {
        let File { id, documents, .. } = job.file;
        let (first, one) = (documents.start, documents.len() == 1);
        let is_named =
            |place: usize, value: &str| one || self.transcripts[first + place].name == name_in_table(id, value);
        let batch = job.documents.start - first..job.documents.end - first;
        let drafts = table.drafts(batch, &self.options, is_named)?;
        Ok((job.documents.clone().zip(drafts).collect(), table.hash.clone()))
    }

    /// The transcript at a place in the corpus, settled and with its cases.
    fn document(&self, index: usize, draft: Draft) -> (Reading, Claims) {
        let transcript = &self.transcripts[index];
        let mut reading = settle(draft, &self.options);
        reading.document.id = transcript.id;
        reading.document.name.clone_from(&transcript.name);
        reading.document.path = transcript.path.to_path_buf();
        // Readers of prose have said so already.
        let is_said = reading.report.diagnostics.iter().any(|said| said.kind == "empty");
        if reading.document.turns.is_empty() && !is_said {
            let message = "nobody says a word in it, so that every count of it is zero";
            reading.report.diagnostics.push(Diagnostic::warning("no-words", message).help("is it the right file?"));
        }
        let claims = self.attach(index, &mut reading);
        (reading, claims)
    }

    /// Gives a transcript and its speakers their cases.
    pub(super) fn attach(&self, index: usize, reading: &mut Reading) -> Claims {
        let rows = self.assignment.rows.get(index).map_or(&[][..], Vec::as_slice);
        let claimed = self.cases.attach(reading, rows, &self.assignment.open);
        let has_row = rows.iter().any(|&row| self.cases.is_of_people(row)) || !claimed.is_empty();
        Claims { name: reading.document.name.clone(), has_row, rows: claimed }
    }

    /// The drafts of a file with their places in the corpus, in order, and the hash of its bytes.
    fn drafts(&self, file: &File) -> Result<(Vec<(usize, Draft)>, String)> {
        if let Origin::Project(project, index) = &file.origin {
            let (draft, hash) = project.draft(*index, &file.path, &self.options)?;
            return Ok((vec![(file.documents.start, draft)], hash));
        }
        let bytes = file.bytes()?;
        let format = as_it_is(file.format, &bytes);
        refuse_foreign(&file.path, format.name, &bytes)?;
        let mut drafts = (format.read)(&Source { path: &file.path, bytes: &bytes }, &self.options)?;
        if let (Some(misnamed), Some(draft)) = (misnamed(&file.path, format), drafts.first_mut()) {
            draft.report.diagnostics.push(misnamed);
        }
        let mut noise = Noise::default();
        drafts.iter().for_each(|draft| noise.add(Noise::of(draft.text.as_bytes())));
        noise.refuse(&file.path)?;
        for (name, _) in drafts.iter().flat_map(|draft| draft.variables.iter()) {
            refuse_reserved(&file.path, name)?;
        }
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let expected = &self.transcripts[file.documents.clone()];
        let changed = || changed(&file.path);
        if drafts.len() != expected.len() {
            return Err(changed());
        }
        let places: BTreeMap<&str, usize> =
            expected.iter().map(|transcript| (transcript.name.as_str(), transcript.id.index())).collect();
        let mut placed = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let place = match &draft.name {
                Some(value) if expected.len() > 1 => places.get(name_in_table(&file.id, value).as_str()).copied(),
                _ => Some(file.documents.start),
            };
            placed.push((place.ok_or_else(changed)?, draft));
        }
        placed.sort_by_key(|&(place, _)| place);
        Ok((placed, hash))
    }
}
