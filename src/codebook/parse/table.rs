//! Codebooks in spreadsheets: one row a code, the row `*` for the codebook itself.
//!
//! Columns are named in Dutch or English ([`fields::canonical`]); `name.nl` is a name in a language and
//! `list.zich` a list, whose entries stand in the row `*`. Rules, entries and examples stand one a line
//! inside their cell; a line break inside an example is written `\n`, a backslash `\\`. A rule's options
//! stand in braces at its end. A column such as `rules 2` goes on where `rules` ends. Any other column is a field of the researcher's own.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader as _};
use indexmap::IndexMap;

use crate::codebook::Scoped;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::fold;

use super::draft::{Draft, DraftCode, DraftRule, plain};
use super::fields::{self, CODEBOOK};
use super::located::{Located, Origin, placed};

/// A table as its file has it: rows of cells, each with the name by which the spreadsheet knows it.
struct Table {
    name: String,
    rows: Vec<(u32, Vec<Cell>)>,
}

#[derive(Default)]
struct Cell {
    text: String,
    /// `F12`, where the program shows cells so.
    address: Option<String>,
    /// Why its text is not what the researcher wrote.
    broken: Option<String>,
}

/// Texts that spreadsheets put in the place of one that they took for a formula, in English and Dutch.
const ERRORS: [&str; 15] = [
    "#NAME?", "#NAAM?", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#N/A", "#N/B", "#DIV/0!", "#DEEL/0!", "#NULL!",
    "#LEEG!", "#NUM!", "#GETAL!", "#SPILL!",
];

const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];

/// A CSV or TSV file as a codebook's draft.
pub(super) fn draft_csv(name: &str, bytes: &[u8]) -> Draft {
    let text = crate::text::decode(bytes, None).text;
    let records = |delimiter: u8| {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
    };
    // The delimiter is the one that shows the most columns that a codebook knows.
    let known = |delimiter: u8| {
        let header = records(delimiter).into_records().next().and_then(|record| record.ok());
        header.map_or(0, |header| header.iter().filter(|name| fields::canonical(name).is_some()).count())
    };
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&one| known(one)).unwrap_or(b',');
    let mut rows = Vec::new();
    // The text is valid UTF-8 and rows may have any length, so every record can be read.
    for (record, row) in records(delimiter).into_records().flatten().zip(1..) {
        let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
        rows.push((row, record.iter().map(cell).collect()));
    }
    draft(Table { name: name.to_owned(), rows })
}

/// A workbook as a codebook's draft: its first sheet with a column that a codebook knows, else its first.
///
/// # Errors
/// When the file is no workbook.
pub(super) fn draft_workbook(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let unreadable = |error: &dyn std::fmt::Display| {
        let help = "open it in the spreadsheet program and save it as .xlsx, or as CSV";
        Error::unreadable(path, format!("this workbook cannot be read: {error}"), help)
    };
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    let mut chosen: Option<Table> = None;
    for sheet in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&sheet) else { continue };
        let formulas = workbook.worksheet_formula(&sheet).ok();
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut rows = Vec::new();
        for (row, values) in (top..).zip(range.rows()) {
            let cells = (left..).zip(values).map(|(column, value)| {
                let formula = formulas.as_ref().and_then(|all| all.get_value((row, column))).filter(|f| !f.is_empty());
                cell_of(value, formula.is_some(), &format!("{}{}", column_name(column), row + 1))
            });
            rows.push((row + 1, cells.collect()));
        }
        let table = Table { name: path.display().to_string(), rows };
        let header = table.rows.first();
        if header.is_some_and(|(_, cells): &(u32, Vec<Cell>)| {
            cells.iter().any(|cell| fields::canonical(&cell.text) == Some("id"))
        }) {
            return Ok(draft(table));
        }
        chosen = chosen.or(Some(table));
    }
    let empty = || Table { name: path.display().to_string(), rows: Vec::new() };
    Ok(draft(chosen.unwrap_or_else(empty)))
}

