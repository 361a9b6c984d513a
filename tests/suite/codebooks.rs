//! The codebooks of the repository go through every format and come back the same.

use std::path::Path;

use kantlijn::codebook::{Codebook, read, write_csv, write_json, write_qdc, write_toml, write_xlsx};

use crate::samples::in_repository;

const CODEBOOKS: [&str; 2] = ["codebooks/lived-experience.toml", "codebooks/peer-support.toml"];

fn read_back(folder: &Path, name: &str, bytes: &[u8]) -> Codebook {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    read(&path).unwrap_or_else(|mistakes| panic!("{name}: {mistakes}")).value
}

/// Everything that a codebook says, without the lines it says it on.
fn said(codebook: &Codebook) -> String {
    write_toml(codebook)
}

#[test]
fn codebooks_come_back_from_every_format() {
    for name in CODEBOOKS {
        let folder = tempfile::tempdir().expect("a folder");
        let original = read(&in_repository(name)).expect("a sound codebook").value;
        assert!(original.rules().count() > 50, "{name} has hardly any rules");

        let as_toml = write_toml(&original);
        let from_toml = read_back(folder.path(), "c.toml", as_toml.as_bytes());
        let from_csv = read_back(folder.path(), "c.csv", write_csv(&from_toml).as_bytes());
        let from_xlsx = read_back(folder.path(), "c.xlsx", &write_xlsx(&from_csv).expect("a workbook"));
        let from_json = read_back(folder.path(), "c.json", write_json(&from_xlsx).as_bytes());
        let qdc = write_qdc(&from_json);
        let from_qdc = read_back(folder.path(), "c.qdc", &qdc);
        assert!(write_qdc(&from_qdc) == qdc, "{name} has other bytes as .qdc the second time");
        let all =
            [("toml", &from_toml), ("csv", &from_csv), ("xlsx", &from_xlsx), ("json", &from_json), ("qdc", &from_qdc)];
        for (format, codebook) in all {
            assert_eq!(codebook.hash, original.hash, "{name} through {format}");
            assert!(said(codebook) == as_toml, "{name} through {format} says something else");
            assert_eq!(codebook.codes.len(), original.codes.len());
            for (before, after) in original.codes.iter().zip(&codebook.codes) {
                assert_eq!((&before.id, before.parent, &before.name), (&after.id, after.parent, &after.name));
                let texts = |code: &kantlijn::codebook::Code| {
                    code.rules.iter().map(|rule| (rule.text.clone(), rule.node.clone())).collect::<Vec<_>>()
                };
                assert_eq!(texts(before).len(), texts(after).len(), "{name}, {}", before.id);
            }
        }
    }
}

#[test]
fn a_changed_rule_changes_the_hash() {
    let folder = tempfile::tempdir().expect("a folder");
    let original = read(&in_repository(CODEBOOKS[1])).expect("a sound codebook").value;
    let mut changed = original.clone();
    changed.codes[0].definition.push_str(" And more.");
    let back = read_back(folder.path(), "c.csv", write_csv(&changed).as_bytes());
    assert_ne!(back.hash, original.hash);
    assert!(said(&back) != said(&original));
}

#[test]
fn a_short_codebook_comes_back_with_every_field() {
    let text = r##"[codebook]
name = { nl = "Proef", en = "Trial" }
version = "2.1"
language = "nl"
unit = "sentence"
span = "turn"
overlap = "longest"
part = "all"
where = 'years >= 5'

[lists]
zich = ["me", "mij", "m'n eigen"]

[[code]]
id = "trots"
name = "Trots"
definition = "Iemand is \"trots\"; ook; met puntkomma's."
include = "Blij met zichzelf."
exclude = "Opscheppen."
memo = """
Eerste regel
tweede regel, met komma"""
color = "#aa3300"
stance = "affirmed"
rules = [
    "trots NEAR/3 $zich",
    'regex:/zo (heel )?trots/ {note = "met | en ; en , erin"}',
    'pauw* EXCEPT "pauw op tv" {stance = "ignore", within = "turn"}',
]
examples = ["Ik was trots op mezelf, hoor.", "„Zo trots”, zei ze."]
counterexamples = ["De pauw liep door de tuin."]

[[code]]
id = "trots/kind"
rules = ["kind* BEFORE/4 code:trots", "COUNT(dochter*) >= 2"]
"##;
    let folder = tempfile::tempdir().expect("a folder");
    let original = read_back(folder.path(), "a.toml", text.as_bytes());
    let csv = read_back(folder.path(), "b.csv", write_csv(&original).as_bytes());
    let xlsx = read_back(folder.path(), "c.xlsx", &write_xlsx(&csv).expect("a workbook"));
    let toml = read_back(folder.path(), "d.toml", write_toml(&xlsx).as_bytes());
    assert_eq!(said(&toml), said(&original));
    assert_eq!(toml.hash, original.hash);
    let code = &toml.codes[0];
    assert_eq!(code.memo, "Eerste regel\ntweede regel, met komma");
    assert_eq!(code.rules[1].note, "met | en ; en , erin");
    assert_eq!(code.color.as_deref(), Some("#aa3300"));
    assert_eq!(toml.settings, original.settings);
    assert_eq!(toml.lists["zich"].entries, ["me", "mij", "m'n eigen"]);
}
