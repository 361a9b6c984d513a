//! The order of resolution, from spans to mentions to codings.

use crate::codebook::SpanChoice;
use crate::corpus::Document;
use crate::ids::{CodeId, CoderId};
use crate::segment::Segments;

use super::{Coding, Mention};

/// Step 4: within one code no word is mentioned twice. Longest first (in words), then from left to
/// right, then the earlier rule; the survivor names every rule that proposed exactly its span.
pub fn longest_first(_mentions: &mut Vec<Mention>) {
    unimplemented!("matcher")
}

/// Step 6, `overlap = "longest"`: a mention lying wholly inside a longer one of another code is dropped.
pub fn nested_out(_mentions: &mut Vec<Mention>) {
    unimplemented!("matcher")
}

/// Step 7: mentions of one code in one passage make one coding.
#[must_use]
pub fn to_codings(
    _document: &Document,
    _segments: &Segments,
    _mentions: &[Mention],
    _prompted: &[Vec<CodeId>],
    _span: SpanChoice,
    _coder: CoderId,
) -> Vec<Coding> {
    unimplemented!("matcher")
}
