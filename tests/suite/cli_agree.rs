//! Agreement: numbers counted by hand on the small study, what is missing, and rules against people.

use insta::assert_snapshot;

use crate::run::{Folder, Ran, run_in};
use crate::samples::in_repository;

/// Of the eight answers (two of r1, two of r2, four of r10) anna gives `shame` to both of r1 and, as `shame/hiding`, to the
/// first of r10; bram to the first of r1 and the third of r10. `work`: both the first of r2, bram also the first of r10.
const HAND: &str = "transcript,code,coder,text\n\
    r1,shame,anna,Ik schaamde me voor mijn werk.\n\
    r1,shame,anna,Nu schaam ik me niet meer.\n\
    r2,work,anna,Het werk is zwaar.\n\
    r10,shame/hiding,anna,Ik heb het verzwegen voor de baas.\n\
    r1,shame,bram,Dat heb ik lang verzwegen.\n\
    r2,work,bram,De baas weet het.\n\
    r10,shame/hiding,bram,Ik verzweeg alles.\n\
    r10,work,bram,de baas\n";

fn study() -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", HAND.as_bytes());
    folder
}

fn with(more: &str) -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", format!("{HAND}{more}").as_bytes());
    folder
}

/// The caption of a run with `-f json`, as one text, and the whole.
fn told(ran: &Ran) -> (String, serde_json::Value) {
    let whole: serde_json::Value = serde_json::from_str(&ran.text()).expect("JSON");
    let sentences = whole["caption"].as_array().expect("a caption").iter().filter_map(|sentence| sentence.as_str());
    (sentences.collect::<Vec<_>>().join(" "), whole)
}

