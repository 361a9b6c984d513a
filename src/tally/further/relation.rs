//! How the spans of two codings lie to each other.

use std::fmt;
use std::str::FromStr;

/// Which two codings are a pair, by where they lie. Spans that touch do not overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They share at least one character.
    Overlap,
    /// One lies in the other, or they are equal.
    Contains,
    /// They begin and end at the same places.
    Equal,
    /// Between the end of the one and the beginning of the other is at most so much; nothing is where they touch or overlap.
    Within(u32, Distance),
}

/// In what a distance is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Distance {
    /// Words of the transcript that lie between, whoever says them.
    Words,
    /// Characters (code points) of the transcript's text between, labels and line breaks among them.
    Characters,
    /// Paragraphs from the last one that the first coding touches to the first one of the other: 0 is the same, 1 the next.
    Paragraphs,
}

/// Why a relation cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRelationError(String);

impl fmt::Display for ParseRelationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is none of overlap, contains, equal and within:N; a distance is a number of words (within:10), \
             characters (within:50c) or paragraphs (within:1p)",
            self.0
        )
    }
}

impl std::error::Error for ParseRelationError {}

impl FromStr for Relation {
    type Err = ParseRelationError;

    /// ```
    /// use kantlijn::tally::{Distance, Relation};
    ///
    /// assert_eq!("within:10".parse(), Ok(Relation::Within(10, Distance::Words)));
    /// assert_eq!("within:50c".parse(), Ok(Relation::Within(50, Distance::Characters)));
    /// assert!("near".parse::<Relation>().is_err());
    /// ```
    fn from_str(word: &str) -> Result<Self, ParseRelationError> {
        match word {
            "overlap" => return Ok(Self::Overlap),
            "contains" => return Ok(Self::Contains),
            "equal" => return Ok(Self::Equal),
            _ => {}
        }
        let within = || {
            let size = word.strip_prefix("within:")?;
            let units = [('w', Distance::Words), ('c', Distance::Characters), ('p', Distance::Paragraphs)];
            let unit = units.into_iter().find_map(|(letter, unit)| Some((size.strip_suffix(letter)?, unit)));
            let (digits, unit) = unit.unwrap_or((size, Distance::Words));
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten().map(|size| Self::Within(size, unit))
        };
        within().ok_or_else(|| ParseRelationError(word.to_owned()))
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap => f.pad("overlap"),
            Self::Contains => f.pad("contains"),
            Self::Equal => f.pad("equal"),
            Self::Within(size, unit) => {
                let letter = match unit {
                    Distance::Words => 'w',
                    Distance::Characters => 'c',
                    Distance::Paragraphs => 'p',
                };
                f.pad(&format!("within:{size}{letter}"))
            }
        }
    }
}
