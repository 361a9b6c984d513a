//! Which categories coincide in units: all that Krippendorff's α, Fleiss's κ and Gwet's AC1 are made of.

use std::collections::BTreeMap;

use super::square::over;
use super::sums::Sums;
use super::{Misfit, Scale, Weights};
use crate::stats::Undefined;

/// Pairs of ratings of the same unit, counted: whole numbers, so that those of several interviews add exactly.
///
/// In Krippendorff's matrix a pair weighs 1/(m−1), m the ratings of its unit. Here pairs are counted for each m by itself and
/// weighed at the end, so that sums are the same in any order of units and interviews.
///
/// ```
/// use kantlijn::stats::{Coincidences, Ratings, Scale};
///
/// let mut first = Ratings::new(2, 2);
/// first.push(&[Some(1), Some(1)])?;
/// first.push(&[Some(0), Some(1)])?;
/// let mut second = Ratings::new(2, 2);
/// second.push(&[Some(0), Some(0)])?;
/// // Two interviews, the second drawn twice.
/// let drawn = Coincidences::drawn(&[first.coincidences(), second.coincidences()], &[1, 2]);
/// assert_eq!(drawn.units(), 4);
/// assert_eq!(drawn.alpha(Scale::Nominal), Ok(0.533333333333));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coincidences {
    categories: usize,
    /// How many unordered pairs; none is 0.
    cells: Sums<Cell>,
}

/// Two categories, the lower first, in units with this many ratings. A unit's only rating is a pair with itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    ratings: u32,
    low: u32,
    high: u32,
}

impl Cell {
    /// Whether it is of units with two ratings or more.
    fn is_pairable(self) -> bool {
        self.ratings > 1
    }

    /// How many pairs a unit has.
    fn pairs_of_a_unit(self) -> f64 {
        let m = f64::from(self.ratings);
        if self.is_pairable() { m * (m - 1.0) / 2.0 } else { 1.0 }
    }
}

impl Coincidences {
    /// None yet, for this many categories, whether they will be used or not.
    #[must_use]
    pub fn new(categories: usize) -> Self {
        Self { categories, cells: Sums::default() }
    }

    /// Those of units, each with the ratings it has.
    pub(super) fn of_units<U: AsRef<[u32]>>(categories: usize, units: impl IntoIterator<Item = U>) -> Self {
        Self::of_kinds(categories, units.into_iter().map(|unit| (unit, 1)))
    }

