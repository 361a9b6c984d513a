//! When one term finds all that another finds.

use std::fmt::Write as _;

use crate::codebook::{Atom, Expr, Node, Pattern, PatternPiece, PhraseWord};
use crate::text::{Diacritics, Folding, fold_into};

/// A pattern's characters as they are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Is(char),
    Star,
    One,
}

fn folded(text: &str, folding: Folding) -> String {
    let mut folded = String::new();
    fold_into(text, folding, &mut folded);
    folded
}

/// A pattern, ready to be compared with others.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signs(Vec<Sign>);

impl Signs {
    pub(super) fn new(pattern: &Pattern, diacritics: Diacritics) -> Self {
        let mut signs = Vec::new();
        for piece in &pattern.pieces {
            match piece {
                PatternPiece::Literal(text) => signs.extend(folded(text, diacritics.into()).chars().map(Sign::Is)),
                PatternPiece::Star => signs.push(Sign::Star),
                PatternPiece::One => signs.push(Sign::One),
            }
        }
        Self(signs)
    }

    pub(super) fn has_wildcards(&self) -> bool {
        self.0.iter().any(|sign| matches!(sign, Sign::Star | Sign::One))
    }

    /// Whether every word that `narrow` finds is found by this one; never true when it is not so.
    ///
    /// The wildcards of `narrow` are taken as letters that only a wildcard can stand for.
    pub(super) fn covers(&self, narrow: &Signs) -> bool {
        let (wide, narrow) = (&self.0, &narrow.0);
        let (mut w, mut n) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while n < narrow.len() {
            let fits = match (wide.get(w), narrow[n]) {
                (Some(Sign::Is(a)), Sign::Is(b)) => *a == b,
                (Some(Sign::One), Sign::Is(_) | Sign::One) => true,
                _ => false,
            };
            if wide.get(w) == Some(&Sign::Star) {
                retry = Some((w, n));
                w += 1;
            } else if fits {
                w += 1;
                n += 1;
            } else if let Some((star, from)) = retry {
                retry = Some((star, from + 1));
                w = star + 1;
                n = from + 1;
            } else {
                return false;
            }
        }
        wide.get(w..).is_some_and(|rest| rest.iter().all(|sign| *sign == Sign::Star))
    }
}

fn spelled(pattern: &Pattern, folding: Folding) -> String {
    let piece = |piece: &PatternPiece| match piece {
        PatternPiece::Literal(text) => folded(text, folding),
        PatternPiece::Star => "*".to_owned(),
        PatternPiece::One => "?".to_owned(),
    };
    pattern.pieces.iter().map(piece).collect()
}

fn all(patterns: &[Pattern], folding: Folding, between: &str) -> String {
    patterns.iter().map(|pattern| spelled(pattern, folding)).collect::<Vec<_>>().join(between)
}

/// A spelling that two nodes share only when they mean the same.
pub(super) fn key(node: &Node, diacritics: Diacritics) -> String {
    let of = |node: &Node| key(node, diacritics);
    let several =
        |name: &str, nodes: &[Node]| format!("{name}({})", nodes.iter().map(of).collect::<Vec<_>>().join(","));
    match &node.expr {
        Expr::Atom(atom) => atom_key(atom, diacritics),
        Expr::Or(sides) => several("or", sides),
        Expr::And(a, b) => format!("and({},{})", of(a), of(b)),
        Expr::Not(a, b) => format!("not({},{})", of(a), of(b)),
        Expr::NotNear(a, b, n) => format!("not-near{n}({},{})", of(a), of(b)),
        Expr::Except(a, b) => format!("except({},{})", of(a), of(b)),
        Expr::Near(a, b, n) => format!("near{n}({},{})", of(a), of(b)),
        Expr::Before(a, b, n) => format!("before{n}({},{})", of(a), of(b)),
        Expr::NearAll(sides, n) => several(&format!("all{n}"), sides),
        Expr::Count(a, comparison, n) => format!("count({},{comparison:?},{n})", of(a)),
    }
}

fn atom_key(atom: &Atom, diacritics: Diacritics) -> String {
    let folding = Folding::from(diacritics);
    match atom {
        Atom::Term(pattern) => spelled(pattern, folding),
        Atom::Phrase(words) => {
            let mut key = String::from("phrase:");
            for word in words {
                // Writing to a string cannot fail.
                let _ = match word {
                    PhraseWord::Word(pattern) => write!(key, " {}", spelled(pattern, folding)),
                    PhraseWord::Any => write!(key, " <1>"),
                    PhraseWord::UpTo(n) => write!(key, " <0-{n}>"),
                };
            }
            key
        }
        Atom::Joined(parts) => all(parts, folding, "+"),
        Atom::Stem(word) => format!("stem:{}", word.to_lowercase()),
        Atom::Exact(words) => format!("exact:{}", all(words, Folding::Exact, " ")),
        Atom::List(name) => format!("${name}"),
        Atom::Regex(regex) => format!("regex:/{regex}/"),
        Atom::Code { id, below } => format!("code:{id}{}", if *below { "/*" } else { "" }),
    }
}
