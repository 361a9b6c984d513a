//! Dictionaries of WordStat: categories and terms indented by tabs, each term with its weight in brackets.

use std::path::Path;

use super::book::{Book, Levels, indents_by_tabs, lines};
use super::loss::{Loss, NOT_CARRIED};
use super::term::Wildcards;
use crate::codebook::parse::draft::Draft;
use crate::error::Result;

static RULE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the rule `{}` does not come along: its terms and distances are not understood here",
    many: "{} rules do not come along, since their terms and distances are not understood here",
    help: "write it by hand: a NEAR/5 b, a BEFORE/5 b, a AND b, a NOT b",
};
static EXCLUDED: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: the sign before it says that it should not count",
    many: "{} terms are left out, since the sign before them says that they should not count",
    help: "take it from a rule by hand: schaam* EXCEPT schaambeen",
};
static NO_CATEGORY: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it stands in no category",
    many: "{} terms are left out, since they stand in no category",
    help: "write the name of a category above them, and indent them by one tab more",
};
static REMARK: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the remark `{}` does not come along",
    many: "{} remarks do not come along",
    help: "write what matters in the definition or memo of the code",
};
static CATEGORY_WEIGHT: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the weight of the category `{}` does not come along",
    many: "the weights of {} categories do not come along",
    help: "weigh in your own analysis",
};

/// A `.cat` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let (remarks, lines): (Vec<_>, Vec<_>) =
        lines(&source.text).into_iter().partition(|line| line.text.starts_with('#'));
    for remark in remarks {
        book.lost(&REMARK, remark.span(), remark.text.trim_start_matches('#').trim());
    }
    let by_tabs = indents_by_tabs(&lines);
    let has_weights = lines.iter().any(|line| weighed(line.text).1.is_some());
    let mut levels = Levels::default();
    for (i, line) in lines.iter().enumerate() {
        let (text, weight) = weighed(line.text);
        let (span, indent) = (line.part(text), line.indent(by_tabs));
        let parent = levels.above(indent);
        let holds_more = lines.get(i + 1).is_some_and(|next| next.indent(by_tabs) > indent);
        // A category may be empty; but where no term has a weight, only what lies below shows a category.
        if text.starts_with('@') {
            book.lost(&RULE, line.span(), line.text.trim());
        } else if holds_more || weight.is_none() && has_weights {
            let category = book.category(parent, &text.replace('_', " "), span);
            levels.enter(indent, category);
            if weight.is_some_and(|weight| weight != "1") {
                book.lost(&CATEGORY_WEIGHT, span, text);
            }
        } else if text.starts_with(['~', '!', '-']) {
            book.lost(&EXCLUDED, span, text);
        } else if let Some(category) = parent {
            let term = text.replace('_', " ");
            let note = weight.map_or_else(String::new, |weight| book.weight(weight, text, span));
            book.term(category, &term, Wildcards::StarAndOne, &note, span);
        } else {
            book.lost(&NO_CATEGORY, span, text);
        }
    }
    Ok(book.finish("write the name of a category, and its terms below it, each behind one tab more"))
}

/// A line without the weight at its end, and the weight.
fn weighed(line: &str) -> (&str, Option<&str>) {
    let line = line.trim();
    let Some((text, weight)) = line.strip_suffix(')').and_then(|line| line.rsplit_once('(')) else {
        return (line, None);
    };
    let weight = weight.trim();
    let is_number = weight.parse::<f64>().is_ok_and(f64::is_finite) && weight.bytes().any(|b| b.is_ascii_digit());
    if !is_number || text.trim().is_empty() { (line, None) } else { (text.trim_end(), Some(weight)) }
}
