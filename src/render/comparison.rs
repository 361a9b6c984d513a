//! What differs between two runs, for reading: a passage, what became of it, and the rules of either side below it.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::cells::{on_screen, translated};
use super::grid::Grid;
use super::terminal::{Paint, fit, fit_id, one_line, wrap};

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
        let (what, transcript) = (one_line(&what), one_line(&told("transcript")));
        let line = format!("{what}  {transcript} {places}");
        if line.width() <= style.width {
            shown.push_str(&format!("{}\n", Paint::Strong.on(line.trim_end(), style)));
        } else {
            // Where it is comes below: cut at its end it would be lost.
            let room = style.width.saturating_sub(4 + 1 + places.width());
            let transcript = fit_id(&transcript, transcript.width().min(room));
            shown.push_str(&format!("{}\n", Paint::Strong.on(fit(&what, style.width).trim_end(), style)));
            shown.push_str(&format!(
                "    {}\n",
                Paint::Strong.on(&format!("{} {places}", transcript.trim_end()), style)
            ));
        }
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
