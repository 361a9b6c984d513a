//! What can be said of a codebook without any text.
//!
//! Only what is sure is said, and once: a codebook of many good rules stays silent.

mod cover;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Diacritics, fold};
use crate::wording::first_few;

use super::{Atom, Code, Codebook, Expr, Node, Pattern, Rule, StanceChoice};

/// Remarks on a codebook: duplicate and shadowed terms, rules that can never match, codes without a
/// definition, and the like; in the codebook's order.
///
/// ```
/// use std::sync::Arc;
/// use kantlijn::codebook::{lint, read_toml};
/// use kantlijn::diagnostic::SourceText;
///
/// let text = "[[code]]\nid = 'shame'\ndefinition = '…'\nexamples = ['…']\nrules = ['schaam* OR schaamte']";
/// let source = Arc::new(SourceText { name: "c.toml".to_owned(), text: text.to_owned() });
/// let remarks = lint(&read_toml(&source).unwrap().value);
/// assert_eq!(remarks[0].kind, "shadowed");
/// ```
#[must_use]
pub fn lint(codebook: &Codebook) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    descriptions(codebook, &mut found);
    terms::lists(codebook, &mut found);
    let lists = terms::ListWords::new(codebook);
    for code in &codebook.codes {
        terms::alternatives(codebook, code, &lists, &mut found);
        for rule in &code.rules {
            let folding = folding_of(codebook, code, rule);
            rule.node.visit(&mut |node| never(rule, node, folding, &mut found));
        }
        contradictions(code, &mut found);
    }
    folded_words(codebook, &mut found);
    stems_without_language(codebook, &mut found);
    found.sort_by_key(|one| {
        one.place.as_ref().map_or((0, 0), |place| (u32::from(place.cell.is_none()), place.span.start))
    });
    found
}

fn with_place(mut diagnostic: Diagnostic, place: Option<Place>) -> Diagnostic {
    diagnostic.place = place;
    diagnostic
}

fn folding_of(codebook: &Codebook, code: &Code, rule: &Rule) -> Diacritics {
    rule.scoped.or(&code.scoped).or(&codebook.scoped).diacritics.unwrap_or_default()
}

fn ignores_stance(codebook: &Codebook, code: &Code, rule: &Rule) -> bool {
    rule.scoped.or(&code.scoped).or(&codebook.scoped).stance == Some(StanceChoice::Ignore)
}

/// So many codes are named in one remark.
const SHOWN: usize = 5;

