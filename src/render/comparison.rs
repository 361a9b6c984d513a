//! What differs between two runs, for reading: a passage, what became of it, and the rules of either side below it.

use super::Style;
use super::cells::{on_screen, translated};
use super::grid::Grid;
use super::terminal::{Paint, fit, one_line, wrap};

/// Each difference on a line, and below it the words, and the rules: as columns they would be cut before they say anything.
pub(super) fn comparison(grid: &Grid<'_>, style: Style) -> String {
    let mut shown = String::new();
    for row in &grid.rows {
        let cell = |name: &str| grid.column(name).map(|i| row[i].plain()).filter(|text| !text.is_empty());
        let place = |side: char| Some(format!("{}–{}", cell(&format!("start_{side}"))?, cell(&format!("end_{side}"))?));
        let places = match (place('a'), place('b')) {
            (Some(a), Some(b)) if a != b => format!("{a} → {b}"),
            (a, b) => a.or(b).unwrap_or_default(),
        };
        let told = |name: &str| cell(name).unwrap_or_default();
        let [change, coder] = ["change", "coder"].map(|name| on_screen(&told(name), style.lang).to_owned());
        let what = format!("{change}  {}  {coder}", told("code"));
        let line = format!("{what}  {} {places}", told("transcript"));
        shown.push_str(&format!("{}\n", Paint::Strong.on(fit(&line, style.width).trim_end(), style)));
        let said =
            |name: &str| cell(name).map(|text| translated(name, &text, style.lang).map_or(text.clone(), String::from));
        let rules =
            |side: &str| said(&format!("rules_{side}")).map(|rules| format!("{}: {rules}", side.to_uppercase()));
        let differs = said("differs").filter(|_| cell("differs").is_some_and(|differs| differs != "rules"));
        let below = [cell("text"), differs, rules("a"), rules("b")];
        for said in below.into_iter().flatten() {
            shown.push_str(&format!("{}\n", wrap(&one_line(&said), "    ", style)));
        }
    }
    shown
}
