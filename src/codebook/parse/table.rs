//! Codebooks in spreadsheets: one row a code, the row `*` for the codebook itself.
//!
//! Columns are named in Dutch or English ([`super::fields::canonical`]), or as coding programs name them ([`columns`]); `name.nl` is a
//! name in a language and `list.zich` a list, whose entries stand in the row `*`. Rules, entries and examples stand one a line
//! inside their cell; a line break inside an example is written `\n`, a backslash `\\`. A rule's options
//! stand in braces at its end. A column such as `rules 2` goes on where `rules` ends. Any other column is a field of the researcher's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::codebook::Scoped;
use crate::diagnostic::Diagnostic;
use crate::error::Result;

use super::draft::{Draft, DraftCode, DraftRule, plain};
use super::fields::{self, CODEBOOK};
use super::hierarchy::{self, SameNames};
use super::located::{Located, Origin, placed};
use super::made_ids::color;

mod cells;
mod codes;
mod columns;

use cells::{ERRORS, Table};
use codes::Written;
use columns::{Column, Layout};

/// A CSV or TSV file as a codebook's draft.
pub(super) fn draft_csv(name: &str, bytes: &[u8]) -> Draft {
    draft(cells::of_csv(name, bytes))
}

/// A workbook as a codebook's draft: its first sheet with a column that a codebook knows, else its first.
///
/// # Errors
/// When the file is no workbook.
pub(super) fn draft_workbook(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    Ok(draft(cells::of_workbook(path, bytes)?))
}

/// The cells of a row that hold something, with their columns.
struct Row<'t> {
    number: u32,
    table: &'t str,
    cells: Vec<(&'t Column, Located)>,
}

impl Row<'_> {
    fn first(&self, is: impl Fn(&Column) -> bool) -> Option<&Located> {
        self.cells.iter().find(|(column, _)| is(column)).map(|(_, cell)| cell)
    }

    /// A place for what a row lacks.
    fn whole(&self) -> Located {
        Located::whole(&Origin::cell(self.table, "", self.number, format!("row {}", self.number)))
    }
}

fn draft(table: Table) -> Draft {
    let mut draft = Draft { makes_parents: true, ..Draft::default() };
    for sheet in &table.left_out {
        let message = format!("the sheet `{sheet}` is not read: a codebook is one sheet");
        let help = "put its codes on the sheet that has the column id or name, or save it as a file of its own";
        let origin = Origin::cell(&table.name, "", 1, format!("sheet {sheet}"));
        let place = Located::whole(&origin).place_of_all();
        draft.found.push(placed(Diagnostic::note("not-carried", message).help(help), place));
    }
    let mut rows = table.rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.text.trim().is_empty()));
    let Some((header_row, header)) = rows.next() else {
        let error = Diagnostic::error("no-codes", "there is no row in this table")
            .help("the first row names the columns: id, name, definition, rules");
        let origin = Origin::cell(&table.name, "", 1, "row 1".to_owned());
        draft.found.push(placed(error, Located::whole(&origin).place_of_all()));
        return draft;
    };
    let header: Vec<String> = header.into_iter().map(|cell| cell.text.trim().to_owned()).collect();
    let mut layout = columns::layout(&header);
    columns::check(&table.name, header_row, &header, &layout, &mut draft);
    for column in &layout.columns {
        if let Column::List(name) = column {
            let origin = Origin::cell(&table.name, name, header_row, format!("row {header_row}, column list.{name}"));
            draft.lists.push((Located::whole(&origin), Vec::new()));
        }
    }
    let mut code_rows = Vec::new();
    for (number, cells) in rows {
        let mut row = Row { number, table: &table.name, cells: Vec::new() };
        for (i, cell) in cells.into_iter().enumerate() {
            let title = header.get(i).map_or("", String::as_str);
            let column = layout.columns.get(i).filter(|_| !title.is_empty());
            if matches!(column, Some(Column::Count | Column::Passage)) {
                continue;
            }
            let at = match &cell.address {
                Some(address) => format!("cell {address}, column {title}"),
                None => format!("row {number}, column {title}"),
            };
            let located = Located::whole(&Origin::cell(&table.name, &cell.text, number, at));
            let broken = cell
                .broken
                .or_else(|| ERRORS.contains(&cell.text.trim()).then(|| format!("the error {}", cell.text.trim())));
            if let Some(broken) = broken {
                let error = Diagnostic::error("broken-cell", format!("this cell holds {broken}, not a text"));
                let help = "write the text again, with an apostrophe before it if it starts with = + - or @";
                draft.found.push(placed(error.help(help), located.place_of_all()));
            } else if !cell.text.trim().is_empty() {
                match column {
                    Some(column) => row.cells.push((column, located)),
                    None => {
                        let error = Diagnostic::error("too-many-cells", "this cell stands in a column without a name");
                        let help =
                            "name the column; in CSV, a text that holds the separator stands between double quotes";
                        draft.found.push(placed(error.help(help), located.place_of_all()));
                    }
                }
            }
        }
        if row.first(|column| matches!(column, Column::Id)).is_some_and(|id| id.text.trim() == "*") {
            codebook_row(row, &mut draft);
        } else if !row.cells.is_empty() {
            code_rows.push(row);
        }
    }
    layout.has_paths = code_rows.iter().any(|row| codes::is_of_path(row, &layout));
    code_rows_into(&mut draft, code_rows, &layout);
    if draft.codes.is_empty() && draft.found.iter().all(|one| one.severity != crate::diagnostic::Severity::Error) {
        let origin = Origin::cell(&table.name, "", header_row, format!("row {header_row}"));
        let error = Diagnostic::error("no-codes", "there is no code in this table")
            .help("give every code a row below the names of the columns");
        draft.found.push(placed(error, Located::whole(&origin).place_of_all()));
    }
    draft
}

