//! Sixty-four bytes of text at a time: what each byte is, a bit each.
//!
//! Half the work of reading a corpus is to find where its words are. Byte by byte that costs a branch a byte; here a
//! handful of comparisons marks letters, digits and joining punctuation of a whole block, and words follow from
//! shifts of the marks (`words.rs`). A byte that the marks do not speak for is *exotic*: a run between spaces that
//! holds one is left to `unicode-segmentation`.
//!
//! ```text
//! bytes    z  e  i     m  ’     n     é     é  n  .     3  .  5
//! letter   █  █  █  ·  █  · · · █  ·  █ █   █ █ █ ·  ·  ·  ·  ·
//! digit    ·  ·  ·  ·  ·  · · · ·  ·  · ·   · · · ·  ·  █  ·  █
//! joiner   ·  ·  ·  ·  ·  █ █ █ ·  ·  · ·   · · · █  ·  ·  █  ·     joins only between two letters, or two digits
//! word     █  █  █  ·  █  █ █ █ █  ·  █ █   █ █ █ ·  ·  █  █  █
//! ```
//!
//! This module holds the only vector code of the program, and so its only `unsafe`. The portable reading of a block
//! gives the same bits on every machine, and the tests hold both against each other and against the standard.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod portable;
mod words;

pub use words::Landmarks;

/// Bytes in a block, one for each bit of a mark.
const BLOCK: usize = 64;

/// Bytes of the next block that must be seen to know the last ones of this.
const AHEAD: usize = 2;

/// A block with what follows it; beyond the end of the text it holds zeros.
type Bytes = [u8; BLOCK + AHEAD];

/// What the bytes of a block are. A character of several bytes has its bit at the first of them; what its other bytes
/// are follows in [`words`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Classes {
    /// ASCII letters.
    letters: u64,
    /// ASCII digits.
    digits: u64,
    /// `.`, which joins letters, and joins digits.
    full_stops: u64,
    /// `'`, which does the same.
    apostrophes: u64,
    /// `:`, which joins letters.
    joins_letters: u64,
    /// `,` and `;`, which join digits.
    joins_digits: u64,
    /// First bytes of Latin letters of two bytes, U+00C0 to U+024F without × and ÷.
    letters_of_two: u64,
    /// First bytes of combining marks of two bytes, U+0300 to U+036F.
    marks_of_two: u64,
    /// First bytes of signs of Latin-1 that belong to no word.
    signs_of_two: u64,
    /// First bytes of ’ and ‘, which join as an apostrophe does.
    apostrophes_of_three: u64,
    /// First bytes of other typographic punctuation that belongs to no word: – — “ ” „ … ‹ › • €.
    signs_of_three: u64,
    /// First bytes of ….
    dots_of_three: u64,
    /// `!`, `?`, and the ends of lines.
    other_stops: u64,
    /// All bytes outside ASCII.
    high: u64,
    /// `_`, which joins everything and is a word nowhere.
    underscores: u64,
}
