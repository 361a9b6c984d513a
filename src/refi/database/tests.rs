use std::path::Path;
use std::sync::Arc;

use super::samples::{coded, database, early, highlight, qualcoder, taguette};
use crate::refi::{Code, Opened, Source};

const TALK: &str = "I: Hoe ging het?\n\nR: Één 🙂 keer zweeg ik.\nDat hielp niets. Ja.\n\nI: Ja.\n";

fn opened(bytes: Vec<u8>) -> Opened {
    Opened::of_bytes(Path::new("proef"), Arc::from(bytes)).expect("a project")
}

/// Each passage with its codes and coders: `zweeg ik (schaamte by Anna)`.
fn passages(opened: &Opened) -> Vec<String> {
    let mut names = Vec::new();
    let mut open: Vec<&Code> = opened.project.codebook.codes.iter().collect();
    while let Some(code) = open.pop() {
        names.push((&code.guid, code.name.as_str()));
        open.extend(&code.codes);
    }
    let mut all = Vec::new();
    for index in 0..opened.texts.len() {
        let plain = opened.plain_text(index).expect("words");
        for (selection, span) in opened.text(index).selections.iter().zip(opened.spans(index, &plain)) {
            let quote = span.map_or("nowhere", |span| span.of(&plain.text));
            let codings: Vec<String> = selection
                .codings
                .iter()
                .map(|coding| {
                    let name = names.iter().find(|(guid, _)| **guid == coding.code).map_or("?", |(_, name)| *name);
                    let users = &opened.project.users;
                    let user = users.iter().find(|user| Some(&user.guid) == coding.made.creating_user.as_ref());
                    format!("{name} by {}", user.map_or("?", |user| user.name.as_str()))
                })
                .collect();
            all.push(format!("{}: {quote} ({})", opened.texts[index].name, codings.join(", ")));
        }
    }
    all
}

/// The codes, each below the other: `werk/(druk)`, folders in round brackets.
fn codes(opened: &Opened) -> Vec<String> {
    fn walk(codes: &[Code], above: &str, all: &mut Vec<String>) {
        for code in codes {
            let name = if code.is_codable { code.name.clone() } else { format!("({})", code.name) };
            let path = if above.is_empty() { name } else { format!("{above}/{name}") };
            all.push(path.clone());
            walk(&code.codes, &path, all);
        }
    }
    let mut all = Vec::new();
    walk(&opened.project.codebook.codes, "", &mut all);
    all
}

fn said(opened: &Opened) -> String {
    opened.diagnostics.iter().map(|one| format!("{}\n", one.message)).collect()
}

#[test]
fn qualcoder_counts_units_of_the_screen_or_characters_and_the_words_tell() {
    let rows = format!(
        "INSERT INTO source (id, name, fulltext, owner) VALUES (1, 'r1.docx', '{TALK}', 'Anna'), (2, 'r2.txt', 'Ja. Nee.', 'Bram');
         INSERT INTO code_cat VALUES (1, 'werk', 'Anna', '', 'alles', NULL), (2, 'druk', 'Anna', '', '', 1),
             (3, 'rond', 'Anna', '', '', 4), (4, 'rond ook', 'Anna', '', '', 3);
         INSERT INTO code_name VALUES (1, 'zwijgen', 'niets zeggen', 2, 'Anna', '', '#80CBC4', NULL),
             (2, 'lang zwijgen', '', 1, 'Anna', '', '', 1), (3, 'los', '', NULL, 'Anna', '', '', NULL);
         {}{}{}
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (3, 2, 'Nee.', 4, 8, 'Bram'), (9, 2, 'x', 0, 1, 'Bram'),
             (3, 9, 'x', 0, 1, 'Bram');",
        coded(TALK, "zweeg ik.\nDat", 1, 1, "Anna"),
        coded(TALK, "Dat hielp niets.", 2, 1, "Bram"),
        coded(TALK, "Hoe ging", 3, 1, ""),
    );
    let opened = opened(qualcoder(&rows));
    assert_eq!(
        passages(&opened),
        [
            "r1: zweeg ik.\nDat (zwijgen by Anna)",
            "r1: Dat hielp niets. (lang zwijgen by Bram)",
            "r1: Hoe ging (los by ?)",
            "r2: Nee. (los by Bram)"
        ]
    );
    // What stands below itself stands below nothing.
    assert_eq!(
        codes(&opened),
        [
            "los",
            "(werk)",
            "(werk)/(druk)",
            "(werk)/(druk)/zwijgen",
            "(werk)/(druk)/zwijgen/lang zwijgen",
            "(rond ook)",
            "(rond ook)/(rond)"
        ]
    );
    assert_eq!(opened.project.origin, "QualCoder 3.7");
    assert_eq!(
        said(&opened),
        "1 coding is left out: the project has no longer the code\n\
         1 coding is left out: the project has no longer the file, or no text of it\n"
    );
    assert!(opened.choices[0].why.contains("UTF-16 units: 3 of 3"), "{:?}", opened.choices);
}

