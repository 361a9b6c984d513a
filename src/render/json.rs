//! JSON: the rows with their definition, or one row a line.

use std::io::Write;

use serde_json::{Value, json};

use crate::tables::Table;

use super::grid::Cell;

/// One row as an object; an undefined value is `null`.
#[derive(Debug)]
pub(super) struct Objects {
    /// The names of the columns with what stands before each cell.
    names: Vec<Vec<u8>>,
    end: &'static [u8],
}

impl Objects {
    /// One object a line.
    pub(super) fn lines(names: &[String]) -> Self {
        Self { names: names.iter().map(|name| [quoted(name), b":".to_vec()].concat()).collect(), end: b"}\n" }
    }

    /// Objects in the list of rows of [`document`].
    pub(super) fn of_document(names: &[String]) -> Self {
        let names = names.iter().map(|name| [b"\n      ", &quoted(name)[..], b": "].concat());
        Self { names: names.collect(), end: b"\n    }" }
    }

    pub(super) fn row<'a>(&self, cells: impl Iterator<Item = Cell<'a>>, out: &mut Vec<u8>) {
        out.push(b'{');
        for (i, (name, cell)) in self.names.iter().zip(cells).enumerate() {
            if i > 0 {
                out.push(b',');
            }
            out.extend_from_slice(name);
            match cell {
                Cell::Empty => out.extend_from_slice(b"null"),
                Cell::Text(text) => serialised(&*text, out),
                Cell::Integer(n) => serialised(&n, out),
                Cell::Real(x) => serialised(&x, out),
                Cell::Flag(flag) => serialised(&flag, out),
            }
        }
        out.extend_from_slice(self.end);
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
///
/// Each row is preceded by [`before_row`].
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

/// What stands before a row of a document.
pub(super) fn before_row(is_first: bool, out: &mut Vec<u8>) {
    out.write_all(if is_first { b"\n    " } else { b",\n    " }).expect("writing to memory cannot fail");
}
