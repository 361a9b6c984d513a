//! One document's codings, counted into one group.
//!
//! Everything is counted for this document alone first, in vectors that the next document uses again, and then added
//! to what the group has: a group has entries for what occurs in it, so that a thousand groups of a thousand codes
//! cost no more than their codings.

use std::ops::Range;

use crate::coding::Coding;
use crate::ids::CodeId;
use crate::text::Span;

use super::counts::CodeCounts;
use super::cut::{Covered, Cut, Passage, Place};
use super::gathered::{Coded, LastingUnit};
use super::tree::CodeTree;

/// What counting needs, kept for the next document.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub covered: Vec<Covered>,
    pub counted: Vec<bool>,
    pub passages: Vec<Passage>,
    pub places: Vec<Place>,
    codes: Codes,
    evidence: Evidence,
    /// The codes of one participant in one unit.
    said: Vec<u32>,
    /// The passages of one participant.
    of_person: Vec<u32>,
    /// The codes of one participant.
    of_person_codes: Vec<u32>,
    /// The participants of all documents so far.
    visits: u64,
}

/// What each code has in this document; the root has what any code has.
#[derive(Clone, Debug, Default)]
struct Codes {
    all: Vec<Here>,
    /// Those that have anything.
    touched: Vec<u32>,
}

#[derive(Clone, Debug, Default)]
struct Here {
    counts: CodeCounts,
    /// Up to which word its words are counted.
    reached: u32,
    /// Codings of the participant at hand.
    of_person: u64,
}

/// Adds the codings in `work.passages` and `work.places` to `coded`.
pub(super) fn count(cut: &Cut<'_>, tree: &CodeTree, codings: &[Coding], work: &mut Work, coded: &mut Coded) {
    work.codes.all.resize(tree.len() + 1, Here::default());
    sum(cut, tree, codings, work, coded);
    // Where one participant says everything, as in an interview, each unit is one of theirs.
    let alone = person_alone(cut, &work.places);
    work.visits += 1;
    let visit = work.visits;
    for of_unit in work.places.chunk_by(|a, b| a.unit == b.unit) {
        let unit = of_unit[0].unit;
        let lasting = cut.units.lasting.get(unit as usize).map(|name| coded.lasting.entry(name.clone()).or_default());
        let passages = of_unit.iter().map(|place| place.passage);
        work.evidence.read(cut, tree, codings, &work.passages, unit, passages);
        match lasting {
            None => {
                work.evidence.codes().chain([tree.root()]).for_each(|code| work.codes.at(code).counts.units += 1);
                work.evidence.pairs(tree, |a, b, same| {
                    let pair = coded.pairs.of(a, b);
                    pair.counts.units += 1;
                    pair.counts.same_words += u64::from(same);
                    if alone {
                        pair.visit(visit);
                    }
                });
            }
            Some(lasting) => {
                for code in work.evidence.codes().chain([tree.root()]) {
                    *lasting.codes.entry(code).or_default() += 1;
                }
                work.evidence.pairs(tree, |a, b, same| {
                    if same {
                        *lasting.same.entry((a, b)).or_default() += 1;
                    }
                });
            }
        }
    }
    persons(cut, tree, codings, alone, work, coded);
    work.codes.empty_into(cut, coded);
}

/// Adds up codings, mentions and words, of every code and of those above it.
fn sum(cut: &Cut<'_>, tree: &CodeTree, codings: &[Coding], work: &mut Work, coded: &mut Coded) {
    for passage in &work.passages {
        let coding = &codings[passage.coding];
        coded.totals.add(coding);
        for &code in tree.line(coding.code.0) {
            let here = work.codes.at(code);
            here.counts.add(coding, passage.mentions);
            // Passages come in order of their first word.
            let from = passage.words.start.max(here.reached);
            if from < passage.words.end {
                here.counts.words += cut.words_in(from..passage.words.end, passage.run);
                here.reached = passage.words.end;
            }
        }
    }
}

/// Whether one participant, who does not return, says everything that is coded, in units that end here.
fn person_alone(cut: &Cut<'_>, places: &[Place]) -> bool {
    let person = places.first().and_then(|place| cut.persons.get(place.person as usize));
    person.is_some_and(|person| !person.returns)
        && cut.units.lasting.is_empty()
        && places.iter().all(|place| place.person == places[0].person)
}

/// Adds the participants of codes, and of pairs: those whose own words carry both codes in one unit. Pairs of one
/// participant `alone` are counted already.
fn persons(cut: &Cut<'_>, tree: &CodeTree, codings: &[Coding], alone: bool, work: &mut Work, coded: &mut Coded) {
    let Work { passages, places, codes, said, of_person, of_person_codes, visits, .. } = work;
    let line = |passage: u32| tree.line(codings[passages[passage as usize].coding].code.0);
    let by_person = |place: &Place| (place.person, place.unit, place.passage);
    if !places.is_sorted_by_key(by_person) {
        places.sort_unstable_by_key(by_person);
    }
    for places in places.chunk_by(|a, b| a.person == b.person) {
        let Some(person) = cut.persons.get(places[0].person as usize) else { continue };
        *visits += 1;
        let mut returning = person.returns.then(|| coded.returning.entry(person.name.clone()).or_default());
        of_person.clear();
        of_person.extend(places.iter().map(|place| place.passage));
        of_person.sort_unstable();
        of_person.dedup();
        for code in of_person.iter().flat_map(|&passage| line(passage)) {
            let here = &mut codes.all[*code as usize];
            if here.of_person == 0 {
                of_person_codes.push(*code);
            }
            here.of_person += 1;
        }
        for code in of_person_codes.drain(..) {
            let here = &mut codes.all[code as usize];
            let codings = std::mem::take(&mut here.of_person);
            match &mut returning {
                Some(returning) => returning.codings.push((code, codings)),
                None => {
                    here.counts.participants += 1;
                    here.counts.top = here.counts.top.max(codings);
                }
            }
        }
        if alone {
            continue;
        }
        for of_unit in places.chunk_by(|a, b| a.unit == b.unit) {
            let lasting = cut.units.lasting.get(of_unit[0].unit as usize);
            // One passage has a code and those above it: no pair.
            if of_unit.len() == 1 && lasting.is_none() {
                continue;
            }
            said.clear();
            said.extend(of_unit.iter().flat_map(|place| line(place.passage)).filter(|&&code| code != tree.root()));
            said.sort_unstable();
            said.dedup();
            if let Some(name) = lasting {
                let unit: &mut LastingUnit = coded.lasting.entry(name.clone()).or_default();
                unit.persons.entry(person.name.clone()).or_default().extend(&*said);
                continue;
            }
            for (a, b) in pairs_of(tree, said) {
                match &mut returning {
                    Some(returning) => returning.pairs.push((a, b)),
                    None => coded.pairs.of(a, b).visit(*visits),
                }
            }
        }
        if let Some(returning) = returning {
            returning.settle_now_and_then();
        }
    }
}

