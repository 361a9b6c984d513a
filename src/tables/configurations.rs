//! Which combinations of codes make up a unit.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::ids::CodeId;
use crate::tally::{By, Counts, SetCounts};
use crate::wording::{Lang, args};

use super::Table;
use super::columns::{Columns, cell};
use super::definition::{Definition, Told, refuse_reserved};

/// One row a combination of two codes or more that is all that some unit holds: most units first, then the codebook's order;
/// only those in at least `min` units. For each value of `--by`.
///
/// The columns are `codes, size, units, participants, units_at_least`: the codes, joined by ` + `; how many; units that hold
/// exactly these; participants whose own words carry all of them in one of those units; units that hold these, whatever
/// else. The tally must have been asked for the [`sets`](crate::tally::Further::sets) of [`codes_at`](super::codes_at)
/// `level`.
///
/// # Errors
/// When the variable of `--by` has the name of a column.
pub fn configurations(counts: &Counts, definition: &Definition<'_>, level: Option<usize>, min: u64) -> Result<Table> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let mut rows: Vec<(&str, &SetCounts, u64)> = Vec::new();
    let mut rare = 0;
    for group in &counts.groups {
        let holding = Holding::of(group.sets());
        let mut of_group: Vec<&SetCounts> = group.sets().iter().filter(|set| set.units >= min).collect();
        rare += group.sets().len() - of_group.len();
        of_group.sort_by_key(|set| std::cmp::Reverse(set.units));
        rows.extend(of_group.into_iter().map(|set| (group.value.as_str(), set, holding.units_with(set))));
    }
    let id = |code: &CodeId| definition.codebook.code(*code).id.as_str();
    let names = |set: &SetCounts| set.codes.iter().map(id).collect::<Vec<_>>().join(" + ");
    let mut columns = Columns::default();
    if let Some(by) = &counts.by {
        columns.text(by, rows.iter().map(|row| Some(row.0.to_owned())).collect());
    }
    columns.text("codes", rows.iter().map(|row| Some(names(row.1))).collect());
    columns.count("size", rows.iter().map(|row| cell(row.1.codes.len() as u64)).collect());
    columns.count("units", rows.iter().map(|row| cell(row.1.units)).collect());
    columns.count("participants", rows.iter().map(|row| cell(row.1.participants)).collect());
    columns.count("units_at_least", rows.iter().map(|row| cell(row.2)).collect());
    let lang = Lang::of(definition.language);
    let mut told = definition.of_counts(counts, &lang.phrase("configurations-counted"), None);
    told.say([lang.phrase("configurations-columns")]);
    if level.is_none() {
        told.say([lang.phrase("configurations-most-special")]);
    }
    if rare > 0 {
        told.say([lang.phrased("configurations-rare", args! { "n" => rare, "least" => min })]);
    }
    let Told { caption, mut rows } = told;
    rows.push(("min".into(), min.to_string()));
    Ok(Table { name: "configurations", frame: columns.into_frame()?, caption, definition: rows, undefined: Vec::new() })
}

/// Where each code is among all combinations of a group.
struct Holding<'a> {
    sets: &'a [SetCounts],
    of_code: BTreeMap<CodeId, Vec<usize>>,
}

impl<'a> Holding<'a> {
    fn of(sets: &'a [SetCounts]) -> Self {
        let mut of_code: BTreeMap<CodeId, Vec<usize>> = BTreeMap::new();
        for (i, set) in sets.iter().enumerate() {
            set.codes.iter().for_each(|&code| of_code.entry(code).or_default().push(i));
        }
        Self { sets, of_code }
    }

    /// Units that hold all codes of a combination: looked for where its rarest code is.
    fn units_with(&self, set: &SetCounts) -> u64 {
        let places = set.codes.iter().filter_map(|code| self.of_code.get(code)).min_by_key(|places| places.len());
        let others = places.into_iter().flatten().map(|&at| &self.sets[at]);
        let holds_all = |other: &&SetCounts| set.codes.iter().all(|code| other.codes.binary_search(code).is_ok());
        others.filter(holds_all).map(|other| other.units).sum()
    }
}
