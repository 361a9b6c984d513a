use std::path::Path;

use super::{FORMAT, Source};
use crate::corpus::read::said::{quotes, rows};
use crate::corpus::settle::settle;
use crate::corpus::{ReadOptions, Reading};
use crate::error::Result;

const CONVERSATION: &[u8] = include_bytes!("../../../../tests/fixtures/conversation.rtf");
const TABLE: &[u8] = include_bytes!("../../../../tests/fixtures/table.rtf");
const BOLD: &[u8] = include_bytes!("../../../../tests/fixtures/bold.rtf");

fn try_read(bytes: &[u8]) -> Result<Reading> {
    let options = ReadOptions::default();
    let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.rtf"), bytes }, &options)?;
    Ok(settle(drafts.remove(0), &options))
}

fn read(rtf: &[u8]) -> Reading {
    try_read(rtf).expect("it is read")
}

/// The text of a document with this in it.
fn text(head: &str, body: &str) -> String {
    read(format!("{{\\rtf1\\ansi{head}\n{body}\\par}}").as_bytes()).document.text
}

#[test]
fn what_libreoffice_keeps_beside_the_words_is_told_and_counted() {
    let reading = read(CONVERSATION);
    let dropped: Vec<_> = reading.report.dropped.iter().map(|(why, count)| (why.as_str(), *count)).collect();
    assert_eq!(
        dropped,
        [
            ("page headers and footers", 30),
            ("deleted with tracked changes", 5),
            ("hidden text", 10),
            ("footnotes and endnotes", 26),
        ]
    );
    let [note] = &reading.annotations[..] else { panic!("one comment") };
    assert_eq!(note.span.of(&reading.document.text), "Zo’n schaamte");
    assert_eq!((note.label.as_str(), note.author.as_str()), ("schaamte", "Anna Vos"));
    assert_eq!(reading.report.encoding, "windows-1252");
    assert!(reading.document.text.starts_with("Een verzonnen gesprek\n\nI: Hoe"), "{}", reading.document.text);
}

#[test]
fn bold_questions_are_the_interviewers() {
    let reading = read(BOLD);
    assert_eq!(reading.report.label_style, "questions in bold or italics");
    assert_eq!(quotes(&reading).len(), 7);
}

#[test]
fn code_pages_of_the_document_and_of_fonts_are_followed() {
    assert_eq!(text("\\ansicpg1252", "caf\\'e9 \\'80"), "café €");
    assert_eq!(text("\\ansicpg1250", "\\'e8esky"), "česky");
    assert_eq!(text("\\mac", "caf\\'8e"), "café");
    let fonts = "\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset204{\\*\\fname Arial;}Arial Cyr;}}";
    assert_eq!(text(fonts, "\\f0 caf\\'e9 {\\f1\\'e4\\'e0} \\'e9"), "café да é");
    assert_eq!(text("\\ansicpg932", "\\'93\\'fa\\'96\\'7b"), "日本");
    assert_eq!(text("\\ansicpg65001", "caf\\'c3\\'a9"), "café");
    assert_eq!(text("\\ansicpg1252", "café"), "café", "bytes as they stand are UTF-8 where the file is");
    assert_eq!(read(b"{\\rtf1\\ansicpg1252 caf\xe9\\par}").document.text, "café");
}

#[test]
fn a_code_page_that_is_not_known_is_told() {
    let reading = read(b"{\\rtf1\\ansi\\ansicpg437 I: caf\\'82?\\par R: Ja.\\par}");
    let warning = reading.report.diagnostics.iter().find(|said| said.kind == "code-page").expect("a warning");
    assert!(warning.to_string().contains("code page 437"), "{warning}");
    let plain = read(b"{\\rtf1\\ansi\\ansicpg437 I: cafe?\\par R: Ja.\\par}");
    assert!(plain.report.diagnostics.iter().all(|said| said.kind != "code-page"), "no letter depends on it");
}

