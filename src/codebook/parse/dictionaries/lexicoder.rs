//! Dictionaries of Lexicoder 3: headings with a plus before them, and terms below, a line each.

use std::path::Path;

use super::book::{Book, Levels, indents_by_tabs, lines};
use super::loss::{Loss, NOT_CARRIED};
use super::term::Wildcards;
use crate::codebook::parse::draft::Draft;
use crate::error::Result;

static NO_CATEGORY: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it stands above every heading, so in no category",
    many: "{} terms are left out, since they stand above every heading, so in no category",
    help: "write a heading above them: +shame",
};

/// A `.lc3` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let lines = lines(&source.text);
    let by_tabs = indents_by_tabs(&lines);
    let mut levels = Levels::default();
    for line in &lines {
        let (text, indent) = (line.text.trim(), line.indent(by_tabs));
        let heading = text.trim_start_matches('+').trim();
        if text.starts_with('+') && !heading.is_empty() {
            // A second plus stands for a level, as a tab does.
            let level = indent + text.bytes().take_while(|&b| b == b'+').count() - 1;
            let parent = levels.above(level);
            let category = book.category(parent, heading, line.part(heading));
            levels.enter(level, category);
            continue;
        }
        let (term, weight) = match text.rsplit_once('\t') {
            Some((term, last)) => match number(last) {
                Some(weight) => (term.trim_end(), Some(weight)),
                None => (text, None),
            },
            None => (text, None),
        };
        let span = line.part(term);
        // Terms need not be indented below their heading.
        match levels.around(indent).or(levels.innermost()) {
            Some(category) => {
                let note = weight.map_or_else(String::new, |weight| book.weight(weight, term, span));
                book.term(category, term, Wildcards::Star, &note, span);
            }
            None => book.lost(&NO_CATEGORY, span, term),
        }
    }
    Ok(book.finish("write a heading with a plus before it, and its terms below it, a line each: +shame"))
}

/// A weight, with or without brackets around it.
fn number(text: &str) -> Option<&str> {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')').trim();
    let is_number = text.parse::<f64>().is_ok_and(f64::is_finite) && text.bytes().any(|b| b.is_ascii_digit());
    is_number.then_some(text)
}
