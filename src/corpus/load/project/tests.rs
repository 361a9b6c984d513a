//! Projects of every program as transcripts, with what they know of cases; and damaged ones.

use std::path::Path;

use crate::corpus::load::walk::Found;
use crate::corpus::{CodedProject, Corpus, OpenProject, ReadOptions, Reading, Time};
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::refi::samples::{TALK, coded, packed, project, selection, source, values};

/// The corpus of one project: its XML, and the files beside it.
fn open(xml: &str, files: &[(&str, &[u8])]) -> Result<(tempfile::TempDir, Corpus)> {
    let folder = tempfile::tempdir().expect("a folder");
    let members: Vec<(&str, &[u8])> =
        [("project.qde", xml.as_bytes())].into_iter().chain(files.iter().copied()).collect();
    std::fs::write(folder.path().join("studie.qdpx"), packed(&members)).expect("a file");
    let corpus = Corpus::open(&[folder.path().join("studie.qdpx")], ReadOptions::default())?;
    Ok((folder, corpus))
}

fn read(xml: &str, files: &[(&str, &[u8])]) -> (Vec<Reading>, Vec<String>) {
    let (_folder, corpus) = open(xml, files).expect("a project");
    let told = corpus.diagnostics().iter().map(|one| format!("{}: {}", one.kind, one.message)).collect();
    (corpus.read_all().expect("texts"), told)
}

fn names(readings: &[Reading]) -> Vec<&str> {
    readings.iter().map(|reading| reading.document.name.as_str()).collect()
}

#[test]
fn every_text_is_a_transcript_under_a_name_of_its_own() {
    let sources = [
        source("a1", "r10.docx", ""),
        source("a2", "Gesprek met dhr. Vos", ""),
        source("a3", "rij", ""),
        source("a4", "rij", ""),
        r#"<TextSource guid="a5" name="" plainTextPath="board_2017.txt"/>"#.to_owned(),
        r#"<TextSource guid="a6" name="in XML"><PlainTextContent>R: Ja &amp; nee.</PlainTextContent></TextSource>"#
            .to_owned(),
        r#"<TextSource guid="a7" name="" plainTextPath="internal://A1.TXT"/>"#.to_owned(),
    ];
    let xml = project("MAXQDA 24", &format!("<Sources>{}</Sources>", sources.concat()));
    let marked = format!("\u{feff}{}", TALK.replace('\n', "\r\n"));
    let files: [(&str, &[u8]); 6] = [
        ("Sources/A1.TXT", marked.as_bytes()),
        ("Sources/a2.txt", TALK.as_bytes()),
        ("sources/a3.txt", TALK.as_bytes()),
        ("sources/a4.txt", TALK.as_bytes()),
        ("sources/.root", b""),
        ("board_2017.txt", TALK.as_bytes()),
    ];
    let (readings, _) = read(&xml, &files);
    assert_eq!(names(&readings), ["A1", "board_2017", "Gesprek met dhr. Vos", "in XML", "r10", "rij", "rij (2)"]);
    let of = |name: &str| readings.iter().find(|reading| reading.document.name == name).expect("it is there");
    // The text is the one that a text file of it would have.
    assert_eq!(of("r10").document.text, TALK.replace('\n', "\r\n"));
    assert_eq!(of("in XML").document.text, "R: Ja & nee.");
    assert_eq!((of("rij").document.turns.len(), of("rij").document.speakers.len()), (4, 2));
    assert_eq!((of("rij").report.format, of("rij").report.interviewer.as_str()), ("refi-qda", "label `I`"));
}

