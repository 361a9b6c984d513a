//! Why a rule held in a text, and why it did not.

use crate::codebook::Comparison;
use crate::coding::Stance;
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, RuleId, TurnId};
use crate::scope::Within;
use crate::segment::Segments;
use crate::text::Span;

use super::apply::{Ending, Mask, Pass, Scratch, Trace};
use super::combine::{Combine, Contexts, Match};
use super::compile::{Element, Op, OpKind, holds_for_none};
use super::{Found, Matcher};

/// What the rules made of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The rules that were tried: those of which the text holds at least one word (of a phrase, its
    /// longest), in the codebook's order.
    pub rules: Vec<RuleVerdict>,
    /// What was found.
    pub found: Found,
}

/// What became of one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleVerdict {
    /// The code that it proposes.
    pub code: CodeId,
    /// The rule.
    pub rule: RuleId,
    /// What it proposed, in order of place; empty when it did not hold.
    pub proposals: Vec<Proposal>,
    /// What kept it, or some of its words, from holding.
    pub reasons: Vec<Reason>,
}

impl RuleVerdict {
    /// Whether something that the rule proposed is a mention, or the same as one.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.proposals.iter().any(|proposal| matches!(proposal.fate, Fate::Mention | Fate::Joins { .. }))
    }
}

/// One stretch that a rule proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Where.
    pub span: Span,
    /// How it is meant.
    pub stance: Stance,
    /// The words that say so.
    pub cue: Option<Span>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a proposed stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is a mention.
    Mention,
    /// An earlier rule of the code proposed exactly this stretch.
    Joins {
        /// That rule.
        rule: RuleId,
    },
    /// It is not affirmed, and the rule wants `stance = "affirmed"`.
    NotAffirmed,
    /// It shares a word with a mention of the same code that is longer, or further left, or of an earlier rule.
    Loses {
        /// The rule of that mention.
        rule: RuleId,
        /// Its stretch.
        span: Span,
    },
    /// It lies inside a longer mention of another code, and `overlap = "longest"`.
    Nested {
        /// That code.
        code: CodeId,
        /// The rule of that mention.
        rule: RuleId,
        /// Its stretch.
        span: Span,
    },
}

/// What keeps a rule out of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutOfScope {
    /// The turn is not in the universe: `--part`, `--where`.
    Universe,
    /// The rule's or code's `part`.
    Part,
    /// Its `speaker`.
    Speaker,
    /// Its `where`.
    Where,
    /// Its `language`.
    Language,
}

/// Why a part of a rule yielded nothing, or less than it might have. `part` is its stretch of the rule's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// These words stand where the rule does not look.
    OutOfScope {
        /// Why not.
        why: OutOfScope,
        /// The first such word.
        word: Span,
    },
    /// Nothing in scope matches this part.
    Absent {
        /// Of the rule's text.
        part: Span,
    },
    /// The longest word of this phrase is there, the others are not where they must be.
    Incomplete {
        /// Of the rule's text.
        part: Span,
        /// The word that is there.
        word: Span,
    },
    /// The context of this mention lacks the other side of AND.
    Apart {
        /// The side that is missing there, in the rule's text.
        part: Span,
        /// The mention that was dropped.
        mention: Span,
        /// The context.
        within: Within,
    },
    /// The context of this mention holds what NOT excludes.
    Excluded {
        /// The right side, in the rule's text.
        part: Span,
        /// The mention that was dropped.
        mention: Span,
        /// What excludes it; none when a count does.
        by: Option<Span>,
    },
    /// This mention shares a word with what EXCEPT names.
    Excepted {
        /// The right side, in the rule's text.
        part: Span,
        /// The mention that was dropped.
        mention: Span,
        /// The exception.
        by: Span,
    },
    /// NOT NEAR: this mention has the other within so many words.
    TooNear {
        /// The right side, in the rule's text.
        part: Span,
        /// The mention that was dropped.
        mention: Span,
        /// The other.
        by: Span,
        /// The words between them.
        words: u32,
        /// How many there must be more than.
        limit: u32,
    },
    /// NEAR, BEFORE: both sides are there, at best so many words apart.
    TooFar {
        /// Of the rule's text.
        part: Span,
        /// The left side.
        left: Span,
        /// The right side.
        right: Span,
        /// The words between them.
        words: u32,
        /// At most so many there may be.
        limit: u32,
    },
    /// BEFORE: both sides are there, the wrong way round: near enough, or nowhere the right way.
    WrongOrder {
        /// Of the rule's text.
        part: Span,
        /// The left side.
        left: Span,
        /// The right side.
        right: Span,
    },
    /// NEAR, BEFORE: both sides are there, in different turns or on the same words.
    NeverTogether {
        /// Of the rule's text.
        part: Span,
    },
    /// `NEAR/n(…)`: all are there, at best within so many words.
    TooWide {
        /// Of the rule's text.
        part: Span,
        /// How many words the shortest stretch has.
        words: u32,
        /// At most so many it may have.
        limit: u32,
    },
    /// COUNT: no context holds the right number.
    Count {
        /// Of the rule's text.
        part: Span,
        /// The most that one context holds.
        most: u64,
        /// How it is compared.
        comparison: Comparison,
        /// With what.
        n: u32,
    },
}

