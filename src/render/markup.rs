//! Tables as text that other programs set: what the formats of papers and pages share.

use crate::tables::Table;

use super::grid::Cell;
use super::layout::{Column, Layout, Named};
use super::lines::Lines;

/// A format of text with markup. A text that it is given is never markup itself.
pub(super) trait Markup: Sync {
    /// What stands before the rows; it is written last, when everything is known.
    fn head(&self, page: &Page<'_>) -> String;

    /// What begins a row.
    fn begin_row(&self) -> &'static str;

    /// A cell with what parts it from the one before.
    fn cell(&self, cell: &Set<'_>) -> String;

    /// What ends a row.
    fn end_row(&self) -> &'static str;

    /// What stands after the rows.
    fn tail(&self, page: &Page<'_>) -> String;
}

/// A cell as it is set.
pub(super) struct Set<'a> {
    pub(super) column: &'a Column,
    /// The place of the column, from 0.
    pub(super) at: usize,
    /// Whether it is what the row is called.
    pub(super) is_name: bool,
    pub(super) text: &'a str,
}

/// A table around its rows.
pub(super) struct Page<'a> {
    pub(super) table: &'a Table,
    pub(super) layout: &'a Layout,
    pub(super) headings: Vec<String>,
    /// The caption, sentence by sentence, and why cells are undefined.
    pub(super) sentences: Vec<String>,
    /// How many rows there are.
    pub(super) rows: usize,
}

/// The rows of a table in a format.
pub(super) struct Rows {
    layout: Layout,
    names_the_row: usize,
    markup: &'static dyn Markup,
}

impl Rows {
    pub(super) fn new(layout: Layout, markup: &'static dyn Markup) -> Self {
        Self { names_the_row: layout.names_the_row(), layout, markup }
    }

    /// What stands before the rows and after them, once all of them are written.
    pub(super) fn around(&self, table: &Table, rows: usize) -> (String, String) {
        let page = Page {
            table,
            layout: &self.layout,
            headings: self.layout.headings(Named::of(table)),
            sentences: self.layout.below(table),
            rows,
        };
        (self.markup.head(&page), self.markup.tail(&page))
    }
}

impl Lines for Rows {
    fn begin_row(&self, _: bool, out: &mut Vec<u8>) {
        out.extend_from_slice(self.markup.begin_row().as_bytes());
    }

    fn cell(&self, column: usize, cell: &Cell<'_>, out: &mut Vec<u8>) {
        let text = self.layout.shown(column, cell);
        let is_name = column == self.names_the_row;
        let set = Set { column: &self.layout.columns[column], at: column, is_name, text: &text };
        out.extend_from_slice(self.markup.cell(&set).as_bytes());
    }

    fn end_row(&self, _: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(self.markup.end_row().as_bytes());
    }
}
