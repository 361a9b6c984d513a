//! Coding rules of KH Coder: a line with the name of a code behind an asterisk, and its condition in the lines below.

use std::collections::BTreeMap;
use std::path::Path;

use super::book::{Book, Category, lines};
use super::loss::{Loss, NOT_CARRIED};
use super::term::is_sound;
use crate::codebook::Scoped;
use crate::codebook::parse::draft::Draft;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::text::Span;

mod condition;
mod tokens;

use condition::{Condition, Reading};
use tokens::{Token, tokens};

static REMARK: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the remark `{}` does not come along",
    many: "{} remarks do not come along",
    help: "write what matters in the definition or memo of the code",
};
static NO_CODE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: no code stands above it",
    many: "{} lines are left out, since no code stands above them",
    help: "write the name of the code above its condition, behind an asterisk: *shame",
};
static UNREADABLE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition `{}` is left out: no rule can say it",
    many: "{} conditions are left out, since no rule can say them",
    help: "write by hand what it should find; it is kept under `condition`",
};
static ONLY_VARIABLE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it names a variable alone, and a code marks words",
    many: "{} conditions are left out, since they name a variable alone, and a code marks words",
    help: "look at these cases apart with --where or --by",
};

/// A `.cod` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<(Category, String)> = None;
    let (mut pending, mut seen) = (Vec::new(), Seen::default());
    for line in lines(&source.text) {
        let text = line.text.trim();
        if line.text.starts_with('#') {
            book.lost(&REMARK, line.span(), text.trim_start_matches('#').trim());
        } else if let Some(name) = line.text.strip_prefix(['*', '＊']).map(str::trim).filter(|name| !name.is_empty()) {
            close(current.take(), &mut pending, &mut known, &mut seen, &mut book);
            current = Some((book.category(None, name, line.part(name)), name.to_owned()));
        } else if current.is_some() {
            pending.extend(tokens(&line));
        } else {
            book.lost(&NO_CODE, line.span(), text);
        }
    }
    close(current, &mut pending, &mut known, &mut seen, &mut book);
    seen.tell(&mut book);
    Ok(book.finish("write the name of a code behind an asterisk, and its condition below it: *shame"))
}

/// What the whole file is told about once, at the first place that it concerns.
#[derive(Default)]
struct Seen {
    word: Option<Span>,
    distance: Option<Span>,
    together: Option<Span>,
}

impl Seen {
    fn tell(self, book: &mut Book) {
        let told = [
            (
                self.word,
                "KH Coder looks for the base forms of words; these rules find the words as they are written",
                "write stem:walk or walk* where other forms should be found too, and language = \"…\" below [codebook] for stems",
            ),
            (
                self.distance,
                "KH Coder counts punctuation as words in the distances of near() and seq(); here only words count",
                "narrow the distance of a rule where it finds too much",
            ),
            (
                self.together,
                "KH Coder looks for what `&` and `!` join in the unit that is chosen when it counts; here both stand in one sentence",
                "write within = \"paragraph\" or \"answer\" below [codebook] for a larger stretch",
            ),
        ];
        for (span, message, help) in told {
            if let Some(span) = span {
                book.report(Diagnostic::warning(NOT_CARRIED, message).help(help), span);
            }
        }
    }
}

/// Gives a code the rules that its condition is; only codes above it can be named in it.
fn close(
    current: Option<(Category, String)>,
    pending: &mut Vec<Token>,
    known: &mut BTreeMap<String, String>,
    seen: &mut Seen,
    book: &mut Book,
) {
    let Some((category, name)) = current else { return };
    let tokens = std::mem::take(pending);
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let whole = first.span.cover(last.span);
        let written: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        let written = written.join(" ");
        let mut reading = Reading::new(tokens, known, book);
        let read = reading.whole();
        seen.word = seen.word.or(reading.word);
        seen.distance = seen.distance.or(reading.distance);
        seen.together = seen.together.or(reading.together);
        let is_whole = match read {
            Ok(condition) => rules(category, condition, whole, &written, book),
            Err((loss, span, what)) => {
                book.lost(loss, span, &what);
                false
            }
        };
        if !is_whole {
            book.code(category).further.insert("condition".to_owned(), written);
        }
    }
    let id = book.code(category).id.text.clone();
    known.entry(name).or_insert(id);
}

/// Adds a rule for each side of an `or`; whether all could be said.
fn rules(category: Category, condition: Condition, whole: Span, written: &str, book: &mut Book) -> bool {
    let sides = match condition {
        Condition::Any(sides) => sides,
        other => vec![other],
    };
    let mut is_whole = true;
    for side in sides {
        let span = side.span().unwrap_or(whole);
        if side.is_told() {
            is_whole = false;
            continue;
        }
        let (side, wheres) = side.without_variables();
        let mut scoped = Scoped::default();
        if !wheres.is_empty() {
            scoped.r#where = wheres.join(" AND ").parse().ok();
        }
        let rule = match side {
            None => {
                book.lost(&ONLY_VARIABLE, span, written);
                is_whole = false;
                continue;
            }
            Some(side) => side.rule(true),
        };
        match rule {
            Some(rule) if is_sound(&rule) && (wheres.is_empty() || scoped.r#where.is_some()) => {
                book.rule(category, &rule, scoped, "", span);
            }
            _ => {
                book.lost(&UNREADABLE, span, written);
                is_whole = false;
            }
        }
    }
    is_whole
}