impl Matcher {
    /// What the rules made of a text, and why: for `kantlijn explain`, and for a test that fails.
    ///
    /// Looks at everything several times; meant for a passage or a transcript, not for a corpus.
    #[must_use]
    pub fn explain(
        &self,
        document: &Document,
        segments: &Segments,
        admission: &Admission,
        scratch: &mut Scratch,
    ) -> Explanation {
        let found = self.apply(document, segments, admission, scratch);
        let everywhere = Pass {
            document,
            segments,
            turns: (0..segments.turns.len().min(document.turns.len())).map(TurnId::new).collect(),
            contexts: Contexts::Answers,
            masks: vec![Mask::All; self.scopes.len()],
            cues: None,
        };
        self.run(&everywhere, scratch, None);
        let mut present: Vec<Vec<u32>> = Vec::new();
        for rule in &self.rules {
            let mut words = Vec::new();
            self.present(
                &rule.op,
                &mut everywhere.combine(self, &Mask::All, rule.within, &mut scratch.work),
                &mut words,
            );
            present.push(words);
        }
        let mut trace = Trace::default();
        let pass = self.answers(document, segments, admission);
        self.run(&pass, scratch, Some(&mut trace));
        let mut rules = Vec::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let proposals = self.proposals(place, &trace);
            if proposals.is_empty() && present[place].is_empty() {
                continue;
            }
            let mut reasons = self.out_of_scope(place, &pass, &present[place]);
            let scope = &pass.masks[rule.scope];
            let mut explain =
                Explain { combine: pass.combine(self, scope, rule.within, &mut scratch.work), reasons: Vec::new() };
            explain.part(&rule.op);
            // Where nothing is in scope, that is the reason; what else is missing says nothing.
            let elsewhere = !reasons.is_empty() && proposals.is_empty() && explain.nothing_but_absent();
            if !elsewhere {
                reasons.append(&mut explain.reasons);
            }
            rules.push(RuleVerdict { code: rule.code, rule: rule.id, proposals, reasons });
        }
        rules.sort_by_key(|verdict| verdict.rule);
        Explanation { rules, found }
    }

    /// The words of the text that some part of a rule looks for, left sides of NOT and its like alone.
    fn present(&self, op: &Op, combine: &mut Combine<'_>, words: &mut Vec<u32>) {
        match &op.kind {
            OpKind::Word(_) | OpKind::Regex(_) | OpKind::Code(_) => {
                let matches = combine.matches(op);
                words.extend(matches.iter().map(|m| m.home));
                combine.done(matches);
            }
            OpKind::Phrase(phrase) => {
                let phrase = &self.phrases[*phrase];
                if let Some(Element::Word(anchor)) = phrase.elements.get(phrase.anchor) {
                    words.extend_from_slice(combine.work.hits.of(*anchor));
                }
            }
            OpKind::Or(sides) | OpKind::Words(_, sides) | OpKind::Set(_, sides) | OpKind::NearAll(sides, _) => {
                sides.iter().for_each(|side| self.present(side, combine, words));
            }
            OpKind::And(sides) | OpKind::Near(sides, _) | OpKind::Before(sides, _) => {
                sides.iter().for_each(|side| self.present(side, combine, words));
            }
            OpKind::Not(sides) | OpKind::NotNear(sides, _) | OpKind::Except(sides) => {
                self.present(&sides[0], combine, words);
            }
            OpKind::Count(counted, comparison, n) => {
                if !holds_for_none(*comparison, *n) {
                    self.present(counted, combine, words);
                }
            }
        }
    }

    fn proposals(&self, place: usize, trace: &Trace) -> Vec<Proposal> {
        let own = trace.candidates.iter().filter(|(candidate, _)| candidate.rule as usize == place);
        let mut proposals: Vec<Proposal> = own
            .map(|(candidate, ending)| {
                let rule_of = |other: u32| self.rules[other as usize].id;
                let fate = match ending {
                    Ending::Kept => Fate::Mention,
                    Ending::Stance => Fate::NotAffirmed,
                    Ending::Joins(other) => Fate::Joins { rule: rule_of(other.rule) },
                    Ending::Loses(other) => Fate::Loses { rule: rule_of(other.rule), span: other.found.span },
                    Ending::Nested(other) => {
                        let code = self.rules[other.rule as usize].code;
                        Fate::Nested { code, rule: rule_of(other.rule), span: other.found.span }
                    }
                };
                Proposal { span: candidate.found.span, stance: candidate.stance, cue: candidate.cue, fate }
            })
            .collect();
        proposals.sort_by_key(|proposal| proposal.span);
        proposals
    }

    /// Each reason for which some of these words are out of the rule's scope, once.
    fn out_of_scope(&self, place: usize, pass: &Pass<'_>, words: &[u32]) -> Vec<Reason> {
        let scope = &self.scopes[self.rules[place].scope];
        let mut reasons: Vec<Reason> = Vec::new();
        let mut words = words.to_vec();
        words.sort_unstable();
        for word in words {
            let turn = pass.segments.turn_of(word);
            let why = if pass.turns.binary_search(&turn).is_err() {
                Some(OutOfScope::Universe)
            } else if !self.speaks(scope, pass.document) {
                Some(OutOfScope::Language)
            } else {
                scope.lacks(pass.document, turn)
            };
            let known =
                |reason: &Reason| matches!(reason, Reason::OutOfScope { why: known, .. } if Some(*known) == why);
            if let Some(why) = why.filter(|_| !reasons.iter().any(known)) {
                reasons.push(Reason::OutOfScope { why, word: pass.segments.words[word as usize].span });
            }
        }
        reasons
    }
}

