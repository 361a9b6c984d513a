//! `NEAR/n(…)`: a match of each operand, in any order, no two sharing a word, in the shortest stretches.

use super::combine::{Combine, Match, covering};
use super::window::Windows;

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

/// What placing needs, reused.
#[derive(Default)]
struct Placing {
    /// By set of operands.
    placed: Vec<Option<Placed>>,
    /// By operand, its next match.
    next: Vec<Option<Match>>,
    /// The matches of a stretch.
    chosen: Vec<Match>,
}

impl Combine<'_> {
    /// The stretches, within `n` words, that hold a match of every operand.
    pub(super) fn all_together(&mut self, matches: &[Vec<Match>], n: u32, windows: Windows<'_>, out: &mut Vec<Match>) {
        if matches.iter().any(Vec::is_empty) {
            return;
        }
        // Operands that match the same are taken in their order alone: `NEAR/9(a, a, a)` has one way, not six.
        let twin = |side: usize| {
            let same = |other: &Vec<Match>| other.iter().map(Match::place).eq(matches[side].iter().map(Match::place));
            matches[..side].iter().rposition(same)
        };
        let twins: Vec<Option<usize>> = (0..matches.len()).map(twin).collect();
        let operands = Operands { matches, twins };
        let sides = (0..matches.len()).filter(|&side| operands.twins[side].is_none());
        let mut firsts: Vec<(u32, usize, usize)> =
            sides.flat_map(|side| matches[side].iter().enumerate().map(move |(at, m)| (m.start, side, at))).collect();
        // From right to left: what cannot end before one that begins later is not minimal, and need not be placed.
        firsts.sort_unstable_by(|a, b| b.cmp(a));
        let mut placing = Placing { placed: vec![None; 1 << matches.len()], ..Placing::default() };
        let mut soonest = u32::MAX;
        let mut chosen: Vec<Match> = Vec::new();
        let mut found: Vec<(usize, usize, Match)> = Vec::new();
        for same_start in firsts.chunk_by(|a, b| a.0 == b.0) {
            let later = soonest;
            for &(_, side, at) in same_start {
                if !self.stretch_from(matches[side][at], side, &operands, n, later, &mut placing) {
                    continue;
                }
                if let Some(stretch) = covering(&placing.chosen) {
                    soonest = soonest.min(stretch.end);
                    // Which words were matched is only asked of what is kept.
                    found.push((side, at, Match { matched: (chosen.len() as u32, 0), ..stretch }));
                    chosen.extend_from_slice(&placing.chosen);
                }
            }
        }
        // As if the operands were tried in their order.
        found.sort_unstable_by_key(|&(side, at, _)| (side, at));
        out.extend(found.iter().map(|&(.., stretch)| stretch));
        self.settle(windows, out);
        for m in out {
            let from = m.matched.0 as usize;
            m.matched = self.matched_by(&chosen[from..from + matches.len()], m.end - m.start);
        }
    }

    /// Whether there is a stretch that begins with `first`, a match of `side`, and holds one match of every operand, no two
    /// sharing a word; `placing.chosen` are those of the shortest. Not asked of one that ends at `later` or after it.
    fn stretch_from(
        &self,
        first: Match,
        side: usize,
        operands: &Operands<'_>,
        n: u32,
        later: u32,
        placing: &mut Placing,
    ) -> bool {
        if !self.are_within(first.start, first.end, n) {
            return false;
        }
        let Placing { chosen, .. } = placing;
        chosen.clear();
        chosen.push(first);
        // No stretch ends before the match of each operand that comes soonest, whatever the others do.
        for matches in
            operands.matches.iter().enumerate().filter(|&(other, _)| other != side).map(|(_, matches)| matches)
        {
            match self.soonest(matches, &first, &first, n) {
                Some(next) => chosen.push(next),
                None => return false,
            }
        }
        if chosen.iter().any(|m| m.end >= later) {
            return false;
        }
        // Mostly these are apart, and that is the stretch.
        chosen.sort_unstable_by_key(Match::place);
        chosen.is_sorted_by(|a, b| a.start < a.end && b.start < b.end && a.precedes(b))
            || self.place_from(first, side, operands, n, placing)
    }

    /// The same where operands get in one another's way.
    ///
    /// Matches that share no word stand one after another, so a set of operands is best placed where its last word
    /// comes soonest, and a larger set is a smaller one and the next match after it: Bellman's principle over the sets
    /// of operands (Held and Karp 1962, “A dynamic programming approach to sequencing problems”, SIAM J. 10(1)).
    fn place_from(&self, first: Match, side: usize, operands: &Operands<'_>, n: u32, placing: &mut Placing) -> bool {
        let Placing { placed, next, chosen } = placing;
        placed.fill(None);
        placed[1 << side] = Some(Placed { last: first, operand: side });
        let all = placed.len() - 1;
        // A set is larger as a number than every set within it.
        for set in 1 << side..all {
            let Some(Placed { last, .. }) = placed[set] else { continue };
            let holds = |operand: usize| set >> operand & 1 == 1;
            let waits = |operand: usize| operands.twins[operand].is_some_and(|twin| !holds(twin));
            let missing = || (0..operands.matches.len()).filter(|&operand| !holds(operand) && !waits(operand));
            next.clear();
            next.resize(operands.matches.len(), None);
            // Where one operand has nothing any more, no larger set has.
            let is_complete = missing().all(|operand| {
                next[operand] = self.soonest(&operands.matches[operand], &first, &last, n);
                next[operand].is_some()
            });
            for operand in missing().filter(|_| is_complete) {
                let larger = &mut placed[set | 1 << operand];
                if let Some(next) = next[operand]
                    && larger.is_none_or(|known| next.ending() < known.last.ending())
                {
                    *larger = Some(Placed { last: next, operand });
                }
            }
        }
        chosen.clear();
        let mut set = all;
        while let Some(Placed { last, operand }) = placed[set] {
            chosen.push(last);
            set ^= 1 << operand;
        }
        chosen.len() == operands.matches.len()
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
            if fits && soonest.is_none_or(|known| m.ending() < known.ending()) {
                soonest = Some(*m);
            }
        }
        soonest
    }
}
