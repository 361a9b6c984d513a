//! Matches with the words around them.

use crate::corpus::Document;
use crate::error::Result;
use crate::segment::Segments;
use crate::text::Span;
use crate::wording::args;

use super::Table;
use super::columns::Columns;
use super::definition::{Definition, Told};
use super::place::{CodePoints, Whereabouts};

/// Makes the table `kwic`, document by document: `transcript, speaker, time, start, end, left, match, right`.
#[derive(Debug)]
pub struct KwicRows {
    words: u32,
    transcript: Vec<Option<String>>,
    speaker: Vec<Option<String>>,
    time: Vec<Option<String>>,
    start: Vec<Option<i64>>,
    end: Vec<Option<i64>>,
    left: Vec<Option<String>>,
    matched: Vec<Option<String>>,
    right: Vec<Option<String>>,
}

impl KwicRows {
    /// No rows yet; each will show up to so many words on either side, within the turn.
    #[must_use]
    pub fn new(words: u32) -> Self {
        Self {
            words,
            transcript: Vec::new(),
            speaker: Vec::new(),
            time: Vec::new(),
            start: Vec::new(),
            end: Vec::new(),
            left: Vec::new(),
            matched: Vec::new(),
            right: Vec::new(),
        }
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.transcript.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.transcript.is_empty()
    }

    /// Adds the matches of a document, by place; each lies in one turn.
    pub fn add(&mut self, document: &Document, segments: &Segments, matches: &[Span]) {
        if matches.is_empty() {
            return;
        }
        let mut points = CodePoints::of(document);
        let mut matches = matches.to_vec();
        matches.sort_unstable();
        for span in matches {
            let turn = document.turn_at(span.start);
            let place = Whereabouts::of(document, &mut points, turn, span);
            let around = turn.map_or(span, |turn| self.around(document, segments, turn.index(), span));
            self.transcript.push(Some(document.name.clone()));
            self.speaker.push(place.speaker);
            self.time.push(place.time);
            self.start.push(Some(place.start));
            self.end.push(Some(place.end));
            self.left.push(Some(document.quote(Span { start: around.start, end: span.start })));
            self.matched.push(Some(document.quote(span)));
            self.right.push(Some(document.quote(Span { start: span.end, end: around.end })));
        }
    }

    /// The match with the words around it: from the turn's own start and to its own end where they are near.
    fn around(&self, document: &Document, segments: &Segments, turn: usize, span: Span) -> Span {
        let (Some(said), Some(words)) = (document.turns.get(turn), segments.turns.get(turn)) else { return span };
        let before = segments.words.partition_point(|word| word.span.end <= span.start) as u32;
        let after = segments.words.partition_point(|word| word.span.start < span.end) as u32;
        let (first, last) = (before.saturating_sub(self.words), after.saturating_add(self.words));
        let at = |word: u32| segments.words.get(word as usize).map(|word| word.span);
        let start =
            if first <= words.start { said.span.start } else { at(first).map_or(span.start, |word| word.start) };
        let end = if last >= words.end {
            said.span.end
        } else {
            last.checked_sub(1).and_then(at).map_or(span.end, |word| word.end)
        };
        Span { start: start.min(span.start), end: end.max(span.end) }
    }

    /// The table; `rule` says what was sought.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn finish(self, definition: &Definition<'_>, rule: &str) -> Result<Table> {
        let mut columns = Columns::default();
        columns.text("transcript", self.transcript);
        columns.text("speaker", self.speaker);
        columns.text("time", self.time);
        columns.count("start", self.start);
        columns.count("end", self.end);
        columns.text("left", self.left);
        columns.text("match", self.matched);
        columns.text("right", self.right);
        let counted = definition.lang().phrased("caption-kwic", args! { "rule" => rule });
        let Told { caption, rows } = definition.of_rows(&counted, &[("sought", rule.to_owned())]);
        Ok(Table { name: "kwic", frame: columns.into_frame()?, caption, definition: rows, undefined: Vec::new() })
    }
}
