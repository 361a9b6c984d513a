//! What people coded in a project, as every program writes it, and what of it is no coding here.

use super::ProjectCodings;
use crate::codebook::{Code, Codebook};
use crate::coding::{Coders, HandCodings, Status};
use crate::corpus::{Corpus, ReadOptions};
use crate::diagnostic::Diagnostic;
use crate::refi::samples::{TALK, coded, packed, project, selection, source};

const CODES: &str = r#"<CodeBook><Codes><Code guid="11111111-2222-3333-4444-555555555501" name="Zwijgen" isCodable="true"><Code guid="11111111-2222-3333-4444-555555555502" name="Thuis" isCodable="true"/></Code><Code guid="11111111-2222-3333-4444-555555555503" name="Werk" isCodable="true"><Code guid="11111111-2222-3333-4444-555555555504" name="Thuis" isCodable="true"/></Code></Codes></CodeBook>"#;

fn code(number: usize) -> String {
    format!("{{11111111-2222-3333-4444-55555555550{number}}}")
}

struct Study {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
}

fn study(inside: &str, files: &[(&str, &[u8])]) -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("studie.qdpx");
    let xml = project("QualCoder 3", inside);
    let members: Vec<(&str, &[u8])> =
        [("project.qde", xml.as_bytes())].into_iter().chain(files.iter().copied()).collect();
    std::fs::write(&path, packed(&members)).expect("a file");
    Study { _folder: folder, path }
}

/// A study of one text, with these users and what is in its source.
fn one(users: &str, inside: &str) -> Study {
    let sources = format!("{users}{CODES}<Sources>{}</Sources>", source("a1", "r1.txt", inside));
    study(&sources, &[("sources/a1.txt", TALK.as_bytes())])
}

impl Study {
    fn read(&self, codebook: Option<&Codebook>, in_place: bool) -> (HandCodings, Vec<Diagnostic>) {
        let read = ProjectCodings::open(&self.path).expect("a project").codings(codebook, in_place);
        (read.value, read.diagnostics)
    }

    /// Coder, code and words of each coding, as they are found in the project's own texts.
    fn coded(&self) -> Vec<(String, String, String)> {
        let codebook = crate::codebook::read(&self.path).expect("a codebook").value;
        let (mut codings, _) = self.read(Some(&codebook), true);
        let corpus = Corpus::open(std::slice::from_ref(&self.path), ReadOptions::default()).expect("a corpus");
        codings.assign(corpus.transcripts().iter().map(|transcript| transcript.name.as_str()));
        let mut coders = Coders::default();
        let mut all = Vec::new();
        for reading in corpus.read_all().expect("texts") {
            let found = codings.of(&reading.document, &codebook, &mut coders);
            assert_eq!(found.diagnostics, []);
            all.extend(found.value.iter().map(|coding| {
                let words = coding.span.of(&reading.document.text).to_owned();
                (coders.name(coding.coder).to_owned(), codebook.code(coding.code).id.clone(), words)
            }));
        }
        all
    }
}

fn told(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|one| one.message.as_str()).collect()
}

