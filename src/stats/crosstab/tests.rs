//! Published figures, independent packages, and laws.

use proptest::prelude::*;

use super::{crosstab, residual_p};
use crate::stats::Undefined;

#[test]
fn rows_and_columns_without_a_count_are_dropped_and_told() {
    let table = crosstab(&[vec![3, 0, 5], vec![0, 0, 0], vec![4, 0, 1]]).unwrap();
    assert_eq!((table.rows, table.columns, table.df), (vec![0, 2], vec![0, 2], 1));
    assert_eq!(crosstab(&[vec![3, 0], vec![4, 0]]), Err(Undefined::TooFewCells));
    assert_eq!(crosstab(&[vec![3, 4]]), Err(Undefined::TooFewCells));
    assert_eq!(crosstab(&[vec![0, 0], vec![0, 0]]), Err(Undefined::Empty));
    assert_eq!(crosstab(&[]), Err(Undefined::Empty));
}

#[test]
fn what_two_things_can_show_is_undefined_where_nothing_is_left_to_divide_by() {
    let table = crosstab(&[vec![1, 0], vec![0, 1]]).unwrap();
    assert_eq!((table.chi2, table.cramers_v, table.cramers_v_corrected), (2.0, 1.0, Err(Undefined::Empty)));
}

/// scipy 1.17.1 (`chi2_contingency` without correction) for χ², p, G² and V, statsmodels 0.15.0 (`standardized_resids`) for the first
/// residual; the last two rows, counts of 10⁹, with 50 digits of mpmath 1.4.1, where a p below 10⁻³⁰⁰ is written as that: a
/// zero would say that it cannot be.
#[test]
fn independent_packages_find_the_same() {
    const K: u64 = 1_000_000_000;
    let tables: [(&[&[u64]], [f64; 5]); 5] = [
        (
            &[&[12, 5, 3], &[4, 9, 14]],
            [1.147_243_231e1, 3.226_955_509e-3, 1.202_150_978e1, 4.940_590_090e-1, 3.232_220_922],
        ),
        (&[&[0, 7], &[6, 1]], [10.5, 1.193_745_445e-3, 1.337_979_848e1, 8.660_254_038e-1, -3.240_370_349]),
        (
            &[&[30, 0, 2, 8], &[5, 5, 0, 1], &[1, 9, 20, 0]],
            [6.826_168_831e1, 9.286_704_861e-13, 8.418_557_656e1, 6.491_289_905e-1, 5.466_360_541],
        ),
        (
            &[&[K - 3, K - 1], &[K - 2, K - 1]],
            [2.500_000_008e-10, 9.999_873_843e-1, 2.500_000_008e-10, 2.500_000_006e-10, -1.581_138_833e-5],
        ),
        (&[&[K, 0, 5], &[7, K - 8, K]], [2.999_999_950e9, 1e-300, 3.819_084_542e9, 9.999_999_910e-1, 5.477_225_529e4]),
    ];
    for (cells, expected) in tables {
        let table = crosstab(&cells.iter().map(|row| row.to_vec()).collect::<Vec<_>>()).unwrap();
        let found = [table.chi2, table.p, table.g2, table.cramers_v, table.residuals[0][0]];
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() <= 2e-9 * expected.abs(), "{cells:?}: {found} for {expected}");
        }
    }
}

proptest! {
    #[test]
    fn a_table_and_the_table_turned_say_the_same(cells in prop::collection::vec(prop::collection::vec(0..40_u64, 3), 2..5)) {
        let turned: Vec<Vec<u64>> = (0..3).map(|c| cells.iter().map(|row| row[c]).collect()).collect();
        match (crosstab(&cells), crosstab(&turned)) {
            (Ok(a), Ok(b)) => {
                prop_assert!((a.chi2 - b.chi2).abs() <= 1e-9 * a.chi2.max(1.0));
                prop_assert!((a.g2 - b.g2).abs() <= 1e-9 * a.g2.max(1.0));
                prop_assert_eq!(a.df, b.df);
                prop_assert!((0.0..=1.0).contains(&a.cramers_v) && (0.0..=1.0).contains(&a.p));
                // Where all is expected, all was counted.
                let expected: f64 = a.expected.iter().flatten().sum();
                prop_assert!((expected - a.n as f64).abs() < 1e-6);
            }
            (a, b) => prop_assert_eq!(a.err(), b.err()),
        }
    }

    #[test]
    fn in_a_table_of_two_by_two_every_residual_squared_is_chi_squared(cells in prop::array::uniform4(1..1_000_u64)) {
        let [a, b, c, d] = cells;
        let table = crosstab(&[vec![a, b], vec![c, d]]).unwrap();
        for residual in table.residuals.iter().flatten() {
            prop_assert!((residual * residual - table.chi2).abs() < 1e-9 * table.chi2.max(1.0));
            prop_assert!((residual_p(*residual).unwrap() - table.p).abs() < 1e-9);
        }
    }
}
