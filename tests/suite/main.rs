//! One integration-test binary: each debug binary that links polars is 200 MB.
//!
//! `tests/README.md` says what stands where, and how to add to it.

mod codebooks;
mod dictionaries;
mod floors;
mod formats;
mod hard_files;
mod laws;
mod portions;
mod samples;
mod spec;

#[cfg(feature = "tables")]
mod batches;
#[cfg(feature = "tables")]
mod cli_agree;
#[cfg(feature = "tables")]
mod cli_anchors;
#[cfg(feature = "tables")]
mod cli_chapter;
#[cfg(feature = "tables")]
mod cli_coders;
#[cfg(feature = "tables")]
mod cli_compare;
#[cfg(feature = "tables")]
mod cli_convert;
#[cfg(feature = "tables")]
mod cli_cooc;
#[cfg(feature = "tables")]
mod cli_crosstab;
#[cfg(feature = "tables")]
mod cli_databases;
#[cfg(feature = "tables")]
mod cli_drawn;
#[cfg(feature = "tables")]
mod cli_dutch;
#[cfg(feature = "tables")]
mod cli_dutch_tables;
#[cfg(feature = "tables")]
mod cli_exchange;
#[cfg(feature = "tables")]
mod cli_files;
#[cfg(feature = "tables")]
mod cli_memos;
#[cfg(feature = "tables")]
mod cli_mistakes;
#[cfg(feature = "tables")]
mod cli_output;
#[cfg(feature = "tables")]
mod cli_plot;
#[cfg(feature = "tables")]
mod cli_projects;
#[cfg(feature = "tables")]
mod cli_redact;
#[cfg(feature = "tables")]
mod cli_report;
#[cfg(feature = "tables")]
mod cli_review;
#[cfg(feature = "tables")]
mod cli_saturation;
#[cfg(feature = "tables")]
mod cli_study;
#[cfg(feature = "tables")]
mod cli_tables;
#[cfg(feature = "tables")]
mod cli_terminal;
#[cfg(feature = "tables")]
mod cli_wording;
#[cfg(feature = "tables")]
mod counts;
#[cfg(feature = "tables")]
mod margin;
#[cfg(feature = "tables")]
mod readme;
#[cfg(feature = "tables")]
mod review;
#[cfg(feature = "tables")]
mod run;
#[cfg(feature = "tables")]
mod same_bytes;
