//! What was said, for reading: where it stands on one line, and the words below it.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::{Grid, Paint, Style, fit, marked, one_line, wrap};

/// Quotes and turns.
pub(super) fn passages(grid: &Grid<'_>, marks: &[Vec<Range<usize>>], style: Style) -> String {
    let mut shown = String::new();
    for i in 0..grid.rows.len() {
        let cell = |name: &str| cell(grid, i, name);
        let stance = cell("stance").filter(|stance| stance != "affirmed");
        let stance = stance.map(|stance| style.lang.cell(&stance).map_or(stance.clone(), str::to_owned));
        let coder = cell("coder").filter(|coder| coder != "rules");
        let what = one_line(&joined(&[cell("code"), stance, coder]));
        let room = style.width.saturating_sub(what.width() + 2);
        shown.push_str(&Paint::Faint.on(&fit(&place(grid, i, room), room), style));
        shown.push_str(&format!("  {}\n", Paint::Strong.on(&what, style)));
        if let Some(text) = cell("text") {
            let marks = marks.get(i).map_or(&[][..], Vec::as_slice);
            shown.push_str(&marked::marked(&text, marks, "    ", style));
            shown.push('\n');
        }
    }
    without_blanks(&shown)
}

/// Comments in the margin: whose they are beside the place, the words that they are about, and what they say.
pub(super) fn comments(grid: &Grid<'_>, style: Style) -> String {
    let mut shown = String::new();
    for i in 0..grid.rows.len() {
        let author = one_line(&cell(grid, i, "author").unwrap_or_default());
        let room = style.width.saturating_sub(author.width() + 2);
        shown.push_str(&Paint::Faint.on(&fit(&place(grid, i, room), room), style));
        shown.push_str(&format!("  {}\n", Paint::Strong.on(&author, style)));
        if let Some(words) = cell(grid, i, "text") {
            shown.push_str(&format!("{}\n", wrap(&format!("“{}”", one_line(&words)), "    ", style)));
        }
        if let Some(comment) = cell(grid, i, "comment") {
            shown.push_str(&format!("{}\n", wrap(&one_line(&comment), "      ", style)));
        }
    }
    without_blanks(&shown)
}

fn cell(grid: &Grid<'_>, row: usize, name: &str) -> Option<String> {
    grid.column(name).map(|i| grid.rows[row][i].plain()).filter(|text| !text.is_empty())
}

fn joined(parts: &[Option<String>]) -> String {
    parts.iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
}

/// Where it stands, and who says it when. What has no room are first the parts of a second, then the time: half a time says
/// another one.
fn place(grid: &Grid<'_>, row: usize, room: usize) -> String {
    let cell = |name: &str| cell(grid, row, name);
    let turn = cell("turn").map_or(String::new(), |turn| format!(":{turn}"));
    let place = format!("{}{turn}", cell("transcript").unwrap_or_default());
    let time = cell("time");
    let seconds = time.as_deref().map(|time| time.split_once('.').map_or(time, |(seconds, _)| seconds).to_owned());
    let line = |time: Option<String>| {
        let who = joined(&[cell("case"), cell("speaker"), cell("part").filter(|part| part == "interviewer"), time]);
        one_line(&[place.clone(), who].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "))
    };
    [time, seconds].into_iter().map(line).find(|line| line.width() <= room).unwrap_or_else(|| line(None))
}

/// A line without codes ends in the blanks that would have stood before them.
fn without_blanks(shown: &str) -> String {
    shown.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Cell;
    use super::*;

    fn grid(row: &[(&str, &str)]) -> Grid<'static> {
        Grid {
            names: row.iter().map(|(name, _)| (*name).to_owned()).collect(),
            numeric: vec![false; row.len()],
            rows: vec![row.iter().map(|(_, text)| Cell::Text((*text).to_owned().into())).collect()],
            variable: None,
        }
    }

    #[test]
    fn no_time_is_cut_in_half() {
        let said = grid(&[("transcript", "r1"), ("case", "P04"), ("time", "00:07:45.120"), ("code", "shame")]);
        let first = |width| passages(&said, &[], Style { width, ..Style::default() });
        assert_eq!(first(31), "r1  P04 · 00:07:45.120    shame\n");
        assert_eq!(first(26), "r1  P04 · 00:07:45   shame\n");
        assert_eq!(first(24), "r1  P04            shame\n");
    }

    #[test]
    fn a_comment_is_shown_whole() {
        let margin = grid(&[
            ("transcript", "r1"),
            ("author", "anna"),
            ("comment", &"Hier herken ik mezelf in. ".repeat(3)),
            ("text", "bij mij lag dat anders"),
        ]);
        let shown = comments(&margin, Style { width: 40, ..Style::default() });
        assert!(
            shown.starts_with("r1                                  anna\n    “bij mij lag dat anders”\n      Hier"),
            "{shown}"
        );
        assert_eq!(shown.matches("herken").count(), 3, "{shown}");
    }
}
