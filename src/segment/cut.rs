//! Words, paragraphs and sentences of a document, turn by turn.
//!
//! The words of the whole text are found at once, since that is what a machine does fastest; each turn takes its own.
//! They are those of the turn by itself wherever the turn, and every gap in it, begins and ends at what belongs to no
//! word, as nearly all do; the others are cut from their view (`view.rs`).

use std::cell::Cell;
use std::ops::Range;

use crate::corpus::{Document, Gap};
use crate::ids::TurnId;
use crate::text::{Head, Landmarks, Seen, Span, Watch, partition_near, words};

use super::sentences::{self, Abbreviations};
use super::{Segments, Speech, Stretch, Word, view};

thread_local! {
    /// Those of the text that was cut last: room that serves for the next.
    static LANDMARKS: Cell<Landmarks> = Cell::default();
}

/// Cuts one document.
pub(super) struct Cutter<'a> {
    document: &'a Document,
    abbreviations: &'a Abbreviations,
    speech: &'a Speech,
    watch: Watch,
    segments: &'a mut Segments,
    landmarks: Landmarks,
    /// The next word and stop of the text that no turn has passed.
    word: usize,
    stop: usize,
    view: String,
    starts: Vec<usize>,
    /// Words that may be hesitations, or like the word before them.
    doubts: Vec<u32>,
    /// The last word that was added.
    before: Head,
}

impl<'a> Cutter<'a> {
    pub fn new(
        document: &'a Document,
        abbreviations: &'a Abbreviations,
        speech: &'a Speech,
        watch: Option<&'a Watch>,
        segments: &'a mut Segments,
    ) -> Self {
        let mut landmarks = LANDMARKS.take();
        landmarks.find(&document.text);
        segments.words.reserve(landmarks.words.len());
        let watch = watch.map_or_else(|| speech.watch().clone(), |watch| speech.watch().clone().with(watch));
        let (view, starts, doubts, before) = (String::new(), Vec::new(), Vec::new(), Head::NOTHING);
        Self {
            document,
            abbreviations,
            speech,
            watch,
            segments,
            landmarks,
            word: 0,
            stop: 0,
            view,
            starts,
            doubts,
            before,
        }
    }

    pub fn cut(mut self) {
        let mut gap = 0;
        for (i, turn) in self.document.turns.iter().enumerate() {
            let first = self.here();
            let gaps = &self.document.gaps;
            while gaps.get(gap).is_some_and(|gap| gap.span.end <= turn.span.start) {
                gap += 1;
            }
            let inside = gaps[gap..].iter().take_while(|gap| gap.span.start < turn.span.end).count();
            self.turn(turn.span, &gaps[gap..gap + inside], TurnId::new(i));
            self.segments.turns.push(first..self.here());
        }
        LANDMARKS.set(self.landmarks);
        let mut doubts = &self.doubts[..];
        let Segments { words, sentences, .. } = self.segments;
        for sentence in sentences.iter() {
            let own = doubts.iter().take_while(|&&doubt| doubt < sentence.words.end).count();
            self.speech.mark(&self.document.text, words, sentence.words.clone(), &doubts[..own]);
            doubts = &doubts[own..];
        }
    }

    fn here(&self) -> u32 {
        u32::try_from(self.segments.words.len()).expect("a document has fewer words than bytes")
    }

