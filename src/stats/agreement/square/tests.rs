//! Published figures, other packages' figures, and laws of two coders and one code.

use proptest::prelude::*;

use crate::stats::{Coincidences, Detection, Ratings, Scale, Square, Undefined, pooled_kappa};

fn square(both: u64, first: u64, second: u64, neither: u64) -> Square {
    Square { both, first, second, neither }
}

fn shown(value: Result<f64, Undefined>) -> String {
    value.map_or_else(|reason| reason.word().into(), |value| format!("{value:.3}"))
}

/// Gwet's table for the paradox: κ is below 0 though the two agree on 94 %; published as .944, −.023, .941.
#[test]
fn the_paradox_of_prevalence() {
    let square = square(118, 5, 2, 0);
    assert_eq!(
        [square.percent(), square.kappa(), square.ac1(), square.positive_agreement(), square.negative_agreement()]
            .map(shown),
        ["0.944", "-0.023", "0.941", "0.971", "0.000"]
    );
    assert_eq!(shown(square.prevalence_index()), "0.944");
}

/// Krippendorff (2011), section A, and Krippendorff (2004), p. 224: ten units, α .095.
#[test]
fn published_alpha_of_two_coders() {
    assert_eq!(shown(square(1, 1, 3, 5).alpha()), "0.095");
    // Complete disagreement on ten units is −.9 and not −1, for the one unit of twenty that chance lacks.
    assert_eq!(square(0, 5, 5, 0).alpha(), Ok(-0.9));
    assert_eq!(square(0, 5, 5, 0).scott_pi(), Ok(-1.0));
}

/// Fagerland, Lydersen and Laake (2013), table 1 and supplement: 1 and 7 discordant pairs of 21, exact .0703, mid-p .0391.
#[test]
fn published_mid_p() {
    assert_eq!(square(1, 1, 7, 12).mcnemar(), Ok(0.0390625));
    // Of two that differ, one each way: 1 − ½ · ½.
    assert_eq!(square(0, 1, 1, 0).mcnemar(), Ok(0.75));
    assert_eq!(square(3, 0, 0, 9).mcnemar(), Err(Undefined::ZeroFrequency));
    assert_eq!(Square::default().mcnemar(), Err(Undefined::Empty));
}

/// scipy 1.17.1, `2·binom.cdf − binom.pmf`.
#[test]
fn mid_p_at_every_size() {
    for (first, second, expected) in [
        (3, 1003, 2.481_782_210_768e-295),
        (480, 530, 0.115_787_238_103),
        (40, 1500, 0.0),
        (499_000, 501_000, 0.045_500_317_887),
        (5_000_000_000, 5_000_100_000, 0.317_312_927_586),
        (499_999_000_000, 500_001_000_000, 0.045_500_263_903),
    ] {
        let p = square(0, first, second, 0).mcnemar().unwrap();
        assert!((p - expected).abs() <= 2e-9 * expected, "{first} {second}: {p:e}");
    }
}

/// statsmodels 0.15.0, `cohens_kappa`: κ and its interval by the standard error of Fleiss, Cohen and Everitt.
#[test]
fn intervals_of_kappa_as_statsmodels() {
    for (cells, kappa, low, high) in [
        (square(40, 9, 6, 45), "0.6995", "0.5596", "0.8394"),
        (square(2, 1, 3, 994), "0.4981", "0.0729", "0.9233"),
        (square(20, 5, 10, 15), "0.4000", "0.1511", "0.6489"),
    ] {
        let interval = cells.kappa_interval().unwrap();
        let found = [cells.kappa().unwrap(), interval.low, interval.high].map(|value| format!("{value:.4}"));
        assert_eq!(found, [kappa, low, high], "{cells:?}");
    }
    // As the formula has it, complete agreement leaves no doubt, however few the units.
    assert_eq!(square(3, 0, 0, 3).kappa_interval().map(|interval| (interval.low, interval.high)), Ok((1.0, 1.0)));
}

/// mpmath 1.3 with sixty digits, by the formula as it was published: floats would have lost it all to cancellation.
#[test]
fn intervals_of_kappa_where_the_published_formula_cancels() {
    for (cells, low, high) in [
        (square(930_934, 1, 1, 0), -2.562_911_292_79e-6, 4.145_335_865_01e-7),
        (square(3, 2, 1, 1_000_000_000_000), 0.311_043_579_527, 1.0),
        (square(1_000_000_000, 300_000, 100_000, 700_000_000), 0.999_512_902_66, 0.999_515_911_985),
    ] {
        let interval = cells.kappa_interval().unwrap();
        assert!(
            (interval.low - low).abs() < 1e-9 * low.abs() && (interval.high - high).abs() < 1e-9 * high.abs(),
            "{interval:?}"
        );
    }
}

