//! Exact tests of a fourfold table whose margins are taken as given.

use statrs::function::factorial::factorial;

use crate::stats::Undefined;

use super::{Probability, Together};

/// Which tables count as at least as far out as the one that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Those with as many units of both or more: more often together than chance would have it.
    Greater,
    /// Those with as many or fewer.
    Less,
    /// Those that are no more probable.
    TwoSided,
}

/// A table is no more probable than another within this factor, since equal ones may differ in their last digit; as in R's
/// `fisher.test`.
const EQUALLY: f64 = 1e-7;

/// A sum ends where its terms are smaller than this part of it.
const NEGLIGIBLE: f64 = 1e-17;

/// ½ ln 2π.
const HALF_LN_2_PI: f64 = 0.918_938_533_204_672_7;

impl Together {
    /// The exact test of Fisher (1935), The Design of Experiments, § 5–11 and its extension to any margins (Fisher 1934,
    /// Statistical Methods for Research Workers, 5th edition, § 21.02): the probability of the tables in the tail, given the
    /// margins.
    ///
    /// With a code in no unit or in all there is one table only, and it is 1.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without units.
    ///
    /// ```
    /// use kantlijn::stats::{Tail, Together};
    ///
    /// // The lady who tasted tea: of four cups with the milk first she named three.
    /// let tea = Together { both: 3, only_a: 1, only_b: 1, neither: 3 };
    /// assert_eq!(tea.fisher(Tail::Greater)?.value(), 0.242857142857);
    /// # Ok::<(), kantlijn::stats::Undefined>(())
    /// ```
    pub fn fisher(self, tail: Tail) -> Result<Probability, Undefined> {
        match (self.margins(), tail) {
            (Err(Undefined::Empty), _) => Err(Undefined::Empty),
            (Err(_), _) => Ok(Probability::of(1.0)),
            (Ok(_), Tail::Greater) => Ok(self.at_least(1.0)),
            (Ok(_), Tail::Less) => Ok(self.mirrored().at_least(1.0)),
            (Ok(_), Tail::TwoSided) => Ok(self.two_sided()),
        }
    }

    /// The one-sided exact test with mid-p, which counts half of the probability of the table itself: Lancaster (1961),
    /// Journal of the American Statistical Association 56(294), p. 223. Fisher's is never below its level and mostly far
    /// above; mid-p keeps it on average.
    ///
    /// # Errors
    /// [`Undefined::ZeroMargin`] when a code is in no unit or in all, [`Undefined::Empty`] without units.
    pub fn mid_p(self) -> Result<Probability, Undefined> {
        self.margins()?;
        Ok(self.at_least(0.5))
    }

    /// The hypergeometric probability of this table among all with its margins, as logarithm.
    ///
    /// Of ln k! = k ln k − k + ½ ln 2πk + δ(k) the first two terms of all nine factorials add up to −G²/2, in which nothing
    /// cancels; what remains is small. So the whole is exact to some 10⁻¹³ at any counts: Loader (2000), Fast and accurate
    /// computation of binomial probabilities, equations 4 to 6, for four cells at once.
    pub(super) fn ln_probability(self) -> f64 {
        let Ok(margins) = self.margins() else { return 0.0 };
        let Ok(g2) = self.g2_exactly() else { return 0.0 };
        let cells = [self.both, self.only_a, self.only_b, self.neither];
        let of = |counts: [u64; 4]| counts.iter().map(|&count| beyond_stirling(count)).sum::<f64>();
        -g2 / 2.0 + of(margins) - of(cells) - beyond_stirling(self.units())
    }

    /// The same table with B and its absence exchanged: more of the one is less of the other.
    fn mirrored(self) -> Self {
        Self { both: self.only_a, only_a: self.both, only_b: self.neither, neither: self.only_b }
    }

