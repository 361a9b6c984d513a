//! What must never happen to somebody's interviews, on the command line.

use std::path::Path;
use std::process::{Command, Output};

const CODEBOOK: &str = "[codebook]\nname = \"Proef\"\nlanguage = \"nl\"\n\n[[code]]\nid = \"shame\"\n\
    name = { nl = \"Zich schamen voor het verleden\" }\ndefinition = \"d\"\nrules = [\"schaam*\"]\n\n\
    [[code]]\nid = \"peers\"\ndefinition = \"d\"\nrules = [\"lotgeno*\"]\n";

const INTERVIEW: &str = "I: Hoe was dat?\nR: Ik schaamde me. En ik schaam me nog.\nI: En toen?\nR: Toen niets.\n";

/// A folder with one interview, its cases, a hand coding that cannot be placed, and a codebook beside it.
fn study() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("s")).expect("a folder");
    for (name, text) in [
        ("s/r1.txt", INTERVIEW),
        ("s/cases.csv", "transcript,profession\nr1,nurse\nr9,guard\n"),
        ("cb.toml", CODEBOOK),
        ("h.csv", "transcript,code,coder,text\nr1,shame,anna,Dit heb ik nooit gezegd\n"),
    ] {
        std::fs::write(at(name), text).expect("a file");
    }
    folder
}

fn kantlijn(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kantlijn")).args(arguments).current_dir(folder).output().expect("it starts")
}

/// The end, standard output and standard error.
fn told(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = kantlijn(folder, arguments);
    (status.code(), String::from_utf8_lossy(&stdout).into_owned(), String::from_utf8_lossy(&stderr).into_owned())
}

#[test]
fn force_does_not_overwrite_what_was_read() {
    let study = study();
    for input in ["s/r1.txt", "s/../s/r1.txt", "cb.toml", "h.csv", "s/cases.csv"] {
        let before = std::fs::read(study.path().join(input)).expect("there");
        let arguments =
            ["freq", "s", "-c", "cb.toml", "--codings", "h.csv", "--coder", "any", "-o", input, "-f", "csv", "--force"];
        let (code, _, said) = told(study.path(), &arguments);
        assert_eq!(code, Some(2), "{input}: {said}");
        assert!(said.contains("this run has read"), "{said}");
        assert_eq!(std::fs::read(study.path().join(input)).expect("there"), before, "{input}");
    }
}

#[test]
fn a_file_is_never_called_by_a_format_that_it_is_not() {
    let study = study();
    let (code, _, said) = told(study.path(), &["freq", "s", "-c", "cb.toml", "-o", "out.ods"]);
    assert_eq!(code, Some(2));
    assert!(said.contains(".ods") && said.contains(".xlsx"), "{said}");
    assert!(!study.path().join("out.ods").exists());
}

#[test]
fn no_text_means_none_in_remarks_either() {
    let study = study();
    let arguments = ["--codings", "h.csv", "--coder", "any", "--no-text"];
    for command in ["freq", "code", "check", "quotes"] {
        let mut all = vec![command, "s", "-c", "cb.toml"];
        all.extend(&arguments[..if command == "check" { 2 } else { 4 }]);
        all.push("--no-text");
        let (_, shown, said) = told(study.path(), &all);
        for words in ["nooit gezegd", "schaamde me"] {
            assert!(!shown.contains(words) && !said.contains(words), "{command}: {shown}{said}");
        }
    }
    let (code, shown, _) = told(study.path(), &["transcript", "s", "--text", "--no-text"]);
    assert_eq!((code, shown.as_str()), (Some(2), ""));
}

#[test]
fn remarks_are_said_once_and_with_their_place() {
    let study = study();
    let (_, _, said) = told(study.path(), &["freq", "s", "-c", "cb.toml"]);
    assert!(said.contains("warning:") && said.contains("r9") && !said.contains("warning: warning"), "{said}");
}

#[test]
fn a_flag_that_does_nothing_is_refused() {
    let study = study();
    for flag in [["--by", "profession"], ["--level", "1"]] {
        let (code, _, said) = told(study.path(), &["quotes", "s", "-c", "cb.toml", flag[0], flag[1]]);
        assert_eq!(code, Some(2), "{flag:?}");
        assert!(said.contains(flag[0]), "{said}");
    }
}