#[test]
fn unicode_replaces_what_is_written_for_old_programs() {
    assert_eq!(text("", "zo\\u8217\\'92n"), "zo’n");
    assert_eq!(text("", "zo\\u8217?n"), "zo’n");
    assert_eq!(text("", "\\uc2 zo\\u8217\\'a1\\'afn"), "zo’n");
    assert_eq!(text("", "\\uc0 zo\\u8217 n {\\uc1 \\u233 e}\\u233 e"), "zo’n éée");
    assert_eq!(text("", "{\\uc0\\u-10179\\u-8704} ja"), "😀 ja");
    assert_eq!(text("", "\\u-10179?\\u-8704? ja"), "😀 ja");
    assert_eq!(text("", "een\\u233\\par twee"), "eené\n\ntwee", "no line end stands for a letter");
    assert_eq!(text("", "{\\upr{oud}{\\*\\ud{nieuw}}}."), "nieuw.");
}

#[test]
fn special_characters_breaks_and_braces_are_what_they_stand_for() {
    assert_eq!(
        text("", "a\\~b\\_c\\-d \\{e\\} \\\\ \\lquote f\\rquote \\emdash\\tab g"),
        "a\u{a0}b\u{2011}cd {e} \\ ‘f’—\tg"
    );
    assert_eq!(text("", "I: een\\line twee\r\ndrie\\\nR: vier"), "I: een\ntweedrie\n\nR: vier");
}

#[test]
fn what_is_no_text_of_the_document_is_left_out() {
    let head = "{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\stylesheet{\\s1 heading 1;}}{\\info{\\title Titel}}{\\*\\generator Riched20;}";
    let pict = "{\\pict\\wmetafile8 0102030405}{\\*\\shppict{\\pict\\bin3 }}}}}";
    let object = "{\\object{\\*\\objdata 0105}{\\result I: Hoe?}}";
    let field = "{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt\\ul R: Goed.}}";
    let reading = read(format!("{{\\rtf1{head}{pict}{object}\\par {field}\\par I: O.\\par R: Ja.\\par}}").as_bytes());
    assert_eq!(quotes(&reading), rows(&[("I", "Hoe?"), ("R", "Goed."), ("I", "O."), ("R", "Ja.")]));
    assert!(reading.report.dropped.is_empty(), "{:?}", reading.report.dropped);
    let listed = "{\\listtext\\f1 1.\\tab}I: Hoe?\\par{\\header Kop}{\\shp{\\*\\shpinst{\\sp{\\sn naam}}{\\shptxt kader\\par}}} R: Ja.\\par}";
    let dropped = read(format!("{{\\rtf1 {listed}").as_bytes()).report.dropped;
    let counts: Vec<_> = dropped.iter().map(|(why, count)| (why.as_str(), *count)).collect();
    let expected =
        [("numbers and bullets of lists", 2), ("page headers and footers", 3), ("text in boxes and drawings", 5)];
    assert_eq!(counts, expected);
}

/// As Word writes them.
#[test]
fn comments_are_on_their_words_or_their_paragraph() {
    let body = "I: Waarom?\\par R: Ik was {\\*\\atrfstart 7}bang{\\*\\atrfend 7}{\\*\\atnid AV}{\\*\\atnauthor Anna V\\'e9}\\chatn\
        {\\*\\annotation{\\*\\atnref 7}{\\*\\atndate 12}\\pard\\plain schaamte\\par of angst}.\\par \
        I: O {\\*\\atnid B}{\\*\\atnauthor Bo}\\chatn{\\*\\annotation punt}ja.\\par R: Ja.\\par}";
    let reading = read(format!("{{\\rtf1 {body}").as_bytes());
    let notes: Vec<_> = reading
        .annotations
        .iter()
        .map(|note| (&*note.label, &*note.author, note.span.of(&reading.document.text)))
        .collect();
    assert_eq!(notes, [("schaamte\nof angst", "Anna Vé", "bang"), ("punt", "Bo", "I: O ja.")]);
}

