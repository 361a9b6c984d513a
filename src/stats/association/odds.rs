//! Odds ratios and their intervals.

use crate::stats::interval::Z95;
use crate::stats::{Interval, Undefined, round12};

use super::Together;

/// An odds ratio with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsRatio {
    /// The ratio.
    pub ratio: f64,
    /// The interval, made on the logarithm.
    pub interval: Interval,
}

impl Together {
    /// The sample odds ratio `ad / bc` with the interval of Woolf (1955), Annals of Human Genetics 19(4):
    /// `exp(ln OR ± z √(1/a + 1/b + 1/c + 1/d))`.
    ///
    /// # Errors
    /// [`Undefined::ZeroMargin`] when one of the four cells is zero, [`Undefined::Empty`] without units.
    pub fn odds_ratio_woolf(self) -> Result<OddsRatio, Undefined> {
        if self.units() == 0 {
            return Err(Undefined::Empty);
        }
        if [self.both, self.only_a, self.only_b, self.neither].contains(&0) {
            return Err(Undefined::ZeroMargin);
        }
        Ok(self.odds_ratio_plus(0.0))
    }

    /// The odds ratio with one half added to each cell, and its interval, which zero cells do not undo: Haldane (1956),
    /// Annals of Human Genetics 20(4); Anscombe (1956), Biometrika 43(3–4), equation 4.2.
    ///
    /// # Errors
    /// [`Undefined::ZeroMargin`] when a code is in no unit or in all, [`Undefined::Empty`] without units.
    pub fn odds_ratio(self) -> Result<OddsRatio, Undefined> {
        self.margins()?;
        Ok(self.odds_ratio_plus(0.5))
    }

    fn odds_ratio_plus(self, plus: f64) -> OddsRatio {
        let [a, b, c, d] = [self.both, self.only_a, self.only_b, self.neither].map(|cell| cell as f64 + plus);
        let ratio = (a / b) / (c / d);
        let error = (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        around(ratio, error)
    }
}

/// An odds ratio and the interval of so many standard errors of its logarithm.
pub(super) fn around(ratio: f64, error: f64) -> OddsRatio {
    let factor = libm::exp(Z95 * error);
    OddsRatio {
        ratio: round12(ratio),
        interval: Interval { low: round12(ratio / factor), high: round12(ratio * factor) },
    }
}