#[test]
fn cases_and_variables_are_known_however_programs_write_them() {
    let variables = r#"<Variables><Variable guid="v1" name="beroep" typeOfVariable="Text"/><Variable guid="v2" name="Code" typeOfVariable="Integer"/></Variables>"#;
    let sources = |inside: &str| format!("<Sources>{}</Sources>", source("a1", "r1", inside));
    let known = |xml: &str| {
        let (readings, _) = read(xml, &[("sources/a1.txt", TALK.as_bytes())]);
        let document = &readings[0].document;
        let value = |name: &str| document.variables.get(name).unwrap_or_default().to_owned();
        (document.case.clone().unwrap_or_default(), value("beroep"), value("own_code"))
    };
    let cook = values(&[("V1", "kok"), ("{v2}", "4")]);
    let of_case = format!(
        r#"{variables}<Cases><Case guid="c1" name="P1">{cook}<SourceRef targetGUID="{{A1}}"/></Case></Cases>{}"#,
        sources("")
    );
    let expected = ("P1".to_owned(), "kok".to_owned(), "4".to_owned());
    assert_eq!(known(&project("NVivo", &of_case)), expected, "a case with its source");
    let unnamed = format!(
        r#"{variables}<Cases><Case guid="c1">{cook}<SourceRef targetGUID="a1"/></Case></Cases>{}"#,
        sources("")
    );
    let nobody = (String::new(), "kok".to_owned(), "4".to_owned());
    assert_eq!(known(&project("Quirkos", &unnamed)), nobody, "a case without a name");
    assert_eq!(known(&project("MAXQDA", &format!("{variables}{}", sources(&cook)))), nobody, "values in the source");
    let coded_case =
        format!(r#"{variables}<Cases><Case guid="c1" name="P1">{cook}</Case></Cases>{}"#, sources(&coded("k", "C1")));
    assert_eq!(known(&project("NVivo", &coded_case)), expected, "a source that is coded with a case");
    let sets = r#"<Sets><Set guid="s1" name="beroep: kok"><MemberSource targetGUID="a1"/></Set><Set guid="s2" name="code:4"><MemberSource targetGUID="a1"/></Set></Sets>"#;
    assert_eq!(known(&project("ATLAS.ti 23", &format!("{}{sets}", sources("")))), nobody, "sets");
    let (_, told) = read(&project("MAXQDA", &format!("{}{sets}", sources(""))), &[("sources/a1.txt", TALK.as_bytes())]);
    assert!(told.iter().any(|one| one.contains("the set `beroep: kok` of 1 source is not kept")), "{told:?}");
}

#[test]
fn passages_of_a_case_are_the_words_of_a_speaker() {
    let group =
        "I: Wie begint?\nAnna: Ik zweeg lang.\nKarim: Ik niet, nooit.\nAnna: Dat hielp niets.\nKarim: Echt niet.\n";
    let passages = [
        selection("p1", group, "Anna: Ik zweeg lang.", &coded("k1", "c1")),
        selection("p2", group, "Anna: Dat hielp niets.", &coded("k2", "c1")),
        selection("p3", group, "Ik niet, nooit.", ""),
    ];
    let cases = format!(
        r#"<Variables><Variable guid="v1" name="jaren" typeOfVariable="Integer"/></Variables><Cases><Case guid="c1" name="P1">{}</Case><Case guid="c2" name="P2"><SelectionRef targetGUID="P3"/></Case></Cases>"#,
        values(&[("v1", "7")])
    );
    let xml = project("NVivo", &format!("{cases}<Sources>{}</Sources>", source("a1", "groep", &passages.concat())));
    let (readings, _) = read(&xml, &[("sources/a1.txt", group.as_bytes())]);
    let document = &readings[0].document;
    let of: Vec<(&str, Option<&str>, Option<&str>)> = document
        .speakers
        .iter()
        .map(|speaker| (speaker.label.as_str(), speaker.case.as_deref(), speaker.variables.get("jaren")))
        .collect();
    assert_eq!(of, [("I", None, None), ("Anna", Some("P1"), Some("7")), ("Karim", Some("P2"), None)]);
    assert_eq!(document.case, None);
}

#[test]
fn a_table_of_cases_overrules_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let cases = r#"<Variables><Variable guid="v1" name="jaren" typeOfVariable="Integer"/><Variable guid="v2" name="stad" typeOfVariable="Text"/></Variables>"#;
    let inside = values(&[("v1", "7"), ("v2", "Zwolle")]);
    let xml = project("MAXQDA", &format!("{cases}<Sources>{}</Sources>", source("a1", "r1", &inside)));
    let bytes = packed(&[("p.qde", xml.as_bytes()), ("sources/a1.txt", TALK.as_bytes())]);
    std::fs::write(folder.path().join("studie.qdpx"), bytes).expect("a file");
    std::fs::write(folder.path().join("cases.csv"), "transcript,case,jaren\nr1,E9,8\n").expect("a file");
    let corpus = Corpus::open(&[folder.path().to_owned()], ReadOptions::default()).expect("a corpus");
    let document = corpus.read_all().expect("texts").remove(0).document;
    assert_eq!(document.name, "studie/r1", "in a folder ids begin with the project's");
    let value = |name: &str| document.variables.get(name).map(str::to_owned);
    assert_eq!(
        (document.case.as_deref(), value("jaren"), value("stad")),
        (Some("E9"), Some("8".into()), Some("Zwolle".into()))
    );
}