fn codebook_row(row: Row<'_>, draft: &mut Draft) {
    for (column, cell) in row.cells {
        match column {
            Column::Id | Column::Count | Column::Passage => {}
            Column::Name(None) => draft.name.plain = Some(plain(&cell)),
            Column::Name(Some(language)) => {
                draft.name.by_language.insert(language.clone(), plain(&cell));
            }
            Column::List(name) => {
                if let Some((_, entries)) = draft.lists.iter_mut().find(|(list, _)| list.text == *name) {
                    *entries = cell.lines();
                }
            }
            Column::Field(name) if CODEBOOK.contains(&name.as_str()) => {
                draft.set(name, &cell.clone().trimmed());
            }
            Column::Field(name) => {
                draft.further.insert(name.clone(), plain(&cell));
            }
            Column::Parent | Column::Path | Column::Rules | Column::Examples | Column::Counterexamples => {
                let error = Diagnostic::error(
                    "misplaced",
                    "the row `*` is the codebook itself, which has no rules, examples or parent",
                );
                draft.found.push(placed(error.help("move this to the row of a code"), cell.place_of_all()));
            }
        }
    }
}

/// Makes codes of all rows, when it is known what each is called and below which it stands.
fn code_rows_into(draft: &mut Draft, rows: Vec<Row<'_>>, layout: &Layout) {
    let mut named = Vec::with_capacity(rows.len());
    let mut seen = BTreeSet::new();
    for row in rows {
        let Some(written) = Written::of(&row, layout, draft) else {
            // Passages may have no code; and where no column names codes, that is the mistake.
            if !layout.has_passages && layout.names_codes() {
                let error = Diagnostic::error("no-id", "this row has no id and no name");
                draft.found.push(placed(error.help("give it an id, such as shame"), row.whole().place_of_all()));
            }
            continue;
        };
        // A code that many passages have stands in many rows.
        let key = (written.entry.id.clone(), written.entry.parent.clone());
        if !layout.has_passages || seen.insert(key) {
            named.push((row, written));
        }
    }
    let (rows, written): (Vec<Row<'_>>, Vec<Written>) = named.into_iter().unzip();
    let (entries, names): (Vec<hierarchy::Entry>, Vec<Option<String>>) =
        written.into_iter().map(|written| (written.entry, written.name)).unzip();
    let resolved = hierarchy::resolve(&entries, SameNames::AreOne);
    report_doubts(&rows, &resolved, draft);
    let mut codes: Vec<_> = rows.into_iter().zip(resolved.ids).zip(names).collect();
    if layout.has_passages {
        // The order of passages is none of codes: what stands below one code stands together.
        let order = first_appearance(codes.iter().map(|((_, id), _)| id.as_str()));
        codes.sort_by_cached_key(|((_, id), _)| places(id, &order));
    }
    for ((row, id), name) in codes {
        code_row(row, id, name, layout, draft);
    }
}

/// Tells of rows whose parent is not clear.
fn report_doubts(rows: &[Row<'_>], resolved: &hierarchy::Resolved, draft: &mut Draft) {
    let mut say = |at: usize, diagnostic: Diagnostic, message: &str| {
        if let Some(cell) = rows[at].first(|column| matches!(column, Column::Parent)) {
            let message = format!("{message} `{}`", cell.text.trim());
            draft.found.push(placed(Diagnostic { message, ..diagnostic }, cell.place_of_all()));
        }
    };
    for &at in &resolved.unclear {
        let help = "the nearest above is taken; give the codes different names";
        say(at, Diagnostic::warning("unclear-parent", "").help(help), "several codes are called");
    }
    for &at in &resolved.circles {
        let help = "it is read as a theme; name another parent";
        say(at, Diagnostic::warning("circle", "").help(help), "this code would stand below itself, by");
    }
    for &at in &resolved.too_deep {
        let help = format!("a codebook has at most {} levels: name a parent that stands higher", fields::DEEPEST_ID);
        say(at, Diagnostic::error("too-deep", "").help(help), "this code would stand too deep, below");
    }
}

/// The ids and all that stand above them, each with its place in order of first appearance.
fn first_appearance<'i>(ids: impl Iterator<Item = &'i str>) -> BTreeMap<String, usize> {
    let mut order = BTreeMap::new();
    for id in ids {
        for end in id.match_indices('/').map(|(at, _)| at).chain([id.len()]) {
            let next = order.len();
            order.entry(id[..end].to_owned()).or_insert(next);
        }
    }
    order
}

/// The places of a code and all above it, the highest first.
fn places(id: &str, order: &BTreeMap<String, usize>) -> Vec<usize> {
    let ends = id.match_indices('/').map(|(at, _)| at).chain([id.len()]);
    ends.filter_map(|end| order.get(&id[..end]).copied()).collect()
}

fn code_row(row: Row<'_>, id: String, name: Option<String>, layout: &Layout, draft: &mut Draft) {
    let own = row
        .first(|column| matches!(column, Column::Path))
        .or_else(|| row.first(|column| matches!(column, Column::Id)))
        .or_else(|| row.first(|column| matches!(column, Column::Name(_))));
    let mut located = own.map_or_else(|| row.whole(), |own| own.clone().trimmed());
    located.text = id;
    let mut code = DraftCode::new(located);
    for (column, cell) in row.cells {
        match column {
            Column::Id | Column::Parent | Column::Path | Column::Count | Column::Passage => {}
            Column::Name(None) => code.name.plain = Some(plain(&cell)),
            Column::Name(Some(language)) => {
                code.name.by_language.insert(language.clone(), plain(&cell));
            }
            Column::Rules => {
                let rule = |text| DraftRule { text, scoped: Scoped::default(), note: String::new() };
                code.rules.extend(cell.lines().into_iter().map(rule));
            }
            Column::Examples => code.examples.extend(examples(&cell)),
            Column::Counterexamples => code.counterexamples.extend(examples(&cell)),
            Column::List(name) => {
                let error =
                    Diagnostic::error("misplaced", format!("the entries of the list `{name}` stand in the row `*`"));
                draft
                    .found
                    .push(placed(error.help("move them there: a row with * in the column id"), cell.place_of_all()));
            }
            Column::Field(name) if name == "color" && !layout.is_own => foreign_color(&mut code, &cell, draft),
            Column::Field(name) => {
                if !code.set(name, &cell.clone().trimmed(), &mut draft.found) {
                    code.further.insert(name.clone(), plain(&cell));
                }
            }
        }
    }
    // The last part of a path is the name, and Taguette's names repeat the parent's.
    if let Some(name) = name {
        code.name.plain = Some(name);
    }
    draft.codes.push(code);
}

/// A color as any program writes it.
fn foreign_color(code: &mut DraftCode, cell: &Located, draft: &mut Draft) {
    let read = color(&cell.text);
    if read.as_ref().is_none_or(|(_, is_more)| *is_more) {
        let message = format!("the color `{}` is not kept as it is", cell.text.trim());
        let help = "write # and six hexadecimal digits: #B5446E";
        draft.found.push(placed(Diagnostic::warning("not-carried", message).help(help), cell.place_of_all()));
    }
    code.color = read.map(|(color, _)| color);
}

/// The examples of a cell, one a line.
fn examples(cell: &Located) -> Vec<Located> {
    let mut lines = cell.lines();
    for line in &mut lines {
        let mut text = String::with_capacity(line.text.len());
        let mut rest = line.text.chars();
        while let Some(c) = rest.next() {
            match c {
                '\\' => match rest.next() {
                    Some('n') => text.push('\n'),
                    Some('\\') | None => text.push('\\'),
                    Some(other) => text.extend(['\\', other]),
                },
                _ => text.push(c),
            }
        }
        line.text = text;
    }
    lines
}

#[cfg(test)]
mod tests;
