//! Long transcripts in portions, so that one large file too uses every core.
//!
//! A portion ends where an answer surely ends, so that no turn, answer or question is ever cut: nothing that is
//! counted in turns, sentences, paragraphs, windows or answers can depend on where the portions lie.

use crate::scope::Part;
use crate::text::Span;

use super::settle::words_of;
use super::{Document, Gap, Portion, ReadReport, Reading, Turn};

/// An interviewer's turn of more words than this asks something, whatever a study calls a minimal response.
const SURELY_ASKS: usize = 8;

/// Cuts a transcript into portions of `most` bytes or a little more, each of whole answers.
///
/// The first portion keeps the report. A transcript in which no answer surely ends stays whole.
pub(super) fn divide(reading: Reading, most: usize) -> Vec<Reading> {
    if reading.document.text.len() <= most {
        return vec![reading];
    }
    let starts = starts(&reading.document, most.max(1));
    if starts.len() < 2 {
        return vec![reading];
    }
    let Reading { document, annotations, mut report } = reading;
    let hash = report.hash.clone();
    let mut before = Portion { is_one_of_several: true, ..Portion::default() };
    let mut portions = Vec::with_capacity(starts.len());
    for (i, &first) in starts.iter().enumerate() {
        let next = starts.get(i + 1).copied().unwrap_or(document.turns.len());
        let from = if i == 0 { 0 } else { document.turns[first - 1].span.end };
        let to =
            if next == document.turns.len() { document.text.len() as u32 } else { document.turns[next - 1].span.end };
        let place = Span { start: from, end: to };
        let here = |span: Span| Span { start: span.start - from, end: span.end - from };
        let text = place.of(&document.text);
        let turns = document.turns[first..next].iter().map(|turn| Turn { span: here(turn.span), ..*turn });
        let gaps = document.gaps_in(place).iter().map(|gap| Gap { span: here(gap.span), ..*gap });
        let portion = Document {
            text: text.to_owned(),
            turns: turns.collect(),
            gaps: gaps.collect(),
            portion: before,
            id: document.id,
            name: document.name.clone(),
            path: document.path.clone(),
            speakers: document.speakers.clone(),
            line_breaks: document.line_breaks,
            language: document.language.clone(),
            case: document.case.clone(),
            variables: document.variables.clone(),
            unpunctuated: document.unpunctuated,
        };
        before.index += 1;
        before.turns += portion.turns.len() as u64;
        before.code_points += text.chars().count() as u64;
        let annotations = annotations.iter().filter(|annotation| place.contains(annotation.span));
        let annotations = annotations.map(|a| super::Annotation { span: here(a.span), ..a.clone() }).collect();
        let report = std::mem::replace(&mut report, ReadReport { hash: hash.clone(), ..ReadReport::default() });
        portions.push(Reading { document: portion, annotations, report });
    }
    portions
}

/// The turns with which portions begin; the first is 0.
fn starts(document: &Document, most: usize) -> Vec<usize> {
    let mut starts = vec![0];
    let mut from = 0;
    for i in 1..document.turns.len() {
        let before = document.turns[i - 1].span.end as usize;
        if before - from >= most && begins_answer(document, i) {
            starts.push(i);
            from = before;
        }
    }
    starts
}

/// Whether no answer can reach over the start of this turn, nor the question of one begin before it: somebody has
/// answered just now, and an interviewer asks. Without an interviewer each turn is an answer.
fn begins_answer(document: &Document, turn: usize) -> bool {
    if !document.has_interviewer() {
        return true;
    }
    let part = |turn: usize| document.part(crate::ids::TurnId::new(turn));
    part(turn) == Some(Part::Interviewer)
        && part(turn - 1) != Some(Part::Interviewer)
        && words_of(&document.text, document.turns[turn].span, &document.gaps).nth(SURELY_ASKS).is_some()
}

#[cfg(test)]
mod tests {
    use super::divide;
    use crate::corpus::{ReadOptions, Reading};

    fn read(text: &str) -> Reading {
        Reading::of_text("r1", text, &ReadOptions::default())
    }

    #[test]
    fn portions_begin_with_questions_and_tile_the_text() {
        let asked =
            "I: En hoe was dat dan voor u, die allereerste keer?\nR: Één groot feest (lacht).\nI: Hm hm.\nR: Ja.\n";
        let text = asked.repeat(6);
        let whole = read(&text);
        let portions = divide(whole.clone(), 150);
        assert!(portions.len() >= 3, "{}", portions.len());
        assert_eq!(portions.iter().map(|p| p.document.text.as_str()).collect::<String>(), text);
        let (mut turns, mut points) = (0, 0);
        for (i, Reading { document, .. }) in portions.iter().enumerate() {
            assert_eq!((document.portion.turns, document.portion.code_points), (turns, points));
            assert_eq!((document.portion.index as usize, document.portion.is_one_of_several), (i, true));
            for turn in &document.turns {
                let of_whole = whole.document.turns[turns as usize];
                assert_eq!(turn.span.of(&document.text), of_whole.span.of(&text));
                assert_eq!(turn.speaker, of_whole.speaker);
                turns += 1;
            }
            assert!(document.turns[0].span.of(&document.text).starts_with("En hoe"));
            points += document.text.chars().count() as u64;
        }
        let gaps: usize = portions.iter().map(|p| p.document.gaps.len()).sum();
        assert_eq!(gaps, whole.document.gaps.len());
    }

    #[test]
    fn where_no_answer_surely_ends_the_transcript_stays_whole() {
        let text = "I: En toen?\nR: Ja, toen.\n".repeat(20);
        assert_eq!(divide(read(&text), 10).len(), 1, "a short question may be a minimal response somewhere");
        let small = read("I: En?\nR: Ja.\n");
        assert!(!divide(small, 1 << 20)[0].document.portion.is_one_of_several);
    }
}
