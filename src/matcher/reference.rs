//! The rule language in plain loops over all words: slow, and simple enough to be right at a glance.
//!
//! The engine must find the same mentions in any text with any codebook. More cases than the usual 256:
//! `PROPTEST_CASES=20000 cargo test --no-default-features --lib plain_loops`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::tests::{codebook, document};
use super::{MatchOptions, Matcher, Scratch};
use crate::codebook::{Atom, Codebook, Expr, Node, Pattern, PatternPiece, PhraseWord};
use crate::corpus::{Admission, Document};
use crate::ids::TurnId;
use crate::scope::Within;
use crate::segment::{SegmentOptions, Segments};
use crate::text::fold;

/// Words from one place to another, the second excluded.
type Stretch = (usize, usize);

struct Text {
    words: Vec<String>,
    transparent: Vec<bool>,
    in_scope: Vec<bool>,
    sentence: Vec<usize>,
    paragraph: Vec<usize>,
    turn: Vec<usize>,
    /// The answer, or for an interviewer's turn a number of its own.
    answer: Vec<usize>,
}

impl Text {
    fn of(document: &Document, segments: &Segments, admission: &Admission) -> Self {
        let mut text = Text {
            words: Vec::new(),
            transparent: Vec::new(),
            in_scope: Vec::new(),
            sentence: Vec::new(),
            paragraph: Vec::new(),
            turn: Vec::new(),
            answer: Vec::new(),
        };
        for (i, word) in segments.words.iter().enumerate() {
            let holds = |words: &std::ops::Range<u32>| words.contains(&(i as u32));
            let turn = segments.turns.iter().position(holds).unwrap();
            text.words.push(fold(word.span.of(&document.text)));
            text.transparent.push(word.transparent);
            text.in_scope.push(admission.admits(document, TurnId::new(turn)));
            text.sentence.push(segments.sentences.iter().position(|s| holds(&s.words)).unwrap());
            text.paragraph.push(segments.paragraphs.iter().position(|p| holds(&p.words)).unwrap());
            text.turn.push(turn);
            text.answer.push(segments.answer_of[turn].map_or(1000 + turn, |answer| answer as usize));
        }
        text
    }

    fn between(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&i| !self.transparent[i]).count()
    }

    fn context(&self, word: usize, within: Within) -> usize {
        match within {
            Within::Sentence => self.sentence[word],
            Within::Paragraph => self.paragraph[word],
            Within::Turn => self.turn[word],
            Within::Answer => self.answer[word],
            Within::Transcript => 0,
        }
    }
}

fn like(pieces: &[PatternPiece], word: &str) -> bool {
    match pieces {
        [] => word.is_empty(),
        [PatternPiece::Literal(text), rest @ ..] => word.strip_prefix(&fold(text)).is_some_and(|word| like(rest, word)),
        [PatternPiece::One, rest @ ..] => word.chars().next().is_some_and(|c| like(rest, &word[c.len_utf8()..])),
        [PatternPiece::Star, rest @ ..] => (0..=word.len()).any(|i| word.is_char_boundary(i) && like(rest, &word[i..])),
    }
}

/// Whether the elements take exactly the words from `at` up to `end`; only between them may words be skipped.
fn takes(text: &Text, elements: &[PhraseWord], at: usize, end: usize, first: bool) -> bool {
    let Some((element, rest)) = elements.split_first() else { return at == end };
    if !first && at < end && text.transparent[at] && takes(text, elements, at + 1, end, false) {
        return true;
    }
    match element {
        PhraseWord::Word(Pattern { pieces }) => {
            at < end && like(pieces, &text.words[at]) && takes(text, rest, at + 1, end, false)
        }
        PhraseWord::Any => at < end && !text.transparent[at] && takes(text, rest, at + 1, end, false),
        PhraseWord::UpTo(n) => {
            takes(text, rest, at, end, false)
                || *n > 0 && at < end && !text.transparent[at] && {
                    let fewer: Vec<PhraseWord> =
                        [PhraseWord::UpTo(n - 1)].into_iter().chain(rest.iter().cloned()).collect();
                    takes(text, &fewer, at + 1, end, false)
                }
        }
    }
}

fn inside(inner: Stretch, outer: Stretch) -> bool {
    inner != outer && outer.0 <= inner.0 && inner.1 <= outer.1
}