#[test]
fn what_several_cases_say_otherwise_is_used_of_none_and_told() {
    let cases = format!(
        r#"<Variables><Variable guid="v1" name="jaren" typeOfVariable="Integer"/></Variables><Cases><Case guid="c1" name="P1">{}<SourceRef targetGUID="a1"/></Case><Case guid="c2" name="P2">{}<SourceRef targetGUID="a1"/></Case></Cases>"#,
        values(&[("v1", "7")]),
        values(&[("v1", "8")])
    );
    let xml = project("NVivo", &format!("{cases}<Sources>{}</Sources>", source("a1", "r1", "")));
    let (readings, _) = read(&xml, &[("sources/a1.txt", TALK.as_bytes())]);
    let reading = &readings[0];
    assert_eq!((reading.document.case.as_deref(), reading.document.variables.get("jaren")), (None, None));
    let told: Vec<&str> = reading
        .report
        .diagnostics
        .iter()
        .filter(|one| one.kind == "several-cases")
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "it belongs to several cases of the project: P1, P2; none is used",
            "its cases say different things of `jaren`: 7, 8; none is used"
        ]
    );
}

#[test]
fn transcripts_of_recordings_have_times_and_pages_their_text() {
    let sources = format!(
        r#"<AudioSource guid="m1" name="opname.mp3" path="relative:///opname.mp3"><Transcript guid="t1" plainTextPath="internal://t1.txt"><SyncPoint guid="y1" timeStamp="1500" position="0"/><SyncPoint guid="y2" timeStamp="4000" position="18"/><SyncPoint guid="y3" timeStamp="9000" position="40"/></Transcript></AudioSource><PDFSource guid="d1" name="verslag.pdf" path="internal://d1.pdf"><PDFSelection guid="p1" page="0" firstX="0" firstY="0" secondX="1" secondY="1">{}</PDFSelection><PDFSelection guid="p2" page="0" firstX="0" firstY="0" secondX="1" secondY="1">{}</PDFSelection><Representation guid="r1" plainTextPath="internal://r1.txt">{}</Representation></PDFSource><PictureSource guid="f1" name="foto.jpg" path="internal://f1.jpg">{}</PictureSource><VideoSource guid="f2" name="film.mp4" path="absolute:///C:/film.mp4"/>"#,
        coded("k1", "c"),
        coded("k2", "c"),
        selection("p1", TALK, "Ik zweeg lang.", &coded("k1", "c")),
        coded("k3", "c")
    );
    let xml =
        project("ATLAS.ti", &format!("<Sources>{sources}</Sources><Graphs><Graph guid=\"g\" name=\"g\"/></Graphs>"));
    let (readings, told) = read(&xml, &[("sources/t1.txt", TALK.as_bytes()), ("sources/r1.txt", TALK.as_bytes())]);
    assert_eq!(names(&readings), ["opname", "verslag"]);
    let times: Vec<Option<Time>> = readings[0].document.turns.iter().map(|turn| turn.time).collect();
    let at = |start| Some(Time { start, end: None });
    assert_eq!(times, [at(1500), at(4000), None, None], "a moment within a turn begins no other");
    for expected in [
        "not-carried: `verslag`: some codings are on its pages, not in its text; 1 coding of it is in no table",
        "not-carried: `foto`: a picture; 1 coding of it is in no table",
        "not-carried: left out, a film without a transcript, without codings: film",
        "not-carried: 1 graph is not kept: what is drawn has no place in tables",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected}: {told:#?}");
    }
}

