//! Tables as the page takes them: plain cells, by column or by row.

use indexmap::IndexMap;
use polars::prelude::{AnyValue, Column};
use serde::Serialize;

use crate::tables::Table;
use crate::tally::By;
use crate::wording::Lang;

/// One value of a table; `null` where it is undefined.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Undefined, or not asked for.
    Empty,
    /// A whole number.
    Count(i64),
    /// Any other number.
    Ratio(f64),
    /// Yes or no.
    Flag(bool),
    /// Words.
    Text(String),
}

/// A table for the page to show as it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportTable {
    /// The section that shows it: `agreement`, `saturation`, `crosstabs`.
    pub section: &'static str,
    /// The table's name.
    pub name: &'static str,
    /// The variable that codes are set against, in a crosstab.
    pub variable: Option<String>,
    /// Its heading.
    pub title: String,
    /// What was counted, sentence by sentence.
    pub caption: Vec<String>,
    /// Columns with undefined cells, and why they are.
    pub undefined: Vec<(String, String)>,
    /// The columns, in order.
    pub columns: Vec<ReportColumn>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportColumn {
    /// Its name in files.
    pub name: String,
    /// Its name for people.
    pub label: String,
    /// `count`, `ratio`, `flag` or `text`.
    pub kind: &'static str,
}

impl ReportTable {
    pub(super) fn of(section: &'static str, title: String, table: &Table, lang: Lang) -> Self {
        let frame = &table.frame;
        let cells: Vec<Vec<Cell>> = frame.columns().iter().map(cells).collect();
        let column = |(column, cells): (&Column, &Vec<Cell>)| {
            let name = column.name().to_string();
            let label = if is_of_study(table, &name) { name.clone() } else { label(&name, lang) };
            ReportColumn { label, name, kind: kind(cells) }
        };
        Self {
            section,
            name: table.name,
            variable: None,
            title,
            caption: table.caption.clone(),
            undefined: table.undefined.clone(),
            columns: frame.columns().iter().zip(&cells).map(column).collect(),
            rows: (0..frame.height()).map(|row| cells.iter().map(|column| column[row].clone()).collect()).collect(),
        }
    }
}

/// The columns of a table by their names, without those that only name its rows.
pub(super) fn columns(table: &Table, names: &[&str]) -> IndexMap<String, Vec<Cell>> {
    let named = table.frame.columns().iter().map(|column| (column.name().to_string(), column));
    named.filter(|(name, _)| !names.contains(&name.as_str())).map(|(name, column)| (name, cells(column))).collect()
}

pub(super) fn cells(column: &Column) -> Vec<Cell> {
    (0..column.len()).map(|row| column.get(row).map_or(Cell::Empty, |value| cell(&value))).collect()
}

fn cell(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Int64(n) => Cell::Count(*n),
        AnyValue::Float64(x) if x.is_finite() => Cell::Ratio(*x),
        AnyValue::Boolean(flag) => Cell::Flag(*flag),
        other => other.get_str().map_or(Cell::Empty, |text| Cell::Text(text.to_owned())),
    }
}

fn kind(cells: &[Cell]) -> &'static str {
    let of = |cell: &Cell| match cell {
        Cell::Empty => None,
        Cell::Count(_) => Some("count"),
        Cell::Ratio(_) => Some("ratio"),
        Cell::Flag(_) => Some("flag"),
        Cell::Text(_) => Some("text"),
    };
    cells.iter().find_map(of).unwrap_or("text")
}

/// Whether a column has the name of a variable of the study.
fn is_of_study(table: &Table, name: &str) -> bool {
    let by = table.definition.iter().find(|(known, _)| known == "by");
    by.is_some_and(|(_, by)| by == name) && !By::variable(name).is_built_in()
}

/// A column's name for people: short where the report has a name for it, else as other tables have it.
fn label(name: &str, lang: Lang) -> String {
    let of_report = lang.find(&format!("report-column-{}", name.replace('_', "-")));
    of_report.or_else(|| lang.column(name).map(begun)).unwrap_or_else(|| name.to_owned())
}

/// With a capital, as the report's own labels have it; signs such as α and p stay as they are.
fn begun(label: String) -> String {
    match label.chars().next() {
        Some(first) if label.len() > 1 && first.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_uppercase(), &label[1..])
        }
        _ => label,
    }
}
