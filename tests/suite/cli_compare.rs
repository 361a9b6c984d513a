//! `compare`: two runs, two tables, or two versions of a codebook.

use insta::assert_snapshot;

use crate::run::{CODEBOOK, Folder};

/// The study, coded by a codebook and by a later version of it: one more line, one rule narrower, one split in two.
fn twice_coded() -> Folder {
    let folder = Folder::study();
    let later = CODEBOOK
        .replace("version = \"1\"", "version = \"2\"")
        .replace("rules = [\"schaam*\"]", "# wie zich schaamt\nrules = [\"schaamde*\", \"schaam* BEFORE/3 niet\"]")
        .replace("verzwijg* OR verzweeg OR verzwegen", "verzwegen");
    folder.write("new.toml", later.as_bytes());
    folder.run("code t -c c.toml -o a -f parquet -f jsonl").text();
    folder.run("code t -c new.toml -o b").text();
    folder
}

#[test]
fn two_runs_side_by_side_with_the_rules_that_made_the_difference() {
    let folder = twice_coded();
    let ran = folder.run("compare a b");
    assert_snapshot!(ran.text(), @r"
    change,transcript,code,coder,start_a,end_a,start_b,end_b,differs,rules_a,rules_b,text
    changed,r1,shame,rules,22,52,22,52,rules,line 9: schaam* (only in A),line 10: schaamde* | schaam* BEFORE/3 niet (only in B),Ik schaamde me voor mijn werk.
    changed,r1,shame/hiding,rules,53,79,53,79,rules,line 14: verzwijg* OR verzweeg OR verzwegen (only in A),line 15: verzwegen (only in B),Dat heb ik lang verzwegen.
    changed,r1,shame,rules,95,121,95,121,stance: ceased → affirmed; rules,line 9: schaam* (only in A),line 10: schaamde* | schaam* BEFORE/3 niet (only in B),Nu schaam ik me niet meer.
    changed,r10,shame/hiding,rules,33,67,33,67,rules,line 14: verzwijg* OR verzweeg OR verzwegen (only in A),line 15: verzwegen (only in B),Ik heb het verzwegen voor de baas.
    vanished,r10,shame,rules,83,109,,,,line 9: schaam* (only in A),,Ik schaam me nergens voor.
    vanished,r10,shame/hiding,rules,142,160,,,,line 14: verzwijg* OR verzweeg OR verzwegen (only in A),,Ik verzweeg alles.
    ");
    assert_snapshot!(ran.err, @r"
    The codebooks differ.
    codebook version: 1 in A, 2 in B.
    Of the rules, 2 are only in A, 3 only in B, and 1 in both.
    ");
    assert_eq!(folder.run("compare t -c c.toml --with new.toml").text(), ran.text(), "without a run in between");
    assert!(folder.run("compare a b -q").err.is_empty());
    // On a screen the rules stand below the words: as columns they would be cut.
    let screen = folder.run("compare a b -f table --lang en").text();
    let last: Vec<&str> = screen.lines().skip_while(|line| !line.starts_with("vanished")).take(3).collect();
    assert_eq!(
        last,
        ["vanished  shame  rules  r10 83–109", "    Ik schaam me nergens voor.", "    A: line 9: schaam* (only in A)"]
    );
}

#[test]
fn a_row_a_code_counts_both_runs() {
    let folder = twice_coded();
    assert_snapshot!(folder.run("compare a b --summary").text(), @r"
    code,only_a,only_b,both,moved,changed
    shame,1,0,2,0,2
    shame/hiding,1,0,2,0,2
    work,0,0,4,0,0
    ,2,0,8,0,4
    ");
    let rows =
        |run: &str| String::from_utf8(folder.read(&format!("{run}/codings.csv"))).expect("text").lines().count() - 1;
    assert_eq!((rows("a"), rows("b")), (10, 8), "2 + 8 and 0 + 8");
    let whole: serde_json::Value =
        serde_json::from_str(&folder.run("compare a b -f json --lang en").text()).expect("JSON");
    let caption = whole["caption"].to_string();
    assert!(caption.contains("A is a, with 10 codings; B is b, with 8."), "{caption}");
    assert!(caption.contains("0 appeared, 2 vanished, 0 moved, 4 changed, 4 are the same in both."), "{caption}");
}

#[test]
fn the_answer_is_no_only_when_it_is_asked_for() {
    let folder = twice_coded();
    assert_eq!(folder.run("compare a b --exit-code").code, Some(1));
    assert_eq!(folder.run("compare a b").code, Some(0));
    let same = folder.run("compare a a --exit-code");
    assert_eq!((same.code, same.text().lines().count(), same.err.as_str()), (Some(0), 1, ""));
}

#[test]
fn a_table_in_any_format_is_a_run() {
    let folder = twice_coded();
    for file in ["csv", "parquet", "jsonl"] {
        let ran = folder.run(&format!("compare a/codings.{file} a --exit-code"));
        assert_eq!((ran.code, ran.text().lines().count()), (Some(0), 1), "{file}: {ran}");
    }
    folder.write("hand.csv", b"transcript,code,coder,start,end,text\nr1,shame,anna,25,33,schaamde\n");
    folder.write(
        "later.csv",
        b"transcript;code;coder;start;end;text\nr1;shame;anna;22;33;Ik schaamde\nr2;work;anna;32;40;De baas\n",
    );
    assert_snapshot!(folder.run("compare hand.csv later.csv").text(), @r"
    change,transcript,code,coder,start_a,end_a,start_b,end_b,differs,rules_a,rules_b,text
    moved,r1,shame,anna,25,33,22,33,,,,Ik schaamde
    appeared,r2,work,anna,,,32,40,,,,De baas
    ");
    assert!(!folder.run("compare hand.csv later.csv --no-text").text().contains("schaamde"));
}

#[test]
fn what_differs_between_the_runs_is_said_first() {
    let folder = twice_coded();
    folder.write("t/r2.txt", b"I: Hoe gaat het?\n\nR: Nou. De baas weet het. Het werk is zwaar.\n");
    std::fs::remove_file(folder.path("t/r10.txt")).expect("it was there");
    folder.run("code t -c c.toml -o c -u sentence").text();
    let ran = folder.run("compare a c");
    assert_snapshot!(ran.err, @r"
    unit: answer in A, sentence in B.
    Only in A: 1 transcript (r10).
    The file differs of 1 transcript (r2).
    ");
    let text = ran.text();
    assert!(text.contains("moved,r2,work,rules,"), "{text}");
    assert_eq!(text.matches("vanished,r10").count(), 4, "{text}");
    assert!(!text.contains(",r1,"), "{text}");
}

#[test]
fn the_copy_of_a_codebook_is_used_only_when_it_is_the_one_that_coded() {
    let folder = twice_coded();
    assert_eq!(folder.read("a/codebook.toml"), folder.read("c.toml"));
    folder.write("a/codebook.toml", &folder.read("new.toml"));
    let ran = folder.run("compare a b");
    assert!(ran.err.contains("a/codebook.toml is not the codebook that this run was made by"), "{ran}");
    assert!(ran.text().contains(",line 9,"), "{ran}");
    folder.run("code t -c c.toml -o quiet --no-text").text();
    assert!(!folder.path("quiet/codebook.toml").exists(), "its examples may be words of participants");
    assert!(folder.run("code t -c c.toml -o a").refused().contains("codebook.toml"), "it is not overwritten either");
}

#[test]
fn mistakes_say_what_a_run_is() {
    let folder = twice_coded();
    folder.write("quotes.csv", b"transcript,code,text\nr1,shame,verzwegen\n");
    folder.write("half.csv", b"transcript,code,start,end\nr1,shame,x,3\n");
    for (line, says) in [
        ("compare a", "1 is named"),
        ("compare a b a", "3 are named"),
        ("compare a t", "this folder is no run"),
        ("compare a nergens", "nergens"),
        ("compare a b -c c.toml", "-c would change nothing"),
        ("compare a b --part all", "--part would change nothing"),
        ("compare t -c c.toml --with new.toml --codings quotes.csv", "--codings would change nothing"),
        ("compare a quotes.csv", "no table of placed codings"),
        ("compare a half.csv", "row 2: `x` in the column start"),
        ("compare t -c c.toml --with nergens.toml", "nergens.toml"),
        ("compare a b -o a/codings.csv --force", "this run has read"),
    ] {
        let ran = folder.run(line);
        assert!(ran.refused().contains(says), "{line}: {ran}");
    }
    folder.write("a/run.json", b"{");
    assert!(folder.run("compare a b").refused().contains("run.json"));
}
