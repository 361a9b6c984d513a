//! Units that a second coder has rated, with the weights of the draw.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::coding::hand::{at_row, stem};
use crate::coding::hand_table::several;
use crate::coding::{Anchor, Around, HandCoding, HandCodings, Passages, Status};
use crate::corpus::Document;
use crate::corpus::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::segment::{Segments, Units};
use crate::stats::round12;
use crate::wording::{self, either};

use super::design::Design;

/// A unit that was rated: with codes, or with none, which says that none fits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RatedUnit {
    /// Its number on the sheet.
    pub number: usize,
    /// The transcript's id.
    pub transcript: String,
    /// Its first turn: whatever unit holds its words is this one.
    pub anchor: Anchor,
    /// The ids or names of the codes that the coder gave it; empty where none fits.
    pub codes: Vec<String>,
    /// A note.
    pub memo: String,
    /// Its stratum, among those of the design.
    pub stratum: usize,
    /// The row of the sheet, from 1, counting the header.
    pub row: usize,
}

/// The units that a second coder rated, and how they were drawn; what is not rated is no judgement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rated {
    /// Who rated.
    pub coder: String,
    /// What was rated, in the sheet's order.
    pub units: Vec<RatedUnit>,
    /// The numbers of those that were not rated yet.
    pub unrated: Vec<usize>,
    /// How they were drawn.
    pub design: Design,
}

/// Where the rated units of one transcript stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placed<'r> {
    /// Those that are found, by their number among the transcript's units.
    pub units: BTreeMap<u32, &'r RatedUnit>,
    /// Those whose words are not found again, or stand in the unit of another one.
    pub lost: Vec<&'r RatedUnit>,
}

impl Rated {
    /// Reads a sheet for a second coder that was filled in, and its design, from the file beside it unless `design` names another.
    ///
    /// In `codes` stand the codes of a unit, several parted by `;`, or `-` where none fits (also `none`, `geen`). An empty cell
    /// says that the unit is not rated yet. `coder` is else the file's name.
    ///
    /// # Errors
    /// When a file cannot be read or is none, and when rows are not those of the design; all of these at once.
    pub fn read(sheet: &Path, design: Option<&Path>, coder: Option<&str>) -> Result<Self> {
        let beside = Design::beside(sheet);
        let path = design.unwrap_or(&beside);
        if !path.exists() {
            let message = format!("{} is not there, which says how the units of this sheet were drawn", path.display());
            return Err(Error::unreadable(sheet, message, "put it beside the sheet, as `kantlijn sample` wrote it"));
        }
        let design = Design::read(path)?;
        let bytes = std::fs::read(sheet).map_err(|source| Error::io("read", sheet, source))?;
        let places = |header: &[String]| -> Option<Vec<usize>> {
            let place = |name: &str| header.iter().position(|header| header.eq_ignore_ascii_case(name));
            ["nr", "transcript", "codes", "start", "end", "text"].iter().map(|name| place(name)).collect()
        };
        let table = Sheet::read_fitting(sheet, &bytes, |header| places(header).is_some())?;
        let Some(columns) = places(&table.head.header) else {
            let message =
                format!("this is no sheet for a second coder: its columns are {}", table.head.headers_in_words());
            return Err(Error::unreadable(sheet, message, "`kantlijn sample … -o second-coder.xlsx` writes one"));
        };
        let further = |name: &str| table.head.header.iter().position(|header| header.eq_ignore_ascii_case(name));
        let (before, after, memo) = (further("before"), further("after"), further("memo"));
        let (mut units, mut unrated, mut wrong) = (Vec::new(), Vec::new(), Vec::<Diagnostic>::new());
        let by_number: BTreeMap<usize, &super::design::DesignUnit> =
            design.units.iter().map(|unit| (unit.number, unit)).collect();
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for row in &table.rows {
            let cell = |column: usize| row.cells.get(column).map_or("", |cell| cell.trim());
            let maybe = |column: Option<usize>| column.map(cell).unwrap_or_default().to_owned();
            let number: Option<usize> = cell(columns[0]).parse().ok();
            let place = cell(columns[3]).parse().ok().zip(cell(columns[4]).parse().ok());
            let drawn = number.and_then(|number| by_number.get(&number).copied());
            let is_it =
                |unit: &&super::design::DesignUnit| unit.transcript == cell(columns[1]) && Some(unit.place) == place;
            let Some(unit) = drawn.filter(is_it) else {
                let message = "this row is not one of those that were drawn";
                let help = "leave nr, transcript, start and end as they were; rows may be sorted, and none added";
                wrong.push(at_row(sheet, row.number, Diagnostic::error("not-drawn", message).help(help)));
                continue;
            };
            if !met.insert(unit.number) {
                let message = format!("unit {} stands in an earlier row", unit.number);
                let help = "take one of the two rows out";
                wrong.push(at_row(sheet, row.number, Diagnostic::error("drawn-twice", message).help(help)));
                continue;
            }
            if cell(columns[2]).is_empty() {
                unrated.push(unit.number);
                continue;
            }
            let around = Around { before: maybe(before), after: maybe(after) };
            units.push(RatedUnit {
                number: unit.number,
                transcript: unit.transcript.clone(),
                anchor: Anchor {
                    place,
                    quote: Some(cell(columns[5]).to_owned()),
                    around: Some(around).filter(|around| !around.is_empty()),
                },
                codes: several(cell(columns[2])).map(str::to_owned).collect(),
                memo: maybe(memo),
                stratum: unit.stratum,
                row: row.number,
            });
        }
        if !wrong.is_empty() {
            return Err(wrong.into());
        }
        unrated.extend(design.units.iter().map(|unit| unit.number).filter(|number| !met.contains(number)));
        unrated.sort_unstable();
        let coder = coder.map_or_else(|| stem(sheet), str::to_owned);
        Ok(Self { coder, units, unrated, design })
    }

