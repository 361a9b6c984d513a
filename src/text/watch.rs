//! Looking out for words while a text is cut into them, by how they begin and end.

use super::head::{are_ascii, last_two};
use super::{Head, Span};

/// Numbers with a flag each. Others may have it too, but none lacks one that it was given; a byte for each, so that asking
/// it of every word of a corpus costs little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gate(Box<[u8; Gate::SIZE]>);

impl Gate {
    const BITS: u32 = 13;
    const SIZE: usize = 1 << Self::BITS;

    pub fn new() -> Self {
        Self(Box::new([0; Self::SIZE]))
    }

    #[inline]
    fn at(number: u64) -> usize {
        (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - Self::BITS)) as usize
    }

    pub fn add(&mut self, number: u64, flag: u8) {
        self.0[Self::at(number)] |= flag;
    }

    #[inline]
    pub fn flags(&self, number: u64) -> u8 {
        self.0[Self::at(number)]
    }

    #[inline]
    pub fn holds(&self, number: u64) -> bool {
        self.flags(number) != 0
    }
}

/// How words begin and end that somebody looks out for.
///
/// All of them have its flag, and few others do: among these, all that are written otherwise than in ASCII at their
/// beginning or end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Watch {
    flag: u8,
    /// By the first four bytes.
    heads: Gate,
    /// By the first, of those of which no more is known.
    letters: [u8; 256],
    /// By the last two.
    ends: Gate,
    has_ends: bool,
}

/// A word of a few that was found, and its flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub place: u8,
    flags: u8,
}

impl Seen {
    pub fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

impl Watch {
    /// The flag of words that may be hesitations, or like the word before them.
    pub const DOUBTFUL: u8 = 1;
    /// The flag of words that rules may match.
    pub const WANTED: u8 = 2;
    /// How many words are looked at in one go.
    pub const AT_ONCE: usize = 64;

    /// For no word yet.
    pub fn new(flag: u8) -> Self {
        Self { flag, heads: Gate::new(), letters: [0; 256], ends: Gate::new(), has_ends: false }
    }

    /// For words that begin with these four bytes; where fewer are given, for those that are no longer.
    pub fn add_head(&mut self, head: Head) {
        self.heads.add(head.four(), self.flag);
    }

    /// For words that begin with this letter of ASCII.
    pub fn add_letter(&mut self, first: u8) {
        self.letters[usize::from(first | 0x20)] |= self.flag;
    }

    /// For words that end with these bytes.
    pub fn add_end(&mut self, before: u8, last: u8) {
        self.has_ends = true;
        self.ends.add(Head::of_word(&[before, last]).two(), self.flag);
    }

    /// For every word.
    pub fn add_all(&mut self) {
        self.letters.iter_mut().for_each(|flags| *flags |= self.flag);
    }

    /// For all that either looks out for, each with its flag.
    pub fn with(mut self, other: &Watch) -> Self {
        let join = |own: &mut [u8], others: &[u8]| own.iter_mut().zip(others).for_each(|(own, other)| *own |= other);
        join(&mut self.heads.0[..], &other.heads.0[..]);
        join(&mut self.letters, &other.letters);
        join(&mut self.ends.0[..], &other.ends.0[..]);
        self.flag |= other.flag;
        self.has_ends |= other.has_ends;
        self
    }

    /// The words of at most [`Watch::AT_ONCE`] that have a flag, in order, written over `seen`; how many they are.
    /// `before` is the word before them, and then the last of them: one that begins like it has the flag of doubt.
    pub fn look(&self, text: &[u8], words: &[Span], before: &mut Head, seen: &mut [Seen; Self::AT_ONCE]) -> usize {
        if self.has_ends {
            self.look_at::<true>(text, words, before, seen)
        } else {
            self.look_at::<false>(text, words, before, seen)
        }
    }

    // Not inlined, and without a branch: this runs over every word of a corpus, and has the registers for itself.
    #[inline(never)]
    fn look_at<const ENDS: bool>(
        &self,
        text: &[u8],
        words: &[Span],
        before: &mut Head,
        seen: &mut [Seen; Self::AT_ONCE],
    ) -> usize {
        let (heads, letters, ends) = (&self.heads, &self.letters, &self.ends);
        let odd = self.flag | Self::DOUBTFUL;
        let (mut last, mut count, mut place) = (*before, 0, 0);
        for &word in words {
            let head = Head::of(text, word);
            let end = if ENDS { last_two(text, word.end as usize) } else { 0 };
            let at_end = if ENDS { ends.flags(end) } else { 0 };
            let listed = heads.flags(head.four()) | letters[usize::from(head.first())] | at_end;
            let is_odd = !are_ascii(last.bytes | head.bytes | end);
            let flags = listed | (u8::from(last.may_begin(head)) * Self::DOUBTFUL) | (u8::from(is_odd) * odd);
            seen[count % Self::AT_ONCE] = Seen { place, flags };
            count += usize::from(flags != 0);
            place += 1;
            last = head;
        }
        *before = last;
        count
    }
}
