//! Two coders and one code.

use super::binomial::mid_p;
use super::exact::{difference, product};
use super::pair_table::PairTable;
use crate::stats::{Interval, Undefined, round12};

/// Two coders and one code: units that both, one, or neither coded.
///
/// In the literature the four are a, b, c, d, and n is their sum. Every coefficient is computed from exact integer
/// determinants, so that nothing cancels, up to 2⁶⁰ units. Each is [`Undefined::Empty`] without a unit.
///
/// ```
/// use kantlijn::stats::{Square, Undefined};
///
/// // 125 units, of which both coded 118 and each alone a few: nearly all agree, and nearly all by the prevalence of the code.
/// let square = Square { both: 118, first: 5, second: 2, neither: 0 };
/// assert_eq!(square.percent(), Ok(0.944));
/// assert_eq!(square.kappa(), Ok(-0.0233918128655));
/// assert_eq!(square.ac1(), Ok(0.940776337609));
///
/// let never = Square { both: 0, first: 0, second: 0, neither: 125 };
/// assert_eq!(never.kappa(), Err(Undefined::NoVariation));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Square {
    /// Units that both coded (a).
    pub both: u64,
    /// Units that the first coder alone coded (b).
    pub first: u64,
    /// Units that the second coder alone coded (c).
    pub second: u64,
    /// Units that neither coded (d).
    pub neither: u64,
}

impl Square {
    /// All units, n.
    #[must_use]
    pub fn n(&self) -> u64 {
        u64::try_from(self.units()).unwrap_or(u64::MAX)
    }

    fn units(&self) -> u128 {
        self.agreed() + self.differed()
    }

    fn agreed(&self) -> u128 {
        u128::from(self.both) + u128::from(self.neither)
    }

    fn differed(&self) -> u128 {
        u128::from(self.first) + u128::from(self.second)
    }

    /// How often the code was given, and how often not, by the two together: 2a+b+c and 2d+b+c.
    fn given(&self) -> (u128, u128) {
        (2 * u128::from(self.both) + self.differed(), 2 * u128::from(self.neither) + self.differed())
    }