#[test]
fn a_bare_project_lies_beside_its_sources() {
    let folder = tempfile::tempdir().expect("a folder");
    let xml = project(
        "NVivo",
        &format!(
            "<Sources>{}{}</Sources>",
            source("a1", "r1", ""),
            r#"<TextSource guid="a2" name="r2" plainTextPath="relative:///ver/weg.txt"/>"#
        ),
    );
    std::fs::create_dir_all(folder.path().join("Sources")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("ver")).expect("a folder");
    std::fs::write(folder.path().join("Studie.qde"), &xml).expect("a file");
    std::fs::write(folder.path().join("Sources/A1.txt"), TALK).expect("a file");
    std::fs::write(folder.path().join("ver/weg.txt"), TALK).expect("a file");
    let given = |path: &Path| Corpus::open(&[path.to_owned()], ReadOptions::default()).expect("a corpus");
    let readings = given(&folder.path().join("Studie.qde")).read_all().expect("texts");
    assert_eq!(names(&readings), ["r1", "r2"]);
    let corpus = given(folder.path());
    assert_eq!(
        names(&corpus.read_all().expect("texts")),
        ["Studie/r1", "Studie/r2", "ver/weg"],
        "sources are read once"
    );
    assert!(corpus.left_out()[0].why.to_string().contains("the sources of a project"));
}

#[test]
fn a_project_on_standard_input_is_one() {
    let xml = project("X", &format!("<Sources>{}</Sources>", source("a1", "r1", "")));
    let bytes = packed(&[("p.qde", xml.as_bytes()), ("sources/a1.txt", TALK.as_bytes())]);
    let mut found = Found::default();
    found.read_from_memory(bytes.into(), &ReadOptions::default()).expect("a project");
    assert_eq!(found.files.iter().map(|file| file.id.as_str()).collect::<Vec<_>>(), ["r1"]);
}

fn refused(result: Result<(tempfile::TempDir, Corpus)>) -> Error {
    result.map(|_| ()).expect_err("it is no project")
}

#[test]
fn a_missing_text_is_told_and_stops_no_other() {
    let sources = [
        source("a1", "r1", ""),
        r#"<TextSource guid="a2" name="r2" plainTextPath="absolute:///C:/weg.txt"/>"#.to_owned(),
        r#"<TextSource guid="a3" name="r3" plainTextPath="internal://../../etc/passwd"/>"#.to_owned(),
        source("a4", "r4", ""),
        r#"<TextSource guid="a5" name="r5" richTextPath="internal://a5.docx"/>"#.to_owned(),
    ];
    let xml = project("X", &format!("<Sources>{}</Sources>", sources.concat()));
    let (folder, corpus) = open(&xml, &[("sources/a1.txt", TALK.as_bytes())]).expect("a project");
    let error = corpus.read_all().expect_err("texts are missing").to_string().replace('\\', "/");
    for expected in [
        "studie.qdpx/r2: its text is missing: it lies outside of the project, at /C:/weg.txt",
        "studie.qdpx/r3: its text is missing: `internal://../../etc/passwd` leads out of the project",
        "studie.qdpx/r4: its text is missing: there is no file `internal://a4.txt` in the project",
        "studie.qdpx/r5: it has a styled text and no plain one",
    ] {
        assert!(error.contains(expected), "{expected}\n{error}");
    }
    let options = ReadOptions { skip_unreadable: true, ..ReadOptions::default() };
    let corpus = Corpus::open(&[folder.path().join("studie.qdpx")], options).expect("a project");
    assert_eq!(names(&corpus.read_all().expect("one is right")), ["r1"]);
}

#[test]
fn what_leads_out_of_a_project_is_not_read_and_told() {
    let xml = project("X", &format!("<Sources>{}{}</Sources>", source("a1", "r1", ""), source("a2", "r2", "")));
    let files: [(&str, &[u8]); 3] = [
        ("sources/a1.txt", TALK.as_bytes()),
        ("../sources/a2.txt", TALK.as_bytes()),
        ("../../evil.qde", b"<Project/>"),
    ];
    let (_folder, corpus) = open(&xml, &files).expect("a project");
    let told: Vec<&str> = corpus
        .diagnostics()
        .iter()
        .filter(|one| one.severity == Severity::Warning)
        .map(|one| one.message.as_str())
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|one| one.ends_with("its name leads out of it")), "{told:?}");
    assert!(corpus.read_all().expect_err("r2 is outside").to_string().contains("there is no file `internal://a2.txt`"));
}

