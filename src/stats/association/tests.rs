//! Published examples, and figures of independent packages.

use proptest::prelude::*;

use super::{Shuffles, Tail, Together, benjamini_hochberg, chi_square_tail, cochran_mantel_haenszel, within};
use crate::stats::Undefined;

fn table([both, only_a, only_b, neither]: [u64; 4]) -> Together {
    Together { both, only_a, only_b, neither }
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-11 * theirs.abs()
}

/// Dunning (1993), Computational Linguistics 19(1), table 2: the bigrams of 31,777 words, to two decimals.
#[test]
fn log_likelihood_ratios_of_dunning() {
    for (cells, printed) in [
        ([110, 2442, 111, 29114], "270.72"),
        ([29, 13, 123, 31612], "263.90"),
        ([31, 23, 139, 31584], "256.84"),
        ([10, 0, 3, 31764], "167.23"),
        ([76, 104, 2476, 29121], "157.21"),
        ([16, 16, 51, 31694], "157.03"),
        ([9, 0, 5, 31763], "146.80"),
    ] {
        assert_eq!(format!("{:.2}", table(cells).g2().unwrap()), printed);
    }
}

/// Fisher (1935), The Design of Experiments, chapter II, with three of four cups named; as R's help of `fisher.test` prints it.
#[test]
fn the_lady_who_tasted_tea() {
    let tea = table([3, 1, 1, 3]);
    assert_eq!(format!("{:.4}", tea.fisher(Tail::TwoSided).unwrap().value()), "0.4857");
    assert_eq!(format!("{:.4}", tea.fisher(Tail::Greater).unwrap().value()), "0.2429");
    assert_eq!(tea.mid_p().unwrap().value(), 0.128571428571, "17/70 less half of 16/70");
}

/// Benjamini and Hochberg (1995), section 4.1: fifteen p-values on the treatment of myocardial infarction.
#[test]
fn false_discoveries_among_fifteen_tests() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0,
    ];
    let q = benjamini_hochberg(&p.map(Some));
    assert_eq!(q.iter().flatten().filter(|&&q| q <= 0.05).count(), 4);
    assert_eq!(p.iter().filter(|&&p| p * 15.0 <= 0.05).count(), 3, "Bonferroni rejects three");
    // scipy 1.17.1, stats.false_discovery_control, and statsmodels 0.15.0, multipletests(method="fdr_bh").
    assert_eq!(q[..5], [0.0015, 0.003, 0.0095, 0.035625, 0.0603].map(Some));
}

#[test]
fn undefined_tests_do_not_count_among_the_tests() {
    assert_eq!(benjamini_hochberg(&[]), []);
    assert_eq!(benjamini_hochberg(&[None, Some(0.02), None, Some(0.5)]), [None, Some(0.04), None, Some(0.5)]);
}

/// Admissions at Berkeley in six departments (Bickel, Hammel and O'Connell 1975), as R's help of `mantelhaen.test` prints
/// them: the common odds ratio and its interval, χ² with the correction; without it by statsmodels 0.15.0.
#[test]
fn admissions_at_berkeley() {
    let departments = [
        [512, 89, 313, 19],
        [353, 17, 207, 8],
        [120, 202, 205, 391],
        [138, 131, 279, 244],
        [53, 94, 138, 299],
        [22, 24, 351, 317],
    ];
    let all = cochran_mantel_haenszel(&departments.map(table)).unwrap();
    let interval = all.odds_interval.unwrap();
    assert_eq!(
        format!("{:.7} {:.7} {:.6}", all.odds.unwrap(), interval.low, interval.high),
        "0.9046968 0.7719074 1.060330"
    );
    assert_eq!(format!("{:.4} {:.7}", all.chi2_corrected, all.chi2), "1.4269 1.5246067");
    assert!(near(chi_square_tail(all.chi2_corrected, 1).unwrap(), 0.232263462817), "p-value = 0.2323");
    assert_eq!(all.informative, 6);
    assert!(all.excess < 0.0 && all.greater.value() > 0.5, "fewer than expected");
}

/// The five per cent points in any table of the distribution.
#[test]
fn the_tabled_points_of_chi_squared_have_their_probabilities() {
    for (chi2, df) in [(3.841_458_820_694_124, 1), (5.991_464_547_107_979, 2), (18.307_038_053_275_146, 10)] {
        assert!((chi_square_tail(chi2, df).unwrap() - 0.05).abs() < 1e-12, "{chi2}, {df}");
    }
    assert_eq!(chi_square_tail(0.0, 3), Ok(1.0));
    assert_eq!(chi_square_tail(1e9, 3), Ok(1e-300), "not zero");
}

