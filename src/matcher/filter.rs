//! Which words may match at all, by their first and last bytes: most words of a text are turned away here.
//!
//! A word that is written otherwise than in ASCII where a filter looks always passes, so that only the letters
//! themselves matter: what carries a mark in a rule is written with the bare letter, or passes.

use unicode_normalization::UnicodeNormalization;

use super::pattern::{Language, Shape, Sign, WordPattern};

const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// Which words may match, by their first eight bytes and their last four.
pub(super) struct Filter {
    /// By the first four bytes, hashed: of whole words and of beginnings. Only what it holds is looked at more closely.
    gate: Gate,
    /// By the first eight bytes, hashed: of whole words.
    whole: Bits,
    /// By the first four bytes, hashed: of beginnings.
    heads: Bits,
    /// By the first two letters, a bit each: of stems, which keep little more, and of short beginnings.
    starts: Pairs,
    /// By the last four bytes, hashed, and by the last two: of endings; none when no pattern has only its ending.
    tails: Option<(Bits, Pairs)>,
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

/// The same, asked of every word: of one size, and a byte for each number, so that nothing is shifted about.
struct Gate(Box<[u8; Gate::SIZE]>);

impl Gate {
    const BITS: u32 = 14;
    const SIZE: usize = 1 << Self::BITS;

    fn at(number: u64) -> usize {
        (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize
    }

    fn add(&mut self, number: u64) {
        self.0[Self::at(number)] = 1;
    }

    #[inline]
    fn holds(&self, number: u64) -> bool {
        self.0[Self::at(number)] != 0
    }
}

/// A set of pairs of bytes.
struct Pairs(Vec<u64>);

impl Pairs {
    fn new() -> Self {
        Self(vec![0; 256 * 256 / 64])
    }

    /// Adds a pair: the first byte is the low one.
    fn add(&mut self, pair: u16) {
        self.0[usize::from(pair) / 64] |= 1 << (pair % 64);
    }

    fn holds(&self, pair: u16) -> bool {
        self.0[usize::from(pair) / 64] >> (pair % 64) & 1 == 1
    }
}

impl Filter {
    /// None when some pattern may begin and end with anything.
    pub fn new<'a>(
        patterns: impl Iterator<Item = &'a WordPattern> + Clone,
        language: Option<Language>,
    ) -> Option<Self> {
        let count = patterns.clone().count();
        let (gate, whole, heads) = (Gate(Box::new([0; Gate::SIZE])), Bits::new(count), Bits::new(count));
        let mut filter = Self { gate, whole, heads, starts: Pairs::new(), tails: None };
        for pattern in patterns {
            match &pattern.shape {
                Shape::Whole(word) => filter.add_word(word),
                Shape::Stem(stem) => {
                    match language {
                        Some(Language::Dutch) => filter.starts.add(u16::from_le_bytes(*b"ge")),
                        Some(Language::English) => {}
                        _ => return None,
                    }
                    filter.add_start(stem.bytes().next().filter(u8::is_ascii)?);
                }
                Shape::Wild(signs) => {
                    let literal = |sign: &Sign| if let Sign::Char(c) = sign { Some(*c) } else { None };
                    let head: String = signs.iter().map_while(literal).collect();
                    if head.is_empty() {
                        let mut tail: Vec<char> = signs.iter().rev().map_while(literal).collect();
                        tail.reverse();
                        filter.add_tail(&tail.into_iter().collect::<String>(), count)?;
                    } else {
                        filter.add_head(&head);
                    }
                }
            }
        }
        Some(filter)
    }

    fn add_word(&mut self, word: &str) {
        let mut head = [0; 8];
        head.iter_mut().zip(bare(word)).for_each(|(byte, of_word)| *byte = of_word);
        let lower = lower(u64::from_le_bytes(head));
        self.gate.add(lower & 0xffff_ffff);
        self.whole.add(lower);
    }

    fn add_head(&mut self, head: &str) {
        match bare(head)[..] {
            [] => {}
            [first, ..] if !first.is_ascii() => {}
            [a, b, c, d, ..] => {
                let lower = lower(u64::from(u32::from_le_bytes([a, b, c, d])));
                self.gate.add(lower);
                self.heads.add(lower);
            }
            [first, second] | [first, second, _] if second.is_ascii() => {
                self.starts.add(lower(u64::from(u16::from_le_bytes([first, second]))) as u16);
            }
            [first, ..] => self.add_start(first),
        }
    }

    fn add_start(&mut self, first: u8) {
        (0..=u8::MAX).for_each(|second| self.starts.add(u16::from_le_bytes([lower(first.into()) as u8, second])));
    }

    fn add_tail(&mut self, tail: &str, count: usize) -> Option<()> {
        let (tails, ends) = self.tails.get_or_insert_with(|| (Bits::new(count), Pairs::new()));
        match bare(tail)[..] {
            [] => return None,
            [.., last] if !last.is_ascii() => {}
            [.., a, b, c, d] => tails.add(lower(u64::from(u32::from_le_bytes([a, b, c, d])))),
            [.., before, last] if before.is_ascii() => {
                ends.add(lower(u64::from(u16::from_le_bytes([before, last]))) as u16);
            }
            [.., last] => {
                (0..=u8::MAX).for_each(|before| ends.add(u16::from_le_bytes([before, lower(last.into()) as u8])));
            }
        }
        Some(())
    }

    /// Whether a word may match, by its first eight bytes (zeros behind its end) and by the four bytes of the text that end
    /// with it.
    #[inline]
    pub fn admits(&self, head: u64, tail: u32) -> bool {
        let low = lower(head);
        let begins = self.gate.holds(low & 0xffff_ffff) | self.starts.holds(low as u16) | (head & NOT_ASCII != 0);
        if begins && self.begins(head, low) {
            return true;
        }
        self.tails.as_ref().is_some_and(|(tails, ends)| {
            let low = lower(tail.into());
            tails.holds(low) || ends.holds((low >> 16) as u16) || u64::from(tail) & NOT_ASCII != 0
        })
    }

    fn begins(&self, head: u64, low: u64) -> bool {
        head & NOT_ASCII != 0
            || self.whole.holds(low)
            || self.heads.holds(low & 0xffff_ffff)
            || self.starts.holds(low as u16)
    }
}

/// Bytes with small letters; other ASCII may change too, to the same wherever it stands.
pub(super) fn lower(bytes: u64) -> u64 {
    bytes | (((bytes & !NOT_ASCII) + !NOT_ASCII) & NOT_ASCII) >> 2
}

/// A word of a rule in small letters without marks. A text may write é as two characters: the letter alone decides then.
fn bare(word: &str) -> Vec<u8> {
    word.nfd().collect::<String>().to_ascii_lowercase().into_bytes()
}
