//! Memos on codings, codes, cases and transcripts: in and out, and out of sight where no words may be seen.

use std::path::Path;

use crate::run::{Folder, Ran, run_in};
use crate::samples::in_repository;

/// Cases and transcripts of the small study, with what was noted of them.
const CASES: &str = "transcript,speaker,case,profession,memo,transcript_memo\n\
    r1,,P1,bakker,\"Belde later: \"\"zo\"\" was het.\n\nWas moe.\",In de keuken; de band <haperde>.\n\
    r2,,P1,bakker,Nam zijn zus mee.,\n\
    r10,Respondent 1,P2,kok,,\n\
    r10,Respondent 2,P3,bakker,Zweeg veel.,\n\
    r10,,,,,\"Groep van twee.\nZonder pauze.\"\n";

fn study() -> Folder {
    let folder = Folder::study();
    folder.write("t/cases.csv", CASES.as_bytes());
    folder.write("hand.csv", b"transcript,code,coder,text,memo\nr1,shame,anna,Ik schaamde me,navragen\n");
    folder
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).expect("text")
}

#[track_caller]
fn nothing_lost(ran: &Ran) {
    assert!(ran.err.contains("everything is carried over. Written:"), "{ran}");
}

#[test]
fn memos_on_cases_and_transcripts_come_back_from_a_project_and_a_folder() {
    let folder = study();
    nothing_lost(&folder.run("convert t a.qdpx --codings hand.csv"));
    nothing_lost(&folder.run("convert a.qdpx b.qdpx"));
    nothing_lost(&folder.run("convert a.qdpx back"));
    nothing_lost(&folder.run("convert back c.qdpx"));
    assert!(folder.read("a.qdpx") == folder.read("b.qdpx") && folder.read("a.qdpx") == folder.read("c.qdpx"));
    let cases = text(&folder, "back/cases.csv");
    assert_eq!(
        cases,
        "transcript,speaker,case,profession,memo,transcript_memo\n\
         r1,,P1,bakker,\"Belde later: \"\"zo\"\" was het.\n\nWas moe.\n\nNam zijn zus mee.\",In de keuken; de band <haperde>.\n\
         r2,,P1,bakker,,\n\
         r10,,,,,\"Groep van twee.\nZonder pauze.\"\n\
         r10,Respondent 1,P2,kok,,\n\
         r10,Respondent 2,P3,bakker,Zweeg veel.,\n"
    );
    for study in ["t --codings hand.csv", "a.qdpx", "back"] {
        let ran = folder.run(&format!("check {study}"));
        assert!(ran.err.contains("\nMemos: on 2 cases and 2 transcripts.\n"), "{study}: {ran}");
    }
    let freq = |study: &str| folder.run(&format!("freq {study} --by profession -q")).text();
    assert_eq!(freq("back"), freq("t --codings hand.csv"));
}

#[test]
fn a_memo_is_shown_with_its_transcript_and_is_no_variable() {
    let folder = study();
    let shown = folder.run("transcript t -f json").text();
    for memo in ["Memo on r1: “In de keuken; de band <haperde>.”", "Memo on the case P3: “Zweeg veel.”"] {
        assert!(shown.contains(memo), "{memo}: {shown}");
    }
    assert!(
        folder
            .run("freq t -c c.toml --by memo")
            .refused()
            .contains("nobody in these transcripts has a variable `memo`")
    );
    assert!(!folder.run("check t -c c.toml").err.contains("no row in the table of cases"));
    folder.write("m/r1.md", b"---\nmemo: Stil.\n---\n\nI: Ja?\n\nR: Nee.\n");
    assert!(folder.run("check m").refused().contains("`transcript_memo`; else rename it"));
    folder.write("n/r1.txt", b"I: Ja?\n\nR: Nee.\n");
    folder.write("n/cases.csv", b"case,transcript_memo\nP1,Stil.\n");
    assert!(folder.run("check n").refused().contains("row 2 has a memo on a transcript"));
}

#[test]
fn transcripts_need_no_row_where_the_table_holds_only_memos() {
    let folder = Folder::study();
    folder.write("t/cases.csv", b"transcript,memo\nr1,In de keuken.\n");
    let ran = folder.run("check t");
    assert!(!ran.err.contains("no row in the table of cases") && ran.err.contains("Memos: on 1 transcript."), "{ran}");
}

