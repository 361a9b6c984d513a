//! A rule as tokens.

mod prefixed;

use crate::codebook::{Atom, Comparison, Pattern, PhraseWord};
use crate::text::Span;

use super::located::{Located, Remarks};
use super::operators::{self, Operator, Verdict};
use super::pattern::{Cooked, plain_words};

/// Deeper nesting than any researcher writes; it keeps bad input from exhausting the stack.
pub(super) const DEEPEST: usize = 64;

/// A token and its stretch of the rule.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// What a token is.
#[derive(Debug)]
pub(super) enum Kind {
    Open,
    Close,
    Comma,
    Operator(Operator),
    /// `COUNT` before a bracket.
    Count,
    /// A name before a bracket that is no function; already reported.
    UnknownCall,
    Compare(Comparison),
    /// Words without quotes.
    Bare(Vec<(PhraseWord, Span)>),
    /// Anything else that is found by itself; `None` when it was wrong, which is already reported.
    Operand(Option<Atom>),
}

/// A rule as tokens, and where its options start if it has any.
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) options: Option<usize>,
    /// Brackets are nested too deep to go on.
    pub(super) too_deep: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Plain,
    Call,
    Count,
    /// Of a function that does not exist: whatever it was meant to be, it is read on.
    Unknown,
}

struct Lexer<'a, 'r> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    brackets: Vec<Bracket>,
    counted: bool,
    remarks: &'r mut Remarks<'a>,
}

/// Cuts a rule into tokens; what is wrong goes to `remarks`.
pub(super) fn lex<'a>(rule: &'a Located, remarks: &mut Remarks<'a>) -> Lexed {
    // Words of rules are some six letters long.
    let tokens = Vec::with_capacity(rule.text.len() / 6 + 1);
    let mut lexer = Lexer { text: &rule.text, at: 0, tokens, brackets: Vec::new(), counted: false, remarks };
    let (options, too_deep) = lexer.run();
    Lexed { tokens: lexer.tokens, options, too_deep }
}

