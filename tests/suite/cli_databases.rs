//! Projects in the databases of QualCoder and Taguette: studies by themselves, beside rules, and on their way to other files.

use std::io::{Cursor, Write};

use insta::assert_snapshot;
use rusqlite::{Connection, MAIN_DB};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::run::{CODEBOOK, Folder, Ran};

const FIRST: &str = "I: Hoe begon het?\n\nR: Ik schaamde me 🙂 voor mijn werk. Dat heb ik lang verzwegen.\n\nI: En nu?\n\nR: Nu schaam ik me niet meer.\n";

const SECOND: &str = "I: Hoe gaat het op je werk?\n\nR: De baas weet het. Het werk is zwaar.\n";

/// The bytes of a database.
fn database(sql: &str) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().expect("a database");
    connection.execute_batch(sql).expect("tables and rows");
    connection.serialize(MAIN_DB).expect("bytes").to_vec()
}

/// A row of the table of passages, with positions as QualCoder's screen counts them.
fn passage(text: &str, quote: &str, code: u8, file: u8, coder: &str, memo: &str) -> String {
    let at = text.find(quote).expect("the quote stands there");
    let start = text[..at].encode_utf16().count();
    let end = start + quote.encode_utf16().count();
    format!(
        "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, memo) VALUES ({code}, {file}, '{quote}', {start}, {end}, '{coder}', '{memo}');"
    )
}

/// A study of two interviews with one person, coded by Anna and Bram, in QualCoder.
fn qualcoder() -> Vec<u8> {
    let passages = [
        passage(FIRST, "Ik schaamde me 🙂 voor mijn werk.", 1, 1, "Anna", ""),
        passage(FIRST, "Ik schaamde me 🙂 voor mijn werk.", 3, 1, "Anna", ""),
        passage(FIRST, "Dat heb ik lang verzwegen.", 2, 1, "Bram", "navragen"),
        passage(SECOND, "Het werk is zwaar.", 3, 2, "Bram", ""),
    ];
    database(&format!(
        "CREATE TABLE project (databaseversion text, date text, memo text, about text);
         CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
         CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
         CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
         CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer,
             owner text, date text, memo text, important integer);
         CREATE TABLE code_image (imid integer primary key, id integer, cid integer, owner text);
         CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text);
         CREATE TABLE cases (caseid integer primary key, name text, memo text);
         CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
         CREATE TABLE attribute_type (name text primary key, memo text, caseOrFile text, valuetype text);
         CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer);
         CREATE TABLE journal (jid integer primary key, name text, jentry text);
         INSERT INTO project VALUES ('v11', '2026-03-01 10:00:00', '', 'QualCoder 3.5');
         INSERT INTO source (id, name, fulltext, mediapath, owner) VALUES (1, 'r1.docx', '{FIRST}', '/docs/r1.docx', 'Anna'),
             (2, 'r2.txt', '{SECOND}', NULL, 'Anna'), (3, 'foto.jpg', NULL, '/images/foto.jpg', 'Anna');
         INSERT INTO code_cat VALUES (1, 'Gevoel', 'Anna', '', 'Wat iemand voelt.', NULL);
         INSERT INTO code_name VALUES (1, 'Schaamte', 'Zich schamen.', 1, 'Anna', '', '#B5446E'),
             (2, 'Verbergen', '', 1, 'Anna', '', ''), (3, 'Werk', '', NULL, 'Bram', '', '');
         INSERT INTO code_image (id, cid, owner) VALUES (3, 1, 'Anna');
         INSERT INTO annotation (fid, pos0, pos1, memo, owner) VALUES (1, 3, 17, 'goede vraag', 'Bram');
         INSERT INTO cases VALUES (1, 'P1', '');
         INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, 0, 131), (1, 2, 0, 68);
         INSERT INTO attribute_type VALUES ('beroep', '', 'case', 'character');
         INSERT INTO attribute (name, attr_type, value, id) VALUES ('beroep', 'case', 'bakker', 1);
         INSERT INTO journal VALUES (1, 'Dagboek', 'Vandaag gecodeerd.');
         {}",
        passages.concat()
    ))
}

