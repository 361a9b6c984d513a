//! Hand coding: of several people, alone and beside rules.

use insta::assert_snapshot;

use crate::run::{Folder, run_in};
use crate::samples::in_repository;

const HAND: &str = "transcript,code,coder,text,memo\n\
    r1,shame,anna,Ik schaamde me voor mijn werk.,\n\
    r1,shame,bram,Dat heb ik lang verzwegen.,navragen\n\
    r2,work,anna,Het werk is zwaar.,\n\
    r10,work,bram,de baas,\n\
    r10,shame/hiding,bram,Ik verzweeg alles.,\n";

fn study() -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", HAND.as_bytes());
    folder
}

#[test]
fn a_coder_whose_codings_are_all_lost_keeps_rows_of_zeros() {
    let folder = Folder::study();
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\nr1,work,anna,mijn werk\nr1,work,bram,dit zei niemand\nr1,Work,anna,verzwegen\n",
    );
    let ran = folder.run("freq t --codings hand.csv");
    assert_snapshot!(ran.text(), @r"
    coder,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    anna,work,work,work,1,1,1,2,,,,1
    anna,,,no code,2,2,7,,,,,
    bram,work,work,work,0,0,0,0,,,,
    bram,,,no code,3,3,8,,,,,
    ");
    assert!(ran.err.contains("1 code is spelled in several ways, and taken for one: `work` (also `Work`)"), "{ran}");
    // With one of them chosen the other is in no row.
    let one = folder.run("freq t --codings hand.csv --coder anna --by coder").text();
    assert!(one.contains("anna,work") && !one.contains("bram"), "{one}");
}

/// What people's codings do not say is not known either where there are none; of rules without a hit it is 0.
#[test]
fn without_codings_only_rules_know_what_is_negated() {
    let folder = Folder::study();
    folder.write("hand.csv", b"transcript,code,coder,text\nr1,work,anna,dit zei niemand\n");
    folder.write("none.toml", b"[[code]]\nid = \"work\"\nrules = [\"xylofoon\"]\n");
    let cells = |line: &str| folder.run(line).text().lines().nth(1).unwrap_or_default().to_owned();
    assert_eq!(cells("freq t --codings hand.csv"), "work,work,work,0,0,0,0,,,,");
    assert_eq!(cells("freq t -c none.toml"), "work,work,work,0,0,0,0,0,0,0,");
}

