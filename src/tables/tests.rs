use polars::prelude::{AnyValue, DataFrame};
use proptest::prelude::*;

use super::{
    Association, CodingRows, Definition, FrequencyOptions, KwicRows, PairTest, QuoteSelection, Quotes, RowMaker,
    Sample, Table, associations, cooccurrence, cooccurrence_matrix, frequencies,
};
use crate::codebook::{Code, Codebook, Expr, Localized, Node, Rule, Scoped};
use crate::coding::samples::{by_hand, by_rule};
use crate::coding::{Coders, Coding, Stance, Status, read_codings};
use crate::corpus::{Admission, Document, Time};
use crate::ids::{CodeId, RuleId};
use crate::scope::{Unit, Universe};
use crate::segment::samples::{cut, interview, is_case, place, set};
use crate::stats::Shuffles;
use crate::tally::{CodeTree, Counts, Tally, TallyPlan};

/// shame, shame/silence, shame/exposure, hope, anger; the rule of each on line 10, 20, …
fn codebook() -> Codebook {
    let parents = [None, Some(CodeId(0)), Some(CodeId(0)), None, None];
    let ids = ["shame", "shame/silence", "shame/exposure", "hope", "anger"];
    let codes = ids.iter().zip(parents).enumerate().map(|(i, (id, parent))| Code {
        id: (*id).into(),
        parent,
        depth: usize::from(parent.is_some()),
        rules: vec![rule(i)],
        ..Code::default()
    });
    let name = Localized { plain: Some("Proef".into()), ..Localized::default() };
    Codebook { name, version: "1.2".into(), hash: "abc".into(), codes: codes.collect(), ..Codebook::default() }
}

fn rule(i: usize) -> Rule {
    let node = Node { expr: Expr::Or(Vec::new()), span: crate::text::Span::default() };
    let line = 10 * (i as u32 + 1);
    Rule {
        id: RuleId::new(i),
        text: String::new(),
        node,
        scoped: Scoped::default(),
        note: String::new(),
        line,
        place: None,
    }
}

fn coders() -> Coders {
    let mut coders = Coders::default();
    coders.intern("rules");
    coders.intern("anna");
    coders
}

/// Two interviews with one participant each; three answers. Of the codings one is negated.
fn study() -> Vec<(Document, Vec<Coding>)> {
    let mut first = interview(
        0,
        "r1",
        &[
            "I: Hoe was dat?",
            "R: Ik zweeg erover, uit schaamte. Iedereen zag het.",
            "I: En later, thuis?",
            "R: Toen kwam de hoop.",
        ],
    );
    let mut second = interview(1, "r2", &["I: Hoe was dat?", "R: Ik zweeg."]);
    set(&mut first, "R", "setting", "ggz");
    set(&mut second, "R", "setting", "wijk");
    first.turns[1].time = Some(Time { start: 83_450, end: None });
    let mut negated = by_rule(&first, 2, "Iedereen zag het.", &["zag"]);
    negated.stance = Some(Stance::Negated);
    negated.prompted = Some(true);
    let of_first = vec![
        by_rule(&first, 1, "Ik zweeg erover, uit schaamte.", &["zweeg", "schaamte"]),
        negated,
        by_rule(&first, 3, "Toen kwam de hoop.", &["hoop"]),
        by_rule(&first, 3, "Ik zweeg erover, uit schaamte.", &["uit schaamte"]),
    ];
    let of_second = vec![by_rule(&second, 1, "Ik zweeg.", &["zweeg"])];
    vec![(first, of_first), (second, of_second)]
}

fn by_people() -> Vec<(Document, Vec<Coding>)> {
    let document = interview(0, "r1", &["R: Ik zweeg. Ik hoopte."]);
    let codings = vec![by_hand(&document, 1, "Ik zweeg."), by_hand(&document, 3, "Ik hoopte.")];
    vec![(document, codings)]
}

fn tallied(study: &[(Document, Vec<Coding>)], by: Option<&str>) -> Counts {
    let by = by.map(|by| by.parse().unwrap());
    let mut tally =
        Tally::new(TallyPlan { by, tree: CodeTree::of(&codebook()), coders: coders(), ..TallyPlan::default() });
    study.iter().for_each(|(document, codings)| tally.add(document, &cut(document), codings));
    tally.finish().unwrap()
}

