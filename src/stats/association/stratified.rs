//! One association in many interviews, each with its own frequencies.

use crate::stats::{Interval, Undefined, round12};

use super::odds::around;
use super::{Probability, Together};

/// What all interviews together say when units are compared within each of them alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stratified {
    /// Units with both, over all interviews, beyond those that are expected within each.
    pub excess: f64,
    /// The statistic of Cochran, Mantel and Haenszel: χ² with one degree of freedom.
    pub chi2: f64,
    /// The same with the correction for continuity of Mantel and Haenszel.
    pub chi2_corrected: f64,
    /// The probability of so many units with both, or more: the upper tail of the normal distribution at
    /// excess / √variance.
    pub greater: Probability,
    /// The common odds ratio: 0 where no interview has units with both and units with neither; undefined where none has units with
    /// each of the codes alone.
    pub odds: Result<f64, Undefined>,
    /// Its 95 % interval, made on the logarithm, so that an odds ratio of 0 has none.
    pub odds_interval: Result<Interval, Undefined>,
    /// The interviews in which the number of units with both could be another.
    pub informative: usize,
}

/// The test of Cochran (1954), Biometrics 10(4), section 6.2, as Mantel and Haenszel (1959), Journal of the National Cancer
/// Institute 22(4), equations 3 and 4, give it; with their common odds ratio (equation 7 there) and its interval by Robins,
/// Breslow and Greenland (1986), Biometrics 42(2), equation 8.
///
/// # Errors
/// [`Undefined::Empty`] without an interview; [`Undefined::ZeroMargin`] when in each of them one of the codes is in no unit
/// or in all.
pub fn cochran_mantel_haenszel(interviews: &[Together]) -> Result<Stratified, Undefined> {
    if interviews.iter().all(|table| table.units() == 0) {
        return Err(Undefined::Empty);
    }
    let (mut excess, mut variance, mut informative) = (0.0, 0.0, 0);
    let (mut straight, mut crossed) = (0.0, 0.0);
    let [mut pr, mut ps_qr, mut qs] = [0.0; 3];
    for table in interviews {
        let Ok([a, not_a, b, not_b]) = table.margins() else { continue };
        informative += 1;
        let n = table.units() as f64;
        excess += table.determinant() as f64 / n;
        variance += (a as f64 / n) * (not_a as f64 / n) * b as f64 * (not_b as f64 / (n - 1.0));
        let [both, only_a, only_b, neither] =
            [table.both, table.only_a, table.only_b, table.neither].map(|cell| cell as f64);
        let (r, s) = (both / n * neither, only_a / n * only_b);
        let (p, q) = ((both + neither) / n, (only_a + only_b) / n);
        straight += r;
        crossed += s;
        pr += p * r;
        ps_qr += p * s + q * r;
        qs += q * s;
    }
    if informative == 0 {
        return Err(Undefined::ZeroMargin);
    }
    let odds = if crossed > 0.0 { Ok(round12(straight / crossed)) } else { Err(Undefined::ZeroFrequency) };
    let odds_interval = if straight == 0.0 || crossed == 0.0 {
        Err(Undefined::ZeroFrequency)
    } else {
        let variance =
            pr / (2.0 * straight * straight) + ps_qr / (2.0 * straight * crossed) + qs / (2.0 * crossed * crossed);
        Ok(around(straight / crossed, variance.sqrt()).interval)
    };
    let corrected = (excess.abs() - 0.5).max(0.0);
    Ok(Stratified {
        excess: round12(excess),
        chi2: round12(excess * excess / variance),
        chi2_corrected: round12(corrected * corrected / variance),
        greater: normal_tail(excess / variance.sqrt()),
        odds,
        odds_interval,
        informative,
    })
}

/// The upper tail of the standard normal distribution; far out by its asymptotic series, Abramowitz and Stegun (1964),
/// equation 26.2.12, where the function itself ends.
fn normal_tail(z: f64) -> Probability {
    const FAR: f64 = 37.0;
    if z < FAR {
        return Probability::of(libm::erfc(z / std::f64::consts::SQRT_2) / 2.0);
    }
    let square = 1.0 / (z * z);
    let series = 1.0 - square * (1.0 - 3.0 * square * (1.0 - 5.0 * square * (1.0 - 7.0 * square)));
    Probability::of_ln(-z * z / 2.0 - libm::log(z) - 0.918_938_533_204_672_7 + libm::log(series))
}
