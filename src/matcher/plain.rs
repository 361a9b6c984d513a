//! The whole rule language in plain loops: every atom and operator, scope, stance and question.
//!
//! It shares no step with the engine: no scan, no anchors, no hits, no windows. Only what a word's stem is, where a
//! sentence ends and what a condition means comes from elsewhere, where it has tests of its own.

mod part;
mod stance;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use self::part::Asked;
use self::stance::Cues;
use super::pattern::Stems;
use crate::codebook::{Atom, Code, Codebook, Expr, Node, Overlap, PatternPiece, Rule, Skip, StanceChoice};
use crate::coding::Stance;
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, RuleId, TurnId};
use crate::segment::Segments;
use crate::text::{Folding, Span, fold, fold_into};

/// What a part of a rule yields.
#[derive(Clone, Debug)]
struct Match {
    /// The words it reaches over, the second excluded; none for a regular expression between two words.
    start: usize,
    end: usize,
    span: Span,
    /// A word of the sentence it starts in.
    home: usize,
    matched: Vec<usize>,
    /// Whether other words of the same stretch would do as well as `matched`.
    is_doubtful: bool,
}

impl Match {
    fn place(&self) -> (usize, usize, Span) {
        (self.start, self.end, self.span)
    }

    fn shares(&self, other: &Match) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    fn precedes(&self, other: &Match) -> bool {
        self.end <= other.start && self.span.end <= other.span.start
    }

    fn lies_inside(&self, other: &Match) -> bool {
        (self.start, self.end) != (other.start, other.end) && other.start <= self.start && self.end <= other.end
    }
}

/// In order of place, each place once.
fn gathered(mut all: Vec<Match>) -> Vec<Match> {
    all.sort_by_key(Match::place);
    let mut gathered: Vec<Match> = Vec::new();
    for one in all {
        match gathered.last_mut() {
            Some(last) if last.place() == one.place() => {
                last.is_doubtful |= one.is_doubtful || one.matched != last.matched;
            }
            _ => gathered.push(one),
        }
    }
    gathered
}

/// Those inside which no other lies, each stretch of words once.
fn minimal(all: Vec<Match>) -> Vec<Match> {
    let all = gathered(all);
    let mut minimal: Vec<Match> = all.iter().filter(|a| !all.iter().any(|b| b.lies_inside(a))).cloned().collect();
    minimal.dedup_by_key(|m| (m.start, m.end));
    minimal
}

fn folded(text: &str, folding: Folding) -> String {
    let mut folded = String::new();
    fold_into(text, folding, &mut folded);
    folded
}

fn like(pieces: &[PatternPiece], word: &str) -> bool {
    match pieces {
        [] => word.is_empty(),
        [PatternPiece::Literal(text), rest @ ..] => {
            word.strip_prefix(text.as_str()).is_some_and(|word| like(rest, word))
        }
        [PatternPiece::One, rest @ ..] => word.chars().next().is_some_and(|c| like(rest, &word[c.len_utf8()..])),
        [PatternPiece::Star, rest @ ..] => (0..=word.len()).any(|i| word.is_char_boundary(i) && like(rest, &word[i..])),
    }
}

/// An entry of a phrase, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Entry {
    Word(Vec<PatternPiece>),
    Any,
    UpTo(u32),
}

/// A mention as plain loops find it. Where several words would do as well, the engine may choose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    pub code: CodeId,
    pub span: Span,
    pub rules: Vec<RuleId>,
    /// The matched words, the stance and its cue; none where they are doubtful.
    pub meant: Option<(Vec<usize>, Stance, Option<Span>)>,
}

/// A mention before overlap is looked at.
#[derive(Clone)]
struct Claimed {
    found: Match,
    rules: Vec<RuleId>,
    stance: Stance,
    cue: Option<Span>,
}

/// What is looked at: what admission admits, or the questions.
struct View {
    turns: Vec<bool>,
    /// By turn, the answer or question it belongs to.
    answers: Vec<usize>,
    is_of_questions: bool,
}

/// What was found for a question, so that nothing is searched twice.
type Memo<K, V> = RefCell<HashMap<K, Rc<V>>>;

/// A document, and what was asked of it once is remembered.
pub(super) struct Plain<'a> {
    codebook: &'a Codebook,
    document: &'a Document,
    segments: &'a Segments,
    stems: Option<Stems>,
    cues: Option<Cues>,
    folded: BTreeMap<Folding, Vec<String>>,
    /// Where each folded word stands.
    places: BTreeMap<Folding, BTreeMap<String, Vec<usize>>>,
    transparent: Vec<bool>,
    sentence: Vec<usize>,
    paragraph: Vec<usize>,
    turn: Vec<usize>,
    terms: Memo<(Folding, Vec<PatternPiece>), Vec<usize>>,
    phrases: Memo<(Folding, Vec<Entry>), Vec<Match>>,
    graphemes: Memo<usize, Vec<usize>>,
}

