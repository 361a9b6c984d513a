use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use docx_rs::{
    BreakType, Comment, Delete, Docx, Insert, Paragraph, Pic, Run, StructuredDataTag, Table, TableCell, TableRow,
};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{FORMAT, Source};
use crate::corpus::read::said::{quotes, rows};
use crate::corpus::settle::settle;
use crate::corpus::{Piece, ReadOptions, Reading};
use crate::error::{Error, Result};

fn packed(docx: Docx) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).expect("a document is packed");
    bytes.into_inner()
}

fn try_read(bytes: &[u8]) -> Result<Reading> {
    let options = ReadOptions::default();
    let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.docx"), bytes }, &options)?;
    Ok(settle(drafts.remove(0), &options))
}

fn read(docx: Docx) -> Reading {
    try_read(&packed(docx)).expect("a document that docx-rs wrote is read")
}

fn text(words: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(words))
}

fn bold(words: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(words).bold())
}

#[test]
fn labels_in_paragraphs_and_alone() {
    let split = Paragraph::new().add_run(Run::new().add_text("R: Vier")).add_run(Run::new().add_text("entwintig uur."));
    let docx = Docx::new()
        .add_paragraph(text("Kop"))
        .add_paragraph(text("I: Hoeveel?"))
        .add_paragraph(split)
        .add_paragraph(text(""))
        .add_paragraph(text("En vrijdag vrij."))
        .add_paragraph(text("I:"))
        .add_paragraph(text("O."));
    let reading = read(docx);
    assert_eq!(quotes(&reading), rows(&[("I", "Hoeveel?"), ("R", "Vierentwintig uur. En vrijdag vrij."), ("I", "O.")]));
    assert_eq!(reading.document.text, "Kop\n\nI: Hoeveel?\n\nR: Vierentwintig uur.\nEn vrijdag vrij.\n\nI:\nO.");
}

#[test]
fn a_header_line_and_a_turn_in_one_paragraph() {
    let said = |who: &str, words: &str| {
        let header = Run::new().add_text(format!("{who}   0:0")).add_text("3").add_break(BreakType::TextWrapping);
        Paragraph::new().add_run(header).add_run(Run::new().add_text(words))
    };
    let docx = Docx::new()
        .add_paragraph(said("Eva de Wit", "Hoe is het?"))
        .add_paragraph(said("Bo Vis", "Goed."))
        .add_paragraph(said("Eva de Wit", "Mooi."))
        .add_paragraph(text("Eva de Wit stopped transcription"));
    let reading = read(docx);
    assert_eq!(quotes(&reading), rows(&[("Eva de Wit", "Hoe is het?"), ("Bo Vis", "Goed."), ("Eva de Wit", "Mooi.")]));
    assert_eq!(reading.document.turns[1].time.map(|time| time.start), Some(3000));
}

#[test]
fn a_table_with_a_column_of_speakers() {
    let row =
        |cells: [&str; 3]| TableRow::new(cells.iter().map(|cell| TableCell::new().add_paragraph(text(cell))).collect());
    let body = [
        ["0:01", "Int", "Hoe is het?"],
        ["0:04", "Bo", "Goed, dank je wel."],
        ["0:08", "Int", "Mooi zo."],
        ["0:09", "Bo", "Ja."],
    ];
    let bare: Vec<TableRow> = body.into_iter().map(row).collect();
    let headed: Vec<TableRow> = [["Tijd", "Spreker", "Tekst"]].into_iter().chain(body).map(row).collect();
    for rows_of in [bare, headed] {
        let reading = read(Docx::new().add_paragraph(text("Kop")).add_table(Table::new(rows_of)));
        let expected = [("Int", "Hoe is het?"), ("Bo", "Goed, dank je wel."), ("Int", "Mooi zo."), ("Bo", "Ja.")];
        assert_eq!(quotes(&reading), rows(&expected));
        assert_eq!(reading.document.turns[2].time.map(|time| time.start), Some(8000));
        assert_eq!(reading.report.interviewer, "label `Int`");
    }
}

#[test]
fn questions_in_bold_are_the_interviewers() {
    let docx = Docx::new()
        .add_paragraph(text("Kop"))
        .add_paragraph(bold("Hoe is het?"))
        .add_paragraph(text("Goed."))
        .add_paragraph(text("Heel goed."))
        .add_paragraph(bold("En thuis?"))
        .add_paragraph(text("Ook."));
    let reading = read(docx);
    let expected = [
        ("Interviewer", "Hoe is het?"),
        ("Respondent", "Goed. Heel goed."),
        ("Interviewer", "En thuis?"),
        ("Respondent", "Ook."),
    ];
    assert_eq!(quotes(&reading), rows(&expected));
    assert_eq!(reading.report.dropped, [("header before the first question".to_owned(), 3)]);
}

