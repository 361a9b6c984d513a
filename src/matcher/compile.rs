//! From a codebook to a matcher: every pattern once, every rule as a tree over patterns, and for each
//! pattern the rules that its hits may set off.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::fast::FixedState;
use indexmap::IndexSet;
use regex::{Regex, RegexBuilder};

use crate::codebook::{
    Atom, Code, Codebook, Comparison, Expr, Node, Overlap, Pattern, PhraseWord, Rule, Skip, StanceChoice,
};
use crate::diagnostic::Diagnostic;
use crate::ids::{CodeId, RuleId};
use crate::scope::{Condition, Universe, Within};
use crate::text::{Folding, Span, fold};

use super::MatchOptions;
use super::order::{codes, order};
use super::pattern::{Stems, WordPattern};
use super::scan::{PatternId, Scanner};
use super::stance::Cues;
use super::weigh::Weights;

/// A compiled codebook: what [`crate::matcher`] is about.
///
/// Immutable and shared by all threads; what one document needs lives in a [`super::Scratch`].
pub struct Matcher {
    /// Tells a [`super::Scratch`] whether what it remembers is this matcher's.
    pub(super) number: u64,
    pub(super) scanner: Scanner,
    pub(super) patterns: Vec<WordPattern>,
    pub(super) phrases: IndexSet<Phrase, FixedState>,
    /// What there is to know of each phrase beside its words.
    pub(super) phrase_uses: Vec<PhraseUse>,
    /// By pattern, the phrases that are anchored on it.
    pub(super) by_anchor: Vec<Vec<u32>>,
    /// Of each set of words and phrases, the number of its words among the hits, if it has words.
    pub(super) sets: Vec<Option<PatternId>>,
    pub(super) regexes: Vec<Regex>,
    /// In order of evaluation: codes in order of dependence, and within a code in the codebook's order.
    pub(super) rules: Vec<CompiledRule>,
    pub(super) scopes: Vec<RuleScope>,
    /// By pattern, the rules (places in `rules`) that its hits set off.
    pub(super) by_pattern: Vec<Vec<u32>>,
    /// By code, the rules that its mentions set off.
    pub(super) by_code: Vec<Vec<u32>>,
    /// The rules that every document sets off: those of regular expressions alone.
    pub(super) always: Vec<u32>,
    pub(super) skips: bool,
    pub(super) overlap: Overlap,
    pub(super) language: Option<String>,
    pub(super) cues: BTreeMap<String, Cues>,
    /// All cue lists together, for documents of no known language.
    pub(super) every_cue: Cues,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (rules, patterns) = (self.rules.len(), self.patterns.len());
        f.debug_struct("Matcher").field("rules", &rules).field("patterns", &patterns).finish_non_exhaustive()
    }
}

/// A rule, ready to be evaluated.
pub(super) struct CompiledRule {
    pub id: RuleId,
    pub code: CodeId,
    pub op: Op,
    pub within: Within,
    pub stance: StanceChoice,
    /// Its place in [`Matcher::scopes`].
    pub scope: usize,
}

/// Where a rule proposes, as its code and the rule itself say.
///
/// The codebook's own `part` is no scope: it is the universe's default, which the caller admits by; its
/// own `language` is the language of the codebook.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RuleScope {
    pub part: Option<Universe>,
    /// Folded.
    pub speaker: Option<String>,
    pub condition: Option<Condition>,
    pub language: Option<String>,
}

