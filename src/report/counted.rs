//! Frequencies and co-occurrence, out of the very tables that `kantlijn freq` and `kantlijn cooc` write.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use serde::Serialize;

use crate::codebook::Codebook;
use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::{Shuffles, ratio, similarity_order};
use crate::tables::{
    Association, Definition, FrequencyOptions, PairTest, associations, codes_at, cooccurrence, frequencies,
};
use crate::tally::{CodeTree, Counts, GroupCounts};

use super::cells::{Cell, cells, columns};

/// Frequencies over all, or for each value of a variable.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Frequencies {
    /// The variable; none over all.
    pub variable: Option<String>,
    /// A group for each value, in the order of tables.
    pub groups: Vec<FrequencyGroup>,
    /// What was counted, sentence by sentence.
    pub caption: Vec<String>,
    /// Columns with undefined cells, and why they are.
    pub undefined: Vec<(String, String)>,
}

/// The frequencies of one value, and what they are to be divided by.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FrequencyGroup {
    /// The value; empty over all.
    pub value: String,
    /// Units that hold at least one of its words.
    pub units: u64,
    /// Participants who say at least one.
    pub participants: u64,
    /// Transcripts that hold at least one.
    pub transcripts: u64,
    /// Its words.
    pub words: u64,
    /// Its codings.
    pub codings: u64,
    /// The columns of `kantlijn freq --more`, each with a cell a code in the codebook's order and last one for `no code`.
    pub measures: IndexMap<String, Vec<Cell>>,
}

/// In which transcripts codes are: an entry for each code and transcript that has it, by code and then by transcript.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    /// Codes.
    pub code: Vec<usize>,
    /// Transcripts.
    pub transcript: Vec<usize>,
    /// Units of the transcript with the code.
    pub units: Vec<u64>,
    /// Codings there.
    pub codings: Vec<u64>,
}

/// Which codes are in the same units.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cooccurrence {
    /// The columns of `kantlijn cooc --level all --measures all`, without tests: pairs that meet, most units first. `a` and `b` are
    /// codes, `a` the earlier; who is not there meets in no unit.
    pub pairs: IndexMap<String, Vec<Cell>>,
    /// What measures are of pairs that meet in no unit. They depend on nothing but in how many units each of the two is, so that a row
    /// stands for every such pair of `units_a`, the smaller, and `units_b`: hundreds of codes would make too many pairs.
    pub apart: IndexMap<String, Vec<Cell>>,
    /// The codes that may be set against each other at once.
    pub levels: Vec<Level>,
    /// What was counted, sentence by sentence.
    pub caption: Vec<String>,
    /// Columns with undefined cells, and why they are.
    pub undefined: Vec<(String, String)>,
}

/// Codes of one level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Level {
    /// The level, themes being 1; none for all codes.
    pub level: Option<usize>,
    /// Its codes in the codebook's order, as of [`codes_at`].
    pub codes: Vec<usize>,
    /// The same codes, similar ones side by side; see [`similarity_order`], of 1 − Jaccard.
    pub similar: Vec<usize>,
}

/// What names the rows of frequencies, which the page knows by their place.
const NAMES: [&str; 3] = ["theme", "code", "name"];

/// The columns of pairs that the page shows: tests are asked for, never shown unasked.
const PAIRS: [&str; 8] = ["both", "participants_both", "same_words", "jaccard", "expected", "lift", "phi", "npmi"];

/// Those of them that are measures of a pair, and no counts.
const APART: [&str; 4] = ["jaccard", "lift", "phi", "npmi"];

impl Frequencies {
    /// # Errors
    /// As [`frequencies`].
    pub(super) fn of(counts: &Counts, definition: &Definition<'_>) -> Result<Self> {
        let options = FrequencyOptions { more: true, ..FrequencyOptions::default() };
        let table = frequencies(counts, definition, options)?;
        let length = definition.codebook.codes.len() + 1;
        let by: Vec<&str> = NAMES.into_iter().chain(counts.by.as_deref()).collect();
        let all = columns(&table, &by);
        let group = |(at, group): (usize, &GroupCounts)| FrequencyGroup {
            value: group.value.clone(),
            units: group.units,
            participants: group.participants,
            transcripts: group.documents.len() as u64,
            words: group.words,
            codings: group.totals.codings,
            measures: all
                .iter()
                .map(|(name, cells)| (name.clone(), cells[at * length..(at + 1) * length].to_vec()))
                .collect(),
        };
        Ok(Self {
            variable: counts.by.clone(),
            groups: counts.groups.iter().enumerate().map(group).collect(),
            caption: table.caption,
            undefined: table.undefined,
        })
    }
}

