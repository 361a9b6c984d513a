//! What is counted beyond codes and pairs, and only when it is asked for: a plain run pays nothing for it.

mod by_transcript;
mod related;
mod relation;
mod sets;

use crate::coding::Coding;
use crate::ids::CodeId;

use super::CodeTree;
use super::cut::{Cut, Passage, Place};

pub use related::RelatedCounts;
pub use relation::{Distance, ParseRelationError, Relation};
pub use sets::SetCounts;

pub(super) use by_transcript::ByTranscript;
pub(super) use related::Related;
pub(super) use sets::Sets;

/// What to count besides codes and pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Further {
    /// The units of every code and pair in each transcript apart, for tests within interviews. Units that go on over
    /// transcripts or portions of one, as cases do, are left out: they belong to no single transcript.
    pub by_transcript: bool,
    /// The codes whose combinations in a unit are counted; none for no combinations.
    pub sets: Vec<CodeId>,
    /// How two codings must lie to each other to be counted as a pair.
    pub relation: Option<Relation>,
}

/// What was counted of it.
#[derive(Clone, Debug, Default)]
pub(super) struct FurtherSums {
    pub by_transcript: ByTranscript,
    pub sets: Sets,
    pub related: Related,
}

impl Further {
    /// Adds one document's codings; places come in order of unit.
    pub(super) fn count(&self, here: &Here<'_>, sums: &mut FurtherSums) {
        if self.by_transcript {
            sums.by_transcript.add(here);
        }
        if !self.sets.is_empty() {
            sums.sets.add(here, &self.sets);
        }
        if let Some(relation) = self.relation {
            sums.related.add(here, relation);
        }
    }
}

impl FurtherSums {
    pub(super) fn merge(&mut self, other: FurtherSums) {
        self.by_transcript.merge(other.by_transcript);
        self.sets.merge(other.sets);
        self.related.merge(other.related);
    }
}

/// One document's codings as they fall on a group's words.
pub(super) struct Here<'a> {
    pub cut: &'a Cut<'a>,
    pub tree: &'a CodeTree,
    pub codings: &'a [Coding],
    pub passages: &'a [Passage],
    pub places: &'a [Place],
}

impl Here<'_> {
    /// The code of a passage and those above it, without the root.
    fn line(&self, passage: u32) -> &[u32] {
        let line = self.tree.line(self.codings[self.passages[passage as usize].coding].code.0);
        &line[..line.len().saturating_sub(1)]
    }

    /// All codes under some places, each once, in order.
    fn codes(&self, places: &[Place]) -> Vec<u32> {
        let mut codes: Vec<u32> = places.iter().flat_map(|place| self.line(place.passage)).copied().collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

#[cfg(test)]
mod tests;
