//! CSV and TSV: clean, one header row, undefined cells empty; what the numbers mean stands beside them in `run.json`.

use crate::tables::Table;

use super::grid::{Cell, Grid};

/// Values apart by `separator`, quoted where they must be, lines ended by `\n`.
pub(super) fn separated(table: &Table, separator: u8) -> Vec<u8> {
    write(&Grid::of(&table.frame), separator, Vec::new(), Cell::plain)
}

/// CSV as a Dutch Excel opens it on a double click: a byte order mark, semicolons, decimal commas, and
/// an apostrophe before words that Excel would take for a formula (`- nou ja`).
pub(super) fn excel(table: &Table) -> Vec<u8> {
    write(&Grid::of(&table.frame), b';', "\u{feff}".as_bytes().to_vec(), |cell| match cell {
        Cell::Real(x) => x.to_string().replace('.', ","),
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        other => other.plain(),
    })
}

fn write(grid: &Grid, separator: u8, start: Vec<u8>, shown: impl Fn(&Cell) -> String) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(start);
    let mut record = |cells: &mut dyn Iterator<Item = String>| {
        writer.write_record(cells).expect("writing to memory cannot fail, and all rows have as many cells");
    };
    record(&mut grid.names.iter().cloned());
    for row in &grid.rows {
        record(&mut row.iter().map(&shown));
    }
    writer.into_inner().expect("writing to memory cannot fail")
}
