//! Which words may match at all, by their first and last bytes: most words of a text are turned away here.
//!
//! A word that is written otherwise than in ASCII where a filter looks always passes, so that only the letters
//! themselves matter: what carries a mark in a rule is written with the bare letter, or passes.

use unicode_normalization::UnicodeNormalization;

use crate::text::{Gate, Head, Span, Watch, last_two};

use super::pattern::{Language, Shape, Sign, WordPattern};

/// Which words may match, by their first eight bytes and their last four.
pub(super) struct Filter {
    /// What lets through whatever this does, asked of every word.
    watch: Watch,
    /// By the first eight bytes: of whole words.
    whole: Bits,
    /// By the first four bytes: of beginnings.
    heads: Bits,
    /// By the first two letters: of stems, which keep little more, and of short beginnings.
    starts: Gate,
    /// By the last four bytes: of endings.
    tails: Bits,
    /// By the last two bytes: of shorter endings.
    ends: Gate,
    has_ends: bool,
    /// Whether some pattern may begin and end with anything.
    is_open: bool,
}

/// A set of numbers that may hold others too, but lacks none that was added.
struct Bits {
    bits: Vec<u64>,
    shift: u32,
}

impl Bits {
    /// Room for so many numbers, of which every sixteenth bit at most is set.
    fn new(count: usize) -> Self {
        let size = (count * 16).next_power_of_two().max(1 << 12);
        Self { bits: vec![0; size / 64], shift: 64 - size.trailing_zeros() }
    }

    fn at(&self, number: u64) -> (usize, u64) {
        let at = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn add(&mut self, number: u64) {
        let (at, bit) = self.at(number);
        self.bits[at] |= bit;
    }

    fn holds(&self, number: u64) -> bool {
        let (at, bit) = self.at(number);
        self.bits[at] & bit != 0
    }
}

impl Filter {
    pub fn new<'a>(patterns: impl Iterator<Item = &'a WordPattern> + Clone, language: Option<Language>) -> Self {
        let count = patterns.clone().count();
        let (whole, heads, tails) = (Bits::new(count), Bits::new(count), Bits::new(count));
        let (watch, starts, ends) = (Watch::new(Watch::WANTED), Gate::new(), Gate::new());
        let mut filter = Self { watch, whole, heads, starts, tails, ends, has_ends: false, is_open: false };
        if patterns.clone().any(|pattern| filter.add(pattern, language).is_none()) {
            filter.is_open = true;
            filter.watch.add_all();
        }
        filter
    }

    /// None when a pattern may begin and end with anything.
    fn add(&mut self, pattern: &WordPattern, language: Option<Language>) -> Option<()> {
        match &pattern.shape {
            Shape::Whole(word) => self.add_word(word),
            Shape::Stem(stem) => {
                match language {
                    Some(Language::Dutch) => self.add_start(b'g', b'e'),
                    Some(Language::English) => {}
                    _ => return None,
                }
                self.add_letter(stem.bytes().next().filter(u8::is_ascii)?);
            }
            Shape::Wild(signs) => {
                let literal = |sign: &Sign| if let Sign::Char(c) = sign { Some(*c) } else { None };
                let head: String = signs.iter().map_while(literal).collect();
                if head.is_empty() {
                    let mut tail: Vec<char> = signs.iter().rev().map_while(literal).collect();
                    tail.reverse();
                    self.add_tail(&tail.into_iter().collect::<String>())?;
                } else {
                    self.add_head(&head);
                }
            }
        }
        Some(())
    }

    fn add_word(&mut self, word: &str) {
        let head = Head::of_word(&bare(word));
        self.watch.add_head(head);
        self.whole.add(head.bytes);
    }

    fn add_head(&mut self, head: &str) {
        match bare(head)[..] {
            [] => {}
            [first, ..] if !first.is_ascii() => {}
            [a, b, c, d, ..] => {
                let head = Head::of_word(&[a, b, c, d]);
                self.watch.add_head(head);
                self.heads.add(head.four());
            }
            [first, second] | [first, second, _] if second.is_ascii() => self.add_start(first, second),
            [first, ..] => self.add_letter(first),
        }
    }

    fn add_letter(&mut self, first: u8) {
        self.watch.add_letter(first);
        self.starts.add(Head::of_word(&[first]).two(), 1);
        (0..=u8::MAX).for_each(|second| self.starts.add(Head::of_word(&[first, second]).two(), 1));
    }

    fn add_start(&mut self, first: u8, second: u8) {
        self.watch.add_letter(first);
        self.starts.add(Head::of_word(&[first, second]).two(), 1);
    }

    fn add_tail(&mut self, tail: &str) -> Option<()> {
        self.has_ends = true;
        match bare(tail)[..] {
            [] => return None,
            // A word that ends so is watched for in any case, once ends are looked at.
            [.., last] if !last.is_ascii() => self.watch.add_end(b' ', last),
            [.., a, b, c, d] => {
                self.watch.add_end(c, d);
                self.tails.add(Head::of_word(&[a, b, c, d]).four());
            }
            [.., before, last] if before.is_ascii() => self.add_end(before, last),
            [.., last] => (0..=u8::MAX).for_each(|before| self.add_end(before, last)),
        }
        Some(())
    }

    fn add_end(&mut self, before: u8, last: u8) {
        self.watch.add_end(before, last);
        self.ends.add(Head::of_word(&[before, last]).two(), 1);
    }

    /// What lets through whatever this does, faster.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Whether a word of a text may match.
    pub fn admits(&self, text: &[u8], word: Span) -> bool {
        let head = Head::of(text, word);
        self.is_open
            || !head.is_ascii()
            || self.whole.holds(head.bytes)
            || self.heads.holds(head.four())
            || self.starts.holds(head.two())
            || self.has_ends && self.ends(text, word.end as usize)
    }

    fn ends(&self, text: &[u8], end: usize) -> bool {
        let four = Head::of_word(&text[end.saturating_sub(4)..end]);
        !four.is_ascii() || self.ends.holds(last_two(text, end)) || self.tails.holds(four.four())
    }
}

/// A word of a rule in small letters without marks. A text may write é as two characters: the letter alone decides then.
fn bare(word: &str) -> Vec<u8> {
    word.nfd().collect::<String>().to_ascii_lowercase().into_bytes()
}
