//! Places and words in a text: the one floor that every other stands on.
//!
//! A text never changes after loading. Every place in it is a half-open byte [`Span`]; lines, columns,
//! code points and UTF-16 units are computed at the edges alone ([`Lines`]).

mod blocks;
mod decode;
mod fold;
mod lines;
mod span;
mod word;

pub use blocks::Landmarks;
pub use decode::{Decoded, decode, is_encoding};
pub(crate) use decode::{Detection, Transcoder, fresh_start, told};
pub use fold::{Diacritics, Folding, fold, fold_into, is_apostrophe, is_invisible};
pub use lines::{Lines, Position};
pub use span::Span;
pub use word::{Words, words};
