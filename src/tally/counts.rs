//! A tally that is closed: what tables are made of.

use std::collections::BTreeMap;

use crate::coding::{Coding, Stance, Status};
use crate::error::{Error, Result};
use crate::ids::{CodeId, CoderId, DocumentId};

use super::by::{self, By, Key};
use super::count::pairs_of;
use super::further::{ByTranscript, Further, FurtherSums, RelatedCounts, SetCounts};
use super::gathered::{Coded, Gathered, Words};
use super::{CodeTree, Tally};
use crate::stats::Together;

/// The value of a group whose speakers have none.
pub const MISSING: &str = "(none)";

/// The value of a group whose speakers' values are in none of the classes.
pub const OTHER: &str = "(other)";

/// More numbers than this, as values of `--by`, must be put in classes.
const MOST_NUMBERS: usize = 12;

/// What one code, with everything below it, has in one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeCounts {
    /// Participants of whose words a coding covers at least one.
    pub participants: u64,
    /// Transcripts with at least one coding.
    pub transcripts: u64,
    /// Units in which it is present.
    pub units: u64,
    /// Codings.
    pub codings: u64,
    /// Mentions on which they rest: 0 for people's.
    pub mentions: u64,
    /// Codings that are negated.
    pub negated: u64,
    /// Codings in an answer to a question that matches the code itself.
    pub prompted: u64,
    /// Words covered, each once.
    pub words: u64,
    /// Codings of the participant who has most.
    pub top: u64,
}

/// What two codes have in common in one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// Units in which both are present.
    pub units: u64,
    /// Participants whose own words carry both in one unit.
    pub participants: u64,
    /// Those of `units` in which the two rest on the same words: all evidence of either code overlaps
    /// evidence of the other. Evidence is a mention; in people's codings the passage.
    pub same_words: u64,
}

/// What is known of a group's codings, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Codings.
    pub codings: u64,
    /// Those by people, or accepted by one.
    pub accepted: u64,
    /// Further ones, which are not among the codings: those that a reviewer rejected.
    pub rejected: u64,
    /// Those whose stance is known.
    pub with_stance: u64,
    /// Those by stance, in the order of [`Stance::WORDS`].
    pub stances: [u64; 4],
    /// Those of which it is known whether they were prompted.
    pub with_prompted: u64,
    /// Those that rest on mentions.
    pub with_mentions: u64,
}

/// The counts of one value of `--by`, or of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupCounts {
    /// The value; [`MISSING`] and [`OTHER`] where there is none, empty without `--by`.
    pub value: String,
    /// Units that hold at least one word.
    pub units: u64,
    /// Participants who say at least one word.
    pub participants: u64,
    /// Words.
    pub words: u64,
    /// The transcripts that hold at least one word, in the corpus's order, with their words.
    pub documents: Vec<(DocumentId, u64)>,
    /// What is known of the codings as a whole.
    pub totals: Totals,
    codes: BTreeMap<u32, CodeCounts>,
    pairs: BTreeMap<(u32, u32), PairCounts>,
    spread: BTreeMap<u32, Vec<(u32, u32)>>,
    root: u32,
    /// The units of each transcript, and of codes and pairs in it.
    units_of: Vec<(u32, u64)>,
    by_transcript: ByTranscript,
    sets: Vec<SetCounts>,
    related: BTreeMap<(u32, u32), RelatedCounts>,
}

/// All counts of a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The variable of `--by`, if there is one.
    pub by: Option<String>,
    /// A group for each value, in natural order, what is missing last; without `--by` exactly one.
    pub groups: Vec<GroupCounts>,
    /// Codings left out because they cover no word of the universe.
    pub outside: u64,
    /// Codings left out because they cover no whole word at all.
    pub wordless: u64,
}

impl CodeCounts {
    pub(super) fn add(&mut self, coding: &Coding, mentions: u64) {
        self.codings += 1;
        self.mentions += mentions;
        self.negated += u64::from(coding.stance == Some(Stance::Negated));
        self.prompted += u64::from(coding.prompted == Some(true));
    }

    pub(super) fn merge(&mut self, other: &CodeCounts) {
        self.participants += other.participants;
        self.units += other.units;
        self.codings += other.codings;
        self.mentions += other.mentions;
        self.negated += other.negated;
        self.prompted += other.prompted;
        self.words += other.words;
        self.top = self.top.max(other.top);
    }
}

impl PairCounts {
    pub(super) fn merge(&mut self, other: &PairCounts) {
        self.units += other.units;
        self.participants += other.participants;
        self.same_words += other.same_words;
    }
}

impl Totals {
    /// Those that somebody has read: made or accepted by a person, or rejected by one.
    #[must_use]
    pub fn reviewed(&self) -> u64 {
        self.accepted + self.rejected
    }

