//! The words that a corpus and a codebook share: whose words, in which pieces, under what condition.

mod condition;
mod unit;

pub use condition::{Condition, ConditionError};
pub use unit::{ParseScopeError, Part, Unit, Universe, Within};
