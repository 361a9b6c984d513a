//! The words that a corpus and a codebook share: whose words, in which pieces, under what condition.

mod condition;
mod unit;
mod words;

pub use condition::{Condition, ConditionError};
pub use unit::{ParseScopeError, Part, Unit, Universe, Within};
pub(crate) use words::words;