#[test]
fn what_is_no_project_says_so_in_plain_words() {
    let told = |xml: &str| refused(open(xml, &[])).to_string();
    assert!(told("<!DOCTYPE Project [<!ENTITY a 'b'>]><Project/>").contains("a DOCTYPE"));
    assert!(told("<Project name='&a;'/>").contains("an abbreviation between & and ;"));
    assert!(told("<CodeBook/>").contains("there is no project in this file"));
    assert!(told("<Project xmlns='urn:other'/>").contains("some other kind than REFI-QDA"));
    assert!(told(&format!("<Project>{}", "<Sources>".repeat(3_000))).contains("more than 100 elements"));
    assert!(
        told("<Project><Sources/></Project>").contains("holds no text to read: it has 0 codes, 0 cases and no source")
    );
    let none = tempfile::tempdir().expect("a folder");
    let path = none.path().join("x.qdpx");
    for (members, expected) in [
        (vec![("a.txt", TALK.as_bytes())], "there is no file that ends in .qde"),
        (vec![("a.qde", b"<Project/>".as_slice()), ("b.qde", b"<Project/>")], "holds 2 projects"),
    ] {
        std::fs::write(&path, packed(&members)).expect("a file");
        let error = Corpus::open(std::slice::from_ref(&path), ReadOptions::default()).expect_err("no project");
        assert!(error.to_string().contains(expected) && error.help().is_some(), "{error}");
    }
}

#[test]
fn what_would_fill_the_memory_is_not_unpacked() {
    let xml = project("X", &format!("<Sources>{}{}</Sources>", source("a1", "r1", ""), source("a2", "r2", "")));
    let zeros = vec![b' '; 1 << 18];
    let (_folder, corpus) =
        open(&xml, &[("sources/a1.txt", &zeros), ("sources/a2.txt", TALK.as_bytes())]).expect("a project");
    let error = corpus.read_all().expect_err("a thousand times as large").to_string();
    assert!(error.contains("r1: it is not read: it would unpack to more"), "{error}");
    let bomb = vec![b' '; 1 << 21];
    let error = refused(open(&xml, &[("sources/a1.txt", &bomb)])).to_string();
    assert!(error.contains("the project is not read: it would unpack to more than 100 times its size"), "{error}");
}

#[test]
fn a_project_cut_off_or_damaged_anywhere_is_refused_or_read() {
    let xml = project(
        "X",
        &format!("<Sources>{}</Sources>", source("a1", "r1", &selection("p1", TALK, "Ik zweeg", &coded("k1", "c")))),
    );
    for end in 0..xml.len() {
        let error = refused(open(&xml[..end], &[("sources/a1.txt", TALK.as_bytes())]));
        assert!(error.to_string().contains("studie.qdpx") && error.help().is_some(), "{end}: {error}");
    }
    let whole = packed(&[("project.qde", xml.as_bytes()), ("sources/a1.txt", TALK.as_bytes())]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("studie.qdpx");
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("a file");
        Corpus::open(std::slice::from_ref(&path), ReadOptions::default())
            .and_then(|corpus| corpus.read_all().map(|readings| readings.len()))
    };
    for length in 0..whole.len() {
        let error = read(&whole[..length]).expect_err("half a project is none");
        assert!(error.to_string().contains("studie.qdpx") && error.help().is_some(), "{error}");
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        if let Err(error) = read(&damaged) {
            assert!(error.to_string().contains("studie.qdpx"), "{error}");
        }
    }
    assert_eq!(read(&whole).expect("it is whole"), 1);
}

