//! The draw: strata by the rarest code, and a systematic sample in each.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::codebook::Codebook;
use crate::coding::{Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, DocumentId};
use crate::scope::Unit;
use crate::segment::Segments;

use super::SampledUnit;
use super::design::{Design, DesignUnit, Stratum};

/// How many units to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamplePlan {
    /// Of those whose rarest code it is, for each code.
    pub per_code: u64,
    /// Of those without any code.
    pub uncoded: u64,
    /// The seed of the ChaCha8 generator; each stratum has a stream of its own.
    pub seed: u64,
}

/// A unit that may be drawn: which one it is, whose, and which codes are present in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameUnit {
    document: DocumentId,
    portion: u32,
    unit: u32,
    participant: String,
    codes: Vec<CodeId>,
}

/// All units that may be drawn, without their words.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// Each with the number of its participant.
    units: Vec<(FrameUnit, usize)>,
    participants: BTreeMap<String, usize>,
}

/// What was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// A stratum each, in the codebook's order, that of units without a code last; those that no unit lies in are left out.
    pub strata: Vec<Stratum>,
    /// For each code the units in which it is present, and how many of these were drawn, whatever their stratum.
    pub present: Vec<(u64, u64)>,
    /// The number on the sheet, and the stratum, of each unit.
    pub(super) units: BTreeMap<(DocumentId, u32, u32), (usize, usize)>,
}

impl FrameUnit {
    /// The units of a document that hold admitted words, with the codes of `codings` that are present in each.
    #[must_use]
    pub fn all(
        document: &Document,
        segments: &Segments,
        unit: Unit,
        admission: &Admission,
        codings: &[Coding],
    ) -> Vec<Self> {
        let units = segments.units(document, unit, |turn| admission.admits(document, turn));
        let mut codes: Vec<Vec<CodeId>> = vec![Vec::new(); units.count as usize];
        for coding in codings.iter().filter(|coding| coding.status != Status::Rejected) {
            for unit in units.touched(segments.words_in(coding.span)) {
                codes[unit as usize].push(coding.code);
            }
        }
        let mut first: Vec<Option<u32>> = vec![None; units.count as usize];
        for run in &units.runs {
            first[run.unit as usize].get_or_insert(run.words.start);
        }
        let unit = |(unit, (mut codes, first)): (u32, (Vec<CodeId>, Option<u32>))| {
            codes.sort_unstable();
            codes.dedup();
            let participant = first.and_then(|word| document.participant(segments.turn_of(word)));
            Self {
                document: document.id,
                portion: document.portion.index,
                unit,
                participant: participant.unwrap_or_else(|| document.name.clone()),
                codes,
            }
        };
        (0..).zip(codes.into_iter().zip(first)).map(unit).collect()
    }
}

#[cfg(test)]
impl FrameUnit {
    pub(super) fn codes_are_none(&self) -> bool {
        self.codes.is_empty()
    }
}

