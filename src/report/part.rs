//! One transcript's share of a report, made on the transcript's thread.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use serde::Serialize;

use crate::agreement::Interview;
use crate::coding::Coding;
use crate::corpus::{Document, GapKind, LineBreaks, Reading, Variables};
use crate::ids::TurnId;
use crate::scope::Part as Playing;
use crate::segment::{Segments, Units};
use crate::tables::uncoded;
use crate::tally::{By, is_counted};
use crate::text::Lines;

use super::ReportMaker;
use super::codings::{Codings, Whereabouts, small, utf16};

/// What is known of a transcript, without its words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportTranscript {
    /// Its id.
    pub id: String,
    /// The case that it belongs to as a whole.
    pub case: Option<String>,
    /// The format of its file.
    pub format: String,
    /// Its words, whoever says them.
    pub words: u64,
    /// Those that interviewers do not say.
    pub participant_words: u64,
    /// Its units of analysis, of admitted words.
    pub units: u32,
    /// The last time of its file, in milliseconds.
    pub duration: Option<u64>,
    /// Who speaks, in order of first appearance.
    pub speakers: Vec<ReportSpeaker>,
    /// What is known of the whole transcript.
    pub variables: BTreeMap<String, String>,
    /// Its codings, half-open, as rows of [`Codings`].
    pub codings: (usize, usize),
}

/// Somebody who speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportSpeaker {
    /// The label as the transcript writes it.
    pub label: String,
    /// `interviewer`, `participant` or `other`.
    pub part: String,
    /// Their case.
    pub case: Option<String>,
    /// What is known of them.
    pub variables: BTreeMap<String, String>,
}

/// A transcript's words and where they stand; all places are UTF-16 units of the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TranscriptText {
    /// The text; none where words are left out.
    pub text: Option<String>,
    /// `wrap` where a single line break is a space, `paragraph` where it ends a paragraph.
    pub line_breaks: &'static str,
    /// The turns, in order.
    pub turns: Turns,
    /// What lies in turns and is no words.
    pub gaps: Gaps,
    /// The units without any coding that counts, an entry for each stretch of one.
    pub uncoded: Uncoded,
}

/// Turns, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Turns {
    /// Where each begins, behind its label.
    pub start: Vec<u32>,
    /// Where it ends.
    pub end: Vec<u32>,
    /// Who speaks, as a place among the transcript's speakers; −1 for nobody in particular.
    pub speaker: Vec<i32>,
    /// When, in milliseconds; −1 where the file does not say.
    pub time: Vec<i64>,
}

/// Gaps, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Gaps {
    /// Where each begins.
    pub start: Vec<u32>,
    /// Where it ends.
    pub end: Vec<u32>,
    /// As a place in `event, time, overlap, markup`; quotes leave times and markup out.
    pub kind: Vec<u8>,
}

/// Stretches of units without a coding, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Uncoded {
    /// The unit, as codings number it.
    pub unit: Vec<u32>,
    /// Where the stretch begins.
    pub start: Vec<u32>,
    /// Where it ends.
    pub end: Vec<u32>,
}

/// One transcript's share; see [`ReportMaker::part`].
#[derive(Debug)]
pub struct Part {
    pub(super) transcript: ReportTranscript,
    pub(super) text: TranscriptText,
    pub(super) codings: Codings,
    pub(super) participants: Vec<String>,
    /// For each variable its values here, as codings number them.
    pub(super) values: Vec<IndexSet<String>>,
    pub(super) compared: Option<Interview>,
}

