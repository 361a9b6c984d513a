//! Published distances, other packages' figures, and laws of sets of codes.

use proptest::prelude::*;

use crate::stats::{Misfit, Scale, SetDistance, SetRatings, Undefined};

fn collected(units: &[Vec<Option<Vec<u32>>>]) -> SetRatings {
    let mut ratings = SetRatings::new(units[0].len());
    units.iter().for_each(|unit| ratings.push(unit).unwrap());
    ratings
}

/// Passonneau (2006): equal sets J·M = 1, one within the other J · 2/3, overlapping J · 1/3, disjoint 0; 2/3 and not .67.
#[test]
fn masi_as_published() {
    for (a, b, masi, jaccard) in [
        (vec![1, 2, 3], vec![1, 2, 3], 0.0, 0.0),
        (vec![1, 2], vec![1, 2, 3], 5.0 / 9.0, 1.0 / 3.0),
        (vec![1, 2], vec![2, 3], 8.0 / 9.0, 2.0 / 3.0),
        (vec![1], vec![2], 1.0, 1.0),
        (vec![], vec![2], 1.0, 1.0),
        (vec![], vec![], 0.0, 0.0),
    ] {
        assert!((SetDistance::Masi.between(&a, &b) - masi).abs() < 1e-15, "{a:?} {b:?}");
        assert!((SetDistance::Jaccard.between(&a, &b) - jaccard).abs() < 1e-15, "{a:?} {b:?}");
        assert_eq!(SetDistance::Masi.between(&a, &b), SetDistance::Masi.between(&b, &a));
    }
}

/// Sets of chance, a unit a word, coders parted by `;`: nltk 3.10.4, `AnnotationTask.alpha` with `jaccard_distance` and
/// `masi_distance`.
#[test]
fn sets_of_chance_as_nltk() {
    for (coders, units, jaccard, masi) in [
        (3, "2;1;. 0;.;. 0;2;. 0;1;1 1;2;. 2;0;1 0;0;0,1 .;2;0,1 1;2;2", -0.151_515_151_515, -0.143_734_643_735),
        (3, "2;0;0 0;0,1;2 0,1;1;1", 0.12, 0.1),
        (
            2,
            "1;1 0;0 0,1;0,1 2;0 1;0,1 2;. 2;2 2;2 1;. .;. 1;1 0,1;0,1 .;0,1 0;0 0;0 1;0",
            0.676_966_292_135,
            0.676_625_659_051,
        ),
    ] {
        let set = |codes: &str| (codes != ".").then(|| codes.split(',').map(|code| code.parse().unwrap()).collect());
        let mut ratings = SetRatings::new(coders);
        for unit in units.split(' ') {
            ratings.push(&unit.split(';').map(set).collect::<Vec<_>>()).unwrap();
        }
        assert_eq!((ratings.alpha(SetDistance::Jaccard), ratings.alpha(SetDistance::Masi)), (Ok(jaccard), Ok(masi)));
    }
}

#[test]
fn reasons_of_sets() {
    let alpha = |units: &[Vec<Option<Vec<u32>>>]| collected(units).alpha(SetDistance::Masi);
    assert_eq!(SetRatings::new(2).alpha(SetDistance::Masi), Err(Undefined::Empty));
    assert_eq!(alpha(&[vec![None, None]]), Err(Undefined::Empty));
    assert_eq!(alpha(&[vec![Some(vec![1]), None]]), Err(Undefined::NoPairs));
    assert_eq!(
        alpha(&[vec![Some(vec![]), Some(vec![])], vec![Some(vec![]), Some(vec![])]]),
        Err(Undefined::NoVariation)
    );
    assert_eq!(SetRatings::new(2).push(&[None]), Err(Misfit::Coders { found: 1, wanted: 2 }));
}

fn any_units() -> impl Strategy<Value = Vec<Vec<Option<Vec<u32>>>>> {
    let set = prop::collection::vec(0..4_u32, 0..4);
    (2..4_usize).prop_flat_map(move |coders| {
        let rating = prop_oneof![4 => set.clone().prop_map(Some), 1 => Just(None)];
        prop::collection::vec(prop::collection::vec(rating, coders), 1..12)
    })
}

proptest! {
    #[test]
    fn sets_of_one_code_are_nominal_ratings(
        units in prop::collection::vec(prop::collection::vec(prop::option::of(0..4_u32), 3), 1..12),
    ) {
        let mut ratings = crate::stats::Ratings::new(3, 4);
        units.iter().for_each(|unit| ratings.push(unit).unwrap());
        let sets: Vec<Vec<_>> = units.iter().map(|unit| unit.iter().map(|code| code.map(|code| vec![code])).collect()).collect();
        for distance in [SetDistance::Jaccard, SetDistance::Masi] {
            match (collected(&sets).alpha(distance), ratings.alpha(Scale::Nominal)) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-11),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }

    #[test]
    fn order_does_not_matter_and_sums_are_the_whole(units in any_units()) {
        let ratings = collected(&units);
        let mut turned = units.clone();
        turned.reverse();
        turned.iter_mut().for_each(|unit| unit.rotate_left(1));
        for distance in [SetDistance::Jaccard, SetDistance::Masi] {
            let whole = ratings.alpha(distance);
            prop_assert_eq!(whole, collected(&turned).alpha(distance));
            prop_assert!(whole.is_err() || whole.is_ok_and(|alpha| alpha <= 1.0));
            let groups: Vec<u32> = (0..units.len() as u32).map(|unit| unit % 3).collect();
            let sums = ratings.sums(distance, &groups, 3);
            match (sums.alpha(&[1, 1, 1]), whole) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-10),
                (one, other) => prop_assert_eq!(one, other),
            }
            let again: Vec<_> = units.iter().zip(&groups).flat_map(|(unit, &group)| vec![unit.clone(); group as usize]).collect();
            if !again.is_empty() {
                match (sums.alpha(&[0, 1, 2]), collected(&again).alpha(distance)) {
                    (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-10),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}
