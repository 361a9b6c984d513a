//! Finds the words of a quote again in a document.

use memchr::memmem::Finder;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Document, GapKind};
use crate::redact::{alike, has_mask, unmasked};
use crate::text::{Folding, Lines, Span, fold_into};

use super::anchor::{Lost, Neighbours};

/// A quote that stands so often in a transcript tells no place but its old one, whatever stands around it.
pub(super) const MOST: usize = 2000;

/// A transcript in which passages are sought: its text in the forms that this needs, each made when it is first needed.
///
/// One serves all passages of a transcript; see [`Anchor::find`](super::Anchor::find).
pub struct Passages<'a> {
    document: &'a Document,
    lines: Lines<'a>,
    spaced: Option<View>,
    folded: Option<View>,
    neighbours: Option<Neighbours<'a>>,
}

/// A text that was changed, and where each of its bytes came from.
struct View {
    text: String,
    /// For each byte the stretch of the document that it stands for.
    from: Vec<Span>,
}

impl<'a> Passages<'a> {
    /// Of this transcript.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        Self { document, lines: Lines::new(&document.text), spaced: None, folded: None, neighbours: None }
    }

    pub(super) fn document(&self) -> &'a Document {
        self.document
    }

    pub(super) fn neighbours(&mut self) -> &Neighbours<'a> {
        self.neighbours.get_or_insert_with(|| Neighbours::of(self.document))
    }

    /// The stretch between two code points.
    pub(super) fn span(&self, start: usize, end: usize) -> Result<Span, Lost> {
        if start >= end {
            return Err(Lost::Empty);
        }
        match (self.lines.byte_of_code_point(start), self.lines.byte_of_code_point(end)) {
            (Some(start), Some(end)) => Ok(Span::new(start, end)),
            _ => Err(Lost::OutOfRange),
        }
    }

    /// The byte of a code point; the end of the text for what lies beyond it.
    pub(super) fn byte_near(&self, point: usize) -> u32 {
        let byte = self.lines.byte_of_code_point(point).unwrap_or(self.document.text.len());
        u32::try_from(byte).unwrap_or(u32::MAX)
    }

    /// Whether these words stand there.
    pub(super) fn says(&self, span: Span, quote: &str) -> bool {
        let there = self.document.quote(span);
        // Of a masked quote, or a masked text, what is masked may be anything of its length.
        there == quote || folded_quote(&there) == folded_quote(quote) || alike(&there, quote)
    }

    /// Where a quote stands: as it is, else with any white space and without the document's times and markup,
    /// else also in any letter case and without diacritics. The first of the three that finds it decides.
    ///
    /// Of one that stands very often no more than [`MOST`] places are told.
    pub(super) fn places(&mut self, quote: &str) -> Vec<Span> {
        let quote = quote.trim();
        if quote.is_empty() {
            return Vec::new();
        }
        let exact = occurrences(&self.document.text, quote);
        if !exact.is_empty() {
            return exact.into_iter().map(|start| Span::new(start, start + quote.len())).collect();
        }
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let spaced = self.spaced.get_or_insert_with(|| spaced(self.document));
        let found = occurrences(&spaced.text, &quote);
        if !found.is_empty() {
            return found.into_iter().map(|start| spaced.stretch(start, quote.len())).collect();
        }
        if has_mask(&quote) {
            let found = masked_occurrences(&spaced.text, &quote);
            if !found.is_empty() {
                return found.into_iter().map(|start| spaced.stretch(start, quote.len())).collect();
            }
        }
        let folded_view = self.folded.get_or_insert_with(|| folded(spaced));
        let quote = folded_quote(&quote);
        let found = occurrences(&folded_view.text, &quote);
        found.into_iter().map(|start| folded_view.stretch(start, quote.len())).collect()
    }
}

impl View {
    fn push(&mut self, piece: &str, from: Span) {
        self.text.push_str(piece);
        self.from.extend(std::iter::repeat_n(from, piece.len()));
    }

    fn stretch(&self, start: usize, length: usize) -> Span {
        self.from[start].cover(self.from[start + length - 1])
    }
}

fn occurrences(text: &str, quote: &str) -> Vec<usize> {
    let mut places = Vec::new();
    if quote.is_empty() {
        return places;
    }
    let finder = Finder::new(quote);
    let mut at = 0;
    while places.len() < MOST
        && let Some(found) = finder.find(&text.as_bytes()[at..])
    {
        places.push(at + found);
        // A quote may overlap itself: *ja ja* stands twice in *ja ja ja*.
        at += found + text[at + found..].chars().next().map_or(1, char::len_utf8);
    }
    places
}

