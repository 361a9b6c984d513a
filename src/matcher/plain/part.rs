//! What each part of a rule yields, in plain loops.

use std::collections::{BTreeMap, BTreeSet};

use regex::RegexBuilder;

use super::{Claimed, Entry, Match, Plain, View, folded, gathered, minimal};
use crate::codebook::{Atom, Expr, Node, Pattern, PatternPiece, PhraseWord};
use crate::ids::CodeId;
use crate::scope::Within;
use crate::text::{Folding, Span};

/// From left to right, those that share no word with one taken.
fn left_to_right(all: Vec<Match>) -> Vec<Match> {
    let mut taken: Vec<Match> = Vec::new();
    for one in all {
        if taken.iter().all(|other| other.end <= one.start) {
            taken.push(one);
        }
    }
    taken
}

/// The pieces of a pattern, folded.
fn pieces(pattern: &Pattern, folding: Folding) -> Vec<PatternPiece> {
    let piece = |piece: &PatternPiece| match piece {
        PatternPiece::Literal(text) => PatternPiece::Literal(folded(text, folding)),
        wild => wild.clone(),
    };
    pattern.pieces.iter().map(piece).collect()
}

/// One rule, asked of one view of a document.
pub(super) struct Asked<'p, 'a> {
    pub plain: &'p Plain<'a>,
    pub within: Within,
    pub folding: Folding,
    /// Where it proposes, by turn.
    pub turns: Vec<bool>,
    pub view: &'p View,
    /// The mentions of the codes so far.
    pub done: &'p BTreeMap<CodeId, Vec<Claimed>>,
}

impl Asked<'_, '_> {
    fn context(&self, word: usize) -> usize {
        let turn = self.plain.turn[word];
        match self.within {
            Within::Sentence => self.plain.sentence[word],
            Within::Paragraph => self.plain.paragraph[word],
            Within::Turn => turn,
            Within::Transcript if !self.view.is_of_questions => 0,
            Within::Answer | Within::Transcript => self.view.answers[turn],
        }
    }

    fn contexts(&self, found: &[Match]) -> BTreeSet<usize> {
        found.iter().map(|m| self.context(m.home)).collect()
    }

    /// The contexts in which a right side of AND or NOT holds.
    fn holding(&self, node: &Node) -> BTreeSet<usize> {
        let Expr::Count(counted, comparison, n) = &node.expr else { return self.contexts(&self.of(node)) };
        let all = self.of(counted);
        let every: BTreeSet<usize> = (0..self.plain.turn.len()).map(|word| self.context(word)).collect();
        let count = |context: usize| all.iter().filter(|m| self.context(m.home) == context).count();
        every.into_iter().filter(|&context| comparison.holds(count(context) as u64, u64::from(*n))).collect()
    }

    fn admits(&self, found: &Match) -> bool {
        self.turns[self.plain.turn[found.home]]
    }

    fn same_turn(&self, a: &Match, b: &Match) -> bool {
        self.plain.turn[a.home] == self.plain.turn[b.home]
    }

    /// The words of a rule one after another; a gap at an edge holds nothing.
    fn row(&self, mut entries: Vec<Entry>, folding: Folding) -> Vec<Match> {
        while matches!(entries.last(), Some(Entry::UpTo(_))) {
            entries.pop();
        }
        let entries: Vec<Entry> = entries.into_iter().skip_while(|entry| matches!(entry, Entry::UpTo(_))).collect();
        if let [Entry::Word(pieces)] = &entries[..] {
            let words = self.plain.term(pieces.clone(), folding);
            return self.words(words.iter().copied());
        }
        self.plain.phrase(entries, folding).iter().filter(|found| self.admits(found)).cloned().collect()
    }

    fn words(&self, words: impl Iterator<Item = usize>) -> Vec<Match> {
        words.map(|word| self.plain.stretch(word, word + 1, vec![word])).filter(|found| self.admits(found)).collect()
    }

