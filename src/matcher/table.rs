//! Which of many word patterns a word matches, in a few look-ups whatever their number.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use foldhash::fast::FixedState;

use crate::text::{Folding, fold_into};

use super::pattern::{Shape, Sign, Stems, WordPattern, is_like};

/// By a word; its order never reaches a result.
pub(super) type ByWord<V> = HashMap<Box<str>, V, FixedState>;

/// Patterns of one folding.
#[derive(Default)]
pub(super) struct Table {
    folding: Folding,
    /// By the whole word.
    whole: ByWord<Vec<u32>>,
    /// By the whole stem.
    stems: ByWord<Vec<u32>>,
    /// By what the word begins with, else by what it ends with, else by the longest stretch inside.
    heads: Affixes,
    tails: Affixes,
    inner: Option<(AhoCorasick, Vec<usize>)>,
    /// Those of wildcards alone (`??*`).
    open: Vec<usize>,
    wild: Vec<(Vec<Sign>, u32)>,
}

/// Stretches at one end of a word, by their length in bytes.
#[derive(Default)]
struct Affixes {
    lengths: Vec<usize>,
    wild: ByWord<Vec<usize>>,
}

impl Affixes {
    fn add(&mut self, stretch: String, wild: usize) {
        if let Err(at) = self.lengths.binary_search(&stretch.len()) {
            self.lengths.insert(at, stretch.len());
        }
        self.wild.entry(stretch.into_boxed_str()).or_default().push(wild);
    }
}

impl Table {
    /// A table of the patterns of this folding, each under its number.
    ///
    /// # Errors
    /// When the stretches inside words are too many for one automaton.
    pub fn new<'a>(
        folding: Folding,
        patterns: impl IntoIterator<Item = (u32, &'a WordPattern)>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let mut table = Table { folding, ..Table::default() };
        let mut inner: Vec<(String, usize)> = Vec::new();
        for (id, pattern) in patterns.into_iter().filter(|(_, pattern)| pattern.folding == folding) {
            match &pattern.shape {
                Shape::Whole(word) => table.whole.entry(word.as_str().into()).or_default().push(id),
                Shape::Stem(stem) => table.stems.entry(stem.as_str().into()).or_default().push(id),
                Shape::Wild(signs) => {
                    let at = table.wild.len();
                    table.wild.push((signs.clone(), id));
                    let stretches = stretches(signs);
                    let first = stretches.first().filter(|_| matches!(signs.first(), Some(Sign::Char(_))));
                    let last = stretches.last().filter(|_| matches!(signs.last(), Some(Sign::Char(_))));
                    let longest = stretches.iter().max_by_key(|stretch| stretch.len());
                    match (first, last, longest) {
                        (Some(head), _, _) => table.heads.add(head.clone(), at),
                        (_, Some(tail), _) => table.tails.add(tail.clone(), at),
                        (_, _, Some(stretch)) => inner.push((stretch.clone(), at)),
                        _ => table.open.push(at),
                    }
                }
            }
        }
        if !inner.is_empty() {
            let automaton = AhoCorasick::new(inner.iter().map(|(stretch, _)| stretch))?;
            table.inner = Some((automaton, inner.into_iter().map(|(_, at)| at).collect()));
        }
        Ok(table)
    }

    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.stems.is_empty() && self.wild.is_empty()
    }

    /// Appends the numbers of all patterns that the word matches, in no order, perhaps twice.
    pub fn find(&self, word: &str, stems: Option<&Stems>, folded: &mut String, found: &mut Vec<u32>) {
        if let Some(stems) = stems.filter(|_| !self.stems.is_empty()) {
            stems.write(word, self.folding, folded);
            found.extend(self.stems.get(folded.as_str()).into_iter().flatten());
        }
        fold_into(word, self.folding, folded);
        let word = folded.as_str();
        found.extend(self.whole.get(word).into_iter().flatten());
        if self.wild.is_empty() {
            return;
        }
        let mut check = |at: usize| {
            let (signs, id) = &self.wild[at];
            if is_like(signs, word) {
                found.push(*id);
            }
        };
        for &length in self.heads.lengths.iter().take_while(|&&length| length <= word.len()) {
            let head = word.get(..length).and_then(|head| self.heads.wild.get(head));
            head.into_iter().flatten().for_each(|&at| check(at));
        }
        for &length in self.tails.lengths.iter().take_while(|&&length| length <= word.len()) {
            let tail = word.get(word.len() - length..).and_then(|tail| self.tails.wild.get(tail));
            tail.into_iter().flatten().for_each(|&at| check(at));
        }
        if let Some((automaton, places)) = &self.inner {
            automaton.find_overlapping_iter(word).for_each(|hit| check(places[hit.pattern().as_usize()]));
        }
        self.open.iter().for_each(|&at| check(at));
    }
}

/// The literal stretches of a pattern, in order.
fn stretches(signs: &[Sign]) -> Vec<String> {
    let literal = |sign: &Sign| matches!(sign, Sign::Char(_));
    let runs = signs.chunk_by(|a, b| literal(a) == literal(b)).filter(|run| run.first().is_some_and(literal));
    runs.map(|run| run.iter().filter_map(|sign| if let Sign::Char(c) = sign { Some(*c) } else { None }).collect())
        .collect()
}
