//! Hesitations, repetitions, cut-offs and minimal responses: what spoken language has and written has not.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::text::{Span, eight_bytes, fold, words};

use super::Word;

/// Hesitations and minimal responses, as data that a study may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechLists {
    /// Of documents whose language is none of `of`.
    any: Speech,
    /// By language.
    of: BTreeMap<String, Speech>,
}

/// The entries of the lists, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct SpeechEntries {
    /// Single words that may be skipped, in any language.
    pub hesitations: Vec<String>,
    /// Those of one language, by its two-letter code.
    #[serde(default)]
    pub hesitations_of: BTreeMap<String, Vec<String>>,
    /// What does not end an answer when an interviewer says it; perhaps several words.
    pub minimal_responses: Vec<String>,
}

/// The hesitations and minimal responses of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    hesitations: BTreeSet<String>,
    /// By first and second letter, how long the hesitations are that begin with them, a bit each: the lowest where there
    /// are any, for words whose length is not known. Most words are turned away by that.
    lengths: [[u16; 32]; 32],
    /// Those of at most eight bytes of ASCII, as numbers, each in the first free slot from its own on; 0 is free.
    short: Vec<u64>,
    minimal_responses: BTreeSet<Vec<String>>,
    longest_response: usize,
}

/// Longer turns are never minimal, whatever they are made of.
const MOST_WORDS_OF_A_MINIMAL_TURN: usize = 8;

impl Default for SpeechLists {
    fn default() -> Self {
        Self::new(&SpeechEntries::built_in())
    }
}

impl SpeechEntries {
    /// The Dutch and English lists that come with the program.
    ///
    /// # Panics
    /// Never: the lists are part of the program, and a test reads them.
    #[must_use]
    pub fn built_in() -> Self {
        toml::from_str(include_str!("lists/speech.toml")).expect("the built-in lists are well-formed")
    }
}

impl SpeechLists {
    /// Lists made of these entries.
    #[must_use]
    pub fn new(entries: &SpeechEntries) -> Self {
        let SpeechEntries { hesitations, hesitations_of, minimal_responses } = entries;
        let with = |own: &[String]| Speech::new(hesitations.iter().chain(own), minimal_responses);
        let of = hesitations_of.iter().map(|(language, own)| (language.clone(), with(own)));
        Self { any: with(&[]), of: of.collect() }
    }

    /// Those of a language by its two-letter code, perhaps with a region; of an unknown one, what is said in any.
    ///
    /// ```
    /// use kantlijn::segment::SpeechLists;
    ///
    /// let lists = SpeechLists::default();
    /// assert!(lists.of(Some("en")).is_hesitation("er"));
    /// assert!(!lists.of(Some("nl-BE")).is_hesitation("er"), "a word like any other: ik was er bang voor");
    /// ```
    #[must_use]
    pub fn of(&self, language: Option<&str>) -> &Speech {
        let code = language.and_then(|language| language.split(['-', '_']).next()).unwrap_or_default();
        self.of.get(&code.to_ascii_lowercase()).unwrap_or(&self.any)
    }
}

