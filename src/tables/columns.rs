//! Cells on their way to a frame: the one place that makes polars columns.

use polars::prelude::{Column, DataFrame, IntoSeries, NamedFrom, PolarsError, Series, StringChunkedBuilder};

use crate::error::{Error, Result};

/// The cells of one column; a missing one is null.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cells {
    Count(Vec<Option<i64>>),
    Ratio(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
    Truth(Vec<Option<bool>>),
}

/// Named columns of one length, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns(pub Vec<(String, Cells)>);

impl Columns {
    pub(super) fn count(&mut self, name: &str, cells: Vec<Option<i64>>) {
        self.0.push((name.to_owned(), Cells::Count(cells)));
    }

    pub(super) fn ratio(&mut self, name: &str, cells: Vec<Option<f64>>) {
        self.0.push((name.to_owned(), Cells::Ratio(cells)));
    }

    pub(super) fn text(&mut self, name: &str, cells: Vec<Option<String>>) {
        self.0.push((name.to_owned(), Cells::Text(cells)));
    }

    pub(super) fn into_frame(self) -> Result<DataFrame> {
        frame(self.0.into_iter().map(|(name, cells)| cells.into_column(&name)).collect())
    }
}

impl Cells {
    fn into_column(self, name: &str) -> Column {
        let name = name.into();
        let series = match self {
            Cells::Count(cells) => Series::new(name, cells),
            Cells::Ratio(cells) => Series::new(name, cells),
            Cells::Text(cells) => Series::new(name, cells),
            Cells::Truth(cells) => Series::new(name, cells),
        };
        series.into()
    }

    /// The cells of the rows `from..to`.
    pub(super) fn rows(&self, from: usize, to: usize) -> Cells {
        match self {
            Cells::Count(cells) => Cells::Count(cells[from..to].to_vec()),
            Cells::Ratio(cells) => Cells::Ratio(cells[from..to].to_vec()),
            Cells::Text(cells) => Cells::Text(cells[from..to].to_vec()),
            Cells::Truth(cells) => Cells::Truth(cells[from..to].to_vec()),
        }
    }
}

/// A column of words that are kept elsewhere: each is copied once, into the column.
pub(super) fn texts<'a>(name: &str, height: usize, cells: impl Iterator<Item = Option<&'a str>>) -> Column {
    let mut builder = StringChunkedBuilder::new(name.into(), height);
    cells.for_each(|cell| builder.append_option(cell));
    builder.finish().into_series().into()
}

/// A column of whole numbers.
pub(super) fn counts(name: &str, height: usize, cells: impl Iterator<Item = Option<i64>>) -> Column {
    let mut numbers = Vec::with_capacity(height);
    cells.for_each(|cell| numbers.push(cell));
    Cells::Count(numbers).into_column(name)
}

/// A column of yes and no.
pub(super) fn truths(name: &str, cells: impl Iterator<Item = Option<bool>>) -> Column {
    Cells::Truth(cells.collect()).into_column(name)
}

/// A frame of these columns.
pub(super) fn frame(columns: Vec<Column>) -> Result<DataFrame> {
    DataFrame::new_infer_height(columns).map_err(|error| failed(&error))
}

/// A count as a cell. Counts beyond 63 bits do not occur.
pub(super) fn cell(count: u64) -> Option<i64> {
    i64::try_from(count).ok()
}

/// Two columns of one name are the only way in which making a frame of equal columns fails.
pub(super) fn failed(error: &PolarsError) -> Error {
    Error::usage(
        format!("the table cannot be made: {error}"),
        "is a variable or one of its values named like a column? Rename it in the table of cases",
    )
}
