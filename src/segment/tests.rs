use proptest::prelude::*;

use crate::corpus::{Document, Gap, GapKind, LineBreaks, Turn};
use crate::ids::TurnId;
use crate::scope::{Part, Unit};
use crate::text::Span;

use super::samples::{self, cut};

fn interview(lines: &[&str]) -> Document {
    samples::interview(0, "r1", lines)
}

#[test]
fn a_minimal_response_does_not_end_an_answer() {
    let document =
        interview(&["I: Hoe was dat?", "R: Zwaar.", "I: Hm-hm, ja ja.", "R: Heel zwaar.", "I: En toen?", "R: Niks."]);
    let segments = cut(&document);
    assert_eq!(segments.answers.len(), 2);
    assert_eq!(segments.answers[0].turns, [TurnId(1), TurnId(3)]);
    assert_eq!(segments.answers[0].question, 0..1);
    assert_eq!(segments.answers[1].question, 4..5);
    assert_eq!(segments.answer_of, [None, Some(0), None, Some(0), None, Some(1)]);
}

#[test]
fn in_a_focus_group_everybody_has_an_answer() {
    let document = interview(&[
        "I: Hoe was dat?",
        "A: Zwaar.",
        "B: Voor mij niet.",
        "A: Voor mij wel.",
        "I: Waarom?",
        "B: Tja dat.",
    ]);
    let segments = cut(&document);
    assert_eq!(segments.answers.len(), 3);
    assert_eq!(segments.answers[0].turns, [TurnId(1), TurnId(3)]);
    let units = segments.units(&document, Unit::Answer, |turn| document.part(turn) != Some(Part::Interviewer));
    assert_eq!(units.count, 3);
    assert_eq!(units.runs.len(), 4, "the first answer is interrupted");
}

#[test]
fn without_an_interviewer_each_turn_is_an_answer() {
    let segments = cut(&interview(&["A: Een.", "B: Twee.", "A: Drie."]));
    assert_eq!(segments.answers.len(), 3);
    assert!(segments.answers.iter().all(|answer| answer.question.is_empty()));
}

#[test]
fn gaps_hold_no_words_and_do_not_end_sentences() {
    let mut document = interview(&["R: Ik voelde (lacht. Hard) schaamte."]);
    let start = document.text.find('(').expect("a bracket");
    let end = document.text.find(')').expect("a bracket") + 1;
    document.gaps.push(Gap { span: Span::new(start, end), kind: GapKind::Event });
    let segments = cut(&document);
    assert_eq!(
        segments.words.iter().map(|w| w.span.of(&document.text)).collect::<Vec<_>>(),
        ["Ik", "voelde", "schaamte"]
    );
    assert_eq!(segments.sentences.len(), 1);
}

#[test]
fn a_transcript_without_punctuation_is_cut_in_windows() {
    let line = format!("R: {}", "en toen ging ik naar huis ".repeat(20));
    let document = Document { unpunctuated: true, ..interview(&[&line]) };
    let segments = cut(&document);
    assert_eq!(segments.sentences.len(), 6);
    assert_eq!(segments.sentences[5].words.len(), 20);
}

#[test]
fn a_word_that_a_sentence_end_cuts_belongs_where_it_starts() {
    let document = interview(&["R: a.ש b"]);
    let segments = cut(&document);
    let held: u32 = segments.sentences.iter().map(|s| s.words.end - s.words.start).sum();
    assert_eq!(held as usize, segments.words.len());
}

/// The words of each sentence, turn by turn and paragraph by paragraph, from the view of each turn by itself.
fn plainly(document: &Document) -> Vec<Vec<Span>> {
    let abbreviations = super::Abbreviations::of(None);
    let mut sentences: Vec<Vec<Span>> = Vec::new();
    let mut view = String::new();
    for turn in &document.turns {
        for paragraph in super::view::write(document, turn.span, &mut view) {
            let text = paragraph.of(&view);
            let at = (turn.span.start + paragraph.start) as usize;
            let starts = super::sentences::slow_starts(text, abbreviations);
            let mut words = crate::text::words(text).peekable();
            for i in 0..starts.len() {
                let end = starts.get(i + 1).copied().unwrap_or(text.len());
                let held: Vec<Span> =
                    std::iter::from_fn(|| words.next_if(|word| (word.start as usize) < end)).collect();
                if !held.is_empty() {
                    sentences.push(held.into_iter().map(|word| word.shift(at)).collect());
                }
            }
        }
    }
    sentences
}

