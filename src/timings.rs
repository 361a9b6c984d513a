//! Where the time of a run goes: a sum for each stage, over all threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A stage of a run, in the order in which a transcript passes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Transcripts and cases are looked for.
    Find,
    /// The codebook is read and its rules compiled.
    Codebook,
    /// Files are read: decoded, labelled, settled.
    Read,
    /// Texts are cut into words, sentences, turns and answers.
    Cut,
    /// Rules are matched, and stance is read.
    Match,
    /// Units, codes and pairs are counted.
    Count,
    /// What changes the numbers is looked for: copies, labels, punctuation.
    Notice,
    /// Tables are made and written.
    Write,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 8] =
        [Self::Find, Self::Codebook, Self::Read, Self::Cut, Self::Match, Self::Count, Self::Notice, Self::Write];
}

/// A stopwatch for every stage, which all threads of a run share: clones tell the same times.
///
/// A stage is measured once for each document, so that watching costs nothing that could be measured itself. Stages
/// never lie inside each other. What a thread waits for within a stage, for another thread or for the disk, counts too.
///
/// ```
/// use kantlijn::timings::{Stage, Timings};
///
/// let timings = Timings::default();
/// assert_eq!(timings.measure(Stage::Cut, || 2 + 2), 4);
/// assert!(timings.of(Stage::Cut) > timings.of(Stage::Match));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Timings(Arc<Stopwatches>);

#[derive(Debug, Default)]
struct Stopwatches {
    nanoseconds: [AtomicU64; Stage::ALL.len()],
    bytes: AtomicU64,
}

impl Timings {
    /// Does some work, and adds the time that it takes to a stage.
    pub fn measure<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        let spent = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.0.nanoseconds[stage as usize].fetch_add(spent, Ordering::Relaxed);
        done
    }

    /// Notes that so many bytes of text went through.
    pub fn add_text(&self, bytes: usize) {
        self.0.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// How long threads were at a stage, summed over all of them.
    #[must_use]
    pub fn of(&self, stage: Stage) -> Duration {
        Duration::from_nanos(self.0.nanoseconds[stage as usize].load(Ordering::Relaxed))
    }

    /// How many bytes of text went through.
    #[must_use]
    pub fn text(&self) -> u64 {
        self.0.bytes.load(Ordering::Relaxed)
    }
}
