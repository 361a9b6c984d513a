//! A text in which each coder chose spans freely.

use super::{Misfit, Unitized};
use crate::stats::Undefined;

/// A stretch of a text that a coder gave a value: half-open, in characters or any other unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// Where it starts.
    pub start: u64,
    /// Where it ends; what is there is no part of it.
    pub end: u64,
    /// Its value, as the number of a code.
    pub value: u32,
}

/// A text and the segments of each of its coders. What none of a coder's segments covers is a gap.
///
/// A coder's segments do not overlap, or the text would not be cut in pieces, which the measures need: of codes that may overlap
/// measure each by itself. Only [`Continuum::new`] checks it; in what is put together otherwise, a segment that overlaps an earlier
/// one begins where that ends, and what lies beyond the text is not there.
///
/// ```
/// use kantlijn::stats::{Continuum, Segment};
///
/// let segment = |start, end| Segment { start, end, value: 0 };
/// let text = Continuum::new(100, vec![vec![segment(10, 30)], vec![segment(12, 30), segment(80, 85)]])?;
/// assert_eq!(text.u_alpha(), Ok(0.797320396978));
/// # Ok::<(), kantlijn::stats::Misfit>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuum {
    /// The length of the text.
    pub length: u64,
    /// Each coder's segments.
    pub coders: Vec<Vec<Segment>>,
}

impl Continuum {
    /// A text with the segments of each coder, in any order.
    ///
    /// # Errors
    /// [`Misfit`] when a segment is empty, ends beyond the text, or overlaps one of the same coder.
    pub fn new(length: u64, mut coders: Vec<Vec<Segment>>) -> Result<Self, Misfit> {
        for segments in &mut coders {
            segments.sort_unstable();
            let mut before = 0;
            for &Segment { start, end, .. } in segments.iter() {
                if start >= end || end > length {
                    return Err(Misfit::Ends { start, end, length });
                }
                if start < before {
                    return Err(Misfit::Overlap { start, end: before });
                }
                before = end;
            }
        }
        Ok(Self { length, coders })
    }

    /// A coder's segments in the order of the text, cut so that none overlaps.
    pub(super) fn pieces(&self, coder: usize) -> Vec<Segment> {
        let mut pieces = self.coders.get(coder).cloned().unwrap_or_default();
        pieces.sort_unstable();
        let mut before = 0;
        for piece in &mut pieces {
            piece.start = piece.start.max(before);
            piece.end = piece.end.min(self.length).max(piece.start);
            before = before.max(piece.end);
        }
        pieces.retain(|piece| piece.start < piece.end);
        pieces
    }

    /// What its measures are made of, which adds to that of other texts.
    #[must_use]
    pub fn unitized(&self) -> Unitized {
        Unitized::of(self)
    }

    /// As [`Unitized::u_alpha`].
    pub fn u_alpha(&self) -> Result<f64, Undefined> {
        self.unitized().u_alpha()
    }

    /// As [`Unitized::binary_u_alpha`].
    pub fn binary_u_alpha(&self) -> Result<f64, Undefined> {
        self.unitized().binary_u_alpha()
    }

    /// As [`Unitized::cu_alpha`].
    pub fn cu_alpha(&self) -> Result<f64, Undefined> {
        self.unitized().cu_alpha()
    }

    /// As [`Unitized::ku_alpha`].
    pub fn ku_alpha(&self, value: u32) -> Result<f64, Undefined> {
        self.unitized().ku_alpha(value)
    }

    /// As [`Unitized::coverage`].
    pub fn coverage(&self, value: u32) -> Result<f64, Undefined> {
        self.unitized().coverage(value)
    }
}
