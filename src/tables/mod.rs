//! Counts as polars frames, each with its definition.
//!
//! A [`Table`] is a frame together with what a reader must know to use it: what was counted, in what
//! unit, over whom, by which codebook on which corpus. Renderers (see [`crate::render`]) take it from here.
//!
//! | table | made of | by |
//! |---|---|---|
//! | `frequencies`, `crosstab` | [`Counts`](crate::tally::Counts) | [`frequencies`], [`crosstab`] |
//! | `saturation`, `saturation_estimates` | the same by transcript, and when each was analysed | [`saturation`], [`saturation_estimates`] |
//! | `keyness` | a [`Vocabulary`](crate::tally::Vocabulary) | [`keyness`] |
//! | `cooccurrence`, `cooccurrence_matrix` | the same | [`cooccurrence`], [`cooccurrence_matrix`] |
//! | `cooccurrence` with measures | the same | [`associations`] |
//! | `relations`, `relations_matrix`, `configurations` | the same, with [`Further`](crate::tally::Further) | [`relations`], [`relations_matrix`], [`configurations`] |
//! | `codings`, `mentions` | codings, document by document | [`RowMaker`], [`CodingRows`] |
//! | `quotes` | the same | [`Quotes`] |
//! | `matrix` | counts by a variable, and the same | [`matrix()`] |
//! | `comparison`, `comparison_summary` | codings of two runs | [`comparison()`], [`comparison_summary`] |
//! | `kwic` | places, document by document | [`KwicRows`] |
//! | `agreement`, `agreement_pairs`, `detection` | a [`Comparison`](crate::agreement::Comparison) | [`agreement()`], [`agreement_of_pairs`], [`detection`] |
//! | `disagreements` | codings, document by document | [`Disagreements`] |
//!
//! Counts are 64-bit integers, ratios 64-bit floats rounded to 12 significant digits; what is undefined is
//! null, with its reason in [`Table::undefined`].

mod agreement;
mod association;
mod batch;
mod block;
mod cell;
mod codings;
mod columns;
mod comparison;
mod configurations;
mod cooccurrence;
mod crosstab;
mod definition;
mod frequency;
mod keyness;
mod kwic;
mod lots;
mod manner;
mod matrix;
mod network;
mod numbers;
mod place;
mod quotes;
mod reading;
mod redacted;
mod relations;
mod respondents;
mod review;
mod saturation;
mod sentences;
mod undefined;

pub use polars::prelude::DataFrame;

pub use agreement::{
    AgreementOptions, Alphas, Compared, Compat, DetectionOptions, DisagreementMaker, Disagreements, DisagreementsOf,
    MeasureSet, agreement, agreement_of_pairs, detection, rule_lines,
};
pub use association::{Association, PairTest, associations};
pub use batch::{Batch, Rows};
pub(crate) use batch::{Blocks, Source};
pub(crate) use cell::CellSink;
pub use codings::{BATCH, CodingRows, DocumentRows, RowMaker};
pub use comparison::{ComparedRuns, comparison, comparison_summary};
pub use configurations::configurations;
pub use cooccurrence::{codes_at, cooccurrence, cooccurrence_matrix};
pub use crosstab::{Counted, CrosstabOptions, Share, crosstab};
pub use definition::Definition;
pub use frequency::{FrequencyOptions, MEASURES, frequencies};
pub use keyness::keyness;
pub use kwic::KwicRows;
pub(crate) use manner::{format_in_words, interviewer_in_words, labels_in_words};
pub(crate) use matrix::BETWEEN_QUOTES;
pub use matrix::{CellQuotes, MatrixCells, MatrixOptions, matrix};
pub use network::{Edge, Measure, Network, Node, network};
pub use numbers::Numbers;
pub use place::time_of_day;
pub(crate) use quotes::uncoded;
pub use quotes::{Quote, QuoteSelection, Quotes, Sample};
pub use reading::{TranscriptRow, comments, transcripts, turns};
pub use redacted::masked_words;
pub use relations::{relations, relations_matrix};
pub use respondents::{Respondent, Respondents};
pub use review::{Proposal, ProposalSelection, Proposals, ReviewSheet};
pub use saturation::{SaturationOptions, saturation, saturation_estimates};

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

#[cfg(test)]
mod tests;
