//! A block read byte by byte: on machines without vectors, and to hold the vectors against.

use super::{BLOCK, Bytes, Classes};

/// What the bytes of a block are.
pub(super) fn classify(bytes: &Bytes) -> Classes {
    let mut classes = Classes::default();
    for i in 0..BLOCK {
        let bit = 1 << i;
        let of = match bytes[i..i + 3] {
            [b'a'..=b'z' | b'A'..=b'Z', ..] => &mut classes.letters,
            [b'0'..=b'9', ..] => &mut classes.digits,
            [b'.', ..] => &mut classes.full_stops,
            [b'\'', ..] => &mut classes.apostrophes,
            [b'!' | b'?' | b'\n' | b'\r', ..] => &mut classes.other_stops,
            [b':', ..] => &mut classes.joins_letters,
            [b',' | b';', ..] => &mut classes.joins_digits,
            [b'_', ..] => &mut classes.underscores,
            [0..=0x7f, ..] => continue,
            [0xc3, 0x97 | 0xb7, _] => &mut classes.signs_of_two,
            [0xc3..=0xc9, ..] => &mut classes.letters_of_two,
            [0xcc, ..] | [0xcd, 0x80..=0xaf, _] => &mut classes.marks_of_two,
            // ª µ ¸ º are letters, · joins them, the soft hyphen is invisible, ² and ½ count as numbers: too rare for marks.
            [0xc2, 0xaa | 0xad | 0xb2 | 0xb3 | 0xb5 | 0xb7..=0xba | 0xbc..=0xbe, _] => &mut classes.high,
            [0xc2, 0xa0..=0xbf, _] => &mut classes.signs_of_two,
            [0xe2, 0x80, 0x98 | 0x99] => &mut classes.apostrophes_of_three,
            [0xe2, 0x80, 0x90..=0xa3 | 0xa5..=0xa6 | 0xb0..=0xba] | [0xe2, 0x82, 0xac] => &mut classes.signs_of_three,
            _ => &mut classes.high,
        };
        *of |= bit;
        classes.high |= u64::from(!bytes[i].is_ascii()) << i;
        classes.dots_of_three |= u64::from(bytes[i..i + 3] == [0xe2, 0x80, 0xa6]) << i;
    }
    classes
}
