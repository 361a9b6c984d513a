//! The units of codes and pairs in each transcript apart.

use std::collections::BTreeMap;

use crate::tally::count::pairs_of;
use crate::tally::counts::summed;

use super::Here;

/// Each transcript's place in the corpus, and the units there; once for each portion until it is closed.
type Units = Vec<(u32, u64)>;

/// In how many units of each transcript the codes and pairs are that occur there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::tally) struct ByTranscript {
    codes: BTreeMap<u32, Units>,
    pairs: BTreeMap<(u32, u32), Units>,
}

impl ByTranscript {
    pub(super) fn add(&mut self, here: &Here<'_>) {
        if !here.cut.units.lasting.is_empty() {
            return;
        }
        let transcript = here.cut.document.id.0;
        let (mut codes, mut pairs): (BTreeMap<u32, u64>, BTreeMap<(u32, u32), u64>) = Default::default();
        for places in here.places.chunk_by(|a, b| a.unit == b.unit) {
            let present = here.codes(places);
            pairs_of(here.tree, &present).for_each(|pair| *pairs.entry(pair).or_default() += 1);
            present.into_iter().for_each(|code| *codes.entry(code).or_default() += 1);
        }
        codes.into_iter().for_each(|(code, n)| self.codes.entry(code).or_default().push((transcript, n)));
        pairs.into_iter().for_each(|(pair, n)| self.pairs.entry(pair).or_default().push((transcript, n)));
    }

    pub(super) fn merge(&mut self, other: ByTranscript) {
        other.codes.into_iter().for_each(|(code, units)| self.codes.entry(code).or_default().extend(units));
        other.pairs.into_iter().for_each(|(pair, units)| self.pairs.entry(pair).or_default().extend(units));
    }

    /// Portions of one transcript together, in the corpus's order.
    pub(in crate::tally) fn closed(self) -> Self {
        Self {
            codes: self.codes.into_iter().map(|(code, units)| (code, summed(units))).collect(),
            pairs: self.pairs.into_iter().map(|(pair, units)| (pair, summed(units))).collect(),
        }
    }

    /// In how many units of this transcript a code is; after [`closed`](Self::closed).
    pub(in crate::tally) fn of_code(&self, code: u32, transcript: u32) -> u64 {
        found(self.codes.get(&code), transcript)
    }

    /// In how many two codes are, the earlier one first.
    pub(in crate::tally) fn of_pair(&self, pair: (u32, u32), transcript: u32) -> u64 {
        found(self.pairs.get(&pair), transcript)
    }
}

fn found(units: Option<&Units>, transcript: u32) -> u64 {
    let units = units.map_or(&[][..], Vec::as_slice);
    units.binary_search_by_key(&transcript, |&(id, _)| id).map_or(0, |at| units[at].1)
}
