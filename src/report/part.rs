//! One transcript's share of a report, made on the transcript's thread.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    /// What is known of the whole transcript; without text the variables alone whose every value has numbers of its own.
    pub variables: BTreeMap<String, String>,
    /// Who rated it, where coders are compared; as places among all coders.
    pub raters: Vec<usize>,
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
    /// What is known of them, as of the transcript.
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
    /// For each variable of the frequencies that is no coder's, the group that says each stretch, as a place among its groups.
    pub value: Vec<Vec<u32>>,
    /// For each such variable the stretches of units that hold codings, though none of the group that says them.
    pub beside: Vec<Beside>,
}

/// Stretches of one group in units that others said something in as well, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Beside {
    /// The unit.
    pub unit: Vec<u32>,
    /// Where the stretch begins.
    pub start: Vec<u32>,
    /// Where it ends.
    pub end: Vec<u32>,
    /// The group.
    pub value: Vec<u32>,
}

impl Uncoded {
    /// Puts the groups of a variable in the place that `places` has for each.
    pub(super) fn reorder(&mut self, variable: usize, places: &[u32]) {
        let place = |value: &mut u32| *value = places.get(*value as usize).copied().unwrap_or(0);
        self.value.get_mut(variable).into_iter().flatten().for_each(place);
        self.beside.get_mut(variable).into_iter().flat_map(|beside| &mut beside.value).for_each(place);
    }
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
        let mut groups = Groups { maker, document, segments, values: vec![IndexSet::new(); plan.by.len()] };
        let mut rows = Codings::of_variables(plan.by.len());
        // In which units the codings that the numbers are of stand, and for each variable for which groups.
        let mut coded: BTreeSet<u32> = BTreeSet::new();
        let mut coded_by: Vec<BTreeSet<(u32, u32)>> = vec![BTreeSet::new(); plan.by.len()];
        for coding in &counted {
            let words = segments.words_in(coding.span);
            let participant = coding.turn.and_then(|turn| document.participant(turn));
            let units_of = units.touched(words.clone());
            if plan.shown.is_none_or(|shown| coding.coder == shown) {
                coded.extend(&units_of);
                for (turn, share) in groups.turns_of(&words) {
                    let units = units.touched(share);
                    for (variable, coded) in coded_by.iter_mut().enumerate() {
                        let value = groups.value(variable, turn);
                        coded.extend(units.iter().map(|&unit| (unit, value)));
                    }
                }
            }
            let whereabouts = Whereabouts {
                participant: participant.map(|name| participants.insert_full(name).0),
                units: units_of,
                values: (0..plan.by.len()).map(|variable| groups.values(variable, &words)).collect(),
            };
            rows.push(coding, whereabouts, &lines, plan.with_text);
        }
        let text = TranscriptText {
            uncoded: groups.uncoded(&units, &coded, &coded_by, &lines),
            ..text(document, &lines, plan.with_text)
        };
        let participants = participants.into_iter().collect();
        let transcript = transcript(maker, reading, segments, &units, compared.as_ref());
        Self { transcript, text, codings: rows, participants, values: groups.values, compared }
    }
}

/// Who says what in one transcript, by the variables that numbers are apart for.
struct Groups<'a> {
    maker: &'a ReportMaker<'a>,
    document: &'a Document,
    segments: &'a Segments,
    /// For each variable its values so far.
    values: Vec<IndexSet<String>>,
}

impl Groups<'_> {
    /// The admitted turns of which a passage covers a word, each with its words of it.
    fn turns_of(&self, words: &Range<u32>) -> Vec<(TurnId, Range<u32>)> {
        if words.is_empty() {
            return Vec::new();
        }
        let [first, last] = [words.start, words.end - 1].map(|word| self.segments.turn_of(word).index());
        let share = |turn: TurnId| {
            let of_turn = self.segments.turns.get(turn.index())?;
            let share = words.start.max(of_turn.start)..words.end.min(of_turn.end);
            (!share.is_empty() && self.maker.plan.admission.admits(self.document, turn)).then_some((turn, share))
        };
        (first..=last).map(TurnId::new).filter_map(share).collect()
    }

    /// The value of a turn, as its place.
    fn value(&mut self, variable: usize, turn: TurnId) -> u32 {
        let value = self.maker.plan.by[variable].value_of(self.document, turn);
        small(self.values[variable].insert_full(value).0)
    }

    /// The values of a passage, as their places in order.
    fn values(&mut self, variable: usize, words: &Range<u32>) -> Vec<u32> {
        let turns = self.turns_of(words);
        let mut values: Vec<u32> = turns.into_iter().map(|(turn, _)| self.value(variable, turn)).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// The units without a coding, and those without one of the group that says a share of them.
    fn uncoded(
        &mut self,
        units: &Units,
        coded: &BTreeSet<u32>,
        coded_by: &[BTreeSet<(u32, u32)>],
        lines: &Lines<'_>,
    ) -> Uncoded {
        let mut found = Uncoded {
            value: vec![Vec::new(); coded_by.len()],
            beside: vec![Beside::default(); coded_by.len()],
            ..Uncoded::default()
        };
        for (unit, shares) in uncoded(self.document, self.segments, units, std::iter::empty()) {
            let is_coded = coded.contains(&unit);
            for share in shares {
                let (start, end) = utf16(lines, share);
                if !is_coded {
                    found.unit.push(unit);
                    found.start.push(start);
                    found.end.push(end);
                }
                let Some(turn) = self.document.turn_at(share.start) else { continue };
                for (variable, coded) in coded_by.iter().enumerate() {
                    let value = self.value(variable, turn);
                    if !is_coded {
                        found.value[variable].push(value);
                    } else if !coded.contains(&(unit, value)) {
                        let beside = &mut found.beside[variable];
                        beside.unit.push(unit);
                        beside.start.push(start);
                        beside.end.push(end);
                        beside.value.push(value);
                    }
                }
            }
        }
        found
    }
}

fn transcript(
    maker: &ReportMaker<'_>,
    reading: &Reading,
    segments: &Segments,
    units: &Units,
    compared: Option<&Interview>,
) -> ReportTranscript {
    let (plan, document) = (&maker.plan, &reading.document);
    let by_interviewers = segments.turns.iter().enumerate().filter_map(|(turn, words)| {
        (document.part(TurnId::new(turn)) == Some(Playing::Interviewer)).then_some(words.len() as u64)
    });
    let words = segments.words.len() as u64;
    let ends = document.turns.iter().filter_map(|turn| turn.time).map(|time| time.end.unwrap_or(time.start));
    // Nobody knows what stands in other variables: a name, a place, a remark.
    let is_shown = |name: &str| plan.with_text || plan.by.contains(&By::variable(name));
    let variables = |of: &Variables| -> BTreeMap<String, String> {
        let shown = of.iter().filter(|(name, _)| is_shown(name));
        shown.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let raters = plan.agreement.iter().zip(compared).flat_map(|(plan, interview)| {
        interview.raters.iter().filter_map(|&rater| plan.coders.get(rater as usize)).map(|rater| rater.id.index())
    });
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
        raters: raters.collect(),
        codings: (0, 0),
    }
}

fn text(document: &Document, lines: &Lines<'_>, with_text: bool) -> TranscriptText {
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
    text
}
