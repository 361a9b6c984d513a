//! Reads in parallel and hands over in order, with few documents in memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rayon::prelude::*;

use crate::corpus::Reading;
use crate::corpus::case::refuse_reserved;
use crate::corpus::portion::divide;
use crate::corpus::read::{Draft, Source};
use crate::corpus::settle::settle;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

use super::{Corpus, CorpusHash, File, name_in_table, several};

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

/// One document on its way to the caller.
struct Taken<T> {
    name: String,
    hash: String,
    /// One for each portion.
    values: Vec<T>,
    has_row: bool,
    claimed: Vec<usize>,
}

/// Files that may be read ahead for each thread: enough that a long interview does not stop the others,
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
        let mut hash = CorpusHash::new(self);
        let mut open: BTreeSet<usize> = self.assignment.open.iter().copied().collect();
        let work = |file: &File| self.documents_of(file, &read, &failed);
        in_order(&self.files, AHEAD * rayon::current_num_threads(), work, |file, result: Result<Vec<Taken<T>>>| {
            match result {
                Ok(documents) => {
                    for document in documents {
                        hash.add(&document.name, &document.hash);
                        streamed.documents += 1;
                        for row in &document.claimed {
                            open.remove(row);
                        }
                        if !self.cases.is_empty() && !document.has_row {
                            streamed.without_case.push(document.name);
                        }
                        // Once a file has failed nothing is handed over: the rest is read for its errors.
                        if streamed.skipped.is_empty() || self.options.skip_unreadable {
                            document.values.into_iter().try_for_each(&mut take)?;
                        }
                    }
                }
                Err(error) => streamed.skipped.push(error),
            }
            progress(file.documents.end, self.transcripts.len());
            Ok(())
        })?;
        if !self.options.skip_unreadable || streamed.documents == 0 {
            several(std::mem::take(&mut streamed.skipped))?;
        }
        streamed.diagnostics = self.cases.unclaimed(open.into_iter());
        streamed.hash = hash.finish();
        Ok(streamed)
    }

    /// Reads one file: decodes, settles, attaches cases, and runs `read` on each of its documents.
    fn documents_of<T: Send>(
        &self,
        file: &File,
        read: &(impl Fn(Reading) -> T + Sync),
        failed: &AtomicBool,
    ) -> Result<Vec<Taken<T>>> {
        let drafts = self.drafts(file).inspect_err(|_| {
            if !self.options.skip_unreadable {
                failed.store(true, Ordering::Relaxed);
            }
        });
        let (drafts, hash) = drafts?;
        let document = |(index, draft): (usize, Draft)| {
            let transcript = &self.transcripts[index];
            let mut taken = Taken {
                name: transcript.name.clone(),
                hash: hash.clone(),
                values: Vec::new(),
                has_row: true,
                claimed: Vec::new(),
            };
            if failed.load(Ordering::Relaxed) {
                return taken;
            }
            let mut reading = settle(draft, &self.options);
            reading.document.id = transcript.id;
            reading.document.name.clone_from(&transcript.name);
            reading.document.path.clone_from(&transcript.path);
            reading.report.hash.clone_from(&hash);
            // Readers of prose have said so already.
            let is_said = reading.report.diagnostics.iter().any(|said| said.kind == "empty");
            if reading.document.turns.is_empty() && !is_said {
                let message = "nobody says a word in it, so that every count of it is zero";
                reading.report.diagnostics.push(Diagnostic::warning("no-words", message).help("is it the right file?"));
            }
            let rows = self.assignment.rows.get(index).map_or(&[][..], Vec::as_slice);
            taken.claimed = self.cases.attach(&mut reading, rows, &self.assignment.open);
            taken.has_row = !rows.is_empty() || !taken.claimed.is_empty();
            let portions = divide(reading, self.options.portion.unwrap_or(usize::MAX));
            taken.values = match portions.len() {
                1 => portions.into_iter().map(read).collect(),
                _ => portions.into_par_iter().map(read).collect(),
            };
            taken
        };
        // A survey of thousands of answers is one file; one interview needs no second thread.
        Ok(match drafts.len() {
            0 | 1 => drafts.into_iter().map(document).collect(),
            _ => drafts.into_par_iter().map(document).collect(),
        })
    }

    /// The drafts of a file with their places in the corpus, in order, and the hash of its bytes.
    fn drafts(&self, file: &File) -> Result<(Vec<(usize, Draft)>, String)> {
        let bytes = match &file.bytes {
            Some(bytes) => Cow::Borrowed(&bytes[..]),
            None => Cow::Owned(std::fs::read(&file.path).map_err(|error| Error::io("read", &file.path, error))?),
        };
        refuse_foreign(file, &bytes)?;
        let drafts = (file.format.read)(&Source { path: &file.path, bytes: &bytes }, &self.options)?;
        refuse_noise(file, &drafts)?;
        for (name, _) in drafts.iter().flat_map(|draft| draft.variables.iter()) {
            refuse_reserved(&file.path, name)?;
        }
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let expected = &self.transcripts[file.documents.clone()];
        let changed = || Error::unreadable(&file.path, "changed while it was being read", "run the command again");
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

/// One control character in so many bytes is an accident; more are no text.
const NOISE_OF: usize = 50;

/// Formats that text readers would take for a text full of strange characters.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "is a PDF", "save its text as .txt or .docx"),
    (b"\x89PNG", "is an image", "give the words that it shows as .txt or .docx"),
    (b"\xff\xd8\xff", "is an image", "give the words that it shows as .txt or .docx"),
    (b"{\\rtf", "is rich text", "save it as .docx"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document", "save it as .docx or .xlsx"),
    (b"PK\x03\x04", "is a zipped document", "give it the extension of its program, such as .docx, or save it as .txt"),
];

fn refuse_foreign(file: &File, bytes: &[u8]) -> Result<()> {
    let zipped = bytes.starts_with(b"PK\x03\x04");
    let zip_expected =
        file.format.name == "word" || file.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    // Of an old document or a protected one with the name of a new one, its reader knows which it is.
    let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0") && file.format.name == "word";
    if zipped && zip_expected || compound {
        return Ok(());
    }
    match FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, what, mend)) => Err(Error::unreadable(&file.path, *what, *mend)),
        None => Ok(()),
    }
}

