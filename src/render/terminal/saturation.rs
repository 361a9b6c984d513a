//! A curve of saturation, one interview a line and its new codes below it.

use unicode_width::UnicodeWidthStr;

use crate::wording::args;

use super::{Grid, Paint, Style, bar, fit, fit_id, not_shown, one_line};

/// The widest that a transcript's id is shown.
const WIDEST_ID: usize = 20;

/// Columns of a full bar, and of the shortest that is drawn where words take more room.
const BAR: usize = 12;
const SHORTEST_BAR: usize = 6;

/// Columns of a share and the blanks before it.
const SHARE: usize = "  100 %".len();

/// The narrowest that the columns of numbers are made.
const NUMBERS: [usize; 4] = [7, 5, 3, 5];

pub(super) fn curve(grid: &Grid<'_>, style: Style) -> String {
    let expected = grid.column("expected");
    let cell =
        |row: usize, name: &str| grid.column(name).map_or(String::new(), |i| one_line(&grid.rows[row][i].shown()));
    let widest = |name: &str| (0..grid.rows.len()).map(|row| cell(row, name).width()).max().unwrap_or(0);
    let id = widest("transcript").clamp(10, WIDEST_ID);
    let day = widest("analysed_on").clamp(8, 19);
    let heading = |column: &str| style.lang.phrased("saturation-head", args! { "column" => column });
    let heads = ["codings", "codes", "new", "total"].map(heading);
    let widths: Vec<usize> = heads.iter().zip(NUMBERS).map(|(head, least)| head.width().max(least)).collect();
    let numbers = |of: &[String; 4]| -> String {
        of.iter().zip(&widths).map(|(text, width)| format!("  {text:>width$}")).collect()
    };
    let last = expected.map(|_| format!("  {}", heading("expected"))).unwrap_or_default();
    // Both languages call it so.
    let head = format!("{}  {}{}{last}", fit("transcript", id), fit(&heading("analysed"), day), numbers(&heads));
    let room = style.width.saturating_sub(head.width() + SHARE + 1);
    // Above the share and its bar.
    let share_head = format!("  {}", heading("share"));
    let has_room = head.width() + share_head.width().max(SHARE) <= style.width;
    let full = Some(BAR.min(room)).filter(|&full| full == BAR || full >= SHORTEST_BAR);
    let head = if has_room { format!("{head}{share_head}") } else { head };
    let mut shown = format!("{}\n", Paint::Heading.on(&head, style));
    for row in 0..grid.rows.len() {
        let counts = ["codings", "codes", "new_codes", "cumulative"].map(|name| cell(row, name));
        let share = grid.column("cumulative_pct").and_then(|i| grid.rows[row][i].number());
        let of_orders =
            expected.and_then(|i| grid.rows[row][i].number()).map(|x| format!("  {:>8}", style.lang.decimal(x, 1)));
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
        if let Some(pct) = share.filter(|_| has_room) {
            add(format!("  {pct:>3.0}%"));
            add(full.map_or_else(String::new, |full| format!(" {}", bar(pct / 100.0, full))));
        }
        shown.push_str(line.trim_end());
        shown.push('\n');
        let new = grid.column("new_names").map_or(String::new(), |i| grid.rows[row][i].plain());
        for line in lines(&one_line(&new), style.width) {
            shown.push_str(&format!("{}\n", Paint::Faint.on(&line, style)));
        }
    }
    if !has_room {
        shown.push_str(&not_shown(&[heading("share")], style));
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
