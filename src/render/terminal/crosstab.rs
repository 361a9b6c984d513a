//! A crosstab as people read it: the values side by side.

use unicode_width::UnicodeWidthStr;

use crate::wording::args;

use super::{BETWEEN, Cell, Grid, NARROWEST_NAME, Style, chosen, heading, narrow, of_value, tree, wrap};

/// The narrowest head of a value.
const NARROWEST_VALUE: usize = 7;

/// What a cell shows besides its count where shares are known: ` (100 %)`, ` (40 %, 100 %)`; and its flag.
const SHARES: [&str; 3] = ["row_pct", "column_pct", "total_pct"];

/// What is said of a code as a whole, and shown behind the values, in the table's order.
const OF_CODES: [&str; 9] =
    ["chi2", "df", "p", "q", "g2", "cramers_v", "cramers_v_corrected", "min_expected", "small_cells_pct"];

/// Which of it comes first where not all has room.
const MOST: [&str; 3] = ["q", "cramers_v", "chi2"];

/// What is said of each cell, which has no place on a screen.
const OF_CELLS: [&str; 3] = ["expected", "residual", "residual_q"];

/// The values side by side, and behind them as much of what is said of each code as fits. What is left out is named.
pub(super) fn crosstab(grid: &Grid<'_>, style: Style) -> String {
    let (beside, values) = beside(grid, style);
    let most: Vec<&str> = values.iter().map(String::as_str).chain(MOST).collect();
    let mut shown = chosen(&tree(&beside), &most, style);
    let of_cells = OF_CELLS.iter().filter_map(|name| grid.column(name)).map(|i| heading(grid, i, style.lang));
    let of_cells: Vec<String> = of_cells.collect();
    if !of_cells.is_empty() {
        let note = style.lang.phrased("terminal-of-cells", args! { "columns" => of_cells.join("; ") });
        shown.push_str(&format!("{}\n", wrap(&note, "", style)));
    }
    shown
}

/// One row a code, one column a value, and behind them what is said of the code as a whole; and the columns of the values.
fn beside<'a>(grid: &Grid<'a>, style: Style) -> (Grid<'a>, Vec<String>) {
    let (Some(code), Some(count)) = (grid.column("code"), grid.column("count")) else {
        return (grid.clone(), Vec::new());
    };
    let Some(length) = grid.rows.iter().position(|row| row[code].plain().is_empty()).map(|last| last + 1) else {
        return (grid.clone(), Vec::new());
    };
    let groups: Vec<&[Vec<Cell<'a>>]> = grid.rows.chunks(length).collect();
    let shares: Vec<usize> = SHARES.iter().filter_map(|name| grid.column(name)).collect();
    let (flag, of) = (grid.column("flag"), grid.column("of"));
    let shown = |row: &[Cell<'a>]| {
        let mut cell = row[count].shown();
        let pct = |&i: &usize| row[i].number().map_or("–".to_owned(), |pct| format!("{pct:.0}%"));
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
    // Room is kept for what comes first.
    let first = of_codes.iter().filter(|&&i| MOST[..2].contains(&grid.names[i].as_str()));
    let behind = first.map(|&i| {
        let cells = grid.rows.iter().map(|row| row[i].shown().width()).max().unwrap_or(0);
        let head = narrow(&heading(grid, i, style.lang), cells, style.lang);
        head.iter().map(|line| line.width()).chain([cells]).max().unwrap_or(0) + BETWEEN
    });
    let behind: usize = behind.sum();
    let room = style.width.saturating_sub(NARROWEST_NAME + behind) / groups.len().max(1);
    let widest = room.saturating_sub(BETWEEN).max(NARROWEST_VALUE);
    let values: Vec<String> = groups
        .iter()
        .map(|group| of_value(&group[0][0].plain(), of.map(|i| group[0][i].shown()).as_deref(), widest))
        .collect();
    let mut names: Vec<String> = ["theme", "code", "name"].map(str::to_owned).into();
    names.extend(values.iter().cloned());
    names.extend(of_codes.iter().map(|&i| grid.names[i].clone()));
    let rows = cells.into_iter().enumerate().map(|(i, cells)| {
        let row = &groups[0][i];
        let labels = ["theme", "code", "name"].map(|name| row[grid.column(name).unwrap_or(code)].clone());
        let of_code = of_codes.iter().map(|&column| row[column].clone());
        labels.into_iter().chain(cells.into_iter().map(|cell| Cell::Text(cell.into()))).chain(of_code).collect()
    });
    let numeric = (0..names.len()).map(|i| i >= 3).collect();
    (Grid { numeric, rows: rows.collect(), names, variable: None }, values)
}
