//! Whether a full stop, question or exclamation mark ends a sentence, where the characters around it are plain.
//!
//! The rules of UAX #29 look at little: what closes, spaces, and up to the next letter. For the characters that Dutch and
//! English are written with, that is read here in a few steps; where anything else stands, the answer is that the
//! standard must be asked.

/// What a terminator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A sentence goes on.
    None,
    /// A sentence starts here.
    At(usize),
    /// Something stands there that is not known here.
    Unsure,
}

/// The classes of UAX #29 (`Sentence_Break`) that plain characters have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Numeric,
    FullStop,
    Mark,
    Close,
    Space,
    Continue,
    Other,
    Unknown,
}

/// The classes of ASCII. Line breaks are unknown: within a paragraph they have become spaces.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut at = 0;
    while at < 128 {
        classes[at] = match at as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Numeric,
            b'.' => Class::FullStop,
            b'!' | b'?' => Class::Mark,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' => Class::Close,
            b' ' | b'\t' | 0x0b | 0x0c => Class::Space,
            b',' | b'-' | b':' | b';' => Class::Continue,
            b'\n' | b'\r' => Class::Unknown,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// The class of the character at `at`, and its length; none at the end.
fn class(bytes: &[u8], at: usize) -> Option<(Class, usize)> {
    let latin = |lead: u8, next: u8| {
        let c = char::from_u32(u32::from(lead & 0x1f) << 6 | u32::from(next & 0x3f));
        match c {
            Some('×' | '÷') => Class::Other,
            Some(c) if c.is_lowercase() => Class::Lower,
            Some(c) if c.is_uppercase() => Class::Upper,
            _ => Class::Unknown,
        }
    };
    Some(match *bytes.get(at..)? {
        [] => return None,
        [ascii @ 0..=0x7f, ..] => (ASCII[usize::from(ascii)], 1),
        [lead @ 0xc3..=0xc9, next, ..] => (latin(lead, next), 2),
        [0xc2, 0xa0, ..] => (Class::Space, 2),
        [0xc2, 0xab | 0xbb, ..] => (Class::Close, 2),
        [0xc2, 0xa1..=0xa9 | 0xac | 0xae..=0xb4 | 0xb6..=0xb9 | 0xbc..=0xbf, ..] => (Class::Other, 2),
        [0xe2, 0x80, 0x93 | 0x94, ..] => (Class::Continue, 3),
        [0xe2, 0x80, 0x98..=0x9f | 0xb9 | 0xba, ..] => (Class::Close, 3),
        [0xe2, 0x80, 0xa0..=0xa3 | 0xa5 | 0xa6 | 0xb0..=0xb8, ..] | [0xe2, 0x82, 0xac, ..] => (Class::Other, 3),
        _ => (Class::Unknown, 1),
    })
}

/// Whether a sentence may open with this character after a space, by the tailoring or the standard.
fn opens(bytes: &[u8], at: usize) -> bool {
    matches!(
        bytes.get(at..),
        Some([b'\'' | b'"' | b'(' | b'[', ..] | [0xc2, 0xab, ..] | [0xe2, 0x80, 0x98..=0x9f | 0xb9, ..])
    )
}

/// What the terminator at `at`, which is `.`, `!` or `?`, does in a paragraph whose line breaks are spaces.
///
/// By the rules of UAX #29, version 4.1.0 and later: SB6 and SB7 for a full stop before a digit or between letters, SB8
/// for one before a small letter, SB8a before another terminator or a comma, SB9 to SB11 for the rest.
pub(super) fn ending(bytes: &[u8], at: usize) -> Ending {
    let is_stop = bytes[at] == b'.';
    let mut next = at + 1;
    if is_stop {
        match class(bytes, next) {
            Some((Class::Numeric, _)) => return Ending::None,
            Some((Class::Upper, _)) => match at.checked_sub(1).map(|before| bytes[before]) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => return Ending::None,
                Some(0..=0x7f) | None => {}
                Some(_) => return Ending::Unsure,
            },
            _ => {}
        }
    }
    let closed = skip(bytes, next, Class::Close);
    let spaced = skip(bytes, closed, Class::Space);
    let is_opening = opens(bytes, spaced);
    let first_space = (next, closed);
    next = spaced;
    let mut ahead = next;
    loop {
        let Some((found, length)) = class(bytes, ahead) else {
            // What ends the paragraph starts no sentence after it.
            return if ahead == next { Ending::None } else { Ending::At(next) };
        };
        match found {
            Class::Unknown => return Ending::Unsure,
            Class::Continue | Class::FullStop | Class::Mark if ahead == next => return Ending::None,
            // A full stop before a small letter ends nothing, wherever quotes or brackets stand between; but the
            // tailoring for what opens a sentence may say otherwise.
            Class::Lower if is_stop && is_opening => return tailored(bytes, first_space, next),
            Class::Lower if is_stop => return Ending::None,
            Class::Lower | Class::Upper | Class::FullStop | Class::Mark => return Ending::At(next),
            _ if !is_stop => return Ending::At(next),
            _ => ahead += length,
        }
    }
}

/// Where the characters of a class that stand at `at` end.
fn skip(bytes: &[u8], mut at: usize, skipped: Class) -> usize {
    while let Some((found, length)) = class(bytes, at)
        && found == skipped
    {
        at += length;
    }
    at
}

/// Whether what opens at `next` opens a sentence by the tailoring: after a stop, what closes, and one space, *’s* and its
/// like with a capital, or a quote or bracket with one.
///
/// What closes and the space stand from `closing.0` and from `closing.1` on.
fn tailored(bytes: &[u8], closing: (usize, usize), next: usize) -> Ending {
    let closes = |at: &mut usize| {
        let length = match bytes[*at..] {
            [b'"' | b'\'' | b')' | b']', ..] => 1,
            [0xc2, 0xbb, ..] => 2,
            [0xe2, 0x80, 0x99 | 0x9d | 0xba, ..] => 3,
            _ => return false,
        };
        *at += length;
        true
    };
    let mut at = closing.0;
    while at < closing.1 {
        if !closes(&mut at) {
            return Ending::None;
        }
    }
    let one_space = class(bytes, closing.1).is_some_and(|(_, length)| closing.1 + length == next);
    if !one_space {
        return Ending::None;
    }
    let (after, is_apostrophe) = match bytes[next..] {
        [b'\'', ..] => (next + 1, true),
        [0xe2, 0x80, 0x98 | 0x99, ..] => (next + 3, true),
        [b'"' | b'(' | b'[', ..] => (next + 1, false),
        [0xc2, 0xab, ..] => (next + 2, false),
        [0xe2, 0x80, 0x9a | 0x9c | 0x9e | 0xb9, ..] => (next + 3, false),
        _ => return Ending::None,
    };
    let capital = |at: usize| match class(bytes, at) {
        Some((Class::Upper, _)) => Ending::At(next),
        Some((Class::Unknown, _)) => Ending::Unsure,
        _ => Ending::None,
    };
    match (bytes.get(after), class(bytes, after + 1)) {
        (Some(b's' | b't' | b'n'), Some((Class::Space, length))) if is_apostrophe => capital(after + 1 + length),
        (Some(b's' | b't' | b'n'), Some((Class::Unknown, _))) if is_apostrophe => Ending::Unsure,
        _ => capital(after),
    }
}

/// Whether dots of one character, which end here, stand before something that may open a sentence.
pub(super) fn dots_may_end(bytes: &[u8], end: usize) -> bool {
    let next = skip(bytes, skip(bytes, end, Class::Close), Class::Space);
    opens(bytes, next) || matches!(class(bytes, next), Some((Class::Unknown, _)))
}