fn defined<T>(make: impl FnOnce(&Definition<'_>) -> T) -> T {
    let (codebook, admission) = (codebook(), Admission::default());
    make(&Definition {
        codebook: &codebook,
        language: "en",
        corpus_hash: "c0ffee",
        unit: Unit::Answer,
        admission: &admission,
        coder: "rules",
        status: "all",
        stance: "all",
        unreadable: 1,
        masked: None,
    })
}

/// A frame as text: a line a row, cells between bars, nothing for null.
fn shown(frame: &DataFrame) -> Vec<String> {
    let row = |i: usize| {
        let cells = frame.columns().iter().map(|column| match column.get(i).unwrap() {
            AnyValue::Null => String::new(),
            AnyValue::String(text) => text.to_owned(),
            AnyValue::StringOwned(text) => text.to_string(),
            AnyValue::Float64(number) => format!("{number:?}"),
            value => value.to_string(),
        });
        cells.collect::<Vec<_>>().join("|")
    };
    (0..frame.height()).map(row).collect()
}

fn header(table: &Table) -> String {
    table.frame.get_column_names().iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
}

#[test]
fn frequencies_keep_zeros_and_end_with_what_is_without_code() {
    let table = defined(|it| frequencies(&tallied(&study(), None), it, FrequencyOptions::default())).unwrap();
    assert_eq!(
        header(&table),
        "theme, code, name, participants, transcripts, units, codings, mentions, negated, prompted, top_share"
    );
    assert_eq!(
        shown(&table.frame),
        [
            "shame|shame|shame|2|2|2|3|4|1|1|0.666666666667",
            "shame|shame/silence|silence|2|2|2|2|3|0|0|0.5",
            "shame|shame/exposure|exposure|1|1|1|1|1|1|1|1.0",
            "hope|hope|hope|1|1|2|2|2|0|0|1.0",
            "anger|anger|anger|0|0|0|0|0|0|0|",
            "||no code|0|0|0|||||",
        ]
    );
    let themes = FrequencyOptions { level: Some(1), ..FrequencyOptions::default() };
    let table = defined(|it| frequencies(&tallied(&study(), None), it, themes)).unwrap();
    assert_eq!(table.frame.height(), 4);
}

#[test]
fn a_table_says_what_it_counted_and_over_whom() {
    let table = defined(|it| frequencies(&tallied(&study(), None), it, FrequencyOptions::default())).unwrap();
    let value = |name: &str| table.definition.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let found =
        ["unit", "part", "units", "participants", "transcripts", "words", "codings", "codings_reviewed"].map(value);
    assert_eq!(found.map(Option::unwrap), ["answer", "participant", "3", "2", "2", "14", "5", "0"]);
    let found = ["codebook", "codebook_version", "codebook_hash", "corpus_hash", "coder", "stance"].map(value);
    assert_eq!(found.map(Option::unwrap), ["Proef", "1.2", "abc", "c0ffee", "rules", "all"]);
    assert_eq!(value("program_version"), Some(env!("CARGO_PKG_VERSION")));
    let caption = table.caption.join("\n");
    for told in [
        "The unit is the answer",
        "words of participants",
        "2 participants, 2 transcripts, 3 units, 14 words.",
        "5 codings by rules, of which 0 made or accepted by a person; 1 negated, counted like the others.",
        "1 transcript could not be read and was skipped.",
        "Codebook Proef 1.2",
    ] {
        assert!(caption.contains(told), "{told} in {caption}");
    }
}

#[test]
fn more_measures_and_intervals() {
    let options = FrequencyOptions { more: true, intervals: true, level: Some(1), ..FrequencyOptions::default() };
    let table = defined(|it| frequencies(&tallied(&study(), None), it, options)).unwrap();
    let names = header(&table);
    assert!(names.ends_with(
        "top_share, units_pct, participants_pct, per_1000_words, coverage_pct, dispersion, units_low_pct, \
         units_high_pct, participants_low_pct, participants_high_pct, per_1000_words_low, per_1000_words_high"
    ));
    // 14 words: 12 in r1, 2 in r2; shame covers 8 + 2 of them; its codings are 2 and 1.
    let row = &shown(&table.frame)[0];
    let cells: Vec<&str> = row.split('|').collect();
    assert_eq!(&cells[11..15], ["66.6666666667", "100.0", "214.285714286", "71.4285714286"]);
    let dp = (2.0f64 / 3.0 - 12.0 / 14.0).abs();
    assert_eq!(cells[15].parse::<f64>().unwrap(), crate::stats::round12(dp));
    assert_eq!(cells[19], "100.0", "two of two");
    let rows = shown(&table.frame);
    let anger: Vec<&str> = rows[2].split('|').collect();
    assert_eq!((anger[11], anger[15], anger[16]), ("0.0", "", "0.0"), "a code without codings has no dispersion");
    assert!(table.undefined.iter().any(|(column, _)| column == "dispersion"));
    assert!(table.caption.iter().any(|sentence| sentence.contains("Wilson")));
}

#[test]
fn peoples_codings_have_neither_mentions_nor_stance() {
    let counts = tallied(&by_people(), None);
    let table = defined(|it| frequencies(&counts, it, FrequencyOptions::default())).unwrap();
    assert_eq!(shown(&table.frame)[1], "shame|shame/silence|silence|1|1|1|1||||1.0");
    assert!(table.undefined.iter().any(|(column, why)| column == "mentions" && why.contains("not on mentions")));
    let mut both = by_people();
    let by_rules = by_rule(&both[0].0, 3, "Ik hoopte.", &["hoopte"]);
    both[0].1.push(by_rules);
    let table = defined(|it| frequencies(&tallied(&both, Some("coder")), it, FrequencyOptions::default())).unwrap();
    let rows = shown(&table.frame);
    assert_eq!(
        (rows[3].as_str(), rows[9].as_str()),
        ("rules|hope|hope|hope|1|1|1|1|1|0|0|1.0", "anna|hope|hope|hope|1|1|1|1||||1.0",)
    );
}

#[test]
fn by_puts_a_column_in_front_and_wide_makes_the_values_columns() {
    let counts = tallied(&study(), Some("setting"));
    let options = FrequencyOptions { level: Some(1), ..FrequencyOptions::default() };
    let table = defined(|it| frequencies(&counts, it, options)).unwrap();
    assert!(header(&table).starts_with("setting, theme, code"));
    let rows = shown(&table.frame);
    assert_eq!(rows.len(), 8);
    assert_eq!(
        (rows[1].as_str(), rows[5].as_str()),
        ("ggz|hope|hope|hope|1|1|2|2|2|0|0|1.0", "wijk|hope|hope|hope|0|0|0|0|0|0|0|")
    );
    let table = defined(|it| frequencies(&counts, it, FrequencyOptions { wide: true, ..options })).unwrap();
    assert!(header(&table).starts_with("theme, code, name, participants_ggz, participants_wijk, transcripts_ggz"));
    assert_eq!(table.frame.height(), 4);
}

/// A variable stands in front of these columns, so that none of them may be called like it.
#[test]
fn reserved_names_are_the_columns_that_a_variable_stands_before() {
    use crate::corpus::{RESERVED, is_reserved};
    let from = RESERVED.iter().position(|name| *name == super::MEASURES[0]).unwrap();
    assert_eq!(
        RESERVED[from..from + super::MEASURES.len()],
        *super::MEASURES,
        "in the same order, none missing, none besides"
    );
    let by = tallied(&study(), Some("setting"));
    let options = FrequencyOptions { more: true, dispersion: true, intervals: true, ..FrequencyOptions::default() };
    let association = Association { test: PairTest::MidP, shuffles: Shuffles { draws: None, seed: 1 } };
    let tables = [
        defined(|it| frequencies(&by, it, options)).unwrap(),
        defined(|it| associations(&by, it, None, association)).unwrap(),
    ];
    for table in tables {
        for column in header(&table).split(", ").filter(|column| *column != "setting") {
            assert!(is_reserved(column), "{column} of {}", table.name);
        }
    }
}

#[test]
fn a_variable_named_like_a_column_is_refused() {
    let error =
        defined(|it| frequencies(&tallied(&study(), Some("units")), it, FrequencyOptions::default())).unwrap_err();
    assert!(error.to_string().contains("`units`") && error.help().unwrap().contains("rename"));
}

#[test]
fn pairs_are_sorted_by_units_and_undefined_ratios_are_empty() {
    let table = defined(|it| cooccurrence(&tallied(&study(), None), it, Some(1))).unwrap();
    assert_eq!(
        header(&table),
        "code_a, code_b, units_a, units_b, both, participants_both, same_words, a_given_b, b_given_a, jaccard"
    );
    assert_eq!(
        shown(&table.frame),
        [
            "shame|hope|2|2|1|1|0|0.5|0.5|0.333333333333",
            "shame|anger|2|0|0|0|0||0.0|0.0",
            "hope|anger|2|0|0|0|0||0.0|0.0",
        ]
    );
    let all = defined(|it| cooccurrence(&tallied(&study(), None), it, None)).unwrap();
    assert_eq!(all.frame.height(), 8, "ten pairs less two of a code and its own ancestor");
    let leaves = defined(|it| cooccurrence(&tallied(&study(), None), it, Some(2))).unwrap();
    assert_eq!(leaves.frame.height(), 6, "silence, exposure, and the themes without codes below");
    assert!(all.caption.iter().any(|sentence| sentence.starts_with("Two codes co-occur")));
}

#[test]
fn the_matrix_is_symmetric_with_units_on_its_diagonal() {
    let table = defined(|it| cooccurrence_matrix(&tallied(&study(), None), it, None)).unwrap();
    assert_eq!(header(&table), "code, shame, shame/silence, shame/exposure, hope, anger");
    assert_eq!(
        shown(&table.frame),
        ["shame|2|||1|0", "shame/silence||2|1|1|0", "shame/exposure||1|1|1|0", "hope|1|1|1|2|0", "anger|0|0|0|0|0"]
    );
}

fn coding_tables(study: &[(Document, Vec<Coding>)], with_text: bool) -> (Table, Table) {
    defined(|it| {
        let coders = coders();
        let maker = RowMaker::new(it.codebook, &coders, it.admission, with_text);
        let mut rows = CodingRows::new(&maker);
        study.iter().for_each(|(document, codings)| rows.add(maker.rows(document, &cut(document), codings)));
        rows.finish(it).unwrap()
    })
}

#[test]
fn codings_and_mentions_a_row_each() {
    let mut study = study();
    is_case(&mut study[0].0, "R", "anna");
    study[0].1[0].mentions[0].rule = RuleId(2);
    study[0].1[0].mentions[0].also = vec![RuleId(1)];
    study[0].1[0].memo = "kijk nog eens".into();
    let question = by_rule(&study[0].0, 3, "En later, thuis?", &["later"]);
    study[0].1.push(question);
    let rejected = Coding { status: Status::Rejected, ..by_rule(&study[1].0, 3, "Ik zweeg.", &["Ik"]) };
    study[1].1.push(rejected);
    let (codings, mentions) = coding_tables(&study, true);
    assert_eq!(
        header(&codings),
        "coding, transcript, case, speaker, part, turn, start, end, time, code, coder, status, stance, prompted, \
         mentions, rules, text, memo"
    );
    assert_eq!(
        shown(&codings.frame),
        [
            "1|r1|anna|R|participant|2|20|50|00:01:23.450|shame/silence|rules|proposed|affirmed|false|2|line 20; line 30|Ik zweeg erover, uit schaamte.|kijk nog eens",
            "2|r1|anna|R|participant|2|20|50|00:01:23.450|hope|rules|proposed|affirmed|false|1|line 40|Ik zweeg erover, uit schaamte.|",
            "3|r1|anna|R|participant|2|51|68|00:01:23.450|shame/exposure|rules|proposed|negated|true|1|line 30|Iedereen zag het.|",
            "4|r1|anna|R|participant|4|94|112||hope|rules|proposed|affirmed|false|1|line 40|Toen kwam de hoop.|",
            "5|r2||R|participant|2|20|29||shame/silence|rules|proposed|affirmed|false|1|line 20|Ik zweeg.|",
        ]
    );
    assert_eq!(header(&mentions), "coding, transcript, code, rule, start, end, text, stance, cue");
    assert_eq!(
        shown(&mentions.frame)[..2],
        [
            "1|r1|shame/silence|line 20; line 30|23|28|zweeg|affirmed|",
            "1|r1|shame/silence|line 20|41|49|schaamte|affirmed|",
        ]
    );
}

#[test]
fn without_text_no_word_of_a_participant_is_left() {
    let mut study = study();
    study[0].1[0].memo = "zij zegt: ik zweeg".into();
    let (codings, mentions) = coding_tables(&study, false);
    assert_eq!(codings.frame.column("memo").unwrap().null_count(), codings.frame.height());
    assert!(codings.undefined.iter().any(|(name, why)| name == "memo" && why.contains("may quote")));
    for table in [&codings, &mentions] {
        assert!(header(table).contains("text"));
        assert_eq!(table.frame.column("text").unwrap().null_count(), table.frame.height());
        assert!(!shown(&table.frame).join("\n").contains("zweeg"));
    }
    let (codings, _) = coding_tables(&by_people(), true);
    assert_eq!(shown(&codings.frame)[0], "1|r1||R|participant|1|3|12||shame/silence|anna|accepted|||||Ik zweeg.|");
}

#[test]
fn codings_written_by_a_run_read_back() {
    let mut study = study();
    study[0].1[0].memo = "kijk; \"nog\" eens".into();
    study.push((interview(2, "r3", &["R: Ik hoopte."]), Vec::new()));
    let by_anna = by_hand(&study[2].0, 3, "Ik hoopte.");
    study[2].1.push(by_anna);
    let (table, _) = coding_tables(&study, true);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codings.csv");
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(table.frame.get_column_names().iter().map(|name| name.as_str())).unwrap();
    for row in 0..table.frame.height() {
        let cells = table.frame.columns().iter().map(|column| match column.get(row).unwrap() {
            AnyValue::Null => String::new(),
            value => value.get_str().map_or_else(|| value.to_string(), str::to_owned),
        });
        writer.write_record(cells).unwrap();
    }
    writer.flush().unwrap();
    let mut read = read_codings(&path).unwrap();
    assert_eq!(read.assign(["r1", "r2", "r3"]), []);
    for (document, codings) in study {
        let found = read.of(&document, &codebook(), &mut coders());
        assert_eq!(found.diagnostics, []);
        let mut codings: Vec<Coding> =
            codings.into_iter().map(|coding| Coding { mentions: Vec::new(), ..coding }).collect();
        codings.sort_by_key(|coding| (coding.span, coding.code));
        let lines = |coding: &Coding| coding.rules.as_ref().map(|rules| rules.lines.clone());
        let is_by_rules = |coding: &Coding| coding.status == Status::Proposed;
        assert!(
            found.value.iter().all(|coding| lines(coding).is_some() == is_by_rules(coding)),
            "rules are told by their lines"
        );
        let back: Vec<Coding> = found.value.into_iter().map(|coding| Coding { rules: None, ..coding }).collect();
        assert_eq!(back, codings, "all but the mentions comes back");
    }
}

#[test]
fn rows_taken_in_batches_are_the_rows_of_the_whole() {
    let (codings, mentions) = coding_tables(&study(), true);
    defined(|it| {
        for batch in 1..7 {
            let coders = coders();
            let maker = RowMaker::new(it.codebook, &coders, it.admission, true).in_batches(batch);
            let mut rows = CodingRows::new(&maker);
            let mut taken = (Vec::new(), Vec::new());
            for (document, codings) in &study() {
                rows.add(maker.rows(document, &cut(document), codings));
                while rows.is_full() {
                    let taken_now = rows.take();
                    let [codings, mentions] =
                        [taken_now.codings(), taken_now.mentions()].map(|it| it.to_frame().unwrap());
                    assert!((1..=batch).contains(&codings.height()), "one block more than a batch at most");
                    taken.0.extend(shown(&codings));
                    taken.1.extend(shown(&mentions));
                }
                assert!(rows.len() < batch);
            }
            let (last, evidence) = rows.finish(it).unwrap();
            taken.0.extend(shown(&last.frame));
            taken.1.extend(shown(&evidence.frame));
            assert_eq!(taken, (shown(&codings.frame), shown(&mentions.frame)), "in batches of {batch}");
            assert_eq!((last.caption, last.definition), (codings.caption.clone(), codings.definition.clone()));
        }
    });
}

fn quoted(selection: QuoteSelection) -> Table {
    let tree = CodeTree::of(&codebook());
    defined(|it| {
        let mut quotes = Quotes::new(selection, &tree, it.unit, it.admission);
        study().iter().for_each(|(document, codings)| quotes.add(document, &cut(document), codings, &coders()));
        quotes.finish(it, true).unwrap()
    })
}

fn texts(table: &Table) -> Vec<String> {
    shown(&table.frame).iter().map(|row| row.rsplit('|').next().unwrap().to_owned()).collect()
}

#[test]
fn quotes_by_code_and_by_company() {
    let shame = Some(CodeId(0));
    let all = quoted(QuoteSelection { code: shame, ..QuoteSelection::default() });
    assert_eq!(
        header(&all),
        "transcript, case, speaker, part, turn, start, end, time, code, coder, status, stance, text"
    );
    assert_eq!(texts(&all), ["Ik zweeg erover, uit schaamte.", "Iedereen zag het.", "Ik zweeg."]);
    let with = QuoteSelection { code: shame, with: Some(CodeId(3)), ..QuoteSelection::default() };
    assert_eq!(texts(&quoted(with)), ["Ik zweeg erover, uit schaamte.", "Iedereen zag het."], "in the same answer");
}

#[test]
fn uncoded_units_show_all_their_words() {
    let mut study = study();
    study[0].1.retain(|coding| coding.code != CodeId(3));
    let tree = CodeTree::of(&codebook());
    let table = defined(|it| {
        let selection = QuoteSelection { uncoded: true, ..QuoteSelection::default() };
        let mut quotes = Quotes::new(selection, &tree, it.unit, it.admission);
        study.iter().for_each(|(document, codings)| quotes.add(document, &cut(document), codings, &coders()));
        quotes.finish(it, true).unwrap()
    });
    assert_eq!(texts(&table), ["Toen kwam de hoop."]);
}

#[test]
fn a_sample_is_the_same_for_the_same_seed_and_says_of_how_many() {
    let draw = |seed| quoted(QuoteSelection { sample: Some(Sample { size: 2, seed }), ..QuoteSelection::default() });
    assert_eq!(texts(&draw(7)), texts(&draw(7)));
    assert!((0..20).any(|seed| texts(&draw(seed)) != texts(&draw(7))), "another seed draws others");
    let table = draw(7);
    assert_eq!(table.frame.height(), 2);
    assert!(table.caption.iter().any(|sentence| sentence == "2 of 5, drawn at random with seed 7."));
}

#[test]
fn marks_show_the_matched_words_in_the_quote() {
    let tree = CodeTree::of(&codebook());
    let admission = Admission::default();
    let mut quotes = Quotes::new(QuoteSelection::default(), &tree, Unit::Answer, &admission);
    let document = interview(0, "r1", &["R: Ik  zweeg\n erover, uit  schaamte."]);
    let coding = by_rule(&document, 1, "Ik  zweeg\n erover, uit  schaamte.", &["zweeg\n erover", "schaamte"]);
    quotes.add(&document, &cut(&document), &[coding], &coders());
    let (quotes, _) = quotes.into_quotes();
    let marked: Vec<&str> = quotes[0].marks.iter().map(|mark| &quotes[0].text[mark.clone()]).collect();
    assert_eq!((quotes[0].text.as_str(), marked), ("Ik zweeg erover, uit schaamte.", vec!["zweeg erover", "schaamte"]));
    assert_eq!(quotes[0].participant.as_deref(), Some("r1/R"));
}

#[test]
fn kwic_shows_words_of_the_same_turn() {
    let (document, _) = &study()[0];
    let mut rows = KwicRows::new(2);
    rows.add(
        document,
        &cut(document),
        &[place(document, "hoop"), place(document, "uit schaamte"), place(document, "Ik")],
    );
    let table = defined(|it| rows.finish(it, "hoop OR schaamte")).unwrap();
    assert_eq!(header(&table), "transcript, speaker, time, start, end, left, match, right");
    assert_eq!(
        shown(&table.frame),
        [
            "r1|R|00:01:23.450|20|22||Ik|zweeg erover",
            "r1|R|00:01:23.450|37|49|zweeg erover,|uit schaamte|. Iedereen zag",
            "r1|R||107|111|kwam de|hoop|.",
        ]
    );
}

/// Codings of random words of a fixed interview, as (first word, words, code).
fn any_marks() -> impl Strategy<Value = Vec<(usize, usize, u32)>> {
    prop::collection::vec((0usize..14, 1usize..6, 0u32..5), 0..12)
}

proptest! {
    #[test]
    fn grouping_the_codings_frame_gives_the_counters(marks in any_marks(), more in any_marks(), everybody in any::<bool>()) {
        let codebook = codebook();
        let part = if everybody { Universe::All } else { Universe::Participant };
        let admission = Admission { part, condition: None };
        let plan = TallyPlan { tree: CodeTree::of(&codebook), admission: admission.clone(), unit: Unit::Transcript, ..TallyPlan::default() };
        let mut tally = Tally::new(plan);
        let coders = coders();
        let maker = RowMaker::new(&codebook, &coders, &admission, false);
        let mut rows = CodingRows::new(&maker);
        for (id, marks) in [marks, more].into_iter().enumerate() {
            let lines = ["I: Hoe was dat voor jou?", "R: Ik zweeg erover. Dat was het.", "I: Echt waar?", "S: Ja hoor."];
            let document = interview(id as u32, &format!("r{id}"), &lines);
            let segments = cut(&document);
            let last = segments.words.len() - 1;
            let codings: Vec<Coding> = marks.into_iter().map(|(from, n, code)| {
                let (from, to) = (from.min(last), (from + n - 1).min(last));
                let span = segments.words[from].span.cover(segments.words[to.max(from)].span);
                let mut coding = by_rule(&document, code, "zweeg", &["zweeg"]);
                coding.span = span;
                coding.turn = document.turn_at(span.start);
                coding
            }).collect();
            tally.add(&document, &segments, &codings);
            rows.add(maker.rows(&document, &segments, &codings));
        }
        let counts = tally.finish().unwrap();
        let definition = Definition {
            codebook: &codebook, language: "en", corpus_hash: "", unit: Unit::Transcript, admission: &admission,
            coder: "rules", status: "all", stance: "all", unreadable: 0, masked: None,
        };
        let (codings, _) = rows.finish(&definition).unwrap();
        let grouped = codings.frame.group_by(["code"]).unwrap().select(["transcript"]).count().unwrap();
        let by_transcript = codings.frame.group_by(["code", "transcript"]).unwrap().select(["coding"]).count().unwrap();
        let of_code = |frame: &DataFrame, id: &str| -> Vec<u64> {
            let n = frame.columns().len() - 1;
            (0..frame.height())
                .filter(|&i| frame.column("code").unwrap().get(i).unwrap().get_str() == Some(id))
                .map(|i| frame.columns()[n].get(i).unwrap().extract::<u64>().unwrap())
                .collect()
        };
        prop_assert_eq!(codings.frame.height() as u64, counts.totals().codings);
        for (i, code) in codebook.codes.iter().enumerate().filter(|(_, code)| code.id != "shame") {
            let there = counts.groups[0].code(CodeId::new(i));
            prop_assert_eq!(of_code(&grouped, &code.id).iter().sum::<u64>(), there.codings);
            // The unit is the transcript, so that both are the number of groups.
            prop_assert_eq!(of_code(&by_transcript, &code.id).len() as u64, there.transcripts);
            prop_assert_eq!(there.units, there.transcripts);
        }
        let whole: u64 = ["shame", "shame/silence", "shame/exposure"].iter().flat_map(|id| of_code(&grouped, id)).sum();
        prop_assert_eq!(whole, counts.groups[0].code(CodeId(0)).codings);
        // The matrix is symmetric, and its diagonal is the column `units` of the frequencies.
        let matrix = cooccurrence_matrix(&counts, &definition, None).unwrap().frame;
        let units = frequencies(&counts, &definition, FrequencyOptions::default()).unwrap().frame;
        for a in 0..codebook.codes.len() {
            for b in 0..codebook.codes.len() {
                let cell = |row: usize, column: usize| matrix.columns()[column + 1].get(row).unwrap().into_static();
                prop_assert_eq!(cell(a, b), cell(b, a));
                if a == b {
                    prop_assert_eq!(cell(a, a), units.column("units").unwrap().get(a).unwrap().into_static());
                }
            }
        }
    }
}
