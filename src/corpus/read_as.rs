//! How a text is to be read where that does not show in it: said in a project's description of the text.

use serde::{Deserialize, Serialize};

use crate::refi::{joined, split};
use crate::scope::Part;

use super::read::{Draft, Person};
use super::{Document, LineBreaks, ReadOptions};

/// What is said of who speaks in a text, and of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ReadAs {
    /// `wrap` or `paragraph`.
    line_breaks: String,
    interviewer: Vec<String>,
    participant: Vec<String>,
    other: Vec<String>,
}

impl ReadAs {
    /// How this transcript was read.
    pub(crate) fn of(document: &Document) -> Self {
        let playing = |part| {
            let speakers = document.speakers.iter().filter(|speaker| speaker.part == part);
            speakers.map(|speaker| speaker.label.clone()).collect()
        };
        let line_breaks = match document.line_breaks {
            LineBreaks::Wrap => "wrap",
            LineBreaks::Paragraph => "paragraph",
        };
        Self {
            line_breaks: line_breaks.to_owned(),
            interviewer: playing(Part::Interviewer),
            participant: playing(Part::Participant),
            other: playing(Part::Other),
        }
    }

    /// What a description says; none where it says nothing, or cannot be read any more.
    pub(crate) fn read(description: &str) -> Option<Self> {
        toml::from_str(split(description).1?).ok()
    }

    /// The description.
    pub(crate) fn written(&self) -> String {
        // Words and lists of words always have a form in TOML.
        joined("", &toml::to_string(self).unwrap_or_default())
    }

    fn parts(&self) -> [(Part, &Vec<String>); 3] {
        [(Part::Interviewer, &self.interviewer), (Part::Participant, &self.participant), (Part::Other, &self.other)]
    }

    /// The options with which the text is laid out: what a study says goes before this.
    pub(crate) fn over(&self, options: &ReadOptions) -> ReadOptions {
        let mut options = options.clone();
        options.labels.extend(self.parts().into_iter().flat_map(|(_, labels)| labels.iter().cloned()));
        options.line_breaks = options.line_breaks.or(match self.line_breaks.as_str() {
            "wrap" => Some(LineBreaks::Wrap),
            "paragraph" => Some(LineBreaks::Paragraph),
            _ => None,
        });
        options
    }

    /// The same for a text that is in memory alone, who plays which part included.
    pub(crate) fn alone(&self, options: &ReadOptions) -> ReadOptions {
        let parts = self.parts().into_iter().filter(|(_, labels)| !labels.is_empty());
        ReadOptions { parts: parts.map(|(part, labels)| (part, labels.clone())).collect(), ..self.over(options) }
    }

    /// Says in a draft who plays which part.
    pub(super) fn cast(&self, draft: &mut Draft) {
        for (part, labels) in self.parts() {
            for label in labels {
                match draft.people.iter_mut().find(|person| person.label == *label) {
                    Some(person) => person.part = Some(part),
                    None => {
                        draft.people.push(Person { label: label.clone(), part: Some(part), ..Person::default() });
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReadAs;
    use crate::corpus::{Document, LineBreaks, Speaker, Variables};
    use crate::scope::Part;

    #[test]
    fn how_a_transcript_is_read_comes_back_from_a_description() {
        let speaker = |label: &str, part| Speaker {
            label: label.to_owned(),
            part,
            case: None,
            variables: Variables::default(),
            memo: String::new(),
        };
        let speakers = vec![speaker("\"Jan\" & co", Part::Interviewer), speaker("Anna", Part::Other)];
        let document = Document { speakers, line_breaks: LineBreaks::Paragraph, ..Document::default() };
        let read_as = ReadAs::of(&document);
        assert_eq!(ReadAs::read(&read_as.written()), Some(read_as));
        assert_eq!(ReadAs::read("Een gesprek."), None);
        assert_eq!(ReadAs::read("#--- kantlijn\nline_breaks = 3"), None);
    }
}
