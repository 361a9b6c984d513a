//! The grammar of rules.

use crate::codebook::{Atom, Comparison, Expr, Node, PhraseWord, Scoped};
use crate::text::Span;

use super::fields;
use super::lexer::{Kind, Lexed, Token, lex, phrase};
use super::located::{Located, Remarks};
use super::operators::Operator;
use crate::diagnostic::Diagnostic;

/// So many operands a `NEAR/n(…)` may have: each more doubles the work of placing them.
const MOST_OPERANDS: usize = 12;

/// More operators than any researcher writes in one rule; it keeps bad input from exhausting the stack.
const MOST_OPERATORS: usize = 256;

/// A rule's text as understood.
pub(super) struct ParsedRule {
    pub(super) node: Node,
    pub(super) scoped: Scoped,
    pub(super) note: String,
    /// Where it ends: before its options and the white space before these.
    pub(super) end: usize,
}

/// Reads a rule with its options, without white space around it. The rule is there unless a diagnostic is an error.
pub(super) fn parse(rule: &Located) -> (Option<ParsedRule>, Vec<Diagnostic>) {
    let mut remarks = Remarks::new(rule);
    let Lexed { tokens, options, too_deep } = lex(rule, &mut remarks);
    if too_deep {
        return (None, remarks.found);
    }
    let (mut scoped, mut note) = (Scoped::default(), String::new());
    if let Some(start) = options {
        fields::read_options(&rule.part(start, rule.text.len()), &mut scoped, &mut note, &mut remarks.found);
    }
    let end = options.unwrap_or(rule.text.len());
    let mut parser = Parser { tokens: tokens.into_iter(), ahead: None, end, last_end: 0, operators: 0, remarks };
    parser.ahead = parser.tokens.next();
    let node = parser.whole();
    let mut remarks = parser.remarks;
    if let Some(node) = &node {
        counts_of_nothing(node, false, &mut remarks);
    }
    let failed = remarks.has_errors();
    let found = remarks.found;
    let end = rule.text[..end].trim_end().len();
    (node.filter(|_| !failed).map(|node| ParsedRule { node, scoped, note, end }), found)
}

/// Reads an entry of a list, without white space around it: a term, a phrase, a stem, an exact term.
pub(super) fn parse_entry(entry: &Located) -> (Option<Node>, Vec<Diagnostic>) {
    let (parsed, mut found) = parse(entry);
    let Some(parsed) = parsed else { return (None, found) };
    let fits = matches!(
        parsed.node.expr,
        Expr::Atom(Atom::Term(_) | Atom::Phrase(_) | Atom::Joined(_) | Atom::Stem(_) | Atom::Exact(_))
    );
    if fits && parsed.scoped == Scoped::default() && parsed.note.is_empty() {
        return (Some(parsed.node), found);
    }
    let mut remarks = Remarks::new(entry);
    remarks.error(
        "bad-list-entry",
        Span::new(0, entry.text.len()),
        "an entry of a list is one term, phrase, stem: or exact:, without operators and options",
        "make it several entries, or put it in a rule",
    );
    found.append(&mut remarks.found);
    (None, found)
}

struct Parser<'a> {
    tokens: std::vec::IntoIter<Token>,
    ahead: Option<Token>,
    end: usize,
    last_end: usize,
    operators: usize,
    remarks: Remarks<'a>,
}

/// `None` stands for a part that could not be read; that is reported already.
type Part = Option<Node>;

