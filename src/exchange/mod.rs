//! A whole study for other coding programs: transcripts, codebook, codings and cases as a REFI-QDA project (`.qdpx`).
//!
//! Each transcript becomes a source where it is read ([`SourceMaker`]); sources are written one after another
//! ([`ProjectWriter`]), so that a study need not fit in memory twice. What a project has no place for is told.

mod cases;
mod losses;
mod people;
mod project;
mod read_back;
mod source;
mod tables;
mod text;
mod values;

pub use project::{Exported, ProjectWriter};
pub use source::{RULES_USER, SourceMaker, TranscriptSource};
pub use tables::StudyTables;

#[cfg(test)]
mod tests;
