//! Hesitations, repetitions, cut-offs and minimal responses: what spoken language has and written has not.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;

use crate::text::{Gate, Head, Span, Watch, fold, words};

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
    /// Their beginnings: most words are turned away by that.
    heads: Gate,
    watch: Watch,
    /// Those of at most eight bytes of ASCII, which are their own beginnings.
    short: BTreeSet<u64>,
    /// By first and second letter, whether some begin with them: asked of words that are not written in ASCII.
    pairs: [[bool; 32]; 32],
    minimal_responses: BTreeSet<Vec<String>>,
    longest_response: usize,
    /// How minimal turns begin.
    responses: Gate,
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
        let mut responses = Gate::new();
        let firsts = minimal_responses.iter().filter_map(|entry| entry.first()).chain(&hesitations);
        firsts.for_each(|word| responses.add(Head::of_word(word.as_bytes()).bytes, 1));
        let (mut heads, mut pairs) = (Gate::new(), [[false; 32]; 32]);
        let (mut short, mut watch) = (BTreeSet::new(), Watch::new(Watch::DOUBTFUL));
        for word in &hesitations {
            let head = Head::of_word(word.as_bytes());
            heads.add(head.four(), 1);
            watch.add_head(head);
            if head.is_ascii() && word.len() <= 8 {
                short.insert(head.bytes);
            }
            let mut letters = word.bytes().map(letter);
            let (first, second) = (letters.next().unwrap_or(0), letters.next().unwrap_or(0));
            pairs[first][second] = true;
        }
        Self {
            hesitations,
            heads,
            watch,
            short,
            pairs,
            responses,
            longest_response: minimal_responses.iter().map(Vec::len).max().unwrap_or(0),
            minimal_responses,
        }
    }

    /// Whether a word is a hesitation.
    #[must_use]
    pub fn is_hesitation(&self, word: &str) -> bool {
        self.hesitates(word, Span::new(0, word.len()))
    }

    /// Whether a word of a text is a hesitation.
    fn hesitates(&self, text: &str, word: Span) -> bool {
        let head = Head::of(text.as_bytes(), word);
        let is_short = head.is_ascii() && word.len() <= 8;
        self.may_hesitate(text, word)
            && if is_short { self.short.contains(&head.bytes) } else { self.hesitations.contains(&fold(word.of(text))) }
    }

    /// Whether a word begins like a hesitation.
    fn may_hesitate(&self, text: &str, word: Span) -> bool {
        let head = Head::of(text.as_bytes(), word);
        if head.is_ascii() {
            return self.heads.holds(head.four());
        }
        let begins = Beginning::of(word.of(text));
        let [first, second] = begins.0.to_le_bytes();
        self.pairs[letter(first)][letter(second)] || begins.is_doubtful()
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
            let head = Head::of_word(word.as_bytes());
            if count == 0 && head.is_ascii() && !self.responses.holds(head.bytes) {
                return false;
            }
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

    /// What looks out for hesitations.
    pub(super) fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Marks the words of one sentence that may be skipped: hesitations, all but the last of a repeated
    /// word, and cut-offs (`verant-` before `verantwoordelijk`). They come unmarked, with the places of those that
    /// [`Speech::watch`] doubts.
    pub(super) fn mark(&self, text: &str, words: &mut [Word], sentence: Range<u32>, doubts: &[u32]) {
        let words = &mut words[sentence.start as usize..sentence.end as usize];
        // From here on every word is marked as it must be.
        let mut settled = words.len();
        for doubt in doubts.iter().rev().map(|doubt| (doubt - sentence.start) as usize) {
            let word = words[doubt].span;
            if doubt < settled && self.hesitates(text, word) {
                self.skip(text, words, doubt, &mut settled);
            }
            if let Some(before) = doubt.checked_sub(1).filter(|&before| before < settled)
                && repeats(text, words[before].span, word)
            {
                self.skip(text, words, before, &mut settled);
            }
        }
    }

    /// Marks a word of a sentence, and those before it that may then be skipped too: behind what is skipped, any may stand
    /// that is like the next.
    fn skip(&self, text: &str, sentence: &mut [Word], word: usize, settled: &mut usize) {
        *settled = word;
        sentence[word].transparent = true;
        while let Some(before) = settled.checked_sub(1) {
            *settled = before;
            if !self.skips(text, sentence, before) {
                break;
            }
            sentence[before].transparent = true;
        }
    }

    /// Whether a word of a sentence may be skipped, when those behind it are marked.
    fn skips(&self, text: &str, sentence: &[Word], at: usize) -> bool {
        let word = sentence[at].span;
        let next = sentence[at + 1..].iter().find(|word| !word.transparent);
        self.hesitates(text, word) || next.is_some_and(|next| repeats(text, word, next.span))
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

/// Whether a word is said again next, or is broken off and then said.
fn repeats(text: &str, word: Span, next: Span) -> bool {
    if !may_begin(text, word, next) {
        return false;
    }
    let (said, next) = (word.of(text), next.of(text));
    if said.is_ascii() && next.is_ascii() {
        let may_be_cut = matches!(text.as_bytes().get(word.end as usize), Some(b'-' | b'.' | 0xe2));
        if said.len() != next.len() && !may_be_cut {
            return false;
        }
        let begins = next.len() >= said.len() && next.as_bytes()[..said.len()].eq_ignore_ascii_case(said.as_bytes());
        return begins && (next.len() == said.len() || is_cut(text, word.end as usize));
    }
    let (said, next) = (fold(said), fold(next));
    next == said || next.starts_with(&said) && is_cut(text, word.end as usize)
}

/// Whether a word may be the beginning of the next one, when both are folded.
fn may_begin(text: &str, word: Span, next: Span) -> bool {
    let first = |word: Span| text.as_bytes()[word.start as usize] | 0x20;
    // Most that are asked about are written with an accent further on, and differ here.
    if first(word) != first(next) && (first(word) | first(next)).is_ascii() {
        return false;
    }
    let (head, of_next) = (Head::of(text.as_bytes(), word), Head::of(text.as_bytes(), next));
    if head.is_ascii() && of_next.is_ascii() {
        return head.may_begin(of_next);
    }
    Beginning::of(word.of(text)).may_begin(Beginning::of(next.of(text)))
}

/// What the first two characters of a word fold to, in either letter case; the second is zero where there is none.
#[derive(Clone, Copy)]
struct Beginning(u16);

impl Beginning {
    /// Of a word that only folding can tell.
    const DOUBTFUL: Self = Self(0x8080);

    fn of(word: &str) -> Self {
        let word = word.as_bytes();
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

    use crate::text::{Head, Seen, Span, Watch, fold, words};

    use super::{SpeechEntries, SpeechLists, Word, is_cut};

    /// Whether each word of a sentence may be skipped.
    fn marked(lists: &SpeechLists, text: &str) -> Vec<Word> {
        let spans: Vec<Span> = words(text).collect();
        let mut sentence: Vec<Word> = spans.iter().map(|&span| Word { span, transparent: false }).collect();
        let (lists, mut before, mut doubts) = (lists.of(Some("nl")), Head::NOTHING, Vec::new());
        for (from, spans) in (0..).step_by(Watch::AT_ONCE).zip(spans.chunks(Watch::AT_ONCE)) {
            let mut seen = [Seen::default(); Watch::AT_ONCE];
            let count = lists.watch().look(text.as_bytes(), spans, &mut before, &mut seen);
            doubts.extend(seen[..count].iter().map(|seen| from + u32::from(seen.place)));
        }
        let all = 0..sentence.len() as u32;
        lists.mark(text, &mut sentence, all, &doubts);
        sentence
    }

    fn skipped(text: &str) -> Vec<&str> {
        let sentence = marked(&SpeechLists::default(), text);
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
        let sentence = marked(&lists, &text);
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
            let marked: Vec<bool> = marked(&SpeechLists::default(), &text).iter().map(|word| word.transparent).collect();
            prop_assert_eq!(marked, told(&text));
        }
    }
}
