//! Rules on hits: what each part of a rule yields, in the rule's scope.
//!
//! Nothing here reads text but the words around the anchor of a phrase, and regular expressions. Every
//! part yields [`Match`]es in order of place, each once.

use std::cell::OnceCell;

use regex::Regex;
use unicode_segmentation::GraphemeCursor;

use crate::codebook::Comparison;
use crate::corpus::Document;
use crate::ids::{CodeId, TurnId};
use crate::scope::Within;
use crate::segment::Segments;
use crate::text::Span;

use super::Matcher;
use super::apply::Mask;
use super::compile::{Op, OpKind, holds_for_none};
use super::hits::Hits;
use super::once::Once;
use super::phrase::PhraseWork;
use super::scan::{Memory, PatternId};
use super::window::{Sides, Window, Windows, holds, inside};

/// What a part of a rule yields: words, and the stretch of text from the first to the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// The words it reaches over, half-open; none for a regular expression between two words.
    pub start: u32,
    pub end: u32,
    /// A word of the sentence it starts in.
    pub home: u32,
    pub span: Span,
    /// The words that were matched, as a stretch of [`Work::matched`]; empty when all of them were.
    pub matched: (u32, u32),
}

impl Match {
    /// Order of place; equal places are the same match.
    pub fn place(&self) -> (u32, u32, Span) {
        (self.start, self.end, self.span)
    }

    /// Order of the end; among equal ends that of the text, since a regular expression may end inside a word, then of place.
    pub fn ending(&self) -> (u32, u32, (u32, u32, Span)) {
        (self.end, self.span.end, self.place())
    }

    fn of_word(segments: &Segments, word: u32) -> Self {
        let span = segments.words[word as usize].span;
        Self { start: word, end: word + 1, home: word, span, matched: (0, 0) }
    }

    pub fn shares_a_word(&self, other: &Match) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// Whether it stands wholly before the other.
    pub fn precedes(&self, other: &Match) -> bool {
        self.end <= other.start && self.span.end <= other.span.start
    }
}

/// A match that a rule proposes as a mention of its code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub found: Match,
    /// The rule's place in [`Matcher::rules`].
    pub rule: u32,
    pub stance: crate::coding::Stance,
    pub cue: Option<Span>,
}

/// What the evaluation of one document needs, reused for the next.
#[derive(Default)]
pub(super) struct Work {
    pub hits: Hits,
    pub memory: Memory,
    /// The matched words of matches that left out some; see [`Match::matched`].
    pub matched: Vec<u32>,
    /// The matched words of one match.
    pub words: Vec<u32>,
    /// For each word, how many transparent ones stand before it; counted when somebody asks.
    pub transparent: OnceCell<Vec<u32>>,
    pub pool: Vec<Vec<Match>>,
    pub keys: Vec<Vec<u32>>,
    pub windows: Vec<Vec<Window>>,
    /// What NEAR found to stand together.
    pub pairs: Vec<[Match; 2]>,
    pub phrase: PhraseWork,
    /// What each phrase, and each set of words and phrases, has in the document, whatever a rule's scope.
    pub phrases: Once,
    pub sets: Once,
    /// What each regular expression found; none when it was not asked yet.
    pub regexes: Vec<Option<Vec<Match>>>,
    /// The mentions of codes that are done, and by code where they lie.
    pub resolved: Vec<Candidate>,
    pub by_code: Vec<(u32, u32)>,
    /// The codes that have some.
    pub coded: Vec<CodeId>,
    /// Rules that proposed exactly what another rule of the code did: that rule, the stretch, this rule.
    pub joined: Vec<(u32, Span, u32)>,
    /// What is left of `resolved` in the end.
    pub kept: Vec<Candidate>,
}

impl Work {
    /// Takes a vector back, to be used again.
    pub fn done(&mut self, mut matches: Vec<Match>) {
        matches.clear();
        self.pool.push(matches);
    }

    /// No windows, in a vector that is used again.
    pub fn window(&mut self) -> Vec<Window> {
        let mut windows = self.windows.pop().unwrap_or_default();
        windows.clear();
        windows
    }
}

/// Which words belong together for AND, NOT, COUNT and `code:`.
pub(super) enum Contexts<'a> {
    /// As the rule language says.
    Answers,
    /// Answers and transcripts are the question that a turn belongs to, by turn.
    Questions(&'a [u32]),
}

