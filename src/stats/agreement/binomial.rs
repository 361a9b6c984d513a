//! The binomial distribution with even chances, for any count.

use std::f64::consts::{LN_2, PI};

use libm::{erfc, exp, log, log1p, sqrt};

/// Up to here the chance of a count is a plain product; above, Stirling's series in Loader's form.
const PLAIN: u64 = 1000;

/// From here on the tail is that of the normal distribution, which then differs by less than 10⁻⁸ of it within 10 deviations.
const NORMAL: f64 = 1e12;

/// How likely it is that of `x + y` throws of a coin `x` show heads, or a count further from half, those as far counted half.
pub(super) fn mid_p(x: u64, y: u64) -> f64 {
    let (low, high) = (x.min(y), x.max(y));
    let n = low as f64 + high as f64;
    if n >= NORMAL {
        return erfc((high - low) as f64 / sqrt(2.0 * n));
    }
    let here = chance(low, high);
    if low == high {
        return 1.0 - here / 2.0;
    }
    // Below `low` each count is less likely than the one above it by k / (n − k + 1), until the rest is nothing.
    let (mut term, mut below) = (here, 0.0);
    let mut k = low;
    while k > 0 && term > below * 1e-18 {
        term *= k as f64 / (n - k as f64 + 1.0);
        below += term;
        k -= 1;
    }
    (2.0 * below + here).min(1.0)
}

/// The chance of exactly `low` heads and `high` tails.
fn chance(low: u64, high: u64) -> f64 {
    let n = low + high;
    if n <= PLAIN {
        // At most the middle of row 1000 of Pascal's triangle, 2.7 × 10²⁹⁹.
        let ways = (1..=low).fold(1.0, |ways, i| ways * ((high + i) as f64 / i as f64));
        return ways * exp(-(n as f64) * LN_2);
    }
    if low < 16 {
        let ways = (1..=low).fold(0.0, |sum, i| sum + log((high + i) as f64 / i as f64));
        return exp(ways - n as f64 * LN_2);
    }
    let (low, high, n) = (low as f64, high as f64, n as f64);
    let deviance = n / 2.0 * skew((high - low) / n);
    let stirling = remainder(n) - remainder(low) - remainder(high);
    exp(stirling - deviance) * sqrt(n / (2.0 * PI * low * high))
}

/// `(1−δ) ln(1−δ) + (1+δ) ln(1+δ)`, by its series where the two would cancel.
fn skew(delta: f64) -> f64 {
    if delta > 0.25 {
        return (1.0 - delta) * log1p(-delta) + (1.0 + delta) * log1p(delta);
    }
    let square = delta * delta;
    let (mut power, mut sum) = (square, 0.0);
    for j in 1..=20 {
        let j = f64::from(j);
        sum += power / (j * (2.0 * j - 1.0));
        power *= square;
    }
    sum
}

/// What Stirling's formula leaves out of ln n!, for n of 16 and more: Loader (2000), “Fast and accurate computation of binomial
/// probabilities”.
fn remainder(n: f64) -> f64 {
    let square = n * n;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square) / square)
        / n
}
