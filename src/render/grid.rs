//! A frame as plain cells: the one place where renderers meet polars.

use std::borrow::Cow;

use polars::prelude::{AnyValue, Column, DataFrame, DataType, StringChunked};

use crate::wording::Lang;

/// One value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// Undefined, or not asked for.
    Empty,
    Text(Cow<'a, str>),
    Integer(i64),
    Real(f64),
    Flag(bool),
}

impl Cell<'_> {
    /// As a file writes it: nothing for an undefined value, numbers in their shortest exact form.
    pub(super) fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone().into_owned(),
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
            // A small probability is not zero.
            Cell::Real(x) if x.abs() < 0.0005 => if *x > 0.0 { "<0.001" } else { ">-0.001" }.to_owned(),
            Cell::Real(x) => {
                let digits = format!("{x:.3}");
                digits.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            other => other.plain(),
        }
    }

    /// The same in a language: in English as files for programs have it, in others with their words and decimal mark.
    pub(super) fn shown_in(&self, lang: Lang) -> String {
        match self {
            _ if lang == Lang::En => self.shown(),
            Cell::Real(_) => self.shown().replace('.', ","),
            Cell::Flag(flag) => lang.cell(if *flag { "true" } else { "false" }).unwrap_or_default().to_owned(),
            other => other.shown(),
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

/// The rows of a frame, one after another; nothing is copied.
pub(super) struct FrameRows<'a> {
    left: usize,
    columns: Vec<Box<dyn Iterator<Item = Cell<'a>> + 'a>>,
}

impl<'a> FrameRows<'a> {
    pub(super) fn of(frame: &'a DataFrame) -> Self {
        Self { left: frame.height(), columns: frame.columns().iter().map(cells).collect() }
    }

    /// The cells of the next row, from left to right; all of them are to be taken.
    pub(super) fn next(&mut self) -> Option<impl Iterator<Item = Cell<'a>>> {
        self.left = self.left.checked_sub(1)?;
        Some(self.columns.iter_mut().map(|cells| cells.next().unwrap_or(Cell::Empty)))
    }
}

fn cells<'a>(column: &'a Column) -> Box<dyn Iterator<Item = Cell<'a>> + 'a> {
    fn texts(texts: &StringChunked) -> impl Iterator<Item = Cell<'_>> {
        texts.iter().map(|text| text.map_or(Cell::Empty, |text| Cell::Text(Cow::Borrowed(text))))
    }
    let typed: Option<Box<dyn Iterator<Item = Cell<'a>> + 'a>> = match column.dtype() {
        DataType::String => column.str().ok().map(|all| Box::new(texts(all)) as _),
        DataType::Int64 => {
            column.i64().ok().map(|all| Box::new(all.iter().map(|n| n.map_or(Cell::Empty, Cell::Integer))) as _)
        }
        DataType::Float64 => column.f64().ok().map(|all| {
            let finite = all.iter().map(|x| x.filter(|x| x.is_finite()));
            Box::new(finite.map(|x| x.map_or(Cell::Empty, Cell::Real))) as _
        }),
        DataType::Boolean => {
            column.bool().ok().map(|all| Box::new(all.iter().map(|flag| flag.map_or(Cell::Empty, Cell::Flag))) as _)
        }
        _ => None,
    };
    let other = || (0..column.len()).map(|row| column.get(row).map_or(Cell::Empty, |value| cell(&value)));
    typed.unwrap_or_else(|| Box::new(other()))
}

pub(super) fn names(frame: &DataFrame) -> Vec<String> {
    frame.get_column_names().iter().map(ToString::to_string).collect()
}

/// A value of a type that tables seldom hold.
fn cell(value: &AnyValue<'_>) -> Cell<'static> {
    match value {
        AnyValue::Null => Cell::Empty,
        other => other.extract::<i64>().map_or_else(|| Cell::Text(other.to_string().into()), Cell::Integer),
    }
}

/// Whether each column holds numbers, and so is set flush right.
pub(super) fn numeric(frame: &DataFrame) -> Vec<bool> {
    frame.columns().iter().map(|column| column.dtype().is_primitive_numeric()).collect()
}

/// Names and all rows of a frame, for who must see the whole.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid<'a> {
    pub(super) names: Vec<String>,
    /// Whether each column holds numbers, and so is set flush right.
    pub(super) numeric: Vec<bool>,
    pub(super) rows: Vec<Vec<Cell<'a>>>,
    /// The variable that a column is of, which is called as the study has it.
    pub(super) variable: Option<String>,
}

impl<'a> Grid<'a> {
    pub(super) fn of(frame: &'a DataFrame) -> Self {
        let (mut rows, mut all) = (FrameRows::of(frame), Vec::with_capacity(frame.height()));
        while let Some(cells) = rows.next() {
            all.push(cells.collect());
        }
        Self { names: names(frame), numeric: numeric(frame), rows: all, variable: None }
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}
