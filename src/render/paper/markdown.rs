//! A text as Markdown.

use crate::render::markdown::escaped;

use super::{Block, Ink, Paper, Run, UNDEFINED};

pub(super) fn markdown(paper: &Paper) -> String {
    let mut pieces = vec![format!("# {}", escaped(&paper.title))];
    pieces.extend(paper.blocks.iter().map(block));
    pieces.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => format!("{} {}", "#".repeat((*level).clamp(2, 6)), escaped(text)),
        Block::Paragraph { runs } => guarded(&line(runs)),
        Block::Quote { id, words, source } => format!("> **{id}** {}\n>\n> — {}", line(words), line(source)),
        Block::Table { caption, header, numeric, rows } => {
            let row = |cells: &[String]| {
                let cell = |cell: &String| if cell.is_empty() { UNDEFINED.to_owned() } else { escaped(cell) };
                format!("| {} |", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
            };
            let rule: Vec<&str> = numeric.iter().map(|numeric| if *numeric { "---:" } else { "---" }).collect();
            let mut lines = vec![escaped(caption), String::new(), row(header), format!("| {} |", rule.join(" | "))];
            lines.extend(rows.iter().map(|cells| row(cells)));
            lines.join("\n")
        }
        Block::Commands { lines } => lines.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"),
    }
}

/// Words on one line. Blanks at the ends of bold words stand outside their marks, where they would undo them.
fn line(runs: &[Run]) -> String {
    let mut line = String::new();
    for Run { text, ink } in runs {
        let words = text.trim();
        if words.is_empty() || !matches!(ink, Ink::Strong | Ink::Open) {
            line.push_str(&escaped(text));
            continue;
        }
        let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
        line.push_str(&format!("{}**{}**{}", &text[..before], escaped(words), &text[after..]));
    }
    line
}

/// A paragraph whose beginning would be read as an item of a list.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}
