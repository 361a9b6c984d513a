//! What sets a rule off: of parts that are all needed, the one that is rarest in running text.

use super::compile::{Element, Matcher, Op, OpKind, Phrase, holds_for_none};
use super::pattern::WordPattern;

impl Matcher {
    /// Notes what sets a rule off: of sides that are both needed, the one that is rarer in running text.
    pub(super) fn set_off(&mut self, rule: u32, op: &Op, weights: &Weights) {
        match &op.kind {
            OpKind::Word(pattern) => self.by_pattern[pattern.0 as usize].push(rule),
            OpKind::Phrase(phrase) => {
                let phrase = &self.phrases[*phrase];
                if let Some(Element::Word(pattern)) = phrase.elements.get(phrase.anchor) {
                    self.by_pattern[pattern.0 as usize].push(rule);
                }
            }
            OpKind::Regex(_) => self.always.push(rule),
            OpKind::Code(codes) => codes.iter().for_each(|code| self.by_code[code.index()].push(rule)),
            // A group's number is among the hits when one of its words is.
            OpKind::Words(group, _) => {
                let group = self.scanner.group(*group);
                self.by_pattern[group.0 as usize].push(rule);
            }
            OpKind::Or(sides) | OpKind::Set(_, sides) => {
                sides.iter().for_each(|side| self.set_off(rule, side, weights))
            }
            OpKind::And(sides) | OpKind::Near(sides, _) | OpKind::Before(sides, _) => {
                let right = weights.of_op(&sides[1]) > weights.of_op(&sides[0]);
                self.set_off(rule, &sides[usize::from(right)], weights);
            }
            OpKind::NearAll(sides, _) => {
                // The first of the rarest, so that the choice does not depend on the iterator's habit.
                let rarest = sides.iter().map(|side| weights.of_op(side)).max();
                if let Some(side) = sides.iter().find(|side| Some(weights.of_op(side)) == rarest) {
                    self.set_off(rule, side, weights);
                }
            }
            OpKind::Not(sides) | OpKind::NotNear(sides, _) | OpKind::Except(sides) => {
                self.set_off(rule, &sides[0], weights);
            }
            OpKind::Count(counted, ..) => self.set_off(rule, counted, weights),
        }
    }
}

/// How rare words and phrases are in running text, by the letters that are known of them.
pub(super) struct Weights {
    /// By pattern.
    words: Vec<usize>,
    phrases: Vec<usize>,
}

impl Weights {
    pub fn of(matcher: &Matcher) -> Self {
        let words: Vec<usize> = matcher.patterns.iter().map(WordPattern::weight).collect();
        let anchor = |phrase: &Phrase| match phrase.elements.get(phrase.anchor) {
            Some(Element::Word(pattern)) => words[pattern.0 as usize],
            _ => 0,
        };
        Self { phrases: matcher.phrases.iter().map(anchor).collect(), words }
    }

    /// The weight of a part: that of its most frequent word.
    fn of_op(&self, op: &Op) -> usize {
        match &op.kind {
            OpKind::Word(pattern) => self.words[pattern.0 as usize],
            OpKind::Phrase(phrase) => self.phrases[*phrase],
            OpKind::Regex(_) => 0,
            OpKind::Code(_) => 3,
            OpKind::Or(sides) | OpKind::Words(_, sides) | OpKind::Set(_, sides) => {
                sides.iter().map(|side| self.of_op(side)).min().unwrap_or(usize::MAX)
            }
            OpKind::And(sides) | OpKind::Near(sides, _) | OpKind::Before(sides, _) => {
                self.of_op(&sides[0]).max(self.of_op(&sides[1]))
            }
            OpKind::NearAll(sides, _) => sides.iter().map(|side| self.of_op(side)).max().unwrap_or(0),
            OpKind::Not(sides) | OpKind::NotNear(sides, _) | OpKind::Except(sides) => self.of_op(&sides[0]),
            OpKind::Count(_, comparison, n) if holds_for_none(*comparison, *n) => 0,
            OpKind::Count(counted, ..) => self.of_op(counted),
        }
    }
}
