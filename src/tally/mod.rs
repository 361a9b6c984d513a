//! Integer counts of units, participants, codes and pairs on their way to a table.
//!
//! A [`Tally`] knows codings and nothing of who made them. Two tallies of disjoint documents
//! [`merge`](Tally::merge) into the tally of both, in any order. [`Tally::finish`] closes it and answers
//! with the [`Counts`] that tables are made of.
//!
//! # What is counted
//! - The **universe** of a group is the words of the admitted turns whose speaker has the group's value of
//!   [`By`]; units are cut from these words alone, so a transcript of two speakers is one unit without
//!   `--by`, and one for each of them with `--by speaker`.
//! - A coding is counted in every group of which it covers at least one whole word. A coding that covers no
//!   word of the universe is left out, and the number of those is kept.
//! - A code counts itself and everything below it. Units, participants, transcripts and words of a parent
//!   are unions; its codings and mentions are sums.
//! - A pair counts a unit once. It counts a participant when, in one unit, that participant's own words
//!   carry both codes.
//! - What [`Further`] asks for is counted besides: units transcript by transcript, whole combinations of codes,
//!   pairs of codings by where they lie.
//!
//! # What it costs
//! Participants who are no case are in one transcript only, so they are counted off when their transcript is
//! added. What remains grows by a few dozen bytes a document, and by a dozen a (document, code) pair that
//! occurs; those who may return, cases in another transcript and everybody in another portion of a long one, also
//! keep their pairs.

mod by;
mod count;
mod counts;
mod cut;
mod further;
mod gathered;
mod interviews;
mod pool;
mod tree;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::coding::{Coders, Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CoderId, TurnId};
use crate::scope::Unit;
use crate::segment::Segments;

pub use by::{By, Classes, ParseByError};
pub use counts::{CodeCounts, Counts, GroupCounts, MISSING, OTHER, PairCounts, Totals};
pub use further::{Distance, Further, ParseRelationError, RelatedCounts, Relation, SetCounts};
pub use interviews::{Interview, Interviews};
pub use pool::Tallies;
pub use tree::CodeTree;
pub use vocabulary::{Said, Target, Vocabularies, Vocabulary};

use by::Key;
use count::Work;
use cut::{Cut, Seating};
use further::Here;
use gathered::Gathered;

/// What to count in, whose words, and apart for whom.
#[derive(Clone, Debug, Default)]
pub struct TallyPlan {
    /// The unit of analysis.
    pub unit: Unit,
    /// Whose words.
    pub admission: Admission,
    /// Apart for each value of what; `None` for one table over all.
    pub by: Option<By>,
    /// Which code stands above which.
    pub tree: CodeTree,
    /// The coders' names, for `--by coder`; those of the codings must be among them. Each of them is a group, also without a coding.
    pub coders: Coders,
    /// The only coder whose codings are added, if it is only one's.
    pub coder: Option<CoderId>,
    /// What is counted besides codes and pairs.
    pub further: Further,
}

/// Counts that still grow; see the [module](self).
///
/// ```
/// use kantlijn::coding::{Coding, Status};
/// use kantlijn::corpus::{Document, Turn};
/// use kantlijn::ids::{CodeId, CoderId};
/// use kantlijn::segment::{SegmentOptions, Segments};
/// use kantlijn::tally::{CodeTree, Tally, TallyPlan};
/// use kantlijn::text::Span;
///
/// let text = "Ik schaamde me. Nu niet meer.".to_owned();
/// let turns = vec![Turn { span: Span::new(0, text.len()), speaker: None, time: None }];
/// let document = Document { name: "r1".into(), text, turns, ..Document::default() };
/// let segments = Segments::of(&document, &SegmentOptions::default());
/// let coding = Coding {
///     document: document.id, turn: None, code: CodeId(1), coder: CoderId(0), span: Span::new(0, 15),
///     stance: None, prompted: None, status: Status::Accepted, mentions: vec![], rules: None, memo: String::new(),
/// };
/// let tree = CodeTree::new([None, Some(CodeId(0))]);
/// let mut tally = Tally::new(TallyPlan { tree, ..TallyPlan::default() });
/// tally.add(&document, &segments, &[coding]);
/// let counts = tally.finish()?;
/// let theme = counts.groups[0].code(CodeId(0));
/// assert_eq!((theme.units, theme.participants, theme.words), (1, 1, 3));
/// # Ok::<(), kantlijn::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tally {
    plan: Arc<TallyPlan>,
    gathered: BTreeMap<Key, Gathered>,
    outside: u64,
    wordless: u64,
    /// Whether the variable of `by` has a number anywhere; looked for only where there are classes.
    has_number: bool,
    work: Work,
}

impl Tally {
    /// An empty tally.
    #[must_use]
    pub fn new(plan: TallyPlan) -> Self {
        Self {
            plan: Arc::new(plan),
            gathered: BTreeMap::new(),
            outside: 0,
            wordless: 0,
            has_number: false,
            work: Work::default(),
        }
    }

