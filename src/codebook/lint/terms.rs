//! Terms that say again what another says: alternatives of a code, sides of an OR, entries of a list.

use std::collections::BTreeMap;

use crate::codebook::{Atom, Code, Codebook, Expr, List, Node, PhraseWord, Rule, Scoped};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Diacritics;

use super::cover::{Signs, key};
use super::{folding_of, ignores_stance, with_place};

/// The single words of every list as they are compared, first folded, then with their diacritics.
pub(super) struct ListWords<'c>([BTreeMap<&'c str, Vec<Signs>>; 2]);

impl<'c> ListWords<'c> {
    pub(super) fn new(codebook: &'c Codebook) -> Self {
        let all = |diacritics| {
            let words = |list: &List| list.nodes.iter().filter_map(|node| word(node, diacritics)).collect();
            codebook.lists.iter().map(|(name, list)| (name.as_str(), words(list))).collect()
        };
        Self([all(Diacritics::Fold), all(Diacritics::Exact)])
    }

    fn of(&self, name: &str, diacritics: Diacritics) -> &[Signs] {
        let [folded, exact] = &self.0;
        let words = if diacritics == Diacritics::Fold { folded } else { exact };
        words.get(name).map_or(&[], Vec::as_slice)
    }
}

fn word(node: &Node, diacritics: Diacritics) -> Option<Signs> {
    match &node.expr {
        Expr::Atom(Atom::Term(pattern)) => Some(Signs::new(pattern, diacritics)),
        _ => None,
    }
}

/// One of several terms of which any is enough.
struct Alternative<'c> {
    rule: &'c Rule,
    node: &'c Node,
    key: String,
    /// Its words, any of which found means that the alternative may be found through it.
    inner: Vec<Signs>,
    /// The words of which any makes it a mention.
    outer: Vec<Signs>,
}

impl<'c> Alternative<'c> {
    /// With `reaches`, a phrase counts as found where a word inside it is: it makes the code by itself,
    /// and a longer mention cannot have another stance.
    fn new(rule: &'c Rule, node: &'c Node, diacritics: Diacritics, lists: &ListWords<'_>, reaches: bool) -> Self {
        let own: Vec<Signs> = word(node, diacritics).into_iter().collect();
        let (inner, outer) = match &node.expr {
            Expr::Atom(Atom::List(name)) => (Vec::new(), lists.of(name, diacritics).to_vec()),
            Expr::Atom(Atom::Phrase(words)) if reaches => {
                let pattern = |word: &PhraseWord| match word {
                    PhraseWord::Word(pattern) => Some(Signs::new(pattern, diacritics)),
                    _ => None,
                };
                (words.iter().filter_map(pattern).collect(), Vec::new())
            }
            _ => (own.clone(), own),
        };
        Self { rule, node, key: key(node, diacritics), inner, outer }
    }

    fn shown(&self) -> &'c str {
        self.node.span.of(&self.rule.text)
    }
}

/// The words that make any of several alternatives a mention: looked up where they have no wildcard, so
/// that long dictionaries do not compare every term with every other.
struct Finders<'a, 'c> {
    plain: BTreeMap<&'a Signs, Vec<&'a Alternative<'c>>>,
    wild: Vec<(&'a Signs, &'a Alternative<'c>)>,
}

impl<'a, 'c> Finders<'a, 'c> {
    fn new(all: &'a [Alternative<'c>]) -> Self {
        let mut finders = Self { plain: BTreeMap::new(), wild: Vec::new() };
        for one in all {
            for word in &one.outer {
                if word.has_wildcards() {
                    finders.wild.push((word, one));
                } else {
                    finders.plain.entry(word).or_default().push(one);
                }
            }
        }
        finders
    }

    /// Another alternative that finds all that `one` finds.
    fn of(&self, one: &Alternative<'c>) -> Option<&'a Alternative<'c>> {
        one.inner.iter().find_map(|word| {
            let plain = self.plain.get(word).into_iter().flatten().copied();
            let wild = self.wild.iter().filter(|(wide, _)| wide.covers(word)).map(|&(_, by)| by);
            plain.chain(wild).find(|by| by.key != one.key)
        })
    }
}