impl Frame {
    /// Adds a document's units; documents come in the corpus's order.
    pub fn add(&mut self, units: Vec<FrameUnit>) {
        for unit in units {
            let next = self.participants.len();
            let participant = *self.participants.entry(unit.participant.clone()).or_insert(next);
            self.units.push((unit, participant));
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Draws, for a codebook of so many `codes`. The same units, plan and seed give the same draw.
    #[must_use]
    pub fn draw(&self, plan: SamplePlan, codes: usize) -> Drawn {
        let mut present = vec![(0_u64, 0_u64); codes];
        for code in self.units.iter().flat_map(|(unit, _)| &unit.codes) {
            present[code.index()].0 += 1;
        }
        // The units of each stratum, the one without a code last.
        let mut lying: Vec<Vec<usize>> = vec![Vec::new(); codes + 1];
        for (i, (unit, _)) in self.units.iter().enumerate() {
            let rarest = unit.codes.iter().min_by_key(|code| (present[code.index()].0, **code));
            lying[rarest.map_or(codes, |code| code.index())].push(i);
        }
        let mut strata: Vec<Stratum> = Vec::new();
        let mut drawn: Vec<(usize, usize)> = Vec::new();
        for (at, lying) in lying.into_iter().enumerate().filter(|(_, lying)| !lying.is_empty()) {
            let wanted = if at == codes { plan.uncoded } else { plan.per_code };
            let units = lying.len() as u64;
            let stratum = Stratum { code: (at < codes).then(|| CodeId::new(at)), units, drawn: wanted.min(units) };
            let mut draws = stream(plan.seed, 1 + at as u64);
            let row = self.row(lying, &mut draws);
            let start = below(&mut draws, units);
            drawn.extend(systematic(stratum.drawn, units, start).map(|place| (row[place as usize], strata.len())));
            strata.push(stratum);
        }
        let mut draws = stream(plan.seed, 0);
        let mut lots: Vec<(u64, usize, usize)> = drawn.iter().map(|&(unit, of)| (draws.next_u64(), unit, of)).collect();
        lots.sort_unstable();
        let mut units = BTreeMap::new();
        for (number, (_, unit, stratum)) in (1..).zip(lots) {
            let (unit, _) = &self.units[unit];
            unit.codes.iter().for_each(|code| present[code.index()].1 += 1);
            units.insert((unit.document, unit.portion, unit.unit), (number, stratum));
        }
        Drawn { strata, present, units }
    }

    /// Units participant by participant, in a random order of participants, and of each one's units.
    fn row(&self, units: Vec<usize>, draws: &mut ChaCha8Rng) -> Vec<usize> {
        let mut participants: BTreeMap<usize, u64> = units.iter().map(|&unit| (self.units[unit].1, 0)).collect();
        participants.values_mut().for_each(|lot| *lot = draws.next_u64());
        let mut row: Vec<((u64, usize), u64, usize)> = units
            .into_iter()
            .map(|unit| {
                let participant = self.units[unit].1;
                ((participants[&participant], participant), draws.next_u64(), unit)
            })
            .collect();
        row.sort_unstable();
        row.into_iter().map(|(_, _, unit)| unit).collect()
    }
}

/// The places, from 0, of a systematic sample of `n` of `of` with a fractional interval; `start` is below `of`.
///
/// A place is taken when one of the numbers `start`, `start + of`, `start + 2 of`, … lies in the `n` numbers that stand for it. Those
/// are fewer than the interval, so that of the `of` starts exactly `n` take each place: its probability is `n / of`.
fn systematic(n: u64, of: u64, start: u64) -> impl Iterator<Item = u64> {
    (0..n).map(move |k| place(k, n, of, start))
}

/// The `k`-th of these places.
fn place(k: u64, n: u64, of: u64, start: u64) -> u64 {
    let place = (u128::from(start) + u128::from(k) * u128::from(of)) / u128::from(n);
    u64::try_from(place).unwrap_or(u64::MAX)
}

fn stream(seed: u64, number: u64) -> ChaCha8Rng {
    let mut draws = ChaCha8Rng::seed_from_u64(seed);
    draws.set_stream(number);
    draws
}

/// A number below `n`, each with the same probability: those beyond the last whole multiple of `n` are drawn again.
fn below(draws: &mut ChaCha8Rng, n: u64) -> u64 {
    let beyond = (u64::MAX % n + 1) % n;
    loop {
        let lot = draws.next_u64();
        if lot <= u64::MAX - beyond {
            return lot % n;
        }
    }
}

impl Drawn {
    /// How many units were drawn.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Those of a document, with their words.
    #[must_use]
    pub fn of(&self, document: &Document, segments: &Segments, unit: Unit, admission: &Admission) -> Vec<SampledUnit> {
        let (document_id, portion) = (document.id, document.portion.index);
        let mut here = self.units.range((document_id, portion, 0)..=(document_id, portion, u32::MAX)).peekable();
        if here.peek().is_none() {
            return Vec::new();
        }
        let units = segments.units(document, unit, |turn| admission.admits(document, turn));
        here.filter_map(|((_, _, unit), (number, _))| SampledUnit::of(*number, document, segments, &units, *unit))
            .collect()
    }

    /// What is to be kept of it, and not shown to the coder: the stratum of each unit, and the probability of its draw.
    #[must_use]
    pub fn design(&self, units: &[SampledUnit], unit: Unit, plan: SamplePlan, codebook: &Codebook) -> Design {
        let strata: BTreeMap<usize, usize> = self.units.values().copied().collect();
        let of = |unit: &SampledUnit| DesignUnit {
            number: unit.number,
            transcript: unit.transcript.clone(),
            place: unit.anchor.place.unwrap_or_default(),
            stratum: strata.get(&unit.number).copied().unwrap_or_default(),
        };
        Design {
            unit,
            seed: plan.seed,
            codes: self
                .strata
                .iter()
                .map(|stratum| stratum.code.map(|code| codebook.code(code).id.clone()).unwrap_or_default())
                .collect(),
            strata: self.strata.clone(),
            units: units.iter().map(of).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{below, place, stream, systematic};

    proptest! {
        #[test]
        fn every_place_is_taken_by_exactly_n_of_all_starts(of in 1u64..60, part in 0u64..=60) {
            let n = part.min(of);
            let mut taken = vec![0; of as usize];
            for start in 0..of {
                let places: Vec<u64> = systematic(n, of, start).collect();
                prop_assert_eq!(places.len() as u64, n);
                prop_assert!(places.is_sorted_by(|a, b| a < b));
                places.into_iter().for_each(|place| taken[place as usize] += 1);
            }
            prop_assert!(taken.into_iter().all(|times| times == n));
        }
    }

    #[test]
    fn large_strata_do_not_overflow() {
        let (n, of) = (1_000_000_000, u64::MAX);
        assert_eq!((place(0, n, of, 0), place(n - 1, n, of, of - 1)), (0, of - 1));
        assert_eq!((place(0, 1, 7, 6), place(6, 7, 7, 6)), (6, 6));
    }

    #[test]
    fn numbers_below_are_spread_evenly() {
        let mut draws = stream(1, 7);
        let mut counts = [0_u32; 7];
        (0..70_000).for_each(|_| counts[below(&mut draws, 7) as usize] += 1);
        assert!(counts.iter().all(|&count| count.abs_diff(10_000) < 500), "{counts:?}");
    }
}
