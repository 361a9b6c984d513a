use std::path::Path;
use std::time::{Duration, Instant};

use super::{FORMAT, Source, named_encoding};
use crate::corpus::read::said::{quotes, rows};
use crate::corpus::settle::settle;
use crate::corpus::{ReadOptions, Reading};
use crate::error::Result;

const CONVERSATION: &[u8] = include_bytes!("../../../../tests/fixtures/conversation.html");
const TABLE: &[u8] = include_bytes!("../../../../tests/fixtures/table.html");
const BOLD: &[u8] = include_bytes!("../../../../tests/fixtures/bold.html");

fn try_read(bytes: &[u8]) -> Result<Reading> {
    let options = ReadOptions::default();
    let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.html"), bytes }, &options)?;
    Ok(settle(drafts.remove(0), &options))
}

fn read(page: &[u8]) -> Reading {
    try_read(page).expect("a page is read")
}

fn text(page: &str) -> String {
    read(page.as_bytes()).document.text
}

fn dropped(reading: &Reading) -> Vec<(&str, usize)> {
    reading.report.dropped.iter().map(|(why, count)| (why.as_str(), *count)).collect()
}

#[test]
fn what_libreoffice_keeps_beside_the_words_is_counted() {
    let reading = read(CONVERSATION);
    assert_eq!(reading.report.encoding, "UTF-8");
    let reasons: Vec<_> = dropped(&reading).into_iter().map(|(why, _)| why).collect();
    let expected = [
        "scripts and styles",
        "page headers and footers",
        "remarks in the page's source",
        "hidden text",
        "footnotes and endnotes",
    ];
    assert_eq!(reasons, expected);
    assert!(reading.document.text.starts_with("Een verzonnen gesprek\n\nI: Hoe"), "{}", reading.document.text);
}

#[test]
fn tables_and_bold_questions_are_turns() {
    assert_eq!(read(TABLE).report.label_style, "a column of a table");
    assert_eq!(quotes(&read(TABLE)).len(), 7);
    let reading = read(BOLD);
    assert_eq!(reading.report.label_style, "questions in bold or italics");
    assert_eq!(quotes(&reading)[1].0, "Respondent");
}

#[test]
fn questions_may_be_bold_by_a_class_or_a_style() {
    let answer = "<p class=c2>Goed.</p><p>Heel <b>goed</b>.</p>";
    let ask = |question: &str| format!("<p class=c2><span class='c1'>{question}</span></p>{answer}");
    let by_class =
        format!("<style>.c1{{color:#000;font-weight:700}}</style>{}{}", ask("Hoe is het?"), ask("En thuis?"));
    let by_style = by_class.replace("class='c1'", "style='font-weight: 600'");
    for page in [by_class, by_style] {
        let reading = read(page.as_bytes());
        assert_eq!(quotes(&reading)[2], ("Interviewer".to_owned(), "En thuis?".to_owned()));
    }
}

#[test]
fn blocks_are_paragraphs_and_white_space_is_one_space() {
    let page = "<p><b>I:</b>\n  Hoe   <i>is</i> het?<p>R: Goed&nbsp;&amp; wel<br>\n echt.</p><div>I: O.<div>Ja?</div>Nou.</div><p>R: <span>J</span>a.";
    assert_eq!(
        text(page).replace(" \n", "\n"),
        "I: Hoe is het?\n\nR: Goed\u{a0}& wel\necht.\n\nI: O.\nJa?\nNou.\n\nR: Ja."
    );
    let breaks = "I: Hoe?<br>R: Goed.<br><br>I: O.<br/>\n<br />\nR: Ja.";
    assert_eq!(quotes(&read(breaks.as_bytes())), rows(&[("I", "Hoe?"), ("R", "Goed."), ("I", "O."), ("R", "Ja.")]));
    assert_eq!(quotes(&read(b"<pre>I: Hoe?\nR: Goed.\n\nI: O.\nR: Ja.</pre>")).len(), 4);
}

#[test]
fn what_a_reader_does_not_see_is_no_words() {
    let page = "<head><title>Titel van de pagina</title><style>p { color: red }</style></head><body>\
        <nav><ul><li>Start</li></ul></nav><script>if (a < b) { document.write('<p>R: nee</p>') }</script>\
        <p hidden>weg</p><p style='color: red; DISPLAY : none !important'>ook weg</p><button>Klik</button>\
        <p>I: Hoe <del>erg</del><ins>goed</ins> is het?<!-- niets --></p><p>R: Goed.<svg><path/><text>lijn</text></svg></p><p>I: O.</p><p>R: Ja.</p>";
    let reading = read(page.as_bytes());
    assert_eq!(quotes(&reading)[..2], rows(&[("I", "Hoe goed is het?"), ("R", "Goed.")]));
    let expected = [
        ("the page's title", 19),
        ("scripts and styles", 62),
        ("navigation", 5),
        ("hidden text", 10),
        ("buttons and forms", 4),
        ("deleted with tracked changes", 3),
        ("remarks in the page's source", 5),
        ("pictures, films and pages within the page", 4),
    ];
    assert_eq!(dropped(&reading), expected);
}

