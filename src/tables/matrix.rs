//! Cases against codes, with the words or the counts in the cells: the matrix of the framework method.

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::{Coders, Coding, Stance};
use crate::corpus::{Admission, Document};
use crate::error::{Error, Result};
use crate::ids::{CodeId, DocumentId};
use crate::scope::words;
use crate::segment::Segments;
use crate::tally::{By, CodeCounts, CodeTree, Counts, groups_of};
use crate::wording::{Lang, args};

use super::Table;
use super::columns::{Columns, cell};
use super::definition::{Definition, Told};
use super::frequency::codes_to;
use super::place::{CodePoints, Whereabouts};

/// What stands in the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixCells {
    /// The words, each passage with its place.
    #[default]
    Quotes,
    /// How many codings.
    Count,
    /// How many units.
    Units,
}

words!(MatrixCells, "quotes" => MatrixCells::Quotes, "count" => MatrixCells::Count, "units" => MatrixCells::Units);

/// Which codes are columns, and what stands in the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixOptions {
    /// Codes down to this level, themes being 1; `None` for all.
    pub level: Option<usize>,
    /// Only this code and those below it.
    pub code: Option<CodeId>,
    /// What stands in the cells.
    pub cells: MatrixCells,
}

impl MatrixOptions {
    /// The codes that are columns, in the codebook's order. With a code the level counts from it: 1 is the code itself.
    #[must_use]
    pub fn columns(&self, codebook: &crate::codebook::Codebook) -> Vec<CodeId> {
        match self.code {
            None => codes_to(codebook, self.level),
            Some(top) => {
                let level = self.level.map(|level| level + codebook.code(top).depth);
                let is_below = |id: &CodeId| codebook.line_of(*id).any(|code| code == top);
                codes_to(codebook, level).into_iter().filter(is_below).collect()
            }
        }
    }
}

/// Gathers the words of the cells, document by document, in the corpus's order.
#[derive(Debug)]
pub struct CellQuotes<'a> {
    by: By,
    columns: Vec<CodeId>,
    tree: &'a CodeTree,
    admission: &'a Admission,
    lang: Lang,
    cells: BTreeMap<(String, CodeId), Cell>,
}

/// The passages of one cell, each once.
#[derive(Debug, Default)]
struct Cell {
    known: BTreeSet<(DocumentId, i64, i64, Stance)>,
    quotes: Vec<String>,
}

impl<'a> CellQuotes<'a> {
    /// None yet: rows are the values of `by`, columns these codes with everything below each.
    #[must_use]
    pub fn new(by: By, columns: Vec<CodeId>, tree: &'a CodeTree, admission: &'a Admission, lang: Lang) -> Self {
        Self { by, columns, tree, admission, lang, cells: BTreeMap::new() }
    }

    /// Adds a document's codings.
    pub fn add(&mut self, document: &Document, segments: &Segments, codings: &[Coding], coders: &Coders) {
        let mut codings: Vec<&Coding> = codings.iter().collect();
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        let mut points = CodePoints::of(document);
        for coding in codings {
            let of_code = |code: &&CodeId| self.tree.is_below(coding.code, **code);
            let columns: Vec<CodeId> = self.columns.iter().filter(of_code).copied().collect();
            if columns.is_empty() {
                continue;
            }
            let groups = groups_of(self.admission, &self.by, coders, document, segments, coding);
            if groups.is_empty() {
                continue;
            }
            let place = Whereabouts::of(document, &mut points, coding.turn, coding.span);
            // Denied under one code and affirmed under another, it says two things.
            let passage = (document.id, place.start, place.end, coding.stance.unwrap_or_default());
            let quote = quote(document, coding, &place, self.lang);
            for group in groups {
                for &column in &columns {
                    let cell = self.cells.entry((group.clone(), column)).or_default();
                    if cell.known.insert(passage) {
                        cell.quotes.push(quote.clone());
                    }
                }
            }
        }
    }
}

/// A passage as a cell shows it: its words, how they are meant where that is not plainly, and where they stand.
fn quote(document: &Document, coding: &Coding, place: &Whereabouts, lang: Lang) -> String {
    let mut shown = format!("“{}” ({}", document.quote(coding.span), document.name);
    match place.turn {
        Some(turn) => shown.push_str(&format!(":{turn}")),
        None => shown.push_str(&format!(" {}–{}", place.start, place.end)),
    }
    shown.extend(place.time.iter().map(|time| format!(", {time}")));
    let stance = coding.stance.filter(|stance| *stance != Stance::Affirmed);
    shown.extend(stance.map(|stance| format!("; {}", lang.phrased("stance", args! { "stance" => stance.word() }))));
    shown.push(')');
    shown
}

/// What parts the passages of a cell; no passage holds it.
pub(crate) const BETWEEN_QUOTES: &str = "\n\n";

/// A row for each value of the groups of `counts`, and a column for each code with everything below it.
///
/// The first column has the variable's name and its values, the others the ids of codes. Cells are whole numbers, those that
/// frequencies by the same variable have; or, with `quotes`, words, a passage that several codes of a column cover once, and
/// nothing where there are none.
///
/// # Errors
/// When `counts` are not by a variable; when the variable has the name of a code.
pub fn matrix(
    counts: &Counts,
    quotes: Option<CellQuotes<'_>>,
    definition: &Definition<'_>,
    options: MatrixOptions,
) -> Result<Table> {
    let by = counts.by.as_deref().ok_or_else(|| Error::usage("a matrix needs rows", "name them with --rows case"))?;
    let codebook = definition.codebook;
    let codes = options.columns(codebook);
    if codes.iter().any(|&code| codebook.code(code).id == by) {
        return Err(Error::usage(
            format!("the variable `{by}` has the name of a code, so two columns would have one name"),
            format!("rename it in the table of cases, for example to `{by}_of_case`"),
        ));
    }
    let lang = Lang::of(definition.language);
    let mut columns = Columns::default();
    columns.text(by, counts.groups.iter().map(|group| Some(group.value.clone())).collect());
    let mut undefined = Vec::new();
    for &code in &codes {
        let id = &codebook.code(code).id;
        let number = |of: fn(&CodeCounts) -> u64| {
            counts.groups.iter().map(|group| cell(of(&group.code(code)))).collect::<Vec<_>>()
        };
        match (&quotes, options.cells) {
            (Some(quotes), MatrixCells::Quotes) => {
                let quotes = |value: &str| quotes.cells.get(&(value.to_owned(), code));
                let joined = |value: &str| quotes(value).map(|cell| cell.quotes.join(BETWEEN_QUOTES));
                columns.text(id, counts.groups.iter().map(|group| joined(&group.value)).collect());
                undefined.push((id.clone(), lang.phrase("matrix-nothing-said")));
            }
            (_, MatrixCells::Units) => columns.count(id, number(|counts| counts.units)),
            _ => columns.count(id, number(|counts| counts.codings)),
        }
    }
    let rows = match lang.column(by).filter(|_| By::variable(by).is_built_in()) {
        Some(named) => named,
        None => lang.phrased("matrix-rows-of-value", args! { "by" => by }),
    };
    let counted = lang.phrased("matrix-counted", args! { "cells" => options.cells.word(), "rows" => rows });
    let Told { caption, rows: mut definition } = match options.cells {
        MatrixCells::Units => definition.of_counts(counts, &counted, None),
        MatrixCells::Quotes | MatrixCells::Count => definition.of_passages(counts, &counted, None),
    };
    definition.insert(1, ("cells".into(), options.cells.word().into()));
    Ok(Table { name: "matrix", frame: columns.into_frame()?, caption, definition, undefined })
}
