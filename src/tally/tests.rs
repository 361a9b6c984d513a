use super::{CodeTree, Counts, MISSING, OTHER, Tally, TallyPlan};
use crate::coding::samples::{by_hand, by_rule};
use crate::coding::{Coders, Coding, Stance, Status};
use crate::corpus::{Admission, Document};
use crate::ids::CodeId;
use crate::scope::{Unit, Universe};
use crate::segment::samples::{cut, interview, is_case, set};

/// 0 shame, 1 shame/concealment, 2 shame/exposure, 3 hope.
fn plan() -> TallyPlan {
    let shame = Some(CodeId(0));
    TallyPlan { tree: CodeTree::new([None, shame, shame, None]), ..TallyPlan::default() }
}

fn tallied(plan: TallyPlan, study: &[(Document, Vec<Coding>)]) -> Counts {
    let mut tally = Tally::new(plan);
    for (document, codings) in study {
        tally.add(document, &cut(document), codings);
    }
    tally.finish().unwrap()
}

fn by(text: &str) -> TallyPlan {
    TallyPlan { by: Some(text.parse().unwrap()), ..plan() }
}

const LINES: [&str; 5] = [
    "I: Hoe was dat?",
    "R: Ik zweeg erover. Ik schaamde me.",
    "I: En later, thuis?",
    "R: Hoop hielp. Iedereen zag het.",
    "S: Ik hoopte ook.",
];

#[test]
fn a_parent_counts_unions_of_units_and_sums_of_codings() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![
        by_rule(&document, 1, "Ik zweeg erover.", &["zweeg"]),
        by_rule(&document, 2, "Ik schaamde me.", &["schaamde", "me"]),
        by_rule(&document, 2, "Iedereen zag het.", &["zag"]),
    ];
    let counts = tallied(plan(), &[(document, codings)]);
    let group = &counts.groups[0];
    assert_eq!((group.units, group.participants, group.words, group.documents.len()), (3, 2, 14, 1));
    let theme = group.code(CodeId(0));
    assert_eq!((theme.units, theme.codings, theme.mentions), (2, 3, 4));
    assert_eq!((theme.participants, theme.transcripts, theme.top, theme.words), (1, 1, 3, 9));
    assert_eq!(group.code(CodeId(1)).units, 1);
    assert_eq!(group.code(CodeId(2)).units, 2);
    assert_eq!(group.code(CodeId(3)), super::CodeCounts::default(), "a code without a coding has zeros");
    assert_eq!(group.any().units, 2);
    assert_eq!(group.codings_by_document(CodeId(0)), [3]);
    assert_eq!(group.pair(CodeId(1), CodeId(2)).units, 1);
    assert_eq!(group.pair(CodeId(0), CodeId(1)).units, 0, "a code and its own ancestor are no pair");
}

#[test]
fn overlapping_codings_of_one_code_cover_a_word_once() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![by_hand(&document, 1, "Ik zweeg erover."), by_hand(&document, 2, "zweeg erover. Ik")];
    let counts = tallied(plan(), &[(document, codings)]);
    assert_eq!(counts.groups[0].code(CodeId(0)).words, 4);
    assert_eq!(counts.groups[0].code(CodeId(2)).words, 3);
}

#[test]
fn interviewers_words_are_left_out_and_the_codings_on_them_counted() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![by_hand(&document, 3, "En later, thuis?"), by_hand(&document, 3, "oop")];
    let study = [(document, codings)];
    let counts = tallied(plan(), &study);
    assert_eq!((counts.outside, counts.wordless), (1, 1), "part of a word covers no whole word");
    assert_eq!(counts.groups[0].any().codings, 0);
    let all = Admission { part: Universe::All, condition: None };
    let counts = tallied(TallyPlan { admission: all, ..plan() }, &study);
    let hope = counts.groups[0].code(CodeId(3));
    assert_eq!((hope.units, hope.codings, hope.participants), (1, 1, 0), "an interviewer is no participant");
}

#[test]
fn rejected_codings_are_in_no_count() {
    let document = interview(0, "r1", &LINES);
    let coding = Coding { status: Status::Rejected, ..by_rule(&document, 3, "Hoop hielp.", &["Hoop"]) };
    let counts = tallied(plan(), &[(document, vec![coding])]);
    assert_eq!((counts.totals().codings, counts.outside, counts.wordless), (0, 0, 0));
}

