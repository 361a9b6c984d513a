//! Ratios, their rounding, and why one may be undefined.

use std::fmt;

/// Why a number does not exist for these counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Undefined {
    /// Nothing was counted that could be divided by.
    Empty,
    /// What is measured does not occur.
    ZeroFrequency,
    /// There is only one part to be spread over.
    SinglePart,
    /// There is only one unit, coder or observation where two are needed.
    Single,
    /// All ratings are the same, so that agreement by chance would be complete.
    NoVariation,
    /// No unit was rated by two coders.
    NoPairs,
    /// One of the two never occurs, or always does.
    ZeroMargin,
    /// Fewer than two rows, or two columns, hold anything.
    TooFewCells,
    /// What should have one value at each place has several at some.
    Overlap,
}

impl Undefined {
    /// A stable word for files: `empty`, `zero_frequency`, `single_part`, `single`, `no_variation`, `no_pairs`, `zero_margin`,
    /// `too_few_cells`, `overlap`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Undefined::Empty => "empty",
            Undefined::ZeroFrequency => "zero_frequency",
            Undefined::SinglePart => "single_part",
            Undefined::Single => "single",
            Undefined::NoVariation => "no_variation",
            Undefined::NoPairs => "no_pairs",
            Undefined::ZeroMargin => "zero_margin",
            Undefined::TooFewCells => "too_few_cells",
            Undefined::Overlap => "overlap",
        }
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Undefined::Empty => "there is nothing to divide by",
            Undefined::ZeroFrequency => "it does not occur",
            Undefined::SinglePart => "there is only one transcript",
            Undefined::Single => "there is only one where two are needed",
            Undefined::NoVariation => "everybody said the same of everything, so chance would agree as well",
            Undefined::NoPairs => "no unit was rated by two coders",
            Undefined::ZeroMargin => "one of the two never occurs, or always does",
            Undefined::TooFewCells => "fewer than two rows or columns hold anything",
            Undefined::Overlap => "passages of one coder with different codes overlap",
        })
    }
}

impl std::error::Error for Undefined {}

/// `part / whole`, rounded to 12 significant digits.
///
/// # Errors
/// [`Undefined::Empty`] when `whole` is 0.
///
/// ```
/// use kantlijn::stats::{Undefined, ratio};
///
/// assert_eq!(ratio(1, 3), Ok(0.333333333333));
/// assert_eq!(ratio(0, 0), Err(Undefined::Empty));
/// ```
pub fn ratio(part: u64, whole: u64) -> Result<f64, Undefined> {
    if whole == 0 { Err(Undefined::Empty) } else { Ok(round12(part as f64 / whole as f64)) }
}

/// A number rounded to 12 significant decimal digits, so that every machine and writer shows the same.
///
/// ```
/// assert_eq!(kantlijn::stats::round12(2.0 / 3.0), 0.666666666667);
/// ```
#[must_use]
pub fn round12(number: f64) -> f64 {
    if number.is_finite() { format!("{number:.11e}").parse().unwrap_or(number) } else { number }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::round12;

    proptest! {
        #[test]
        fn rounding_twice_is_rounding_once_and_stays_near(number in prop::num::f64::NORMAL) {
            let once = round12(number);
            prop_assert_eq!(round12(once), once);
            prop_assert!((once - number).abs() <= number.abs() * 1e-11);
        }
    }
}
