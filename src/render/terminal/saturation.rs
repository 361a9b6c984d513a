//! A curve of saturation, one interview a line and its new codes below it.

use unicode_width::UnicodeWidthStr;

use super::{Grid, Paint, Style, bar, fit, fit_id, one_line};

/// The widest that a transcript's id is shown.
const WIDEST_ID: usize = 20;

/// Columns of a full bar.
const BAR: usize = 12;

pub(super) fn curve(grid: &Grid<'_>, style: Style) -> String {
    let expected = grid.column("expected");
    let cell =
        |row: usize, name: &str| grid.column(name).map_or(String::new(), |i| one_line(&grid.rows[row][i].shown()));
    let widest = |name: &str| (0..grid.rows.len()).map(|row| cell(row, name).width()).max().unwrap_or(0);
    let id = widest("transcript").clamp(10, WIDEST_ID);
    let day = widest("analysed_on").clamp(8, 19);
    let numbers = |of: &[String; 4]| -> String {
        let widths = [7, 5, 3, 5];
        of.iter().zip(widths).map(|(text, width)| format!("  {text:>width$}")).collect()
    };
    let heads = ["codings", "codes", "new", "total"].map(str::to_owned);
    let last = if expected.is_some() { "  expected" } else { "" };
    let head = format!("{}  {}{}{last}", fit("transcript", id), fit("analysed", day), numbers(&heads));
    let mut shown = format!("{}\n", Paint::Heading.on(&head, style));
    for row in 0..grid.rows.len() {
        let counts = ["codings", "codes", "new_codes", "cumulative"].map(|name| cell(row, name));
        let share = grid.column("cumulative_pct").and_then(|i| grid.rows[row][i].number());
        let of_orders = expected.and_then(|i| grid.rows[row][i].number()).map(|x| format!("  {x:>8.1}"));
        let mut line = format!(
            "{}  {}{}{}",
            fit_id(&cell(row, "transcript"), id),
            fit(&cell(row, "analysed_on"), day),
            numbers(&counts),
            of_orders.unwrap_or_default(),
        );
        let mut add = |text: String| {
            if line.width() + text.width() <= style.width {
                line.push_str(&text);
            }
        };
        if let Some(pct) = share {
            add(format!("  {pct:>3.0} %"));
            add(format!(" {}", bar(pct / 100.0, BAR)));
        }
        shown.push_str(line.trim_end());
        shown.push('\n');
        let new = grid.column("new_names").map_or(String::new(), |i| grid.rows[row][i].plain());
        for line in lines(&one_line(&new), style.width) {
            shown.push_str(&format!("{}\n", Paint::Faint.on(&line, style)));
        }
    }
    shown
}

/// Ids between commas, as many on a line as fit: none is cut at a hyphen.
fn lines(ids: &str, width: usize) -> Vec<String> {
    const INDENT: &str = "    ";
    let mut lines: Vec<String> = Vec::new();
    for id in ids.split(", ").filter(|id| !id.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.width() + id.width() + 2 < width => line.push_str(&format!(", {id}")),
            before => {
                before.into_iter().for_each(|line| line.push(','));
                lines.push(format!("{INDENT}{id}"));
            }
        }
    }
    lines
}
