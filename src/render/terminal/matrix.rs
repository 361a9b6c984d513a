//! A matrix of cases and codes as people read it on a screen.

use unicode_width::UnicodeWidthStr;

use crate::tables::BETWEEN_QUOTES;

use super::{Grid, Paint, Style, do_not_fit, fit, fit_id, heading, in_cell, one_line, shade, wrap};

/// Counts as shades under numbered codes, which are named below; words under the case and the code that they are of.
pub(super) fn matrix(grid: &Grid<'_>, style: Style) -> String {
    if grid.numeric.iter().any(|numeric| *numeric) { counts(grid, style) } else { quotes(grid, style) }
}

fn counts(grid: &Grid<'_>, style: Style) -> String {
    let count = grid.names.len() - 1;
    let labels: Vec<String> = grid.rows.iter().map(|row| one_line(&row[0].plain())).collect();
    let widest = grid.rows.iter().flat_map(|row| row[1..].iter().map(|cell| cell.shown().width()));
    let cell = widest.chain([count.to_string().width()]).max().unwrap_or(1) + 1;
    let cases = heading(grid, 0, style.lang);
    let label = labels.iter().map(|label| label.width()).chain([cases.width()]).max().unwrap_or(0);
    let label = label.min(style.width / 3);
    let fitting = (style.width.saturating_sub(label) / cell).min(count);
    let most = grid.rows.iter().flat_map(|row| row[1..].iter().filter_map(|cell| cell.number())).fold(0.0, f64::max);
    let numbers: String = (1..=fitting).map(|number| in_cell(&number.to_string(), cell, style)).collect();
    let mut shown = Paint::Heading.on(format!("{}{numbers}", fit(&cases, label)).trim_end(), style);
    shown.push('\n');
    for (name, row) in labels.iter().zip(&grid.rows) {
        // Of an id the end tells it from others.
        let fit = if ["transcript", "participant"].contains(&grid.names[0].as_str()) { fit_id } else { fit };
        shown.push_str(&fit(name, label));
        for value in &row[1..=fitting] {
            let text = in_cell(&value.shown(), cell, style);
            shown.push_str(&shade(&text, value.number().unwrap_or(0.0), most, style));
        }
        shown.push('\n');
    }
    let names: Vec<String> =
        (1..).zip(&grid.names[1..]).map(|(number, name)| format!("{number}\u{a0}{name}")).collect();
    // A number stays with its name.
    shown.push_str(&format!("\n{}\n", wrap(&names.join(", "), "", style).replace('\u{a0}', " ")));
    if fitting < count {
        shown.push_str(&do_not_fit(fitting + 1, count, style));
    }
    shown
}

fn quotes(grid: &Grid<'_>, style: Style) -> String {
    let mut shown = String::new();
    for row in &grid.rows {
        let mut said = String::new();
        for (name, cell) in grid.names.iter().zip(row).skip(1) {
            let text = cell.plain();
            if text.is_empty() {
                continue;
            }
            said.push_str(&format!("  {}\n", Paint::Strong.on(name, style)));
            for quote in text.split(BETWEEN_QUOTES) {
                said.push_str(&format!("{}\n", wrap(&one_line(quote), "    ", style)));
            }
        }
        if said.is_empty() {
            said.push_str("  –\n");
        }
        shown.push_str(&format!("{}\n{said}", Paint::Heading.on(&one_line(&row[0].plain()), style)));
    }
    shown
}