#[test]
fn users_of_one_name_are_coders_of_their_own() {
    let users =
        r#"<Users><User guid="U1" name="Jan"/><User guid="U2" name="Jan"/><User guid="U3" name="Jan (2)"/></Users>"#;
    let by = |user: &str| {
        format!(r#"<Coding guid="k{user}" creatingUser="{user}"><CodeRef targetGUID="{}"/></Coding>"#, code(1))
    };
    let codings = format!("{}{}{}", by("U1"), by("U2"), by("U3"));
    let study = one(users, &selection("p1", TALK, "Ik zweeg lang.", &codings));
    let coders: Vec<String> = study.coded().into_iter().map(|(coder, ..)| coder).collect();
    assert_eq!(coders, ["Jan", "Jan (3)", "Jan (2)"]);
    let (_, diagnostics) = study.read(None, true);
    assert_eq!(told(&diagnostics), ["several users of the project are called Jan: the further ones count as Jan (3)"]);
}

#[test]
fn codings_come_with_their_coder_code_and_words() {
    let inside = [
        selection(
            "p1",
            TALK,
            "Ik zweeg lang.",
            &format!(
                r#"<Coding guid="k1" creatingUser="U1"><CodeRef targetGUID="{}"/></Coding><Coding guid="k2" creatingUser="u2"><CodeRef targetGUID="{}"/></Coding>"#,
                code(1),
                code(2)
            ),
        ),
        selection("p2", TALK, "Nu vertel ik het.", &coded("k3", &code(4))),
    ];
    let users = r#"<Users><User guid="u1" name="Anna"/><User guid="u2" id="bk"/></Users>"#;
    let coded = one(users, &inside.concat()).coded();
    let expected = [
        ("Anna", "zwijgen", "Ik zweeg lang."),
        ("bk", "zwijgen/thuis", "Ik zweeg lang."),
        ("unknown", "werk/thuis", "Nu vertel ik het."),
    ];
    assert_eq!(coded, expected.map(|(coder, code, words)| (coder.to_owned(), code.to_owned(), words.to_owned())));
}

#[test]
fn who_made_a_coding_is_said_by_itself_its_selection_its_source_or_the_project() {
    let text = |inside: &str, attributes: &str| {
        format!(
            r#"<TextSource guid="a1" name="r1" plainTextPath="internal://a1.txt" {attributes}>{inside}</TextSource>"#
        )
    };
    let passage = |attributes: &str, of_coding: &str| {
        format!(
            r#"<PlainTextSelection guid="p1" name="I: Hoe" startPosition="0" endPosition="6" {attributes}><Coding guid="k1" {of_coding}><CodeRef targetGUID="{}"/></Coding></PlainTextSelection>"#,
            code(1)
        )
    };
    let users = r#"<Users><User guid="u1" name="coding"/><User guid="u2" name="selection"/><User guid="u3" name="source"/><User guid="u4"/><User guid="u5" name="rules@kantlijn"/><User guid="u6" name="rules"/></Users>"#;
    let coder = |source: &str| {
        let study =
            study(&format!("{users}{CODES}<Sources>{source}</Sources>"), &[("sources/a1.txt", TALK.as_bytes())]);
        let row = study.read(None, true).0.rows.remove(0);
        (row.coder, row.status)
    };
    let by = |name: &str| (name.to_owned(), Status::Accepted);
    let (on_selection, on_source) = (r#"creatingUser="u2""#, r#"creatingUser="U3""#);
    assert_eq!(coder(&text(&passage(on_selection, r#"creatingUser="u1""#), on_source)), by("coding"));
    assert_eq!(coder(&text(&passage(on_selection, ""), on_source)), by("selection"));
    assert_eq!(coder(&text(&passage("", ""), on_source)), by("source"));
    assert_eq!(coder(&text(&passage("", r#"creatingUser="u4""#), "")), by("user 4"));
    assert_eq!(coder(&text(&passage("", r#"creatingUser="u9""#), "")), by("unknown"));
    assert_eq!(coder(&text(&passage("", r#"creatingUser="u5""#), "")), ("rules".to_owned(), Status::Proposed));
    assert_eq!(coder(&text(&passage("", r#"creatingUser="u6""#), "")), by("rules (a user)"));
}

#[test]
fn what_is_said_of_a_passage_and_its_notes_are_memos() {
    let inside = [
        selection(
            "p1",
            TALK,
            "Ik zweeg lang.",
            &format!(
                r#"<Description>Echt?</Description><Coding guid="k1"><CodeRef targetGUID="{}"/><NoteRef targetGUID="n2"/></Coding><NoteRef targetGUID="N1"/>"#,
                code(1)
            ),
        ),
        selection("p2", TALK, "Nu vertel ik het.", &coded("k3", &code(3))),
        selection("p3", TALK, "En nu?", ""),
        selection("p4", TALK, "Hoe begon het?", "<Description>Sterke vraag.</Description>"),
    ];
    let notes = r#"<Notes><Note guid="n1" name="memo"><PlainTextContent>Navragen.</PlainTextContent></Note><Note guid="n2" plainTextPath="internal://n2.txt"/><Note guid="n3"><PlainTextContent>Annotatie.</PlainTextContent></Note></Notes><Links><Link guid="l1" originGUID="n3" targetGUID="p2"/><Link guid="l2" originGUID="n3" targetGUID="p3"/></Links>"#;
    let all = format!("{CODES}<Sources>{}</Sources>{notes}", source("a1", "r1", &inside.concat()));
    let study = study(&all, &[("sources/a1.txt", TALK.as_bytes()), ("sources/N2.txt", b"Uit een bestand.\r\n")]);
    let (codings, found) = study.read(None, true);
    let memos: Vec<&str> = codings.rows.iter().map(|row| row.memo.as_str()).collect();
    assert_eq!(memos, ["Echt?\nNavragen.\nUit een bestand.", "Annotatie."]);
    assert!(
        told(&found).contains(&"2 passages have a memo (23 characters in all) and no code: they code nothing"),
        "{found:?}"
    );
}

#[test]
fn a_coding_of_a_source_is_one_of_its_whole_text_and_what_stands_twice_counts_once() {
    let inside = format!(
        "{}{}{}",
        selection("p1", TALK, "Ik zweeg lang.", &coded("k1", &code(1))),
        selection("p2", TALK, "Ik zweeg lang.", &format!("{}{}", coded("k2", &code(1)), coded("k3", &code(1)))),
        coded("k4", &code(3))
    );
    let study = one("", &inside);
    let words: Vec<String> = study.coded().into_iter().map(|(_, _, words)| words).collect();
    assert_eq!(words, [TALK.trim(), "Ik zweeg lang."]);
    assert!(told(&study.read(None, true).1).contains(&"2 codings stand in the project twice, and count once"));
}

#[test]
fn codings_without_a_code_or_a_place_are_left_out_and_told_and_those_with_a_case_are_none() {
    let at = |start: &str, end: &str| {
        format!(
            r#"<PlainTextSelection guid="p{start}" name="" startPosition="{start}" endPosition="{end}">{}</PlainTextSelection>"#,
            coded("k", &code(1))
        )
    };
    let inside = [
        at("9", "3"),
        at("4", "4"),
        at("0", "100000"),
        at("", "x"),
        at("-3", "5"),
        selection(
            "p1",
            TALK,
            "Ik zweeg lang.",
            &format!("{}{}{}", coded("k1", "dead"), coded("k2", "c1"), coded("k3", &code(1))),
        ),
    ];
    let cases = r#"<Cases><Case guid="C1" name="P1"/></Cases>"#;
    let study = one(cases, &inside.concat());
    let (codings, found) = study.read(None, true);
    assert_eq!(codings.rows.len(), 1);
    let kinds: Vec<&str> = found.iter().map(|one| one.kind).collect();
    let range = "passage-out-of-range";
    assert_eq!(kinds, ["unknown-coder", "empty-passage", "empty-passage", range, range, range, "unknown-code"]);
    let all = told(&found);
    assert_eq!(all[1], "a passage of `r1` from 9 to 3 is empty or runs backwards: its coding is left out");
    assert!(all[3].contains("from 0 to 100000 lies beyond its text, which has 84 characters"), "{}", all[3]);
    assert!(found[1].place.as_ref().is_some_and(|place| place.to_string().contains("project.qde:1:")));
}

#[test]
fn a_code_is_found_by_its_identity_then_by_its_name() {
    let study = one(
        "",
        &selection(
            "p1",
            TALK,
            "Ik zweeg lang.",
            &format!("{}{}{}", coded("k1", &code(1)), coded("k2", &code(2)), coded("k3", &code(3))),
        ),
    );
    let code = |id: &str, guid: Option<&str>| Code {
        id: id.to_owned(),
        further: guid.map(|guid| ("guid".to_owned(), guid.to_owned())).into_iter().collect(),
        ..Code::default()
    };
    let codebook = Codebook {
        codes: vec![code("werk", None), code("stil", Some("11111111-2222-3333-4444-555555555501"))],
        ..Codebook::default()
    };
    let (codings, _) = study.read(Some(&codebook), true);
    let codes: Vec<&str> = codings.rows.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["stil", "Zwijgen/Thuis", "Werk"]);
    assert!(codings.check_codes(&codebook).unwrap_err().to_string().contains("no code `Zwijgen/Thuis`"));
}

#[test]
fn in_other_transcripts_passages_are_found_by_their_words_and_those_around_them() {
    let text = "R: Ik zweeg. Mijn moeder zag het niet. Ik zweeg.\n";
    let last = text.rfind("Ik zweeg").expect("it stands there");
    let passage = format!(
        r#"<PlainTextSelection guid="p1" name="Ik zweeg" startPosition="{last}" endPosition="{}">{}</PlainTextSelection>"#,
        last + 8,
        coded("k1", &code(1))
    );
    let all = format!("{CODES}<Sources>{}</Sources>", source("a1", "r1", &passage));
    let study = study(&all, &[("sources/a1.txt", text.as_bytes())]);
    let codebook = crate::codebook::read(&study.path).expect("a codebook").value;
    let (mut codings, _) = study.read(Some(&codebook), false);
    assert_eq!((codings.rows[0].place, codings.rows[0].quote.as_deref()), (None, Some("Ik zweeg")));
    let edited = "I: En toen?\nR: Eh, ik zweeg. Mijn moeder zag het niet.\nIk zweeg.\n";
    let reading = crate::corpus::Reading::of_text("ronde2/r1", edited, &ReadOptions::default());
    codings.assign(["ronde2/r1"]);
    let found = codings.of(&reading.document, &codebook, &mut Coders::default());
    let places: Vec<usize> = found.value.iter().map(|coding| coding.span.start as usize).collect();
    assert_eq!(places, [edited.rfind("Ik zweeg").expect("it stands there")], "{:?}", found.diagnostics);
}

#[test]
fn a_text_that_cannot_be_read_says_how_many_codings_it_takes_along() {
    let all = format!(
        "{CODES}<Sources>{}{}</Sources>",
        source("a1", "r1", &selection("p1", TALK, "Ik zweeg lang.", &coded("k1", &code(1)))),
        source("a2", "r2", &selection("p2", TALK, "Ik zweeg lang.", &coded("k2", &code(1))))
    );
    let (codings, found) = study(&all, &[("sources/a1.txt", TALK.as_bytes())]).read(None, true);
    assert_eq!(codings.rows.len(), 1);
    assert!(told(&found).contains(&"1 coding of `r2` is left out: its text cannot be read"), "{found:?}");
}

#[test]
fn labels_of_speakers_are_no_words_around_a_passage_of_another_file() {
    let talk = "Interviewer: Hoe begon het voor u?\n\nMevrouw de Vries: Nu vertel ik het aan iedereen.\n\n\
                Interviewer: Aan wie dan?\n\nMevrouw de Vries: Aan mijn buurman.\n";
    let passage = selection("p1", talk, "Nu vertel ik het", &coded("k1", &code(1)));
    let all = format!("{CODES}<Sources>{}</Sources>", source("a1", "r1", &passage));
    let study = study(&all, &[("sources/a1.txt", talk.as_bytes())]);
    let codebook = crate::codebook::read(&study.path).expect("a codebook").value;
    let (mut codings, _) = study.read(Some(&codebook), false);
    let edited = talk.replace("vertel ik", "vertelde ik");
    let reading = crate::corpus::Reading::of_text("r1", &edited, &ReadOptions::default());
    codings.assign(["r1"]);
    let found = codings.of(&reading.document, &codebook, &mut Coders::default());
    let quotes: Vec<&str> = found.value.iter().map(|coding| coding.span.of(&edited)).collect();
    assert_eq!(quotes, ["Nu vertelde ik het"], "{:?}", found.diagnostics);
}
