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
    /// Units that end with their transcript; those of [`crate::scope::Unit::Case`] are in `case_units`.
    pub units: u64,
    /// Participants who are in one transcript only.
    pub participants: u64,
    pub cases: BTreeSet<String>,
    /// Units that go on over transcripts, and whether a participant speaks in them.
    pub case_units: BTreeMap<String, bool>,
    /// Each transcript's place in the corpus, and its words.
    pub documents: Vec<(u32, u64)>,
}

/// What was coded. Counts of codes and pairs hold what ended with its transcript; what a case carries on
/// to another is in `cases` and `case_units`.
#[derive(Clone, Debug, Default)]
pub(super) struct Coded {
    pub totals: Totals,
    pub codes: BTreeMap<u32, CodeCounts>,
    pub pairs: BTreeMap<(u32, u32), PairCounts>,
    /// For each code, the transcripts in which it occurs, and its codings there.
    pub documents: BTreeMap<u32, Vec<(u32, u32)>>,
    pub cases: BTreeMap<String, CaseCodes>,
    pub case_units: BTreeMap<String, CaseUnit>,
}

/// What a participant who is a case has said so far.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseCodes {
    pub codings: BTreeMap<u32, u64>,
    pub pairs: BTreeSet<(u32, u32)>,
}

/// A unit that goes on over transcripts.
#[derive(Clone, Debug, Default)]
pub(super) struct CaseUnit {
    /// In how many transcripts of it each code is present.
    pub codes: BTreeMap<u32, u32>,
    /// In how many of them two codes rest on overlapping evidence only.
    pub same: BTreeMap<(u32, u32), u32>,
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
        if cut.units.cases.is_empty() {
            self.units += u64::from(cut.units.count);
        }
        for unit in &cut.units.cases {
            self.case_units.entry(unit.clone()).or_default();
        }
        for person in cut.present() {
            if let Some(speaks) = self.case_units.get_mut(&person.name) {
                *speaks = true;
            }
            if person.is_case {
                self.cases.insert(person.name.clone());
            } else {
                self.participants += 1;
            }
        }
    }

    fn merge(&mut self, other: Words) {
        self.words += other.words;
        self.units += other.units;
        self.participants += other.participants;
        self.cases.extend(other.cases);
        for (unit, speaks) in other.case_units {
            *self.case_units.entry(unit).or_default() |= speaks;
        }
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
        for (case, other) in other.cases {
            let case = self.cases.entry(case).or_default();
            sum(&mut case.codings, other.codings);
            case.pairs.extend(other.pairs);
        }
        for (case, other) in other.case_units {
            let unit = self.case_units.entry(case).or_default();
            sum(&mut unit.codes, other.codes);
            sum(&mut unit.same, other.same);
        }
    }
}

fn sum<K: Ord, N: std::ops::AddAssign + Default>(into: &mut BTreeMap<K, N>, from: BTreeMap<K, N>) {
    for (key, n) in from {
        *into.entry(key).or_default() += n;
    }
}
