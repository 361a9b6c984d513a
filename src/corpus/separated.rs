//! The records of separated values, found in a buffer without copying: what the `csv` crate makes of the same bytes,
//! with the place of every record and cell.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3};

/// A cell's place in the buffer, without the quotes around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    start: usize,
    end: usize,
    /// Whether quotes stand inside, of which two are one, or words after the closing one.
    escaped: bool,
}

impl Cell {
    /// The cell as it is meant, trimmed; `text` is the whole buffer.
    pub fn of<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let raw = text.get(self.start..self.end).unwrap_or_default();
        match self.escaped {
            false => Cow::Borrowed(raw.trim()),
            true => Cow::Owned(unescaped(raw).trim().to_owned()),
        }
    }

    /// Its bytes as they stand in the buffer.
    pub fn raw<'a>(&self, buffer: &'a [u8]) -> &'a [u8] {
        &buffer[self.start..self.end]
    }

    /// The same as [`Cell::of`] for a buffer of bytes that are known to be a text.
    pub fn of_bytes<'a>(&self, buffer: &'a [u8]) -> Cow<'a, str> {
        let raw = std::str::from_utf8(self.raw(buffer)).unwrap_or_default();
        Cell { start: 0, end: raw.len(), ..*self }.of(raw)
    }

    /// Whether nothing but white space is in it.
    pub fn is_blank(&self, buffer: &[u8]) -> bool {
        match self.raw(buffer).first() {
            None => true,
            Some(first) if first.is_ascii_graphic() && !self.escaped => false,
            Some(_) => self.of_bytes(buffer).is_empty(),
        }
    }
}

/// What stands after the opening quote: the text up to the closing one, two quotes being one, and all that follows.
fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        match after.strip_prefix('"') {
            Some(quoted) => {
                text.push('"');
                rest = quoted;
            }
            // The cell has been closed, so that further quotes are signs like others.
            None => return text + after,
        }
    }
    text + rest
}

/// Finds one record after another in a buffer.
#[derive(Debug)]
pub(super) struct Records<'a> {
    buffer: &'a [u8],
    delimiter: u8,
    /// Whether nothing comes after the buffer, so that its end is the end of a record.
    is_last: bool,
    at: usize,
}

impl<'a> Records<'a> {
    pub fn new(buffer: &'a [u8], delimiter: u8, is_last: bool) -> Records<'a> {
        Records { buffer, delimiter, is_last, at: 0 }
    }

    /// Where the next record is looked for; what lies before it has been read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The place of the next record, from its first byte to the end of its line, with its cells; none when no record
    /// ends in the buffer any more.
    pub fn next(&mut self, cells: &mut Vec<Cell>) -> Option<Range<usize>> {
        cells.clear();
        let skipped = self.buffer[self.at..].iter().position(|byte| !matches!(byte, b'\r' | b'\n'));
        let Some(skipped) = skipped else {
            self.at = self.buffer.len();
            return None;
        };
        self.at += skipped;
        let start = self.at;
        let mut from = start;
        loop {
            let (cell, end) = match self.buffer.get(from) {
                Some(b'"') => self.quoted(from + 1)?,
                _ => self.bare(from, from)?,
            };
            cells.push(cell);
            match self.buffer.get(end) {
                Some(&sign) if sign == self.delimiter => from = end + 1,
                Some(_) => {
                    self.at = end + 1;
                    break;
                }
                None => {
                    self.at = end;
                    break;
                }
            }
        }
        Some(start..self.at)
    }

    /// A cell whose rest, from `from`, is not quoted, and where it ends.
    fn bare(&self, start: usize, from: usize) -> Option<(Cell, usize)> {
        let end = match memchr3(self.delimiter, b'\n', b'\r', &self.buffer[from..]) {
            Some(length) => from + length,
            None if self.is_last => self.buffer.len(),
            None => return None,
        };
        Some((Cell { start, end, escaped: false }, end))
    }

    /// A cell that begins after a quote.
    fn quoted(&self, start: usize) -> Option<(Cell, usize)> {
        let mut from = start;
        let mut escaped = false;
        loop {
            let Some(length) = memchr(b'"', &self.buffer[from..]) else {
                let end = self.buffer.len();
                return self.is_last.then_some((Cell { start, end, escaped }, end));
            };
            let quote = from + length;
            match self.buffer.get(quote + 1) {
                Some(b'"') => {
                    escaped = true;
                    from = quote + 2;
                }
                Some(&sign) if sign != self.delimiter && !matches!(sign, b'\n' | b'\r') => {
                    let (rest, end) = self.bare(start, quote + 1)?;
                    return Some((Cell { escaped: true, ..rest }, end));
                }
                None if !self.is_last => return None,
                _ => return Some((Cell { start, end: quote, escaped }, quote + 1)),
            }
        }
    }
}

/// How many lines end in `bytes`, in LF, CR LF or CR; `next` is the byte after them.
pub(super) fn line_ends(bytes: &[u8], next: Option<u8>) -> u64 {
    let after = |at: usize| bytes.get(at + 1).copied().or(next);
    let alone = memchr_iter(b'\r', bytes).filter(|&at| after(at) != Some(b'\n')).count();
    (memchr_iter(b'\n', bytes).count() + alone) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Records, line_ends};

    fn by_crate(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(|cell| cell.trim().to_owned()).collect()).collect()
    }

    /// The records of a text that comes in pieces: at first `first` bytes, then so many more whenever it is too little.
    fn in_pieces(text: &str, delimiter: u8, first: usize, more: usize) -> Vec<Vec<String>> {
        let (mut found, mut cells) = (Vec::new(), Vec::new());
        let (mut start, mut end) = (0, first.min(text.len()));
        loop {
            let mut records = Records::new(&text.as_bytes()[start..end], delimiter, end == text.len());
            while records.next(&mut cells).is_some() {
                found.push(cells.iter().map(|cell| cell.of_bytes(&text.as_bytes()[start..]).into_owned()).collect());
            }
            start += records.at();
            if end == text.len() {
                return found;
            }
            end = (end + more).min(text.len());
        }
    }

    #[test]
    fn lines_end_in_three_ways() {
        assert_eq!(line_ends(b"a\nb\r\nc\rd", None), 3);
        assert_eq!((line_ends(b"a\r", Some(b'\n')), line_ends(b"a\r", Some(b'b')), line_ends(b"a\r", None)), (0, 1, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn records_are_those_of_the_csv_crate(
            text in "([,;\"\"\\r\\n a]|\r\n|é|\u{a0}){0,40}", first in 0_usize..40, more in 1_usize..8,
        ) {
            for delimiter in *b",;" {
                prop_assert_eq!(in_pieces(&text, delimiter, first, more), by_crate(&text, delimiter));
            }
        }
    }
}