/// Every two of the codes that are no ancestors of one another, the earlier one first.
pub(super) fn pairs_of<'c>(tree: &'c CodeTree, codes: &'c [u32]) -> impl Iterator<Item = (u32, u32)> + 'c {
    codes.iter().enumerate().flat_map(move |(i, &a)| {
        let later = codes[i + 1..].iter().copied();
        later.filter(move |&b| !tree.related(CodeId(a), CodeId(b))).map(move |b| (a, b))
    })
}

impl Codes {
    /// What a code has, of which there is now something.
    fn at(&mut self, code: u32) -> &mut Here {
        let here = &mut self.all[code as usize];
        if here.counts == CodeCounts::default() {
            self.touched.push(code);
        }
        here
    }

    fn empty_into(&mut self, cut: &Cut<'_>, coded: &mut Coded) {
        for code in self.touched.drain(..) {
            let Here { counts, .. } = std::mem::take(&mut self.all[code as usize]);
            let sum = coded.codes.entry(code).or_default();
            sum.counts.merge(&counts);
            sum.documents.push((cut.document.id.0, u32::try_from(counts.codings).unwrap_or(u32::MAX)));
        }
    }
}

/// On which words each code rests in one unit.
///
/// The evidence of a coding in a unit is its mentions that touch the unit; without any, as in people's
/// codings, the passage itself.
#[derive(Clone, Debug, Default)]
struct Evidence {
    /// Each once, sorted; the root's is left out.
    spans: Vec<(u32, Span)>,
    /// The same with what overlaps joined.
    joined: Vec<Span>,
    codes: Vec<OfCode>,
}

/// Where one code's evidence lies.
#[derive(Clone, Debug)]
struct OfCode {
    code: u32,
    spans: Range<usize>,
    joined: Range<usize>,
}

impl Evidence {
    fn read(
        &mut self,
        cut: &Cut<'_>,
        tree: &CodeTree,
        codings: &[Coding],
        passages: &[Passage],
        unit: u32,
        here: impl ExactSizeIterator<Item = u32>,
    ) {
        let Self { spans, joined, codes } = self;
        spans.clear();
        joined.clear();
        codes.clear();
        // One passage alone makes no pair, and where its evidence lies does not matter.
        let alone = here.len() == 1;
        for passage in here {
            let passage = &passages[passage as usize];
            let coding = &codings[passage.coding];
            let line = tree.line(coding.code.0);
            let line = &line[..line.len().saturating_sub(1)];
            let mut add = |span: Span| spans.extend(line.iter().map(|&code| (code, span)));
            let mut shown = false;
            for mention in coding.mentions.iter().filter(|_| !alone) {
                if cut.touches(mention.span, unit, passage) {
                    shown = true;
                    add(mention.span);
                }
            }
            if !shown {
                add(coding.span);
            }
        }
        spans.sort_unstable();
        spans.dedup();
        let mut from = 0;
        for of_code in spans.chunk_by(|a, b| a.0 == b.0) {
            let first = joined.len();
            for &(_, span) in of_code {
                match joined[first..].last_mut() {
                    Some(last) if last.overlaps(span) => *last = last.cover(span),
                    _ => joined.push(span),
                }
            }
            let to = from + of_code.len();
            codes.push(OfCode { code: of_code[0].0, spans: from..to, joined: first..joined.len() });
            from = to;
        }
    }

    /// The codes that are there, in order.
    fn codes(&self) -> impl Iterator<Item = u32> {
        self.codes.iter().map(|of_code| of_code.code)
    }

    /// Every two codes that are no ancestors of one another, the earlier one first, and whether all evidence of either
    /// overlaps evidence of the other.
    fn pairs(&self, tree: &CodeTree, mut take: impl FnMut(u32, u32, bool)) {
        for (i, a) in self.codes.iter().enumerate() {
            for b in &self.codes[i + 1..] {
                if !tree.related(CodeId(a.code), CodeId(b.code)) {
                    take(a.code, b.code, self.each_overlaps(a, b) && self.each_overlaps(b, a));
                }
            }
        }
    }

    /// Whether each of `these` overlaps at least one of `those`.
    fn each_overlaps(&self, these: &OfCode, those: &OfCode) -> bool {
        let those = &self.joined[those.joined.clone()];
        self.spans[these.spans.clone()].iter().all(|&(_, span)| {
            let next = those.partition_point(|other| other.end <= span.start);
            those.get(next).is_some_and(|other| other.overlaps(span))
        })
    }
}
