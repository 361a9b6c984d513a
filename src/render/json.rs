//! JSON: the rows with their definition, or one row a line.

use serde_json::{Map, Value, json};

use crate::tables::Table;

use super::grid::{Cell, Grid};

/// One document: `table`, `caption`, `definition`, `undefined`, `rows`.
pub(super) fn json(table: &Table) -> Vec<u8> {
    let grid = Grid::of(&table.frame);
    let pairs = |all: &[(String, String)]| -> Value {
        Value::Object(all.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect())
    };
    let document = json!({
        "table": table.name,
        "caption": table.caption,
        "definition": pairs(&table.definition),
        "undefined": pairs(&table.undefined),
        "rows": grid.rows.iter().map(|row| object(&grid, row)).collect::<Vec<_>>(),
    });
    let mut bytes = serde_json::to_vec_pretty(&document).expect("plain values always serialise");
    bytes.push(b'\n');
    bytes
}

/// One object a row, one row a line; an undefined value is `null`.
pub(super) fn json_lines(table: &Table) -> Vec<u8> {
    let grid = Grid::of(&table.frame);
    let mut bytes = Vec::new();
    for row in &grid.rows {
        serde_json::to_writer(&mut bytes, &object(&grid, row)).expect("plain values always serialise");
        bytes.push(b'\n');
    }
    bytes
}

fn object(grid: &Grid, row: &[Cell]) -> Value {
    let fields = grid.names.iter().zip(row).map(|(name, cell)| {
        let value = match cell {
            Cell::Empty => Value::Null,
            Cell::Text(text) => Value::String(text.clone()),
            Cell::Integer(n) => Value::from(*n),
            Cell::Real(x) => Value::from(*x),
            Cell::Flag(flag) => Value::Bool(*flag),
        };
        (name.clone(), value)
    });
    Value::Object(fields.collect::<Map<_, _>>())
}