/// Turns of what people write, between labels, each with gaps at some of its brackets and at some of its letters.
fn any_document() -> impl Strategy<Value = Document> {
    let piece = prop::sample::select(vec![
        "zo",
        "Ja",
        "één",
        "z’n",
        "a.b",
        "1",
        "n.v.t.",
        "mevr.",
        "(lacht)",
        "[stilte. Ja]",
        "**",
        "xxx",
        "…",
        ".",
        "!",
        "?",
        ",",
        "“",
        "”",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "_",
        "🙂",
        "ש",
        "\u{301}",
        "\u{ad}",
        "'",
        "(",
        ")",
    ]);
    let turn = (
        prop::collection::vec(piece, 0..24),
        any::<u64>(),
        prop::sample::select(vec!["R: ", "R:", "\n", "\nI:\u{301}"]),
    );
    (prop::collection::vec(turn, 0..6), any::<bool>()).prop_map(|(turns, wrap)| {
        let line_breaks = if wrap { LineBreaks::Wrap } else { LineBreaks::Paragraph };
        let mut document = Document { line_breaks, ..Document::default() };
        for (pieces, dice, label) in turns {
            document.text.push_str(label);
            let start = document.text.len();
            for (i, piece) in pieces.iter().enumerate() {
                let from = document.text.len();
                document.text.push_str(piece);
                let odds = if piece.starts_with(['(', '[', '*']) { 2 } else { 40 };
                if dice.rotate_right(i as u32 * 5) % odds == 0 {
                    let span = Span::new(from, document.text.len());
                    document.gaps.push(Gap { span, kind: GapKind::Event });
                }
            }
            let span = Span::new(start, document.text.len());
            document.turns.push(Turn { span, speaker: None, time: None });
        }
        document
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1200))]

    #[test]
    fn words_found_at_once_are_those_of_each_turn_by_itself(document in any_document()) {
        let segments = cut(&document);
        let held = |words: &std::ops::Range<u32>| words.clone().map(|word| segments.words[word as usize].span).collect();
        let sentences: Vec<Vec<Span>> = segments.sentences.iter().map(|sentence| held(&sentence.words)).collect();
        prop_assert_eq!(sentences, plainly(&document), "{:?} {:?}", document.text, document.gaps);
    }
}

proptest! {
    #[test]
    fn sentences_paragraphs_and_turns_each_tile_the_words(text in "([a-zA-Z’'é.!?…(\"\\n ש🙂-]|mevr\\. ){0,80}", wrap in any::<bool>()) {
        let line_breaks = if wrap { LineBreaks::Wrap } else { LineBreaks::Paragraph };
        let turns = vec![Turn { span: Span::new(0, text.len()), speaker: None, time: None }];
        let document = Document { text, turns, line_breaks, ..Document::default() };
        let segments = cut(&document);
        for stretches in [&segments.sentences, &segments.paragraphs] {
            let mut next = 0;
            for stretch in stretches.iter() {
                prop_assert_eq!(stretch.words.start, next);
                prop_assert!(!stretch.words.is_empty());
                for word in stretch.words.clone() {
                    prop_assert!(stretch.span.contains(segments.words[word as usize].span));
                }
                next = stretch.words.end;
            }
            prop_assert_eq!(next as usize, segments.words.len());
        }
        for unit in [Unit::Answer, Unit::Sentence, Unit::Turn, Unit::Paragraph, Unit::Window(3), Unit::Transcript, Unit::Case] {
            let units = segments.units(&document, unit, |_| true);
            let held: u32 = units.runs.iter().map(|run| run.words.end - run.words.start).sum();
            prop_assert_eq!(held as usize, segments.words.len(), "{}", unit);
        }
    }
}
