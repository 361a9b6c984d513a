//! Terms with a prefix: `stem:`, `exact:`, `regex:`, `code:`.

use crate::codebook::{Atom, Pattern, PatternPiece};
use crate::text::Span;

use super::{Lexer, Words, is_quote, only_wildcards};
use crate::codebook::parse::fields;
use crate::codebook::parse::pattern::pattern_of;

/// Reads what follows a prefix; the term starts at the given byte.
type ReadPrefixed = for<'l, 'a, 'r> fn(&'l mut Lexer<'a, 'r>, usize) -> Option<Atom>;

/// The prefixes, and how each is read on.
pub(super) const PREFIXES: [(&str, ReadPrefixed); 4] = [
    ("stem:", |lexer, start| lexer.stem(start)),
    ("exact:", |lexer, start| lexer.exact(start)),
    ("regex:", |lexer, start| lexer.regex(start)),
    ("code:", |lexer, start| lexer.code(start)),
];

impl Lexer<'_, '_> {
    /// What stands after a prefix, quoted or bare, as words without gaps.
    fn after_prefix(&mut self, start: usize, example: &str) -> Option<Vec<Pattern>> {
        let from = self.at;
        let next = self.rest().chars().next();
        let words = if next.is_some_and(is_quote) {
            self.quoted_words(from)?
        } else {
            self.at = self.end_of_bare(from);
            match self.words_of(from, self.at, false)? {
                Words::Apart(words) => words,
                Words::Joined(_) => Vec::new(),
            }
        };
        let span = Span::new(start, self.at.max(start));
        let patterns: Option<Vec<Pattern>> = words.into_iter().map(|(word, _)| pattern_of(word)).collect();
        match patterns {
            Some(patterns) if !patterns.is_empty() => Some(patterns),
            _ => {
                self.remarks.error(
                    "nothing-after-prefix",
                    span,
                    format!(
                        "`{}` stands before one word or phrase, without a space, a gap or `+`",
                        &self.text[start..from]
                    ),
                    format!("write {example}"),
                );
                None
            }
        }
    }

    fn stem(&mut self, start: usize) -> Option<Atom> {
        let patterns = self.after_prefix(start, "stem:schamen")?;
        match patterns.as_slice() {
            [Pattern { pieces }] if let [PatternPiece::Literal(word)] = pieces.as_slice() => {
                Some(Atom::Stem(word.clone()))
            }
            _ => {
                self.remarks.error(
                    "bad-stem",
                    Span::new(start, self.at),
                    "a stem is one whole word without wildcards",
                    "write stem:schamen, or schaam* for everything that starts so",
                );
                None
            }
        }
    }

    fn exact(&mut self, start: usize) -> Option<Atom> {
        let patterns = self.after_prefix(start, "exact:GGZ or exact:\"Den Haag\"")?;
        if patterns.iter().all(|pattern| pattern.pieces == [PatternPiece::Star]) {
            only_wildcards(Span::new(start, self.at), self.remarks);
            return None;
        }
        Some(Atom::Exact(patterns))
    }

    fn regex(&mut self, start: usize) -> Option<Atom> {
        let open = self.at;
        if !self.rest().starts_with('/') {
            self.at = self.end_of_bare(open);
            self.remarks.error(
                "bad-regex",
                Span::new(start, self.at),
                "a regular expression stands between slashes",
                "write regex:/ben(t)? er/",
            );
            return None;
        }
        let (mut pattern, mut from, mut at) = (String::new(), Vec::new(), open + 1);
        let closed = loop {
            let Some(c) = self.text[at..].chars().next() else { break false };
            let rest = &self.text[at..];
            let taken = match c {
                '/' => break true,
                '\\' if rest.starts_with("\\/") => {
                    pattern.push('/');
                    2
                }
                '\\' => {
                    let pair = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                    pattern.push_str(&rest[..pair]);
                    pair
                }
                _ => {
                    pattern.push(c);
                    c.len_utf8()
                }
            };
            from.resize(pattern.len(), at);
            at += taken;
        };
        self.at = (at + 1).min(self.text.len());
        let span = Span::new(start, self.at);
        if !closed {
            self.remarks.error(
                "bad-regex",
                span,
                "this regular expression is not closed",
                "close it with /; a slash inside it is written \\/",
            );
            return None;
        }
        if pattern.is_empty() {
            self.remarks.error("bad-regex", span, "this regular expression is empty", "write regex:/ben(t)? er/");
            return None;
        }
        match regex::RegexBuilder::new(&pattern).case_insensitive(true).build() {
            Ok(_) => Some(Atom::Regex(pattern)),
            Err(error) => {
                let (message, byte) = regex_mistake(&error, &pattern);
                let place = byte.and_then(|byte| from.get(byte)).map_or(span, |&at| {
                    let c = self.text[at..].chars().next().map_or(0, char::len_utf8);
                    Span::new(at, at + c)
                });
                self.remarks.error(
                    "bad-regex",
                    place,
                    format!("this regular expression cannot be read: {message}"),
                    "a backslash makes . * + ? ( ) [ ] { } | ^ $ plain; look-around and back-references do not exist",
                );
                None
            }
        }
    }

    fn code(&mut self, start: usize) -> Option<Atom> {
        let from = self.at;
        self.at = self.end_of_bare(from);
        let raw = &self.text[from..self.at];
        let (id, below) = raw.strip_suffix("/*").map_or((raw, false), |id| (id, true));
        if fields::is_id(id) {
            return Some(Atom::Code { id: id.to_owned(), below });
        }
        self.remarks.error(
            "bad-code",
            Span::new(start, self.at),
            format!("`{raw}` is no id of a code"),
            "write code:shame, code:shame/concealment, or code:shame/* for a code and all below it",
        );
        None
    }
}

/// What the regular expression engine says, and at which byte of the pattern, as far as it tells.
///
/// It draws the pattern with a caret below; there is no other way to the place.
fn regex_mistake(error: &regex::Error, pattern: &str) -> (String, Option<usize>) {
    let shown = error.to_string();
    let message = shown.lines().rev().find_map(|line| line.strip_prefix("error: ")).unwrap_or(&shown);
    let caret = shown.lines().find(|line| line.trim_start().starts_with('^')).and_then(|line| line.find('^'));
    let column = caret.and_then(|column| column.checked_sub(4)).filter(|_| !pattern.contains('\n'));
    let byte = column.and_then(|column| pattern.char_indices().nth(column)).map(|(byte, _)| byte);
    (message.to_owned(), byte)
}
