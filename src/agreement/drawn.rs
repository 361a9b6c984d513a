//! Comparison on drawn units alone, each of which stands for as many as it was drawn from.
//!
//! Of a coder who rated units that were drawn for them, all other units say nothing: neither that a code is there nor that it
//! is not. So nothing but those units is compared, whoever is compared on them; and a transcript that none was drawn from takes
//! part through its strata, of which others were.

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::{Rated, RatedUnit};
use crate::corpus::Document;
use crate::ids::CodeId;
use crate::segment::Segments;
use crate::stats::{Detection, Square, WeightedDetection};

use super::gather::Interview;
use super::sweep::{Stretches, merged};
use super::{Axis, Comparison};

/// The units that are compared where somebody rated drawn ones only.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnUnits {
    /// Which were rated, and how they were drawn.
    pub rated: Rated,
    /// Who rated nothing else, as places in [`AgreementPlan::coders`](super::AgreementPlan::coders); each of them rated all of these.
    pub coders: Vec<u32>,
}

/// A stratum of the draw, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedStratum {
    /// The id of the code that is the rarest of its units; empty for units without any.
    pub code: String,
    /// How many units it had when they were drawn.
    pub units: u64,
    /// How many of them were drawn.
    pub drawn: u64,
    /// How many of those were rated, and are not lost.
    pub rated: u64,
}

impl ComparedStratum {
    /// How many units one that was rated stands for; nothing where none was.
    #[must_use]
    pub fn weight(&self) -> f64 {
        if self.rated == 0 { 0.0 } else { self.units as f64 / self.rated as f64 }
    }
}

/// The units of one transcript that are compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// The stratum of each.
    pub units: BTreeMap<u64, usize>,
    /// The number on the sheet, and the stratum, of those that are not found again.
    pub lost: Vec<(usize, usize)>,
}

impl DrawnUnits {
    pub(super) fn of(&self, document: &Document, segments: &Segments, axis: &Axis<'_>) -> Kept {
        let Some(units) = axis.units() else { return Kept::default() };
        let placed = self.rated.of(document, segments, units);
        let lost = |unit: &&RatedUnit| (unit.number, unit.stratum);
        Kept {
            units: placed.units.into_iter().map(|(unit, rated)| (u64::from(unit), rated.stratum)).collect(),
            lost: placed.lost.iter().map(lost).collect(),
        }
    }
}

impl Kept {
    /// All of them.
    pub fn stretches(&self) -> Stretches {
        merged(self.units.keys().map(|&unit| unit..unit + 1).collect())
    }

    /// Those of each stratum that has any here.
    pub fn by_stratum(&self) -> BTreeMap<usize, Stretches> {
        let mut strata: BTreeMap<usize, Stretches> = BTreeMap::new();
        for (&unit, &stratum) in &self.units {
            strata.entry(stratum).or_default().push(unit..unit + 1);
        }
        strata.into_iter().map(|(stratum, units)| (stratum, merged(units))).collect()
    }
}

/// The strata of a draw, with what of each was rated and found in these transcripts or lost in them.
///
/// Units of a transcript, or of people, that are not here at all count as rated: what is estimated is then the part of the study
/// that is here, for which the weights stay what they are (Särndal, Swensson & Wretman 1992, *Model assisted survey
/// sampling*, chapter 10). What is lost in a
/// transcript that is here has no rating, and the others of its stratum stand for it.
pub(super) fn strata(drawn: &DrawnUnits, transcripts: &[Interview]) -> Vec<ComparedStratum> {
    let Rated { units, design, .. } = &drawn.rated;
    let of = |stratum: usize| units.iter().filter(|unit| unit.stratum == stratum).count();
    let lost = |stratum: usize| transcripts.iter().flat_map(|one| &one.lost).filter(|(_, of)| *of == stratum).count();
    let all = design.strata.iter().zip(&design.codes).enumerate();
    all.map(|(i, (stratum, code))| ComparedStratum {
        code: code.clone(),
        units: stratum.units,
        drawn: stratum.drawn,
        rated: of(i).saturating_sub(lost(i)) as u64,
    })
    .collect()
}

/// What one coder found of a code, against another who holds it to be there or not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detected {
    /// The units that were compared.
    pub counts: Detection,
    /// All units: the same, or where units were drawn an estimate, each weighted by how many it stands for.
    pub all: WeightedDetection,
    /// The same of each interview that both rated; the sum of these is the whole.
    pub interviews: Vec<WeightedDetection>,
}

impl Comparison {
    /// What `coder` found of a code, with everything below it, in the interviews that both rated, against `reference`.
    ///
    /// Where units were drawn, the number of a kind is estimated by Σ *N*ₕ *c*ₕ / *n*ₕ over strata, of which *c*ₕ of the *n*ₕ units that
    /// were rated are of that kind: Horvitz & Thompson (1952), “A generalization of sampling without replacement from a finite
    /// universe”, Journal of the American Statistical Association 47, pp. 663–685. It is unbiased, whatever units hold and
    /// however the draw went, since each unit is drawn with a probability that is known.
    #[must_use]
    pub fn detected(&self, code: CodeId, coder: u32, reference: u32) -> Detected {
        self.detect(coder, reference, |part| part.square(part.codes.get(&code), coder, reference))
    }

    /// The same of a code by itself.
    #[must_use]
    pub fn detected_alone(&self, code: CodeId, coder: u32, reference: u32) -> Detected {
        self.detect(coder, reference, |part| part.square(part.own.get(&code), coder, reference))
    }

    fn detect(&self, coder: u32, reference: u32, square: impl Fn(&Interview) -> Square) -> Detected {
        let mut detected = Detected::default();
        let mut by_stratum: BTreeMap<usize, Detection> = BTreeMap::new();
        let rated = |one: &&Interview| one.raters.contains(&coder) && one.raters.contains(&reference);
        for interview in self.interviews.iter().filter(rated) {
            if self.strata.is_empty() {
                let counts = counted(&square(interview));
                detected.counts.add(&counts);
                detected.interviews.push(counts.into());
                continue;
            }
            let mut here = WeightedDetection::default();
            for (stratum, part) in &interview.strata {
                let counts = counted(&square(part));
                detected.counts.add(&counts);
                by_stratum.entry(*stratum).or_default().add(&counts);
                here.add(&counts, self.weight(*stratum));
            }
            detected.interviews.push(here);
        }
        if self.strata.is_empty() {
            detected.all = detected.counts.into();
        }
        for (stratum, counts) in by_stratum {
            detected.all.add(&counts, self.weight(stratum));
        }
        detected
    }

    /// How many units one of this stratum stands for.
    #[must_use]
    pub fn weight(&self, stratum: usize) -> f64 {
        self.strata.get(stratum).map_or(0.0, ComparedStratum::weight)
    }

    /// The interviews that a coder and somebody else rated.
    pub fn shared_with(&self, coder: u32) -> impl Iterator<Item = &Interview> {
        self.shared().filter(move |interview| interview.raters.contains(&coder))
    }

    /// The codes, with everything below them, that anybody used in what is compared.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<CodeId> {
        self.interviews.iter().flat_map(|interview| interview.codes.keys().copied()).collect()
    }

    /// The same for codes by themselves.
    #[must_use]
    pub fn codes_alone(&self) -> BTreeSet<CodeId> {
        self.interviews.iter().flat_map(|interview| interview.own.keys().copied()).collect()
    }
}

/// The coder is the first of the two, the reference the second.
fn counted(square: &Square) -> Detection {
    Detection { tp: square.both, fp: square.first, fn_: square.second, tn: square.neither }
}

#[cfg(test)]
mod tests;
