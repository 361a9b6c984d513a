//! Half-open stretches of a text, and their algebra.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open stretch `[start, end)` of a text, in bytes of its UTF-8.
///
/// Two spans that touch do not overlap. A document may hold up to 4 GiB.
///
/// ```
/// use kantlijn::text::Span;
///
/// let text = "schaamte en trots";
/// let span = Span::new(0, 8);
/// assert_eq!(span.of(text), "schaamte");
/// assert!(!span.overlaps(Span::new(8, 11)), "touching is not overlapping");
/// assert_eq!(span.cover(Span::new(12, 17)).of(text), text);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to byte `end`.
    ///
    /// # Panics
    /// When `start > end`, or `end` lies beyond 4 GiB.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end before it starts");
        Self {
            start: u32::try_from(start).expect("a document is shorter than 4 GiB"),
            end: u32::try_from(end).expect("a document is shorter than 4 GiB"),
        }
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same stretch as a range, to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words under it.
    ///
    /// # Panics
    /// When the span does not lie in `text` on character boundaries.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether every byte of `other` lies in it.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What the two share, if anything.
    #[must_use]
    pub fn intersect(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The shortest span that contains both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Span;

    fn any_span() -> impl Strategy<Value = Span> {
        (0usize..60, 0usize..20).prop_map(|(start, len)| Span::new(start, start + len))
    }

    proptest! {
        #[test]
        fn overlap_is_symmetric_and_means_a_shared_byte(a in any_span(), b in any_span()) {
            let shared = (0..100).filter(|i| a.range().contains(i) && b.range().contains(i)).count();
            prop_assert_eq!(a.overlaps(b), b.overlaps(a));
            prop_assert_eq!(a.intersect(b).map_or(0, Span::len), shared);
            if shared > 0 { prop_assert!(a.overlaps(b)); }
        }

        #[test]
        fn a_cover_contains_both(a in any_span(), b in any_span()) {
            prop_assert!(a.cover(b).contains(a) && a.cover(b).contains(b));
        }
    }
}
