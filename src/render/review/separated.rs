//! Sheets as separated values.

use std::borrow::Cow;

use crate::render::grid::Cell;
use crate::render::lines::Lines;
use crate::render::separated::Separated;

/// A header and rows of text.
pub(super) fn table(names: &[&str], rows: impl Iterator<Item = Vec<String>>, separator: u8, excel: bool) -> Vec<u8> {
    let way = match (separator, excel) {
        (_, true) => Separated::EXCEL,
        (b'\t', _) => Separated::TABS,
        _ => Separated::COMMAS,
    };
    let mut out = Vec::new();
    way.header(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &mut out);
    for row in rows {
        let start = out.len();
        for (column, cell) in row.iter().enumerate() {
            way.cell(column, &Cell::Text(Cow::Borrowed(cell)), &mut out);
        }
        way.end_row(start, &mut out);
    }
    out
}
