//! Codebooks as tables: see the reader of tables for what the columns mean.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::codebook::{Code, Codebook, Example, Localized, Overlap, Skip, SpanChoice};
use crate::error::{Error, Result};

use super::{rule_line, scoped_fields};

/// What Excel holds in one cell, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;

/// Columns that every table has, so that a researcher can fill them in.
const ALWAYS: [&str; 9] =
    ["id", "name", "definition", "include", "exclude", "rules", "examples", "counterexamples", "memo"];

/// The codebook as CSV: one row a code, the row `*` for the codebook itself.
///
/// Comma-separated UTF-8. Rules, entries of lists and examples stand one a line inside their cell; a
/// rule's options stand in braces at its end. Reading it again gives the same codebook, with the same hash.
#[must_use]
pub fn write_csv(codebook: &Codebook) -> String {
    separated(codebook, ",")
}

/// The codebook as the CSV, with tabs between its columns.
pub(in crate::codebook) fn write_tsv(codebook: &Codebook) -> String {
    separated(codebook, "\t")
}

fn separated(codebook: &Codebook, separator: &str) -> String {
    let mut text = String::new();
    for row in rows(codebook) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(separator));
        text.push('\n');
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '\t', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The codebook as an Excel workbook, laid out as the CSV. The same codebook gives the same bytes.
///
/// A cell of Excel holds 32,767 characters: longer rules and examples go on in the columns `rules 2`, `rules 3`, ….
///
/// # Errors
/// When a cell would still hold more: a single line, or another field; the message names it.
pub fn write_xlsx(codebook: &Codebook) -> Result<Vec<u8>> {
    let rows = continued(rows(codebook));
    let header = rows.first().cloned().unwrap_or_default();
    for row in &rows {
        for (cell, column) in row.iter().zip(&header) {
            let length = cell.encode_utf16().count();
            if length > LONGEST_CELL {
                let code = row.first().map_or("", String::as_str);
                return Err(Error::usage(
                    format!(
                        "the {column} of `{code}` are {length} characters, and a cell of Excel holds {LONGEST_CELL}"
                    ),
                    "write the codebook as TOML or CSV, or divide the code",
                ));
            }
        }
    }
    workbook(&rows).map_err(|error| {
        Error::usage(format!("this codebook does not fit in a workbook: {error}"), "write it as TOML or CSV")
    })
}

/// Columns of several lines a cell, that may go on in another column.
const CONTINUED: [&str; 3] = ["rules", "examples", "counterexamples"];

/// The rows with cells that are too long divided, at line ends, over further columns.
fn continued(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let header = rows.first().cloned().unwrap_or_default();
    for (column, name) in header.iter().enumerate().rev().filter(|(_, name)| CONTINUED.contains(&name.as_str())) {
        let divided: Vec<Vec<String>> = rows.iter().map(|row| parts(&row[column])).collect();
        let most = divided.iter().map(Vec::len).max().unwrap_or(1);
        for (i, (row, parts)) in rows.iter_mut().zip(divided).enumerate() {
            let number = |n: usize| if n == 0 { name.clone() } else { format!("{name} {}", n + 1) };
            let part = |n: usize| if i == 0 { number(n) } else { parts.get(n).cloned().unwrap_or_default() };
            row.splice(column..=column, (0..most).map(part));
        }
    }
    rows
}

/// Whole lines, as many to a part as a cell holds.
fn parts(cell: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut length = 0;
    for line in cell.split('\n') {
        let wide = line.encode_utf16().count() + 1;
        match parts.last_mut() {
            Some(part) if length == 0 || length + wide <= LONGEST_CELL => {
                if length > 0 {
                    part.push('\n');
                }
                part.push_str(line);
                length += wide;
            }
            _ => {
                parts.push(line.to_owned());
                length = wide;
            }
        }
    }
    parts
}

