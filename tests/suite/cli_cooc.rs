//! What goes together: measures and tests, relations between passages, combinations of codes.

use insta::assert_snapshot;

use crate::run::{Folder, run_in};
use crate::samples::in_repository;

/// In the first answer of `r1` one coding of shame over two of work: one within it, one across its end.
const HAND: &str = "transcript,code,coder,text\n\
    r1,shame,anna,Ik schaamde me voor mijn werk.\n\
    r1,work,anna,mijn werk\n\
    r1,work,anna,werk. Dat\n\
    r1,work,bram,Ik schaamde me voor mijn werk.\n\
    r1,hope,anna,Dat heb ik lang verzwegen.\n\
    r2,shame,anna,De baas weet het.\n\
    r2,work,anna,Het werk is zwaar.\n\
    r2,hope,anna,werk is zwaar\n\
    r10,shame,anna,Ik schaam me nergens voor.\n\
    r10,work,anna,Ik schaam me nergens voor.\n";

fn study() -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", HAND.as_bytes());
    folder
}

/// The row of one table as names and values.
fn row(table: &str, at: usize) -> std::collections::BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let record = reader.records().nth(at).expect("a row").expect("a row");
    names.into_iter().zip(record.iter().map(str::to_owned)).collect()
}

fn caption(folder: &Folder, line: &str) -> String {
    let whole: serde_json::Value =
        serde_json::from_str(&folder.run(&format!("{line} -f json --lang en")).text()).expect("JSON");
    whole["caption"].as_array().expect("sentences").iter().filter_map(|s| s.as_str()).collect::<Vec<_>>().join(" ")
}