fn join(left: Part, right: Part, expr: impl FnOnce(Box<Node>, Box<Node>) -> Expr) -> Part {
    let (left, right) = (left?, right?);
    let span = left.span.cover(right.span);
    Some(Node { expr: expr(Box::new(left), Box::new(right)), span })
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.ahead.as_ref().map(|token| &token.kind)
    }

    fn operator(&self) -> Option<Operator> {
        match self.peek() {
            Some(Kind::Operator(operator)) => Some(*operator),
            _ => None,
        }
    }

    fn second(&self) -> Option<&Kind> {
        self.tokens.as_slice().first().map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = std::mem::replace(&mut self.ahead, self.tokens.next());
        self.last_end = token.as_ref().map_or(self.last_end, |token| token.span.end as usize);
        token
    }

    fn span_ahead(&self) -> Span {
        self.ahead.as_ref().map_or(Span::new(self.end, self.end), |token| token.span)
    }

    fn expected(&mut self, what: &str, help: &str) {
        let span = self.span_ahead();
        let found = match self.ahead {
            Some(_) => format!("`{}`", span.of(&self.remarks.at.text)),
            None => "the end".to_owned(),
        };
        self.remarks.error("unexpected", span, format!("expected {what}, found {found}"), help);
    }

    fn whole(&mut self) -> Part {
        let mut node = self.rule();
        while self.ahead.is_some() {
            let (what, help) = match self.peek() {
                Some(Kind::Close) => {
                    ("an operator or the end", "this bracket closes nothing: leave it out, or open it")
                }
                Some(Kind::Comma) => {
                    ("an operator or the end", "commas separate the rules of NEAR/5(…, …) alone; write OR")
                }
                _ => ("an operator or the end", "write AND, OR, NOT, EXCEPT, NEAR/5 or BEFORE/5 between the two"),
            };
            self.expected(what, help);
            self.next();
            node = None;
            if self.operator().is_some() {
                self.next();
            }
            if self.ahead.is_some() {
                self.rule();
            }
        }
        node
    }

    /// `rule := and (OR and)*`
    fn rule(&mut self) -> Part {
        let (first, mut negates) = self.and();
        if self.operator() != Some(Operator::Or) {
            return first;
        }
        let mut sides = vec![first];
        while self.operator() == Some(Operator::Or) {
            self.next();
            let (side, negated) = self.and();
            negates = negates.or(negated);
            sides.push(side);
        }
        let sides: Vec<Node> = sides.into_iter().collect::<Option<_>>()?;
        if let Some(span) = negates {
            self.remarks.warning(
                "not-beside-or",
                span,
                "NOT binds more tightly than OR: it limits only the side of OR that it stands on",
                "show with brackets what is meant: a OR (b NOT c), or (a OR b) NOT c",
            );
        }
        let span = sides.iter().map(|side| side.span).reduce(Span::cover)?;
        Some(Node { expr: Expr::Or(sides), span })
    }

    /// `and := near ((AND | NOT | NOT NEAR/n | EXCEPT) near)*`, and where a NOT stands in it.
    fn and(&mut self) -> (Part, Option<Span>) {
        let mut left = self.near();
        let mut negates = None;
        while let Some(operator @ (Operator::And | Operator::Not | Operator::Except)) = self.operator() {
            let at = self.span_ahead();
            self.next();
            let mut operator = operator;
            if operator == Operator::And && self.operator() == Some(Operator::Not) {
                self.remarks.error(
                    "and-not",
                    at.cover(self.span_ahead()),
                    "NOT stands by itself between two sides",
                    "write `a NOT b`, without AND",
                );
                self.next();
                operator = Operator::Not;
            }
            let mut apart = None;
            if operator == Operator::Not {
                negates = negates.or(Some(at));
                apart = self.distance_after_not();
            }
            let right = self.near();
            left = join(left, right, |a, b| match (operator, apart) {
                (_, Some(words)) => Expr::NotNear(a, b, words),
                (Operator::And, _) => Expr::And(a, b),
                (Operator::Except, _) => Expr::Except(a, b),
                _ => Expr::Not(a, b),
            });
            left = self.counted(left);
        }
        (left, negates)
    }

    /// The distance of `NOT NEAR/n`; not that of `NOT NEAR/n(a, b)`, which is a side of its own.
    fn distance_after_not(&mut self) -> Option<u32> {
        let words = match self.operator()? {
            Operator::Near(words) if !self.call_ahead() => words,
            Operator::Before(_) if !self.call_ahead() => {
                self.expected("NEAR/n or a side after NOT", "write NOT NEAR/5, or a NOT (a BEFORE/5 b)");
                5
            }
            _ => return None,
        };
        self.next();
        Some(words)
    }

    /// Whether the operator ahead opens a bracket with a comma of its own.
    fn call_ahead(&self) -> bool {
        let mut depth = 0usize;
        for token in self.tokens.as_slice() {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth <= 1 => return false,
                Kind::Close => depth -= 1,
                Kind::Comma if depth == 1 => return true,
                _ if depth == 0 => return false,
                _ => {}
            }
        }
        false
    }

    /// `near := atom ((NEAR | BEFORE)/n atom)*`
    fn near(&mut self) -> Part {
        let mut left = self.atom();
        loop {
            match self.operator() {
                Some(Operator::Near(words)) => {
                    self.next();
                    let right = self.atom();
                    left = join(left, right, |a, b| Expr::Near(a, b, words));
                }
                Some(Operator::Before(words)) => {
                    self.next();
                    let right = self.atom();
                    left = join(left, right, |a, b| Expr::Before(a, b, words));
                }
                _ if matches!(
                    self.peek(),
                    Some(Kind::Open | Kind::Count | Kind::UnknownCall | Kind::Bare(_) | Kind::Operand(_))
                ) =>
                {
                    if left.is_some() && !matches!(self.peek(), Some(Kind::Operand(None) | Kind::UnknownCall)) {
                        self.expected(
                            "an operator",
                            "only bare words stand side by side; write AND, OR, NEAR/5, or BEFORE/0 for right after",
                        );
                    }
                    self.atom();
                    left = None;
                    continue;
                }
                _ => return left,
            }
            left = self.counted(left);
        }
    }

    /// Counts one more operator.
    fn counted(&mut self, node: Part) -> Part {
        self.operators += 1;
        if self.operators == MOST_OPERATORS + 1 {
            let span = Span::new(0, self.end);
            self.remarks.error(
                "too-many-operators",
                span,
                format!("a rule holds at most {MOST_OPERATORS} of AND, NOT, EXCEPT, NEAR and BEFORE"),
                "split it into several rules",
            );
        }
        node.filter(|_| self.operators <= MOST_OPERATORS)
    }

    fn atom(&mut self) -> Part {
        const WANTED: &str = "a word, a phrase or a bracket";
        let start = self.span_ahead();
        match self.peek() {
            Some(Kind::Bare(_)) => {
                let mut words: Vec<(PhraseWord, Span)> = Vec::new();
                let mut span = start;
                while let Some(Kind::Bare(_)) = self.peek() {
                    if let Some(Token { kind: Kind::Bare(more), span: next }) = self.next() {
                        // Mostly one word, which is then where it is wanted.
                        if words.is_empty() {
                            words = more;
                        } else {
                            words.extend(more);
                        }
                        span = span.cover(next);
                    }
                }
                phrase(words, span, &mut self.remarks).map(|atom| Node { expr: Expr::Atom(atom), span })
            }
            Some(Kind::Operand(_)) => match self.next() {
                Some(Token { kind: Kind::Operand(Some(atom)), span }) => Some(Node { expr: Expr::Atom(atom), span }),
                _ => None,
            },
            Some(Kind::Open) => {
                self.next();
                let inner = self.rule();
                let span = self.close(start);
                inner.map(|node| Node { span, ..node })
            }
            Some(Kind::Count) => self.count(start),
            Some(Kind::UnknownCall) => {
                self.next();
                self.call(start);
                if let Some(Kind::Compare(_)) = self.peek() {
                    self.next();
                    self.next();
                }
                None
            }
            Some(Kind::Operator(Operator::Near(words))) if matches!(self.second(), Some(Kind::Open)) => {
                let words = *words;
                self.next();
                let (sides, span) = self.call(start);
                let sides = sides?;
                if sides.len() < 2 {
                    self.remarks.error(
                        "one-side",
                        span,
                        "NEAR/n(…) stands before its bracket only when it lists several rules",
                        "write NEAR/10(a, b, c), or a NEAR/10 b",
                    );
                    return None;
                }
                if sides.len() > MOST_OPERANDS {
                    self.remarks.error(
                        "too-many-operands",
                        span,
                        format!("NEAR/n(…) lists at most {MOST_OPERANDS} rules, and this one lists {}", sides.len()),
                        "write two rules, or join what stands together into a phrase",
                    );
                    return None;
                }
                Some(Node { expr: Expr::NearAll(sides, words), span })
            }
            Some(Kind::Operator(Operator::Not)) => {
                self.expected(WANTED, "NOT needs something before it to take from: write a NOT b");
                self.next();
                self.distance_after_not();
                self.atom();
                None
            }
            Some(Kind::Operator(_)) => {
                self.expected(
                    WANTED,
                    "an operator stands between two things; to match the word itself, put it in quotes",
                );
                None
            }
            Some(Kind::Compare(_)) => {
                self.expected(WANTED, "only COUNT(…) is compared");
                self.next();
                None
            }
            Some(Kind::Close | Kind::Comma) | None => {
                self.expected(WANTED, "write something to look for here");
                None
            }
        }
    }

    /// The end of a bracket that was opened at `open`, and its whole stretch.
    fn close(&mut self, open: Span) -> Span {
        while matches!(self.peek(), Some(Kind::Comma)) {
            self.expected("an operator or `)`", "commas separate the rules of NEAR/5(…, …) alone; write OR");
            self.next();
            self.rule();
        }
        match self.peek() {
            Some(Kind::Close) => {
                let close = self.span_ahead();
                self.next();
                open.cover(close)
            }
            // A comparison or an operator that nothing could use has been reported where it stands.
            _ => {
                self.remarks.error("unclosed-bracket", open, "this bracket is not closed", "close it with `)`");
                open.cover(Span::new(self.last_end.max(open.end as usize), self.last_end.max(open.end as usize)))
            }
        }
    }

    /// The rules between the brackets of a function that starts at `start`, and its whole stretch.
    fn call(&mut self, start: Span) -> (Option<Vec<Node>>, Span) {
        let open = self.span_ahead();
        self.next();
        let mut sides = vec![self.rule()];
        while matches!(self.peek(), Some(Kind::Comma)) {
            self.next();
            sides.push(self.rule());
        }
        let span = start.cover(self.close(open));
        (sides.into_iter().collect(), span)
    }

    /// `COUNT(rule) OP n`
    fn count(&mut self, start: Span) -> Part {
        const EXAMPLE: &str = "write COUNT(schaam*) >= 3";
        self.next();
        let open = self.span_ahead();
        self.next();
        let inner = self.rule();
        let mut span = start.cover(self.close(open));
        let Some(&Kind::Compare(comparison)) = self.peek() else {
            self.expected("one of >= > = < <= after COUNT(…)", EXAMPLE);
            return None;
        };
        self.next();
        let number = self.span_ahead();
        let found = number.of(&self.remarks.at.text).parse::<u32>().ok();
        let Some(count) = found.filter(|_| matches!(self.peek(), Some(Kind::Bare(_)))) else {
            self.expected("a number", EXAMPLE);
            return None;
        };
        span = span.cover(number);
        self.next();
        Some(Node { expr: Expr::Count(Box::new(inner?), comparison, count), span })
    }
}

