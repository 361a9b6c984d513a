//! What was said: documents of turns, the people who said them, and what is known of those people.
//!
//! [`Corpus::open`] finds the transcripts and the cases and reads none of the text; [`Corpus::stream`]
//! reads them in parallel and hands them over one by one, in order, so that only a few are in memory.
//! Adding a format is one file in `read/` and one line in its table.

mod admission;
mod case;
mod document;
mod doubts;
mod gap;
mod label;
mod load;
mod mask;
mod memo;
mod objects;
mod part;
mod portion;
mod read;
mod read_as;
mod refuse;
mod reserved;
pub(crate) mod rows;
mod separated;
mod settle;
pub(crate) mod sheet;
mod sketch;

pub use admission::Admission;
pub use case::{Cases, Variables};
pub(crate) use case::{MEMO, MEMO_ON_TRANSCRIPT};
pub use document::{
    Annotation, Behind, Document, Gap, GapKind, LineBreaks, Piece, Portion, ReadReport, Reading, Speaker, Time, Turn,
};
pub use gap::events_in;
pub(crate) use load::parquet_sheet;
pub use load::{
    CodedProject, Corpus, CorpusHash, JsonShape, LeftOut, OpenProject, ReadOptions, Streamed, Transcript, Why,
};
pub(crate) use memo::add_note;
pub(crate) use read::word_table;
pub(crate) use read_as::ReadAs;
pub use reserved::{RESERVED, is_reserved};
pub use sketch::{Sketch, near_identical};
