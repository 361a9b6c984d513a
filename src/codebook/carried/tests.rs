//! What comes through to each format, and what is told where something does not.

use std::path::Path;

use super::{FORMATS, write};
use crate::codebook::parse::read_bytes;
use crate::codebook::{Codebook, comments, is_loss};

fn toml(text: &str) -> Codebook {
    read_bytes("c.toml".as_ref(), text.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}")).value
}

const WHOLE: &str = "[codebook]\nname = 'Proef'\nbron = 'x'\n\n[lists]\nzich = ['me']\n\n[[code]]\nid = 'a'\nmemo = 'y'\n\n\
                     [[code]]\nid = 'b'\n\n[[code]]\nid = 'a/c'\nrules = ['x NEAR/3 $zich']\nexamples = ['een x bij me']\n";

#[test]
fn every_format_holds_everything() {
    let codebook = toml(WHOLE);
    for format in FORMATS {
        let written = write(&codebook, Path::new(&format!("C.{}", format.to_uppercase()))).unwrap();
        assert_eq!(written.losses, [], "{format}");
        assert_eq!(written.notes.len(), usize::from(format == "qdc"), "{format}");
    }
}

#[test]
fn a_character_that_a_format_cannot_hold_is_told_with_its_place() {
    let codebook = toml("[[code]]\nid = 'a'\n\n[[code]]\nid = 'b'\nmemo = \"voor\\uFFFFna\"\n");
    let written = write(&codebook, Path::new("c.qdc")).unwrap();
    let told: Vec<String> = written.losses.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("c.toml:5:7: warning: the memo of `b` does not come through in .qdc"), "{told:?}");
    assert!(told[0].contains("(U+FFFF)"), "{told:?}");
    assert!(written.losses.iter().all(is_loss));
}

#[test]
fn what_comes_back_otherwise_is_named_field_by_field() {
    let (before, mut after) = (toml(WHOLE), toml(WHOLE));
    after.name.plain = None;
    after.lists.clear();
    after.further.clear();
    after.settings.skip = crate::codebook::Skip::None;
    after.codes[0].memo.clear();
    after.codes[0].color = Some("#000000".to_owned());
    after.codes[2].rules.clear();
    after.codes[2].examples.clear();
    after.codes.remove(1);
    let told: Vec<String> = super::differences(&before, &after, "x").iter().map(|one| one.message.clone()).collect();
    let wanted = [
        "the name of the codebook",
        "how the codebook is counted",
        "the field `bron`",
        "the list `zich`",
        "the memo of `a`",
        "the color of `a`",
        "the code `b`",
        "the examples of `a/c`",
        "the rule `x NEAR/3 $zich` of `a/c`",
    ];
    for what in wanted {
        assert!(told.iter().any(|one| one.contains(what)), "{what}: {told:#?}");
    }
    assert_eq!(told.len(), wanted.len());
    let mut after = toml(WHOLE);
    after.codes.swap(0, 1);
    let told = super::differences(&before, &after, "x");
    assert!(told[0].message.starts_with("the order of the codes"), "{told:?}");
}

#[test]
fn a_format_that_is_not_written_is_named_with_those_that_are() {
    let error = write(&toml(WHOLE), Path::new("c.docx")).unwrap_err();
    assert!(error.help().unwrap().contains(".toml, .csv, .tsv, .xlsx, .json, .qdc"));
}

#[test]
fn remarks_of_a_toml_file_are_losses() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.toml");
    std::fs::write(&path, "# een\n# twee\n\n[[code]]\nid = 'a'  # drie\n").unwrap();
    let told = comments(&path).unwrap();
    assert!(told.iter().all(is_loss));
    assert_eq!(told.len(), 2);
    assert!(told[0].message.contains("2 lines"), "{told:?}");
    std::fs::write(folder.path().join("c.csv"), "id\n#a\n").unwrap();
    assert_eq!(comments(&folder.path().join("c.csv")).unwrap(), []);
}
