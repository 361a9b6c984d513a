//! Counts as polars frames, each with its definition.
//!
//! A [`Table`] is a frame together with what a reader must know to use it: what was counted, in what
//! unit, over whom, by which codebook on which corpus. Renderers (see [`crate::render`]) take it from here.

use polars::prelude::DataFrame;

/// A result: a frame, and what its numbers mean.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is: `frequencies`, `cooccurrence`, `codings`, `mentions`, …; also the name of its file.
    pub name: &'static str,
    /// The numbers, one row a thing, with the columns of the documentation.
    pub frame: DataFrame,
    /// What was counted, in what unit, over whom: sentences for under the table, in order.
    pub caption: Vec<String>,
    /// The same for machines: names and values, in order; written into Parquet and `run.json`.
    pub definition: Vec<(String, String)>,
    /// Columns with undefined cells, and why they are.
    pub undefined: Vec<(String, String)>,
}
