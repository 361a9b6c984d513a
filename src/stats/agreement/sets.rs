//! Units to which each coder gave a set of codes.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::square::over;
use super::{Coincidences, Misfit};
use crate::stats::Undefined;

/// How far two sets of codes are apart. Two empty sets are equal; an empty one is as far as possible from any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetDistance {
    /// 1 − |A∩B| / |A∪B|: Jaccard (1912), “The distribution of the flora in the alpine zone”, New Phytologist 11.
    Jaccard,
    /// 1 − J·M, with M 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 where they do not: Passonneau (2006),
    /// “Measuring agreement on set-valued items (MASI)”, LREC, pp. 831–836.
    Masi,
}

impl SetDistance {
    /// Between two sets, each in the order of its codes and without one twice.
    ///
    /// ```
    /// use kantlijn::stats::SetDistance;
    ///
    /// assert_eq!(SetDistance::Jaccard.between(&[1, 2], &[2, 3]), 2.0 / 3.0);
    /// assert_eq!(SetDistance::Masi.between(&[1, 2], &[2]), 2.0 / 3.0);
    /// assert_eq!(SetDistance::Masi.between(&[], &[]), 0.0);
    /// ```
    #[must_use]
    pub fn between(self, a: &[u32], b: &[u32]) -> f64 {
        let (mut i, mut j, mut both) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
            }
        }
        let either = a.len() + b.len() - both;
        if both == either {
            return 0.0;
        }
        let (shared, either) = (both as f64, either as f64);
        match self {
            SetDistance::Jaccard => (either - shared) / either,
            SetDistance::Masi if both == a.len().min(b.len()) => (3.0 * either - 2.0 * shared) / (3.0 * either),
            SetDistance::Masi => (3.0 * either - shared) / (3.0 * either),
        }
    }
}

/// Sets of codes that coders gave to each unit; an empty set is a rating, a missing one is `None`.
///
/// ```
/// use kantlijn::stats::{SetDistance, SetRatings};
///
/// let mut ratings = SetRatings::new(2);
/// ratings.push(&[Some(vec![1, 2]), Some(vec![1])])?;
/// ratings.push(&[Some(vec![]), Some(vec![])])?;
/// ratings.push(&[Some(vec![3]), Some(vec![3])])?;
/// assert_eq!(ratings.alpha(SetDistance::Jaccard), Ok(0.8));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRatings {
    coders: usize,
    /// The number of each set, as they came.
    sets: BTreeMap<Vec<u32>, u32>,
    /// Units of a kind: the numbers of the sets that are there, and how many there are.
    units: Vec<(Vec<u32>, u64)>,
}

impl SetRatings {
    /// None yet.
    #[must_use]
    pub fn new(coders: usize) -> Self {
        Self { coders, sets: BTreeMap::new(), units: Vec::new() }
    }

    /// Adds a unit with each coder's set, in any order of its codes.
    ///
    /// # Errors
    /// [`Misfit::Coders`] when there are more or fewer sets than coders. The unit is not added then.
    pub fn push(&mut self, unit: &[Option<Vec<u32>>]) -> Result<(), Misfit> {
        self.push_times(unit, 1)
    }

    /// Adds so many units with the same sets: as one to the groups of [`SetRatings::sums`].
    ///
    /// # Errors
    /// As [`SetRatings::push`].
    pub fn push_times(&mut self, unit: &[Option<Vec<u32>>], times: u64) -> Result<(), Misfit> {
        if unit.len() != self.coders {
            return Err(Misfit::Coders { found: unit.len(), wanted: self.coders });
        }
        let numbers = unit.iter().flatten().map(|set| {
            let mut set = set.clone();
            set.sort_unstable();
            set.dedup();
            let next = self.sets.len() as u32;
            *self.sets.entry(set).or_insert(next)
        });
        self.units.push((numbers.collect(), times));
        Ok(())
    }

    /// Units, those that nobody rated too.
    #[must_use]
    pub fn units(&self) -> u64 {
        self.units.iter().map(|(_, times)| times).sum()
    }

    /// Units that two coders or more rated, which alone say anything of agreement.
    #[must_use]
    pub fn pairable_units(&self) -> u64 {
        self.units.iter().filter(|(unit, _)| unit.len() > 1).map(|(_, times)| times).sum()
    }

    /// How many ratings these units have.
    #[must_use]
    pub fn pairable_values(&self) -> u64 {
        self.units.iter().filter(|(unit, _)| unit.len() > 1).map(|(unit, times)| unit.len() as u64 * times).sum()
    }

    /// Krippendorff's α with a distance between sets, taken as it is and not squared: Krippendorff (2011), as
    /// [`Coincidences::alpha`], with the distance of Passonneau (2006).
    ///
    /// It takes a number of steps that grows with how many different sets share a code.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without a rating, [`Undefined::NoPairs`] when no unit was rated twice, [`Undefined::NoVariation`] when
    /// all pairable sets are the same.
    pub fn alpha(&self, distance: SetDistance) -> Result<f64, Undefined> {
        self.sums(distance, &vec![0; self.units.len()], 1).alpha(&[1])
    }

