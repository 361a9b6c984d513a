//! Where a passage stands, as a reader looks it up.

use std::cell::OnceCell;

use crate::coding::{Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::TurnId;
use crate::scope::Part;
use crate::segment::Segments;
use crate::tally::is_counted;
use crate::text::{Lines, Span};

/// Who says a passage, where and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Whereabouts {
    pub case: Option<String>,
    pub speaker: Option<String>,
    pub part: Option<Part>,
    /// The turn, from 1.
    pub turn: Option<i64>,
    pub time: Option<String>,
    /// Code points, half-open.
    pub start: i64,
    pub end: i64,
}

impl Whereabouts {
    pub(super) fn of(document: &Document, points: &mut CodePoints<'_>, turn: Option<TurnId>, span: Span) -> Self {
        let (start, end) = points.around(span);
        let known = turn.and_then(|turn| document.turns.get(turn.index()).map(|said| (turn, said)));
        let Some((turn, said)) = known else {
            return Self { case: document.case.clone(), start, end, ..Self::default() };
        };
        let speaker = document.speaker(turn);
        Self {
            case: document.case_of(turn).map(str::to_owned),
            speaker: speaker.map(|speaker| speaker.label.clone()),
            part: speaker.map(|speaker| speaker.part),
            turn: Some(whole(document.portion.turns + u64::from(turn.0) + 1)),
            time: said.time.map(|time| time_of_day(time.start)),
            start,
            end,
        }
    }
}

/// Whether a table counts a coding; of codings of one passage, one after another, that is asked once.
pub(super) fn counted<'a>(
    admission: &'a Admission,
    document: &'a Document,
    segments: &'a Segments,
) -> impl FnMut(&&Coding) -> bool + 'a {
    let mut known: Option<((Span, Status), bool)> = None;
    move |coding| {
        let asked = (coding.span, coding.status);
        if let Some((_, is_counted)) = known.filter(|&(of, _)| of == asked) {
            return is_counted;
        }
        let is_counted = is_counted(admission, document, segments, coding);
        known = Some((asked, is_counted));
        is_counted
    }
}

/// A count as a cell holds it.
pub(super) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Further back than this an index is asked instead of the text between.
const FAR: usize = 4096;

/// Code points before the bytes of a text, for places that come mostly in order: only the text between two of them is looked at.
#[derive(Debug)]
pub(super) struct CodePoints<'a> {
    text: &'a str,
    /// Those of the text before this portion.
    before: u64,
    /// (byte, code points) of the last place asked for, and of the last in the text.
    at: (usize, usize),
    furthest: (usize, usize),
    index: OnceCell<Lines<'a>>,
}

impl<'a> CodePoints<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let before = document.portion.code_points;
        Self { text: &document.text, before, at: (0, 0), furthest: (0, 0), index: OnceCell::new() }
    }

    /// The code points of a passage, half-open, in the transcript's own numbers.
    pub(super) fn around(&mut self, span: Span) -> (i64, i64) {
        let mut point = |byte: u32| {
            self.move_to(byte as usize);
            whole(self.before + self.at.1 as u64)
        };
        (point(span.start), point(span.end))
    }

    fn move_to(&mut self, byte: usize) {
        let count = |from: usize, to: usize| self.text[from..to].chars().count();
        let (at, points) = self.at;
        if byte >= self.furthest.0 {
            self.furthest = (byte, self.furthest.1 + count(self.furthest.0, byte));
            self.at = self.furthest;
        } else if byte.abs_diff(at) > FAR {
            self.at = (byte, self.index.get_or_init(|| Lines::new(self.text)).code_point(byte));
        } else if byte < at {
            self.at = (byte, points - count(byte, at));
        } else {
            self.at = (byte, points + count(at, byte));
        }
    }
}

/// Milliseconds from the start of a recording as `hh:mm:ss`, with `.mmm` unless it is a whole second.
///
/// ```
/// use kantlijn::tables::time_of_day;
/// assert_eq!(time_of_day(3_723_000), "01:02:03");
/// assert_eq!(time_of_day(83_450), "00:01:23.450");
/// ```
#[must_use]
pub fn time_of_day(milliseconds: u64) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let whole = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { whole } else { format!("{whole}.{rest:03}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::CodePoints;
    use crate::corpus::Document;
    use crate::text::Span;

    proptest! {
        #[test]
        fn code_points_are_counted_in_any_order(
            text in "[aé🙂 ]{0,9000}",
            places in prop::collection::vec((0usize..9000, 0usize..9000), 0..40),
            before in 0u64..5,
        ) {
            let mut document = Document { text, ..Document::default() };
            document.portion.code_points = before;
            let bytes: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
            let last = bytes.len() - 1;
            let mut points = CodePoints::of(&document);
            for (a, b) in places {
                let (from, to) = (a.min(b).min(last), a.max(b).min(last));
                let span = Span::new(bytes[from], bytes[to]);
                let expected = (before as i64 + from as i64, before as i64 + to as i64);
                prop_assert_eq!(points.around(span), expected);
            }
        }
    }
}
