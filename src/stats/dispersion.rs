//! How evenly something is spread over the parts of a corpus.

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
    if parts.len() < 2 {
        return Err(Undefined::SinglePart);
    }
    let (size, count) = parts.iter().fold((0, 0), |(size, count), part| (size + part.size, count + part.count));
    if size == 0 {
        return Err(Undefined::Empty);
    }
    if count == 0 {
        return Err(Undefined::ZeroFrequency);
    }
    let shares = parts.iter().map(|part| part.count as f64 / count as f64 - part.size as f64 / size as f64);
    Ok(round12(shares.fold(0.0, |sum, share| sum + share.abs()) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::{Part, dispersion};
    use crate::stats::Undefined;

    #[test]
    fn even_is_zero_and_nothing_is_undefined() {
        let part = |size, count| Part { size, count };
        assert_eq!(dispersion(&[part(10, 2), part(20, 4)]), Ok(0.0));
        assert_eq!(dispersion(&[part(10, 2)]), Err(Undefined::SinglePart));
        assert_eq!(dispersion(&[part(10, 0), part(20, 0)]), Err(Undefined::ZeroFrequency));
        assert_eq!(dispersion(&[part(0, 0), part(0, 0)]), Err(Undefined::Empty));
    }
}
