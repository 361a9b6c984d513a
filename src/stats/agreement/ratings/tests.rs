//! What is no rating, and pairs of coders.

use crate::stats::{Misfit, Ratings, Undefined, Weights};

#[test]
fn what_does_not_fit_is_refused_and_not_added() {
    let mut ratings = Ratings::new(2, 3);
    assert_eq!(ratings.push(&[Some(1)]), Err(Misfit::Coders { found: 1, wanted: 2 }));
    assert_eq!(ratings.push(&[Some(1), Some(3)]), Err(Misfit::Category { found: 3, categories: 3 }));
    assert_eq!(ratings.units(), 0);
    assert_eq!(
        Misfit::Category { found: 3, categories: 3 }.to_string(),
        "rating 3, but there are 3 categories, numbered from 0"
    );
}

/// scikit-learn 1.9.1, `cohen_kappa_score` of the three pairs: 5/12, −1/6, 5/12.
#[test]
fn light_is_the_mean_of_pairs() {
    let mut ratings = Ratings::new(3, 2);
    for unit in ["111", "110", "100", "000", "011", "111", "001"] {
        ratings.push(&unit.chars().map(|value| value.to_digit(2)).collect::<Vec<_>>()).unwrap();
    }
    let pairs = [ratings.cohen(0, 1), ratings.cohen(0, 2), ratings.cohen(1, 2)];
    assert_eq!(pairs, [Ok(0.416666666667), Ok(-0.166666666667), Ok(0.416666666667)]);
    assert_eq!(ratings.light_kappa(), Ok(0.222222222222));
    assert_eq!(ratings.weighted_kappa(0, 1, Weights::Quadratic), ratings.cohen(0, 1));
}

#[test]
fn a_pair_without_kappa_leaves_light_without_one() {
    let mut ratings = Ratings::new(3, 2);
    ratings.push(&[Some(1), Some(1), None]).unwrap();
    ratings.push(&[Some(0), Some(0), None]).unwrap();
    assert_eq!(ratings.cohen(0, 1), Ok(1.0));
    assert_eq!(ratings.light_kappa(), Err(Undefined::NoPairs));
    assert_eq!(ratings.cohen(0, 7), Err(Undefined::NoPairs));
    assert_eq!(Ratings::new(1, 2).light_kappa(), Err(Undefined::Single));
    assert_eq!(Ratings::new(0, 0).push(&[]), Ok(()));
}

#[test]
fn a_square_is_one_category_over_the_units_that_both_rated() {
    let mut ratings = Ratings::new(2, 3);
    for unit in [[Some(2), Some(2)], [Some(2), Some(0)], [Some(1), Some(0)], [Some(2), None]] {
        ratings.push(&unit).unwrap();
    }
    let square = ratings.square(0, 1, 2);
    assert_eq!((square.both, square.first, square.second, square.neither), (1, 1, 0, 1));
}
