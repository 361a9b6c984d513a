//! Many units of a kind are as many units.

use proptest::prelude::*;

use super::{SetDistance, SetRatings};

proptest! {
    #[test]
    fn so_many_units_at_once_are_as_many_one_by_one(
        kinds in prop::collection::vec((prop::collection::vec(prop::option::of(prop::collection::vec(0u32..4, 0..3)), 3), 0u64..4, 0u32..3), 0..8),
    ) {
        let (mut at_once, mut one_by_one) = (SetRatings::new(3), SetRatings::new(3));
        let (mut of_kinds, mut of_units) = (Vec::new(), Vec::new());
        for (unit, times, group) in &kinds {
            at_once.push_times(unit, *times).unwrap();
            of_kinds.push(*group);
            for _ in 0..*times {
                one_by_one.push(unit).unwrap();
                of_units.push(*group);
            }
        }
        prop_assert_eq!(at_once.units(), one_by_one.units());
        prop_assert_eq!(at_once.pairable_units(), one_by_one.pairable_units());
        prop_assert_eq!(at_once.pairable_values(), one_by_one.pairable_values());
        for distance in [SetDistance::Jaccard, SetDistance::Masi] {
            let (sums, same) = (at_once.sums(distance, &of_kinds, 3), one_by_one.sums(distance, &of_units, 3));
            prop_assert_eq!(sums.alpha(&[1, 2, 1]), same.alpha(&[1, 2, 1]));
        }
    }
}
