//! Whatever the order: how many codes there are that nobody has mentioned yet, and how fast those that are there come.

use libm::{expm1, log1p};

use crate::stats::{Undefined, round12};

/// In how many interviews each code occurs.
///
/// Its estimates take interviews for independent draws in which each code turns up with a probability of its own; and codes to be
/// those that interviews brought, not those that a codebook had before.
///
/// ```
/// use kantlijn::stats::Incidence;
///
/// // Five interviews: two codes in one of them, one in two, two in four.
/// let incidence = Incidence::new(5, [1, 1, 2, 4, 4]);
/// assert_eq!(incidence.chao2(), Ok(6.6)); // 5 + 4/5 · 2²/(2·1)
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incidence {
    interviews: u64,
    /// For each number of interviews, rising, how many codes occur in so many.
    codes: Vec<(u64, u64)>,
}

/// How many codes are to be expected in so many of the interviews, in whatever order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// How many on average over all orders.
    pub codes: f64,
    /// Its standard deviation as an estimate for other interviews of the kind.
    pub sd: Result<f64, Undefined>,
}

impl Incidence {
    /// Of so many interviews, in how many each code occurs; those in none are left out.
    #[must_use]
    pub fn new(interviews: u64, of_codes: impl IntoIterator<Item = u64>) -> Self {
        let mut of_codes: Vec<u64> = of_codes.into_iter().filter(|&n| n > 0).map(|n| n.min(interviews)).collect();
        of_codes.sort_unstable();
        let codes = of_codes.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect();
        Self { interviews, codes }
    }

    /// How many interviews.
    #[must_use]
    pub fn interviews(&self) -> u64 {
        self.interviews
    }

    /// How many codes occur.
    #[must_use]
    pub fn observed(&self) -> u64 {
        self.codes.iter().map(|&(_, codes)| codes).sum()
    }

    /// How many codes occur in exactly so many interviews: Q₁, Q₂, ….
    #[must_use]
    pub fn in_exactly(&self, interviews: u64) -> u64 {
        self.codes.iter().find(|&&(n, _)| n == interviews).map_or(0, |&(_, codes)| codes)
    }

    /// How many codes the interviews have, each added up.
    #[must_use]
    pub fn incidences(&self) -> u64 {
        self.codes.iter().map(|&(n, codes)| n.saturating_mul(codes)).fold(0, u64::saturating_add)
    }

    /// Chao2, a lower bound of the number of codes: Chao (1987), Biometrics 43, p. 783; `S + (m−1)/m · Q₁²/(2Q₂)`, and where Q₂ is 0
    /// `S + (m−1)/m · Q₁(Q₁−1)/2` (Colwell, Mao & Chang 2004, equation 7).
    ///
    /// # Errors
    /// [`Undefined::Empty`] without interviews, [`Undefined::Single`] with one, [`Undefined::ZeroFrequency`] when no code occurs.
    pub fn chao2(&self) -> Result<f64, Undefined> {
        self.unrounded_chao2().map(round12)
    }

    /// The same with less bias where Q₂ is small: `S + (m−1)/m · Q₁(Q₁−1)/(2(Q₂+1))`; Chao (2005), Encyclopedia of Statistical
    /// Sciences 12, p. 7909.
    ///
    /// # Errors
    /// As [`Incidence::chao2`].
    pub fn chao2_bias_corrected(&self) -> Result<f64, Undefined> {
        let Sample { m, s, q1, q2 } = self.sample()?;
        Ok(round12(s + (m - 1.0) / m * q1 * (q1 - 1.0) / (2.0 * (q2 + 1.0))))
    }

    /// The first-order jackknife `S + Q₁(m−1)/m`: Burnham & Overton (1979), Ecology 60, p. 929.
    ///
    /// # Errors
    /// As [`Incidence::chao2`].
    pub fn jackknife1(&self) -> Result<f64, Undefined> {
        let Sample { m, s, q1, .. } = self.sample()?;
        Ok(round12(s + q1 * (m - 1.0) / m))
    }

    /// The second-order jackknife `S + Q₁(2m−3)/m − Q₂(m−2)²/(m(m−1))`: Burnham & Overton (1979). It may lie below what was observed.
    ///
    /// # Errors
    /// As [`Incidence::chao2`].
    pub fn jackknife2(&self) -> Result<f64, Undefined> {
        let Sample { m, s, q1, q2 } = self.sample()?;
        Ok(round12(s + q1 * (2.0 * m - 3.0) / m - q2 * (m - 2.0) * (m - 2.0) / (m * (m - 1.0))))
    }

