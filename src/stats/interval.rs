//! Intervals for a proportion and for a rate.

use statrs::function::gamma::{gamma_lr, gamma_ur};

use super::{Undefined, round12};

/// The standard normal quantile of a two-sided 95 % interval.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// The two ends of an interval, of a proportion from 0 to 1 or of a rate, rounded to 12 significant digits.
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

/// The exact 95 % interval of a Poisson rate, of `count` in `exposure`: Garwood (1936), Biometrika 28, p. 437.
///
/// Its ends are half the 2.5 % quantile of χ² with 2·count degrees of freedom and half the 97.5 % quantile with 2·count + 2, each
/// over the exposure; the lower is 0 when nothing was counted. It takes what was counted to happen independently, at one
/// rate throughout.
///
/// # Errors
/// [`Undefined::Empty`] when there is no exposure.
///
/// ```
/// let interval = kantlijn::stats::garwood(10, 1)?;
/// assert_eq!(format!("{:.2} {:.2}", interval.low, interval.high), "4.80 18.39");
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn garwood(count: u64, exposure: u64) -> Result<Interval, Undefined> {
    /// In either tail.
    const TAIL: f64 = 0.025;
    if exposure == 0 {
        return Err(Undefined::Empty);
    }
    let (k, exposure) = (count as f64, exposure as f64);
    let far = 10.0 * (k + 1.0).sqrt() + 10.0;
    let low = if count == 0 { 0.0 } else { crossing((k - far).max(0.0), k, |x| gamma_lr(k, x) < TAIL) };
    let high = crossing(k, k + far, |x| gamma_ur(k + 1.0, x) > TAIL);
    Ok(Interval { low: round12(low / exposure), high: round12(high / exposure) })
}

/// Where between two places something stops being so.
fn crossing(mut from: f64, mut to: f64, is_so: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = from + (to - from) / 2.0;
        if middle <= from || middle >= to {
            return middle;
        }
        *(if is_so(middle) { &mut from } else { &mut to }) = middle;
    }
}

#[cfg(test)]
mod tests {
    use super::{garwood, wilson};
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

    /// Garwood (1936), table 1, the 95 % limits of the expectation of a count.
    #[test]
    fn published_limits_of_a_count() {
        for (count, low, high) in
            [(0, "0.000", "3.69"), (1, "0.025", "5.57"), (5, "1.623", "11.67"), (50, "37.111", "65.92")]
        {
            let interval = garwood(count, 1).unwrap();
            assert_eq!((format!("{:.3}", interval.low), format!("{:.2}", interval.high)), (low.into(), high.into()));
        }
        assert_eq!(garwood(3, 0), Err(Undefined::Empty));
    }

    /// scipy 1.17.1, `chi2.ppf(0.025, 2e6) / 2e9` and `chi2.ppf(0.975, 2e6 + 2) / 2e9`.
    #[test]
    fn a_rate_of_many_in_very_many_has_its_limits() {
        let interval = garwood(1_000_000, 1_000_000_000).unwrap();
        assert_eq!((interval.low, interval.high), (0.000_998_040_983_340, 0.001_001_961_911_95));
    }
}
