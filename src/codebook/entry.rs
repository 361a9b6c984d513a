//! Codes as somebody who codes by hand looks them up.

use super::{Code, Codebook};
use crate::ids::CodeId;

/// A code, as somebody who codes looks it up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not to.
    pub exclude: String,
}

impl CodeEntry {
    /// Every code of a codebook, in its order, with names in `language`.
    #[must_use]
    pub fn all(codebook: &Codebook, language: &str) -> Vec<Self> {
        let entry = |(i, code): (usize, &Code)| Self {
            id: code.id.clone(),
            name: codebook.name_of(CodeId::new(i), language).to_owned(),
            definition: code.definition.clone(),
            include: code.include.clone(),
            exclude: code.exclude.clone(),
        };
        codebook.codes.iter().enumerate().map(entry).collect()
    }
}
