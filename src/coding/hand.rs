//! Codings by people, from a table.

use std::path::Path;

use crate::codebook::Codebook;
use crate::corpus::Document;
use crate::diagnostic::Reported;
use crate::error::Result;

use super::{Coders, Coding};

/// One row of a table of codings, before its passage is found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct HandCoding {
    /// The transcript's id.
    pub transcript: String,
    /// The code's id.
    pub code: String,
    /// Who.
    pub coder: String,
    /// The passage in code points, if the table has positions.
    pub place: Option<(usize, usize)>,
    /// The passage's words, if the table has them.
    pub quote: Option<String>,
    /// `proposed`, `accepted`, `rejected`; people's are accepted.
    pub status: super::Status,
    /// A note.
    pub memo: String,
    /// The row of the file, from 1, counting the header.
    pub row: usize,
}

/// Codings by people for a whole study, by transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandCodings {
    /// The file they came from.
    pub path: std::path::PathBuf,
    /// The rows, in the file's order.
    pub rows: Vec<HandCoding>,
}

/// Reads a table of codings (CSV or TSV): `transcript, code` and either `start, end` or `text`.
pub fn read_codings(_path: &Path) -> Result<HandCodings> {
    unimplemented!("hand")
}

impl HandCodings {
    /// The codings of one document, their passages found in its text, in order of place.
    pub fn of(&self, _document: &Document, _codebook: &Codebook, _coders: &mut Coders) -> Reported<Vec<Coding>> {
        unimplemented!("hand")
    }
}
