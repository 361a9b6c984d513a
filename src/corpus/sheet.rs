//! Tables as researchers save them: delimiter and encoding sniffed, spreadsheets shown as Excel shows them.

use std::borrow::Cow;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, ExcelDateTime, Ods, Reader, Xlsx};

use crate::error::{Error, Result};
use crate::text::{decode, fold};

/// A table that is in memory as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its head.
    pub head: Head,
    /// The rows that hold anything, each as wide as the header.
    pub rows: Vec<Row<'static>>,
}

/// The row of headers of a table, the first row that is not empty, and how the table was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The headers, trimmed, as written.
    pub header: Vec<String>,
    /// The encoding; empty where the format leaves no choice.
    pub encoding: &'static str,
    /// How many byte sequences meant nothing in that encoding.
    pub replaced: usize,
    /// What stands between cells, in words; empty where that is no sign.
    pub delimiter: &'static str,
    /// Columns that hold no cells but lists and the like, by name.
    pub left_out: Vec<String>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    /// The line of the file, or the row of the spreadsheet, from 1.
    pub number: usize,
    /// The cells, trimmed.
    pub cells: Vec<Cow<'a, str>>,
}

impl Head {
    /// The first column whose header is one of `names`, the earliest name first; case does not count.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let headers: Vec<String> = self.header.iter().map(|header| fold(header)).collect();
        names.iter().find_map(|name| headers.iter().position(|header| header == name))
    }

    /// Two columns with one header would be one variable with two values.
    pub fn refuse_repeated_headers(&self, path: &Path) -> Result<()> {
        let folded: Vec<String> = self.header.iter().map(|header| fold(header)).collect();
        for (i, header) in folded.iter().enumerate() {
            if let Some(first) = folded[..i].iter().position(|earlier| earlier == header && !header.is_empty()) {
                return Err(Error::unreadable(
                    path,
                    format!("the columns {} and {} are both named `{}`", first + 1, i + 1, self.header[i]),
                    "give every column a name of its own",
                ));
            }
        }
        Ok(())
    }

    /// The headers as a list for a message.
    pub fn headers_in_words(&self) -> String {
        let named: Vec<String> =
            self.header.iter().filter(|name| !name.is_empty()).map(|name| format!("`{name}`")).collect();
        if named.is_empty() { "none".to_owned() } else { named.join(", ") }
    }

    /// The error that a row is wider than the header.
    pub fn too_wide(&self, path: &Path, number: usize, cells: usize) -> Error {
        let sign = if self.delimiter.is_empty() { String::new() } else { format!(" that holds a {}", self.delimiter) };
        Error::unreadable(
            path,
            format!("row {number} has {cells} cells where the header has {}", self.header.len()),
            format!("name every column, and put a cell{sign} between double quotes"),
        )
    }
}

/// Stands between cells of a table with one column: no researcher's text holds it.
const NOTHING: u8 = 0x1f;

impl Sheet {
    /// Reads a table; `path` decides between spreadsheet, objects and text, and names the table in errors.
    pub fn read(path: &Path, bytes: &[u8], encoding: Option<&str>) -> Result<Sheet> {
        match () {
            () if is_spreadsheet(path) => Self::from_spreadsheet(path, bytes, |_| true),
            () if is_of_objects(path) => Self::from_objects(path, bytes, encoding),
            () => Self::from_text(path, bytes, encoding),
        }
    }

    /// The first table of a file whose header fits; of a spreadsheet in which none does, the first that holds anything.
    /// Lists in objects are cells with one a line.
    pub fn read_fitting(path: &Path, bytes: &[u8], fits: impl Fn(&[String]) -> bool) -> Result<Sheet> {
        match () {
            () if is_spreadsheet(path) => Self::from_spreadsheet(path, bytes, fits),
            () if is_of_objects(path) => Self::of_objects(path, bytes, None, true),
            () => Self::from_text(path, bytes, None),
        }
    }