    /// The most probable number of units with both, given the margins.
    pub(super) fn mode(self) -> u64 {
        let whole = (u128::from(self.a()) + 1) * (u128::from(self.b()) + 1) / (u128::from(self.units()) + 2);
        u64::try_from(whole).unwrap_or(u64::MAX)
    }

    /// The table of the same margins with so many units of both.
    fn with_both(self, both: u64) -> Self {
        let only_b = self.b() - both;
        Self { both, only_a: self.a() - both, only_b, neither: self.not_a() - only_b }
    }

    /// The fewest and the most units of both that these margins allow.
    pub(super) fn bounds(self) -> (u64, u64) {
        (self.a().saturating_sub(self.not_b()), self.a().min(self.b()))
    }

    /// The probability of as many units with both or more, of the table itself only this part.
    fn at_least(self, of_itself: f64) -> Probability {
        let (fewest, _) = self.bounds();
        if self.both > self.mode() {
            return Probability::of_ln(self.ln_probability() + libm::log(self.sum_upwards() - (1.0 - of_itself)));
        }
        // On the near side of the mode the rest is the smaller sum.
        let mut below = 0.0;
        if self.both > fewest {
            let next = self.with_both(self.both - 1).mirrored();
            below = libm::exp(next.ln_probability()) * next.sum_upwards();
        }
        if of_itself < 1.0 {
            below += (1.0 - of_itself) * libm::exp(self.ln_probability());
        }
        Probability::of_ln(libm::log1p(-below.min(1.0)))
    }

    /// The probabilities of this table and those with more units of both, as multiples of its own.
    fn sum_upwards(self) -> f64 {
        let [mut both, mut only_a, mut only_b, mut neither] =
            [self.both, self.only_a, self.only_b, self.neither].map(|cell| cell as f64);
        let (mut sum, mut term) = (1.0, 1.0);
        while only_a > 0.0 && only_b > 0.0 {
            both += 1.0;
            neither += 1.0;
            term *= (only_a / both) * (only_b / neither);
            only_a -= 1.0;
            only_b -= 1.0;
            sum += term;
            if term < NEGLIGIBLE * sum {
                break;
            }
        }
        sum
    }

    fn two_sided(self) -> Probability {
        let (fewest, most) = self.bounds();
        let own = self.ln_probability();
        let limit = own + EQUALLY;
        let is_far = |both: u64| self.with_both(both).ln_probability() <= limit;
        let mode = self.mode().clamp(fewest, most);
        let mut logs: Vec<f64> = Vec::new();
        let mut add = |end: Self| logs.push(end.ln_probability() + libm::log(end.sum_upwards()));
        // Probabilities fall on either side of the mode: where each side begins to be far is found by halving.
        if is_far(mode) {
            return Probability::of(1.0);
        }
        if is_far(most) {
            add(self.with_both(halve(mode, most, &is_far)));
        }
        if is_far(fewest) {
            let mirror = |step: u64| is_far(mode - step);
            add(self.with_both(mode - halve(0, mode - fewest, &mirror)).mirrored());
        }
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Probability::of_ln(highest + libm::log(logs.iter().map(|log| libm::exp(log - highest)).sum()))
    }
}

/// The first number above `low`, which is not far, that is far; `high` is.
fn halve(mut low: u64, mut high: u64, is_far: &impl Fn(u64) -> bool) -> u64 {
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if is_far(middle) { high = middle } else { low = middle }
    }
    high
}

/// ln k! − (k ln k − k): ½ ln 2πk and Stirling's series; 0 for 0.
fn beyond_stirling(count: u64) -> f64 {
    let k = count as f64;
    match count {
        0 => 0.0,
        1..16 => libm::log(factorial(count)) - k * libm::log(k) + k,
        _ => {
            // Abramowitz and Stegun (1964), equation 6.1.41.
            let square = 1.0 / (k * k);
            let series = 1.0 / 12.0
                - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0))));
            HALF_LN_2_PI + libm::log(k) / 2.0 + series / k
        }
    }
}
