//! Estimates from draws against the whole, over many seeds; and what is missing, lost or elsewhere.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::agreement::{AgreementPlan, Comparison, Detected, DrawnUnits, Rater};
use crate::codebook::{Code, Codebook};
use crate::coding::samples::{by_hand, by_rule};
use crate::coding::{Coding, Design, Frame, FrameUnit, Rated, RatedUnit, SamplePlan, SampledUnit};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, CoderId};
use crate::scope::Unit;
use crate::segment::Segments;
use crate::segment::samples::{cut, interview};
use crate::stats::{Bootstrap, WeightedDetection};
use crate::tally::CodeTree;

const RULES: u32 = 0;
const CARLA: u32 = 1;
const ANNA: u32 = 2;

/// A theme with two codes below it.
const CODES: [&str; 3] = ["theme", "theme/common", "theme/rare"];

/// One interview, with what each coder would say of every answer: the rules of all, carla if she were asked, anna of
/// every interview but the third.
struct Told {
    document: Document,
    segments: Segments,
    codings: Vec<Coding>,
}

fn study() -> Vec<Told> {
    let mut draws = ChaCha8Rng::seed_from_u64(5);
    let mut chance = |percent: u64| draws.next_u64() % 100 < percent;
    let of = |of: u32| {
        let mut lines = Vec::new();
        let mut said: Vec<[Vec<u32>; 3]> = Vec::new();
        for i in 0..4 + 3 * of {
            lines.push(format!("I: Wat is vraag {i} voor jou?"));
            lines.push(format!("R{of}: Dit is wel gezegd{of}x{i} door mij."));
            let (common, rare) = (chance(45), chance(12));
            // What is rare is missed more often where nothing else was found.
            let truth = [common != chance(15), rare != chance(if common { 4 } else { 14 })];
            let codes = |[common, rare]: [bool; 2]| {
                [(common, 1), (rare, 2)].into_iter().filter(|(there, _)| *there).map(|(_, code)| code).collect()
            };
            said.push([codes([common, rare]), codes(truth), codes([common, truth[1]])]);
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let document = interview(of, &format!("r{of}"), &lines);
        let mut codings = Vec::new();
        for (i, coders) in said.iter().enumerate() {
            let words = format!("Dit is wel gezegd{of}x{i} door mij.");
            for (coder, codes) in (0..).zip(coders).filter(|(coder, _)| *coder != ANNA || of != 2) {
                let coding = |&code: &u32| match coder {
                    RULES => by_rule(&document, code, &words, &["gezegd"]),
                    _ => Coding { coder: CoderId(coder), ..by_hand(&document, code, &words) },
                };
                codings.extend(codes.iter().map(coding));
            }
        }
        Told { segments: cut(&document), document, codings }
    };
    (0..6).map(of).collect()
}

fn plan(drawn: Option<Rated>) -> AgreementPlan {
    let rater = |(id, everywhere): (u32, bool)| Rater { id: CoderId(id), name: format!("coder {id}"), everywhere };
    AgreementPlan {
        tree: CodeTree::new([None, Some(CodeId(0)), Some(CodeId(0))]),
        // Where all units are compared carla has read all of them.
        coders: [(RULES, true), (CARLA, drawn.is_none()), (ANNA, false)].map(rater).to_vec(),
        drawn: drawn.map(|rated| DrawnUnits { rated, coders: vec![CARLA] }),
        ..AgreementPlan::default()
    }
}

/// All of it compared, or where units were drawn what carla said of those.
fn compared(study: &[Told], plan: &AgreementPlan) -> Comparison {
    let of = |told: &Told| {
        let drawn = plan.drawn.as_ref().map(|drawn| &drawn.rated);
        let places: Option<Vec<_>> = drawn.map(|rated| {
            let here = rated.units.iter().filter(|unit| unit.transcript == told.document.name);
            here.filter_map(|unit| unit.anchor.place).collect()
        });
        let is_known = |coding: &&Coding| {
            let start = coding.span.start as usize;
            coding.coder != CoderId(CARLA) || places.as_ref().is_none_or(|all| all.iter().any(|at| at.0 == start))
        };
        let codings: Vec<Coding> = told.codings.iter().filter(is_known).cloned().collect();
        plan.compare(&told.document, &told.segments, &codings, |_| true)
    };
    Comparison::new(plan, study.iter().map(of).collect())
}

fn frame(study: &[Told]) -> Frame {
    let mut frame = Frame::default();
    for Told { document, segments, codings } in study {
        let by_rules: Vec<Coding> = codings.iter().filter(|coding| coding.coder == CoderId(RULES)).cloned().collect();
        frame.add(FrameUnit::all(document, segments, Unit::Answer, &Admission::default(), &by_rules));
    }
    frame
}

/// A draw, of which all but these numbers are rated.
fn rated(study: &[Told], frame: &Frame, plan: SamplePlan, unrated: &[usize]) -> Rated {
    let drawn = frame.draw(plan, CODES.len());
    let of = |told: &Told| drawn.of(&told.document, &told.segments, Unit::Answer, &Admission::default());
    let units: Vec<SampledUnit> = study.iter().flat_map(of).collect();
    let codes = CODES.map(|id| Code { id: id.into(), ..Code::default() });
    let design = drawn.design(&units, Unit::Answer, plan, &Codebook { codes: codes.into(), ..Codebook::default() });
    let strata: BTreeMap<usize, usize> = design.units.iter().map(|unit| (unit.number, unit.stratum)).collect();
    let rate = |unit: &SampledUnit| RatedUnit {
        number: unit.number,
        transcript: unit.transcript.clone(),
        anchor: unit.anchor.clone(),
        stratum: strata[&unit.number],
        ..RatedUnit::default()
    };
    let units = units.iter().filter(|unit| !unrated.contains(&unit.number)).map(rate).collect();
    Rated { coder: "carla".into(), units, unrated: unrated.to_vec(), design }
}

fn four(detected: &Detected) -> [f64; 4] {
    let all = &detected.all;
    [all.tp, all.fp, all.fn_, all.tn]
}

#[test]
fn weighted_numbers_are_those_of_the_whole_on_the_average_of_many_draws() {
    let study = study();
    let frame = frame(&study);
    let here = |comparison: &Comparison| comparison.only(|one| ["r1", "r4"].contains(&one.name.as_str()));
    // Rules and anna against carla: a theme with what is below it, codes by themselves, and a part of the interviews.
    let numbers = |whole: &Comparison| -> Vec<[f64; 4]> {
        let part = here(whole);
        let each = (0..3).map(CodeId).flat_map(|code| {
            [
                whole.detected(code, RULES, CARLA),
                whole.detected_alone(code, RULES, CARLA),
                whole.detected(code, ANNA, CARLA),
                part.detected(code, RULES, CARLA),
            ]
        });
        each.map(|detected| four(&detected)).collect()
    };
    let whole = compared(&study, &plan(None));
    let truth = numbers(&whole);
    let missed: f64 = whole.detected(CodeId(2), RULES, CARLA).all.fn_;
    assert!(missed >= 3.0, "there is something to be missed: {missed}");
    let seeds = 400_u32;
    let mut sums = vec![[(0.0, 0.0); 4]; truth.len()];
    for seed in 0..seeds {
        let draw = SamplePlan { per_code: 7, uncoded: 9, seed: u64::from(seed) };
        let comparison = compared(&study, &plan(Some(rated(&study, &frame, draw, &[]))));
        let all: f64 = four(&comparison.detected(CodeId(0), RULES, CARLA)).iter().sum();
        assert!((all - frame.len() as f64).abs() < 1e-9, "weights add up to all units: {all}");
        for (sums, found) in sums.iter_mut().zip(numbers(&comparison)) {
            for (sum, found) in sums.iter_mut().zip(found) {
                *sum = (sum.0 + found, sum.1 + found * found);
            }
        }
    }
    let seeds = f64::from(seeds);
    for (i, (sums, truth)) in sums.into_iter().zip(truth).enumerate() {
        for ((sum, squares), truth) in sums.into_iter().zip(truth) {
            let mean = sum / seeds;
            let error = ((squares / seeds - mean * mean).max(0.0) / seeds).sqrt();
            assert!((mean - truth).abs() <= 3.8 * error + 1e-9, "{i}: {mean} ± {error} for {truth}");
        }
    }
}

#[test]
fn without_weights_recall_would_be_another() {
    let study = study();
    let frame = frame(&study);
    let whole = compared(&study, &plan(None)).detected(CodeId(2), RULES, CARLA);
    let (mut weighted, mut raw) = (WeightedDetection::default(), WeightedDetection::default());
    for seed in 0..100 {
        let rated = rated(&study, &frame, SamplePlan { per_code: 7, uncoded: 9, seed }, &[]);
        let detected = compared(&study, &plan(Some(rated))).detected(CodeId(2), RULES, CARLA);
        raw.add(&detected.counts, 1.0);
        weighted = WeightedDetection::micro(&[weighted, detected.all]);
    }
    let truth = whole.all.recall().unwrap();
    assert!((weighted.recall().unwrap() - truth).abs() < 0.03, "{:?} for {truth}", weighted.recall());
    assert!(raw.recall().unwrap() > truth + 0.1, "{:?} for {truth}", raw.recall());
}

#[test]
fn all_units_drawn_are_all_units() {
    let study = study();
    let rated = rated(&study, &frame(&study), SamplePlan { per_code: 999, uncoded: 999, seed: 3 }, &[]);
    let (drawn, whole) = (compared(&study, &plan(Some(rated))), compared(&study, &plan(None)));
    for code in (0..3).map(CodeId) {
        for coder in [RULES, ANNA] {
            assert_eq!(drawn.detected(code, coder, CARLA), whole.detected(code, coder, CARLA));
        }
        assert_eq!(drawn.squares(code, RULES, ANNA), whole.squares(code, RULES, ANNA));
    }
    assert_eq!(drawn.units, whole.units);
}

#[test]
fn only_drawn_units_are_compared_and_differ() {
    let study = study();
    let rated = rated(&study, &frame(&study), SamplePlan { per_code: 3, uncoded: 5, seed: 2 }, &[]);
    let numbers = rated.units.len() as u64;
    let plan = plan(Some(rated.clone()));
    let comparison = compared(&study, &plan);
    assert_eq!(comparison.interviews.iter().map(|one| one.units).sum::<u64>(), numbers);
    for (told, interview) in study.iter().zip(&comparison.interviews) {
        let is_drawn = rated.units.iter().any(|unit| unit.transcript == told.document.name);
        assert_eq!(interview.raters.contains(&RULES), is_drawn, "nobody is compared where nothing was drawn");
        assert!(interview.units <= interview.length);
        let differences = plan.differences(&told.document, &told.segments, &told.codings, CARLA, |_| true);
        let placed = rated.of(&told.document, &told.segments, &units(told));
        for difference in &differences {
            let unit = u32::try_from(difference.units.start).unwrap();
            assert_eq!(placed.units.get(&unit).map(|unit| unit.stratum), difference.stratum, "{difference:?}");
            assert!(difference.stratum.is_some());
        }
    }
    let sum = |part: fn(&Detected) -> u64| {
        (1..3).map(|code| part(&comparison.detected_alone(CodeId(code), RULES, CARLA))).sum::<u64>()
    };
    let all: Vec<_> = study
        .iter()
        .flat_map(|told| plan.differences(&told.document, &told.segments, &told.codings, CARLA, |_| true))
        .filter(|difference| difference.coder == RULES)
        .collect();
    let positive = all.iter().filter(|difference| difference.is_positive).count() as u64;
    assert_eq!(positive, sum(|detected| detected.counts.fp));
    assert_eq!(all.len() as u64 - positive, sum(|detected| detected.counts.fn_));
}

fn units(told: &Told) -> crate::segment::Units {
    told.segments.units(&told.document, Unit::Answer, |turn| Admission::default().admits(&told.document, turn))
}

#[test]
fn what_is_unrated_or_lost_is_stood_for_and_what_is_elsewhere_is_not() {
    let study = study();
    let frame = frame(&study);
    let draw = SamplePlan { per_code: 6, uncoded: 8, seed: 1 };
    let all = rated(&study, &frame, draw, &[]);
    let of = |rated: &Rated, study: &[Told]| compared(study, &plan(Some(rated.clone()))).strata;
    let before = of(&all, &study);
    let first = all.units[0].clone();
    // One that is not rated, and one whose words are gone, weigh on the others alike.
    let unrated = of(&rated(&study, &frame, draw, &[first.number]), &study);
    let mut gone = all.clone();
    gone.units[0].anchor.quote = Some("Dit heeft niemand ooit hier gezegd, echt nergens.".into());
    gone.units[0].anchor.around = None;
    let lost = compared(&study, &plan(Some(gone.clone())));
    assert_eq!((&lost.strata, lost.lost.as_slice()), (&unrated, &[first.number][..]));
    for (i, (before, after)) in before.iter().zip(&unrated).enumerate() {
        assert_eq!(after.rated + u64::from(i == first.stratum), before.rated);
        assert_eq!((after.units, after.drawn), (before.units, before.drawn));
    }
    // Without one interview the others stand for what they stood for.
    let fewer: Vec<Told> = study.into_iter().filter(|told| told.document.name != first.transcript).collect();
    assert_eq!(of(&all, &fewer), before);
    // A stratum of which nothing is rated weighs nothing.
    let none: Vec<usize> = all.units.iter().filter(|unit| unit.stratum == 0).map(|unit| unit.number).collect();
    let unseen = of(&rated(&fewer, &frame, draw, &none), &fewer);
    assert_eq!((unseen[0].rated, unseen[0].weight()), (0, 0.0));
}

#[test]
fn each_interview_has_its_share_for_the_bootstrap() {
    let study = study();
    let comparison = compared(
        &study,
        &plan(Some(rated(&study, &frame(&study), SamplePlan { per_code: 9, uncoded: 9, seed: 8 }, &[]))),
    );
    let detected = comparison.detected(CodeId(0), RULES, CARLA);
    let sum = WeightedDetection::micro(&detected.interviews);
    for (sum, all) in [(sum.tp, detected.all.tp), (sum.fp, detected.all.fp), (sum.fn_, detected.all.fn_)] {
        assert!((sum - all).abs() < 1e-9, "{sum} for {all}");
    }
    let drawn = Bootstrap::default()
        .interval(detected.interviews.len(), |times| WeightedDetection::drawn(&detected.interviews, times).recall());
    let (interval, recall) = (drawn.interval.unwrap(), detected.all.recall().unwrap());
    assert!(interval.low < recall && recall < interval.high, "{interval:?} around {recall}");
}

#[test]
fn two_who_share_a_sheet_are_compared_on_what_both_rated() {
    let study = study();
    let draw = SamplePlan { per_code: 4, uncoded: 4, seed: 1 };
    let (one, other) = (rated(&study, &frame(&study), draw, &[1]), rated(&study, &frame(&study), draw, &[2, 3]));
    let both = one.shared(&other).unwrap();
    assert_eq!(both.unrated, [1, 2, 3]);
    assert_eq!(both.units.len() + 3, both.design.units.len());
    let elsewhere = Rated { design: Design { seed: 9, ..other.design.clone() }, ..other };
    assert!(one.shared(&elsewhere).is_none(), "another draw");
}
