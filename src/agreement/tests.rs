//! Patterns, squares and differences against plain loops, unit by unit.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{AgreementPlan, Axis, Comparison, Interview, Rater, RatingUnit};
use crate::coding::samples::by_hand;
use crate::coding::{Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, CoderId, TurnId};
use crate::scope::{Unit, Universe};
use crate::segment::Segments;
use crate::segment::samples::{cut, interview, is_case};
use crate::tally::{CodeTree, is_counted};
use crate::text::Span;

const LINES: [&str; 6] = [
    "I: Hoe begon het, één jaar geleden?",
    "R: Ik schaamde me — écht waar. Niemand wist ervan. 🙂",
    "I: Hm.",
    "R: En toen (lacht) vertelde ik het. Mijn broer zweeg.",
    "I: Wat deed je daarna?",
    "S: Wij gingen verder. Zo gaat dat, hè.",
];

/// A theme with two codes below it, and a theme alone.
fn tree() -> CodeTree {
    CodeTree::new([None, Some(CodeId(0)), Some(CodeId(0)), None])
}

fn plan(unit: RatingUnit, coders: u32) -> AgreementPlan {
    let rater = |id| Rater { id: CoderId(id), name: format!("coder {id}"), everywhere: false };
    AgreementPlan { unit, tree: tree(), coders: (0..coders).map(rater).collect(), ..AgreementPlan::default() }
}

fn coding(document: &Document, coder: u32, code: u32, span: Span) -> Coding {
    let whole = by_hand(document, code, "Ik");
    Coding { coder: CoderId(coder), span, turn: document.turn_at(span.start), ..whole }
}

/// Every unit as the spans of its smallest parts, found without an axis: characters, words, or the words of a unit.
fn units(document: &Document, segments: &Segments, unit: RatingUnit, admission: &Admission) -> Vec<Vec<Span>> {
    let admits = |turn| admission.admits(document, turn);
    match unit {
        RatingUnit::Character => {
            let turns = document.turns.iter().enumerate().filter(|(i, _)| admits(TurnId::new(*i)));
            let spoken = turns.filter(|(i, _)| !segments.turns[*i].is_empty());
            let points = spoken.flat_map(|(_, turn)| {
                let text = turn.span.of(&document.text);
                text.char_indices().map(move |(at, c)| {
                    let start = turn.span.start as usize + at;
                    vec![Span::new(start, start + c.len_utf8())]
                })
            });
            points.collect()
        }
        RatingUnit::Word => {
            let words = segments.words.iter().enumerate();
            let spoken = words.filter(|(i, _)| admits(segments.turn_of(*i as u32)));
            spoken.map(|(_, word)| vec![word.span]).collect()
        }
        RatingUnit::Of(unit) => {
            let units = segments.units(document, unit, admits);
            (0..units.count)
                .map(|unit| {
                    let runs = units.runs.iter().filter(|run| run.unit == unit);
                    runs.flat_map(|run| run.words.clone()).map(|word| segments.words[word as usize].span).collect()
                })
                .collect()
        }
    }
}

/// Which codes, themes included, each coder gave to each unit, by looking at every part of it.
fn plain(
    document: &Document,
    segments: &Segments,
    plan: &AgreementPlan,
    codings: &[Coding],
) -> Vec<BTreeSet<(u32, u32)>> {
    let codings: Vec<&Coding> = codings
        .iter()
        .filter(|coding| is_counted(&plan.admission, document, segments, coding))
        .filter(|coding| plan.coders.iter().any(|rater| rater.id == coding.coder))
        .collect();
    let units = units(document, segments, plan.unit, &plan.admission);
    let of_unit = |parts: Vec<Span>| -> BTreeSet<(u32, u32)> {
        let covers = codings.iter().filter(|coding| parts.iter().any(|part| coding.span.contains(*part)));
        covers.flat_map(|c| plan.counts_for(c.code).iter().map(|&code| (c.coder.0, code))).collect()
    };
    units.into_iter().map(of_unit).collect()
}

fn kinds() -> impl Strategy<Value = RatingUnit> {
    prop_oneof![
        Just(RatingUnit::Character),
        Just(RatingUnit::Word),
        Just(RatingUnit::Of(Unit::Sentence)),
        Just(RatingUnit::Of(Unit::Answer)),
        Just(RatingUnit::Of(Unit::Turn)),
        Just(RatingUnit::Of(Unit::Window(3))),
        Just(RatingUnit::Of(Unit::Transcript)),
    ]
}