/// scipy 1.17.1: stats.fisher_exact(alternative="greater", "less", "two-sided"), hypergeom.sf + pmf / 2,
/// chi2_contingency(correction=False, True).
#[test]
fn small_tables_with_zero_cells_as_scipy_has_them() {
    for (cells, greater, less, two_sided, mid, chi2, yates) in [
        (
            [7, 3, 2, 20],
            0.00102392972248,
            0.999964347851,
            0.00102392972248,
            0.000529790935798,
            12.6173034695,
            9.78410188845,
        ),
        ([0, 5, 4, 30], 1.0, 0.563835090151, 1.0, 0.718082454925, 0.655462184874, 0.000409663865546),
        ([6, 0, 0, 9], 0.0001998001998, 1.0, 0.0001998001998, 9.99000999001e-05, 15.0, 11.1226851852),
        (
            [1, 40, 2, 3000],
            0.0398914088245,
            0.999473043414,
            0.0398914088245,
            0.0202091827054,
            23.1141683607,
            5.30197298822,
        ),
        (
            [12, 88, 300, 4100],
            0.0423019852747,
            0.980347712056,
            0.0683372580826,
            0.0309771366094,
            4.06881800148,
            3.30538629977,
        ),
    ] {
        let table = table(cells);
        assert!(near(table.fisher(Tail::Greater).unwrap().value(), greater), "{cells:?}");
        assert!(near(table.fisher(Tail::Less).unwrap().value(), less), "{cells:?}");
        assert!(near(table.fisher(Tail::TwoSided).unwrap().value(), two_sided), "{cells:?}");
        assert!(near(table.mid_p().unwrap().value(), mid), "{cells:?}");
        assert!(near(table.chi2().unwrap(), chi2), "{cells:?}");
        assert!(near(table.chi2_yates().unwrap(), yates), "{cells:?}");
    }
}

/// mpmath 1.4.1 with forty digits: the sum of the tail, term by term.
#[test]
fn tables_of_a_thousand_million_units() {
    for (cells, greater, log10, mid, g2, phi) in [
        (
            [250_012_000, 249_988_000, 249_988_000, 250_012_000],
            0.0645286261146,
            -1.1902475814,
            0.0645206529117,
            2.30400000088,
            4.8e-5,
        ),
        (
            [1010, 998_990, 999_980, 997_999_020],
            0.392011492169,
            -0.406701201061,
            0.385978499179,
            0.0810020406966,
            9.01356089453e-6,
        ),
        ([300_000, 700_000, 200_000, 998_800_000], 1e-300, -775758.508713, 1e-300, 3572486.78003, 0.423874881348),
    ] {
        let table = table(cells);
        let p = table.fisher(Tail::Greater).unwrap();
        assert!(near(p.value(), greater) && near(p.log10(), log10), "{cells:?}: {} {}", p.value(), p.log10());
        assert!(near(table.mid_p().unwrap().value(), mid), "{cells:?}");
        assert!(near(table.g2().unwrap(), g2), "{cells:?}: {}", table.g2().unwrap());
        assert!(near(table.phi().unwrap(), phi), "{cells:?}");
    }
    // Both in two of a million million units: 1 − both/n is no longer to be told from 1.
    assert!(near(table([2, 45_885, 293_185, 999_999_660_928]).npmi().unwrap(), 0.185674090958));
    let million_million = table([250_000_250_000, 249_999_750_000, 249_999_750_000, 250_000_250_000]);
    let p = million_million.fisher(Tail::Greater).unwrap().value();
    assert!((p - 0.158655).abs() < 1e-5, "one standard deviation above what is expected: {p}");
}

/// statsmodels 0.15.0, StratifiedTable: test_null_odds(), oddsratio_pooled, oddsratio_pooled_confint().
#[test]
fn three_small_interviews_as_statsmodels_has_them() {
    let interviews = [[3, 2, 1, 9], [0, 4, 3, 8], [5, 0, 2, 7]].map(table);
    let all = cochran_mantel_haenszel(&interviews).unwrap();
    let interval = all.odds_interval.unwrap();
    assert!(near(all.chi2, 5.48444100461423) && near(all.odds.unwrap(), 4.607142857142857));
    assert!(near(interval.low, 1.1811637403104889) && near(interval.high, 17.970214104729365));
}

