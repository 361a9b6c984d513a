//! Pieces to count in: words, sentences, paragraphs, turns, answers and windows of a document.
//!
//! [`Segments::of`] cuts a document once; matching, counting and quoting all use the same cut. Interviewers'
//! words are cut like everybody else's: whose words count is decided when units are made ([`Segments::units`]).

mod answers;
mod sentences;
mod speech;
mod units;
mod view;

use std::ops::Range;

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::text::{Span, words};

pub use sentences::Abbreviations;
pub use speech::SpeechLists;
pub use units::{Run, Units};

/// One word of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the document's text.
    pub span: Span,
    /// Whether it may be skipped: a hesitation, the first of a repetition, a cut-off.
    pub transparent: bool,
}

/// A stretch of one turn: a sentence or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Its words, as places in [`Segments::words`]; perhaps none.
    pub words: Range<u32>,
    /// The turn that holds it.
    pub turn: TurnId,
}

/// All that one participant says until the interviewer's next substantive turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its turns, in order: all of one speaker; others' turns and an interviewer's minimal responses may lie between.
    pub turns: Vec<TurnId>,
    /// From its first word up to its last, as places in [`Segments::words`]; others' words may lie between.
    pub words: Range<u32>,
    /// The interviewer's turns that it replies to, as places in [`crate::corpus::Document::turns`]; empty when there are none.
    pub question: Range<u32>,
}

/// How text is cut: the language's abbreviations, its hesitations, and what counts as a minimal response.
#[derive(Clone, Debug, Default)]
pub struct SegmentOptions {
    /// The language of documents that do not say theirs; without one, Dutch and English abbreviations are used.
    pub language: Option<String>,
    /// Hesitations and minimal responses.
    pub speech: SpeechLists,
}

/// A document, cut into pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    /// Every word of every turn, in order of place.
    pub words: Vec<Word>,
    /// The words of each turn, by [`TurnId`].
    pub turns: Vec<Range<u32>>,
    /// Every sentence, in order of place. A stretch without a word is no sentence.
    pub sentences: Vec<Stretch>,
    /// Every paragraph, in order of place.
    pub paragraphs: Vec<Stretch>,
    /// Every answer, in order of place. In a transcript without labels each paragraph is a turn and an answer.
    pub answers: Vec<Answer>,
    /// The answer that each turn belongs to, by [`TurnId`]; none for interviewers.
    pub answer_of: Vec<Option<u32>>,
    /// Whether the document has sentence punctuation at all; without it sentences are windows of
    /// [`Segments::WINDOW`] words, and the program says so.
    pub unpunctuated: bool,
}

impl Segments {
    /// Words in a window that stands for a sentence where a transcript has no punctuation.
    pub const WINDOW: u32 = 20;

    /// Cuts a document.
    ///
    /// ```
    /// use kantlijn::corpus::{Document, Turn};
    /// use kantlijn::segment::{SegmentOptions, Segments};
    /// use kantlijn::text::Span;
    ///
    /// let text = "Ik zweeg. ’s Avonds niet.".to_owned();
    /// let turns = vec![Turn { span: Span::new(0, text.len()), speaker: None, time: None }];
    /// let segments = Segments::of(&Document { text, turns, ..Document::default() }, &SegmentOptions::default());
    /// assert_eq!((segments.words.len(), segments.sentences.len(), segments.answers.len()), (5, 2, 1));
    /// ```
    #[must_use]
    pub fn of(document: &Document, options: &SegmentOptions) -> Self {
        let language = document.language.as_deref().or(options.language.as_deref());
        let abbreviations = Abbreviations::of(language);
        let mut segments = Segments { unpunctuated: document.unpunctuated, ..Segments::default() };
        let mut view = String::new();
        for (i, turn) in document.turns.iter().enumerate() {
            let base = turn.span.start as usize;
            let first = segments.here();
            for paragraph in view::write(document, turn.span, &mut view) {
                segments.paragraph(&view, paragraph, base, TurnId::new(i), &abbreviations);
            }
            segments.turns.push(first..segments.here());
        }
        for sentence in &segments.sentences {
            options
                .speech
                .mark(&document.text, &mut segments.words[sentence.words.start as usize..sentence.words.end as usize]);
        }
        (segments.answers, segments.answer_of) =
            answers::answers(document, &segments.words, &segments.turns, &options.speech);
        segments
    }

    fn here(&self) -> u32 {
        u32::try_from(self.words.len()).expect("a document has fewer words than bytes")
    }

    /// Adds one paragraph of a turn: its words, and its sentences (or windows).
    fn paragraph(&mut self, view: &str, paragraph: Span, base: usize, turn: TurnId, abbreviations: &Abbreviations) {
        let text = paragraph.of(view);
        let at = base + paragraph.start as usize;
        let first = self.here();
        self.words.extend(words(text).map(|span| Word { span: span.shift(at), transparent: false }));
        let last = self.here();
        if first == last {
            return;
        }
        let trimmed = Span::new(text.len() - text.trim_start().len(), text.trim_end().len()).shift(at);
        self.paragraphs.push(Stretch { span: trimmed, words: first..last, turn });
        if self.unpunctuated {
            for start in (first..last).step_by(Self::WINDOW as usize) {
                let window = start..(start + Self::WINDOW).min(last);
                let span = self.words[window.start as usize].span.cover(self.words[window.end as usize - 1].span);
                self.sentences.push(Stretch { span, words: window, turn });
            }
            return;
        }
        let starts = sentences::starts(text, abbreviations);
        let mut word = first;
        for (i, &start) in starts.iter().enumerate() {
            let end = starts.get(i + 1).copied().unwrap_or(text.len());
            let from = word;
            while word < last && ((self.words[word as usize].span.start as usize) < at + end) {
                word += 1;
            }
            if from == word {
                // Dots or brackets alone are no sentence; they go with the one before, if there is one.
                continue;
            }
            let piece = &text[start..end];
            let span =
                Span::new(start + piece.len() - piece.trim_start().len(), start + piece.trim_end().len()).shift(at);
            // UAX #29 may end a sentence inside a word of its own (a full stop before a Hebrew letter):
            // such a word belongs to the sentence in which it starts.
            let span = span.cover(self.words[word as usize - 1].span);
            let span = match self.sentences.last() {
                Some(before) if before.span.end > span.start => Span { start: before.span.end, ..span },
                _ => span,
            };
            self.sentences.push(Stretch { span, words: from..word, turn });
        }
    }

    /// The words that lie wholly inside `span`, as places in [`Segments::words`].
    #[must_use]
    pub fn words_in(&self, span: Span) -> Range<u32> {
        let from = self.words.partition_point(|word| word.span.start < span.start);
        let to = self.words.partition_point(|word| word.span.end <= span.end);
        from as u32..to.max(from) as u32
    }

    /// The place of the sentence that holds the word at this place.
    #[must_use]
    pub fn sentence_of(&self, word: u32) -> usize {
        self.sentences.partition_point(|sentence| sentence.words.end <= word)
    }

    /// The place of the paragraph that holds the word at this place.
    #[must_use]
    pub fn paragraph_of(&self, word: u32) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.words.end <= word)
    }

    /// The turn that holds the word at this place.
    #[must_use]
    pub fn turn_of(&self, word: u32) -> TurnId {
        TurnId::new(self.turns.partition_point(|words| words.end <= word))
    }
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
