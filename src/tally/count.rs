//! One document's codings, counted into one group.

use std::ops::Range;

use crate::coding::Coding;
use crate::corpus::Document;
use crate::ids::{CodeId, TurnId};
use crate::segment::{Segments, Units};
use crate::text::Span;

use super::gathered::Coded;
use super::tree::CodeTree;

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
    pub person: Option<usize>,
}

/// One group's words of one document, cut into units.
pub(super) struct Cut<'a> {
    pub document: &'a Document,
    pub segments: &'a Segments,
    pub units: Units,
    persons: &'a [Person],
    seat_of: &'a dyn Fn(TurnId) -> Seat,
    group: usize,
    /// The words of all runs before each, and of all.
    before: Vec<u64>,
}

/// A coding that covers at least one word of the group.
pub(super) struct Passage<'a> {
    coding: &'a Coding,
    /// All whole words that it covers, also those of other groups.
    words: Range<u32>,
    /// Whose words of which units, each once, in order.
    places: Vec<(Option<usize>, u32)>,
    mentions: u64,
}

impl<'a> Cut<'a> {
    pub(super) fn new(
        document: &'a Document,
        segments: &'a Segments,
        units: Units,
        persons: &'a [Person],
        seat_of: &'a dyn Fn(TurnId) -> Seat,
        group: usize,
    ) -> Self {
        let mut before = vec![0];
        for run in &units.runs {
            before.push(before[before.len() - 1] + run.words.len() as u64);
        }
        Self { document, segments, units, persons, seat_of, group, before }
    }

    /// How many words.
    pub(super) fn size(&self) -> u64 {
        self.before.last().copied().unwrap_or(0)
    }

    /// The participants who say at least one of the words.
    pub(super) fn present(&self) -> impl Iterator<Item = &Person> {
        let mut there = vec![false; self.persons.len()];
        for (i, words) in self.segments.turns.iter().enumerate() {
            let seat = (self.seat_of)(TurnId::new(i));
            if let Some(person) = seat.person.filter(|_| !words.is_empty() && seat.group == Some(self.group)) {
                there[person] = true;
            }
        }
        self.persons.iter().zip(there).filter_map(|(person, there)| there.then_some(person))
    }

    /// The coding as it falls on the group's words; `None` when it covers none of them.
    pub(super) fn passage(&self, coding: &'a Coding) -> Option<Passage<'a>> {
        let words = self.segments.words_in(coding.span);
        if words.is_empty() {
            return None;
        }
        let (first, last) = (self.segments.turn_of(words.start), self.segments.turn_of(words.end - 1));
        let mut places = Vec::new();
        for turn in first.0..=last.0 {
            let Some(of_turn) = self.segments.turns.get(turn as usize) else { break };
            let said = of_turn.start.max(words.start)..of_turn.end.min(words.end);
            let person = (self.seat_of)(TurnId(turn)).person;
            places.extend(self.units.touched(said).into_iter().map(|unit| (person, unit)));
        }
        if places.is_empty() {
            return None;
        }
        places.sort_unstable();
        places.dedup();
        let here = |span: Span| {
            let turn = self.document.turn_at(span.start);
            turn.is_some_and(|turn| (self.seat_of)(turn).group == Some(self.group))
        };
        let mentions = coding.mentions.iter().filter(|mention| here(mention.span)).count() as u64;
        Some(Passage { coding, words, places, mentions })
    }

    /// How many of the group's words stand before a place.
    fn words_before(&self, word: u32) -> u64 {
        let run = self.units.runs.partition_point(|run| run.words.end <= word);
        let part = self.units.runs.get(run).map_or(0, |run| word.saturating_sub(run.words.start));
        self.before[run] + u64::from(part)
    }

    /// How many of the group's words lie in at least one of the ranges, which are sorted.
    fn covered<'r>(&self, ranges: impl Iterator<Item = &'r Range<u32>>) -> u64 {
        let (mut reached, mut covered) = (0, 0);
        for range in ranges {
            let from = range.start.max(reached);
            if from < range.end {
                covered += self.words_before(range.end) - self.words_before(from);
                reached = range.end;
            }
        }
        covered
    }

    /// The units that a span touches, be it with part of a word.
    fn touched_by(&self, span: Span) -> Vec<u32> {
        let words = &self.segments.words;
        let from = words.partition_point(|word| word.span.end <= span.start);
        let to = words.partition_point(|word| word.span.start < span.end);
        self.units.touched(from as u32..to.max(from) as u32)
    }
}

impl Passage<'_> {
    fn units(&self) -> impl Iterator<Item = u32> + '_ {
        self.places.iter().map(|&(_, unit)| unit)
    }
}

