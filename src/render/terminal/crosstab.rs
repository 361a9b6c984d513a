//! A crosstab as people read it: the values side by side.

use unicode_width::UnicodeWidthStr;

use crate::wording::Lang;

use super::{BETWEEN, Cell, Grid, NARROWEST_NAME, Style, fit};

/// The narrowest head of a value.
const NARROWEST_VALUE: usize = 7;

/// What a cell shows besides its count where shares are known: ` (100 %)`, ` (40 %, 100 %)`; and its flag.
const SHARES: [&str; 3] = ["row_pct", "column_pct", "total_pct"];

/// What is said of a code as a whole, and shown as well.
const OF_CODES: [&str; 3] = ["chi2", "q", "cramers_v"];

/// One row a code, one column a value, and behind them what is said of the code as a whole.
pub(super) fn beside<'a>(grid: &Grid<'a>, style: Style) -> Grid<'a> {
    let (Some(code), Some(count)) = (grid.column("code"), grid.column("count")) else { return grid.clone() };
    let Some(length) = grid.rows.iter().position(|row| row[code].plain().is_empty()).map(|last| last + 1) else {
        return grid.clone();
    };
    let groups: Vec<&[Vec<Cell<'a>>]> = grid.rows.chunks(length).collect();
    let shares: Vec<usize> = SHARES.iter().filter_map(|name| grid.column(name)).collect();
    let (flag, of) = (grid.column("flag"), grid.column("of"));
    let shown = |row: &[Cell<'a>]| {
        let mut cell = row[count].shown();
        let pct = |&i: &usize| row[i].number().map_or("–".to_owned(), |pct| format!("{pct:.0} %"));
        if !shares.is_empty() {
            cell.push_str(&format!(" ({})", shares.iter().map(pct).collect::<Vec<_>>().join(", ")));
        }
        match flag.map(|i| row[i].plain()).as_deref() {
            Some("more") => cell.push_str(" +"),
            Some("fewer") => cell.push_str(" -"),
            Some(_) => cell.push_str("  "),
            None => {}
        }
        cell
    };
    let of_codes: Vec<usize> = OF_CODES.iter().filter_map(|name| grid.column(name)).collect();
    let cells: Vec<Vec<String>> =
        (0..length).map(|i| groups.iter().map(|group| shown(&group[i])).collect::<Vec<_>>()).collect();
    let behind: usize = of_codes
        .iter()
        .map(|&i| {
            let cells = grid.rows.iter().map(|row| row[i].shown().width());
            cells.chain([heading(&grid.names[i], style.lang)]).max().unwrap_or(0) + BETWEEN
        })
        .sum();
    let room = style.width.saturating_sub(NARROWEST_NAME + behind) / groups.len().max(1);
    let widest = room.saturating_sub(BETWEEN).max(NARROWEST_VALUE);
    let mut names: Vec<String> = ["theme", "code", "name"].map(str::to_owned).into();
    for group in &groups {
        let value = group[0][0].plain();
        let size = of.map_or(String::new(), |i| group[0][i].shown());
        let room = widest.saturating_sub(size.width() + 1).max(3);
        names.push(format!("{} {size}", fit(&value, value.width().min(room)).trim_end()));
    }
    names.extend(of_codes.iter().map(|&i| grid.names[i].clone()));
    let rows = cells.into_iter().enumerate().map(|(i, cells)| {
        let row = &groups[0][i];
        let labels = ["theme", "code", "name"].map(|name| row[grid.column(name).unwrap_or(code)].clone());
        let of_code = of_codes.iter().map(|&column| match row[column].number() {
            // A probability that rounds to nothing is not nothing.
            Some(q) if grid.names[column] == "q" && q < 0.001 => Cell::Text("<0.001".into()),
            _ => row[column].clone(),
        });
        labels.into_iter().chain(cells.into_iter().map(|cell| Cell::Text(cell.into()))).chain(of_code).collect()
    });
    Grid { numeric: (0..names.len()).map(|i| i >= 3).collect(), rows: rows.collect(), names, variable: None }
}

/// The width of a heading, which in Dutch stands on as many lines as it has words.
fn heading(name: &str, lang: Lang) -> usize {
    match lang.column(name).filter(|_| lang != Lang::En) {
        Some(heading) => heading.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0),
        None => name.width(),
    }
}
