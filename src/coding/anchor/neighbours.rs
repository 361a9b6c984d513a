//! The words of a transcript in order, and where each of them stands: for what a passage's neighbours tell.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::corpus::{Document, GapKind};
use crate::text::{Folding, Span, fold_into, words};

use super::{AROUND, Around, Lost, is_like, nearest, turns};

/// A word that the transcript does not have.
const UNKNOWN: u32 = u32::MAX;

/// A word that stands more often than this tells little of where a passage begins.
const OFTEN: usize = 500;

/// So many beginnings and ends are tried with one another.
const TRIED: usize = 12;

/// The words that were said, numbered.
#[derive(Debug, Default)]
pub(in crate::coding) struct Neighbours<'a> {
    document: Option<&'a Document>,
    /// Of each word where it stands.
    spans: Vec<Span>,
    /// Of each word its number.
    numbers: Vec<u32>,
    /// Only ever asked for one word.
    known: HashMap<String, u32, FixedState>,
    /// Of each number which words have it, in order.
    at: Vec<Vec<u32>>,
}

/// Words around a passage, by their numbers.
#[derive(Debug)]
pub(super) struct Sought {
    before: Vec<u32>,
    after: Vec<u32>,
}

impl<'a> Neighbours<'a> {
    pub(in crate::coding) fn of(document: &'a Document) -> Self {
        let mut all = Self { document: Some(document), ..Self::default() };
        let mut hidden = document
            .gaps
            .iter()
            .filter(|gap| matches!(gap.kind, GapKind::Time | GapKind::Markup))
            .map(|gap| gap.span)
            .peekable();
        let mut folded = String::new();
        for turn in turns(document) {
            for word in words(turn.of(&document.text)) {
                let span = word.shift(turn.start as usize);
                while hidden.next_if(|gap| gap.end <= span.start).is_some() {}
                if hidden.peek().is_some_and(|gap| gap.overlaps(span)) {
                    continue;
                }
                fold_into(span.of(&document.text), Folding::Folded, &mut folded);
                let number = match all.known.get(folded.as_str()) {
                    Some(&number) => number,
                    None => {
                        let number = all.at.len() as u32;
                        all.known.insert(folded.clone(), number);
                        all.at.push(Vec::new());
                        number
                    }
                };
                all.at[number as usize].push(all.spans.len() as u32);
                all.spans.push(span);
                all.numbers.push(number);
            }
        }
        all
    }

    fn numbers_of(&self, text: &str) -> Vec<u32> {
        let mut folded = String::new();
        let number = |word: Span| {
            fold_into(word.of(text), Folding::Folded, &mut folded);
            self.known.get(folded.as_str()).copied().unwrap_or(UNKNOWN)
        };
        words(text).map(number).collect()
    }

    /// The words around a passage, the nearest ones.
    pub(super) fn sought(&self, around: &Around) -> Sought {
        let mut before = self.numbers_of(&around.before);
        let mut after = self.numbers_of(&around.after);
        before.drain(..before.len().saturating_sub(AROUND));
        after.truncate(AROUND);
        Sought { before, after }
    }

    /// The words before the word `at`, and those from it on.
    fn left(&self, at: usize) -> &[u32] {
        &self.numbers[at.saturating_sub(AROUND)..at]
    }

    fn right(&self, at: usize) -> &[u32] {
        &self.numbers[at..(at + AROUND).min(self.numbers.len())]
    }

