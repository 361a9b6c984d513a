//! A column of many words for people: whole, on as many lines as it takes, since what is cut off tells nothing.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::grid::{Cell, Grid};
use super::terminal::{BETWEEN, heading, narrow, rows, set};

/// The narrowest that the words are made.
const WORDS: usize = 24;

/// The words of this column on as many lines as they need, the other columns beside the first.
pub(super) fn wrapped(grid: &Grid<'_>, column: &str, style: Style) -> String {
    let Some(words) = grid.column(column) else { return rows(grid, style) };
    let cells = set(grid, style.lang);
    let others = (0..grid.names.len()).filter(|&i| i != words).map(|i| {
        let cells = cells.iter().map(|row| row[i].width()).max().unwrap_or(0);
        let head = narrow(&heading(grid, i, style.lang), cells, style.lang);
        BETWEEN + head.iter().map(|line| line.width()).chain([cells]).max().unwrap_or(0)
    });
    let room = style.width.saturating_sub(others.sum()).max(WORDS);
    let options = textwrap::Options::new(room)
        .subsequent_indent("  ")
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let mut lines: Vec<Vec<Cell<'_>>> = Vec::with_capacity(grid.rows.len());
    for row in &grid.rows {
        if row[words] == Cell::Empty {
            lines.push(row.clone());
            continue;
        }
        for (i, piece) in textwrap::wrap(&row[words].plain(), &options).into_iter().enumerate() {
            let mut line = if i == 0 { row.clone() } else { vec![Cell::Text("".into()); row.len()] };
            line[words] = Cell::Text(piece.into_owned().into());
            lines.push(line);
        }
    }
    rows(&Grid { rows: lines, ..grid.clone() }, style)
}
