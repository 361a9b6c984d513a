//! Words from marks: UAX #29 in shifts.

use unicode_segmentation::UnicodeSegmentation;

use super::{AHEAD, BLOCK, Bytes, Classes, portable};
use crate::text::Span;

/// Where the words of a text are, and where its sentences and lines may end; found in one pass.
///
/// The words are the same as those of [`crate::text::words`], many times faster on long texts.
///
/// ```
/// use kantlijn::text::{Landmarks, words};
///
/// let text = "’s Avonds zei z'n co-ouder: 24/7 één [naam]…";
/// let mut landmarks = Landmarks::default();
/// landmarks.find(text);
/// assert_eq!(landmarks.words, words(text).collect::<Vec<_>>());
/// assert_eq!(landmarks.stops, [text.find('…').unwrap() as u32]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Landmarks {
    /// The words, in order.
    pub words: Vec<Span>,
    /// Every place, in order, at which a sentence or a line may end: `.`, `!`, `?`, `…`, a line feed, a carriage return;
    /// and, since nothing is known of what stands there, every byte outside ASCII of a run between spaces that holds
    /// something exotic.
    pub stops: Vec<u32>,
}

impl Landmarks {
    /// Finds those of a text, and forgets those of the last.
    ///
    /// # Panics
    /// When the text is larger than 4 GiB, which a [`Span`] cannot reach over.
    pub fn find(&mut self, text: &str) {
        assert!(u32::try_from(text.len()).is_ok(), "a text of more than 4 GiB");
        self.words.clear();
        self.stops.clear();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("bmi1") {
            // SAFETY: the processor has what the function was compiled for.
            #[expect(unsafe_code, reason = "the one place where the machine's vectors are chosen")]
            return unsafe { with_avx2(text, self) };
        }
        self.read(text, portable::classify);
    }

