use super::Paragraphs;
use crate::corpus::read::Draft;
use crate::corpus::{ReadOptions, ReadReport};

fn draft(paragraphs: Paragraphs) -> Draft {
    paragraphs.draft(ReadReport::default(), &ReadOptions::default(), "a.docx")
}

fn said(draft: &Draft) -> Vec<(&str, &str)> {
    draft.turns.iter().map(|turn| (turn.speaker.as_deref().unwrap_or("-"), turn.span.of(&draft.text))).collect()
}

fn rows(paragraphs: &mut Paragraphs, rows: &[&[&str]]) {
    for row in rows {
        paragraphs.begin_row();
        for cell in *row {
            paragraphs.begin_cell();
            paragraphs.words(cell, false, false);
        }
    }
}

const ROWS: [&[&str]; 4] =
    [&["I", "Hoe is het?"], &["R", "Goed, dank je."], &["I", "Mooi zo."], &["R", "Ja, heel mooi."]];

#[test]
fn a_comment_stays_on_its_words_when_a_table_becomes_turns() {
    let mut paragraphs = Paragraphs::default();
    paragraphs.begin_table();
    rows(&mut paragraphs, &ROWS[..3]);
    paragraphs.begin_row();
    paragraphs.begin_cell();
    let on_speaker = paragraphs.begin_comment();
    paragraphs.words("R", false, false);
    paragraphs.end_comment(on_speaker);
    paragraphs.begin_cell();
    paragraphs.words("Ja, heel ", false, false);
    let on_word = paragraphs.begin_comment();
    paragraphs.words("mooi", false, false);
    paragraphs.end_comment(on_word);
    paragraphs.words(".", false, false);
    paragraphs.end_table();
    let behind = paragraphs.begin_comment();
    paragraphs.words("Einde.", false, false);
    paragraphs.end_comment(behind);
    for (comment, says) in [(on_speaker, "wie"), (on_word, "trots"), (behind, "slot")] {
        paragraphs.fill_comment(comment, says, "Anna");
    }
    let draft = draft(paragraphs);
    assert_eq!(said(&draft)[3], ("R", "Ja, heel mooi."));
    let notes: Vec<_> = draft.annotations.iter().map(|note| (&*note.label, note.span.of(&draft.text))).collect();
    assert_eq!(notes, [("wie", "R"), ("trots", "mooi"), ("slot", "Einde.")]);
    assert_eq!(draft.report.dropped, [("text outside the table".to_owned(), 6)]);
}

#[test]
fn a_table_in_a_cell_loses_no_words() {
    let mut paragraphs = Paragraphs::default();
    paragraphs.begin_table();
    rows(&mut paragraphs, &ROWS[..3]);
    paragraphs.begin_row();
    paragraphs.begin_cell();
    paragraphs.words("R", false, false);
    paragraphs.begin_cell();
    paragraphs.words("Kijk:", false, false);
    paragraphs.end();
    paragraphs.begin_table();
    rows(&mut paragraphs, &ROWS);
    paragraphs.end_table();
    paragraphs.words("Zo.", false, false);
    paragraphs.end_table();
    let draft = draft(paragraphs);
    let expected = "Kijk:\nI\nHoe is het?\nR\nGoed, dank je.\nI\nMooi zo.\nR\nJa, heel mooi.\nZo.";
    assert_eq!(said(&draft)[3], ("R", expected));
}

#[test]
fn what_other_columns_say_is_counted() {
    let mut paragraphs = Paragraphs::default();
    paragraphs.begin_table();
    rows(&mut paragraphs, &[&["wie", "tekst", "notitie"], &["I", "Hoe is het?", "kort"], &["R", "Goed.", ""]]);
    let draft = draft(paragraphs);
    assert_eq!(said(&draft), [("I", "Hoe is het?"), ("R", "Goed.")]);
    let dropped = [("other columns of a table".to_owned(), 4), ("text outside the table".to_owned(), 17)];
    assert_eq!(draft.report.dropped, dropped);
}

#[test]
fn tables_that_were_never_closed_are_tables() {
    let mut paragraphs = Paragraphs::default();
    paragraphs.begin_table();
    rows(&mut paragraphs, &ROWS);
    assert_eq!(said(&draft(paragraphs)).len(), 4);
}

#[test]
fn a_row_without_a_speaker_is_told_or_goes_on_if_told_so() {
    let of = |carry_speaker| {
        let mut paragraphs = Paragraphs::default();
        paragraphs.begin_table();
        rows(&mut paragraphs, &ROWS[..2]);
        rows(&mut paragraphs, &[&["", "En nog iets."]]);
        rows(&mut paragraphs, &ROWS[2..]);
        let options = ReadOptions { carry_speaker, ..ReadOptions::default() };
        paragraphs.draft(ReadReport::default(), &options, "a.docx")
    };
    let silent = of(false);
    assert_eq!(said(&silent)[2], ("-", "En nog iets."));
    assert_eq!(silent.report.diagnostics[0].kind, "no-speaker");
    let told = of(true);
    assert_eq!((said(&told)[2], told.report.diagnostics.len()), (("R", "En nog iets."), 0));
}
