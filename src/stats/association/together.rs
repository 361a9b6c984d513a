//! The fourfold table of two codes.

use crate::stats::{Undefined, round12};

/// In how many units two codes A and B are present, together and apart.
///
/// ```
/// use kantlijn::stats::Together;
///
/// // 100 units, of which 90 hold A, 10 hold B, and 5 both.
/// let together = Together::of_units(100, 90, 10, 5).expect("counts that fit each other");
/// assert_eq!((together.both, together.only_a, together.only_b, together.neither), (5, 85, 5, 5));
/// assert_eq!(together.expected(), Ok(9.0));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Together {
    /// Units with both codes.
    pub both: u64,
    /// Units with A, without B.
    pub only_a: u64,
    /// Units with B, without A.
    pub only_b: u64,
    /// Units with neither.
    pub neither: u64,
}

impl Together {
    /// The table of so many units, of which these hold A, B and both; `None` when that cannot be.
    #[must_use]
    pub fn of_units(units: u64, a: u64, b: u64, both: u64) -> Option<Self> {
        let (only_a, only_b) = (a.checked_sub(both)?, b.checked_sub(both)?);
        let neither = units.checked_sub(both)?.checked_sub(only_a)?.checked_sub(only_b)?;
        Some(Self { both, only_a, only_b, neither })
    }

    /// All units.
    #[must_use]
    pub fn units(self) -> u64 {
        self.a().saturating_add(self.only_b).saturating_add(self.neither)
    }

    /// Units with A.
    #[must_use]
    pub fn a(self) -> u64 {
        self.both.saturating_add(self.only_a)
    }

    /// Units with B.
    #[must_use]
    pub fn b(self) -> u64 {
        self.both.saturating_add(self.only_b)
    }

    /// Units without A.
    pub(super) fn not_a(self) -> u64 {
        self.only_b.saturating_add(self.neither)
    }

    /// Units without B.
    pub(super) fn not_b(self) -> u64 {
        self.only_a.saturating_add(self.neither)
    }

    /// `both · neither − only_a · only_b`, exactly.
    pub(super) fn determinant(self) -> i128 {
        let product = |x: u64, y: u64| i128::from(x).saturating_mul(i128::from(y));
        product(self.both, self.neither).saturating_sub(product(self.only_a, self.only_b))
    }

    /// The four margins, when none of them is zero.
    pub(super) fn margins(self) -> Result<[u64; 4], Undefined> {
        let margins = [self.a(), self.not_a(), self.b(), self.not_b()];
        if self.units() == 0 {
            Err(Undefined::Empty)
        } else if margins.contains(&0) {
            Err(Undefined::ZeroMargin)
        } else {
            Ok(margins)
        }
    }

    /// The units with both that are expected when the two have nothing to do with each other: `a · b / n`.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without units.
    pub fn expected(self) -> Result<f64, Undefined> {
        if self.units() == 0 {
            return Err(Undefined::Empty);
        }
        Ok(round12(product(self.a(), self.b()) / self.units() as f64))
    }
}

/// The product of two counts, rounded once.
pub(super) fn product(x: u64, y: u64) -> f64 {
    (u128::from(x) * u128::from(y)) as f64
}
