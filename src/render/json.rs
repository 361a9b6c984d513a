//! JSON: the rows with their definition, or one row a line.

use serde_json::{Value, json};

use crate::tables::Table;

use super::grid::Cell;
use super::lines::Lines;

/// One row as an object; an undefined value is `null`.
#[derive(Debug)]
pub(super) struct Objects {
    /// The names of the columns with what stands before each cell.
    names: Vec<Vec<u8>>,
    in_document: bool,
}

impl Objects {
    /// One object a line.
    pub(super) fn lines(names: &[String]) -> Self {
        Self { names: names.iter().map(|name| [quoted(name), b":".to_vec()].concat()).collect(), in_document: false }
    }

    /// Objects in the list of rows of [`document`].
    pub(super) fn of_document(names: &[String]) -> Self {
        let names = names.iter().map(|name| [b"\n      ", &quoted(name)[..], b": "].concat());
        Self { names: names.collect(), in_document: true }
    }
}

impl Lines for Objects {
    fn begin_row(&self, is_first: bool, out: &mut Vec<u8>) {
        if self.in_document {
            out.extend_from_slice(if is_first { b"\n    " } else { b",\n    " });
        }
    }

    fn cell(&self, column: usize, cell: &Cell<'_>, out: &mut Vec<u8>) {
        out.push(if column > 0 { b',' } else { b'{' });
        out.extend_from_slice(&self.names[column]);
        match cell {
            Cell::Empty => out.extend_from_slice(b"null"),
            Cell::Text(text) => serialised(&**text, out),
            Cell::Integer(n) => serialised(n, out),
            Cell::Real(x) => serialised(x, out),
            Cell::Flag(flag) => serialised(flag, out),
        }
    }

    fn end_row(&self, _: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.in_document { b"\n    }" } else { b"}\n" });
    }
}

fn quoted(name: &str) -> Vec<u8> {
    let mut quoted = Vec::new();
    serialised(name, &mut quoted);
    quoted
}

fn serialised<T: serde::Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) {
    serde_json::to_writer(out, value).expect("plain values always serialise");
}

/// What stands before and after the rows in one document: `table`, `caption`, `definition`, `undefined`, `rows`.
pub(super) fn document(table: &Table, has_rows: bool) -> (Vec<u8>, &'static [u8]) {
    let pairs = |all: &[(String, String)]| -> Value {
        Value::Object(all.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect())
    };
    let document = json!({
        "table": table.name,
        "caption": table.caption,
        "definition": pairs(&table.definition),
        "undefined": pairs(&table.undefined),
        "rows": [],
    });
    let mut head = serde_json::to_vec_pretty(&document).expect("plain values always serialise");
    // The rows are the last, and their list is closed after them.
    head.truncate(head.len() - b"]\n}".len());
    (head, if has_rows { b"\n  ]\n}\n" } else { b"]\n}\n" })
}
