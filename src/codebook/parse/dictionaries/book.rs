//! A codebook in the making: categories become codes, terms become rules, and what cannot is told.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::loss::{Loss, Losses, NOT_CARRIED};
use super::term::{TermRule, Unfit, Wildcards, is_sound, rule_of};
use crate::codebook::parse::draft::{Draft, DraftCode, DraftRule};
use crate::codebook::parse::fields;
use crate::codebook::parse::located::{Located, Origin};
use crate::codebook::{Scoped, Skip};
use crate::diagnostic::{Diagnostic, Severity, SourceText};
use crate::text::{Diacritics, Span};
use crate::wording::several;

/// As many levels as an id can have.
const DEEPEST: usize = 32;

static NO_WORD: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it holds no letter or digit, so it is no word here",
    many: "{} terms are left out, since they hold no letter or digit and are no words here",
    help: "find it by its signs, each with a backslash before it: regex:/:\\)/",
};
static MOSTLY_SIGNS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: signs are no part of a word here, and without them it would find much else",
    many: "{} terms are left out, since signs are no part of a word here, and without them they would find much else",
    help: "find it by its signs, each with a backslash before it: regex:/c\\+\\+/",
};
static ONLY_WILDCARDS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it would find every word",
    many: "{} terms are left out, since each would find every word",
    help: "write the letters that the word must hold: schaam*",
};
static SIGNS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the signs beside the words of `{}` do not count here: it is found without them too",
    many: "the signs beside the words of {} terms do not count here: they are found without them too",
    help: "where the signs matter, find them with regex:/…/, each with a backslash before it: regex:/c\\+\\+/",
};
static UNREADABLE: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: no rule can say it",
    many: "{} terms are left out, since no rule can say them",
    help: "write by hand what it should find",
};
static WEIGHT: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the weight of `{}` is kept as a note of its rule, but does not count: every mention counts once",
    many: "{} weights are kept as notes of their rules, but do not count: every mention counts once",
    help: "weigh in your own analysis: the table of mentions names the rule of each",
};
static SAME_ID: Loss = Loss {
    kind: "same-id",
    one: "another category at this place is called like `{}`, so this one gets a number behind its id",
    many: "{} categories are called like another at their place, so they get a number behind their ids",
    help: "give one of them another name, or put the two together",
};
static TOO_DEEP: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` lies deeper than 32 levels, so it stands beside the category it was in",
    many: "{} categories lie deeper than 32 levels, so they stand beside the category they were in",
    help: "make the dictionary less deep",
};

/// Where a category stands among the codes of a [`Book`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Category(usize);

/// A codebook in the making.
pub(super) struct Book {
    pub(super) origin: Arc<Origin>,
    pub(super) draft: Draft,
    losses: Losses,
    /// The category above each.
    parents: Vec<Option<Category>>,
    /// How often each id was asked for.
    ids: BTreeMap<String, usize>,
}

impl Book {
    /// Begins with the text of a file, every line of which ends in `\n`; `given` is the encoding that the file itself tells.
    pub(super) fn open(path: &Path, bytes: &[u8], given: Option<&str>) -> Self {
        let decoded = crate::text::decode(bytes, given);
        // Dictionaries of old programs for the Mac end their lines in a lone carriage return.
        let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
        let origin = Origin::file(&Arc::new(SourceText { name: path.display().to_string(), text }));
        let mut draft = Draft::default();
        draft.settings.skip = Skip::None;
        draft.scoped.diacritics = Some(Diacritics::Exact);
        let start = Span::new(0, 0);
        if decoded.replaced > 0 {
            let message = format!(
                "{} could not be read in the encoding {}",
                several(decoded.replaced, "character"),
                decoded.encoding
            );
            let warning = Diagnostic::warning("broken-encoding", message);
            let help = "open it in the program that it comes from and save it as UTF-8";
            draft.found.push(warning.help(help).at(&origin.source, start));
        } else if decoded.encoding != "UTF-8" {
            let note = Diagnostic::note("encoding", format!("this file is read as {}", decoded.encoding));
            let help = "if letters with accents look wrong, save it as UTF-8";
            draft.found.push(note.help(help).at(&origin.source, start));
        }
        Self { origin, draft, losses: Losses::default(), parents: Vec::new(), ids: BTreeMap::new() }
    }

    /// The source, to walk through while the book is written.
    pub(super) fn source(&self) -> Arc<SourceText> {
        Arc::clone(&self.origin.source)
    }

    /// A stretch of the file, with what it means.
    pub(super) fn located(&self, span: Span, text: &str) -> Located {
        Located::literal(&self.origin, span, text)
    }

    /// Adds a category below `parent`. A color that other programs write behind a name (`#AA0000`) is its color.
    pub(super) fn category(&mut self, parent: Option<Category>, name: &str, span: Span) -> Category {
        let (name, color) = without_color(name.trim());
        self.category_with_id(parent, name, name, color, span)
    }

    /// Adds a category whose id is made of something shorter than its name.
    pub(super) fn category_with_id(
        &mut self,
        mut parent: Option<Category>,
        short: &str,
        name: &str,
        color: Option<String>,
        span: Span,
    ) -> Category {
        let mut depth = std::iter::successors(parent, |&above| self.parents[above.0]).count();
        while depth >= DEEPEST
            && let Some(above) = parent
        {
            self.lost(&TOO_DEEP, span, name);
            (parent, depth) = (self.parents[above.0], depth - 1);
        }
        let own = fields::slug(&short.replace('/', " "));
        let own = if own.is_empty() { "category".to_owned() } else { own };
        let mut id = match parent {
            Some(above) => format!("{}/{own}", self.draft.codes[above.0].id.text),
            None => own,
        };
        if self.ids.contains_key(&id) {
            self.lost(&SAME_ID, span, name);
            id = self.numbered(id);
        }
        self.ids.insert(id.clone(), 1);
        let mut code = DraftCode::new(self.located(span, &id));
        code.name.plain = Some(name.to_owned()).filter(|name| !name.is_empty());
        code.color = color;
        self.draft.codes.push(code);
        self.parents.push(parent);
        Category(self.draft.codes.len() - 1)
    }

    fn numbered(&mut self, id: String) -> String {
        let mut count = self.ids.get(&id).copied().unwrap_or(1);
        loop {
            count += 1;
            let numbered = format!("{id}-{count}");
            if !self.ids.contains_key(&numbered) {
                self.ids.insert(id, count);
                return numbered;
            }
        }
    }

    /// The code that a category is.
    pub(super) fn code(&mut self, category: Category) -> &mut DraftCode {
        &mut self.draft.codes[category.0]
    }

    /// The rule that a term is; what it cannot say is told.
    pub(super) fn rule_of(&mut self, term: &str, wildcards: Wildcards, span: Span) -> Option<String> {
        match rule_of(term, wildcards) {
            Ok(TermRule { text, ignored }) => {
                if !is_sound(&text) {
                    self.lost(&UNREADABLE, span, term);
                    return None;
                }
                if !ignored.is_empty() {
                    self.lost(&SIGNS, span, term);
                }
                Some(text)
            }
            Err(unfit) => {
                let loss = match unfit {
                    Unfit::NoWord => &NO_WORD,
                    Unfit::MostlySigns => &MOSTLY_SIGNS,
                    Unfit::OnlyWildcards => &ONLY_WILDCARDS,
                };
                self.lost(loss, span, term);
                None
            }
        }
    }

    /// Adds a term to a category, with a note.
    pub(super) fn term(&mut self, category: Category, term: &str, wildcards: Wildcards, note: &str, span: Span) {
        if let Some(rule) = self.rule_of(term, wildcards, span) {
            self.rule(category, &rule, Scoped::default(), note, span);
        }
    }

    /// Adds a rule to a category.
    pub(super) fn rule(&mut self, category: Category, rule: &str, scoped: Scoped, note: &str, span: Span) {
        let text = self.located(span, rule);
        self.code(category).rules.push(DraftRule { text, scoped, note: note.to_owned() });
    }

    /// The note that keeps a weight; every term weighs 1 where nothing is said, so that is none.
    pub(super) fn weight(&mut self, weight: &str, term: &str, span: Span) -> String {
        if weight.parse::<f64>().is_ok_and(|weight| weight == 1.0) {
            return String::new();
        }
        self.lost(&WEIGHT, span, term);
        format!("weight {weight}")
    }

    /// Notes what does not come along; `what` is what the message calls it.
    pub(super) fn lost(&mut self, loss: &'static Loss, span: Span, what: &str) {
        let at = self.located(span, what);
        self.losses.add(loss, at, what);
    }

    /// Reports something about a stretch of the file.
    pub(super) fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.draft.found.push(diagnostic.at(&self.origin.source, span));
    }

    /// The draft, with everything that was lost; without a single category it is an error, and `help` says how one is written.
    pub(super) fn finish(mut self, help: &str) -> Draft {
        self.draft.found.extend(self.losses.told());
        if self.draft.codes.is_empty() && !self.draft.found.iter().any(|one| one.severity == Severity::Error) {
            let error = Diagnostic::error("no-codes", "there is no category in this file").help(help);
            self.draft.found.push(error.at(&self.origin.source, Span::new(0, 0)));
        }
        self.draft
    }
}

