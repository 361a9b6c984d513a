//! Dictionaries of LIWC, 2001 to 2015: numbered categories between two lines of `%`, and below them terms, each with the
//! numbers of its categories.

use std::collections::BTreeMap;
use std::path::Path;

use super::book::{Book, Category, Levels, Line, indents_by_tabs, lines, without_color};
use super::loss::{Loss, NOT_CARRIED};
use super::term::Wildcards;
use crate::codebook::Scoped;
use crate::codebook::parse::draft::Draft;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::text::Span;

mod reference;

use reference::{Reference, references};

static HEAD: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` names no category: a line between the two lines of % is a number and a name",
    many: "{} lines between the two lines of % name no category, since they are no number and name",
    help: "write the number, a tab and the name",
};
static TWICE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the number of `{}` is that of a category above, which keeps all terms with this number",
    many: "the numbers of {} categories are those of categories above, which keep all terms with these numbers",
    help: "give every category a number of its own",
};
static UNDEFINED: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}`: there is no category with this number",
    many: "{} times a term has the number of a category that does not exist",
    help: "add the category between the two lines of %, or correct the number",
};
static NUMBERLESS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: no number behind it says which category it belongs to",
    many: "{} terms are left out, since no number behind them says which category they belong to",
    help: "write a tab and the number of the category behind the term",
};
static STRANGE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` behind a term is no number of a category, so it is passed over",
    many: "{} stretches behind terms are no numbers of categories, so they are passed over",
    help: "write numbers with tabs between them",
};
static CONDITION: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the condition of `{}` does not come along: the term counts for the category behind the slash, whatever words stand beside it",
    many: "the conditions of {} terms do not come along: each counts for the category behind the slash, whatever words stand beside it",
    help: "write both rules by hand, such as: code:pronoun BEFORE/0 like, and: like EXCEPT (code:pronoun BEFORE/0 like)",
};
static ABOVE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` stands above the list of categories and does not come along",
    many: "{} lines above the list of categories do not come along",
    help: "write what matters in the memo of the codebook",
};

/// A `.dic` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    const HELP: &str = "write a line with only %, then a line with number, tab and name for every category, another line with only %, and the terms below it";
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let lines = lines(&source.text);
    let mut marks = lines.iter().enumerate().filter(|(_, line)| line.text.trim() == "%").map(|(i, _)| i);
    let (above, head, body) = match (marks.next(), marks.next()) {
        (Some(first), Some(second)) => (&lines[..first], &lines[first + 1..second], &lines[second + 1..]),
        // Some files leave out the first of the two.
        (Some(only), None) if only > 0 => (&lines[..0], &lines[..only], &lines[only + 1..]),
        (None, _) if lines.iter().any(|line| !numbers_behind(line).is_empty()) => {
            let numbers = categories_by_number(&lines, &mut book);
            for line in &lines {
                term(line, &numbers, &mut book);
            }
            return Ok(book.finish(HELP));
        }
        _ => {
            let message = "this is no dictionary of LIWC: its categories do not stand between two lines of %";
            book.report(Diagnostic::error("no-codes", message).help(HELP), Span::new(0, 0));
            return Ok(book.finish(HELP));
        }
    };
    for line in above {
        book.lost(&ABOVE, line.span(), line.text.trim());
    }
    let numbers = categories(head, &mut book);
    for line in body.iter().filter(|line| line.text.trim() != "%") {
        term(line, &numbers, &mut book);
    }
    Ok(book.finish(HELP))
}

