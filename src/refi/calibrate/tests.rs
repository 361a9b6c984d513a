//! The matrix of what programs count: every reading, with what texts may hold.

use super::{Passage, READINGS, Reading, Survey, Traits, decide, spans};
use crate::refi::PlainText;
use crate::text::Span;

/// What a text is like.
#[derive(Clone, Copy, Debug)]
struct Kind {
    double_ends: bool,
    mark: bool,
    /// What stands in it beside plain letters.
    beside: &'static str,
}

fn text(kind: Kind) -> PlainText {
    let talk = "I: Hoe begon het?\n\nR: Ik zweeg # erover, en dat hielp niets.\n\nI: En nu # dan?\n\n\
                R: Nu vertel ik het # aan iedereen. Mijn buurman weet het ook.\n";
    let talk = talk.replace('#', kind.beside);
    let text = if kind.double_ends { talk.replace('\n', "\r\n") } else { talk };
    PlainText { text, encoding: "UTF-8", marked: kind.mark, is_from_xml: false, replaced: 0 }
}

const QUOTES: [&str; 5] =
    ["Hoe begon het?", "Ik zweeg", "dat hielp niets.", "Nu vertel ik het", "Mijn buurman weet het ook."];

fn stretch(text: &PlainText, quote: &str) -> Span {
    let at = text.text.find(quote).expect("the quote stands there");
    Span::new(at, at + quote.len())
}

/// The position that a program which counts so writes for a byte; written apart from the code that reads it.
fn position(text: &PlainText, byte: u32, reading: Reading) -> i64 {
    let before = &text.text[..byte as usize];
    let mut count = if reading.in_units { before.encode_utf16().count() } else { before.chars().count() };
    if !reading.ends_are_two {
        count -= before.matches("\r\n").count();
    }
    i64::try_from(count).unwrap() + i64::from(reading.counts_mark && text.marked)
}

fn written(text: &PlainText, span: Span, reading: Reading) -> (i64, i64) {
    let end = position(text, span.end, reading) - i64::from(reading.is_inclusive);
    (position(text, span.start, reading), end)
}

fn kinds() -> Vec<Kind> {
    let mut all = Vec::new();
    for double_ends in [false, true] {
        for mark in [false, true] {
            for beside in ["gewoon", "🙂", "e\u{301}\u{301}"] {
                all.push(Kind { double_ends, mark, beside });
            }
        }
    }
    all
}

#[test]
fn every_way_to_count_is_found_out_by_the_names() {
    let mut tried = 0;
    for kind in kinds() {
        let text = text(kind);
        let expected: Vec<Option<Span>> = QUOTES.iter().map(|quote| Some(stretch(&text, quote))).collect();
        for reading in READINGS {
            let passages: Vec<Passage<'_>> = QUOTES
                .iter()
                .map(|quote| {
                    let (start, end) = written(&text, stretch(&text, quote), reading);
                    Passage { start, end, name: quote }
                })
                .collect();
            let choice = decide(&[Survey::of(&text, &passages, "")]).remove(0);
            assert_eq!(spans(&text, choice.reading, &passages), expected, "{kind:?} {reading:?}");
            assert!(choice.why.contains("5 of 5 names stand at their places"), "{}", choice.why);
            assert_eq!(choice.doubt, None, "{kind:?} {reading:?}");
            tried += 1;
        }
    }
    assert_eq!(tried, 12 * 16);
}

#[test]
fn without_names_programs_are_read_as_they_count() {
    for kind in kinds() {
        let text = text(kind);
        let expected: Vec<Option<Span>> = QUOTES.iter().map(|quote| Some(stretch(&text, quote))).collect();
        for (origin, in_units, ends_are_two) in [
            ("NVivo 12.6", true, true),
            ("ATLAS.ti 23", false, false),
            ("MAXQDA 24", false, true),
            ("QualCoder 3", false, true),
        ] {
            let reading = Reading { ends_are_two, counts_mark: false, in_units, is_inclusive: false };
            let passages: Vec<Passage<'_>> = QUOTES
                .iter()
                .map(|quote| {
                    let (start, end) = written(&text, stretch(&text, quote), reading);
                    Passage { start, end, name: "" }
                })
                .collect();
            let choice = decide(&[Survey::of(&text, &passages, origin)]).remove(0);
            assert_eq!(spans(&text, choice.reading, &passages), expected, "{kind:?} {origin}");
            assert!(choice.why.contains("10 of 10 begin or end at the edge of a word"), "{}", choice.why);
            assert_eq!(choice.doubt, None);
        }
    }
}

#[test]
fn a_program_that_counts_otherwise_than_it_is_known_to_is_overruled_by_the_edges_of_words() {
    let text = text(Kind { double_ends: true, mark: false, beside: "🙂" });
    let reading = Reading { ends_are_two: false, counts_mark: false, in_units: false, is_inclusive: false };
    let passages: Vec<Passage<'_>> = QUOTES[1..]
        .iter()
        .map(|quote| {
            let (start, end) = written(&text, stretch(&text, quote), reading);
            Passage { start, end, name: "" }
        })
        .collect();
    let choice = decide(&[Survey::of(&text, &passages, "NVivo 15")]).remove(0);
    assert_eq!(choice.reading, reading);
    assert!(!choice.why.contains("as this program counts"), "{}", choice.why);
}