fn workbook(rows: &[Vec<String>]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date, so that the same codebook gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("codebook")?;
    sheet.set_freeze_panes(1, 1)?;
    let bold = Format::new().set_bold();
    let cell_format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, cells) in (0u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            if row == 0 {
                let wide = matches!(
                    cell.as_str(),
                    "definition" | "include" | "exclude" | "rules" | "examples" | "counterexamples"
                );
                sheet.set_column_width(column, if wide { 60 } else { 24 })?;
            }
            if !cell.is_empty() {
                sheet.write_string_with_format(row, column, cell, if row == 0 { &bold } else { &cell_format })?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn rows(codebook: &Codebook) -> Vec<Vec<String>> {
    let own = codebook_fields(codebook);
    let codes: Vec<Vec<(String, String)>> = codebook.codes.iter().map(code_fields).collect();
    let mut columns: Vec<String> = ALWAYS.map(str::to_owned).to_vec();
    let mut known: BTreeSet<String> = columns.iter().cloned().collect();
    let further = std::iter::once(&own).chain(&codes).flatten().map(|(name, _)| name);
    let mut names: Vec<&String> = Vec::new();
    for name in further {
        if known.insert(name.clone()) {
            names.push(name);
        }
    }
    // Names in other languages stand beside the name.
    for name in names {
        let at = if name.starts_with("name.") {
            2 + columns.iter().filter(|column| column.starts_with("name.")).count()
        } else {
            columns.len()
        };
        columns.insert(at, name.clone());
    }
    let row = |fields: &[(String, String)]| -> Vec<String> {
        let of = |column: &String| fields.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value);
        columns.iter().map(|column| of(column).to_owned()).collect()
    };
    let mut rows = vec![columns.clone()];
    if own.len() > 1 {
        rows.push(row(&own));
    }
    rows.extend(codes.iter().map(|fields| row(fields)));
    rows
}

fn names(fields: &mut Vec<(String, String)>, name: &Localized) {
    let plain = name.plain.iter().map(|plain| ("name".to_owned(), plain.clone()));
    let others = name.by_language.iter().map(|(language, text)| (format!("name.{language}"), text.clone()));
    fields.extend(plain.chain(others));
}

fn push(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    if !value.is_empty() {
        fields.push((name.to_owned(), value.to_owned()));
    }
}

fn codebook_fields(codebook: &Codebook) -> Vec<(String, String)> {
    let mut fields = vec![("id".to_owned(), "*".to_owned())];
    names(&mut fields, &codebook.name);
    push(&mut fields, "version", &codebook.version);
    push(&mut fields, "memo", &codebook.memo);
    let settings = &codebook.settings;
    push(&mut fields, "unit", &settings.unit.map(|unit| unit.to_string()).unwrap_or_default());
    if settings.span != SpanChoice::default() {
        push(&mut fields, "span", settings.span.word());
    }
    if settings.overlap != Overlap::default() {
        push(&mut fields, "overlap", settings.overlap.word());
    }
    if settings.skip != Skip::default() {
        push(&mut fields, "skip", settings.skip.word());
    }
    for (name, value) in scoped_fields(&codebook.scoped) {
        push(&mut fields, name, &value);
    }
    for (name, value) in &codebook.further {
        push(&mut fields, name, value);
    }
    // An empty list keeps its column.
    fields.extend(codebook.lists.iter().map(|(name, list)| (format!("list.{name}"), list.entries.join("\n"))));
    fields
}

fn code_fields(code: &Code) -> Vec<(String, String)> {
    let mut fields = vec![("id".to_owned(), code.id.clone())];
    names(&mut fields, &code.name);
    push(&mut fields, "definition", &code.definition);
    push(&mut fields, "include", &code.include);
    push(&mut fields, "exclude", &code.exclude);
    push(&mut fields, "memo", &code.memo);
    push(&mut fields, "color", code.color.as_deref().unwrap_or_default());
    for (name, value) in scoped_fields(&code.scoped) {
        push(&mut fields, name, &value);
    }
    for (name, value) in &code.further {
        push(&mut fields, name, value);
    }
    push(&mut fields, "rules", &code.rules.iter().map(rule_line).collect::<Vec<_>>().join("\n"));
    push(&mut fields, "examples", &examples(&code.examples));
    push(&mut fields, "counterexamples", &examples(&code.counterexamples));
    fields
}

fn examples(examples: &[Example]) -> String {
    let line = |one: &Example| one.text.replace('\\', "\\\\").replace('\n', "\\n");
    examples.iter().map(line).collect::<Vec<_>>().join("\n")
}
