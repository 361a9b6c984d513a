//! Krippendorff's α for spans that coders chose freely.

use std::collections::BTreeMap;

use super::exact::{difference, product};
use super::square::over;
use super::sums::Sums;
use super::{Continuum, Segment};
use crate::stats::Undefined;

/// A value, or a gap.
type Value = Option<u32>;

/// Lengths of texts by what two coders gave them: Krippendorff, Mathet, Bouvry and Widlöcher (2016), “On the reliability of unitizing
/// textual continua: Further developments”, Quality & Quantity 50; Krippendorff (2019), Content analysis, 4th edition, section 12.6.
///
/// It is all whole numbers, and those of several texts add exactly to those of the texts one after the other: observed lengths are
/// sums over places, and the expected ones need of the segments only the sum of their squared lengths, of the gaps only their length
/// (so that where a text ends may cut a gap, and no segment). Texts with different numbers of coders may be added, as units with
/// different numbers of ratings in α: each pair weighs 1/(m−1), m the coders of its text. A text of one coder says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unitized {
    /// Over unordered pairs of coders, the length to which they gave these two values, the lower first, in texts of m coders.
    lengths: Sums<(u32, Value, Value)>,
    /// C_c: over segments of this value the sum of their squared lengths.
    squares: Sums<u32>,
    /// The same of the length which others gave a value too, summed over these, in texts of m coders.
    valued_squares: Sums<(u32, u32)>,
    /// The length of all texts, those of one coder too.
    length: u128,
}

impl Unitized {
    pub(super) fn of(text: &Continuum) -> Self {
        let coders: Vec<Vec<Segment>> = (0..text.coders.len()).map(|coder| text.pieces(coder)).collect();
        let m = u32::try_from(coders.len()).unwrap_or(u32::MAX);
        let length = u128::from(text.length);
        if m < 2 {
            return Self { length, ..Self::default() };
        }
        let mut lengths = BTreeMap::new();
        // What others gave a value of each segment of each coder, summed over them.
        let mut valued: Vec<Vec<u128>> = coders.iter().map(|pieces| vec![0; pieces.len()]).collect();
        for j in 1..coders.len() {
            for i in 0..j {
                let (before, after) = valued.split_at_mut(j);
                meet(
                    &coders[i],
                    &coders[j],
                    u128::from(text.length),
                    (&mut before[i], &mut after[0]),
                    &mut |c, k, both| {
                        *lengths.entry((m, c.min(k), c.max(k))).or_insert(0) += both;
                    },
                );
            }
        }
        let all = || coders.iter().flatten();
        let squared = |length: u128| length.saturating_mul(length);
        let shared = all().zip(valued.iter().flatten());
        Self {
            lengths: lengths.into_iter().collect(),
            squares: all().map(|piece| (piece.value, squared(u128::from(piece.end - piece.start)))).collect(),
            valued_squares: shared.map(|(piece, valued)| ((m, piece.value), squared(*valued))).collect(),
            length,
        }
    }

    /// Adds another text's.
    pub fn add(&mut self, other: &Unitized) {
        self.add_times(other, 1);
    }