    fn from_text(path: &Path, bytes: &[u8], encoding: Option<&str>) -> Result<Sheet> {
        let decoded = decode(bytes, encoding);
        let (delimiter, text) = delimiter_of(&decoded.text, true);
        let mut line = 1 + decoded.text[..decoded.text.len() - text.len()].matches('\n').count();
        let mut counted = 0;
        let mut sheet = Sheet::default();
        sheet.head.encoding = decoded.encoding;
        sheet.head.replaced = decoded.replaced;
        sheet.head.delimiter = in_words(delimiter);
        let mut records = records(text, delimiter);
        let mut record = csv::StringRecord::new();
        loop {
            match records.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    return Err(Error::unreadable(path, error.to_string(), "save the table again as CSV in UTF-8"));
                }
            }
            let start = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX));
            line += lines_to(text, &mut counted, start);
            sheet.push(path, line, record.iter().map(|cell| cell.trim().to_owned()).collect())?;
        }
        Ok(sheet)
    }

    fn from_spreadsheet(path: &Path, bytes: &[u8], fits: impl Fn(&[String]) -> bool) -> Result<Sheet> {
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ods")) {
            Self::from_workbook::<Ods<_>>(path, bytes, fits)
        } else {
            Self::from_workbook::<Xlsx<_>>(path, bytes, fits)
        }
    }

    fn from_workbook<'b, W: Reader<Cursor<&'b [u8]>>>(
        path: &Path,
        bytes: &'b [u8],
        fits: impl Fn(&[String]) -> bool,
    ) -> Result<Sheet> {
        // What the library says of it is for its authors.
        let unreadable = |_: W::Error| {
            let what =
                "the spreadsheet is cut off, damaged, protected with a password, or something else than its name says";
            Error::unreadable(path, what, "open it in the program that made it, and save it again as .xlsx or .csv")
        };
        let mut workbook = W::new(Cursor::new(bytes)).map_err(unreadable)?;
        let mut first = Sheet::default();
        for name in workbook.sheet_names() {
            let range = workbook.worksheet_range(&name).map_err(unreadable)?;
            let top = range.start().map_or(0, |(row, _)| row as usize);
            let mut rows = range.rows().enumerate().filter(|(_, row)| row.iter().any(|cell| !shown(cell).is_empty()));
            let mut sheet = Sheet::default();
            let Some((_, header)) = rows.next() else { continue };
            sheet.push(path, 0, cells(header))?;
            let is_first = first.head.header.is_empty();
            let does_fit = fits(&sheet.head.header);
            if is_first || does_fit {
                for (i, row) in rows {
                    sheet.push(path, top + i + 1, cells(row))?;
                }
                first = sheet;
            }
            if does_fit {
                break;
            }
        }
        Ok(first)
    }

    /// Adds a row, the first of which is the header; empty rows are nothing.
    fn push(&mut self, path: &Path, number: usize, mut cells: Vec<String>) -> Result<()> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if self.head.header.is_empty() {
            self.head.header = cells;
            return Ok(());
        }
        let width = self.head.header.len();
        if cells.len() > width {
            return Err(self.head.too_wide(path, number, cells.len()));
        }
        cells.resize(width, String::new());
        self.rows.push(Row { number, cells: cells.into_iter().map(Cow::Owned).collect() });
        Ok(())
    }
}

/// Extensions of workbooks, of Excel and of LibreOffice.
///
/// Not the `.xls` of before 2007: the library panics on damaged ones.
pub(super) const SPREADSHEETS: &[&str] = &["xlsx", "xlsm", "ods"];

pub(super) fn is_spreadsheet(path: &Path) -> bool {
    let is = |known: &&str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known));
    SPREADSHEETS.iter().any(is)
}

/// Extensions of tables of one JSON object a line.
pub(super) const OBJECTS: &[&str] = &["jsonl", "ndjson"];

pub(super) fn is_of_objects(path: &Path) -> bool {
    let is = |known: &&str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(known));
    OBJECTS.iter().any(is)
}

fn cells(row: &[Data]) -> Vec<String> {
    row.iter().map(|cell| shown(cell).trim().to_owned()).collect()
}

fn records(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// How many lines end between the byte `counted` and the record that begins at `start`, and counts on
/// from there.
///
/// The reader's own line numbers are those of the record's predecessor where lines end in CR LF or are
/// empty.
fn lines_to(text: &str, counted: &mut usize, start: usize) -> usize {
    let bytes = text.as_bytes();
    let from = (*counted).min(bytes.len());
    let start = start.clamp(from, bytes.len());
    let to = start + bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    *counted = to;
    let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    (from..to).filter(|&at| ends(at)).count()
}

pub(super) fn in_words(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "semicolon",
        b',' => "comma",
        b'\t' => "tab",
        b'|' => "bar",
        _ => "",
    }
}

/// How many rows are looked at to find the delimiter.
const SAMPLE: usize = 50;

/// The delimiter that cuts the header and the most of the first rows into the same number of cells, and
/// the text after Excel's own `sep=;` line, which settles it.
///
/// `text` may be the beginning of a table; then its last record may go on, and does not count.
pub(super) fn delimiter_of(text: &str, is_whole: bool) -> (u8, &str) {
    if let Some(rest) = text.strip_prefix("sep=") {
        let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        if let Some(&sign @ (b';' | b',' | b'\t' | b'|')) = rest.as_bytes().first() {
            return (sign, &rest[line_end..]);
        }
    }
    let fit = |&delimiter: &u8| {
        let mut records = records(text, delimiter);
        let mut record = csv::StringRecord::new();
        let mut width = 0;
        let (mut same, mut rows) = (0, 0);
        while rows < SAMPLE && matches!(records.read_record(&mut record), Ok(true)) {
            if !is_whole && rows > 0 && records.is_done() {
                break;
            }
            rows += 1;
            if rows == 1 {
                width = record.len();
            }
            same += usize::from(record.len() == width);
        }
        // A sign that does not part the header parts nothing; then regularity counts, then width.
        (width > 1).then_some((same * SAMPLE / rows.max(1), width))
    };
    // The last of equals wins.
    let best = [b'|', b',', b';', b'\t']
        .into_iter()
        .filter_map(|sign| fit(&sign).map(|fit| (fit, sign)))
        .max_by_key(|&(fit, _)| fit);
    (best.map_or(NOTHING, |(_, sign)| sign), text)
}