impl Speech {
    fn new<'e>(hesitations: impl Iterator<Item = &'e String>, minimal_responses: &[String]) -> Self {
        let hesitations: BTreeSet<String> = hesitations.flat_map(|entry| folded_words(entry)).collect();
        let minimal_responses: BTreeSet<Vec<String>> =
            minimal_responses.iter().map(|entry| folded_words(entry)).filter(|entry| !entry.is_empty()).collect();
        let mut lengths = [[0; 32]; 32];
        for word in &hesitations {
            let mut letters = word.bytes().map(letter);
            let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
            lengths[first][second] |= 1 | 1 << word.chars().count().min(LONG);
        }
        let fits = hesitations.iter().filter_map(|word| short(word.as_bytes(), Span::new(0, word.len())));
        let fits: Vec<u64> = fits.collect();
        // Half of the slots stay free, so that a look-up ends soon.
        let mut short_ones = vec![0; (fits.len() * 2).next_power_of_two().max(64)];
        for short in fits {
            let mut slot = slot(short, short_ones.len());
            while short_ones[slot] != 0 {
                slot = (slot + 1) % short_ones.len();
            }
            short_ones[slot] = short;
        }
        Self {
            hesitations,
            lengths,
            short: short_ones,
            longest_response: minimal_responses.iter().map(Vec::len).max().unwrap_or(0),
            minimal_responses,
        }
    }

    /// Whether a word is a hesitation.
    #[must_use]
    pub fn is_hesitation(&self, word: &str) -> bool {
        let whole = Span::new(0, word.len());
        let begins = Beginning::of(word.as_bytes(), whole);
        self.may_be_listed(word.as_bytes(), whole, begins) && self.hesitations.contains(&fold(word))
    }

    /// Whether a turn of these words is a minimal response: made of nothing but entries of the list
    /// and hesitations, at most eight words.
    ///
    /// ```
    /// use kantlijn::segment::SpeechLists;
    ///
    /// let lists = SpeechLists::default();
    /// assert!(lists.of(Some("nl")).is_minimal(["hm", "hm", "ja", "snap", "ik"]));
    /// assert!(!lists.of(Some("nl")).is_minimal(["ja", "en", "toen"]));
    /// ```
    #[must_use]
    pub fn is_minimal<'a>(&self, turn: impl IntoIterator<Item = &'a str>) -> bool {
        let mut said = [""; MOST_WORDS_OF_A_MINIMAL_TURN];
        let mut count = 0;
        for word in turn {
            // Most turns end here, before anything is folded.
            let Some(place) = said.get_mut(count) else { return false };
            *place = word;
            count += 1;
        }
        let turn: Vec<String> = said[..count].iter().map(|word| fold(word)).collect();
        // reached[i]: the first i words are entries one after another.
        let mut reached = vec![false; turn.len() + 1];
        reached[0] = true;
        for from in 0..turn.len() {
            if !reached[from] {
                continue;
            }
            for to in from + 1..=turn.len().min(from + self.longest_response.max(1)) {
                let entry = &turn[from..to];
                reached[to] |=
                    self.minimal_responses.contains(entry) || to == from + 1 && self.hesitations.contains(&entry[0]);
            }
        }
        reached[turn.len()]
    }

    /// Marks the words of one sentence that may be skipped: hesitations, all but the last of a repeated
    /// word, and cut-offs (`verant-` before `verantwoordelijk`). They come unmarked.
    pub(super) fn mark(&self, text: &str, sentence: &mut [Word]) {
        // This runs over every word of a corpus. Most words begin neither like a hesitation nor like the word after them,
        // and only what stands between the first and the last that do is looked at again.
        let mut doubts: Option<(usize, usize)> = None;
        let mut before = Beginning::NOTHING;
        for (i, word) in sentence.iter().enumerate() {
            let begins = Beginning::of(text.as_bytes(), word.span);
            if self.may_be_listed(text.as_bytes(), word.span, begins) || before.may_begin(begins) {
                doubts = Some((doubts.map_or(i, |(first, _)| first), i));
            }
            before = begins;
        }
        if let Some((first, last)) = doubts {
            self.mark_one_by_one(text, sentence, first, last);
        }
    }

    /// The same, where all that may be hesitations, and all that begin like the word before them, lie from `first` to `last`.
    fn mark_one_by_one(&self, text: &str, sentence: &mut [Word], first: usize, last: usize) {
        let seen = |word: &Word| (word.span, Beginning::of(text.as_bytes(), word.span));
        let mut follower = sentence.get(last + 1).map(seen);
        for i in (0..=last).rev() {
            // Further to the left only a word whose next is skipped can be like the one that follows.
            if i + 1 < first && !sentence[i + 1].transparent {
                break;
            }
            let (span, begins) = seen(&sentence[i]);
            let next = follower.filter(|(_, next)| begins.may_begin(*next));
            sentence[i].transparent = next.is_some_and(|(next, _)| repeats(text, span, next.of(text)))
                || self.may_be_listed(text.as_bytes(), span, begins) && self.hesitates(text, span);
            if !sentence[i].transparent {
                follower = Some((span, begins));
            }
        }
    }

    /// Whether a word is a hesitation.
    fn hesitates(&self, text: &str, word: Span) -> bool {
        match short(text.as_bytes(), word) {
            Some(short) => self.is_listed(short),
            None => self.is_hesitation(word.of(text)),
        }
    }

    /// Whether a word that begins so may be a hesitation; in doubt it may.
    #[inline]
    fn may_be_listed(&self, text: &[u8], word: Span, begins: Beginning) -> bool {
        let [first, second] = begins.0.to_le_bytes();
        let lengths = self.lengths[letter(first)][letter(second)];
        // `he` is said to hesitate, and many words begin so.
        lengths != 0 && (lengths >> known_length(text, word) & 1 == 1) || begins.is_doubtful()
    }

    /// Whether a word of at most eight bytes of ASCII is a hesitation.
    fn is_listed(&self, short: u64) -> bool {
        let mut slot = slot(short, self.short.len());
        loop {
            match self.short[slot] {
                0 => return false,
                listed if listed == short => return true,
                _ => slot = (slot + 1) % self.short.len(),
            }
        }
    }
}