#[test]
fn rejected_codings_are_told_of_the_groups_whose_words_they_cover() {
    let document = interview(0, "r1", &LINES);
    let of = |words: &str| Coding { status: Status::Rejected, ..by_rule(&document, 3, words, &["oop"]) };
    let rejected = [of("Hoop hielp."), of("oop"), of("Ik hoopte ook.")];
    let counted = |plan: TallyPlan| -> Vec<(String, u64, u64)> {
        let mut tally = Tally::new(plan);
        tally.add(&document, &cut(&document), &[by_hand(&document, 3, "Hoop hielp.")]);
        tally.add_rejected(&document, &cut(&document), &rejected);
        let mut whole = tally.fresh();
        whole.merge(tally);
        let counts = whole.finish().unwrap();
        counts
            .groups
            .iter()
            .map(|group| (group.value.clone(), group.totals.rejected, group.totals.reviewed()))
            .collect()
    };
    assert_eq!(counted(plan()), [(String::new(), 2, 3)]);
    assert_eq!(counted(by("speaker")), [("R".into(), 1, 2), ("S".into(), 1, 1)]);
    let mut coders = Coders::default();
    assert_eq!(["rules", "anna"].map(|name| coders.intern(name).0), [0, 1]);
    let by_coder = TallyPlan { coders, ..by("coder") };
    assert_eq!(counted(by_coder), [("rules".into(), 2, 2), ("anna".into(), 0, 1)]);
}

#[test]
fn two_interviews_with_one_case_are_one_participant() {
    let mut study = Vec::new();
    for (id, name) in ["first", "second"].iter().enumerate() {
        let mut document = interview(id as u32, name, &LINES);
        is_case(&mut document, "R", "anna");
        let codings = vec![by_hand(&document, 1, "Ik zweeg erover."), by_hand(&document, 3, "Ik hoopte ook.")];
        study.push((document, codings));
    }
    let counts = tallied(plan(), &study);
    let group = &counts.groups[0];
    assert_eq!(group.participants, 3, "anna once, and each S, of whom nothing is known");
    let concealment = group.code(CodeId(1));
    assert_eq!((concealment.participants, concealment.transcripts, concealment.top), (1, 2, 2));
    let hope = group.code(CodeId(3));
    assert_eq!((hope.participants, hope.top), (2, 1));
}

#[test]
fn same_words_counts_units_that_rest_on_overlapping_mentions_only() {
    let lines = ["R: Ik zweeg uit schaamte.", "I: En wat deed dat met je?", "R: Ik zweeg. Ik hoopte.", "I: Vertel."];
    let document = interview(0, "r1", &lines);
    let codings = vec![
        by_rule(&document, 1, "Ik zweeg uit schaamte.", &["zweeg uit schaamte"]),
        by_rule(&document, 3, "Ik zweeg uit schaamte.", &["schaamte"]),
        by_rule(&document, 1, "Ik zweeg. Ik hoopte.", &["zweeg"]),
        by_rule(&document, 3, "Ik zweeg. Ik hoopte.", &["hoopte"]),
    ];
    let counts = tallied(plan(), &[(document.clone(), codings.clone())]);
    let pair = counts.groups[0].pair(CodeId(1), CodeId(3));
    assert_eq!((pair.units, pair.participants, pair.same_words), (2, 1, 1));
    let counts = tallied(TallyPlan { unit: Unit::Case, ..plan() }, &[(document, codings)]);
    let pair = counts.groups[0].pair(CodeId(0), CodeId(3));
    assert_eq!((pair.units, pair.participants, pair.same_words), (1, 1, 0));
}

#[test]
fn people_who_mark_one_passage_twice_rest_on_the_same_words() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![by_hand(&document, 1, "Ik zweeg erover."), by_hand(&document, 3, "zweeg erover. Ik schaamde")];
    let counts = tallied(plan(), &[(document, codings)]);
    assert_eq!(counts.groups[0].pair(CodeId(3), CodeId(1)).same_words, 1);
}

