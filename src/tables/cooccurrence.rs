//! Which codes occur together.

use crate::codebook::Codebook;
use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::ratio;
use crate::tally::{By, CodeTree, Counts, GroupCounts};

use super::Table;
use super::columns::{Columns, cell};
use super::definition::{Definition, Told, refuse_reserved};

/// One row a pair of codes at a level (themes being 1, `None` all levels): most units first, then the
/// codebook's order; pairs that never meet are kept. For each value of `--by`.
///
/// The columns are `code_a, code_b, units_a, units_b, both, participants_both, same_words, a_given_b,
/// b_given_a, jaccard`; `code_a` stands before `code_b` in the codebook. `a_given_b` is both / units_b,
/// `jaccard` both / (units_a + units_b − both) (Jaccard 1901).
///
/// # Errors
/// When the variable of `--by` has the name of a column.
pub fn cooccurrence(counts: &Counts, definition: &Definition<'_>, level: Option<usize>) -> Result<Table> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let rows = pairs(counts, definition.codebook, level);
    let lang = definition.lang();
    let mut told =
        definition.of_counts(counts, &lang.phrase("caption-cooccurrence"), Some(&lang.phrase("caption-relation")));
    told.say([lang.phrase("caption-same-words")]);
    Ok(Table {
        name: "cooccurrence",
        frame: columns(counts, definition, &rows).into_frame()?,
        caption: told.caption,
        definition: told.rows,
        undefined: undefined(definition),
    })
}

/// Why the shares of a pair may be undefined.
pub(super) fn undefined(definition: &Definition<'_>) -> Vec<(String, String)> {
    let why = definition.lang().phrase("why-no-units");
    ["a_given_b", "b_given_a", "jaccard"].map(|name| (name.into(), why.clone())).to_vec()
}

/// Every pair at a level, group by group: most units first, then the codebook's order.
pub(super) fn pairs<'a>(counts: &'a Counts, codebook: &Codebook, level: Option<usize>) -> Vec<Row<'a>> {
    let couples = couples(codebook, level);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for group in &counts.groups {
        let mut of_group: Vec<Row<'_>> = couples.iter().map(|&(a, b)| Row::of(group, a, b)).collect();
        // A stable sort: pairs of equal counts stay in the codebook's order.
        of_group.sort_by_key(|row| std::cmp::Reverse(row.both));
        rows.extend(of_group);
    }
    rows
}

/// Every two codes at a level that are no ancestors of one another, in the codebook's order.
pub(super) fn couples(codebook: &Codebook, level: Option<usize>) -> Vec<(CodeId, CodeId)> {
    let tree = CodeTree::of(codebook);
    let codes = codes_at(codebook, level);
    let later = |(i, &a): (usize, &CodeId)| {
        let partners = codes[i + 1..].iter().copied().filter(|&b| !tree.related(a, b));
        partners.map(|b| (a, b)).collect::<Vec<_>>()
    };
    codes.iter().enumerate().flat_map(later).collect()
}

