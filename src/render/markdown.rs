//! Markdown: a pipe table, ready for a paper's source, its caption below.

use crate::tables::Table;

use super::grid::Cell;
use super::lines::Lines;

pub(super) fn header(names: &[String], numeric: &[bool], out: &mut Vec<u8>) {
    line(names.iter().map(|name| escaped(name)), out);
    line(numeric.iter().map(|&numeric| if numeric { "---:" } else { "---" }.to_owned()), out);
}

/// Rows of a pipe table.
#[derive(Debug)]
pub(super) struct Pipes;

impl Lines for Pipes {
    fn cell(&self, _: usize, cell: &Cell<'_>, out: &mut Vec<u8>) {
        word(&if *cell == Cell::Empty { "–".to_owned() } else { escaped(&cell.shown()) }, out);
    }

    fn end_row(&self, _: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(b"|\n");
    }
}

pub(super) fn caption(table: &Table, out: &mut Vec<u8>) {
    for sentence in &table.caption {
        out.extend_from_slice(format!("\n*{}*\n", sentence.replace('*', "\\*")).as_bytes());
    }
}

fn line(cells: impl Iterator<Item = String>, out: &mut Vec<u8>) {
    cells.for_each(|cell| word(&cell, out));
    Pipes.end_row(0, out);
}

fn word(word: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"| ");
    out.extend_from_slice(word.as_bytes());
    out.push(b' ');
}

/// What participants said is text, never markup.
pub(super) fn escaped(text: &str) -> String {
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
