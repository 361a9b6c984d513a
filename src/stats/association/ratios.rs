//! Shares and ratios of a fourfold table.

use crate::stats::{Undefined, ratio, round12};

use super::Together;
use super::together::product;

impl Together {
    /// `both / (a + b − both)`: Jaccard (1901), Bulletin de la Société vaudoise des sciences naturelles 37.
    ///
    /// # Errors
    /// [`Undefined::Empty`] when neither code is in any unit.
    pub fn jaccard(self) -> Result<f64, Undefined> {
        ratio(self.both, self.a() + self.only_b)
    }

    /// `2 both / (a + b)`: Dice (1945), Ecology 26(3), p. 298.
    ///
    /// # Errors
    /// [`Undefined::Empty`] when neither code is in any unit.
    pub fn dice(self) -> Result<f64, Undefined> {
        let sum = u128::from(self.a()) + u128::from(self.b());
        if sum == 0 { Err(Undefined::Empty) } else { Ok(round12(2.0 * self.both as f64 / sum as f64)) }
    }

    /// `both / min(a, b)`, the overlap coefficient: Simpson (1943), American Journal of Science 241.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when one of the codes is in no unit.
    pub fn overlap(self) -> Result<f64, Undefined> {
        ratio(self.both, self.a().min(self.b())).map_err(|_| Undefined::ZeroFrequency)
    }

    /// `both / √(a · b)`: Ochiai (1957), Bulletin of the Japanese Society of Scientific Fisheries 22(9); the cosine of
    /// the two codes as vectors of zeros and ones.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when one of the codes is in no unit.
    pub fn cosine(self) -> Result<f64, Undefined> {
        let (a, b) = self.frequencies()?;
        Ok(round12(self.both as f64 / product(a, b).sqrt()))
    }

    /// `both / a − only_b / (n − a)`: how much more often B is present with A than without it; ΔP of Allan (1980),
    /// Bulletin of the Psychonomic Society 15(3), equation 1. Of A given B it is that of the [transposed](Self::transposed).
    ///
    /// # Errors
    /// [`Undefined::ZeroMargin`] when A is in no unit or in all, [`Undefined::Empty`] without units.
    pub fn delta_p(self) -> Result<f64, Undefined> {
        if self.units() == 0 {
            return Err(Undefined::Empty);
        }
        if self.a() == 0 || self.not_a() == 0 {
            return Err(Undefined::ZeroMargin);
        }
        // both/a − only_b/(n−a) is the determinant over both denominators: exact where the two shares nearly agree.
        Ok(round12(self.determinant() as f64 / product(self.a(), self.not_a())))
    }

    /// The same table with A and B exchanged.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self { only_a: self.only_b, only_b: self.only_a, ..self }
    }

    /// `both / expected`: how many times as often as expected; the interest factor of Brin, Motwani, Ullman and Tsur
    /// (1997), SIGMOD Record 26(2), section 3. It favours rare codes.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when one of the codes is in no unit.
    pub fn lift(self) -> Result<f64, Undefined> {
        self.times_expected().map(round12)
    }

    /// `log₂ lift`, pointwise mutual information: Church and Hanks (1990), Computational Linguistics 16(1), p. 23.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when one of the codes is in no unit, or the two never meet (it would be −∞).
    pub fn pmi(self) -> Result<f64, Undefined> {
        if self.both == 0 {
            return Err(Undefined::ZeroFrequency);
        }
        self.log_lift().map(|log| round12(log / std::f64::consts::LN_2))
    }

    /// `ln lift / −ln(both / n)`, from −1 (never together) to 1 (only together): Bouma (2009), Proceedings of GSCL,
    /// equation 7.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when one of the codes is in no unit; [`Undefined::ZeroMargin`] when both are in all.
    pub fn npmi(self) -> Result<f64, Undefined> {
        self.frequencies()?;
        if self.both == 0 {
            return Ok(-1.0);
        }
        if self.both == self.units() {
            return Err(Undefined::ZeroMargin);
        }
        let n = self.units() as f64;
        let rest = (self.units() - self.both) as f64 / n;
        let surprise = if rest < 0.5 { -libm::log1p(-rest) } else { -libm::log(self.both as f64 / n) };
        Ok(round12(self.log_lift()? / surprise))
    }

    fn frequencies(self) -> Result<(u64, u64), Undefined> {
        let (a, b) = (self.a(), self.b());
        if a == 0 || b == 0 { Err(Undefined::ZeroFrequency) } else { Ok((a, b)) }
    }

    fn times_expected(self) -> Result<f64, Undefined> {
        let (a, b) = self.frequencies()?;
        Ok(product(self.both, self.units()) / product(a, b))
    }

    /// `ln lift`; near independence by the difference from what is expected, which is exact.
    fn log_lift(self) -> Result<f64, Undefined> {
        let lift = self.times_expected()?;
        if (lift - 1.0).abs() > 0.5 {
            return Ok(libm::log(lift));
        }
        // both − a·b/n is the determinant over n.
        Ok(libm::log1p(self.determinant() as f64 / product(self.a(), self.b())))
    }
}
