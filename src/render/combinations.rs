//! Combinations of codes for people: whole, however many codes, since a name that is cut off tells nothing.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::grid::{Cell, Grid};
use super::terminal::{BETWEEN, rows};

/// The narrowest that the names are made.
const NAMES: usize = 24;

/// Names on as many lines as they need, the numbers beside the first.
pub(super) fn combinations(grid: &Grid<'_>, style: Style) -> String {
    let Some(codes) = grid.column("codes") else { return rows(grid, style) };
    let others = (0..grid.names.len()).filter(|&i| i != codes).map(|i| {
        let cells = grid.rows.iter().map(|row| row[i].shown().width());
        BETWEEN + cells.chain([grid.names[i].width()]).max().unwrap_or(0)
    });
    let room = style.width.saturating_sub(others.sum()).max(NAMES);
    let options = textwrap::Options::new(room)
        .subsequent_indent("  ")
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines: Vec<Vec<Cell<'_>>> = Vec::with_capacity(grid.rows.len());
    for row in &grid.rows {
        for (i, piece) in textwrap::wrap(&row[codes].plain(), &options).into_iter().enumerate() {
            let mut line = if i == 0 { row.clone() } else { vec![Cell::Text("".into()); row.len()] };
            line[codes] = Cell::Text(piece.into_owned().into());
            lines.push(line);
        }
    }
    rows(&Grid { names: grid.names.clone(), numeric: grid.numeric.clone(), rows: lines, variable: None }, style)
}
