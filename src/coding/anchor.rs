//! Where a passage stands, kept so that it is found again when its transcript has changed.
//!
//! A passage is known by its place, by its words, and by the words around it: the `TextPositionSelector` and the
//! `TextQuoteSelector` (prefix, exact, suffix) of the W3C's Web Annotation Data Model (2017, 4.2.4 and 4.2.5). A place is
//! exact and breaks with the first word that is put in before it; words and their neighbours stay. So **words win over
//! places**, in this order:
//!
//! 1. *Placed*: the words stand at the place. Where the words around are known too and the passage is short, they must be
//!    the same there, or else the same words with the right neighbours stand elsewhere.
//! 2. *Moved*: the words stand elsewhere. Of several places the one with the most of its neighbours is meant. Only of
//!    places that share as many with it, each at least half, the nearest to the old place is taken; where no place is
//!    known, none is. Nothing is decided by distance alone.
//! 3. *Changed*: the words stand nowhere. Between words that stood before the passage and words that stood after it
//!    stands something like it: half of the words in common, or, of a word or three, most of the letters. That is
//!    taken, and shown beside the old words. Without neighbours the place itself is looked at in this way.
//! 4. *Lost*: nothing of that. It is told and never guessed.
//!
//! Words are compared as everywhere, in any letter case and without diacritics; labels of speakers, times and markup
//! are no neighbours. Where one place alone has the words, five words must speak for it, those of the passage and
//! its neighbours together: a *ja* that was taken out is not the *ja* that is left.

mod neighbours;
#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::Document;
use crate::text::{Span, fold, words};

use super::seek::{MOST, Passages};

pub(super) use neighbours::Neighbours;

/// How many words on either side of a passage are kept and compared.
pub(super) const AROUND: usize = 8;

/// Bytes of text in which so many words are looked for.
const NEAR: usize = 64 * AROUND;

/// So many words, of a passage and around it, tell it from any other.
const TELLING: usize = 5;

/// What is known of where a passage stands.
///
/// ```
/// use kantlijn::coding::{Anchor, Around, How, Passages};
/// use kantlijn::corpus::{ReadOptions, Reading};
///
/// let read = |text: &str| Reading::of_text("r1", text, &ReadOptions::default()).document;
/// let before = read("R: Ik zweeg maar. Mijn moeder zag het niet. Ik zweeg maar.");
/// let anchor = Anchor::of(&before, kantlijn::text::Span::new(44, 58));
/// assert_eq!(anchor.around, Some(Around { before: "Ik zweeg maar. Mijn moeder zag het niet.".into(), after: "".into() }));
///
/// let after = read("R: Eerst niet, hoor. Ik zweeg maar. Mijn moeder zag het niet. Ik zweeg maar.");
/// let found = anchor.find(&mut Passages::of(&after)).expect("it is there");
/// assert_eq!((found.span.start, found.how), (62, How::Moved));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Its place in code points of the transcript's text, half-open.
    pub place: Option<(usize, usize)>,
    /// Its words.
    pub quote: Option<String>,
    /// The words around it.
    pub around: Option<Around>,
}

/// Words before and after a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Those before it.
    pub before: String,
    /// Those after it.
    pub after: String,
}

/// A passage that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands now.
    pub span: Span,
    /// How it was found.
    pub how: How,
}

/// How a passage was found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// At its place; or by its words, where no place was known.
    Placed,
    /// By its words, elsewhere.
    Moved,
    /// By the words around it, or at its place: what stands there is like it, and not the same.
    Changed,
}

/// Why a passage was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lost {
    /// Its place is empty or runs backwards.
    Empty,
    /// Its place lies beyond the text.
    OutOfRange,
    /// Its words stand nowhere, nor anything like them where they stood.
    Nowhere,
    /// Its words stand at several places, and nothing tells which one is meant.
    Often,
}

