//! Laws that hold for any study.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rayon::prelude::*;

use super::{CodeTree, Counts, Distance, Further, Relation, Tallies, Tally, TallyPlan};
use crate::coding::{Coding, Mention, Stance, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, CoderId, RuleId};
use crate::scope::{Unit, Universe};
use crate::segment::Segments;
use crate::segment::samples::{cut, interview, is_case, set};
use crate::text::Span;

pub(super) const PARENTS: [Option<u32>; 6] = [None, Some(0), Some(1), Some(0), None, Some(4)];

fn tree() -> CodeTree {
    CodeTree::new(PARENTS.map(|parent| parent.map(CodeId)))
}

/// From a code up to its theme.
pub(super) fn line(code: u32) -> Vec<u32> {
    std::iter::successors(Some(code), |&code| PARENTS[code as usize]).collect()
}

/// Turns as (speaker, words), codings as (first word, words, code, mentions on, negated).
pub(super) type Draft = (Vec<(usize, usize)>, Vec<(usize, usize, u32, Option<usize>, bool)>);

pub(super) fn any_study() -> impl Strategy<Value = Vec<Draft>> {
    let turns = prop::collection::vec((0usize..4, 1usize..7), 1..7);
    let codings =
        prop::collection::vec((0usize..25, 1usize..8, 0u32..6, prop::option::of(0usize..7), any::<bool>()), 0..9);
    prop::collection::vec((turns, codings), 1..5)
}

/// A is the case `anna` in every transcript, B is nobody's, C is of group 2.
pub(super) fn written(draft: &[Draft]) -> Vec<(Document, Segments, Vec<Coding>)> {
    let words = ["Ik", "zweeg", "toen", "maar.", "Hoop", "hielp", "later."];
    let study = draft.iter().enumerate().map(|(id, (turns, marks))| {
        let mut at = 0;
        let lines: Vec<String> = turns
            .iter()
            .map(|&(speaker, n)| {
                at += n;
                let said: Vec<&str> = (at..at + n).map(|i| words[i % words.len()]).collect();
                format!("{}: {}", ["I", "A", "B", "C"][speaker], said.join(" "))
            })
            .collect();
        let mut document =
            interview(id as u32, &format!("r{id}"), &lines.iter().map(String::as_str).collect::<Vec<_>>());
        is_case(&mut document, "A", "anna");
        set(&mut document, "A", "group", "1");
        set(&mut document, "C", "group", "2");
        let segments = cut(&document);
        let last = segments.words.len() - 1;
        let codings = marks.iter().map(|&(from, n, code, mention, negated)| {
            let from = from.min(last);
            let span = segments.words[from].span.cover(segments.words[(from + n - 1).min(last)].span);
            let mentions = mention.into_iter().map(|at| Mention {
                code: CodeId(code),
                rule: RuleId(0),
                also: vec![],
                span: segments.words[(from + at).min(from + n - 1).min(last)].span,
                matched: vec![],
                stance: Stance::Affirmed,
                cue: None,
            });
            Coding {
                document: document.id,
                turn: document.turn_at(span.start),
                code: CodeId(code),
                coder: CoderId(0),
                span,
                stance: negated.then_some(Stance::Negated),
                prompted: Some(negated),
                status: Status::Accepted,
                mentions: mentions.collect(),
                rules: None,
                memo: String::new(),
            }
        });
        let codings = codings.collect();
        (document, segments, codings)
    });
    study.collect()
}

pub(super) fn plan(unit: Unit, by: &Option<String>, part: Universe) -> TallyPlan {
    let by = by.as_ref().map(|by| by.parse().unwrap());
    let further = Further {
        by_transcript: true,
        sets: (0..PARENTS.len()).map(CodeId::new).collect(),
        relation: Some(Relation::Within(2, Distance::Words)),
    };
    let admission = Admission { part, condition: None };
    TallyPlan { unit, by, tree: tree(), admission, further, ..TallyPlan::default() }
}

pub(super) fn tallied(plan: &TallyPlan, study: &[(Document, Segments, Vec<Coding>)]) -> Counts {
    let mut tally = Tally::new(plan.clone());
    study.iter().for_each(|(document, segments, codings)| tally.add(document, segments, codings));
    tally.finish().unwrap()
}

pub(super) fn any_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![
        Unit::Answer,
        Unit::Sentence,
        Unit::Turn,
        Unit::Paragraph,
        Unit::Window(3),
        Unit::Transcript,
        Unit::Case,
    ])
}

fn any_by() -> impl Strategy<Value = Option<String>> {
    prop::option::of(
        prop::sample::select(vec!["group", "speaker", "part", "transcript", "case", "coder"]).prop_map(String::from),
    )
}

pub(super) fn any_part() -> impl Strategy<Value = Universe> {
    prop::sample::select(vec![Universe::Participant, Universe::All, Universe::Interviewer])
}