impl<'a> Lexer<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, self.at) });
    }

    fn run(&mut self) -> (Option<usize>, bool) {
        while let Some(c) = self.rest().chars().next() {
            let start = self.at;
            if c.is_whitespace() {
                self.at += c.len_utf8();
                continue;
            }
            let counted = std::mem::take(&mut self.counted);
            match c {
                '(' => {
                    self.at += 1;
                    if self.brackets.len() == DEEPEST {
                        self.remarks.error(
                            "nested-too-deep",
                            Span::new(start, self.at),
                            format!("brackets nest at most {DEEPEST} deep"),
                            "split the rule in two",
                        );
                        return (None, true);
                    }
                    self.brackets.push(match self.tokens.last().map(|token| &token.kind) {
                        Some(Kind::Count) => Bracket::Count,
                        Some(Kind::UnknownCall) => Bracket::Unknown,
                        Some(Kind::Operator(Operator::Near(_) | Operator::Before(_))) => Bracket::Call,
                        _ => Bracket::Plain,
                    });
                    self.push(Kind::Open, start);
                }
                ')' => {
                    self.at += 1;
                    self.counted = matches!(self.brackets.pop(), Some(Bracket::Count | Bracket::Unknown));
                    self.push(Kind::Close, start);
                }
                ',' if self.is_in_call() => {
                    self.at += 1;
                    self.push(Kind::Comma, start);
                }
                '{' => return (Some(start), false),
                '}' => {
                    self.at += 1;
                    self.remarks.error(
                        "unopened-brace",
                        Span::new(start, self.at),
                        "this brace closes nothing",
                        "options stand at the end of a rule: {stance = \"ignore\"}; to write a plain brace: \\}",
                    );
                }
                _ if is_quote(c) => self.quoted(start),
                '<' | '>' | '=' | '≥' | '≤' | '!' if counted => self.comparison(start),
                _ => self.chunk(start),
            }
        }
        (None, false)
    }

    /// Whether a comma separates here.
    fn is_in_call(&self) -> bool {
        self.brackets.iter().any(|bracket| matches!(bracket, Bracket::Call | Bracket::Unknown))
    }

    fn comparison(&mut self, start: usize) {
        let sign: String = self.rest().chars().take_while(|c| "<>=!≥≤".contains(*c)).collect();
        self.at += sign.len();
        let comparison = match sign.as_str() {
            ">=" => Comparison::AtLeast,
            ">" => Comparison::More,
            "=" => Comparison::Exactly,
            "<=" => Comparison::AtMost,
            "<" => Comparison::Fewer,
            _ => {
                let meant = match sign.as_str() {
                    "≥" | "=>" => ">=",
                    "≤" | "=<" => "<=",
                    "==" | "===" => "=",
                    _ => "one of >= > = < <=",
                };
                self.remarks.error(
                    "unknown-comparison",
                    Span::new(start, self.at),
                    format!("`{sign}` is no comparison"),
                    format!("write {meant}"),
                );
                Comparison::AtLeast
            }
        };
        self.push(Kind::Compare(comparison), start);
    }

    /// A phrase in quotes.
    fn quoted(&mut self, start: usize) {
        let words = self.quoted_words(start);
        let atom = words.and_then(|words| phrase(words, Span::new(start, self.at), self.remarks));
        self.push(Kind::Operand(atom), start);
    }

    /// The words between quotes that open at `start`; `None` when something is wrong, which is then reported.
    fn quoted_words(&mut self, start: usize) -> Option<Vec<(PhraseWord, Span)>> {
        let open = self.rest().chars().next()?;
        let inside = self.at + open.len_utf8();
        let mut escaped = false;
        let close = self.text[inside..].char_indices().find(|&(_, c)| {
            let closes = !escaped && closes(open, c);
            escaped = !escaped && c == '\\';
            closes
        });
        let Some((length, c)) = close else {
            self.at = self.text.len();
            let mend = if open == '"' { '"' } else { '”' };
            self.remarks.error(
                "unclosed-quote",
                Span::new(start, inside),
                "this quote is not closed",
                format!("close it with {mend}, or write \\{open} for a plain quote"),
            );
            return None;
        };
        self.at = inside + length + c.len_utf8();
        match self.words_of(inside, inside + length, true)? {
            Words::Apart(words) => Some(words),
            Words::Joined(_) => None,
        }
    }

    /// The words of the stretch `start..end`, gaps included; `None` when something is wrong, which is then reported.
    fn words_of(&mut self, start: usize, end: usize, quoted: bool) -> Option<Words> {
        if let Some(words) = plain_words(&self.text[start..end], start).filter(|words| !words.is_empty()) {
            return Some(Words::Apart(words));
        }
        let errors = self.remarks.found.len();
        let runs = self.runs(start, end, quoted);
        let alone = runs.len() == 1 && !quoted;
        let mut words = Vec::new();
        let mut ignored = String::new();
        for run in runs {
            let cooked = match run {
                Run::Words(cooked) => cooked,
                Run::Gap(count, span) => {
                    words.push((PhraseWord::UpTo(count), span));
                    continue;
                }
            };
            match cooked.joined() {
                Some(Ok(parts)) if alone => return Some(Words::Joined(parts)),
                Some(_) => self.remarks.error(
                    "joined-in-phrase",
                    Span::new(start, end),
                    "`+` joins single words only, and not inside a phrase",
                    "write the forms out: (\"een verantwoordelijkheidsgevoel\" OR \"een verantwoordelijkheids gevoel\"); for the sign itself write \\+",
                ),
                None => words.extend(cooked.phrase_words()),
            }
            ignored.push_str(&cooked.ignored());
        }
        if self.remarks.found.len() > errors {
            return None;
        }
        if !ignored.is_empty() {
            self.remarks.warning(
                "ignored-punctuation",
                Span::new(start, end),
                format!("`{ignored}` is no part of a word, so it does not count"),
                "leave it out, or find it with regex:/…/",
            );
        }
        Some(Words::Apart(words))
    }

    /// The stretch `start..end` with its escapes resolved, cut at its gaps.
    fn runs(&mut self, start: usize, end: usize, quoted: bool) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut cooked = Cooked::default();
        let mut at = start;
        while let Some(c) = self.text[at..end].chars().next() {
            let mut next = at + c.len_utf8();
            let span = Span::new(at, next);
            match c {
                '\\' => match self.text[next..end].chars().next() {
                    None => self.remarks.error(
                        "lone-backslash",
                        span,
                        "a backslash at the end makes nothing plain",
                        "leave it out, or write \\\\ for a backslash",
                    ),
                    Some(plain) => {
                        let name = &self.text[next..end];
                        next += plain.len_utf8();
                        let span = Span::new(at, next);
                        if plain.is_alphanumeric() && !operators::is_escapable(name) {
                            self.remarks.error(
                                "unknown-escape",
                                span,
                                format!("`\\{plain}` means nothing: a backslash makes a sign or an operator plain"),
                                "leave the backslash out; a regular expression is written regex:/…/",
                            );
                        }
                        cooked.push(plain, true, span);
                    }
                },
                '<' => {
                    let digits = self.text[next..end].bytes().take_while(u8::is_ascii_digit).count();
                    let count = self.text[next..next + digits].parse::<u32>().ok();
                    let closed = self.text[next + digits..end].starts_with('>');
                    next += digits + usize::from(closed);
                    let span = Span::new(at, next);
                    match count {
                        Some(count @ 1..=1000) if closed => {
                            runs.push(Run::Words(std::mem::take(&mut cooked)));
                            runs.push(Run::Gap(count, span));
                        }
                        _ => self.remarks.error(
                            "bad-gap",
                            span,
                            "`<` starts a gap of 1 to 1000 words",
                            "write <4> for at most four words, or \\< for the sign itself",
                        ),
                    }
                }
                '$' if quoted => self.remarks.error(
                    "list-in-phrase",
                    span,
                    "a list cannot stand inside a phrase",
                    "write $list BEFORE/0 \"the rest\", or \\$ for the sign itself",
                ),
                _ => cooked.push(c, false, span),
            }
            at = next;
        }
        runs.push(Run::Words(cooked));
        runs
    }

    /// Where a bare stretch that starts at `start` ends: before white space, a bracket, a brace or a quote.
    fn end_of_bare(&self, start: usize) -> usize {
        // So most words of most codebooks end.
        let rest = &self.text.as_bytes()[start..];
        let plain = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'*' | b'?' | b'-')).count();
        if matches!(rest.get(plain), None | Some(b' ' | b')')) {
            return start + plain;
        }
        let in_call = self.is_in_call();
        let mut escaped = false;
        let end = self.text[start..].char_indices().find(|&(_, c)| {
            let ends = if escaped {
                c.is_whitespace()
            } else {
                c.is_whitespace() || "(){}".contains(c) || is_quote(c) || c == ',' && in_call
            };
            escaped = !escaped && c == '\\';
            ends
        });
        end.map_or(self.text.len(), |(length, _)| start + length)
    }

    /// A word, an operator, or a term with a prefix.
    fn chunk(&mut self, start: usize) {
        let end = self.end_of_bare(start);
        let raw = &self.text[start..end];
        if raw.contains(':') {
            for (prefix, read) in prefixed::PREFIXES {
                if raw.starts_with(prefix) {
                    self.at += prefix.len();
                    let atom = read(self, start);
                    return self.push(Kind::Operand(atom), start);
                }
            }
        }
        self.at = end;
        if let Some(name) = raw.strip_prefix('$')
            && name.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_')
        {
            let length = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(name.len());
            self.at = start + 1 + length;
            return self.push(Kind::Operand(Some(Atom::List(name[..length].to_owned()))), start);
        }
        let after = &self.text[end..];
        let operand = self.tokens.last().is_some_and(ends_operand);
        let verdict = operators::classify(raw, after, operand);
        match verdict {
            Verdict::Operator(operator) => return self.push(Kind::Operator(operator), start),
            Verdict::Count => return self.push(Kind::Count, start),
            Verdict::Mistake { kind, message, help, instead, skip } => {
                self.at += skip;
                self.remarks.error(kind, Span::new(start, self.at), message, help);
                // Without anything before it, an operator to go on with would only be reported again.
                let kind = match instead.filter(|_| operand) {
                    Some(operator) => Kind::Operator(operator),
                    None if after.starts_with('(') => Kind::UnknownCall,
                    None => Kind::Operand(None),
                };
                return self.push(kind, start);
            }
            Verdict::Word => {}
        }
        let kind = match self.words_of(start, end, false) {
            Some(Words::Apart(words)) => Kind::Bare(words),
            Some(Words::Joined(parts)) => Kind::Operand(Some(Atom::Joined(parts))),
            None => Kind::Operand(None),
        };
        self.push(kind, start);
    }
}