/// Adds what `passages` say to `coded`.
pub(super) fn count(cut: &Cut<'_>, tree: &CodeTree, passages: &[Passage<'_>], coded: &mut Coded) {
    for passage in passages {
        coded.totals.add(passage.coding);
    }
    // Every passage under its own code, under each code above it, and under the root.
    let mut rolled: Vec<(u32, usize)> = Vec::new();
    for (i, passage) in passages.iter().enumerate() {
        rolled.extend(tree.line(passage.coding.code.0).iter().map(|&code| (code, i)));
    }
    rolled.sort_unstable();
    let mut present: Vec<(u32, u32)> = Vec::new();
    let mut said: Vec<(usize, u32, u64)> = Vec::new();
    for of_code in rolled.chunk_by(|a, b| a.0 == b.0) {
        let code = of_code[0].0;
        let passages = || of_code.iter().map(|&(_, i)| &passages[i]);
        let mut units: Vec<u32> = passages().flat_map(Passage::units).collect();
        units.sort_unstable();
        units.dedup();
        let mut ranges: Vec<&Range<u32>> = passages().map(|passage| &passage.words).collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let counts = coded.codes.entry(code).or_default();
        for passage in passages() {
            counts.add(passage.coding, passage.mentions);
        }
        counts.words += cut.covered(ranges.into_iter());
        if cut.units.lasting.is_empty() {
            counts.units += units.len() as u64;
        } else {
            for name in units.iter().filter_map(|&unit| cut.units.lasting.get(unit as usize)) {
                *coded.lasting.entry(name.clone()).or_default().codes.entry(code).or_default() += 1;
            }
        }
        let codings = u32::try_from(of_code.len()).unwrap_or(u32::MAX);
        coded.documents.entry(code).or_default().push((cut.document.id.0, codings));
        said.extend(codings_of_persons(code, passages()));
        if code != tree.root() {
            present.extend(units.into_iter().map(|unit| (unit, code)));
        }
    }
    for (person, code, codings) in said {
        let Some(person) = cut.persons.get(person) else { continue };
        if person.returns {
            *coded.returning.entry(person.name.clone()).or_default().codings.entry(code).or_default() += codings;
        } else {
            let counts = coded.codes.entry(code).or_default();
            counts.participants += 1;
            counts.top = counts.top.max(codings);
        }
    }
    present.sort_unstable();
    count_pairs(cut, tree, passages, &present, coded);
    let said = said_by_persons(tree, passages);
    if cut.units.lasting.is_empty() {
        count_persons_of_pairs(cut, tree, &said, coded);
    } else {
        for &(person, unit, code) in &said {
            if let (Some(name), Some(person)) = (cut.units.lasting.get(unit as usize), cut.persons.get(person)) {
                let unit = coded.lasting.entry(name.clone()).or_default();
                unit.persons.entry(person.name.clone()).or_default().insert(code);
            }
        }
    }
}

/// Which participants' own words carry which codes in which units: (participant, unit, code), each once, in order.
fn said_by_persons(tree: &CodeTree, passages: &[Passage<'_>]) -> Vec<(usize, u32, u32)> {
    let mut said: Vec<(usize, u32, u32)> = Vec::new();
    for passage in passages {
        let line = tree.line(passage.coding.code.0);
        let codes = &line[..line.len().saturating_sub(1)];
        for &(person, unit) in &passage.places {
            said.extend(person.into_iter().flat_map(|person| codes.iter().map(move |&code| (person, unit, code))));
        }
    }
    said.sort_unstable();
    said.dedup();
    said
}

/// Which participants the code's passages are of, with how many codings.
fn codings_of_persons<'p>(code: u32, passages: impl Iterator<Item = &'p Passage<'p>>) -> Vec<(usize, u32, u64)> {
    let mut persons: Vec<usize> = Vec::new();
    for passage in passages {
        // Places are sorted, so that one participant's stand together.
        for of_person in passage.places.chunk_by(|a, b| a.0 == b.0) {
            persons.extend(of_person[0].0);
        }
    }
    persons.sort_unstable();
    persons.chunk_by(|a, b| a == b).map(|same| (same[0], code, same.len() as u64)).collect()
}

/// Every two of the codes that are no ancestors of one another, the earlier one first.
pub(super) fn pairs_of<'c>(tree: &'c CodeTree, codes: &'c [u32]) -> impl Iterator<Item = (u32, u32)> + 'c {
    codes.iter().enumerate().flat_map(move |(i, &a)| {
        let later = codes[i + 1..].iter().copied();
        later.filter(move |&b| !tree.related(CodeId(a), CodeId(b))).map(move |b| (a, b))
    })
}

