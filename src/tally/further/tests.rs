//! The same counts in plain loops over everything, and a study counted by hand.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::coding::Coding;
use crate::coding::samples::by_hand;
use crate::corpus::Document;
use crate::ids::CodeId;
use crate::scope::Unit;
use crate::segment::Segments;
use crate::segment::samples::{cut, interview, is_case};
use crate::tally::laws::{PARENTS, Plain, any_part, any_study, any_unit, line, plan, tallied, written};
use crate::tally::{CodeTree, Counts, Distance, Further, RelatedCounts, Relation, SetCounts, Tally, TallyPlan};

fn any_relation() -> impl Strategy<Value = Relation> {
    let distance = prop::sample::select(vec![Distance::Words, Distance::Characters, Distance::Paragraphs]);
    prop_oneof![
        Just(Relation::Overlap),
        Just(Relation::Contains),
        Just(Relation::Equal),
        (0_u32..6, distance).prop_map(|(most, distance)| Relation::Within(most, distance)),
    ]
}

/// How far apart two spans are, looked at word by word or character by character; `None` when they overlap.
fn gap(document: &Document, segments: &Segments, a: &Coding, b: &Coding, distance: Distance) -> Option<u64> {
    let (first, second) = if a.span.start <= b.span.start { (a.span, b.span) } else { (b.span, a.span) };
    if first.overlaps(second) {
        return None;
    }
    Some(match distance {
        Distance::Characters => document.text[first.end as usize..second.start as usize].chars().count() as u64,
        Distance::Words => {
            let between =
                segments.words.iter().filter(|word| word.span.start >= first.end && word.span.end <= second.start);
            between.count() as u64
        }
        Distance::Paragraphs => {
            let touched = |span: crate::text::Span| {
                let all = segments.paragraphs.iter().enumerate();
                all.filter(|(_, paragraph)| paragraph.span.overlaps(span)).map(|(i, _)| i as u64).collect::<Vec<_>>()
            };
            touched(second)[0] - *touched(first).last().unwrap()
        }
    })
}

/// Pairs of codings, each with each.
fn plain_related(
    plan: &TallyPlan,
    study: &[(Document, Segments, Vec<Coding>)],
    relation: Relation,
) -> BTreeMap<(u32, u32), RelatedCounts> {
    let mut all: BTreeMap<(u32, u32), (RelatedCounts, BTreeSet<String>)> = BTreeMap::new();
    for (document, segments, codings) in study {
        let persons = |coding: &Coding| -> Option<BTreeSet<String>> {
            let words = segments.words_in(coding.span);
            let admitted: Vec<u32> =
                words.filter(|&word| plan.admission.admits(document, segments.turn_of(word))).collect();
            let whose = admitted.iter().filter_map(|&word| document.participant(segments.turn_of(word))).collect();
            (!admitted.is_empty()).then_some(whose)
        };
        for (x, y) in codings.iter().flat_map(|x| codings.iter().map(move |y| (x, y))) {
            let (Some(said_x), Some(said_y)) = (persons(x), persons(y)) else { continue };
            let lines = (line(x.code.0), line(y.code.0));
            for (a, b) in lines.0.iter().flat_map(|&a| lines.1.iter().map(move |&b| (a, b))) {
                if a >= b || line(a).contains(&b) || line(b).contains(&a) {
                    continue;
                }
                let (s, t) = (x.span, y.span);
                let mut one = RelatedCounts::default();
                if s == t {
                    one.equal = 1;
                } else if t.contains(s) {
                    one.a_in_b = 1;
                } else if s.contains(t) {
                    one.b_in_a = 1;
                } else if s.overlaps(t) {
                    one.crossing = 1;
                } else {
                    one.apart = 1;
                }
                let counts = match relation {
                    Relation::Overlap => one.apart == 0,
                    Relation::Contains => one.equal + one.a_in_b + one.b_in_a == 1,
                    Relation::Equal => one.equal == 1,
                    Relation::Within(most, distance) => {
                        gap(document, segments, x, y, distance).is_none_or(|gap| gap <= u64::from(most))
                    }
                };
                if counts {
                    let (sum, whose) = all.entry((a, b)).or_default();
                    sum.merge(&one);
                    whose.extend(said_x.intersection(&said_y).cloned());
                }
            }
        }
    }
    let closed = |(pair, (sum, whose)): ((u32, u32), (RelatedCounts, BTreeSet<String>))| {
        (pair, RelatedCounts { participants: whose.len() as u64, ..sum })
    };
    all.into_iter().map(closed).collect()
}