#[test]
fn a_text_that_was_changed_keeps_what_can_be_found() {
    let changed = TALK.replace("I: Hoe ging het?", "I: Hoe ging het vandaag?");
    let rows = format!(
        "INSERT INTO source (id, name, fulltext) VALUES (1, 'r1', '{changed}');
         INSERT INTO code_name (cid, name) VALUES (1, 'een');{}{}{}",
        coded(TALK, "zweeg ik.", 1, 1, "A"),
        coded(TALK, "Ja.", 1, 1, "A"),
        coded(TALK, "Hoe ging het?", 1, 1, "A"),
    );
    let opened = opened(qualcoder(&rows));
    let found = passages(&opened);
    assert_eq!(found[0], "r1: zweeg ik. (een by A)");
    assert_eq!(opened.choices[0].doubt, None, "each passage was told of");
    let said = said(&opened);
    assert!(said.contains("`r1`: 1 passage is read where its words stand, not by position"), "{said}");
    assert!(said.contains("`r1`: 2 passages have other words at their place"), "{said}");
}

#[test]
fn recordings_pictures_and_pages_keep_their_texts_and_tell_their_codings() {
    let opened = opened(qualcoder(
        "INSERT INTO source (id, name, fulltext, mediapath, av_text_id) VALUES
             (1, 'gesprek.mp3', NULL, '/audio/gesprek.mp3', 2), (2, 'gesprek.mp3.txt', 'I: Ja?\nR: Nee.\n', NULL, NULL),
             (3, 'foto.jpg', NULL, 'images:/elders/foto.jpg', NULL), (4, 'blad.pdf', 'Een blad.', '/docs/blad.pdf', NULL);
         INSERT INTO code_name (cid, name) VALUES (1, 'een');
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1) VALUES (1, 2, 'Nee.', 10, 14), (1, 4, 'blad', 4, 8);
         INSERT INTO code_av (id, pos0, pos1, cid) VALUES (1, 0, 900, 1);
         INSERT INTO code_image (id, cid, pdf_page) VALUES (3, 1, NULL), (4, 1, 2);",
    ));
    assert_eq!(passages(&opened), ["gesprek: Nee. (een by ?)", "blad: blad (een by ?)"]);
    let passed: Vec<String> =
        opened.passed.iter().map(|one| format!("{} {} {}", one.name, one.codings, one.why)).collect();
    assert_eq!(
        passed,
        [
            "gesprek 1 some codings are in the recording, not in its transcript",
            "foto 1 a picture",
            "blad 1 some codings are on its pages, not in its text"
        ]
    );
}