proptest! {
    #[test]
    fn any_split_and_any_order_of_merging_count_the_same(
        draft in any_study(), unit in any_unit(), by in any_by(), part in any_part(), cuts in any::<u8>(), backwards in any::<bool>(),
    ) {
        let study = written(&draft);
        let plan = plan(unit, &by, part);
        let whole = tallied(&plan, &study);
        let mut tallies: Vec<Tally> = vec![Tally::new(plan.clone())];
        for (i, (document, segments, codings)) in study.iter().enumerate() {
            if cuts & (1 << i) != 0 {
                tallies.push(tallies[0].fresh());
            }
            tallies.last_mut().unwrap().add(document, segments, codings);
        }
        if backwards {
            tallies.reverse();
        }
        let mut merged = tallies[0].fresh();
        tallies.into_iter().for_each(|tally| merged.merge(tally));
        prop_assert_eq!(merged.finish().unwrap(), whole);
    }

    #[test]
    fn threads_count_the_same(draft in any_study(), unit in any_unit(), by in any_by(), part in any_part()) {
        let study = written(&draft);
        let plan = plan(unit, &by, part);
        let tallies = Tallies::new(plan.clone());
        study.par_iter().for_each(|(document, segments, codings)| tallies.add(document, segments, codings));
        prop_assert_eq!(tallies.finish().unwrap(), tallied(&plan, &study));
    }

    #[test]
    fn merging_is_associative(draft in any_study(), unit in any_unit()) {
        let study = written(&draft);
        let plan = plan(unit, &None, Universe::All);
        let single = |i: usize| {
            let mut tally = Tally::new(plan.clone());
            if let Some((document, segments, codings)) = study.get(i) {
                tally.add(document, segments, codings);
            }
            tally
        };
        let (mut left, mut right, mut inner) = (single(0), single(0), single(1));
        left.merge(single(1));
        left.merge(single(2));
        inner.merge(single(2));
        right.merge(inner);
        prop_assert_eq!(left.finish().unwrap(), right.finish().unwrap());
    }

    #[test]
    fn counts_are_those_of_plain_sets(draft in any_study(), unit in any_unit(), part in any_part()) {
        let study = written(&draft);
        let plan = plan(unit, &None, part);
        let counts = tallied(&plan, &study);
        let group = &counts.groups[0];
        let plain = Plain::of(&plan, &study);
        prop_assert_eq!(group.units, plain.all_units.len() as u64);
        prop_assert_eq!(group.words, plain.all_words.len() as u64);
        prop_assert_eq!(group.participants, plain.all_persons.len() as u64);
        prop_assert_eq!(counts.outside, plain.outside);
        let nothing = BTreeSet::new();
        for code in 0..PARENTS.len() as u32 {
            let there = group.code(CodeId(code));
            let units = plain.units.get(&code).unwrap_or(&nothing);
            prop_assert_eq!(there.units, units.len() as u64, "units of {}", code);
            prop_assert_eq!(there.words, plain.words.get(&code).map_or(0, BTreeSet::len) as u64, "words of {}", code);
            let persons = plain.persons.get(&code);
            prop_assert_eq!(there.participants, persons.map_or(0, BTreeMap::len) as u64, "participants of {}", code);
            prop_assert_eq!(there.top, persons.and_then(|all| all.values().copied().max()).unwrap_or(0));
            prop_assert_eq!(there.codings, plain.codings.get(&code).copied().unwrap_or(0));
            prop_assert_eq!(there.mentions, plain.mentions.get(&code).copied().unwrap_or(0));
            prop_assert_eq!(group.codings_by_document(CodeId(code)).iter().sum::<u64>(), there.codings);
            for other in 0..PARENTS.len() as u32 {
                let pair = group.pair(CodeId(code), CodeId(other));
                if line(code).contains(&other) || line(other).contains(&code) {
                    prop_assert_eq!(pair, super::PairCounts::default());
                } else {
                    let others = plain.units.get(&other).unwrap_or(&nothing);
                    prop_assert_eq!(pair.units, units.intersection(others).count() as u64);
                    prop_assert_eq!(pair.participants, plain.persons_of_pair(code, other), "participants of {} and {}", code, other);
                    prop_assert_eq!(pair.same_words, plain.same_words(code, other), "same words of {} and {}", code, other);
                    prop_assert_eq!(pair, group.pair(CodeId(other), CodeId(code)));
                }
            }
        }
    }

    #[test]
    fn groups_by_speaker_and_transcript_split_words_and_codings_of_one_turn(draft in any_study(), unit in any_unit()) {
        let study = written(&draft);
        let whole = tallied(&plan(unit, &None, Universe::All), &study);
        for by in ["speaker", "transcript", "part"] {
            let apart = tallied(&plan(unit, &Some(by.into()), Universe::All), &study);
            prop_assert_eq!(apart.groups.iter().map(|group| group.words).sum::<u64>(), whole.groups[0].words);
            prop_assert_eq!(apart.groups.iter().map(|group| group.any().words).sum::<u64>(), whole.groups[0].any().words);
        }
    }
}

