//! Small interviews, for tests.

use crate::corpus::{Document, Speaker, Turn, Variables};
use crate::ids::{DocumentId, SpeakerId};
use crate::scope::Part;
use crate::text::Span;

use super::{SegmentOptions, Segments};

/// An interview from lines such as `I: Hoe was dat?`; `I` asks the questions.
pub(crate) fn interview(id: u32, name: &str, lines: &[&str]) -> Document {
    let mut document = Document { id: DocumentId(id), name: name.into(), ..Document::default() };
    for line in lines {
        let (label, words) = line.split_once(": ").unwrap();
        let speaker = document.speakers.iter().position(|speaker| speaker.label == label).unwrap_or_else(|| {
            let part = if label == "I" { Part::Interviewer } else { Part::Participant };
            let variables = Variables::default();
            document.speakers.push(Speaker { label: label.into(), part, case: None, variables, memo: String::new() });
            document.speakers.len() - 1
        });
        document.text.push_str(label);
        document.text.push_str(": ");
        let start = document.text.len();
        document.text.push_str(words);
        let span = Span::new(start, document.text.len());
        document.turns.push(Turn { span, speaker: Some(SpeakerId::new(speaker)), time: None });
        document.text.push_str("\n\n");
    }
    document
}

/// Says of whoever has this label whose case they are.
pub(crate) fn is_case(document: &mut Document, label: &str, case: &str) {
    for speaker in document.speakers.iter_mut().filter(|speaker| speaker.label == label) {
        speaker.case = Some(case.into());
    }
}

/// Sets a variable of whoever has this label.
pub(crate) fn set(document: &mut Document, label: &str, name: &str, value: &str) {
    for speaker in document.speakers.iter_mut().filter(|speaker| speaker.label == label) {
        speaker.variables.set(name, value);
    }
}

/// The document's pieces.
pub(crate) fn cut(document: &Document) -> Segments {
    Segments::of(document, &SegmentOptions::default())
}

/// Where these words first stand.
pub(crate) fn place(document: &Document, words: &str) -> Span {
    let start = document.text.find(words).unwrap();
    Span::new(start, start + words.len())
}