#[test]
fn the_first_version_of_qualcoder_is_read_as_well() {
    let rows = format!(
        "INSERT INTO source (id, name, fulltext) VALUES (1, 'r1', '{TALK}');
         INSERT INTO code_name (cid, name) VALUES (1, 'een');{}",
        coded(TALK, "zweeg ik.", 1, 1, "Anna"),
    );
    assert_eq!(passages(&opened(early(&rows))), ["r1: zweeg ik. (een by Anna)"]);
}

#[test]
fn cases_and_what_is_known_come_along() {
    let opened = opened(qualcoder(&format!(
        "INSERT INTO source (id, name, fulltext) VALUES (1, 'r1', '{TALK}'), (2, 'r2', 'Ja.');
         INSERT INTO code_name (cid, name) VALUES (1, 'een');
         INSERT INTO cases (caseid, name, memo) VALUES (1, 'Piet', 'gul'), (2, 'Marie', '');
         INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, 0, {}), (2, 2, 0, 0), (2, 1, 3, 8);
         INSERT INTO attribute_type (name, caseOrFile, valuetype) VALUES ('leeftijd', 'case', 'numeric'), ('plaats', 'file', 'character');
         INSERT INTO attribute (name, attr_type, value, id) VALUES ('leeftijd', 'case', '34', 1), ('leeftijd', 'case', '', 2),
             ('plaats', 'file', 'Gent', 2), ('plaats', 'journal', 'hier', 1);
         INSERT INTO journal (jid, name, jentry) VALUES (1, 'Dagboek', 'Vandaag.');",
        TALK.chars().count()
    )));
    let project = &opened.project;
    let of = |at: usize| {
        let case = &project.cases[at];
        let values: Vec<&str> = case.values.iter().map(|value| value.value.as_deref().unwrap_or("–")).collect();
        format!(
            "{} {} {} {} {}",
            case.name,
            case.description,
            values.join(" "),
            case.sources.len(),
            case.selections.len()
        )
    };
    assert_eq!((of(0), of(1)), ("Piet gul 34 1 0".to_owned(), "Marie  – 1 1".to_owned()));
    let Source::Text(second) = &project.sources[1] else { panic!("a text") };
    assert_eq!(second.values[0].value.as_deref(), Some("Gent"));
    assert_eq!(project.notes[0].name, "Dagboek");
    assert_eq!(said(&opened), "1 value is not kept, of journals\n");
}

#[test]
fn taguette_counts_bytes_between_tags() {
    let html = "<p>I: Hoe ging het &amp; waarom?</p>\n<p>R: Één 🙂 <b>keer</b> zweeg\n  ik.</p>";
    let plain = "I: Hoe ging het & waarom?\nR: Één 🙂 keer zweeg\n  ik.";
    let command = |at: u32, user: &str, tags: &str| {
        format!(
            "INSERT INTO commands VALUES ({at}, '2026-03-01 11:00:00', '{user}', 1, 1, \
             '{{\"type\": \"highlight_add\", \"highlight_id\": 1, \"tags\": [{tags}]}}');"
        )
    };
    let rows = format!(
        "INSERT INTO project_members VALUES (1, 'anna'), (1, 'bram');
         INSERT INTO documents VALUES (1, 'r1.html', '', 'r1.html', '', 1, 'LEFT_TO_RIGHT', '{html}');
         INSERT INTO tags VALUES (1, 1, 'werk', 'alles'), (2, 1, 'werk.druk', ''), (3, 1, 'hulp.vriend', ''), (4, 1, 'hulp.baas', ''),
             (5, 1, 'dr. Jansen', ''), (6, 1, 'v.t.', '');
         {}{}{}{}{}",
        highlight(1, 1, plain, "Één 🙂 keer zweeg\n  ik", &[2, 3]),
        highlight(2, 1, plain, "waarom?\nR: ", &[9, 1]),
        highlight(3, 1, plain, "keer", &[]),
        command(1, "anna", "2"),
        command(2, "bram", "2, 3"),
    );
    let opened = opened(taguette(&rows));
    assert_eq!(
        passages(&opened),
        ["r1: Één 🙂 keer zweeg ik (druk by anna, vriend by bram)", "r1: waarom?\n\nR: (werk by ?)"]
    );
    assert_eq!(codes(&opened), ["werk", "werk/druk", "(hulp)", "(hulp)/vriend", "(hulp)/baas", "dr. Jansen", "v.t."]);
    assert_eq!(
        said(&opened),
        "1 highlight is not kept, without a tag: nothing is coded with them\n1 coding is left out: the project has no longer the tag\n"
    );
}

