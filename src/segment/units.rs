//! Units of analysis as runs of words.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::corpus::Document;
use crate::ids::TurnId;
use crate::scope::Unit;

use super::{Segments, Stretch};

/// A run of words of one unit; a unit whose words are interrupted has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words, as places in [`Segments::words`]; never empty.
    pub words: Range<u32>,
    /// Which unit, counted from 0 in order of first word.
    pub unit: u32,
}

/// The units of one document that hold at least one admitted word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// The runs, in order of place; they do not overlap.
    pub runs: Vec<Run>,
    /// How many units.
    pub count: u32,
    /// What each unit is called, where units go on elsewhere: a case in other transcripts, a transcript in its other
    /// portions. Else empty.
    pub lasting: Vec<String>,
}

impl Units {
    /// The units that hold at least one word of `words`, ascending, each once.
    #[must_use]
    pub fn touched(&self, words: Range<u32>) -> Vec<u32> {
        let from = self.runs.partition_point(|run| run.words.end <= words.start);
        let mut units: Vec<u32> =
            self.runs[from..].iter().take_while(|run| run.words.start < words.end).map(|run| run.unit).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The unit that holds the word at this place.
    #[must_use]
    pub fn of(&self, word: u32) -> Option<u32> {
        let run = self.runs.get(self.runs.partition_point(|run| run.words.end <= word))?;
        run.words.contains(&word).then_some(run.unit)
    }

    fn alone(&mut self, words: Range<u32>) {
        if !words.is_empty() {
            self.runs.push(Run { words, unit: self.count });
            self.count += 1;
        }
    }

    /// Adds words to the unit under `key`, which begins when it is new.
    fn together<K: Ord>(&mut self, known: &mut BTreeMap<K, u32>, key: K, words: Range<u32>) {
        if words.is_empty() {
            return;
        }
        let unit = *known.entry(key).or_insert_with(|| {
            self.count += 1;
            self.count - 1
        });
        match self.runs.last_mut() {
            Some(last) if last.unit == unit && last.words.end == words.start => last.words.end = words.end,
            _ => self.runs.push(Run { words, unit }),
        }
    }
}

impl Segments {
    /// The document's units, made of the words of admitted turns.
    ///
    /// A turn that belongs to no answer (an interviewer's, when admitted) is a unit of its own where the
    /// unit is the answer. A case is whom [`Document::participant`] names; an interviewer's words belong
    /// to the transcript's case, else to the transcript.
    #[must_use]
    pub fn units(&self, document: &Document, unit: Unit, admits: impl Fn(TurnId) -> bool) -> Units {
        let mut units = Units::default();
        let turns = || {
            self.turns.iter().enumerate().map(|(i, words)| (TurnId::new(i), words)).filter(|(turn, _)| admits(*turn))
        };
        let stretches = |units: &mut Units, all: &[Stretch]| {
            for stretch in all.iter().filter(|stretch| admits(stretch.turn)) {
                units.alone(stretch.words.clone());
            }
        };
        match unit {
            Unit::Sentence => stretches(&mut units, &self.sentences),
            Unit::Paragraph => stretches(&mut units, &self.paragraphs),
            Unit::Turn => turns().for_each(|(_, words)| units.alone(words.clone())),
            Unit::Window(size) => {
                for (_, words) in turns() {
                    for start in words.clone().step_by(size as usize) {
                        units.alone(start..(start + size).min(words.end));
                    }
                }
            }
            Unit::Answer => {
                let mut known = BTreeMap::new();
                for (turn, words) in turns() {
                    match self.answer_of.get(turn.index()).copied().flatten() {
                        Some(answer) => units.together(&mut known, answer, words.clone()),
                        None => units.alone(words.clone()),
                    }
                }
            }
            Unit::Transcript => {
                let mut known = BTreeMap::new();
                turns().for_each(|(_, words)| units.together(&mut known, (), words.clone()));
                if document.portion.is_one_of_several {
                    units.lasting = known.into_keys().map(|()| document.name.clone()).collect();
                }
            }
            Unit::Case => {
                let mut known = BTreeMap::new();
                for (turn, words) in turns() {
                    let whose = document.participant(turn).or_else(|| document.case.clone());
                    units.together(&mut known, whose.unwrap_or_else(|| document.name.clone()), words.clone());
                }
                let mut cases: Vec<(u32, String)> = known.into_iter().map(|(case, unit)| (unit, case)).collect();
                cases.sort_unstable();
                units.lasting = cases.into_iter().map(|(_, case)| case).collect();
            }
        }
        units
    }
}
