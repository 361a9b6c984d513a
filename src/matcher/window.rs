//! Where to look: a rule is anchored on the side with the fewest hits in the document, and its other sides are asked only
//! around those.
//!
//! A *window* is a stretch of words, half-open; windows are in order and apart. Asked for windows, a part of a rule yields
//! exactly those of its matches whose home lies in one. So each part that compares matches with one another widens its windows
//! first: to the contexts that it compares within, or to whole turns where matches push one another aside (NEAR).

use crate::codebook::Comparison;
use crate::scope::Within;

use super::combine::{Combine, Contexts, Match, count_of_nothing};
use super::compile::{Op, OpKind, holds_for_none};

/// From one word up to another.
pub(super) type Window = (u32, u32);

/// Where matches are wanted; everywhere when none.
pub(super) type Windows<'w> = Option<&'w [Window]>;

/// How far a match may reach from any of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Word,
    Sentence,
    Turn,
}

/// On which sides of a match others are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    Before,
    After,
    Both,
}

/// How many items at the beginning are as wanted, where those that are stand first: few are looked at when few are.
pub(super) fn gallop<T>(items: &[T], wanted: impl Fn(&T) -> bool) -> usize {
    let mut step = 1;
    while step <= items.len() && wanted(&items[step - 1]) {
        step *= 2;
    }
    let known = step / 2;
    known + items[known..items.len().min(step)].partition_point(wanted)
}

/// Hands over the items whose home lies in a window; homes must ascend.
pub(super) fn inside<'i, T>(
    mut items: &'i [T],
    windows: Windows<'_>,
    home: impl Fn(&T) -> u32,
    mut take: impl FnMut(&'i [T]),
) {
    let Some(windows) = windows else { return take(items) };
    for &(from, to) in windows {
        items = &items[gallop(items, |item| home(item) < from)..];
        let (wanted, rest) = items.split_at(gallop(items, |item| home(item) < to));
        if !wanted.is_empty() {
            take(wanted);
        }
        items = rest;
        if items.is_empty() {
            return;
        }
    }
}

/// Whether a word lies in a window.
pub(super) fn holds(windows: Windows<'_>, word: u32) -> bool {
    windows.is_none_or(|windows| {
        let at = windows.partition_point(|&(_, to)| to <= word);
        windows.get(at).is_some_and(|&(from, _)| from <= word)
    })
}

/// Puts windows in order, and joins those that touch.
fn join(windows: &mut Vec<Window>) {
    if !windows.is_sorted() {
        windows.sort_unstable();
    }
    windows.dedup_by(|next, last| {
        let touches = next.0 <= last.1;
        if touches {
            last.1 = last.1.max(next.1);
        }
        touches
    });
}

