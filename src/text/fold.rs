//! What is equal: words are compared folded, and shown as they stand.

use caseless::Caseless;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Whether diacritics count when words are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Diacritics {
    /// `één` and `een` are the same word; the default.
    #[default]
    Fold,
    /// They are not.
    Exact,
}

/// How much two words may differ and still be equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folding {
    /// Letter case and diacritics do not count.
    #[default]
    Folded,
    /// Letter case does not count, diacritics do.
    Cased,
    /// Both count; only NFC and NFD, apostrophes and invisible characters are unified.
    Exact,
}

impl From<Diacritics> for Folding {
    fn from(diacritics: Diacritics) -> Self {
        match diacritics {
            Diacritics::Fold => Folding::Folded,
            Diacritics::Exact => Folding::Cased,
        }
    }
}

/// The folded form of a word, as a new string; see [`fold_into`].
///
/// ```
/// use kantlijn::text::fold;
///
/// assert_eq!(fold("Één"), "een");
/// assert_eq!(fold("STRASSE"), fold("straße"));
/// assert_eq!(fold("m’n"), "m'n");
/// assert_eq!(fold("ĲZER"), "ijzer");
/// assert_ne!(fold("й"), fold("и"), "marks are dropped after Latin and Greek letters only");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, Folding::Folded, &mut folded);
    folded
}

/// Writes the folded form of `word` over `folded`, without allocating once it is long enough.
///
/// Full Unicode case folding (C and F, not Turkic), canonical decomposition, then U+0300–036F dropped
/// after a Latin or Greek base; ĳ is ij, apostrophes are one character, invisible characters are skipped.
/// What is left is composed again, so that a wildcard's `?` is one character as a reader sees it.
pub fn fold_into(word: &str, folding: Folding, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        if folding != Folding::Exact {
            folded.make_ascii_lowercase();
        }
        return;
    }
    let shown = word.chars().filter(|&c| !is_invisible(c)).map(|c| if is_apostrophe(c) { '\'' } else { c });
    if folding == Folding::Exact {
        folded.extend(shown.nfc());
        return;
    }
    let mut strips = false;
    let marks_dropped = shown
        .nfd()
        .default_case_fold()
        .nfd()
        .filter(|&c| {
            if ('\u{300}'..='\u{36f}').contains(&c) {
                return !(strips && folding == Folding::Folded);
            }
            strips = is_latin_or_greek(c);
            true
        })
        // The ligature ĳ is one letter of Dutch typewriters; no other compatibility character is unfolded.
        .flat_map(|c| if c == 'ĳ' { ['i', 'j'].into_iter().take(2) } else { [c, c].into_iter().take(1) })
        .nfc();
    folded.extend(marks_dropped);
}

/// Whether a character is one of the five apostrophes that word processors and keyboards make.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '＇' | 'ʼ')
}

/// Soft hyphens, joiners, byte order marks and variation selectors: there, but not to be seen.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether combining marks after this letter are dropped: the Latin and Greek blocks of Unicode 17.
fn is_latin_or_greek(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{1d00}'..='\u{1dbf}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab6f}')
}

#[cfg(test)]
mod tests {
    use super::{Folding, fold, fold_into};

    fn with(word: &str, folding: Folding) -> String {
        let mut folded = String::new();
        fold_into(word, folding, &mut folded);
        folded
    }

    #[test]
    fn letters_of_their_own_stay() {
        for letter in ["ø", "ł", "đ", "æ", "œ", "þ", "ı"] {
            assert_eq!(fold(letter), letter);
        }
    }

    #[test]
    fn composed_and_decomposed_are_one() {
        for folding in [Folding::Folded, Folding::Cased, Folding::Exact] {
            assert_eq!(with("cafe\u{301}", folding), with("caf\u{e9}", folding), "{folding:?}");
        }
        assert_eq!(with("Café", Folding::Cased), "café");
        assert_eq!(with("Café", Folding::Exact), "Café");
    }

    #[test]
    fn invisible_characters_do_not_part_a_word() {
        assert_eq!(fold("verant\u{ad}woorde\u{200d}lijk"), "verantwoordelijk");
    }

    #[test]
    fn ligatures_of_the_case_folding_table_open() {
        assert_eq!(fold("ﬁets"), "fiets");
        assert_eq!(fold("²"), "²", "no other compatibility folding");
    }

    #[test]
    fn marks_on_other_scripts_stay() {
        assert_eq!(fold("が").chars().count(), 1);
        assert_ne!(fold("が"), fold("か"));
    }
}