#[test]
fn several_coders_stand_apart_unless_one_or_any_is_asked_for() {
    let folder = study();
    assert_snapshot!(folder.run("freq t --codings hand.csv").text(), @r"
    coder,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    anna,shame,shame,shame,1,1,1,1,,,,1
    anna,shame,shame/hiding,hiding,0,0,0,0,,,,
    anna,work,work,work,1,1,1,1,,,,1
    anna,,,no code,2,1,6,,,,,
    bram,shame,shame,shame,2,2,2,2,,,,0.5
    bram,shame,shame/hiding,hiding,1,1,1,1,,,,1
    bram,work,work,work,1,1,1,1,,,,1
    bram,,,no code,1,1,5,,,,,
    ");
    assert_snapshot!(folder.run("freq t --codings hand.csv --coder anna").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,shame,1,1,1,1,,,,1
    shame,shame/hiding,hiding,0,0,0,0,,,,
    work,work,work,1,1,1,1,,,,1
    ,,no code,2,1,6,,,,,
    ");
    assert_snapshot!(folder.run("freq t --codings hand.csv --coder any").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,shame,2,2,2,3,,,,0.666666666667
    shame,shame/hiding,hiding,1,1,1,1,,,,1
    work,work,work,2,2,2,2,,,,0.5
    ,,no code,1,0,4,,,,,
    ");
    assert_eq!(
        folder.run("freq t --codings hand.csv --by coder").text(),
        folder.run("freq t --codings hand.csv").text()
    );
    assert_snapshot!(folder.run("cooc t --codings hand.csv --coder any --level all").text(), @r"
    code_a,code_b,units_a,units_b,both,participants_both,same_words,a_given_b,b_given_a,jaccard
    shame,work,2,2,0,0,0,0,0,0
    shame/hiding,work,1,2,0,0,0,0,0,0
    ");
}

#[test]
fn the_caption_says_whose_codings_they_are() {
    let folder = study();
    let caption = |line: &str| {
        let whole: serde_json::Value = serde_json::from_str(&folder.run(line).text()).expect("JSON");
        (whole["definition"]["coder"].as_str().unwrap_or_default().to_owned(), whole["caption"].to_string())
    };
    let (coder, told) = caption("freq t --codings hand.csv --coder anna -f json");
    assert_eq!(coder, "anna");
    assert!(told.contains("anna"), "{told}");
    let (coder, told) = caption("freq t --codings hand.csv --coder any -f json");
    assert_eq!(coder, "any of anna, bram");
    assert!(told.contains("anna") && told.contains("bram"), "{told}");
}

#[test]
fn rules_are_one_more_coder() {
    let folder = study();
    let beside = folder.run("freq t -c c.toml --codings hand.csv").text();
    let of = |coder: &str| -> String {
        let rows = beside.lines().filter_map(|row| row.strip_prefix(&format!("{coder},")));
        rows.map(|row| format!("{row}\n")).collect()
    };
    let without_header =
        |line: &str| -> String { folder.run(line).text().lines().skip(1).map(|row| format!("{row}\n")).collect() };
    assert_eq!(of("rules"), without_header("freq t -c c.toml"));
    assert_eq!(of("rules"), without_header("freq t -c c.toml --codings hand.csv --coder rules"));
    for coder in ["anna", "bram"] {
        assert_eq!(of(coder), without_header(&format!("freq t -c c.toml --codings hand.csv --coder {coder}")));
    }
    let all = folder.run("freq t -c c.toml --codings hand.csv --coder any --status accepted").text();
    let people = folder.run("freq t -c c.toml --codings hand.csv --coder any --status proposed").text();
    assert!(all.contains("shame,shame,Schaamte,2,2,2,3,"), "{all}");
    assert!(people.contains("shame,shame,Schaamte,3,2,5,6,6,1,0,0.5"), "{people}");
}

#[test]
fn a_variable_beside_several_coders_needs_one_of_them() {
    let folder = study();
    let refused = folder.run("freq t --codings hand.csv --by profession");
    let said = refused.refused();
    assert!(said.contains("anna, bram") && said.contains("--coder any"), "{said}");
    let nobody = folder.run("freq t --codings hand.csv --coder carla");
    assert!(nobody.refused().contains("`carla`") && nobody.err.contains("anna, bram"), "{nobody}");
}

#[test]
fn a_hand_coding_is_shown_with_its_words_its_coder_and_its_note() {
    let folder = study();
    assert_snapshot!(folder.run("quotes t --codings hand.csv --code shame").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,P1,R,participant,2,22,52,,shame,anna,accepted,,Ik schaamde me voor mijn werk.
    r1,P1,R,participant,2,53,79,,shame,bram,accepted,,Dat heb ik lang verzwegen.
    r10,P2,Respondent 1,participant,5,142,160,,shame/hiding,bram,accepted,,Ik verzweeg alles.
    ");
    folder.run("code t --codings hand.csv -o uit").text();
    let codings = String::from_utf8(folder.read("uit/codings.csv")).expect("text");
    assert!(codings.lines().any(|row| row.contains("bram,accepted") && row.ends_with(",navragen")), "{codings}");
    assert_eq!(folder.read("uit/mentions.csv").iter().filter(|byte| **byte == b'\n').count(), 1);
}

#[test]
fn words_that_do_not_stand_there_are_told_and_left_out() {
    let folder = study();
    folder.write(
        "fout.csv",
        b"transcript,code,coder,text\nr1,shame,anna,Dat zei zij nergens.\nr1,shame,anna,verzwegen\nr99,work,anna,ja\n",
    );
    let ran = folder.run("freq t --codings fout.csv --level 1");
    assert!(ran.text().contains("shame,shame,shame,1,1,1,1,"), "{ran}");
    assert!(ran.err.contains("fout.csv, row 2"), "{ran}");
    let checked = folder.run("check t --codings fout.csv");
    assert!(checked.err.contains("row 2") && checked.err.contains("r99"), "{checked}");
}

#[test]
fn the_sample_hand_coding_is_of_two_people() {
    let root = in_repository("");
    let freq = |flags: &str| {
        run_in(&root, &format!("freq sample_data --codings sample_data/codings.csv --level 1 {flags}"), None).text()
    };
    let apart = freq("");
    assert!(apart.starts_with("coder,theme,code,"), "{apart}");
    let coders: std::collections::BTreeSet<&str> =
        apart.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(coders.into_iter().collect::<Vec<_>>(), ["anna", "bram"]);
    let codings = |table: &str, coder: &str| -> u64 {
        let rows = table.lines().skip(1).filter(|row| coder.is_empty() || row.starts_with(coder));
        let column = if coder.is_empty() { 6 } else { 7 };
        rows.filter_map(|row| row.split(',').nth(column)?.parse::<u64>().ok()).sum()
    };
    let (anna, bram) = (codings(&apart, "anna"), codings(&apart, "bram"));
    assert_eq!(codings(&freq("--coder anna"), ""), anna);
    assert_eq!(codings(&freq("--coder any"), ""), anna + bram);
    let rows =
        csv::Reader::from_path(in_repository("sample_data/codings.csv")).expect("codings").into_records().count();
    assert_eq!(anna + bram, rows as u64, "every row of the sample codings is found again");
}

#[test]
fn codings_of_an_earlier_run_are_not_counted_beside_the_rules_that_made_them() {
    let folder = study();
    folder.run("code t -c c.toml -o earlier").text();
    let refused = folder.run("freq t -c c.toml --codings earlier/codings.csv");
    assert!(refused.refused().contains("both would count"), "{refused}");
    let alone = folder.run("freq t --codings earlier/codings.csv").text();
    assert_eq!(alone, folder.run("freq t --codings earlier/codings.csv --coder rules").text());
}
