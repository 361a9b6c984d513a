//! kantlijn's own JSON, trees of others, and what is no codebook.

use crate::codebook::parse::read_bytes;
use crate::codebook::{Codebook, write_json};
use crate::diagnostic::Reported;
use crate::error::Result;

fn read(text: &str) -> Result<Reported<Codebook>> {
    read_bytes("c.json".as_ref(), text.as_bytes().to_vec())
}

fn ids(codebook: &Codebook) -> Vec<&str> {
    codebook.codes.iter().map(|code| code.id.as_str()).collect()
}

fn told(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

const OWN: &str = r##"{
  "codebook": { "name": { "nl": "Proef" }, "language": "nl", "unit": "sentence", "bron": "eigen werk" },
  "lists": { "zich": ["me", "m'n eigen"] },
  "codes": [
    { "id": "shame", "name": "Schaamte", "definition": "Regel één.\nRegel \"twee\".", "color": "#B5446E", "jaar": 2024 },
    { "id": "shame/hiding", "rules": ["verzwijg*", { "match": "niet NEAR/4 $zich", "stance": "ignore", "note": "waarom" }],
      "examples": ["Dat verzweeg ik."] }
  ]
}"##;

#[test]
fn kantlijns_own_shape_reads_as_the_toml_does() {
    let read = read(OWN).unwrap();
    assert_eq!(read.diagnostics, []);
    let codebook = read.value;
    assert_eq!(codebook.lists["zich"].entries, ["me", "m'n eigen"]);
    assert_eq!(codebook.codes[0].definition, "Regel één.\nRegel \"twee\".");
    assert_eq!(codebook.codes[0].further["jaar"], "2024");
    assert_eq!(codebook.codes[1].rules[1].note, "waarom");
    assert_eq!((codebook.codes[1].line, codebook.codes[1].rules[1].line), (6, 6));
    let again = self::read(&write_json(&codebook)).unwrap().value;
    assert_eq!((again.hash, ids(&codebook)), (codebook.hash.clone(), vec!["shame", "shame/hiding"]));
}

#[test]
fn mistakes_stand_at_their_line_and_column() {
    let error = told(&OWN.replace("niet NEAR/4", "niet NAER/4"));
    assert!(error.starts_with("c.json:6:"), "{error}");
    assert!(error.contains("`NAER/4` is no operator"), "{error}");
    let several = told(
        r#"{ "codes": [ { "id": 1, "unit": "turn", "naam": "x", "parent": "b" },
                        { "id": "a", "id": "b", "rules": [3, { "mach": "x" }] }, 4 ], "lists": [] }"#,
    );
    for wanted in [
        "id is a text in quotes, not a number",
        "unit belongs to the whole codebook",
        "`naam` is written `name` here",
        "the parent of a code is the path",
        "`id` stands here twice",
        "a rule is a text in quotes, not a number",
        "a rule has no `mach`",
        "a code is an object, not a number",
        "lists is an object",
    ] {
        assert!(several.contains(wanted), "{wanted}:\n{several}");
    }
}

#[test]
fn a_tree_of_others_keeps_levels_definitions_and_examples() {
    let tree = r##"{ "name": "Zorg", "types": [
        { "name": "Vraag", "categories": [
            { "name": "Vraag over hulp", "codes": [
                { "code_id": "zorg:1", "name": "Waar hulp is", "code_description": "Vragen naar hulp.", "sensitive": false,
                  "examples": ["Waar moet ik heen?", { "text": "Wie helpt mij?" }], "tags": ["x", "y"], "meta": { "a": 1 } },
                { "name": "Waar hulp is", "color": "rgb(1,2,3)" } ] } ] } ] }"##;
    let read = read(tree).unwrap();
    let wanted = ["zorg", "zorg/vraag", "zorg/vraag/vraag-over-hulp", "zorg/vraag/vraag-over-hulp/waar-hulp-is"];
    assert_eq!(ids(&read.value)[..4], wanted);
    assert_eq!(ids(&read.value)[4], "zorg/vraag/vraag-over-hulp/waar-hulp-is-2");
    let code = &read.value.codes[3];
    assert_eq!((code.definition.as_str(), code.name.plain.as_deref()), ("Vragen naar hulp.", Some("Waar hulp is")));
    let examples: Vec<&str> = code.examples.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(examples, ["Waar moet ik heen?", "Wie helpt mij?"]);
    assert_eq!((code.further["original_code_id"].as_str(), code.further["sensitive"].as_str()), ("zorg:1", "false"));
    assert_eq!(code.further["tags"], "x\ny");
    assert_eq!(read.value.codes[4].color.as_deref(), Some("#010203"));
    let notes: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
    assert!(notes.iter().any(|one| one.contains("`meta` is not kept: it is an object")), "{notes:?}");
    assert!(
        notes.iter().any(|one| one.contains("a tree of 5 codes on 4 levels, found in `types`, `categories`, `codes`"))
    );
}

