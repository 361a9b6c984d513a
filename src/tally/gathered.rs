//! What a tally keeps of one group while it grows.

use std::collections::{BTreeMap, BTreeSet};

use super::count::Cut;
use super::counts::{CodeCounts, PairCounts, Totals};

/// A group's words, and what was coded in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub universe: Words,
    pub coded: Coded,
}

/// The words that are there, whether coded or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub words: u64,
    /// Units that end where they were counted; the others are in `lasting`.
    pub units: u64,
    /// Participants who do not return.
    pub participants: u64,
    pub returning: BTreeSet<String>,
    /// Units that go on over transcripts or portions of one.
    pub lasting: BTreeSet<String>,
    /// Each transcript's place in the corpus, and its words; once for each portion.
    pub documents: Vec<(u32, u64)>,
}

/// What was coded. Counts of codes and pairs hold what ended where it was counted; what goes on in another
/// transcript or portion is in `returning` and `lasting`.
#[derive(Clone, Debug, Default)]
pub(super) struct Coded {
    pub totals: Totals,
    pub codes: BTreeMap<u32, CodeCounts>,
    pub pairs: BTreeMap<(u32, u32), PairCounts>,
    /// For each code, the transcripts in which it occurs, and its codings there; once for each portion.
    pub documents: BTreeMap<u32, Vec<(u32, u32)>>,
    pub returning: BTreeMap<String, PersonCodes>,
    pub lasting: BTreeMap<String, LastingUnit>,
}

/// What a participant who may return has said so far.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonCodes {
    pub codings: BTreeMap<u32, u64>,
    pub pairs: BTreeSet<(u32, u32)>,
}

/// A unit that goes on over transcripts or portions.
#[derive(Clone, Debug, Default)]
pub(super) struct LastingUnit {
    /// In how many transcripts or portions of it each code is present.
    pub codes: BTreeMap<u32, u32>,
    /// In how many of them two codes rest on overlapping evidence only.
    pub same: BTreeMap<(u32, u32), u32>,
    /// Which codes each participant's own words carry.
    pub persons: BTreeMap<String, BTreeSet<u32>>,
}

impl Gathered {
    pub(super) fn merge(&mut self, other: Gathered) {
        self.universe.merge(other.universe);
        self.coded.merge(other.coded);
    }
}

impl Words {
    pub(super) fn add(&mut self, cut: &Cut<'_>) {
        self.words += cut.size();
        self.documents.push((cut.document.id.0, cut.size()));
        if cut.units.lasting.is_empty() {
            self.units += u64::from(cut.units.count);
        }
        self.lasting.extend(cut.units.lasting.iter().cloned());
        for person in cut.present() {
            if person.returns {
                self.returning.insert(person.name.clone());
            } else {
                self.participants += 1;
            }
        }
    }

    fn merge(&mut self, other: Words) {
        self.words += other.words;
        self.units += other.units;
        self.participants += other.participants;
        self.returning.extend(other.returning);
        self.lasting.extend(other.lasting);
        self.documents.extend(other.documents);
    }
}

impl Coded {
    fn merge(&mut self, other: Coded) {
        self.totals.merge(&other.totals);
        for (code, counts) in other.codes {
            self.codes.entry(code).or_default().merge(&counts);
        }
        for (pair, counts) in other.pairs {
            self.pairs.entry(pair).or_default().merge(&counts);
        }
        for (code, documents) in other.documents {
            self.documents.entry(code).or_default().extend(documents);
        }
        for (name, other) in other.returning {
            let person = self.returning.entry(name).or_default();
            sum(&mut person.codings, other.codings);
            person.pairs.extend(other.pairs);
        }
        for (name, other) in other.lasting {
            let unit = self.lasting.entry(name).or_default();
            sum(&mut unit.codes, other.codes);
            sum(&mut unit.same, other.same);
            for (person, codes) in other.persons {
                unit.persons.entry(person).or_default().extend(codes);
            }
        }
    }
}

fn sum<K: Ord, N: std::ops::AddAssign + Default>(into: &mut BTreeMap<K, N>, from: BTreeMap<K, N>) {
    for (key, n) in from {
        *into.entry(key).or_default() += n;
    }
}