#[test]
fn passages_of_whole_lines_end_behind_their_line_break() {
    // Lines of one letter, of which a reading with the end a character further would take the next line for a word.
    let lines = "toen zei ik \na \ndat het \nu \nniet aanging \nen \nniemand \n";
    let text = PlainText { text: lines.to_owned(), encoding: "UTF-8", marked: false, is_from_xml: false, replaced: 0 };
    let mut start = 0;
    let passages: Vec<Passage<'_>> = lines
        .split_inclusive('\n')
        .map(|line| {
            let passage = Passage { start, end: start + line.len() as i64, name: "line:7" };
            start = passage.end;
            passage
        })
        .collect();
    let choice = decide(&[Survey::of(&text, &passages, "qc")]).remove(0);
    assert!(!choice.reading.is_inclusive, "{}", choice.why);
    assert_eq!(choice.doubt, None);
    assert!(choice.why.contains("14 of 14"), "{}", choice.why);
}

#[test]
fn a_text_without_names_is_read_as_the_others_of_its_project() {
    let text = text(Kind { double_ends: true, mark: false, beside: "é" });
    let reading = Reading { ends_are_two: false, counts_mark: false, in_units: false, is_inclusive: true };
    let survey = |named: bool| {
        let passages: Vec<Passage<'_>> = QUOTES
            .iter()
            .map(|quote| {
                let (start, end) = written(&text, stretch(&text, quote), reading);
                Passage { start, end, name: if named { quote } else { "" } }
            })
            .collect();
        Survey::of(&text, &passages, "MAXQDA")
    };
    let choices = decide(&[survey(false), survey(true), survey(false)]);
    assert!(choices.iter().all(|choice| choice.reading == reading), "{choices:?}");
    assert!(choices[0].why.ends_with("so the other texts of the project say"), "{}", choices[0].why);
}

#[test]
fn names_may_be_cut_and_have_lost_line_breaks_and_signs() {
    let text = PlainText {
        text: "Ik zweeg\r\nen\u{c}wachtte. Toen ging ik, na lang wachten, naar huis.".to_owned(),
        encoding: "UTF-8",
        marked: false,
        is_from_xml: false,
        replaced: 0,
    };
    let quotes = [
        ("Ik zweeg\r\nen\u{c}wachtte.", "Ik zweeg  en\u{fffd}wachtte."),
        ("Toen ging ik, na lang wachten, naar huis.", "Toen ging ik, na…"),
    ];
    let reading = Reading { ends_are_two: false, counts_mark: false, in_units: false, is_inclusive: false };
    let passages: Vec<Passage<'_>> = quotes
        .iter()
        .map(|(quote, name)| {
            let (start, end) = written(&text, stretch(&text, quote), reading);
            Passage { start, end, name }
        })
        .collect();
    let survey = Survey::of(&text, &passages, "");
    let choice = decide(&[survey]).remove(0);
    assert_eq!(choice.reading, reading, "{}", choice.why);
    assert!(choice.why.contains("2 of 2"), "{}", choice.why);
}

#[test]
fn names_that_stand_nowhere_are_a_reason_to_doubt() {
    let text = text(Kind { double_ends: false, mark: false, beside: "ja" });
    let passages: Vec<Passage<'_>> = QUOTES
        .iter()
        .enumerate()
        .map(|(i, quote)| {
            let span = stretch(&text, quote);
            let (start, end) = written(&text, span, READINGS[0]);
            Passage { start, end, name: if i < 2 { quote } else { "iets anders" } }
        })
        .collect();
    let choice = decide(&[Survey::of(&text, &passages, "")]).remove(0);
    let told = choice.diagnostic().expect("it is told");
    assert_eq!(told.kind, "positions-unsure");
    assert!(told.message.contains("2 of 5 names stand at their places") && told.help.is_some(), "{}", told.message);
}

#[test]
fn line_ends_that_xml_has_made_one_character_may_have_been_two() {
    let lines = "een\ntwee drie\nvier\nvijf zes";
    let text = PlainText { text: lines.to_owned(), encoding: "UTF-8", marked: false, is_from_xml: true, replaced: 0 };
    let passages = ["twee", "drie", "vier", "zes"].map(|word| {
        let at = lines.find(word).unwrap();
        let start = i64::try_from(at + lines[..at].matches('\n').count()).unwrap();
        Passage { start, end: start + word.len() as i64, name: word }
    });
    let choice = decide(&[Survey::of(&text, &passages, "")]).remove(0);
    assert!(choice.reading.ends_are_two, "{}", choice.why);
    let found = spans(&text, choice.reading, &passages);
    assert_eq!(found.iter().flatten().map(|span| span.of(lines)).collect::<Vec<_>>(), ["twee", "drie", "vier", "zes"]);
}

#[test]
fn passages_that_lie_nowhere_have_no_place_and_no_panic() {
    let text = text(Kind { double_ends: true, mark: true, beside: "🙂" });
    let far = [(-1, 4), (5, 3), (0, i64::MAX), (i64::MIN, i64::MAX), (i64::MAX, i64::MAX), (4000, 4001), (0, 100_000)];
    let passages = far.map(|(start, end)| Passage { start, end, name: "x" });
    for reading in READINGS {
        assert!(spans(&text, reading, &passages).iter().all(Option::is_none), "{reading:?}");
    }
    let choice = decide(&[Survey::of(&text, &passages, "")]).remove(0);
    assert!(choice.doubt.is_some());
    assert_eq!(decide(&[]), []);
    assert!(Traits::of(&text).has_wide);
}
