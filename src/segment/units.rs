//! Units of analysis as runs of words.

use std::ops::Range;

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::scope::Unit;

use super::Segments;

/// A run of words of one unit; a unit whose words are interrupted has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, as places in [`Segments::words`].
    pub words: Range<u32>,
    /// Which unit, counted from 0 in order of first word.
    pub unit: u32,
}

/// The units of one document that hold at least one admitted word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// The runs, in order of place.
    pub runs: Vec<Run>,
    /// How many units.
    pub count: u32,
    /// For [`Unit::Case`]: which participant each unit is, since one may go on in other transcripts.
    pub cases: Vec<String>,
}

impl Units {
    /// The units that hold at least one word of `words`, ascending, each once.
    pub fn touched(&self, _words: Range<u32>) -> impl Iterator<Item = u32> + '_ {
        std::iter::empty()
    }
}

impl Segments {
    /// The document's units, made of the words of admitted turns.
    #[must_use]
    pub fn units(&self, _document: &Document, _unit: Unit, _admits: impl Fn(TurnId) -> bool) -> Units {
        unimplemented!("segment")
    }
}
