//! Rules to codings: a compiled codebook, and what it finds in a document.
//!
//! Building may fail, running may not: [`Matcher::new`] answers with every mistake of the rules,
//! [`Matcher::apply`] always with mentions. A matcher is immutable and shared by all threads; what one
//! document needs lives in a [`Scratch`] that a thread reuses.
//!
//! ```text
//! words ─ scan ─▶ hits ─ combine ─▶ matches of each rule ─ stance ─▶ longest first ─ overlap ─▶ mentions
//! ```
//!
//! The scan is the one pass over the words of the text; everything after it works on hits alone.
//!
//! ```
//! use std::sync::Arc;
//! use kantlijn::codebook::read_toml;
//! use kantlijn::coding::Stance;
//! use kantlijn::corpus::{Admission, Document, Turn};
//! use kantlijn::diagnostic::SourceText;
//! use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
//! use kantlijn::segment::{SegmentOptions, Segments};
//! use kantlijn::text::Span;
//!
//! let toml = r#"
//! [codebook]
//! name = "Shame"
//! language = "nl"
//! [[code]]
//! id = "shame"
//! rules = ["stem:schamen", "niet NEAR/4 vertel*"]
//! "#;
//! let source = Arc::new(SourceText { name: "codebook.toml".into(), text: toml.into() });
//! let codebook = read_toml(&source).expect("no mistakes").value;
//! let matcher = Matcher::new(&codebook, &MatchOptions::default()).expect("no mistakes");
//!
//! let text = "Ik schaam me niet meer, maar ik heb het ze niet verteld.".to_owned();
//! let turns = vec![Turn { span: Span::new(0, text.len()), speaker: None, time: None }];
//! let document = Document { text, turns, ..Document::default() };
//! let segments = Segments::of(&document, &SegmentOptions::default());
//! let found = matcher.apply(&document, &segments, &Admission::default(), &mut Scratch::default());
//!
//! let seen: Vec<_> = found.mentions.iter().map(|m| (m.span.of(&document.text), m.stance)).collect();
//! assert_eq!(seen, [("schaam", Stance::Ceased), ("niet verteld", Stance::Affirmed)]);
//! ```

mod apply;
mod combine;
mod compile;
#[cfg(test)]
mod exact;
mod explain;
mod filter;
mod hits;
mod near;
mod once;
mod order;
mod pattern;
mod phrase;
#[cfg(test)]
mod plain;
mod scan;
mod stance;
mod table;
#[cfg(test)]
mod tests;
mod together;
mod weigh;
mod window;

pub use apply::Scratch;
pub use compile::Matcher;
pub use explain::{Explanation, Fate, OutOfScope, Proposal, Reason, RuleVerdict};
pub use stance::{CueLists, StanceCues};

use crate::coding::Mention;

/// What matching depends on beside the codebook.
#[derive(Clone, Debug, Default)]
pub struct MatchOptions {
    /// The words that negate, by language.
    pub cues: CueLists,
}

/// What a matcher found in one document: mentions in order of code, then place, and which codes the
/// questions match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The mentions, resolved (longest first within a code, overlap policy applied, stance marked).
    pub mentions: Vec<Mention>,
    /// For each answer of the segmentation, the codes that the question before it matches, sorted.
    pub prompted: Vec<Vec<crate::ids::CodeId>>,
}
