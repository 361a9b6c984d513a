//! Who was heard: every participant, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Admission, Document, Variables};
use crate::ids::{DocumentId, TurnId};
use crate::segment::Segments;

use super::Quote;

/// A participant who says at least one of the words that a table is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respondent {
    /// The case, else the transcript and the speaker ([`Document::participant`]).
    pub name: String,
    /// In which transcripts, in the corpus's order.
    pub transcripts: Vec<String>,
    /// How many words.
    pub words: u64,
    /// The values of each variable, those of several transcripts behind one another, in the order of [`Respondents::variables`].
    pub values: Vec<String>,
}

/// Gathers participants, document by document, in the corpus's order.
#[derive(Clone, Debug, Default)]
pub struct Respondents {
    variables: Vec<String>,
    /// Whether no further variables are told.
    is_closed: bool,
    heard: BTreeMap<String, Heard>,
    voices: BTreeMap<(DocumentId, Option<String>), Variables>,
}

#[derive(Clone, Debug, Default)]
struct Heard {
    transcripts: Vec<String>,
    words: u64,
    values: BTreeMap<usize, BTreeSet<String>>,
}

impl Respondents {
    /// Nobody yet. Of everybody these variables are told, as those of a table of cases; without any, all that somebody has.
    #[must_use]
    pub fn of_variables(names: &[String]) -> Self {
        Self { variables: names.to_vec(), is_closed: !names.is_empty(), ..Self::default() }
    }

    /// Adds those of a document, or of a portion of one, who say admitted words.
    pub fn add(&mut self, admission: &Admission, document: &Document, segments: &Segments) {
        for (turn, words) in segments.turns.iter().enumerate() {
            let turn = TurnId::new(turn);
            if words.is_empty() || !admission.admits(document, turn) {
                continue;
            }
            let speaker = document.speaker(turn);
            let variables = speaker.map_or(&document.variables, |speaker| &speaker.variables);
            let voice = (document.id, speaker.map(|speaker| speaker.label.clone()));
            self.voices.entry(voice).or_insert_with(|| variables.clone());
            let Some(name) = document.participant(turn) else { continue };
            let heard = self.heard.entry(name).or_default();
            heard.words += u64::from(words.end - words.start);
            if heard.transcripts.last().is_none_or(|last| *last != document.name) {
                heard.transcripts.push(document.name.clone());
            }
            for (name, value) in variables.iter() {
                let known = self.variables.iter().position(|known| known == name);
                if known.is_none() && self.is_closed {
                    continue;
                }
                let place = known.unwrap_or(self.variables.len());
                if known.is_none() {
                    self.variables.push(name.to_owned());
                }
                heard.values.entry(place).or_default().insert(value.to_owned());
            }
        }
    }

    /// The names of the variables that are told, in order.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// What is known of whoever says a quote, under this name.
    #[must_use]
    pub fn value(&self, quote: &Quote, name: &str) -> Option<&str> {
        let voice = (quote.document, quote.speaker.clone());
        self.voices.get(&voice).and_then(|variables| variables.get(name))
    }

    /// Everybody, in natural order of their names.
    #[must_use]
    pub fn all(&self) -> Vec<Respondent> {
        let mut all: Vec<Respondent> = self.heard.iter().map(|(name, heard)| self.respondent(name, heard)).collect();
        all.sort_by(|a, b| natord::compare(&a.name, &b.name).then_with(|| a.name.cmp(&b.name)));
        all
    }

    fn respondent(&self, name: &str, heard: &Heard) -> Respondent {
        let values = (0..self.variables.len()).map(|place| {
            let mut values: Vec<&str> = heard.values.get(&place).into_iter().flatten().map(String::as_str).collect();
            values.sort_by(|a, b| natord::compare(a, b));
            values.join("; ")
        });
        Respondent {
            name: name.to_owned(),
            transcripts: heard.transcripts.clone(),
            words: heard.words,
            values: values.collect(),
        }
    }
}
