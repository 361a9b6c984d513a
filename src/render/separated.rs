//! CSV and TSV: clean, one header row, undefined cells empty; what the numbers mean stands beside them in `run.json`.

use std::io::Write;

use memchr::{memchr, memchr3};

use super::grid::Cell;
use super::lines::Lines;

/// Values apart by a separator, quoted where they must be, lines ended by `\n`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Separated {
    separator: u8,
    excel: bool,
}

impl Separated {
    pub(super) const COMMAS: Self = Self { separator: b',', excel: false };
    pub(super) const TABS: Self = Self { separator: b'\t', excel: false };
    /// CSV as a Dutch Excel opens it on a double click: a byte order mark, semicolons, decimal commas, and
    /// an apostrophe before words that Excel would take for a formula (`- nou ja`).
    pub(super) const EXCEL: Self = Self { separator: b';', excel: true };

    pub(super) fn header(self, names: &[String], out: &mut Vec<u8>) {
        if self.excel {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        let start = out.len();
        for (column, name) in names.iter().enumerate() {
            self.apart(column, out);
            self.field(name, out);
        }
        self.end_row(start, out);
    }

    #[inline]
    fn apart(self, column: usize, out: &mut Vec<u8>) {
        if column > 0 {
            out.push(self.separator);
        }
    }

    fn field(self, text: &str, out: &mut Vec<u8>) {
        let bytes = text.as_bytes();
        // Readers take a lone `\r` for the end of a line too. Letters are all behind the bytes that are special.
        let is_special = |byte: u8| byte <= b';' && (byte == self.separator || matches!(byte, b'"' | b'\n' | b'\r'));
        let must_be_quoted = if bytes.len() < 16 {
            bytes.iter().any(|&byte| is_special(byte))
        } else {
            memchr3(self.separator, b'"', b'\n', bytes).is_some() || memchr(b'\r', bytes).is_some()
        };
        if !must_be_quoted {
            out.extend_from_slice(bytes);
            return;
        }
        out.push(b'"');
        for (i, part) in text.split('"').enumerate() {
            if i > 0 {
                out.extend_from_slice(b"\"\"");
            }
            out.extend_from_slice(part.as_bytes());
        }
        out.push(b'"');
    }
}

impl Lines for Separated {
    #[inline(always)]
    fn cell(&self, column: usize, cell: &Cell<'_>, out: &mut Vec<u8>) {
        self.apart(column, out);
        match cell {
            Cell::Empty => {}
            Cell::Integer(n) => out.extend_from_slice(itoa::Buffer::new().format(*n).as_bytes()),
            Cell::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
            Cell::Real(x) if self.excel => self.field(&x.to_string().replace('.', ","), out),
            Cell::Real(x) => write!(out, "{x}").expect("writing to memory cannot fail"),
            Cell::Text(text) if self.excel && text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                self.field(&format!("'{text}"), out);
            }
            Cell::Text(text) => self.field(text, out),
        }
    }

    fn end_row(&self, start: usize, out: &mut Vec<u8>) {
        // A line of nothing is a line that readers skip.
        if out.len() == start {
            out.extend_from_slice(b"\"\"");
        }
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::{Cell, Lines, Separated};

    proptest! {
        #[test]
        fn lines_are_those_of_the_csv_crate(
            cells in prop::collection::vec("[a-zé,;\t\"\r\n =+-]{0,20}|[a-z ]{16,40}", 1..5),
            which in 0usize..2,
        ) {
            let (ours, separator) = [(Separated::COMMAS, b','), (Separated::TABS, b'\t')][which];
            let mut out = Vec::new();
            for (column, cell) in cells.iter().enumerate() {
                ours.cell(column, &Cell::Text(Cow::Borrowed(cell)), &mut out);
            }
            ours.end_row(0, &mut out);
            let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            prop_assert_eq!(String::from_utf8(out), String::from_utf8(writer.into_inner().unwrap()));
        }
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let cells =
            || [Cell::Integer(-12), Cell::Real(0.25), Cell::Real(3.0), Cell::Empty, Cell::Flag(true)].into_iter();
        let line = |style: Separated| {
            let mut out = Vec::new();
            cells().enumerate().for_each(|(column, cell)| style.cell(column, &cell, &mut out));
            style.end_row(0, &mut out);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(line(Separated::COMMAS), "-12,0.25,3,,true\n");
        assert_eq!(line(Separated::EXCEL), "-12;0,25;3;;true\n");
    }
}
