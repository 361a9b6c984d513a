//! Probabilities that may be smaller than any number a machine holds.

use statrs::function::gamma::checked_gamma_ur;

use crate::stats::{Undefined, round12};

/// A probability, kept as its natural logarithm, so that it is right at counts of a thousand million.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Probability {
    ln: f64,
}

impl Probability {
    /// What [`value`](Self::value) never goes below: smaller ones cannot be told apart by most programs that read them.
    pub const LEAST: f64 = 1e-300;

    /// From its natural logarithm; at most 1.
    pub(super) fn of_ln(ln: f64) -> Self {
        Self { ln: ln.min(0.0) }
    }

    /// From itself.
    pub(super) fn of(value: f64) -> Self {
        Self::of_ln(libm::log(value.clamp(0.0, 1.0)))
    }

    /// The number, rounded to 12 significant digits; [`Probability::LEAST`] stands for all that is smaller still, so that no
    /// probability is shown as zero. [`log10`](Self::log10) tells those apart.
    #[must_use]
    pub fn value(self) -> f64 {
        round12(libm::exp(self.ln)).max(Self::LEAST)
    }

    /// Its common logarithm: −4 for one in ten thousand; also where [`value`](Self::value) ends. It is −∞ only for sums
    /// over many tables whose every term is below 10⁻³⁰⁸.
    #[must_use]
    pub fn log10(self) -> f64 {
        round12(self.ln / std::f64::consts::LN_10)
    }
}

/// How probable a χ² of so much or more is, with so many degrees of freedom: the regularised upper incomplete gamma
/// function Q(df/2, χ²/2), Abramowitz and Stegun (1964), equation 26.4.19. Below 10⁻³⁰⁰ it is [`Probability::LEAST`].
///
/// # Errors
/// [`Undefined::Empty`] without a degree of freedom, or when `chi2` is no number of zero or more.
///
/// ```
/// let p = kantlijn::stats::chi_square_tail(3.841_458_820_694_124, 1)?;
/// assert!((p - 0.05).abs() < 1e-12);
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn chi_square_tail(chi2: f64, df: u64) -> Result<f64, Undefined> {
    if df == 0 || chi2.is_nan() || chi2 < 0.0 {
        return Err(Undefined::Empty);
    }
    if chi2 == 0.0 {
        return Ok(1.0);
    }
    if chi2.is_infinite() {
        return Ok(Probability::LEAST);
    }
    if df == 1 {
        // The same function in closed form, and exact far out.
        return Ok(round12(libm::erfc((chi2 / 2.0).sqrt())).max(Probability::LEAST));
    }
    let tail = checked_gamma_ur(df as f64 / 2.0, chi2 / 2.0).map_err(|_| Undefined::Empty)?;
    Ok(round12(tail).clamp(Probability::LEAST, 1.0))
}