impl Anchor {
    /// All that can be known of a passage.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Self {
        let point = |byte: u32| document.text[..byte as usize].chars().count();
        Self {
            place: Some((point(span.start), point(span.end))),
            quote: Some(document.quote(span)),
            around: Some(Around::of(document, span)),
        }
    }

    /// Finds the passage in a transcript, which may have changed.
    ///
    /// # Errors
    /// When it is not there, or may be at several places; see the module's rules.
    pub fn find(&self, text: &mut Passages<'_>) -> Result<Found, Lost> {
        let place = self.place.map(|(start, end)| text.span(start, end));
        let Some(quote) = self.quote.as_deref().map(str::trim).filter(|quote| !quote.is_empty()) else {
            // Nothing to hold the place against.
            return place.unwrap_or(Err(Lost::Nowhere)).map(|span| Found { span, how: How::Placed });
        };
        let place = place.and_then(Result::ok);
        let said = place.filter(|&span| text.says(span, quote));
        let Some(around) = self.around.as_ref().filter(|around| !around.is_empty()) else {
            return match said {
                Some(span) => Ok(Found { span, how: How::Placed }),
                None => self.by_words_alone(text, quote, place),
            };
        };
        let length = words(quote).count();
        let is_told = |span: Span| length >= TELLING || *around == Around::of(text.document(), span);
        if let Some(span) = said.filter(|&span| is_told(span)) {
            return Ok(Found { span, how: How::Placed });
        }
        self.among(text, quote, around, said)
    }

    /// Without neighbours: the one place that has the words, or what is like them where they were.
    fn by_words_alone(&self, text: &mut Passages<'_>, quote: &str, place: Option<Span>) -> Result<Found, Lost> {
        let how = if self.place.is_some() { How::Moved } else { How::Placed };
        match text.places(quote)[..] {
            [span] => Ok(Found { span, how }),
            [] => match place.filter(|&span| is_like(quote, &text.document().quote(span))) {
                Some(span) => Ok(Found { span, how: How::Changed }),
                None => Err(Lost::Nowhere),
            },
            _ => Err(Lost::Often),
        }
    }

    /// With neighbours: the place that has the words and the most of them. `said` is the old place, if it has the words.
    fn among(&self, text: &mut Passages<'_>, quote: &str, around: &Around, said: Option<Span>) -> Result<Found, Lost> {
        let how = |span: Span| match (said, self.place) {
            (Some(said), _) if said.overlaps(span) => Found { span: said, how: How::Placed },
            (None, None) => Found { span, how: How::Placed },
            _ => Found { span, how: How::Moved },
        };
        let old = self.place.map(|(start, _)| text.byte_near(start));
        let mut places = text.places(quote);
        let are_all = places.len() < MOST;
        // Of words that stand there in another letter case, those in the very same may be elsewhere.
        places.extend(said.filter(|said| !places.iter().any(|span| span.overlaps(*said))));
        let neighbours = text.neighbours();
        let sought = neighbours.sought(around);
        let shared = |span: Span| sought.shared(neighbours, span);
        let half = sought.half().max(1);
        let unsaid = match places[..] {
            [] => Lost::Nowhere,
            [span] => {
                let needed = TELLING.saturating_sub(words(quote).count()).min(half);
                // At its own place, and nowhere else, it is what it was, whatever was written around it.
                if said.is_some() || shared(span) >= needed {
                    return Ok(how(span));
                }
                Lost::Nowhere
            }
            // There may be others, further on.
            _ if !are_all => match said.filter(|&said| shared(said) >= half) {
                Some(said) => return Ok(how(said)),
                None => Lost::Often,
            },
            _ => {
                let most = places.iter().map(|&span| shared(span)).max().unwrap_or(0);
                if most >= half {
                    let best: Vec<Span> = places.iter().copied().filter(|&span| shared(span) == most).collect();
                    return nearest(&best, old).map(how).ok_or(Lost::Often);
                }
                Lost::Often
            }
        };
        // Where it stood, something like it may stand; or its words among others that were put in.
        let between = match neighbours.changed(quote, around, old) {
            Ok(span) => span,
            Err(Lost::Nowhere) => return Err(unsaid),
            Err(lost) => return Err(lost),
        };
        let mut within = places.into_iter().filter(|&span| between.contains(span));
        match (within.next(), within.next()) {
            (None, _) => Ok(Found { span: between, how: How::Changed }),
            (Some(span), None) => Ok(how(span)),
            _ => Err(Lost::Often),
        }
    }
}

