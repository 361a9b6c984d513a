//! Pairs of codings by how their spans lie to each other, counted in one sweep from left to right.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{CodeId, CoderId};
use crate::tally::cut::Place;
use crate::text::Span;

use super::Here;
use super::relation::{Distance, Relation};

/// Pairs of codings of two codes A and B, A before B in the codebook, by how they lie to each other; each in one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RelatedCounts {
    /// On exactly the same passage.
    pub equal: u64,
    /// The coding of A lies in that of B, and is shorter.
    pub a_in_b: u64,
    /// The coding of B lies in that of A, and is shorter.
    pub b_in_a: u64,
    /// They overlap, and neither lies in the other.
    pub crossing: u64,
    /// They do not overlap, and are as near as the relation asks.
    pub apart: u64,
    /// Participants of whose own words both codings of a pair cover at least one.
    pub participants: u64,
}

impl RelatedCounts {
    /// All pairs.
    #[must_use]
    pub fn pairs(&self) -> u64 {
        self.equal + self.a_in_b + self.b_in_a + self.crossing + self.apart
    }

    pub(super) fn merge(&mut self, other: &RelatedCounts) {
        self.equal += other.equal;
        self.a_in_b += other.a_in_b;
        self.b_in_a += other.b_in_a;
        self.crossing += other.crossing;
        self.apart += other.apart;
        self.participants += other.participants;
    }
}

/// What every two codes have so far.
#[derive(Clone, Debug, Default)]
pub(in crate::tally) struct Related {
    pairs: BTreeMap<(u32, u32), RelatedCounts>,
    /// The pairs of participants who may return.
    returning: BTreeMap<String, BTreeSet<(u32, u32)>>,
}

/// All codings of one coder on one passage.
struct Passages {
    coder: CoderId,
    span: Span,
    /// Where it begins and ends, as the relation measures distance.
    from: u64,
    to: u64,
    /// Its codes, and how many codings of each.
    codes: Vec<(u32, u64)>,
    persons: Vec<u32>,
}

/// How an earlier passage lies to a later one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lie {
    Equal,
    EarlierInLater,
    LaterInEarlier,
    Crossing,
    Apart,
}

/// One document's pairs.
#[derive(Default)]
struct Found(BTreeMap<(u32, u32), (RelatedCounts, Vec<u32>)>);

