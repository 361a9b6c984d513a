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
    mut mentions: Vec<Mention>,
    prompted: &[Vec<CodeId>],
    span: SpanChoice,
    coder: CoderId,
) -> Vec<Coding> {
    let mut placed: Vec<Placed> = mentions
        .iter()
        .enumerate()
        .map(|(at, mention)| {
            let (passage, turn) = passage(document, segments, mention.span, span);
            Placed { code: mention.code, passage, mention: mention.span, rule: mention.rule, turn, at }
        })
        .collect();
    placed.sort_by_key(|one| (one.code, one.passage.start, one.mention, one.passage.end));
    // Answers of two participants may interlock without being one; sentences cannot.
    let shared = span == SpanChoice::Sentence;
    // Small drafts are put in order, not the codings.
    let mut drafts: Vec<(Span, CodeId, Range<usize>)> = Vec::with_capacity(placed.len());
    for (i, &Placed { code, passage, .. }) in placed.iter().enumerate() {
        match drafts.last_mut() {
            Some((span, of, mentions)) if *of == code && (*span == passage || (shared && span.overlaps(passage))) => {
                *span = span.cover(passage);
                mentions.end = i + 1;
            }
            _ => drafts.push((passage, code, i..i + 1)),
        }
    }
    drafts.sort_by_key(|(span, code, _)| (*span, *code));
    let coding = |(passage, code, of): (Span, CodeId, Range<usize>)| {
        let placed = &mut placed[of];
        placed.sort_by_key(|one| (one.mention, one.rule));
        // The turn is where the evidence stands: an answer may begin in an earlier one.
        let stands = placed[0].turn.or_else(|| document.turn_at(passage.start));
        let answer = stands.and_then(|turn| segments.answer_of.get(turn.index()).copied().flatten());
        let codes = answer.and_then(|answer| prompted.get(answer as usize));
        let mentions: Vec<Mention> = placed.iter().map(|one| std::mem::take(&mut mentions[one.at])).collect();
        let affirmed = mentions.iter().any(|mention| mention.stance == Stance::Affirmed);
        Coding {
            document: document.id,
            turn: if span == SpanChoice::Answer { document.turn_at(passage.start) } else { stands },
            code,
            coder,
            span: passage,
            stance: Some(if affirmed { Stance::Affirmed } else { mentions[0].stance }),
            prompted: Some(codes.is_some_and(|codes| codes.binary_search(&code).is_ok())),
            status: Status::Proposed,
            mentions,
            rules: None,
            memo: String::new(),
        }
    };
    drafts.into_iter().map(coding).collect()
}

/// A mention, and the passage that it stands for.
struct Placed {
    code: CodeId,
    passage: Span,
    mention: Span,
    rule: RuleId,
    /// The turn that it begins in.
    turn: Option<TurnId>,
    /// Its place among the mentions.
    at: usize,
}

/// The passage that a mention stands for, and the turn that the mention begins in.
fn passage(document: &Document, segments: &Segments, mention: Span, choice: SpanChoice) -> (Span, Option<TurnId>) {
    if choice == SpanChoice::Sentence {
        let sentences = &segments.sentences;
        let to = sentences.partition_point(|sentence| sentence.span.start < mention.end);
        let from =
            sentences[..to].iter().rposition(|sentence| sentence.span.end <= mention.start).map_or(0, |at| at + 1);
        let touched = &sentences[from..to];
        // Mostly one sentence holds it, and knows the turn.
        if let [one] = touched
            && one.span.contains(mention)
        {
            return (one.span, Some(one.turn));
        }
        let turn = document.turn_at(mention.start);
        let same_turn = touched.iter().filter(|sentence| turn.is_none_or(|turn| sentence.turn == turn));
        return (same_turn.fold(mention, |passage, sentence| passage.cover(sentence.span)), turn);
    }
    let turn = document.turn_at(mention.start);
    let passage = match choice {
        SpanChoice::Mention | SpanChoice::Sentence => mention,
        SpanChoice::Turn => turn.map_or(mention, |turn| document.turns[turn.index()].span),
        SpanChoice::Answer => turn.map_or(mention, |turn| answer_span(document, segments, turn)),
    };
    (passage, turn)
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
