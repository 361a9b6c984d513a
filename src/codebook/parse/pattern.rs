//! The words of a rule, cut by the same function as the words of a text, wildcards and all.

use crate::codebook::{Pattern, PatternPiece, PhraseWord};
use crate::text::{Span, is_apostrophe, is_invisible, words};

/// A stretch of a rule with its escapes resolved, ready to be cut.
#[derive(Default)]
pub(super) struct Cooked {
    text: String,
    /// For each byte of `text`, the stretch of the rule that its character came from.
    from: Vec<Span>,
    /// Where wildcards stand in `text`, in order.
    wildcards: Vec<(usize, PatternPiece)>,
    /// Where plain `+` signs stand in `text`, in order.
    pub(super) joins: Vec<usize>,
}

impl Cooked {
    pub(super) fn push(&mut self, c: char, escaped: bool, from: Span) {
        let at = self.text.len();
        let wildcard = match c {
            '*' if !escaped => Some(PatternPiece::Star),
            '?' if !escaped => Some(PatternPiece::One),
            _ => None,
        };
        if c == '+' && !escaped {
            self.joins.push(at);
        }
        // A wildcard stands for letters, so it is cut as the letter `a` would be.
        self.text.push(if wildcard.is_some() { 'a' } else { c });
        self.wildcards.extend(wildcard.map(|piece| (at, piece)));
        self.from.resize(self.text.len(), from);
    }

    fn source(&self, span: Span) -> Span {
        let first = self.from.get(span.start as usize).copied().unwrap_or_default();
        let last = self.from.get((span.end as usize).saturating_sub(1)).copied().unwrap_or(first);
        first.cover(last)
    }

    /// Its words, as patterns, each with its stretch of `text`.
    fn cut(&self) -> Vec<(Pattern, Span)> {
        words(&self.text).map(|span| (self.pattern(span), span)).collect()
    }

    fn pattern(&self, span: Span) -> Pattern {
        let mut pieces: Vec<PatternPiece> = Vec::new();
        let mut literal = String::new();
        for (i, c) in span.of(&self.text).char_indices() {
            let at = span.start as usize + i;
            let Ok(found) = self.wildcards.binary_search_by_key(&at, |&(at, _)| at) else {
                literal.push(c);
                continue;
            };
            if !literal.is_empty() {
                pieces.push(PatternPiece::Literal(std::mem::take(&mut literal)));
            }
            let piece = self.wildcards[found].1.clone();
            if piece != PatternPiece::Star || pieces.last() != Some(&PatternPiece::Star) {
                pieces.push(piece);
            }
        }
        if !literal.is_empty() {
            pieces.push(PatternPiece::Literal(literal));
        }
        Pattern { pieces }
    }

    /// Its words as entries of a phrase, each with its stretch of the rule.
    pub(super) fn phrase_words(&self) -> Vec<(PhraseWord, Span)> {
        self.cut().into_iter().map(|(pattern, span)| (phrase_word(pattern), self.source(span))).collect()
    }

    /// The parts that `+` joins, if it joins any; `Err` when the parts are more than one word each.
    pub(super) fn joined(&self) -> Option<Result<Vec<Pattern>, ()>> {
        let cut = self.cut();
        let joins = |a: Span, b: Span| a.end + 1 == b.start && self.joins.binary_search(&(a.end as usize)).is_ok();
        let joined = cut.windows(2).filter(|pair| joins(pair[0].1, pair[1].1)).count();
        (joined > 0).then(|| {
            if joined + 1 == cut.len() { Ok(cut.into_iter().map(|(pattern, _)| pattern).collect()) } else { Err(()) }
        })
    }

