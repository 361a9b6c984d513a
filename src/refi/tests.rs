//! Files as programs write them, and files that are none.

use std::sync::Arc;

use super::{Code, CodeBook, Guid, Set, read_codebook, write_codebook};
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
