//! Masks: for each character one of as many bytes.

use crate::text::{Span, is_invisible};

/// The mask of a character, by how many bytes it has: signs that are no letters, so that no word is made of them, and that every
/// font has.
const MASKS: [char; 4] = ['_', '¯', '▁', '🔲'];

fn mask_of(c: char) -> char {
    MASKS[c.len_utf8() - 1]
}

fn is_mask(c: char) -> bool {
    MASKS.contains(&c)
}

/// Masks these stretches.
pub(super) fn mask(text: &mut String, spans: impl Iterator<Item = Span>) {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        let (start, end) = ((span.start as usize).max(at), span.end as usize);
        if start >= end {
            continue;
        }
        masked.push_str(&text[at..start]);
        masked.extend(text[start..end].chars().map(|c| if c.is_whitespace() { c } else { mask_of(c) }));
        at = end;
    }
    masked.push_str(&text[at..]);
    *text = masked;
}

/// Whether any character of a text is a mask.
pub(crate) fn has_mask(text: &str) -> bool {
    text.contains(is_mask)
}

/// Whether two texts are the same but for masks, in the one or the other, that stand for characters of their length.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let fits = |(a, b): (char, char)| a == b || (is_mask(a) || is_mask(b)) && a.len_utf8() == b.len_utf8();
    a.len() == b.len() && a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(fits)
}

/// The longest stretch of a text that is not masked, and where it begins.
pub(crate) fn unmasked(text: &str) -> Option<(usize, &str)> {
    let pieces = text.split(is_mask).map(|piece| (piece.as_ptr() as usize - text.as_ptr() as usize, piece));
    let longest = pieces.max_by_key(|&(at, piece)| (piece.len(), std::cmp::Reverse(at)));
    longest.filter(|(_, piece)| piece.chars().any(|c| !c.is_whitespace() && !is_invisible(c)))
}