/// Squares (both, only anna, only bram, neither): shame 1 2 1 4, hiding 0 1 1 6, work 1 0 1 6. So of shame 5 of 8 judgements
/// are the same, κ = 4/28, α = 10/55, AC1 = 25/73, and of 5 times that it was given 2 meet.
///
/// Pooled, each code by itself (shame alone is 1 1 0 6): po = 20/24, pe = 138/192, κ = 22/54. As sets: 3 of 8 units differ
/// wholly, of 16 sets 8 are empty, 3 shame, 3 work, 2 hiding, so α = 1 − (3/8)/(170/240) = 8/17; single codes have the
/// same distance by Jaccard and by MASI.
#[test]
fn two_coders_agree_as_far_as_can_be_counted_by_hand() {
    let folder = study();
    assert_snapshot!(folder.run("agree t --lang en -c c.toml --codings hand.csv --coder anna --coder bram").text(), @r"
    theme,code,name,all,some,percent,alpha,kappa,ac1,positive,units
    shame,shame,Shame,1,3,62.5,0.181818181818,0.142857142857,0.342465753425,0.4,8
    shame,shame/hiding,Hiding,0,2,75,-0.0714285714286,-0.142857142857,0.68,0,8
    work,work,Work,1,1,87.5,0.615384615385,0.6,0.820224719101,0.666666666667,8
    ,,all codes (pooled),,,,,0.407407407407,,,8
    ,,all codes (Jaccard),,,,0.470588235294,,,,8
    ,,all codes (MASI),,,,0.470588235294,,,,8
    ");
    let all = folder.run("agree t --codings hand.csv --level 1 --measures all").text();
    let shame: Vec<&str> = all.lines().nth(1).expect("a row").split(',').collect();
    let cell = |name: &str| shame[all.lines().next().expect("names").split(',').position(|n| n == name).expect(name)];
    assert_eq!([cell("none"), cell("pairable"), cell("prevalence"), cell("bias")], ["4", "16", "-0.375", "0.125"]);
    assert_eq!([cell("negative"), cell("brennan_prediger")], ["0.727272727273", "0.25"]);
    assert_eq!(cell("fleiss"), cell("scott"), "of two coders the two are one");
}

/// The rules find shame in 1 1 0 0 1 1 1 0 of the eight answers, anna in 1 1 0 0 1 0 0 0, bram in 1 0 0 0 0 0 1 0. krippendorff
/// 0.9.0 gives α = 0.342857…, and 0.3 where bram has not rated the third and fourth (r2); statsmodels 0.15.0 Fleiss' κ 0.314285….
#[test]
fn more_coders_and_missing_ones_are_compared_as_other_packages_do() {
    let folder = study();
    let of_shame = |folder: &Folder| -> Vec<String> {
        let table = folder.run("agree t --lang en -c c.toml --codings hand.csv --level 1").text();
        table.lines().nth(1).expect("a row").split(',').map(str::to_owned).collect()
    };
    assert_eq!(of_shame(&folder)[3..8], ["1", "4", "66.6666666667", "0.342857142857", "0.314285714286"]);
    let rows: String =
        HAND.lines().filter(|row| !row.starts_with("r2,work,bram")).map(|row| format!("{row}\n")).collect();
    folder.write("hand.csv", rows.as_bytes());
    assert_eq!(of_shame(&folder)[6], "0.3");
    let (caption, _) = told(&folder.run("agree t --lang en -c c.toml --codings hand.csv -f json"));
    assert!(caption.contains("rules 3, anna 3, bram 2") && caption.contains("their judgement is missing"), "{caption}");
}

/// By word, of `work` anna has 4 words of r2, bram 4 others there and 2 of r10; the participants say
/// 46 words in all.
#[test]
fn every_two_coders_have_a_row_and_words_can_be_units() {
    let folder = study();
    assert_snapshot!(folder.run("agree t --lang en -c c.toml --codings hand.csv --pairs --level 1").text(), @r"
    coder_a,coder_b,theme,code,name,both,only_a,only_b,neither,kappa,positive
    rules,anna,shame,shame,Shame,3,2,0,3,0.529411764706,0.75
    rules,anna,work,work,Work,1,2,0,5,0.384615384615,0.5
    rules,bram,shame,shame,Shame,2,3,0,3,0.333333333333,0.571428571429
    rules,bram,work,work,Work,2,1,0,5,0.714285714286,0.8
    anna,bram,shame,shame,Shame,1,2,1,4,0.142857142857,0.4
    anna,bram,work,work,Work,1,0,1,6,0.6,0.666666666667
    ");
    let words = folder.run("agree t --codings hand.csv -u word --pairs").text();
    assert!(words.contains("anna,bram,work,work,work,0,4,6,36,"), "{words}");
    // r1: `Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.` and `Nu schaam ik me niet meer. (lacht)` are 57 + 34
    // characters, r2 36 + 27, r10 34 + 26 + 18 + 7; of work anna has 18, bram 17 and 7.
    let characters = folder.run("agree t --codings hand.csv -u character --pairs").text();
    assert!(characters.contains("anna,bram,work,work,work,0,18,24,197,"), "{characters}");
}

/// The rules find shame in five answers (as `shame` in both of r1 and the second of r10, as hiding in the first and third of
/// r10, and hiding in the first of r1 too), and work in the first of each transcript.
#[test]
fn rules_are_measured_against_a_reference() {
    let folder = study();
    assert_snapshot!(folder.run("agree t --lang en -c c.toml --codings hand.csv --truth anna").text(), @r"
    coder,theme,code,name,tp,fp,fn,precision,recall,f1,units
    rules,shame,shame,Shame,3,2,0,0.6,1,0.75,8
    rules,shame,shame/hiding,Hiding,1,2,0,0.333333333333,1,0.5,8
    rules,work,work,Work,1,2,0,0.333333333333,1,0.5,8
    rules,,,all codes (micro),4,5,0,0.444444444444,1,0.615384615385,24
    rules,,,all codes (macro),,,,0.444444444444,1,0.6,
    bram,shame,shame,Shame,1,1,2,0.5,0.333333333333,0.4,8
    bram,shame,shame/hiding,Hiding,0,1,1,0,0,0,8
    bram,work,work,Work,1,1,0,0.5,1,0.666666666667,8
    bram,,,all codes (micro),2,2,2,0.5,0.5,0.5,24
    bram,,,all codes (macro),,,,0.5,0.5,0.444444444444,
    ");
    let only =
        folder.run("agree t --lang en -c c.toml --codings hand.csv --truth anna --coder rules --intervals").text();
    // Wilson (1927) of 3 of 5: .231 to .882; of 3 of 3 from .438.
    assert!(only.contains("rules,shame,shame,Shame,3,2,0,0.6,1,0.75,0.230724"), "{only}");
    assert!(!only.contains("bram"), "{only}");
}

#[test]
fn every_disagreement_has_its_words_its_rule_and_what_no_rule_knows() {
    let folder = with("r2,shame,anna,Thuis is er niks veranderd.\n");
    let line = "agree t --lang en -c c.toml --codings hand.csv --coder rules --truth anna --disagreements";
    assert_snapshot!(folder.run(line).text(), @r#"
    transcript,case,speaker,turn,start,end,time,code,kind,coder,rules,matched,missed,quote,text
    r1,P1,R,2,22,79,,shame/hiding,fp,rules,line 14,verzwegen,,Dat heb ik lang verzwegen.,Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.
    r1,P1,R,2,22,79,,work,fp,rules,line 19,werk,,Ik schaamde me voor mijn werk.,Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.
    r2,P1,R,4,87,114,,shame,fn,rules,,,"Thuis, niks, veranderd",Thuis is er niks veranderd.,Thuis is er niks veranderd.
    r10,P2,Respondent 1,2,33,67,,work,fp,rules,line 19,baas,,Ik heb het verzwegen voor de baas.,Ik heb het verzwegen voor de baas.
    r10,P3,Respondent 2,3,83,109,,shame,fp,rules,line 9,schaam,,Ik schaam me nergens voor.,Ik schaam me nergens voor.
    r10,P2,Respondent 1,5,142,160,,shame/hiding,fp,rules,line 14,verzweeg,,Ik verzweeg alles.,Ik verzweeg alles.
    "#);
    let silent = folder.run(&format!("{line} --no-text"));
    for word in ["verzwegen", "Thuis", "werk."] {
        assert!(!silent.text().contains(word) && !silent.err.contains(word), "{silent}");
    }
    let shown = folder.run(&format!("{line} -f table")).text();
    assert_snapshot!(shown.lines().take(10).collect::<Vec<_>>().join("\n"), @r"
    r1:2  P1 · R
        Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.
      fp  rules  shame/hiding
          line 14: verzwegen
      fp  rules  work
          line 19: werk
    r2:4  P1 · R
        Thuis is er niks veranderd.
      fn  rules  shame
          no rule knows: Thuis, niks, veranderd
    ");
    let whole = folder.run(&format!("{line} -u transcript")).text();
    assert!(!whole.contains("niks") || whole.lines().all(|row| row.ends_with(',') || row.ends_with("text")), "{whole}");
}

#[test]
fn who_has_no_coding_in_a_transcript_is_missing_there_unless_they_read_all() {
    // r10 is anna's alone now: three of its four answers say nothing of agreement.
    let folder = Folder::study();
    let rows: String =
        HAND.lines().filter(|row| !row.starts_with("r10") || row.contains("anna")).map(|r| format!("{r}\n")).collect();
    folder.write("hand.csv", rows.as_bytes());
    let (caption, whole) = told(&folder.run("agree t --codings hand.csv --level 1 -f json"));
    assert!(caption.contains("4 units of 2 transcripts") && caption.contains("anna 3, bram 2"), "{caption}");
    assert_eq!(whole["rows"][0]["units"], 4);
    let (caption, whole) = told(&folder.run("agree t --codings hand.csv --level 1 --all-rated -f json"));
    assert!(caption.contains("8 units of 3 transcripts") && caption.contains("found nothing in it"), "{caption}");
    // shame: the first of r1 both, the second of r1 and the first of r10 anna alone.
    assert_eq!((&whole["rows"][0]["all"], &whole["rows"][0]["some"]), (&1.into(), &2.into()));
    // Nor do rules need a coding to have rated a transcript.
    let beside =
        folder.run("agree t --lang en -c c.toml --codings hand.csv --coder rules --coder bram --level 1").text();
    assert!(beside.lines().skip(1).all(|row| row.ends_with(",4")), "{beside}");
}

#[test]
fn what_the_reference_has_not_rated_is_not_compared_with_it() {
    // Rules and bram rated r10, anna did not: two coders, and neither of them is the reference.
    let folder = Folder::study();
    let rows: String =
        HAND.lines().filter(|row| !row.starts_with("r10,shame/hiding,anna")).map(|r| format!("{r}\n")).collect();
    folder.write("hand.csv", rows.as_bytes());
    for more in ["", " --disagreements"] {
        let line = format!("agree t --lang en -c c.toml --codings hand.csv --truth anna -f json{more}");
        let (caption, whole) = told(&folder.run(&line));
        assert!(
            caption.contains("Compared are 4 units of 2 transcripts that anna and at least one other rated."),
            "{caption}"
        );
        let definition = &whole["definition"];
        assert_eq!((&definition["units_compared"], &definition["interviews_compared"]), (&"4".into(), &"2".into()));
    }
    let (caption, _) = told(&folder.run("agree t --lang en -c c.toml --codings hand.csv -f json"));
    assert!(caption.contains("Compared are 8 units of 3 transcripts that at least two coders rated."), "{caption}");
}

#[test]
fn the_percentage_weighs_units_alike_however_many_rated_them() {
    let folder = Folder::new();
    folder.write("t/a.txt", b"I: Hoe gaat het nu met je?\n\nR: Ik schaam me diep.\n");
    folder.write("t/b.txt", b"I: Hoe gaat het nu met je?\n\nR: Goed hoor.\n");
    let hand = "transcript,code,coder,text\n\
        a,shame,x,Ik schaam me diep.\na,shame,y,Ik schaam me diep.\na,shame,z,Ik schaam me diep.\n\
        b,shame,x,Goed hoor.\nb,work,z,Goed hoor.\n";
    folder.write("hand.csv", hand.as_bytes());
    let (caption, whole) = told(&folder.run("agree t --codings hand.csv --level 1 -f json"));
    // Three pairs of three in a, none of the one in b: half of the units, not three pairs of four.
    assert_eq!(whole["rows"][0]["percent"], 50.0, "{whole}");
    assert!(caption.contains("every unit weighing alike"), "{caption}");
}

#[test]
fn a_case_is_one_unit_over_its_transcripts() {
    // P1 in r1 and r2, P2 and P3 in r10: shame P1 both, P2 both; work P1 both, P2 bram alone.
    let cases = study().run("agree t --codings hand.csv -u case --pairs --level 1").text();
    assert_snapshot!(cases, @r"
    coder_a,coder_b,theme,code,name,both,only_a,only_b,neither,kappa,positive
    anna,bram,shame,shame,shame,2,0,0,1,1,1
    anna,bram,work,work,work,1,0,1,1,0.4,0.666666666667
    ");
}

#[test]
fn what_does_not_exist_is_empty_and_says_why() {
    // Both give work to the only transcript that both read, and nobody anything else.
    let folder = Folder::study();
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\nr2,work,anna,Het werk is zwaar.\nr2,work,bram,De baas weet het.\n",
    );
    let (caption, whole) = told(&folder.run("agree t --codings hand.csv -u transcript -f json"));
    let row = &whole["rows"][0];
    assert_eq!((&row["percent"], &row["all"]), (&serde_json::json!(100.0), &1.into()), "{row}");
    assert!(row["alpha"].is_null() && row["kappa"].is_null() && row["ac1"].is_null(), "{row}");
    assert!(whole["undefined"]["kappa"].as_str().expect("a reason").contains("no_variation"), "{whole}");
    assert!(caption.contains("everybody said the same of everything"), "{caption}");
    // Nobody drew an interval from one interview.
    let (_, whole) = told(&folder.run("agree t --codings hand.csv --intervals -f json"));
    assert!(whole["rows"][0]["kappa_low"].is_null() && whole["undefined"]["kappa_low"].as_str().is_some(), "{whole}");
}

#[test]
fn nothing_to_compare_is_told_with_the_mend() {
    let folder = Folder::study();
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\nr1,shame,anna,Nu schaam ik me niet meer.\nr2,work,bram,De baas\n",
    );
    let apart = folder.run("agree t --codings hand.csv");
    assert_eq!(apart.text().lines().count(), 1, "no row but the names");
    assert!(
        apart.err.contains("no transcript was coded by two of anna, bram") && apart.err.contains("says so of all"),
        "{apart}"
    );
    let one = folder.run("agree t --codings hand.csv --coder anna");
    assert!(one.refused().contains("two coders") && one.err.contains("anna, bram"), "{one}");
    let rules = folder.run("agree t --lang en -c c.toml");
    assert!(rules.refused().contains("there is one: rules") && rules.err.contains("--codings"), "{rules}");
    let nobody = folder.run("agree t --codings hand.csv --truth carla");
    assert!(nobody.refused().contains("`carla`") && nobody.err.contains("anna, bram"), "{nobody}");
    for line in
        ["--pairs --intervals", "--pairs --truth anna", "--split 0.3", "--disagreements", "--seed 4", "--by case"]
    {
        let refused = folder.run(&format!("agree t --codings hand.csv {line}"));
        assert_eq!(refused.code, Some(2), "{line}: {refused}");
    }
}

#[test]
fn other_programs_numbers_come_on_request_and_under_their_names() {
    let folder = study();
    let line = "agree t --codings hand.csv --level 1 --compat nvivo --compat holsti --compat maxqda --compat atlas";
    assert_snapshot!(folder.run(line).text().lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    theme,code,name,all,some,percent,alpha,kappa,ac1,positive,units,nvivo_percent,nvivo_kappa,maxqda_kappa,atlas_percent,atlas_holsti,holsti
    shame,shame,shame,1,3,62.5,0.181818181818,0.142857142857,0.342465753425,0.4,8,62.5,0.142857142857,-0.5,62.5,0.4,0.4
    work,work,work,1,1,87.5,0.615384615385,0.6,0.820224719101,0.666666666667,8,87.5,0.6,0,87.5,0.666666666667,0.666666666667
    ");
    let three = folder.run("agree t --lang en -c c.toml --codings hand.csv --compat nvivo");
    assert!(three.refused().contains("two coders") && three.err.contains("--coder A --coder B"), "{three}");
}

#[test]
fn interviews_are_held_out_and_those_of_one_person_together() {
    let folder = study();
    let line = "agree t --lang en -c c.toml --codings hand.csv --truth anna --coder rules";
    for seed in 1..6 {
        let (caption, _) = told(&folder.run(&format!("{line} --split 0.3:{seed} -f json")));
        let apart = caption.contains("r1, r2. Development: r10.") || caption.contains(": r10. Development: r1, r2.");
        assert!(apart && caption.contains(&format!("seed {seed}")), "{caption}");
    }
    folder.write("uit.txt", b"# held out\nr10\n");
    let by_file = folder.run(&format!("{line} --split uit.txt --level 1")).text();
    assert_snapshot!(by_file, @r"
    part,coder,theme,code,name,tp,fp,fn,precision,recall,f1,units
    development,rules,shame,shame,Shame,2,0,0,1,1,1,4
    development,rules,work,work,Work,1,1,0,0.5,1,0.666666666667,4
    development,rules,,,all codes (micro),3,1,0,0.75,1,0.857142857143,8
    development,rules,,,all codes (macro),,,,0.75,1,0.833333333333,
    held-out,rules,shame,shame,Shame,1,2,0,0.333333333333,1,0.5,4
    held-out,rules,work,work,Work,0,1,0,0,,0,4
    held-out,rules,,,all codes (micro),1,3,0,0.25,1,0.4,8
    held-out,rules,,,all codes (macro),,,,0.166666666667,1,0.25,
    ");
    let rows = folder.run(&format!("{line} --split uit.txt --disagreements")).text();
    assert!(
        rows.lines().skip(1).all(|row| row.starts_with("held-out,r10") != row.starts_with("development,")),
        "{rows}"
    );
    folder.write("half.txt", b"r1\n");
    let half = folder.run(&format!("{line} --split half.txt"));
    assert!(half.text().contains("held-out") && half.err.contains("P1"), "{half}");
    for (split, says) in [("2.5", "between 0 and 1"), ("weg.txt", "file of ids"), ("cases.txt", "r99")] {
        folder.write("cases.txt", b"r99\n");
        let refused = folder.run(&format!("{line} --split {split}"));
        assert!(refused.refused().contains(says), "{refused}");
    }
    let over = folder.run(&format!("{line} --split uit.txt -o uit.txt --force"));
    assert_eq!((over.code, folder.read("uit.txt")), (Some(2), b"# held out\nr10\n".to_vec()), "{over}");
}

#[test]
fn the_samples_agree_the_same_at_any_number_of_threads_and_f1_is_positive_agreement() {
    let root = in_repository("");
    let line = "agree sample_data --codings sample_data/codings.csv --measures all --intervals --level 1";
    let [one, four] = [1, 4].map(|threads| run_in(&root, &format!("{line} -j {threads}"), None));
    assert_eq!(one.text(), four.text());
    let other = run_in(&root, &format!("{line} --seed 2"), None).text();
    assert_ne!(one.text(), other, "another seed draws other interviews");
    let beside = "agree sample_data -c codebooks/lived-experience.toml --codings sample_data/codings.csv";
    for more in
        ["--truth anna --disagreements", "--truth bram --split 0.4:3 --intervals --level 1", "-u character --pairs"]
    {
        let [one, four] = [1, 4].map(|threads| run_in(&root, &format!("{beside} {more} -j {threads}"), None));
        assert_eq!(one.text(), four.text(), "{more}");
        assert!(one.out.len() > 1000, "{more}: {one}");
    }
    let column = |line: &str, name: &str| -> Vec<String> {
        let table = run_in(&root, line, None).text();
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let at = rows.headers().expect("names").iter().position(|header| header == name).expect("a column");
        let rows = rows.records().map(|row| row.expect("a row"));
        rows.filter(|row| !row.iter().any(|cell| cell.starts_with("all codes"))).map(|row| row[at].to_owned()).collect()
    };
    let hand = "agree sample_data --codings sample_data/codings.csv";
    let (positive, f1) = (column(hand, "positive"), column(&format!("{hand} --truth anna"), "f1"));
    assert_eq!(positive, f1);
    assert!(positive.len() > 60, "{positive:?}");
}
