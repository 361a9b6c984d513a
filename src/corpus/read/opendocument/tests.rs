use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{FORMAT, Source};
use crate::corpus::read::said::{quotes, rows};
use crate::corpus::settle::settle;
use crate::corpus::{ReadOptions, Reading};
use crate::error::Result;

const CONVERSATION: &[u8] = include_bytes!("../../../../tests/fixtures/conversation.odt");
const BOLD: &[u8] = include_bytes!("../../../../tests/fixtures/bold.odt");

fn try_read(bytes: &[u8]) -> Result<Reading> {
    let options = ReadOptions::default();
    let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.odt"), bytes }, &options)?;
    Ok(settle(drafts.remove(0), &options))
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        writer.start_file(*name, stored).expect("a part is begun");
        writer.write_all(content.as_bytes()).expect("a part is written");
    }
    writer.finish().expect("an archive is closed").into_inner()
}

fn content(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>\
         <style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn read(body: &str) -> Reading {
    try_read(&archive(&[("content.xml", &content(body))])).expect("it is read")
}

#[test]
fn what_libreoffice_keeps_beside_the_words_is_told_and_counted() {
    let reading = try_read(CONVERSATION).expect("LibreOffice wrote it");
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
    assert!(reading.document.text.starts_with("Een verzonnen gesprek\n\nI: Hoe"), "{}", reading.document.text);
}

#[test]
fn bold_is_inherited_by_styles_of_styles() {
    let reading = try_read(BOLD).expect("LibreOffice wrote it");
    assert_eq!(reading.report.label_style, "questions in bold or italics");
    assert_eq!(quotes(&reading)[0], ("Interviewer".to_owned(), "Hoe ben je hier terechtgekomen?".to_owned()));
}

#[test]
fn white_space_breaks_and_entities_are_what_they_stand_for() {
    let body = "<text:p>I:<text:tab/>Hoe\n   is <text:span> het</text:span>?</text:p>\
        <text:p>R: Goed<text:s text:c='2'/>&amp; wel&#x2019;<text:line-break/>echt.</text:p><text:p>I: O.</text:p>\
        <text:p/><text:p>R: Ja.</text:p>";
    let reading = read(body);
    assert_eq!(reading.document.text, "I:\tHoe is het?\n\nR: Goed  & wel’\necht.\n\nI: O.\n\nR: Ja.");
    assert_eq!(reading.report.encoding, "");
}

#[test]
fn what_is_hidden_drawn_or_listed_is_no_words() {
    let body = "<text:p>I: Hoe <text:span text:style-name='T1'>stiekem <text:span>echt</text:span></text:span>is het?\
        <draw:frame><draw:text-box><text:p>kader</text:p></draw:text-box></draw:frame></text:p>\
        <text:section text:display='none'><text:p>weg</text:p></text:section>\
        <text:table-of-content><text:index-body><text:p>Inhoud 1</text:p></text:index-body></text:table-of-content>\
        <text:p>R: Goed op <text:page-number>7</text:page-number>bladzij.</text:p><text:p>I: O.</text:p><text:p>R: Ja.</text:p>";
    let reading = read(body);
    assert_eq!(quotes(&reading)[..2], rows(&[("I", "Hoe is het?"), ("R", "Goed op bladzij.")]));
    let dropped: Vec<_> = reading.report.dropped.iter().map(|(why, count)| (why.as_str(), *count)).collect();
    assert_eq!(
        dropped,
        [("hidden text", 15), ("text in boxes and drawings", 5), ("tables of contents", 8), ("page numbers", 1)]
    );
}

#[test]
fn comments_have_their_paragraphs_and_one_on_no_words_its_own() {
    let comment = |name: &str, says: &str| {
        format!(
            "<office:annotation{name}><dc:creator>Bo</dc:creator><dc:date>2024</dc:date><text:p>{says}</text:p>\
             <text:p>en <text:span>meer</text:span> nog</text:p></office:annotation>"
        )
    };
    let body = format!(
        "<text:p>I: Hoe {}is het?</text:p><text:p>R: {}Goed<office:annotation-end office:name='n'/>.</text:p>\
         <text:p>I: O.</text:p><text:p>R: Ja.</text:p>",
        comment("", "punt"),
        comment(" office:name='n'", "woord")
    );
    let reading = read(&body);
    let notes: Vec<_> = reading.annotations.iter().map(|n| (&*n.label, n.span.of(&reading.document.text))).collect();
    assert_eq!(notes, [("punt\nen meer nog", "I: Hoe is het?"), ("woord\nen meer nog", "Goed")]);
}

#[test]
fn repeated_and_covered_cells_keep_columns_in_their_places() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let row = |who: &str, words: &str| {
        let empty = "<table:table-cell table:number-columns-repeated='2'/><table:covered-table-cell/>";
        format!("<table:table-row>{}{empty}{}</table:table-row>", cell(who), cell(words))
    };
    let said = [("Int", "Hoe is het?"), ("Bo", "Goed, dank je wel."), ("Int", "Mooi zo."), ("Bo", "Ja.")];
    let all: String = said.iter().map(|(who, words)| row(who, words)).collect();
    let reading = read(&format!("<table:table>{all}</table:table>"));
    assert_eq!(quotes(&reading), rows(&said));
    assert_eq!(reading.report.label_style, "a column of a table");
}

