//! Shuffles within interviews: how probable so many units with both would be if one code fell anywhere in its interview.
//!
//! Shuffling a code's presence over the n units of an interview gives the units with both a hypergeometric distribution,
//! that depends on the counts alone: Edgington and Onghena (2007), Randomization Tests, 4th edition, chapter 6; the sum over
//! interviews is the exact form of the test of Cochran, Mantel and Haenszel, Gart (1970), Biometrika 57(3), section 3. So
//! nothing has to be shuffled: all shuffles are counted at once by adding the distributions, interview after interview.
//! Where that would take too long, they are drawn.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::stats::Undefined;

use super::{Probability, Together};

/// The steps that counting all shuffles may take: some milliseconds, and as many numbers in memory at most.
const MOST_STEPS: u64 = 4_000_000;

/// Shuffles that are drawn where all would be too many.
const DRAWS: u32 = 9_999;

/// Which shuffles are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shuffles {
    /// So many drawn at random; `None` for all of them, and 9,999 where all would take too long.
    pub draws: Option<u32>,
    /// The seed of the draws.
    pub seed: u64,
}

/// The answer of a test by shuffles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// The probability of as many units with both or more. Of drawn shuffles it is `(r + 1) / (B + 1)`, r of B having as
    /// many: Davison and Hinkley (1997), Bootstrap Methods and their Application, equation 4.11.
    pub greater: Probability,
    /// How many shuffles were drawn; `None` when all of them were counted.
    pub drawn: Option<u32>,
}

/// Shuffles one of two codes over the units of each interview, and compares the units with both.
///
/// # Errors
/// [`Undefined::Empty`] without an interview; [`Undefined::ZeroMargin`] when no shuffle could change anything: in each
/// interview one of the codes is in no unit or in all.
///
/// ```
/// use kantlijn::stats::{Shuffles, Together, within};
///
/// let interviews = [Together { both: 2, only_a: 0, only_b: 0, neither: 2 }; 2];
/// let all = within(&interviews, Shuffles { draws: None, seed: 1 })?;
/// assert_eq!(all.greater.value(), 0.0277777777778, "one in 6 × 6");
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn within(interviews: &[Together], shuffles: Shuffles) -> Result<Within, Undefined> {
    if interviews.iter().all(|table| table.units() == 0) {
        return Err(Undefined::Empty);
    }
    let free: Vec<Together> = interviews.iter().copied().filter(|table| table.margins().is_ok()).collect();
    if free.is_empty() {
        return Err(Undefined::ZeroMargin);
    }
    match shuffles.draws.or_else(|| (steps(&free) > MOST_STEPS).then_some(DRAWS)) {
        None => Ok(Within { greater: all(&free), drawn: None }),
        Some(draws) => Ok(Within { greater: drawn(&free, draws, shuffles.seed), drawn: Some(draws) }),
    }
}

/// What adding the distributions takes.
fn steps(free: &[Together]) -> u64 {
    let (mut wide, mut steps) = (1_u64, 0_u64);
    for table in free {
        let (fewest, most) = table.bounds();
        let values = most - fewest + 1;
        steps = steps.saturating_add(wide.saturating_mul(values));
        wide = wide.saturating_add(values - 1);
    }
    steps
}

fn all(free: &[Together]) -> Probability {
    let mut sum = vec![1.0];
    let mut found = 0;
    for table in free {
        let own = Distribution::of(*table, 0.0);
        found += table.both - own.first;
        let mut next = vec![0.0; sum.len() + own.weights.len() - 1];
        for (i, &x) in sum.iter().enumerate() {
            for (cell, &y) in next[i..].iter_mut().zip(&own.weights) {
                *cell += x * y;
            }
        }
        sum = next;
    }
    // The smallest terms first: they are at the end.
    let found = usize::try_from(found).unwrap_or(usize::MAX).min(sum.len());
    Probability::of(sum[found..].iter().rev().sum())
}

fn drawn(free: &[Together], draws: u32, seed: u64) -> Probability {
    let distributions: Vec<Distribution> =
        free.iter().map(|table| Distribution::of(*table, NEVER_DRAWN).summed_up()).collect();
    let found: u64 = free.iter().map(|table| table.both).sum();
    let mut as_many = 0_u64;
    for draw in 0..draws {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(u64::from(draw));
        let both: u64 = distributions.iter().map(|distribution| distribution.at(random.next_u64())).sum();
        as_many += u64::from(both >= found);
    }
    Probability::of((as_many + 1) as f64 / (f64::from(draws) + 1.0))
}

/// Beside the most probable number of units with both, one of so little weight is not drawn in the life of a machine.
const NEVER_DRAWN: f64 = 1e-25;

/// How probable each number of units with both is, from the first on.
struct Distribution {
    first: u64,
    weights: Vec<f64>,
}

impl Distribution {
    /// The hypergeometric distribution, but for numbers at either end whose weight is below `least` of the greatest.
    fn of(table: Together, least: f64) -> Self {
        let (fewest, most) = table.bounds();
        let [a, b, n] = [table.a(), table.b(), table.units()].map(|count| count as f64);
        // From the most probable number outwards each by its neighbour, and then all made to add up to 1.
        let mode = table.mode().clamp(fewest, most);
        let (mut weights, mut weight) = (Vec::new(), 1.0);
        for x in (fewest + 1..=mode).rev().map(|x| x as f64) {
            weight *= (x / (a - x + 1.0)) * ((n - a - b + x) / (b - x + 1.0));
            if weight < least {
                break;
            }
            weights.push(weight);
        }
        let first = mode - weights.len() as u64;
        weights.reverse();
        weights.push(1.0);
        weight = 1.0;
        for x in (mode + 1..=most).map(|x| x as f64) {
            weight *= ((a - x + 1.0) / x) * ((b - x + 1.0) / (n - a - b + x));
            if weight < least {
                break;
            }
            weights.push(weight);
        }
        let total: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= total);
        Self { first, weights }
    }

    /// Each weight with those before it.
    fn summed_up(mut self) -> Self {
        let mut sum = 0.0;
        for weight in &mut self.weights {
            sum += *weight;
            *weight = sum;
        }
        self
    }

    /// The number that 64 random bits stand for, once weights are summed up.
    fn at(&self, bits: u64) -> u64 {
        // 53 of them make a number from 0 up to but not including 1.
        let at = (bits >> 11) as f64 / (1_u64 << 53) as f64;
        self.first + self.weights.partition_point(|&sum| sum <= at).min(self.weights.len() - 1) as u64
    }
}
