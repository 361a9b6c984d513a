//! What tests of readers compare: who says what.

use crate::corpus::{Reading, Turn};

/// The turns of a transcript as label, `-` where there is none, and quote.
pub fn quotes(reading: &Reading) -> Vec<(String, String)> {
    let document = &reading.document;
    let label = |turn: &Turn| turn.speaker.map_or("-", |s| &document.speakers[s.index()].label).to_owned();
    document.turns.iter().map(|turn| (label(turn), document.quote(turn.span))).collect()
}

/// What [`quotes`] is expected to be.
pub fn rows(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}
