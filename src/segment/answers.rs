//! Answers: what each participant says until the interviewer's next substantive turn.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::scope::Part;

use super::{Answer, Speech, Word};

/// The answers of a document, and the answer of each turn.
///
/// Without an interviewer nobody can tell where an answer ends: each turn is one.
pub(super) fn answers(
    document: &Document,
    words: &[Word],
    turns: &[Range<u32>],
    speech: &Speech,
) -> (Vec<Answer>, Vec<Option<u32>>) {
    let mut answers: Vec<Answer> = Vec::new();
    let mut answer_of = vec![None; turns.len()];
    if !document.has_interviewer() {
        for (i, words) in turns.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            answer_of[i] = Some(answers.len() as u32);
            answers.push(Answer { turns: vec![TurnId::new(i)], question: i as u32..i as u32, words: words.clone() });
        }
        return (answers, answer_of);
    }
    // In a focus group each speaker's answer to one question goes on through the others' turns.
    let mut open: BTreeMap<Option<u32>, u32> = BTreeMap::new();
    let mut question = 0..0;
    for (i, turn_words) in turns.iter().enumerate() {
        let turn = i as u32;
        if document.part(TurnId::new(i)) == Some(Part::Interviewer) {
            let said =
                words[turn_words.start as usize..turn_words.end as usize].iter().map(|w| w.span.of(&document.text));
            let asks = !speech.is_minimal(said);
            if open.is_empty() {
                question = if question.end == turn { question.start..turn + 1 } else { turn..turn + 1 };
            } else if asks {
                open.clear();
                question = turn..turn + 1;
            }
        } else if !turn_words.is_empty() {
            let speaker = document.turns[i].speaker.map(|id| id.0);
            let answer = *open.entry(speaker).or_insert_with(|| {
                answers.push(Answer { turns: Vec::new(), question: question.clone(), words: turn_words.clone() });
                answers.len() as u32 - 1
            });
            let entry = &mut answers[answer as usize];
            entry.turns.push(TurnId::new(i));
            entry.words.end = turn_words.end;
            answer_of[i] = Some(answer);
        }
    }
    (answers, answer_of)
}
