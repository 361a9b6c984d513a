//! Projects of coding programs: a study by themselves, beside rules, and on other transcripts.

use std::io::{Cursor, Write};

use insta::assert_snapshot;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::run::{CODEBOOK, Folder, Ran};

const FIRST: &str = "I: Hoe begon het?\r\n\r\nR: Ik schaamde me 🙂 voor mijn werk. Dat heb ik lang verzwegen.\r\n\r\nI: En nu?\r\n\r\nR: Nu schaam ik me niet meer.\r\n";

const SECOND: &str = "I: Hoe gaat het op je werk?\r\n\r\nR: De baas weet het. Het werk is zwaar.\r\n";

/// A project of these members.
fn packed(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member is begun");
        writer.write_all(bytes).expect("a member is written");
    }
    writer.finish().expect("an archive is closed").into_inner()
}

/// What a program does in its own way.
#[derive(Clone, Copy)]
struct Program {
    origin: &'static str,
    double_ends: bool,
    mark: bool,
    in_units: bool,
    /// Whether a line end counts as one character, whatever it is.
    ends_are_one: bool,
    named: bool,
}

const NVIVO: Program =
    Program { origin: "NVivo 12.6", double_ends: true, mark: true, in_units: true, ends_are_one: false, named: false };

/// A study of two interviews with one person, coded by Anna and Bram, as a program exports it.
fn study(program: Program) -> Vec<u8> {
    let text = |text: &str| if program.double_ends { text.to_owned() } else { text.replace("\r\n", "\n") };
    let (first, second) = (text(FIRST), text(SECOND));
    let position = |text: &str, byte: usize| {
        let before = &text[..byte];
        let all = if program.in_units { before.encode_utf16().count() } else { before.chars().count() };
        all - if program.ends_are_one { before.matches("\r\n").count() } else { 0 }
    };
    let selection = |guid: &str, text: &str, quote: &str, user: &str, codes: &[&str], inside: &str| {
        let at = text.find(quote).expect("the quote stands there");
        let coding = |code: &&str| {
            format!(
                r#"<Coding guid="{guid}-{code}" creatingUser="{user}"><CodeRef targetGUID="{{aaaaaaaa-0000-4000-8000-00000000000{code}}}"/></Coding>"#
            )
        };
        let codings: String = codes.iter().map(coding).collect();
        let name = if program.named { quote } else { "" };
        format!(
            r#"<PlainTextSelection guid="{guid}" name="{name}" startPosition="{}" endPosition="{}">{inside}{codings}</PlainTextSelection>"#,
            position(text, at),
            position(text, at + quote.len())
        )
    };
    let sources = [
        format!(
            r#"<TextSource guid="T1" name="r1.docx" plainTextPath="internal://T1.txt">{}{}{}</TextSource>"#,
            selection("s1", &first, "Ik schaamde me 🙂 voor mijn werk.", "u1", &["1", "3"], ""),
            selection("s2", &first, "Dat heb ik lang verzwegen.", "u2", &["2"], "<Description>navragen</Description>"),
            selection("s3", &first, "En nu?", "u2", &[], "<Description>goede vraag</Description>")
        ),
        format!(
            r#"<TextSource guid="T2" name="r2.docx" plainTextPath="internal://T2.txt">{}</TextSource>"#,
            selection("s4", &second, "Het werk is zwaar.", "u2", &["3"], "")
        ),
        r#"<PictureSource guid="T3" name="foto.jpg" path="internal://T3.jpg"><PictureSelection guid="s5" firstX="0" firstY="0" secondX="5" secondY="5"><Coding guid="k5"><CodeRef targetGUID="AAAAAAAA-0000-4000-8000-000000000001"/></Coding></PictureSelection></PictureSource>"#.to_owned(),
    ];
    let xml = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Proef" origin="{}">
<Users><User guid="u1" name="Anna"/><User guid="u2" name="Bram"/></Users>
<CodeBook><Codes><Code guid="AAAAAAAA-0000-4000-8000-000000000001" name="Schaamte" isCodable="true"><Description>Zich schamen.</Description><Code guid="AAAAAAAA-0000-4000-8000-000000000002" name="Verbergen" isCodable="true"/></Code><Code guid="AAAAAAAA-0000-4000-8000-000000000003" name="Werk" isCodable="true"/></Codes></CodeBook>
<Variables><Variable guid="v1" name="beroep" typeOfVariable="Text"/></Variables>
<Cases><Case guid="k1" name="P1"><VariableValue><VariableRef targetGUID="v1"/><TextValue>bakker</TextValue></VariableValue><SourceRef targetGUID="t1"/><SourceRef targetGUID="t2"/></Case></Cases>
<Sources>{}</Sources>
<Sets><Set guid="g1" name="Ronde 1"><MemberSource targetGUID="T1"/></Set></Sets>
<Graphs><Graph guid="g2" name="Schema"/></Graphs>
</Project>"#,
        program.origin,
        sources.concat()
    );
    let file = |text: &str| {
        let mark = if program.mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").into_bytes()
    };
    packed(&[("project.qde", xml.into_bytes()), ("Sources/T1.TXT", file(&first)), ("sources/t2.txt", file(&second))])
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("study.qdpx", &study(NVIVO));
    folder.write("c.toml", CODEBOOK.as_bytes());
    folder
}

