//! From text to codebooks and rules; every mistake is reported, with its place and the mend.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::error::Result;

use super::{Codebook, Rule};

/// Reads a codebook from a file: TOML, CSV/TSV or XLSX, by its extension. Answers with every mistake at once.
pub fn read(_path: &Path) -> Result<Reported<Codebook>> {
    unimplemented!("codebook")
}

/// Reads a codebook from TOML.
pub fn read_toml(_source: &Arc<SourceText>) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    unimplemented!("codebook")
}

/// Reads one rule, with its options: for the command line and for tests. Its id is 0.
pub fn parse_rule(_source: &Arc<SourceText>) -> Result<Reported<Rule>, Vec<Diagnostic>> {
    unimplemented!("codebook")
}