#[test]
fn a_common_odds_ratio_of_nothing_is_a_number_and_has_no_interval() {
    let never_together = cochran_mantel_haenszel(&[[0, 4, 3, 8], [0, 1, 2, 5]].map(table)).unwrap();
    assert_eq!((never_together.odds, never_together.odds_interval.is_err()), (Ok(0.0), true));
    let never_apart = cochran_mantel_haenszel(&[[3, 4, 0, 8], [2, 1, 0, 5]].map(table)).unwrap();
    assert_eq!((never_apart.odds.is_err(), never_apart.odds_interval.is_err()), (true, true));
}

/// Church and Hanks (1990) and Bouma (2009) at their ends; the rest from the cells by hand.
#[test]
fn ratios_of_a_small_table() {
    let table = table([4, 2, 4, 10]);
    assert_eq!(table.expected(), Ok(2.4));
    assert_eq!(table.lift(), Ok(1.66666666667));
    assert_eq!((table.jaccard(), table.dice()), (Ok(0.4), Ok(0.571428571429)));
    assert_eq!((table.overlap(), table.cosine()), (Ok(0.666666666667), Ok(0.57735026919)));
    assert_eq!((table.delta_p(), table.transposed().delta_p()), (Ok(0.380952380952), Ok(0.333333333333)));
    assert_eq!(table.pmi(), Ok(0.736965594166));
    assert_eq!(table.npmi(), Ok(0.317393805514));
    assert_eq!(table.yule_q(), Ok(0.666666666667));
    assert_eq!(table.yule_y(), Ok(0.38196601125));
}

#[test]
fn what_cannot_be_said_is_undefined_with_its_reason() {
    let none = table([0, 0, 0, 0]);
    assert_eq!(
        (none.phi(), none.expected(), none.jaccard()),
        (Err(Undefined::Empty), Err(Undefined::Empty), Err(Undefined::Empty))
    );
    assert_eq!(none.fisher(Tail::Greater).err(), Some(Undefined::Empty));
    let without_a = table([0, 0, 3, 7]);
    assert_eq!(without_a.expected(), Ok(0.0));
    assert_eq!((without_a.phi(), without_a.g2()), (Err(Undefined::ZeroMargin), Err(Undefined::ZeroMargin)));
    assert_eq!((without_a.lift(), without_a.npmi()), (Err(Undefined::ZeroFrequency), Err(Undefined::ZeroFrequency)));
    assert_eq!(without_a.odds_ratio().err(), Some(Undefined::ZeroMargin));
    assert_eq!(without_a.mid_p().err(), Some(Undefined::ZeroMargin));
    assert_eq!(without_a.fisher(Tail::TwoSided).unwrap().value(), 1.0, "there is one such table only");
    let everywhere = table([5, 0, 0, 0]);
    assert_eq!((everywhere.npmi(), everywhere.lift()), (Err(Undefined::ZeroMargin), Ok(1.0)));
    let apart = table([0, 4, 3, 7]);
    assert_eq!((apart.npmi(), apart.pmi(), apart.lift()), (Ok(-1.0), Err(Undefined::ZeroFrequency), Ok(0.0)));
    assert_eq!(apart.odds_ratio_woolf().err(), Some(Undefined::ZeroMargin));
    assert!(apart.odds_ratio().unwrap().interval.low > 0.0);
    assert_eq!(within(&[], Shuffles { draws: None, seed: 1 }).err(), Some(Undefined::Empty));
    assert_eq!(within(&[without_a; 3], Shuffles { draws: None, seed: 1 }).err(), Some(Undefined::ZeroMargin));
    assert_eq!(cochran_mantel_haenszel(&[everywhere; 2]).err(), Some(Undefined::ZeroMargin));
    assert_eq!(chi_square_tail(f64::NAN, 1), Err(Undefined::Empty));
    assert_eq!(chi_square_tail(1.0, 0), Err(Undefined::Empty));
}

#[test]
fn counts_that_nobody_has_do_not_overflow() {
    let huge = table([u64::MAX, u64::MAX, 1, u64::MAX]);
    assert!(huge.chi2().is_ok() && huge.g2().is_ok() && huge.odds_ratio().is_ok());
}