#[test]
fn what_is_no_project_is_told_with_the_mend() {
    let open = |bytes: Vec<u8>| {
        let error = Opened::of_bytes(Path::new("x.sqlite3"), Arc::from(bytes)).expect_err("no project");
        assert!(error.help().is_some_and(|help| !help.is_empty()), "{error}");
        error.to_string()
    };
    let other = open(database("CREATE TABLE klanten (id); CREATE TABLE bestellingen (id);"));
    assert!(other.contains("a database of another program (with bestellingen, klanten)"), "{other}");
    assert!(open(database("CREATE TABLE x (id); DROP TABLE x;")).contains("without a table"));
    assert!(
        open(database("CREATE TABLE freecode (id); CREATE TABLE coding (id); CREATE TABLE source (id);"))
            .contains("RQDA")
    );
    let views = "CREATE TABLE x (id); CREATE VIEW source AS SELECT 1; CREATE VIEW code_name AS SELECT 1; CREATE VIEW code_text AS SELECT 1;";
    assert!(open(database(views)).contains("another program"));
    let two = taguette("INSERT INTO projects VALUES (2, 'Nog een', '', '');");
    assert!(open(two).contains("holds 2 projects (Proef, Nog een), and one is expected"));
    assert!(open(taguette("DELETE FROM projects;")).contains("without a project"));
    let strange =
        database("CREATE TABLE source (id, name); CREATE TABLE code_name (cid, name); CREATE TABLE code_text (cid);");
    assert!(open(strange).contains("its table `source` has no column `fulltext`"));
    let mut cut = taguette("");
    cut.truncate(5000);
    assert!(open(cut).contains("is cut off: 5000 of its"));
}

#[test]
fn no_damage_of_a_database_is_more_than_an_error() {
    let rows = format!(
        "INSERT INTO source (id, name, fulltext) VALUES (1, 'r1', '{TALK}');
         INSERT INTO code_name (cid, name) VALUES (1, 'een');{}",
        coded(TALK, "zweeg ik.", 1, 1, "Anna"),
    );
    let html = "<p>Ja & nee</p>";
    let second = format!(
        "INSERT INTO documents VALUES (1, 'r1', '', '', '', 1, '', '{html}'); INSERT INTO tags VALUES (1, 1, 'een', '');{}",
        highlight(1, 1, "Ja & nee", "nee", &[1])
    );
    let (mut read, mut refused) = (0, 0);
    for sound in [qualcoder(&rows), taguette(&second)] {
        for round in 0..300_usize {
            let mut bytes = sound.clone();
            let mut state = round * 2_654_435_761 + 12_345;
            for _ in 0..=round % 4 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (state >> 33) % bytes.len();
                bytes[at] ^= 1 << (state >> 20 & 7);
            }
            // The first page, where everything hangs, as often as all others.
            if round % 2 == 0 {
                let at = 16 + state % 500;
                bytes[at] = bytes[at].wrapping_add(1 + (state >> 40) as u8 % 250);
            }
            match Opened::of_bytes(Path::new("x"), Arc::from(bytes)) {
                Ok(opened) => {
                    read += 1;
                    let _ = passages(&opened);
                }
                Err(error) => {
                    refused += 1;
                    assert!(error.help().is_some_and(|help| !help.is_empty()), "{error}");
                }
            }
        }
    }
    assert!(read > 50 && refused > 50, "{read} read, {refused} refused");
}