#[test]
fn memos_on_sources_and_cases_are_read_wherever_a_program_writes_them() {
    let note = |guid: &str, name: &str, said: &str| {
        format!(
            r#"<Note guid="{guid}" name="{name}" creatingUser="u1"><PlainTextContent>{said}</PlainTextContent></Note>"#
        )
    };
    let cases = r#"<Cases><Case guid="c1" name="P1"><Description>Belde later.</Description><SourceRef targetGUID="a1"/><NoteRef targetGUID="N3"/></Case><Case guid="c2" name="P2"><Description>Kwam te laat.</Description><SelectionRef targetGUID="p1"/></Case></Cases>"#;
    let sources = [
        source("a1", "r1", r#"<Description>In de keuken.</Description><NoteRef targetGUID="{n1}"/>"#),
        source("a2", "r2", &selection("p1", TALK, TALK.trim(), "")),
        r#"<AudioSource guid="a3" name="band" path="internal://a3.mp3"><Description>Ruis.</Description><Transcript guid="a4" plainTextPath="internal://a4.txt"><NoteRef targetGUID="n4"/></Transcript><NoteRef targetGUID="n5"/></AudioSource>"#.to_owned(),
    ];
    let notes = [
        note("n1", "verslag", "Lange stilte."),
        note("n2", "los", "Nog eens lezen."),
        note("n3", "over P1", "Was moe."),
        note("n4", "a", "Rustig."),
        r#"<Note guid="n5" name="b" plainTextPath="internal://n5.txt"><Description>Van de band.</Description></Note>"#
            .to_owned(),
        r#"<Note guid="n6" name="weg" plainTextPath="internal://n6.txt"/>"#.to_owned(),
        note("n7", "plan", "Meer gesprekken."),
    ];
    let links = r#"<Links><Link guid="l1" name="" originGUID="n6" targetGUID="a2"/></Links>"#;
    let xml = project(
        "NVivo",
        &format!(
            r#"<Users><User guid="u1" name="Anna"/></Users>{cases}<Sources>{}</Sources><Notes>{}</Notes>{links}<NoteRef targetGUID="n7"/>"#,
            sources.concat(),
            notes.concat()
        ),
    );
    let files: Vec<(&str, &[u8])> =
        ["sources/a1.txt", "sources/a2.txt", "sources/a4.txt"].map(|name| (name, TALK.as_bytes())).to_vec();
    let files = [files, vec![("sources/n5.txt", "\u{feff}Na afloop\r\ngebeld.".as_bytes())]].concat();
    let (readings, told) = read(&xml, &files);
    let of = |name: &str| {
        let document = &readings.iter().find(|reading| reading.document.name == name).expect("it is there").document;
        let case = document.case.clone().unwrap_or_default();
        (case, document.memo.clone(), document.case_memo.clone())
    };
    let expected = |case: &str, memo: &str, case_memo: &str| (case.to_owned(), memo.to_owned(), case_memo.to_owned());
    assert_eq!(of("r1"), expected("P1", "In de keuken.\n\nLange stilte.", "Belde later.\n\nWas moe."));
    assert_eq!(of("r2"), expected("P2", "", "Kwam te laat."));
    assert_eq!(of("band"), expected("", "Ruis.\n\nNa afloop\ngebeld.\n\nVan de band.\n\nRustig.", ""));
    for expected in [
        "not-carried: 2 memos are not kept, on the project, on what is not kept itself, or on nothing: los (15 characters), plan (16 characters)",
        "not-carried: 1 memo is not kept, without a plain text that can be read: weg",
        "not-carried: who wrote 3 memos on cases and transcripts, and when, is not kept",
    ] {
        assert!(told.iter().any(|one| one == expected), "{expected}: {told:#?}");
    }
}

#[test]
fn a_case_without_a_name_is_its_text_and_of_several_cases_none_is_used() {
    let cases = r#"<Cases><Case guid="c1"><Description>Zonder naam.</Description><SourceRef targetGUID="a1"/></Case><Case guid="c2" name="P2"><Description>Twee.</Description><SourceRef targetGUID="a2"/></Case><Case guid="c3" name="P3"><Description>Drie.</Description><SourceRef targetGUID="a2"/></Case><Case guid="c4" name="P4"><Description>Vier.</Description></Case></Cases>"#;
    let sources = [source("a1", "r1", ""), source("a2", "r2", "")].concat();
    let xml = project("X", &format!("{cases}<Sources>{sources}</Sources>"));
    let files: [(&str, &[u8]); 2] = [("sources/a1.txt", TALK.as_bytes()), ("sources/a2.txt", TALK.as_bytes())];
    let (readings, told) = read(&xml, &files);
    let memos: Vec<_> =
        readings.iter().map(|one| (one.document.memo.as_str(), one.document.case_memo.as_str())).collect();
    assert_eq!(memos, [("Zonder naam.", ""), ("", "")]);
    assert!(readings[1].report.diagnostics.iter().any(|one| one.kind == "several-cases"));
    assert!(told.iter().any(|one| one.contains("the case `P4` has no text or passage here")), "{told:#?}");
}

#[test]
fn a_project_without_a_text_says_what_it_holds() {
    let xml = project(
        "X",
        r#"<CodeBook><Codes><Code guid="k1" name="a" isCodable="true"><Code guid="k2" name="b" isCodable="true"/></Code></Codes></CodeBook><Cases><Case guid="c1" name="P1"/></Cases><Sources><PictureSource guid="a1" name="foto.jpg" path="internal://a1.jpg"/></Sources>"#,
    );
    let error = refused(open(&xml, &[]));
    let told = "holds no text to read: it has 2 codes, 1 case and 1 source: foto (a picture)";
    assert!(error.to_string().contains(told), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("codebook.toml")), "{error}");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.qdpx"), packed(&[("project.qde", xml.as_bytes())])).expect("a file");
    std::fs::write(folder.path().join("r1.txt"), TALK).expect("a file");
    let corpus = Corpus::open(&[folder.path().to_owned()], ReadOptions::default()).expect("one transcript");
    assert_eq!(corpus.left_out()[0].why.to_string(), format!("a project without a text: it has {}", &told[30..]));
}

