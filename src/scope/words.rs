//! Enums as a researcher spells them.

/// Spells an enum in the words of files and flags: `WORDS`, `from_word` and `word` from one table.
macro_rules! words {
    ($type:ty, $($word:literal => $value:path),+ $(,)?) => {
        impl $type {
            /// The words that files and flags use, in order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The value that a word names.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($value),)+ _ => None }
            }

            /// The word that names the value.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($value => $word),+ }
            }
        }
    };
}

pub(crate) use words;
