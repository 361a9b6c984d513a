//! The order of resolution, from matches to mentions to codings.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::codebook::SpanChoice;
use crate::corpus::Document;
use crate::ids::{CodeId, CoderId, RuleId, TurnId};
use crate::segment::Segments;
use crate::text::Span;

use super::{Coding, Mention, Stance, Status};

/// What a rule claims for its code: the words it reaches over, and the stretch of text they lie in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which code.
    pub code: CodeId,
    /// By which rule.
    pub rule: RuleId,
    /// The words, as places in [`Segments::words`]; none for a regular expression between words.
    pub words: Range<u32>,
    /// The stretch of text.
    pub span: Span,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a mention.
    Kept,
    /// An earlier rule claims exactly this stretch; the survivor, by its place among the claims, names both.
    Joins(usize),
    /// It shares a word with this claim, by its place, which comes first.
    Loses(usize),
}

/// Step 4: within one code no word is mentioned twice. Longest first (in words), then from left to
/// right, then the earlier rule; the survivor names every rule that proposed exactly its span.
///
/// ```
/// use kantlijn::coding::{Claim, Outcome, longest_first};
/// use kantlijn::ids::{CodeId, RuleId};
/// use kantlijn::text::Span;
///
/// // aa bb cc dd ee
/// let claim = |rule, words: std::ops::Range<u32>| {
///     let span = Span { start: words.start * 3, end: words.end * 3 - 1 };
///     Claim { code: CodeId(0), rule: RuleId(rule), words, span }
/// };
/// let claims = [claim(0, 0..2), claim(1, 1..4), claim(2, 3..5)];
/// assert_eq!(longest_first(&claims), [Outcome::Loses(1), Outcome::Kept, Outcome::Loses(1)]);
/// ```
#[must_use]
pub fn longest_first(claims: &[Claim]) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Kept; claims.len()];
    if claims.is_sorted_by(|a, b| a.code == b.code && a.words.end <= b.words.start && a.span.end <= b.span.start) {
        return outcomes;
    }
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&i| {
        let claim = &claims[i];
        (claim.code, std::cmp::Reverse(claim.words.len()), claim.words.start, claim.span, claim.rule, i)
    });
    // By code and first word, the claims kept so far: they share no word, so only neighbours can overlap.
    // Claims without a word can only be equal.
    let mut kept: BTreeMap<(CodeId, u32), usize> = BTreeMap::new();
    let mut wordless: BTreeMap<(CodeId, Span), usize> = BTreeMap::new();
    for i in order {
        let claim = &claims[i];
        let (code, words) = (claim.code, &claim.words);
        let rival = if words.is_empty() {
            wordless.get(&(code, claim.span)).copied()
        } else {
            let before = kept.range(..=(code, words.start)).next_back();
            let after = kept.range((code, words.start)..).next();
            let shares =
                |rival: &Claim| rival.code == code && rival.words.start < words.end && words.start < rival.words.end;
            [before, after].into_iter().flatten().map(|(_, &rival)| rival).find(|&rival| shares(&claims[rival]))
        };
        match rival {
            Some(rival) if claims[rival].span == claim.span => outcomes[i] = Outcome::Joins(rival),
            Some(rival) => outcomes[i] = Outcome::Loses(rival),
            None if words.is_empty() => drop(wordless.insert((code, claim.span), i)),
            None => drop(kept.insert((code, words.start), i)),
        }
    }
    outcomes
}

