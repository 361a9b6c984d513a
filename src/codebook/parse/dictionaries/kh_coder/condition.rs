//! A condition of KH Coder, read and said as rules.

use std::collections::BTreeMap;

use super::tokens::Token;
use crate::codebook::parse::dictionaries::book::Book;
use crate::codebook::parse::dictionaries::loss::{Loss, NOT_CARRIED};
use crate::codebook::parse::dictionaries::term::{Wildcards, verbatim};
use crate::scope::Condition as Where;
use crate::text::Span;

/// Deeper brackets than any researcher writes.
const DEEPEST: usize = 60;

/// Words this far apart are near each other where nothing is said.
const NEAR: u32 = 10;

/// Of so many words every order is written out; of more, one stretch stands for all.
const MOST_ORDERS: usize = 4;

static NO_OPERATOR: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition is left out from `{}` on: an operator is missing before it",
    many: "{} conditions are left out, since an operator is missing",
    help: "write | & or ! between words, with spaces around it; the condition is kept under `condition`",
};
static UNFINISHED: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition is left out at `{}`: something is missing here",
    many: "{} conditions are left out, since something is missing",
    help: "write a word behind every operator and close every bracket; the condition is kept under `condition`",
};
static ARITHMETIC: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition is left out at `{}`: rules do not calculate",
    many: "{} conditions are left out, since rules do not calculate",
    help: "count one thing at a time: COUNT(shame) >= 3; the condition is kept under `condition`",
};
static POSITION: Loss = Loss {
    kind: NOT_CARRIED,
    one: "what is joined with `{}` is left out: the number, length or heading of a text cannot be asked for in a rule",
    many: "what is joined with {} parts of conditions is left out, since these ask for the number, length or heading of a text",
    help: "choose these texts with --where, by a variable of your own; the condition is kept under `condition`",
};
static NO_SUCH_CODE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "what is joined with `{}` is left out: no code above it has this name",
    many: "what is joined with {} parts of conditions is left out, since no code above them has the name that they hold",
    help: "write the code that is named above the one that names it; the condition is kept under `condition`",
};
static NO_WORD: Loss = Loss {
    kind: NOT_CARRIED,
    one: "what is joined with `{}` is left out: it holds no word",
    many: "what is joined with {} parts of conditions is left out, since these hold no word",
    help: "write a word with a letter or a digit; the condition is kept under `condition`",
};
static TOO_DEEP: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition is left out at `{}`: its brackets lie too deep",
    many: "{} conditions are left out, since their brackets lie too deep",
    help: "make it several codes; the condition is kept under `condition`",
};
static WORD_CLASS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the word class or form in `{}` is not looked at: the word is found whatever it is there",
    many: "the word classes or forms of {} words are not looked at: they are found whatever they are there",
    help: "exclude what should not count: word EXCEPT \"a phrase with the word\"",
};
static WIDER: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is found in a stretch as long as all its distances together, so somewhat more often",
    many: "{} conditions are found in a stretch as long as all their distances together, so somewhat more often",
    help: "make the distance smaller, or write the order with BEFORE",
};
static SAME_UNIT: Loss = Loss {
    kind: NOT_CARRIED,
    one: "that all words of `{}` stand in one sentence or paragraph does not come along: they stand in one turn",
    many: "that all words of {} conditions stand in one sentence or paragraph does not come along: they stand in one turn",
    help: "add AND between the words, within = \"sentence\", where it matters",
};