/// The same study in Taguette, whose documents are pages.
fn taguette() -> Vec<u8> {
    let page = |text: &str| format!("<p>{}</p>", text.trim_end().replace("\n\n", "</p><p>"));
    let highlight = |number: u8, document: u8, text: &str, quote: &str, tags: &[u8]| {
        let plain = text.replace('\n', "");
        let start = plain.find(quote).expect("the quote stands there");
        let end = start + quote.len();
        let rows = tags.iter().map(|tag| format!("INSERT INTO highlight_tags VALUES ({number}, {tag});"));
        format!(
            "INSERT INTO highlights VALUES ({number}, {document}, {start}, {end}, '<p>{quote}</p>');{}",
            rows.collect::<String>()
        )
    };
    let highlights = [
        highlight(1, 1, FIRST, "Ik schaamde me 🙂 voor mijn werk.", &[1, 3]),
        highlight(2, 1, FIRST, "Dat heb ik lang verzwegen.", &[2]),
        highlight(3, 2, SECOND, "Het werk is zwaar.", &[3]),
    ];
    database(&format!(
        "CREATE TABLE projects (id INTEGER PRIMARY KEY, name, description, created);
         CREATE TABLE project_members (project_id INTEGER, user_login);
         CREATE TABLE documents (id INTEGER PRIMARY KEY, name, description, filename, created, project_id INTEGER, contents);
         CREATE TABLE commands (id INTEGER PRIMARY KEY, date, user_login, project_id INTEGER, payload);
         CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path, description);
         CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet);
         CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER);
         INSERT INTO projects VALUES (1, 'Proef', '', '');
         INSERT INTO project_members VALUES (1, 'anna');
         INSERT INTO documents VALUES (1, 'r1.docx', '', 'r1.docx', '', 1, '{}'), (2, 'r2', '', 'r2.txt', '', 1, '{}');
         INSERT INTO tags VALUES (1, 1, 'schaamte', 'Zich schamen.'), (2, 1, 'schaamte.verbergen', ''), (3, 1, 'werk', '');
         {}",
        page(FIRST),
        page(SECOND),
        highlights.concat()
    ))
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("Proef.qda/data.qda", &qualcoder());
    folder.write("Proef.qda/documents/r1.docx", b"what the text was made of");
    folder.write("Proef.qda/documents/r2.txt", SECOND.as_bytes());
    folder.write("proef.sqlite3", &taguette());
    folder.write("c.toml", CODEBOOK.as_bytes());
    folder
}

/// Standard error, with the paths of every machine.
fn said(ran: &Ran) -> String {
    ran.err.replace('\\', "/")
}