    fn turn(&mut self, span: Span, gaps: &[Gap], turn: TurnId) {
        let bytes = self.document.text.as_bytes();
        self.word += self.landmarks.words[self.word..].iter().take_while(|word| word.start < span.start).count();
        self.stop += self.landmarks.stops[self.stop..].iter().take_while(|&&stop| stop < span.start).count();
        let stops = self.landmarks.stops[self.stop..].iter().take_while(|&&stop| stop < span.end).count();
        let stops = self.stop..self.stop + stops;
        let own = is_apart(bytes, span) && gaps.iter().all(|gap| is_apart_inside(bytes, gap.span));
        let is_line = |&stop: &u32| matches!(bytes[stop as usize], b'\n' | b'\r');
        if own && gaps.is_empty() && !self.landmarks.stops[stops.clone()].iter().any(is_line) {
            let text = span.of(&self.document.text);
            self.paragraph(text, Span::new(0, text.len()), span.start as usize, turn, &[], stops, true);
            return;
        }
        let mut text = std::mem::take(&mut self.view);
        for paragraph in view::write(self.document, span, &mut text) {
            let at = |place: u32| span.start + place;
            let all = &self.landmarks.stops;
            let from = stops.start + all[stops.clone()].partition_point(|&stop| stop < at(paragraph.start));
            let to = stops.start + all[stops.clone()].partition_point(|&stop| stop < at(paragraph.end));
            self.paragraph(&text, paragraph, span.start as usize, turn, gaps, from..to, own);
        }
        self.view = text;
    }

    /// Adds one paragraph of a turn: its words, and its sentences (or windows).
    ///
    /// `view` is the turn, which stands at `base`; `stops` are those of the paragraph, gaps included, and `own` says whether the
    /// text's words are the turn's.
    #[expect(clippy::too_many_arguments, reason = "two ways to one paragraph")]
    fn paragraph(
        &mut self,
        view: &str,
        paragraph: Span,
        base: usize,
        turn: TurnId,
        gaps: &[Gap],
        stops: Range<usize>,
        own: bool,
    ) {
        let text = paragraph.of(view);
        let at = base + paragraph.start as usize;
        let first = self.here();
        if own {
            self.take_words((at + text.len()) as u32, gaps);
        } else {
            let cut: Vec<Span> = words(text).map(|span| span.shift(at)).collect();
            self.add_words(&cut);
        }
        let last = self.here();
        if first == last {
            return;
        }
        let span = trimmed(text, 0..text.len()).shift(at);
        self.segments.paragraphs.push(Stretch { span, words: first..last, turn });
        if self.document.unpunctuated {
            for start in (first..last).step_by(Segments::WINDOW as usize) {
                let window = start..(start + Segments::WINDOW).min(last);
                let words = &self.segments.words;
                let span = words[window.start as usize].span.cover(words[window.end as usize - 1].span);
                self.segments.sentences.push(Stretch { span, words: window, turn });
            }
            return;
        }
        let mut gap = 0;
        let stops = self.landmarks.stops[stops].iter().filter(|&&stop| {
            while gaps.get(gap).is_some_and(|gap| gap.span.end <= stop) {
                gap += 1;
            }
            gaps.get(gap).is_none_or(|gap| stop < gap.span.start)
        });
        let stops = stops.map(|&stop| stop as usize - at);
        sentences::starts(text, stops, self.abbreviations, &mut self.starts);
        self.sentences(text, at, first..last, turn);
    }

    /// Adds the words of the text up to `end` that lie in no gap.
    fn take_words(&mut self, end: u32, gaps: &[Gap]) {
        let all = std::mem::take(&mut self.landmarks.words);
        let until = |from: usize, place: u32| partition_near(&all, from, |word| word.start < place);
        let to = until(self.word, end);
        for gap in gaps {
            let before = until(self.word, gap.span.start).clamp(self.word, to);
            self.add_words(&all[self.word..before]);
            self.word = until(before, gap.span.end).clamp(before, to);
        }
        self.add_words(&all[self.word..to]);
        self.word = to;
        self.landmarks.words = all;
    }

    fn add_words(&mut self, spans: &[Span]) {
        let text = self.document.text.as_bytes();
        let Segments { words, watched, .. } = &mut *self.segments;
        let mut seen = [Seen::default(); Watch::AT_ONCE];
        for spans in spans.chunks(Watch::AT_ONCE) {
            let first = words.len() as u32;
            words.extend(spans.iter().map(|&span| Word { span, transparent: false }));
            let count = self.watch.look(text, spans, &mut self.before, &mut seen);
            for seen in &seen[..count] {
                let place = first + u32::from(seen.place);
                if seen.has(Watch::DOUBTFUL) {
                    self.doubts.push(place);
                }
                if seen.has(Watch::WANTED)
                    && let Some((_, places)) = watched
                {
                    places.push(place);
                }
            }
        }
    }