struct Explain<'a> {
    combine: Combine<'a>,
    reasons: Vec<Reason>,
}

impl Explain<'_> {
    fn nothing_but_absent(&self) -> bool {
        self.reasons.iter().all(|reason| matches!(reason, Reason::Absent { .. }))
    }

    /// Notes why a part yields nothing, or less than its sides do.
    fn part(&mut self, op: &Op) {
        let part = op.span;
        match &op.kind {
            OpKind::Word(_) | OpKind::Regex(_) | OpKind::Code(_) => {
                if self.yields(op).is_empty() {
                    self.reasons.push(Reason::Absent { part });
                }
            }
            OpKind::Phrase(phrase) => {
                if self.yields(op).is_empty() {
                    let phrase = &self.combine.matcher.phrases[*phrase];
                    let hit = match phrase.elements.get(phrase.anchor) {
                        Some(Element::Word(anchor)) => self.combine.work.hits.of(*anchor),
                        _ => &[],
                    };
                    let (mask, segments) = (self.combine.mask, self.combine.segments);
                    self.reasons.push(match hit.iter().copied().find(|&word| mask.admits(segments, word)) {
                        Some(word) => Reason::Incomplete { part, word: segments.words[word as usize].span },
                        None => Reason::Absent { part },
                    });
                }
            }
            OpKind::Or(sides) | OpKind::Words(_, sides) | OpKind::Set(_, sides) => {
                // One side is enough: the others need no reason, unless none is there.
                let before = self.reasons.len();
                let none = self.yields(op).is_empty();
                sides.iter().for_each(|side| self.part(side));
                let absent = |reason: &Reason| matches!(reason, Reason::Absent { .. });
                let added = self.reasons.split_off(before);
                let all_absent = added.iter().all(absent);
                self.reasons.extend(added.into_iter().filter(|reason| !absent(reason)));
                if none && all_absent {
                    self.reasons.push(Reason::Absent { part });
                }
            }
            OpKind::And(sides) => self.and(&sides[0], &sides[1]),
            OpKind::Not(sides) => {
                self.part(&sides[0]);
                let (left, right, kept) = (self.yields(&sides[0]), self.yields(&sides[1]), self.yields(op));
                for mention in dropped(&left, &kept) {
                    let context = self.combine.context_of(mention);
                    let by = right.iter().find(|m| self.combine.context_of(m) == context).map(|m| m.span);
                    self.reasons.push(Reason::Excluded { part: sides[1].span, mention: mention.span, by });
                }
            }
            OpKind::Except(sides) => {
                self.part(&sides[0]);
                let (left, right) = (self.yields(&sides[0]), self.yields(&sides[1]));
                for mention in &left {
                    if let Some(by) = right.iter().find(|by| mention.shares_a_word(by)) {
                        let (part, mention) = (sides[1].span, mention.span);
                        self.reasons.push(Reason::Excepted { part, mention, by: by.span });
                    }
                }
            }
            OpKind::NotNear(sides, limit) => {
                self.part(&sides[0]);
                let (left, right) = (self.yields(&sides[0]), self.yields(&sides[1]));
                for mention in &left {
                    let near = right.iter().filter(|by| self.combine.is_near(mention, by, *limit));
                    let near = near.min_by_key(|by| self.combine.distance(mention, by));
                    if let Some((by, words)) = near.and_then(|by| Some((by, self.combine.distance(mention, by)?))) {
                        let (part, mention, limit) = (sides[1].span, mention.span, *limit);
                        self.reasons.push(Reason::TooNear { part, mention, by: by.span, words, limit });
                    }
                }
            }
            OpKind::Near(sides, n) => self.near(op, &sides[0], &sides[1], *n, true),
            OpKind::Before(sides, n) => self.near(op, &sides[0], &sides[1], *n, false),
            OpKind::NearAll(sides, limit) => {
                sides.iter().for_each(|side| self.part(side));
                let all_there = sides.iter().all(|side| !self.yields(side).is_empty());
                if all_there && self.yields(op).is_empty() {
                    let mut widest = Vec::new();
                    self.combine.near_all(sides, self.combine.segments.words.len() as u32, None, &mut widest);
                    let words = widest.iter().map(|m| self.combine.words_between(m.start, m.end)).min();
                    self.reasons.push(match words {
                        Some(words) => Reason::TooWide { part, words, limit: *limit },
                        None => Reason::NeverTogether { part },
                    });
                }
            }
            OpKind::Count(counted, comparison, n) => {
                if !holds_for_none(*comparison, *n) {
                    self.part(counted);
                    let all = self.yields(counted);
                    if !all.is_empty() && self.yields(op).is_empty() {
                        let most = self.combine.counts(&all).into_iter().map(|(_, count)| count).max().unwrap_or(0);
                        self.reasons.push(Reason::Count { part, most, comparison: *comparison, n: *n });
                    }
                }
            }
        }
    }

    fn and(&mut self, left: &Op, right: &Op) {
        self.part(left);
        self.part(right);
        let (of_left, of_right) = (self.yields(left), self.yields(right));
        let within = self.combine.within;
        if let OpKind::Count(counted, comparison, n) = &right.kind
            && holds_for_none(*comparison, *n)
        {
            let counted = self.yields(counted);
            let counts = self.combine.counts(&counted);
            for mention in &of_left {
                let context = self.combine.context_of(mention);
                let fails = |&&(key, count): &&(u32, u64)| key == context && !comparison.holds(count, u64::from(*n));
                if counts.iter().find(fails).is_some() {
                    self.reasons.push(Reason::Excluded { part: right.span, mention: mention.span, by: None });
                }
            }
            return;
        }
        if of_left.is_empty() || of_right.is_empty() {
            return;
        }
        for (mentions, others, part) in [(&of_left, &of_right, right.span), (&of_right, &of_left, left.span)] {
            for mention in mentions {
                let context = self.combine.context_of(mention);
                if !others.iter().any(|other| self.combine.context_of(other) == context) {
                    self.reasons.push(Reason::Apart { part, mention: mention.span, within });
                }
            }
        }
    }

    fn near(&mut self, op: &Op, left: &Op, right: &Op, limit: u32, either: bool) {
        self.part(left);
        self.part(right);
        let (of_left, of_right) = (self.yields(left), self.yields(right));
        if of_left.is_empty() || of_right.is_empty() || !self.yields(op).is_empty() {
            return;
        }
        let pairs = || of_left.iter().flat_map(|a| of_right.iter().map(move |b| (a, b)));
        let apart = pairs().filter(|(a, b)| a.precedes(b) || b.precedes(a));
        let measured = apart.filter_map(|(a, b)| Some((self.combine.distance(a, b)?, a, b)));
        let (right_way, wrong_way): (Vec<_>, Vec<_>) = measured.partition(|(_, a, b)| either || a.precedes(b));
        let nearest = |pairs: &[(u32, &Match, &Match)]| {
            pairs
                .iter()
                .min_by_key(|(words, a, b)| (*words, a.place(), b.place()))
                .map(|&(words, a, b)| (words, a.span, b.span))
        };
        let part = op.span;
        let turned = nearest(&wrong_way).filter(|&(words, ..)| words <= limit);
        self.reasons.push(match (turned, nearest(&right_way)) {
            (Some((_, left, right)), _) => Reason::WrongOrder { part, left, right },
            (None, Some((words, left, right))) => Reason::TooFar { part, left, right, words, limit },
            (None, None) => match nearest(&wrong_way) {
                Some((_, left, right)) => Reason::WrongOrder { part, left, right },
                None => Reason::NeverTogether { part },
            },
        });
    }

    fn yields(&mut self, op: &Op) -> Vec<Match> {
        self.combine.matches(op)
    }
}

/// The matches of `all` that are not among `kept`.
fn dropped<'a>(all: &'a [Match], kept: &'a [Match]) -> impl Iterator<Item = &'a Match> {
    all.iter().filter(|m| !kept.iter().any(|other| other.place() == m.place()))
}
