//! Agreement on one category, of any number of coders.

use super::square::over;
use crate::stats::Undefined;

/// How likely it is that of a unit to which one coder gave a code, another gave it too: Fleiss (1971), “Measuring nominal scale
/// agreement among many raters”, Psychological Bulletin 76, on agreement in one category; `Σ k(k−1)/(m−1) / Σ k` over units that m
/// coders rated and k of them coded.
///
/// `votes` are m, k and how many units there are of them; units that one coder rated say nothing. Of two coders it is
/// [`Square::positive_agreement`](super::Square::positive_agreement), and with m−k for k the negative one.
///
/// # Errors
/// [`Undefined::Empty`] without a unit, [`Undefined::NoPairs`] when no unit was rated twice, [`Undefined::ZeroFrequency`] when
/// nobody gave the code.
///
/// ```
/// use kantlijn::stats::specific_agreement;
///
/// // Of three coders all gave it to two units, two of them to three, and one to one.
/// assert_eq!(specific_agreement([(3, 3, 2), (3, 2, 3), (3, 1, 1), (3, 0, 40)]), Ok(0.692307692308));
/// ```
pub fn specific_agreement(votes: impl IntoIterator<Item = (u32, u32, u64)>) -> Result<f64, Undefined> {
    let (mut any, mut pairable, mut agreed, mut given) = (false, false, 0.0, 0.0);
    for (coders, yes, units) in votes.into_iter().filter(|(_, _, units)| *units > 0) {
        any = true;
        if coders > 1 {
            pairable = true;
            let (yes, units) = (f64::from(yes.min(coders)), units as f64);
            agreed += units * yes * (yes - 1.0) / f64::from(coders - 1);
            given += units * yes;
        }
    }
    match (any, pairable) {
        (false, _) => Err(Undefined::Empty),
        (_, false) => Err(Undefined::NoPairs),
        _ => over(agreed, given, Undefined::ZeroFrequency),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::specific_agreement;
    use crate::stats::{Square, Undefined};

    proptest! {
        #[test]
        fn of_two_coders_it_is_that_of_their_square(both in 0u64..1_000_000_000, first in 0u64..99, second in 0u64..99, neither in 0u64..1_000_000_000) {
            let square = Square { both, first, second, neither };
            let votes = [(2, 2, both), (2, 1, first + second), (2, 0, neither)];
            prop_assert_eq!(specific_agreement(votes), square.positive_agreement());
            let inverse = votes.map(|(coders, yes, units)| (coders, coders - yes, units));
            prop_assert_eq!(specific_agreement(inverse), square.negative_agreement());
        }
    }

    #[test]
    fn where_nobody_coded_or_nobody_can_be_compared_there_is_none() {
        assert_eq!(specific_agreement([(3, 0, 9)]), Err(Undefined::ZeroFrequency));
        assert_eq!(specific_agreement([(1, 1, 9)]), Err(Undefined::NoPairs));
        assert_eq!(specific_agreement([(3, 1, 0)]), Err(Undefined::Empty));
    }
}
