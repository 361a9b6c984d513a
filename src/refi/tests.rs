//! Files as programs write them, and files that are none.

use std::sync::Arc;

use super::{Code, CodeBook, Guid, Set, Source, read_codebook, read_project, write_codebook};
use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::text::Span;

fn read(text: &str) -> Result<Reported<CodeBook>, Diagnostic> {
    read_codebook(&Arc::new(SourceText { name: "c.qdc".to_owned(), text: text.to_owned() }))
}

/// The codebook without the places of its file.
fn placeless(mut book: CodeBook) -> CodeBook {
    fn codes(all: &mut [Code]) {
        for code in all {
            code.at = Span::default();
            codes(&mut code.codes);
        }
    }
    codes(&mut book.codes);
    book.sets.iter_mut().for_each(|set| set.at = Span::default());
    book
}

fn sample() -> CodeBook {
    let guid = |name| Guid::made_of("code", name);
    let below = Code {
        guid: guid("b"),
        name: "Regel\neinde, \"quotes\" & <tags>\t".to_owned(),
        is_codable: true,
        color: Some("#00ff00".to_owned()),
        description: " Eerste & <tweede>\n\nderde\r ".to_owned(),
        ..Code::default()
    };
    let above = Code { guid: guid("a"), name: "Map".to_owned(), codes: vec![below], ..Code::default() };
    let set = Set { guid: guid("s"), name: "Groep".to_owned(), members: vec![guid("b")], ..Set::default() };
    CodeBook { origin: "kantlijn".to_owned(), codes: vec![above], sets: vec![set] }
}