#[test]
fn what_is_no_text_is_no_participant() {
    let study = study();
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    std::fs::write(study.path().join("s/r2.txt"), noise).expect("a file");
    let (code, shown, said) = told(study.path(), &["freq", "s", "-c", "cb.toml"]);
    assert_eq!((code, shown.as_str()), (Some(2), ""), "{said}");
    assert!(said.contains("r2.txt") && said.contains("no text"), "{said}");
}

#[test]
fn an_interview_in_a_format_that_is_not_read_is_said_by_every_table() {
    let study = study();
    std::fs::write(study.path().join("s/r2.doc"), "oud").expect("a file");
    for command in ["freq", "code"] {
        let (code, shown, said) = told(study.path(), &[command, "s", "-c", "cb.toml"]);
        assert_eq!(code, Some(0));
        assert!(format!("{shown}{said}").contains("r2.doc is left out: an old Word format"), "{shown}{said}");
    }
}

#[test]
fn a_table_about_nobody_says_so() {
    let study = study();
    for command in ["freq", "cooc", "code"] {
        let arguments = [command, "s", "-c", "cb.toml", "--where", "profession = \"nurs\""];
        let (_, shown, said) = told(study.path(), &arguments);
        assert!(format!("{shown}{said}").contains("not one word is counted"), "{shown}{said}");
    }
}

#[test]
fn the_run_names_everything_that_its_numbers_rest_on_and_no_folder() {
    let study = study();
    std::fs::write(study.path().join("s/r2.docx"), "PK\u{3}\u{4}broken").expect("a file");
    let whole = study.path().join("s");
    let whole = whole.to_str().expect("UTF-8");
    let arguments = [
        "code",
        whole,
        "-c",
        "cb.toml",
        "--codings",
        "h.csv",
        "--coder",
        "any",
        "--stance",
        "negated",
        "--level",
        "1",
        "--skip-unreadable",
        "-o",
        "out",
    ];
    let (code, _, said) = told(study.path(), &arguments);
    assert_eq!(code, Some(0), "{said}");
    let run = std::fs::read_to_string(study.path().join("out/run.json")).expect("written");
    assert!(!run.contains(&*study.path().to_string_lossy()), "a path of this machine: {run}");
    let run: serde_json::Value = serde_json::from_str(&run).expect("JSON");
    assert_eq!(run["codings"][0]["file"], "h.csv");
    assert!(run["codings"][0]["hash"].is_string());
    assert_eq!((&run["options"]["stance"], &run["options"]["level"]), (&"negated".into(), &"1".into()));
    assert_eq!(run["corpus"]["unreadable"][0]["file"], "r2.docx");
}

#[test]
fn explain_with_a_code_shows_rules_without_a_word_in_the_text_too() {
    let study = study();
    let arguments = ["explain", "Ik schaamde me.", "-c", "cb.toml", "--code", "peers"];
    let (_, shown, _) = told(study.path(), &arguments);
    assert!(shown.contains("lotgeno*"), "{shown}");
}

#[test]
fn names_of_codes_can_be_told_apart_on_a_narrow_terminal() {
    let study = study();
    let (_, shown, _) = told(study.path(), &["freq", "s", "-c", "cb.toml", "-f", "table"]);
    assert!(shown.contains("Zich schamen voor het"), "{shown}");
}

#[test]
fn explain_cuts_text_as_the_study_does() {
    let folder = study();
    let book = "[codebook]\nname = \"Proef\"\nlanguage = \"nl\"\n\n[[code]]\nid = \"shame\"\ndefinition = \"d\"\nrules = [\"ik schaam\"]\n";
    std::fs::write(folder.path().join("book.toml"), book).expect("a file");
    let explained = || told(folder.path(), &["explain", "Ik zeg schaam me.", "-c", "book.toml", "--lang", "en"]).1;
    assert!(!explained().contains("a mention"), "`zeg` is a word like any other");
    std::fs::write(folder.path().join("kantlijn.toml"), "[speech]\nhesitations = [\"zeg\"]\n").expect("a file");
    assert!(explained().contains("a mention"), "{}", explained());
}

#[test]
fn kwic_knows_the_codes_and_lists_of_a_codebook() {
    let folder = study();
    let (code, out, err) = told(folder.path(), &["kwic", "ik BEFORE/1 code:shame", "s", "-c", "cb.toml", "-q"]);
    assert_eq!((code, out.lines().count()), (Some(0), 3), "{out}{err}");
    let (code, _, err) = told(folder.path(), &["kwic", "code:sham", "s", "-c", "cb.toml", "-q"]);
    assert!(code == Some(2) && err.contains("sham"), "{err}");
}
