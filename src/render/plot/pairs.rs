//! Codes that come up in the same units, as the table of co-occurrence has them: what a matrix and a network are drawn of.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::render::grid::Grid;
use crate::scope::words;
use crate::stats::Shuffles;
use crate::tables::{Association, Definition, PairTest, associations, codes_at, cooccurrence};
use crate::tally::{CodeTree, Counts};

use super::is_among;

/// What the shade of a pair says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PairMeasure {
    /// Units with both codes.
    #[default]
    Both,
    /// Participants whose own words carry both in one unit.
    Participants,
    /// Units with both, of those with either.
    Jaccard,
    /// Units with both over those expected by chance.
    Lift,
    /// Yule's φ.
    Phi,
    /// Normalised pointwise mutual information.
    Npmi,
}

words!(PairMeasure, "both" => PairMeasure::Both, "participants" => PairMeasure::Participants, "jaccard" => PairMeasure::Jaccard,
    "lift" => PairMeasure::Lift, "phi" => PairMeasure::Phi, "npmi" => PairMeasure::Npmi);

impl PairMeasure {
    /// Its column.
    fn column(self) -> &'static str {
        match self {
            PairMeasure::Participants => "participants_both",
            other => other.word(),
        }
    }

    /// Whether it is a share or ratio, which of very few units says nothing.
    pub(super) fn is_ratio(self) -> bool {
        !matches!(self, PairMeasure::Both | PairMeasure::Participants)
    }
}

/// Pairs in fewer units than this have no ratio on paper either.
pub(super) const FEWEST: f64 = 3.0;

/// One pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pair {
    pub both: f64,
    /// None where it is undefined.
    pub measure: Option<f64>,
    pub jaccard: Option<f64>,
}

/// The codes that are drawn, and their pairs.
pub(super) struct Pairs {
    /// In the codebook's order.
    pub codes: Vec<CodeId>,
    /// Units and participants of each of them.
    pub units: Vec<u64>,
    pub participants: Vec<u64>,
    /// Codes that no unit has, and that are left out.
    pub absent: usize,
    of: BTreeMap<(u32, u32), Pair>,
}

impl Pairs {
    /// Those of the table [`cooccurrence`] at a level; of `only` these codes and those below them.
    ///
    /// # Errors
    /// When fewer than two codes are there, or counts are apart for several values.
    pub fn of(
        counts: &Counts,
        definition: &Definition<'_>,
        level: Option<usize>,
        only: &[CodeId],
        measure: PairMeasure,
    ) -> Result<Self> {
        let codebook = definition.codebook;
        let table = match measure {
            PairMeasure::Lift | PairMeasure::Phi | PairMeasure::Npmi => {
                let association = Association { test: PairTest::MidP, shuffles: Shuffles { draws: None, seed: 1 } };
                associations(counts, definition, level, association)?
            }
            _ => cooccurrence(counts, definition, level)?,
        };
        let grid = Grid::of(&table.frame);
        let column = |name: &str| grid.column(name).unwrap_or_default();
        let (a, b) = (column("code_a"), column("code_b"));
        let [both, asked, jaccard] = ["both", measure.column(), "jaccard"].map(column);
        let mut of = BTreeMap::new();
        for row in &grid.rows {
            if let (Some(a), Some(b)) = (codebook.find(&row[a].plain()), codebook.find(&row[b].plain())) {
                let both = row[both].number().unwrap_or(0.0);
                of.insert((a.0, b.0), Pair { both, measure: row[asked].number(), jaccard: row[jaccard].number() });
            }
        }
        let asked: Vec<CodeId> =
            codes_at(codebook, level).into_iter().filter(|&code| is_among(codebook, only, code)).collect();
        let [group] = &counts.groups[..] else {
            return Err(Error::usage(
                "a figure of pairs is about everything at once, and these counts are of several values",
                "draw one for each value with --where, as in --where 'profession = \"nurse\"'",
            ));
        };
        let codes: Vec<CodeId> = asked.iter().copied().filter(|&code| group.code(code).units > 0).collect();
        if codes.len() < 2 {
            let found = if codes.is_empty() { "no code" } else { "one code alone" };
            return Err(Error::usage(
                format!(
                    "there is no pair to draw: of {} at this level {found} is found in the transcripts",
                    asked.len()
                ),
                "choose a lower level with --level 2 or all, or see with `kantlijn freq` what was found",
            ));
        }
        Ok(Self {
            units: codes.iter().map(|&code| group.code(code).units).collect(),
            participants: codes.iter().map(|&code| group.code(code).participants).collect(),
            absent: asked.len() - codes.len(),
            codes,
            of,
        })
    }

    /// What two of the codes have in common, by their places; nothing where one stands above the other.
    pub fn pair(&self, i: usize, j: usize, tree: &CodeTree) -> Option<Pair> {
        let (a, b) = (self.codes[i], self.codes[j]);
        if tree.related(a, b) {
            return None;
        }
        Some(self.of.get(&(a.0.min(b.0), a.0.max(b.0))).copied().unwrap_or_default())
    }
}