/// Reports counts that nothing at all satisfies where they would have to yield a mention.
///
/// `right` tells whether the node is the right side of AND or NOT, where such a count only limits.
fn counts_of_nothing(node: &Node, right: bool, remarks: &mut Remarks<'_>) {
    match &node.expr {
        Expr::Atom(_) => {}
        Expr::Or(sides) | Expr::NearAll(sides, _) => {
            for side in sides {
                counts_of_nothing(side, false, remarks);
            }
        }
        Expr::And(a, b) | Expr::Not(a, b) => {
            counts_of_nothing(a, false, remarks);
            counts_of_nothing(b, true, remarks);
        }
        Expr::NotNear(a, b, _) | Expr::Except(a, b) | Expr::Near(a, b, _) | Expr::Before(a, b, _) => {
            counts_of_nothing(a, false, remarks);
            counts_of_nothing(b, false, remarks);
        }
        Expr::Count(inner, comparison, count) => {
            counts_of_nothing(inner, false, remarks);
            if !right && comparison.holds(0, u64::from(*count)) {
                remarks.error(
                    "count-of-nothing",
                    node.span,
                    "zero mentions satisfy this count, so there would be nothing to code",
                    "let it limit something else: a AND COUNT(b) < 3",
                );
            } else if *comparison == Comparison::Fewer && *count == 0 {
                remarks.warning("never-matches", node.span, "no count is below 0", "write a larger number");
            }
        }
    }
}
