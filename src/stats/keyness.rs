//! Whether a word is used more in one text than in another.

use libm::log2;

use super::excess::{excess, surprise};
use super::{Undefined, round12};

/// How often something occurs in so many words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// How often.
    pub count: u64,
    /// In how many words.
    pub words: u64,
}

/// The two-cell log-likelihood of Rayson & Garside (2000), “Comparing corpora using frequency profiling”, p. 3:
/// `2(a ln(a/E₁) + b ln(b/E₂))`, Eᵢ being the words' share of all occurrences.
///
/// It leaves out what is *not* the word, which [`log_likelihood_four_cells`] has; for all but the commonest words the two hardly differ.
///
/// # Errors
/// [`Undefined::Empty`] when one of the texts has no words, [`Undefined::ZeroFrequency`] when it occurs in neither.
///
/// ```
/// use kantlijn::stats::{Occurrences, log_likelihood_two_cells};
///
/// let (here, there) = (Occurrences { count: 52, words: 50_000 }, Occurrences { count: 57, words: 75_000 });
/// assert_eq!(format!("{:.2}", log_likelihood_two_cells(here, there)?), "2.65");
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn log_likelihood_two_cells(here: Occurrences, there: Occurrences) -> Result<f64, Undefined> {
    let (both, words) = together(here, there)?;
    let (expected, more) = of(here, both, words);
    let (expected_there, more_there) = of(there, both, words);
    Ok(round12(2.0 * (surprise(expected, more) + surprise(expected_there, more_there))))
}

/// The log-likelihood ratio G² of the whole table of two by two, word or not in either text: Dunning (1993), Computational
/// Linguistics 19(1), p. 70.
///
/// # Errors
/// As [`log_likelihood_two_cells`]; also [`Undefined::ZeroMargin`] when there is no other word.
pub fn log_likelihood_four_cells(here: Occurrences, there: Occurrences) -> Result<f64, Undefined> {
    let (both, words) = together(here, there)?;
    if both >= words {
        return Err(Undefined::ZeroMargin);
    }
    let mut sum = 0.0;
    for text in [here, there] {
        let others = Occurrences { count: text.words.saturating_sub(text.count), ..text };
        for (cell, row) in [(text, both), (others, words - both)] {
            let (expected, more) = of(cell, row, words);
            sum += surprise(expected, more);
        }
    }
    Ok(round12(2.0 * sum))
}

/// How many times more often, in doublings: `log₂((a/c)/(b/d))` of Hardie (2014), a count of 0 being taken for half a one.
///
/// # Errors
/// As [`log_likelihood_two_cells`].
///
/// ```
/// use kantlijn::stats::{Occurrences, log_ratio};
///
/// let of = |count, words| Occurrences { count, words };
/// assert_eq!(log_ratio(of(8, 1000), of(2, 1000)), Ok(2.0));
/// assert_eq!(log_ratio(of(4, 1000), of(0, 1000)), Ok(3.0));
/// ```
pub fn log_ratio(here: Occurrences, there: Occurrences) -> Result<f64, Undefined> {
    together(here, there)?;
    let rate = |text: Occurrences| if text.count == 0 { 0.5 } else { text.count as f64 } / text.words as f64;
    Ok(round12(log2(rate(here) / rate(there))))
}

/// All occurrences and all words.
fn together(here: Occurrences, there: Occurrences) -> Result<(u64, u64), Undefined> {
    if here.words == 0 || there.words == 0 {
        return Err(Undefined::Empty);
    }
    match here.count.saturating_add(there.count) {
        0 => Err(Undefined::ZeroFrequency),
        both => Ok((both, here.words.saturating_add(there.words))),
    }
}

/// What is expected in a text that has its share of the occurrences, and how much more there is.
fn of(text: Occurrences, occurrences: u64, words: u64) -> (f64, f64) {
    let expected = text.words as f64 / words as f64 * occurrences as f64;
    (expected, excess(text.count, text.words, occurrences, words))
}

#[cfg(test)]
mod tests {
    use super::{Occurrences, log_likelihood_four_cells, log_likelihood_two_cells, log_ratio};
    use crate::stats::Undefined;

    fn of(count: u64, words: u64) -> Occurrences {
        Occurrences { count, words }
    }

    /// The figures of UCREL's log-likelihood page for Rayson & Garside (2000): 2.65; of four cells 2.654.
    #[test]
    fn two_cells_and_four_differ_and_have_their_names() {
        let (here, there) = (of(52, 50_000), of(57, 75_000));
        let two = log_likelihood_two_cells(here, there).unwrap();
        assert_eq!((format!("{two:.2}"), format!("{two:.3}")), ("2.65".into(), "2.652".into()));
        assert_eq!(format!("{:.3}", log_likelihood_four_cells(here, there).unwrap()), "2.654");
    }

    #[test]
    fn what_occurs_nowhere_or_in_no_words_is_undefined() {
        for measure in [log_likelihood_two_cells, log_likelihood_four_cells, log_ratio] {
            assert_eq!(measure(of(0, 10), of(0, 20)), Err(Undefined::ZeroFrequency));
            assert_eq!(measure(of(0, 0), of(2, 20)), Err(Undefined::Empty));
        }
        assert_eq!(log_likelihood_four_cells(of(3, 3), of(4, 4)), Err(Undefined::ZeroMargin));
        assert_eq!(log_likelihood_two_cells(of(3, 3), of(4, 4)), Ok(0.0));
    }
}
