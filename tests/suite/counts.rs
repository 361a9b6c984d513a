//! Counts, made a second time in other ways.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{Column, DataFrame, NamedFrom, Series};

use kantlijn::corpus::Admission;
use kantlijn::ids::TurnId;
use kantlijn::scope::Unit;
use kantlijn::tables::{
    CodingRows, Definition, FrequencyOptions, RowMaker, cooccurrence, cooccurrence_matrix, frequencies,
};
use kantlijn::tally::{CodeTree, Counts, Tally, TallyPlan};

use crate::samples::{Samples, samples};

const UNITS: [&str; 7] = ["answer", "sentence", "turn", "paragraph", "window:30", "transcript", "case"];

fn unit(word: &str) -> Unit {
    word.parse().expect("a unit")
}

fn definition<'a>(samples: &'a Samples, admission: &'a Admission, unit: Unit, coder: &'a str) -> Definition<'a> {
    Definition {
        codebook: &samples.codebook,
        language: "nl",
        corpus_hash: "",
        unit,
        admission,
        coder,
        status: "all",
        stance: "all",
        unreadable: 0,
        masked: None,
    }
}

/// The counts of one coder's codings of the sample study.
fn counts(samples: &Samples, unit: Unit, coder: &str) -> Counts {
    let coder = samples.coders.find(coder).expect("somebody who coded");
    let mut tally = Tally::new(TallyPlan {
        unit,
        tree: CodeTree::of(&samples.codebook),
        coders: samples.coders.clone(),
        ..TallyPlan::default()
    });
    for applied in &samples.applied {
        let codings: Vec<_> = applied.codings.iter().filter(|coding| coding.coder == coder).cloned().collect();
        tally.add(&applied.reading.document, &applied.segments, &codings);
    }
    tally.finish().expect("counts")
}

/// The frame `codings` of one coder, as the program writes it, with the place of each coding's answer.
fn codings(samples: &Samples, coder: &str) -> (DataFrame, Vec<String>) {
    let admission = Admission::default();
    let wanted = samples.coders.find(coder).expect("somebody who coded");
    let maker = RowMaker::new(&samples.codebook, &samples.coders, &admission, true);
    let mut rows = CodingRows::new(&maker);
    for applied in &samples.applied {
        let codings: Vec<_> = applied.codings.iter().filter(|coding| coding.coder == wanted).cloned().collect();
        rows.add(maker.rows(&applied.reading.document, &applied.segments, &codings));
    }
    let (table, _) = rows.finish(&definition(samples, &admission, Unit::default(), coder)).expect("a frame");
    let turns = table.frame.column("turn").expect("a column").i64().expect("numbers");
    let answers = texts(&table.frame, "transcript")
        .into_iter()
        .zip(turns.iter())
        .map(|(transcript, turn)| {
            let applied = samples.applied.iter().find(|applied| applied.reading.document.name == transcript);
            let turn = usize::try_from(turn.expect("a turn") - 1).expect("a turn");
            let answer = applied.and_then(|applied| applied.segments.answer_of[turn]).expect("an answer");
            format!("{transcript}:{answer}")
        })
        .collect();
    (table.frame, answers)
}

/// A column of words; an empty cell is an empty word.
fn texts(frame: &DataFrame, name: &str) -> Vec<String> {
    let column = frame.column(name).unwrap_or_else(|error| panic!("{error}"));
    column.str().expect("words").iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
}

fn numbers(frame: &DataFrame, name: &str) -> Vec<Option<i64>> {
    let column = frame.column(name).unwrap_or_else(|error| panic!("{error}"));
    let column = column.cast(&polars::prelude::DataType::Int64).expect("numbers");
    column.i64().expect("numbers").iter().collect()
}

/// `a/b/c` and everything above it.
fn line(code: &str) -> Vec<String> {
    code.match_indices('/').map(|(at, _)| code[..at].to_owned()).chain([code.to_owned()]).collect()
}