#[test]
fn tables_are_turns_and_text_behind_them_is_outside() {
    let expected = try_read(TABLE).expect("LibreOffice wrote it");
    assert_eq!(expected.report.label_style, "a column of a table");
    assert_eq!(quotes(&expected).len(), 7);
    let row = |who: &str, words: &str| format!("\\trowd\\cellx1\\cellx2\\pard\\intbl {who}\\cell {words}\\cell\\row ");
    let said = [("Int", "Hoe is het?"), ("Bo", "Goed.\\par Dank je wel."), ("Int", "Mooi zo."), ("Bo", "Ja.")];
    let all: String = said.iter().map(|(who, words)| row(who, words)).collect();
    let reading = read(format!("{{\\rtf1 Kop\\par {all}\\pard Einde\\par}}").as_bytes());
    let expected = [("Int", "Hoe is het?"), ("Bo", "Goed. Dank je wel."), ("Int", "Mooi zo."), ("Bo", "Ja.")];
    assert_eq!(quotes(&reading), rows(&expected));
    assert_eq!(reading.report.dropped, [("text outside the table".to_owned(), 8)]);
    assert!(reading.document.text.ends_with("Einde"));
}

/// As f4 and MAXQDA write them: a time at the end of each paragraph, and TextEdit: a backslash for its end.
#[test]
fn times_stay_with_their_turns() {
    let f4 = "\\uc1\\pard{\\b I:} Hoe was dat? #00:00:10-2#\\par {\\b B:} Zwaar. (lacht) #00:00:14-0#\\par I: En nu? #00:00:16-1#\\par B: Beter. #00:00:19-9#\\par}";
    let reading = read(format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{f4}").as_bytes());
    assert_eq!(quotes(&reading)[..2], rows(&[("I", "Hoe was dat?"), ("B", "Zwaar. (lacht)")]));
    assert_eq!(reading.document.turns[1].time.and_then(|time| time.end), Some(14_000));
    let textedit = "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n{\\*\\expandedcolortbl;;}\n\\pard\\pardirnatural\n\\f0\\fs24 \\cf0 I: E\\'e9n?\\\n\\\nR: Ja.\\\nI: O.\\\nR: Nee.}";
    let reading = read(textedit.as_bytes());
    assert_eq!(quotes(&reading), rows(&[("I", "Eén?"), ("R", "Ja."), ("I", "O."), ("R", "Nee.")]));
}

#[test]
fn headings_are_known_by_their_style_or_level() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s3\\sbasedon0 heading 1;}{\\s4\\outlinelevel1 Eigen;}}";
    let body = "\\s3 Kop\\par\\pard\\s4 Tussenkop\\par\\pard I: Hoe?\\par R: Goed.\\par\\pard\\outlinelevel0 Deel twee\\par\\pard I: O.\\par R: Ja.\\par}";
    let reading = read(format!("{{\\rtf1{styles}\\pard{body}").as_bytes());
    assert_eq!(quotes(&reading)[1], ("R".to_owned(), "Goed.".to_owned()));
}

#[test]
fn what_is_no_rich_text_says_so() {
    let deep = format!("{{\\rtf1 {}", "{".repeat(5000));
    for (bytes, words) in [
        (&b"gewone tekst"[..], "not rich text"),
        (b"", "not rich text"),
        (b"{\\rtf1 I: Hoe?\\par", "cut off"),
        (deep.as_bytes(), "deeper in each other"),
    ] {
        let error = try_read(bytes).expect_err(words);
        assert!(error.to_string().contains(words) && error.help().is_some(), "{error}");
    }
    let behind = read(b"{\\rtf1 I: Hoe?\\par R: Ja.\\par}\r\n\0 rest");
    assert_eq!(behind.report.dropped, [("behind the end of the document".to_owned(), 4)]);
}

const DAMAGE: &[u8] = b"{}\\'u*0-9\xe9\xffb ";

#[test]
fn cut_off_anywhere_it_is_an_error_and_damaged_it_never_panics() {
    for whole in [CONVERSATION, TABLE, BOLD] {
        let end = whole.trim_ascii_end().len();
        assert!((0..end).all(|length| try_read(&whole[..length]).is_err()));
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for round in 0..1500 {
        let mut bytes = [CONVERSATION, TABLE][round % 2].to_vec();
        for _ in 0..1 + chance(8) {
            let at = chance(bytes.len());
            bytes[at] = DAMAGE[chance(DAMAGE.len())];
        }
        let _ = try_read(&bytes);
    }
}
