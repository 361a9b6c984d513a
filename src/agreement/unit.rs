//! What coders are compared on: a unit of analysis, or something smaller.

use std::fmt;
use std::str::FromStr;

use crate::scope::{ParseScopeError, Unit};

/// The unit of agreement (`-u`): any unit of analysis, and two that only agreement knows.
///
/// ```
/// use kantlijn::agreement::RatingUnit;
/// use kantlijn::scope::Unit;
///
/// assert_eq!("word".parse(), Ok(RatingUnit::Word));
/// assert_eq!("window:50".parse(), Ok(RatingUnit::Of(Unit::Window(50))));
/// assert!("letter".parse::<RatingUnit>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RatingUnit {
    /// A code point of a turn that holds a word: letters, spaces and stops alike.
    Character,
    /// A word.
    Word,
    /// A unit of analysis.
    Of(Unit),
}

impl Default for RatingUnit {
    fn default() -> Self {
        Self::Of(Unit::default())
    }
}

const UNITS: &str =
    "answer, sentence, turn, paragraph, window:N (N words, at least 1), transcript, case, word, character";

impl fmt::Display for RatingUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character => f.pad("character"),
            Self::Word => f.pad("word"),
            Self::Of(unit) => unit.fmt(f),
        }
    }
}

impl FromStr for RatingUnit {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> Result<Self, ParseScopeError> {
        match text {
            "character" => Ok(Self::Character),
            "word" => Ok(Self::Word),
            _ => text
                .parse()
                .map(Self::Of)
                .map_err(|error: ParseScopeError| ParseScopeError { expected: UNITS, ..error }),
        }
    }
}