/// The categories of the head, by their numbers; an indented one stands below the one above it.
fn categories(head: &[Line<'_>], book: &mut Book) -> BTreeMap<u64, Category> {
    let by_tabs = indents_by_tabs(head);
    let (mut numbers, mut levels) = (BTreeMap::new(), Levels::default());
    for line in head {
        let text = line.text.trim();
        let inside = text.trim_start_matches(['(', '[']);
        let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
        let (number, name) = inside.split_at(digits);
        let Ok(number) = number.parse::<u64>() else {
            book.lost(&HEAD, line.span(), text);
            continue;
        };
        let name = name.trim_start_matches([')', ']', '.', ':']).trim();
        let name = if name.is_empty() { &inside[..digits] } else { name };
        let indent = line.indent(by_tabs);
        let parent = levels.above(indent);
        let (name, color) = without_color(name);
        // `funct (Function words)`: the short name is what tables of LIWC call it.
        let short = match name.split_once('(') {
            Some((short, long)) if long.trim_end().ends_with(')') && !short.trim().is_empty() => short.trim(),
            _ => name,
        };
        let category = book.category_with_id(parent, short, name, color, line.part(name));
        book.code(category).further.insert("number".to_owned(), number.to_string());
        levels.enter(indent, category);
        if let std::collections::btree_map::Entry::Vacant(vacant) = numbers.entry(number) {
            vacant.insert(category);
        } else {
            book.lost(&TWICE, line.part(name), name);
        }
    }
    numbers
}

/// The plain numbers behind the first tab of a line.
fn numbers_behind(line: &Line<'_>) -> Vec<u64> {
    let Some((_, behind)) = line.text.trim().split_once('\t') else { return Vec::new() };
    let plain = |reference| match reference {
        Reference::Plain(number) => Some(number),
        _ => None,
    };
    references(behind).0.into_iter().filter_map(plain).collect()
}

/// The categories of a file that does not list them: they are called by their numbers, in the order of these.
fn categories_by_number(lines: &[Line<'_>], book: &mut Book) -> BTreeMap<u64, Category> {
    let message = "this file does not list its categories between two lines of %, so they are called by their numbers";
    let help = "look their names up, and write the list above the terms: a line with only %, number, tab and name, a line with only %";
    book.report(Diagnostic::warning(NOT_CARRIED, message).help(help), Span::new(0, 0));
    let mut first = BTreeMap::new();
    for line in lines {
        for number in numbers_behind(line) {
            first.entry(number).or_insert_with(|| line.span());
        }
    }
    first.into_iter().map(|(number, span)| (number, book.category(None, &number.to_string(), span))).collect()
}

fn term(line: &Line<'_>, numbers: &BTreeMap<u64, Category>, book: &mut Book) {
    let (term, behind) = split(line.text.trim(), numbers);
    let (found, strange) = references(behind);
    for what in strange {
        book.lost(&STRANGE, line.part(what), what);
    }
    if found.is_empty() {
        book.lost(&NUMBERLESS, line.span(), term);
        return;
    }
    let span = line.part(term);
    let mut into = Vec::new();
    let mut category = |number: u64, book: &mut Book| {
        let category = numbers.get(&number).copied();
        if category.is_none() {
            book.lost(&UNDEFINED, line.span(), &format!("{term} {number}"));
        }
        category.filter(|category| {
            let is_new = !into.contains(category);
            into.push(*category);
            is_new
        })
    };
    for reference in found {
        match reference {
            Reference::Plain(number) => {
                if let Some(category) = category(number, book) {
                    book.term(category, term, Wildcards::Star, "", span);
                }
            }
            Reference::Followed { by, then, otherwise } => {
                let phrase = format!("{term} {by}");
                if let Some(category) = then.and_then(|number| category(number, book)) {
                    book.term(category, &phrase, Wildcards::Star, "", span);
                }
                let Some(category) = otherwise.and_then(|number| category(number, book)) else { continue };
                let alone = book.rule_of(term, Wildcards::Star, span);
                let followed = book.rule_of(&phrase, Wildcards::Star, span);
                if let (Some(alone), Some(followed)) = (alone, followed) {
                    book.rule(category, &format!("{alone} EXCEPT {followed}"), Scoped::default(), "", span);
                }
            }
            Reference::Beside { then, otherwise } => {
                book.lost(&CONDITION, line.span(), line.text.trim());
                if let Some(category) = otherwise.or(then).and_then(|number| category(number, book)) {
                    book.term(category, term, Wildcards::Star, "", span);
                }
            }
        }
    }
}

/// A term, and what stands behind it: behind its first tab, else behind its first wide space, else from where only numbers of
/// categories follow. So `plan 9` stays whole.
fn split<'t>(line: &'t str, numbers: &BTreeMap<u64, Category>) -> (&'t str, &'t str) {
    let marked = |at: usize| reference::is_marked(&line[at..]);
    let spaces = || line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let is_known = |word: &str| word.parse::<u64>().is_ok_and(|number| numbers.contains_key(&number));
    let cut = line
        .find('\t')
        .or_else(|| spaces().find(|&at| marked(at)))
        .or_else(|| spaces().find(|&at| line[at..].starts_with("  ")))
        .or_else(|| {
            let mut cut = None;
            for at in spaces().collect::<Vec<_>>().into_iter().rev() {
                let word = line[at..].split_whitespace().next().unwrap_or_default();
                if !is_known(word) && (cut.is_some() || word.parse::<u64>().is_err()) {
                    break;
                }
                cut = Some(at);
            }
            cut
        })
        .unwrap_or(line.len());
    let (term, behind) = line.split_at(cut);
    // `kind<of>131/125`
    match term.find('<').filter(|&at| reference::is_marked(&term[at..])) {
        Some(at) if at > 0 => line.split_at(at),
        _ => (term.trim_end(), behind),
    }
}
