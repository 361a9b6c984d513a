//! A block read by vectors of 32 bytes.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_and_si256, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
    _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
};

use super::{Bytes, Classes};

/// The same as [`super::portable::classify`].
///
/// Not inlined: the optimiser takes the comparisons of both halves apart again when it sees them beside the shifts that
/// follow, and is six times slower for it.
#[target_feature(enable = "avx2")]
#[inline(never)]
pub(super) fn classify(bytes: &Bytes) -> Classes {
    if mask(_mm256_or_si256(load::<0>(bytes), load::<32>(bytes))) == 0 {
        return of_ascii(bytes);
    }
    let (low, high) = (half::<0>(bytes), half::<32>(bytes));
    let both = |of: usize| u64::from(low[of]) | u64::from(high[of]) << 32;
    Classes {
        letters: both(0),
        digits: both(1),
        full_stops: both(2),
        apostrophes: both(3),
        joins_letters: both(4),
        joins_digits: both(5),
        letters_of_two: both(6),
        marks_of_two: both(7),
        signs_of_two: both(8),
        apostrophes_of_three: both(9),
        signs_of_three: both(10),
        dots_of_three: both(11),
        other_stops: both(12),
        high: both(13),
        underscores: both(14),
    }
}

/// The same of a block of ASCII, in which no byte needs its neighbours to be known.
#[target_feature(enable = "avx2")]
#[inline]
fn of_ascii(bytes: &Bytes) -> Classes {
    let (low, high) = (load::<0>(bytes), load::<32>(bytes));
    let both = |low: __m256i, high: __m256i| u64::from(mask(low)) | u64::from(mask(high)) << 32;
    let is = |byte: u8| both(equals(low, byte), equals(high, byte));
    let either = |one: u8, other: u8| {
        let of = |bytes| _mm256_or_si256(equals(bytes, one), equals(bytes, other));
        both(of(low), of(high))
    };
    let small = |bytes| within(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), b'a', b'z');
    Classes {
        letters: both(small(low), small(high)),
        digits: both(within(low, b'0', b'9'), within(high, b'0', b'9')),
        full_stops: is(b'.'),
        apostrophes: is(b'\''),
        joins_letters: is(b':'),
        joins_digits: either(b',', b';'),
        other_stops: either(b'!', b'?') | either(b'\n', b'\r'),
        underscores: is(b'_'),
        ..Classes::default()
    }
}

/// The marks of 32 bytes, in the order of [`Classes`].
#[target_feature(enable = "avx2")]
#[inline]
fn half<const AT: usize>(bytes: &Bytes) -> [u32; 15] {
    let (first, second, third) = (load::<AT>(bytes), load_next::<AT, 1>(bytes), load_next::<AT, 2>(bytes));
    let is = |byte: u8| equals(first, byte);
    let or = |a, b| _mm256_or_si256(a, b);
    let and = |a, b| _mm256_and_si256(a, b);
    let without = |a, b| _mm256_andnot_si256(b, a);
    let lower = _mm256_or_si256(first, _mm256_set1_epi8(0x20));
    let times = or(equals(second, 0x97), equals(second, 0xb7));
    let times = and(is(0xc3), times);
    let rare = or(or(equals(second, 0xaa), equals(second, 0xad)), or(equals(second, 0xb5), within(second, 0xb7, 0xba)));
    let rare = or(or(rare, within(second, 0xb2, 0xb3)), within(second, 0xbc, 0xbe));
    let latin_1 = without(and(is(0xc2), within(second, 0xa0, 0xbf)), rare);
    let punctuation = and(is(0xe2), equals(second, 0x80));
    let quote = within(third, 0x98, 0x99);
    let euro = and(and(is(0xe2), equals(second, 0x82)), equals(third, 0xac));
    let known = or(or(within(third, 0x90, 0xa3), within(third, 0xa5, 0xa6)), within(third, 0xb0, 0xba));
    [
        mask(within(lower, b'a', b'z')),
        mask(within(first, b'0', b'9')),
        mask(is(b'.')),
        mask(is(b'\'')),
        mask(is(b':')),
        mask(or(is(b','), is(b';'))),
        mask(without(within(first, 0xc3, 0xc9), times)),
        mask(or(is(0xcc), and(is(0xcd), within(second, 0x80, 0xaf)))),
        mask(or(times, latin_1)),
        mask(and(punctuation, quote)),
        mask(or(without(and(punctuation, known), quote), euro)),
        mask(and(punctuation, equals(third, 0xa6))),
        mask(or(or(is(b'!'), is(b'?')), or(is(b'\n'), is(b'\r')))),
        mask(first),
        mask(is(b'_')),
    ]
}

#[target_feature(enable = "avx2")]
#[inline]
fn equals(bytes: __m256i, byte: u8) -> __m256i {
    _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte.cast_signed()))
}

/// Which bytes lie from `from` to `to`: taken down to zero, those are their own minimum with the width.
#[target_feature(enable = "avx2")]
#[inline]
fn within(bytes: __m256i, from: u8, to: u8) -> __m256i {
    let shifted = _mm256_add_epi8(bytes, _mm256_set1_epi8(from.wrapping_neg().cast_signed()));
    _mm256_cmpeq_epi8(shifted, _mm256_min_epu8(shifted, _mm256_set1_epi8((to - from).cast_signed())))
}

#[target_feature(enable = "avx2")]
#[inline]
fn mask(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(bytes).cast_unsigned()
}

#[target_feature(enable = "avx2")]
#[inline]
fn load<const AT: usize>(bytes: &Bytes) -> __m256i {
    load_next::<AT, 0>(bytes)
}

/// The 32 bytes from `AT + NEXT` on.
#[target_feature(enable = "avx2")]
#[inline]
fn load_next<const AT: usize, const NEXT: usize>(bytes: &Bytes) -> __m256i {
    const { assert!(AT + NEXT + 32 <= size_of::<Bytes>()) };
    let from: *const u8 = &raw const bytes[AT + NEXT];
    // SAFETY: the assertion above says that the 32 bytes lie inside `bytes`; the load asks for no alignment.
    #[expect(unsafe_code, reason = "a vector is loaded from memory by a pointer")]
    unsafe {
        _mm256_loadu_si256(from.cast())
    }
}