/// By hand: two of four units hold each code, so of 6 shuffles 1 has both together twice; two interviews make 36.
#[test]
fn all_shuffles_are_counted() {
    let interviews = [table([2, 0, 0, 2]), table([1, 1, 1, 1])];
    let all = within(&interviews, Shuffles { draws: None, seed: 1 }).unwrap();
    // 3 or more of at most 4: (2, 1) in 1·4, (2, 2) in 1·1, (1, 2) in 4·1 of 36.
    assert_eq!((all.greater.value(), all.drawn), (0.25, None));
}

#[test]
fn draws_are_those_of_their_seed_and_come_near_the_whole() {
    let interviews = [table([3, 2, 1, 9]), table([2, 4, 3, 8]), table([5, 0, 2, 7])];
    let draw = |seed| within(&interviews, Shuffles { draws: Some(4_000), seed }).unwrap();
    let all = within(&interviews, Shuffles { draws: None, seed: 1 }).unwrap().greater.value();
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1).greater, draw(2).greater);
    assert_eq!(draw(1).drawn, Some(4_000));
    assert!((draw(1).greater.value() - all).abs() < 4.0 * (all * (1.0 - all) / 4_000.0).sqrt(), "{all}");
    let one = within(&interviews, Shuffles { draws: Some(0), seed: 1 }).unwrap().greater.value();
    assert_eq!(one, 1.0, "without a draw nothing is known: (0 + 1) / (0 + 1)");
}

#[test]
fn what_would_take_too_long_is_drawn() {
    let wide = [table([3_000, 3_000, 3_000, 3_000]); 4];
    assert_eq!(within(&wide, Shuffles { draws: None, seed: 1 }).unwrap().drawn, Some(9_999));
}

fn any_table() -> impl Strategy<Value = Together> {
    prop::array::uniform4(prop_oneof![0_u64..8, 0_u64..3_000]).prop_map(table)
}

proptest! {
    #[test]
    fn the_order_of_the_codes_does_not_matter(table in any_table()) {
        let other = table.transposed();
        prop_assert_eq!(table.phi(), other.phi());
        prop_assert_eq!(table.lift(), other.lift());
        prop_assert_eq!(table.npmi(), other.npmi());
        prop_assert_eq!(table.jaccard(), other.jaccard());
        for tail in [Tail::Greater, Tail::Less, Tail::TwoSided] {
            if let (Ok(p), Ok(q)) = (table.fisher(tail), other.fisher(tail)) {
                prop_assert!((p.value() - q.value()).abs() <= 1e-9 * p.value());
            }
        }
    }

    #[test]
    fn the_two_tails_share_the_table_itself(table in any_table()) {
        prop_assume!(table.margins().is_ok());
        let of = |tail| table.fisher(tail).unwrap().value();
        let own = libm::exp(table.ln_probability());
        prop_assert!((of(Tail::Greater) + of(Tail::Less) - 1.0 - own).abs() < 1e-9);
        prop_assert!((table.mid_p().unwrap().value() - (of(Tail::Greater) - own / 2.0)).abs() < 1e-9);
        prop_assert!(of(Tail::TwoSided) <= 1.0 && of(Tail::TwoSided) >= own * (1.0 - 1e-9));
    }

    #[test]
    fn one_interview_shuffled_is_the_exact_test_of_fisher(table in any_table()) {
        prop_assume!(table.margins().is_ok() && table.units() < 2_000);
        let all = within(&[table], Shuffles { draws: None, seed: 1 }).unwrap().greater.value();
        let fisher = table.fisher(Tail::Greater).unwrap().value();
        prop_assert!((all - fisher).abs() <= 1e-9 * fisher.max(1e-12), "{} {}", all, fisher);
    }

    #[test]
    fn q_is_never_below_p_and_keeps_its_order(p in prop::collection::vec(prop::option::of(0.0_f64..=1.0), 0..40)) {
        let q = benjamini_hochberg(&p);
        for (i, j) in (0..p.len()).flat_map(|i| (0..p.len()).map(move |j| (i, j))) {
            prop_assert_eq!(p[i].is_some(), q[i].is_some());
            if let (Some(a), Some(b), Some(x), Some(y)) = (p[i], p[j], q[i], q[j]) {
                prop_assert!(x >= a - 1e-11 && x <= 1.0);
                prop_assert!(a > b || x <= y);
            }
        }
    }
}