fn share(a: Stretch, b: Stretch) -> bool {
    a.0 < b.1 && b.0 < a.1
}

fn minimal(all: &BTreeSet<Stretch>) -> BTreeSet<Stretch> {
    all.iter().copied().filter(|&a| !all.iter().any(|&b| inside(b, a))).collect()
}

fn left_to_right(all: BTreeSet<Stretch>) -> BTreeSet<Stretch> {
    let mut taken: BTreeSet<Stretch> = BTreeSet::new();
    for stretch in all {
        if !taken.iter().any(|&other| share(stretch, other)) {
            taken.insert(stretch);
        }
    }
    taken
}

struct Reference<'a> {
    text: &'a Text,
    within: Within,
    codebook: &'a Codebook,
    /// The mentions of the codes so far, by id.
    codes: Vec<(String, BTreeSet<Stretch>)>,
}

impl Reference<'_> {
    fn contexts(&self, stretches: &BTreeSet<Stretch>) -> BTreeSet<usize> {
        stretches.iter().map(|s| self.text.context(s.0, self.within)).collect()
    }

    fn near(&self, a: &Node, b: &Node, fits: impl Fn(Stretch, Stretch) -> bool) -> BTreeSet<Stretch> {
        let mut all = BTreeSet::new();
        for &a in &self.of(a) {
            for &b in &self.of(b) {
                if !share(a, b) && self.text.turn[a.0] == self.text.turn[b.0] && fits(a, b) {
                    all.insert((a.0.min(b.0), a.1.max(b.1)));
                }
            }
        }
        left_to_right(minimal(&all))
    }

    fn distance(&self, a: Stretch, b: Stretch) -> usize {
        if a.1 <= b.0 {
            self.text.between(a.1, b.0)
        } else if b.1 <= a.0 {
            self.text.between(b.1, a.0)
        } else {
            0
        }
    }

    /// All ways to take one match of every operand, no two sharing a word.
    fn tuples(&self, operands: &[BTreeSet<Stretch>], taken: &mut Vec<Stretch>, n: usize, all: &mut BTreeSet<Stretch>) {
        let Some((first, rest)) = operands.split_first() else {
            let start = taken.iter().map(|s| s.0).min().unwrap();
            let end = taken.iter().map(|s| s.1).max().unwrap();
            if self.text.turn[start] == self.text.turn[end - 1] && self.text.between(start, end) <= n {
                all.insert((start, end));
            }
            return;
        };
        for &stretch in first {
            if !taken.iter().any(|&other| share(stretch, other)) {
                taken.push(stretch);
                self.tuples(rest, taken, n, all);
                taken.pop();
            }
        }
    }

    /// The contexts in which a right side of AND or NOT holds.
    fn holding(&self, node: &Node) -> BTreeSet<usize> {
        if let Expr::Count(counted, comparison, n) = &node.expr {
            let all = self.of(counted);
            let every = (0..self.text.words.len()).map(|word| self.text.context(word, self.within));
            let count = |context: usize| all.iter().filter(|s| self.text.context(s.0, self.within) == context).count();
            return every.filter(|&context| comparison.holds(count(context) as u64, u64::from(*n))).collect();
        }
        self.contexts(&self.of(node))
    }

    fn of(&self, node: &Node) -> BTreeSet<Stretch> {
        let text = self.text;
        let count = text.words.len();
        match &node.expr {
            Expr::Atom(Atom::Term(pattern)) => {
                let hits = (0..count).filter(|&i| text.in_scope[i] && like(&pattern.pieces, &text.words[i]));
                hits.map(|i| (i, i + 1)).collect()
            }
            Expr::Atom(Atom::Phrase(elements)) => {
                let mut all = BTreeSet::new();
                for start in (0..count).filter(|&i| text.in_scope[i]) {
                    for end in start + 1..=count {
                        if text.sentence[start] == text.sentence[end - 1] && takes(text, elements, start, end, true) {
                            all.insert((start, end));
                        }
                    }
                }
                minimal(&all)
            }
            Expr::Atom(Atom::Code { id, .. }) => {
                let found = self.codes.iter().find(|(code, _)| code == id);
                found.map(|(_, stretches)| stretches.clone()).unwrap_or_default()
            }
            Expr::Atom(Atom::List(name)) => {
                self.codebook.lists[name].nodes.iter().flat_map(|entry| self.of(entry)).collect()
            }
            Expr::Atom(other) => panic!("{other:?} is not made here"),
            Expr::Or(sides) => sides.iter().flat_map(|side| self.of(side)).collect(),
            Expr::And(a, b) => {
                let (left, right) = (self.of(a), self.holding(b));
                let of_left = self.contexts(&left);
                let kept = left.into_iter().filter(|s| right.contains(&text.context(s.0, self.within)));
                let mut kept: BTreeSet<Stretch> = kept.collect();
                if !matches!(&b.expr, Expr::Count(_, comparison, n) if comparison.holds(0, u64::from(*n))) {
                    kept.extend(self.of(b).into_iter().filter(|s| of_left.contains(&text.context(s.0, self.within))));
                }
                kept
            }
            Expr::Not(a, b) => {
                let right = self.holding(b);
                self.of(a).into_iter().filter(|s| !right.contains(&text.context(s.0, self.within))).collect()
            }
            Expr::Except(a, b) => {
                let right = self.of(b);
                self.of(a).into_iter().filter(|&s| !right.iter().any(|&other| share(s, other))).collect()
            }
            Expr::NotNear(a, b, n) => {
                let right = self.of(b);
                let near = |a: Stretch, b: Stretch| {
                    a != b && text.turn[a.0] == text.turn[b.0] && self.distance(a, b) <= *n as usize
                };
                self.of(a).into_iter().filter(|&s| !right.iter().any(|&other| near(s, other))).collect()
            }
            Expr::Near(a, b, n) => self.near(a, b, |a, b| self.distance(a, b) <= *n as usize),
            Expr::Before(a, b, n) => self.near(a, b, |a, b| a.1 <= b.0 && self.distance(a, b) <= *n as usize),
            Expr::NearAll(sides, n) => {
                let operands: Vec<BTreeSet<Stretch>> = sides.iter().map(|side| self.of(side)).collect();
                let mut all = BTreeSet::new();
                self.tuples(&operands, &mut Vec::new(), *n as usize, &mut all);
                left_to_right(minimal(&all))
            }
            Expr::Count(counted, comparison, n) => {
                let all = self.of(counted);
                let same = |s: &Stretch| {
                    let context = text.context(s.0, self.within);
                    all.iter().filter(|other| text.context(other.0, self.within) == context).count()
                };
                all.iter().copied().filter(|s| comparison.holds(same(s) as u64, u64::from(*n))).collect()
            }
        }
    }
}

