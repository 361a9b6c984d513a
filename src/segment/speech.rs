//! Hesitations, repetitions, cut-offs and minimal responses: what spoken language has and written has not.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::text::{Folding, Span, fold, fold_into, words};

use super::Word;

/// Hesitations and minimal responses, as data that a study may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechLists {
    hesitations: BTreeSet<String>,
    /// A bit for the first byte of each hesitation: other words need not be looked up.
    beginnings: u64,
    minimal_responses: BTreeSet<Vec<String>>,
    longest_response: usize,
}

#[derive(Deserialize)]
struct BuiltIn {
    hesitations: Vec<String>,
    minimal_responses: Vec<String>,
}

/// Longer turns are never minimal, whatever they are made of.
const MOST_WORDS_OF_A_MINIMAL_TURN: usize = 8;

impl Default for SpeechLists {
    fn default() -> Self {
        Self::built_in()
    }
}

impl SpeechLists {
    /// The Dutch and English lists that come with the program.
    ///
    /// # Panics
    /// Never: the lists are part of the program, and a test reads them.
    #[must_use]
    pub fn built_in() -> Self {
        let (hesitations, minimal_responses) = Self::built_in_entries();
        Self::new(hesitations, minimal_responses)
    }

    /// The entries of the built-in lists, to be changed: hesitations, minimal responses.
    ///
    /// # Panics
    /// Never, as [`SpeechLists::built_in`].
    #[must_use]
    pub fn built_in_entries() -> (Vec<String>, Vec<String>) {
        let lists: BuiltIn =
            toml::from_str(include_str!("lists/speech.toml")).expect("the built-in lists are well-formed");
        (lists.hesitations, lists.minimal_responses)
    }

    /// Lists of a study's own: hesitations are single words, minimal responses may be several.
    pub fn new<S: AsRef<str>>(
        hesitations: impl IntoIterator<Item = S>,
        minimal_responses: impl IntoIterator<Item = S>,
    ) -> Self {
        let minimal_responses: BTreeSet<Vec<String>> = minimal_responses
            .into_iter()
            .map(|entry| folded_words(entry.as_ref()))
            .filter(|entry| !entry.is_empty())
            .collect();
        let hesitations: BTreeSet<String> =
            hesitations.into_iter().flat_map(|entry| folded_words(entry.as_ref())).collect();
        Self {
            beginnings: hesitations.iter().filter_map(|word| word.bytes().next()).fold(0, |all, b| all | bit(b)),
            hesitations,
            longest_response: minimal_responses.iter().map(Vec::len).max().unwrap_or(0),
            minimal_responses,
        }
    }

    /// Whether a word is a hesitation.
    #[must_use]
    pub fn is_hesitation(&self, word: &str) -> bool {
        // Hesitations are short; a longer word need not be folded to know that it is none.
        word.len() <= 12 && self.hesitations.contains(&fold(word))
    }

    /// Whether a turn of these words is a minimal response: made of nothing but entries of the list
    /// and hesitations, at most eight words.
    ///
    /// ```
    /// use kantlijn::segment::SpeechLists;
    ///
    /// let lists = SpeechLists::built_in();
    /// assert!(lists.is_minimal(["hm", "hm", "ja", "snap", "ik"]));
    /// assert!(!lists.is_minimal(["ja", "en", "toen"]));
    /// ```
    #[must_use]
    pub fn is_minimal<'a>(&self, turn: impl IntoIterator<Item = &'a str>) -> bool {
        let turn: Vec<String> = turn.into_iter().take(MOST_WORDS_OF_A_MINIMAL_TURN + 1).map(fold).collect();
        if turn.len() > MOST_WORDS_OF_A_MINIMAL_TURN {
            return false;
        }
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
    /// word, and cut-offs (`verant-` before `verantwoordelijk`).
    pub(super) fn mark(&self, text: &str, sentence: &mut [Word]) {
        // This runs over every word of a corpus: words are folded, into two buffers that swap, only when
        // their first letter leaves a doubt.
        let (mut folded, mut next) = (String::new(), String::new());
        let mut follower: Option<(Span, bool)> = None;
        for word in sentence.iter_mut().rev() {
            let span = word.span;
            let alike = follower.filter(|(next, _)| may_begin_alike(first(text, span), first(text, *next)));
            word.transparent = false;
            if alike.is_none() && !self.may_hesitate(first(text, span)) {
                follower = Some((span, false));
                continue;
            }
            fold_into(span.of(text), Folding::Folded, &mut folded);
            if let Some((after, is_folded)) = alike {
                if !is_folded {
                    fold_into(after.of(text), Folding::Folded, &mut next);
                    follower = Some((after, true));
                }
                word.transparent = next == folded || next.starts_with(&folded) && is_cut(text, span.end as usize);
            }
            word.transparent |= self.hesitations.contains(&folded);
            if !word.transparent {
                std::mem::swap(&mut folded, &mut next);
                follower = Some((span, true));
            }
        }
    }

    /// Whether a word with this first byte may be a hesitation.
    fn may_hesitate(&self, first: u8) -> bool {
        !first.is_ascii() || self.beginnings & bit(first) != 0
    }
}

fn first(text: &str, word: Span) -> u8 {
    text.as_bytes().get(word.start as usize).copied().unwrap_or_default()
}

/// Whether words with these first bytes may be equal when folded, or one the beginning of the other.
fn may_begin_alike(a: u8, b: u8) -> bool {
    !a.is_ascii() || !b.is_ascii() || a.eq_ignore_ascii_case(&b)
}

/// A bit for a first byte: small and capital letters share one, and no two small letters do.
fn bit(first: u8) -> u64 {
    1 << (first.to_ascii_lowercase() & 63)
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

    use super::{SpeechLists, Word, is_cut};

    fn skipped(text: &str) -> Vec<&str> {
        let mut sentence: Vec<Word> = words(text).map(|span: Span| Word { span, transparent: false }).collect();
        SpeechLists::built_in().mark(text, &mut sentence);
        sentence.iter().filter(|word| word.transparent).map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn hesitations_repetitions_and_cut_offs_may_be_skipped() {
        assert_eq!(skipped("Ik eh ik voelde me verant- verantwoordelijk"), ["Ik", "eh", "verant"]);
        assert_eq!(skipped("het was ver... eh verdrietig"), ["ver", "eh"]);
        assert_eq!(skipped("in- en uitstroom"), [] as [&str; 0]);
    }

    #[test]
    fn a_study_may_have_lists_of_its_own() {
        let lists = SpeechLists::new(["zeg"], ["ach ja"]);
        assert!(lists.is_hesitation("Zeg"));
        assert!(lists.is_minimal(["Ach", "ja", "zeg"]));
        assert!(!lists.is_minimal(["ja"]));
    }

    /// The rule as it is told, every word folded.
    fn told(text: &str) -> Vec<bool> {
        let lists = SpeechLists::built_in();
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
            let mut sentence: Vec<Word> = words(&text).map(|span| Word { span, transparent: true }).collect();
            SpeechLists::built_in().mark(&text, &mut sentence);
            let marked: Vec<bool> = sentence.iter().map(|word| word.transparent).collect();
            prop_assert_eq!(marked, told(&text));
        }
    }
}