#[test]
fn no_text_leaves_memos_out_of_every_output() {
    let folder = study();
    let memos = ["navragen", "keuken", "Belde", "Zweeg veel", "Zonder pauze"];
    let said = |bytes: &[u8]| memos.into_iter().find(|memo| String::from_utf8_lossy(bytes).contains(memo));
    for command in [
        "code t -c c.toml --codings hand.csv -o out -f json -f jsonl -f md -f tsv -f parquet",
        "transcript t -f json",
        "transcript t",
        "check t --codings hand.csv",
    ] {
        let before = folder.files();
        let ran = folder.run(&format!("{command} --no-text"));
        assert!(matches!(ran.code, Some(0 | 1)), "{command}: {ran}");
        assert_eq!((said(&ran.out), said(ran.err.as_bytes())), (None, None), "{command}: {ran}");
        for (name, bytes) in folder.files().into_iter().filter(|(name, _)| !before.contains_key(name)) {
            assert_eq!(said(&bytes), None, "{command}: {name}");
        }
    }
    assert!(text(&folder, "out/run.json").contains("memo's zijn weggelaten"));
    folder.run("code t --codings hand.csv -o open").text();
    assert_eq!(said(&folder.read("open/codings.csv")), Some("navragen"));
}

/// All files of the sample study, in the folder `data`.
fn sample(folder: &Folder) {
    let root = in_repository("sample_data");
    let mut open = vec![root.clone()];
    while let Some(here) = open.pop() {
        for entry in std::fs::read_dir(here).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
            match path.is_dir() {
                true if name != "english" => open.push(path),
                true => {}
                false => folder.write(&format!("s/data/{name}"), &std::fs::read(&path).expect("a file")),
            }
        }
    }
}

#[test]
fn the_sample_study_with_memos_of_all_four_kinds_loses_nothing() {
    let folder = Folder::new();
    sample(&folder);
    let here = folder.path("");
    let convert = |line: &str| run_in(Path::new(&here), &format!("convert {line}"), None);
    nothing_lost(&convert("s/data plain.qdpx --codings s/data/codings.csv"));
    nothing_lost(&convert("plain.qdpx s/codebook.toml"));
    let codes = text(&folder, "s/codebook.toml").replacen("[[code]]\n", "[[code]]\nmemo = \"Nog te splitsen?\"\n", 1);
    folder.write("s/codebook.toml", codes.as_bytes());
    let mut rows = 0;
    let cases: String = text(&folder, "s/data/cases.csv")
        .lines()
        .map(|row| {
            rows += 1;
            match rows {
                1 => format!("{row};memo;transcript_memo\n"),
                2 => format!("{row};Belde later.;\"Stil,\nmet \"\"koffie\"\".\"\n"),
                5 => format!("{row};;Met de hond erbij.\n"),
                _ => format!("{row};;\n"),
            }
        })
        .collect();
    folder.write("s/data/cases.csv", cases.as_bytes());
    folder.write(
        "s/kantlijn.toml",
        b"[study]\ntranscripts = [\"data\"]\ncodebook = \"codebook.toml\"\ncodings = [\"data/codings.csv\"]\n",
    );
    nothing_lost(&convert("s a.qdpx"));
    nothing_lost(&convert("a.qdpx b.qdpx"));
    nothing_lost(&convert("a.qdpx back"));
    nothing_lost(&convert("back c.qdpx"));
    assert!(folder.read("a.qdpx") == folder.read("b.qdpx"), "written again, it is the same to the byte");
    assert!(folder.read("a.qdpx") == folder.read("c.qdpx"), "also by way of a folder");
    for (name, memo) in [
        ("back/cases.csv", "Belde later."),
        ("back/cases.csv", "\"Stil,\nmet \"\"koffie\"\".\""),
        ("back/cases.csv", "Met de hond erbij."),
        ("back/codebook.toml", "memo = \"Nog te splitsen?\""),
        ("back/codings.csv", "plant komt terug, navragen in gesprek 2"),
    ] {
        assert!(text(&folder, name).contains(memo), "{name}: {memo}");
    }
}

#[test]
fn people_s_codings_in_a_project_are_not_left_out_unseen() {
    let folder = study();
    folder.run("convert t a.qdpx --codings hand.csv").text();
    let screen = folder.run("code a.qdpx -c c.toml");
    assert!(screen.text().contains("a.qdpx also holds 1 coding by people, left out here"), "{screen}");
    assert!(screen.text().contains("--codings a.qdpx"), "{screen}");
    let told = |line: &str| folder.run(line).err.contains("also holds 1 coding by people");
    assert!(told("freq a.qdpx -c c.toml") && told("check a.qdpx -c c.toml") && told("convert a.qdpx b.qdpx -c c.toml"));
    for line in ["freq a.qdpx", "freq a.qdpx -c c.toml --codings a.qdpx", "transcript a.qdpx", "kwic werk a.qdpx"] {
        assert!(!told(line), "{line}");
    }
    folder.run("convert t both.qdpx -c c.toml --codings hand.csv").text();
    let mend = folder.run("freq both.qdpx -c c.toml").err;
    assert!(mend.contains("kantlijn convert both.qdpx DIR"), "{mend}");
    folder.run("convert both.qdpx DIR").text();
    assert!(!told("freq both.qdpx -c c.toml --codings DIR/codings.csv"), "what the mend says is one");
}
