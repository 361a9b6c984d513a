//! Where a passage stands, as a reader looks it up.

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::scope::Part;
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
    pub(super) fn of(document: &Document, lines: &Lines<'_>, turn: Option<TurnId>, span: Span) -> Self {
        let before = &document.portion;
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let point = |byte: u32| count(before.code_points + lines.code_point(byte as usize) as u64);
        let (start, end) = (point(span.start), point(span.end));
        let known = turn.and_then(|turn| document.turns.get(turn.index()).map(|said| (turn, said)));
        let Some((turn, said)) = known else {
            return Self { case: document.case.clone(), start, end, ..Self::default() };
        };
        let speaker = document.speaker(turn);
        Self {
            case: document.case_of(turn).map(str::to_owned),
            speaker: speaker.map(|speaker| speaker.label.clone()),
            part: speaker.map(|speaker| speaker.part),
            turn: Some(count(before.turns + u64::from(turn.0) + 1)),
            time: said.time.map(|time| time_of_day(time.start)),
            start,
            end,
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
