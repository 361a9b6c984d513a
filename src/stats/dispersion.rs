//! How evenly something is spread over the parts of a corpus.

use libm::log2;

use super::{Undefined, round12};

/// One part of a corpus: its size and how often the thing occurs in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its size, in words.
    pub size: u64,
    /// How often.
    pub count: u64,
}

/// The deviation of proportions DP: Gries (2008), “Dispersions and adjusted frequencies in corpora”,
/// International Journal of Corpus Linguistics 13(4), section 4.1.
///
/// `DP = ½ Σ |countᵢ/Σcount − sizeᵢ/Σsize|`: 0 when every part has its share, near 1 when one small part
/// has all. The parts are summed in the given order, so give them in the corpus's.
///
/// # Errors
/// [`Undefined::SinglePart`] with fewer than two parts, [`Undefined::Empty`] when all parts are empty,
/// [`Undefined::ZeroFrequency`] when nothing occurs.
///
/// ```
/// use kantlijn::stats::{Part, dispersion};
///
/// // Gries's word `a`, in parts of 9, 10, 10, 10 and 11 words.
/// let parts = [(9, 1), (10, 2), (10, 3), (10, 4), (11, 5)].map(|(size, count)| Part { size, count });
/// assert_eq!(dispersion(&parts), Ok(0.18));
/// ```
pub fn dispersion(parts: &[Part]) -> Result<f64, Undefined> {
    Whole::of(parts).map(|whole| bounded(whole.deviation(parts)))
}

/// DP divided by what it is at most, `1 − the smallest part's share`, so that 1 is “all in the smallest part”: Lijffijt & Gries
/// (2012), International Journal of Corpus Linguistics 17(1), p. 149.
///
/// # Errors
/// As [`dispersion`].
pub fn dispersion_norm(parts: &[Part]) -> Result<f64, Undefined> {
    let whole = Whole::of(parts)?;
    let smallest = parts.iter().map(|part| part.size).min().unwrap_or(0) as f64 / whole.size;
    Ok(bounded(whole.deviation(parts) / (1.0 - smallest)))
}

/// In how many parts it occurs.
#[must_use]
pub fn range(parts: &[Part]) -> u64 {
    parts.iter().filter(|part| part.count > 0).count() as u64
}

/// Juilland's D, `1 − CV/√(k − 1)` with the variation (population standard deviation over mean) of the rates in the k parts: 1
/// when all rates are the same, 0 when one part has all. Juilland, Brodin & Davidovitch (1970); as Gries (2008), section 2.
///
/// Parts without words have no rate and are left out.
///
/// # Errors
/// As [`dispersion`].
pub fn juilland_d(parts: &[Part]) -> Result<f64, Undefined> {
    let rates = rates(parts)?;
    let k = rates.len() as f64;
    let mean = rates.iter().sum::<f64>() / k;
    let variance = rates.iter().map(|rate| (rate - mean) * (rate - mean)).sum::<f64>() / k;
    Ok(bounded(1.0 - variance.sqrt() / mean / (k - 1.0).sqrt()))
}

/// Carroll's D₂, the entropy of the rates in the k parts over `log₂ k`: 1 when all rates are the same, 0 when one part has all.
/// Carroll (1970); as Gries (2008), section 2.
///
/// Parts without words have no rate and are left out.
///
/// # Errors
/// As [`dispersion`].
pub fn carroll_d2(parts: &[Part]) -> Result<f64, Undefined> {
    let rates = rates(parts)?;
    let sum: f64 = rates.iter().sum();
    let entropy: f64 = rates.iter().filter(|&&rate| rate > 0.0).map(|rate| -(rate / sum) * log2(rate / sum)).sum();
    Ok(bounded(entropy / log2(rates.len() as f64)))
}

/// Rosengren's S, `(Σ √(share of the words · count))² / all`: 1 when every part has its share, the share of its part when one
/// has all. Rosengren (1971), in the form for unequal parts; as Gries (2008), section 2.
///
/// # Errors
/// As [`dispersion`].
pub fn rosengren_s(parts: &[Part]) -> Result<f64, Undefined> {
    let whole = Whole::of(parts)?;
    let roots: f64 = parts.iter().map(|part| (part.size as f64 / whole.size * part.count as f64).sqrt()).sum();
    Ok(bounded(roots * roots / whole.count))
}

/// A measure that lies between 0 and 1 by definition: what sums of fractions carry beyond is no part of it, and a nought has no sign.
fn bounded(measure: f64) -> f64 {
    // Of all that is not above 0, -0 too, this 0 is taken.
    if measure > 1e-12 { round12(measure.min(1.0)) } else { 0.0 }
}

/// All parts together.
struct Whole {
    size: f64,
    count: f64,
}