/// Evaluates the parts of one rule in one document.
pub(super) struct Combine<'a> {
    pub matcher: &'a Matcher,
    pub document: &'a Document,
    pub segments: &'a Segments,
    pub contexts: &'a Contexts<'a>,
    /// The turns that were scanned.
    pub turns: &'a [TurnId],
    /// Where the rule at hand proposes.
    pub mask: &'a Mask,
    pub within: Within,
    pub work: &'a mut Work,
}

impl Combine<'_> {
    /// Everything that a part of the rule yields, in order of place.
    pub fn matches(&mut self, op: &Op) -> Vec<Match> {
        self.matches_in(op, None)
    }

    /// What a part of the rule yields whose home lies in a window, in order of place.
    pub fn matches_in(&mut self, op: &Op, windows: Windows<'_>) -> Vec<Match> {
        let mut out = self.work.pool.pop().unwrap_or_default();
        self.yields(op, windows, &mut out);
        out
    }

    /// The words that were found under a pattern or a group, each a match.
    fn words(&mut self, pattern: PatternId, windows: Windows<'_>, out: &mut Vec<Match>) {
        let (mask, segments) = (self.mask, self.segments);
        inside(
            self.work.hits.of(pattern),
            windows,
            |&word| word,
            |words| {
                let admitted = words.iter().filter(|&&word| mask.admits(segments, word));
                out.extend(admitted.map(|&word| Match::of_word(segments, word)));
            },
        );
    }

    /// The same, whatever the rule's scope.
    pub fn all_words(&mut self, pattern: PatternId, out: &mut Vec<Match>) {
        let segments = self.segments;
        out.extend(self.work.hits.of(pattern).iter().map(|&word| Match::of_word(segments, word)));
    }

    /// Appends those of some matches that stand in a window and in the rule's scope.
    pub fn take(&self, found: Option<&[Match]>, windows: Windows<'_>, out: &mut Vec<Match>) {
        inside(
            found.unwrap_or_default(),
            windows,
            |m| m.home,
            |found| {
                out.extend(found.iter().filter(|m| self.mask.admits(self.segments, m.home)));
            },
        );
    }

    /// Takes a vector back.
    pub fn done(&mut self, matches: Vec<Match>) {
        self.work.done(matches);
    }

    /// The same as [`Combine::matches_in`], into an empty vector.
    fn yields(&mut self, op: &Op, windows: Windows<'_>, out: &mut Vec<Match>) {
        match &op.kind {
            OpKind::Word(pattern) => self.words(*pattern, windows, out),
            OpKind::Words(group, _) => self.words(self.matcher.scanner.group(*group), windows, out),
            OpKind::Phrase(phrase) => self.phrase(*phrase, windows, out),
            OpKind::Set(set, _) => {
                if self.work.sets.found(*set).is_none() {
                    self.find_set(*set, out);
                    self.work.sets.keep(*set, out);
                    out.clear();
                }
                self.take(self.work.sets.found(*set), windows, out);
            }
            OpKind::Regex(regex) => {
                if self.work.regexes[*regex].is_none() {
                    let found = self.search(&self.matcher.regexes[*regex]);
                    self.work.regexes[*regex] = Some(found);
                }
                let (mask, segments) = (self.mask, self.segments);
                let found = self.work.regexes[*regex].iter().flatten();
                out.extend(found.filter(|m| holds(windows, m.home) && mask.admits(segments, m.home)));
            }
            OpKind::Code(codes) => {
                for code in codes {
                    let (from, to) = self.work.by_code[code.index()];
                    let mentions = self.work.resolved[from as usize..to as usize].iter().map(|c| c.found);
                    let wanted = |m: &Match| holds(windows, m.home) && self.mask.admits(self.segments, m.home);
                    out.extend(mentions.filter(wanted));
                }
                in_order(out);
            }
            OpKind::Or(sides) => self.any(sides, windows, out),
            OpKind::And(sides) => self.and(&sides[0], &sides[1], windows, out),
            OpKind::Not(sides) => self.not(&sides[0], &sides[1], windows, out),
            OpKind::Except(sides) => {
                let left = self.matches_in(&sides[0], windows);
                let right = self.around(&left, &sides[1], 0, Sides::Both, None);
                let taken = Taken::of(&right);
                out.extend(left.iter().filter(|a| !taken.shares_a_word(a)));
                self.done(left);
                self.done(right);
            }
            OpKind::NotNear(sides, n) => {
                let left = self.matches_in(&sides[0], windows);
                let right = self.around(&left, &sides[1], *n, Sides::Both, None);
                let longest = right.iter().map(|m| m.end - m.start).max().unwrap_or(0);
                out.extend(left.iter().filter(|a| !self.has_near(a, &right, longest, *n)));
                self.done(left);
                self.done(right);
            }
            OpKind::Near(sides, n) => self.near(&sides[0], &sides[1], *n, Sides::Both, windows, out),
            OpKind::Before(sides, n) => self.near(&sides[0], &sides[1], *n, Sides::After, windows, out),
            OpKind::NearAll(sides, n) => self.near_all(sides, *n, windows, out),
            // A count that nothing satisfies yields no mention, wherever it stands.
            OpKind::Count(_, comparison, n) if holds_for_none(*comparison, *n) => {}
            OpKind::Count(counted, comparison, n) => {
                let whole = self.whole_contexts(windows);
                let all = self.matches_in(counted, whole.as_deref());
                let counts = self.counts(&all);
                out.extend(all.iter().filter(|m| {
                    let key = self.context_of(m);
                    holds(windows, m.home)
                        && counts
                            .binary_search_by_key(&key, |&(key, _)| key)
                            .is_ok_and(|at| comparison.holds(counts[at].1, u64::from(*n)))
                }));
                self.done(all);
                self.done_with(whole);
            }
        }
    }

    fn any(&mut self, sides: &[Op], windows: Windows<'_>, out: &mut Vec<Match>) {
        for side in sides {
            if self.at_most(side) > 0 {
                let found = self.matches_in(side, windows);
                out.extend_from_slice(&found);
                self.done(found);
            }
        }
        if sides.len() > 1 {
            in_order(out);
        }
    }

    fn and(&mut self, left: &Op, right: &Op, windows: Windows<'_>, out: &mut Vec<Match>) {
        if let Some((counted, comparison, n)) = count_of_nothing(right) {
            let left = self.matches_in(left, windows);
            let counted = self.in_contexts_of(&left, counted);
            let failing = self.failing(&counted, comparison, n);
            out.extend(left.iter().filter(|m| failing.binary_search(&self.context_of(m)).is_err()));
            self.done(left);
            self.done(counted);
            return;
        }
        let whole = self.whole_contexts(windows);
        let (left, right) = if self.at_most(right) < self.at_most(left) {
            let right = self.matches_in(right, whole.as_deref());
            (if right.is_empty() { Vec::new() } else { self.in_contexts_of(&right, left) }, right)
        } else {
            let left = self.matches_in(left, whole.as_deref());
            let right = if left.is_empty() { Vec::new() } else { self.in_contexts_of(&left, right) };
            (left, right)
        };
        if !left.is_empty() && !right.is_empty() {
            let (mut of_left, mut of_right) = (self.keys(&left), self.keys(&right));
            let wanted =
                |keys: &[u32], m: &Match| holds(windows, m.home) && keys.binary_search(&self.context_of(m)).is_ok();
            out.extend(left.iter().filter(|m| wanted(&of_right, m)));
            out.extend(right.iter().filter(|m| wanted(&of_left, m)));
            in_order(out);
            of_left.clear();
            of_right.clear();
            self.work.keys.extend([of_left, of_right]);
        }
        self.done(left);
        self.done(right);
        self.done_with(whole);
    }

    fn not(&mut self, left: &Op, right: &Op, windows: Windows<'_>, out: &mut Vec<Match>) {
        let left = self.matches_in(left, windows);
        if left.is_empty() {
            return self.done(left);
        }
        if let Some((counted, comparison, n)) = count_of_nothing(right) {
            let counted = self.in_contexts_of(&left, counted);
            let failing = self.failing(&counted, comparison, n);
            out.extend(left.iter().filter(|m| failing.binary_search(&self.context_of(m)).is_ok()));
            self.done(counted);
        } else if self.at_most(right) == 0 {
            out.extend_from_slice(&left);
        } else {
            let right = self.in_contexts_of(&left, right);
            let mut keys = self.keys(&right);
            out.extend(left.iter().filter(|m| keys.binary_search(&self.context_of(m)).is_err()));
            keys.clear();
            self.work.keys.push(keys);
            self.done(right);
        }
        self.done(left);
    }

    /// The contexts of matches, sorted.
    fn keys(&mut self, matches: &[Match]) -> Vec<u32> {
        let mut keys = self.work.keys.pop().unwrap_or_default();
        keys.extend(matches.iter().map(|m| self.context_of(m)));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// How many matches each context holds, contexts ascending.
    pub fn counts(&self, matches: &[Match]) -> Vec<(u32, u64)> {
        let mut keys: Vec<u32> = matches.iter().map(|m| self.context_of(m)).collect();
        keys.sort_unstable();
        keys.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect()
    }

    /// The contexts in which a count that nothing satisfies does not hold, sorted.
    fn failing(&self, matches: &[Match], comparison: Comparison, n: u32) -> Vec<u32> {
        let failing = self.counts(matches).into_iter().filter(|&(_, count)| !comparison.holds(count, u64::from(n)));
        failing.map(|(key, _)| key).collect()
    }

    /// The context that a match belongs to: that of the sentence it starts in.
    pub fn context_of(&self, found: &Match) -> u32 {
        let segments = self.segments;
        match self.within {
            Within::Sentence => segments.sentence_of(found.home) as u32,
            Within::Paragraph => segments.paragraph_of(found.home) as u32,
            Within::Turn => segments.turn_of(found.home).0,
            Within::Answer | Within::Transcript => {
                let turn = segments.turn_of(found.home);
                match (self.contexts, self.within) {
                    (Contexts::Questions(question_of), _) => question_of.get(turn.index()).copied().unwrap_or(u32::MAX),
                    (Contexts::Answers, Within::Transcript) => 0,
                    // An interviewer's turn is part of no answer, and a context of its own.
                    (Contexts::Answers, _) => match segments.answer_of.get(turn.index()) {
                        Some(Some(answer)) => *answer,
                        _ => segments.answers.len() as u32 + turn.0,
                    },
                }
            }
        }
    }

    /// The matches of a regular expression in each scanned turn alone.
    fn search(&self, regex: &Regex) -> Vec<Match> {
        let mut all = Vec::new();
        for &turn in self.turns {
            let words = &self.segments.turns[turn.index()];
            if words.is_empty() {
                continue;
            }
            let span = self.document.turns[turn.index()].span;
            let text = span.of(&self.document.text);
            for found in regex.find_iter(text).filter(|found| !found.is_empty()) {
                let (from, to) = widen(text, found.start(), found.end());
                let at = Span::new(from, to).shift(span.start as usize);
                all.push(self.at(at, words));
            }
        }
        all.dedup_by_key(|m| m.place());
        all
    }

    /// A stretch of the text as a match: the words it touches, in the sentence it starts in.
    fn at(&self, span: Span, words: &std::ops::Range<u32>) -> Match {
        let within = &self.segments.words[words.start as usize..words.end as usize];
        let start = words.start + within.partition_point(|word| word.span.end <= span.start) as u32;
        let end = words.start + within.partition_point(|word| word.span.start < span.end) as u32;
        let sentences = &self.segments.sentences;
        let before = sentences.partition_point(|sentence| sentence.span.start <= span.start);
        // What stands before the first sentence of a turn belongs to it.
        let home = before.checked_sub(1).map_or(words.start, |at| sentences[at].words.start).max(words.start);
        Match { start, end: end.max(start), home, span, matched: (0, 0) }
    }

    /// The words that a match matched, in order.
    pub fn matched_words<'b>(matched: &'b [u32], found: &Match) -> impl Iterator<Item = u32> + 'b {
        let (from, to) = found.matched;
        let all = if from == to { found.start..found.end } else { 0..0 };
        all.chain(matched[from as usize..to as usize].iter().copied())
    }

    /// The words that some matches matched together, as [`Match::matched`] of one that reaches over `length` words.
    pub fn matched_by(&mut self, parts: &[Match], length: u32) -> (u32, u32) {
        let mut words = std::mem::take(&mut self.work.words);
        words.clear();
        for part in parts {
            words.extend(Self::matched_words(&self.work.matched, part));
        }
        words.sort_unstable();
        let matched = self.keep(&words, length);
        self.work.words = words;
        matched
    }

    /// Notes matched words, unless they are all of the `length` words of the match.
    pub fn keep(&mut self, words: &[u32], length: u32) -> (u32, u32) {
        if words.len() == length as usize {
            return (0, 0);
        }
        let from = self.work.matched.len() as u32;
        self.work.matched.extend_from_slice(words);
        (from, self.work.matched.len() as u32)
    }

    /// How many words lie in `[from, to)`, those not counted that may be skipped.
    pub fn words_between(&self, from: u32, to: u32) -> u32 {
        if !self.matcher.skips {
            return to - from;
        }
        let before = self.work.transparent.get_or_init(|| {
            let mut before = 0;
            let count = self.segments.words.iter().map(|word| {
                before += u32::from(word.transparent);
                before
            });
            std::iter::once(0).chain(count).collect()
        });
        to - from - (before[to as usize] - before[from as usize])
    }

    /// Whether at most `n` words lie in `[from, to)`, those not counted that may be skipped.
    pub fn are_within(&self, from: u32, to: u32, n: u32) -> bool {
        if to - from <= n || !self.matcher.skips {
            return to - from <= n;
        }
        // Few words may be skipped, so the first ones mostly tell; only where they do not is every word counted.
        let near = to.min(from.saturating_add(n.saturating_mul(2).saturating_add(16)));
        let words = &self.segments.words[from as usize..near as usize];
        let counted = words.iter().filter(|word| !word.transparent).count();
        if counted > n as usize || near == to { counted <= n as usize } else { self.words_between(from, to) <= n }
    }
}