/// Standard error, with the paths of every machine.
fn said(ran: &Ran) -> String {
    ran.err.replace('\\', "/")
}

#[test]
fn a_project_is_a_study_with_its_own_codes_coders_and_cases() {
    let folder = folder();
    assert_snapshot!(folder.run("freq study.qdpx").text(), @r"
    coder,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    Anna,schaamte,schaamte,Schaamte,1,1,1,1,,,,1
    Anna,schaamte,schaamte/verbergen,Verbergen,0,0,0,0,,,,
    Anna,werk,werk,Werk,1,1,1,1,,,,1
    Anna,,,no code,0,1,2,,,,,
    Bram,schaamte,schaamte,Schaamte,1,1,1,1,,,,1
    Bram,schaamte,schaamte/verbergen,Verbergen,1,1,1,1,,,,1
    Bram,werk,werk,Werk,1,1,1,1,,,,1
    Bram,,,no code,0,0,1,,,,,
    ");
    assert_snapshot!(folder.run("freq study.qdpx --by beroep --coder any --level 1").text(), @r"
    beroep,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    bakker,schaamte,schaamte,Schaamte,1,1,1,2,,,,1
    bakker,werk,werk,Werk,1,2,2,2,,,,1
    bakker,,,no code,0,0,1,,,,,
    ");
    assert_snapshot!(folder.run("quotes study.qdpx").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,P1,R,participant,2,24,56,,schaamte,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,P1,R,participant,2,24,56,,werk,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,P1,R,participant,2,57,83,,schaamte/verbergen,Bram,accepted,,Dat heb ik lang verzwegen.
    r2,P1,R,participant,2,52,70,,werk,Bram,accepted,,Het werk is zwaar.
    ");
}

#[test]
fn rules_are_applied_to_its_texts_and_its_hand_coding_counts_where_it_is_asked_for() {
    let folder = folder();
    let rules = folder.run("freq study.qdpx -c c.toml --level 1").text();
    assert_snapshot!(rules, @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,1,1,2,3,3,0,0,1
    work,work,Werk,1,2,2,3,3,0,2,1
    ,,geen code,0,0,0,,,,,
    ");
    let beside = folder.run("freq study.qdpx -c c.toml --codings study.qdpx --level 1").text();
    let coders: std::collections::BTreeSet<&str> =
        beside.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(coders.into_iter().collect::<Vec<_>>(), ["Anna", "Bram", "rules"]);
}

#[test]
fn every_program_s_project_gives_the_same_codings() {
    let expected = folder().run("quotes study.qdpx --coder any").text();
    let words = |table: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        reader.records().flatten().map(|row| [&row[0], &row[8], &row[9], &row[12]].join("|")).collect()
    };
    let mut tried = 0;
    for (origin, double_ends, ends_are_one) in [
        ("NVivo 15", true, false),
        ("ATLAS.ti 23", true, true),
        ("MAXQDA 24", true, false),
        ("QualCoder 3.5", false, false),
    ] {
        for mark in [false, true] {
            for (named, in_units) in [(true, false), (true, true), (false, origin.starts_with("NVivo"))] {
                let folder = Folder::new();
                folder.write("p.qdpx", &study(Program { origin, double_ends, mark, in_units, ends_are_one, named }));
                let found = folder.run("quotes p.qdpx --coder any").text();
                assert_eq!(words(&found), words(&expected), "{origin}, mark {mark}, named {named}, units {in_units}");
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 24);
}

#[test]
fn check_says_how_positions_were_read_and_what_goes_no_further() {
    let folder = folder();
    let checked = folder.run("check study.qdpx");
    assert_eq!(checked.code, Some(0), "{checked}");
    assert_snapshot!(said(&checked), @r#"
    note: r1: positions are read as UTF-16 units, a line end counts as two, the byte order mark is not counted, as this program counts: 6 of 6 begin or end at the edge of a word
    note: r2: positions are read as characters, a line end counts as two, the byte order mark is not counted, as this program counts: 2 of 2 begin or end at the edge of a word
    warning: `foto`: a picture; 1 coding of it is in no table
     |
     = help: give the coding program its text, or count these by hand

    warning: 2 codes have no definition: `schaamte/verbergen`, `werk`
     --> study.qdpx/project.qde:4:141
      |
    4 | ...on><Code guid="AAAAAAAA-0000-4000-8000-000000000002" name="Verbergen" isCodable="true"/></C...
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: say in a sentence or two what belongs to it, so that somebody else could code with it

    note: 1 graph is not kept: what is drawn has no place in tables

    note: the set `Ronde 1` of 1 source is not kept
     |
     = help: make it a column of a table of cases, and count with --by

    note: read as the codebook of NVivo 12.6: 3 codes, 0 of them folders
     --> study.qdpx/project.qde:1:1
      |
    1 | <?xml version="1.0" encoding="utf-8"?>
      | ^

    note: a passage has a memo (11 characters) and no code: it codes nothing

    The codebook has 3 codes and 0 rules.
    Hand coding: 4 codings: 4 where they were.
    2 warnings.
    "#);
    let alone = folder.run("check study.qdpx -c c.toml");
    assert!(said(&alone).contains("the set `Ronde 1` of 1 source is not kept"), "{alone}");
}

#[test]
fn what_counts_otherwise_is_told_without_being_asked_for() {
    let ran = folder().run("freq study.qdpx");
    assert_snapshot!(said(&ran), @r"
    warning: `foto`: a picture; 1 coding of it is in no table
      give the coding program its text, or count these by hand
    ");
}

#[test]
fn its_codings_are_found_again_in_other_transcripts_by_their_words() {
    let folder = folder();
    folder.write(
        "t/r1.txt",
        "I: Vertel.\n\nR: Ik schaamde me 🙂  voor mijn werk. Dat heb ik lang verzwegen.\n".as_bytes(),
    );
    folder.write("t/r2.txt", SECOND.as_bytes());
    let found = folder.run("quotes t --codings study.qdpx --coder any").text();
    assert_snapshot!(found, @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,,R,participant,2,15,48,,schaamte,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,,R,participant,2,15,48,,werk,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,,R,participant,2,49,75,,schaamte/verbergen,Bram,accepted,,Dat heb ik lang verzwegen.
    r2,,R,participant,2,52,70,,werk,Bram,accepted,,Het werk is zwaar.
    ");
}

#[test]
fn its_codebook_is_one_and_becomes_another_file() {
    let folder = folder();
    folder.run("convert study.qdpx codes.toml").text();
    assert_snapshot!(String::from_utf8(folder.read("codes.toml")).expect("text"), @r#"
    [codebook]
    name = "Proef"

    [[code]]
    id = "schaamte"
    name = "Schaamte"
    definition = "Zich schamen."
    guid = "aaaaaaaa-0000-4000-8000-000000000001"

    [[code]]
    id = "schaamte/verbergen"
    name = "Verbergen"
    guid = "aaaaaaaa-0000-4000-8000-000000000002"

    [[code]]
    id = "werk"
    name = "Werk"
    guid = "aaaaaaaa-0000-4000-8000-000000000003"
    "#);
    // Rules that are added to it are applied beside the hand coding, whose codes are known by their identities.
    let with_rule = String::from_utf8(folder.read("codes.toml"))
        .expect("text")
        .replace("id = \"werk\"", "id = \"arbeid\"\nrules = [\"werk\"]");
    folder.write("codes.toml", with_rule.as_bytes());
    let table = folder.run("freq study.qdpx -c codes.toml --codings study.qdpx --coder any --level 1").text();
    assert!(table.contains("arbeid,arbeid,Werk,1,2,"), "{table}");
}

#[test]
fn damaged_projects_end_with_a_message_that_names_them() {
    let folder = folder();
    let whole = folder.read("study.qdpx");
    folder.write("half.qdpx", &whole[..whole.len() / 2]);
    assert!(folder.run("freq half.qdpx").refused().contains("half.qdpx: the project is cut off or damaged"));
    folder.write("entity.qdpx", &packed(&[("p.qde", b"<!DOCTYPE a [<!ENTITY b 'c'>]><Project/>".to_vec())]));
    assert!(folder.run("check entity.qdpx").refused().contains("DOCTYPE"));
    folder.write("none.qdpx", &packed(&[("a.txt", b"R: Ja.".to_vec())]));
    assert!(folder.run("code none.qdpx -c c.toml").refused().contains("there is no file that ends in .qde"));
    let xml = r#"<Project><CodeBook><Codes><Code guid="c" name="Ja"/></Codes></CodeBook><Sources><TextSource guid="a" name="r1" plainTextPath="internal://a.txt"/></Sources></Project>"#;
    folder.write("missing.qdpx", &packed(&[("p.qde", xml.as_bytes().to_vec())]));
    let ran = folder.run("freq missing.qdpx");
    assert!(ran.refused().replace('\\', "/").contains("missing.qdpx/r1: its text is missing"), "{ran}");
}

#[test]
fn codings_keep_their_transcript_in_a_folder_where_a_file_cannot_have_its_name() {
    let project = r#"<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="aaaaaaaa-0000-4000-8000-000000000001" name="Zwijgen" isCodable="true"/></Codes></CodeBook><Cases><Case guid="aaaaaaaa-0000-4000-8000-000000000002" name="Anna"><SourceRef targetGUID="aaaaaaaa-0000-4000-8000-000000000003"/></Case></Cases><Sources><TextSource guid="aaaaaaaa-0000-4000-8000-000000000003" name="Gesprek 1: Anna?" plainTextPath="internal://a.txt"><PlainTextSelection guid="aaaaaaaa-0000-4000-8000-000000000004" name="Ik zweeg" startPosition="0" endPosition="8"><Coding guid="aaaaaaaa-0000-4000-8000-000000000005"><CodeRef targetGUID="aaaaaaaa-0000-4000-8000-000000000001"/></Coding></PlainTextSelection></TextSource></Sources></Project>"#;
    let folder = Folder::new();
    folder.write(
        "p.qdpx",
        &packed(&[("project.qde", project.into()), ("sources/a.txt", "Ik zweeg erover, lang.\n".into())]),
    );
    let ran = folder.run("convert p.qdpx back");
    assert!(ran.err.contains("the name of `Gesprek 1: Anna?` is not kept"), "{ran}");
    let counts = folder.run("freq back --by case").text();
    assert!(counts.contains("Anna,zwijgen,zwijgen,Zwijgen,1,1,1,1"), "{counts}");
    assert_eq!(counts, folder.run("freq p.qdpx --by case").text());
}
