//! Markdown: a pipe table, its caption below.

use crate::tables::Table;

use super::grid::{Cell, Grid};

/// The table, ready for a paper's source.
pub(super) fn markdown(table: &Table) -> String {
    let grid = Grid::of(&table.frame);
    let mut text = String::new();
    line(&mut text, grid.names.iter().map(|name| escaped(name)));
    line(&mut text, grid.numeric.iter().map(|&numeric| if numeric { "---:" } else { "---" }.to_owned()));
    for row in &grid.rows {
        line(
            &mut text,
            row.iter().map(|cell| if *cell == Cell::Empty { "–".to_owned() } else { escaped(&cell.shown()) }),
        );
    }
    for sentence in &table.caption {
        text.push_str("\n*");
        text.push_str(&sentence.replace('*', "\\*"));
        text.push_str("*\n");
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        text.push_str("| ");
        text.push_str(&cell);
        text.push(' ');
    }
    text.push_str("|\n");
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