/// What the letter at `at` folds to, and where the next one begins; none where that takes more than a look.
fn bare(word: &[u8], at: usize) -> Option<(u8, usize)> {
    match *word.get(at..)? {
        [ascii @ 0..=0x7f, ..] => Some((ascii.to_ascii_lowercase(), at + 1)),
        [0xc3, 0x80..=0x85 | 0xa0..=0xa5, ..] => Some((b'a', at + 2)),
        [0xc3, 0x88..=0x8b | 0xa8..=0xab, ..] => Some((b'e', at + 2)),
        [0xc3, 0x8c..=0x8f | 0xac..=0xaf, ..] => Some((b'i', at + 2)),
        [0xc3, 0x92..=0x96 | 0xb2..=0xb6, ..] => Some((b'o', at + 2)),
        [0xc3, 0x99..=0x9c | 0xb9..=0xbc, ..] => Some((b'u', at + 2)),
        [0xe2, 0x80, 0x98 | 0x99, ..] => Some((b'\'', at + 3)),
        _ => None,
    }
}

/// Where to look first among so many slots, a power of two.
fn slot(short: u64, slots: usize) -> usize {
    (short.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (slots - 1)
}

/// A word of at most eight bytes of ASCII as a number, small letters and capitals alike. It is never 0, and no other word
/// of letters and digits has the same.
fn short(text: &[u8], word: Span) -> Option<u64> {
    if word.len() > 8 {
        return None;
    }
    let own = u64::MAX >> (64 - 8 * word.len().max(1));
    let number = eight_bytes(text, word.start as usize, word.len());
    (number & 0x8080_8080_8080_8080 == 0).then_some(number | 0x2020_2020_2020_2020 & own)
}

/// Whether a word is said again next, or is broken off and then said.
fn repeats(text: &str, word: Span, next: &str) -> bool {
    let said = word.of(text);
    if said.is_ascii() && next.is_ascii() {
        let begins = next.len() >= said.len() && next.as_bytes()[..said.len()].eq_ignore_ascii_case(said.as_bytes());
        return begins && (next.len() == said.len() || is_cut(text, word.end as usize));
    }
    let (said, next) = (fold(said), fold(next));
    next == said || next.starts_with(&said) && is_cut(text, word.end as usize)
}

/// How many letters a word has, up to [`LONG`]; zero where that is not known without folding.
fn known_length(text: &[u8], word: Span) -> usize {
    let eight = eight_bytes(text, word.start as usize, word.len());
    if eight & 0x8080_8080_8080_8080 == 0 { word.len().min(LONG) } else { 0 }
}

const LONG: usize = 8;

/// What the first two characters of a word fold to, in either letter case; the second is zero where there is none.
#[derive(Clone, Copy)]
struct Beginning(u16);

impl Beginning {
    /// Of no word: no word is like it.
    const NOTHING: Self = Self(0x1f1f);
    /// Of a word that only folding can tell.
    const DOUBTFUL: Self = Self(0x8080);

    #[inline]
    fn of(text: &[u8], word: Span) -> Self {
        let at = word.start as usize;
        let two = text.get(at..at + 2).and_then(|two| two.first_chunk());
        let two = two.copied().unwrap_or_else(|| [text.get(at).copied().unwrap_or_default(), 0]);
        let own = if word.len() > 1 { u16::MAX } else { 0xff };
        let begins = Self(u16::from_le_bytes(two) & own);
        if begins.is_doubtful() { Self::beyond_ascii(&text[word.range()]) } else { begins }
    }

    #[cold]
    fn beyond_ascii(word: &[u8]) -> Self {
        let Some((first, next)) = bare(word, 0) else { return Self::DOUBTFUL };
        let second = if next == word.len() { Some((0, next)) } else { bare(word, next) };
        second.map_or(Self::DOUBTFUL, |(second, _)| Self(u16::from_le_bytes([first, second])))
    }

    #[inline]
    fn is_doubtful(self) -> bool {
        self.0 & 0x8080 != 0
    }

    /// Whether a word that begins so may be the beginning of one that begins like `next`, when both are folded.
    #[inline]
    fn may_begin(self, next: Self) -> bool {
        let own = if self.0 > 0xff { 0x1f1f } else { 0x1f };
        ((self.0 ^ next.0) & own == 0) | self.is_doubtful() | next.is_doubtful()
    }
}

/// The number of a first letter, small or capital; other bytes share numbers with letters, and that is no matter.
fn letter(first: u8) -> usize {
    usize::from(first & 31)
}

/// Whether the word that ends here is broken off by a hyphen or dots before a space.
fn is_cut(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches(['-', '–', '…']);
    let rest = rest.strip_prefix("..").map_or(rest, |dots| dots.trim_start_matches('.'));
    rest.len() < text.len() - end && rest.starts_with(char::is_whitespace)
}

fn folded_words(entry: &str) -> Vec<String> {
    words(entry).map(|word| fold(word.of(entry))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::text::{Span, fold, words};

    use super::{SpeechEntries, SpeechLists, Word, is_cut};

    fn skipped(text: &str) -> Vec<&str> {
        let mut sentence: Vec<Word> = words(text).map(|span: Span| Word { span, transparent: false }).collect();
        SpeechLists::default().of(Some("nl")).mark(text, &mut sentence);
        sentence.iter().filter(|word| word.transparent).map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn hesitations_repetitions_and_cut_offs_may_be_skipped() {
        assert_eq!(skipped("Ik eh ik voelde me verant- verantwoordelijk"), ["Ik", "eh", "verant"]);
        assert_eq!(skipped("het was ver... eh verdrietig"), ["ver", "eh"]);
        assert_eq!(skipped("in- en uitstroom"), [] as [&str; 0]);
    }

    #[test]
    fn a_study_may_have_hundreds_of_hesitations() {
        let hesitations: Vec<String> = (0..700).map(|n| format!("q{n}")).collect();
        let lists = SpeechLists::new(&SpeechEntries { hesitations, ..SpeechEntries::default() });
        let text: String = (0..700).map(|n| format!("q{n} w{n} ")).collect();
        let mut sentence: Vec<Word> = words(&text).map(|span| Word { span, transparent: false }).collect();
        lists.of(None).mark(&text, &mut sentence);
        assert!(sentence.iter().all(|word| word.transparent == word.span.of(&text).starts_with('q')));
    }

    #[test]
    fn a_word_of_one_language_is_no_hesitation_of_another() {
        let lists = SpeechLists::default();
        let of = |language: &str, word: &str| lists.of(Some(language)).is_hesitation(word);
        assert!(of("nl", "Hè") && !of("en", "he"), "hè and he fold to the same");
        assert!(of("en", "er") && !of("nl", "er"));
        assert!(!lists.of(None).is_hesitation("er") && lists.of(None).is_hesitation("uhm"));
    }

    #[test]
    fn a_study_may_have_lists_of_its_own() {
        let entries = SpeechEntries {
            hesitations: vec!["zeg".into()],
            minimal_responses: vec!["ach ja".into()],
            ..SpeechEntries::default()
        };
        let lists = SpeechLists::new(&entries);
        let lists = lists.of(None);
        assert!(lists.is_hesitation("Zeg"));
        assert!(lists.is_minimal(["Ach", "ja", "zeg"]));
        assert!(!lists.is_minimal(["ja"]));
    }

    /// The rule as it is told, every word folded.
    fn told(text: &str) -> Vec<bool> {
        let lists = SpeechLists::default();
        let lists = lists.of(Some("nl"));
        let mut next: Option<String> = None;
        let mut told: Vec<bool> = Vec::new();
        for span in words(text).collect::<Vec<Span>>().into_iter().rev() {
            let word = fold(span.of(text));
            let cut = is_cut(text, span.end as usize);
            let repeated = next.as_ref().is_some_and(|next| *next == word || next.starts_with(&word) && cut);
            told.push(repeated || lists.hesitations.contains(&word));
            if told.last() == Some(&false) {
                next = Some(word);
            }
        }
        told.reverse();
        told
    }

    proptest! {
        #[test]
        fn a_first_letter_never_hides_a_word(
            text in "((eh|EH|Éh|hè|He\u{300}|een|één|E\u{301}e|ik|Ik|is|ﬁets|fi|fiets|1|mm|m)(- |\\.\\. | |, |… )?){0,12}"
        ) {
            let mut sentence: Vec<Word> = words(&text).map(|span| Word { span, transparent: false }).collect();
            SpeechLists::default().of(Some("nl")).mark(&text, &mut sentence);
            let marked: Vec<bool> = sentence.iter().map(|word| word.transparent).collect();
            prop_assert_eq!(marked, told(&text));
        }
    }
}
