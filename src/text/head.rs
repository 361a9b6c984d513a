//! The beginnings and ends of words, as numbers: words are so short that one comparison tells most of them apart.

use super::Span;

/// The first eight bytes of a word, zeros behind its end, with the bit set that tells a small letter of ASCII from a
/// capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub bytes: u64,
    /// Which of them are the word's own.
    own: u64,
}

const SMALL: u64 = 0x2020_2020_2020_2020;
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

impl Head {
    /// Of no word: it begins none.
    pub const NOTHING: Self = Self { bytes: 0, own: u64::MAX };

    /// That of a word in a text.
    #[inline]
    pub fn of(text: &[u8], word: Span) -> Self {
        let own = own(word.len());
        Self { bytes: eight_bytes(text, word.start as usize, word.len()) | SMALL & own, own }
    }

    /// That of a word alone.
    pub fn of_word(word: &[u8]) -> Self {
        Self::of(word, Span::new(0, word.len()))
    }

    /// The first four bytes.
    #[inline]
    pub fn four(self) -> u64 {
        self.bytes & 0xffff_ffff
    }

    /// The first two.
    #[inline]
    pub fn two(self) -> u64 {
        self.bytes & 0xffff
    }

    /// The first.
    #[inline]
    pub fn first(self) -> u8 {
        self.bytes as u8
    }

    /// Whether all that it holds is ASCII.
    #[inline]
    pub fn is_ascii(self) -> bool {
        are_ascii(self.bytes)
    }

    /// Whether a word of ASCII that begins so may be the beginning of another of ASCII, or the same, whatever their letter case.
    #[inline]
    pub fn may_begin(self, other: Self) -> bool {
        (self.bytes ^ other.bytes) & self.own == 0
    }
}

/// Whether bytes are ASCII.
#[inline]
pub(super) fn are_ascii(bytes: u64) -> bool {
    bytes & NOT_ASCII == 0
}

/// Up to eight bytes of a text from `at` on, the first lowest; zeros stand where `length` ends before.
#[inline]
pub(crate) fn eight_bytes(text: &[u8], at: usize, length: usize) -> u64 {
    let eight = match text.get(at..at + 8).and_then(|eight| eight.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_bytes(text, at),
    };
    eight & own(length)
}

/// The same where a text ends before the eighth.
#[cold]
#[inline(never)]
fn last_bytes(text: &[u8], at: usize) -> u64 {
    text.get(at..).unwrap_or_default().iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte))
}

/// Which of eight bytes belong to a word of this length.
#[inline]
fn own(length: usize) -> u64 {
    // A look is cheaper than a shift that may be too wide.
    const OWN: [u64; 9] = {
        let mut own = [u64::MAX; 9];
        let mut length = 0;
        while length < 8 {
            own[length] = (1 << (8 * length)) - 1;
            length += 1;
        }
        own
    };
    OWN[length.min(8)]
}

/// The last two bytes before a place, in small letters; whatever stands before a text is like a space.
#[inline]
pub(crate) fn last_two(text: &[u8], end: usize) -> u64 {
    match text.get(end.wrapping_sub(2)..end).and_then(|two| two.first_chunk()) {
        Some(two) => u64::from(u16::from_le_bytes(*two)) | SMALL & 0xffff,
        None => last_one(text, end),
    }
}

#[cold]
#[inline(never)]
fn last_one(text: &[u8], end: usize) -> u64 {
    Head::of_word(&[b' ', text[end - 1]]).bytes
}
