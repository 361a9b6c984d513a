//! Markdown: a pipe table, ready for a paper's source, its caption below.

use crate::tables::Table;

use super::grid::Cell;

pub(super) fn header(names: &[String], numeric: &[bool], out: &mut Vec<u8>) {
    line(names.iter().map(|name| escaped(name)), out);
    line(numeric.iter().map(|&numeric| if numeric { "---:" } else { "---" }.to_owned()), out);
}

pub(super) fn row<'a>(cells: impl Iterator<Item = Cell<'a>>, out: &mut Vec<u8>) {
    line(cells.map(|cell| if cell == Cell::Empty { "–".to_owned() } else { escaped(&cell.shown()) }), out);
}

pub(super) fn caption(table: &Table, out: &mut Vec<u8>) {
    for sentence in &table.caption {
        out.extend_from_slice(format!("\n*{}*\n", sentence.replace('*', "\\*")).as_bytes());
    }
}

fn line(cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    for cell in cells {
        out.extend_from_slice(b"| ");
        out.extend_from_slice(cell.as_bytes());
        out.push(b' ');
    }
    out.extend_from_slice(b"|\n");
}

/// What participants said is text, never markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '\\' | '[' | ']' | '<' | '>' | '#' | '~' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
