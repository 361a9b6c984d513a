//! The design of a draw, as a file beside the sheet: which unit lies in which stratum, and with what probability it was drawn.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::corpus::sheet::{Head, Sheet};
use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::scope::Unit;
use crate::stats::ratio;
use crate::wording::{either, several};

/// Units that were drawn together: of `units`, `drawn`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// Their rarest code; none where no code is present. Of a design that was read, none: see [`Design::codes`].
    pub code: Option<CodeId>,
    /// How many there are.
    pub units: u64,
    /// How many of them were drawn.
    pub drawn: u64,
}

/// How a sheet for a second coder was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// The unit of analysis.
    pub unit: Unit,
    /// The seed of the draw.
    pub seed: u64,
    /// The id of each stratum's code; empty for units without any.
    pub codes: Vec<String>,
    /// The strata, in the same order.
    pub strata: Vec<Stratum>,
    /// What was drawn, by number.
    pub units: Vec<DesignUnit>,
}

/// A unit that was drawn, without its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DesignUnit {
    /// Its number on the sheet.
    pub number: usize,
    /// The transcript's id.
    pub transcript: String,
    /// Where its first turn stood, in code points.
    pub place: (usize, usize),
    /// Its stratum.
    pub stratum: usize,
}

/// The columns. The one of the code tells a folder of transcripts that this is none.
/// A stratum of more units than this is a mistake: weights could not be exact.
const MOST_UNITS: u64 = 1 << 40;

const HEADER: [&str; 10] =
    ["nr", "transcript", "start", "end", "code", "units", "drawn", "probability", "unit", "seed"];

impl Design {
    /// Where the design of a sheet is kept: `second-coder.xlsx` has its in `second-coder.design.csv`.
    #[must_use]
    pub fn beside(sheet: &Path) -> PathBuf {
        sheet.with_extension("design.csv")
    }

    /// The design as CSV: a row a unit, with its stratum's code, how many units that holds, how many were drawn, and the
    /// probability, which is the one by the other. A stratum of which none was drawn has a row without a number.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let mut text = format!("{}\n", HEADER.join(","));
        let of = |at: usize| {
            let stratum = self.strata.get(at).cloned().unwrap_or_default();
            let probability = ratio(stratum.drawn, stratum.units).unwrap_or_default();
            let code = self.codes.get(at).map_or("", String::as_str);
            format!("{code},{},{},{probability},{},{}", stratum.units, stratum.drawn, self.unit, self.seed)
        };
        for unit in &self.units {
            let transcript = match unit.transcript.contains(['"', ',', ';', '\n', '\r', '\t']) {
                true => format!("\"{}\"", unit.transcript.replace('"', "\"\"")),
                false => unit.transcript.clone(),
            };
            let (start, end) = unit.place;
            text.push_str(&format!("{},{transcript},{start},{end},{}\n", unit.number, of(unit.stratum)));
        }
        let is_passed_over = |at: &usize| self.units.iter().all(|unit| unit.stratum != *at);
        for at in (0..self.strata.len()).filter(is_passed_over) {
            text.push_str(&format!(",,,,{}\n", of(at)));
        }
        text.into_bytes()
    }

    /// Reads a design.
    ///
    /// # Errors
    /// When it cannot be read, is none, or contradicts itself.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
        let Sheet { head, rows } = Sheet::read(path, &bytes, None)?;
        let help = "`kantlijn sample` writes it beside the sheet; leave it as it is";
        let place = |name: &str| Head::column(&head, &[name]);
        let places: Option<Vec<usize>> = HEADER.iter().map(|name| place(name)).collect();
        let Some(places) = places else {
            let message = format!("this is no design of a draw: its columns are {}", head.headers_in_words());
            return Err(Error::unreadable(path, message, help));
        };
        let mut design = Self::default();
        let mut numbers = BTreeSet::new();
        for (i, row) in rows.iter().enumerate() {
            let wrong = |what: &str| Error::unreadable(path, format!("row {}: {what}", row.number), help);
            let cell = |column: usize| row.cells[places[column]].as_ref();
            let number = |column: usize| {
                cell(column).parse::<u64>().map_err(|_| wrong(&format!("`{}` is no whole number", cell(column))))
            };
            let whole = |column: usize| number(column).map(|n| usize::try_from(n).unwrap_or(usize::MAX));
            let unit = cell(8).parse().ok().filter(|unit| *unit != Unit::Case);
            let unit: Unit = unit.ok_or_else(|| wrong(&format!("`{}` is no unit that is drawn", cell(8))))?;
            let stratum = Stratum { code: None, units: number(5)?, drawn: number(6)? };
            if stratum.units > MOST_UNITS {
                return Err(wrong("its stratum is larger than any study"));
            }
            let is_passed_over = cell(0).is_empty();
            if is_passed_over != (stratum.drawn == 0) || stratum.drawn > stratum.units {
                return Err(wrong("more units are drawn than there are, or none"));
            }
            let known = design.codes.iter().position(|code| code == cell(4));
            let at = known.unwrap_or(design.codes.len());
            match known {
                Some(at) if design.strata[at] != stratum => {
                    return Err(wrong("its stratum has another size than in the rows above"));
                }
                Some(_) => {}
                None => {
                    design.codes.push(cell(4).to_owned());
                    design.strata.push(stratum);
                }
            }
            if i > 0 && (unit, number(9)?) != (design.unit, design.seed) {
                return Err(wrong("it is of another draw than the rows above"));
            }
            (design.unit, design.seed) = (unit, number(9)?);
            if is_passed_over {
                continue;
            }
            let unit = DesignUnit {
                number: whole(0)?,
                transcript: cell(1).to_owned(),
                place: (whole(2)?, whole(3)?),
                stratum: at,
            };
            if !numbers.insert(unit.number) {
                return Err(wrong("its number stands in an earlier row"));
            }
            design.units.push(unit);
        }
        for (stratum, code) in design.strata.iter().enumerate().map(|(i, _)| (i, &design.codes[i])) {
            let there = design.units.iter().filter(|unit| unit.stratum == stratum).count() as u64;
            if there != design.strata[stratum].drawn {
                let which = if code.is_empty() { "units without a code".to_owned() } else { format!("`{code}`") };
                let message = format!(
                    "{} {} of {which}, and {} {} drawn",
                    several(there, "row"),
                    either(there, "is", "are"),
                    design.strata[stratum].drawn,
                    either(design.strata[stratum].drawn, "was", "were")
                );
                return Err(Error::unreadable(path, message, help));
            }
        }
        Ok(design)
    }
}