/// Step 6, `overlap = "longest"`: a claim lying wholly inside a longer one of another code is dropped;
/// equal spans and partial overlaps never are.
#[must_use]
pub fn nested_out(claims: &[Claim]) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::Kept; claims.len()];
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&i| (claims[i].span.start, std::cmp::Reverse(claims[i].span.end), claims[i].code, i));
    // Whatever can hold a claim stands before it in this order; of those, the one that reaches furthest,
    // and the one that does so among the other codes, decide.
    let mut furthest: Option<usize> = None;
    let mut of_others: Option<usize> = None;
    for same in order.chunk_by(|&a, &b| claims[a].span == claims[b].span) {
        for &i in same {
            let holds = |&j: &usize| claims[j].code != claims[i].code && claims[j].span.end >= claims[i].span.end;
            if let Some(holder) = [furthest, of_others].into_iter().flatten().find(holds) {
                outcomes[i] = Outcome::Loses(holder);
            }
        }
        for &i in same {
            let reaches_further = |than: Option<usize>| than.is_none_or(|j| claims[i].span.end > claims[j].span.end);
            if reaches_further(furthest) {
                if furthest.is_some_and(|j| claims[j].code != claims[i].code) {
                    of_others = furthest;
                }
                furthest = Some(i);
            } else if furthest.is_some_and(|j| claims[j].code != claims[i].code) && reaches_further(of_others) {
                of_others = Some(i);
            }
        }
    }
    outcomes
}

/// Step 7: mentions of one code in one passage make one coding, in order of place.
///
/// The passage is the sentence that holds the mention (both, and what lies between, when it reaches over
/// two), the mention, the turn or the answer; stretches of sentences that overlap are one passage. `prompted`
/// has, for each answer, the codes that its question matches, sorted. The stance is affirmed if any mention's
/// is, else the first's.
#[must_use]
pub fn to_codings(
    document: &Document,
    segments: &Segments,
    mentions: &[Mention],
    prompted: &[Vec<CodeId>],
    span: SpanChoice,
    coder: CoderId,
) -> Vec<Coding> {
    let mut passages: Vec<(CodeId, Span, &Mention)> = mentions
        .iter()
        .map(|mention| (mention.code, passage(document, segments, mention.span, span), mention))
        .collect();
    passages.sort_by_key(|&(code, passage, mention)| (code, passage.start, mention.span, passage.end));
    // Answers of two participants may interlock without being one; sentences cannot.
    let shared = span == SpanChoice::Sentence;
    let mut codings: Vec<Coding> = Vec::new();
    for (code, passage, mention) in passages {
        match codings.last_mut() {
            Some(last) if last.code == code && (last.span == passage || (shared && last.span.overlaps(passage))) => {
                last.span = last.span.cover(passage);
                last.mentions.push(mention.clone());
            }
            _ => codings.push(Coding {
                document: document.id,
                turn: None,
                code,
                coder,
                span: passage,
                stance: None,
                prompted: None,
                status: Status::Proposed,
                mentions: vec![mention.clone()],
                memo: String::new(),
            }),
        }
    }
    for coding in &mut codings {
        coding.mentions.sort_by_key(|mention| (mention.span, mention.rule));
        let code = coding.code;
        let affirmed = coding.mentions.iter().any(|mention| mention.stance == Stance::Affirmed);
        let first = coding.mentions.first().map_or(Stance::Affirmed, |mention| mention.stance);
        coding.stance = Some(if affirmed { Stance::Affirmed } else { first });
        // The turn is where the evidence stands: an answer may begin in an earlier one.
        let at = coding.mentions.first().map_or(coding.span.start, |mention| mention.span.start);
        coding.turn = document.turn_at(at.max(coding.span.start)).or_else(|| document.turn_at(coding.span.start));
        let answer = coding.turn.and_then(|turn| segments.answer_of.get(turn.index()).copied().flatten());
        let codes = answer.and_then(|answer| prompted.get(answer as usize));
        coding.prompted = Some(codes.is_some_and(|codes| codes.binary_search(&code).is_ok()));
        if span == SpanChoice::Answer {
            coding.turn = document.turn_at(coding.span.start);
        }
    }
    codings.sort_by_key(|coding| (coding.span, coding.code));
    codings
}