/// A part of a rule over compiled patterns, with the stretch of the rule's text that says it.
#[derive(Clone, Debug)]
pub(super) struct Op {
    pub kind: OpKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum OpKind {
    Word(PatternId),
    Phrase(usize),
    Regex(usize),
    Code(Vec<CodeId>),
    /// Any of these words; the first is the number of their group. A list of a hundred words costs one look then.
    Words(usize, Vec<Op>),
    /// Any of these words and phrases; the first is the number of their set. A set is looked for once in a document, for all
    /// rules that hold it.
    Set(usize, Vec<Op>),
    Or(Vec<Op>),
    And(Box<[Op; 2]>),
    Not(Box<[Op; 2]>),
    NotNear(Box<[Op; 2]>, u32),
    Except(Box<[Op; 2]>),
    Near(Box<[Op; 2]>, u32),
    Before(Box<[Op; 2]>, u32),
    NearAll(Vec<Op>, u32),
    Count(Box<Op>, Comparison, u32),
}

impl OpKind {
    /// Says that the entries of a list stand where a rule names the list.
    fn stand_at(&mut self, span: Span) {
        if let OpKind::Words(_, members) | OpKind::Set(_, members) | OpKind::Or(members) = self {
            for member in members {
                member.span = span;
                if let OpKind::Words(_, words) = &mut member.kind {
                    words.iter_mut().for_each(|word| word.span = span);
                }
            }
        }
    }
}

/// Words one after another, found by the one that is longest; equal ones are kept once.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Phrase {
    pub elements: Vec<Element>,
    /// The place of the word that is looked for; the others are compared around its hits.
    pub anchor: usize,
}

/// Where a phrase is used, and what it needs.
#[derive(Debug, Default)]
pub(super) struct PhraseUse {
    /// The sets that hold it, each with its place there.
    pub sets: Vec<(u32, u32)>,
    /// Its other words that are looked for too: without one of them in a document, there is no such phrase.
    pub needs: Vec<PatternId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Element {
    Word(PatternId),
    Any,
    UpTo(u32),
}

/// Whether a comparison holds for contexts without a single mention.
pub(super) fn holds_for_none(comparison: Comparison, n: u32) -> bool {
    comparison.holds(0, u64::from(n))
}

impl Matcher {
    /// Whether some rule looks at a whole transcript at once (`within = "transcript"`), so that a long one must not be
    /// handed over in portions.
    #[must_use]
    pub fn needs_whole_transcripts(&self) -> bool {
        self.rules.iter().any(|rule| rule.within == Within::Transcript)
    }