#[test]
fn every_common_shape_is_a_tree() {
    let shapes = [
        r#"[{ "name": "a", "children": [{ "name": "b" }] }, { "name": "c" }]"#,
        r#"{ "name": "Boek", "codes": [{ "name": "a", "subcodes": ["b"] }, { "name": "c" }] }"#,
        r#"{ "themes": { "a": { "codes": { "b": "wat het is" } }, "c": {} } }"#,
        r#"{ "a": ["b"], "c": [] }"#,
        r#"[{ "id": 1, "name": "a" }, { "id": 2, "name": "b", "parent_id": 1 }, { "id": 3, "name": "c", "parent_id": null }]"#,
        r#"[{ "label": "b", "parent": "a" }, { "label": "a" }, { "label": "c" }]"#,
        r#"{ "codes": [{ "id": "a", "codes": [{ "id": "b" }] }, { "id": "c" }] }"#,
    ];
    for shape in shapes {
        let read = read(shape).unwrap_or_else(|error| panic!("{shape}: {error}")).value;
        assert_eq!(ids(&read), ["a", "a/b", "c"], "{shape}");
    }
    assert_eq!(read(shapes[1]).unwrap().value.name.plain.as_deref(), Some("Boek"));
}

#[test]
fn siblings_of_one_name_keep_their_own_children() {
    let read = read(r#"[{ "name": "a", "codes": ["x"] }, { "name": "a", "codes": ["y"] }]"#).unwrap().value;
    assert_eq!(ids(&read), ["a", "a/x", "a-2", "a-2/y"]);
}

#[test]
fn fields_that_mean_something_here_are_kept_under_another_name() {
    let read =
        read(r#"[{ "name": "a", "language": "en", "where": "here", "name.nl": "x", "rules 2": "y" }]"#).unwrap().value;
    let names: Vec<&String> = read.codes[0].further.keys().collect();
    assert_eq!(names, ["original_language", "original_name_nl", "original_rules_2", "original_where"]);
    assert_eq!(self::read(&write_json(&read)).unwrap().value.hash, read.hash);
}

#[test]
fn what_is_no_codebook_says_so_in_plain_words() {
    let whisper = r#"{ "text": "Hallo.", "segments": [{ "id": 0, "start": 0.0, "end": 1.5, "text": "Hallo." }] }"#;
    for (file, wanted) in [
        ("", "there is nothing in this file"),
        ("{}", "no code was found"),
        ("[]", "no code was found"),
        ("3", "no code was found"),
        ("\"tekst\"", "no code was found"),
        ("{ \"codes\": [", "this bracket is not closed"),
        ("{ \"codes\": [],, }", "check the quotes, commas and brackets"),
        ("{ 'codes': [] }", "double quotes"),
        ("{ \"codes\": [] } // klaar", "JSON has no remarks"),
        ("[{ \"name\": \"a\" },]", "nothing behind it"),
        ("id,name", "this is no JSON"),
        (whisper, "what stands in `segments` has no names"),
        (r#"{ "speakers": [{ "name": "A" }], "segments": [{ "speaker": "A" }] }"#, "what stands in `segments`"),
        (r#"{ "version": 1, "sentences": [["0", 6]] }"#, "no code was found"),
        (r#"[{ "name": "a", "codes": [{ "size": 1 }, { "name": "b" }] }]"#, "this object has no name"),
    ] {
        let error = told(file);
        assert!(error.contains(wanted), "{file}: {error}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(told(&deep).contains("too many brackets"));
    let deep = format!("{}{}", "{\"name\":\"a\",\"codes\":[".repeat(40), "]}".repeat(40));
    assert!(told(&deep).contains("lies on level 33"));
}

#[test]
fn no_damage_makes_the_reader_fail() {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    let bytes = OWN.as_bytes();
    for length in 0..bytes.len() {
        assert!(read_bytes("c.json".as_ref(), bytes[..length].to_vec()).is_err(), "cut off at {length}");
    }
    let mut chance = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..5_000 {
        let mut damaged = bytes.to_vec();
        for _ in 0..1 + chance.next_u32() % 4 {
            let at = chance.next_u32() as usize % damaged.len();
            damaged[at] = chance.next_u32().to_le_bytes()[0];
        }
        if let Err(error) = read_bytes("c.json".as_ref(), damaged) {
            assert!(!error.to_string().is_empty());
        }
    }
}
