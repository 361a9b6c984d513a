//! Cells on their way to a frame: the one place that makes polars columns.

use polars::prelude::{Column, DataFrame, NamedFrom, PlHashMap, PlSmallStr, PolarsError, Series};
use polars_arrow::array::{
    Array, BooleanArray, DictionaryArray, MutableBinaryViewArray, PrimitiveArray, Utf8ViewArray,
};
use polars_arrow::datatypes::{ArrowDataType, IntegerType};

use crate::error::{Error, Result};

/// The cells of one column; a missing one is null.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cells {
    Count(Vec<Option<i64>>),
    Ratio(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
    Flag(Vec<Option<bool>>),
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

    pub(super) fn flag(&mut self, name: &str, cells: Vec<Option<bool>>) {
        self.0.push((name.to_owned(), Cells::Flag(cells)));
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
            Cells::Flag(cells) => Series::new(name, cells),
        };
        series.into()
    }

    /// The cells of the rows `from..to`.
    pub(super) fn rows(&self, from: usize, to: usize) -> Cells {
        match self {
            Cells::Count(cells) => Cells::Count(cells[from..to].to_vec()),
            Cells::Ratio(cells) => Cells::Ratio(cells[from..to].to_vec()),
            Cells::Text(cells) => Cells::Text(cells[from..to].to_vec()),
            Cells::Flag(cells) => Cells::Flag(cells[from..to].to_vec()),
        }
    }
}

/// Words as a dictionary with a key for each row: each is copied once, however many rows show it.
pub(super) fn texts<'a>(cells: impl Iterator<Item = Option<&'a str>>) -> Box<dyn Array> {
    let mut keys_of: PlHashMap<&str, u32> = PlHashMap::default();
    let mut words = MutableBinaryViewArray::<str>::new();
    let mut before: Option<(&str, u32)> = None;
    let mut key = |cell: &'a str| {
        // Mostly a row shows what the row before it shows, from the same place.
        if let Some((_, key)) = before.filter(|&(before, _)| std::ptr::eq(before, cell)) {
            return key;
        }
        let key = *keys_of.entry(cell).or_insert_with(|| {
            words.push_value(cell);
            words.len() as u32 - 1
        });
        before = Some((cell, key));
        key
    };
    let mut keys: Vec<Option<u32>> = Vec::new();
    cells.for_each(|cell| keys.push(cell.map(&mut key)));
    let words: Utf8ViewArray = words.into();
    let kind = ArrowDataType::Dictionary(IntegerType::UInt32, Box::new(ArrowDataType::Utf8View), false);
    let dictionary = DictionaryArray::try_new(kind, PrimitiveArray::<u32>::from(keys), words.boxed());
    dictionary.expect("every key is that of a word").boxed()
}

/// Whole numbers.
pub(super) fn numbers(cells: impl Iterator<Item = Option<i64>>) -> Box<dyn Array> {
    let mut numbers: Vec<Option<i64>> = Vec::new();
    cells.for_each(|cell| numbers.push(cell));
    PrimitiveArray::<i64>::from(numbers).boxed()
}

/// Yes and no.
pub(super) fn truths(cells: impl Iterator<Item = Option<bool>>) -> Box<dyn Array> {
    BooleanArray::from_iter(cells).boxed()
}

/// A frame of arrays as they are made here.
pub(super) fn frame_of(columns: Vec<(&str, Box<dyn Array>)>) -> Result<DataFrame> {
    let column = |(name, array): (&str, Box<dyn Array>)| {
        let array = match array.as_any().downcast_ref::<DictionaryArray<u32>>() {
            Some(words) => {
                Utf8ViewArray::from(MutableBinaryViewArray::from_iter(words.iter_typed::<Utf8ViewArray>()?)).boxed()
            }
            None => array,
        };
        Series::try_from((PlSmallStr::from(name), array)).map(Column::from)
    };
    let columns: Result<Vec<Column>, PolarsError> = columns.into_iter().map(column).collect();
    columns.map_err(|error| failed(&error)).and_then(frame)
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