#[test]
fn what_is_written_is_read_back_and_written_the_same() {
    let bytes = write_codebook(&sample());
    let back = read(std::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(back.diagnostics, []);
    assert_eq!(placeless(back.value.clone()), sample());
    assert_eq!(write_codebook(&back.value), bytes);
}

#[test]
fn every_namespace_that_programs_write_is_read() {
    let namespaces = [
        r#" xmlns="urn:QDA-XML:codebook:1.0""#,
        r#" xmlns="urn:QDA-XML:codebook:0:4""#,
        r#" xmlns="urn:QDA-XML:codebook:1:0""#,
        "",
    ];
    for namespace in namespaces {
        let file =
            format!(r#"<CodeBook{namespace} origin="X"><Codes><Code guid="{{AB}}" name="a"/></Codes></CodeBook>"#);
        let book = read(&file).unwrap().value;
        assert_eq!((book.origin.as_str(), book.codes[0].name.as_str()), ("X", "a"), "{namespace}");
        assert_eq!(book.codes[0].guid.as_str(), "ab");
    }
    let prefixed =
        r#"<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0"><q:Codes><q:Code name="a"/></q:Codes></q:CodeBook>"#;
    assert_eq!(read(prefixed).unwrap().value.codes.len(), 1);
    assert_eq!(read(r#"<CodeBook xmlns="urn:other"><Codes/></CodeBook>"#).unwrap_err().kind, "not-refi");
}

#[test]
fn a_project_yields_its_codebook() {
    let file = r#"<Project name="p"><Users><User guid="1" name="u"/></Users><CodeBook><Codes><Code name="a"/></Codes></CodeBook></Project>"#;
    assert_eq!(read(file).unwrap().value.codes[0].name, "a");
}

#[test]
fn what_the_standard_does_not_have_is_told_once_for_each_sort() {
    let file = r#"<CodeBook><Codes><Code name="a" size="1"><NoteRef targetGUID="x"/><Code name="b" size="2"/></Code></Codes><Sets/></CodeBook>"#;
    let read = read(file).unwrap();
    let told: Vec<&str> = read.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("the attribute `size` of `Code` is not kept (2 times)"), "{told:?}");
    assert!(told[1].starts_with("the element `NoteRef` is not kept:"), "{told:?}");
    assert!(read.diagnostics.iter().all(|one| one.kind == "not-carried" && one.place.is_some()));
}

#[test]
fn what_is_no_codebook_says_so_in_plain_words() {
    let kind = |file: &str| read(file).map(|read| read.value).unwrap_err().kind;
    assert_eq!(kind(""), "no-codebook");
    assert_eq!(kind("id,name\na,b\n"), "no-codebook");
    assert_eq!(kind("<html><body/></html>"), "no-codebook");
    assert_eq!(kind("<CodeBook><Codes>"), "cut-off");
    assert_eq!(kind("<CodeBook><Codes></Code></CodeBook>"), "damaged");
    assert_eq!(kind("<CodeBook><Codes><Code name='&what;'/></Codes></CodeBook>"), "damaged");
    assert_eq!(kind("<CodeBook><Codes><Code name='a'><Description>&what;"), "damaged");
    assert_eq!(kind("<CodeBook><Codes><Code name='a' name='b'/></Codes></CodeBook>"), "damaged");
    assert_eq!(kind("<!DOCTYPE CodeBook [<!ENTITY a 'b'>]><CodeBook/>"), "doctype");
    let deep = format!("<CodeBook><Codes>{}", "<Code name='a'>".repeat(100_000));
    assert_eq!(kind(&deep), "too-deep");
}

#[test]
fn a_file_cut_off_at_any_byte_is_an_error_and_no_panic() {
    let bytes = write_codebook(&sample());
    let text = std::str::from_utf8(&bytes).unwrap();
    let whole = text.trim_end().len();
    for end in (0..whole).filter(|&end| text.is_char_boundary(end)) {
        assert!(read(&text[..end]).is_err(), "cut off at {end}");
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_replaced() {
    let code = Code { guid: Guid::made_of("code", "a"), name: "a\u{1}b\u{ffff}".to_owned(), ..Code::default() };
    let bytes = write_codebook(&CodeBook { codes: vec![code], ..CodeBook::default() });
    let back = read(std::str::from_utf8(&bytes).unwrap()).unwrap().value;
    assert_eq!(back.codes[0].name, "a\u{fffd}b\u{fffd}");
}

#[test]
fn identities_are_sound_and_always_the_same() {
    let guid = Guid::made_of("code", "shame");
    assert!(guid.is_sound());
    assert_eq!(guid, Guid::made_of("code", "shame"));
    assert_ne!(guid, Guid::made_of("set", "shame"));
    assert_eq!(Guid::written(&format!("{{{}}}", guid.as_str().to_uppercase())), guid);
    assert!(!Guid::written("12").is_sound());
}

fn read_whole(text: &str) -> Result<Reported<super::Project>, Diagnostic> {
    read_project(&Arc::new(SourceText { name: "p.qde".to_owned(), text: text.to_owned() }))
}

/// A project with one of everything.
const PROJECT: &str = r#"<q:Project NAMESPACE name="Proef" origin="X 1" creatingUserGUID="{U1}" basePath="C:/x">
<q:Users><q:User guid="u1" name="Anna" id="A"/></q:Users>
<q:CodeBook><q:Codes><q:Code guid="c1" name="a" isCodable="true"><q:Description>Wat.</q:Description><q:NoteRef targetGUID="N1"/></q:Code></q:Codes></q:CodeBook>
<q:Variables><q:Variable guid="v1" name="jaren" typeOfVariable="Integer"/></q:Variables>
<q:Cases><q:Case guid="k1" name="P1"><q:CodeRef targetGUID="c1"/><q:VariableValue><q:VariableRef targetGUID="v1"/><q:IntegerValue>7</q:IntegerValue></q:VariableValue><q:VariableValue><q:VariableRef targetGUID="v1"/></q:VariableValue><q:SourceRef targetGUID="s1"/><q:SelectionRef targetGUID="p1"/></q:Case></q:Cases>
<q:Sources><q:TextSource guid="s1" name="r1" plainTextPath="internal://s1.txt" creatingUser="u1"><q:PlainTextSelection guid="p1" name="Ja" startPosition="0" endPosition="2"><q:Coding guid="k" creatingUser="u1" creationDateTime="2024-01-01T00:00:00Z"><q:CodeRef targetGUID="c1"/></q:Coding></q:PlainTextSelection></q:TextSource>
<q:AudioSource guid="s2" name="o" path="internal://o.mp3"><q:Transcript guid="t1"><q:PlainTextContent>Ja.</q:PlainTextContent><q:SyncPoint guid="y1" timeStamp="10" position="0"/><q:TranscriptSelection guid="p2" fromSyncPoint="y1" toSyncPoint="y1"/></q:Transcript><q:AudioSelection guid="p3" begin="0" end="9"/></q:AudioSource></q:Sources>
<q:Notes><q:Note guid="n1"><q:PlainTextContent>Memo.</q:PlainTextContent></q:Note></q:Notes>
<q:Links><q:Link guid="l1" originGUID="n1" targetGUID="p1" direction="OneWay"/></q:Links>
<q:Sets><q:Set guid="z1" name="S"><q:MemberCode targetGUID="c1"/><q:MemberSource targetGUID="s1"/></q:Set></q:Sets>
<q:Graphs><q:Graph guid="g1" name="G"><q:Vertex guid="w1" firstX="1" firstY="1"/></q:Graph></q:Graphs>
<q:Description>Over.</q:Description><q:NoteRef targetGUID="n1"/></q:Project>"#;

#[test]
fn a_project_is_read_whole_in_every_namespace() {
    let bare = PROJECT.replace("q:", "");
    let files = [
        PROJECT.replace("NAMESPACE", r#"xmlns:q="urn:QDA-XML:project:1.0""#),
        bare.replace("NAMESPACE", r#"xmlns="urn:QDA-XML:project:0:10""#),
        bare.replace("NAMESPACE", ""),
    ];
    for file in files {
        let Reported { value: project, diagnostics } = read_whole(&file).expect("a project");
        assert_eq!(diagnostics, []);
        assert_eq!((project.made.creating_user.as_ref().map(Guid::as_str), project.graphs), (Some("u1"), 1));
        assert_eq!(project.codebook.codes[0].note_refs, [Guid::written("n1")]);
        assert_eq!(project.codebook.origin, "X 1");
        let case = &project.cases[0];
        let values: Vec<Option<&str>> = case.values.iter().map(|value| value.value.as_deref()).collect();
        assert_eq!((values.as_slice(), case.selections.len(), case.codes.len()), (&[Some("7"), None][..], 1, 1));
        let [Source::Text(text), Source::Other(recording)] = &project.sources[..] else { panic!("two sources") };
        assert_eq!((text.selections[0].start, text.selections[0].codings[0].code.as_str()), (Some(0), "c1"));
        let transcript = &recording.texts[0];
        assert_eq!((transcript.content.as_deref(), transcript.sync_points[0].milliseconds), (Some("Ja."), Some(10)));
        assert_eq!(transcript.selections[0].between, Some((Guid::written("y1"), Guid::written("y1"))));
        assert_eq!((recording.placeless.len(), project.links.len(), project.sets[0].sources.len()), (1, 1, 1));
        assert_eq!((project.description.as_str(), project.note_refs.len(), project.notes.len()), ("Over.", 1, 1));
    }
}

#[test]
fn what_a_project_has_beside_the_standard_is_told_once_for_each_sort() {
    let file = r#"<Project xmlns:x="urn:other" size="1"><x:Extra><Users/></x:Extra><Sources><TextSource guid="a" mood="1"><Colour/></TextSource><TextSource guid="b" mood="2"><Colour/></TextSource><Hologram/></Sources>woorden</Project>"#;
    let read = read_whole(file).expect("a project");
    let told: Vec<&str> = read.diagnostics.iter().filter_map(|one| one.message.split(':').next()).collect();
    assert_eq!(
        told,
        [
            "the attribute `size` of `Project` is not kept",
            "the element `Extra` of another standard is not kept",
            "the attribute `mood` of `TextSource` is not kept (2 times)",
            "the element `Colour` is not kept (2 times)",
            "the element `Hologram` is not kept",
            "text between the elements is not kept",
        ]
    );
    assert_eq!(read.value.sources.len(), 2);
}

#[test]
fn a_project_cut_off_at_any_byte_is_an_error_and_no_panic() {
    let whole = PROJECT.replace("q:", "").replace("NAMESPACE", "");
    for end in 0..whole.len() {
        assert!(read_whole(&whole[..end]).is_err(), "cut off at {end}");
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone().into_bytes();
        damaged[at] = b'<';
        let _ = read_whole(&String::from_utf8(damaged).expect("ASCII"));
    }
}
