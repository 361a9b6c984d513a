//! Which numbers of agreement there are, and their columns.

use std::str::FromStr;

use crate::scope::words;
use crate::stats::{Interval, Undefined};
use crate::tables::columns::{Cells, Columns, cell};

use super::captions::Reasons;

/// Which numbers of agreement are shown (`--measures`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeasureSet {
    /// Those that most readers need.
    #[default]
    Main,
    /// All of them.
    All,
}

impl MeasureSet {
    /// Whether it is all of them.
    #[must_use]
    pub fn is_all(self) -> bool {
        self == Self::All
    }
}

impl FromStr for MeasureSet {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "main" => Ok(Self::Main),
            "all" => Ok(Self::All),
            _ => Err("expected main or all".to_owned()),
        }
    }
}

/// A program whose number is wanted as well, under its name (`--compat`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compat {
    /// NVivo: kappa and percent, which counts characters.
    Nvivo,
    /// MAXQDA: kappa over coded segments.
    Maxqda,
    /// ATLAS.ti: percent and Holsti, which counts characters.
    Atlas,
    /// Holsti (1969).
    Holsti,
}

words!(Compat, "nvivo" => Compat::Nvivo, "maxqda" => Compat::Maxqda, "atlas" => Compat::Atlas, "holsti" => Compat::Holsti);

impl FromStr for Compat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::from_word(word).ok_or_else(|| "expected nvivo, maxqda, atlas or holsti".to_owned())
    }
}

/// A cell: a number, or why there is none; `Ok(None)` where a row has nothing to say.
pub(super) type Number = Result<Option<f64>, Undefined>;

/// A number that a row has.
pub(super) fn some(number: Result<f64, Undefined>) -> Number {
    number.map(Some)
}

/// The same of a hundred.
pub(super) fn of_a_hundred(number: Result<f64, Undefined>) -> Number {
    number.map(|share| Some(crate::stats::round12(share * 100.0)))
}

/// The two ends of an interval.
pub(super) fn ends(interval: &Result<Interval, Undefined>) -> [Number; 2] {
    [interval.map(|interval| Some(interval.low)), interval.map(|interval| Some(interval.high))]
}

/// Columns with the reasons for their empty cells.
#[derive(Default)]
pub(super) struct Reasoned {
    pub columns: Columns,
    pub reasons: Reasons,
}

impl Reasoned {
    pub(super) fn numbers(&mut self, name: &str, cells: impl IntoIterator<Item = Number>) {
        let cells = cells.into_iter().map(|number| {
            number.unwrap_or_else(|reason| {
                self.reasons.add(name, reason);
                None
            })
        });
        let cells = cells.collect();
        self.columns.ratio(name, cells);
    }

    pub(super) fn counts(&mut self, name: &str, cells: impl IntoIterator<Item = Option<u64>>) {
        self.columns
            .0
            .push((name.to_owned(), Cells::Count(cells.into_iter().map(|count| count.and_then(cell)).collect())));
    }
}
