//! A list's lines, each an entry.

use std::path::Path;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::error::Result;
use crate::text::{Span, fold, words};

use super::find::{belongs, tokens};

/// One entry: words in order, or none where it is a regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub tokens: Vec<Token>,
    /// Its line, from 1.
    pub line: u32,
}

/// One word of an entry, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    /// What stands between its asterisks: `["amster", ""]` of `Amster*`.
    Wildcard(Vec<String>),
}

impl Token {
    pub fn matches(&self, folded: &str) -> bool {
        let pieces = match self {
            Token::Word(word) => return word == folded,
            Token::Wildcard(pieces) => pieces,
        };
        let [first, middle @ .., last] = pieces.as_slice() else { return false };
        let Some(mut rest) = folded.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            match rest.find(piece.as_str()) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// Entries, and the patterns of those that are regular expressions, by their place among them.
type Parsed = (Vec<Entry>, Vec<(usize, Regex)>);

pub(super) fn parse(path: &Path, bytes: &[u8]) -> Result<Parsed> {
    let source = Arc::new(SourceText { name: path.display().to_string(), text: String::new() });
    let at = |line: u32, message: String, help: &str| {
        let place = Place { source: Arc::clone(&source), span: Span::default(), cell: Some(format!("line {line}")) };
        Diagnostic { place: Some(place), ..Diagnostic::error("redact", message).help(help) }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut entries, mut patterns, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let lines = bytes.split(|&byte| byte == b'\n').flat_map(|line| {
        // Old programs end a line with a carriage return alone.
        line.strip_suffix(b"\r").unwrap_or(line).split(|&byte| byte == b'\r')
    });
    for (line, raw) in (1..).zip(lines) {
        let Ok(text) = std::str::from_utf8(raw) else {
            wrong.push(at(line, "this line is not UTF-8".to_owned(), "save the file as UTF-8, and run it again"));
            continue;
        };
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match one(text) {
            Ok((tokens, pattern)) => {
                patterns.extend(pattern.map(|pattern| (entries.len(), pattern)));
                entries.push(Entry { tokens, line });
            }
            Err((message, help)) => wrong.push(at(line, message, help)),
        }
    }
    if entries.is_empty() && wrong.is_empty() {
        wrong.push(at(1, "there is no entry in this file".to_owned(), "write a name or a word on each line"));
    }
    if wrong.is_empty() { Ok((entries, patterns)) } else { Err(wrong.into()) }
}

/// What is wrong, and how to mend it.
type Wrong = (String, &'static str);

fn one(text: &str) -> Result<(Vec<Token>, Option<Regex>), Wrong> {
    match text.strip_prefix('/') {
        Some(rest) => match rest.strip_suffix('/').filter(|inside| !inside.is_empty()) {
            Some(inside) => Ok((Vec::new(), Some(pattern(inside)?))),
            None => Err((
                "a regular expression stands between two slashes, and the second is not there".to_owned(),
                "end it with a slash; or leave the first out, where a word is meant",
            )),
        },
        // With the words of the comment it would be a phrase, which nobody says.
        None if text.contains(" #") || text.contains("\t#") => Err((
            "a comment stands behind this entry".to_owned(),
            "give the comment a line of its own, which begins with #; or leave the # out, where a sign is meant",
        )),
        None => Ok((of_words(text)?, None)),
    }
}

fn pattern(inside: &str) -> Result<Regex, Wrong> {
    let composed: String = inside.nfc().collect();
    let built = RegexBuilder::new(&composed).case_insensitive(true).size_limit(1 << 22).build();
    let pattern = built.map_err(|error| {
        // The whole message repeats the expression, which is not to be shown.
        let why = match error {
            regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
            error => error.to_string().rsplit("error: ").next().unwrap_or_default().trim().to_owned(),
        };
        (format!("this is no regular expression: {why}"), "mend it, or write the words themselves, one a line")
    })?;
    if pattern.is_match("") {
        return Err((
            "this regular expression also finds nothing at all, between any two letters".to_owned(),
            "let it ask for one letter or digit at least: + in the place of *",
        ));
    }
    if PLAIN.iter().all(|word| pattern.is_match(word)) {
        return Err((
            "this regular expression finds nearly every word".to_owned(),
            "write more of what is meant: letter case does not matter, so that [A-Z] is any letter",
        ));
    }
    Ok(pattern)
}

/// Words without a name in them, and without a letter in common: what finds all of these finds anything.
const PLAIN: [&str; 6] = ["codebook", "transcript", "warning", "mistakes", "antwoord", "lezen"];

fn of_words(text: &str) -> Result<Vec<Token>, Wrong> {
    let mut all = Vec::new();
    for piece in text.split(|c: char| !belongs(c) && c != '*').filter(|piece| !piece.is_empty()) {
        if piece.contains('*') {
            all.push(Token::Wildcard(piece.split('*').map(fold).collect()));
        } else {
            // Of a script without spaces there are words in it.
            all.extend(words(piece).flat_map(|word| tokens(word.of(piece))).map(|word| Token::Word(fold(&word))));
        }
    }
    let is_anything = |token: &Token| match token {
        Token::Word(word) => word.is_empty(),
        Token::Wildcard(pieces) => pieces.iter().all(String::is_empty),
    };
    if all.iter().all(is_anything) {
        return Err(match all.is_empty() {
            true => ("there is no letter or digit in this entry".to_owned(), "write a word, or take the line out"),
            false => ("this entry masks every word".to_owned(), "write some letters beside the *, as in Amster*"),
        });
    }
    Ok(all)
}