/// Remarks on the terms of a code: its alternatives, and the sides of each OR inside its rules.
pub(super) fn alternatives(codebook: &Codebook, code: &Code, lists: &ListWords<'_>, found: &mut Vec<Diagnostic>) {
    // Rules with scopes of their own are no alternatives of each other.
    let mut groups: Vec<(&Scoped, Vec<Alternative<'_>>)> = Vec::new();
    let mut rules: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    for rule in &code.rules {
        let diacritics = folding_of(codebook, code, rule);
        let reaches = ignores_stance(codebook, code, rule);
        let mut own = Vec::new();
        flatten(&rule.node, &mut |node| own.push(Alternative::new(rule, node, diacritics, lists, reaches)));
        match groups.iter_mut().find(|(scoped, _)| **scoped == rule.scoped) {
            Some((_, group)) => group.append(&mut own),
            None => groups.push((&rule.scoped, own)),
        }
        if !matches!(rule.node.expr, Expr::Atom(_)) {
            let same = rules.entry(key(&rule.node, diacritics)).or_default();
            if let Some(first) = same.iter().find(|first| first.scoped == rule.scoped) {
                let message = format!("this rule stands in line {} already", first.line);
                let warning = Diagnostic::warning("duplicate", message).help("take one of the two out");
                found.push(with_place(warning, rule.place_of(rule.node.span)));
            }
            same.push(rule);
        }
        let root: *const Node = &rule.node;
        rule.node.visit(&mut |node| {
            if matches!(node.expr, Expr::Or(_)) && !std::ptr::eq(root, node) {
                let mut sides = Vec::new();
                flatten(node, &mut |node| sides.push(Alternative::new(rule, node, diacritics, lists, false)));
                repeated(&sides, &mut parts);
            }
        });
    }
    for (_, group) in &groups {
        repeated(group, &mut whole);
    }
    say(&mut whole, Diagnostic::warning, code, found);
    say(&mut parts, Diagnostic::note, code, found);
}

/// The atoms of which any is enough: the node itself, or the sides of its OR.
fn flatten<'c>(node: &'c Node, each: &mut impl FnMut(&'c Node)) {
    match &node.expr {
        Expr::Atom(_) => each(node),
        Expr::Or(sides) => sides.iter().for_each(|side| flatten(side, each)),
        _ => {}
    }
}

/// A term that adds nothing, and what makes it so.
struct Repeat {
    term: String,
    line: u32,
    by: String,
    by_line: u32,
    is_same: bool,
    place: Option<Place>,
}

fn repeated(all: &[Alternative<'_>], repeats: &mut Vec<Repeat>) {
    let finders = Finders::new(all);
    let mut seen: BTreeMap<&str, &Alternative<'_>> = BTreeMap::new();
    let mut repeat = |one: &Alternative<'_>, by: &Alternative<'_>, is_same| {
        repeats.push(Repeat {
            term: one.shown().to_owned(),
            line: one.rule.line,
            by: by.shown().to_owned(),
            by_line: by.rule.line,
            is_same,
            place: one.rule.place_of(one.node.span),
        });
    };
    for one in all {
        if let Some(&first) = seen.get(one.key.as_str()) {
            repeat(one, first, true);
            continue;
        }
        seen.insert(&one.key, one);
        if let Some(by) = finders.of(one) {
            repeat(one, by, false);
        }
    }
}

/// How many terms one remark names.
const MOST_NAMED: usize = 10;

/// One remark a code, at its first repeat: a long codebook would otherwise drown in them.
fn say(repeats: &mut [Repeat], make: fn(&'static str, String) -> Diagnostic, code: &Code, found: &mut Vec<Diagnostic>) {
    repeats.sort_by_key(|one| (one.line, one.place.as_ref().map(|place| place.span.start)));
    let Some(first) = repeats.first() else { return };
    let named = |one: &Repeat| {
        let by = if one.by == one.term { "again".to_owned() } else { format!("found by `{}`", one.by) };
        let at = if one.by_line == one.line { String::new() } else { format!(" of line {}", one.by_line) };
        format!("`{}` in line {}, {by}{at}", one.term, one.line)
    };
    let names: Vec<String> = repeats.iter().take(MOST_NAMED).map(named).collect();
    let more = repeats.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let kind = if repeats.iter().all(|one| one.is_same) { "duplicate" } else { "shadowed" };
    let what = if repeats.len() == 1 { "a term adds nothing" } else { "terms add nothing" };
    let message = format!("{what} to `{}`: {}{more}", code.id, names.join("; "));
    let remark = make(kind, message).help("take them out, or narrow what finds them");
    found.push(with_place(remark, first.place.clone()));
}

/// Remarks on lists: entries that stand twice, or that a wildcard of the same list finds.
pub(super) fn lists(codebook: &Codebook, found: &mut Vec<Diagnostic>) {
    let diacritics = codebook.scoped.diacritics.unwrap_or_default();
    for (name, list) in &codebook.lists {
        let pairs = superfluous(list, diacritics);
        if !pairs.is_empty() {
            let more = pairs.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            let named = pairs.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("; ");
            let message = format!("entries add nothing to the list `{name}`: {named}{more}");
            found.push(Diagnostic::note("list-repeats", message).help("take them out, or narrow what finds them"));
        }
    }
}

fn superfluous(list: &List, diacritics: Diacritics) -> Vec<String> {
    let keys: Vec<String> = list.nodes.iter().map(|node| key(node, diacritics)).collect();
    let words: Vec<Option<Signs>> = list.nodes.iter().map(|node| word(node, diacritics)).collect();
    let mut pairs = Vec::new();
    for (i, entry) in list.entries.iter().enumerate() {
        let wide = (0..keys.len()).find(|&j| {
            if keys[i] == keys[j] {
                return j < i;
            }
            words[i].as_ref().zip(words[j].as_ref()).is_some_and(|(narrow, wide)| wide.covers(narrow))
        });
        if let Some(by) = wide.and_then(|wide| list.entries.get(wide)) {
            pairs.push(if by == entry { format!("`{entry}`, again") } else { format!("`{entry}`, found by `{by}`") });
        }
    }
    pairs
}