/// One remark about several codes, at the first of them.
fn together(
    codes: &[&Code],
    make: fn(&'static str, String) -> Diagnostic,
    kind: &'static str,
    what: &str,
    help: &str,
    found: &mut Vec<Diagnostic>,
) {
    let Some(first) = codes.first() else { return };
    let ids: Vec<String> = codes.iter().map(|code| format!("`{}`", code.id)).collect();
    let who = if ids.len() == 1 { "this code has".to_owned() } else { format!("{} codes have", ids.len()) };
    let message = format!("{who} {what}: {}", first_few(&ids, SHOWN));
    found.push(with_place(make(kind, message).help(help), first.place.clone()));
}

fn descriptions(codebook: &Codebook, found: &mut Vec<Diagnostic>) {
    let parents: BTreeSet<usize> = codebook.codes.iter().filter_map(|code| Some(code.parent?.index())).collect();
    let select = |keep: &dyn Fn(usize, &Code) -> bool| -> Vec<&Code> {
        codebook.codes.iter().enumerate().filter(|(i, code)| keep(*i, code)).map(|(_, code)| code).collect()
    };
    let undefined = select(&|_, code| code.definition.is_empty());
    let help = "say in a sentence or two what belongs to it, so that somebody else could code with it";
    together(&undefined, Diagnostic::warning, "no-definition", "no definition", help, found);
    if codebook.codes.iter().all(|code| code.rules.is_empty()) {
        return;
    }
    let ruleless = select(&|i, code| code.rules.is_empty() && !parents.contains(&i));
    let help = "that is fine when only people code it";
    together(&ruleless, Diagnostic::note, "no-rules", "no rules", help, found);
    let untested = select(&|_, code| !code.rules.is_empty() && code.examples.is_empty());
    let help = "an example is run as a test: `kantlijn check` says whether the rules find it";
    together(&untested, Diagnostic::note, "no-examples", "rules but no examples", help, found);
}

/// A passage that must and must not be coded.
fn contradictions(code: &Code, found: &mut Vec<Diagnostic>) {
    for example in &code.examples {
        if let Some(other) = code.counterexamples.iter().find(|other| other.text == example.text) {
            let message = format!(
                "an example of `{}` is its counterexample too: lines {} and {}",
                code.id, example.line, other.line
            );
            let warning = Diagnostic::warning("contradiction", message).help("take it out of one of the two");
            found.push(with_place(warning, code.place.clone()));
        }
    }
}

/// What can never yield a mention.
fn never(rule: &Rule, node: &Node, diacritics: Diacritics, found: &mut Vec<Diagnostic>) {
    let say = |message: String, help: &str| {
        with_place(Diagnostic::warning("never-matches", message).help(help.to_owned()), rule.place_of(node.span))
    };
    match &node.expr {
        Expr::Not(left, right) | Expr::Except(left, right) => {
            let covers = cover::key(left, diacritics) == cover::key(right, diacritics)
                || words(left).zip(words(right)).is_some_and(|(left, right)| {
                    cover::Signs::new(right, diacritics).covers(&cover::Signs::new(left, diacritics))
                });
            if covers {
                let what = right.span.of(&rule.text);
                found.push(say(
                    format!("this can never match: all that stands on the left is taken away by `{what}`"),
                    "narrow the right side",
                ));
            }
        }
        Expr::NearAll(sides, words) => {
            let least: u32 = sides.iter().map(least_words).sum();
            if least > *words {
                found.push(say(
                    format!("this can never match: it takes {least} words at least, in a stretch of {words}"),
                    "write a larger number",
                ));
            }
        }
        _ => {}
    }
}

fn words(node: &Node) -> Option<&Pattern> {
    match &node.expr {
        Expr::Atom(Atom::Term(pattern)) => Some(pattern),
        _ => None,
    }
}

/// How many words a mention of it has at least.
fn least_words(node: &Node) -> u32 {
    match &node.expr {
        Expr::Atom(Atom::Phrase(words)) => {
            let fixed = words.iter().filter(|word| !matches!(word, super::PhraseWord::UpTo(_))).count();
            u32::try_from(fixed).unwrap_or(u32::MAX)
        }
        Expr::Atom(Atom::Exact(words)) => u32::try_from(words.len()).unwrap_or(u32::MAX),
        _ => 1,
    }
}

/// Dutch and English words so frequent that a term which folds into one of them finds it everywhere.
const FREQUENT: [&str; 24] = [
    "een", "de", "het", "voor", "zo", "dat", "die", "dit", "wel", "niet", "na", "he", "ha", "ja", "en", "of", "er",
    "is", "hun", "die", "as", "an", "a", "the",
];

/// Terms that differ from a frequent word by their diacritics alone, which do not count.
fn folded_words(codebook: &Codebook, found: &mut Vec<Diagnostic>) {
    let mut terms: BTreeMap<&str, String> = BTreeMap::new();
    let mut first = None;
    let mut look = |node: &Node, at: &dyn Fn() -> Option<Place>| {
        let Some(pattern) = words(node) else { return };
        let [super::PatternPiece::Literal(word)] = pattern.pieces.as_slice() else { return };
        let folded = fold(word);
        let differs = folded != word.to_lowercase();
        if let Some(frequent) = FREQUENT.into_iter().find(|&frequent| differs && frequent == folded) {
            first = first.take().or_else(at);
            terms.entry(frequent).or_insert_with(|| word.clone());
        }
    };
    if codebook.scoped.diacritics != Some(Diacritics::Exact) {
        for node in codebook.lists.values().flat_map(|list| &list.nodes) {
            look(node, &|| None);
        }
    }
    for code in &codebook.codes {
        for rule in code.rules.iter().filter(|rule| folding_of(codebook, code, rule) == Diacritics::Fold) {
            rule.node.visit(&mut |node| look(node, &|| rule.place_of(node.span)));
        }
    }
    if !terms.is_empty() {
        let pairs: Vec<String> = terms.iter().map(|(frequent, word)| format!("`{word}` finds `{frequent}`")).collect();
        let warning = Diagnostic::warning("folded", format!("diacritics do not count, so {}", pairs.join(", ")))
            .help("write exact:één, or diacritics = \"exact\"");
        found.push(with_place(warning, first));
    }
}

fn stems_without_language(codebook: &Codebook, found: &mut Vec<Diagnostic>) {
    if codebook.language().is_some() {
        return;
    }
    let is_stem = |node: &Node| matches!(node.expr, Expr::Atom(Atom::Stem(_)));
    for (_, rule) in codebook.rules() {
        let mut stem = None;
        rule.node.visit(&mut |node| stem = stem.or(is_stem(node).then_some(node.span)));
        if let Some(span) = stem {
            let warning = Diagnostic::warning("stem-without-language", "stems need to know the codebook's language")
                .help("write language = \"nl\" below [codebook]");
            found.push(with_place(warning, rule.place_of(span)));
            return;
        }
    }
}

#[cfg(test)]
mod tests;