    fn atom(&self, atom: &Atom) -> Vec<Match> {
        let plain = self.plain;
        let word = |pattern: &Pattern, folding| Entry::Word(pieces(pattern, folding));
        match atom {
            Atom::Term(pattern) => self.row(vec![word(pattern, self.folding)], self.folding),
            Atom::Exact(words) => {
                self.row(words.iter().map(|pattern| word(pattern, Folding::Exact)).collect(), Folding::Exact)
            }
            Atom::Phrase(words) => {
                let entry = |entry: &PhraseWord| match entry {
                    PhraseWord::Word(pattern) => word(pattern, self.folding),
                    PhraseWord::Any => Entry::Any,
                    PhraseWord::UpTo(n) => Entry::UpTo(*n),
                };
                self.row(words.iter().map(entry).collect(), self.folding)
            }
            Atom::Joined(parts) => {
                let mut forms: Vec<Vec<Vec<PatternPiece>>> = vec![vec![parts[0].pieces.clone()]];
                for part in &parts[1..] {
                    let apart: Vec<_> =
                        forms.iter().map(|form| form.iter().cloned().chain([part.pieces.clone()]).collect()).collect();
                    forms.iter_mut().for_each(|form| form.last_mut().expect("a word").extend(part.pieces.clone()));
                    forms.extend(apart);
                }
                let entry = |pieces: Vec<PatternPiece>| word(&merged(pieces), self.folding);
                let row = |form: Vec<Vec<PatternPiece>>| self.row(form.into_iter().map(entry).collect(), self.folding);
                gathered(forms.into_iter().flat_map(row).collect())
            }
            Atom::Stem(stem) => {
                let stems = plain.stems.as_ref().expect("a language with stems");
                let of = |word: &str| {
                    let mut stem = String::new();
                    stems.write(word, self.folding, &mut stem);
                    stem
                };
                let wanted = of(stem);
                let said = |word: usize| plain.segments.words[word].span.of(&plain.document.text);
                self.words((0..plain.segments.words.len()).filter(|&word| of(said(word)) == wanted))
            }
            Atom::List(name) => {
                gathered(plain.codebook.lists[name].nodes.iter().flat_map(|node| self.of(node)).collect())
            }
            Atom::Regex(source) => self.search(source),
            Atom::Code { id, below } => {
                let claims =
                    plain.codes(id, *below).into_iter().flat_map(|code| self.done.get(&code).into_iter().flatten());
                gathered(claims.map(|claim| claim.found.clone()).filter(|found| self.admits(found)).collect())
            }
        }
    }

    fn search(&self, source: &str) -> Vec<Match> {
        let plain = self.plain;
        let regex = RegexBuilder::new(source).case_insensitive(true).build().expect("a regular expression");
        let mut all = Vec::new();
        for (turn, words) in
            plain.segments.turns.iter().enumerate().filter(|(turn, words)| self.turns[*turn] && !words.is_empty())
        {
            let of = plain.document.turns[turn].span;
            for found in regex.find_iter(of.of(&plain.document.text)).filter(|found| !found.is_empty()) {
                let span = plain.widened(turn, Span::new(found.start(), found.end()).shift(of.start as usize));
                let all_words =
                    || (words.start as usize..words.end as usize).map(|word| plain.segments.words[word].span);
                let start = words.start as usize + all_words().filter(|word| word.end <= span.start).count();
                let end = words.start as usize + all_words().filter(|word| word.start < span.end).count();
                let end = end.max(start);
                let mut sentences = plain.segments.sentences.iter().filter(|sentence| sentence.turn.index() == turn);
                let home = sentences.rfind(|sentence| sentence.span.start <= span.start);
                let home = home.map_or(words.start, |sentence| sentence.words.start) as usize;
                all.push(Match { start, end, span, home, matched: (start..end).collect(), is_doubtful: false });
            }
        }
        gathered(all)
    }

    fn covering(&self, parts: &[&Match]) -> Match {
        let first = parts.iter().min_by_key(|m| m.place()).expect("a part");
        let mut all = Match { matched: Vec::new(), ..(*first).clone() };
        for part in parts {
            all.end = all.end.max(part.end);
            all.span = all.span.cover(part.span);
            all.matched.extend(&part.matched);
            all.is_doubtful |= part.is_doubtful;
        }
        all.matched.sort_unstable();
        all
    }