/// Exact fractions of Python by the definitions po, pe and coincidences, rounded to twelve digits; tables of chance.
#[test]
fn counts_of_billions_as_exact_fractions() {
    for (cells, expected) in [
        (
            square(560_900_335_106, 980_047_056_736, 185_234_809, 287_133_124_715),
            [0.152_205_826_722, 0.152_526_242_593, -0.096_903_656_167, -0.048_791_780_183, -0.096_903_656_167],
        ),
        (
            square(36_110_380_657, 215_060_632, 757_790_042_514, 601_747_358_364),
            [0.039_168_687_985, 0.039_713_900_645, -0.299_452_293_523, 0.067_112_241_266, -0.299_452_293_522],
        ),
        (
            square(405_501_660, 144_921_709_809, 417_244_471_714, 381_810_294_562),
            [-0.294_013_280_596, 0.373_158_183_299, -0.422_584_020_600, -0.023_591_679_605, -0.422_584_020_599],
        ),
    ] {
        let found = [cells.kappa(), cells.kappa_max(), cells.scott_pi(), cells.ac1(), cells.alpha()];
        for (found, expected) in found.map(Result::unwrap).into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{cells:?}: {found} {expected}");
        }
    }
}

/// κ tends to F1 as more and more units have no code: Hripcsak and Rothschild (2005), “Agreement, the F-measure, and reliability in
/// information retrieval”, JAMIA 12.
#[test]
fn kappa_tends_to_f1_as_units_without_a_code_grow() {
    let mut apart = f64::INFINITY;
    for neither in [10, 1_000, 100_000, 10_000_000, 1_000_000_000_000] {
        let square = square(30, 12, 8, neither);
        let f1 = Detection { tp: 30, fp: 12, fn_: 8, tn: neither }.f1().unwrap();
        let next = (square.kappa().unwrap() - f1).abs();
        assert!(next < apart, "{neither}");
        assert_eq!(square.positive_agreement(), Ok(f1));
        apart = next;
    }
    assert!(apart < 1e-10);
}

#[test]
fn where_nothing_varies_nothing_is_corrected_for_chance() {
    for same in [square(0, 0, 0, 50), square(50, 0, 0, 0)] {
        for coefficient in [same.kappa(), same.scott_pi(), same.alpha(), same.ac1(), same.kappa_max()] {
            assert_eq!(coefficient, Err(Undefined::NoVariation));
        }
        assert_eq!(same.kappa_interval(), Err(Undefined::NoVariation));
        assert_eq!((same.percent(), same.brennan_prediger()), (Ok(1.0), Ok(1.0)));
    }
    assert_eq!(square(0, 0, 0, 50).positive_agreement(), Err(Undefined::ZeroFrequency));
    assert_eq!(square(0, 0, 0, 50).holsti(), Err(Undefined::ZeroFrequency));
    assert_eq!(square(50, 0, 0, 0).negative_agreement(), Err(Undefined::ZeroFrequency));
    for none in [Square::default().kappa(), Square::default().percent(), Square::default().ac1()] {
        assert_eq!(none, Err(Undefined::Empty));
    }
}

/// A coder who codes everything, or nothing, agrees as much as chance would.
#[test]
fn a_coder_without_variation_is_chance() {
    assert_eq!(square(7, 13, 0, 0).kappa(), Ok(0.0));
    assert_eq!(square(0, 0, 4, 16).kappa(), Ok(0.0));
    // κ is 0 then whatever the other does; the formula would call that certain.
    assert_eq!(square(7, 13, 0, 0).kappa_interval(), Err(Undefined::ZeroMargin));
}

/// ad − bc is one in 10²⁴: a float has lost it, an integer has not.
#[test]
fn nothing_cancels_at_counts_of_a_trillion() {
    let big = 1_000_000_000_000;
    let near = square(big, big - 1, big + 1, big);
    assert_eq!(near.kappa(), Ok(2.5e-25));
    assert_eq!(near.scott_pi(), Ok(0.0));
    let independent = square(1_000_000_000, 2_000_000_000, 3_000_000_000, 6_000_000_000);
    assert_eq!(independent.kappa(), Ok(0.0));
    let most = u64::MAX;
    for value in
        [square(most, most, most, most).kappa(), square(most, 0, 1, most).alpha(), square(0, most, most, 0).ac1()]
    {
        assert!(value.is_ok_and(f64::is_finite));
    }
}

#[test]
fn pooled_kappa_is_that_of_the_mean_agreement() {
    let codes = [square(20, 5, 10, 15), square(2, 1, 3, 44), square(0, 0, 0, 50)];
    // po .7 .92 1, pe .5 .8328 1: (2.62 − 2.3328) / (3 − 2.3328).
    let (po, pe) = ((0.7 + 0.92 + 1.0) / 3.0, (0.5 + (3.0 * 5.0 + 47.0 * 45.0) / 2500.0 + 1.0) / 3.0);
    assert!((pooled_kappa(&codes).unwrap() - (po - pe) / (1.0 - pe)).abs() < 1e-11);
    assert_eq!(pooled_kappa(&codes[..1]), codes[0].kappa());
    assert_eq!(pooled_kappa(&codes[2..]), Err(Undefined::NoVariation));
    assert_eq!(pooled_kappa(&[]), Err(Undefined::Empty));
    assert_eq!(pooled_kappa(&[codes[0], Square::default()]), Err(Undefined::Empty));
}