impl Whole {
    fn of(parts: &[Part]) -> Result<Self, Undefined> {
        if parts.len() < 2 {
            return Err(Undefined::SinglePart);
        }
        let sum = |of: fn(&Part) -> u64| parts.iter().map(of).fold(0_u64, u64::saturating_add);
        match (sum(|part| part.size), sum(|part| part.count)) {
            (0, _) => Err(Undefined::Empty),
            (_, 0) => Err(Undefined::ZeroFrequency),
            (size, count) => Ok(Self { size: size as f64, count: count as f64 }),
        }
    }

    fn deviation(&self, parts: &[Part]) -> f64 {
        let shares = parts.iter().map(|part| part.count as f64 / self.count - part.size as f64 / self.size);
        shares.fold(0.0, |sum, share| sum + share.abs()) / 2.0
    }
}

/// How often it occurs in each part that has words, by their number.
fn rates(parts: &[Part]) -> Result<Vec<f64>, Undefined> {
    let filled: Vec<Part> = parts.iter().copied().filter(|part| part.size > 0).collect();
    Whole::of(if parts.len() < 2 { parts } else { &filled })?;
    Ok(filled.iter().map(|part| part.count as f64 / part.size as f64).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Part, carroll_d2, dispersion, dispersion_norm, juilland_d, range, rosengren_s};
    use crate::stats::Undefined;

    fn parts(of: &[(u64, u64)]) -> Vec<Part> {
        of.iter().map(|&(size, count)| Part { size, count }).collect()
    }

    /// Gries (2008), the word `a` of his toy corpus in section 2.1 and the figures of his table for it.
    #[test]
    fn the_toy_word_of_gries_has_its_published_figures() {
        let toy = parts(&[(9, 1), (10, 2), (10, 3), (10, 4), (11, 5)]);
        assert_eq!(dispersion(&toy), Ok(0.18));
        assert_eq!(range(&toy), 5);
        let shown = [juilland_d(&toy), carroll_d2(&toy), rosengren_s(&toy)].map(|it| format!("{:.3}", it.unwrap()));
        assert_eq!(shown, ["0.785", "0.938", "0.950"]);
        // 0.18 / (1 − 9/50).
        assert_eq!(dispersion_norm(&toy), Ok(0.219_512_195_122));
    }

    #[test]
    fn even_and_lumped_are_the_ends_of_each_measure() {
        let (even, lumped) = (parts(&[(10, 2), (20, 4), (5, 1)]), parts(&[(10, 0), (20, 0), (5, 7)]));
        let all = |of: &[Part]| {
            [dispersion(of), dispersion_norm(of), juilland_d(of), carroll_d2(of), rosengren_s(of)].map(Result::unwrap)
        };
        assert_eq!(all(&even), [0.0, 0.0, 1.0, 1.0, 1.0]);
        assert_eq!(all(&lumped), [0.857_142_857_143, 1.0, 0.0, 0.0, 0.142_857_142_857]);
    }

    /// Sums of fractions end beside 0: -2e-16 and -0 are what these would be.
    #[test]
    fn what_one_of_many_parts_has_alone_is_no_less_than_nought() {
        for k in 3..40 {
            let lumped: Vec<(u64, u64)> = (0..k).map(|at| (1000 + 37 * at, u64::from(at == 1))).collect();
            for measure in [juilland_d, carroll_d2] {
                let value = measure(&parts(&lumped)).unwrap();
                assert_eq!((value, value.is_sign_negative()), (0.0, false), "{k} parts");
            }
        }
    }

    #[test]
    fn nothing_is_undefined_with_its_reason() {
        for measure in [dispersion, dispersion_norm, juilland_d, carroll_d2, rosengren_s] {
            assert_eq!(measure(&parts(&[(10, 2)])), Err(Undefined::SinglePart));
            assert_eq!(measure(&parts(&[(10, 0), (20, 0)])), Err(Undefined::ZeroFrequency));
        }
        assert_eq!(dispersion(&parts(&[(0, 0), (0, 0)])), Err(Undefined::Empty));
        // A part without words has no rate: of the two one is left.
        assert_eq!(juilland_d(&parts(&[(10, 2), (0, 0)])), Err(Undefined::SinglePart));
    }

    proptest! {
        #[test]
        fn every_measure_lies_between_nought_and_one(of in prop::collection::vec((1..2_000_000_000_u64, 0..9_u64), 2..20)) {
            let of = parts(&of);
            for measure in [dispersion, dispersion_norm, juilland_d, carroll_d2, rosengren_s] {
                prop_assert!(measure(&of).is_err() || (0.0..=1.0).contains(&measure(&of).unwrap()), "{:?}", measure(&of));
            }
        }
    }
}