/// Adds the units that hold both codes, and those of them in which the two rest on the same words.
fn count_pairs(cut: &Cut<'_>, tree: &CodeTree, passages: &[Passage<'_>], present: &[(u32, u32)], coded: &mut Coded) {
    let mut units: Vec<(u32, Vec<(u32, u32)>)> = Vec::new();
    for of_unit in present.chunk_by(|a, b| a.0 == b.0) {
        let codes: Vec<u32> = of_unit.iter().map(|&(_, code)| code).collect();
        let pairs: Vec<(u32, u32)> = pairs_of(tree, &codes).collect();
        if !pairs.is_empty() {
            units.push((of_unit[0].0, pairs));
        }
    }
    if units.is_empty() {
        return;
    }
    let wanted = |unit: u32| units.binary_search_by_key(&unit, |(unit, _)| *unit).is_ok();
    let evidence = Evidence::of(cut, tree, passages, wanted);
    for (unit, pairs) in &units {
        let lasting = cut.units.lasting.get(*unit as usize);
        for &(a, b) in pairs {
            let same = evidence.same(*unit, a, b);
            if let Some(name) = lasting {
                if same {
                    *coded.lasting.entry(name.clone()).or_default().same.entry((a, b)).or_default() += 1;
                }
            } else {
                let counts = coded.pairs.entry((a, b)).or_default();
                counts.units += 1;
                counts.same_words += u64::from(same);
            }
        }
    }
}

/// Adds the participants whose own words carry both codes in one unit.
fn count_persons_of_pairs(cut: &Cut<'_>, tree: &CodeTree, said: &[(usize, u32, u32)], coded: &mut Coded) {
    let mut pairs: Vec<(usize, (u32, u32))> = Vec::new();
    for together in said.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let codes: Vec<u32> = together.iter().map(|&(_, _, code)| code).collect();
        pairs.extend(pairs_of(tree, &codes).map(|pair| (together[0].0, pair)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (person, pair) in pairs {
        let Some(person) = cut.persons.get(person) else { continue };
        if person.returns {
            coded.returning.entry(person.name.clone()).or_default().pairs.insert(pair);
        } else {
            coded.pairs.entry(pair).or_default().participants += 1;
        }
    }
}

/// On which words each code rests in each unit.
///
/// The evidence of a coding in a unit is its mentions that touch the unit; without any, as in people's
/// codings, the passage itself.
struct Evidence {
    /// Unit, code, span, sorted.
    spans: Vec<(u32, u32, Span)>,
}

impl Evidence {
    fn of(cut: &Cut<'_>, tree: &CodeTree, passages: &[Passage<'_>], wanted: impl Fn(u32) -> bool) -> Self {
        let mut spans = Vec::new();
        for passage in passages {
            let line = tree.line(passage.coding.code.0);
            let mut add = |unit: u32, span: Span| spans.extend(line.iter().map(|&code| (unit, code, span)));
            let mut units: Vec<u32> = passage.units().filter(|&unit| wanted(unit)).collect();
            units.sort_unstable();
            units.dedup();
            let mut shown = vec![false; units.len()];
            for mention in &passage.coding.mentions {
                for unit in cut.touched_by(mention.span) {
                    if let Ok(at) = units.binary_search(&unit) {
                        shown[at] = true;
                        add(unit, mention.span);
                    }
                }
            }
            for (unit, _) in units.into_iter().zip(shown).filter(|&(_, shown)| !shown) {
                add(unit, passage.coding.span);
            }
        }
        spans.sort_unstable();
        spans.dedup();
        Self { spans }
    }

    fn in_unit(&self, unit: u32, code: u32) -> &[(u32, u32, Span)] {
        let from = self.spans.partition_point(|&(u, c, _)| (u, c) < (unit, code));
        let to = self.spans.partition_point(|&(u, c, _)| (u, c) <= (unit, code));
        &self.spans[from..to]
    }

    /// Whether in this unit all evidence of either code overlaps evidence of the other.
    fn same(&self, unit: u32, a: u32, b: u32) -> bool {
        let (a, b) = (self.in_unit(unit, a), self.in_unit(unit, b));
        each_overlaps(a, b) && each_overlaps(b, a)
    }
}

/// Whether each of `these` overlaps at least one of `those`; both sorted by place.
fn each_overlaps(these: &[(u32, u32, Span)], those: &[(u32, u32, Span)]) -> bool {
    let mut joined: Vec<Span> = Vec::with_capacity(those.len());
    for &(_, _, span) in those {
        match joined.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    these.iter().all(|&(_, _, span)| {
        let next = joined.partition_point(|other| other.end <= span.start);
        joined.get(next).is_some_and(|other| other.overlaps(span))
    })
}
