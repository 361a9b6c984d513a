//! NEAR, BEFORE and NOT NEAR: operands that stand close together in one turn.
//!
//! Distance is counted in words strictly between, those not counted that may be skipped. A stretch is
//! minimal when no matching stretch lies inside it; minimal stretches are taken from left to right,
//! skipping one that shares a word with one taken.

use super::combine::{Combine, Match, covering};
use super::compile::Op;
use super::window::{Sides, Windows, gallop, holds};

impl Combine<'_> {
    /// `left NEAR/n right`, or `left BEFORE/n right` where the right side is looked for after the left alone.
    pub(super) fn near(
        &mut self,
        left: &Op,
        right: &Op,
        n: u32,
        sides: Sides,
        windows: Windows<'_>,
        out: &mut Vec<Match>,
    ) {
        let whole = self.whole_turns(windows);
        let turns = whole.as_deref();
        let (left, right) = if self.at_most(right) < self.at_most(left) {
            let other = if sides == Sides::After { Sides::Before } else { sides };
            let right = self.matches_in(right, turns);
            (if right.is_empty() { Vec::new() } else { self.around(&right, left, n, other, turns) }, right)
        } else {
            let left = self.matches_in(left, turns);
            let right = if left.is_empty() { Vec::new() } else { self.around(&left, right, n, sides, turns) };
            (left, right)
        };
        let mut pairs = std::mem::take(&mut self.work.pairs);
        pairs.clear();
        self.following(&left, &right, n, &mut pairs);
        if sides == Sides::Both {
            self.following(&right, &left, n, &mut pairs);
        }
        self.done(left);
        self.done(right);
        for (at, pair) in pairs.iter().enumerate() {
            // Which words were matched is only asked of what is kept.
            out.extend(covering(pair).map(|m| Match { matched: (at as u32, 0), ..m }));
        }
        self.settle(windows, out);
        for m in out {
            m.matched = self.matched_by(&pairs[m.matched.0 as usize], m.end - m.start);
        }
        self.work.pairs = pairs;
        self.done_with(whole);
    }

    /// Leaves the minimal stretches, from left to right, that stand in a window.
    pub(super) fn settle(&self, windows: Windows<'_>, out: &mut Vec<Match>) {
        keep_minimal(out);
        keep_apart(out);
        if windows.is_some() {
            out.retain(|m| holds(windows, m.home));
        }
    }

    /// For each of `first`, the one of `second` that ends soonest among those that follow it near enough.
    fn following(&self, first: &[Match], second: &[Match], n: u32, pairs: &mut Vec<[Match; 2]>) {
        let mut at = 0;
        let mut rest = second;
        while let Some(a) = first.get(at) {
            at += 1;
            // Where the next of `second` is in a later turn, nothing follows in this one: a frequent word is not asked
            // at each of its places.
            rest = &rest[gallop(rest, |b| b.start < a.start)..];
            let Some(next) = rest.first() else { break };
            let turn = &self.segments.turns[self.segments.turn_of(a.home).index()];
            if next.start > turn.end {
                let begins = self.segments.turns[self.segments.turn_of(next.home).index()].start;
                at += gallop(&first[at..], |later| later.start < begins);
                continue;
            }
            let turn_end = turn.end;
            let from = gallop(rest, |b| b.start < a.end);
            let mut soonest: Option<&Match> = None;
            for b in &rest[from..] {
                // What begins where one has ended already ends later.
                if soonest.is_some_and(|known| known.end <= b.start)
                    || b.start > turn_end
                    || !self.are_within(a.end, b.start, n)
                {
                    break;
                }
                let fits = b.home < turn_end && a.precedes(b);
                if fits && soonest.is_none_or(|known| b.ending() < known.ending()) {
                    soonest = Some(b);
                }
            }
            pairs.extend(soonest.map(|b| [*a, *b]));
        }
    }

    /// Whether one of `others`, which are in order of place and of at most `longest` words, stands within `n` words of `a`,
    /// in the same turn, without being `a` itself.
    pub(super) fn has_near(&self, a: &Match, others: &[Match], longest: u32, n: u32) -> bool {
        let (before, after) = others.split_at(others.partition_point(|b| b.start < a.start));
        let reaches = |b: &&Match| {
            let end = b.start + longest;
            end > a.start || self.are_within(end, a.start, n)
        };
        let is_reached = |b: &&Match| b.start <= a.end || self.are_within(a.end, b.start, n);
        after.iter().take_while(is_reached).any(|b| self.is_near(a, b, n))
            || before.iter().rev().take_while(reaches).any(|b| self.is_near(a, b, n))
    }

    /// Whether `b` stands within `n` words of `a`, in the same turn, without being `a` itself.
    pub(super) fn is_near(&self, a: &Match, b: &Match, n: u32) -> bool {
        let apart = if a.end <= b.start {
            self.are_within(a.end, b.start, n)
        } else {
            b.end > a.start || self.are_within(b.end, a.start, n)
        };
        apart && a.place() != b.place() && self.segments.turn_of(a.home) == self.segments.turn_of(b.home)
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
    pub(super) fn near_all(&mut self, sides: &[Op], n: u32, windows: Windows<'_>, out: &mut Vec<Match>) {
        let whole = self.whole_turns(windows);
        let counts: Vec<usize> = sides.iter().map(|side| self.at_most(side)).collect();
        let rarest = (0..sides.len()).min_by_key(|&side| counts[side]).unwrap_or(0);
        let first = self.matches_in(&sides[rarest], whole.as_deref());
        let mut operands: Vec<Vec<Match>> = Vec::with_capacity(sides.len());
        for (i, side) in sides.iter().enumerate() {
            operands.push(match i {
                _ if first.is_empty() || i == rarest => Vec::new(),
                _ => self.around(&first, side, n, Sides::Both, whole.as_deref()),
            });
        }
        operands[rarest] = first;
        self.all_together(&operands, n, windows, out);
        operands.into_iter().for_each(|matches| self.done(matches));
        self.done_with(whole);
    }
}

/// Drops every match inside which another lies, and all but one of equal ones.
pub(super) fn keep_minimal(matches: &mut Vec<Match>) {
    if matches.is_sorted_by(|a, b| a.start < b.start && a.end < b.end) {
        return;
    }
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
