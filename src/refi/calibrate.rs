//! What a program counts when it writes positions, which the standard leaves open: found out from the words themselves.
//!
//! Four things differ between programs: whether a line end of two characters counts as two, whether a byte order mark
//! counts, whether a character outside the Basic Multilingual Plane counts as one or two, and whether a passage ends at its
//! last character or behind it. Most programs repeat the beginning of each passage as its name; the reading under which most
//! names stand at their places is the right one.

use crate::text::Span;

use super::PlainText;

mod evidence;
mod places;

pub(super) use evidence::is_whole;
pub(crate) use evidence::{Choice, Survey, decide};
pub(super) use places::{Turned, spans};

/// What positions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Whether a line end of two characters counts as two.
    pub(crate) ends_are_two: bool,
    /// Whether the byte order mark counts.
    pub(crate) counts_mark: bool,
    /// UTF-16 units instead of code points.
    pub(crate) in_units: bool,
    /// Whether the end of a passage is its last character, not the one behind it.
    pub(crate) is_inclusive: bool,
}

/// A passage as written: two positions, and mostly the beginning of its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage<'a> {
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) name: &'a str,
}

/// Every reading, in the order of preference where they tell nothing apart.
pub(super) const READINGS: [Reading; 16] = {
    let mut all = [Reading { ends_are_two: true, counts_mark: false, in_units: false, is_inclusive: false }; 16];
    let mut at = 0;
    while at < 16 {
        all[at].ends_are_two = at & 1 == 0;
        all[at].counts_mark = at & 4 != 0;
        all[at].in_units = at & 2 != 0;
        all[at].is_inclusive = at & 8 != 0;
        at += 1;
    }
    all
};

/// What in a text tells readings apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// It has line ends of two characters, or may have had them before it came into XML.
    pub has_double_ends: bool,
    pub has_mark: bool,
    pub has_wide: bool,
}

impl Traits {
    pub fn of(text: &PlainText) -> Self {
        let bytes = text.text.as_bytes();
        Self {
            has_double_ends: if text.is_from_xml {
                memchr::memchr(b'\n', bytes).is_some()
            } else {
                memchr::memmem::find(bytes, b"\r\n").is_some()
            },
            has_mark: text.marked,
            has_wide: bytes.iter().any(|&byte| byte >= 0xf0),
        }
    }
}

impl Reading {
    /// Every character counts, and the end is behind the last; what places are told in here.
    pub(super) const CHARACTERS: Self = READINGS[0];

    /// The same, with what the text cannot tell apart set to one of the two.
    pub(super) fn plain(self, of: Traits) -> Self {
        Self {
            ends_are_two: self.ends_are_two || !of.has_double_ends,
            counts_mark: self.counts_mark && of.has_mark,
            in_units: self.in_units && of.has_wide,
            ..self
        }
    }

    /// What the standard says, as far as it does: characters of the text as it is, and the end behind the last.
    pub(super) fn standard(text: &PlainText) -> Self {
        Self { ends_are_two: !text.is_from_xml, counts_mark: false, in_units: false, is_inclusive: false }
    }

    /// What a program is known to count; none for programs that are not known.
    pub(super) fn of_program(origin: &str, text: &PlainText) -> Option<Self> {
        let origin = origin.to_lowercase();
        let standard = Self::standard(text);
        // Measured on an export of NVivo 12.6 with 303 codings.
        if origin.contains("nvivo") {
            return Some(Self { ends_are_two: true, in_units: true, ..standard });
        }
        if origin.contains("atlas") {
            return Some(Self { ends_are_two: false, ..standard });
        }
        if origin.contains("maxqda") {
            return Some(Self { ends_are_two: true, ..standard });
        }
        ["qualcoder", "quirkos", "kantlijn", "taguette"].iter().any(|known| origin.contains(known)).then_some(standard)
    }

    /// In words, as far as it makes a difference in this text.
    pub(super) fn in_words(self, of: Traits) -> String {
        let mut words = vec![if of.has_wide && self.in_units { "UTF-16 units" } else { "characters" }.to_owned()];
        if of.has_double_ends {
            let count = if self.ends_are_two { "two" } else { "one" };
            words.push(format!("a line end counts as {count}"));
        }
        if of.has_mark {
            let not = if self.counts_mark { "" } else { "not " };
            words.push(format!("the byte order mark is {not}counted"));
        }
        if self.is_inclusive {
            words.push("the end is the last character".to_owned());
        }
        words.join(", ")
    }
}

/// The stretches of a text that passages are, where they lie in it.
pub(super) type Spans = Vec<Option<Span>>;

#[cfg(test)]
mod tests;