    /// Compiles a codebook.
    ///
    /// # Errors
    /// With every mistake of its rules: a regular expression that is none, a code or list that does not
    /// exist, codes that wait for each other, a stem without a language, a count that every text satisfies
    /// where mentions are wanted.
    pub fn new(codebook: &Codebook, options: &MatchOptions) -> Result<Self, Vec<Diagnostic>> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let stems = codebook.language().and_then(Stems::of);
        let mut compiler = Compiler::new(codebook, stems);
        let order = order(codebook, &mut compiler.mistakes);
        let mut rules = Vec::new();
        let mut scopes: Vec<RuleScope> = Vec::new();
        for code in order {
            for rule in &codebook.code(code).rules {
                let own = rule.scoped.or(&codebook.code(code).scoped);
                let all = own.or(&codebook.scoped);
                let scope = RuleScope {
                    part: own.part,
                    speaker: all.speaker.as_deref().map(fold),
                    condition: all.r#where.clone(),
                    language: own.language.clone(),
                };
                let scope = scopes.iter().position(|known| *known == scope).unwrap_or_else(|| {
                    scopes.push(scope);
                    scopes.len() - 1
                });
                compiler.folding = all.diacritics.unwrap_or_default().into();
                compiler.at = Some((codebook.code(code), rule));
                let op = compiler.op(&rule.node, false);
                let (within, stance) = (all.within.unwrap_or_default(), all.stance.unwrap_or_default());
                rules.push(CompiledRule { id: rule.id, code, op, within, stance, scope });
            }
        }
        let mut mistakes = std::mem::take(&mut compiler.mistakes);
        let (cues, every_cue) = options.cues.compile(&mut mistakes);
        let Compiler { patterns, anchors, groups, phrases, sets, regexes, stems, .. } = compiler;
        let patterns: Vec<WordPattern> = patterns.into_iter().collect();
        let scanner = Scanner::new(&patterns, &anchors, &groups, &every_cue.words(), stems);
        let scanner = match scanner {
            Ok(scanner) if mistakes.is_empty() => scanner,
            Ok(_) => return Err(mistakes),
            Err(error) => {
                mistakes.push(
                    Diagnostic::error("too-many-patterns", format!("the codebook's wildcards are too many: {error}"))
                        .help("write some of the terms that begin with `*` as whole words"),
                );
                return Err(mistakes);
            }
        };
        let number_of = |words: SetWords| match words {
            SetWords::One(word) => word,
            SetWords::Group(group) => scanner.group(group),
        };
        let (phrase_uses, by_anchor) = uses(&phrases, &sets, &anchors);
        let sets = sets.iter().map(|&(words, _)| words.map(number_of)).collect();
        let mut matcher = Self {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            scanner,
            by_pattern: vec![Vec::new(); patterns.len() + groups.len()],
            by_code: vec![Vec::new(); codebook.codes.len()],
            always: Vec::new(),
            patterns,
            phrases,
            phrase_uses,
            by_anchor,
            sets,
            regexes,
            rules: Vec::new(),
            scopes,
            skips: codebook.settings.skip == Skip::Speech,
            overlap: codebook.settings.overlap,
            language: codebook.language().map(str::to_owned),
            cues,
            every_cue,
        };
        let weights = Weights::of(&matcher);
        for (at, rule) in rules.iter().enumerate() {
            matcher.set_off(at as u32, &rule.op, &weights);
        }
        for rules in matcher.by_pattern.iter_mut().chain(&mut matcher.by_code).chain([&mut matcher.always]) {
            rules.dedup();
        }
        matcher.rules = rules;
        Ok(matcher)
    }
}

/// How each phrase is used, and by pattern the phrases anchored on it.
fn uses(
    phrases: &IndexSet<Phrase, FixedState>,
    sets: &IndexSet<SetParts, FixedState>,
    anchors: &[bool],
) -> (Vec<PhraseUse>, Vec<Vec<u32>>) {
    let mut uses: Vec<PhraseUse> = phrases.iter().map(|_| PhraseUse::default()).collect();
    let mut by_anchor = vec![Vec::new(); anchors.len()];
    for (number, phrase) in phrases.iter().enumerate() {
        for (at, element) in phrase.elements.iter().enumerate() {
            match element {
                Element::Word(pattern) if at == phrase.anchor => by_anchor[pattern.0 as usize].push(number as u32),
                Element::Word(pattern) if anchors[pattern.0 as usize] => uses[number].needs.push(*pattern),
                _ => {}
            }
        }
    }
    for (set, (_, phrases)) in sets.iter().enumerate() {
        for (place, &phrase) in phrases.iter().enumerate() {
            uses[phrase].sets.push((set as u32, place as u32));
        }
    }
    (uses, by_anchor)
}

/// The words of a set, and the numbers of its phrases.
type SetParts = (Option<SetWords>, Vec<usize>);

/// The words of a set of words and phrases.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum SetWords {
    One(PatternId),
    Group(usize),
}

struct Compiler<'a> {
    codebook: &'a Codebook,
    stems: Option<Stems>,
    folding: Folding,
    /// The rule at hand, with its code.
    at: Option<(&'a Code, &'a Rule)>,
    /// The lists that are being opened, from the outside in.
    opened: Vec<String>,
    /// The lists without a mistake that were opened before.
    lists: HashMap<(&'a str, Folding), OpKind>,
    patterns: IndexSet<WordPattern, FixedState>,
    anchors: Vec<bool>,
    groups: IndexSet<Vec<PatternId>, FixedState>,
    phrases: IndexSet<Phrase, FixedState>,
    sets: IndexSet<SetParts, FixedState>,
    regexes: Vec<Regex>,
    mistakes: Vec<Diagnostic>,
}