/// Where a quote stands of which some words are masked: masks are as long as what they hide, so that the places of what is not
/// masked tell where it begins. Nothing is told by masks alone.
fn masked_occurrences(text: &str, quote: &str) -> Vec<usize> {
    let Some((at, known)) = unmasked(quote) else { return Vec::new() };
    let starts = occurrences(text, known).into_iter().filter_map(|found| found.checked_sub(at));
    starts.filter(|&start| text.get(start..start + quote.len()).is_some_and(|there| alike(there, quote))).collect()
}

/// The text as [`Document::quote`] shows it: without times and markup, white space as single spaces.
fn spaced(document: &Document) -> View {
    let mut view = View { text: String::with_capacity(document.text.len()), from: Vec::new() };
    let hidden = document.gaps.iter().filter(|gap| matches!(gap.kind, GapKind::Time | GapKind::Markup));
    let mut hidden = hidden.map(|gap| gap.span).peekable();
    for (start, piece) in document.text.grapheme_indices(true) {
        let span = Span::new(start, start + piece.len());
        while hidden.next_if(|gap| gap.end <= span.start).is_some() {}
        if hidden.peek().is_some_and(|gap| gap.overlaps(span)) {
            continue;
        }
        if piece.chars().all(char::is_whitespace) {
            if !view.text.is_empty() && !view.text.ends_with(' ') {
                view.push(" ", span);
            }
        } else {
            view.push(piece, span);
        }
    }
    view
}

fn folded(spaced: &View) -> View {
    let mut view = View { text: String::with_capacity(spaced.text.len()), from: Vec::new() };
    let mut piece_folded = String::new();
    for (start, piece) in spaced.text.grapheme_indices(true) {
        piece_folded.clear();
        push_folded(piece, &mut piece_folded);
        view.push(&piece_folded, spaced.stretch(start, piece.len()));
    }
    view
}

/// A quote as it is sought in a folded text.
fn folded_quote(quote: &str) -> String {
    let mut folded = String::new();
    for (i, word) in quote.split_whitespace().enumerate() {
        if i > 0 {
            folded.push(' ');
        }
        for piece in word.graphemes(true) {
            push_folded(piece, &mut folded);
        }
    }
    folded
}

fn push_folded(piece: &str, folded: &mut String) {
    let mut one = String::new();
    fold_into(piece, Folding::Folded, &mut one);
    folded.push_str(&one);
}

#[cfg(test)]
mod tests {
    use super::Passages;
    use crate::corpus::{Document, Gap, GapKind};
    use crate::text::Span;

    fn found(text: &str, quote: &str) -> Vec<String> {
        let document = Document { text: text.into(), ..Document::default() };
        Passages::of(&document).places(quote).into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn as_it_stands_then_any_white_space_then_folded() {
        let text = "Ik heb het\n  één keer gezegd. Ik heb het!";
        assert_eq!(found(text, "keer gezegd"), ["keer gezegd"]);
        assert_eq!(found(text, "heb het één keer"), ["heb het\n  één keer"]);
        assert_eq!(found(text, "HET EEN KEER"), ["het\n  één keer"]);
        assert_eq!(found(text, "ik heb"), ["Ik heb", "Ik heb"]);
        assert!(found(text, "nooit gezegd").is_empty());
        assert!(found(text, "  ").is_empty());
    }

    #[test]
    fn a_masked_quote_stands_where_its_other_words_do() {
        let text = "Toen zei Fatima het\nniet, en José zei het wel.";
        assert_eq!(found(text, "zei ______ het niet"), ["zei Fatima het\nniet"]);
        assert_eq!(found(text, "___¯ zei het"), ["José zei het"]);
        assert!(found(text, "zei _____ het niet").is_empty(), "a mask is as long as what it hides");
        assert!(found(text, "______").is_empty(), "masks alone tell nothing");
        let document = Document { text: text.into(), ..Document::default() };
        assert!(Passages::of(&document).says(Span::new(9, 15), "______"), "but for the place where they stood");
    }

    #[test]
    fn a_quote_that_overlaps_itself_stands_at_several_places() {
        assert_eq!(found("ja ja ja", "ja ja").len(), 2);
    }

    #[test]
    fn times_inside_the_passage_do_not_matter() {
        let text = "toen [00:01:02] zweeg ik";
        let gap = Gap { span: Span::new(5, 15), kind: GapKind::Time };
        let document = Document { text: text.into(), gaps: vec![gap], ..Document::default() };
        assert_eq!(Passages::of(&document).places("toen zweeg"), [Span::new(0, 21)]);
    }
}