#[test]
fn a_project_of_qualcoder_is_a_study_with_its_own_codes_coders_and_cases() {
    let folder = folder();
    let before = folder.files();
    assert_snapshot!(folder.run("freq Proef.qda").text(), @r"
    coder,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    Anna,werk,werk,Werk,1,1,1,1,,,,1
    Anna,gevoel,gevoel,Gevoel,1,1,1,1,,,,1
    Anna,gevoel,gevoel/schaamte,Schaamte,1,1,1,1,,,,1
    Anna,gevoel,gevoel/verbergen,Verbergen,0,0,0,0,,,,
    Anna,,,no code,0,1,2,,,,,
    Bram,werk,werk,Werk,1,1,1,1,,,,1
    Bram,gevoel,gevoel,Gevoel,1,1,1,1,,,,1
    Bram,gevoel,gevoel/schaamte,Schaamte,0,0,0,0,,,,
    Bram,gevoel,gevoel/verbergen,Verbergen,1,1,1,1,,,,1
    Bram,,,no code,0,0,1,,,,,
    ");
    assert_snapshot!(folder.run("quotes Proef.qda").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,P1,R,participant,2,22,54,,werk,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,P1,R,participant,2,22,54,,gevoel/schaamte,Anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,P1,R,participant,2,55,81,,gevoel/verbergen,Bram,accepted,,Dat heb ik lang verzwegen.
    r2,P1,R,participant,2,50,68,,werk,Bram,accepted,,Het werk is zwaar.
    ");
    let counts = folder.run("freq Proef.qda --by beroep --coder any").text();
    assert!(counts.contains("bakker,gevoel,gevoel/schaamte,Schaamte,1,1,1,1"), "{counts}");
    let inside = folder.run("freq Proef.qda/data.qda").text();
    assert_eq!(inside, folder.run("freq Proef.qda").text());
    let both = folder.run("freq Proef.qda --codings Proef.qda/data.qda --codings Proef.qda").text();
    assert!(both.contains("Anna,"), "{both}");
    let rules = folder.run("freq Proef.qda -c c.toml --level 1").text();
    assert!(rules.contains("shame,shame,Schaamte,1,1,2,3,3,0,0,1"), "{rules}");
    // Nothing is written into the project, and nothing beside it.
    assert_eq!(folder.files(), before);
}

#[test]
fn check_says_what_of_a_database_goes_no_further() {
    let checked = folder().run("check Proef.qda");
    assert_eq!(checked.code, Some(0), "{checked}");
    assert_snapshot!(said(&checked), @r"
    note: r1: positions are read as UTF-16 units: 3 of 3 names stand at their places
    note: r2: positions are read as characters: 1 of 1 name stands at its place
    warning: `foto`: a picture; 1 coding of it is in no table
     |
     = help: give the coding program its text, or count these by hand

    warning: Proef.qda: 2 codes have no definition: `werk`, `gevoel/verbergen`
     |
     = help: say in a sentence or two what belongs to it, so that somebody else could code with it

    note: 1 memo is not kept, on the project, on what is not kept itself, or on nothing: Dagboek (18 characters)

    note: Proef.qda: read as the codebook of QualCoder 3.5: 4 codes, 1 of them a folder

    note: a passage has a memo (11 characters) and no code: it codes nothing

    The codebook has 4 codes and 0 rules.
    Hand coding: 4 codings: 4 where they were.
    2 warnings.
    ");
}

#[test]
fn a_project_of_taguette_is_a_study_too() {
    let folder = folder();
    assert_snapshot!(folder.run("quotes proef.sqlite3").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,,R,participant,2,22,54,,schaamte,anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,,R,participant,2,22,54,,werk,anna,accepted,,Ik schaamde me 🙂 voor mijn werk.
    r1,,R,participant,2,55,81,,schaamte/verbergen,anna,accepted,,Dat heb ik lang verzwegen.
    r2,,R,participant,2,50,68,,werk,anna,accepted,,Het werk is zwaar.
    ");
    assert_snapshot!(folder.run("freq proef.sqlite3").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    schaamte,schaamte,schaamte,1,1,1,2,,,,1
    schaamte,schaamte/verbergen,verbergen,1,1,1,1,,,,1
    werk,werk,werk,2,2,2,2,,,,0.5
    ,,no code,0,0,1,,,,,
    ");
    assert_snapshot!(said(&folder.run("check proef.sqlite3")), @r"
    note: r1: positions are read as characters: 2 of 2 names stand at their places
    note: r2: positions are read as characters: 1 of 1 name stands at its place
    warning: proef.sqlite3: 2 codes have no definition: `schaamte/verbergen`, `werk`
     |
     = help: say in a sentence or two what belongs to it, so that somebody else could code with it

    note: all highlights are by one person: where several coded, Taguette's Export project does not say who coded what

    note: proef.sqlite3: read as the codebook of Taguette: 3 codes, 0 of them folders

    The codebook has 3 codes and 0 rules.
    Hand coding: 4 codings: 4 where they were.
    1 warning.
    ");
    folder.run("transcript proef.sqlite3 -f txt -o texts").text();
    assert_eq!(String::from_utf8(folder.read("texts/r1.txt")).expect("text").trim_end(), FIRST.trim_end());
    let piped = folder.run_with_input("freq - -c c.toml --level 1", &taguette()).text();
    assert_eq!(piped, folder.run("freq proef.sqlite3 -c c.toml --level 1").text());
}

#[test]
fn a_database_becomes_a_project_a_study_and_a_codebook() {
    let folder = folder();
    for project in ["Proef.qda", "proef.sqlite3"] {
        let counts = folder.run(&format!("freq {project} --coder any")).text();
        folder.run(&format!("convert {project} {project}.qdpx")).text();
        assert_eq!(folder.run(&format!("freq {project}.qdpx --coder any")).text(), counts, "{project}");
        folder.run(&format!("convert {project} {project}.study/")).text();
        assert_eq!(folder.run(&format!("freq {project}.study --coder any")).text(), counts, "{project}");
    }
    let codings = String::from_utf8(folder.read("Proef.qda.study/codings.csv")).expect("text");
    assert!(codings.contains("navragen"), "{codings}");
    folder.run("convert Proef.qda codes.toml").text();
    let codes = String::from_utf8(folder.read("codes.toml")).expect("text");
    let codes: Vec<&str> = codes.lines().filter(|line| !line.starts_with("guid")).collect();
    assert_snapshot!(codes.join("\n"), @r##"
    [codebook]
    name = "Proef"

    [[code]]
    id = "werk"
    name = "Werk"

    [[code]]
    id = "gevoel"
    name = "Gevoel"
    definition = "Wat iemand voelt."
    codable = "false"

    [[code]]
    id = "gevoel/schaamte"
    name = "Schaamte"
    definition = "Zich schamen."
    color = "#B5446E"

    [[code]]
    id = "gevoel/verbergen"
    name = "Verbergen"
    "##);
    folder.run("convert proef.sqlite3 tags.csv").text();
    assert!(folder.run("convert c.toml x.qda").refused().contains("a project of QualCoder is not written"));
}

#[test]
fn its_codings_are_found_again_in_other_transcripts_by_their_words() {
    let folder = folder();
    folder.write("t/r1.txt", FIRST.replace("I: Hoe begon het?", "I: Vertel.").as_bytes());
    folder.write("t/r2.txt", SECOND.as_bytes());
    for project in ["Proef.qda", "proef.sqlite3"] {
        let found = folder.run(&format!("quotes t --codings {project} --coder any")).text();
        assert_eq!(found.lines().count(), 5, "{found}");
        assert!(found.contains("Ik schaamde me 🙂 voor mijn werk."), "{found}");
    }
}

#[test]
fn in_a_folder_a_project_is_one_and_its_own_files_are_none() {
    let folder = Folder::new();
    folder.write("s/r9.txt", b"I: Ja?\n\nR: Nee.\n");
    folder.write("s/Proef.qda/data.qda", &qualcoder());
    folder.write("s/Proef.qda/documents/r2.txt", SECOND.as_bytes());
    folder.write("s/Proef_BKUP_20260301_10.qda/data.qda", &qualcoder());
    folder.write("s/klanten.sqlite3", &database("CREATE TABLE klanten (id)"));
    folder.write("c.toml", CODEBOOK.as_bytes());
    let checked = folder.run("check s -c c.toml -f csv");
    let table = checked.text();
    let ids: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(ids, ["Proef/r1", "Proef/r2", "r9"], "{checked}");
    let said = said(&checked);
    assert!(said.contains("Proef_BKUP_20260301_10.qda (a backup that QualCoder has made of a project)"), "{said}");
    assert!(said.contains("klanten.sqlite3 (a database of another program than QualCoder or Taguette)"), "{said}");
}

#[test]
fn an_archive_says_of_a_project_in_it_that_it_is_one() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("s/r9.txt", b"I: Ja?\n\nR: Nee.\n".to_vec()),
        ("s/Proef.qda/data.qda", qualcoder()),
        ("s/Proef.qda/documents/r2.txt", SECOND.into()),
        ("s/proef.sqlite3", taguette()),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a member is begun");
        writer.write_all(&bytes).expect("a member is written");
    }
    let folder = Folder::new();
    folder.write("s.zip", &writer.finish().expect("an archive is closed").into_inner());
    folder.write("c.toml", CODEBOOK.as_bytes());
    let checked = folder.run("check s.zip -c c.toml -f csv");
    assert_eq!(checked.text().lines().count(), 2, "{checked}");
    let said = said(&checked);
    for name in ["s/Proef.qda", "s/proef.sqlite3"] {
        assert!(said.contains(&format!("{name} (a project of a coding program in an archive: unpack")), "{said}");
    }
}

#[test]
fn databases_that_cannot_be_read_end_with_a_message_that_names_them() {
    let folder = folder();
    let whole = folder.read("Proef.qda/data.qda");
    folder.write("half.qda/data.qda", &whole[..whole.len() / 2]);
    assert!(folder.run("freq half.qda").refused().contains("half.qda: is cut off"));
    folder.write("geheim.sqlite3", &[7; 4096]);
    assert!(folder.run("freq geheim.sqlite3").refused().contains("it is encrypted, damaged, or something else"));
    folder.write("leeg.sqlite3", b"");
    assert!(folder.run("check leeg.sqlite3").refused().contains("leeg.sqlite3: is empty"));
    folder.write("klanten.sqlite3", &database("CREATE TABLE klanten (id)"));
    assert!(
        folder.run("code klanten.sqlite3 -c c.toml").refused().contains("a database of another program (with klanten)")
    );
    folder.write("open.qda/data.qda", &whole);
    folder.write("open.qda/data.qda-wal", b"changes");
    assert!(folder.run("freq open.qda").refused().contains("is in use, or was not closed"));
    folder.write("niets.qda/documents/r1.txt", SECOND.as_bytes());
    assert!(folder.run("freq niets.qda").refused().contains("holds no data.qda"));
    assert!(folder.run("freq weg.qda").refused().contains("weg.qda"));
}