#[test]
fn changes_are_accepted_and_comments_kept() {
    let comment = Comment::new(1).author("O'Brien").add_paragraph(text("schaamte"));
    let changed = Paragraph::new()
        .add_run(Run::new().add_text("R: Ik was "))
        .add_delete(Delete::new().add_run(Run::new().add_delete_text("boos")))
        .add_insert(Insert::new(Run::new().add_text("bang ")))
        .add_comment_start(comment)
        .add_run(Run::new().add_text("en stil"))
        .add_comment_end(1)
        .add_run(Run::new().add_text("."));
    let control = StructuredDataTag::new().add_paragraph(text("I: Waarom?"));
    let docx = Docx::new().add_structured_data_tag(control).add_paragraph(changed).add_paragraph(text("I: Ja."));
    let reading = read(docx);
    assert_eq!(quotes(&reading), rows(&[("I", "Waarom?"), ("R", "Ik was bang en stil."), ("I", "Ja.")]));
    assert_eq!(reading.report.dropped, [("deleted with tracked changes".to_owned(), 4)]);
    let [note] = &reading.annotations[..] else { panic!("one comment") };
    assert_eq!(note.span.of(&reading.document.text), "en stil");
    assert_eq!((note.label.as_str(), note.author.as_str()), ("schaamte", "O'Brien"));
}