    fn near(&self, left: &Node, right: &Node, n: u32, either: bool) -> Vec<Match> {
        let (left, right) = (self.of(left), self.of(right));
        let mut all = Vec::new();
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
            let follows = |a: &Match, b: &Match| a.precedes(b) && self.plain.are_within(a.end, b.start, n);
            if self.same_turn(a, b) && (follows(a, b) || either && follows(b, a)) {
                all.push(self.covering(&[a, b]));
            }
        }
        left_to_right(minimal(all))
    }

    /// All ways to take one match of every operand, no two sharing a word.
    fn tuples<'m>(&self, operands: &'m [Vec<Match>], taken: &mut Vec<&'m Match>, n: u32, all: &mut Vec<Match>) {
        if !taken.is_empty() {
            let covering = self.covering(taken);
            if !self.plain.are_within(covering.start, covering.end, n) {
                return;
            }
            if operands.is_empty() {
                return all.push(covering);
            }
        }
        for one in &operands[0] {
            if taken.iter().all(|other| self.same_turn(one, other) && (one.precedes(other) || other.precedes(one))) {
                taken.push(one);
                self.tuples(&operands[1..], taken, n, all);
                taken.pop();
            }
        }
    }

    /// What a part of the rule yields, in order of place.
    pub fn of(&self, node: &Node) -> Vec<Match> {
        match &node.expr {
            Expr::Atom(atom) => self.atom(atom),
            Expr::Or(sides) => gathered(sides.iter().flat_map(|side| self.of(side)).collect()),
            Expr::And(a, b) => {
                let (left, holding) = (self.of(a), self.holding(b));
                let of_left = self.contexts(&left);
                let mut both: Vec<Match> =
                    left.into_iter().filter(|m| holding.contains(&self.context(m.home))).collect();
                let is_of_nothing =
                    matches!(&b.expr, Expr::Count(_, comparison, n) if comparison.holds(0, u64::from(*n)));
                if !is_of_nothing {
                    both.extend(self.of(b).into_iter().filter(|m| of_left.contains(&self.context(m.home))));
                }
                gathered(both)
            }
            Expr::Not(a, b) => {
                let holding = self.holding(b);
                self.of(a).into_iter().filter(|m| !holding.contains(&self.context(m.home))).collect()
            }
            Expr::Except(a, b) => {
                let right = self.of(b);
                self.of(a).into_iter().filter(|a| !right.iter().any(|b| a.shares(b))).collect()
            }
            Expr::NotNear(a, b, n) => {
                let right = self.of(b);
                let is_near = |a: &Match, b: &Match| {
                    let (first, second) = if a.end <= b.start { (a.end, b.start) } else { (b.end, a.start) };
                    a.place() != b.place()
                        && self.same_turn(a, b)
                        && (first > second || self.plain.are_within(first, second, *n))
                };
                self.of(a).into_iter().filter(|a| !right.iter().any(|b| is_near(a, b))).collect()
            }
            Expr::Near(a, b, n) => self.near(a, b, *n, true),
            Expr::Before(a, b, n) => self.near(a, b, *n, false),
            Expr::NearAll(sides, n) => {
                let operands: Vec<Vec<Match>> = sides.iter().map(|side| self.of(side)).collect();
                let mut all = Vec::new();
                if operands.iter().all(|operand| !operand.is_empty()) {
                    self.tuples(&operands, &mut Vec::new(), *n, &mut all);
                }
                left_to_right(minimal(all))
            }
            Expr::Count(counted, comparison, n) => {
                let all = self.of(counted);
                let holds = |m: &Match| {
                    let same = all.iter().filter(|other| self.context(other.home) == self.context(m.home));
                    comparison.holds(same.count() as u64, u64::from(*n))
                };
                all.iter().filter(|m| holds(m)).cloned().collect()
            }
        }
    }
}

/// A pattern of these pieces, literals side by side made one, since folding may join letters.
fn merged(pieces: Vec<PatternPiece>) -> Pattern {
    let mut merged: Vec<PatternPiece> = Vec::new();
    for piece in pieces {
        match (merged.last_mut(), piece) {
            (Some(PatternPiece::Literal(before)), PatternPiece::Literal(text)) => before.push_str(&text),
            (_, piece) => merged.push(piece),
        }
    }
    Pattern { pieces: merged }
}
