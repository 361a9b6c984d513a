//! Intervals by drawing whole interviews again.

use libm::floor;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use crate::stats::{Interval, Undefined, round12};

/// So many numbers of draws are kept: some 100 MB.
const KEPT: usize = 1 << 25;

/// More draws than this are not made: they would fill the memory and change no digit that is shown.
const MOST: u32 = 1_000_000;

/// A percentile bootstrap that draws groups, as whole interviews, with replacement: Efron and Tibshirani (1993), An introduction to
/// the bootstrap, chapter 13; groups and not units, because units of one interview are alike: Davison and Hinkley (1997), Bootstrap
/// methods and their application, section 3.8.
///
/// The ends are the 2.5th and 97.5th percentile of the draws that have a number, interpolated between neighbours as R's type 7:
/// Hyndman and Fan (1996), “Sample quantiles in statistical packages”, definition 7. Each draw has its own stream of ChaCha8, so
/// that the same seed gives the same interval at any number of threads, on any machine.
///
/// ```
/// use kantlijn::stats::{Bootstrap, Square};
///
/// // One square an interview.
/// let interviews = [(8, 1, 0, 20), (3, 2, 1, 30), (0, 0, 2, 25), (9, 0, 1, 12)]
///     .map(|(both, first, second, neither)| Square { both, first, second, neither });
/// let drawn = Bootstrap::default().interval(4, |times| Square::drawn(&interviews, times).kappa());
/// let interval = drawn.interval?;
/// assert_eq!((format!("{:.3} {:.3}", interval.low, interval.high), drawn.undefined), ("0.502 0.914".into(), 0));
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    /// What all draws follow from; to be shown beside the interval.
    pub seed: u64,
    /// How many draws: 2,000 or more for an interval of 95 %, and never more than a million.
    pub draws: u32,
}

impl Default for Bootstrap {
    /// 2,000 draws from seed 1.
    fn default() -> Self {
        Self { seed: 1, draws: 2000 }
    }
}

/// An interval, and how many draws it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// The 95 % interval, or why there is none.
    pub interval: Result<Interval, Undefined>,
    /// How many draws were made.
    pub draws: u32,
    /// How many of them had no number and were left out. The interval speaks of the others alone.
    pub undefined: u32,
}

impl Bootstrap {
    /// The interval of a statistic over `groups`; it is told how often each group was drawn.
    ///
    /// Without an interval when there are fewer than two groups ([`Undefined::Single`]), no draws ([`Undefined::Empty`]), or no draw
    /// with a number (the reason of the first).
    pub fn interval(&self, groups: usize, statistic: impl Fn(&[u32]) -> Result<f64, Undefined> + Sync) -> Drawn {
        let [drawn] = self.redrawn(groups, |times| [statistic(times)]);
        drawn
    }

    /// The intervals of statistics for which every draw is made once more.
    fn redrawn<const N: usize>(
        &self,
        groups: usize,
        statistics: impl Fn(&[u32]) -> [Result<f64, Undefined>; N] + Sync,
    ) -> [Drawn; N] {
        let each = (0..self.draws_of(groups)).into_par_iter().map_init(
            || vec![0; groups],
            |times, replicate| {
                self.draw(replicate, times);
                statistics(times)
            },
        );
        self.drawn(groups, each.collect())
    }

    /// The same draws made once, for the intervals of many statistics: of a few numbers of each of hundreds of codes drawing would
    /// take longer than all else. They are kept up to some 100 MB, and made anew for each statistic where there are more groups.
    ///
    /// ```
    /// use kantlijn::stats::{Bootstrap, Square};
    ///
    /// let interviews = [(8, 1, 0, 20), (3, 2, 1, 30), (0, 0, 2, 25), (9, 0, 1, 12)]
    ///     .map(|(both, first, second, neither)| Square { both, first, second, neither });
    /// let draws = Bootstrap::default().draws(4);
    /// let [alpha, kappa] = draws.intervals(|times| {
    ///     let square = Square::drawn(&interviews, times);
    ///     [square.alpha(), square.kappa()]
    /// });
    /// assert_eq!(kappa, Bootstrap::default().interval(4, |times| Square::drawn(&interviews, times).kappa()));
    /// assert_eq!(alpha.draws, 2000);
    /// ```
    #[must_use]
    pub fn draws(&self, groups: usize) -> Draws {
        let all = (self.draws_of(groups) as usize).saturating_mul(groups);
        let mut times = vec![0; if all > KEPT { 0 } else { all }];
        (0..).zip(times.chunks_exact_mut(groups.max(1))).for_each(|(replicate, times)| self.draw(replicate, times));
        Draws { of: *self, groups, times }
    }

    /// How many draws of so many groups are made.
    fn draws_of(&self, groups: usize) -> u32 {
        if groups < 2 { 0 } else { self.draws.min(MOST) }
    }

    /// The intervals of statistics that have these values, a draw each.
    fn drawn<const N: usize>(&self, groups: usize, values: Vec<[Result<f64, Undefined>; N]>) -> [Drawn; N] {
        let draws = self.draws_of(groups);
        let none = if self.draws == 0 { Undefined::Empty } else { Undefined::Single };
        std::array::from_fn(|at| {
            let mut defined: Vec<f64> = values.iter().filter_map(|values| values[at].ok()).collect();
            defined.sort_unstable_by(f64::total_cmp);
            let interval = match (percentile(&defined, 0.025), percentile(&defined, 0.975)) {
                (Some(low), Some(high)) => Ok(Interval { low: round12(low), high: round12(high) }),
                _ => Err(values.first().map_or(none, |values| values[at].err().unwrap_or(Undefined::Empty))),
            };
            Drawn { interval, draws, undefined: draws - defined.len() as u32 }
        })
    }

    /// How often each group is drawn in a replicate.
    fn draw(&self, replicate: u32, times: &mut [u32]) {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(u64::from(replicate));
        times.fill(0);
        for _ in 0..times.len() {
            // The upper half of 64 random bits times the number of groups; with so many bits no group is favoured that could be seen.
            let drawn = (u128::from(random.next_u64()) * times.len() as u128) >> 64;
            times[drawn as usize] += 1;
        }
    }
}

/// All draws of a [`Bootstrap`], for as many statistics as there are; see [`Bootstrap::draws`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draws {
    of: Bootstrap,
    groups: usize,
    /// A draw after the other, a group after the other; empty where that would be too much.
    times: Vec<u32>,
}

impl Draws {
    /// The intervals of statistics that are made of the same sums; they are told how often each group was drawn.
    ///
    /// Without an interval as [`Bootstrap::interval`].
    pub fn intervals<const N: usize>(
        &self,
        statistics: impl Fn(&[u32]) -> [Result<f64, Undefined>; N] + Sync,
    ) -> [Drawn; N] {
        if self.times.is_empty() {
            return self.of.redrawn(self.groups, statistics);
        }
        let each = self.times.par_chunks_exact(self.groups.max(1)).map(&statistics);
        self.of.drawn(self.groups, each.collect())
    }
}

/// Hyndman and Fan's definition 7 in sorted values.
fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = (sorted.len().checked_sub(1)?) as f64 * share;
    let below = floor(place);
    let (low, high) = (sorted[below as usize], sorted[(below as usize + 1).min(sorted.len() - 1)]);
    Some(low + (place - below) * (high - low))
}

#[cfg(test)]
mod tests;