    /// Those of a draw of the bootstrap: each text's as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(texts: &[Unitized], times: &[u32]) -> Unitized {
        let mut sum = Self::default();
        texts.iter().zip(times).for_each(|(text, &times)| sum.add_times(text, times));
        sum
    }

    fn add_times(&mut self, other: &Unitized, times: u32) {
        let times = u128::from(times);
        self.lengths.add(&other.lengths, times);
        self.squares.add(&other.squares, times);
        self.valued_squares.add(&other.valued_squares, times);
        self.length = self.length.saturating_add(other.length.saturating_mul(times));
    }

    /// The length of all texts.
    #[must_use]
    pub fn length(&self) -> u64 {
        u64::try_from(self.length).unwrap_or(u64::MAX)
    }

    fn known(&self) -> Result<(), Undefined> {
        match (self.length, self.lengths.is_empty()) {
            (0, _) => Err(Undefined::Empty),
            (_, true) => Err(Undefined::NoPairs),
            _ => Ok(()),
        }
    }

    /// l_c.: what all coders together gave each value, gaps among them.
    fn given(&self) -> BTreeMap<Value, u128> {
        let mut by_coders: BTreeMap<(Value, u32), u128> = BTreeMap::new();
        for ((m, c, k), length) in self.lengths.iter() {
            for value in [c, k] {
                *by_coders.entry((value, m)).or_default() += length;
            }
        }
        let mut given = BTreeMap::new();
        for ((value, m), length) in by_coders {
            *given.entry(value).or_insert(0) += length / u128::from(m - 1);
        }
        given
    }

    /// Σ l_ck over the ordered pairs of values of which `differ` says so.
    fn observed(&self, differ: impl Fn(Value, Value) -> bool) -> f64 {
        let apart = self.lengths.iter().filter(|((_, c, k), _)| differ(*c, *k));
        apart.fold(0.0, |sum, ((m, ..), length)| sum + 2.0 * length as f64 / f64::from(m - 1))
    }

    /// C: over all segments and gaps.
    fn correction(&self, given: &BTreeMap<Value, u128>) -> u128 {
        let gaps = given.get(&None).copied().unwrap_or(0);
        self.squares.iter().fold(gaps, |sum, (_, square)| sum.saturating_add(square))
    }

    /// `1 − (Σ_{c≠k} l_ck / l..) (l..² − C) / (l..² − Σ l_c²)`, which is 1 − (l..−Σ l_cc) / (Σ e_ck − Σ e_cc): the expected lengths
    /// e_ck = l.. (l_c. l_.k − [c=k] C_c) / (l..² − C) sum up to l.., and C_c cancels in what they differ from their diagonal.
    fn coefficient(&self, given: &BTreeMap<Value, u128>, observed: f64, squares: u128) -> Result<f64, Undefined> {
        let all = given.values().sum::<u128>();
        let varied = difference(product(all, all), squares);
        let free = difference(product(all, all), self.correction(given));
        over(varied - observed * free / all as f64, varied, Undefined::NoVariation)
    }

    /// u-α, nominal: agreement on where segments lie and what they are. Krippendorff (2019), section 12.6.3, equation 34.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without a text, [`Undefined::NoPairs`] when no text has two coders, [`Undefined::NoVariation`] when all
    /// is one gap, or all is one value.
    pub fn u_alpha(&self) -> Result<f64, Undefined> {
        self.known()?;
        let given = self.given();
        let squares = given.values().fold(0, |sum: u128, length| sum.saturating_add(product(*length, *length)));
        self.coefficient(&given, self.observed(|c, k| c != k), squares)
    }

    /// |u-α, binary: agreement on where segments lie, whatever they are. Krippendorff (2019), section 12.6.4, equation 35: the values
    /// are merged in the matrices, segments that touch stay two.
    ///
    /// # Errors
    /// As [`Unitized::u_alpha`].
    pub fn binary_u_alpha(&self) -> Result<f64, Undefined> {
        self.known()?;
        let given = self.given();
        let gaps = given.get(&None).copied().unwrap_or(0);
        let valued = given.values().sum::<u128>() - gaps;
        let squares = product(gaps, gaps).saturating_add(product(valued, valued));
        self.coefficient(&given, self.observed(|c, k| c.is_none() != k.is_none()), squares)
    }

    /// The lengths which two coders gave a value, whichever: l*_c. of each value.
    fn valued(&self) -> BTreeMap<u32, f64> {
        let mut valued = BTreeMap::new();
        for ((m, c, k), length) in self.lengths.iter() {
            if let (Some(c), Some(k)) = (c, k) {
                for value in [c, k] {
                    *valued.entry(value).or_insert(0.0) += length as f64 / f64::from(m - 1);
                }
            }
        }
        valued
    }

    /// C*_c. A segment counts with the mean over the other coders of what they too gave a value of it, squared.
    fn valued_correction(&self, counted: impl Fn(u32) -> bool) -> f64 {
        let squares = self.valued_squares.iter().filter(|((_, value), _)| counted(*value));
        squares.fold(0.0, |sum, ((m, _), square)| sum + square as f64 / f64::from(m - 1) / f64::from(m - 1))
    }

    /// cu-α, nominal: agreement on what segments are, where two coders see one. Krippendorff (2019), section 12.6.5, equations 36, 37.
    ///
    /// # Errors
    /// [`Undefined::Empty`] and [`Undefined::NoPairs`] as [`Unitized::u_alpha`]; [`Undefined::NoPairs`] also when no two segments of
    /// different coders meet; [`Undefined::NoVariation`] when all that meet have the same value.
    pub fn cu_alpha(&self) -> Result<f64, Undefined> {
        self.known()?;
        let valued = self.valued();
        let all: f64 = valued.values().sum();
        if all <= 0.0 {
            return Err(Undefined::NoPairs);
        }
        let varied: f64 = valued.values().map(|length| length * (all - length)).sum();
        let observed = self.observed(|c, k| c != k && c.is_some() && k.is_some());
        let free = all * all - self.valued_correction(|_| true);
        let varies = valued.len() > 1;
        over(varied - observed * free / all, if varies { varied } else { 0.0 }, Undefined::NoVariation)
    }

    /// (k)u-α, nominal: how far a value is kept apart from others, where two coders see a segment. Krippendorff (2019), section
    /// 12.6.6, equation 38: 1 − (e*_.k / l*_.k) (l*_.k − l*_kk) / (e*_.k − e*_kk). To be read with [`Unitized::coverage`].
    ///
    /// # Errors
    /// As [`Unitized::cu_alpha`]; [`Undefined::NoPairs`] when no segment of this value meets another coder's.
    pub fn ku_alpha(&self, value: u32) -> Result<f64, Undefined> {
        self.known()?;
        let valued = self.valued();
        let all: f64 = valued.values().sum();
        let own = valued.get(&value).copied().ok_or(Undefined::NoPairs)?;
        if valued.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        let apart = self.observed(|c, k| c != k && c.is_some() && k.is_some() && [c, k].contains(&Some(value))) / 2.0;
        let expected = own * all - self.valued_correction(|other| other == value);
        let varied = own * own * (all - own);
        over(varied - expected * apart, varied, Undefined::NoVariation)
    }

    /// The share of a value's length of which other coders gave a value too, whichever: l*_.k / l_.k.
    ///
    /// # Errors
    /// As [`Unitized::u_alpha`]; [`Undefined::ZeroFrequency`] when nobody gave it.
    pub fn coverage(&self, value: u32) -> Result<f64, Undefined> {
        self.known()?;
        let given = self.given().get(&Some(value)).copied().unwrap_or(0);
        let valued = self.valued().get(&value).copied().unwrap_or(0.0);
        over(valued, given as f64, Undefined::ZeroFrequency)
    }
}

