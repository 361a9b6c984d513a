//! How far counts are from what was expected.

use libm::log1p;

/// Observed minus expected, `cell − row·column/n`, exact before it is made a float: near independence the two are nearly equal.
pub(super) fn excess(cell: u64, row: u64, column: u64, n: u64) -> f64 {
    let (product, expected) = (i128::from(cell).checked_mul(i128::from(n)), i128::from(row).checked_mul(column.into()));
    match (product, expected) {
        (Some(product), Some(expected)) => (product - expected) as f64 / n as f64,
        _ => cell as f64 - row as f64 / n as f64 * column as f64,
    }
}

/// A cell's part in a log-likelihood ratio, `o ln(o/e) − (o − e)` with `excess` = o − e: never negative, and 0 ln 0 is 0.
///
/// Over a whole table the excesses cancel, so that the parts add up to Σ o ln(o/e) without the loss that comes of adding terms
/// of either sign (near independence, and with counts of a thousand million, nothing would be left).
pub(super) fn surprise(expected: f64, excess: f64) -> f64 {
    const NEAR: f64 = 0.05;
    let x = excess / expected;
    if x <= -1.0 {
        return expected;
    }
    if x.abs() > NEAR {
        return expected * ((1.0 + x) * log1p(x) - x);
    }
    // (1+x) ln(1+x) − x = x²/2 − x³/6 + x⁴/12 − …
    let (mut sum, mut power, mut k) = (0.0, x * x, 2.0);
    loop {
        let term = power / (k * (k - 1.0));
        sum += term;
        if term.abs() <= sum * 1e-18 {
            return expected * sum;
        }
        power *= -x;
        k += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use libm::log1p;

    use super::{excess, surprise};

    #[test]
    fn both_ways_to_add_up_a_cell_meet_where_one_takes_over() {
        let there = |x: f64| surprise(1.0, x);
        let plainly = |x: f64| (1.0 + x) * log1p(x) - x;
        for x in [-0.049, 0.049, -0.051, 0.051] {
            assert!((there(x) / plainly(x) - 1.0).abs() < 1e-12, "{x}");
        }
        assert_eq!((there(-1.0), there(0.0)), (1.0, 0.0));
    }

    #[test]
    fn an_excess_of_enormous_counts_is_exact() {
        assert_eq!(excess(1_000_000_001, 2_000_000_001, 2_000_000_001, 4_000_000_002), 0.75 - 0.25 + 0.25 - 0.25);
        assert!(excess(u64::MAX, u64::MAX, u64::MAX, u64::MAX).abs() < 1e6);
    }
}
