//! How often each word is said, here and elsewhere.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::coding::{Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, TurnId};
use crate::redact::has_mask;
use crate::scope::Condition;
use crate::segment::Segments;
use crate::text::{Folding, fold_into};

use super::CodeTree;

/// Which words are set against all others.
#[derive(Clone, Debug)]
pub enum Target {
    /// Those in codings of a code and of everything below it.
    Code(CodeId, CodeTree),
    /// Those of speakers of whom this holds.
    Group(Condition),
}

/// How often a word is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Among the words that are looked at.
    pub here: u64,
    /// Among all others that are admitted.
    pub elsewhere: u64,
}

/// Every folded word of a study, and how often it is said; memory grows with how many different words there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// All words.
    pub words: Said,
    /// Each word, in order.
    pub each: Vec<(String, Said)>,
}

/// A vocabulary in as many parts as threads count at once; they are merged in the end, in any order.
#[derive(Debug)]
pub struct Vocabularies {
    target: Target,
    admission: Admission,
    idle: Mutex<Vec<Part>>,
}

#[derive(Debug, Default)]
struct Part {
    words: Said,
    each: HashMap<String, Said>,
    folded: String,
    is_here: Vec<bool>,
}

impl Said {
    fn add(&mut self, is_here: bool) {
        *(if is_here { &mut self.here } else { &mut self.elsewhere }) += 1;
    }

    fn merge(&mut self, other: Said) {
        self.here += other.here;
        self.elsewhere += other.elsewhere;
    }
}

impl Vocabularies {
    /// No words yet; only those that `admission` admits will be counted.
    #[must_use]
    pub fn new(target: Target, admission: Admission) -> Self {
        Self { target, admission, idle: Mutex::default() }
    }

    /// Counts the words of a document or a portion of it, once; many threads may do so at once. A word that several codings
    /// cover counts once.
    pub fn add(&self, document: &Document, segments: &Segments, codings: &[Coding]) {
        let mut part = self.idle().pop().unwrap_or_default();
        part.add(&self.target, &self.admission, document, segments, codings);
        self.idle().push(part);
    }

    /// All parts together.
    #[must_use]
    pub fn finish(self) -> Vocabulary {
        let mut parts = self.idle.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter();
        let mut all = parts.next().unwrap_or_default();
        for part in parts {
            all.words.merge(part.words);
            for (word, said) in part.each {
                all.each.entry(word).or_default().merge(said);
            }
        }
        let mut each: Vec<(String, Said)> = all.each.into_iter().collect();
        each.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Vocabulary { words: all.words, each }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Part>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    fn add(
        &mut self,
        target: &Target,
        admission: &Admission,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
    ) {
        let Self { words, each, folded, is_here } = self;
        let is_masked = document.is_masked();
        is_here.clear();
        is_here.resize(segments.words.len(), false);
        if let Target::Code(code, tree) = target {
            let counted = |coding: &&Coding| coding.status != Status::Rejected && tree.is_below(coding.code, *code);
            for coding in codings.iter().filter(counted) {
                let covered = segments.words_in(coding.span);
                is_here[covered.start as usize..covered.end as usize].fill(true);
            }
        }
        for (turn, of_turn) in segments.turns.iter().enumerate() {
            let turn = TurnId::new(turn);
            if of_turn.is_empty() || !admission.admits(document, turn) {
                continue;
            }
            let in_group = match target {
                Target::Code(..) => None,
                Target::Group(condition) => Some(condition.holds(|name| document.known(turn, name))),
            };
            for at in of_turn.start as usize..of_turn.end as usize {
                let is_here = in_group.unwrap_or(is_here[at]);
                fold_into(segments.words[at].span.of(&document.text), Folding::Folded, folded);
                words.add(is_here);
                // What is masked is a word all the same, and nobody is to know which.
                if is_masked && has_mask(folded) {
                    continue;
                }
                match each.get_mut(folded.as_str()) {
                    Some(said) => said.add(is_here),
                    None => {
                        let mut said = Said::default();
                        said.add(is_here);
                        each.insert(folded.clone(), said);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
