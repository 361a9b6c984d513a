//! One group's words of one document, and the codings that fall on them.

use std::ops::Range;

use crate::coding::{Coding, Status};
use crate::corpus::Document;
use crate::ids::{CoderId, TurnId};
use crate::segment::{Segments, Stretch, Units};
use crate::text::{Span, partition_near};

use super::TallyPlan;
use super::by::Key;

/// A participant of one document.
pub(super) struct Person {
    pub name: String,
    /// Whether they may return: a case in another transcript, anybody in another portion of this one.
    pub returns: bool,
}

/// Where the turns of one speaker belong: to no group when they are not admitted, to no participant when an
/// interviewer speaks.
#[derive(Clone, Copy, Default)]
pub(super) struct Seat {
    pub group: Option<usize>,
    pub person: Option<u32>,
}

/// Where everybody in one document belongs.
pub(super) struct Seating {
    /// The groups.
    pub keys: Vec<Key>,
    pub persons: Vec<Person>,
    /// By speaker; the last seat is that of nobody.
    seats: Vec<Seat>,
}

impl Seating {
    /// A speaker's variables are the same in all their turns, so their first turn decides.
    pub(super) fn of(plan: &TallyPlan, document: &Document) -> Self {
        let mut keys: Vec<Key> = Vec::new();
        let mut persons: Vec<Person> = Vec::new();
        let mut seats = vec![Seat::default(); document.speakers.len() + 1];
        let mut seen = vec![false; seats.len()];
        for (i, turn) in document.turns.iter().enumerate() {
            let at = turn.speaker.map_or(document.speakers.len(), |speaker| speaker.index());
            if seen.get(at).copied().unwrap_or(true) {
                continue;
            }
            seen[at] = true;
            let turn = TurnId::new(i);
            if !plan.admission.admits(document, turn) {
                continue;
            }
            let key = plan.by.as_ref().map_or(Key::All, |by| by.key(document, turn));
            let person = document.participant(turn).map(|name| {
                let known = persons.iter().position(|person| person.name == name);
                known.unwrap_or_else(|| {
                    let returns = document.portion.is_one_of_several || document.case_of(turn).is_some();
                    persons.push(Person { name, returns });
                    persons.len() - 1
                }) as u32
            });
            let group = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
                keys.push(key);
                keys.len() - 1
            });
            seats[at] = Seat { group: Some(group), person };
        }
        Self { keys, persons, seats }
    }

    pub(super) fn seat(&self, document: &Document, turn: usize) -> Seat {
        let nobody = self.seats.len() - 1;
        let speaker = document.turns.get(turn).and_then(|turn| turn.speaker);
        self.seats.get(speaker.map_or(nobody, |speaker| speaker.index())).copied().unwrap_or_default()
    }
}

/// One group's words of one document, cut into units.
pub(super) struct Cut<'a> {
    pub document: &'a Document,
    pub segments: &'a Segments,
    pub units: Units,
    pub persons: &'a [Person],
    seating: &'a Seating,
    group: usize,
    /// The words of all runs before each, and of all.
    before: Vec<u64>,
}

/// Which words a coding covers, whosever they are, and in which turn the first of them stands.
#[derive(Clone, Debug)]
pub(super) struct Covered {
    pub coding: usize,
    pub words: Range<u32>,
    turn: usize,
}

/// A coding that covers at least one word of the group.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// Its place among the document's codings.
    pub coding: usize,
    /// All whole words that it covers, also those of other groups.
    pub words: Range<u32>,
    /// The first run that it touches.
    pub run: usize,
    pub mentions: u64,
}

/// One participant's words of one unit, under a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub unit: u32,
    /// [`Place::NOBODY`] where an interviewer speaks.
    pub person: u32,
    /// The passage's place among the passages.
    pub passage: u32,
}

impl Place {
    pub(super) const NOBODY: u32 = u32::MAX;
}

/// What every coding covers, in order of its first word; codings that cover no word are left out.
pub(super) fn cover(segments: &Segments, codings: &[Coding], covered: &mut Vec<Covered>) {
    covered.clear();
    let (mut sentence, mut start, mut turn) = (0, 0, 0);
    for (i, coding) in codings.iter().enumerate() {
        sentence = partition_near(&segments.sentences, sentence, |sentence| sentence.span.end <= coding.span.start);
        if let Some(words) = whole_sentences(&segments.sentences[sentence..], coding.span) {
            covered.push(Covered { coding: i, words, turn: segments.sentences[sentence].turn.index() });
            continue;
        }
        start = partition_near(&segments.words, start, |word| word.span.start < coding.span.start);
        let end = partition_near(&segments.words, start, |word| word.span.end <= coding.span.end);
        if start < end {
            let words = start as u32..end as u32;
            turn = partition_near(&segments.turns, turn, |turn| turn.end <= words.start);
            covered.push(Covered { coding: i, words, turn });
        }
    }
    if !covered.is_sorted_by_key(|one| (one.words.start, one.words.end)) {
        covered.sort_by_key(|one| (one.words.start, one.words.end));
    }
}