    /// What α is made of, for each group of units, as an interview; `group_of_unit` numbers the groups from 0, in the order in
    /// which units were added, each kind once.
    ///
    /// Takes memory for a number a pair of groups. A unit with no group or one that is not there belongs to none.
    #[must_use]
    pub fn sums(&self, distance: SetDistance, group_of_unit: &[u32], groups: usize) -> SetSums {
        // In the order of sets, and not as they came, sums do not depend on the order of units.
        let sets: Vec<&[u32]> = self.sets.keys().map(Vec::as_slice).collect();
        let mut rank = vec![0; sets.len()];
        self.sets.values().zip(0..).for_each(|(&number, at)| rank[number as usize] = at);
        let mut units: Vec<Vec<(Vec<u32>, u64)>> = vec![Vec::new(); groups];
        for ((unit, times), &group) in self.units.iter().zip(group_of_unit) {
            if let Some(units) = units.get_mut(group as usize) {
                units.push((unit.iter().map(|&number| rank[number as usize]).collect(), *times));
            }
        }
        let groups: Vec<Coincidences> =
            units.into_par_iter().map(|units| Coincidences::of_kinds(sets.len(), units)).collect();
        let between = |a: u32, b: u32| distance.between(sets[a as usize], sets[b as usize]);
        let margins: Vec<BTreeMap<u32, u64>> = groups.iter().map(Coincidences::margins).collect();
        let holders = holders(sets.len(), &margins);
        let kin = Kin::of(&sets);
        let totals: Vec<u128> =
            margins.iter().map(|margin| margin.values().map(|count| u128::from(*count)).sum()).collect();
        let expected = margins.par_iter().enumerate().map(|(at, own)| {
            // Sets without a common code are 1 apart: only those that have one are looked at, and all others are counted.
            let (mut near, mut apart) = (vec![0_u128; at + 1], vec![0.0; at + 1]);
            for (&a, &n) in own {
                for b in kin.of_set(a, sets[a as usize]) {
                    let distance = between(a, b);
                    for &(group, m) in holders[b as usize].iter().take_while(|(group, _)| *group <= at) {
                        let pairs = u128::from(n).saturating_mul(u128::from(m));
                        near[group] = near[group].saturating_add(pairs);
                        apart[group] += pairs as f64 * distance;
                    }
                }
            }
            let all = totals.iter().map(|total| total.saturating_mul(totals[at]));
            let rows = all.zip(near).zip(apart);
            rows.map(|((all, near), apart)| all.saturating_sub(near) as f64 + apart).collect()
        });
        SetSums {
            rated: groups.iter().map(|group| group.units() > 0).collect(),
            values: groups.iter().map(|group| group.pairable_values() as f64).collect(),
            observed: groups.iter().map(|group| group.weighed(between)).collect(),
            expected: expected.collect(),
        }
    }
}

/// The groups in which each set is a pairable rating, and how often.
fn holders(sets: usize, margins: &[BTreeMap<u32, u64>]) -> Vec<Vec<(usize, u64)>> {
    let mut holders = vec![Vec::new(); sets];
    for (group, margin) in margins.iter().enumerate() {
        margin.iter().for_each(|(&set, &count)| holders[set as usize].push((group, count)));
    }
    holders
}

/// The sets that hold each code.
struct Kin(BTreeMap<u32, Vec<u32>>);

impl Kin {
    fn of(sets: &[&[u32]]) -> Self {
        let mut kin: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, set) in (0..).zip(sets) {
            set.iter().for_each(|&code| kin.entry(code).or_default().push(number));
        }
        Self(kin)
    }

    /// The sets that share a code with this one, itself among them, in order; with an empty one only itself.
    fn of_set(&self, number: u32, set: &[u32]) -> Vec<u32> {
        let mut kin: Vec<u32> = set.iter().filter_map(|code| self.0.get(code)).flatten().copied().collect();
        kin.push(number);
        kin.sort_unstable();
        kin.dedup();
        kin
    }
}

/// What α of [`SetRatings`] is made of, for each group of units, so that a draw of the bootstrap only adds.
#[derive(Clone, Debug, PartialEq)]
pub struct SetSums {
    rated: Vec<bool>,
    /// Pairable ratings.
    values: Vec<f64>,
    /// Over pairs within units the sum of their distances by 1/(m−1).
    observed: Vec<f64>,
    /// Over pairs of ratings of a group and of each up to it, the sum of their distances.
    expected: Vec<Vec<f64>>,
}

impl SetSums {
    /// α of all groups together, each as often as `times` says.
    ///
    /// # Errors
    /// As [`SetRatings::alpha`].
    pub fn alpha(&self, times: &[u32]) -> Result<f64, Undefined> {
        let drawn: Vec<(usize, f64)> = times
            .iter()
            .enumerate()
            .filter(|(at, times)| *at < self.values.len() && **times > 0)
            .map(|(at, &times)| (at, f64::from(times)))
            .collect();
        if !drawn.iter().any(|(at, _)| self.rated[*at]) {
            return Err(Undefined::Empty);
        }
        let sum = |of: &[f64]| drawn.iter().map(|(at, times)| times * of[*at]).sum::<f64>();
        let n = sum(&self.values);
        if n == 0.0 {
            return Err(Undefined::NoPairs);
        }
        // Σ_{c<k} n_c n_k d_ck: half of a group with itself, and once each pair of groups.
        let mut expected = 0.0;
        for (place, (at, times)) in drawn.iter().enumerate() {
            let row = &self.expected[*at];
            let others: f64 = drawn[..place].iter().map(|(other, times)| times * row[*other]).sum();
            expected += times * (others + times * row[*at] / 2.0);
        }
        over(expected - (n - 1.0) * sum(&self.observed), expected, Undefined::NoVariation)
    }
}

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod tests;
