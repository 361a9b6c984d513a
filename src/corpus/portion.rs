//! Long transcripts in portions, so that one large file too uses every core.
//!
//! A portion ends where an answer surely ends, so that no turn, answer or question is ever cut: nothing that is
//! counted in turns, sentences, paragraphs, windows or answers can depend on where the portions lie.

use memchr::{memchr2, memmem};

use crate::scope::Part;
use crate::text::Span;

use super::read::{Edges, Layout, Stretches};
use super::settle::{People, settle_among, words_of};
use super::{Document, Gap, Portion, ReadOptions, ReadReport, Reading, Turn};

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
            memo: document.memo.clone(),
            case_memo: document.case_memo.clone(),
            unpunctuated: document.unpunctuated,
            behind: document.behind.clone(),
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

/// How a long text is read, as its beginning shows: the same for every stretch of it, so that nothing depends on where
/// stretches end.
pub(super) struct Conventions {
    pub stretches: Stretches,
    pub layout: Layout,
    pub people: People,
}

/// Of how many bytes at the end of a text is looked first for a place to end a portion.
const TAIL: usize = 1 << 16;

/// The last place where a portion of this text may end, so that what stands before and behind it can be read apart; the
/// text begins where a portion does, the first or another, and goes on behind its end.
///
/// That is before the line of a turn whose speaker was not the last to speak; where somebody asks, of a turn that
/// [surely begins an answer](begins_answer). Of the text's last line, and of the last turn, the end is not known.
pub(super) fn last_end(text: &str, is_first: bool, conventions: &Conventions, options: &ReadOptions) -> Option<usize> {
    let lines = &text[..text.trim_end_matches('\r').rfind(['\n', '\r', '\x0c']).map_or(0, |end| end + 1)];
    let far_reaching = conventions.stretches.far_reaching;
    let is_plain =
        !is_first && far_reaching.iter().all(|sign| memmem::find(lines.as_bytes(), sign.as_bytes()).is_none());
    let mut tail = TAIL;
    loop {
        let from = match lines.len().checked_sub(tail).filter(|_| is_plain) {
            Some(from) => line_from(lines, from),
            None => 0,
        };
        let here = if from > 0 { Here::Anywhere } else { Here::Start { is_first } };
        let end = end_in(&lines[from..], here, conventions, options).map(|end| from + end);
        if end.is_some() || from == 0 {
            return end;
        }
        tail *= 8;
    }
}

/// Where the first line begins behind a place.
fn line_from(text: &str, place: usize) -> usize {
    let bytes = text.as_bytes();
    match memchr2(b'\n', b'\r', &bytes[place..]).map(|at| place + at) {
        Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}

/// Where lines begin.
#[derive(Clone, Copy, PartialEq)]
enum Here {
    /// Where a portion does.
    Start {
        is_first: bool,
    },
    Anywhere,
}

/// How many places are looked at for one outside comments and code.
const MOST_PLACES: usize = 64;

/// [`last_end`] in these lines.
fn end_in(lines: &str, here: Here, conventions: &Conventions, options: &ReadOptions) -> Option<usize> {
    let Conventions { stretches, layout, people } = conventions;
    let edges = Edges { is_first: here == Here::Start { is_first: true }, goes_on: false };
    let laid = (stretches.go_on)(lines.to_owned(), edges, options, layout);
    let starts = laid.starts;
    let settled = settle_among(laid.draft, options, Some(people));
    let (document, who) = (&settled.reading.document, &settled.who);
    // Consecutive turns of one speaker are one turn, or none where they hold no word.
    let runs: Vec<u32> =
        (0..who.len()).filter(|&i| i == 0 || who[i].is_none() || who[i] != who[i - 1]).map(|i| starts[i]).collect();
    let turn_in = |run: usize| {
        let turn = document.turns.partition_point(|turn| turn.span.start < runs[run]);
        document.turns.get(turn).filter(|turn| turn.span.start < runs[run + 1]).map(|_| turn)
    };
    // What stands before the first line may be part of the first turn, and a line that seems to be a label be none.
    let first = if here == Here::Anywhere { 2 } else { 1 };
    let begins = |run: usize| {
        !document.has_interviewer()
            || turn_in(run).is_some_and(|turn| turn_in(run - 1).is_some() && begins_answer(document, turn))
    };
    let ends = (first..runs.len().saturating_sub(1)).rev().filter(|&run| begins(run)).map(|run| runs[run] as usize);
    // From any line on only such lines are read as leave nothing open.
    let is_closed = |end: usize| here == Here::Anywhere || (stretches.is_closed)(&lines[..end]);
    ends.take(MOST_PLACES).find(|&end| is_closed(end))
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