    /// What stands between the words that stood around a passage, if it is like it.
    pub(super) fn changed(&self, quote: &str, around: &Around, old: Option<u32>) -> Result<Span, Lost> {
        let Some(document) = self.document.filter(|_| !self.spans.is_empty()) else { return Err(Lost::Nowhere) };
        let sought = self.sought(around);
        let starts = self.edges(
            &sought.before,
            0,
            |at| shared(&sought.before, self.left(at)),
            |word, away| (word + 1).checked_add(away),
        );
        let ends = self.edges(
            &sought.after,
            self.spans.len(),
            |at| shared(&sought.after, self.right(at)),
            |word, away| word.checked_sub(away),
        );
        let longest = 2 * words(quote).count() + AROUND;
        let mut likely: Vec<(usize, Span)> = Vec::new();
        for &(left, start) in &starts {
            for &(right, end) in ends.iter().filter(|(_, end)| (start + 1..=start + longest).contains(end)) {
                likely.push((left + right, self.stretch(document, quote, start, end)));
            }
        }
        likely.retain(|(_, span)| is_like(quote, span.of(&document.text)));
        let most = likely.iter().map(|&(shared, _)| shared).max().ok_or(Lost::Nowhere)?;
        likely.retain(|&(shared, _)| shared == most);
        // Beginnings a word apart are one place: the longest is taken, which has all that may belong to it.
        likely.sort_by_key(|&(_, span)| (span.start, std::cmp::Reverse(span.end)));
        let mut apart: Vec<Span> = Vec::new();
        for (_, span) in likely {
            if apart.last().is_none_or(|last| !last.overlaps(span)) {
                apart.push(span);
            }
        }
        nearest(&apart, old).ok_or(Lost::Often)
    }

    /// Where a passage may begin or end by the words on one side of it, given nearest last: those places that share at
    /// least half of them; where the passage stood at an edge of the transcript, that `edge`.
    fn edges(
        &self,
        sought: &[u32],
        edge: usize,
        shared: impl Fn(usize) -> usize,
        place: impl Fn(usize, usize) -> Option<usize>,
    ) -> Vec<(usize, usize)> {
        if sought.is_empty() {
            return vec![(0, edge)];
        }
        // One of the three nearest words still stands there.
        let nearest_first: Vec<u32> = match edge {
            0 => sought.iter().rev().copied().take(3).collect(),
            _ => sought.iter().copied().take(3).collect(),
        };
        let mut places: Vec<usize> = Vec::new();
        for (away, &number) in nearest_first.iter().enumerate() {
            let Some(at) = self.at.get(number as usize).filter(|at| at.len() <= OFTEN) else { continue };
            places
                .extend(at.iter().filter_map(|&word| place(word as usize, away)).filter(|&at| at <= self.spans.len()));
        }
        places.sort_unstable();
        places.dedup();
        let half = sought.len().div_ceil(2);
        let mut found: Vec<(usize, usize)> =
            places.into_iter().map(|at| (shared(at), at)).filter(|&(shared, _)| shared >= half).collect();
        found.sort_by_key(|&(shared, at)| (std::cmp::Reverse(shared), at));
        found.truncate(TRIED);
        found
    }

    /// The stretch of these words, with the signs at its edges that the quote has too.
    fn stretch(&self, document: &Document, quote: &str, start: usize, end: usize) -> Span {
        let mut span = self.spans[start].cover(self.spans[end - 1]);
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        if quote.ends_with(is_sign) {
            let signs = document.text[span.end as usize..].chars().take_while(|&c| is_sign(c));
            span.end += signs.map(char::len_utf8).sum::<usize>() as u32;
        }
        if quote.starts_with(is_sign) {
            let signs = document.text[..span.start as usize].chars().rev().take_while(|&c| is_sign(c));
            span.start -= signs.map(char::len_utf8).sum::<usize>() as u32;
        }
        span
    }
}

impl Sought {
    /// Half of the words that are known.
    pub(super) fn half(&self) -> usize {
        (self.before.len() + self.after.len()).div_ceil(2)
    }

    /// How many of them stand around a passage, in their order.
    pub(super) fn shared(&self, neighbours: &Neighbours<'_>, span: Span) -> usize {
        let spans = &neighbours.spans;
        let left = neighbours.left(spans.partition_point(|word| word.end <= span.start));
        let right = neighbours.right(spans.partition_point(|word| word.start < span.end));
        shared(&self.before, left) + shared(&self.after, right)
    }
}

/// How many words two short lists have in common, in order: their longest common subsequence.
fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut row = [0usize; AROUND + 1];
    for &left in a {
        let mut diagonal = 0;
        for (j, &right) in b.iter().enumerate().take(AROUND) {
            let above = row[j + 1];
            row[j + 1] = if left == right { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len().min(AROUND)]
}