/// The passage that a mention stands for.
fn passage(document: &Document, segments: &Segments, mention: Span, choice: SpanChoice) -> Span {
    let turn = document.turn_at(mention.start);
    match choice {
        SpanChoice::Mention => mention,
        SpanChoice::Sentence => {
            let sentences = &segments.sentences;
            let to = sentences.partition_point(|sentence| sentence.span.start < mention.end);
            let from = sentences.partition_point(|sentence| sentence.span.end <= mention.start).min(to);
            let same_turn = sentences[from..to].iter().filter(|sentence| turn.is_none_or(|turn| sentence.turn == turn));
            same_turn.fold(mention, |passage, sentence| passage.cover(sentence.span))
        }
        SpanChoice::Turn => turn.map_or(mention, |turn| document.turns[turn.index()].span),
        SpanChoice::Answer => turn.map_or(mention, |turn| answer_span(document, segments, turn)),
    }
}

/// The stretch from an answer's first turn to its last; a turn that is part of none stands alone.
fn answer_span(document: &Document, segments: &Segments, turn: TurnId) -> Span {
    let answer = segments.answer_of.get(turn.index()).copied().flatten();
    let own = document.turns[turn.index()].span;
    let turns = answer.and_then(|answer| segments.answers.get(answer as usize)).map(|answer| &answer.turns);
    turns.into_iter().flatten().fold(own, |span, turn| span.cover(document.turns[turn.index()].span))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Claim, Outcome, longest_first, nested_out};
    use crate::ids::{CodeId, RuleId};
    use crate::text::Span;

    fn any_claims() -> impl Strategy<Value = Vec<Claim>> {
        let claim = (0u32..3, 0u32..4, 0u32..12, 0u32..5).prop_map(|(code, rule, start, length)| {
            // Every word is two bytes and a space; a claim without a word lies on such a space.
            let span = match length {
                0 => Span { start: start * 3 + 2, end: start * 3 + 3 },
                _ => Span { start: start * 3, end: (start + length) * 3 - 1 },
            };
            let first = if length == 0 { start + 1 } else { start };
            Claim { code: CodeId(code), rule: RuleId(rule), words: first..first + length, span }
        });
        prop::collection::vec(claim, 0..14)
    }

    fn share(a: &Claim, b: &Claim) -> bool {
        a.code == b.code && a.words.start.max(b.words.start) < a.words.end.min(b.words.end)
    }

    proptest! {
        #[test]
        fn longest_first_takes_the_best_that_is_still_free(claims in any_claims()) {
            let mut order: Vec<usize> = (0..claims.len()).collect();
            order.sort_by_key(|&i| (std::cmp::Reverse(claims[i].words.len()), claims[i].words.start, claims[i].rule, i));
            let mut kept: Vec<usize> = Vec::new();
            let outcomes = longest_first(&claims);
            for i in order {
                let same = |&&k: &&usize| claims[k].code == claims[i].code && claims[k].span == claims[i].span;
                let expected = match kept.iter().find(same) {
                    Some(&k) => Outcome::Joins(k),
                    None => kept.iter().find(|&&k| share(&claims[k], &claims[i])).map_or(Outcome::Kept, |&k| Outcome::Loses(k)),
                };
                match (outcomes[i], expected) {
                    // A claim may share words with two that are kept; either is a reason.
                    (Outcome::Loses(to), Outcome::Loses(_)) => prop_assert!(kept.contains(&to) && share(&claims[to], &claims[i])),
                    (found, expected) => prop_assert_eq!(found, expected),
                }
                if expected == Outcome::Kept {
                    kept.push(i);
                }
            }
        }

        #[test]
        fn only_what_lies_inside_a_longer_one_of_another_code_is_nested(claims in any_claims()) {
            let holds = |outer: &Claim, inner: &Claim| {
                outer.code != inner.code && outer.span != inner.span && outer.span.contains(inner.span)
            };
            for (i, outcome) in nested_out(&claims).into_iter().enumerate() {
                match outcome {
                    Outcome::Loses(to) => prop_assert!(holds(&claims[to], &claims[i])),
                    other => {
                        prop_assert_eq!(other, Outcome::Kept);
                        prop_assert!(!claims.iter().any(|outer| holds(outer, &claims[i])));
                    }
                }
            }
        }
    }
}
