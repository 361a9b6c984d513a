//! A frame as plain cells: the one place where renderers meet polars.

use polars::prelude::{AnyValue, DataFrame};

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Undefined, or not asked for.
    Empty,
    Text(String),
    Integer(i64),
    Real(f64),
    Flag(bool),
}

impl Cell {
    /// As a file writes it: nothing for an undefined value, numbers in their shortest exact form.
    pub(super) fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(n) => n.to_string(),
            Cell::Real(x) => x.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }

    /// As a reader sees it: `–` for an undefined value, three decimals at most.
    pub(super) fn shown(&self) -> String {
        match self {
            Cell::Empty => "–".to_owned(),
            Cell::Real(x) if x.fract() == 0.0 && x.abs() < 1e15 => format!("{x:.0}"),
            Cell::Real(x) => {
                let digits = format!("{x:.3}");
                digits.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            other => other.plain(),
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Cell::Integer(n) => Some(*n as f64),
            Cell::Real(x) => Some(*x),
            _ => None,
        }
    }
}

/// Names and rows of a frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    pub(super) names: Vec<String>,
    /// Whether each column holds numbers, and so is set flush right.
    pub(super) numeric: Vec<bool>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Grid {
    pub(super) fn of(frame: &DataFrame) -> Self {
        let names = frame.get_column_names().iter().map(ToString::to_string).collect();
        let numeric = frame.columns().iter().map(|column| column.dtype().is_primitive_numeric()).collect();
        let mut rows = vec![Vec::with_capacity(frame.width()); frame.height()];
        for column in frame.columns() {
            for (row, cells) in rows.iter_mut().enumerate() {
                cells.push(column.get(row).map_or(Cell::Empty, |value| cell(&value)));
            }
        }
        Self { names, numeric, rows }
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}

fn cell(value: &AnyValue<'_>) -> Cell {
    match value {
        AnyValue::Null => Cell::Empty,
        AnyValue::Boolean(flag) => Cell::Flag(*flag),
        AnyValue::String(text) => Cell::Text((*text).to_owned()),
        AnyValue::StringOwned(text) => Cell::Text(text.to_string()),
        AnyValue::Float64(x) if x.is_finite() => Cell::Real(*x),
        AnyValue::Float64(_) => Cell::Empty,
        other => other.extract::<i64>().map_or_else(|| Cell::Text(other.to_string()), Cell::Integer),
    }
}