impl<'a> Plain<'a> {
    pub fn new(codebook: &'a Codebook, document: &'a Document, segments: &'a Segments) -> Self {
        let language = document.language.as_deref().or(codebook.language());
        let count = segments.words.len();
        let places = |stretches: &mut dyn Iterator<Item = std::ops::Range<u32>>| {
            let mut places = vec![0; count];
            for (i, words) in stretches.enumerate() {
                words.for_each(|word| places[word as usize] = i);
            }
            places
        };
        let folds = [Folding::Folded, Folding::Cased, Folding::Exact];
        let fold_all =
            |folding| segments.words.iter().map(|word| folded(word.span.of(&document.text), folding)).collect();
        let folded: BTreeMap<Folding, Vec<String>> =
            folds.into_iter().map(|folding| (folding, fold_all(folding))).collect();
        let places_of = |words: &Vec<String>| {
            let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            words.iter().enumerate().for_each(|(at, word)| places.entry(word.clone()).or_default().push(at));
            places
        };
        let skips = codebook.settings.skip == Skip::Speech;
        Plain {
            codebook,
            document,
            segments,
            stems: codebook.language().and_then(Stems::of),
            cues: Cues::of(language),
            places: folded.iter().map(|(&folding, words)| (folding, places_of(words))).collect(),
            folded,
            transparent: segments.words.iter().map(|word| skips && word.transparent).collect(),
            sentence: places(&mut segments.sentences.iter().map(|sentence| sentence.words.clone())),
            paragraph: places(&mut segments.paragraphs.iter().map(|paragraph| paragraph.words.clone())),
            turn: places(&mut segments.turns.iter().cloned()),
            terms: RefCell::default(),
            phrases: RefCell::default(),
            graphemes: RefCell::default(),
        }
    }

    fn language(&self) -> Option<&str> {
        self.document.language.as_deref().or(self.codebook.language())
    }

    /// The mentions of some codes, in order of code and place.
    pub fn mentions(&self, admission: &Admission, codes: &BTreeSet<CodeId>) -> Vec<Told> {
        let count = self.document.turns.len();
        let alone = |turn: usize| self.segments.answers.len() + turn;
        let answers =
            (0..count).map(|turn| self.segments.answer_of[turn].map_or(alone(turn), |answer| answer as usize));
        let view = View {
            turns: (0..count).map(|turn| admission.admits(self.document, TurnId::new(turn))).collect(),
            answers: answers.collect(),
            is_of_questions: false,
        };
        let told = |(code, claimed): (CodeId, Claimed)| {
            let Claimed { found, mut rules, stance, cue } = claimed;
            rules.sort_unstable();
            rules.dedup();
            let turn = self.turn[found.start.min(self.turn.len() - 1)];
            let (turn, span) =
                if found.start == found.end { (self.turn[found.home], found.span) } else { (turn, found.span) };
            let meant = (!found.is_doubtful).then_some((found.matched, stance, cue));
            Told { code, span: self.widened(turn, span), rules, meant }
        };
        let mut all: Vec<Told> = self.kept(&view, codes).into_iter().map(told).collect();
        all.sort_by_key(|told| (told.code, told.span));
        all
    }

    /// For each answer, those of some codes that its question matches.
    pub fn prompted(&self, codes: &BTreeSet<CodeId>) -> Vec<BTreeSet<CodeId>> {
        let count = self.document.turns.len();
        let mut answers = vec![usize::MAX; count];
        for answer in self.segments.answers.iter().filter(|answer| !answer.question.is_empty()) {
            answer.question.clone().for_each(|turn| answers[turn as usize] = answer.question.start as usize);
        }
        let turns = answers.iter().map(|&question| question != usize::MAX).collect();
        let view = View { turns, answers, is_of_questions: true };
        let kept = self.kept(&view, codes);
        let of = |answer: &crate::segment::Answer| {
            let is_asked = |found: &Match| view.answers[self.turn[found.home]] == answer.question.start as usize;
            let asked = kept.iter().filter(|(_, claimed)| !answer.question.is_empty() && is_asked(&claimed.found));
            asked.map(|(code, _)| *code).collect()
        };
        self.segments.answers.iter().map(of).collect()
    }