#[test]
fn what_is_no_text_says_so() {
    let body = content("<text:p>I: Dag.</text:p>");
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let sheet = "application/vnd.oasis.opendocument.spreadsheet";
    let deep = format!("{}{}", "<text:span>".repeat(201), "</text:span>".repeat(201));
    for (bytes, words) in [
        (b"gewone tekst".to_vec(), "not an OpenDocument text"),
        (Vec::new(), "not an OpenDocument text"),
        (CONVERSATION[..CONVERSATION.len() / 2].to_vec(), "cut off or damaged"),
        (archive(&[("a.txt", "ja")]), "without an OpenDocument text"),
        (archive(&[("mimetype", sheet), ("content.xml", &body)]), "spreadsheet"),
        (archive(&[("content.xml", &body), ("META-INF/manifest.xml", manifest)]), "needs a password"),
        (archive(&[("content.xml", &content(&deep))]), "more than 200 deep"),
        (archive(&[("content.xml", &body[..body.len() - 5])]), "content.xml ends too early"),
        (archive(&[("content.xml", "<a></b>")]), "content.xml has tags that do not fit together"),
        (archive(&[("content.xml", "")]), "content.xml ends too early"),
        (archive(&[("content.xml", &body), ("styles.xml", "<a>")]), "styles.xml ends too early"),
    ] {
        let error = try_read(&bytes).expect_err(words);
        assert!(error.to_string().contains(words) && error.help().is_some(), "{error}");
    }
}

#[test]
fn a_part_that_ends_too_early_is_never_read_short() {
    let body = content("<text:p>I: Dag &amp; &#x31;.<text:s text:c='2'/></text:p><text:p>R: Ja.</text:p>");
    for end in 0..body.len() {
        let cut = archive(&[("content.xml", &body[..end])]);
        assert!(try_read(&cut).is_err(), "{}", &body[..end]);
    }
}

#[test]
fn damage_never_makes_it_panic() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    // Without compression, so that damage is to what is written.
    let note = "<office:annotation office:name='n'><dc:creator>B</dc:creator><text:p>x</text:p></office:annotation>";
    let table = "<table:table><table:table-row><table:table-cell><text:p>I</text:p></table:table-cell></table:table-row></table:table>";
    let body = content(&format!("<text:p>I: Dag{note}.<text:s text:c='9'/></text:p>{table}<text:p>R: Ja.</text:p>"));
    for _ in 0..1500 {
        let mut bytes = body.clone().into_bytes();
        for _ in 0..1 + chance(4) {
            let at = chance(bytes.len());
            bytes[at] = b"<>/='\"& abtext:p\xff0"[chance(18)];
        }
        let _ = try_read(&archive(&[("content.xml", &String::from_utf8_lossy(&bytes))]));
    }
    for end in 0..CONVERSATION.len() {
        assert!(try_read(&CONVERSATION[..end]).is_err(), "{end} bytes");
    }
}