fn pairs() -> impl Iterator<Item = (CodeId, CodeId)> {
    let codes = || (0..PARENTS.len()).map(CodeId::new);
    codes().flat_map(move |a| codes().map(move |b| (a, b)))
}

proptest! {
    #[test]
    fn related_codings_are_those_of_plain_loops(draft in any_study(), part in any_part(), relation in any_relation()) {
        let study = written(&draft);
        let mut plan = plan(Unit::Answer, &None, part);
        plan.further = Further { relation: Some(relation), ..Further::default() };
        let counts = tallied(&plan, &study);
        let plain = plain_related(&plan, &study, relation);
        for (a, b) in pairs() {
            let expected = plain.get(&(a.0.min(b.0), a.0.max(b.0))).copied().unwrap_or_default();
            prop_assert_eq!(counts.groups[0].related(a, b), expected, "{} and {}, {}", a.0, b.0, relation);
        }
    }

    #[test]
    fn each_transcript_apart_is_that_transcript_alone(draft in any_study(), unit in any_unit(), part in any_part()) {
        let study = written(&draft);
        let plan = plan(unit, &None, part);
        let counts = tallied(&plan, &study);
        let alone: Vec<Counts> = study.iter().map(|one| tallied(&plan, std::slice::from_ref(one))).collect();
        for (a, b) in pairs().filter(|(a, b)| a < b && plan.tree.related(*a, *b) == (a == b)) {
            let apart = counts.groups[0].together_by_transcript(a, b);
            let expected: Vec<_> = if unit == Unit::Case {
                Vec::new()
            } else {
                alone.iter().filter(|one| one.groups[0].units > 0).map(|one| one.groups[0].together(a, b)).collect()
            };
            prop_assert_eq!(apart, expected);
        }
    }

    #[test]
    fn combinations_are_those_of_plain_sets(draft in any_study(), unit in any_unit(), part in any_part()) {
        let study = written(&draft);
        let plan = plan(unit, &None, part);
        let plain = Plain::of(&plan, &study);
        let mut expected: BTreeMap<Vec<u32>, (u64, BTreeSet<String>)> = BTreeMap::new();
        for unit in &plain.all_units {
            let present: Vec<u32> =
                (0..PARENTS.len() as u32).filter(|code| plain.units.get(code).is_some_and(|units| units.contains(unit))).collect();
            let is_special = |code: &&u32| !present.iter().any(|other| other != *code && line(*other).contains(code));
            let set: Vec<u32> = present.iter().filter(is_special).copied().collect();
            if set.len() < 2 {
                continue;
            }
            let says = |code: &u32, person: &str| {
                plain.said.get(code).is_some_and(|said| said.contains(&(person.to_owned(), unit.clone())))
            };
            let persons = plain.said.values().flatten().filter(|(_, other)| other == unit).map(|(person, _)| person);
            let (units, whose) = expected.entry(set.clone()).or_default();
            *units += 1;
            whose.extend(persons.filter(|person| set.iter().all(|code| says(code, person))).cloned());
        }
        let expected: Vec<SetCounts> = expected
            .into_iter()
            .map(|(codes, (units, whose))| SetCounts {
                codes: codes.into_iter().map(CodeId).collect(),
                units,
                participants: whose.len() as u64,
            })
            .collect();
        let counts = tallied(&plan, &study);
        prop_assert_eq!(counts.groups[0].sets(), &expected[..]);
    }
}

/// 0 shame, 1 shame/hiding, 2 hope, 3 work.
fn counted(relation: &str, codings: impl Fn(&Document) -> Vec<Coding>) -> Counts {
    let lines = ["I: Hoe was dat?", "R: Ik zweeg op mijn werk. Hoop hielp mij later.", "S: Mij ook."];
    let tree = CodeTree::new([None, Some(CodeId(0)), None, None]);
    let further = Further { relation: Some(relation.parse().unwrap()), ..Further::default() };
    let mut tally = Tally::new(TallyPlan { tree, further, ..TallyPlan::default() });
    for (id, name) in ["r1", "r2"].iter().enumerate() {
        let mut document = interview(id as u32, name, &lines);
        is_case(&mut document, "R", "anna");
        tally.add(&document, &cut(&document), &codings(&document));
    }
    tally.finish().unwrap()
}