    /// Characters that belong to no word and say nothing about how words stand together.
    ///
    /// Hyphens behind a word, slashes between words, apostrophes and the last dot of an abbreviation are as a reader
    /// would have them; the rest may have been meant to count.
    pub(super) fn ignored(&self) -> String {
        let cut = self.cut();
        let mut ignored = String::new();
        for (at, c) in self.text.char_indices() {
            // Words stand in order, so the one at or before a place is found by bisection.
            let next = cut.partition_point(|(_, span)| span.start as usize <= at);
            let last = next.checked_sub(1).and_then(|last| cut.get(last)).map(|(_, span)| *span);
            let in_word = last.is_some_and(|span| at < span.end as usize);
            let before = last.is_some_and(|span| span.end as usize == at);
            let after = cut.get(next).is_some_and(|(_, span)| span.start as usize == at + c.len_utf8());
            let ends_abbreviation = c == '.' && before && last.is_some_and(|span| span.of(&self.text).contains('.'));
            let harmless = c.is_whitespace()
                || is_apostrophe(c)
                || matches!(c, '-' | '‐' | '‑') && before
                || is_invisible(c)
                || matches!(c, '/' | '–' | '+') && before && after
                || ends_abbreviation;
            if !in_word && !harmless {
                ignored.push(c);
            }
        }
        ignored
    }
}

/// The words of a stretch of ASCII letters, digits, wildcards and spaces, which begins at `start` of the rule; none where
/// anything else stands there. So are most words of most codebooks, and between spaces each is one word.
pub(super) fn plain_words(stretch: &str, start: usize) -> Option<Vec<(PhraseWord, Span)>> {
    if !stretch.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'?' | b' ')) {
        return None;
    }
    if !stretch.is_empty() && !stretch.contains(' ') {
        return Some(vec![(phrase_word(plain_pattern(stretch)), Span::new(start, start + stretch.len()))]);
    }
    let mut words = Vec::new();
    let mut at = start;
    for word in stretch.split(' ') {
        if !word.is_empty() {
            words.push((phrase_word(plain_pattern(word)), Span::new(at, at + word.len())));
        }
        at += word.len() + 1;
    }
    Some(words)
}

fn plain_pattern(word: &str) -> Pattern {
    if !word.bytes().any(|b| matches!(b, b'*' | b'?')) {
        return Pattern { pieces: vec![PatternPiece::Literal(word.to_owned())] };
    }
    let mut pieces: Vec<PatternPiece> = Vec::with_capacity(2);
    for piece in word.split_inclusive(['*', '?']) {
        let literal = piece.trim_end_matches(['*', '?']);
        if !literal.is_empty() {
            pieces.push(PatternPiece::Literal(literal.to_owned()));
        }
        match &piece[literal.len()..] {
            "*" if pieces.last() != Some(&PatternPiece::Star) => pieces.push(PatternPiece::Star),
            "?" => pieces.push(PatternPiece::One),
            _ => {}
        }
    }
    Pattern { pieces }
}

fn phrase_word(pattern: Pattern) -> PhraseWord {
    if pattern.pieces == [PatternPiece::Star] { PhraseWord::Any } else { PhraseWord::Word(pattern) }
}

/// The pattern of a phrase's entry; `None` for a gap.
pub(super) fn pattern_of(word: PhraseWord) -> Option<Pattern> {
    match word {
        PhraseWord::Word(pattern) => Some(pattern),
        PhraseWord::Any => Some(Pattern { pieces: vec![PatternPiece::Star] }),
        PhraseWord::UpTo(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cooked, plain_words};
    use crate::text::Span;

    proptest! {
        #[test]
        fn plain_words_are_those_that_are_cut(stretch in "[a-cA-C0-2*? ]{0,16}|[a-c*-]{0,4}") {
            let mut cooked = Cooked::default();
            for (at, c) in stretch.char_indices() {
                cooked.push(c, false, Span::new(at + 7, at + 8));
            }
            match plain_words(&stretch, 7) {
                Some(words) => {
                    prop_assert_eq!(words, cooked.phrase_words());
                    prop_assert!(cooked.ignored().is_empty() && cooked.joined().is_none());
                }
                None => prop_assert!(stretch.contains('-')),
            }
        }
    }
}
