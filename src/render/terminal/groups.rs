//! Frequencies of several groups as people read them: each under its name, instead of a column that says it again and again.

use unicode_width::UnicodeWidthStr;

use crate::tables::MEASURES;

use crate::render::chosen::{OF_FREQUENCIES, OF_INTERVALS, OF_MORE_FREQUENCIES, chosen_lines};
use crate::render::layout::{on_screen, shown_on_screen};

use super::{
    BETWEEN, Cell, Grid, NARROWEST_NAME, Paint, Style, below_one_another, fit, heading, lines, of_value, one_line,
    texts, tree,
};

/// The narrowest head of a value.
const NARROWEST_VALUE: usize = 7;

/// One row a code; where there are groups, under the name of each.
pub(super) fn frequencies(grid: &Grid<'_>, style: Style) -> String {
    match grid.column("theme") {
        Some(0) if grid.column("participants").is_none() => by_measure(grid, style),
        Some(0) | None => codes(grid, style).0,
        Some(theme) => {
            let by = (0..theme).map(|i| heading(grid, i, style.lang)).collect::<Vec<_>>().join(", ");
            let value = |row: &Vec<Cell<'_>>| shown_on_screen(&grid.names[0], &row[0], style.lang);
            let labels: Vec<String> = grid.rows.iter().map(|row| format!("{by}: {}", value(row))).collect();
            let rows = grid.rows.iter().map(|row| row[theme..].to_vec()).collect();
            let (names, numeric) = (grid.names[theme..].to_vec(), grid.numeric[theme..].to_vec());
            under_names(codes(&Grid { names, numeric, rows, variable: None }, style), &labels, style)
        }
    }
}

/// What was asked for besides the usual columns comes before them where not all have room; of these what is negated or
/// prompted comes before how many mentions there are.
fn codes(grid: &Grid<'_>, style: Style) -> (String, usize) {
    let has = |name: &str| grid.column(name).is_some();
    let most = match () {
        () if has("participants_low_pct") => OF_INTERVALS,
        () if ["units_pct", "dispersion"].into_iter().any(has) => OF_MORE_FREQUENCIES,
        () => OF_FREQUENCIES,
    };
    chosen_lines(&tree(grid), most, style)
}

/// A table of `--wide`: a column for each value, and all that is counted under one another.
fn by_measure(grid: &Grid<'_>, style: Style) -> String {
    // The longest that fits: `units_pct_` is no `units_` of a value `pct_…`.
    let of = |name: &str| {
        let fits = |measure: &&&str| name.strip_prefix(**measure).is_some_and(|rest| rest.starts_with('_'));
        MEASURES.iter().filter(fits).max_by_key(|measure| measure.len()).copied()
    };
    let first = grid.names.iter().position(|name| of(name).is_some()).unwrap_or(grid.names.len());
    let measures: Vec<&str> = grid.names[first..].iter().filter_map(|name| of(name)).collect();
    let Some(count) = measures.first().map(|first| measures.iter().take_while(|name| *name == first).count()) else {
        return codes(grid, style).0;
    };
    let value = |name: &String| name[measures[0].len() + 1..].to_owned();
    let room = style.width.saturating_sub(NARROWEST_NAME) / count;
    let widest = room.saturating_sub(BETWEEN).max(NARROWEST_VALUE);
    let heads = grid.names[first..first + count].iter().map(value).map(|name| of_value(&name, None, widest));
    let names = grid.names[..first].iter().cloned().chain(heads).collect();
    let (mut labels, mut all) = (Vec::new(), Vec::new());
    for (i, measure) in measures.iter().enumerate().step_by(count) {
        let columns = first + i..first + i + count;
        let of_measure = Grid {
            names: vec![(*measure).to_owned(); count],
            numeric: vec![true; count],
            rows: grid.rows.iter().map(|row| row[columns.clone()].to_vec()).collect(),
            variable: None,
        };
        // Each measure has its own decimals, though all stand in the same columns.
        let mut cells = texts(&of_measure, style.lang);
        (0..count).for_each(|column| below_one_another(&mut cells, column));
        for (row, cells) in grid.rows.iter().zip(cells) {
            labels.push(on_screen(measure, style.lang));
            all.push(
                row[..first].iter().cloned().chain(cells.into_iter().map(|cell| Cell::Text(cell.into()))).collect(),
            );
        }
    }
    let numeric = grid.numeric[..first + count].to_vec();
    under_names(lines(&tree(&Grid { names, numeric, rows: all, variable: None }), style), &labels, style)
}

/// The lines of a table below those of its headings, those of each group under its name.
fn under_names((table, head): (String, usize), labels: &[String], style: Style) -> String {
    let mut shown = String::new();
    for (i, line) in table.lines().enumerate() {
        let row = i.wrapping_sub(head);
        if let Some(label) = labels.get(row).filter(|label| row == 0 || labels[row - 1] != **label) {
            let name = one_line(label);
            let name = fit(&name, name.width().min(style.width));
            shown.push_str(&format!("\n{}\n", Paint::Strong.on(&name, style)));
        }
        if row == labels.len() {
            shown.push('\n');
        }
        shown.push_str(&format!("{line}\n"));
    }
    shown
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::{Cell, Grid, Style, frequencies};

    fn grid(names: &[&str], first: usize, rows: &[&[&str]]) -> Grid<'static> {
        let cell = |(i, text): (usize, &&str)| match text.parse() {
            Ok(number) if i >= first => Cell::Integer(number),
            _ => Cell::Text((*text).to_owned().into()),
        };
        Grid {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            numeric: (0..names.len()).map(|i| i >= first).collect(),
            rows: rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect(),
            variable: None,
        }
    }

    #[test]
    fn each_value_of_a_variable_stands_above_its_rows() {
        let by = grid(
            &["profession", "theme", "code", "name", "participants", "units"],
            4,
            &[
                &["bakker", "shame", "shame", "Schaamte", "1", "2"],
                &["bakker", "shame", "shame/hiding", "Verbergen", "0", "0"],
                &["kok", "shame", "shame", "Schaamte", "1", "12"],
                &["kok", "shame", "shame/hiding", "Verbergen", "1", "3"],
            ],
        );
        assert_snapshot!(frequencies(&by, Style::default()), @r"
        code         participants  units

        profession: bakker
        Schaamte                1      2
          Verbergen             0      0

        profession: kok
        Schaamte                1     12
          Verbergen             1      3
        ");
    }

    #[test]
    fn wide_tables_have_a_column_a_value() {
        let wide = grid(
            &["theme", "code", "name", "participants_bakker", "participants_kok", "units_bakker", "units_kok"],
            3,
            &[&["shame", "shame", "Schaamte", "1", "2", "30", "4"], &["work", "work", "Werk", "5", "6", "7", "8"]],
        );
        assert_snapshot!(frequencies(&wide, Style { width: 40, ..Style::default() }), @r"
        code      bakker  kok

        participants
        Schaamte       1    2
        Werk           5    6

        units
        Schaamte      30    4
        Werk           7    8
        ");
    }
}