    /// Sample coverage: of all occasions on which a code is mentioned by such people, the share that is of codes seen here.
    ///
    /// `1 − Q₁/U · (m−1)Q₁/((m−1)Q₁ + 2Q₂)`, and where Q₂ is 0 `1 − Q₁/U · (m−1)(Q₁−1)/((m−1)(Q₁−1) + 2)`: Chao and others
    /// (2014), Ecological Monographs 84, equations 13 and B.5, as iNEXT has them.
    ///
    /// # Errors
    /// As [`Incidence::chao2`].
    pub fn coverage(&self) -> Result<f64, Undefined> {
        let Sample { m, q1, q2, .. } = self.sample()?;
        let unseen = if q2 > 0.0 {
            (m - 1.0) * q1 / ((m - 1.0) * q1 + 2.0 * q2)
        } else if q1 > 0.0 {
            (m - 1.0) * (q1 - 1.0) / ((m - 1.0) * (q1 - 1.0) + 2.0)
        } else {
            0.0
        };
        Ok(round12(1.0 - q1 / self.incidences() as f64 * unseen))
    }

    /// Which share of the codes that there are at least was found: `S / Chao2`.
    ///
    /// # Errors
    /// As [`Incidence::chao2`].
    pub fn completeness(&self) -> Result<f64, Undefined> {
        Ok(round12(self.observed() as f64 / self.unrounded_chao2()?))
    }

    /// How many codes one, two, … all interviews have on average over all orders: Mao Tau, `S − Σ C(m−n, h)/C(m, h)` over the codes,
    /// each in n of m interviews, h of them drawn; Colwell, Mao & Chang (2004), Ecology 85, equation 5. The standard deviation is
    /// that of equation 6, undefined as [`Incidence::chao2`] is.
    #[must_use]
    pub fn expected(&self) -> Vec<Expected> {
        let m = self.interviews;
        // For each number of interviews: that none of those drawn so far is among the ones with such a code.
        let mut missed: Vec<f64> = vec![1.0; self.codes.len()];
        let chao2 = self.unrounded_chao2();
        let after = |drawn: u64| {
            let (mut codes, mut squares) = (0.0, 0.0);
            for (missed, &(n, times)) in missed.iter_mut().zip(&self.codes) {
                *missed *= (m - n).saturating_sub(drawn) as f64 / (m - drawn) as f64;
                let found = 1.0 - *missed;
                codes += times as f64 * found;
                squares += times as f64 * found * found;
            }
            let sd = chao2.map(|all| round12((squares - codes * codes / all).max(0.0).sqrt()));
            Expected { codes: round12(codes), sd }
        };
        (0..m).map(after).collect()
    }

    fn unrounded_chao2(&self) -> Result<f64, Undefined> {
        let Sample { m, s, q1, q2 } = self.sample()?;
        let unseen = if q2 > 0.0 { q1 * q1 / (2.0 * q2) } else { q1 * (q1 - 1.0) / 2.0 };
        Ok(s + (m - 1.0) / m * unseen)
    }

    fn sample(&self) -> Result<Sample, Undefined> {
        let s = self.observed();
        match self.interviews {
            0 => Err(Undefined::Empty),
            1 => Err(Undefined::Single),
            _ if s == 0 => Err(Undefined::ZeroFrequency),
            m => Ok(Sample { m: m as f64, s: s as f64, q1: self.in_exactly(1) as f64, q2: self.in_exactly(2) as f64 }),
        }
    }
}

/// Interviews, codes, codes in one, codes in two.
struct Sample {
    m: f64,
    s: f64,
    q1: f64,
    q2: f64,
}

/// How many interviews are needed to hear at least once, with `probability`, a code that a share `prevalence` of such people would
/// mention: the least n with `1 − (1 − prevalence)ⁿ ≥ probability`; Fugard & Potts (2015), International Journal of Social
/// Research Methodology 18(6), for one mention.
///
/// # Errors
/// [`Undefined::Empty`] unless both lie between 0 and 1.
///
/// ```
/// assert_eq!(kantlijn::stats::interviews_needed(0.10, 0.95), Ok(29));
/// ```
pub fn interviews_needed(prevalence: f64, probability: f64) -> Result<u64, Undefined> {
    let inside = |share: f64| share > 0.0 && share < 1.0;
    if !inside(prevalence) || !inside(probability) {
        return Err(Undefined::Empty);
    }
    // Rounded before it is made whole, so that a whole number stays one.
    Ok(round12(log1p(-probability) / log1p(-prevalence)).ceil().max(1.0) as u64)
}

/// The share of such people who would mention a code that so many interviews show at least once with `probability`; the other way
/// round than [`interviews_needed`].
///
/// # Errors
/// [`Undefined::Empty`] without interviews, or unless the probability lies between 0 and 1.
pub fn prevalence_shown(interviews: u64, probability: f64) -> Result<f64, Undefined> {
    if interviews == 0 || !(probability > 0.0 && probability < 1.0) {
        return Err(Undefined::Empty);
    }
    Ok(round12(-expm1(log1p(-probability) / interviews as f64)))
}

#[cfg(test)]
mod tests;
