//! Disagreements for reading: a passage, and below it who differs on which code and why.

use crate::wording::args;

use super::Style;
use super::cells::{on_screen, translated};
use super::grid::Grid;
use super::terminal::{Paint, fit, one_line, wrap};

/// Each passage once, with all that coders made of it otherwise than the reference.
pub(super) fn disagreements(grid: &Grid<'_>, style: Style) -> String {
    let cell =
        |row: usize, name: &str| grid.column(name).map(|i| grid.rows[row][i].plain()).filter(|text| !text.is_empty());
    let place = |row: usize| (cell(row, "transcript"), cell(row, "start"), cell(row, "end"));
    let mut shown = String::new();
    for row in 0..grid.rows.len() {
        if row == 0 || place(row) != place(row - 1) {
            let turn = cell(row, "turn").map(|turn| format!(":{turn}")).unwrap_or_default();
            let who = ["case", "speaker", "time"].into_iter().filter_map(|name| cell(row, name));
            let part = cell(row, "part").map(|part| on_screen(&part, style.lang).to_owned());
            let who: Vec<String> = who.chain(part).collect();
            let line = format!("{}{turn}  {}", cell(row, "transcript").unwrap_or_default(), who.join(" · "));
            let line = fit(&line, style.width);
            shown.push_str(&format!("{}\n", Paint::Faint.on(line.trim_end(), style)));
            if let Some(text) = cell(row, "text").or_else(|| cell(row, "quote")) {
                shown.push_str(&format!("{}\n", wrap(&one_line(&text), "    ", style)));
            }
        }
        let told = |name: &str| cell(row, name).unwrap_or_default();
        let [kind, coder] = ["kind", "coder"].map(|name| on_screen(&told(name), style.lang).to_owned());
        let what = format!("{kind}  {coder}  {}", told("code"));
        shown.push_str(&format!("  {}\n", Paint::Strong.on(&what, style)));
        let matched = cell(row, "matched").map(|words| format!(": {words}")).unwrap_or_default();
        let because = cell(row, "rules");
        let because = because.map(|rules| translated("rules", &rules, style.lang).map_or(rules.clone(), String::from));
        let because = because.map(|rules| format!("{rules}{matched}"));
        let missed = cell(row, "missed");
        let missed = missed.map(|words| style.lang.phrased("agreement-no-rule-knows", args! { "words" => words }));
        for why in [because, missed].into_iter().flatten() {
            shown.push_str(&format!("{}\n", wrap(&one_line(&why), "      ", style)));
        }
    }
    shown
}
