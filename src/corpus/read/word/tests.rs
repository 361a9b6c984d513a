use std::io::Cursor;
use std::path::Path;

use docx_rs::{
    BreakType, Comment, Delete, Docx, Insert, Paragraph, Run, StructuredDataTag, Table, TableCell, TableRow,
};
use proptest::prelude::*;

use super::{FORMAT, Source};
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

fn quotes(reading: &Reading) -> Vec<(String, String)> {
    let document = &reading.document;
    let label =
        |turn: &crate::corpus::Turn| turn.speaker.map_or("-", |s| &document.speakers[s.index()].label).to_owned();
    document.turns.iter().map(|turn| (label(turn), document.quote(turn.span))).collect()
}

fn rows(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
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

fn said(error: &Error) -> String {
    format!("{error} ({})", error.help().unwrap_or("no help"))
}

#[test]
fn what_is_no_document_says_so() {
    let whole = packed(Docx::new().add_paragraph(text("I: Dag.")));
    for (bytes, words) in [
        (&b"gewone tekst"[..], "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "without a Word document"),
        (&whole[..whole.len() / 2], "cut off"),
        (b"", "not a Word document"),
    ] {
        let error = try_read(bytes).expect_err(words);
        assert!(said(&error).contains(words) && error.path().is_some(), "{}", said(&error));
    }
    // The part is there under another name: what docx-rs asks for is missing.
    let name = b"word/_rels/document.xml.rels";
    let mut lacking = whole;
    for (header, length) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)] {
        let named = |at: &usize| lacking[*at..].starts_with(header) && lacking[at + length..].starts_with(name);
        let at = (0..lacking.len() - length).find(named).expect("the part is in the archive") + length;
        lacking[at..at + name.len()].copy_from_slice(b"word/_rels/docvment.xml.rels");
    }
    let error = try_read(&lacking).expect_err("a part is missing");
    assert!(said(&error).contains("lacks the part word/_rels/document.xml.rels"), "{}", said(&error));
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
