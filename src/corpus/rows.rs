//! The rows of a table that is no corpus, one by one: of a run of millions of codings no more than a row is in memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::error::{Error, Result};

use super::load::parquet_rows;
use super::sheet::{Head, Row, Sheet, delimiter_of};

/// So many bytes tell the separator.
const HEAD: usize = 1 << 16;

/// What takes a row.
pub(crate) type See<'a> = dyn FnMut(&Head, &Row<'_>) -> Result<()> + 'a;

/// Hands over every row of a table: CSV in UTF-8 and Parquet as they are read, anything else from memory.
pub(crate) fn each_row(path: &Path, see: &mut See<'_>) -> Result<()> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "parquet" => return parquet_rows(path, see),
        "csv" | "tsv" | "tab" | "txt" if separated(path, see)? => return Ok(()),
        _ => {}
    }
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    let sheet = Sheet::read_fitting(path, &bytes, |header| header.iter().any(|name| name == "code"))?;
    sheet.rows.iter().try_for_each(|row| see(&sheet.head, row))
}

/// Whether the table could be read in this way: one in another encoding than UTF-8 is not begun.
fn separated(path: &Path, see: &mut See<'_>) -> Result<bool> {
    let io = |error| Error::io("read", path, error);
    let mut file = BufReader::with_capacity(HEAD, File::open(path).map_err(io)?);
    let start = file.fill_buf().map_err(io)?;
    let is_marked = start.starts_with(b"\xef\xbb\xbf");
    let start = if is_marked { &start[3..] } else { start };
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The last character may be cut off.
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or(""),
        Err(_) => return Ok(false),
    };
    let (delimiter, rest) = delimiter_of(text, false);
    let skipped = text.len() - rest.len() + if is_marked { 3 } else { 0 };
    file.consume(skipped);
    let mut records =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(file);
    let mut record = csv::StringRecord::new();
    let (mut head, mut number) = (Head::default(), 0);
    loop {
        match records.read_record(&mut record) {
            Ok(true) => number += 1,
            Ok(false) => return Ok(true),
            Err(error) => {
                return Err(Error::unreadable(path, error.to_string(), "save the table again as CSV in UTF-8"));
            }
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if head.header.is_empty() {
            head.header = record.iter().map(|cell| cell.trim().to_owned()).collect();
            continue;
        }
        if record.len() > head.header.len() {
            return Err(head.too_wide(path, number, record.len()));
        }
        see(&head, &Row { number, cells: record.iter().map(Cow::Borrowed).collect() })?;
    }
}

#[cfg(test)]
mod tests {
    use super::each_row;
    use crate::error::Result;

    fn read(name: &str, bytes: &[u8]) -> Result<Vec<(usize, String)>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut rows = Vec::new();
        each_row(&path, &mut |head, row| {
            rows.push((row.number, format!("{}={}", head.header[0], row.cells[0])));
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn rows_are_those_of_any_encoding_and_separator() {
        let expected = vec![(2, "code=één".to_owned()), (3, "code=twee; drie".to_owned())];
        for (name, text) in [
            ("a.csv", "code,text\néén,1\n\"twee; drie\",2\n"),
            ("b.csv", "\u{feff}sep=;\r\ncode;text\r\néén;1\r\n\"twee; drie\";2\r\n"),
            ("c.tsv", "code\ttext\néén\t1\ntwee; drie\t2\n"),
        ] {
            assert_eq!(read(name, text.as_bytes()).unwrap(), expected, "{name}");
        }
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode("code,text\néén,1\n\"twee; drie\",2\n");
        assert_eq!(read("d.csv", &bytes).unwrap(), expected);
        assert_eq!(read("e.jsonl", "{\"code\": \"één\"}\n".as_bytes()).unwrap(), [(1, "code=één".to_owned())]);
        assert!(read("f.csv", b"").unwrap().is_empty());
    }

    #[test]
    fn a_row_that_is_too_wide_or_ends_in_other_signs_is_an_error() {
        assert!(read("a.csv", b"code,text\n1,2\n1,2,3\n").unwrap_err().to_string().contains("row 3 has 3 cells"));
        let mut bytes = b"code,text\n".to_vec();
        bytes.extend("lange regel,x\n".repeat(9000).bytes());
        bytes.extend(b"Zo\xeb,y\n");
        assert!(read("b.csv", &bytes).unwrap_err().help().is_some_and(|help| help.contains("UTF-8")));
    }
}
