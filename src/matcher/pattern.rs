//! One word of a rule, compiled: what the words of a text are compared with.

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::codebook::{Pattern, PatternPiece};
use crate::text::{Folding, fold_into};

/// A word of a rule, folded once; equal ones are kept once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct WordPattern {
    pub folding: Folding,
    pub shape: Shape,
}

/// What the folded word must look like.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// Exactly this.
    Whole(String),
    /// These characters and wildcards.
    Wild(Vec<Sign>),
    /// Any word whose Snowball stem, folded, is this.
    Stem(String),
}

/// A character or a wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Char(char),
    /// Any run of characters, also none.
    Star,
    /// Exactly one character.
    One,
}

impl WordPattern {
    /// A pattern as the rule's parser cut it; none when nothing but `*` is left, which every word matches.
    pub fn new(pattern: &Pattern, folding: Folding) -> Option<Self> {
        let mut folded = String::new();
        // Most words have no wildcard.
        if let [PatternPiece::Literal(text)] = &pattern.pieces[..] {
            fold_into(text, folding, &mut folded);
            return (!folded.is_empty()).then_some(Self { folding, shape: Shape::Whole(folded) });
        }
        let literals =
            pattern.pieces.iter().map(|piece| if let PatternPiece::Literal(text) = piece { text.len() } else { 1 });
        let mut signs = Vec::with_capacity(literals.sum());
        for piece in &pattern.pieces {
            match piece {
                PatternPiece::Literal(text) => {
                    fold_into(text, folding, &mut folded);
                    signs.extend(folded.chars().map(Sign::Char));
                }
                PatternPiece::Star if signs.last() == Some(&Sign::Star) => {}
                PatternPiece::Star => signs.push(Sign::Star),
                PatternPiece::One => signs.push(Sign::One),
            }
        }
        Self::from_signs(signs, folding)
    }

    /// The patterns side by side, as one word.
    pub fn joined(parts: &[Pattern], folding: Folding) -> Option<Self> {
        let pieces = parts.iter().flat_map(|part| part.pieces.iter().cloned()).collect();
        Self::new(&Pattern { pieces }, folding)
    }

    fn from_signs(signs: Vec<Sign>, folding: Folding) -> Option<Self> {
        if signs.iter().all(|&sign| sign == Sign::Star) {
            return None;
        }
        let whole: Option<String> =
            signs.iter().map(|&sign| if let Sign::Char(c) = sign { Some(c) } else { None }).collect();
        Some(Self { folding, shape: whole.map_or(Shape::Wild(signs), Shape::Whole) })
    }

    /// Any word with the stem of `word`.
    pub fn stem(word: &str, folding: Folding, stems: &Stems) -> Self {
        let mut stem = String::new();
        stems.write(word, folding, &mut stem);
        Self { folding, shape: Shape::Stem(stem) }
    }

    /// How many letters of the word are known: the more, the rarer it is in running text.
    pub fn weight(&self) -> usize {
        match &self.shape {
            Shape::Whole(text) | Shape::Stem(text) => text.chars().count(),
            Shape::Wild(signs) => signs.iter().filter(|sign| matches!(sign, Sign::Char(_))).count(),
        }
    }

    /// Whether a word as it stands in the text is meant; `folded` is overwritten.
    pub fn matches(&self, word: &str, stems: Option<&Stems>, folded: &mut String) -> bool {
        match &self.shape {
            Shape::Stem(stem) => stems.is_some_and(|stems| {
                stems.write(word, self.folding, folded);
                folded == stem
            }),
            // What is not ASCII may fold to ASCII; what is folds to small letters at most.
            Shape::Whole(text) if word.is_ascii() && self.folding != Folding::Exact => word.eq_ignore_ascii_case(text),
            Shape::Whole(text) => {
                fold_into(word, self.folding, folded);
                folded == text
            }
            Shape::Wild(signs) => {
                fold_into(word, self.folding, folded);
                is_like(signs, folded)
            }
        }
    }
}

/// Whether a folded word looks like the signs. Only the last star is ever retried, so the work is at
/// most the product of the lengths.
pub(super) fn is_like(signs: &[Sign], word: &str) -> bool {
    let (mut sign, mut rest) = (0, word.chars());
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        let mut next = rest.clone();
        match (signs.get(sign), next.next()) {
            (None, None) => return true,
            (Some(Sign::Star), _) => {
                sign += 1;
                retry = Some((sign, rest.clone()));
                continue;
            }
            (Some(Sign::One), Some(_)) => {
                (sign, rest) = (sign + 1, next);
                continue;
            }
            (Some(Sign::Char(c)), Some(found)) if *c == found => {
                (sign, rest) = (sign + 1, next);
                continue;
            }
            _ => {}
        }
        let Some((after, from)) = &mut retry else { return false };
        if from.next().is_none() {
            return false;
        }
        (sign, rest) = (*after, from.clone());
    }
}

/// The stems of a language: Snowball 3, where Dutch is Kraaij and Pohlmann's algorithm.
pub(super) struct Stems {
    stemmer: Stemmer,
    pub language: Language,
}