impl Related {
    pub(super) fn add(&mut self, here: &Here<'_>, relation: Relation) {
        let passages = passages(here, relation);
        let mut found = Found::default();
        for of_coder in passages.chunk_by(|a, b| a.coder == b.coder) {
            sweep(here, relation, of_coder, &mut found);
        }
        for (pair, (counts, persons)) in found.0 {
            let sum = self.pairs.entry(pair).or_default();
            sum.merge(&counts);
            for person in persons.into_iter().filter_map(|person| here.cut.persons.get(person as usize)) {
                if person.returns {
                    self.returning.entry(person.name.clone()).or_default().insert(pair);
                } else {
                    sum.participants += 1;
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Related) {
        for (pair, counts) in other.pairs {
            self.pairs.entry(pair).or_default().merge(&counts);
        }
        for (person, pairs) in other.returning {
            self.returning.entry(person).or_default().extend(pairs);
        }
    }

    pub(in crate::tally) fn closed(self) -> BTreeMap<(u32, u32), RelatedCounts> {
        let Self { mut pairs, returning } = self;
        for pair in returning.into_values().flatten() {
            pairs.entry(pair).or_default().participants += 1;
        }
        pairs
    }
}

/// The passages of each coder, in order of place, each once with all its codes.
fn passages(here: &Here<'_>, relation: Relation) -> Vec<Passages> {
    let mut persons: Vec<Vec<u32>> = vec![Vec::new(); here.passages.len()];
    for place in here.places.iter().filter(|place| place.person != Place::NOBODY) {
        let of_passage = &mut persons[place.passage as usize];
        if !of_passage.contains(&place.person) {
            of_passage.push(place.person);
        }
    }
    let mut order: Vec<(CoderId, Span, u32, usize)> = here
        .passages
        .iter()
        .enumerate()
        .map(|(i, passage)| {
            let coding = &here.codings[passage.coding];
            (coding.coder, coding.span, coding.code.0, i)
        })
        .collect();
    order.sort_unstable();
    let mut all: Vec<Passages> = Vec::with_capacity(order.len());
    for (coder, span, code, i) in order {
        match all.last_mut().filter(|last| last.coder == coder && last.span == span) {
            Some(last) => match last.codes.last_mut().filter(|last| last.0 == code) {
                Some((_, codings)) => *codings += 1,
                None => last.codes.push((code, 1)),
            },
            None => {
                let persons = std::mem::take(&mut persons[i]);
                all.push(Passages { coder, span, from: 0, to: 0, codes: vec![(code, 1)], persons });
            }
        }
    }
    if let Relation::Within(_, distance) = relation {
        measure(here, distance, &mut all);
    }
    all
}

/// Says where each passage begins and ends, in words, characters or paragraphs.
fn measure(here: &Here<'_>, distance: Distance, all: &mut [Passages]) {
    let segments = here.cut.segments;
    let first_word = |span: Span| segments.words.partition_point(|word| word.span.end <= span.start);
    let behind_last = |span: Span| segments.words.partition_point(|word| word.span.start < span.end);
    match distance {
        Distance::Words => all.iter_mut().for_each(|passage| {
            (passage.from, passage.to) = (first_word(passage.span) as u64, behind_last(passage.span) as u64);
        }),
        Distance::Paragraphs => all.iter_mut().for_each(|passage| {
            let paragraph = |word: usize| segments.paragraph_of(word as u32) as u64;
            let (first, last) = (first_word(passage.span), behind_last(passage.span).saturating_sub(1));
            (passage.from, passage.to) = (paragraph(first), paragraph(last.max(first)));
        }),
        Distance::Characters => {
            let text = &here.cut.document.text;
            let mut places: Vec<u32> = all.iter().flat_map(|passage| [passage.span.start, passage.span.end]).collect();
            places.sort_unstable();
            places.dedup();
            let (mut at, mut characters) = (0, 0);
            let mut counted: Vec<u64> = Vec::with_capacity(places.len());
            for &place in &places {
                let bytes = &text.as_bytes()[at.min(text.len())..(place as usize).min(text.len())];
                // Of each character one byte is no continuation of another.
                characters += bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
                counted.push(characters);
                at = place as usize;
            }
            let of = |place: u32| places.binary_search(&place).map_or(0, |at| counted[at]);
            for passage in all {
                (passage.from, passage.to) = (of(passage.span.start), of(passage.span.end));
            }
        }
    }
}

/// Each passage with those before it that may still be near; they come in order of their beginning.
fn sweep(here: &Here<'_>, relation: Relation, passages: &[Passages], found: &mut Found) {
    let mut open: Vec<&Passages> = Vec::new();
    for passage in passages {
        found.add(here, passage, passage, Lie::Equal);
        if relation == Relation::Equal {
            continue;
        }
        // What is too far from this passage is too far from all that begin later.
        open.retain(|earlier| match relation {
            Relation::Within(most, _) => {
                earlier.span.overlaps(passage.span) || passage.from.saturating_sub(earlier.to) <= u64::from(most)
            }
            _ => earlier.span.end > passage.span.start,
        });
        for earlier in &open {
            let lie = lie(earlier.span, passage.span);
            if relation != Relation::Contains || matches!(lie, Lie::EarlierInLater | Lie::LaterInEarlier) {
                found.add(here, earlier, passage, lie);
            }
        }
        open.push(passage);
    }
}

fn lie(earlier: Span, later: Span) -> Lie {
    if earlier.contains(later) {
        Lie::LaterInEarlier
    } else if later.contains(earlier) {
        Lie::EarlierInLater
    } else if earlier.overlaps(later) {
        Lie::Crossing
    } else {
        Lie::Apart
    }
}

impl Found {
    /// Counts the codings of two passages, or of one among themselves.
    fn add(&mut self, here: &Here<'_>, earlier: &Passages, later: &Passages, lie: Lie) {
        let is_one = lie == Lie::Equal;
        for (i, &(code, codings)) in earlier.codes.iter().enumerate() {
            for &(other, others) in &later.codes[if is_one { i + 1 } else { 0 }..] {
                self.add_codes(here, (code, other), codings * others, earlier, later, lie);
            }
        }
    }

    /// Counts them for the two codes, and for those above them.
    fn add_codes(
        &mut self,
        here: &Here<'_>,
        (code, other): (u32, u32),
        pairs: u64,
        earlier: &Passages,
        later: &Passages,
        lie: Lie,
    ) {
        let line = |code: u32| here.tree.line(code).split_last().map_or(&[][..], |(_, line)| line);
        for &x in line(code) {
            for &y in line(other) {
                if here.tree.related(CodeId(x), CodeId(y)) {
                    continue;
                }
                let (counts, persons) = self.0.entry((x.min(y), x.max(y))).or_default();
                *match lie {
                    Lie::Equal => &mut counts.equal,
                    Lie::Crossing => &mut counts.crossing,
                    Lie::Apart => &mut counts.apart,
                    // A is the earlier coding's code when it stands before the other's in the codebook.
                    Lie::EarlierInLater if x < y => &mut counts.a_in_b,
                    Lie::LaterInEarlier if y < x => &mut counts.a_in_b,
                    Lie::EarlierInLater | Lie::LaterInEarlier => &mut counts.b_in_a,
                } += pairs;
                for person in earlier.persons.iter().filter(|person| later.persons.contains(person)) {
                    if !persons.contains(person) {
                        persons.push(*person);
                    }
                }
            }
        }
    }
}
