//! `where`: a condition on the variables of cases, transcripts and speakers.

use std::fmt;
use std::str::FromStr;

use crate::text::{Span, fold};

/// A condition such as `profession = "peer worker" AND years >= 5`.
///
/// `NAME OP VALUE` with `= != < <= > >=`, `NAME IN (VALUE, …)`, and `AND`, `OR`, `NOT`, brackets; AND binds
/// more tightly than OR. Values are words, numbers or quoted text. Letter case and diacritics of values
/// do not count. Two numbers are compared as numbers, anything else as text; a missing value equals
/// nothing: every comparison with it is false, also `!=`.
///
/// ```
/// use kantlijn::scope::Condition;
///
/// let condition: Condition = "setting IN (ggz, opvang) AND NOT years < 5".parse()?;
/// let of = |name: &str| match name { "setting" => Some("GGZ"), "years" => Some("12"), _ => None };
/// assert!(condition.holds(of));
/// assert!("years >".parse::<Condition>().is_err());
/// # Ok::<(), kantlijn::scope::ConditionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    text: String,
    node: Node,
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Compare(String, Operator, Vec<String>),
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    In,
}

/// A condition that cannot be read: what was expected, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    /// What is wrong.
    pub message: String,
    /// Where in the condition, in bytes.
    pub span: Span,
}

impl fmt::Display for ConditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConditionError {}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Condition {
    /// Whether it holds for the variables that `value` looks up.
    pub fn holds<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> bool {
        holds(&self.node, &value)
    }

    /// The same condition, told in other words: where its values are not to be seen.
    #[must_use]
    pub fn told_as(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), node: self.node.clone() }
    }

    /// The names of the variables that it asks for, in order, each once.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        fn collect<'a>(node: &'a Node, names: &mut Vec<&'a str>) {
            match node {
                Node::Compare(name, ..) if !names.contains(&name.as_str()) => names.push(name),
                Node::Compare(..) => {}
                Node::Not(inner) => collect(inner, names),
                Node::And(a, b) | Node::Or(a, b) => {
                    collect(a, names);
                    collect(b, names);
                }
            }
        }
        let mut names = Vec::new();
        collect(&self.node, &mut names);
        names
    }
}

fn holds<'a>(node: &Node, value: &impl Fn(&str) -> Option<&'a str>) -> bool {
    match node {
        Node::Not(inner) => !holds(inner, value),
        Node::And(a, b) => holds(a, value) && holds(b, value),
        Node::Or(a, b) => holds(a, value) || holds(b, value),
        Node::Compare(name, operator, wanted) => {
            value(name).is_some_and(|found| wanted.iter().any(|wanted| compare(found, *operator, wanted)))
        }
    }
}

fn compare(found: &str, operator: Operator, wanted: &str) -> bool {
    let order = match (number(found), number(wanted)) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        _ => Some(fold(found.trim()).cmp(&fold(wanted))),
    };
    order.is_some_and(|order| match operator {
        Operator::Equal | Operator::In => order.is_eq(),
        Operator::Unequal => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::AtMost => order.is_le(),
        Operator::More => order.is_gt(),
        Operator::AtLeast => order.is_ge(),
    })
}

/// A number as a researcher types it, with a point or a Dutch comma.
fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}

impl FromStr for Condition {
    type Err = ConditionError;

    fn from_str(text: &str) -> Result<Self, ConditionError> {
        let mut parser = Parser { tokens: tokens(text)?, at: 0, depth: 0, end: text.len() };
        let node = parser.or()?;
        match parser.peek() {
            None => Ok(Condition { text: text.trim().to_owned(), node }),
            Some(_) => Err(parser.expected("AND, OR or the end")),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(&'static str),
}

fn tokens(text: &str) -> Result<Vec<(Token, Span)>, ConditionError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            continue;
        }
        let two = text.get(start..start + 2).unwrap_or("");
        if let Some(sign) = ["!=", "<=", ">="].into_iter().find(|&sign| sign == two) {
            rest.next();
            tokens.push((Token::Sign(sign), Span::new(start, start + 2)));
        } else if let Some(sign) =
            ["=", "<", ">", "(", ")", ","].into_iter().find(|sign| text[start..].starts_with(sign))
        {
            tokens.push((Token::Sign(sign), Span::new(start, start + 1)));
        } else if let Some(close) = closing(c) {
            let mut quoted = String::new();
            let end = loop {
                match rest.next() {
                    Some((at, c)) if close.contains(&c) => break at + c.len_utf8(),
                    Some((_, c)) => quoted.push(c),
                    None => {
                        let span = Span::new(start, text.len());
                        return Err(ConditionError { message: "this quote is not closed".to_owned(), span });
                    }
                }
            };
            tokens.push((Token::Quoted(quoted), Span::new(start, end)));
        } else {
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = rest.peek() {
                if c.is_whitespace() || "=!<>(),\"".contains(c) {
                    break;
                }
                end = at + c.len_utf8();
                rest.next();
            }
            tokens.push((Token::Word(text[start..end].to_owned()), Span::new(start, end)));
        }
    }
    Ok(tokens)
}

fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"']),
        '\'' => Some(&['\'']),
        '“' | '„' | '”' => Some(&['”', '“']),
        _ => None,
    }
}

struct Parser {
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
    end: usize,
}