    /// Gives every unit the whole id of its transcript, as [`HandCodings::assign`] does for codings: so a study may be read from
    /// another folder than when units were drawn.
    pub fn assign<'a>(&mut self, transcripts: impl IntoIterator<Item = &'a str>) {
        let row = |unit: &RatedUnit| HandCoding {
            transcript: unit.transcript.clone(),
            code: String::new(),
            coder: self.coder.clone(),
            place: None,
            quote: None,
            around: None,
            status: Status::Accepted,
            stance: None,
            prompted: None,
            rules: None,
            memo: String::new(),
            row: unit.row,
        };
        let mut rows = HandCodings::new(Path::new(""), self.units.iter().map(row).collect());
        // What is of no transcript here is in no unit that is compared, which is told with the others.
        rows.assign(transcripts);
        for (unit, row) in self.units.iter_mut().zip(rows.rows) {
            unit.transcript = row.transcript;
        }
    }

    /// The units that another coder rated too, with these ratings; none where theirs were drawn in another draw.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Option<Self> {
        let both = |number: usize| other.units.iter().any(|unit| unit.number == number);
        let (units, alone): (Vec<RatedUnit>, Vec<RatedUnit>) =
            self.units.iter().cloned().partition(|unit| both(unit.number));
        let mut unrated: Vec<usize> =
            self.unrated.iter().copied().chain(alone.iter().map(|unit| unit.number)).collect();
        unrated.sort_unstable();
        (self.design == other.design).then(|| Self { units, unrated, ..self.clone() })
    }

    /// Where the units that were rated in a document stand among its `units`, which are cut as [`Design::unit`] says.
    ///
    /// Each is found by its first turn, as codings are. One whose words are found, and are in no unit because nobody who is counted
    /// says them, is not there.
    #[must_use]
    pub fn of(&self, document: &Document, segments: &Segments, units: &Units) -> Placed<'_> {
        let mut text = Passages::of(document);
        let mut placed = Placed::default();
        for rated in self.units.iter().filter(|rated| rated.transcript == document.name) {
            let Ok(found) = rated.anchor.find(&mut text) else {
                placed.lost.push(rated);
                continue;
            };
            match segments.words_in(found.span).next().and_then(|word| units.of(word)) {
                Some(unit) if placed.units.contains_key(&unit) => placed.lost.push(rated),
                Some(unit) => drop(placed.units.insert(unit, rated)),
                None => {}
            }
        }
        placed
    }

    /// How many units a rated unit stands for: those of its stratum over those of them that were rated.
    #[must_use]
    pub fn weight(&self, unit: &RatedUnit) -> f64 {
        let units = self.design.strata.get(unit.stratum).map_or(0, |stratum| stratum.units);
        let rated = self.units.iter().filter(|other| other.stratum == unit.stratum).count();
        if rated == 0 { 0.0 } else { units as f64 / rated as f64 }
    }

    /// How many units of the study `counts` would take, and how many it took of those that were rated.
    ///
    /// The first is Σ *N*ₕ *c*ₕ / *n*ₕ over strata, where *c*ₕ of the *n*ₕ rated units are taken: Horvitz & Thompson (1952).
    /// With *taken by rule and coder*, *by the rule alone* and *by the coder alone* these are true and false positives, and false
    /// negatives. Strata of which no unit was drawn, or none rated, count for nothing: [`Rated::unseen`] says how many units those
    /// hold.
    #[must_use]
    pub fn estimate(&self, counts: impl Fn(&RatedUnit) -> bool) -> (f64, u64) {
        let mut total = 0.0;
        let mut taken = 0;
        for (stratum, of) in self.design.strata.iter().enumerate() {
            let there = || self.units.iter().filter(|unit| unit.stratum == stratum);
            let counted = there().filter(|unit| counts(unit)).count() as u64;
            let rated = there().count() as u64;
            if rated > 0 {
                total += of.units as f64 * counted as f64 / rated as f64;
            }
            taken += counted;
        }
        (round12(total), taken)
    }

    /// How many units lie in strata of which none was rated.
    #[must_use]
    pub fn unseen(&self) -> u64 {
        let is_unseen = |stratum: usize| self.units.iter().all(|unit| unit.stratum != stratum);
        let strata = self.design.strata.iter().enumerate();
        strata.filter(|(at, _)| is_unseen(*at)).map(|(_, stratum)| stratum.units).sum()
    }

    /// What was rated, in a sentence.
    #[must_use]
    pub fn in_words(&self) -> String {
        let without = self.units.iter().filter(|unit| unit.codes.is_empty()).count();
        let (rated, drawn) = (self.units.len(), self.units.len() + self.unrated.len());
        format!(
            "{rated} of the {} that {} drawn {} rated, {without} of them without any code",
            wording::several(drawn, "unit"),
            either(drawn, "was", "were"),
            either(rated, "is", "are"),
        )
    }
}