/// What makes a condition useless: the kind, where, and what stands there.
pub(super) type Stop = (&'static Loss, Span, String);

/// A condition as understood.
#[derive(Debug)]
pub(super) enum Condition {
    Any(Vec<Condition>),
    All(Vec<Condition>),
    Not(Box<Condition>),
    /// What a rule finds by itself.
    Found(String, Span),
    /// At least, more than, … so many.
    Count(Box<Condition>, &'static str, u32),
    /// A variable of the text, as `where` writes it.
    Variable(String, Span),
    /// What no rule can say; that is told already.
    Unsayable(Span),
}

impl Condition {
    /// Where it stands.
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Condition::Any(sides) | Condition::All(sides) => {
                sides.iter().filter_map(Condition::span).reduce(Span::cover)
            }
            Condition::Not(inner) | Condition::Count(inner, ..) => inner.span(),
            Condition::Found(_, span) | Condition::Variable(_, span) | Condition::Unsayable(span) => Some(*span),
        }
    }

    /// Whether a part of it cannot be said, which is told already.
    pub(super) fn is_told(&self) -> bool {
        match self {
            Condition::Any(sides) | Condition::All(sides) => sides.iter().any(Condition::is_told),
            Condition::Not(inner) | Condition::Count(inner, ..) => inner.is_told(),
            Condition::Unsayable(_) => true,
            Condition::Found(..) | Condition::Variable(..) => false,
        }
    }

    /// It without the variables that must hold too, and these.
    pub(super) fn without_variables(self) -> (Option<Condition>, Vec<String>) {
        match self {
            Condition::Variable(variable, _) => (None, vec![variable]),
            Condition::All(sides) => {
                let (mut wheres, mut kept) = (Vec::new(), Vec::new());
                for side in sides {
                    match side {
                        Condition::Variable(variable, _) => wheres.push(variable),
                        Condition::Not(inner) => match *inner {
                            Condition::Variable(variable, _) => wheres.push(format!("NOT {variable}")),
                            inner => kept.push(Condition::Not(Box::new(inner))),
                        },
                        other => kept.push(other),
                    }
                }
                ((!kept.is_empty()).then_some(Condition::All(kept)), wheres)
            }
            other => (Some(other), Vec::new()),
        }
    }

    /// The rule that it is; `None` where no rule can say it. Within another rule it stands in brackets.
    pub(super) fn rule(&self, is_whole: bool) -> Option<String> {
        let inner = match self {
            Condition::Found(rule, _) => return Some(rule.clone()),
            Condition::Count(inner, sign, count) => {
                return Some(format!("COUNT({}) {sign} {count}", inner.rule(true)?));
            }
            Condition::Variable(..) | Condition::Not(_) | Condition::Unsayable(_) => return None,
            Condition::Any(sides) => {
                let sides: Vec<String> = sides.iter().map(|side| side.rule(false)).collect::<Option<_>>()?;
                sides.join(" OR ")
            }
            Condition::All(sides) => {
                let (mut with, mut without) = (Vec::new(), String::new());
                for side in sides {
                    match side {
                        Condition::Not(inner) => {
                            without.push_str(" NOT ");
                            without.push_str(&inner.rule(false)?);
                        }
                        side => with.push(side.rule(false)?),
                    }
                }
                if with.is_empty() {
                    return None;
                }
                with.join(" AND ") + &without
            }
        };
        Some(if is_whole { inner } else { format!("({inner})") })
    }
}

/// Reads one condition, and notes what the whole file is told about.
pub(super) struct Reading<'b> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    last: Token,
    known: &'b BTreeMap<String, String>,
    book: &'b mut Book,
    /// The first word, distance and `&`.
    pub(super) word: Option<Span>,
    pub(super) distance: Option<Span>,
    pub(super) together: Option<Span>,
}

impl<'b> Reading<'b> {
    pub(super) fn new(tokens: Vec<Token>, known: &'b BTreeMap<String, String>, book: &'b mut Book) -> Self {
        let last = tokens.last().cloned().unwrap_or(Token { text: String::new(), span: Span::new(0, 0) });
        let tokens = tokens.into_iter().peekable();
        Self { tokens, last, known, book, word: None, distance: None, together: None }
    }

    pub(super) fn whole(&mut self) -> Result<Condition, Stop> {
        let condition = self.any(0)?;
        match self.tokens.next() {
            None => Ok(condition),
            Some(token) if is_calculation(&token.text) => Err(stop(&ARITHMETIC, &token)),
            Some(token) if token.text == ")" => Err(stop(&UNFINISHED, &token)),
            Some(token) => Err(stop(&NO_OPERATOR, &token)),
        }
    }

    fn takes(&mut self, signs: &[&str]) -> Option<Token> {
        self.tokens.next_if(|token| signs.contains(&token.text.as_str()))
    }