/// Tells for each piece of a text, cut by two coders' segments, both their values and its length, and adds to what each segment
/// shares with the other's.
fn meet(
    first: &[Segment],
    second: &[Segment],
    length: u128,
    shared: (&mut [u128], &mut [u128]),
    tell: &mut impl FnMut(Value, Value, u128),
) {
    let mut own: (Vec<u128>, Vec<u128>) = (vec![0; first.len()], vec![0; second.len()]);
    let (mut i, mut j) = (0, 0);
    let mut gaps = length;
    while let (Some(one), Some(other)) = (first.get(i), second.get(j)) {
        let (start, end) = (one.start.max(other.start), one.end.min(other.end));
        if start < end {
            let both = u128::from(end - start);
            tell(Some(one.value), Some(other.value), both);
            (own.0[i], own.1[j]) = (own.0[i] + both, own.1[j] + both);
            gaps += both;
        }
        if one.end <= other.end { i += 1 } else { j += 1 }
    }
    for (segments, own, shared) in [(first, own.0, shared.0), (second, own.1, shared.1)] {
        for ((segment, own), shared) in segments.iter().zip(own).zip(shared) {
            let whole = u128::from(segment.end - segment.start);
            tell(Some(segment.value), None, whole - own);
            gaps -= whole;
            *shared += own;
        }
    }
    tell(None, None, gaps);
}

#[cfg(test)]
mod tests;