/// As LibreOffice writes them.
#[test]
fn a_comment_on_no_words_is_one_on_its_paragraph() {
    let on = |id, who: &str, says: &str, words: &str| {
        let comment = Comment::new(id).author(who).add_paragraph(text(says));
        text(words).add_comment_start(comment).add_run(Run::new().add_text("samen")).add_comment_end(id)
    };
    let docx =
        Docx::new().add_paragraph(on(7, "Bo", "punt", "I: Waarom ")).add_paragraph(on(8, "Eva", "woord", "R: Nou "));
    let without = |part: &str, xml: String| match part {
        "word/document.xml" => {
            let started = xml.replace(r#"<w:commentRangeStart w:id="7" />"#, "");
            let bare = started.replace(r#"<w:commentRangeEnd w:id="7" />"#, "");
            assert!(
                bare.contains("commentReference")
                    && !bare.contains(r#"Start w:id="7""#)
                    && !bare.contains(r#"End w:id="7""#)
            );
            Some(bare)
        }
        _ => Some(xml),
    };
    let reading = try_read(&archive(&packed(docx), without)).expect("it is read");
    let notes: Vec<_> = reading.annotations.iter().map(|note| (note.label.as_str(), note.author.as_str())).collect();
    assert_eq!(notes, [("punt", "Bo"), ("woord", "Eva")]);
    let words = |i: usize| reading.annotations[i].span.of(&reading.document.text);
    assert_eq!((words(0), words(1)), ("I: Waarom samen", "samen"));
}

fn said(error: &Error) -> String {
    format!("{error} ({})", error.help().unwrap_or("no help"))
}

#[test]
fn what_is_no_document_says_so() {
    let whole = packed(Docx::new().add_paragraph(text("I: Dag.")));
    for (bytes, words) in [
        (&b"gewone tekst"[..], "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (b"\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "it is protected with a password ("),
        (b"\xd0\xcf\x11\xe0 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "it is a document of Word 97 to 2003 ("),
        (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "without a Word document"),
        (&whole[..whole.len() / 2], "cut off"),
        (b"", "not a Word document"),
    ] {
        let error = try_read(bytes).expect_err(words);
        assert!(said(&error).contains(words) && error.path().is_some(), "{}", said(&error));
    }
    let lacking = archive(&whole, |name, xml| (name != "word/_rels/document.xml.rels").then_some(xml));
    let error = try_read(&lacking).expect_err("a part is missing");
    assert!(said(&error).contains("lacks the part word/_rels/document.xml.rels"), "{}", said(&error));
}

/// An archive with its parts changed, or left out.
fn archive(bytes: &[u8], change: impl Fn(&str, String) -> Option<String>) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let mut content = String::new();
        part.read_to_string(&mut content).expect("a part of text");
        if let Some(content) = change(part.name(), content) {
            to.start_file(part.name(), SimpleFileOptions::default()).expect("a part is begun");
            to.write_all(content.as_bytes()).expect("a part is written");
        }
    }
    to.finish().expect("an archive is closed").into_inner()
}

#[test]
fn a_damaged_picture_says_nothing_of_the_words() {
    let picture = b"what an archive takes for a picture";
    let pic = Pic::new_with_dimensions(picture.to_vec(), 1, 1);
    let shown = Paragraph::new().add_run(Run::new().add_image(pic));
    let bytes = packed(Docx::new().add_paragraph(text("I: Dag?")).add_paragraph(shown).add_paragraph(text("R: Ja.")));
    // Packed without compression, so that the damage is to the picture alone.
    let mut from = ZipArchive::new(Cursor::new(&bytes[..])).expect("an archive");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        to.start_file(part.name(), stored).expect("a part is begun");
        io::copy(&mut part, &mut to).expect("a part is written");
    }
    let mut bytes = to.finish().expect("an archive is closed").into_inner();
    let whole = quotes(&try_read(&bytes).expect("a sound document is read"));
    let at = bytes.windows(picture.len()).position(|window| window == picture).expect("the picture is there");
    bytes[at] ^= 1;
    assert_eq!(quotes(&try_read(&bytes).expect("its words are sound")), whole);
    assert_eq!(whole, rows(&[("I", "Dag?"), ("R", "Ja.")]));
}

/// A document with this in its body, and nothing else changed.
fn with_body(body: &str) -> Vec<u8> {
    archive(&packed(Docx::new().add_paragraph(text("weg"))), |name, xml| {
        let start = xml.find("<w:body>").filter(|_| name == "word/document.xml");
        Some(start.map_or(xml.clone(), |start| format!("{}<w:body>{body}</w:body></w:document>", &xml[..start])))
    })
}

const CELL: [&str; 2] = ["<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"];
const SAID: &str = "<w:p><w:r><w:t>I: Dag.</w:t></w:r></w:p><w:p><w:r><w:t>R: Ja.</w:t></w:r></w:p>";

fn nested([open, close]: [&str; 2], depth: usize) -> Vec<u8> {
    with_body(&format!("{}{SAID}{}", open.repeat(depth), close.repeat(depth)))
}

#[test]
fn a_part_that_ends_too_early_is_never_read_short_or_for_ever() {
    let document = Docx::new().add_paragraph(text("I: Dag.")).add_paragraph(text("R: Ja."));
    let comment = Comment::new(1).author("Bo").add_paragraph(text("schaamte"));
    let noted = Paragraph::new().add_comment_start(comment).add_run(Run::new().add_text("I: Zo.")).add_comment_end(1);
    let whole = packed(document.add_paragraph(noted));
    assert!(try_read(&whole).is_ok());
    for part in ["word/document.xml", "word/comments.xml", "word/styles.xml", "word/_rels/document.xml.rels"] {
        let length = ZipArchive::new(Cursor::new(&whole[..])).unwrap().by_name(part).unwrap().size() as usize;
        let step = (length / 40).max(1);
        for end in (0..length).step_by(step).chain([length - 1]) {
            let cut = archive(&whole, |name, xml| {
                let until = xml.floor_char_boundary(if name == part { end } else { xml.len() });
                Some(xml[..until].to_owned())
            });
            let error = try_read(&cut).expect_err(part);
            let said = said(&error);
            assert!(said.contains(part) && said.contains("save it again as .docx"), "{end}: {said}");
        }
    }
}

#[test]
fn tables_in_tables_are_read_to_a_depth_and_no_further() {
    assert_eq!(quotes(&try_read(&nested(CELL, 60)).unwrap()), rows(&[("I", "Dag."), ("R", "Ja.")]));
    let error = try_read(&nested(CELL, 5000)).expect_err("too deep");
    assert!(
        said(&error).contains("word/document.xml has elements more than 200 deep in each other"),
        "{}",
        said(&error)
    );
}

#[test]
fn whatever_is_nested_as_deep_as_is_allowed_is_read_in_time() {
    let control = ["<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"];
    let both = ["<w:tbl><w:tr><w:tc><w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>"];
    for (around, depth) in [(control, 95), (both, 38)] {
        assert_eq!(quotes(&try_read(&nested(around, depth)).unwrap()), rows(&[("I", "Dag."), ("R", "Ja.")]));
    }
    let links = format!("<w:p>{}{}</w:p>{SAID}", "<w:hyperlink>".repeat(190), "</w:hyperlink>".repeat(190));
    assert!(try_read(&with_body(&links)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_truncated_or_damaged_document_never_panics(cut in 0usize..20_000, at in 0usize..20_000, byte in any::<u8>()) {
        let mut bytes = packed(Docx::new().add_paragraph(text("I: Dag?")).add_paragraph(text("R: Ja.")));
        let end = cut.min(bytes.len());
        prop_assert!(end == bytes.len() || try_read(&bytes[..end]).is_err());
        if let Some(damaged) = bytes.get_mut(at) {
            *damaged = byte;
        }
        let _ = try_read(&bytes);
    }

    #[test]
    fn any_paragraphs_are_written_and_tiled(
        paragraphs in prop::collection::vec("(I: |R: |Eva   0:1[0-9])?[a-zé?. \n\t()]{0,12}", 0..8), question in any::<bool>()
    ) {
        let mut docx = Docx::new();
        for words in &paragraphs {
            docx = docx.add_paragraph(if question && words.contains('?') { bold(words) } else { text(words) });
        }
        let reading = read(docx);
        let mut at = 0;
        for piece in reading.document.pieces() {
            let (Piece::Turn(_, span) | Piece::Margin(span)) = piece;
            prop_assert_eq!(span.start, at);
            at = span.end;
        }
        prop_assert_eq!(at as usize, reading.document.text.len());
    }
}
