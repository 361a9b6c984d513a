//! The condition of a code, cut into its parts.

use crate::codebook::parse::dictionaries::book::Line;
use crate::text::Span;

/// A part of a condition.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) span: Span,
}

/// The parts of a line: what stands between white space, with brackets and exclamation marks cut off and quotes kept whole.
pub(super) fn tokens(line: &Line<'_>) -> Vec<Token> {
    let mut found = Vec::new();
    let text = line.text;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let end =
            at + quoted(&text[at..]).unwrap_or_else(|| text[at..].find(char::is_whitespace).unwrap_or(text.len() - at));
        part(&text[at..end], line.start + at, &mut found);
        at = end;
    }
    found
}

/// The length of a stretch in quotes; a quote closes only before white space, a bracket or the end.
fn quoted(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    text.char_indices().skip(2).find_map(|(at, c)| {
        let after = &text[at + c.len_utf8()..];
        let closes = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ')');
        (c == quote && closes).then(|| at + c.len_utf8())
    })
}

fn part(text: &str, start: usize, found: &mut Vec<Token>) {
    let mut token = |text: &str, start: usize| {
        if !text.is_empty() {
            let meant = match text {
                "（" => "(",
                "）" => ")",
                "｜" | "||" => "|",
                "＆" | "&&" => "&",
                "！" => "!",
                _ => text,
            };
            found.push(Token { text: meant.to_owned(), span: Span::new(start, start + text.len()) });
        }
    };
    let (mut from, mut to) = (0, text.len());
    let is_quoted = |rest: &str| rest.starts_with(['\'', '"']);
    while let Some(c) = text[from..].chars().next().filter(|c| matches!(c, '(' | '（' | '!' | '！')) {
        token(&text[from..from + c.len_utf8()], start + from);
        from += c.len_utf8();
    }
    for operator in ["&!", "|!"] {
        if &text[from..] == operator {
            token(&operator[..1], start + from);
            token("!", start + from + 1);
            return;
        }
    }
    // A bracket that closes what was opened in the word itself belongs to it: near(a-b).
    let mut closing = 0;
    let depth = |stretch: &str| stretch.matches('(').count() as isize - stretch.matches(')').count() as isize;
    while !is_quoted(&text[from..to]) && text[from..to].ends_with([')', '）']) && to > from {
        if text[from..to].ends_with(')') && depth(&text[from..to]) >= 0 {
            break;
        }
        to = text.floor_char_boundary(to - 1);
        closing += 1;
    }
    token(&text[from..to], start + from);
    let mut at = to;
    for _ in 0..closing {
        let next = text.ceil_char_boundary(at + 1);
        token(&text[at..next], start + at);
        at = next;
    }
}
