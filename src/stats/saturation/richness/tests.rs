//! Estimates against published ones, and laws.

use proptest::prelude::*;

use super::{Incidence, interviews_needed, prevalence_shown};
use crate::stats::Undefined;

/// So many codes in so many interviews each.
fn incidence(interviews: u64, frequencies: &[(u64, usize)]) -> Incidence {
    Incidence::new(interviews, frequencies.iter().flat_map(|&(n, codes)| std::iter::repeat_n(n, codes)))
}

/// The forest plot of Barro Colorado Island as `specpool` of vegan prints it: 225 species in 50 plots, of which 21 in one and 19
/// in two; the others do not matter to these four.
#[test]
fn the_forest_plot_of_vegan_has_its_published_estimates() {
    let plot = incidence(50, &[(1, 21), (2, 19), (50, 185)]);
    let two = |estimate: Result<f64, Undefined>| format!("{:.2}", estimate.unwrap());
    assert_eq!(two(plot.chao2()), "236.37");
    assert_eq!(two(plot.jackknife1()), "245.58");
    assert_eq!(two(plot.jackknife2()), "247.87");
}

/// Ants at 50 m as iNEXT publishes them (Longino & Colwell 2011): 599 traps, 227 species in 5,976 of them, 49 in one and 23 in two.
#[test]
fn the_ants_of_inext_have_their_published_richness_and_coverage() {
    // 155 species in more than two traps, 5,881 times in all.
    let ants = incidence(599, &[(1, 49), (2, 23), (37, 9), (38, 146)]);
    assert_eq!((ants.observed(), ants.incidences()), (227, 5976));
    assert_eq!(format!("{:.3}", ants.chao2().unwrap()), "279.109");
    assert_eq!(format!("{:.4}", ants.coverage().unwrap()), "0.9918");
}

#[test]
fn without_doubletons_the_other_formulas_hold() {
    let few = incidence(4, &[(1, 3), (4, 2)]);
    assert_eq!(few.chao2(), Ok(7.25)); // 5 + 3/4 · 3·2/2
    assert_eq!(few.chao2_bias_corrected(), Ok(7.25));
    assert_eq!(few.coverage(), Ok(0.795_454_545_455)); // 1 − 3/11 · 6/8
    assert_eq!(incidence(4, &[(3, 2)]).coverage(), Ok(1.0));
    assert_eq!(incidence(4, &[(3, 2)]).completeness(), Ok(1.0));
}

#[test]
fn one_interview_or_no_code_estimates_nothing() {
    let estimates = [
        Incidence::chao2,
        Incidence::chao2_bias_corrected,
        Incidence::jackknife1,
        Incidence::jackknife2,
        Incidence::coverage,
        Incidence::completeness,
    ];
    for estimate in estimates {
        assert_eq!(estimate(&Incidence::default()), Err(Undefined::Empty));
        assert_eq!(estimate(&incidence(1, &[(1, 4)])), Err(Undefined::Single));
        assert_eq!(estimate(&incidence(5, &[])), Err(Undefined::ZeroFrequency));
    }
    assert_eq!(incidence(1, &[(1, 4)]).expected()[0].codes, 4.0);
    assert_eq!(incidence(1, &[(1, 4)]).expected()[0].sd, Err(Undefined::Single));
}

#[test]
fn a_plan_says_how_many_interviews_and_its_inverse_how_rare_a_code() {
    assert_eq!((interviews_needed(0.10, 0.95), interviews_needed(0.05, 0.95)), (Ok(29), Ok(59)));
    assert_eq!((interviews_needed(0.5, 0.75), interviews_needed(0.9, 0.5)), (Ok(2), Ok(1)));
    assert_eq!(prevalence_shown(2, 0.75), Ok(0.5));
    for wrong in [0.0, 1.0, f64::NAN, -3.0] {
        assert_eq!(interviews_needed(wrong, 0.95), Err(Undefined::Empty));
        assert_eq!(prevalence_shown(3, wrong), Err(Undefined::Empty));
    }
}

/// Every order of the interviews, one by one.
fn over_all_orders(interviews: &mut [u32], from: usize, sums: &mut [u32], orders: &mut u32) {
    if from == interviews.len() {
        *orders += 1;
        let mut seen = 0_u32;
        for (sum, codes) in sums.iter_mut().zip(interviews.iter()) {
            seen |= codes;
            *sum += seen.count_ones();
        }
        return;
    }
    for i in from..interviews.len() {
        interviews.swap(from, i);
        over_all_orders(interviews, from + 1, sums, orders);
        interviews.swap(from, i);
    }
}

proptest! {
    #[test]
    fn the_expected_curve_is_the_mean_over_all_orders_and_ends_at_all_codes(mut interviews in prop::collection::vec(0..4096_u32, 1..6)) {
        let of_code = |code: u32| interviews.iter().filter(|codes| *codes >> code & 1 == 1).count() as u64;
        let incidence = Incidence::new(interviews.len() as u64, (0..12).map(of_code));
        let expected = incidence.expected();
        prop_assert_eq!(expected.last().unwrap().codes, incidence.observed() as f64);
        let (mut sums, mut orders) = (vec![0; interviews.len()], 0);
        over_all_orders(&mut interviews, 0, &mut sums, &mut orders);
        for (expected, sum) in expected.iter().zip(sums) {
            prop_assert!((expected.codes - f64::from(sum) / f64::from(orders)).abs() < 1e-9);
        }
    }

    #[test]
    fn lower_bounds_are_no_less_than_what_was_observed(interviews in 2..60_u64, of_codes in prop::collection::vec(0..60_u64, 1..40)) {
        let incidence = Incidence::new(interviews, of_codes);
        if let Ok(chao2) = incidence.chao2() {
            prop_assert!(chao2 >= incidence.observed() as f64);
            prop_assert!((0.0..=1.0).contains(&incidence.coverage().unwrap()));
            prop_assert!((0.0..=1.0).contains(&incidence.completeness().unwrap()));
        }
    }
}