/// A name without the color behind it.
pub(super) fn without_color(name: &str) -> (&str, Option<String>) {
    if let Some((before, digits)) = name.rsplit_once('#')
        && digits.len() == 6
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
        && !before.trim().is_empty()
    {
        return (before.trim_end(), Some(format!("#{digits}")));
    }
    (name, None)
}

/// A line of a file without its end, and where it starts.
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Line<'_> {
    /// Where it stands, without white space around it.
    pub(super) fn span(&self) -> Span {
        self.part(self.text)
    }

    /// Where a part of it stands, without white space around it.
    pub(super) fn part(&self, part: &str) -> Span {
        // Both are stretches of one text.
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        let start = self.start + offset + (part.len() - part.trim_start().len());
        Span::new(start, start + part.trim().len())
    }

    /// How far it is indented: by tabs where the file indents by tabs, else by spaces.
    pub(super) fn indent(&self, by_tabs: bool) -> usize {
        let blank = &self.text[..self.text.len() - self.text.trim_start().len()];
        if by_tabs { blank.matches('\t').count() } else { blank.chars().count() }
    }
}

/// The lines of a text that hold something.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let text = line.trim_end();
        if !text.is_empty() {
            lines.push(Line { text, start });
        }
        start += line.len();
    }
    lines
}

/// Whether lines are indented by tabs.
pub(super) fn indents_by_tabs(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| line.indent(true) > 0)
}

/// The categories around a place in an indented file, from the outermost in.
#[derive(Default)]
pub(super) struct Levels {
    open: Vec<(usize, Category)>,
}

impl Levels {
    /// The category that what is indented so stands in; those that it ends are closed.
    pub(super) fn above(&mut self, indent: usize) -> Option<Category> {
        self.open.truncate(self.open.partition_point(|&(level, _)| level < indent));
        self.innermost()
    }

    /// The category that what is indented so stands in, with none closed.
    pub(super) fn around(&self, indent: usize) -> Option<Category> {
        self.open.iter().rev().find(|&&(level, _)| level < indent).map(|&(_, category)| category)
    }

    pub(super) fn innermost(&self) -> Option<Category> {
        self.open.last().map(|&(_, category)| category)
    }

    /// A category begins that is indented so.
    pub(super) fn enter(&mut self, indent: usize, category: Category) {
        self.open.push((indent, category));
    }
}