impl<'a> Compiler<'a> {
    /// `a+b+c` has as many forms as there are ways to join: this many parts give 32.
    const PARTS: usize = 6;

    fn new(codebook: &'a Codebook, stems: Option<Stems>) -> Self {
        Self {
            codebook,
            stems,
            folding: Folding::default(),
            at: None,
            opened: Vec::new(),
            lists: HashMap::new(),
            patterns: IndexSet::default(),
            anchors: Vec::new(),
            groups: IndexSet::default(),
            phrases: IndexSet::default(),
            sets: IndexSet::default(),
            regexes: Vec::new(),
            mistakes: Vec::new(),
        }
    }

    fn mistake(&mut self, kind: &'static str, message: &str, help: impl Into<String>) -> OpKind {
        let place = self.at.map_or_else(String::new, |(code, rule)| {
            format!("code `{}`, line {}: `{}`", code.id, rule.line, rule.text)
        });
        self.mistakes.push(Diagnostic::error(kind, format!("{place}: {message}")).help(help));
        OpKind::Or(Vec::new())
    }

    /// A part of a rule; `right` when it stands to the right of AND or NOT, where a count may be satisfied
    /// by nothing.
    fn op(&mut self, node: &Node, right: bool) -> Op {
        let kind = match &node.expr {
            Expr::Atom(atom) => self.atom(atom, node.span),
            Expr::Or(sides) => {
                let sides = sides.iter().map(|side| self.op(side, false)).collect();
                self.any(sides, node.span)
            }
            Expr::And(a, b) => OpKind::And(Box::new([self.op(a, false), self.op(b, true)])),
            Expr::Not(a, b) => OpKind::Not(Box::new([self.op(a, false), self.op(b, true)])),
            Expr::NotNear(a, b, n) => OpKind::NotNear(self.pair(a, b), *n),
            Expr::Except(a, b) => OpKind::Except(self.pair(a, b)),
            Expr::Near(a, b, n) => OpKind::Near(self.pair(a, b), *n),
            Expr::Before(a, b, n) => OpKind::Before(self.pair(a, b), *n),
            Expr::NearAll(sides, n) => OpKind::NearAll(sides.iter().map(|side| self.op(side, false)).collect(), *n),
            Expr::Count(counted, comparison, n) => {
                let counted = self.op(counted, false);
                if holds_for_none(*comparison, *n) && !right {
                    self.mistake(
                        "count-of-nothing",
                        "this count holds where there is no mention at all, so it can mark nothing",
                        "put it to the right of AND or NOT: `schaam* AND COUNT(trots*) < 3`",
                    )
                } else {
                    OpKind::Count(Box::new(counted), *comparison, *n)
                }
            }
        };
        Op { kind, span: node.span }
    }

    fn pair(&mut self, a: &Node, b: &Node) -> Box<[Op; 2]> {
        Box::new([self.op(a, false), self.op(b, false)])
    }