/// Codings of a coder, a code and two places among the text's characters.
fn marks() -> impl Strategy<Value = Vec<(u32, u32, usize, usize)>> {
    prop::collection::vec((0u32..3, 0u32..4, 0usize..250, 0usize..60), 0..14)
}

fn codings(document: &Document, marks: &[(u32, u32, usize, usize)]) -> Vec<Coding> {
    let edges: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
    let last = edges.len() - 1;
    let of_mark = |&(coder, code, start, length): &(u32, u32, usize, usize)| {
        let span = Span::new(edges[start.min(last)], edges[(start + length).min(last)]);
        coding(document, coder, code, span)
    };
    marks.iter().map(of_mark).collect()
}

proptest! {
    #[test]
    fn every_pattern_is_what_plain_loops_count(unit in kinds(), marks in marks(), everybody in any::<bool>()) {
        let document = interview(0, "r1", &LINES);
        let segments = cut(&document);
        let codings = codings(&document, &marks);
        let mut plan = plan(unit, 3);
        plan.admission.part = if everybody { Universe::All } else { Universe::Participant };
        let found = plan.compare(&document, &segments, &codings, |_| true);
        let by_unit = plain(&document, &segments, &plan, &codings);
        prop_assert_eq!(found.units, by_unit.len() as u64);
        let mut expected: BTreeMap<CodeId, BTreeMap<Vec<u32>, u64>> = BTreeMap::new();
        for code in 0..4 {
            for present in &by_unit {
                let coders: Vec<u32> = (0..3).filter(|&coder| present.contains(&(coder, code))).collect();
                if !coders.is_empty() {
                    *expected.entry(CodeId(code)).or_default().entry(coders).or_default() += 1;
                }
            }
        }
        prop_assert_eq!(&found.codes, &expected);
        let raters: Vec<u32> = (0..3).filter(|&coder| codings.iter().any(|c| c.coder.0 == coder)).collect();
        prop_assert_eq!(&found.raters, &raters);
        // Votes and squares are sums of the same.
        for code in (0..4).map(CodeId) {
            let votes = found.votes(found.codes.get(&code));
            prop_assert_eq!(votes.iter().map(|(_, units)| units).sum::<u64>(), found.units);
            if raters.len() > 1 {
                let square = found.square(found.codes.get(&code), raters[0], raters[1]);
                let count = |a: bool, b: bool| by_unit.iter().filter(|present| {
                    present.contains(&(raters[0], code.0)) == a && present.contains(&(raters[1], code.0)) == b
                }).count() as u64;
                prop_assert_eq!(square.both, count(true, true));
                prop_assert_eq!(square.first, count(true, false));
                prop_assert_eq!(square.second, count(false, true));
                prop_assert_eq!(square.neither, count(false, false));
            }
        }
    }

    #[test]
    fn sets_hold_each_code_by_itself(unit in kinds(), marks in marks()) {
        let document = interview(0, "r1", &LINES);
        let segments = cut(&document);
        let codings = codings(&document, &marks);
        let plan = AgreementPlan { tree: CodeTree::new([None, None, None, None]), ..plan(unit, 3) };
        let found = plan.compare(&document, &segments, &codings, |_| true);
        let mut expected: BTreeMap<Vec<Vec<u32>>, u64> = BTreeMap::new();
        for present in plain(&document, &segments, &plan, &codings).iter().filter(|present| !present.is_empty()) {
            let set = |&rater: &u32| present.iter().filter(|(coder, _)| *coder == rater).map(|(_, code)| *code).collect();
            *expected.entry(found.raters.iter().map(set).collect()).or_default() += 1;
        }
        prop_assert_eq!(&found.sets, &expected);
        prop_assert_eq!(&found.own, &found.codes, "without codes below one another the two are the same");
    }

    #[test]
    fn differences_are_the_units_of_a_square_that_only_one_coded(unit in kinds(), marks in marks()) {
        let document = interview(0, "r1", &LINES);
        let segments = cut(&document);
        let codings = codings(&document, &marks);
        let plan = AgreementPlan { tree: CodeTree::new([None, None, None, None]), ..plan(unit, 2) };
        let found = plan.compare(&document, &segments, &codings, |_| true);
        let differences = plan.differences(&document, &segments, &codings, 0, |_| true);
        for code in (0..4).map(CodeId) {
            let square = found.square(found.codes.get(&code), 1, 0);
            let units = |is_positive| -> u64 {
                let these = differences.iter().filter(|d| d.code == code && d.is_positive == is_positive);
                these.map(|d| d.units.end - d.units.start).sum()
            };
            prop_assert_eq!((units(true), units(false)), (square.first, square.second));
        }
        for difference in &differences {
            prop_assert!(!difference.codings.is_empty(), "somebody made it");
            let axis = Axis::of(&document, &segments, unit, &plan.admission);
            prop_assert!(!axis.spans(&document, difference.units.clone()).is_empty());
        }
    }
}