#[test]
fn a_case_is_one_unit_over_its_transcripts() {
    let mut study = Vec::new();
    for (id, (name, code, words)) in [("a", 1, "Ik zweeg erover."), ("b", 3, "Hoop hielp.")].into_iter().enumerate() {
        let mut document = interview(id as u32, name, &LINES[..4]);
        is_case(&mut document, "R", "anna");
        let codings = vec![by_hand(&document, code, words)];
        study.push((document, codings));
    }
    let counts = tallied(TallyPlan { unit: Unit::Case, ..plan() }, &study);
    let group = &counts.groups[0];
    assert_eq!((group.units, group.code(CodeId(0)).units, group.code(CodeId(3)).units), (1, 1, 1));
    let pair = group.pair(CodeId(0), CodeId(3));
    assert_eq!(
        (pair.units, pair.participants, pair.same_words),
        (1, 1, 0),
        "together in no transcript, but in the case"
    );
}

#[test]
fn values_stand_in_natural_order_and_what_is_missing_last() {
    let mut study = Vec::new();
    for (id, years) in ["10", "", "2", "2,5"].into_iter().enumerate() {
        let mut document = interview(id as u32, &format!("r{id}"), &LINES[..2]);
        set(&mut document, "R", "years", years);
        let codings = vec![by_hand(&document, 1, "Ik zweeg erover.")];
        study.push((document, codings));
    }
    let values = |counts: &Counts| counts.groups.iter().map(|group| group.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&tallied(by("years"), &study)), ["2", "2,5", "10", MISSING]);
    let classes = tallied(by("years:10-,0-2"), &study);
    assert_eq!(values(&classes), ["10-", "0-2", OTHER, MISSING], "as given; 2,5 is in none");
    assert!(classes.groups.iter().all(|group| group.code(CodeId(1)).units == 1));
}

#[test]
fn more_than_twelve_numbers_want_classes() {
    let mut tally = Tally::new(by("age"));
    for age in 20..33 {
        let mut document = interview(age, &format!("r{age}"), &LINES[..2]);
        set(&mut document, "R", "age", &age.to_string());
        tally.add(&document, &cut(&document), &[]);
    }
    let error = tally.finish().unwrap_err();
    assert!(error.to_string().contains("13 different numbers"), "{error}");
    assert_eq!(error.help(), Some("put them in classes, for example --by age:20-26,27-"));
}

#[test]
fn by_speaker_each_has_units_of_their_own_words() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![by_hand(&document, 3, "zag het.\n\nS: Ik hoopte")];
    let counts = tallied(by("speaker"), &[(document, codings)]);
    let said: Vec<_> =
        counts.groups.iter().map(|g| (g.value.as_str(), g.units, g.any().codings, g.any().words)).collect();
    assert_eq!(said, [("R", 2, 1, 2), ("S", 1, 1, 2)]);
}

#[test]
fn coders_share_one_universe() {
    let document = interview(0, "r1", &LINES);
    let codings = vec![by_hand(&document, 1, "Ik zweeg erover."), by_rule(&document, 3, "Hoop hielp.", &["Hoop"])];
    let mut coders = Coders::default();
    coders.intern("rules");
    coders.intern("anna");
    let counts = tallied(TallyPlan { coders, ..by("coder") }, &[(document, codings)]);
    let seen: Vec<_> =
        counts.groups.iter().map(|g| (g.value.as_str(), g.units, g.any().units, g.totals.accepted)).collect();
    assert_eq!(seen, [("rules", 3, 1, 0), ("anna", 3, 1, 1)]);
}

#[test]
fn nothing_at_all_is_one_group_of_zeros() {
    let counts = Tally::new(plan()).finish().unwrap();
    assert_eq!((counts.groups.len(), counts.groups[0].units), (1, 0));
    assert!(Tally::new(by("speaker")).finish().unwrap().groups.is_empty());
}

#[test]
fn stances_and_prompts_are_counted() {
    let document = interview(0, "r1", &LINES);
    let mut negated = by_rule(&document, 1, "Ik zweeg erover.", &["zweeg"]);
    negated.stance = Some(Stance::Negated);
    negated.prompted = Some(true);
    let counts =
        tallied(plan(), &[(document.clone(), vec![negated, by_rule(&document, 2, "Hoop hielp.", &["hielp"])])]);
    let theme = counts.groups[0].code(CodeId(0));
    assert_eq!((theme.negated, theme.prompted), (1, 1));
    assert_eq!(counts.totals().stances, [1, 1, 0, 0]);
}