    /// Those of units of several kinds, each with the ratings it has and how many there are of it.
    pub(super) fn of_kinds<U: AsRef<[u32]>>(categories: usize, kinds: impl IntoIterator<Item = (U, u64)>) -> Self {
        let mut cells: BTreeMap<Cell, u128> = BTreeMap::new();
        let (mut sorted, mut runs): (Vec<u32>, Vec<(u32, u128)>) = (Vec::new(), Vec::new());
        for (unit, times) in kinds.into_iter().filter(|(_, times)| *times > 0) {
            let times = u128::from(times);
            sorted.clear();
            sorted.extend_from_slice(unit.as_ref());
            sorted.sort_unstable();
            runs.clear();
            runs.extend(sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u128)));
            let ratings = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
            for (at, &(low, count)) in runs.iter().enumerate() {
                let same = if ratings == 1 { 1 } else { count * (count - 1) / 2 };
                if same > 0 {
                    *cells.entry(Cell { ratings, low, high: low }).or_default() += same * times;
                }
                for &(high, others) in &runs[at + 1..] {
                    *cells.entry(Cell { ratings, low, high }).or_default() += count * others * times;
                }
            }
        }
        Self { categories, cells: cells.into_iter().collect() }
    }

    /// Adds those of `units` units that were all rated so, as the characters of a stretch on which nobody's codes change.
    ///
    /// # Errors
    /// [`Misfit::Category`] when a rating is no category. Nothing is added then.
    pub fn count(&mut self, unit: &[Option<u32>], units: u64) -> Result<(), Misfit> {
        let unit: Vec<u32> = unit.iter().flatten().copied().collect();
        if let Some(&found) = unit.iter().find(|&&found| found as usize >= self.categories) {
            return Err(Misfit::Category { found, categories: self.categories });
        }
        self.cells.add(&Self::of_units(self.categories, [unit]).cells, units.into());
        Ok(())
    }

    /// Adds those of other units.
    pub fn add(&mut self, other: &Coincidences) {
        self.add_times(other, 1);
    }

    /// Those of every unit `times` times, as a draw of the bootstrap takes an interview.
    #[must_use]
    pub fn scaled(&self, times: u32) -> Coincidences {
        let mut scaled = Self::new(self.categories);
        scaled.add_times(self, times);
        scaled
    }

    /// Those of a draw: each interview's as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(groups: &[Coincidences], times: &[u32]) -> Coincidences {
        let mut sum = Self::default();
        groups.iter().zip(times).for_each(|(group, &times)| sum.add_times(group, times));
        sum
    }

    fn add_times(&mut self, other: &Coincidences, times: u32) {
        self.categories = self.categories.max(other.categories);
        self.cells.add(&other.cells, times.into());
    }

    /// One category against all others together, as 1 and 0.
    #[must_use]
    pub fn category(&self, category: u32) -> Coincidences {
        let cells = self.cells.iter().map(|(Cell { ratings, low, high }, pairs)| {
            let (one, other) = (u32::from(low == category), u32::from(high == category));
            (Cell { ratings, low: one.min(other), high: one.max(other) }, pairs)
        });
        Self { categories: 2, cells: cells.collect() }
    }

    /// Units of which `which` tells how many ratings they have.
    fn units_where(&self, which: impl Fn(Cell) -> bool) -> u64 {
        let cells = self.cells.iter().filter(|(cell, _)| which(*cell));
        cells.fold(0.0, |sum, (cell, pairs)| sum + pairs as f64 / cell.pairs_of_a_unit()).round() as u64
    }

    /// Units with a rating.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.units_where(|_| true)
    }

    /// Units with two ratings or more, which alone say anything of agreement.
    #[must_use]
    pub fn pairable_units(&self) -> u64 {
        self.units_where(Cell::is_pairable)
    }

    /// How many ratings these units have, Krippendorff's n.
    #[must_use]
    pub fn pairable_values(&self) -> u64 {
        self.margins().values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// How many pairable ratings each category has, Krippendorff's n_c.
    pub(super) fn margins(&self) -> BTreeMap<u32, u64> {
        // For each m apart: a rating is in m − 1 pairs, and in none of another unit.
        let mut by_ratings: BTreeMap<(u32, u32), u128> = BTreeMap::new();
        for (Cell { ratings, low, high }, pairs) in self.cells.iter().filter(|(cell, _)| cell.is_pairable()) {
            for category in [low, high] {
                let sum = by_ratings.entry((ratings, category)).or_default();
                *sum = sum.saturating_add(pairs);
            }
        }
        let mut margins: BTreeMap<u32, u64> = BTreeMap::new();
        for ((ratings, category), pairs) in by_ratings {
            let sum = margins.entry(category).or_default();
            *sum = sum.saturating_add(u64::try_from(pairs / u128::from(ratings - 1)).unwrap_or(u64::MAX));
        }
        margins
    }

    /// Krippendorff's α: Krippendorff (2011), “Computing Krippendorff's alpha-reliability”, sections C and D, for any number of
    /// coders and with missing ratings: `1 − (n−1) Σ_{c<k} o_ck δ²_ck / Σ_{c<k} n_c n_k δ²_ck`.
    ///
    /// On the ratio scale it takes a number of steps that grows with the square of how many categories are in use.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without a rating, [`Undefined::NoPairs`] when no unit was rated twice, [`Undefined::NoVariation`] when
    /// all pairable ratings are the same.
    pub fn alpha(&self, scale: Scale) -> Result<f64, Undefined> {
        if self.cells.is_empty() {
            return Err(Undefined::Empty);
        }
        let margins = self.margins();
        match margins.len() {
            0 => return Err(Undefined::NoPairs),
            1 => return Err(Undefined::NoVariation),
            _ => {}
        }
        let n: f64 = margins.values().map(|count| *count as f64).sum();
        let places = places(&margins, scale, n);
        let observed = self.weighed(|low, high| squared(scale, places.get(&low), places.get(&high)));
        let expected = expected(&margins, scale, &places, n);
        over(expected - (n - 1.0) * observed, expected, Undefined::NoVariation)
    }

    /// Over pairs of different categories the sum of `apart`, a pair weighing 1/(m−1): Σ_{c<k} o_ck δ²_ck.
    pub(super) fn weighed(&self, apart: impl Fn(u32, u32) -> f64) -> f64 {
        let cells = self.cells.iter().filter(|(cell, _)| cell.low < cell.high);
        cells.fold(0.0, |sum, (Cell { ratings, low, high }, pairs)| {
            sum + pairs as f64 / f64::from(ratings - 1) * apart(low, high)
        })
    }

    /// The mean over units of the share of a unit's pairs of ratings that agree: Fleiss (1971), pp. 378–382.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without a rating, [`Undefined::NoPairs`] when no unit was rated twice.
    pub fn observed(&self) -> Result<f64, Undefined> {
        over(self.agreed(Weights::Identity)?, 1.0, Undefined::NoPairs)
    }

    /// Gwet's p_a: as [`Coincidences::observed`], with weights.
    fn agreed(&self, weights: Weights) -> Result<f64, Undefined> {
        if self.cells.is_empty() {
            return Err(Undefined::Empty);
        }
        let (mut units, mut agreed) = (0.0, 0.0);
        for (cell, pairs) in self.cells.iter().filter(|(cell, _)| cell.is_pairable()) {
            let share = pairs as f64 / cell.pairs_of_a_unit();
            units += share;
            agreed += share * weights.near(cell.low, cell.high, self.categories);
        }
        if units > 0.0 { Ok(agreed / units) } else { Err(Undefined::NoPairs) }
    }

    /// Gwet's π_k: the mean over units, those with a single rating too, of the share of ratings that are k.
    fn shares(&self) -> BTreeMap<u32, f64> {
        let mut shares: BTreeMap<u32, f64> = BTreeMap::new();
        let mut units = 0.0;
        for (cell, pairs) in self.cells.iter() {
            let share = pairs as f64 / cell.pairs_of_a_unit();
            units += share;
            for category in [cell.low, cell.high] {
                *shares.entry(category).or_default() += share / 2.0;
            }
        }
        shares.values_mut().for_each(|share| *share /= units);
        shares
    }

    fn corrected(&self, weights: Weights, chance: f64) -> Result<f64, Undefined> {
        let agreed = self.agreed(weights)?;
        over(agreed - chance, 1.0 - chance, Undefined::NoVariation)
    }

    /// Fleiss's κ: Fleiss (1971), “Measuring nominal scale agreement among many raters”, Psychological Bulletin 76, pp. 378–382;
    /// with missing ratings as Gwet (2014), Handbook of inter-rater reliability, 4th edition, chapter 2: units with two ratings
    /// say how far coders agree, units with one too what chance would. Where many have one it may fall below −1.
    ///
    /// # Errors
    /// As [`Coincidences::alpha`].
    pub fn fleiss(&self) -> Result<f64, Undefined> {
        self.agreed(Weights::Identity)?;
        let shares = self.shares();
        if shares.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        self.corrected(Weights::Identity, shares.values().map(|share| share * share).sum())
    }

    /// Gwet's AC1 for any number of coders: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, pp. 29–48;
    /// with missing ratings as Gwet (2014), chapter 2. The number of categories is the codebook's.
    ///
    /// # Errors
    /// As [`Coincidences::alpha`]; also where all ratings are the same, of which the formula would say 1.
    pub fn gwet_ac1(&self) -> Result<f64, Undefined> {
        self.gwet_ac2(Weights::Identity)
    }

    /// Gwet's AC2, AC1 with weights: Gwet (2014), chapter 3.
    ///
    /// # Errors
    /// As [`Coincidences::gwet_ac1`].
    pub fn gwet_ac2(&self, weights: Weights) -> Result<f64, Undefined> {
        self.agreed(weights)?;
        let shares = self.shares();
        if shares.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        let q = self.categories as f64;
        let spread: f64 = shares.values().map(|share| share * (1.0 - share)).sum();
        self.corrected(weights, weights.total(self.categories) * spread / (q * (q - 1.0)))
    }

    /// The coefficient of Brennan and Prediger (1981), Educational and Psychological Measurement 41, pp. 687–699: chance gives each of
    /// the codebook's q categories alike, pe = 1/q. It is agreement on another scale, and so defined also where nothing varies.
    ///
    /// # Errors
    /// [`Undefined::Empty`] and [`Undefined::NoPairs`] as [`Coincidences::alpha`], [`Undefined::NoVariation`] with one category.
    pub fn brennan_prediger(&self) -> Result<f64, Undefined> {
        self.corrected(Weights::Identity, 1.0 / self.categories.max(1) as f64)
    }
}

