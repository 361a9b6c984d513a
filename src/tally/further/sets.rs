//! Which codes make up a unit, all of them together.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::CodeId;
use crate::tally::CodeTree;
use crate::tally::cut::Place;
use crate::tally::gathered::LastingUnit;

use super::Here;

/// Codes in order, each once.
type Set = Box<[u32]>;

/// A combination of two codes or more that is all that some unit holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetCounts {
    /// The codes, in the codebook's order.
    pub codes: Vec<CodeId>,
    /// Units that hold these and no other of the codes that are combined.
    pub units: u64,
    /// Participants whose own words carry all of them in one of these units.
    pub participants: u64,
}

/// What the combinations have so far.
#[derive(Clone, Debug, Default)]
pub(in crate::tally) struct Sets {
    sets: BTreeMap<Set, Sum>,
    /// The combinations of participants who may return.
    returning: BTreeMap<String, BTreeSet<Set>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    units: u64,
    /// Those who do not return.
    participants: u64,
}

impl Sets {
    /// Units that go on elsewhere are counted when all is known; see [`Sets::closed`].
    pub(super) fn add(&mut self, here: &Here<'_>, combined: &[CodeId]) {
        if !here.cut.units.lasting.is_empty() {
            return;
        }
        let mut once: BTreeSet<(u32, Set)> = BTreeSet::new();
        for places in here.places.chunk_by(|a, b| a.unit == b.unit) {
            let Some(set) = combination(&here.codes(places), combined, here.tree) else { continue };
            for places in places.chunk_by(|a, b| a.person == b.person) {
                let carries_all = || carries(&here.codes(places), &set);
                if places[0].person != Place::NOBODY && carries_all() {
                    once.insert((places[0].person, set.clone()));
                }
            }
            self.sets.entry(set).or_default().units += 1;
        }
        for (person, set) in once {
            let Some(person) = here.cut.persons.get(person as usize) else { continue };
            if person.returns {
                self.returning.entry(person.name.clone()).or_default().insert(set);
            } else {
                self.sets.entry(set).or_default().participants += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: Sets) {
        for (set, other) in other.sets {
            let sum = self.sets.entry(set).or_default();
            sum.units += other.units;
            sum.participants += other.participants;
        }
        for (person, sets) in other.returning {
            self.returning.entry(person).or_default().extend(sets);
        }
    }

    /// A unit that went on over transcripts or portions, now that it is whole.
    pub(in crate::tally) fn add_lasting(&mut self, unit: &LastingUnit, combined: &[CodeId], tree: &CodeTree) {
        let present: Vec<u32> = unit.codes.keys().copied().collect();
        let Some(set) = combination(&present, combined, tree) else { return };
        for (person, said) in &unit.persons {
            if set.iter().all(|code| said.contains(code)) {
                self.returning.entry(person.clone()).or_default().insert(set.clone());
            }
        }
        self.sets.entry(set).or_default().units += 1;
    }

    /// All of them, by their codes.
    pub(in crate::tally) fn closed(self) -> Vec<SetCounts> {
        let Self { mut sets, returning } = self;
        for set in returning.into_values().flatten() {
            sets.entry(set).or_default().participants += 1;
        }
        let counts = |(set, Sum { units, participants }): (Set, Sum)| SetCounts {
            codes: set.iter().map(|&code| CodeId(code)).collect(),
            units,
            participants,
        };
        sets.into_iter().map(counts).collect()
    }
}

/// The codes of a unit that are combined, the most special of each line alone; `None` when they are fewer than two.
fn combination(present: &[u32], combined: &[CodeId], tree: &CodeTree) -> Option<Set> {
    let among: Vec<u32> =
        present.iter().copied().filter(|&code| combined.binary_search(&CodeId(code)).is_ok()).collect();
    let has_below = |code: u32| among.iter().any(|&other| other != code && tree.is_below(CodeId(other), CodeId(code)));
    let set: Set = among.iter().copied().filter(|&code| !has_below(code)).collect();
    (set.len() > 1).then_some(set)
}

fn carries(said: &[u32], set: &[u32]) -> bool {
    set.iter().all(|code| said.binary_search(code).is_ok())
}
