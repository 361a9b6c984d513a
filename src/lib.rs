//! Codes interview transcripts with a codebook of themes, and counts.
#![forbid(unsafe_code)]

pub mod codebook;
pub mod coding;
pub mod corpus;
pub mod diagnostic;
pub mod error;
pub mod ids;
pub mod matcher;
#[cfg(feature = "tables")]
pub mod render;
pub mod scope;
pub mod segment;
#[cfg(feature = "tables")]
pub mod tables;
pub mod tally;
pub mod text;

pub use error::{Error, ErrorKind, Result};
