//! Pieces to count in: words, sentences, paragraphs, turns, answers and windows of a document.
//!
//! [`Segments::of`] cuts a document once; matching, counting and quoting all use the same cut. Interviewers'
//! words are cut like everybody else's: whose words count is decided when units are made ([`Segments::units`]).

mod answers;
mod cut;
mod ending;
mod sentences;
mod speech;
mod units;
mod view;

use std::ops::Range;

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::text::{Span, Watch, partition_near};

use cut::Cutter;

pub use sentences::Abbreviations;
pub use speech::{Speech, SpeechEntries, SpeechLists};
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
    /// Every sentence, in order of place. A stretch without a word is no sentence. In a document without punctuation
    /// ([`Document::unpunctuated`]) they are windows of [`Segments::WINDOW`] words.
    pub sentences: Vec<Stretch>,
    /// Every paragraph, in order of place.
    pub paragraphs: Vec<Stretch>,
    /// Every answer, in order of place. In a transcript without labels each paragraph is a turn and an answer.
    pub answers: Vec<Answer>,
    /// The answer that each turn belongs to, by [`TurnId`]; none for interviewers.
    pub answer_of: Vec<Option<u32>>,
    /// The sentence of each word, since rules ask for it at every hit.
    sentence_by_word: Vec<u32>,
    /// Who looked out for words while they were cut, and the places of those words.
    watched: Option<(u64, Vec<u32>)>,
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
        Self::watching(document, options, None)
    }

    /// The same; words that somebody looks out for are noted on the way, for [`Segments::watched`].
    pub(crate) fn watching(document: &Document, options: &SegmentOptions, watch: Option<(u64, &Watch)>) -> Self {
        let language = document.language.as_deref().or(options.language.as_deref());
        let speech = options.speech.of(language);
        let watched = watch.map(|(number, _)| (number, Vec::new()));
        let mut segments = Segments { watched, ..Segments::default() };
        Cutter::new(document, Abbreviations::of(language), speech, watch.map(|(_, watch)| watch), &mut segments).cut();
        segments.sentence_by_word.reserve(segments.words.len());
        for (i, sentence) in segments.sentences.iter().enumerate() {
            segments.sentence_by_word.resize(sentence.words.end as usize, i as u32);
        }
        (segments.answers, segments.answer_of) = answers::answers(document, &segments.words, &segments.turns, speech);
        segments
    }

    /// The words that lie wholly inside `span`, as places in [`Segments::words`].
    #[must_use]
    pub fn words_in(&self, span: Span) -> Range<u32> {
        let from = self.words.partition_point(|word| word.span.start < span.start);
        let to = self.words.partition_point(|word| word.span.end <= span.end);
        from as u32..to.max(from) as u32
    }

    /// The words of a turn that somebody looked out for, in order; none when nobody of this number did.
    pub(crate) fn watched(&self, number: u64, turn: TurnId) -> Option<&[u32]> {
        let (_, places) = self.watched.as_ref().filter(|(of, _)| *of == number)?;
        let words = &self.turns[turn.index()];
        let from = places.partition_point(|&place| place < words.start);
        Some(&places[from..partition_near(places, from, |&place| place < words.end)])
    }

    /// The place of the sentence that holds the word at this place.
    #[must_use]
    pub fn sentence_of(&self, word: u32) -> usize {
        match self.sentence_by_word.get(word as usize) {
            Some(&sentence) => sentence as usize,
            None => self.sentences.partition_point(|sentence| sentence.words.end <= word),
        }
    }

    /// The place of the paragraph that holds the word at this place.
    #[must_use]
    pub fn paragraph_of(&self, word: u32) -> usize {
        self.paragraphs.partition_point(|paragraph| paragraph.words.end <= word)
    }

    /// The turn that holds the word at this place.
    #[must_use]
    pub fn turn_of(&self, word: u32) -> TurnId {
        match self.sentence_by_word.get(word as usize) {
            Some(&sentence) => self.sentences[sentence as usize].turn,
            None => TurnId::new(self.turns.partition_point(|words| words.end <= word)),
        }
    }
}

#[cfg(test)]
pub(crate) mod exact;
#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