fn passages(document: &Document) -> Vec<Coding> {
    vec![
        by_hand(document, 1, "Ik zweeg op mijn werk."),
        by_hand(document, 3, "werk"),
        by_hand(document, 3, "mijn werk. Hoop"),
        by_hand(document, 2, "Hoop hielp mij later."),
    ]
}

#[test]
fn spans_that_lie_in_each_other_cross_or_touch() {
    let (theme, hope, work) = (CodeId(0), CodeId(2), CodeId(3));
    // In each of two interviews, with one person, who is one participant.
    let of = |relation: &str, a, b| {
        let it = counted(relation, passages).groups[0].related(a, b);
        (it.equal, it.a_in_b, it.b_in_a, it.crossing, it.apart, it.participants)
    };
    assert_eq!(of("overlap", theme, work), (0, 0, 2, 2, 0, 1));
    assert_eq!(of("overlap", hope, work), (0, 0, 0, 2, 0, 1));
    assert_eq!(of("overlap", theme, hope), (0, 0, 0, 0, 0, 0));
    assert_eq!(of("contains", theme, work), (0, 0, 2, 0, 0, 1));
    assert_eq!(of("equal", theme, work), (0, 0, 0, 0, 0, 0));
    assert_eq!(of("within:0", theme, hope), (0, 0, 0, 0, 2, 1), "no word stands between");
    assert_eq!(of("within:0c", theme, hope), (0, 0, 0, 0, 0, 0), "a space does");
    assert_eq!(of("within:1c", theme, hope), (0, 0, 0, 0, 2, 1));
    assert_eq!(of("within:0p", hope, work), (0, 0, 0, 2, 2, 1), "one paragraph");
    assert_eq!(of("overlap", work, theme), of("overlap", theme, work), "in either order");
}

#[test]
fn the_same_passage_twice_makes_two_pairs() {
    let twice = |document: &Document| {
        let (shame, hope) = (by_hand(document, 1, "Hoop hielp"), by_hand(document, 2, "Hoop hielp"));
        vec![shame.clone(), shame, hope]
    };
    let related = counted("equal", twice).groups[0].related(CodeId(1), CodeId(2));
    assert_eq!((related.equal, related.pairs()), (4, 4));
}

#[test]
fn codings_of_two_people_are_not_paired() {
    let apart = |document: &Document| {
        let (shame, mut hope) = (by_hand(document, 1, "Hoop hielp"), by_hand(document, 2, "Hoop hielp"));
        hope.coder.0 += 1;
        vec![shame, hope]
    };
    assert_eq!(counted("overlap", apart).groups[0].related(CodeId(1), CodeId(2)).pairs(), 0);
}

#[test]
fn relations_are_read_and_written_the_same() {
    for word in ["overlap", "contains", "equal", "within:0w", "within:50c", "within:1p"] {
        assert_eq!(word.parse::<Relation>().unwrap().to_string(), word);
    }
    for word in
        ["", "within", "within:", "within:w", "within:-1", "within:+1", "within:5x", "within:99999999999", "Overlap"]
    {
        let refused = word.parse::<Relation>().unwrap_err().to_string();
        assert!(refused.contains(&format!("`{word}`")) && refused.contains("within:10"), "{refused}");
    }
}

#[test]
fn nothing_is_kept_that_was_not_asked_for() {
    let document = interview(0, "r1", &["R: Ik zweeg op mijn werk."]);
    let mut tally = Tally::new(TallyPlan { tree: CodeTree::new([None, None]), ..TallyPlan::default() });
    tally.add(&document, &cut(&document), &[by_hand(&document, 0, "Ik zweeg"), by_hand(&document, 1, "zweeg op")]);
    let group = &tally.finish().unwrap().groups[0];
    assert_eq!(group.pair(CodeId(0), CodeId(1)).units, 1);
    assert_eq!(group.related(CodeId(0), CodeId(1)).pairs(), 0);
    assert!(group.sets().is_empty() && group.together_by_transcript(CodeId(0), CodeId(1)).is_empty());
}
