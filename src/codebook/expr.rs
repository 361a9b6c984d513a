//! A rule's syntax tree.

use crate::text::Span;

/// A part of a rule, with the stretch of the rule's text that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it means.
    pub expr: Expr,
    /// Where it stands in the rule's text, in bytes.
    pub span: Span,
}

impl Node {
    /// Calls `each` for this part and every part inside it, from left to right.
    pub fn visit<'n>(&'n self, each: &mut impl FnMut(&'n Node)) {
        each(self);
        match &self.expr {
            Expr::Atom(_) => {}
            Expr::Or(sides) | Expr::NearAll(sides, _) => sides.iter().for_each(|side| side.visit(each)),
            Expr::And(a, b)
            | Expr::Not(a, b)
            | Expr::Except(a, b)
            | Expr::NotNear(a, b, _)
            | Expr::Near(a, b, _)
            | Expr::Before(a, b, _) => {
                a.visit(each);
                b.visit(each);
            }
            Expr::Count(inner, ..) => inner.visit(each),
        }
    }
}

/// What a part of a rule means; the operators of the rule language, one variant each.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// Something found in the text by itself.
    Atom(Atom),
    /// Each side's own mentions. At least two sides.
    Or(Vec<Node>),
    /// The mentions of both sides, in contexts that hold both.
    And(Box<Node>, Box<Node>),
    /// The left side's mentions, in contexts where the right side yields nothing.
    Not(Box<Node>, Box<Node>),
    /// The left side's mentions without one of the right side within so many words.
    NotNear(Box<Node>, Box<Node>, u32),
    /// The left side's mentions that share no word with one of the right side.
    Except(Box<Node>, Box<Node>),
    /// Both sides, either order, at most so many words between.
    Near(Box<Node>, Box<Node>, u32),
    /// The left side first, at most so many words between.
    Before(Box<Node>, Box<Node>, u32),
    /// All of them, any order, within a stretch of so many words. At least two.
    NearAll(Vec<Node>, u32),
    /// The mentions of a rule, in contexts that hold so many.
    Count(Box<Node>, Comparison, u32),
}

/// Something found in the text by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// One word, perhaps with wildcards.
    Term(Pattern),
    /// Words one after another. At least two entries, or one gap between two words.
    Phrase(Vec<PhraseWord>),
    /// `a+b`: joined, hyphened or spaced. At least two parts.
    Joined(Vec<Pattern>),
    /// `stem:` any word with the same Snowball stem.
    Stem(String),
    /// `exact:` words one after another, letter case and diacritics counted.
    Exact(Vec<Pattern>),
    /// `$name`: any entry of a list.
    List(String),
    /// `regex:/…/`: on the original text.
    Regex(String),
    /// `code:id`: wherever that code has a mention; with `below`, or any code below it (`code:id/*`).
    Code {
        /// The id.
        id: String,
        /// Whether the codes below count too.
        below: bool,
    },
}

/// One word of a rule as the text's own word function cut it, with wildcards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// Literal stretches and wildcards in order, unfolded; adjacent literals are merged.
    pub pieces: Vec<PatternPiece>,
}

/// A stretch of a [`Pattern`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PatternPiece {
    /// These characters.
    Literal(String),
    /// `*`: any run of letters inside the word, also none.
    Star,
    /// `?`: exactly one character.
    One,
}

/// An entry of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseWord {
    /// This word.
    Word(Pattern),
    /// A lone `*`: exactly one word, whatever it is.
    Any,
    /// `<n>`: at most so many words.
    UpTo(u32),
}

/// How a count is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    More,
    /// `=`
    Exactly,
    /// `<=`
    AtMost,
    /// `<`
    Fewer,
}

impl Comparison {
    /// Whether `count` stands so to `n`.
    #[must_use]
    pub fn holds(self, count: u64, n: u64) -> bool {
        match self {
            Comparison::AtLeast => count >= n,
            Comparison::More => count > n,
            Comparison::Exactly => count == n,
            Comparison::AtMost => count <= n,
            Comparison::Fewer => count < n,
        }
    }
}
