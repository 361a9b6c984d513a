//! Codebooks of coding programs, with their habits, and kantlijn's own on their way there and back.

use crate::codebook::parse::read_bytes;
use crate::codebook::{Codebook, write_qdc, write_toml};
use crate::diagnostic::Reported;
use crate::error::Result;

fn read(codes: &str, rest: &str) -> Result<Reported<Codebook>> {
    file(&format!(
        r#"<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="Proef 1"><Codes>{codes}</Codes>{rest}</CodeBook>"#
    ))
}

fn file(text: &str) -> Result<Reported<Codebook>> {
    read_bytes("c.qdc".as_ref(), text.as_bytes().to_vec())
}

fn toml(text: &str) -> Codebook {
    read_bytes("c.toml".as_ref(), text.as_bytes().to_vec()).unwrap().value
}

fn ids(codebook: &Codebook) -> Vec<&str> {
    codebook.codes.iter().map(|code| code.id.as_str()).collect()
}

fn kinds(read: &Reported<Codebook>) -> Vec<&str> {
    read.diagnostics.iter().map(|one| one.kind).collect()
}

const A: &str = "11111111-1111-1111-1111-11111111111a";
const B: &str = "11111111-1111-1111-1111-11111111111b";

#[test]
fn a_foreign_codebook_keeps_names_folders_identities_and_sets() {
    let codes = format!(
        r##"<Code guid="{{{}}}" name="Mijn thema" isCodable="false"><Description>Wat
het is</Description><Code guid="{B}" name="Kind &amp; co" isCodable="true" color="#0f0"/></Code>"##,
        A.to_uppercase()
    );
    let sets = format!(r#"<Sets><Set guid="{A}" name="Groep"><MemberCode guid="{B}"/></Set></Sets>"#);
    let first = read(&codes, &sets).unwrap();
    assert_eq!(ids(&first.value), ["mijn-thema", "mijn-thema/kind-co"]);
    let [theme, child] = &first.value.codes[..] else { panic!("two codes") };
    assert_eq!((theme.definition.as_str(), theme.name.plain.as_deref()), ("Wat\nhet is", Some("Mijn thema")));
    assert_eq!((theme.further["codable"].as_str(), theme.further["guid"].as_str()), ("false", A));
    assert_eq!((child.name.plain.as_deref(), child.color.as_deref()), (Some("Kind & co"), Some("#00ff00")));
    assert_eq!((child.further["sets"].as_str(), child.further["guid"].as_str()), ("Groep", B));
    assert_eq!(kinds(&first), ["read-as", "not-carried"], "the set's own identity");

    let bytes = write_qdc(&first.value);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(&format!(r#"<Code guid="{A}" name="Mijn thema" isCodable="false">"#)), "{text}");
    assert!(
        text.contains("<Description>Wat\nhet is</Description>"),
        "nothing is added to what is only defined: {text}"
    );
    assert!(text.contains(&format!(r#"name="Groep">{}<MemberCode guid="{B}"/>"#, "\n      ")), "{text}");
    let again = file(&text).unwrap();
    assert_eq!(write_toml(&again.value), write_toml(&first.value));
    assert_eq!(write_qdc(&again.value), bytes);
}

#[test]
fn codes_of_one_name_are_two_codes() {
    let codes =
        format!(r#"<Code guid="{A}" name="Zorg" isCodable="true"/><Code guid="{B}" name="zorg!" isCodable="true"/>"#);
    assert_eq!(ids(&read(&codes, "").unwrap().value), ["zorg", "zorg-2"]);
}

#[test]
fn the_folder_around_all_codes_of_nvivo_is_left_out() {
    let codes = format!(
        r#"<Code guid="{A}" name="Nodes" isCodable="false"><Code guid="{B}" name="x" isCodable="true"/></Code>"#
    );
    let read = read(&codes, "").unwrap();
    assert_eq!(ids(&read.value), ["x"]);
    assert_eq!(kinds(&read), ["read-as", "unwrapped"]);
}

#[test]
fn what_cannot_be_kept_is_told_at_its_place() {
    let codes = format!(
        r#"<Code guid="1" name="a" isCodable="true" color="rgba(1,2,3,0.5)"/><Code guid="{B}" name="b" color="rood"/><Code guid="{B}" name="c"/>"#
    );
    let sets = format!(
        r#"<Sets><Set guid="{A}" name="Leeg"/><Set guid="{A}" name="Half"><Description>Uitleg</Description><MemberCode guid="{B}"/><MemberCode guid="{A}"/></Set></Sets>"#
    );
    let read = read(&codes, &sets).unwrap();
    let told: Vec<String> =
        read.diagnostics.iter().filter(|one| one.kind == "not-carried").map(ToString::to_string).collect();
    for wanted in [
        "how transparent the color rgba(1,2,3,0.5) is",
        "the identity `1` of `a`",
        "the color `rood` is not kept",
        "the identity `11111111-1111-1111-1111-11111111111b` of `c`",
        "the set `Leeg` is not kept",
        "1 of the set `Half` is not kept",
        "what is said of the set `Half`",
    ] {
        assert!(told.iter().any(|one| one.contains(wanted) && one.starts_with("c.qdc:1:")), "{wanted}: {told:#?}");
    }
    let of_sets = told.iter().filter(|one| one.contains("the identity of the set `")).count();
    assert_eq!((told.len(), of_sets), (9, 2));
    assert_eq!(read.value.codes[0].color.as_deref(), Some("#010203"));
}

const OWN: &str = r##"[codebook]
name = "Proef"
language = "nl"
memo = "Over het geheel."

[lists]
zich = ["me", "zich"]

[[code]]
id = "schaamte"
name = { nl = "Schaamte & zo", en = "Shame" }
definition = "Zich <schamen>."
color = "#B5446E"

[[code]]
id = "trots"

[[code]]
id = "schaamte/verbergen"
name = "Verbergen"
rules = ["verzwijg* {stance = \"ignore\"}", "niet NEAR/4 $zich"]
examples = ["Dat verzweeg ik."]
"##;

#[test]
fn kantlijns_own_codebook_comes_back_with_its_order() {
    let codebook = toml(OWN);
    let bytes = write_qdc(&codebook);
    let back = read_bytes("c.qdc".as_ref(), bytes.clone()).unwrap();
    assert_eq!(back.diagnostics, []);
    assert_eq!(back.value.hash, codebook.hash);
    assert_eq!(write_qdc(&back.value), bytes);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("<Description>Over het geheel.\n\n#--- kantlijn"), "{text}");
    assert!(text.contains("<Description>Zich &lt;schamen&gt;.\n\n#--- kantlijn"), "{text}");
}

#[test]
fn fields_that_stand_for_something_in_the_file_come_back_however_they_are_written() {
    let upper = A.to_uppercase();
    let codebook = toml(&format!(
        "[[code]]\nid = 'a'\nguid = '{A}'\nsets = \"Een\\nTwee\"\n\
         [[code]]\nid = 'b'\nguid = '{upper}'\nsets = \"Twee\\nEen\"\n\
         [[code]]\nid = 'c'\nguid = 'x'\ncodable = 'false'\nsets = \"Een\\n\\nEen\"\n\
         [[code]]\nid = 'd'\ncodable = 'no'\nname = 'd'\n\
         [[code]]\nid = 'e'\nguid = '{B}'\nname = 'Anders'\ndefinition = \"#--- kantlijn\\nx\"\n"
    ));
    let bytes = write_qdc(&codebook);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let back = read_bytes("c.qdc".as_ref(), bytes.clone()).unwrap_or_else(|error| panic!("{text}\n{error}"));
    assert_eq!(write_toml(&back.value), write_toml(&codebook), "{text}");
    assert_eq!(write_qdc(&back.value), bytes);
    assert_eq!(back.diagnostics, [], "{text}");
    assert_eq!(text.matches(A).count(), 3, "an identity is given once, and stands in two sets: {text}");
}

#[test]
fn what_another_program_changed_is_seen() {
    let text = String::from_utf8(write_qdc(&toml(OWN))).unwrap();
    let renamed = file(&text.replace("name=\"Schaamte &amp; zo\"", "name=\"Gêne\"")).unwrap();
    assert_eq!(renamed.value.codes[0].name.get("nl"), Some("Gêne"));
    assert_eq!(renamed.value.codes[0].id, "schaamte");
    assert_eq!(kinds(&renamed), ["renamed"]);

    let one_line = text.replace("id = \"schaamte/verbergen\"\n", "id = \"schaamte/verbergen\" ");
    let changed = file(&one_line).unwrap();
    let code = changed.value.codes.iter().find(|code| code.id == "schaamte/verbergen").unwrap();
    assert!(code.definition.contains("verzwijg*") && code.rules.is_empty(), "{}", code.definition);
    assert_eq!(kinds(&changed), ["not-carried"]);
    assert!(changed.diagnostics[0].to_string().contains("description of the code `Verbergen` cannot be read any more"));
}

#[test]
fn a_code_that_was_moved_gets_the_id_of_its_place() {
    let text = String::from_utf8(write_qdc(&toml(
        "[[code]]\nid = 'a'\n[[code]]\nid = 'a/b'\nmemo = 'x'\n[[code]]\nid = 'c'\n",
    )))
    .unwrap();
    let start = text.find("    <Code guid").unwrap();
    let end = start + text[start..].find("\n    </Code>\n").unwrap() + 1;
    let inner_start = start + text[start..].find('\n').unwrap() + 1;
    let inner = text[inner_start..end].to_owned();
    let moved = text.replace(&inner, "").replace("</Codes>", &format!("{inner}</Codes>"));
    let read = file(&moved).unwrap();
    assert_eq!(ids(&read.value), ["a", "c", "b"]);
    assert_eq!(kinds(&read), ["moved"]);
    assert!(read.value.find("b").is_some_and(|id| read.value.code(id).further.contains_key("guid")));
}

#[test]
fn mistakes_in_rules_name_the_code_and_show_the_line() {
    let text = String::from_utf8(write_qdc(&toml(OWN))).unwrap();
    let error = file(&text.replace("niet NEAR/4", "niet NAER/4")).unwrap_err().to_string();
    assert!(
        error.contains("description of the code `Verbergen`") && error.contains("`NAER/4` is no operator"),
        "{error}"
    );
}

#[test]
fn no_damage_makes_the_reader_fail() {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    let bytes = write_qdc(&toml(OWN));
    let end = bytes.iter().rposition(|&b| b == b'>').unwrap();
    for length in 0..end {
        assert!(read_bytes("c.qdc".as_ref(), bytes[..length].to_vec()).is_err(), "cut off at {length}");
    }
    let mut chance = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..2_000 {
        let mut damaged = bytes.clone();
        for _ in 0..1 + chance.next_u32() % 4 {
            let at = chance.next_u32() as usize % damaged.len();
            damaged[at] = chance.next_u32().to_le_bytes()[0];
        }
        if let Err(error) = read_bytes("c.qdc".as_ref(), damaged) {
            assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn levels_deeper_than_a_codebook_has_are_an_error() {
    let deep = format!("{}{}", r#"<Code name="a">"#.repeat(40), "</Code>".repeat(40));
    let error = read(&deep, "").unwrap_err().to_string();
    assert!(error.contains("level 33"), "{error}");
}

/// The schema's order and attributes, checked without the schema.
#[test]
fn what_is_written_is_as_the_schema_asks() {
    use quick_xml::Reader;
    use quick_xml::events::Event;

    let codebook = toml(&format!("{OWN}\n[[code]]\nid = 'map'\ncodable = 'false'\nsets = '''\nEen\nTwee'''\n"));
    let text = String::from_utf8(write_qdc(&codebook)).unwrap();
    assert!(text.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin="
    ));
    // What may stand in what, in this order; and the attributes, all of them needed but the last where it is marked.
    let inside = |element: &str| -> &[&str] {
        match element {
            "" => &["CodeBook"],
            "CodeBook" => &["Codes", "Sets"],
            "Codes" => &["Code"],
            "Code" => &["Description", "Code"],
            "Sets" => &["Set"],
            "Set" => &["Description", "MemberCode"],
            _ => &[],
        }
    };
    let needed = |element: &str| -> &[&str] {
        match element {
            "Code" => &["guid", "name", "isCodable"],
            "Set" => &["guid", "name"],
            "MemberCode" => &["guid"],
            _ => &[],
        }
    };
    let mut reader = Reader::from_str(&text);
    let mut open = vec![(String::new(), 0)];
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let guid = regex::Regex::new("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$").unwrap();
    loop {
        let event = reader.read_event().unwrap();
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
            let (above, last) = open.last_mut().unwrap();
            let place =
                inside(above).iter().position(|one| *one == name).unwrap_or_else(|| panic!("{name} in {above}"));
            assert!(place >= *last, "{name} stands too late in {above}");
            *last = place;
            let attributes: Vec<(String, String)> = tag
                .attributes()
                .map(Result::unwrap)
                .map(|one| {
                    (
                        String::from_utf8_lossy(one.key.as_ref()).into_owned(),
                        String::from_utf8_lossy(&one.value).into_owned(),
                    )
                })
                .collect();
            for (key, value) in &attributes {
                let allowed =
                    needed(&name).contains(&key.as_str()) || ["color", "origin", "xmlns"].contains(&key.as_str());
                assert!(allowed, "{key} of {name}");
                assert!(key != "guid" || guid.is_match(value), "{value}");
                assert!(key != "isCodable" || ["true", "false"].contains(&value.as_str()));
            }
            for key in needed(&name) {
                assert!(attributes.iter().any(|(one, _)| one == key), "{name} without {key}");
            }
            *seen.entry(name.clone()).or_default() += 1;
            if matches!(event, Event::Start(_)) {
                open.push((name, 0));
            }
        } else if let Event::End(_) = event {
            open.pop();
        } else if let Event::Eof = event {
            break;
        }
    }
    assert_eq!((seen["Code"], seen["Set"], seen["MemberCode"]), (4, 3, 6));
}

#[test]
fn the_codebook_of_a_project_has_its_sets_and_the_notes_on_codes() {
    let inside = r#"<CodeBook><Codes><Code guid="c0" name="Nodes" isCodable="false"><Code guid="c1" name="Zwijgen" isCodable="true"><NoteRef targetGUID="N1"/><NoteRef targetGUID="n2"/></Code><Code guid="c2" name="Werk" isCodable="true"/></Code></Codes></CodeBook><Notes><Note guid="n1" name="m"><PlainTextContent>Eerste memo.</PlainTextContent></Note><Note guid="n2" plainTextPath="internal://n2.txt"/></Notes><Sets><Set guid="s1" name="Kern"><MemberCode targetGUID="c2"/><MemberSource targetGUID="x"/></Set></Sets>"#;
    let xml = crate::refi::samples::project("NVivo", inside);
    let folder = tempfile::tempdir().expect("a folder");
    let packed = crate::refi::samples::packed(&[("p.qde", xml.as_bytes()), ("Sources/N2.txt", b"Tweede memo.\r\n")]);
    std::fs::write(folder.path().join("p.qdpx"), packed).expect("a file");
    let codebook = crate::codebook::read(&folder.path().join("p.qdpx")).expect("a codebook").value;
    let codes: Vec<(&str, &str)> = codebook.codes.iter().map(|code| (code.id.as_str(), code.memo.as_str())).collect();
    assert_eq!(codes, [("zwijgen", "Eerste memo.\n\nTweede memo."), ("werk", "")]);
    assert_eq!(codebook.codes[1].further.get("sets").map(String::as_str), Some("Kern"));
    assert_eq!(codebook.name.plain.as_deref(), Some("Proef"));
    // Some programs write a whole project where a codebook is asked for.
    std::fs::write(folder.path().join("c.qdc"), &xml).expect("a file");
    let read = crate::codebook::read(&folder.path().join("c.qdc")).expect("a codebook");
    assert_eq!(read.value.codes[0].memo, "Eerste memo.");
    assert!(read.diagnostics.iter().any(|one| one.message == "1 note on `Zwijgen` is not kept: not in this file"));
}