impl Combine<'_> {
    /// At most how many matches a part has in the document, of AND and its like the rarest side; cheap, and none only where
    /// there are none.
    pub fn at_most(&self, op: &Op) -> usize {
        match &op.kind {
            OpKind::Word(pattern) => self.work.hits.count(*pattern),
            OpKind::Words(group, _) => self.work.hits.count(self.matcher.scanner.group(*group)),
            OpKind::Phrase(phrase) => self.phrase_at_most(*phrase),
            OpKind::Set(set, _) => self.set_at_most(*set),
            // What it costs to ask is not known, but all rules ask once.
            OpKind::Regex(regex) => self.work.regexes[*regex].as_ref().map_or(usize::MAX >> 8, Vec::len),
            OpKind::Code(codes) => {
                codes.iter().map(|code| self.work.by_code[code.index()]).map(|(from, to)| (to - from) as usize).sum()
            }
            OpKind::Or(sides) => sides.iter().map(|side| self.at_most(side)).fold(0, usize::saturating_add),
            OpKind::And(sides) if count_of_nothing(&sides[1]).is_some() => self.at_most(&sides[0]),
            OpKind::And(sides) | OpKind::Near(sides, _) | OpKind::Before(sides, _) => self.at_most_all(&sides[..]),
            OpKind::NearAll(sides, _) => self.at_most_all(sides),
            OpKind::Not(sides) | OpKind::NotNear(sides, _) | OpKind::Except(sides) => self.at_most(&sides[0]),
            OpKind::Count(_, comparison, n) if holds_for_none(*comparison, *n) => 0,
            OpKind::Count(counted, comparison, n) => {
                let all = self.at_most(counted);
                // Of what is put together (AND) there may be more than of its rarest side.
                let is_bound =
                    matches!(counted.kind, OpKind::Word(_) | OpKind::Words(..) | OpKind::Phrase(_) | OpKind::Set(..));
                let is_enough = match comparison {
                    Comparison::AtLeast | Comparison::Exactly => all >= *n as usize,
                    Comparison::More => all > *n as usize,
                    Comparison::AtMost | Comparison::Fewer => true,
                };
                if is_enough || !is_bound { all } else { 0 }
            }
        }
    }

    /// The least of several sides that are all needed.
    fn at_most_all(&self, sides: &[Op]) -> usize {
        let mut least = usize::MAX;
        for side in sides {
            least = least.min(self.at_most(side));
            if least == 0 {
                break;
            }
        }
        least
    }

    fn reach(op: &Op) -> Reach {
        match &op.kind {
            OpKind::Word(_) | OpKind::Words(..) => Reach::Word,
            OpKind::Phrase(_) | OpKind::Set(..) => Reach::Sentence,
            OpKind::Or(sides) => sides.iter().map(Self::reach).max().unwrap_or(Reach::Word),
            OpKind::And(sides) => Self::reach(&sides[0]).max(Self::reach(&sides[1])),
            OpKind::Not(sides) | OpKind::NotNear(sides, _) | OpKind::Except(sides) => Self::reach(&sides[0]),
            OpKind::Count(counted, ..) => Self::reach(counted),
            OpKind::Regex(_) | OpKind::Code(_) | OpKind::Near(..) | OpKind::Before(..) | OpKind::NearAll(..) => {
                Reach::Turn
            }
        }
    }

    /// What `op` yields in `windows` within `n` words of some of `matches`, on these sides of it, and perhaps more: such as
    /// shares a word with one.
    pub fn around(&mut self, matches: &[Match], op: &Op, n: u32, sides: Sides, windows: Windows<'_>) -> Vec<Match> {
        // Where there is hardly more to be found than there are places to look at, all is as cheap.
        if self.at_most(op) / 2 <= matches.len() {
            return self.matches_in(op, windows);
        }
        let reach = Self::reach(op);
        let segments = self.segments;
        let mut near = self.work.window();
        for m in matches {
            let turn = &segments.turns[segments.turn_of(m.home).index()];
            let from = match sides {
                Sides::After => m.start.min(m.home),
                Sides::Before | Sides::Both => self.back(m.start, turn.start, n),
            };
            let from = match reach {
                Reach::Word => from,
                Reach::Sentence if sides == Sides::After => from,
                Reach::Sentence => {
                    let sentence = segments.sentences.get(segments.sentence_of(from));
                    sentence.map_or(turn.start, |sentence| sentence.words.start.min(from))
                }
                Reach::Turn => turn.start,
            };
            let to = match sides {
                Sides::Before => m.end.max(m.home + 1).min(turn.end),
                Sides::After | Sides::Both => self.ahead(m.end, turn.end, n),
            };
            match near.last_mut() {
                Some(last) if last.0 <= from && from <= last.1 => last.1 = last.1.max(to),
                _ => near.push((from, to)),
            }
        }
        join(&mut near);
        let found = self.matches_in(op, Some(&near));
        self.work.windows.push(near);
        found
    }

    /// The first word, from `least` on, between which and `from` at most `n` words lie.
    fn back(&self, from: u32, least: u32, n: u32) -> u32 {
        if !self.matcher.skips {
            return from.saturating_sub(n).saturating_sub(1).max(least);
        }
        let mut left = n;
        let mut at = from;
        while at > least {
            at -= 1;
            if !self.segments.words[at as usize].transparent {
                match left.checked_sub(1) {
                    Some(fewer) => left = fewer,
                    None => break,
                }
            }
        }
        at
    }

    /// The end of the words, at most at `most`, between which and `from` at most `n` words lie.
    fn ahead(&self, from: u32, most: u32, n: u32) -> u32 {
        if !self.matcher.skips {
            return from.saturating_add(n).saturating_add(1).min(most);
        }
        let mut left = n;
        let mut at = from;
        while at < most {
            at += 1;
            if !self.segments.words[at as usize - 1].transparent {
                match left.checked_sub(1) {
                    Some(fewer) => left = fewer,
                    None => break,
                }
            }
        }
        at
    }

    /// What `op` yields in the contexts of `matches`, and perhaps in others.
    pub fn in_contexts_of(&mut self, matches: &[Match], op: &Op) -> Vec<Match> {
        if self.at_most(op) / 2 <= matches.len() || self.is_one_context() {
            return self.matches_in(op, None);
        }
        let mut windows = self.work.window();
        for m in matches {
            // Matches of one context mostly stand one after another.
            if windows.last().is_none_or(|last: &Window| !(last.0 <= m.home && m.home < last.1)) {
                self.context_around(m.home, &mut windows);
            }
        }
        join(&mut windows);
        let found = self.matches_in(op, Some(&windows));
        self.work.windows.push(windows);
        found
    }

    /// Whether contexts are no stretches of words that can be looked up: the whole transcript, or a question.
    fn is_one_context(&self) -> bool {
        self.within == Within::Transcript
            || self.within == Within::Answer && matches!(self.contexts, Contexts::Questions(_))
    }

    /// Appends the words of the context that holds a word.
    fn context_around(&self, word: u32, windows: &mut Vec<Window>) {
        let segments = self.segments;
        let turn = segments.turn_of(word);
        let of_turn = |turn: crate::ids::TurnId| {
            let words = &segments.turns[turn.index()];
            (words.start, words.end)
        };
        let stretch = match self.within {
            Within::Sentence => segments.sentences.get(segments.sentence_of(word)),
            Within::Paragraph => segments.paragraphs.get(segments.paragraph_of(word)),
            Within::Turn | Within::Answer | Within::Transcript => None,
        };
        let answer = segments.answer_of.get(turn.index()).copied().flatten();
        match (stretch, answer.and_then(|answer| segments.answers.get(answer as usize))) {
            (Some(stretch), _) => windows.push((stretch.words.start, stretch.words.end)),
            (None, Some(answer)) if self.within == Within::Answer => {
                windows.extend(answer.turns.iter().map(|&turn| of_turn(turn)));
            }
            _ => windows.push(of_turn(turn)),
        }
    }

    /// The contexts that windows touch, as windows; none for everywhere.
    pub fn whole_contexts(&mut self, windows: Windows<'_>) -> Option<Vec<Window>> {
        let windows = windows.filter(|_| !self.is_one_context())?;
        let mut whole = self.work.window();
        for &(from, to) in windows {
            let mut at = from;
            while at < to {
                let before = whole.len();
                self.context_around(at, &mut whole);
                // Of an answer in several turns, the turn at hand.
                let holds = |&&(from, to): &&Window| from <= at && at < to;
                at = whole[before..].iter().find(holds).map_or(at, |&(_, to)| to - 1) + 1;
            }
        }
        join(&mut whole);
        Some(whole)
    }

    /// The turns that windows touch, as windows; none for everywhere.
    pub fn whole_turns(&mut self, windows: Windows<'_>) -> Option<Vec<Window>> {
        let windows = windows?;
        let mut whole = self.work.window();
        let segments = self.segments;
        for &(from, to) in windows.iter().filter(|&(from, to)| from < to) {
            let (first, last) = (segments.turn_of(from), segments.turn_of(to - 1));
            whole.push((segments.turns[first.index()].start, segments.turns[last.index()].end));
        }
        join(&mut whole);
        Some(whole)
    }

    /// Takes windows back, to be used again.
    pub fn done_with(&mut self, windows: Option<Vec<Window>>) {
        self.work.windows.extend(windows);
    }
}
