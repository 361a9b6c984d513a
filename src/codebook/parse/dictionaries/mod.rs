//! Dictionaries of other programs for counting words, as codebooks.
//!
//! A category is a code, and each of its terms a rule of its own, so that every mention tells which term found it. A rule
//! finds what the term finds in its own program: hesitations and repeated words count as words there, and diacritics make
//! another word, so the codebook says `skip = "none"` and `diacritics = "exact"`. What a rule cannot say is a warning of
//! the kind `not-carried`, placed where the file has it.

mod book;
mod loss;
mod term;

pub(super) mod kh_coder;
pub(super) mod lexicoder;
pub(super) mod liwc;
pub(super) mod liwc_table;
pub(super) mod quanteda;
pub(super) mod wordstat;
pub(super) mod yoshikoder;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod tests;