    pub(super) fn add(&mut self, coding: &Coding) {
        self.codings += 1;
        self.accepted += u64::from(coding.status == Status::Accepted);
        self.with_stance += u64::from(coding.stance.is_some());
        if let Some(stance) = coding.stance {
            self.stances[stance as usize] += 1;
        }
        self.with_prompted += u64::from(coding.prompted.is_some());
        self.with_mentions += u64::from(!coding.mentions.is_empty());
    }

    /// Adds those of another group.
    pub fn merge(&mut self, other: &Totals) {
        self.codings += other.codings;
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.with_stance += other.with_stance;
        self.with_prompted += other.with_prompted;
        self.with_mentions += other.with_mentions;
        for (sum, n) in self.stances.iter_mut().zip(other.stances) {
            *sum += n;
        }
    }
}

impl GroupCounts {
    /// What a code, with everything below it, has.
    #[must_use]
    pub fn code(&self, code: CodeId) -> CodeCounts {
        self.codes.get(&code.0).copied().unwrap_or_default()
    }

    /// What the codes together have: units with any code, participants with any code.
    #[must_use]
    pub fn any(&self) -> CodeCounts {
        self.codes.get(&self.root).copied().unwrap_or_default()
    }

    /// What two codes have in common, in either order; nothing for a code and its own ancestor.
    #[must_use]
    pub fn pair(&self, a: CodeId, b: CodeId) -> PairCounts {
        self.pairs.get(&(a.0.min(b.0), a.0.max(b.0))).copied().unwrap_or_default()
    }

    /// In how many units two codes are, together and apart.
    #[must_use]
    pub fn together(&self, a: CodeId, b: CodeId) -> Together {
        let both = self.pair(a, b).units;
        Together::of_units(self.units, self.code(a).units, self.code(b).units, both).unwrap_or_default()
    }

    /// The same in each transcript apart, in the corpus's order, where [`Further::by_transcript`] was asked for.
    #[must_use]
    pub fn together_by_transcript(&self, a: CodeId, b: CodeId) -> Vec<Together> {
        let pair = (a.0.min(b.0), a.0.max(b.0));
        let of = |&(id, units): &(u32, u64)| {
            let counted = &self.by_transcript;
            let (of_a, of_b) = (counted.of_code(a.0, id), counted.of_code(b.0, id));
            Together::of_units(units, of_a, of_b, counted.of_pair(pair, id)).unwrap_or_default()
        };
        self.units_of.iter().map(of).collect()
    }

    /// The combinations of codes that units hold, by their codes, where [`Further::sets`] were asked for.
    #[must_use]
    pub fn sets(&self) -> &[SetCounts] {
        &self.sets
    }

    /// How the codings of two codes lie to each other, where [`Further::relation`] was asked for; A is the code that
    /// stands first in the codebook.
    #[must_use]
    pub fn related(&self, a: CodeId, b: CodeId) -> RelatedCounts {
        self.related.get(&(a.0.min(b.0), a.0.max(b.0))).copied().unwrap_or_default()
    }

    /// How many codings of a code, with everything below it, each of [`GroupCounts::documents`] has: same
    /// order, zeros kept.
    #[must_use]
    pub fn codings_by_document(&self, code: CodeId) -> Vec<u64> {
        let there = self.spread.get(&code.0).map_or(&[][..], Vec::as_slice);
        let count = |id: DocumentId| there.binary_search_by_key(&id.0, |&(id, _)| id).map(|at| u64::from(there[at].1));
        self.documents.iter().map(|&(id, _)| count(id).unwrap_or(0)).collect()
    }

    fn close(value: String, words: Words, coded: Coded, tree: &CodeTree, further: &Further) -> Self {
        let Coded { totals, codes: sums, pairs, mut returning, lasting, further: counted } = coded;
        let FurtherSums { by_transcript, mut sets, related } = counted;
        let mut pairs = pairs.into_sorted();
        let (mut codes, mut spread) = (BTreeMap::new(), BTreeMap::new());
        for (code, sum) in sums {
            let documents = summed(sum.documents);
            codes.insert(code, CodeCounts { transcripts: documents.len() as u64, ..sum.counts });
            spread.insert(code, documents);
        }
        for unit in lasting.into_values() {
            if !further.sets.is_empty() {
                sets.add_lasting(&unit, &further.sets, tree);
            }
            for &code in unit.codes.keys() {
                codes.entry(code).or_default().units += 1;
            }
            let present: Vec<u32> = unit.codes.keys().copied().filter(|&code| code != tree.root()).collect();
            for (a, b) in pairs_of(tree, &present) {
                let counts = pairs.entry((a, b)).or_default();
                counts.units += 1;
                let same = unit.same.get(&(a, b)).copied().unwrap_or(0);
                counts.same_words += u64::from(same == unit.codes[&a] && same == unit.codes[&b]);
            }
            for (person, said) in unit.persons {
                let said: Vec<u32> = said.into_iter().collect();
                returning.entry(person).or_default().pairs.extend(pairs_of(tree, &said));
            }
        }
        for mut person in returning.into_values() {
            person.settle();
            for (code, codings) in person.codings {
                let counts = codes.entry(code).or_default();
                counts.participants += 1;
                counts.top = counts.top.max(codings);
            }
            for pair in person.pairs {
                pairs.entry(pair).or_default().participants += 1;
            }
        }
        let documents = summed(words.documents).into_iter().map(|(id, n)| (DocumentId(id), n)).collect();
        Self {
            value,
            units: words.units + words.lasting.len() as u64,
            participants: words.participants + words.returning.len() as u64,
            words: words.words,
            documents,
            totals,
            codes,
            pairs,
            spread,
            root: tree.root(),
            units_of: summed(words.units_of),
            by_transcript: by_transcript.closed(),
            sets: sets.closed(),
            related: related.closed(),
        }
    }
}