    fn atom(&mut self, atom: &Atom, span: Span) -> OpKind {
        match atom {
            Atom::Term(pattern) => self.words(std::slice::from_ref(pattern), self.folding),
            Atom::Exact(patterns) => self.words(patterns, Folding::Exact),
            Atom::Phrase(words) => self.phrase(words, self.folding),
            Atom::Joined(parts) if parts.len() > Self::PARTS => {
                let help = format!("join at most {} parts with `+`, and write the rest as one word", Self::PARTS);
                self.mistake("too-many-parts", "too many parts are joined with `+`", help)
            }
            Atom::Joined(parts) => self.joined(parts, span),
            Atom::Stem(word) => match &self.stems {
                Some(stems) => {
                    let pattern = WordPattern::stem(word, self.folding, stems);
                    OpKind::Word(self.pattern(pattern, true))
                }
                None => {
                    let (message, help) = match self.codebook.language() {
                        None => (
                            "`stem:` needs to know the language of the words".to_owned(),
                            "add `language = \"nl\"` under [codebook]",
                        ),
                        Some(language) => (
                            format!("there are no stems for the language `{language}`"),
                            "write the words with a wildcard, such as `schaam*`",
                        ),
                    };
                    self.mistake("no-stems", &message, help)
                }
            },
            Atom::List(name) => self.list(name, span),
            Atom::Regex(source) => match RegexBuilder::new(source).case_insensitive(true).build() {
                Ok(regex) => {
                    self.regexes.push(regex);
                    OpKind::Regex(self.regexes.len() - 1)
                }
                Err(error) => self.mistake(
                    "bad-regex",
                    &format!("this is no regular expression: {error}"),
                    "the syntax is that of https://docs.rs/regex/latest/regex/#syntax",
                ),
            },
            Atom::Code { id, below } => match self.codebook.find(id) {
                Some(code) => OpKind::Code(codes(self.codebook, code, *below)),
                None => self.mistake(
                    "unknown-code",
                    &format!("there is no code `{id}`"),
                    "check the spelling of the code's id",
                ),
            },
        }
    }

    fn list(&mut self, name: &str, span: Span) -> OpKind {
        let codebook = self.codebook;
        let Some((name, list)) = codebook.lists.get_key_value(name) else {
            return self.mistake("unknown-list", &format!("there is no list `${name}`"), "add it under [lists]");
        };
        if self.opened.contains(name) {
            return self.mistake(
                "cycle",
                &format!("the list `${name}` holds itself"),
                "take the list out of its own entries",
            );
        }
        let key = (name.as_str(), self.folding);
        if let Some(known) = self.lists.get(&key) {
            let mut known = known.clone();
            known.stand_at(span);
            return known;
        }
        let mistakes = self.mistakes.len();
        self.opened.push(name.clone());
        let entries = list.nodes.iter().map(|node| Op { span, ..self.op(node, false) }).collect();
        self.opened.pop();
        let kind = self.any(entries, span);
        if self.mistakes.len() == mistakes {
            self.lists.insert(key, kind.clone());
        }
        kind
    }

    /// Any of some parts: the words among them, also those of lists, are looked for as one, and so are words and phrases.
    fn any(&mut self, parts: Vec<Op>, span: Span) -> OpKind {
        let (mut words, mut others) = (Vec::new(), Vec::new());
        Self::sort_out(parts, true, &mut words, &mut others);
        if words.len() > 1 {
            let member = |word: &Op| if let OpKind::Word(id) = word.kind { Some(id) } else { None };
            let mut members: Vec<PatternId> = words.iter().filter_map(member).collect();
            members.sort_unstable();
            members.dedup();
            let (group, _) = self.groups.insert_full(members);
            words = vec![Op { kind: OpKind::Words(group, words), span }];
        }
        if words.len() + others.len() == 1 {
            return words.into_iter().chain(others).next().map_or(OpKind::Or(Vec::new()), |only| only.kind);
        }
        let (mut of_words, mut phrases) = (None, Vec::new());
        for part in words.iter().chain(&others) {
            match part.kind {
                OpKind::Word(id) => of_words = Some(SetWords::One(id)),
                OpKind::Words(group, _) => of_words = Some(SetWords::Group(group)),
                OpKind::Phrase(phrase) => phrases.push(phrase),
                _ => {
                    others.splice(0..0, words);
                    return OpKind::Or(others);
                }
            }
        }
        let (set, _) = self.sets.insert_full((of_words, phrases));
        others.splice(0..0, words);
        OpKind::Set(set, others)
    }