/// Every mention: its code's id, its words, its rules.
type Mentions = Vec<(String, Stretch, Vec<u32>)>;

/// Codes must stand in order of dependence.
fn by_hand(codebook: &Codebook, document: &Document, segments: &Segments, admission: &Admission) -> Mentions {
    let text = Text::of(document, segments, admission);
    let mut codes: Vec<(String, BTreeSet<Stretch>)> = Vec::new();
    let mut mentions = Vec::new();
    for code in &codebook.codes {
        let mut proposed: Vec<(Stretch, u32)> = Vec::new();
        for rule in &code.rules {
            let within = rule.scoped.within.or(code.scoped.within).unwrap_or_default();
            let reference = Reference { text: &text, within, codebook, codes: codes.clone() };
            proposed.extend(reference.of(&rule.node).into_iter().map(|stretch| (stretch, rule.id.0)));
        }
        let mut taken: Vec<(Stretch, Vec<u32>)> = Vec::new();
        proposed.sort_by_key(|&((start, end), rule)| (std::cmp::Reverse(end - start), start, rule));
        for (stretch, rule) in proposed {
            match taken.iter_mut().find(|(other, _)| share(stretch, *other)) {
                Some((other, rules)) if *other == stretch => rules.push(rule),
                Some(_) => {}
                None => taken.push((stretch, vec![rule])),
            }
        }
        taken.sort();
        codes.push((code.id.clone(), taken.iter().map(|(stretch, _)| *stretch).collect()));
        mentions.extend(taken.into_iter().map(|(stretch, rules)| (code.id.clone(), stretch, rules)));
    }
    mentions
}

fn by_engine(
    matcher: &Matcher,
    codebook: &Codebook,
    document: &Document,
    segments: &Segments,
    admission: &Admission,
    scratch: &mut Scratch,
) -> Mentions {
    let found = matcher.apply(document, segments, admission, scratch);
    let words = |span| {
        let words = segments.words_in(span);
        (words.start as usize, words.end as usize)
    };
    let mention = |mention: &crate::coding::Mention| {
        let rules = mention.rules().map(|rule| rule.0).collect();
        (codebook.code(mention.code).id.clone(), words(mention.span), rules)
    };
    found.mentions.iter().map(mention).collect()
}