/// In order of transcripts, the portions of each together.
pub(super) fn summed<N: Copy + std::ops::AddAssign>(mut portions: Vec<(u32, N)>) -> Vec<(u32, N)> {
    portions.sort_by_key(|&(id, _)| id);
    portions.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
        }
        same
    });
    portions
}

impl Tally {
    /// Closes the tally.
    ///
    /// # Errors
    /// When the values of `--by` are more than twelve different numbers, which must be put in classes; when they are to
    /// be put in classes, and not one is a number.
    pub fn finish(self) -> Result<Counts> {
        let Tally { plan, mut gathered, outside, wordless, has_number, .. } = self;
        let by = plan.by.as_ref();
        if by.is_none_or(By::is_coder) {
            gathered.entry(Key::All).or_default();
        }
        if by.is_some_and(By::is_coder) {
            // Every coder had the same words before them, so that the denominators are the study's.
            let all = gathered.remove(&Key::All).unwrap_or_default();
            // Who found nothing, or whose codings are all lost, is a coder too: nobody vanishes from a table unseen.
            let coders = (0..plan.coders.iter().count()).map(CoderId::new);
            for coder in coders.filter(|coder| plan.coder.is_none_or(|only| only == *coder)) {
                gathered.entry(Key::Coder(coder.0)).or_default();
            }
            for of_coder in gathered.values_mut() {
                of_coder.universe = all.universe.clone();
            }
        }
        if let Some(by) = by {
            refuse_many_numbers(by, gathered.keys())?;
            if by.classes.is_some() && !has_number && gathered.contains_key(&Key::Other) {
                let name = &by.variable;
                return Err(Error::usage(
                    format!("`{name}` has not one number, so none of its values is in a class"),
                    format!("leave the classes out: --by {name}"),
                ));
            }
        }
        let mut gathered: Vec<(Key, Gathered)> = gathered.into_iter().collect();
        if let Some(by) = by {
            gathered.sort_by(|(a, _), (b, _)| by.compare(a, b));
        }
        let close = |(key, Gathered { universe, coded }): (Key, Gathered)| {
            GroupCounts::close(key.label(&plan.coders), universe, coded, &plan.tree, &plan.further)
        };
        Ok(Counts {
            by: by.map(|by| by.variable.clone()),
            groups: gathered.into_iter().map(close).collect(),
            outside,
            wordless,
        })
    }
}

fn refuse_many_numbers<'k>(by: &By, keys: impl Iterator<Item = &'k Key>) -> Result<()> {
    if by.is_built_in() || by.classes.is_some() {
        return Ok(());
    }
    let values = keys.filter_map(|key| if let Key::Value(value) = key { Some(by::number(value)) } else { None });
    let Some(numbers) = values.collect::<Option<Vec<f64>>>() else { return Ok(()) };
    if numbers.len() <= MOST_NUMBERS {
        return Ok(());
    }
    let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let middle = ((low + high) / 2.0).floor();
    let name = &by.variable;
    Err(Error::usage(
        format!("`{name}` has {} different numbers, from {low} to {high}: too many for a row each", numbers.len()),
        format!("put them in classes, for example --by {name}:{low}-{middle},{}-", middle + 1.0),
    ))
}

impl Counts {
    /// Whether somebody's words are counted, and nobody's value is in any of the classes.
    #[must_use]
    pub fn are_outside_classes(&self) -> bool {
        let is_outside = |group: &GroupCounts| group.value == OTHER || group.value == MISSING;
        self.groups.iter().any(|group| group.value == OTHER) && self.groups.iter().all(is_outside)
    }

    /// What is known of all codings; one that lies in several groups counts in each.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        self.groups.iter().for_each(|group| totals.merge(&group.totals));
        totals
    }
}
