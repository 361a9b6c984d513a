//! NEAR, BEFORE and NOT NEAR: operands that stand close together in one turn.
//!
//! Distance is counted in words strictly between, those not counted that may be skipped. A stretch is
//! minimal when no matching stretch lies inside it; minimal stretches are taken from left to right,
//! skipping one that shares a word with one taken.

use super::combine::{Combine, Match, in_order};
use super::compile::Op;

/// How a set of operands, a bit each, is placed so that its last word comes soonest.
#[derive(Clone, Copy)]
struct Placed {
    last: Match,
    /// The operand that comes last.
    operand: usize,
}

/// The operands of a `NEAR/n(…)`.
struct Operands<'a> {
    /// What each matches, in order of place.
    matches: &'a [Vec<Match>],
    /// For each, the one before it that matches the same.
    twins: Vec<Option<usize>>,
}

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
        let mut at = 0;
        while let Some(a) = first.get(at) {
            at += 1;
            // Where the next of `second` is in a later turn, nothing follows in this one: a frequent word is not asked
            // at each of its places.
            let after = second.partition_point(|b| b.start < a.start);
            let Some(next) = second.get(after) else { break };
            let turn = &self.segments.turns[self.segments.turn_of(a.home).index()];
            if next.start > turn.end {
                let begins = self.segments.turns[self.segments.turn_of(next.home).index()].start;
                at += first[at..].partition_point(|later| later.start < begins);
                continue;
            }
            let turn_end = turn.end;
            let from = after + second[after..].partition_point(|b| b.start < a.end);
            let mut soonest: Option<&Match> = None;
            for b in &second[from..] {
                // What begins where one has ended already ends later.
                if soonest.is_some_and(|known| known.end <= b.start)
                    || b.start > turn_end
                    || !self.are_within(a.end, b.start, n)
                {
                    break;
                }
                let fits = b.home < turn_end && a.precedes(b);
                if fits && soonest.is_none_or(|known| (b.end, b.place()) < (known.end, known.place())) {
                    soonest = Some(b);
                }
            }
            pairs.extend(soonest.map(|b| [*a, *b]));
        }
    }

    /// Whether one of `others`, which are in order of place, stands within `n` words of `a`, in the same turn, without
    /// being `a` itself.
    pub(super) fn has_near(&self, a: &Match, others: &[Match], n: u32) -> bool {
        let turn = &self.segments.turns[self.segments.turn_of(a.home).index()];
        let from = others.partition_point(|b| b.start < turn.start);
        others[from..].iter().take_while(|b| b.start <= turn.end).any(|b| self.is_near(a, b, n))
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
    pub(super) fn near_all(&mut self, sides: &[Op], n: u32, out: &mut Vec<Match>) {
        let operands: Vec<Vec<Match>> = sides.iter().map(|side| self.matches(side)).collect();
        if operands.iter().all(|matches| !matches.is_empty()) {
            // Operands that match the same are taken in their order alone: `NEAR/9(a, a, a)` has one way, not six.
            let twin = |side: usize| {
                let same =
                    |other: &Vec<Match>| other.iter().map(Match::place).eq(operands[side].iter().map(Match::place));
                operands[..side].iter().rposition(same)
            };
            let twins: Vec<Option<usize>> = (0..operands.len()).map(twin).collect();
            let operands = Operands { matches: &operands, twins };
            let mut placed = vec![None; 1 << sides.len()];
            for (side, matches) in
                operands.matches.iter().enumerate().filter(|&(side, _)| operands.twins[side].is_none())
            {
                for &first in matches {
                    if let Some(chosen) = self.stretch_from(first, side, &operands, n, &mut placed) {
                        out.extend(self.covering(&chosen));
                    }
                }
            }
            in_order(out);
            keep_minimal(out);
            keep_apart(out);
        }
        operands.into_iter().for_each(|matches| self.done(matches));
    }

    /// The shortest stretch that begins with `first`, a match of `side`, and holds one match of every operand, no two
    /// sharing a word.
    ///
    /// Matches that share no word stand one after another, so a set of operands is best placed where its last word
    /// comes soonest, and a larger set is a smaller one and the next match after it: Bellman's principle over the sets
    /// of operands (Held and Karp 1962, “A dynamic programming approach to sequencing problems”, SIAM J. 10(1)).
    fn stretch_from(
        &self,
        first: Match,
        side: usize,
        operands: &Operands<'_>,
        n: u32,
        placed: &mut [Option<Placed>],
    ) -> Option<Vec<Match>> {
        if !self.are_within(first.start, first.end, n) {
            return None;
        }
        // Most first matches have not every operand near, and nothing need be placed to know.
        let is_near = |matches: &Vec<Match>| {
            let next = matches.get(matches.partition_point(|m| m.start < first.end));
            next.is_some_and(|m| self.words_between(first.start, m.start) <= n)
        };
        if operands.matches.iter().enumerate().any(|(operand, matches)| operand != side && !is_near(matches)) {
            return None;
        }
        placed.fill(None);
        placed[1 << side] = Some(Placed { last: first, operand: side });
        let all = placed.len() - 1;
        // A set is larger as a number than every set within it.
        for set in 1 << side..all {
            let Some(Placed { last, .. }) = placed[set] else { continue };
            let holds = |operand: usize| set >> operand & 1 == 1;
            for (operand, matches) in operands.matches.iter().enumerate() {
                if holds(operand) || operands.twins[operand].is_some_and(|twin| !holds(twin)) {
                    continue;
                }
                let larger = &mut placed[set | 1 << operand];
                if let Some(next) = self.soonest(matches, &first, &last, n)
                    && larger.is_none_or(|known| (next.end, next.place()) < (known.last.end, known.last.place()))
                {
                    *larger = Some(Placed { last: next, operand });
                }
            }
        }
        let mut chosen = Vec::with_capacity(operands.matches.len());
        let mut set = all;
        while let Some(Placed { last, operand }) = placed[set] {
            chosen.push(last);
            set ^= 1 << operand;
        }
        (chosen.len() == operands.matches.len()).then_some(chosen)
    }

    /// Of the matches that stand after `last`, in the turn and within `n` words of the start of `first`, the one that
    /// ends soonest.
    fn soonest(&self, matches: &[Match], first: &Match, last: &Match, n: u32) -> Option<Match> {
        let turn_end = self.segments.turns[self.segments.turn_of(first.home).index()].end;
        let from = matches.partition_point(|m| m.start < last.end);
        let mut soonest: Option<Match> = None;
        for m in &matches[from..] {
            if soonest.is_some_and(|known| known.end <= m.start)
                || m.start > turn_end
                || !self.are_within(first.start, m.start, n)
            {
                break;
            }
            let fits = m.home < turn_end && last.precedes(m) && self.are_within(first.start, m.end, n);
            if fits && soonest.is_none_or(|known| (m.end, m.place()) < (known.end, known.place())) {
                soonest = Some(*m);
            }
        }
        soonest
    }
}

/// Drops every match inside which another lies, and all but one of equal ones.
pub(super) fn keep_minimal(matches: &mut Vec<Match>) {
    if matches.len() < 2 {
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