/// The frame of codings once for each code on the way up, so that a group-by sees unions and sums.
fn rolled_up(frame: &DataFrame, answers: &[String]) -> DataFrame {
    let of = |name: &str| texts(frame, name);
    let (codes, transcripts, cases, speakers) = (of("code"), of("transcript"), of("case"), of("speaker"));
    let (turns, stances) = (numbers(frame, "turn"), of("stance"));
    let (mentions, prompted) = (numbers(frame, "mentions"), frame.column("prompted").expect("a column"));
    let prompted: Vec<Option<bool>> = prompted.bool().expect("truths").iter().collect();
    let mut cells: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut sums: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for i in 0..codes.len() {
        let person = if cases[i].is_empty() { format!("{}/{}", transcripts[i], speakers[i]) } else { cases[i].clone() };
        for code in line(&codes[i]) {
            for (name, cell) in [
                ("code", code.clone()),
                ("person", person.clone()),
                ("transcript", transcripts[i].clone()),
                ("answer", answers[i].clone()),
                ("turn", format!("{}:{:?}", transcripts[i], turns[i])),
            ] {
                cells.entry(name).or_default().push(cell);
            }
            for (name, cell) in [
                ("one", 1),
                ("mentions", mentions[i].unwrap_or_default()),
                ("negated", i64::from(stances[i] == "negated")),
                ("prompted", i64::from(prompted[i] == Some(true))),
            ] {
                sums.entry(name).or_default().push(cell);
            }
        }
    }
    let mut columns: Vec<Column> =
        cells.into_iter().map(|(name, cells)| Series::new(name.into(), cells).into()).collect();
    columns.extend(sums.into_iter().map(|(name, cells)| Column::from(Series::new(name.into(), cells))));
    DataFrame::new_infer_height(columns).expect("a frame")
}

/// For each code and value of `key` besides, the sum of `column`.
#[expect(deprecated, reason = "polars' lazy group-by is not among this crate's features")]
fn summed(frame: &DataFrame, key: &[&str], column: &str) -> DataFrame {
    frame.group_by(key).expect("groups").select([column]).sum().expect("sums")
}

/// For each code, how many different values `column` has.
#[expect(deprecated, reason = "polars' lazy group-by is not among this crate's features")]
fn different_values(frame: &DataFrame, column: &str) -> DataFrame {
    frame.group_by(["code"]).expect("groups").select([column]).n_unique().expect("counts")
}

/// For each code, the sum of `column`, or how many different values it has.
fn by_code(frame: &DataFrame, column: &str, different: bool) -> BTreeMap<String, i64> {
    let (result, name) = if different {
        (different_values(frame, column), format!("{column}_n_unique"))
    } else {
        (summed(frame, &["code"], column), format!("{column}_sum"))
    };
    let values = numbers(&result, &name).into_iter().map(|value| value.expect("a number"));
    texts(&result, "code").into_iter().zip(values).collect()
}

#[test]
fn a_group_by_of_polars_counts_the_same() {
    let samples = samples();
    for coder in ["rules", "anna", "bram"] {
        let (frame, answers) = codings(samples, coder);
        assert!(frame.height() > 50, "{coder} has hardly any codings");
        let rolled = rolled_up(&frame, &answers);
        // Rules code within a turn; people may mark more than that.
        let units: &[&str] = if coder == "rules" { &["answer", "turn", "transcript"] } else { &["transcript"] };
        for &word in units {
            let admission = Admission::default();
            let counts = counts(samples, unit(word), coder);
            let definition = definition(samples, &admission, unit(word), coder);
            let table = frequencies(&counts, &definition, FrequencyOptions::default()).expect("a table").frame;
            let codes = texts(&table, "code");
            let mut checked = 0;
            for (name, column, different) in [
                ("codings", "one", false),
                ("mentions", "mentions", false),
                ("negated", "negated", false),
                ("prompted", "prompted", false),
                ("participants", "person", true),
                ("transcripts", "transcript", true),
                ("units", word, true),
            ] {
                if coder != "rules" && ["mentions", "negated", "prompted"].contains(&name) {
                    assert!(numbers(&table, name).iter().all(Option::is_none), "{name} of {coder}");
                    continue;
                }
                let counted = by_code(&rolled, column, different);
                for (code, value) in codes.iter().zip(numbers(&table, name)).filter(|(code, _)| !code.is_empty()) {
                    let expected = counted.get(code).copied().unwrap_or_default();
                    assert_eq!(value, Some(expected), "{name} of {code} by {coder} in {word}");
                    checked += 1;
                }
            }
            assert!(checked >= 300, "only {checked} cells");
        }
        let shares = summed(&rolled, &["code", "person"], "one");
        let mut top: BTreeMap<String, (i64, i64)> = BTreeMap::new();
        for (code, of_person) in texts(&shares, "code").into_iter().zip(numbers(&shares, "one_sum")) {
            let (most, all) = top.entry(code).or_default();
            *most = of_person.expect("a number").max(*most);
            *all += of_person.expect("a number");
        }
        let admission = Admission::default();
        let counts = counts(samples, Unit::default(), coder);
        let definition = definition(samples, &admission, Unit::default(), coder);
        let table = frequencies(&counts, &definition, FrequencyOptions::default()).expect("a table").frame;
        let column = table.column("top_share").expect("a column").f64().expect("shares");
        for (code, share) in texts(&table, "code").iter().zip(column.iter()).filter(|(code, _)| !code.is_empty()) {
            let expected = top.get(code).map(|&(most, all)| most as f64 / all as f64);
            let close = match (share, expected) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-11,
                (a, b) => a.is_none() && b.is_none(),
            };
            assert!(close, "top_share of {code} by {coder}: {share:?}, not {expected:?}");
        }
    }
}

