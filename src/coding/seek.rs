//! Finds the words of a quote again in a document.

use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Document, GapKind};
use crate::text::{Folding, Span, fold_into};

use super::comments::Around;

/// So many characters around a quote that are the same tell it from the same words elsewhere.
const LIKE: usize = 12;

/// How often a quote stands in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nowhere,
    Once(Span),
    Often,
}

/// A document's text in the forms in which a quote is sought; each is made when it is first needed.
pub(super) struct Quotable<'a> {
    document: &'a Document,
    spaced: Option<View>,
    folded: Option<View>,
}

/// A text that was changed, and where each of its bytes came from.
struct View {
    text: String,
    /// For each byte the stretch of the document that it stands for.
    from: Vec<Span>,
}

impl<'a> Quotable<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, spaced: None, folded: None }
    }

    /// Seeks a quote; where it stands at several places, the one with the most of the words around it is meant, if that is
    /// one.
    pub(super) fn seek_among(&mut self, quote: &str, around: Option<&Around>) -> Found {
        let found = self.seek(quote);
        match around {
            Some(around) if found == Found::Often => self.likeliest(quote, around).map_or(found, Found::Once),
            _ => found,
        }
    }

    /// Of the places where a quote stands, the one whose neighbourhood has most in common with `around`.
    fn likeliest(&mut self, quote: &str, around: &Around) -> Option<Span> {
        let document = self.document;
        let spaced = self.spaced.get_or_insert_with(|| spaced(document));
        let folded_view = self.folded.get_or_insert_with(|| folded(spaced));
        let (text, quote) = (&folded_view.text, folded_quote(quote));
        let (before, after) = (folded_quote(&around.before), folded_quote(&around.after));
        let mut best: Option<(usize, usize)> = None;
        let mut is_one = false;
        for (start, _) in text.match_indices(&quote) {
            let end = start + quote.len();
            let left = text[..start].trim_end().chars().rev().zip(before.chars().rev()).take_while(|(a, b)| a == b);
            let right = text[end..].trim_start().chars().zip(after.chars()).take_while(|(a, b)| a == b);
            let common = left.count() + right.count();
            if best.is_none_or(|(most, _)| common > most) {
                (best, is_one) = (Some((common, start)), true);
            } else if best.is_some_and(|(most, _)| common == most) {
                is_one = false;
            }
        }
        // A letter or two in common are no neighbourhood.
        let enough = LIKE.min((before.chars().count() + after.chars().count()) / 2).max(1);
        best.filter(|(most, _)| is_one && *most >= enough).map(|(_, start)| folded_view.stretch(start, quote.len()))
    }

    /// Seeks a quote as it stands, then with any white space and without the document's times and markup,
    /// then also in any letter case and without diacritics. The first of the three that finds it decides.
    pub(super) fn seek(&mut self, quote: &str) -> Found {
        let quote = quote.trim();
        if quote.is_empty() {
            return Found::Nowhere;
        }
        let exact = occurrences(&self.document.text, quote);
        if let Some(found) = decide(exact, |start| Span::new(start, start + quote.len())) {
            return found;
        }
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        let spaced = self.spaced.get_or_insert_with(|| spaced(self.document));
        if let Some(found) = decide(occurrences(&spaced.text, &quote), |start| spaced.stretch(start, quote.len())) {
            return found;
        }
        let folded_view = self.folded.get_or_insert_with(|| folded(spaced));
        let quote_folded = folded_quote(&quote);
        decide(occurrences(&folded_view.text, &quote_folded), |start| folded_view.stretch(start, quote_folded.len()))
            .unwrap_or(Found::Nowhere)
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

/// Up to two places; two are enough to know that it is not one.
fn occurrences(text: &str, quote: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    while places.len() < 2
        && !quote.is_empty()
        && let Some(found) = text[at..].find(quote)
    {
        places.push(at + found);
        // A quote may overlap itself: *ja ja* stands twice in *ja ja ja*.
        at += found + text[at + found..].chars().next().map_or(1, char::len_utf8);
    }
    places
}

fn decide(places: Vec<usize>, span: impl Fn(usize) -> Span) -> Option<Found> {
    match places[..] {
        [] => None,
        [start] => Some(Found::Once(span(start))),
        _ => Some(Found::Often),
    }
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
    use super::{Found, Quotable};
    use crate::corpus::{Document, Gap, GapKind};
    use crate::text::Span;

    fn found(text: &str, quote: &str) -> Option<String> {
        let document = Document { text: text.into(), ..Document::default() };
        match Quotable::new(&document).seek(quote) {
            Found::Once(span) => Some(span.of(text).to_owned()),
            Found::Nowhere => None,
            Found::Often => Some("often".into()),
        }
    }

    #[test]
    fn as_it_stands_then_any_white_space_then_folded() {
        let text = "Ik heb het\n  één keer gezegd. Ik heb het!";
        assert_eq!(found(text, "keer gezegd").as_deref(), Some("keer gezegd"));
        assert_eq!(found(text, "heb het één keer").as_deref(), Some("heb het\n  één keer"));
        assert_eq!(found(text, "HET EEN KEER").as_deref(), Some("het\n  één keer"));
        assert_eq!(found(text, "ik heb"), Some("often".into()));
        assert_eq!(found(text, "nooit gezegd"), None);
        assert_eq!(found(text, "  "), None);
    }

    #[test]
    fn a_quote_that_overlaps_itself_is_ambiguous() {
        assert_eq!(found("ja ja ja", "ja ja"), Some("often".into()));
    }

    #[test]
    fn times_inside_the_passage_do_not_matter() {
        let text = "toen [00:01:02] zweeg ik";
        let gap = Gap { span: Span::new(5, 15), kind: GapKind::Time };
        let document = Document { text: text.into(), gaps: vec![gap], ..Document::default() };
        assert_eq!(Quotable::new(&document).seek("toen zweeg"), Found::Once(Span::new(0, 21)));
    }
}