enum Words {
    Apart(Vec<(PhraseWord, Span)>),
    Joined(Vec<Pattern>),
}

enum Run {
    Words(Cooked),
    Gap(u32, Span),
}

/// The atom that words side by side make; `None` when they make none, which is then reported.
pub(super) fn phrase(mut words: Vec<(PhraseWord, Span)>, span: Span, remarks: &mut Remarks<'_>) -> Option<Atom> {
    for (word, place) in [words.first(), words.last()].into_iter().flatten() {
        if matches!(word, PhraseWord::UpTo(_)) {
            remarks.error(
                "gap-at-edge",
                *place,
                "a gap stands between two words of a phrase, not at its start or end",
                "leave it out",
            );
            return None;
        }
    }
    if words.is_empty() {
        let place = remarks.at.place(span).span;
        remarks.found.retain(|one| {
            one.kind != "ignored-punctuation" || !one.place.as_ref().is_some_and(|at| place.contains(at.span))
        });
        remarks.error(
            "no-word",
            span,
            "there is no word in this term",
            "a word holds a letter or a digit; signs alone are found with regex:/…/",
        );
        return None;
    }
    if !words.iter().any(|(word, _)| matches!(word, PhraseWord::Word(_))) {
        only_wildcards(span, remarks);
        return None;
    }
    Some(match words.pop() {
        Some((PhraseWord::Word(pattern), _)) if words.is_empty() => Atom::Term(pattern),
        last => Atom::Phrase(words.into_iter().chain(last).map(|(word, _)| word).collect()),
    })
}

fn only_wildcards(span: Span, remarks: &mut Remarks<'_>) {
    remarks.error(
        "only-wildcards",
        span,
        "`*` alone would find every word",
        "write the letters that the word must hold: schaam*; for any word between two others: \"ik * me\"",
    );
}

fn ends_operand(token: &Token) -> bool {
    matches!(token.kind, Kind::Bare(_) | Kind::Operand(_) | Kind::Close)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// Whether `c` closes a quote that `open` opened: word processors mix the shapes of one family.
fn closes(open: char, c: char) -> bool {
    match open {
        '"' => c == '"',
        '«' | '»' => matches!(c, '«' | '»'),
        _ => matches!(c, '“' | '”' | '‟' | '"'),
    }
}
