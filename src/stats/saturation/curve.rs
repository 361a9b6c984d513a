//! In the order of analysis: what each interview added, and when that was little.

use std::collections::BTreeSet;

use crate::stats::Undefined;

/// One interview of the curve.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step<T> {
    /// How many different codes it has.
    pub codes: u64,
    /// Those that no earlier one has, in order.
    pub new: Vec<T>,
    /// How many different codes there are with it.
    pub cumulative: u64,
}

/// What each interview, in the given order, adds to those before it.
///
/// ```
/// use kantlijn::stats::accumulate;
///
/// let steps = accumulate(&[vec!["shame", "work"], vec!["work"], vec!["hope"]]);
/// let new: Vec<usize> = steps.iter().map(|step| step.new.len()).collect();
/// assert_eq!((new, steps[2].cumulative), (vec![2, 0, 1], 3));
/// ```
#[must_use]
pub fn accumulate<T: Ord + Clone>(interviews: &[Vec<T>]) -> Vec<Step<T>> {
    let mut seen: BTreeSet<T> = BTreeSet::new();
    let step = |codes: &Vec<T>| {
        let own: BTreeSet<&T> = codes.iter().collect();
        let new: Vec<T> = own.iter().filter(|code| !seen.contains(*code)).map(|&code| code.clone()).collect();
        seen.extend(new.iter().cloned());
        Step { codes: own.len() as u64, new, cumulative: seen.len() as u64 }
    };
    interviews.iter().map(step).collect()
}

/// After how many interviews at least so many per cent of all codes were there; `cumulative` is how many were after each.
///
/// At 90 % Squire and others (2024), Journal of Medical Internet Research 26, e52998, speak of near saturation, at 100 % of true
/// saturation.
///
/// # Errors
/// [`Undefined::Empty`] without interviews, [`Undefined::ZeroFrequency`] when none has a code.
///
/// ```
/// use kantlijn::stats::interviews_to;
///
/// assert_eq!(interviews_to(80, &[4, 7, 8, 8, 9]), Ok(3));
/// assert_eq!(interviews_to(100, &[4, 7, 8, 8, 9]), Ok(5));
/// ```
pub fn interviews_to(percent: u64, cumulative: &[u64]) -> Result<u64, Undefined> {
    let all = *cumulative.last().ok_or(Undefined::Empty)?;
    if all == 0 {
        return Err(Undefined::ZeroFrequency);
    }
    let enough = |&sum: &u64| u128::from(sum) * 100 >= u128::from(all) * u128::from(percent);
    Ok(cumulative.iter().position(enough).map_or(cumulative.len(), |at| at + 1) as u64)
}

/// A run of interviews that brought little new: Guest, Namey & Chen (2020), PLoS ONE 15(5), e0232076.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Information {
    /// Interviews before the run: the article's notation is this number and the run's length, as 6+2.
    pub before: u64,
    /// Codes that are new in the run.
    pub new: u64,
    /// Different codes in the base, the denominator throughout.
    pub base: u64,
}

/// The first run of `run` interviews behind the first `base` of which the new codes are at most `percent` of the codes in the base.
///
/// `new` is how many codes each interview has that no earlier one had, in order of analysis. Runs overlap: each begins one
/// interview after the one before it. `None` when no run is that poor.
///
/// # Errors
/// [`Undefined::Empty`] when there are not enough interviews for a base and a run, or neither has a length;
/// [`Undefined::ZeroFrequency`] when the base has no code.
///
/// ```
/// use kantlijn::stats::{Information, new_information};
///
/// let new = [20, 9, 5, 3, 2, 1, 3, 0, 1];
/// assert_eq!(new_information(&new, 4, 2, 5), Ok(Some(Information { before: 7, new: 1, base: 37 })));
/// assert_eq!(new_information(&new, 4, 2, 0), Ok(None));
/// ```
pub fn new_information(new: &[u64], base: usize, run: usize, percent: u64) -> Result<Option<Information>, Undefined> {
    if base == 0 || run == 0 || new.len() < base.saturating_add(run) {
        return Err(Undefined::Empty);
    }
    let of_base: u64 = new[..base].iter().sum();
    if of_base == 0 {
        return Err(Undefined::ZeroFrequency);
    }
    let runs = new[base..].windows(run).enumerate().map(|(i, run)| Information {
        before: (base + i) as u64,
        new: run.iter().sum(),
        base: of_base,
    });
    let is_poor = |found: &Information| u128::from(found.new) * 100 <= u128::from(of_base) * u128::from(percent);
    Ok(runs.into_iter().find(is_poor))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Information, accumulate, interviews_to, new_information};
    use crate::stats::Undefined;

    #[test]
    fn a_run_may_begin_right_behind_the_base_and_the_base_stays_the_denominator() {
        let new = [10, 6, 2, 2, 1, 0, 0];
        assert_eq!(new_information(&new, 4, 2, 5), Ok(Some(Information { before: 4, new: 1, base: 20 })));
        assert_eq!(new_information(&new, 4, 2, 0), Ok(Some(Information { before: 5, new: 0, base: 20 })));
        assert_eq!(new_information(&new, 5, 3, 5), Err(Undefined::Empty), "seven interviews are no five and three");
        assert_eq!(new_information(&[0, 0, 0, 0, 1, 0], 4, 2, 5), Err(Undefined::ZeroFrequency));
        assert_eq!(new_information(&new, 0, 2, 5), Err(Undefined::Empty));
    }

    #[test]
    fn nothing_is_reached_where_there_is_nothing() {
        assert_eq!(interviews_to(80, &[]), Err(Undefined::Empty));
        assert_eq!(interviews_to(80, &[0, 0]), Err(Undefined::ZeroFrequency));
        assert_eq!(interviews_to(50, &[0, 5]), Ok(2));
    }

    proptest! {
        #[test]
        fn the_curve_ends_at_the_number_of_codes(interviews in prop::collection::vec(prop::collection::vec(0..30_u8, 0..12), 0..12)) {
            let steps = accumulate(&interviews);
            let all: std::collections::BTreeSet<u8> = interviews.iter().flatten().copied().collect();
            prop_assert_eq!(steps.last().map_or(0, |step| step.cumulative), all.len() as u64);
            prop_assert_eq!(steps.iter().map(|step| step.new.len()).sum::<usize>(), all.len());
        }
    }
}
