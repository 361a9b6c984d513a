//! Two coders and any number of categories.

use std::collections::BTreeMap;

use libm::sqrt;

use super::Weights;
use super::exact::{difference, product};
use super::square::{Square, over};
use crate::stats::interval::Z95;
use crate::stats::{Interval, Undefined, round12};

/// How often two coders gave which two categories to the same unit: a table of categories by categories.
///
/// Tables of disjoint units add. Each coefficient is [`Undefined::NoPairs`] where no unit was rated by both.
///
/// ```
/// use kantlijn::stats::PairTable;
///
/// // The example of 200 units in Cohen (1960): three categories, two judges.
/// let counts = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];
/// let mut table = PairTable::new(3);
/// for (first, row) in (0..).zip(counts) {
///     for (second, count) in (0..).zip(row) {
///         table.count(first, second, count);
///     }
/// }
/// assert_eq!(table.kappa().map(|kappa| (kappa * 1000.0).round()), Ok(492.0));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairTable {
    categories: usize,
    cells: BTreeMap<(u32, u32), u64>,
}

/// What all coefficients are made of.
struct Margins {
    n: u128,
    agreed: u128,
    first: BTreeMap<u32, u64>,
    second: BTreeMap<u32, u64>,
}

impl Margins {
    /// Σ rᵢ cᵢ.
    fn by_chance(&self) -> u128 {
        let both = self.first.iter().filter_map(|(category, r)| self.second.get(category).map(|c| product(*r, *c)));
        both.fold(0, u128::saturating_add)
    }

    /// rᵢ + cᵢ of each category in use.
    fn pooled(&self) -> BTreeMap<u32, u128> {
        let mut pooled = BTreeMap::new();
        for (category, count) in self.first.iter().chain(&self.second) {
            *pooled.entry(*category).or_default() += u128::from(*count);
        }
        pooled
    }
}

impl PairTable {
    /// A table of none yet, for this many categories, whether they will be used or not.
    #[must_use]
    pub fn new(categories: usize) -> Self {
        Self { categories, cells: BTreeMap::new() }
    }

    /// Adds `units` to which the first coder gave `first` and the second `second`.
    pub fn count(&mut self, first: u32, second: u32, units: u64) {
        if units > 0 {
            let cell = self.cells.entry((first, second)).or_default();
            *cell = cell.saturating_add(units);
        }
    }

    /// Adds the units of another table.
    pub fn add(&mut self, other: &PairTable) {
        self.add_times(other, 1);
    }

    /// Every unit `times` times, as a draw of the bootstrap takes an interview.
    #[must_use]
    pub fn scaled(&self, times: u32) -> PairTable {
        let mut scaled = Self::new(self.categories);
        scaled.add_times(self, times);
        scaled
    }

