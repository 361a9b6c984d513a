//! Which transcripts are nearly the same: a small sketch of each, compared in place of the texts.
//!
//! One-permutation MinHash over runs of three words (Li, Owen and Zhang 2012, “One permutation hashing”,
//! NIPS 25, equation 10): the share of equal slots, among those that either sketch fills, estimates the
//! Jaccard similarity of the two sets of runs.

use std::collections::BTreeMap;

use crate::text::{Span, eight_bytes};

/// Slots of a sketch. A power of two, since the first bits of a hash choose the slot.
const SLOTS: usize = 128;

/// Slots that must agree together before two sketches are compared at all. At a similarity of 0.9 one
/// of 32 such bands agrees with a chance of 1 − (1 − 0.9⁴)³², which is 1 but for 10⁻¹⁵.
const BAND: usize = 4;

/// Similarity from which two transcripts are reported.
const ALIKE: f64 = 0.9;

/// Fewer words than this say too little: short answers to one question are often the same.
const FEWEST_WORDS: usize = 50;

/// What is kept of a document's words to find copies of it: 256 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch([u16; SLOTS]);

impl Sketch {
    /// The sketch of the words of a transcript's turns, as they were cut; the letter case of ASCII and Latin-1 does not
    /// count.
    #[must_use]
    pub fn of(text: &str, words: impl Iterator<Item = Span>) -> Sketch {
        let mut least = [u64::MAX; SLOTS];
        let mut run = [0_u64; 3];
        let mut count = 0_usize;
        for word in words {
            run = [run[1], run[2], hash(text.as_bytes(), word)];
            count += 1;
            if count >= run.len() {
                let mixed = mix(run[0].rotate_left(42) ^ run[1].rotate_left(21) ^ run[2]);
                let slot = (mixed >> (u64::BITS - SLOTS.trailing_zeros())) as usize;
                least[slot] = least[slot].min(mixed);
            }
        }
        let mut slots = [0; SLOTS];
        if count >= FEWEST_WORDS {
            for (slot, least) in slots.iter_mut().zip(least) {
                if least != u64::MAX {
                    // Zero means empty, so sixteen other bits of the hash are kept, never all zero.
                    *slot = (mix(least) as u16).max(1);
                }
            }
        }
        Sketch(slots)
    }

    /// Whether the text has too few words to be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|&slot| slot == 0)
    }

    /// The estimated share of runs of three words that two documents have in common, 0 to 1.
    ///
    /// The standard error is √(s(1 − s)/128): ±0.03 at 0.9. Nothing is similar to a text of fewer than
    /// fifty words.
    #[must_use]
    pub fn similarity(&self, other: &Sketch) -> f64 {
        let (mut equal, mut filled) = (0_u32, 0_u32);
        for (a, b) in self.0.iter().zip(&other.0) {
            filled += u32::from((a | b) != 0);
            equal += u32::from(a == b && *a != 0);
        }
        if filled == 0 { 0.0 } else { f64::from(equal) / f64::from(filled) }
    }
}

/// The transcripts that are probably copies: the earliest that each resembles, its own name, and the estimated
/// similarity, at 0.9 or more, in order of the given list.
///
/// Each copy is named once: a thousand copies of one text are a thousand lines, not half a million pairs.
///
/// ```
/// use kantlijn::corpus::{Sketch, near_identical};
///
/// let none: Vec<(&str, Sketch)> = Vec::new();
/// assert!(near_identical(&none).is_empty());
/// ```
#[must_use]
pub fn near_identical<N: AsRef<str>>(sketches: &[(N, Sketch)]) -> Vec<(String, String, f64)> {
    // For each copy, the earliest that it resembles. Whoever stands before that one need not be looked at again.
    let mut originals: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for band in 0..SLOTS / BAND {
        let key = |i: usize| &sketches[i].1.0[band * BAND..(band + 1) * BAND];
        let mut order: Vec<usize> = (0..sketches.len()).filter(|&i| key(i).iter().any(|&slot| slot != 0)).collect();
        order.sort_by_key(|&i| (key(i), i));
        for group in order.chunk_by(|&a, &b| key(a) == key(b)) {
            for (n, &b) in group.iter().enumerate() {
                let known = originals.get(&b).map_or(b, |&(a, _)| a);
                let earlier = group[..n].iter().copied().take_while(|&a| a < known);
                let likeness = |a: usize| (a, sketches[a].1.similarity(&sketches[b].1));
                if let Some(original) = earlier.map(likeness).find(|&(_, similarity)| similarity >= ALIKE) {
                    originals.insert(b, original);
                }
            }
        }
    }
    let mut copies: Vec<(usize, usize, f64)> = originals.into_iter().map(|(b, (a, s))| (a, b, s)).collect();
    copies.sort_by_key(|&(a, b, _)| (a, b));
    let name = |i: usize| sketches[i].0.as_ref().to_owned();
    copies.into_iter().map(|(a, b, similarity)| (name(a), name(b), similarity)).collect()
}

