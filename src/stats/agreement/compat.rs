//! Coefficients as other programs compute them, each under its own name, to compare with what they print.

use super::Square;
use super::square::over;
use crate::stats::Undefined;

/// NVivo's κ for a code and a file, with characters as units: Cohen's, but 1 where nothing varies.
///
/// Its help defines it by PA = (a+d)/n and says that it is 1 when two users agree completely about what should be coded, which it
/// also says of a file that neither coded. Nothing else in this crate is 1 there.
///
/// # Errors
/// [`Undefined::Empty`] without a unit.
///
/// ```
/// use kantlijn::stats::{Square, compat::nvivo_kappa};
///
/// let never = Square { both: 0, first: 0, second: 0, neither: 4_000 };
/// assert_eq!(nvivo_kappa(&never), Ok(1.0));
/// ```
pub fn nvivo_kappa(square: &Square) -> Result<f64, Undefined> {
    match square.kappa() {
        Err(Undefined::NoVariation) => Ok(1.0),
        kappa => kappa,
    }
}

/// MAXQDA's κ over coded segments: a agreed on, b and c of one coder alone, and no cell of what neither coded.
///
/// Its help: Po = a/(a+b+c), Pc = 1/`codes`, κ = (Po−Pc)/(1−Pc), which is Brennan and Prediger's form.
///
/// # Errors
/// [`Undefined::Empty`] without a segment, [`Undefined::NoVariation`] with fewer than two codes.
pub fn maxqda_kappa(a: u64, b: u64, c: u64, codes: u64) -> Result<f64, Undefined> {
    let segments = u128::from(a) + u128::from(b) + u128::from(c);
    if segments == 0 {
        return Err(Undefined::Empty);
    }
    if codes < 2 {
        return Err(Undefined::NoVariation);
    }
    let chance = 1.0 / codes as f64;
    over(a as f64 / segments as f64 - chance, 1.0 - chance, Undefined::NoVariation)
}

/// Holsti's coefficient of reliability, 2M/(N₁+N₂): Holsti (1969), p. 140. `agreed` are M decisions on which two coders agree, of
/// `first` by the one and `second` by the other.
///
/// # Errors
/// [`Undefined::Empty`] when neither decided anything.
pub fn holsti(agreed: u64, first: u64, second: u64) -> Result<f64, Undefined> {
    over(2.0 * agreed as f64, first as f64 + second as f64, Undefined::Empty)
}

/// ATLAS.ti's simple percent agreement, (a+d)/n with characters as units, from its manual; not compared with the program itself.
///
/// # Errors
/// [`Undefined::Empty`] without a unit.
pub fn atlas_ti_percent(square: &Square) -> Result<f64, Undefined> {
    square.percent()
}

/// ATLAS.ti's Holsti index, 2a/(2a+b+c) with characters as units, from its manual; not compared with the program itself.
///
/// # Errors
/// [`Undefined::Empty`] without a unit, [`Undefined::ZeroFrequency`] when neither coded.
pub fn atlas_ti_holsti(square: &Square) -> Result<f64, Undefined> {
    square.holsti()
}

#[cfg(test)]
mod tests {
    use super::{atlas_ti_holsti, atlas_ti_percent, holsti, maxqda_kappa, nvivo_kappa};
    use crate::stats::{Square, Undefined};

    #[test]
    fn only_nvivo_says_one_when_nobody_coded() {
        let never = Square { neither: 9, ..Square::default() };
        assert_eq!(nvivo_kappa(&never), Ok(1.0));
        assert_eq!(never.kappa(), Err(Undefined::NoVariation));
        assert_eq!(nvivo_kappa(&Square::default()), Err(Undefined::Empty));
    }

    /// PA = .88, EF/n = (30·34 + 70·66)/100² = .564, κ = .316/.436.
    #[test]
    fn nvivo_is_cohen_where_something_varies() {
        let square = Square { both: 26, first: 4, second: 8, neither: 62 };
        assert_eq!(nvivo_kappa(&square), Ok(0.724770642202));
        assert_eq!(nvivo_kappa(&square), square.kappa());
    }

    /// 15 of 20 segments agreed on, 5 codes: (.75−.2)/.8.
    #[test]
    fn maxqda_takes_chance_from_the_number_of_codes() {
        assert_eq!(maxqda_kappa(15, 3, 2, 5), Ok(0.6875));
        assert_eq!(maxqda_kappa(0, 0, 0, 5), Err(Undefined::Empty));
        assert_eq!(maxqda_kappa(15, 3, 2, 1), Err(Undefined::NoVariation));
    }

    #[test]
    fn holsti_is_twice_the_agreed_over_all_decisions() {
        assert_eq!(holsti(8, 10, 10), Ok(0.8));
        assert_eq!(holsti(0, 0, 0), Err(Undefined::Empty));
        let square = Square { both: 8, first: 2, second: 2, neither: 88 };
        assert_eq!((atlas_ti_percent(&square), atlas_ti_holsti(&square)), (Ok(0.96), Ok(0.8)));
    }
}