/// The columns that every table of pairs has.
pub(super) fn columns(counts: &Counts, definition: &Definition<'_>, rows: &[Row<'_>]) -> Columns {
    let id = |code: CodeId| Some(definition.codebook.code(code).id.clone());
    let count = |of: fn(&Row<'_>) -> u64| rows.iter().map(|row| cell(of(row))).collect::<Vec<_>>();
    let share = |of: fn(&Row<'_>) -> u64| rows.iter().map(|row| ratio(row.both, of(row)).ok()).collect::<Vec<_>>();
    let mut columns = Columns::default();
    if let Some(by) = &counts.by {
        columns.text(by, rows.iter().map(|row| Some(row.group.value.clone())).collect());
    }
    columns.text("code_a", rows.iter().map(|row| id(row.a)).collect());
    columns.text("code_b", rows.iter().map(|row| id(row.b)).collect());
    columns.count("units_a", count(|row| row.units_a));
    columns.count("units_b", count(|row| row.units_b));
    columns.count("both", count(|row| row.both));
    columns.count("participants_both", count(|row| row.participants));
    columns.count("same_words", count(|row| row.same_words));
    columns.ratio("a_given_b", share(|row| row.units_b));
    columns.ratio("b_given_a", share(|row| row.units_a));
    columns.ratio("jaccard", share(|row| row.units_a + row.units_b - row.both));
    columns
}

/// A row and a column for each code at a level: symmetric, the units of a code on the diagonal, null for a
/// code and its own ancestor. For each value of `--by`.
///
/// # Errors
/// When the variable of `--by` has the name of a column, a code's among them.
pub fn cooccurrence_matrix(counts: &Counts, definition: &Definition<'_>, level: Option<usize>) -> Result<Table> {
    let of_code = |group: &GroupCounts, code: CodeId| group.code(code).units;
    let of_pair = |group: &GroupCounts, a: CodeId, b: CodeId| group.pair(a, b).units;
    let columns = matrix(counts, definition.codebook, level, of_code, of_pair)?;
    let lang = definition.lang();
    let (counted, relation) = (lang.phrase("caption-matrix"), lang.phrase("caption-relation"));
    let Told { caption, rows } = definition.of_counts(counts, &counted, Some(&relation));
    Ok(Table {
        name: "cooccurrence_matrix",
        frame: columns.into_frame()?,
        caption,
        definition: rows,
        undefined: Vec::new(),
    })
}

/// The columns of a symmetric matrix: a number of each code on its diagonal, of each pair beside it.
pub(super) fn matrix(
    counts: &Counts,
    codebook: &Codebook,
    level: Option<usize>,
    of_code: impl Fn(&GroupCounts, CodeId) -> u64,
    of_pair: impl Fn(&GroupCounts, CodeId, CodeId) -> u64,
) -> Result<Columns> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let tree = CodeTree::of(codebook);
    let codes = codes_at(codebook, level);
    let mut columns = Columns::default();
    let id = |code: &CodeId| Some(codebook.code(*code).id.clone());
    if let Some(by) = &counts.by {
        let each = |group: &GroupCounts| std::iter::repeat_n(Some(group.value.clone()), codes.len());
        columns.text(by, counts.groups.iter().flat_map(each).collect());
    }
    columns.text("code", counts.groups.iter().flat_map(|_| codes.iter().map(id)).collect());
    for &b in &codes {
        let number = |group: &GroupCounts, a: CodeId| {
            if a == b {
                return cell(of_code(group, a));
            }
            if tree.related(a, b) { None } else { cell(of_pair(group, a, b)) }
        };
        let number = &number;
        let cells = counts.groups.iter().flat_map(|group| codes.iter().map(move |&a| number(group, a))).collect();
        columns.count(&codebook.code(b).id, cells);
    }
    Ok(columns)
}

/// The codes at a level, and those above it that have none below them: together they hold every coding
/// below their themes once, but for those of a parent itself. `None` for all codes.
#[must_use]
pub fn codes_at(codebook: &Codebook, level: Option<usize>) -> Vec<CodeId> {
    let mut has_below = vec![false; codebook.codes.len()];
    for parent in codebook.codes.iter().filter_map(|code| code.parent) {
        if let Some(has) = has_below.get_mut(parent.index()) {
            *has = true;
        }
    }
    let at_level = |i: usize| match level {
        None => true,
        Some(level) => {
            let depth = codebook.codes[i].depth + 1;
            depth == level || depth < level && !has_below[i]
        }
    };
    (0..codebook.codes.len()).filter(|&i| at_level(i)).map(CodeId::new).collect()
}

/// One pair of one group.
pub(super) struct Row<'a> {
    pub group: &'a GroupCounts,
    pub a: CodeId,
    pub b: CodeId,
    units_a: u64,
    units_b: u64,
    pub both: u64,
    participants: u64,
    same_words: u64,
}

impl<'a> Row<'a> {
    fn of(group: &'a GroupCounts, a: CodeId, b: CodeId) -> Self {
        let pair = group.pair(a, b);
        Self {
            group,
            a,
            b,
            units_a: group.code(a).units,
            units_b: group.code(b).units,
            both: pair.units,
            participants: pair.participants,
            same_words: pair.same_words,
        }
    }
}