/// The same counts, made with sets and without a thought for time.
#[derive(Default)]
pub(super) struct Plain {
    pub all_units: BTreeSet<String>,
    all_words: BTreeSet<(u32, u32)>,
    all_persons: BTreeSet<String>,
    pub units: BTreeMap<u32, BTreeSet<String>>,
    words: BTreeMap<u32, BTreeSet<(u32, u32)>>,
    persons: BTreeMap<u32, BTreeMap<String, u64>>,
    codings: BTreeMap<u32, u64>,
    mentions: BTreeMap<u32, u64>,
    pub said: BTreeMap<u32, BTreeSet<(String, String)>>,
    /// By unit and document, on which stretches each code rests.
    evidence: BTreeMap<(String, u32), BTreeMap<u32, BTreeSet<Span>>>,
    outside: u64,
}

impl Plain {
    pub(super) fn of(plan: &TallyPlan, study: &[(Document, Segments, Vec<Coding>)]) -> Self {
        let mut plain = Plain::default();
        for (document, segments, codings) in study {
            let units = segments.units(document, plan.unit, |turn| plan.admission.admits(document, turn));
            let mut places = BTreeMap::new();
            for run in &units.runs {
                for word in run.words.clone() {
                    let unit = units.lasting.get(run.unit as usize).cloned();
                    let unit = unit.unwrap_or_else(|| format!("{} {}", document.name, run.unit));
                    let person = document.participant(segments.turn_of(word));
                    plain.all_units.insert(unit.clone());
                    plain.all_words.insert((document.id.0, word));
                    plain.all_persons.extend(person.clone());
                    places.insert(word, (unit, person));
                }
            }
            for coding in codings {
                let covered: Vec<u32> =
                    segments.words_in(coding.span).filter(|word| places.contains_key(word)).collect();
                plain.outside += u64::from(covered.is_empty());
                let admitted = |mention: &&Mention| {
                    document.turn_at(mention.span.start).is_some_and(|turn| plan.admission.admits(document, turn))
                };
                let mentions = if covered.is_empty() { 0 } else { coding.mentions.iter().filter(admitted).count() };
                let units: BTreeSet<String> = covered.iter().map(|word| places[word].0.clone()).collect();
                for unit in units {
                    let touches = |span: Span| {
                        let holds = |(&word, (other, _)): (&u32, &(String, _))| {
                            *other == unit && segments.words[word as usize].span.overlaps(span)
                        };
                        places.iter().any(holds)
                    };
                    let mut spans: Vec<Span> = coding.mentions.iter().map(|m| m.span).filter(|&m| touches(m)).collect();
                    if spans.is_empty() {
                        spans.push(coding.span);
                    }
                    let here = plain.evidence.entry((unit, document.id.0)).or_default();
                    line(coding.code.0).into_iter().for_each(|code| here.entry(code).or_default().extend(&spans));
                }
                for code in line(coding.code.0) {
                    let mut persons = BTreeSet::new();
                    for word in &covered {
                        let (unit, person) = &places[word];
                        plain.units.entry(code).or_default().insert(unit.clone());
                        plain.words.entry(code).or_default().insert((document.id.0, *word));
                        persons.extend(person.clone());
                        if let Some(person) = person {
                            plain.said.entry(code).or_default().insert((person.clone(), unit.clone()));
                        }
                    }
                    for person in persons {
                        *plain.persons.entry(code).or_default().entry(person).or_default() += 1;
                    }
                    *plain.codings.entry(code).or_default() += u64::from(!covered.is_empty());
                    *plain.mentions.entry(code).or_default() += mentions as u64;
                }
            }
        }
        plain
    }

    /// The units with both codes in which all evidence of either overlaps evidence of the other, in every document.
    fn same_words(&self, a: u32, b: u32) -> u64 {
        let (Some(of_a), Some(of_b)) = (self.units.get(&a), self.units.get(&b)) else { return 0 };
        let same = |unit: &&String| {
            self.evidence.iter().filter(|((other, _), _)| other == *unit).all(|(_, codes)| {
                let spans = |code: u32| codes.get(&code).into_iter().flatten();
                let each = |a: u32, b: u32| spans(a).all(|span| spans(b).any(|other| other.overlaps(*span)));
                each(a, b) && each(b, a)
            })
        };
        of_a.intersection(of_b).filter(same).count() as u64
    }

    fn persons_of_pair(&self, a: u32, b: u32) -> u64 {
        let (Some(a), Some(b)) = (self.said.get(&a), self.said.get(&b)) else { return 0 };
        a.intersection(b).map(|(person, _)| person).collect::<BTreeSet<_>>().len() as u64
    }
}
