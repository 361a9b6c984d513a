//! What cannot be counted as a rating or a segment.

use std::fmt;

use crate::wording::{either, several};

/// Why a unit's ratings, or a coder's segments, do not fit what they are added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// As many ratings as coders are wanted for each unit.
    Coders {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A rating is none of the categories.
    Category {
        /// The rating.
        found: u32,
        /// How many categories there are, numbered from 0.
        categories: usize,
    },
    /// A segment is empty, ends before it starts, or ends beyond the text.
    Ends {
        /// Where it starts.
        start: u64,
        /// Where it ends.
        end: u64,
        /// Where the text ends.
        length: u64,
    },
    /// Two segments of one coder overlap.
    Overlap {
        /// Where the later starts.
        start: u64,
        /// Where the earlier ends.
        end: u64,
    },
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misfit::Coders { found, wanted } => {
                write!(f, "{} for {}", several(*found, "rating"), several(*wanted, "coder"))
            }
            Misfit::Category { found, categories } => {
                write!(
                    f,
                    "rating {found}, but there {} {}, numbered from 0",
                    either(*categories, "is", "are"),
                    several(*categories, "category")
                )
            }
            Misfit::Ends { start, end, length } => write!(f, "a segment from {start} to {end} in a text of {length}"),
            Misfit::Overlap { start, end } => {
                write!(f, "a segment from {start} overlaps one of the same coder that ends at {end}")
            }
        }
    }
}

impl std::error::Error for Misfit {}