#[test]
fn what_a_project_has_coded_is_counted_by_people_and_by_rules() {
    let users = r#"<Users><User guid="u1" name="Anna"/><User guid="u2" name="rules@kantlijn"/></Users><Cases><Case guid="c1" name="P1"/></Cases>"#;
    let by = |user: &str, code: &str| {
        format!(r#"<Coding guid="k{user}{code}" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding>"#)
    };
    let inside = [by("u1", "x"), by("u2", "x"), coded("k", "y"), by("u1", "c1")].concat();
    let xml = project(
        "X",
        &format!("{users}<Sources>{}</Sources>", source("a1", "r1", &selection("p", TALK, "Ik zweeg", &inside))),
    );
    let (folder, corpus) = open(&xml, &[("sources/a1.txt", TALK.as_bytes())]).expect("a project");
    let path = folder.path().join("studie.qdpx");
    assert_eq!(corpus.coded_projects(), [CodedProject { path: path.clone(), by_people: 2, by_rules: 1 }]);
}

#[test]
fn a_project_that_is_open_is_not_opened_again() {
    let xml = project(
        "X",
        r#"<Sources><TextSource guid="a1" name="r1"><PlainTextContent>R: Ja.</PlainTextContent></TextSource></Sources>"#,
    );
    let (folder, _) = open(&xml, &[]).expect("a project");
    let path = folder.path().join("studie.qdpx");
    let opened = OpenProject::open(&path).expect("a project");
    std::fs::write(&path, b"no project any more").expect("a file");
    let corpus = Corpus::open_beside(&[opened], &[path], ReadOptions::default()).expect("it is open already");
    assert_eq!(names(&corpus.read_all().expect("texts")), ["r1"]);
}

#[test]
fn what_is_known_of_a_text_is_part_of_the_hash_of_the_corpus() {
    let hash = |value: &str| {
        let variables = r#"<Variables><Variable guid="v1" name="jaren" typeOfVariable="Integer"/></Variables>"#;
        let xml =
            project("X", &format!("{variables}<Sources>{}</Sources>", source("a1", "r1", &values(&[("v1", value)]))));
        let (_folder, corpus) = open(&xml, &[("sources/a1.txt", TALK.as_bytes())]).expect("a project");
        corpus.stream(|_| (), |()| Ok(())).expect("texts").hash
    };
    assert_eq!(hash("7"), hash("7"));
    assert_ne!(hash("7"), hash("8"));
}