/// The words of a span that is one sentence or several, as a rule's mostly is: no word needs to be looked at.
fn whole_sentences(sentences: &[Stretch], span: Span) -> Option<Range<u32>> {
    let first = sentences.first().filter(|sentence| sentence.span.start == span.start)?;
    let last = sentences.iter().find(|sentence| sentence.span.end >= span.end)?;
    (last.span.end == span.end).then_some(first.words.start..last.words.end)
}

impl<'a> Cut<'a> {
    pub(super) fn new(
        document: &'a Document,
        segments: &'a Segments,
        units: Units,
        seating: &'a Seating,
        group: usize,
    ) -> Self {
        let mut before = Vec::with_capacity(units.runs.len() + 1);
        let mut words = 0;
        before.push(words);
        before.extend(units.runs.iter().map(|run| {
            words += run.words.len() as u64;
            words
        }));
        Self { document, segments, units, persons: &seating.persons, seating, group, before }
    }

    /// How many words.
    pub(super) fn size(&self) -> u64 {
        self.before.last().copied().unwrap_or(0)
    }

    /// The participants who say at least one of the words.
    pub(super) fn present(&self) -> impl Iterator<Item = &Person> {
        let mut there = vec![false; self.persons.len()];
        for (i, words) in self.segments.turns.iter().enumerate() {
            let seat = self.seating.seat(self.document, i);
            if let Some(person) = seat.person.filter(|_| !words.is_empty() && seat.group == Some(self.group)) {
                there[person as usize] = true;
            }
        }
        self.persons.iter().zip(there).filter_map(|(person, there)| there.then_some(person))
    }

    /// The codings as they fall on the group's words: of one coder, or of all. Passages come in order of their first
    /// word, places in order of unit, participant and passage; `counted` is set for the codings that are among them.
    pub(super) fn passages(
        &self,
        codings: &[Coding],
        covered: &[Covered],
        coder: Option<CoderId>,
        passages: &mut Vec<Passage>,
        places: &mut Vec<Place>,
        counted: &mut [bool],
    ) {
        passages.clear();
        places.clear();
        let runs = &self.units.runs;
        let mut first_run = 0;
        for Covered { coding, words, turn } in covered {
            let whole = &codings[*coding];
            if whole.status == Status::Rejected || coder.is_some_and(|coder| coder != whole.coder) {
                continue;
            }
            first_run = partition_near(runs, first_run, |run| run.words.end <= words.start);
            let known = places.len();
            let passage = passages.len() as u32;
            for (turn, said) in self.segments.turns.iter().enumerate().skip(*turn) {
                if said.start >= words.end {
                    break;
                }
                let seat = self.seating.seat(self.document, turn);
                if seat.group != Some(self.group) {
                    continue;
                }
                let (from, to) = (said.start.max(words.start), said.end.min(words.end));
                let run = partition_near(runs, first_run, |run| run.words.end <= from);
                for run in runs[run..].iter().take_while(|run| run.words.start < to) {
                    let place = Place { unit: run.unit, person: seat.person.unwrap_or(Place::NOBODY), passage };
                    if places[known..].last() != Some(&place) {
                        places.push(place);
                    }
                }
            }
            if places.len() > known {
                counted[*coding] = true;
                let mentions = whole.mentions.iter().filter(|mention| self.holds(mention.span, *turn)).count() as u64;
                passages.push(Passage { coding: *coding, words: words.clone(), run: first_run, mentions });
            }
        }
        places.sort_unstable();
        places.dedup();
    }

    /// Whether a mention begins in a turn of the group; `turn` is where it probably does.
    fn holds(&self, mention: Span, turn: usize) -> bool {
        let here = self.document.turns.get(turn).is_some_and(|turn| {
            let said = turn.span;
            said.start <= mention.start && mention.start < said.end
        });
        let turn = if here { Some(turn) } else { self.document.turn_at(mention.start).map(TurnId::index) };
        turn.is_some_and(|turn| self.seating.seat(self.document, turn).group == Some(self.group))
    }

    /// How many of the group's words lie in `words`, which begins in or behind this run.
    pub(super) fn words_in(&self, words: Range<u32>, run: usize) -> u64 {
        if let Some(run) = self.units.runs.get(run)
            && run.words.start <= words.start
            && words.end <= run.words.end
        {
            return u64::from(words.end - words.start);
        }
        self.words_before(words.end) - self.words_before(words.start)
    }

    /// How many of the group's words stand before a place.
    fn words_before(&self, word: u32) -> u64 {
        let run = self.units.runs.partition_point(|run| run.words.end <= word);
        let part = self.units.runs.get(run).map_or(0, |run| word.saturating_sub(run.words.start));
        self.before[run] + u64::from(part)
    }

    /// Whether a span touches a unit, be it with part of a word; it lies probably in `passage`.
    pub(super) fn touches(&self, span: Span, unit: u32, passage: &Passage) -> bool {
        let words = &self.segments.words;
        let from = partition_near(words, passage.words.start as usize, |word| word.span.end <= span.start);
        let to = partition_near(words, from, |word| word.span.start < span.end);
        let (from, to) = (from as u32, to.max(from) as u32);
        let runs = &self.units.runs;
        let run = partition_near(runs, passage.run, |run| run.words.end <= from);
        runs[run..].iter().take_while(|run| run.words.start < to).any(|run| run.unit == unit)
    }
}