    /// Adds the sentences that `self.starts` parts a paragraph into.
    fn sentences(&mut self, text: &str, at: usize, words: Range<u32>, turn: TurnId) {
        let all = &self.segments.words;
        let mut word = words.start;
        for (i, &start) in self.starts.iter().enumerate() {
            let end = self.starts.get(i + 1).copied().unwrap_or(text.len());
            let from = word;
            let end_of_sentence = (at + end) as u32;
            word = if end == text.len() {
                words.end
            } else {
                partition_near(all, from as usize, |word| word.span.start < end_of_sentence) as u32
            };
            if from == word {
                // Dots or brackets alone are no sentence; they go with the one before, if there is one.
                continue;
            }
            let span = trimmed(text, start..end).shift(at);
            // UAX #29 may end a sentence inside a word of its own (a full stop before a Hebrew letter):
            // such a word belongs to the sentence in which it starts.
            let span = span.cover(all[word as usize - 1].span);
            let span = match self.segments.sentences.last() {
                Some(before) if before.span.end > span.start => Span { start: before.span.end, ..span },
                _ => span,
            };
            self.segments.sentences.push(Stretch { span, words: from..word, turn });
        }
    }
}

/// A stretch of a text that holds a word, without the white space around it.
fn trimmed(text: &str, stretch: Range<usize>) -> Span {
    let Range { mut start, mut end } = stretch;
    let bytes = text.as_bytes();
    while start < end && bytes[start] == b' ' {
        start += 1;
    }
    while start < end && bytes[end - 1] == b' ' {
        end -= 1;
    }
    // Mostly a sentence begins with a letter and ends with a dot.
    let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if start < end && is_bare(bytes.get(start)) && is_bare(bytes.get(end - 1)) {
        return Span::new(start, end);
    }
    let piece = &text[start..end];
    Span::new(start + piece.len() - piece.trim_start().len(), start + piece.trim_end().len())
}

/// Whether the words of a stretch cannot depend on what stands around it: white space does.
fn is_apart(bytes: &[u8], span: Span) -> bool {
    let is_space = |at: Option<&u8>| at.is_none_or(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t'));
    let before = (span.start as usize).checked_sub(1).and_then(|at| bytes.get(at));
    !joins_what_is_before(bytes, span.start) && is_space(before) && is_space(bytes.get(span.end as usize))
}

/// Whether a character may be a mark, which belongs to the space before it as well as to anything else: all but what
/// Dutch and English are written with.
fn joins_what_is_before(bytes: &[u8], at: u32) -> bool {
    !matches!(
        bytes.get(at as usize..),
        None | Some(
            []
                | [0..=0x7f | 0xc3..=0xc9, ..]
                | [0xc2, 0xa0..=0xac | 0xae..=0xbf, ..]
                | [0xe2, 0x80, 0x90..=0xa7 | 0xb0..=0xbf, ..]
        )
    )
}

/// Whether words around a stretch are cut as if it were white space: it begins and ends with what parts words, or stands
/// between spaces itself.
fn is_apart_inside(bytes: &[u8], span: Span) -> bool {
    let parts =
        |at: u32| bytes.get(at as usize).is_some_and(|b| matches!(b, b'(' | b')' | b'[' | b']' | b'/' | b'*' | b'#'));
    let is_space = |at: Option<&u8>| at.is_none_or(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t'));
    let before = (span.start as usize).checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(span.end as usize);
    // What follows must not be a mark that belongs to the space that the gap becomes.
    let follows = !joins_what_is_before(bytes, span.end);
    !span.is_empty() && follows && (parts(span.start) || is_space(before)) && (parts(span.end - 1) || is_space(after))
}
