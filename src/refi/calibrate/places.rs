//! Positions as written → places in a text.

use std::collections::BTreeMap;

use crate::refi::PlainText;
use crate::text::Span;

use super::{Passage, Reading, Spans};

/// Positions of a text turned into bytes, in one pass.
pub(crate) struct Turned(BTreeMap<i64, u32>);

impl Turned {
    /// The byte at each of `positions`; one that lies in the middle of a character or beyond the text has none.
    pub(crate) fn of(text: &PlainText, reading: Reading, positions: impl Iterator<Item = i64>) -> Self {
        let mut wanted: Vec<i64> = positions.filter(|&position| position >= 0).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut wanted = wanted.into_iter().peekable();
        let mut found = BTreeMap::new();
        let mut at = 0_i64;
        if reading.counts_mark && text.marked {
            // The mark itself is none of the words.
            while let Some(position) = wanted.next_if(|&position| position < 1) {
                found.insert(position, 0);
            }
            at = 1;
        }
        let mut characters = text.text.char_indices().peekable();
        while let (Some(&next), Some((byte, c))) = (wanted.peek(), characters.next()) {
            let mut width = if reading.in_units { c.len_utf16() as i64 } else { 1 };
            let is_double = c == '\r' && characters.peek().is_some_and(|&(_, next)| next == '\n');
            if is_double && !reading.ends_are_two {
                characters.next();
            } else if c == '\n' && text.is_from_xml && reading.ends_are_two {
                width = 2;
            }
            if next >= at + width {
                at += width;
                continue;
            }
            while let Some(position) = wanted.next_if(|&position| position < at + width) {
                // Between the two characters of a line end that is one here is before it.
                if position == at || c == '\n' {
                    found.insert(position, byte as u32);
                }
            }
            at += width;
        }
        if wanted.peek() == Some(&at) {
            found.insert(at, text.text.len() as u32);
        }
        Self(found)
    }

    pub(crate) fn byte(&self, position: i64) -> Option<u32> {
        self.0.get(&position).copied()
    }
}

/// Where passages lie under a reading; none for those that run backwards or beyond the text.
pub(crate) fn spans(text: &PlainText, reading: Reading, passages: &[Passage<'_>]) -> Spans {
    let end = |passage: &Passage<'_>| passage.end.saturating_add(i64::from(reading.is_inclusive));
    let positions = passages.iter().flat_map(|passage| [passage.start, end(passage)]);
    let turned = Turned::of(text, reading, positions);
    let span = |passage: &Passage<'_>| {
        let (start, end) = (turned.byte(passage.start)?, turned.byte(end(passage))?);
        (start <= end).then_some(Span { start, end })
    };
    passages.iter().map(span).collect()
}