/// The words that some matches reach over, as stretches that lie apart, in order.
struct Taken(Vec<(u32, u32)>);

impl Taken {
    /// Of matches in order of place.
    fn of(matches: &[Match]) -> Self {
        let mut stretches: Vec<(u32, u32)> = Vec::new();
        for m in matches.iter().filter(|m| m.start < m.end) {
            match stretches.last_mut() {
                Some(last) if m.start < last.1 => last.1 = last.1.max(m.end),
                _ => stretches.push((m.start, m.end)),
            }
        }
        Self(stretches)
    }

    fn shares_a_word(&self, m: &Match) -> bool {
        let next = self.0.partition_point(|&(_, end)| end <= m.start);
        self.0.get(next).is_some_and(|&(start, _)| start.max(m.start) < m.end)
    }
}

/// A count to the right of AND or NOT that holds without a single mention.
pub(super) fn count_of_nothing(op: &Op) -> Option<(&Op, Comparison, u32)> {
    match &op.kind {
        OpKind::Count(counted, comparison, n) if holds_for_none(*comparison, *n) => Some((counted, *comparison, *n)),
        _ => None,
    }
}

/// A match from the first to the last of some others.
pub(super) fn covering(parts: &[Match]) -> Option<Match> {
    let mut all = *parts.iter().min_by_key(|m| m.place())?;
    for part in parts {
        all.start = all.start.min(part.start);
        all.end = all.end.max(part.end);
        all.span = all.span.cover(part.span);
    }
    Some(all)
}

/// Sorts by place and keeps the first of equal ones.
pub(super) fn in_order(matches: &mut Vec<Match>) {
    if !matches.is_sorted_by(|a, b| a.place() < b.place()) {
        matches.sort_by_key(Match::place);
        matches.dedup_by_key(|m| m.place());
    }
}

/// Whether two characters of ASCII meet here, of which the first is visible or a space: then there is always a
/// boundary between graphemes, and no need to ask. So there is at the text's ends.
pub(super) fn is_plain_boundary(text: &[u8], at: usize) -> bool {
    let is_plain = |&byte: &u8| byte == b' ' || byte.is_ascii_graphic();
    at == 0 || at == text.len() || (is_plain(&text[at - 1]) && text[at].is_ascii())
}

/// The smallest stretch of whole graphemes that holds `[from, to)`.
pub(super) fn widen(text: &str, mut from: usize, mut to: usize) -> (usize, usize) {
    let boundary = |at: usize| {
        is_plain_boundary(text.as_bytes(), at)
            || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
    };
    while !text.is_char_boundary(from) || !boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) || !boundary(to) {
        to += 1;
    }
    (from, to)
}