/// Of eight answers five hold shame, three work, two both: E = 15/8, φ = (2·2 − 3·1)/15; of C(8,3) = 56 ways to lay three
/// answers of work thirty have two of them in shame and ten have three.
#[test]
fn measures_and_the_exact_test() {
    let folder = Folder::study();
    let plain = folder.run("cooc t -c c.toml").text();
    let all = folder.run("cooc t -c c.toml --measures all").text();
    assert!(all.starts_with(plain.lines().next().expect("a header")), "the columns of a plain table come first: {all}");
    let pair = row(&all, 0);
    let is = |name: &str, value: &str| assert_eq!(pair[name], value, "{name}");
    is("expected", "1.875");
    is("lift", "1.06666666667");
    is("phi", "0.0666666666667");
    // (2.5 · 2.5) / (3.5 · 1.5)
    is("odds_ratio", "1.19047619048");
    is("p", "0.446428571429");
    is("q", "0.446428571429");
    let fisher = row(&folder.run("cooc t -c c.toml --measures all --test fisher").text(), 0);
    assert_eq!(fisher["p"], "0.714285714286", "40/56");
    let said = caption(&folder, "cooc t -c c.toml --measures all");
    for words in ["Lancaster 1961", "independent", "no random sample", "over the 1 pair that could be tested"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

/// Only in `r10` could the two lie otherwise: of four answers three hold shame and one work, which falls in shame three
/// times in four.
#[test]
fn tests_within_interviews() {
    let folder = Folder::study();
    let line = "cooc t -c c.toml --measures all --test permutation";
    assert_eq!(row(&folder.run(line).text(), 0)["p"], "0.75");
    assert!(caption(&folder, line).contains("All shuffles were counted, none drawn."));
    let drawn = format!("{line} --draws 999 --seed 7");
    let p: f64 = row(&folder.run(&drawn).text(), 0)["p"].parse().expect("a number");
    assert!((p - 0.75).abs() < 0.06, "{p}");
    assert_eq!(folder.run(&drawn).text(), folder.run(&drawn).text());
    assert_ne!(folder.run(&drawn).text(), folder.run(&format!("{line} --draws 999 --seed 8")).text());
    assert!(caption(&folder, &drawn).contains("999 shuffles were drawn with seed 7"));
    // (1 − 0.75) / √(3·1·1·3 / (4²·3)) = 0.577 standard deviations above.
    let cmh = row(&folder.run("cooc t -c c.toml --measures all --test cmh").text(), 0);
    assert_eq!((cmh["p"].as_str(), cmh["odds_common"].as_str()), ("0.281851430825", ""));
}

/// Nobody speaks of both in one answer, and each is spoken of by itself: the common odds are nought, which is a number.
#[test]
fn common_odds_of_nothing_are_a_nought_without_an_interval() {
    let folder = Folder::with(&[
        ("t/r1.txt", "I: Hoe was dat?\n\nR: Ik schaam me.\n\nI: En toen?\n\nR: Mijn werk.\n"),
        ("c.toml", crate::run::CODEBOOK),
    ]);
    let cmh = row(&folder.run("cooc t -c c.toml --measures all --test cmh").text(), 0);
    assert_eq!(["odds_common", "odds_common_low", "odds_common_high"].map(|name| cmh[name].as_str()), ["0", "", ""]);
}

#[test]
fn a_pair_that_cannot_be_tested_has_no_p_and_does_not_count() {
    let folder = study();
    let table = folder.run("cooc t --codings hand.csv --coder bram --measures all").text();
    let pair = row(&table, 0);
    assert_eq!((pair["phi"].as_str(), pair["p"].as_str(), pair["q"].as_str()), ("", "", ""));
    assert_eq!(pair["expected"], "0");
    let said = caption(&folder, "cooc t --codings hand.csv --coder bram --measures all");
    assert!(said.contains("over the 0 pairs that could be tested; 3 could not"), "{said}");
}

#[test]
fn relations_between_passages() {
    let folder = study();
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --relation overlap").text(), @r"
    code_a,code_b,codings_a,codings_b,pairs,equal,a_in_b,b_in_a,crossing,participants_both,c,c_out_of_range
    shame,work,3,4,3,1,0,1,1,2,0.75,false
    work,hope,4,2,2,0,0,1,1,1,0.5,false
    shame,hope,3,2,0,0,0,0,0,0,0,false
    ");
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --relation contains").text(), @r"
    code_a,code_b,codings_a,codings_b,pairs,equal,a_in_b,b_in_a,participants_both
    shame,work,3,4,2,1,0,1,2
    work,hope,4,2,1,0,0,1,1
    shame,hope,3,2,0,0,0,0,0
    ");
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --relation equal").text(), @r"
    code_a,code_b,codings_a,codings_b,pairs,participants_both
    shame,work,3,4,1,1
    shame,hope,3,2,0,0
    work,hope,4,2,0,0
    ");
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --relation within:0").text(), @r"
    code_a,code_b,codings_a,codings_b,pairs,equal,a_in_b,b_in_a,crossing,apart,participants_both
    shame,work,3,4,4,1,0,1,1,1,2
    work,hope,4,2,3,0,0,1,1,1,1
    shame,hope,3,2,1,0,0,0,0,1,1
    ");
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --relation within:1c --matrix").text(), @r"
    code,shame,work,hope
    shame,3,4,1
    work,4,4,2
    hope,1,2,2
    ");
    let said = caption(&folder, "cooc t --codings hand.csv --coder anna --relation overlap");
    for words in ["share at least one character", "c-coefficient of ATLAS.ti", "never tested"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("The unit is"), "{said}");
}

/// One coding of shame over two of work: 2 / (1 + 2 − 2).
#[test]
fn a_coefficient_that_is_out_of_range_is_shown_and_said() {
    let folder = study();
    let rows: Vec<&str> = HAND.lines().take(4).collect();
    folder.write("three.csv", rows.join("\n").as_bytes());
    let pair = row(&folder.run("cooc t --codings three.csv --relation overlap").text(), 0);
    assert_eq!((pair["pairs"].as_str(), pair["c"].as_str(), pair["c_out_of_range"].as_str()), ("2", "2", "true"));
    let said = caption(&folder, "cooc t --codings three.csv --relation overlap");
    assert!(said.contains("It is out of range in 1 of the rows."), "{said}");
}

#[test]
fn codings_of_two_people_are_not_paired() {
    let folder = study();
    let any = row(&folder.run("cooc t --codings hand.csv --coder any --relation overlap").text(), 0);
    assert_eq!((any["codings_b"].as_str(), any["pairs"].as_str()), ("5", "3"), "bram's coding has no partner");
    let by_coder = folder.run("cooc t --codings hand.csv --relation overlap").text();
    assert!(by_coder.lines().any(|row| row.starts_with("bram,shame,work,0,1,0,")), "{by_coder}");
}

#[test]
fn units_are_what_pairs_are_counted_in_unless_told_otherwise() {
    let folder = Folder::study();
    assert_eq!(folder.run("cooc t -c c.toml --relation unit").text(), folder.run("cooc t -c c.toml").text());
}

#[test]
fn combinations_of_codes() {
    let folder = study();
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --sets").text(), @r"
    codes,size,units,participants,units_at_least
    shame + work + hope,3,2,1,2
    ");
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder anna --sets --min 1").text(), @r"
    codes,size,units,participants,units_at_least
    shame + work + hope,3,2,1,2
    shame + work,2,1,1,3
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --sets --level all").text(), @r"
    codes,size,units,participants,units_at_least
    shame/hiding + work,2,2,2,2
    ");
    let said = caption(&folder, "cooc t --codings hand.csv --coder anna --sets");
    assert!(said.contains("Left out: 1 combination in fewer than 2 units."), "{said}");
}

#[test]
fn what_is_seen_fits_the_screen() {
    let folder = study();
    assert_snapshot!(screen(&folder, "cooc t --codings hand.csv --coder anna --measures all"), @r"
    code_a  code_b  both  participants_both  expected   lift    phi      p      q
    shame   work       3                  2     1.125  2.667  1.000  0.009  0.027
    shame   hope       2                  1     0.750  2.667  0.745  0.054  0.054
    work    hope       2                  1     0.750  2.667  0.745  0.054  0.054
    Not shown for want of width: units_a; units_b; same_words; a_given_b; b_given_a;
    jaccard; npmi; g2; odds_ratio; odds_low; odds_high (widen the terminal, or -f
    csv).
    ");
    assert_snapshot!(screen(&folder, "cooc t --codings hand.csv --coder anna --relation overlap"), @r"
    code_a  code_b  codings_a  codings_b  pairs  equal  participants_both     c
    shame   work            3          4      3      1                  2  0.75
    work    hope            4          2      2      0                  1  0.50
    shame   hope            3          2      0      0                  0  0.00
    Not shown for want of width: a_in_b; b_in_a; crossing; c_out_of_range (widen the
    terminal, or -f csv).
    ");
    assert_snapshot!(screen(&folder, "cooc t --codings hand.csv --coder anna --sets --min 1"), @r"
    codes                size  units  participants  units_at_least
    shame + work + hope     3      2             1               2
    shame + work            2      1             1               3
    ");
}

/// A table as a terminal shows it, without its caption.
fn screen(folder: &Folder, line: &str) -> String {
    let shown = folder.run(&format!("{line} -f table")).text();
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    shown.split("\n\n").next().unwrap_or_default().to_owned()
}

#[test]
fn flags_that_would_do_nothing_are_refused() {
    let folder = Folder::study();
    for (flags, word) in [
        ("--measures all --draws 99", "--draws"),
        ("--measures all --test cmh --seed 3", "--seed"),
        ("--relation overlap -u sentence", "-u"),
        ("--relation near", "within:10"),
        ("--relation within:", "within:10"),
        ("--matrix --measures all", "--measures"),
        ("--relation overlap --measures all", "--measures"),
        ("--sets --matrix", "--matrix"),
        ("--min 3", "--sets"),
        ("--test fisher", "--measures"),
        ("--measures all --test t", "permutation"),
        ("--measures all --test permutation -u transcript", "smaller unit"),
        ("--measures all --test cmh -u case", "smaller unit"),
    ] {
        let refused = folder.run(&format!("cooc t -c c.toml {flags}"));
        assert!(refused.refused().contains(word), "{flags}: {refused}");
    }
}

#[test]
fn threads_change_nothing() {
    let run = |flags: &str, threads: u32| {
        let line = format!("cooc sample_data -c codebooks/lived-experience.toml -q {flags} -j {threads} -f json");
        run_in(&in_repository(""), &line, None).text()
    };
    for flags in [
        "--measures all --test permutation --draws 99",
        "--relation within:10 --level all",
        "--sets --level all --min 1",
    ] {
        assert_eq!(run(flags, 1), run(flags, 8), "{flags}");
    }
}