/// Recordings and pictures with the name of a text decode as something: words that nobody said, by one more participant.
fn refuse_noise(file: &File, drafts: &[Draft]) -> Result<()> {
    let is_noise = |byte: u8| byte < b'\t' || (0x0e..b' ').contains(&byte);
    let texts = || drafts.iter().map(|draft| draft.text.as_bytes());
    // A byte is enough to count in a hundred bytes, so that many are looked at in one step.
    let count = |some: &[u8]| usize::from(some.iter().map(|&byte| u8::from(is_noise(byte))).sum::<u8>());
    let noise: usize = texts().flat_map(|text| text.chunks(128)).map(count).sum();
    if noise * NOISE_OF <= texts().map(<[u8]>::len).sum() {
        return Ok(());
    }
    let mend =
        "is it the right file? If it is a text, say in kantlijn.toml, under [transcripts], which encoding it has";
    Err(Error::unreadable(&file.path, "is no text: it is full of control characters", mend))
}

/// Results that wait for their turn; `None` is a task that panicked.
struct Waiting<R> {
    results: Mutex<BTreeMap<usize, Option<R>>>,
    arrived: Condvar,
}

/// Hands a result over even when its task panics, so that nobody waits for it for ever.
struct Delivery<'a, R> {
    waiting: &'a Waiting<R>,
    index: usize,
    result: Option<R>,
}

impl<R> Drop for Delivery<'_, R> {
    fn drop(&mut self) {
        lock(&self.waiting.results).insert(self.index, self.result.take());
        self.waiting.arrived.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs `work` on every element in the current pool, at most `window` ahead, and `take` on this thread
/// in order.
///
/// A sliding window, not batches: at the end of each batch every thread would wait for the longest
/// interview. The calling thread may itself be the pool's only worker, so it works while it waits.
fn in_order<E: Sync, R: Send>(
    elements: &[E],
    window: usize,
    work: impl Fn(&E) -> R + Sync,
    mut take: impl FnMut(&E, R) -> Result<()>,
) -> Result<()> {
    let waiting = Waiting { results: Mutex::new(BTreeMap::new()), arrived: Condvar::new() };
    let (waiting, work) = (&waiting, &work);
    rayon::in_place_scope_fifo(|scope| {
        let mut started = 0;
        for (index, element) in elements.iter().enumerate() {
            while started < elements.len() && started < index + window.max(1) {
                let (index, element) = (started, &elements[started]);
                scope.spawn_fifo(move |_| {
                    let mut delivery = Delivery { waiting, index, result: None };
                    delivery.result = Some(work(element));
                });
                started += 1;
            }
            // A panic ends the scope with that panic.
            let Some(result) = wait(waiting, index) else { return Ok(()) };
            take(element, result)?;
        }
        Ok(())
    })
}

fn wait<R>(waiting: &Waiting<R>, index: usize) -> Option<R> {
    loop {
        if let Some(result) = lock(&waiting.results).remove(&index) {
            return result;
        }
        if rayon::yield_now() != Some(rayon::Yield::Executed) {
            let results = lock(&waiting.results);
            if !results.contains_key(&index) {
                // The time limit is for work that reaches the pool after this worker looked for some.
                let _ = waiting.arrived.wait_timeout(results, Duration::from_millis(5));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use crate::error::Error;

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn order_does_not_depend_on_threads_or_on_who_calls() {
        let elements: Vec<u64> = (0..200).collect();
        let run = |window: usize| {
            let mut taken = Vec::new();
            let work = |&n: &u64| {
                if n % 7 == 0 {
                    std::thread::sleep(std::time::Duration::from_micros(300));
                }
                n * n
            };
            in_order(&elements, window, work, |&n, square| {
                taken.push((n, square));
                Ok(())
            })
            .unwrap();
            taken
        };
        let expected: Vec<(u64, u64)> = elements.iter().map(|&n| (n, n * n)).collect();
        assert_eq!(run(3), expected);
        for threads in [1, 2, 5] {
            assert_eq!(pool(threads).install(|| run(threads)), expected);
        }
    }

    #[test]
    fn an_error_ends_it_and_a_panic_is_passed_on() {
        let mut taken = 0;
        let error = in_order(
            &[1, 2, 3],
            2,
            |&n: &i32| n,
            |_, n| {
                taken += 1;
                if n == 2 { Err(Error::usage("two", "")) } else { Ok(()) }
            },
        );
        assert!(error.is_err());
        assert_eq!(taken, 2);
        let panicked = std::panic::catch_unwind(|| {
            pool(1).install(|| in_order(&[1, 2, 3], 2, |&n: &i32| assert_ne!(n, 2), |_, ()| Ok(())))
        });
        assert!(panicked.is_err());
    }
}
