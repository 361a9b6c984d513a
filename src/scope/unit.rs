//! Parts, units of analysis and contexts, as a researcher writes them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The part somebody plays in an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Asks the questions.
    Interviewer,
    /// Is interviewed.
    Participant,
    /// Anybody else whom the study names: an interpreter, a partner in the room.
    Other,
}

/// Whose words a table is about (`--part`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Universe {
    /// Everybody but recognised interviewers; the default.
    #[default]
    Participant,
    /// Interviewers alone.
    Interviewer,
    /// Everybody.
    All,
}

impl Universe {
    /// Whether a turn of this part belongs to it; a turn without a speaker is nobody's question, so it is a participant's.
    #[must_use]
    pub fn admits(self, part: Option<Part>) -> bool {
        match self {
            Universe::All => true,
            Universe::Interviewer => part == Some(Part::Interviewer),
            Universe::Participant => part != Some(Part::Interviewer),
        }
    }
}

/// The unit of analysis: the piece of text in which a code is present or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// All that a participant says until the interviewer's next substantive turn; the default.
    #[default]
    Answer,
    /// A sentence: UAX #29, tailored to the document's language.
    Sentence,
    /// What one speaker says until another speaks.
    Turn,
    /// A stretch between blank lines, or a paragraph of the word processor.
    Paragraph,
    /// Runs of so many words within a turn; the last may be shorter.
    Window(u32),
    /// A whole interview.
    Transcript,
    /// All interviews of one case.
    Case,
}

impl Unit {
    /// What it is called, whatever its size: `answer`, `window`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Answer => "answer",
            Unit::Sentence => "sentence",
            Unit::Turn => "turn",
            Unit::Paragraph => "paragraph",
            Unit::Window(_) => "window",
            Unit::Transcript => "transcript",
            Unit::Case => "case",
        }
    }

    /// How many words it has, where that makes it a unit.
    #[must_use]
    pub const fn words(self) -> Option<u32> {
        match self {
            Unit::Window(words) => Some(words),
            _ => None,
        }
    }
}

/// How far AND, NOT, COUNT and `code:` look for their other side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    /// The sentence that holds the mention; the default.
    #[default]
    Sentence,
    /// Its turn.
    Turn,
    /// Its answer.
    Answer,
    /// Its paragraph.
    Paragraph,
    /// Its whole transcript.
    Transcript,
}

/// A word that names no part, unit or context, with the words that would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseScopeError {
    /// What was written.
    pub found: String,
    /// What could have been.
    pub expected: &'static str,
}

impl fmt::Display for ParseScopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is none of {}", self.found, self.expected)
    }
}

impl std::error::Error for ParseScopeError {}

/// Spells an enum: `Display` and `FromStr` from one table.
macro_rules! spelled {
    ($type:ty, $expected:literal, $($word:literal => $value:path),+ $(,)?) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $($value => $word),+ })
            }
        }
        impl FromStr for $type {
            type Err = ParseScopeError;
            fn from_str(text: &str) -> Result<Self, ParseScopeError> {
                match text { $($word => Ok($value),)+ _ => Err(ParseScopeError { found: text.to_owned(), expected: $expected }) }
            }
        }
    };
}

spelled!(Part, "interviewer, participant, other",
    "interviewer" => Part::Interviewer, "participant" => Part::Participant, "other" => Part::Other);
spelled!(Universe, "participant, interviewer, all",
    "participant" => Universe::Participant, "interviewer" => Universe::Interviewer, "all" => Universe::All);
spelled!(Within, "sentence, turn, answer, paragraph, transcript",
    "sentence" => Within::Sentence, "turn" => Within::Turn, "answer" => Within::Answer,
    "paragraph" => Within::Paragraph, "transcript" => Within::Transcript);

const UNITS: &str = "answer, sentence, turn, paragraph, window:N (N words, at least 1), transcript, case";

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unit::Window(words) => write!(f, "window:{words}"),
            unit => f.pad(unit.name()),
        }
    }
}

impl FromStr for Unit {
    type Err = ParseScopeError;

    /// ```
    /// use kantlijn::scope::Unit;
    /// assert_eq!("window:50".parse(), Ok(Unit::Window(50)));
    /// assert!("window:0".parse::<Unit>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, ParseScopeError> {
        Ok(match text {
            "answer" => Unit::Answer,
            "sentence" => Unit::Sentence,
            "turn" => Unit::Turn,
            "paragraph" => Unit::Paragraph,
            "transcript" => Unit::Transcript,
            "case" => Unit::Case,
            _ => match text.strip_prefix("window:").and_then(|n| n.parse().ok()) {
                Some(words) if words > 0 => Unit::Window(words),
                _ => return Err(ParseScopeError { found: text.to_owned(), expected: UNITS }),
            },
        })
    }
}