impl Part {
    pub(super) fn of(
        maker: &ReportMaker<'_>,
        reading: &Reading,
        segments: &Segments,
        codings: &[Coding],
        compared: Option<Interview>,
    ) -> Self {
        let (plan, document) = (&maker.plan, &reading.document);
        let lines = Lines::new(&document.text);
        let units = segments.units(document, plan.unit, |turn| plan.admission.admits(document, turn));
        let mut counted: Vec<&Coding> = codings.iter().collect();
        counted.retain(|coding| is_counted(plan.admission, document, segments, coding));
        counted.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        let mut participants: IndexSet<String> = IndexSet::new();
        let mut values: Vec<IndexSet<String>> = vec![IndexSet::new(); plan.by.len()];
        let mut rows = Codings::of_variables(plan.by.len());
        for coding in &counted {
            let words = segments.words_in(coding.span);
            let participant = coding.turn.and_then(|turn| document.participant(turn));
            let value = |(by, known): (&By, &mut IndexSet<String>)| {
                let turns = said(maker, document, segments, &words);
                let mut values: Vec<u32> =
                    turns.map(|turn| small(known.insert_full(by.value_of(document, turn)).0)).collect();
                values.sort_unstable();
                values.dedup();
                values
            };
            let whereabouts = Whereabouts {
                participant: participant.map(|name| participants.insert_full(name).0),
                units: units.touched(words.clone()),
                values: plan.by.iter().zip(&mut values).map(value).collect(),
            };
            rows.push(coding, whereabouts, &lines, plan.with_text);
        }
        let shown = counted.iter().copied().filter(|coding| plan.shown.is_none_or(|shown| coding.coder == shown));
        let text = text(document, segments, &units, shown, &lines, plan.with_text);
        let participants = participants.into_iter().collect();
        Self { transcript: transcript(reading, segments, &units), text, codings: rows, participants, values, compared }
    }
}

/// The admitted turns of which a passage covers a word.
fn said<'a>(
    maker: &'a ReportMaker<'_>,
    document: &'a Document,
    segments: &'a Segments,
    words: &std::ops::Range<u32>,
) -> impl Iterator<Item = TurnId> + use<'a> {
    let turns = if words.is_empty() {
        0..0
    } else {
        segments.turn_of(words.start).index()..segments.turn_of(words.end - 1).index() + 1
    };
    let holds = move |turn: &TurnId| segments.turns.get(turn.index()).is_some_and(|words| !words.is_empty());
    turns.map(TurnId::new).filter(holds).filter(|&turn| maker.plan.admission.admits(document, turn))
}

fn transcript(reading: &Reading, segments: &Segments, units: &Units) -> ReportTranscript {
    let document = &reading.document;
    let by_interviewers = segments.turns.iter().enumerate().filter_map(|(turn, words)| {
        (document.part(TurnId::new(turn)) == Some(Playing::Interviewer)).then_some(words.len() as u64)
    });
    let words = segments.words.len() as u64;
    let ends = document.turns.iter().filter_map(|turn| turn.time).map(|time| time.end.unwrap_or(time.start));
    let variables = |of: &Variables| of.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let speakers = document.speakers.iter().map(|speaker| ReportSpeaker {
        label: speaker.label.clone(),
        part: speaker.part.to_string(),
        case: speaker.case.clone(),
        variables: variables(&speaker.variables),
    });
    ReportTranscript {
        id: document.name.clone(),
        case: document.case.clone(),
        format: reading.report.format.to_owned(),
        words,
        participant_words: words - by_interviewers.sum::<u64>(),
        units: units.count,
        duration: ends.max(),
        speakers: speakers.collect(),
        variables: variables(&document.variables),
        codings: (0, 0),
    }
}

fn text<'c>(
    document: &Document,
    segments: &Segments,
    units: &Units,
    codings: impl Iterator<Item = &'c Coding>,
    lines: &Lines<'_>,
    with_text: bool,
) -> TranscriptText {
    let mut text = TranscriptText {
        text: with_text.then(|| document.text.clone()),
        line_breaks: match document.line_breaks {
            LineBreaks::Wrap => "wrap",
            LineBreaks::Paragraph => "paragraph",
        },
        ..TranscriptText::default()
    };
    for turn in &document.turns {
        let (start, end) = utf16(lines, turn.span);
        text.turns.start.push(start);
        text.turns.end.push(end);
        text.turns.speaker.push(turn.speaker.map_or(-1, |speaker| speaker.0 as i32));
        text.turns.time.push(turn.time.and_then(|time| i64::try_from(time.start).ok()).unwrap_or(-1));
    }
    for gap in &document.gaps {
        let (start, end) = utf16(lines, gap.span);
        text.gaps.start.push(start);
        text.gaps.end.push(end);
        text.gaps.kind.push(match gap.kind {
            GapKind::Event => 0,
            GapKind::Time => 1,
            GapKind::Overlap => 2,
            GapKind::Markup => 3,
        });
    }
    for (unit, shares) in uncoded(document, segments, units, codings) {
        for share in shares {
            let (start, end) = utf16(lines, share);
            text.uncoded.unit.push(unit);
            text.uncoded.start.push(start);
            text.uncoded.end.push(end);
        }
    }
    text
}
