//! Stretches of units laid over one another.

use std::collections::BTreeSet;
use std::ops::Range;

/// Stretches of units.
pub(super) type Stretches = Vec<Range<u64>>;

/// Stretches in order, those that overlap or touch made one.
pub(super) fn merged(mut stretches: Stretches) -> Stretches {
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    let mut merged: Stretches = Vec::with_capacity(stretches.len());
    for stretch in stretches.into_iter().filter(|stretch| !stretch.is_empty()) {
        match merged.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => merged.push(stretch),
        }
    }
    merged
}

/// Stretches in order, those that overlap made one; those that only touch stay two.
#[must_use]
pub fn joined(mut stretches: Vec<Range<u64>>) -> Vec<Range<u64>> {
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    let mut joined: Vec<Range<u64>> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if stretch.start < last.end => last.end = last.end.max(stretch.end),
            _ => joined.push(stretch),
        }
    }
    joined
}

/// What of `these` lies in `those`; both in order, without overlaps.
pub(super) fn within(these: &[Range<u64>], those: &[Range<u64>]) -> Stretches {
    let mut shared = Stretches::new();
    let mut next = 0;
    for range in these {
        next += those[next..].partition_point(|other| other.end <= range.start);
        let here = those[next..].iter().take_while(|other| other.start < range.end);
        shared.extend(here.map(|other| range.start.max(other.start)..range.end.min(other.end)));
    }
    shared
}

/// Walks along everything laid down under a mark, and hands over each stretch under which the same marks lie, with
/// those marks in order; what lies under none is passed over. Stretches of one mark do not overlap.
pub(super) fn sweep<M: Ord + Copy>(laid: &[(M, Stretches)], mut take: impl FnMut(Range<u64>, &BTreeSet<M>)) {
    let mut edges: Vec<(u64, bool, M)> = Vec::new();
    for (mark, stretches) in laid {
        for stretch in stretches {
            // At one place what ends is taken up before what begins is laid down.
            edges.extend([(stretch.start, true, *mark), (stretch.end, false, *mark)]);
        }
    }
    edges.sort_unstable();
    let mut lying: BTreeSet<M> = BTreeSet::new();
    let mut at = 0;
    for (place, begins, mark) in edges {
        if place > at && !lying.is_empty() {
            take(at..place, &lying);
        }
        at = place;
        if begins {
            lying.insert(mark);
        } else {
            lying.remove(&mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::ops::Range;

    use proptest::prelude::*;

    use super::{merged, sweep, within};

    proptest! {
        #[test]
        fn a_sweep_says_of_every_unit_what_plain_loops_say(
            laid in prop::collection::vec(prop::collection::vec((0u64..40, 0u64..9), 0..6), 0..4),
        ) {
            let laid: Vec<(usize, Vec<Range<u64>>)> = laid
                .into_iter()
                .map(|stretches| merged(stretches.into_iter().map(|(start, length)| start..start + length).collect()))
                .enumerate()
                .collect();
            let mut swept: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
            sweep(&laid, |stretch, marks| {
                for unit in stretch {
                    assert!(swept.insert(unit, marks.clone()).is_none(), "each unit once");
                }
            });
            for unit in 0..60 {
                let lying: BTreeSet<usize> = laid
                    .iter()
                    .filter(|(_, stretches)| stretches.iter().any(|stretch| stretch.contains(&unit)))
                    .map(|(mark, _)| *mark)
                    .collect();
                prop_assert_eq!(swept.remove(&unit).unwrap_or_default(), lying);
            }
        }
    }

    fn ranges() -> impl Strategy<Value = Vec<Range<u64>>> {
        let range = (0u64..50, 1u64..9).prop_map(|(start, length)| start..start + length);
        prop::collection::vec(range, 0..8).prop_map(merged)
    }

    proptest! {
        #[test]
        fn what_lies_within_is_in_both(these in ranges(), those in ranges()) {
            let shared = within(&these, &those);
            for unit in 0..70 {
                let holds = |ranges: &[Range<u64>]| ranges.iter().any(|range| range.contains(&unit));
                prop_assert_eq!(holds(&shared), holds(&these) && holds(&those));
            }
        }
    }

    #[test]
    fn what_overlaps_or_touches_is_one() {
        assert_eq!(merged(vec![5..6, 0..2, 1..3, 3..4, 9..9]), [0..4, 5..6]);
    }
}