/// A cell as Excel shows it: `12`, not `12.0`; dates as ISO 8601, times and durations as `hh:mm:ss`.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_shown(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        Data::DateTime(when) => when_shown(when),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// Fifteen significant digits, as Excel keeps them.
fn number_shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

fn when_shown(when: &ExcelDateTime) -> String {
    let days = when.as_f64();
    if when.is_duration() || (0.0..1.0).contains(&days) {
        let seconds = (days * 86_400.0 * 1000.0).round() / 1000.0;
        if !(0.0..1e12).contains(&seconds) {
            return number_shown(days);
        }
        let whole = seconds.floor();
        let millis = ((seconds - whole) * 1000.0).round() as u64;
        let whole = whole as u64;
        let fraction = if millis == 0 { String::new() } else { format!(".{millis:03}") };
        return format!("{:02}:{:02}:{:02}{fraction}", whole / 3600, whole / 60 % 60, whole % 60);
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{Sheet, number_shown};

    fn csv(bytes: &[u8]) -> Sheet {
        Sheet::read(Path::new("t.csv"), bytes, None).unwrap_or_else(|e| panic!("{e}"))
    }

    #[test]
    fn the_delimiter_is_the_one_that_parts_every_row_alike() {
        assert_eq!(csv(b"a;b\n1,5;2,5\n3,5;4\n").head.delimiter, "semicolon");
        assert_eq!(csv(b"a,b\n\"x;y\",2\n").head.delimiter, "comma");
        assert_eq!(csv(b"a\tb\n1,2;3\t4\n").head.delimiter, "tab");
        let one = csv("tekst\nja, nee; misschien\n".as_bytes());
        assert_eq!((one.head.delimiter, &*one.rows[0].cells[0]), ("", "ja, nee; misschien"));
    }

    #[test]
    fn excels_own_line_settles_it_and_rows_keep_their_line() {
        let sheet = csv("sep=;\r\na;b\r\n1;\"x\r\ny\"\r\n\r\n2;z\r\n".as_bytes());
        assert_eq!(sheet.head.header, ["a", "b"]);
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 6]);
    }

    #[test]
    fn a_cell_too_many_is_an_error_with_its_row() {
        let error = Sheet::read(Path::new("t.csv"), b"a;b\n1;2\n1;2;3\n", None).unwrap_err();
        assert!(error.to_string().contains("row 3 has 3 cells where the header has 2"), "{error}");
        assert!(error.help().is_some_and(|help| help.contains("semicolon")));
    }

    #[test]
    fn windows_1252_and_spreadsheets_are_read() {
        assert_eq!(csv(b"naam;functie\nZo\xeb;co\xf6rdinator\n").rows[0].cells, ["Zoë", "coördinator"]);
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let page = workbook.add_worksheet();
        let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        let time = rust_xlsxwriter::Format::new().set_num_format("hh:mm:ss");
        page.write_row(0, 0, ["a", "b", "c", "d"]).unwrap();
        page.write_number(1, 0, 12.0).unwrap();
        page.write_number(1, 1, 0.1 + 0.2).unwrap();
        page.write_number_with_format(1, 2, 45_000.0, &date).unwrap();
        page.write_number_with_format(1, 3, 83.0 / 86_400.0, &time).unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let sheet = Sheet::read(Path::new("t.XLSX"), &bytes, None).unwrap();
        assert_eq!(sheet.rows[0].cells, ["12", "0.3", "2023-03-15", "00:01:23"]);
        assert_eq!(sheet.rows[0].number, 2);
    }

    #[test]
    fn numbers_lose_nothing_that_excel_shows() {
        assert_eq!(number_shown(1.0e6), "1000000");
        assert_eq!(number_shown(-2.5), "-2.5");
    }

    #[test]
    fn a_spreadsheet_that_is_cut_off_or_damaged_is_read_or_refused() {
        let files: [(&str, &[u8]); 2] = [
            ("t.ods", include_bytes!("../../tests/fixtures/codings.ods")),
            ("t.xlsx", include_bytes!("../../tests/fixtures/codings.xlsx")),
        ];
        for (name, bytes) in files {
            assert_eq!(Sheet::read(Path::new(name), bytes, None).unwrap().rows.len(), 3, "{name}");
            let mut refused = 0;
            for end in (0..bytes.len()).step_by(3) {
                refused += usize::from(Sheet::read(Path::new(name), &bytes[..end], None).is_err());
                let mut damaged = bytes.to_vec();
                damaged[end] ^= 0x55;
                let _ = Sheet::read(Path::new(name), &damaged, None);
            }
            assert!(refused > 0, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for name in ["t.csv", "t.xlsx", "t.ods"] {
                if let Ok(sheet) = Sheet::read(Path::new(name), &bytes, None) {
                    prop_assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.head.header.len()));
                }
            }
        }
    }
}
