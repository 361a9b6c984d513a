//! Places and words in a text: the one floor that every other stands on.
//!
//! A text never changes after loading. Every place in it is a half-open byte [`Span`]; lines, columns,
//! code points and UTF-16 units are computed at the edges alone ([`Lines`]).

mod blocks;
mod decode;
mod fold;
mod head;
mod lines;
mod search;
mod span;
mod watch;
mod word;

pub use blocks::Landmarks;
pub(crate) use decode::Decoding;
pub use decode::{Decoded, decode, encoding_help, is_encoding};
pub(crate) use decode::{Detection, Transcoder, fresh_start, told};
pub use fold::{Diacritics, Folding, fold, fold_into, is_apostrophe, is_invisible};
pub(crate) use head::{Head, eight_bytes, last_two};
pub use lines::{Lines, Position};
pub(crate) use search::{partition_near, trim};
pub use span::Span;
pub(crate) use watch::{Gate, Seen, Watch};
pub use word::{Words, words};
