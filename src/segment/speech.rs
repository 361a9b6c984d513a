//! Hesitations, repetitions, cut-offs and minimal responses: what spoken language has and written has not.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::text::{Folding, fold, fold_into, words};

use super::Word;

/// Hesitations and minimal responses, as data that a study may replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeechLists {
    hesitations: BTreeSet<String>,
    /// In bytes: longer words need not be looked up.
    longest_hesitation: usize,
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
            longest_hesitation: hesitations.iter().map(String::len).max().unwrap_or(0),
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
        // Two buffers that swap: this runs over every word of a corpus.
        let (mut folded, mut next, mut has_next) = (String::new(), String::new(), false);
        for i in (0..sentence.len()).rev() {
            fold_into(sentence[i].span.of(text), Folding::Folded, &mut folded);
            let repeated = has_next
                && (next == folded || next.starts_with(&folded) && is_cut(text, sentence[i].span.end as usize));
            let hesitation = folded.len() <= self.longest_hesitation && self.hesitations.contains(&folded);
            sentence[i].transparent = repeated || hesitation;
            if !sentence[i].transparent {
                std::mem::swap(&mut folded, &mut next);
                has_next = true;
            }
        }
    }
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
    use crate::text::{Span, words};

    use super::{SpeechLists, Word};

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
}