/// Deeper nesting than any researcher writes; it keeps bad input from exhausting the stack.
const DEEPEST: usize = 64;

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str) -> ConditionError {
        let (found, span) = match self.tokens.get(self.at) {
            Some((Token::Word(word) | Token::Quoted(word), span)) => (format!("`{word}`"), *span),
            Some((Token::Sign(sign), span)) => (format!("`{sign}`"), *span),
            None => ("the end".to_owned(), Span::new(self.end, self.end)),
        };
        ConditionError { message: format!("expected {what}, found {found}"), span }
    }

    fn or(&mut self) -> Result<Node, ConditionError> {
        let mut left = self.and()?;
        while self.takes(&Token::Word("OR".to_owned())) {
            left = Node::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Node, ConditionError> {
        let mut left = self.not()?;
        while self.takes(&Token::Word("AND".to_owned())) {
            left = Node::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Node, ConditionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ConditionError {
                message: format!("brackets and NOT nest at most {DEEPEST} deep"),
                ..self.expected("")
            });
        }
        let node = if self.takes(&Token::Word("NOT".to_owned())) {
            Node::Not(Box::new(self.not()?))
        } else if self.takes(&Token::Sign("(")) {
            let inner = self.or()?;
            if !self.takes(&Token::Sign(")")) {
                return Err(self.expected("`)`"));
            }
            inner
        } else {
            self.compare()?
        };
        self.depth -= 1;
        Ok(node)
    }

    fn compare(&mut self) -> Result<Node, ConditionError> {
        let name = match self.peek() {
            Some(Token::Word(word) | Token::Quoted(word)) => word.clone(),
            _ => return Err(self.expected("the name of a variable")),
        };
        self.at += 1;
        if self.takes(&Token::Word("IN".to_owned())) {
            if !self.takes(&Token::Sign("(")) {
                return Err(self.expected("`(` and the values, such as `IN (ggz, opvang)`"));
            }
            let mut values = vec![self.value()?];
            while self.takes(&Token::Sign(",")) {
                values.push(self.value()?);
            }
            if !self.takes(&Token::Sign(")")) {
                return Err(self.expected("`,` or `)`"));
            }
            return Ok(Node::Compare(name, Operator::In, values));
        }
        let operator = match self.peek() {
            Some(Token::Sign("=")) => Operator::Equal,
            Some(Token::Sign("!=")) => Operator::Unequal,
            Some(Token::Sign("<")) => Operator::Less,
            Some(Token::Sign("<=")) => Operator::AtMost,
            Some(Token::Sign(">")) => Operator::More,
            Some(Token::Sign(">=")) => Operator::AtLeast,
            _ => return Err(self.expected("one of = != < <= > >= IN")),
        };
        self.at += 1;
        Ok(Node::Compare(name, operator, vec![self.value()?]))
    }

    /// A value: a quoted text, or bare words up to the next sign or operator.
    fn value(&mut self) -> Result<String, ConditionError> {
        let mut words: Vec<String> = Vec::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Quoted(text) if words.is_empty() => {
                    let text = text.clone();
                    self.at += 1;
                    return Ok(text);
                }
                Token::Word(word) if !matches!(word.as_str(), "AND" | "OR" | "NOT" | "IN") => words.push(word.clone()),
                _ => break,
            }
            self.at += 1;
        }
        if words.is_empty() { Err(self.expected("a value")) } else { Ok(words.join(" ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    fn holds(condition: &str, variables: &[(&str, &str)]) -> bool {
        let condition: Condition = condition.parse().unwrap_or_else(|e| panic!("{condition}: {e}"));
        let variables: Vec<(String, String)> = variables.iter().map(|&(n, v)| (n.to_owned(), v.to_owned())).collect();
        condition.holds(|name| variables.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()))
    }

    #[test]
    fn numbers_compare_as_numbers_and_words_as_words() {
        assert!(holds("years >= 9", &[("years", "10")]));
        assert!(holds("years > 2.5", &[("years", "2,6")]));
        assert!(holds("setting < opvang", &[("setting", "GGZ")]));
    }

    #[test]
    fn a_missing_value_equals_nothing() {
        for condition in ["years = 3", "years != 3", "years < 3", "years IN (3)"] {
            assert!(!holds(condition, &[]), "{condition}");
        }
        assert!(holds("NOT years = 3", &[]));
    }

    #[test]
    fn and_binds_before_or() {
        assert!(holds("a = 1 OR a = 2 AND b = 9", &[("a", "1"), ("b", "0")]));
        assert!(!holds("(a = 1 OR a = 2) AND b = 9", &[("a", "1"), ("b", "0")]));
    }

    #[test]
    fn bare_words_and_every_quote_make_a_value() {
        for condition in ["profession = peer worker", "profession = \"peer worker\"", "profession = “Peer worker”"]
        {
            assert!(holds(condition, &[("profession", "peer worker")]), "{condition}");
        }
    }

    #[test]
    fn mistakes_say_what_was_expected_and_where() {
        let error = |text: &str| text.parse::<Condition>().unwrap_err();
        assert_eq!(error("years >").message, "expected a value, found the end");
        assert_eq!(error("a = 1 )").message, "expected AND, OR or the end, found `)`");
        assert_eq!(error("a ~ 1").span.start, 2);
        assert!(error(&"(".repeat(9999)).message.contains("at most 64"));
    }
}
