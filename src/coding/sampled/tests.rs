use std::collections::BTreeMap;
use std::path::Path;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::codebook::{Code, Codebook};
use crate::coding::samples::by_rule;
use crate::coding::{Anchor, Coding};
use crate::corpus::{Admission, Document};
use crate::scope::Unit;
use crate::segment::Segments;
use crate::segment::samples::{cut, interview};

use super::{Design, Drawn, Frame, FrameUnit, Rated, RatedUnit, SamplePlan, SampledUnit};

/// A document, cut and coded by rules.
type Coded = (Document, Segments, Vec<Coding>);

/// By the last word of an answer, which of the two codes the coder finds.
type Truth = BTreeMap<String, [bool; 2]>;

fn codebook() -> Codebook {
    let codes = ["common", "rare", "never"].map(|id| Code { id: id.into(), ..Code::default() });
    Codebook { codes: codes.into(), ..Codebook::default() }
}

/// A study of answers, each `veel`, `zeldzaam`, both, or neither; and whether the coder, who knows better than the rules, finds them.
fn study() -> (Vec<Coded>, Truth) {
    let mut draws = ChaCha8Rng::seed_from_u64(11);
    let mut truth = BTreeMap::new();
    let mut chance = |percent: u64| draws.next_u64() % 100 < percent;
    let documents = (0..9).map(|of| {
        let answers = 4 + of * 3;
        let lines: Vec<String> = (0..answers)
            .flat_map(|i| {
                let (common, rare) = (chance(40 + of as u64), chance(9));
                let said = format!(
                    "{}{} antwoord{of}x{i}",
                    if common { "veel " } else { "" },
                    if rare { "zeldzaam " } else { "" }
                );
                // The coder misses some of what the rules find, and finds more.
                truth.insert(format!("antwoord{of}x{i}"), [common != chance(20), rare != chance(10)]);
                [format!("I: Vraag nummer {i} van dit gesprek?"), format!("R{of}: {said}.")]
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let document = interview(of, &format!("r{of}"), &lines);
        let segments = cut(&document);
        let mut codings = Vec::new();
        for turn in &document.turns {
            let said = turn.span.of(&document.text);
            for (code, word) in [(0, "veel"), (1, "zeldzaam")] {
                if said.contains(word) {
                    codings.push(by_rule(&document, code, said, &[word]));
                }
            }
        }
        (document, segments, codings)
    });
    (documents.collect(), truth)
}

fn frame(study: &[Coded]) -> Frame {
    let mut frame = Frame::default();
    for (document, segments, codings) in study {
        frame.add(FrameUnit::all(document, segments, Unit::Answer, &Admission::default(), codings));
    }
    frame
}

fn units(study: &[Coded], drawn: &Drawn) -> Vec<SampledUnit> {
    let of = |(document, segments, _): &Coded| drawn.of(document, segments, Unit::Answer, &Admission::default());
    let mut units: Vec<SampledUnit> = study.iter().flat_map(of).collect();
    units.sort_by_key(|unit| unit.number);
    units
}

/// What a coder who makes no mistakes says of the drawn units.
fn rated(design: Design, units: &[SampledUnit], truth: &Truth) -> Rated {
    let rate = |unit: &SampledUnit| {
        let word = unit.words.split_whitespace().last().unwrap().trim_end_matches('.');
        let codes =
            ["common", "rare"].iter().zip(truth[word]).filter(|(_, there)| *there).map(|(code, _)| (*code).to_owned());
        RatedUnit {
            number: unit.number,
            transcript: unit.transcript.clone(),
            anchor: unit.anchor.clone(),
            codes: codes.collect(),
            memo: unit.words.clone(),
            stratum: design.units.iter().find(|one| one.number == unit.number).unwrap().stratum,
            row: unit.number + 1,
        }
    };
    Rated { coder: "bram".into(), units: units.iter().map(rate).collect(), unrated: Vec::new(), design }
}

#[test]
fn weighted_true_and_false_positives_and_negatives_are_unbiased() {
    let (study, truth) = study();
    let frame = frame(&study);
    let all: Vec<&str> = study
        .iter()
        .flat_map(|(document, ..)| document.turns.iter().map(|turn| turn.span.of(&document.text)))
        .collect();
    let finds = [("veel", 0), ("zeldzaam", 1)];
    // By rules and coder, by rules alone, by the coder alone, of each code, in the whole study.
    let population: Vec<usize> = finds
        .iter()
        .flat_map(|(word, code)| {
            let answers = || all.iter().filter(|said| said.contains("antwoord"));
            let coder = |said: &str| truth[said.split_whitespace().last().unwrap().trim_end_matches('.')][*code];
            [(true, true), (true, false), (false, true)].map(|(rules, person)| {
                answers().filter(|said| (said.contains(word), coder(said)) == (rules, person)).count()
            })
        })
        .collect();
    assert!(population.iter().all(|&count| count > 2), "{population:?}");
    // Every unit with its words, so that they are not cut again for every seed.
    let whole = frame.draw(SamplePlan { per_code: u64::MAX, uncoded: u64::MAX, seed: 0 }, 3);
    let words: Vec<SampledUnit> = units(&study, &whole);
    assert_eq!(words.len(), frame.len());
    let seeds = 600_u32;
    let mut sums = vec![(0.0, 0.0, 0_u64); 6];
    for seed in 0..seeds {
        let plan = SamplePlan { per_code: 8, uncoded: 12, seed: u64::from(seed) };
        let drawn = frame.draw(plan, 3);
        let shown = drawn
            .units
            .iter()
            .map(|(unit, (number, _))| SampledUnit { number: *number, ..words[whole.units[unit].0 - 1].clone() });
        let shown: Vec<SampledUnit> = shown.collect();
        let rated = rated(drawn.design(&shown, Unit::Answer, plan, &codebook()), &shown, &truth);
        for (i, (word, code)) in finds.iter().enumerate() {
            let code = ["common", "rare"][*code];
            for (j, (rules, person)) in [(true, true), (true, false), (false, true)].into_iter().enumerate() {
                let (total, taken) = rated.estimate(|unit| {
                    (unit.memo.contains(word), unit.codes.iter().any(|one| one == code)) == (rules, person)
                });
                let sum = &mut sums[3 * i + j];
                *sum = (sum.0 + total, sum.1 + total * total, sum.2 + taken);
            }
        }
    }
    let seeds = f64::from(seeds);
    for ((sum, squares, taken), truth) in sums.into_iter().zip(population) {
        let mean = sum / seeds;
        let error = ((squares / seeds - mean * mean) / seeds).sqrt();
        assert!((mean - truth as f64).abs() <= 3.5 * error + 1e-9, "{mean} ± {error} for {truth}");
        assert!(taken > 0);
    }
}

#[test]
fn every_unit_is_drawn_as_often_as_its_probability_says() {
    let (study, _) = study();
    let frame = frame(&study);
    let mut times: BTreeMap<_, (u32, usize)> = BTreeMap::new();
    let seeds = 2000_u32;
    let mut strata = Vec::new();
    for seed in 0..seeds {
        let drawn = frame.draw(SamplePlan { per_code: 5, uncoded: 9, seed: u64::from(seed) }, 3);
        for (unit, (_, stratum)) in &drawn.units {
            let known = times.entry(*unit).or_insert((0, *stratum));
            assert_eq!(known.1, *stratum, "a unit lies in one stratum, whatever is drawn");
            known.0 += 1;
        }
        strata = drawn.strata;
    }
    assert_eq!(times.len(), frame.len(), "each unit is drawn at some time");
    for (unit, (times, stratum)) in times {
        let p = strata[stratum].drawn as f64 / strata[stratum].units as f64;
        let deviation = (f64::from(seeds) * p * (1.0 - p)).sqrt();
        let expected = f64::from(seeds) * p;
        assert!((f64::from(times) - expected).abs() <= 4.5 * deviation, "{unit:?}: {times} times, not {expected}");
    }
}

#[test]
fn participants_get_the_whole_number_next_to_their_share() {
    let (study, _) = study();
    let frame = frame(&study);
    for seed in 0..40 {
        let plan = SamplePlan { per_code: 0, uncoded: 15, seed };
        let drawn = frame.draw(plan, 3);
        let stratum = drawn.strata.iter().find(|stratum| stratum.code.is_none()).unwrap();
        let of_study = |(document, segments, codings): &Coded| {
            let units = FrameUnit::all(document, segments, Unit::Answer, &Admission::default(), codings);
            (document.name.clone(), units.iter().filter(|unit| unit.codes_are_none()).count())
        };
        let shown = units(&study, &drawn);
        for (name, uncoded) in study.iter().map(of_study) {
            let got = shown.iter().filter(|unit| unit.transcript == name).count() as f64;
            let share = 15.0 * uncoded as f64 / stratum.units as f64;
            assert!((share.floor()..=share.ceil()).contains(&got), "{name}: {got} of a share of {share}");
        }
    }
}

#[test]
fn the_same_seed_draws_the_same_and_codes_are_not_to_be_told_from_the_order() {
    let (study, _) = study();
    let frame = frame(&study);
    let plan = |seed| SamplePlan { per_code: 8, uncoded: 12, seed };
    assert_eq!(frame.draw(plan(3), 3), frame.draw(plan(3), 3));
    assert_ne!(frame.draw(plan(3), 3), frame.draw(plan(4), 3));
    let drawn = frame.draw(plan(3), 3);
    let design = drawn.design(&units(&study, &drawn), Unit::Answer, plan(3), &codebook());
    let strata: Vec<usize> = design.units.iter().map(|unit| unit.stratum).collect();
    assert!(!strata.is_sorted() && strata.windows(2).filter(|pair| pair[0] != pair[1]).count() > 8, "{strata:?}");
    assert_eq!(drawn.present[2], (0, 0));
    assert!(drawn.present[0].1 >= 8 && drawn.present[1].1 >= 8, "{:?}", drawn.present);
}

#[test]
fn a_unit_that_others_interrupt_is_anchored_on_its_first_turn() {
    let lines = ["I: Hoe was dat toen voor jullie?", "A: Zwaar, vond ik.", "B: Ja, voor mij ook.", "A: Heel zwaar."];
    let document = interview(0, "r1", &lines);
    let segments = cut(&document);
    let admission = Admission::default();
    let units = segments.units(&document, Unit::Answer, |turn| admission.admits(&document, turn));
    let first = SampledUnit::of(1, &document, &segments, &units, 0).unwrap();
    assert_eq!(first.question, "I: Hoe was dat toen voor jullie?");
    assert_eq!(first.anchor.quote.as_deref(), Some("Zwaar, vond ik."));
    assert_eq!((first.speaker.as_str(), first.anchor.place.is_some()), ("A", true));
    assert!(first.words.starts_with("Zwaar, vond ik."), "{}", first.words);
    // A code on the anchor is present in that unit alone, and that is the unit that was rated.
    let span = first.anchor.find(&mut crate::coding::Passages::of(&document)).unwrap().span;
    assert_eq!(units.touched(segments.words_in(span)), [0]);
    let one = RatedUnit { transcript: "r1".into(), anchor: first.anchor, ..RatedUnit::default() };
    let gone = RatedUnit {
        transcript: "r1".into(),
        anchor: Anchor { place: Some((3, 9)), quote: Some("Dit staat er niet, nooit gezegd.".into()), around: None },
        number: 7,
        ..RatedUnit::default()
    };
    let rated =
        Rated { units: vec![one.clone(), gone, RatedUnit { transcript: "r2".into(), ..one }], ..Rated::default() };
    let placed = rated.of(&document, &segments, &units);
    assert_eq!(placed.units.keys().copied().collect::<Vec<_>>(), [0]);
    assert_eq!(placed.lost.iter().map(|unit| unit.number).collect::<Vec<_>>(), [7]);
    // Where nobody's words count there is no unit to be lost.
    let nobody = segments.units(&document, Unit::Answer, |_| false);
    assert_eq!(rated.of(&document, &segments, &nobody).lost.len(), 1);
    // What is called by its folder now is found all the same; what two may be called is left as it is.
    let mut moved = rated.clone();
    moved.assign(["deel/r1", "a/r2", "b/r2"]);
    let names: Vec<&str> = moved.units.iter().map(|unit| unit.transcript.as_str()).collect();
    assert_eq!(names, ["deel/r1", "deel/r1", "r2"]);
}

#[test]
fn a_sheet_comes_back_with_its_weights() {
    let (study, _) = study();
    let plan = SamplePlan { per_code: 4, uncoded: 0, seed: 1 };
    let drawn = frame(&study).draw(plan, 3);
    let shown = units(&study, &drawn);
    let design = drawn.design(&shown, Unit::Answer, plan, &codebook());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("carla.csv");
    let header: Vec<&str> = super::SECOND_CODER.iter().map(|column| column.name).collect();
    let fill = |codes: &[&str]| {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(&header).unwrap();
        for (unit, codes) in shown.iter().zip(codes.iter().chain(std::iter::repeat(&""))) {
            let mut cells = unit.cells();
            cells[5] = (*codes).to_owned();
            table.write_record(&cells).unwrap();
        }
        std::fs::write(&path, table.into_inner().unwrap()).unwrap();
    };
    fill(&["rare; common", "-", "geen"]);
    assert!(Rated::read(&path, None, None).unwrap_err().to_string().contains("carla.design.csv is not there"));
    std::fs::write(Design::beside(&path), design.to_csv()).unwrap();
    let read = Design::read(&Design::beside(&path)).unwrap();
    assert_eq!(
        (read.codes.clone(), read.units.clone(), read.unit, read.seed),
        (design.codes.clone(), design.units.clone(), Unit::Answer, 1)
    );
    assert_eq!(
        read.strata.iter().map(|s| (s.units, s.drawn)).collect::<Vec<_>>(),
        design.strata.iter().map(|s| (s.units, s.drawn)).collect::<Vec<_>>()
    );
    let rated = Rated::read(&path, None, None).unwrap();
    assert_eq!((rated.coder.as_str(), rated.units.len(), rated.unrated.len()), ("carla", 3, shown.len() - 3));
    assert_eq!(rated.units[0].codes, ["rare", "common"]);
    assert!(rated.units[1].codes.is_empty() && rated.units[2].codes.is_empty());
    assert_eq!(
        rated.in_words(),
        format!("3 of the {} units that were drawn are rated, 2 of them without any code", shown.len())
    );
    let uncoded = design.strata.iter().find(|stratum| stratum.code.is_none()).unwrap().units;
    assert!(rated.unseen() >= uncoded, "none of the units without a code was drawn");
    // What is no row of the draw, and what is there twice, is told at once.
    let text = std::fs::read_to_string(&path).unwrap();
    let last = text.lines().last().unwrap().to_owned();
    std::fs::write(&path, format!("{text}{last}\n{}\n", last.replacen(&shown.len().to_string(), "99", 1))).unwrap();
    let told = Rated::read(&path, None, None).unwrap_err().to_string();
    assert!(told.contains("in an earlier row") && told.contains("not one of those that were drawn"), "{told}");
}

/// How many units a stratum has, how many of them were rated, and how many of those have a code.
type Taken = (u64, u64, u64);

/// Units that were rated, of such strata.
fn of_strata(strata: &[Taken]) -> Rated {
    let mut rated = Rated::default();
    for (stratum, &(units, drawn, taken)) in strata.iter().enumerate() {
        rated.design.strata.push(super::Stratum { code: None, units, drawn });
        let codes = |i: u64| if i < taken { vec!["a".to_owned()] } else { Vec::new() };
        rated.units.extend((0..drawn).map(|i| RatedUnit { codes: codes(i), stratum, ..RatedUnit::default() }));
    }
    rated
}

#[test]
fn totals_are_those_of_another_program() {
    // samplics 0.6.1 (PyPI), TaylorEstimator(PopParam.total), with the weights N / n.
    let tables: [(&[Taken], f64); 6] = [
        (&[(1_000_000_000, 40, 13), (3, 3, 1), (17, 5, 0)], 325_000_001.0),
        (&[(999_999_937, 7, 7), (1_000_000, 999, 1)], 1_000_000_938.0),
        (&[(865, 31, 0), (432_205_069, 59, 0), (4282, 18, 0), (9, 9, 9)], 9.0),
        (&[(311_999_321, 56, 56), (363_283_145, 25, 0), (2046, 6, 6), (79, 37, 19)], 312_001_407.568),
        (&[(3491, 28, 0), (8, 6, 6), (575_045_776, 31, 0), (7, 7, 7)], 15.0),
        (&[(803_023_599, 21, 20), (7, 7, 7), (1964, 60, 60)], 764_786_351.0),
    ];
    for (strata, total) in tables {
        let rated = of_strata(strata);
        let taken = strata.iter().map(|(.., taken)| taken).sum();
        assert_eq!(rated.estimate(|unit| !unit.codes.is_empty()), (total, taken), "{strata:?}");
        // The same by the weight of each.
        let sum: f64 = rated.units.iter().filter(|unit| !unit.codes.is_empty()).map(|unit| rated.weight(unit)).sum();
        assert!((sum - total).abs() <= total * 1e-11, "{sum} for {total}");
    }
    assert_eq!(of_strata(&[(5, 0, 0), (4, 2, 0)]).estimate(|unit| !unit.codes.is_empty()), (0.0, 0));
    assert_eq!(of_strata(&[(5, 0, 0), (4, 2, 0)]).unseen(), 5);
}

#[test]
fn a_design_that_contradicts_itself_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.design.csv");
    let header = "nr,transcript,start,end,code,units,drawn,probability,unit,seed\n";
    for (rows, what) in [
        ("1,r1,0,5,a,2,3,1,answer,1\n", "more units are drawn"),
        ("1,r1,0,5,a,9,2,1,answer,1\n2,r1,9,12,a,8,2,1,answer,1\n", "another size"),
        ("1,r1,0,5,a,9,2,1,answer,1\n1,r1,9,12,a,9,2,1,answer,1\n", "earlier row"),
        ("1,r1,0,5,a,9,2,1,answer,1\n", "1 row is of `a`, and 2 were drawn"),
        ("1,r1,0,5,a,9,1,1,answer,1\n2,r1,9,12,b,9,1,1,turn,1\n", "another draw"),
        ("1,r1,x,5,a,9,1,1,answer,1\n", "no whole number"),
        ("1,r1,0,5,a,9,1,1,page,1\n", "no unit"),
    ] {
        std::fs::write(&path, format!("{header}{rows}")).unwrap();
        let told = Design::read(Path::new(&path)).unwrap_err().to_string();
        assert!(told.contains(what), "{told}");
    }
}