#[test]
fn cooccurrence_is_symmetric_with_the_frequency_on_its_diagonal() {
    let samples = samples();
    let admission = Admission::default();
    for (coder, level) in [("rules", Some(1)), ("rules", None), ("anna", None)] {
        for word in UNITS {
            let counts = counts(samples, unit(word), coder);
            let definition = definition(samples, &admission, unit(word), coder);
            let options = FrequencyOptions { level, ..FrequencyOptions::default() };
            let frequency = frequencies(&counts, &definition, options).expect("a table").frame;
            let units: BTreeMap<String, Option<i64>> =
                texts(&frequency, "code").into_iter().zip(numbers(&frequency, "units")).collect();
            let matrix = cooccurrence_matrix(&counts, &definition, level).expect("a matrix").frame;
            let codes = texts(&matrix, "code");
            let cells: Vec<Vec<Option<i64>>> = codes.iter().map(|code| numbers(&matrix, code)).collect();
            for (i, code) in codes.iter().enumerate() {
                assert_eq!(cells[i][i], units[code], "the diagonal of {code} in {word}");
                for j in 0..codes.len() {
                    assert_eq!(cells[i][j], cells[j][i], "{code} and {} in {word}", codes[j]);
                    assert!(cells[i][j] <= units[code], "{code} and {} in {word}", codes[j]);
                }
            }
            let pairs = cooccurrence(&counts, &definition, level).expect("pairs").frame;
            let at = |code: &str| codes.iter().position(|known| known == code).expect("a code of the matrix");
            let both = numbers(&pairs, "both");
            for ((a, b), both) in texts(&pairs, "code_a").iter().zip(texts(&pairs, "code_b")).zip(both) {
                assert_eq!(cells[at(a)][at(&b)], both, "{a} and {b} in {word}");
            }
            assert!(pairs.height() > 200, "only {} pairs", pairs.height());
        }
    }
}

#[test]
fn pairs_of_answers_counted_one_by_one_are_the_same() {
    let samples = samples();
    let rules = samples.coders.find("rules").expect("the rules code");
    // A sentence is in one answer, so a coding by rules is in one too.
    let mut answers: BTreeMap<(u32, u32), BTreeSet<String>> = BTreeMap::new();
    for applied in &samples.applied {
        for coding in applied.codings.iter().filter(|coding| coding.coder == rules) {
            let turn = coding.turn.unwrap_or(TurnId(0));
            let Some(answer) = applied.segments.answer_of[turn.index()] else { continue };
            let codes = answers.entry((applied.reading.document.id.0, answer)).or_default();
            codes.extend(line(&samples.codebook.code(coding.code).id));
        }
    }
    let admission = Admission::default();
    let counts = counts(samples, Unit::default(), "rules");
    let definition = definition(samples, &admission, Unit::default(), "rules");
    let pairs = cooccurrence(&counts, &definition, None).expect("pairs").frame;
    let (a, b) = (texts(&pairs, "code_a"), texts(&pairs, "code_b"));
    let (mut met, both) = (0, numbers(&pairs, "both"));
    for i in 0..pairs.height() {
        let expected = answers.values().filter(|codes| codes.contains(&a[i]) && codes.contains(&b[i])).count();
        assert_eq!(both[i], i64::try_from(expected).ok(), "{} and {}", a[i], b[i]);
        met += usize::from(expected > 0);
    }
    assert!(met > 100, "only {met} pairs meet");
}
