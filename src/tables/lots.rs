//! A sample of what streams by: each draws a lot, and the smallest lots are the sample.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::Sample;

/// What was drawn so far, or all of it where nothing is to be drawn.
#[derive(Debug)]
pub(super) struct Lots<T> {
    draws: Option<(usize, ChaCha8Rng)>,
    /// Each with its lot.
    kept: Vec<(u64, T)>,
    /// Lots from here on are in no sample: there are enough smaller ones.
    too_large: Option<u64>,
    seen: usize,
}

impl<T> Lots<T> {
    pub(super) fn new(sample: Option<Sample>) -> Self {
        let draws = sample.map(|sample| (sample.size, ChaCha8Rng::seed_from_u64(sample.seed)));
        Self { draws, kept: Vec::new(), too_large: None, seen: 0 }
    }

    /// Draws a lot for something, which is made only if it may be in the sample: of millions nearly none is.
    pub(super) fn keep(&mut self, make: impl FnOnce() -> T) {
        self.seen += 1;
        let Some((size, draws)) = &mut self.draws else {
            self.kept.push((0, make()));
            return;
        };
        let (size, lot) = (*size, draws.next_u64());
        if self.too_large.is_some_and(|too_large| lot >= too_large) {
            return;
        }
        self.kept.push((lot, make()));
        // Now and then only the smallest lots are kept, so that a long corpus does not fill the memory.
        if self.kept.len() > 2 * size + 64 {
            self.draw(size);
            // Of equal lots the first is drawn. A sample of none wants no lot at all.
            self.too_large = Some(self.kept.last().map_or(0, |(lot, _)| *lot));
        }
    }

    fn draw(&mut self, size: usize) {
        self.kept.sort_by_key(|(lot, _)| *lot);
        self.kept.truncate(size);
    }

    /// What was drawn, in no order that means anything, and of how many.
    pub(super) fn finish(mut self) -> (Vec<T>, usize) {
        if let Some(size) = self.draws.as_ref().map(|(size, _)| *size) {
            self.draw(size);
        }
        (self.kept.into_iter().map(|(_, one)| one).collect(), self.seen)
    }
}

/// So many of everybody: all draw their lots in one row, and of each the smallest are kept. What is nobody's is kept whole.
#[derive(Debug)]
pub(super) struct LotsOfEach<T> {
    size: usize,
    draws: ChaCha8Rng,
    of_nobody: Vec<T>,
    kept: BTreeMap<String, Vec<(u64, T)>>,
    seen: usize,
}

impl<T> LotsOfEach<T> {
    pub(super) fn new(sample: Sample) -> Self {
        let draws = ChaCha8Rng::seed_from_u64(sample.seed);
        Self { size: sample.size, draws, of_nobody: Vec::new(), kept: BTreeMap::new(), seen: 0 }
    }

    /// Draws a lot for something of somebody's, which is made only if it is among the smallest so far.
    pub(super) fn keep(&mut self, whose: Option<String>, make: impl FnOnce() -> T) {
        self.seen += 1;
        let lot = self.draws.next_u64();
        let Some(whose) = whose else {
            self.of_nobody.push(make());
            return;
        };
        let kept = self.kept.entry(whose).or_default();
        let place = kept.partition_point(|(other, _)| *other <= lot);
        if place < self.size {
            kept.insert(place, (lot, make()));
            kept.truncate(self.size);
        }
    }

    /// What was drawn, in no order that means anything, and of how many.
    pub(super) fn finish(self) -> (Vec<T>, usize) {
        let drawn = self.kept.into_values().flatten().map(|(_, one)| one);
        (self.of_nobody.into_iter().chain(drawn).collect(), self.seen)
    }
}
