//! What we look for: themes, codes, and the rules that propose them.
//!
//! A codebook reads from TOML, CSV, XLSX, JSON and REFI-QDA and writes to them without loss; dictionaries of other programs
//! are read as codebooks, and what cannot come along is told. Reading yields either a [`Codebook`] with remarks, or every
//! mistake of the file at once.

mod carried;
mod entry;
pub(crate) mod exchange;
mod expr;
mod lint;
mod mask;
mod model;
mod parse;
mod write;

pub use carried::{Written, is_loss, write};
pub use entry::CodeEntry;
pub use expr::{Atom, Comparison, Expr, Node, Pattern, PatternPiece, PhraseWord};
pub use lint::lint;
pub use model::{
    Code, Codebook, Example, List, Localized, Overlap, Rule, Scoped, Settings, Skip, SpanChoice, StanceChoice,
};
pub use parse::{comments, parse_rule, read, read_toml};
pub(crate) use write::{code_book, guids};
pub use write::{write_csv, write_json, write_qdc, write_toml, write_xlsx};

use parse::slug;