#[test]
fn a_code_counts_what_is_below_it_and_by_itself_only_its_own() {
    let document = interview(0, "r1", &LINES);
    let segments = cut(&document);
    let theme = by_hand(&document, 0, "Niemand wist ervan.");
    let below = Coding { coder: CoderId(0), ..by_hand(&document, 1, "Niemand wist ervan.") };
    let plan = plan(RatingUnit::Of(Unit::Sentence), 2);
    let found = plan.compare(&document, &segments, &[theme, below], |_| true);
    assert_eq!(found.codes[&CodeId(0)], BTreeMap::from([(vec![0, 1], 1)]), "both gave the theme or a code of it");
    assert_eq!(found.own[&CodeId(0)], BTreeMap::from([(vec![1], 1)]));
    assert_eq!(found.codes[&CodeId(1)], BTreeMap::from([(vec![0], 1)]));
    let rolled = AgreementPlan { level: Some(1), ..plan };
    assert_eq!(rolled.counts_for(CodeId(1)), [0]);
    assert_eq!(rolled.counts_for(CodeId(3)), [3]);
}

#[test]
fn who_has_no_coding_in_a_transcript_has_not_rated_it_unless_they_are_said_to() {
    let document = interview(0, "r1", &LINES);
    let segments = cut(&document);
    let refused = Coding { status: Status::Rejected, coder: CoderId(0), ..by_hand(&document, 3, "Ik schaamde me") };
    let mut plan = plan(RatingUnit::default(), 3);
    let found = plan.compare(&document, &segments, std::slice::from_ref(&refused), |_| true);
    assert_eq!((found.raters, found.codes.len()), (vec![0], 0), "a rejected coding counts nowhere, and was looked at");
    plan.coders[2].everywhere = true;
    assert_eq!(plan.compare(&document, &segments, &[refused], |_| true).raters, [0, 2]);
}

#[test]
fn a_case_is_rated_by_whoever_rated_all_of_its_transcripts() {
    let plan = plan(RatingUnit::Of(Unit::Case), 2);
    let of = |id: u32, name: &str, coders: &[u32], code: u32| -> Interview {
        let mut document = interview(id, name, &LINES[..2]);
        is_case(&mut document, "R", "P1");
        let segments = cut(&document);
        let codings: Vec<Coding> =
            coders.iter().map(|&coder| coding(&document, coder, code, document.turns[1].span)).collect();
        plan.compare(&document, &segments, &codings, |_| true)
    };
    let both = Comparison::new(&plan, vec![of(0, "r1", &[0, 1], 1), of(1, "r2", &[0, 1], 3)]);
    assert_eq!((both.interviews.len(), both.transcripts), (1, 2));
    assert_eq!((both.interviews[0].units, &both.interviews[0].raters), (1, &vec![0, 1]));
    assert_eq!(both.interviews[0].codes[&CodeId(0)], BTreeMap::from([(vec![0, 1], 1)]));
    let half = Comparison::new(&plan, vec![of(0, "r1", &[0, 1], 1), of(1, "r2", &[0], 3)]);
    assert_eq!((&half.interviews[0].raters, half.rated.as_slice()), (&vec![0], &[2, 1][..]));
    assert_eq!(half.shared().count(), 0);
}

#[test]
fn passages_go_on_over_the_words_of_others_and_overlapping_ones_are_one() {
    let document = interview(0, "r1", &LINES);
    let segments = cut(&document);
    let plan = AgreementPlan { passages: true, ..plan(RatingUnit::default(), 1) };
    let from = document.text.find("Niemand").unwrap();
    let to = document.text.find("vertelde").unwrap();
    let codings = [
        coding(&document, 0, 3, Span::new(from, to)),
        coding(&document, 0, 3, Span::new(to - 4, to + 8)),
        coding(&document, 0, 3, document.turns[5].span),
    ];
    let found = plan.compare(&document, &segments, &codings, |_| true);
    let turn = |i: usize| document.turns[i].span.of(&document.text).chars().count() as u64;
    let first = document.text[document.turns[1].span.start as usize..from].chars().count() as u64;
    let upto = turn(1) + document.text[document.turns[3].span.start as usize..to + 8].chars().count() as u64;
    let last = turn(1) + turn(3);
    assert_eq!(found.characters, last + turn(5));
    assert_eq!(found.passages[&CodeId(3)][&0], [first..upto, last..last + turn(5)]);
}
