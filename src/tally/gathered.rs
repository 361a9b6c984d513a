//! What a tally keeps of one group while it grows.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use super::counts::{CodeCounts, PairCounts, Totals};
use super::cut::Cut;
use super::further::FurtherSums;

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
    /// The same with the units of each transcript that end there, where they are asked for.
    pub units_of: Vec<(u32, u64)>,
}

/// What was coded. Counts of codes and pairs hold what ended where it was counted; what goes on in another
/// transcript or portion is in `returning` and `lasting`.
#[derive(Clone, Debug, Default)]
pub(super) struct Coded {
    pub totals: Totals,
    pub codes: ByNumber<u32, CodeSum>,
    pub pairs: Pairs,
    pub returning: BTreeMap<String, PersonCodes>,
    pub lasting: BTreeMap<String, LastingUnit>,
    pub further: FurtherSums,
}

/// What one code has so far.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeSum {
    pub counts: CodeCounts,
    /// The transcripts in which it occurs, and its codings there; once for each portion.
    pub documents: Vec<(u32, u32)>,
}

/// What every two codes have so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(ByNumber<u64, PairSum>);

#[derive(Clone, Debug, Default)]
pub(super) struct PairSum {
    pub counts: PairCounts,
    /// The participant who was counted last.
    visited: u64,
}

/// What a participant who may return has said so far: appended as it comes, put together now and then.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonCodes {
    pub codings: Vec<(u32, u64)>,
    pub pairs: Vec<(u32, u32)>,
    /// How much there was when it was last put together.
    settled: usize,
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

    pub(super) fn add_units_of_transcript(&mut self, cut: &Cut<'_>) {
        if cut.units.lasting.is_empty() {
            self.units_of.push((cut.document.id.0, u64::from(cut.units.count)));
        }
    }

    fn merge(&mut self, other: Words) {
        self.words += other.words;
        self.units += other.units;
        self.participants += other.participants;
        self.returning.extend(other.returning);
        self.lasting.extend(other.lasting);
        self.documents.extend(other.documents);
        self.units_of.extend(other.units_of);
    }
}

impl Coded {
    fn merge(&mut self, other: Coded) {
        self.totals.merge(&other.totals);
        self.further.merge(other.further);
        for (code, other) in other.codes {
            let sum = self.codes.entry(code).or_default();
            sum.counts.merge(&other.counts);
            sum.documents.extend(other.documents);
        }
        self.pairs.merge(other.pairs);
        for (name, other) in other.returning {
            let person = self.returning.entry(name).or_default();
            person.codings.extend(other.codings);
            person.pairs.extend(other.pairs);
            person.settle_now_and_then();
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

impl Pairs {
    /// The counts of two codes, the earlier one first.
    pub(super) fn of(&mut self, a: u32, b: u32) -> &mut PairSum {
        self.0.entry(u64::from(a) << 32 | u64::from(b)).or_default()
    }

    /// All of them, in order.
    pub(super) fn into_sorted(self) -> BTreeMap<(u32, u32), PairCounts> {
        self.0.into_iter().map(|(pair, sum)| (((pair >> 32) as u32, pair as u32), sum.counts)).collect()
    }

    fn merge(&mut self, other: Pairs) {
        for (pair, other) in other.0 {
            match self.0.entry(pair) {
                Entry::Occupied(entry) => entry.into_mut().counts.merge(&other.counts),
                // Another tally numbers its visits by itself.
                Entry::Vacant(entry) => drop(entry.insert(PairSum { visited: 0, ..other })),
            }
        }
    }
}

impl PairSum {
    /// Counts the participant of this visit, once.
    pub(super) fn visit(&mut self, visit: u64) {
        self.counts.participants += u64::from(self.visited != visit);
        self.visited = visit;
    }
}

impl PersonCodes {
    /// Puts together what is the same, each time that as much has come as there was: memory stays in proportion to
    /// what differs, and time to what comes.
    pub(super) fn settle_now_and_then(&mut self) {
        const FEW: usize = 256;
        if self.codings.len() + self.pairs.len() > 2 * self.settled + FEW {
            self.settle();
        }
    }

    /// Codes and pairs each once, in order.
    pub(super) fn settle(&mut self) {
        self.codings.sort_unstable();
        self.codings.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.settled = self.codings.len() + self.pairs.len();
    }
}

fn sum<K: Ord, N: std::ops::AddAssign + Default>(into: &mut BTreeMap<K, N>, from: BTreeMap<K, N>) {
    for (key, n) in from {
        *into.entry(key).or_default() += n;
    }
}

/// A map by small numbers. Its order never reaches a result: it is summed into, and sorted in the end.
pub(super) type ByNumber<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;

/// Hashes one number: the low and the high half of a product together depend on all of its bits.
#[derive(Clone, Copy, Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        let mixed = u128::from(self.0 ^ number ^ 0x2545_f491_4f6c_dd1d) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (mixed as u64) ^ ((mixed >> 64) as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