fn squares() -> impl Strategy<Value = Square> {
    let count = || prop_oneof![Just(0), 0..4_u64, 0..60_u64, 0..2_000_000_000_u64, 0..1_000_000_000_000_u64];
    (count(), count(), count(), count()).prop_map(|(a, b, c, d)| square(a, b, c, d))
}

fn all(square: Square) -> [Result<f64, Undefined>; 7] {
    [
        square.percent(),
        square.kappa(),
        square.scott_pi(),
        square.alpha(),
        square.ac1(),
        square.brennan_prediger(),
        square.kappa_max(),
    ]
}

proptest! {
    #[test]
    fn the_order_of_coders_does_not_matter(square in squares()) {
        prop_assert_eq!(all(square), all(square.swapped()));
        prop_assert_eq!(square.mcnemar(), square.swapped().mcnemar());
        prop_assert_eq!(square.bias_index().map(|bias| -bias + 0.0), square.swapped().bias_index().map(|bias| bias + 0.0));
    }

    #[test]
    fn a_code_and_its_absence_agree_alike(square in squares()) {
        let inverted = Square { both: square.neither, neither: square.both, ..square };
        prop_assert_eq!(all(square), all(inverted));
        prop_assert_eq!(square.positive_agreement(), inverted.negative_agreement());
    }

    #[test]
    fn coefficients_are_at_most_one_and_one_only_without_a_difference(square in squares()) {
        for value in [square.kappa(), square.scott_pi(), square.alpha(), square.ac1()].into_iter().flatten() {
            prop_assert!((-1.0..=1.0).contains(&value), "{}", value);
            if square.first + square.second > 0 && square.n() < 1_000_000_000 {
                prop_assert!(value < 1.0);
            }
            if square.first + square.second == 0 {
                prop_assert_eq!(value, 1.0);
            }
        }
        if let (Ok(kappa), Ok(most)) = (square.kappa(), square.kappa_max()) {
            prop_assert!(kappa <= most && most <= 1.0);
        }
    }

    /// `(po − pe) / (1 − pe)` as the books write it, where floats bear it.
    #[test]
    fn determinants_are_what_the_books_write(square in (0..500_u64, 0..500_u64, 0..500_u64, 0..500_u64)) {
        let (a, b, c, d) = square;
        let square = self::square(a, b, c, d);
        let [a, b, c, d] = [a, b, c, d].map(|count| count as f64);
        let n = a + b + c + d;
        let (po, m) = ((a + d) / n, (2.0 * a + b + c) / (2.0 * n));
        let (alone, pooled) = (((a + b) * (a + c) + (c + d) * (b + d)) / n / n, m * m + (1.0 - m) * (1.0 - m));
        for (value, pe) in [(square.kappa(), alone), (square.scott_pi(), pooled), (square.ac1(), 1.0 - pooled)] {
            if let Ok(value) = value {
                prop_assert!((value - (po - pe) / (1.0 - pe)).abs() < 1e-9, "{} {}", value, pe);
            }
        }
    }

    #[test]
    fn a_square_is_the_ratings_of_its_units(a in 0..9_u64, b in 0..9_u64, c in 0..9_u64, d in 0..9_u64) {
        let square = square(a, b, c, d);
        let mut ratings = Ratings::new(2, 2);
        for (first, second, units) in [(1, 1, a), (1, 0, b), (0, 1, c), (0, 0, d)] {
            for _ in 0..units {
                ratings.push(&[Some(first), Some(second)]).unwrap();
            }
        }
        prop_assert_eq!(ratings.square(0, 1, 1), square);
        let coincidences = ratings.coincidences();
        let near = |one: Result<f64, Undefined>, other: Result<f64, Undefined>| match (one, other) {
            (Ok(one), Ok(other)) => (one - other).abs() < 1e-11,
            (one, other) => one == other || square.n() == 0,
        };
        let reference = |value: fn(&Coincidences) -> Result<f64, Undefined>| value(&coincidences);
        prop_assert!(near(square.alpha(), reference(|all| all.alpha(Scale::Nominal))));
        prop_assert!(near(square.scott_pi(), reference(Coincidences::fleiss)));
        prop_assert!(near(square.ac1(), reference(Coincidences::gwet_ac1)));
        prop_assert!(near(square.brennan_prediger(), reference(Coincidences::brennan_prediger)));
        prop_assert!(near(square.kappa(), ratings.cohen(0, 1)));
        prop_assert!(near(square.percent(), ratings.observed()));
    }

    #[test]
    fn a_draw_is_the_sum_of_what_was_drawn(one in squares(), other in squares(), times in (0..5_u32, 0..5_u32)) {
        let sum: Square = [one.scaled(times.0), other.scaled(times.1)].into_iter().sum();
        prop_assert_eq!(Square::drawn(&[one, other], &[times.0, times.1]), sum);
    }
}