fn cell_of(value: &Data, is_formula: bool, address: &str) -> Cell {
    let (text, broken) = match value {
        Data::Empty if is_formula => (String::new(), Some("a formula without a value".to_owned())),
        Data::Empty => (String::new(), None),
        Data::Error(error) => (error.to_string(), Some(format!("the error {error}"))),
        other => (other.to_string(), None),
    };
    Cell { text, address: Some(address.to_owned()), broken }
}

/// `A`, `B`, … `Z`, `AA`.
fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
        if column == 0 {
            return letters.iter().rev().collect();
        }
        column -= 1;
    }
}

/// What a column holds.
enum Column {
    Id,
    Parent,
    Name(Option<String>),
    Rules,
    Examples,
    Counterexamples,
    List(String),
    /// A field that codes have, codebooks have, or the researcher alone.
    Field(String),
}

fn column(header: &str) -> Column {
    let header = header.trim();
    let after =
        |prefix: &str| header.get(..prefix.len()).filter(|p| fold(p) == prefix).map(|_| &header[prefix.len()..]);
    if let Some(language) = after("name.").or(after("naam.")) {
        return Column::Name(Some(language.to_owned()));
    }
    if let Some(name) = after("list.").or(after("lijst.")) {
        return Column::List(name.to_owned());
    }
    match fields::canonical(without_number(header)) {
        Some("rules") => return Column::Rules,
        Some("examples") => return Column::Examples,
        Some("counterexamples") => return Column::Counterexamples,
        _ => {}
    }
    match fields::canonical(header) {
        Some("id") => Column::Id,
        Some("parent") => Column::Parent,
        Some("name") => Column::Name(None),
        Some(field) => Column::Field(field.to_owned()),
        None => {
            let folded = fold(header);
            let known = CODEBOOK.into_iter().find(|field| *field == folded);
            Column::Field(known.map_or_else(|| header.to_owned(), str::to_owned))
        }
    }
}