/// A hash of a word, eight bytes at a step: fixed for all time and machines, unlike the standard library's.
///
/// The bit that tells capitals from small letters in ASCII, and in the second byte of the letters of Latin-1, is set in
/// every byte, so that letter case does not count.
fn hash(text: &[u8], word: Span) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = word.len() as u64;
    for at in word.range().step_by(8) {
        let left = word.end as usize - at;
        let own = if left < 8 { !(u64::MAX << (8 * left)) } else { u64::MAX };
        let eight = eight_bytes(text, at, left) | 0x2020_2020_2020_2020 & own;
        hash = (hash.rotate_left(29) ^ eight).wrapping_mul(ODD);
    }
    hash
}

/// The finaliser of SplitMix64, so that every bit of the input reaches every bit of the slot.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{Sketch, near_identical};
    use crate::text::{Span, words};

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text, words(text))
    }

    /// Words that look like words and never repeat a run of three.
    fn story(from: usize, to: usize) -> String {
        (from..to).fold(String::new(), |mut text, n| {
            let _ = write!(text, "woord{} ", n * 7919 % 100_003);
            text
        })
    }

    #[test]
    fn a_copy_with_a_few_changes_is_found_and_a_different_interview_is_not() {
        let first = story(0, 2000);
        let copy = format!("{}en nog een slotzin erbij", first.to_uppercase());
        let sketches =
            [("a", sketch(&first)), ("b", sketch(&story(5000, 7000))), ("c", sketch(&copy)), ("d", sketch("Ja."))];
        let found = near_identical(&sketches);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("a", "c"));
        assert!(found[0].2 > 0.97);
    }

    #[test]
    fn each_copy_is_named_once_with_the_earliest_like_it() {
        let text = story(0, 60);
        let same: Vec<(String, Sketch)> = (0..20_000).map(|n| (format!("r{n}"), sketch(""))).collect();
        assert!(near_identical(&same).is_empty());
        let one = sketch(&text);
        let same: Vec<(String, Sketch)> = (0..20_000).map(|n| (format!("r{n}"), one)).collect();
        let found = near_identical(&same);
        assert_eq!(found.len(), 19_999);
        assert!(found.iter().all(|(original, ..)| original == "r0"));
    }

    #[test]
    fn the_estimate_is_close_to_the_share_of_common_runs() {
        // 1500 of 2500 runs in common.
        let estimate = sketch(&story(0, 2000)).similarity(&sketch(&story(500, 2500)));
        assert!((estimate - 0.6).abs() < 0.15, "{estimate}");
    }

    #[test]
    fn short_answers_are_never_copies() {
        let short = story(0, 49);
        assert!(near_identical(&[("a", sketch(&short)), ("b", sketch(&short))]).is_empty());
        let longer = story(0, 51);
        assert_eq!(near_identical(&[("a", sketch(&longer)), ("b", sketch(&longer))]).len(), 1);
    }

    #[test]
    fn a_sketch_is_small() {
        assert_eq!(std::mem::size_of::<Sketch>(), 256);
    }

    #[test]
    fn letter_case_does_not_count_and_letters_do() {
        let hash = |word: &str| super::hash(word.as_bytes(), Span::new(0, word.len()));
        assert_eq!(hash("ÉÉN"), hash("één"));
        assert_eq!(hash("VerantwoordelijkheidsGevoel"), hash("verantwoordelijkheidsgevoel"));
        let words =
            ["a", "b", "aa", "ab", "één", "een", "verantwoordelijk", "verantwoordelijke", "12345678", "123456789"];
        for (i, a) in words.iter().enumerate() {
            assert!(words[..i].iter().all(|b| hash(a) != hash(b)), "{a}");
        }
    }
}
