use std::fmt::Write;
use std::path::Path;

use super::{FORMAT, Source};
use crate::corpus::settle::settle;
use crate::corpus::{ReadOptions, Reading};
use crate::error::Error;

/// PDFs made by real programs; see `tests/fixtures/make-pdf`.
const LIBREOFFICE: &[u8] = include_bytes!("../../../../tests/fixtures/libreoffice.pdf");
const CHROMIUM: &[u8] = include_bytes!("../../../../tests/fixtures/chromium.pdf");
const GROFF: &[u8] = include_bytes!("../../../../tests/fixtures/groff.pdf");

fn read(bytes: &[u8]) -> Result<Reading, Error> {
    let options = ReadOptions::default();
    let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.pdf"), bytes }, &options)?;
    Ok(settle(drafts.remove(0), &options))
}

fn said(reading: &Reading) -> Vec<String> {
    let document = &reading.document;
    let label = |turn: &crate::corpus::Turn| turn.speaker.map_or("-", |who| &document.speakers[who.index()].label);
    document.turns.iter().map(|turn| format!("{}: {}", label(turn), document.quote(turn.span))).collect()
}

fn kinds(reading: &Reading) -> Vec<&'static str> {
    reading.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect()
}

const SAID: [&str; 7] = [
    "I: Hoe ben je hier terechtgekomen?",
    "R: Via de buurvrouw, eh, die zat er al. Ik durfde eerst niet. (lacht)",
    "I: Hm-hm.",
    "R: ’s Avonds ging ik langs de achterdeur, dan zag niemand me. Zo’n schaamte, hè.",
    "I: En nu, als je er ’s ochtends loopt?",
    "R: Nu loop ik er met m’n sleutels te rammelen. Vierentwintig deuren; twee ervan klemmen.",
    "I: Mooi.",
];

#[test]
fn what_programs_print_is_read_as_it_was_written() {
    for (program, bytes) in [("libreoffice", LIBREOFFICE), ("chromium", CHROMIUM), ("groff", GROFF)] {
        let reading = read(bytes).unwrap_or_else(|error| panic!("{program}: {error}"));
        assert_eq!(said(&reading), SAID, "{program}: {:?}", reading.document.text);
    }
}

/// A PDF of one page for each content, in a font that every viewer has.
pub(super) fn pdf(contents: &[&str]) -> Vec<u8> {
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(), String::new()];
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned());
    let mut kids = String::new();
    for content in contents {
        let page = objects.len() + 1;
        let _ = write!(kids, "{page} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            page + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len());
    let mut bytes = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        let _ = write!(bytes, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = bytes.len();
    let _ = write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(bytes, "{place:010} 00000 n ");
    }
    let _ = write!(bytes, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    bytes.into_bytes()
}

/// Lines from the top of a page, in type of ten points.
fn lines(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("({line}) Tj T*")).collect();
    format!("BT /F1 10 Tf 14 TL 30 260 Td {} ET", lines.join("\n"))
}

#[test]
fn headers_footers_and_hyphens_are_told() {
    let reading = read(LIBREOFFICE).expect("a PDF");
    let dropped = &reading.report.dropped[0];
    assert_eq!((dropped.0.as_str(), dropped.1), ("running headers, footers and page numbers", 2 * (24 + 12)));
    let hyphens = reading.report.diagnostics.iter().find(|told| told.kind == "pdf-hyphens").expect("it is told");
    assert_eq!(hyphens.message, "2 words are joined that a line's end had hyphenated: terechtgeko-men, sleu-tels");
    assert_eq!(reading.report.format, "pdf");
    assert_eq!(reading.report.label_style, "label and colon at the line's start");
}

#[test]
fn a_scan_is_an_error_that_says_so() {
    let image = "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";
    let error = read(&pdf(&[image])).expect_err("no text");
    assert!(error.to_string().contains("is a scan"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("ocrmypdf")));
    assert!(read(&pdf(&["q Q"])).expect_err("no text").to_string().contains("holds no text"));
    let half = read(&pdf(&[&lines(&["I: Hoe gaat het?", "R: Goed."]), image])).expect("a page of text");
    assert!(kinds(&half).contains(&"pdf-scanned-pages"));
}

#[test]
fn text_behind_a_scan_is_read() {
    let hidden = lines(&["I: Hoe gaat het?", "R: Goed.", "I: Fijn."]).replace("/F1", "3 Tr /F1");
    assert_eq!(said(&read(&pdf(&[&hidden])).expect("text")), ["I: Hoe gaat het?", "R: Goed.", "I: Fijn."]);
}

#[test]
fn what_stands_on_its_side_or_beside_the_page_is_told() {
    let watermark = "BT /F1 40 Tf 0 1 -1 0 300 20 Tm (CONCEPT) Tj 1 0 0 1 900 20 Tm (weg) Tj ET";
    let page = format!("{} {watermark}", lines(&["I: Hoe gaat het?", "R: Goed.", "I: Fijn."]));
    let reading = read(&pdf(&[&page])).expect("text");
    assert_eq!(said(&reading).len(), 3);
    assert!(reading.report.dropped.contains(&("text on its side".to_owned(), 7)));
    assert!(reading.report.dropped.contains(&("text beside the page".to_owned(), 3)));
}

#[test]
fn a_turn_goes_on_over_the_end_of_a_page() {
    let one = lines(&[
        "I: Hoe kwam je daar dan terecht, en wie heeft",
        "je daarover verteld?",
        "R: Dat was mijn buurvrouw, die zat daar al en",
    ]);
    let two = lines(&["die nam mij mee op een regenachtige dinsdag.", "I: Ja.", "R: Ja."]);
    let reading = read(&pdf(&[&one, &two])).expect("text");
    assert_eq!(
        said(&reading)[1],
        "R: Dat was mijn buurvrouw, die zat daar al en die nam mij mee op een regenachtige dinsdag."
    );
    assert_eq!(reading.document.text.lines().filter(|line| !line.is_empty()).count(), 4);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_none_panics() {
    let whole = pdf(&[&lines(&["I: Hoe gaat het?", "R: Goed."])]);
    let end = whole.len() - b"%%EOF\n".len();
    for length in 0..end {
        let error = read(&whole[..length]).expect_err("half a PDF is none");
        assert!(error.help().is_some() && error.to_string().contains("b.pdf"), "{error}");
    }
    assert!(read(&whole).is_ok());
}

#[test]
fn damaged_bytes_are_an_error_or_a_reading() {
    let whole = pdf(&[&lines(&["I: Hoe gaat het?", "R: Goed."]), &lines(&["I: Ja?", "R: Nee."])]);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for bytes in [whole.as_slice(), LIBREOFFICE, CHROMIUM, GROFF] {
        for _ in 0..25 {
            let mut damaged = bytes.to_vec();
            for _ in 0..1 + chance(12) {
                let at = chance(damaged.len());
                damaged[at] = chance(256) as u8;
            }
            if let Err(error) = read(&damaged) {
                assert!(error.help().is_some(), "{error}");
            }
        }
    }
}
