//! One cell after another, for who turns rows into text.

use std::ops::Range;

/// Takes rows, the cells of each from left to right; an undefined one is `None`.
pub(crate) trait CellSink {
    fn begin_row(&mut self);

    fn text(&mut self, text: Option<&str>);

    fn number(&mut self, number: Option<i64>);

    fn flag(&mut self, flag: Option<bool>);

    fn end_row(&mut self);

    /// How much has been made of the cells so far.
    fn place(&self) -> usize;

    /// Instead of so many cells: what was made of the same ones before.
    fn again(&mut self, made: Range<usize>, cells: usize);
}

/// What was made of some neighbouring cells, under what they show. There is one slot for what comes again and again in
/// turns; where two want one, the last has it.
pub(super) struct Memory<K>(Vec<Option<(K, Range<usize>)>>);

impl<K: Copy + PartialEq> Memory<K> {
    pub(super) fn of(slots: usize) -> Self {
        Self(vec![None; slots])
    }

    /// Hands over these `count` cells, or copies what was made of them.
    pub(super) fn hand_over<S: CellSink>(
        &mut self,
        slot: usize,
        shown: K,
        count: usize,
        to: &mut S,
        cells: impl FnOnce(&mut S),
    ) {
        let slots = self.0.len();
        let slot = &mut self.0[slot % slots];
        match slot {
            Some((known, made)) if *known == shown => to.again(made.clone(), count),
            _ => {
                let start = to.place();
                cells(to);
                *slot = Some((shown, start..to.place()));
            }
        }
    }
}