    /// Tells words from other parts, through lists, and through ORs when these are `open`.
    fn sort_out(parts: Vec<Op>, open: bool, words: &mut Vec<Op>, others: &mut Vec<Op>) {
        for part in parts {
            match part.kind {
                OpKind::Word(_) => words.push(part),
                OpKind::Words(_, inner) => words.extend(inner),
                OpKind::Set(_, inner) | OpKind::Or(inner) if open => Self::sort_out(inner, false, words, others),
                _ => others.push(part),
            }
        }
    }

    fn joined(&mut self, parts: &[Pattern], span: Span) -> OpKind {
        let gaps = parts.len().saturating_sub(1);
        let mut forms = Vec::new();
        for apart in 0..1_u32 << gaps {
            let mut words: Vec<Vec<Pattern>> = vec![Vec::new()];
            for (i, part) in parts.iter().enumerate() {
                if i > 0 && apart >> (i - 1) & 1 == 1 {
                    words.push(Vec::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push(part.clone());
                }
            }
            let elements = words.iter().map(|word| WordPattern::joined(word, self.folding)).collect();
            forms.push(Op { kind: self.elements(elements, &[]), span });
        }
        OpKind::Or(forms)
    }

    fn words(&mut self, patterns: &[Pattern], folding: Folding) -> OpKind {
        if let [pattern] = patterns {
            return match WordPattern::new(pattern, folding) {
                Some(word) => OpKind::Word(self.pattern(word, true)),
                None => self.nothing_to_find(),
            };
        }
        let elements = patterns.iter().map(|pattern| WordPattern::new(pattern, folding)).collect();
        self.elements(elements, &[])
    }

    fn phrase(&mut self, words: &[PhraseWord], folding: Folding) -> OpKind {
        let mut elements = Vec::new();
        let mut gaps: Vec<(usize, u32)> = Vec::new();
        for word in words {
            match word {
                PhraseWord::Word(pattern) => elements.push(WordPattern::new(pattern, folding)),
                PhraseWord::Any => elements.push(None),
                PhraseWord::UpTo(n) => match gaps.last_mut() {
                    Some((at, before)) if *at == elements.len() => *before = before.saturating_add(*n),
                    _ => gaps.push((elements.len(), *n)),
                },
            }
        }
        // A gap at an edge holds nothing that is matched.
        gaps.retain(|&(at, _)| at > 0 && at < elements.len());
        self.elements(elements, &gaps)
    }

    fn nothing_to_find(&mut self) -> OpKind {
        self.mistake("matches-everything", "this would match every word", "add at least one letter")
    }

    /// Words in a row (none: any word), with gaps before some of them.
    fn elements(&mut self, words: Vec<Option<WordPattern>>, gaps: &[(usize, u32)]) -> OpKind {
        let Some(rarest) = words.iter().flatten().map(WordPattern::weight).max() else {
            return self.nothing_to_find();
        };
        let anchor = words.iter().position(|word| word.as_ref().is_some_and(|word| word.weight() == rarest));
        let alone = words.len() == 1;
        let mut phrase = Phrase { elements: Vec::new(), anchor: 0 };
        for (i, word) in words.into_iter().enumerate() {
            if let Some(&(_, n)) = gaps.iter().find(|&&(at, _)| at == i) {
                phrase.elements.push(Element::UpTo(n));
            }
            let anchors = Some(i) == anchor;
            if anchors {
                phrase.anchor = phrase.elements.len();
            }
            match word {
                Some(pattern) => {
                    let pattern = self.pattern(pattern, anchors);
                    if alone {
                        return OpKind::Word(pattern);
                    }
                    phrase.elements.push(Element::Word(pattern));
                }
                None => phrase.elements.push(Element::Any),
            }
        }
        OpKind::Phrase(self.phrases.insert_full(phrase).0)
    }

    fn pattern(&mut self, pattern: WordPattern, anchors: bool) -> PatternId {
        let (at, new) = self.patterns.insert_full(pattern);
        if new {
            self.anchors.push(anchors);
        } else {
            self.anchors[at] |= anchors;
        }
        PatternId(at as u32)
    }
}