/// What is known of how a stemmer treats the first letters of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// The first letter stays, unless *ge-* before it is taken off.
    Dutch,
    /// The first letter stays.
    English,
    /// Nothing.
    Other,
}

impl Stems {
    /// Longer words are their own stem: the stemmer copies a word at every step, and no word of any
    /// language is that long.
    const LONGEST: usize = 100;

    /// The stemmer of a language by its two-letter code, perhaps with a region: `nl`, `nl-BE`.
    pub fn of(language: &str) -> Option<Self> {
        let code = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
        let algorithm = match code.as_str() {
            "ar" => Algorithm::Arabic,
            "hy" => Algorithm::Armenian,
            "eu" => Algorithm::Basque,
            "ca" => Algorithm::Catalan,
            "cs" => Algorithm::Czech,
            "da" => Algorithm::Danish,
            "nl" => Algorithm::Dutch,
            "en" => Algorithm::English,
            "eo" => Algorithm::Esperanto,
            "et" => Algorithm::Estonian,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "hi" => Algorithm::Hindi,
            "hu" => Algorithm::Hungarian,
            "id" => Algorithm::Indonesian,
            "ga" => Algorithm::Irish,
            "it" => Algorithm::Italian,
            "lt" => Algorithm::Lithuanian,
            "ne" => Algorithm::Nepali,
            "no" | "nb" | "nn" => Algorithm::Norwegian,
            "fa" => Algorithm::Persian,
            "pl" => Algorithm::Polish,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sr" => Algorithm::Serbian,
            "st" => Algorithm::Sesotho,
            "es" => Algorithm::Spanish,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            "uk" => Algorithm::Ukrainian,
            "yi" => Algorithm::Yiddish,
            _ => return None,
        };
        let language = match code.as_str() {
            "nl" => Language::Dutch,
            "en" => Language::English,
            _ => Language::Other,
        };
        Some(Self { stemmer: Stemmer::create(algorithm), language })
    }

    /// Writes the folded stem of a word as it stands in the text.
    pub fn write(&self, word: &str, folding: Folding, stem: &mut String) {
        fold_into(word, Folding::Exact, stem);
        let lower = stem.to_lowercase();
        if lower.len() > Self::LONGEST || !lower.chars().all(|c| c.is_alphabetic() || c == '\'') {
            fold_into(&lower, folding, stem);
        } else {
            fold_into(&self.stemmer.stem(&lower), folding, stem);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Sign, Stems, is_like};
    use crate::text::Folding;

    fn signs(pattern: &str) -> Vec<Sign> {
        let sign = |c| match c {
            '*' => Sign::Star,
            '?' => Sign::One,
            c => Sign::Char(c),
        };
        pattern.chars().map(sign).collect()
    }

    #[test]
    fn a_star_is_any_run_and_a_question_mark_one_character() {
        for (pattern, word) in
            [("*schaam*", "beschaamd"), ("wom?n", "women"), ("*a*a", "banana"), ("a*", "a"), ("?é", "éé")]
        {
            assert!(is_like(&signs(pattern), word), "{pattern} {word}");
        }
        for (pattern, word) in [("wom?n", "womn"), ("a?", "a"), ("*b", "ba"), ("a*b*c", "acb"), ("??", "é")] {
            assert!(!is_like(&signs(pattern), word), "{pattern} {word}");
        }
    }

    proptest! {
        #[test]
        fn equal_to_the_regular_expression(pattern in "[ab?*]{1,7}", word in "[abé]{0,9}") {
            let source = format!("^{}$", pattern.replace('*', ".*").replace('?', "."));
            prop_assert_eq!(is_like(&signs(&pattern), &word), regex::Regex::new(&source).unwrap().is_match(&word));
        }

        #[test]
        fn no_stemmer_fails_on_any_word(word in "[\\p{L}']{0,40}|[a-zäéëïöüß']{1,20}") {
            let mut stem = String::new();
            for language in ["nl", "en", "de", "fr", "tr", "pl", "ar", "ru", "es", "it", "sv", "fi", "uk", "yi", "hi"] {
                Stems::of(language).unwrap().write(&word, Folding::Folded, &mut stem);
            }
        }

        #[test]
        fn a_dutch_stem_keeps_the_first_letter_unless_ge_is_taken_off(word in "(ge|be|on)?[a-z]{1,12}") {
            let mut stem = String::new();
            Stems::of("nl").unwrap().write(&word, Folding::Folded, &mut stem);
            prop_assert!(word.starts_with("ge") || stem.is_empty() || stem.as_bytes()[0] == word.as_bytes()[0], "{} {}", word, stem);
            Stems::of("en").unwrap().write(&word, Folding::Folded, &mut stem);
            prop_assert!(stem.is_empty() || stem.as_bytes()[0] == word.as_bytes()[0], "{} {}", word, stem);
        }
    }

    #[test]
    fn dutch_is_the_current_algorithm() {
        let (mut stem, nl) = (String::new(), Stems::of("nl-BE").unwrap());
        for word in ["schamen", "Schaam", "schaamde", "geschaamd", "SCHAAM"] {
            nl.write(word, Folding::Folded, &mut stem);
            assert_eq!(stem, "schaam", "{word}");
        }
    }
}
