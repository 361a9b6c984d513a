//! What several coders made of the same units, on its way to agreement.
//!
//! [`AgreementPlan::compare`] turns one transcript and its codings into an [`Interview`]: for each code, which coders
//! coded how many of its units. All of them together are a [`Comparison`], which answers with what statistics are made
//! of. Like a tally it knows codings, and not whether a person or a rule made them.
//!
//! # What is compared
//! - The units of the admitted turns ([`Axis`]). A code is present in a unit when a coding covers at least one whole
//!   word of it, and in a character when one covers that; what a coder coded twice counts once.
//! - A code counts itself and everything below it. Where codes are taken together, each counts for itself alone, since a
//!   code and the one above it would count one decision twice.
//! - A coder has *rated* a transcript in which any of their codings stand, counted or not; rules have rated all of them.
//!   What nobody but one coder rated is not compared.
//! - Where a coder rated units that were drawn for them ([`DrawnUnits`]), these alone are compared.

mod axis;
mod comparison;
mod differ;
mod drawn;
mod gather;
mod split;
mod sweep;
mod unit;

use crate::corpus::Admission;
use crate::ids::CoderId;
use crate::tally::CodeTree;

pub use axis::Axis;
pub use comparison::Comparison;
pub use differ::Difference;
pub use drawn::{ComparedStratum, Detected, DrawnUnits};
pub use gather::{Interview, Passages, Patterns, SetPatterns};
pub use split::{ParseSplitError, Split, Splitting};
pub use sweep::joined;
pub use unit::RatingUnit;

/// Who is compared, on what.
#[derive(Clone, Debug, Default)]
pub struct AgreementPlan {
    /// What they are compared on.
    pub unit: RatingUnit,
    /// Whose words.
    pub admission: Admission,
    /// Which code stands above which.
    pub tree: CodeTree,
    /// Codes below this level count as the one above them at it, themes being 1; `None` for all as they are.
    pub level: Option<usize>,
    /// The coders, in the order in which tables show them.
    pub coders: Vec<Rater>,
    /// Whether passages are kept as well, for measures of where coders begin and end.
    pub passages: bool,
    /// The only units that are compared, where somebody rated drawn ones only.
    pub drawn: Option<DrawnUnits>,
}

/// A coder who is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rater {
    /// Their id among all coders.
    pub id: CoderId,
    /// Their name.
    pub name: String,
    /// Whether they have rated every transcript, also those without a coding of theirs.
    pub everywhere: bool,
}

#[cfg(test)]
mod tests;