/// `rules 2` goes on where `rules` ends, since a cell of Excel is only so long.
fn without_number(header: &str) -> &str {
    match header.rsplit_once(' ') {
        Some((name, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => header,
    }
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
    let mut rows = table.rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.text.trim().is_empty()));
    let Some((header_row, header)) = rows.next() else {
        let error = Diagnostic::error("no-codes", "there is no row in this table")
            .help("the first row names the columns: id, name, definition, rules");
        let origin = Origin::cell(&table.name, "", 1, "row 1".to_owned());
        draft.found.push(placed(error, Located::whole(&origin).place_of_all()));
        return draft;
    };
    let header: Vec<String> = header.into_iter().map(|cell| cell.text.trim().to_owned()).collect();
    let columns: Vec<Column> = header.iter().map(|name| column(name)).collect();
    check_header(&table.name, header_row, &header, &columns, &mut draft);
    for column in &columns {
        if let Column::List(name) = column {
            let origin = Origin::cell(&table.name, name, header_row, format!("row {header_row}, column list.{name}"));
            draft.lists.push((Located::whole(&origin), Vec::new()));
        }
    }
    let mut names: IndexMap<String, String> = IndexMap::new();
    for (number, cells) in rows {
        let mut row = Row { number, table: &table.name, cells: Vec::new() };
        for (i, cell) in cells.into_iter().enumerate() {
            let title = header.get(i).map_or("", String::as_str);
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
                match columns.get(i).filter(|_| !title.is_empty()) {
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
            code_row(row, &mut names, &mut draft);
        }
    }
    if draft.codes.is_empty() && draft.found.is_empty() {
        let origin = Origin::cell(&table.name, "", header_row, format!("row {header_row}"));
        let error = Diagnostic::error("no-codes", "there is no code in this table")
            .help("give every code a row below the names of the columns");
        draft.found.push(placed(error, Located::whole(&origin).place_of_all()));
    }
    draft
}

fn check_header(table: &str, row: u32, header: &[String], columns: &[Column], draft: &mut Draft) {
    let place = |i: usize| {
        let name = header.get(i).map_or("", String::as_str);
        Located::whole(&Origin::cell(table, name, row, format!("row {row}, column {}", i + 1))).place_of_all()
    };
    if !columns.iter().any(|column| matches!(column, Column::Id | Column::Name(_))) {
        let error = Diagnostic::error("no-id-column", "no column of this table says which code a row is about");
        let help = "name one of them id, and others name, definition, include, exclude, rules, examples, counterexamples, memo";
        draft.found.push(placed(error.help(help), place(0)));
    }
    let key = |i: usize| match &columns[i] {
        Column::Id => "id".to_owned(),
        Column::Parent => "parent".to_owned(),
        Column::Name(None) => "name".to_owned(),
        Column::Name(Some(language)) => format!("name.{language}"),
        Column::Rules | Column::Examples | Column::Counterexamples => {
            let number = header[i].strip_prefix(without_number(&header[i])).unwrap_or_default();
            let name = fields::canonical(without_number(&header[i])).unwrap_or_default();
            format!("{name}{number}")
        }
        Column::List(name) => format!("list.{name}"),
        Column::Field(name) => name.clone(),
    };
    let mut seen = std::collections::BTreeSet::new();
    for (i, name) in header.iter().enumerate() {
        if !name.is_empty() && !seen.insert(key(i)) {
            let error = Diagnostic::error("duplicate-column", format!("two columns are read as `{}`", key(i)));
            draft.found.push(placed(error.help(format!("rename `{name}`, or put the two together")), place(i)));
        }
    }
}

fn codebook_row(row: Row<'_>, draft: &mut Draft) {
    for (column, cell) in row.cells {
        match column {
            Column::Id => {}
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
            Column::Parent | Column::Rules | Column::Examples | Column::Counterexamples => {
                let error = Diagnostic::error(
                    "misplaced",
                    "the row `*` is the codebook itself, which has no rules, examples or parent",
                );
                draft.found.push(placed(error.help("move this to the row of a code"), cell.place_of_all()));
            }
        }
    }
}

fn code_row(row: Row<'_>, names: &mut IndexMap<String, String>, draft: &mut Draft) {
    let Some(id) = id_of(&row, names) else {
        let error = Diagnostic::error("no-id", "this row has no id and no name");
        draft.found.push(placed(error.help("give it an id, such as shame"), row.whole().place_of_all()));
        return;
    };
    let mut code = DraftCode::new(id);
    for (column, cell) in row.cells {
        match column {
            // A code that is written as people speak keeps its name.
            Column::Id if !fields::is_id(cell.text.trim()) => code.name.plain = code.name.plain.or(Some(plain(&cell))),
            Column::Id | Column::Parent => {}
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
            Column::Field(name) => {
                if !code.set(name, &cell.clone().trimmed(), &mut draft.found) {
                    code.further.insert(name.clone(), plain(&cell));
                }
            }
        }
    }
    draft.codes.push(code);
}

/// The id of a row's code: from `id`, or `parent` and `code`, or made of the name.
fn id_of(row: &Row<'_>, names: &mut IndexMap<String, String>) -> Option<Located> {
    let written = row.first(|column| matches!(column, Column::Id));
    let name = row.first(|column| matches!(column, Column::Name(_)));
    let own = written.or(name)?;
    let text = own.text.trim();
    let mut id = if written.is_some() && (fields::is_id(text) || text.contains('/')) {
        text.to_owned()
    } else {
        fields::slug(&text.replace('/', " "))
    };
    if let Some(parent) = row.first(|column| matches!(column, Column::Parent)) {
        let parent = parent.text.trim();
        let above = names.get(&fold(parent)).cloned().unwrap_or_else(|| {
            if fields::is_id(parent) { parent.to_owned() } else { fields::slug(&parent.replace('/', " ")) }
        });
        // A theme's own row often names itself as its theme.
        if id != above && !id.starts_with(&format!("{above}/")) {
            id = format!("{above}/{id}");
        }
    }
    for spelling in [Some(text), name.map(|name| name.text.trim())].into_iter().flatten() {
        names.entry(fold(spelling)).or_insert_with(|| id.clone());
    }
    let mut located = own.clone().trimmed();
    located.text = id;
    Some(located)
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