/// Where each category stands on its scale, so that apart is a difference of places.
fn places(margins: &BTreeMap<u32, u64>, scale: Scale, n: f64) -> BTreeMap<u32, f64> {
    let mut before = 0.0;
    let place = |(&category, &count): (&u32, &u64)| {
        let count = count as f64;
        before += count;
        // Σ_{g=c..k} n_g − (n_c+n_k)/2 is the distance between the middles of the two in the ranks of all ratings,
        // counted here from the middle of these.
        let ranked = before - count / 2.0 - n / 2.0;
        (category, if scale == Scale::Ordinal { ranked } else { f64::from(category) })
    };
    margins.iter().map(place).collect()
}

/// δ² of two different categories.
fn squared(scale: Scale, low: Option<&f64>, high: Option<&f64>) -> f64 {
    let (low, high) = (low.copied().unwrap_or(0.0), high.copied().unwrap_or(0.0));
    let apart = match scale {
        Scale::Nominal => 1.0,
        Scale::Ordinal | Scale::Interval => high - low,
        Scale::Ratio => (high - low) / (high + low),
    };
    apart * apart
}

/// Σ_{c<k} n_c n_k δ²_ck.
fn expected(margins: &BTreeMap<u32, u64>, scale: Scale, places: &BTreeMap<u32, f64>, n: f64) -> f64 {
    let counted = || margins.values().map(|count| *count as f64).zip(places.values());
    match scale {
        Scale::Nominal => counted().map(|(count, _)| count * (n - count)).sum::<f64>() / 2.0,
        // n times the sum of squares about the mean.
        Scale::Ordinal | Scale::Interval => {
            let mean = counted().map(|(count, place)| count * place).sum::<f64>() / n;
            n * counted().map(|(count, place)| count * (place - mean) * (place - mean)).sum::<f64>()
        }
        Scale::Ratio => {
            let all: Vec<(f64, &f64)> = counted().collect();
            let rows = all.iter().enumerate().map(|(at, (count, low))| {
                let row = all[at + 1..].iter().map(|(others, high)| others * squared(scale, Some(low), Some(high)));
                count * row.sum::<f64>()
            });
            rows.sum()
        }
    }
}

#[cfg(test)]
mod tests;