    fn any(&mut self, depth: usize) -> Result<Condition, Stop> {
        let mut sides = vec![self.all(depth)?];
        while self.takes(&["|", "or"]).is_some() {
            sides.push(self.all(depth)?);
        }
        Ok(joined(sides, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Condition, Stop> {
        let mut sides = vec![self.unary(depth)?];
        while let Some(sign) = self.takes(&["&", "and"]) {
            self.together = self.together.or(Some(sign.span));
            sides.push(self.unary(depth)?);
        }
        Ok(joined(sides, Condition::All))
    }

    fn unary(&mut self, depth: usize) -> Result<Condition, Stop> {
        let Some(token) = self.tokens.next() else { return Err(stop(&UNFINISHED, &self.last)) };
        if depth > DEEPEST {
            return Err(stop(&TOO_DEEP, &token));
        }
        let found = match token.text.as_str() {
            "!" | "not" => {
                let inner = self.unary(depth + 1)?;
                return Ok(match inner {
                    Condition::Not(inner) => *inner,
                    inner => Condition::Not(Box::new(inner)),
                });
            }
            "(" => {
                let inner = self.any(depth + 1)?;
                match self.tokens.next() {
                    Some(close) if close.text == ")" => inner,
                    Some(other) if is_calculation(&other.text) => return Err(stop(&ARITHMETIC, &other)),
                    Some(other) => return Err(stop(&NO_OPERATOR, &other)),
                    None => return Err(stop(&UNFINISHED, &token)),
                }
            }
            ")" | "|" | "&" | "or" | "and" => return Err(stop(&UNFINISHED, &token)),
            text if is_calculation(text) || text.parse::<f64>().is_ok() && self.is_compared() => {
                return Err(stop(&ARITHMETIC, &token));
            }
            // The other sides of an `or` can do without it.
            _ => self.found(&token).unwrap_or_else(|(loss, span, what)| {
                self.book.lost(loss, span, &what);
                Condition::Unsayable(span)
            }),
        };
        self.counted(found)
    }

    fn is_compared(&mut self) -> bool {
        self.tokens.peek().is_some_and(|next| comparison(&next.text).is_some())
    }

    /// What was found, or how often it must be: `shame >= 3`.
    fn counted(&mut self, found: Condition) -> Result<Condition, Stop> {
        let Some(sign) = self.tokens.next_if(|token| comparison(&token.text).is_some()) else { return Ok(found) };
        let number = self.tokens.next();
        let count = number.as_ref().and_then(|number| number.text.parse::<u32>().ok());
        match (comparison(&sign.text), count) {
            (Some(sign), Some(count)) => Ok(Condition::Count(Box::new(found), sign, count)),
            _ => Err(stop(&ARITHMETIC, &number.unwrap_or(sign))),
        }
    }

    fn found(&mut self, token: &Token) -> Result<Condition, Stop> {
        let (text, span) = (token.text.as_str(), token.span);
        let found = |rule: String| Ok(Condition::Found(rule, span));
        let inside = unquoted(text);
        if let Some(variable) = inside.unwrap_or(text).strip_prefix("<>") {
            return self.variable(variable, token);
        }
        if let Some(inside) = inside {
            return if inside.trim().is_empty() { Err(stop(&NO_WORD, token)) } else { found(verbatim(inside)) };
        }
        if matches!(text, "No." | "lw" | "lc" | "number_of_words" | "number_of_characters") {
            return Err(stop(&POSITION, token));
        }
        if let Some(name) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            let name = name.trim_start_matches(['*', '＊']).trim();
            return match self.known.get(name) {
                Some(id) => found(format!("code:{id}")),
                None => Err(stop(&NO_SUCH_CODE, token)),
            };
        }
        for (call, is_ordered) in [("near(", false), ("seq(", true)] {
            if let Some((inside, option)) = text.strip_prefix(call).and_then(|rest| rest.rsplit_once(')')) {
                return found(self.near(inside, option, is_ordered, token)?);
            }
        }
        found(self.words(text, token)?)
    }

    /// A word, or words joined by `+`; what stands behind an arrow is their class.
    fn words(&mut self, text: &str, token: &Token) -> Result<String, Stop> {
        let mut word = text;
        for arrow in ["-->", "->"] {
            if let Some((before, class)) = word.split_once(arrow)
                && !before.is_empty()
                && !class.is_empty()
            {
                word = before;
                self.book.lost(&WORD_CLASS, token.span, text);
            }
        }
        self.word = self.word.or(Some(token.span));
        let is_joined = word.contains('+') && word.split('+').all(|part| !part.is_empty());
        let words = if is_joined { word.replace('+', " ") } else { word.to_owned() };
        self.book.rule_of(&words, Wildcards::None, token.span).ok_or_else(|| stop(&NO_WORD, token))
    }

    /// `near(a-b)[5]` or, in this order, `seq(a-b)[5]`: at most so many places from each to the next.
    fn near(&mut self, inside: &str, option: &str, is_ordered: bool, token: &Token) -> Result<String, Stop> {
        let option = option.trim().trim_start_matches('[').trim_end_matches(']');
        if option.starts_with(['b', 'd']) {
            self.book.lost(&SAME_UNIT, token.span, &token.text);
        }
        let places = match option.trim_start_matches(['b', 'd']) {
            "" => NEAR,
            digits => digits.parse::<u32>().map_err(|_| stop(&UNFINISHED, token))?,
        };
        self.distance = self.distance.or(Some(token.span));
        // Neighbours are one place apart, with no word between them; 0 stands for any distance.
        let between = if places == 0 { 1000 } else { places - 1 };
        let mut words = Vec::new();
        for word in inside.split('-').filter(|word| !word.is_empty()) {
            words.push(self.words(word, token)?);
        }
        match words.len() {
            0 | 1 => Err(stop(&UNFINISHED, token)),
            _ if is_ordered => Ok(bracketed(words.join(&format!(" BEFORE/{between} ")))),
            2 => Ok(bracketed(words.join(&format!(" NEAR/{between} ")))),
            count if count <= MOST_ORDERS => {
                let orders = orders(&words).into_iter().map(|order| order.join(&format!(" BEFORE/{between} ")));
                Ok(bracketed(orders.collect::<Vec<_>>().join(" OR ")))
            }
            count => {
                self.book.lost(&WIDER, token.span, &token.text);
                let stretch = u32::try_from(count).unwrap_or(u32::MAX).saturating_mul(between.saturating_add(1));
                Ok(format!("NEAR/{}({})", stretch.min(1000), words.join(", ")))
            }
        }
    }

    /// `<>profession-->nurse`
    fn variable(&mut self, text: &str, token: &Token) -> Result<Condition, Stop> {
        let Some((name, value)) = text.split_once("-->").map(|(name, value)| (name.trim(), value.trim())) else {
            return Err(stop(&UNFINISHED, token));
        };
        let heading = name.strip_prefix("heading").or(name.strip_prefix("見出し"));
        if heading.is_some_and(|level| level.len() == 1 && level.bytes().all(|b| (b'1'..=b'5').contains(&b))) {
            return Err(stop(&POSITION, token));
        }
        let condition = format!("{name} = \"{value}\"");
        match condition.parse::<Where>() {
            Ok(_) => Ok(Condition::Variable(condition, token.span)),
            Err(_) => Err(stop(&UNFINISHED, token)),
        }
    }
}

fn stop(loss: &'static Loss, token: &Token) -> Stop {
    (loss, token.span, token.text.clone())
}

fn bracketed(rule: String) -> String {
    format!("({rule})")
}

fn joined(mut sides: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match sides.pop() {
        Some(only) if sides.is_empty() => only,
        last => {
            sides.extend(last);
            join(sides)
        }
    }
}

fn unquoted(text: &str) -> Option<&str> {
    ['\'', '"'].into_iter().find_map(|quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)))
}

fn comparison(sign: &str) -> Option<&'static str> {
    Some(match sign {
        ">=" => ">=",
        ">" => ">",
        "=" | "==" => "=",
        "<=" => "<=",
        "<" => "<",
        _ => return None,
    })
}

fn is_calculation(sign: &str) -> bool {
    matches!(sign, "+" | "-" | "*" | "/") || comparison(sign).is_some()
}

/// Every order in which a few things can stand.
fn orders(things: &[String]) -> Vec<Vec<String>> {
    if things.len() < 2 {
        return vec![things.to_vec()];
    }
    let mut found = Vec::new();
    for (i, first) in things.iter().enumerate() {
        let others: Vec<String> =
            things.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, one)| one.clone()).collect();
        for mut order in orders(&others) {
            order.insert(0, first.clone());
            found.push(order);
        }
    }
    found
}
