//! Association in a fourfold table, and how far it is from none.

use crate::stats::{Undefined, round12};

use super::Together;
use super::together::product;

/// Below this distance a difference of logarithms loses digits, and a series does not.
const NEAR: f64 = 0.1;

impl Together {
    /// `(both · neither − only_a · only_b) / √(product of the margins)`, from −1 to 1: Yule (1912), Journal of the
    /// Royal Statistical Society 75(6), p. 596.
    ///
    /// # Errors
    /// [`Undefined::ZeroMargin`] when a code is in no unit or in all, [`Undefined::Empty`] without units.
    pub fn phi(self) -> Result<f64, Undefined> {
        self.phi_exactly().map(round12)
    }

    fn phi_exactly(self) -> Result<f64, Undefined> {
        let [a, not_a, b, not_b] = self.margins()?;
        Ok(self.determinant() as f64 / (product(a, not_a).sqrt() * product(b, not_b).sqrt()))
    }

    /// Pearson's χ² (1900), which of a fourfold table is n · φ².
    ///
    /// # Errors
    /// As [`phi`](Self::phi).
    pub fn chi2(self) -> Result<f64, Undefined> {
        let phi = self.phi_exactly()?;
        Ok(round12(self.units() as f64 * phi * phi))
    }

    /// χ² with the correction for continuity of Yates (1934), Supplement to the Journal of the Royal Statistical
    /// Society 1(2): `n (max(0, |determinant| − n/2))² / (product of the margins)`.
    ///
    /// # Errors
    /// As [`phi`](Self::phi).
    pub fn chi2_yates(self) -> Result<f64, Undefined> {
        let [a, not_a, b, not_b] = self.margins()?;
        // Twice the difference is a whole number, so that halves are not rounded away.
        let n = i128::from(self.units());
        let twice = self.determinant().abs().saturating_mul(2).saturating_sub(n).max(0);
        let part = twice as f64 / 2.0 / (product(a, not_a).sqrt() * product(b, not_b).sqrt());
        Ok(round12(n as f64 * part * part))
    }

    /// The log-likelihood ratio G² = 2 Σ o ln(o/e): Dunning (1993), Computational Linguistics 19(1), section 5.
    ///
    /// # Errors
    /// As [`phi`](Self::phi).
    pub fn g2(self) -> Result<f64, Undefined> {
        self.g2_exactly().map(round12)
    }

    /// Every term is written as `o ln(o/e) − (o − e)`, since the differences add up to zero: then none is negative
    /// and nothing cancels, however large the counts.
    pub(super) fn g2_exactly(self) -> Result<f64, Undefined> {
        let [a, not_a, b, not_b] = self.margins()?;
        let n = self.units() as f64;
        let determinant = self.determinant() as f64;
        let cells = [
            (self.both, a, b, determinant),
            (self.only_a, a, not_b, -determinant),
            (self.only_b, not_a, b, -determinant),
            (self.neither, not_a, not_b, determinant),
        ];
        Ok(2.0
            * cells.map(|(o, row, column, d)| deviance(o as f64, product(row, column) / n, d / n)).iter().sum::<f64>())
    }

    /// Yule's Q (1900), Philosophical Transactions A 194, p. 272: `(ad − bc) / (ad + bc)`.
    ///
    /// # Errors
    /// As [`phi`](Self::phi).
    pub fn yule_q(self) -> Result<f64, Undefined> {
        self.margins()?;
        let (straight, crossed) = (product(self.both, self.neither), product(self.only_a, self.only_b));
        Ok(round12(self.determinant() as f64 / (straight + crossed)))
    }

    /// Yule's Y (1912), Journal of the Royal Statistical Society 75(6), p. 592: Q of the square roots,
    /// `(√ad − √bc) / (√ad + √bc)`.
    ///
    /// # Errors
    /// As [`phi`](Self::phi).
    pub fn yule_y(self) -> Result<f64, Undefined> {
        self.margins()?;
        let (straight, crossed) = (product(self.both, self.neither).sqrt(), product(self.only_a, self.only_b).sqrt());
        // √x − √y = (x − y) / (√x + √y).
        let sum = straight + crossed;
        Ok(round12(self.determinant() as f64 / sum / sum))
    }
}

/// `o ln(o/e) − (o − e)`, with o − e given apart, since it is known exactly: Loader (2000), Fast and accurate
/// computation of binomial probabilities, equation 5 (`D₀`) and the series of its appendix.
fn deviance(observed: f64, expected: f64, difference: f64) -> f64 {
    if observed == 0.0 {
        return expected;
    }
    let v = difference / (observed + expected);
    if v.abs() < NEAR {
        // o ln(o/e) − (o − e) = (o − e) v + 2 o (v³/3 + v⁵/5 + …)
        let (square, mut power) = (v * v, v);
        let (mut sum, mut odd) = (0.0, 1.0);
        loop {
            power *= square;
            odd += 2.0;
            let next = sum + power / odd;
            if next == sum {
                return difference * v + 2.0 * observed * sum;
            }
            sum = next;
        }
    }
    observed * libm::log(observed / expected) - difference
}