    /// The tables of a draw: each as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(tables: &[PairTable], times: &[u32]) -> PairTable {
        let mut sum = Self::default();
        tables
            .iter()
            .zip(times)
            .filter(|(_, times)| **times > 0)
            .for_each(|(table, &times)| sum.add_times(table, times));
        sum
    }

    fn add_times(&mut self, other: &PairTable, times: u32) {
        self.categories = self.categories.max(other.categories);
        for (&(first, second), &units) in &other.cells {
            self.count(first, second, units.saturating_mul(u64::from(times)));
        }
    }

    /// Units rated by both.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.cells.values().fold(0, |sum, units| sum.saturating_add(*units))
    }

    /// One category against all others together.
    #[must_use]
    pub fn square(&self, category: u32) -> Square {
        let mut square = Square::default();
        for (&(first, second), &units) in &self.cells {
            let cell = match (first == category, second == category) {
                (true, true) => &mut square.both,
                (true, false) => &mut square.first,
                (false, true) => &mut square.second,
                (false, false) => &mut square.neither,
            };
            *cell = cell.saturating_add(units);
        }
        square
    }

    fn margins(&self) -> Result<Margins, Undefined> {
        let mut margins = Margins { n: 0, agreed: 0, first: BTreeMap::new(), second: BTreeMap::new() };
        for (&(first, second), &units) in &self.cells {
            margins.n += u128::from(units);
            margins.agreed += if first == second { u128::from(units) } else { 0 };
            for (margin, category) in [(&mut margins.first, first), (&mut margins.second, second)] {
                let sum = margin.entry(category).or_default();
                *sum = u64::saturating_add(*sum, units);
            }
        }
        if margins.n == 0 { Err(Undefined::NoPairs) } else { Ok(margins) }
    }

    /// The share of units on which the two agree.
    pub fn percent(&self) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        over(margins.agreed as f64, margins.n as f64, Undefined::NoPairs)
    }

    /// Cohen's κ: Cohen (1960), “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20,
    /// equation 1.
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both gave one and the same category to all.
    pub fn kappa(&self) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        let (all, chance) = (product(margins.n, margins.n), margins.by_chance());
        let above = difference(product(margins.n, margins.agreed), chance);
        over(above, difference(all, chance), Undefined::NoVariation)
    }

    /// The greatest κ that is possible when each coder gives the categories as often as here: Cohen (1960), p. 42.
    ///
    /// # Errors
    /// As [`PairTable::kappa`].
    pub fn kappa_max(&self) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        let agreed = margins
            .first
            .iter()
            .filter_map(|(category, r)| margins.second.get(category).map(|c| u128::from(*r.min(c))));
        let (all, chance) = (product(margins.n, margins.n), margins.by_chance());
        let above = difference(product(margins.n, agreed.sum::<u128>()), chance);
        over(above, difference(all, chance), Undefined::NoVariation)
    }

    /// Weighted κ: Cohen (1968), “Weighted kappa”, Psychological Bulletin 70, pp. 213–220. The categories' numbers are their order.
    ///
    /// # Errors
    /// As [`PairTable::kappa`].
    pub fn weighted_kappa(&self, weights: Weights) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        let seen: f64 = self.cells.iter().map(|(&(i, j), &units)| weights.apart(i, j) * units as f64).sum();
        let by_chance = margins.first.iter().map(|(&i, &r)| {
            margins.second.iter().map(|(&j, &c)| weights.apart(i, j) * r as f64 * c as f64).sum::<f64>()
        });
        let chance = by_chance.sum::<f64>();
        over(chance - seen * margins.n as f64, chance, Undefined::NoVariation)
    }

    /// The 95 % interval of κ with the standard error of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, pp. 323–327.
    ///
    /// With u = rᵢ+cᵢ: var = (Σ pᵢᵢ(1−u(1−κ))² + (1−κ)² Σ_{i≠j} pᵢⱼ(cᵢ+rⱼ)² − (κ−pe(1−κ))²) / n(1−pe)². It takes the units to be
    /// independent. Its ends stay between −1 and 1, and where the two always agree both are 1.
    ///
    /// # Errors
    /// As [`PairTable::kappa`]; [`Undefined::ZeroMargin`] when one coder gave all the same category: κ is 0 then whatever the other does,
    /// and the formula would call that certain.
    pub fn kappa_interval(&self) -> Result<Interval, Undefined> {
        let margins = self.margins()?;
        let kappa = self.kappa()?;
        if margins.first.len() < 2 || margins.second.len() < 2 {
            return Err(Undefined::ZeroMargin);
        }
        let n = margins.n as f64;
        let share = |margin: &BTreeMap<u32, u64>, category| margin.get(&category).map_or(0.0, |c| *c as f64 / n);
        // The three terms are the variance of how much each unit moves κ, and as a sum of squares nothing in it cancels.
        let moves = || {
            self.cells.iter().map(|(&(i, j), &units)| {
                let agreed = f64::from(u8::from(i == j));
                let by_chance = share(&margins.second, i) + share(&margins.first, j);
                (units as f64 / n, agreed - (1.0 - kappa) * by_chance)
            })
        };
        let mean: f64 = moves().map(|(p, moved)| p * moved).sum();
        let spread: f64 = moves().map(|(p, moved)| p * (moved - mean) * (moved - mean)).sum();
        let free = difference(product(margins.n, margins.n), margins.by_chance()) / n / n;
        let variance = spread / n / free / free;
        let half = Z95 * sqrt(variance);
        Ok(Interval { low: round12((kappa - half).max(-1.0)), high: round12((kappa + half).min(1.0)) })
    }

    /// Scott's π: Scott (1955), “Reliability of content analysis”, Public Opinion Quarterly 19, p. 323.
    ///
    /// # Errors
    /// As [`PairTable::kappa`].
    pub fn scott_pi(&self) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        // pe = Σ (rᵢ+cᵢ)² / 4n².
        let chance = margins.pooled().values().map(|m| product(*m, *m)).fold(0, u128::saturating_add);
        let all = product(4 * margins.n, margins.n);
        over(
            difference(product(4 * margins.n, margins.agreed), chance),
            difference(all, chance),
            Undefined::NoVariation,
        )
    }

    /// The coefficient of Brennan and Prediger (1981), Educational and Psychological Measurement 41, pp. 687–699: chance gives each of
    /// the codebook's q categories alike, pe = 1/q.
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when there is only one category.
    pub fn brennan_prediger(&self) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        let q = self.categories as u128;
        let above = difference(product(q, margins.agreed), margins.n);
        over(above, difference(product(q, margins.n), margins.n), Undefined::NoVariation)
    }

    /// Gwet's AC1: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, pp. 29–48; q is the codebook's number of
    /// categories, used or not.
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both gave one and the same category to all, of which the formula would say 1.
    pub fn ac1(&self) -> Result<f64, Undefined> {
        self.ac2(Weights::Identity)
    }

    /// Gwet's AC2: AC1 with weights, Gwet (2014), Handbook of inter-rater reliability, 4th edition, chapter 3.
    ///
    /// # Errors
    /// As [`PairTable::ac1`].
    pub fn ac2(&self, weights: Weights) -> Result<f64, Undefined> {
        let margins = self.margins()?;
        let pooled = margins.pooled();
        if pooled.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        let (n, q) = (margins.n as f64, self.categories);
        let agreed: f64 = self.cells.iter().map(|(&(i, j), &units)| weights.near(i, j, q) * units as f64).sum();
        let spread: f64 = pooled.values().map(|m| *m as f64 / (2.0 * n)).map(|p| p * (1.0 - p)).sum();
        let chance = weights.total(q) * spread / (q as f64 * (q as f64 - 1.0));
        over(agreed / n - chance, 1.0 - chance, Undefined::NoVariation)
    }
}

impl From<Square> for PairTable {
    /// Two categories: 1 coded, 0 not.
    fn from(square: Square) -> Self {
        let mut table = Self::new(2);
        for (first, second, units) in
            [(1, 1, square.both), (1, 0, square.first), (0, 1, square.second), (0, 0, square.neither)]
        {
            table.count(first, second, units);
        }
        table
    }
}

#[cfg(test)]
mod tests;
