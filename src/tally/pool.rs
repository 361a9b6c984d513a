//! A tally for each thread.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::coding::Coding;
use crate::corpus::Document;
use crate::error::Result;
use crate::segment::Segments;

use super::{Counts, Tally, TallyPlan};

/// One tally in as many parts as threads count at once.
///
/// Each thread adds its documents to a part that nobody else has at that moment, so that no document needs a tally of
/// its own; the parts are merged once, in the end. Which document went to which part does not matter, since merging
/// does not depend on any order.
#[derive(Debug)]
pub struct Tallies {
    empty: Tally,
    idle: Mutex<Vec<Tally>>,
}

impl Tallies {
    /// No counts yet.
    #[must_use]
    pub fn new(plan: TallyPlan) -> Self {
        Self { empty: Tally::new(plan), idle: Mutex::default() }
    }

    /// [`Tally::add`]; many threads may do so at once.
    pub fn add(&self, document: &Document, segments: &Segments, codings: &[Coding]) {
        self.with_rejected(document, segments, codings, &[]);
    }

    /// The same with what was rejected: [`Tally::add_rejected`].
    pub fn with_rejected(&self, document: &Document, segments: &Segments, codings: &[Coding], rejected: &[Coding]) {
        let mut tally = self.idle().pop().unwrap_or_else(|| self.empty.fresh());
        tally.add(document, segments, codings);
        tally.add_rejected(document, segments, rejected);
        self.idle().push(tally);
    }

    /// [`Tally::finish`] of all parts together.
    ///
    /// # Errors
    /// As [`Tally::finish`].
    pub fn finish(self) -> Result<Counts> {
        let Self { mut empty, idle } = self;
        let parts = idle.into_inner().unwrap_or_else(PoisonError::into_inner);
        parts.into_iter().for_each(|part| empty.merge(part));
        empty.finish()
    }

    /// The idle parts. A thread that panicked took its part with it, and its panic ends the run.
    fn idle(&self) -> MutexGuard<'_, Vec<Tally>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