#[test]
fn elements_that_are_not_closed_end_where_others_begin() {
    let table = "<table><tr><th>Wie<th>Tekst<tr><td>Int<td>Hoe is het?<tr><td>Bo<td><p>Goed.<p>Echt.</table><p hidden>weg<p>Einde";
    let reading = read(table.as_bytes());
    assert_eq!(quotes(&reading), rows(&[("Int", "Hoe is het?"), ("Bo", "Goed. Echt.")]));
    assert!(dropped(&reading).contains(&("hidden text", 3)), "{:?}", dropped(&reading));
    let list = "<ul><li hidden>weg<li>I: Hoe?</ul><dl><dt>R:<dd>Goed.</dl></span></td><p>I: O.</p><p>R: Ja.</p>";
    assert_eq!(quotes(&read(list.as_bytes())), rows(&[("I", "Hoe?"), ("R", "Goed."), ("I", "O."), ("R", "Ja.")]));
}

#[test]
fn the_encoding_is_told_by_mark_by_page_or_by_bytes() {
    let words = "<p>I: Eén café, coördinatie en reëel?</p><p>R: Ja.</p>";
    let windows = |head: &str| encoding_rs::WINDOWS_1252.encode(&format!("{head}{words}")).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, encoding) in [
        (format!("\u{feff}<meta charset=windows-1252>{words}").into_bytes(), "UTF-8"),
        (utf16, "UTF-16LE"),
        (windows("<meta charset='iso-8859-1'>"), "windows-1252"),
        (windows("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1252'>"), "windows-1252"),
        (windows("<?xml version='1.0' encoding='iso-8859-1'?>"), "windows-1252"),
        (windows(""), "windows-1252"),
        (words.to_owned().into_bytes(), "UTF-8"),
        (format!("<meta charset=utf-16>{words}").into_bytes(), "UTF-8"),
        (format!("<meta charset=onzin>{words}").into_bytes(), "UTF-8"),
    ] {
        let reading = read(&bytes);
        assert_eq!(reading.report.encoding, encoding);
        assert_eq!(quotes(&reading)[0].1, "Eén café, coördinatie en reëel?", "{encoding}");
    }
    assert_eq!(named_encoding(b"<script><meta charset=koi8-r></script>"), None);
    let error = try_read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related").expect_err("a web archive");
    assert!(error.to_string().contains("web archive"), "{error}");
}

#[test]
fn a_page_without_an_end_may_be_cut_off() {
    let is_told = |page: &str| read(page.as_bytes()).report.diagnostics.iter().any(|said| said.kind == "cut-off");
    assert!(is_told("<html><p>I: Hoe?<p>R: Go"));
    assert!(!is_told("<html><p>I: Hoe?<p>R: Goed.</html>"));
    assert!(!is_told("<p>I: Hoe?<p>R: Goed."), "a piece of a page has no end either");
}

#[test]
fn what_is_nested_or_misnested_without_end_is_read_in_time() {
    let many = 20_000;
    let pages = [
        "<div>".repeat(many),
        "<b><p>".repeat(many),
        "<table><tr><td>".repeat(many),
        format!("{}{}", "<div>".repeat(many), "</span></p>".repeat(many)),
        format!("<p {}>I: Ja?", (0..many).map(|n| format!("a{n}=1 ")).collect::<String>()),
        "<".repeat(many),
        "&".repeat(many),
        "<!--".repeat(many),
        "I: Ja?<br>".repeat(many / 4),
    ];
    for page in pages {
        let start = Instant::now();
        let _ = try_read(page.as_bytes());
        assert!(start.elapsed() < Duration::from_secs(60), "{}", &page[..30]);
    }
}

#[test]
fn cut_off_or_damaged_it_never_panics() {
    for whole in [CONVERSATION, TABLE] {
        (0..whole.len()).for_each(|length| drop(try_read(&whole[..length])));
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for round in 0..600 {
        let mut bytes = [CONVERSATION, TABLE][round % 2].to_vec();
        for _ in 0..1 + chance(8) {
            let at = chance(bytes.len());
            bytes[at] = b"<>/='\"&;!-tdp\xe9\xff "[chance(16)];
        }
        let _ = try_read(&bytes);
    }
}