    /// Another empty tally of the same plan: for another thread, to be merged later.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self {
            plan: Arc::clone(&self.plan),
            gathered: BTreeMap::new(),
            outside: 0,
            wordless: 0,
            has_number: self.has_number,
            work: Work::default(),
        }
    }

    /// What it counts.
    #[must_use]
    pub fn plan(&self) -> &TallyPlan {
        &self.plan
    }

    /// Counts one document with its codings: those of the wanted coders, statuses and stances, since a
    /// tally leaves out rejected ones alone. A document, or each portion of it, is added once, and codings are of
    /// codes of the tree.
    pub fn add(&mut self, document: &Document, segments: &Segments, codings: &[Coding]) {
        let Self { plan, gathered, work, has_number, .. } = self;
        let classed = plan.by.as_ref().filter(|by| by.classes.is_some() && !*has_number);
        *has_number |= classed.is_some_and(|by| by.finds_number(document));
        let seating = Seating::of(plan, document);
        cut::cover(segments, codings, &mut work.covered);
        work.counted.clear();
        work.counted.resize(codings.len(), false);
        for (group, key) in seating.keys.iter().enumerate() {
            let belongs = |turn: TurnId| seating.seat(document, turn.index()).group == Some(group);
            let units = segments.units(document, plan.unit, belongs);
            if units.runs.is_empty() {
                continue;
            }
            let cut = Cut::new(document, segments, units, &seating, group);
            let universe = &mut gathered.entry(key.clone()).or_default().universe;
            universe.add(&cut);
            if plan.further.by_transcript {
                universe.add_units_of_transcript(&cut);
            }
            let coders = coders_apart(plan, codings);
            for (coder, key) in coders.unwrap_or_else(|| vec![(None, key.clone())]) {
                let Work { covered, counted, passages, places, .. } = work;
                cut.passages(codings, covered, coder, passages, places, counted);
                if !passages.is_empty() {
                    let coded = &mut gathered.entry(key).or_default().coded;
                    let here = Here { cut: &cut, tree: &plan.tree, codings, passages, places };
                    plan.further.count(&here, &mut coded.further);
                    count::count(&cut, &plan.tree, codings, work, coded);
                }
            }
        }
        for (coding, counted) in codings.iter().zip(&self.work.counted) {
            if coding.status != Status::Rejected && !counted {
                let wordless = segments.words_in(coding.span).is_empty();
                *(if wordless { &mut self.wordless } else { &mut self.outside }) += 1;
            }
        }
    }

    /// Counts what reviewers rejected in a document that was added: in no number but that of rejected codings, of each group of
    /// which one covers at least one whole word.
    pub fn add_rejected(&mut self, document: &Document, segments: &Segments, rejected: &[Coding]) {
        if rejected.is_empty() {
            return;
        }
        let seating = Seating::of(&self.plan, document);
        for coding in rejected {
            let words = segments.words_in(coding.span);
            let turns: BTreeSet<TurnId> = words.map(|word| segments.turn_of(word)).collect();
            let groups: BTreeSet<usize> =
                turns.into_iter().filter_map(|turn| seating.seat(document, turn.index()).group).collect();
            for group in groups {
                let is_by_coder = self.plan.by.as_ref().is_some_and(By::is_coder);
                let key = if is_by_coder { Key::Coder(coding.coder.0) } else { seating.keys[group].clone() };
                self.gathered.entry(key).or_default().coded.totals.rejected += 1;
            }
        }
    }

    /// Adds the counts of other documents, counted by the same plan.
    pub fn merge(&mut self, other: Tally) {
        self.outside += other.outside;
        self.wordless += other.wordless;
        self.has_number |= other.has_number;
        for (key, gathered) in other.gathered {
            self.gathered.entry(key).or_default().merge(gathered);
        }
    }
}

/// Whether a table with this universe counts a coding: it is not rejected, and covers at least one whole
/// word of an admitted turn.
#[must_use]
pub fn is_counted(admission: &Admission, document: &Document, segments: &Segments, coding: &Coding) -> bool {
    coding.status != Status::Rejected && admitted_turns(admission, document, segments, coding).next().is_some()
}

/// The admitted turns of which a coding covers at least one whole word, in order.
fn admitted_turns<'a>(
    admission: &'a Admission,
    document: &'a Document,
    segments: &'a Segments,
    coding: &Coding,
) -> impl Iterator<Item = TurnId> + 'a {
    let words = segments.words_in(coding.span);
    let turns = match words.is_empty() {
        true => 0..0,
        false => segments.turn_of(words.start).0..segments.turn_of(words.end - 1).0 + 1,
    };
    let holds = move |turn: &u32| {
        let of_turn = segments.turns.get(*turn as usize);
        of_turn.is_some_and(|of_turn| of_turn.start.max(words.start) < of_turn.end.min(words.end))
    };
    turns.filter(holds).map(TurnId).filter(|&turn| admission.admits(document, turn))
}

/// The values of `by` in whose groups a table counts a coding, as [`GroupCounts::value`] has them, each once; none where no
/// table counts it.
#[must_use]
pub fn groups_of(
    admission: &Admission,
    by: &By,
    coders: &Coders,
    document: &Document,
    segments: &Segments,
    coding: &Coding,
) -> BTreeSet<String> {
    if coding.status == Status::Rejected {
        return BTreeSet::new();
    }
    let turns = admitted_turns(admission, document, segments, coding);
    let key = |turn| if by.is_coder() { Key::Coder(coding.coder.0) } else { by.key(document, turn) };
    turns.map(|turn| key(turn).label(coders)).collect()
}

/// The coders of these codings, each with their group, where groups are those of coders.
fn coders_apart(plan: &TallyPlan, codings: &[Coding]) -> Option<Vec<(Option<CoderId>, Key)>> {
    plan.by.as_ref().filter(|by| by.is_coder())?;
    let coders: BTreeSet<CoderId> = codings.iter().map(|coding| coding.coder).collect();
    Some(coders.into_iter().map(|coder| (Some(coder), Key::Coder(coder.0))).collect())
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
