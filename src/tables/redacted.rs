//! A table as others may see it.

use polars::prelude::{Column, IntoSeries, NamedFrom, Series};

use crate::error::Result;
use crate::redact::Redaction;

use super::columns::frame;
use super::{Definition, Table};
use crate::wording::{Lang, args};

/// What no study can put a name into, and what tables are reproduced by.
const OURS: [&str; 11] = [
    "codebook_hash",
    "corpus_hash",
    "program",
    "program_version",
    "unit",
    "part",
    "status",
    "stance",
    "seed",
    "masked_places",
    "masked_entries",
];

impl Table {
    /// The same with masks in every cell, caption and value of the definition that holds a word of the list. Counts in sentences, and
    /// what the program itself says in the definition, stay.
    ///
    /// Tables of masked documents hold none any more; those of files that are read as they are do, such as the codings of two runs.
    ///
    /// # Errors
    /// None that a researcher could make.
    pub fn redacted(self, redaction: &Redaction) -> Result<Self> {
        let masked = |text: &str| redaction.sentence(text).into_owned();
        let columns: Vec<Column> = self.frame.columns().iter().map(|column| redacted(column, redaction)).collect();
        let of_pair = |(name, value): (String, String)| {
            let value = if OURS.contains(&name.as_str()) { value } else { masked(&value) };
            (name, value)
        };
        let pairs = |all: Vec<(String, String)>| all.into_iter().map(of_pair).collect();
        Ok(Self {
            frame: frame(columns)?,
            caption: self.caption.iter().map(|sentence| masked(sentence)).collect(),
            definition: pairs(self.definition),
            undefined: pairs(self.undefined),
            ..self
        })
    }
}

fn redacted(column: &Column, redaction: &Redaction) -> Column {
    let Ok(cells) = column.str() else { return column.clone() };
    if cells.iter().flatten().all(|cell| redaction.line_in(cell).is_none()) {
        return column.clone();
    }
    let masked: Vec<Option<String>> =
        cells.iter().map(|cell| cell.map(|cell| redaction.masked(cell).into_owned())).collect();
    Series::new(column.name().clone(), masked).into_series().into()
}

impl Definition<'_> {
    /// That words were masked, in how many places and by how many entries of the list; none where none were to be.
    #[must_use]
    pub fn masked_words(&self, lang: Lang) -> Option<String> {
        Some(masked_words(self.masked?, lang))
    }
}

/// The same of these numbers of places and entries.
#[must_use]
pub fn masked_words((places, entries): (u64, u64), lang: Lang) -> String {
    match places {
        0 => lang.phrase("masked-nothing"),
        _ => lang.phrased("masked-words", args! { "places" => places, "entries" => entries }),
    }
}
