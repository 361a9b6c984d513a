//! A codebook from format to format, and what is told of what is lost.

use crate::run::Folder;

const CODEBOOK: &str = "# a remark\n[codebook]\nname = 'Proef'\n\n[[code]]\nid = 'hulp'\ndefinition = 'Wie er helpt.'\n\n\
                        [[code]]\nid = 'hulp/vrienden'\nrules = ['vriend*', 'maat NEAR/3 help*']\nexamples = ['Mijn vriendin hielp.']\n";

fn folder() -> Folder {
    let folder = Folder::study();
    folder.write("own.toml", CODEBOOK.as_bytes());
    folder
}

#[test]
fn a_codebook_goes_through_every_format_and_comes_back() {
    let folder = folder();
    let steps = ["own.toml a.qdc", "a.qdc b.json", "b.json c.xlsx", "c.xlsx d.csv", "d.csv e.tsv", "e.tsv f.toml"];
    for step in steps {
        let ran = folder.run(&format!("convert {step}"));
        assert_eq!(ran.text(), "", "{step}");
        let lost = if step.starts_with("own") {
            "but 1 thing, listed above."
        } else {
            "2 codes, 2 rules: everything is carried over. W"
        };
        assert!(ran.err.contains(lost), "{step}: {ran}");
    }
    folder.run("convert f.toml again.qdc --quiet").text();
    let files = folder.files();
    assert_eq!(files["again.qdc"], files["a.qdc"]);
    let end = String::from_utf8(files["f.toml"].clone()).expect("text");
    assert!(end.contains("rules = '''\nvriend*\nmaat NEAR/3 help*\n'''"), "{end}");
}

#[test]
fn what_is_lost_is_told_with_its_place() {
    let folder = folder();
    let ran = folder.run("convert own.toml a.qdc");
    assert!(ran.err.contains("own.toml:1:1") && ran.err.contains("this remark is not kept"), "{ran}");
    assert!(ran.err.contains("other programs show them, and do not run them"), "{ran}");

    folder.write("m.csv", b"Dokumentname;Code;Segment\nG1;Hulp > Vrienden;Zij hielpen mij.\n");
    let ran = folder.run("convert m.csv m.toml");
    assert!(ran.err.contains("read as a list of codes of MAXQDA"), "{ran}");
    assert!(ran.err.contains("hold coded passages"), "{ran}");
    assert!(ran.err.contains("2 codes, 0 rules: everything is carried over but 1 thing"), "{ran}");

    let ran = folder.run("convert m.csv n.toml --quiet");
    assert_eq!((ran.text(), ran.err.as_str()), (String::new(), ""));
}

#[test]
fn strict_writes_nothing_when_something_would_be_lost() {
    let folder = folder();
    let ran = folder.run("convert own.toml a.qdc --strict --quiet");
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(ran.err.contains("this remark is not kept") && ran.err.contains("Nothing was written."), "{ran}");
    assert!(!folder.files().contains_key("a.qdc"));
    folder.run("convert own.toml a.json").text();
    folder.run("convert a.json a.qdc --strict").text();
}

#[test]
fn nothing_is_overwritten_unasked_and_the_source_never() {
    let folder = folder();
    folder.write("a.qdc", b"mine");
    let before = folder.files();
    assert!(folder.run("convert own.toml a.qdc").refused().contains("a.qdc"));
    assert!(folder.run("convert own.toml own.toml --force").refused().contains("is not overwritten"));
    assert!(folder.run("convert own.toml a.docx").refused().contains("a.docx"));
    assert!(folder.run("convert none.toml b.qdc").refused().contains("none.toml"));
    folder.write("bad.qdc", b"<CodeBook><Codes>");
    assert!(folder.run("convert bad.qdc b.toml").refused().contains("ends in the middle of the codebook"));
    let mut after = folder.files();
    after.remove("bad.qdc");
    assert_eq!(after, before);
    folder.run("convert own.toml a.qdc --force").text();
    assert_ne!(folder.files()["a.qdc"], b"mine");
}

#[test]
fn a_codebook_of_any_format_codes() {
    let folder = folder();
    let toml = folder.run("freq t -c own.toml").text();
    for name in ["a.qdc", "a.json"] {
        folder.run(&format!("convert own.toml {name}")).text();
        assert_eq!(folder.run(&format!("freq t -c {name}")).text(), toml, "{name}");
    }
}