fn any_rule() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => prop::sample::select(vec!["aa", "bb", "cc", "ab", "eh", "dd", "dd"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["a*", "*b", "?a", "*a*", "c?", "a*b"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "\"aa bb\"", "\"aa * bb\"", "\"aa <2> bb\"", "\"a* <1> bb <2> cc\"", "\"bb eh cc\"", "\"aa bb aa\"", "\"* bb\"", "\"aa * <1> *\"",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["$few", "$many", "$both"]).prop_map(str::to_owned),
    ];
    atom.prop_recursive(3, 12, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        let operator = prop::sample::select(vec![
            "OR", "AND", "NOT", "EXCEPT", "NEAR/0", "NEAR/1", "NEAR/3", "BEFORE/2", "NOT NEAR/1", "NOT NEAR/3",
        ]);
        prop_oneof![
            6 => (two, operator).prop_map(|((a, b), operator)| format!("({a} {operator} {b})")),
            1 => (prop::collection::vec(inner.clone(), 2..4), 2..8).prop_map(|(sides, n)| format!("NEAR/{n}({})", sides.join(", "))),
            1 => inner.clone().prop_map(|a| format!("COUNT({a}) >= 2")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("({a} AND COUNT({b}) < 2)")),
        ]
    })
}

fn any_codebook() -> impl Strategy<Value = String> {
    let within = prop::sample::select(vec!["sentence", "turn", "answer", "paragraph", "transcript"]);
    let rules = prop::collection::vec((any_rule(), within.clone()), 1..4);
    let later = prop_oneof![
        Just("code:c0 AND bb".to_owned()),
        Just("code:c0 NEAR/2 (aa OR cc)".to_owned()),
        any_rule().prop_map(|rule| format!("{rule} NOT code:c0")),
    ];
    (rules, later, within, any::<bool>()).prop_map(|(rules, later, within, skip)| {
        let skip = if skip { "speech" } else { "none" };
        let mut text = format!(
            "[codebook]\nname = \"x\"\nskip = \"{skip}\"\nstance = \"ignore\"\n[lists]\nfew = [\"dd\", \"cc dd\"]\nmany = [\"a*\", \"bb\"]\nboth = [\"dd\", \"aa <1> bb\", \"aa bb\", \"cc\", \"bb aa\"]\n[[code]]\nid = \"c0\"\nrules = [\n"
        );
        for (rule, within) in rules {
            let _ = writeln!(text, "'''{rule} {{within = \"{within}\"}}''',");
        }
        let _ = writeln!(text, "]\n[[code]]\nid = \"c1\"\nwithin = \"{within}\"\nrules = ['''{later}''']");
        text
    })
}

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["aa", "bb", "cc", "ab", "ba", "eh", "Aa", "aa", "bb", "cc", "aa", "dd"]);
    let after = prop::sample::select(vec![
        " ",
        " ",
        " ",
        ", ",
        ". Aa ",
        ". Cc ",
        "\nR: ",
        "\nS: ",
        "\nI: ",
        "\nI: aa bb cc.\nR: ",
    ]);
    prop::collection::vec((word, after), 1..50)
        .prop_map(|words| words.iter().fold("R: ".to_owned(), |text, (word, after)| text + word + after) + "bb")
}

proptest! {
    #[test]
    fn the_engine_finds_what_plain_loops_find(toml in any_codebook(), texts in prop::collection::vec(any_text(), 1..4)) {
        let codebook = codebook(&toml);
        let matcher = Matcher::new(&codebook, &MatchOptions::default()).unwrap();
        let mut scratch = Scratch::default();
        let admission = Admission::default();
        for text in texts {
            let document = document(&text);
            let mut segments = Segments::of(&document, &SegmentOptions::default());
            let found = by_engine(&matcher, &codebook, &document, &segments, &admission, &mut scratch);
            if !matcher.skips {
                segments.words.iter_mut().for_each(|word| word.transparent = false);
            }
            prop_assert_eq!(found, by_hand(&codebook, &document, &segments, &admission), "{}\n{}", toml, text);
        }
    }
}
