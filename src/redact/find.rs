//! Where entries stand in a text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Folding, Span, fold_into, is_invisible, words};

use super::Redaction;

/// A place where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The words to be masked, in order; what stands between them is not.
    pub spans: Vec<Span>,
    /// Which entry, from 0.
    pub entry: usize,
}

impl Found {
    pub(super) fn start(&self) -> u32 {
        self.spans.first().map_or(0, |span| span.start)
    }

    pub(super) fn end(&self) -> u32 {
        self.spans.last().map_or(0, |span| span.end)
    }
}

/// Whether a character is part of a word, and not what joins two.
pub(super) fn belongs(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c)
}

/// The parts of a word between apostrophes, full stops and the like.
pub(super) fn tokens(word: &str) -> impl Iterator<Item = String> + '_ {
    word.split(|c: char| !belongs(c)).filter(|piece| !piece.is_empty()).map(str::to_owned)
}

/// Words, and the parts of those that an apostrophe or the like joins, as places in a text.
fn places(text: &str) -> Vec<Span> {
    let mut all = Vec::new();
    for word in words(text) {
        let whole = word.of(text);
        if whole.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            all.push(word);
            continue;
        }
        let base = word.start as usize;
        let mut from = None;
        for (at, c) in whole.char_indices() {
            match (from, belongs(c)) {
                (None, true) => from = Some(at),
                (Some(start), false) => {
                    all.push(Span::new(base + start, base + at));
                    from = None;
                }
                _ => {}
            }
        }
        all.extend(from.map(|start| Span::new(base + start, word.end as usize)));
    }
    all
}

impl Redaction {
    /// Where entries stand in a text, in order of place; they may overlap.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found> {
        let places = places(text);
        let mut found = Vec::new();
        let mut folded = String::new();
        for at in 0..places.len() {
            fold_into(places[at].of(text), Folding::Folded, &mut folded);
            let plain = self.by_first.get(folded.as_str()).into_iter().flatten();
            let wild = self.by_wildcard.iter().filter(|&&entry| self.entries[entry].tokens[0].matches(&folded));
            let candidates: Vec<usize> = plain.chain(wild).copied().collect();
            for entry in candidates {
                let tokens = &self.entries[entry].tokens;
                let Some(stretch) = places.get(at..at + tokens.len()) else { continue };
                let goes_on = tokens.iter().zip(stretch).skip(1).all(|(token, place)| {
                    fold_into(place.of(text), Folding::Folded, &mut folded);
                    token.matches(&folded)
                });
                if goes_on {
                    found.push(Found { spans: stretch.to_vec(), entry });
                }
            }
        }
        if !self.patterns.is_empty() {
            self.find_patterns(text, &places, &mut found);
        }
        found.sort_by_key(|found| (found.start(), std::cmp::Reverse(found.end()), found.entry));
        found
    }

    /// What regular expressions find, and all of every word that they touch.
    fn find_patterns(&self, text: &str, places: &[Span], found: &mut Vec<Found>) {
        let composed = Composed::of(text);
        for (entry, pattern) in &self.patterns {
            for hit in pattern.find_iter(composed.text(text)) {
                let hit = composed.back(hit.start(), hit.end());
                let first = places.partition_point(|place| place.end <= hit.start);
                let touched = places[first..].iter().take_while(|place| place.start < hit.end);
                let span = touched.fold(hit, |span, place| span.cover(*place));
                let spans = words_between_spaces(text, span);
                if !spans.is_empty() {
                    found.push(Found { spans, entry: *entry });
                }
            }
        }
    }
}

/// The stretches of a span without white space.
fn words_between_spaces(text: &str, span: Span) -> Vec<Span> {
    let inside = span.of(text);
    let start = inside.as_ptr() as usize;
    let pieces = inside.split_whitespace();
    pieces
        .map(|piece| {
            let from = span.start as usize + (piece.as_ptr() as usize - start);
            Span::new(from, from + piece.len())
        })
        .collect()
}

/// A text in NFC, as regular expressions are written, and where its parts come from; none where it is that already.
struct Composed(Option<(String, Vec<(usize, usize)>)>);

impl Composed {
    fn of(text: &str) -> Self {
        if text.is_ascii() || unicode_normalization::is_nfc(text) {
            return Self(None);
        }
        let (mut composed, mut starts) = (String::with_capacity(text.len()), Vec::new());
        for (at, piece) in text.grapheme_indices(true) {
            starts.push((composed.len(), at));
            composed.extend(piece.nfc());
        }
        starts.push((composed.len(), text.len()));
        Self(Some((composed, starts)))
    }

    fn text<'t>(&'t self, own: &'t str) -> &'t str {
        self.0.as_ref().map_or(own, |(text, _)| text)
    }

    /// The stretch of the text that a stretch of the composed one stands for, whole characters as readers see them.
    fn back(&self, start: usize, end: usize) -> Span {
        let Some((_, starts)) = &self.0 else { return Span::new(start, end) };
        let first = starts.partition_point(|&(composed, _)| composed <= start).saturating_sub(1);
        let last = starts.partition_point(|&(composed, _)| composed < end).min(starts.len() - 1);
        Span::new(starts[first].1, starts[last].1)
    }
}

/// A text as readers see it: without markup, with a space in the place of times and events; and where its parts come from.
pub(super) struct View {
    pub text: String,
    /// Where a kept stretch begins here, and where it stands in the text.
    kept: Vec<(usize, Span)>,
}

impl View {
    /// `hidden` are stretches in order, each with whether words go on behind it.
    pub fn of(text: &str, hidden: &[(Span, bool)]) -> Self {
        let mut view = Self { text: String::with_capacity(text.len()), kept: Vec::new() };
        let mut from = 0;
        for &(span, goes_on) in hidden {
            view.keep(text, from, (span.start as usize).max(from));
            if !goes_on {
                view.text.push(' ');
            }
            from = from.max(span.end as usize);
        }
        view.keep(text, from, text.len());
        view
    }

    fn keep(&mut self, text: &str, from: usize, to: usize) {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            self.kept.push((self.text.len(), Span::new(from, to)));
            self.text.push_str(piece);
        }
    }

    /// The same place in the text itself.
    pub fn back(&self, found: Found) -> Found {
        let mut spans = Vec::new();
        for span in found.spans {
            let (start, end) = (span.start as usize, span.end as usize);
            for &(at, from) in &self.kept {
                let (low, high) = (start.max(at), end.min(at + from.len()));
                if low < high {
                    let base = from.start as usize;
                    spans.push(Span::new(base + low - at, base + high - at));
                }
            }
        }
        Found { spans, ..found }
    }
}