    /// The square with its two coders in the other order.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { first: self.second, second: self.first, ..self }
    }

    /// Adds the units of another, as those of another interview.
    pub fn add(&mut self, other: &Square) {
        self.add_times(other, 1);
    }

    /// Every unit `times` times, as a draw of the bootstrap takes an interview.
    #[must_use]
    pub fn scaled(&self, times: u32) -> Square {
        let mut scaled = Square::default();
        scaled.add_times(self, times);
        scaled
    }

    fn add_times(&mut self, other: &Square, times: u32) {
        let sum = |own: u64, more: u64| own.saturating_add(more.saturating_mul(u64::from(times)));
        self.both = sum(self.both, other.both);
        self.first = sum(self.first, other.first);
        self.second = sum(self.second, other.second);
        self.neither = sum(self.neither, other.neither);
    }

    /// The squares of a draw: each as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(squares: &[Square], times: &[u32]) -> Square {
        let mut sum = Square::default();
        squares
            .iter()
            .zip(times)
            .filter(|(_, times)| **times > 0)
            .for_each(|(square, &times)| sum.add_times(square, times));
        sum
    }

    /// The share of units on which the two agree, (a+d)/n.
    pub fn percent(&self) -> Result<f64, Undefined> {
        over(self.agreed() as f64, self.units() as f64, Undefined::Empty)
    }

    /// Cohen's κ: Cohen (1960), “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20,
    /// equation 1; as 2(ad−bc) / ((a+b)(b+d) + (a+c)(c+d)).
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both coded everything or both nothing.
    pub fn kappa(&self) -> Result<f64, Undefined> {
        let (above, below) = self.kappa_parts()?;
        over(above, below, Undefined::NoVariation)
    }

    /// n²(po−pe) and n²(1−pe).
    pub(super) fn kappa_parts(&self) -> Result<(f64, f64), Undefined> {
        if self.units() == 0 {
            return Err(Undefined::Empty);
        }
        let [a, b, c, d] = [self.both, self.first, self.second, self.neither].map(u128::from);
        let above = 2.0 * difference(product(a, d), product(b, c));
        Ok((above, product(a + b, b + d) as f64 + product(a + c, c + d) as f64))
    }

    /// The 95 % interval of κ with the standard error of Fleiss, Cohen and Everitt (1969), “Large sample standard errors of
    /// kappa and weighted kappa”, Psychological Bulletin 72, pp. 323–327.
    ///
    /// It takes the units to be independent, which answers of one interview are not; see [`Bootstrap`](super::Bootstrap).
    /// Its ends stay between −1 and 1, and where the two always agree both are 1.
    ///
    /// # Errors
    /// As [`Square::kappa`]; [`Undefined::ZeroMargin`] when one coder coded everything or nothing.
    pub fn kappa_interval(&self) -> Result<Interval, Undefined> {
        PairTable::from(*self).kappa_interval()
    }

    /// Scott's π: Scott (1955), “Reliability of content analysis”, Public Opinion Quarterly 19, p. 323;
    /// as (4ad − (b+c)²) / ((2a+b+c)(2d+b+c)).
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both coded everything or both nothing.
    pub fn scott_pi(&self) -> Result<f64, Undefined> {
        self.by_pooled_margins(product(self.differed(), self.differed()))
    }

    /// Krippendorff's α, nominal: Krippendorff (2011), “Computing Krippendorff's alpha-reliability”, section A;
    /// with e = b+c as (4ad − e(e−1)) / ((2a+e)(2d+e)).
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both coded everything or both nothing.
    pub fn alpha(&self) -> Result<f64, Undefined> {
        self.by_pooled_margins(product(self.differed(), self.differed().saturating_sub(1)))
    }

    fn by_pooled_margins(&self, less: u128) -> Result<f64, Undefined> {
        if self.units() == 0 {
            return Err(Undefined::Empty);
        }
        let (given, withheld) = self.given();
        let above = difference(product(4 * u128::from(self.both), self.neither), less);
        over(above, given as f64 * withheld as f64, Undefined::NoVariation)
    }

    /// The coefficient of Brennan and Prediger (1981), “Coefficient kappa: some uses, misuses, and alternatives”, Educational
    /// and Psychological Measurement 41, pp. 687–699, which for two categories is PABAK, 2(a+d)/n − 1: Byrt, Bishop and Carlin (1993),
    /// “Bias, prevalence and kappa”, Journal of Clinical Epidemiology 46, pp. 423–429.
    ///
    /// It is the share of agreement on another scale, and so defined also where nothing varies.
    pub fn brennan_prediger(&self) -> Result<f64, Undefined> {
        over(difference(self.agreed(), self.differed()), self.units() as f64, Undefined::Empty)
    }

    /// Gwet's AC1: Gwet (2008), “Computing inter-rater reliability and its variance in the presence of high agreement”, British
    /// Journal of Mathematical and Statistical Psychology 61, pp. 29–48; as (2(a²+d²) − (b+c)²) / (n² + (a−d)²).
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] when both coded everything or both nothing: the formula would say 1, but of a code that nobody
    /// could be seen to give and to withhold nothing can be said.
    pub fn ac1(&self) -> Result<f64, Undefined> {
        let n = self.units();
        if n == 0 {
            return Err(Undefined::Empty);
        }
        let (given, withheld) = self.given();
        if given == 0 || withheld == 0 {
            return Err(Undefined::NoVariation);
        }
        let agreed = product(self.both, self.both).saturating_add(product(self.neither, self.neither));
        let above = difference(agreed.saturating_mul(2), product(self.differed(), self.differed()));
        let apart = u128::from(self.both.abs_diff(self.neither));
        over(above, product(n, n) as f64 + product(apart, apart) as f64, Undefined::Empty)
    }

    /// The agreement on what was coded, 2a/(2a+b+c): Cicchetti and Feinstein (1990), “High agreement but low kappa: II”, Journal
    /// of Clinical Epidemiology 43, pp. 551–558. It equals Dice's coefficient and F1.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when neither gave the code.
    pub fn positive_agreement(&self) -> Result<f64, Undefined> {
        self.known()?;
        over(2.0 * self.both as f64, self.given().0 as f64, Undefined::ZeroFrequency)
    }

    /// The agreement on what was not coded, 2d/(2d+b+c): Cicchetti and Feinstein (1990).
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when both coded everything.
    pub fn negative_agreement(&self) -> Result<f64, Undefined> {
        self.known()?;
        over(2.0 * self.neither as f64, self.given().1 as f64, Undefined::ZeroFrequency)
    }

    /// The index of prevalence, (a−d)/n: Byrt, Bishop and Carlin (1993). Near −1 or 1 κ is low whatever the agreement.
    pub fn prevalence_index(&self) -> Result<f64, Undefined> {
        over(difference(self.both.into(), self.neither.into()), self.units() as f64, Undefined::Empty)
    }

    /// The index of bias, (b−c)/n: Byrt, Bishop and Carlin (1993). Above 0 the first coder gave the code more often.
    pub fn bias_index(&self) -> Result<f64, Undefined> {
        over(difference(self.first.into(), self.second.into()), self.units() as f64, Undefined::Empty)
    }

    /// The greatest κ that is possible when each coder gives the code as often as here: Cohen (1960), p. 42.
    ///
    /// # Errors
    /// As [`Square::kappa`].
    pub fn kappa_max(&self) -> Result<f64, Undefined> {
        let mended = self.first.min(self.second);
        let (first, second) = (self.first - mended, self.second - mended);
        let (both, neither) = (self.both.saturating_add(mended), self.neither.saturating_add(mended));
        Square { both, first, second, neither }.kappa()
    }

    /// McNemar's exact test with mid-p, two-sided: does one coder give the code more often? Fagerland, Lydersen and Laake (2013),
    /// “The McNemar test for binary matched-pairs data”, BMC Medical Research Methodology 13:91, supplement, equation 2.
    ///
    /// The chance that b of the b+c units on which they differ would lie as far from half of them, or further, where those as
    /// far count half. A chance below 10⁻³⁰⁷ is 0. It takes the units to be independent.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when they never differ.
    pub fn mcnemar(&self) -> Result<f64, Undefined> {
        self.known()?;
        if self.differed() == 0 {
            return Err(Undefined::ZeroFrequency);
        }
        Ok(round12(mid_p(self.first, self.second)))
    }

    /// Holsti's coefficient of reliability on what was coded, 2M/(N₁+N₂) = 2a/(2a+b+c): Holsti (1969), Content analysis for the
    /// social sciences and humanities, p. 140. The same number as [`Square::positive_agreement`].
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when neither gave the code.
    pub fn holsti(&self) -> Result<f64, Undefined> {
        self.positive_agreement()
    }

    fn known(&self) -> Result<(), Undefined> {
        if self.units() == 0 { Err(Undefined::Empty) } else { Ok(()) }
    }
}

