//! NEAR, BEFORE and NOT NEAR: operands that stand close together in one turn.
//!
//! Distance is counted in words strictly between, those not counted that may be skipped. A stretch is
//! minimal when no matching stretch lies inside it; minimal stretches are taken from left to right,
//! skipping one that shares a word with one taken.

use super::combine::{Combine, Match, in_order};
use super::compile::Op;

/// Beyond so many tries to give every operand words of its own, a stretch counts as no match: only rules
/// whose operands all match the same few words come near.
const TRIES: u32 = 20_000;

impl Combine<'_> {
    /// `left NEAR/n right`, or `left BEFORE/n right` when not `either` order will do.
    pub(super) fn near(&mut self, left: &Op, right: &Op, n: u32, either: bool, out: &mut Vec<Match>) {
        let left = self.matches(left);
        if left.is_empty() {
            return self.done(left);
        }
        let right = self.matches(right);
        let mut pairs: Vec<[Match; 2]> = Vec::new();
        self.following(&left, &right, n, &mut pairs);
        if either {
            self.following(&right, &left, n, &mut pairs);
        }
        self.done(left);
        self.done(right);
        for pair in pairs {
            out.extend(self.covering(&pair));
        }
        keep_minimal(out);
        keep_apart(out);
    }

    /// For each of `first`, the one of `second` that ends soonest among those that follow it near enough.
    fn following(&self, first: &[Match], second: &[Match], n: u32, pairs: &mut Vec<[Match; 2]>) {
        for a in first {
            let turn_end = self.segments.turns[self.segments.turn_of(a.home).index()].end;
            let from = second.partition_point(|b| b.start < a.end);
            let near = second[from..]
                .iter()
                .take_while(|b| b.start <= turn_end && self.words_between(a.end, b.start) <= n)
                .filter(|b| b.home < turn_end && a.precedes(b));
            pairs.extend(near.min_by_key(|b| (b.end, b.place())).map(|b| [*a, *b]));
        }
    }

    /// Whether `b` stands within `n` words of `a`, in the same turn, without being `a` itself.
    pub(super) fn is_near(&self, a: &Match, b: &Match, n: u32) -> bool {
        a.place() != b.place() && self.distance(a, b).is_some_and(|words| words <= n)
    }

    /// How many words lie between two matches of one turn; 0 when they share a word.
    pub(super) fn distance(&self, a: &Match, b: &Match) -> Option<u32> {
        let turn_end = self.segments.turns[self.segments.turn_of(a.home).index()].end;
        let turn_start = self.segments.turns[self.segments.turn_of(a.home).index()].start;
        if !(turn_start..turn_end).contains(&b.home) {
            return None;
        }
        Some(if a.end <= b.start {
            self.words_between(a.end, b.start)
        } else if b.end <= a.start {
            self.words_between(b.end, a.start)
        } else {
            0
        })
    }

    /// `NEAR/n(…)`: all operands, in any order, within a stretch of `n` words.
    pub(super) fn near_all(&mut self, sides: &[Op], n: u32, out: &mut Vec<Match>) {
        let operands: Vec<Vec<Match>> = sides.iter().map(|side| self.matches(side)).collect();
        if operands.iter().all(|matches| !matches.is_empty()) {
            let mut all: Vec<(Match, usize)> = Vec::new();
            for (side, matches) in operands.iter().enumerate() {
                all.extend(matches.iter().map(|&m| (m, side)));
            }
            all.sort_by_key(|(m, side)| (m.place(), *side));
            for first in 0..all.len() {
                if let Some(chosen) = self.stretch_from(&all, first, sides.len(), n) {
                    out.extend(self.covering(&chosen));
                }
            }
            in_order(out);
            keep_minimal(out);
            keep_apart(out);
        }
        operands.into_iter().for_each(|matches| self.done(matches));
    }

    /// The shortest stretch that begins with `all[first]` and holds one match of every operand, no two
    /// sharing a word.
    fn stretch_from(&self, all: &[(Match, usize)], first: usize, sides: usize, n: u32) -> Option<Vec<Match>> {
        let (begin, side) = all[first];
        let turn_end = self.segments.turns[self.segments.turn_of(begin.home).index()].end;
        let mut inside: Vec<(Match, usize)> = all[first + 1..]
            .iter()
            .take_while(|(m, _)| m.start <= turn_end && self.words_between(begin.start, m.start) <= n)
            .filter(|(m, of)| {
                *of != side
                    && m.home < turn_end
                    && begin.precedes(m)
                    && self.words_between(begin.start, m.end.max(begin.end)) <= n
            })
            .copied()
            .collect();
        if self.words_between(begin.start, begin.end) > n {
            return None;
        }
        inside.sort_by_key(|(m, of)| (m.end, m.place(), *of));
        let mut tries = TRIES;
        for last in 0..inside.len() {
            let mut chosen = vec![None; sides];
            chosen[side] = Some(begin);
            chosen[inside[last].1] = Some(inside[last].0);
            if choose(&inside[..last], &mut chosen, &mut tries) {
                return chosen.into_iter().collect();
            }
        }
        None
    }
}

/// Gives every operand without a match one of `inside` that shares no word with the others.
fn choose(inside: &[(Match, usize)], chosen: &mut Vec<Option<Match>>, tries: &mut u32) -> bool {
    let Some(open) = chosen.iter().position(Option::is_none) else { return true };
    for (candidate, _) in inside.iter().filter(|(_, side)| *side == open) {
        *tries = tries.saturating_sub(1);
        if *tries == 0 {
            return false;
        }
        if chosen.iter().flatten().all(|other| other.precedes(candidate) || candidate.precedes(other)) {
            chosen[open] = Some(*candidate);
            if choose(inside, chosen, tries) {
                return true;
            }
            chosen[open] = None;
        }
    }
    false
}

/// Drops every match inside which another lies, and all but one of equal ones.
pub(super) fn keep_minimal(matches: &mut Vec<Match>) {
    matches.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.span));
    let mut soonest: Option<(u32, u32)> = None;
    let mut kept = vec![false; matches.len()];
    for (keep, m) in kept.iter_mut().zip(matches.iter()).rev() {
        *keep = soonest.is_none_or(|(start, end)| m.end < end || (m.start, m.end) == (start, end));
        if *keep {
            soonest = Some((m.start, m.end));
        }
    }
    let mut kept = kept.into_iter();
    matches.retain(|_| kept.next().unwrap_or(false));
    matches.dedup_by_key(|m| (m.start, m.end));
}

/// From left to right, drops every match that shares a word with one kept.
fn keep_apart(matches: &mut Vec<Match>) {
    let mut end = 0;
    matches.retain(|m| {
        let apart = m.start >= end;
        if apart {
            end = m.end;
        }
        apart
    });
}
