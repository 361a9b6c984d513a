//! All codes together.

use crate::agreement::Interview;
use crate::stats::{Drawn, Draws, SetDistance, SetRatings, SetSums, Square, Undefined, pooled_kappa};

use super::measures::{Number, some};
use super::{Compared, Named, Row};

/// The last rows of `agreement`: codes as a pool, of two coders, and as the sets that units have.
pub(super) fn rows(compared: &Compared<'_>, draws: Option<&Draws>) -> Vec<Row> {
    let interviews: Vec<&Interview> = compared.comparison.shared().collect();
    let units = interviews.iter().map(|interview| interview.units).sum();
    let mut rows = Vec::new();
    if compared.plan.coders.len() == 2 {
        let codes = compared.comparison.used_alone();
        let of_code = |code| interviews.iter().map(|one| one.square(one.own.get(code), 0, 1)).collect();
        let codes: Vec<Vec<Square>> = codes.iter().map(of_code).collect();
        let pooled = |times: &[u32]| {
            let squares: Vec<Square> = codes.iter().map(|squares| Square::drawn(squares, times)).collect();
            pooled_kappa(&squares)
        };
        rows.push(Row {
            kappa: some(pooled(&vec![1; interviews.len()])),
            intervals: interval("kappa", draws, pooled),
            ..empty("pooled", units)
        });
    }
    for (how, distance) in [("jaccard", SetDistance::Jaccard), ("masi", SetDistance::Masi)] {
        let sums = sums(compared.plan.coders.len(), &interviews, distance);
        rows.push(Row {
            alpha: some(sums.alpha(&vec![1; interviews.len()])),
            intervals: interval("alpha", draws, |times| sums.alpha(times)),
            ..empty(how, units)
        });
    }
    rows
}

/// The interval of one number.
fn interval(
    name: &'static str,
    draws: Option<&Draws>,
    statistic: impl Fn(&[u32]) -> Result<f64, Undefined> + Sync,
) -> Vec<(&'static str, Drawn)> {
    let drawn = draws.map(|draws| draws.intervals(|times| [statistic(times)]));
    drawn.into_iter().flatten().map(|drawn| (name, drawn)).collect()
}

/// The sets that coders gave to the units of each interview.
pub(super) fn sums(coders: usize, interviews: &[&Interview], distance: SetDistance) -> SetSums {
    let mut ratings = SetRatings::new(coders);
    let mut groups = Vec::new();
    for (group, interview) in (0..).zip(interviews) {
        let mut push = |sets: &[Vec<u32>], units: u64| {
            let mut unit: Vec<Option<Vec<u32>>> = vec![None; coders];
            for (&rater, set) in interview.raters.iter().zip(sets) {
                if let Some(place) = unit.get_mut(rater as usize) {
                    *place = Some(set.clone());
                }
            }
            // A set for each coder: it fits.
            if ratings.push_times(&unit, units).is_ok() {
                groups.push(group);
            }
        };
        interview.sets.iter().for_each(|(sets, &units)| push(sets, units));
        let coded: u64 = interview.sets.values().sum();
        push(&vec![Vec::new(); interview.raters.len()], interview.units - coded);
    }
    ratings.sums(distance, &groups, interviews.len())
}

/// A row of all codes that says nothing yet.
fn empty(how: &'static str, units: u64) -> Row {
    const NONE: Number = Ok(None);
    Row {
        named: Named::All(how),
        units,
        coded: None,
        pairable: None,
        percent: NONE,
        alpha: NONE,
        kappa: NONE,
        ac1: NONE,
        positive: NONE,
        negative: NONE,
        prevalence: NONE,
        bias: NONE,
        scott: NONE,
        fleiss: NONE,
        brennan_prediger: NONE,
        unitized: [NONE; 4],
        compat: Vec::new(),
        intervals: Vec::new(),
    }
}