impl std::iter::Sum for Square {
    fn sum<I: Iterator<Item = Square>>(squares: I) -> Square {
        squares.fold(Square::default(), |mut sum, square| {
            sum.add(&square);
            sum
        })
    }
}

/// `above / below`, rounded at the last step, or why there is none.
pub(super) fn over(above: f64, below: f64, none: Undefined) -> Result<f64, Undefined> {
    if below > 0.0 && above.is_finite() { Ok(round12(above / below)) } else { Err(none) }
}

/// κ of several codes together, pooled: De Vries, Elliott, Kanouse and Teleki (2008), “Using pooled kappa to summarize interrater
/// agreement across many items”, Field Methods 20(3), pp. 272–282: (mean po − mean pe) / (1 − mean pe), one square a code.
///
/// A code that nobody gave, or both always, has po = pe = 1 and adds nothing above or below the line.
///
/// # Errors
/// [`Undefined::Empty`] without a code, or when a code has no unit; [`Undefined::NoVariation`] when no code varies.
pub fn pooled_kappa(squares: &[Square]) -> Result<f64, Undefined> {
    if squares.is_empty() {
        return Err(Undefined::Empty);
    }
    let mut sums = (0.0, 0.0);
    for square in squares {
        let (above, below) = square.kappa_parts()?;
        let n = square.units() as f64;
        sums = (sums.0 + above / n / n, sums.1 + below / n / n);
    }
    over(sums.0, sums.1, Undefined::NoVariation)
}

#[cfg(test)]
mod tests;