    /// Reads plain stretches by marks, and each run between spaces that holds something exotic by the standard.
    #[inline(always)]
    fn read(&mut self, text: &str, classify: impl Fn(&Bytes) -> Classes) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < text.len() {
            let Some((from, to)) = self.plain(bytes, at, &classify) else { break };
            // A combining mark belongs to the spaces before it.
            let start = if bytes[from].is_ascii() {
                from
            } else {
                text[..from].trim_end_matches([' ', '\n', '\r', '\t']).len()
            };
            let words = text[start..to].unicode_word_indices();
            self.words.extend(words.map(|(at, word)| Span::new(at, at + word.len()).shift(start)));
            let stops = (from..to).filter(|&at| !bytes[at].is_ascii() || matches!(bytes[at], b'.' | b'!' | b'?'));
            self.stops.extend(stops.map(|at| at as u32));
            at = to;
        }
    }

    /// Reads from `at`, which is the start of the text or a space, up to its end or to a run that must be read otherwise,
    /// which is the answer.
    #[inline(always)]
    fn plain(&mut self, bytes: &[u8], at: usize, classify: &impl Fn(&Bytes) -> Classes) -> Option<(usize, usize)> {
        let mut marks = Marks::default();
        let mut open = None;
        let mut padded = [0; BLOCK + AHEAD];
        let mut now = marks.of(&classify(block(bytes, at, &mut padded)));
        let mut base = at;
        while base < bytes.len() {
            let next = marks.of(&classify(block(bytes, base + BLOCK, &mut padded)));
            let words = marks.words(&now, &next);
            if now.exotic != 0 {
                let found = base + now.exotic.trailing_zeros() as usize;
                let from = bytes[at..found].iter().rposition(|&b| is_space(b)).map_or(at, |space| at + space + 1);
                let to = bytes[found..].iter().position(|&b| is_space(b)).map_or(bytes.len(), |space| found + space);
                if from > base {
                    let before = !(u64::MAX << (from - base));
                    write(words & before, base, &mut open, &mut self.words);
                    self.stop(now.stops & before, base);
                }
                while self.words.last().is_some_and(|last| last.start as usize >= from) {
                    self.words.pop();
                }
                while self.stops.last().is_some_and(|&last| last as usize >= from) {
                    self.stops.pop();
                }
                return Some((from, to));
            }
            write(words, base, &mut open, &mut self.words);
            self.stop(now.stops, base);
            (now, base) = (next, base + BLOCK);
        }
        self.words.extend(open.map(|start| Span { start, end: bytes.len() as u32 }));
        None
    }

    #[inline(always)]
    fn stop(&mut self, mut stops: u64, base: usize) {
        while stops != 0 {
            self.stops.push(base as u32 + stops.trailing_zeros());
            stops &= stops - 1;
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1")]
fn with_avx2(text: &str, landmarks: &mut Landmarks) {
    landmarks.read(text, |bytes| super::avx2::classify(bytes));
}

/// The block at `at`; with zeros behind the end of the text, in `padded`, where the text does not reach over it.
#[inline(always)]
fn block<'b>(bytes: &'b [u8], at: usize, padded: &'b mut Bytes) -> &'b Bytes {
    if let Some(block) = bytes.get(at..at + BLOCK + AHEAD).and_then(|block| block.first_chunk()) {
        return block;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let (text, zeros) = padded.split_at_mut(rest.len().min(BLOCK + AHEAD));
    text.copy_from_slice(&rest[..text.len()]);
    zeros.fill(0);
    padded
}

/// Writes the words of a block: bits that stand together are one, also over the edge of a block.
#[inline(always)]
fn write(words: u64, base: usize, open: &mut Option<u32>, spans: &mut Vec<Span>) {
    let after = words << 1 | u64::from(open.is_some());
    let (mut starts, mut ends) = (words & !after, !words & after);
    let next = |edges: &mut u64| {
        let place = base as u32 + edges.trailing_zeros();
        *edges &= edges.wrapping_sub(1);
        place
    };
    if let Some(start) = *open {
        if ends == 0 {
            return;
        }
        spans.push(Span { start, end: next(&mut ends) });
    }
    let whole = ends.count_ones();
    spans.extend((0..whole).map(|_| Span { start: next(&mut starts), end: next(&mut ends) }));
    *open = (starts != 0).then(|| next(&mut starts));
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// A block whose characters of several bytes are marked on all of them.
#[derive(Clone, Copy, Default)]
struct Marked {
    letters: u64,
    digits: u64,
    joins_letters: u64,
    joins_digits: u64,
    apostrophes_of_three: u64,
    exotic: u64,
    stops: u64,
}

/// What goes from block to block.
#[derive(Default)]
struct Marks {
    /// Of the block that was marked last, the bits of the next that its characters reach into.
    letters_on: u64,
    marks_on: u64,
    known_on: u64,
    was_letter: u64,
    was_digit: u64,
    /// The same of the block whose words were found last: it lags one behind.
    letter_before: u64,
    digit_before: u64,
    joined_on: u64,
}

impl Marks {
    /// Marks a block, the next one after the last.
    #[inline(always)]
    fn of(&mut self, classes: &Classes) -> Marked {
        let two = |first: u64| first | first << 1;
        let three = |first: u64| first | first << 1 | first << 2;
        let Classes { letters_of_two, signs_of_two, apostrophes_of_three, signs_of_three, marks_of_two, .. } = *classes;
        let of_three = apostrophes_of_three | signs_of_three;
        // Most blocks are ASCII from end to end.
        if classes.high == 0 {
            let (letters, digits) = (classes.letters, classes.digits);
            (self.letters_on, self.marks_on, self.known_on) = (0, 0, 0);
            (self.was_letter, self.was_digit) = (letters >> 63, digits >> 63);
            return Marked {
                letters,
                digits,
                joins_letters: classes.full_stops | classes.apostrophes | classes.joins_letters,
                joins_digits: classes.full_stops | classes.apostrophes | classes.joins_digits,
                apostrophes_of_three: 0,
                exotic: classes.underscores,
                stops: classes.full_stops | classes.other_stops,
            };
        }
        let mut letters = classes.letters | two(letters_of_two) | self.letters_on;
        let mut digits = classes.digits;
        let known = two(letters_of_two | signs_of_two | marks_of_two) | three(of_three) | self.known_on;
        let mut exotic = classes.high & !known | classes.underscores;
        // A combining mark is what stands before it.
        let mut marks = marks_of_two;
        if self.marks_on != 0 {
            letters |= self.marks_on & self.was_letter;
            digits |= self.marks_on & self.was_digit;
        }
        while marks != 0 {
            let mark = marks & marks.wrapping_neg();
            let is = |of: u64, was: u64| (of << 1 | was) & mark != 0;
            if is(letters, self.was_letter) {
                letters |= two(mark);
            } else if is(digits, self.was_digit) {
                digits |= two(mark);
            } else {
                exotic |= mark;
            }
            marks ^= mark;
        }
        self.letters_on = letters_of_two >> 63;
        self.marks_on = marks_of_two >> 63;
        self.known_on = (letters_of_two | signs_of_two | marks_of_two) >> 63
            | of_three >> 62
            | of_three >> 63 << 1
            | of_three >> 63;
        (self.was_letter, self.was_digit) = (letters >> 63, digits >> 63);
        Marked {
            letters,
            digits,
            joins_letters: classes.full_stops | classes.apostrophes | classes.joins_letters,
            joins_digits: classes.full_stops | classes.apostrophes | classes.joins_digits,
            apostrophes_of_three,
            exotic,
            stops: classes.full_stops | classes.other_stops | classes.dots_of_three,
        }
    }

    /// The words of a block, by rules WB5 to WB12 of UAX #29: letters and digits stand together, and what joins two
    /// letters or two digits stands with them.
    #[inline(always)]
    fn words(&mut self, now: &Marked, next: &Marked) -> u64 {
        let after_letter = now.letters << 1 | self.letter_before;
        let after_digit = now.digits << 1 | self.digit_before;
        let before = |now: u64, next: u64, by: u32| now >> by | next << (64 - by);
        let joins = now.joins_letters & after_letter & before(now.letters, next.letters, 1)
            | now.joins_digits & after_digit & before(now.digits, next.digits, 1);
        let apostrophes = now.apostrophes_of_three
            & (after_letter & before(now.letters, next.letters, 3) | after_digit & before(now.digits, next.digits, 3));
        let words =
            now.letters | now.digits | joins | apostrophes | apostrophes << 1 | apostrophes << 2 | self.joined_on;
        self.letter_before = now.letters >> 63;
        self.digit_before = now.digits >> 63;
        self.joined_on = apostrophes >> 62 | apostrophes >> 63 << 1 | apostrophes >> 63;
        words
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{BLOCK, Landmarks, block, portable};
    use crate::text::Span;

    fn reference(text: &str) -> Vec<Span> {
        text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect()
    }

    fn agree(text: &str) -> Result<(), TestCaseError> {
        let (mut by_machine, mut portably) = (Landmarks::default(), Landmarks::default());
        by_machine.find(text);
        portably.read(text, portable::classify);
        prop_assert_eq!(&by_machine.words, &reference(text), "{:?}", text);
        prop_assert_eq!(&portably.words, &by_machine.words, "{:?}", text);
        prop_assert_eq!(&portably.stops, &by_machine.stops, "{:?}", text);
        let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n' | '\r');
        let stops = text.char_indices().filter(|&(_, c)| is_stop(c)).map(|(at, _)| at as u32);
        for stop in stops {
            prop_assert!(by_machine.stops.binary_search(&stop).is_ok(), "{} of {:?}", stop, text);
        }
        prop_assert!(by_machine.stops.is_sorted_by(|a, b| a < b), "{:?}", text);
        Ok(())
    }

    #[test]
    fn every_character_reads_the_same_at_every_place_of_a_block() {
        let all = ('\u{0}'..='\u{250}')
            .chain('\u{300}'..='\u{370}')
            .chain('\u{2000}'..='\u{2070}')
            .chain(['€', 'א', '中', '🙂']);
        for c in all {
            for place in [0, 1, 61, 62, 63, 64, 125] {
                for (before, after) in [("a", "b"), ("1", "2"), (" ", "b"), ("a", " "), (".", "b"), ("a", "\u{301}b")] {
                    let text = format!("{}{before}{c}{after} slot", "x ".repeat(place / 2) + &"y"[..place % 2]);
                    agree(&text).unwrap();
                }
            }
        }
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn vectors_mark_what_single_bytes_do() {
        if !std::arch::is_x86_feature_detected!("avx2") {
            return;
        }
        let marked = |bytes: &super::Bytes| {
            // SAFETY: the processor was asked.
            #[expect(unsafe_code, reason = "the test calls what the dispatch calls")]
            unsafe {
                super::super::avx2::classify(bytes)
            }
        };
        let mut bytes = [0; BLOCK + 2];
        for first in 0..=255 {
            for second in 0..=255_u8 {
                for (i, byte) in bytes.iter_mut().enumerate() {
                    *byte = match i % 3 {
                        0 => first,
                        1 => second,
                        _ => second.wrapping_mul(31).wrapping_add(i as u8),
                    };
                }
                assert_eq!(marked(&bytes), portable::classify(&bytes), "{bytes:x?}");
            }
        }
        for third in 0..=255 {
            let text = [0xe2, 0x80, third].repeat(22);
            let text = block(&text, 0, &mut bytes);
            assert_eq!(marked(text), portable::classify(text), "{third:x}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn equal_to_the_standard_on_any_text(text in any::<String>()) {
            agree(&text)?;
        }

        #[test]
        fn equal_to_the_standard_on_long_plain_text(
            text in "([a-zA-Z]{1,9}|[0-9]{1,3}|één|cafe\u{301}|z’n|’s|‘t|\\.|,|:|;|'|–|…|“|”|€|_|\u{ad}|\u{a0}|🙂|\\n| ){0,120}"
        ) {
            agree(&text)?;
        }

        #[test]
        fn equal_to_the_standard_on_awkward_text(text in "[a-c1-2éğꠣ \\n\\t.,:;'’‘_\"\\-\u{301}\u{ad}\u{200d}🙂שא×÷ªµ·º]{0,160}") {
            agree(&text)?;
        }
    }
}
