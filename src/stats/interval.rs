//! Intervals for a proportion.

use super::{Undefined, round12};

/// The standard normal quantile of a two-sided 95 % interval.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The two ends of an interval, as proportions from 0 to 1, rounded to 12 significant digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 95 % score interval of `hits` out of `n`: Wilson (1927), equation 4; in Newcombe (1998) method 3.
///
/// With p = hits/n: `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`, and exactly 0 and 1 at the ends.
/// It takes the n observations to be independent and drawn at random.
///
/// # Errors
/// [`Undefined::Empty`] when n is 0.
///
/// ```
/// let interval = kantlijn::stats::wilson(81, 263)?;
/// assert_eq!(format!("{:.4} {:.4}", interval.low, interval.high), "0.2553 0.3662");
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn wilson(hits: u64, n: u64) -> Result<Interval, Undefined> {
    if n == 0 {
        return Err(Undefined::Empty);
    }
    let (n_f, p) = (n as f64, hits as f64 / n as f64);
    let z2 = Z95 * Z95;
    let middle = p + z2 / (2.0 * n_f);
    let half = Z95 * (p * (1.0 - p) / n_f + z2 / (4.0 * n_f * n_f)).max(0.0).sqrt();
    let scale = 1.0 + z2 / n_f;
    Ok(Interval {
        low: if hits == 0 { 0.0 } else { round12((middle - half) / scale) },
        high: if hits >= n { 1.0 } else { round12((middle + half) / scale) },
    })
}

#[cfg(test)]
mod tests {
    use super::wilson;
    use crate::stats::Undefined;

    /// Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    #[test]
    fn published_intervals() {
        for (hits, n, low, high) in [
            (81, 263, "0.2553", "0.3662"),
            (15, 148, "0.0624", "0.1605"),
            (0, 20, "0.0000", "0.1611"),
            (1, 29, "0.0061", "0.1718"),
        ] {
            let interval = wilson(hits, n).unwrap();
            assert_eq!((format!("{:.4}", interval.low), format!("{:.4}", interval.high)), (low.into(), high.into()));
        }
    }

    #[test]
    fn the_ends_are_exact_and_nothing_has_none() {
        assert_eq!(wilson(0, 7).unwrap().low, 0.0);
        assert_eq!(wilson(7, 7).unwrap().high, 1.0);
        assert_eq!(wilson(0, 0), Err(Undefined::Empty));
    }
}