    /// What is left when mentions inside longer ones of other codes are dropped, where they are.
    fn kept(&self, view: &View, codes: &BTreeSet<CodeId>) -> Vec<(CodeId, Claimed)> {
        let longest = self.codebook.settings.overlap == Overlap::Longest;
        let mut done = BTreeMap::new();
        let all = (0..self.codebook.codes.len()).map(CodeId::new);
        all.filter(|code| longest || codes.contains(code)).for_each(|code| self.resolve(code, view, &mut done));
        let all: Vec<(CodeId, Claimed)> =
            done.into_iter().flat_map(|(code, claims)| claims.into_iter().map(move |claim| (code, claim))).collect();
        let is_nested = |code: CodeId, span: Span| {
            all.iter()
                .any(|(other, claim)| *other != code && claim.found.span != span && claim.found.span.contains(span))
        };
        let kept =
            all.iter().filter(|(code, claim)| codes.contains(code) && !(longest && is_nested(*code, claim.found.span)));
        kept.cloned().collect()
    }

    /// Finds the mentions of a code, and before them those of the codes that it looks at.
    fn resolve(&self, code: CodeId, view: &View, done: &mut BTreeMap<CodeId, Vec<Claimed>>) {
        if done.contains_key(&code) {
            return;
        }
        let of = self.codebook.code(code);
        let mut seen = BTreeSet::new();
        of.rules.iter().for_each(|rule| self.looks_at(&rule.node, &mut seen));
        seen.into_iter().for_each(|other| self.resolve(other, view, done));
        let mut proposed: Vec<Claimed> = Vec::new();
        for rule in &of.rules {
            let all = rule.scoped.or(&of.scoped).or(&self.codebook.scoped);
            let choice = all.stance.unwrap_or_default();
            let reads = choice == StanceChoice::Affirmed || choice == StanceChoice::Mark && !view.is_of_questions;
            let asked = Asked {
                plain: self,
                within: all.within.unwrap_or_default(),
                folding: all.diacritics.unwrap_or_default().into(),
                turns: self.scope(of, rule, view),
                view,
                done,
            };
            for found in asked.of(&rule.node) {
                let (stance, cue) = if reads { self.stance(&found.matched) } else { (Stance::Affirmed, None) };
                if stance == Stance::Affirmed || choice != StanceChoice::Affirmed {
                    proposed.push(Claimed { found, rules: vec![rule.id], stance, cue });
                }
            }
        }
        proposed.sort_by_key(|claim| {
            let Match { start, end, span, .. } = claim.found;
            (std::cmp::Reverse(end - start), start, span, claim.rules[0])
        });
        let mut taken: Vec<Claimed> = Vec::new();
        for claim in proposed {
            let found = &claim.found;
            let rival = taken.iter_mut().find(|other| {
                other.found.shares(found) || found.start == found.end && other.found.place() == found.place()
            });
            match rival {
                Some(other) if other.found.span == found.span => other.rules.extend(claim.rules),
                Some(_) => {}
                None => taken.push(claim),
            }
        }
        taken.sort_by_key(|claim| claim.found.place());
        done.insert(code, taken);
    }

    fn looks_at(&self, node: &Node, seen: &mut BTreeSet<CodeId>) {
        let mut lists = Vec::new();
        node.visit(&mut |node| match &node.expr {
            Expr::Atom(Atom::Code { id, below }) => seen.extend(self.codes(id, *below)),
            Expr::Atom(Atom::List(name)) => lists.push(name),
            _ => {}
        });
        for name in lists {
            self.codebook.lists[name].nodes.iter().for_each(|node| self.looks_at(node, seen));
        }
    }

    fn codes(&self, id: &str, below: bool) -> Vec<CodeId> {
        let is_meant = |code: &Code| code.id == id || below && code.id.starts_with(&format!("{id}/"));
        (0..self.codebook.codes.len()).map(CodeId::new).filter(|&code| is_meant(self.codebook.code(code))).collect()
    }

    /// In which of the turns that are looked at a rule proposes. Of a question it is asked who answers.
    fn scope(&self, code: &Code, rule: &Rule, view: &View) -> Vec<bool> {
        let own = rule.scoped.or(&code.scoped);
        let all = own.or(&self.codebook.scoped);
        let speaks = own
            .language
            .as_ref()
            .is_none_or(|wanted| self.language().is_some_and(|language| language.eq_ignore_ascii_case(wanted)));
        let holds = |turn: usize| {
            let turn = TurnId::new(turn);
            all.r#where.as_ref().is_none_or(|condition| condition.holds(|name| self.document.variable(turn, name)))
        };
        let admits = |turn: usize| {
            if view.is_of_questions {
                let mut answers =
                    self.segments.answers.iter().filter(|answer| answer.question.contains(&(turn as u32)));
                return answers.any(|answer| holds(answer.turns[0].index()));
            }
            let (part, speaker) = (self.document.part(TurnId::new(turn)), self.document.speaker(TurnId::new(turn)));
            own.part.is_none_or(|wanted| wanted.admits(part))
                && all.speaker.as_ref().is_none_or(|wanted| speaker.is_some_and(|s| fold(&s.label) == fold(wanted)))
                && holds(turn)
        };
        (0..view.turns.len()).map(|turn| view.turns[turn] && speaks && admits(turn)).collect()
    }

