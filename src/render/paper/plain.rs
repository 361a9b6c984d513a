//! A text as plain text, for a terminal or to copy from.

use unicode_width::UnicodeWidthStr;

use crate::render::Style;
use crate::render::terminal::{one_line, wrap};

use super::{Block, Paper, Run, UNDEFINED};

pub(super) fn plain(paper: &Paper, width: usize) -> String {
    let style = Style { width, ..Style::default() };
    let mut pieces = vec![underlined(&paper.title, '=')];
    pieces.extend(paper.blocks.iter().map(|of| block(of, style)));
    pieces.join("\n\n") + "\n"
}

fn block(block: &Block, style: Style) -> String {
    match block {
        Block::Heading { level: 2, text } => underlined(text, '-'),
        Block::Heading { text, .. } => one_line(text),
        Block::Paragraph { runs } => wrap(&line(runs), "", style),
        Block::Quote { id, words, source } => {
            let words = wrap(&format!("{id} {}", line(words)), "  ", style);
            format!("{words}\n{}", wrap(&format!("— {}", line(source)), "  ", style))
        }
        Block::Table { caption, header, numeric, rows } => {
            let cells = |cells: &[String]| -> Vec<String> {
                let cell = |cell: &String| if cell.is_empty() { UNDEFINED.to_owned() } else { one_line(cell) };
                cells.iter().map(cell).collect()
            };
            let rows: Vec<Vec<String>> =
                std::iter::once(cells(header)).chain(rows.iter().map(|row| cells(row))).collect();
            format!("{}\n\n{}", wrap(caption, "", style), aligned(&rows, numeric))
        }
        Block::Commands { lines } => {
            lines.iter().map(|line| format!("  {}", one_line(line))).collect::<Vec<_>>().join("\n")
        }
    }
}

fn line(runs: &[Run]) -> String {
    one_line(&runs.iter().map(|run| run.text.as_str()).collect::<String>())
}

fn underlined(text: &str, with: char) -> String {
    let text = one_line(text);
    format!("{text}\n{}", with.to_string().repeat(text.width()))
}

/// Columns as wide as their widest cell: a table for a paper is not cut for a screen.
fn aligned(rows: &[Vec<String>], numeric: &[bool]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..numeric.len()).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = (0..widths.len())
            .map(|column| {
                let blank = " ".repeat(widths[column] - row[column].width());
                if numeric[column] { format!("{blank}{}", row[column]) } else { format!("{}{blank}", row[column]) }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
