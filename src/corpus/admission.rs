//! Whose words a table is about.

use crate::ids::TurnId;
use crate::scope::{Condition, Universe};

use super::Document;

/// The universe of a table: the turns admitted by `--part` and `--where`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Admission {
    /// Whose words.
    pub part: Universe,
    /// Under which condition on the variables of whoever speaks.
    pub condition: Option<Condition>,
}

impl Admission {
    /// Whether a turn belongs to the universe.
    #[must_use]
    pub fn admits(&self, document: &Document, turn: TurnId) -> bool {
        self.part.admits(document.part(turn))
            && self.condition.as_ref().is_none_or(|condition| condition.holds(|name| document.known(turn, name)))
    }
}
