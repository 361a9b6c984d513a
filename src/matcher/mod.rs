//! Rules to codings: a compiled codebook, and what it finds in a document.
//!
//! Building may fail, running may not: [`Matcher::new`] answers with every mistake of the rules,
//! [`Matcher::apply`] always with codings. A matcher is immutable and shared by all threads; what one
//! document needs lives in a [`Scratch`] that a thread reuses.

use crate::coding::Mention;

/// What a matcher found in one document: mentions in order of code, then place, and which codes the
/// questions match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The mentions, resolved (longest first within a code, overlap policy applied, stance marked).
    pub mentions: Vec<Mention>,
    /// For each answer of the segmentation, the codes that the question before it matches, sorted.
    pub prompted: Vec<Vec<crate::ids::CodeId>>,
}
