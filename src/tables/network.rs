//! Codes that occur together as a network, for programs that draw one.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType};

use crate::codebook::Codebook;
use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::tally::{Counts, GroupCounts};

use super::cooccurrence::codes_at;
use super::definition::Definition;
use super::{Table, columns};

/// Codes, and between those that occur together what is known of the pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The codes, in the codebook's order, those without any unit too.
    pub nodes: Vec<Node>,
    /// The pairs that occur, most units first.
    pub edges: Vec<Edge>,
    /// The names of what is measured of a pair, and whether it is a count.
    pub measures: Vec<(String, bool)>,
    /// What was counted, in what unit, over whom.
    pub caption: Vec<String>,
    /// The same for machines.
    pub definition: Vec<(String, String)>,
}

/// A code of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The id of its theme.
    pub theme: String,
    /// In how many units it is.
    pub units: u64,
    /// In how many participants' words.
    pub participants: u64,
    /// `#RRGGBB`: its own, or that of the nearest code above it that has one.
    pub colour: Option<String>,
}

/// Two codes in the same units.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The places of the two among the nodes, the first being the one that stands first in the codebook.
    pub nodes: (usize, usize),
    /// As many as there are measures; an undefined one is none.
    pub measures: Vec<Option<Measure>>,
}

/// What is measured of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// A whole number.
    Count(i64),
    /// Any other.
    Ratio(f64),
}

/// The network of `pairs`, which is a table of [`cooccurrence`](super::cooccurrence()) or [`associations`](super::associations) of
/// `counts` at `level`. A pair that never occurs is no edge.
///
/// # Errors
/// When there are groups: a network is of all of them together.
pub fn network(pairs: &Table, counts: &Counts, definition: &Definition<'_>, level: Option<usize>) -> Result<Network> {
    if let Some(by) = &counts.by {
        return Err(Error::usage(
            format!("a network is of everybody together, and this is apart for each {by}"),
            "leave --by out, or take those of one value with --where",
        ));
    }
    let codebook = definition.codebook;
    let empty = GroupCounts::default();
    let group = counts.groups.first().unwrap_or(&empty);
    let codes = codes_at(codebook, level);
    let nodes: Vec<Node> = codes.iter().map(|&code| node(codebook, definition.language, group, code)).collect();
    let places: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let place = |id: &str| places.get(id).copied();
    let frame = &pairs.frame;
    // What is known of one code alone is known of its node.
    let is_measure = |name: &str| !["code_a", "code_b", "units_a", "units_b"].contains(&name);
    let names: Vec<String> =
        frame.get_column_names().iter().map(ToString::to_string).filter(|name| is_measure(name)).collect();
    let mut measures = Vec::new();
    let mut cells = Vec::new();
    for name in &names {
        let of_column = measured(frame, name)?;
        measures.push((name.clone(), of_column.0));
        cells.push(of_column.1);
    }
    let both = measures.iter().position(|(name, _)| name == "both");
    let ends = |name: &str| -> Result<Vec<Option<usize>>> {
        let column = frame.column(name).and_then(|column| column.str()).map_err(|error| columns::failed(&error))?;
        Ok(column.iter().map(|id| id.and_then(place)).collect())
    };
    let edges = ends("code_a")?.into_iter().zip(ends("code_b")?).enumerate().filter_map(|(row, (a, b))| {
        let measures: Vec<Option<Measure>> = cells.iter().map(|cells| cells[row]).collect();
        let occurs = both.is_some_and(|both| matches!(measures[both], Some(Measure::Count(1..))));
        occurs.then_some(Edge { nodes: (a?, b?), measures })
    });
    Ok(Network {
        edges: edges.collect(),
        nodes,
        measures,
        caption: pairs.caption.clone(),
        definition: pairs.definition.clone(),
    })
}

fn node(codebook: &Codebook, language: &str, group: &GroupCounts, code: CodeId) -> Node {
    let counts = group.code(code);
    let line: Vec<CodeId> = codebook.line_of(code).collect();
    Node {
        id: codebook.code(code).id.clone(),
        name: codebook.name_of(code, language).to_owned(),
        theme: line.last().map(|&theme| codebook.code(theme).id.clone()).unwrap_or_default(),
        units: counts.units,
        participants: counts.participants,
        colour: line.iter().find_map(|&code| codebook.code(code).color.clone()),
    }
}

/// The cells of a column, and whether they are counts.
fn measured(frame: &DataFrame, name: &str) -> Result<(bool, Vec<Option<Measure>>)> {
    let column = frame.column(name).map_err(|error| columns::failed(&error))?;
    match column.dtype() {
        DataType::Float64 => {
            let ratios = column.f64().map_err(|error| columns::failed(&error))?;
            Ok((false, ratios.iter().map(|x| x.filter(|x| x.is_finite()).map(Measure::Ratio)).collect()))
        }
        _ => {
            let counts = column.i64().map_err(|error| columns::failed(&error))?;
            Ok((true, counts.iter().map(|n| n.map(Measure::Count)).collect()))
        }
    }
}