impl Spread {
    /// Out of counts by transcript; `transcripts` are the places of their names.
    pub(super) fn of(counts: &Counts, codes: usize, transcripts: &HashMap<&str, usize>) -> Self {
        let mut spread = Self::default();
        let mut groups: Vec<(usize, &GroupCounts)> = Vec::with_capacity(counts.groups.len());
        for group in &counts.groups {
            groups.extend(transcripts.get(group.value.as_str()).map(|&at| (at, group)));
        }
        groups.sort_by_key(|&(at, _)| at);
        for code in 0..codes {
            for &(transcript, group) in &groups {
                let counted = group.code(CodeId::new(code));
                if counted.codings > 0 {
                    spread.code.push(code);
                    spread.transcript.push(transcript);
                    spread.units.push(counted.units);
                    spread.codings.push(counted.codings);
                }
            }
        }
        spread
    }
}

impl Cooccurrence {
    /// # Errors
    /// As [`associations`].
    pub(super) fn of(counts: &Counts, definition: &Definition<'_>) -> Result<Self> {
        let codebook = definition.codebook;
        let association = Association { test: PairTest::MidP, shuffles: Shuffles { draws: None, seed: 1 } };
        let table = associations(counts, definition, None, association)?;
        let places: HashMap<&str, i64> =
            codebook.codes.iter().enumerate().map(|(at, code)| (code.id.as_str(), at as i64)).collect();
        let column = |name: &str| table.frame.column(name).map(cells).unwrap_or_default();
        let meet: Vec<bool> = column("both").iter().map(|cell| *cell != Cell::Count(0)).collect();
        let kept =
            |all: Vec<Cell>| all.into_iter().zip(&meet).filter(|(_, meet)| **meet).map(|(cell, _)| cell).collect();
        let place = |cell: Cell| match cell {
            Cell::Text(id) => places.get(id.as_str()).map_or(Cell::Empty, |&at| Cell::Count(at)),
            other => other,
        };
        let mut pairs: IndexMap<String, Vec<Cell>> = IndexMap::new();
        for (name, of) in [("a", "code_a"), ("b", "code_b")] {
            let codes: Vec<Cell> = kept(column(of));
            pairs.insert(name.to_owned(), codes.into_iter().map(place).collect());
        }
        pairs.extend(PAIRS.iter().map(|name| ((*name).to_owned(), kept(column(name)))));
        let apart = apart(column);
        let empty = GroupCounts::default();
        let group = counts.groups.first().unwrap_or(&empty);
        let undefined = table.undefined.into_iter().filter(|(name, _)| PAIRS.contains(&name.as_str()));
        Ok(Self {
            pairs,
            apart,
            levels: levels(codebook, group),
            caption: cooccurrence(counts, definition, None)?.caption,
            undefined: undefined.collect(),
        })
    }
}

/// The measures of pairs that meet in no unit, a row for every two numbers of units; `column` is a column of the table of pairs.
fn apart(column: impl Fn(&str) -> Vec<Cell>) -> IndexMap<String, Vec<Cell>> {
    let [both, a, b] = ["both", "units_a", "units_b"].map(&column);
    let units = |cell: &Cell| if let Cell::Count(n) = cell { *n } else { 0 };
    let mut rows: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for (row, both) in both.iter().enumerate() {
        let (a, b) = (units(&a[row]), units(&b[row]));
        if *both == Cell::Count(0) {
            rows.entry((a.min(b), a.max(b))).or_insert(row);
        }
    }
    let numbers = [
        ("units_a", rows.keys().map(|&(a, _)| Cell::Count(a)).collect()),
        ("units_b", rows.keys().map(|&(_, b)| Cell::Count(b)).collect()),
    ];
    let measure = |name: &'static str| {
        let cells = column(name);
        (name, rows.values().map(|&row| cells[row].clone()).collect())
    };
    numbers
        .into_iter()
        .chain(APART.map(measure))
        .map(|(name, cells): (_, Vec<Cell>)| (name.to_owned(), cells))
        .collect()
}

/// Themes, each level below them that differs, and all codes.
fn levels(codebook: &Codebook, group: &GroupCounts) -> Vec<Level> {
    let tree = CodeTree::of(codebook);
    let deepest = codebook.codes.iter().map(|code| code.depth + 1).max().unwrap_or(0);
    let mut levels: Vec<Level> = Vec::new();
    for level in (1..=deepest).map(Some).chain((deepest > 1).then_some(None)) {
        let codes = codes_at(codebook, level);
        let distance = |a: usize, b: usize| {
            let (a, b) = (codes[a], codes[b]);
            if a == b {
                return 0.0;
            }
            let both = group.pair(a, b).units;
            let either = group.code(a).units + group.code(b).units - both;
            // A code and the one above it are no pair.
            if tree.related(a, b) { 1.0 } else { 1.0 - ratio(both, either).unwrap_or(0.0) }
        };
        let similar = similarity_order(codes.len(), distance).into_iter().map(|at| codes[at].index()).collect();
        levels.push(Level { level, codes: codes.iter().map(|code| code.index()).collect(), similar });
    }
    levels
}
