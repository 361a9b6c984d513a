//! Units rated by any number of coders, one category each.

use super::{Coincidences, Misfit, PairTable, Scale, Square, Weights};
use crate::stats::{Undefined, round12};

/// Ratings of units by any number of coders in categories numbered from 0; a missing one is `None`.
///
/// Coefficients over all coders are those of [`Coincidences`], those over two of [`PairTable`].
///
/// ```
/// use kantlijn::stats::{Ratings, Scale};
///
/// // Krippendorff (2011), section A: two coders, ten units.
/// let mut ratings = Ratings::new(2, 2);
/// for (first, second) in "0100000010".chars().zip("1110010000".chars()) {
///     ratings.push(&[first.to_digit(2), second.to_digit(2)])?;
/// }
/// assert_eq!(ratings.alpha(Scale::Nominal).map(|alpha| (alpha * 1000.0).round()), Ok(95.0));
/// # Ok::<(), kantlijn::stats::Misfit>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratings {
    coders: usize,
    categories: usize,
    units: usize,
    /// A unit after the other, a coder after the other.
    values: Vec<Option<u32>>,
}

impl Ratings {
    /// None yet. `categories` is how many the codebook has, used or not: chance depends on it in some coefficients.
    #[must_use]
    pub fn new(coders: usize, categories: usize) -> Self {
        Self { coders, categories, units: 0, values: Vec::new() }
    }

    /// Adds a unit with each coder's rating.
    ///
    /// # Errors
    /// [`Misfit`] when there are more or fewer ratings than coders, or one is no category. The unit is not added then.
    pub fn push(&mut self, unit: &[Option<u32>]) -> Result<(), Misfit> {
        if unit.len() != self.coders {
            return Err(Misfit::Coders { found: unit.len(), wanted: self.coders });
        }
        if let Some(found) = unit.iter().flatten().copied().find(|&found| found as usize >= self.categories) {
            return Err(Misfit::Category { found, categories: self.categories });
        }
        self.units += 1;
        self.values.extend_from_slice(unit);
        Ok(())
    }

    fn rows(&self) -> impl Iterator<Item = &[Option<u32>]> {
        self.values.chunks_exact(self.coders.max(1))
    }

    /// Units, those that nobody rated too.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// Units that two coders or more rated, which alone say anything of agreement.
    #[must_use]
    pub fn pairable_units(&self) -> usize {
        self.pairable().count()
    }

    /// How many ratings these units have.
    #[must_use]
    pub fn pairable_values(&self) -> usize {
        self.pairable().sum()
    }

    fn pairable(&self) -> impl Iterator<Item = usize> {
        self.rows().map(|unit| unit.iter().flatten().count()).filter(|ratings| *ratings > 1)
    }

    /// Which categories coincide in all units.
    #[must_use]
    pub fn coincidences(&self) -> Coincidences {
        Coincidences::of_units(self.categories, self.rows().map(present))
    }

    /// Which categories coincide in each group of units, as an interview; `group_of_unit` numbers the groups from 0.
    ///
    /// Their sum is [`Ratings::coincidences`]. A unit with no group or one that is not there belongs to none.
    #[must_use]
    pub fn coincidences_by(&self, group_of_unit: &[u32], groups: usize) -> Vec<Coincidences> {
        let mut units: Vec<Vec<Vec<u32>>> = vec![Vec::new(); groups];
        for (unit, &group) in self.rows().zip(group_of_unit) {
            if let Some(units) = units.get_mut(group as usize) {
                units.push(present(unit));
            }
        }
        units.into_iter().map(|units| Coincidences::of_units(self.categories, units)).collect()
    }

    /// As [`Coincidences::observed`].
    pub fn observed(&self) -> Result<f64, Undefined> {
        self.coincidences().observed()
    }

    /// Krippendorff's α, as [`Coincidences::alpha`].
    pub fn alpha(&self, scale: Scale) -> Result<f64, Undefined> {
        self.coincidences().alpha(scale)
    }

    /// Fleiss's κ, with missing ratings as Gwet has it; as [`Coincidences::fleiss`].
    pub fn fleiss(&self) -> Result<f64, Undefined> {
        self.coincidences().fleiss()
    }

    /// Gwet's AC1, as [`Coincidences::gwet_ac1`].
    pub fn gwet_ac1(&self) -> Result<f64, Undefined> {
        self.coincidences().gwet_ac1()
    }

    /// Gwet's AC2, as [`Coincidences::gwet_ac2`].
    pub fn gwet_ac2(&self, weights: Weights) -> Result<f64, Undefined> {
        self.coincidences().gwet_ac2(weights)
    }

    /// Brennan and Prediger's coefficient, as [`Coincidences::brennan_prediger`].
    pub fn brennan_prediger(&self) -> Result<f64, Undefined> {
        self.coincidences().brennan_prediger()
    }

    /// Light's κ, the mean of Cohen's κ of all pairs of coders: Light (1971), “Measures of response agreement for qualitative data”,
    /// Psychological Bulletin 76, pp. 365–377.
    ///
    /// # Errors
    /// [`Undefined::Single`] with fewer than two coders; else why the first pair that has no κ has none.
    pub fn light_kappa(&self) -> Result<f64, Undefined> {
        let pairs = (0..self.coders).flat_map(|i| (i + 1..self.coders).map(move |j| (i, j)));
        let (mut sum, mut count) = (0.0, 0.0);
        for (i, j) in pairs {
            sum += self.cohen(i, j)?;
            count += 1.0;
        }
        if count > 0.0 { Ok(round12(sum / count)) } else { Err(Undefined::Single) }
    }

    /// The table of two coders, over the units that both rated. A coder who is not there rated none.
    #[must_use]
    pub fn pair(&self, i: usize, j: usize) -> PairTable {
        let mut table = PairTable::new(self.categories);
        for unit in self.rows() {
            if let (Some(Some(first)), Some(Some(second))) = (unit.get(i), unit.get(j)) {
                table.count(*first, *second, 1);
            }
        }
        table
    }

    /// Cohen's κ of two coders, as [`PairTable::kappa`].
    pub fn cohen(&self, i: usize, j: usize) -> Result<f64, Undefined> {
        self.pair(i, j).kappa()
    }

    /// Weighted κ of two coders, as [`PairTable::weighted_kappa`].
    pub fn weighted_kappa(&self, i: usize, j: usize, weights: Weights) -> Result<f64, Undefined> {
        self.pair(i, j).weighted_kappa(weights)
    }

    /// Two coders and one category against all others together, over the units that both rated.
    #[must_use]
    pub fn square(&self, i: usize, j: usize, category: u32) -> Square {
        self.pair(i, j).square(category)
    }
}

fn present(unit: &[Option<u32>]) -> Vec<u32> {
    unit.iter().flatten().copied().collect()
}

#[cfg(test)]
mod tests;