/// The only one, or the one that is nearer to the old place than any other.
fn nearest(places: &[Span], old: Option<u32>) -> Option<Span> {
    if let [span] = places[..] {
        return Some(span);
    }
    let old = old?;
    let far = |span: &Span| span.start.abs_diff(old);
    let least = places.iter().map(far).min()?;
    let mut near = places.iter().filter(|span| far(span) == least);
    near.next().filter(|_| near.next().is_none()).copied()
}

impl Around {
    /// The words around a passage, as they are quoted: up to eight on either side, in its turn and those next to it, without
    /// the labels of speakers.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Self {
        Self { before: before(document, span.start), after: after(document, span.end) }
    }

    /// Whether no word is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before.trim().is_empty() && self.after.trim().is_empty()
    }
}

/// The turns in which a text stands, or the whole of it where it has none.
fn turns(document: &Document) -> Vec<Span> {
    match document.turns.is_empty() {
        true => vec![Span::new(0, document.text.len())],
        false => document.turns.iter().map(|turn| turn.span).collect(),
    }
}

fn before(document: &Document, end: u32) -> String {
    let (mut pieces, mut count) = (Vec::new(), 0);
    let last = document.turns.partition_point(|turn| turn.span.start < end);
    let whole = [Span { start: 0, end }];
    let turns: Vec<Span> = match document.turns.is_empty() {
        true => whole.to_vec(),
        false => document.turns[last.saturating_sub(AROUND)..last].iter().map(|turn| turn.span).collect(),
    };
    for turn in turns.into_iter().rev() {
        let end = turn.end.min(end);
        let start = (turn.start as usize).max((end as usize).saturating_sub(NEAR));
        let start = document.text.ceil_char_boundary(start).min(end as usize);
        let piece = document.quote(Span::new(start, end as usize));
        let mut starts: Vec<usize> = piece.unicode_word_indices().map(|(at, _)| at).collect();
        if start > turn.start as usize && !starts.is_empty() {
            // The window may begin within a word.
            starts.remove(0);
        }
        let from = starts[starts.len().saturating_sub(AROUND - count)..].first().copied().unwrap_or(piece.len());
        count += starts.len().min(AROUND - count);
        pieces.push(piece[from..].to_owned());
        if count == AROUND {
            break;
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.reverse();
    pieces.join(" ")
}

fn after(document: &Document, start: u32) -> String {
    let (mut pieces, mut count) = (Vec::new(), 0);
    let first = document.turns.partition_point(|turn| turn.span.end <= start);
    let whole = [Span { start, end: u32::try_from(document.text.len()).unwrap_or(u32::MAX) }];
    let turns: Vec<Span> = match document.turns.is_empty() {
        true => whole.to_vec(),
        false => document.turns[first..].iter().take(AROUND).map(|turn| turn.span).collect(),
    };
    for turn in turns {
        let start = turn.start.max(start) as usize;
        let end = document.text.floor_char_boundary((turn.end as usize).min(start + NEAR)).max(start);
        let piece = document.quote(Span::new(start, end));
        let mut ends: Vec<usize> = piece.unicode_word_indices().map(|(at, word)| at + word.len()).collect();
        if end < turn.end as usize {
            ends.pop();
        }
        let to = ends.iter().take(AROUND - count).next_back().copied().unwrap_or(0);
        count += ends.len().min(AROUND - count);
        pieces.push(piece[..to].to_owned());
        if count == AROUND {
            break;
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ")
}

/// Whether two passages are one, edited: half of their words in common (Dice 1945, over words with their multiplicity), or, of a
/// word or three, most of the letters (Levenshtein 1966, over the longer of the two).
fn is_like(quote: &str, other: &str) -> bool {
    let folded = |text: &str| -> Vec<String> { words(text).map(|word| fold(word.of(text))).collect() };
    let (mut quote, mut other) = (folded(quote), folded(other));
    let is_short = quote.len() <= 3 && other.len() <= 4 && !quote.is_empty() && !other.is_empty();
    if is_short {
        let (quote, other) = (quote.join(" "), other.join(" "));
        if quote.len().max(other.len()) < 400 && strsim::normalized_levenshtein(&quote, &other) >= 0.6 {
            return true;
        }
    }
    quote.sort_unstable();
    other.sort_unstable();
    4 * common(&quote, &other) >= quote.len() + other.len() && !quote.is_empty()
}

/// How many members two sorted lists share.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(i), b.get(j)) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    both
}