    /// The stretch of whole graphemes that holds a stretch of a turn.
    fn widened(&self, turn: usize, span: Span) -> Span {
        let of = self.document.turns[turn].span;
        let mut known = self.graphemes.borrow_mut();
        let edges = known.entry(turn).or_insert_with(|| {
            let text = of.of(&self.document.text);
            let starts = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]);
            Rc::new(starts.map(|at| at + of.start as usize).collect())
        });
        let from = edges.iter().rev().find(|&&edge| edge <= span.start as usize);
        let to = edges.iter().find(|&&edge| edge >= span.end as usize);
        Span::new(*from.expect("the turn starts before"), *to.expect("the turn ends behind"))
    }

    /// The words that look like this, in order of place.
    fn term(&self, pieces: Vec<PatternPiece>, folding: Folding) -> Rc<Vec<usize>> {
        let find = |pieces: &[PatternPiece]| {
            let alike = self.places[&folding].iter().filter(|(word, _)| like(pieces, word));
            let places: BTreeSet<usize> = alike.flat_map(|(_, places)| places).copied().collect();
            Rc::new(places.into_iter().collect())
        };
        let mut known = self.terms.borrow_mut();
        known.entry((folding, pieces)).or_insert_with_key(|(_, pieces)| find(pieces)).clone()
    }

    fn phrase(&self, entries: Vec<Entry>, folding: Folding) -> Rc<Vec<Match>> {
        if let Some(known) = self.phrases.borrow().get(&(folding, entries.clone())) {
            return known.clone();
        }
        let (mut all, words) = (Vec::new(), &self.folded[&folding]);
        let starts = match &entries[0] {
            Entry::Word(pieces) => self.term(pieces.clone(), folding),
            _ => Rc::new((0..words.len()).collect()),
        };
        for &start in starts.iter() {
            let limit = self.segments.sentences[self.sentence[start]].words.end as usize;
            let mut ways = Vec::new();
            self.ways(&entries, words, start, limit, true, &mut Vec::new(), &mut ways);
            all.extend(ways.into_iter().map(|(end, matched)| self.stretch(start, end, matched)));
        }
        let found = Rc::new(minimal(all));
        self.phrases.borrow_mut().insert((folding, entries), found.clone());
        found
    }

    /// Every way to take words from `at` on for the entries; only between them may words be skipped.
    #[expect(clippy::too_many_arguments, reason = "one step of a search")]
    fn ways(
        &self,
        entries: &[Entry],
        words: &[String],
        at: usize,
        limit: usize,
        is_first: bool,
        taken: &mut Vec<usize>,
        all: &mut Vec<(usize, Vec<usize>)>,
    ) {
        let Some((entry, rest)) = entries.split_first() else { return all.push((at, taken.clone())) };
        let is_there = at < limit;
        if is_there && !is_first && self.transparent[at] {
            self.ways(entries, words, at + 1, limit, false, taken, all);
        }
        let takes = match entry {
            Entry::Word(pieces) => is_there && like(pieces, &words[at]),
            Entry::Any => is_there && !self.transparent[at],
            Entry::UpTo(n) => {
                self.ways(rest, words, at, limit, false, taken, all);
                if *n > 0 && is_there && !self.transparent[at] {
                    let fewer: Vec<Entry> = [Entry::UpTo(n - 1)].into_iter().chain(rest.iter().cloned()).collect();
                    self.ways(&fewer, words, at + 1, limit, false, taken, all);
                }
                false
            }
        };
        if takes {
            taken.push(at);
            self.ways(rest, words, at + 1, limit, false, taken, all);
            taken.pop();
        }
    }

    fn stretch(&self, start: usize, end: usize, matched: Vec<usize>) -> Match {
        let words = &self.segments.words;
        let span = words[start].span.cover(words[end - 1].span);
        Match { start, end, span, home: start, matched, is_doubtful: false }
    }

    /// Whether at most `n` words lie between, those not counted that may be skipped.
    fn are_within(&self, from: usize, to: usize, n: u32) -> bool {
        (from..to).filter(|&word| !self.transparent[word]).take(n as usize + 1).count() <= n as usize
    }
}
