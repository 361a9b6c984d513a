//! The first table of a Word file, as a table of cells: for sheets that come back from a word processor.

use std::borrow::Cow;
use std::io::Cursor;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::corpus::sheet::{Head, Row, Sheet};
use crate::error::{Error, Result};

use super::package::{DEPTH, SIZE, part};

/// The first table: its first row is the header, and what is on several lines of a cell is on several here. Text that was taken
/// out with changes tracked is out.
///
/// # Errors
/// When the file is none of Word's, is damaged or has no table.
pub(crate) fn read(path: &Path, bytes: &[u8]) -> Result<Sheet> {
    let wrong =
        |what: &str| Error::unreadable(path, what, "open it in the program that made it, and save it again as .docx");
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| wrong("the Word document is cut off or damaged"))?;
    let mut left = SIZE;
    let xml = part(&mut archive, "word/document.xml", &mut left)
        .map_err(|fault| {
            wrong(&format!("the Word document is {}: {} {}", fault.what.state(), fault.part, fault.what.words()))
        })?
        .ok_or_else(|| wrong("it is not a Word document"))?;
    let rows = rows(&xml).ok_or_else(|| wrong("the Word document is damaged"))?;
    let mut rows = rows.into_iter();
    let header = rows.next().ok_or_else(|| wrong("there is no table in the Word document"))?;
    let width = header.len();
    let rows = (2..).zip(rows).map(|(number, mut cells)| {
        cells.resize(width, String::new());
        Row { number, cells: cells.into_iter().map(Cow::Owned).collect() }
    });
    let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
    Ok(Sheet { head: Head { header, ..Head::default() }, rows })
}

/// The cells of the first table, row by row; tables in cells are text of those. None where the tags do not fit together.
fn rows(xml: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut reader = Reader::from_reader(xml);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut depth, mut tables, mut is_text) = (0, 0, false);
    loop {
        let event = reader.read_event().ok()?;
        let cell = rows.last_mut().and_then(|row| row.last_mut()).filter(|_| tables > 0);
        match event {
            Event::Start(tag) => {
                depth += 1;
                match tag.local_name().as_ref() {
                    b"tbl" => tables += 1,
                    b"tr" if tables == 1 => rows.push(Vec::new()),
                    b"tc" if tables == 1 => rows.last_mut()?.push(String::new()),
                    b"t" => is_text = true,
                    _ => {}
                }
            }
            Event::End(tag) => {
                depth -= 1;
                match tag.local_name().as_ref() {
                    b"t" => is_text = false,
                    b"p" => cell.into_iter().for_each(|cell| cell.push('\n')),
                    b"tc" if tables == 1 => cell.into_iter().for_each(|cell| *cell = cell.trim().to_owned()),
                    b"tbl" if tables == 1 => return Some(rows),
                    b"tbl" => tables -= 1,
                    _ => {}
                }
            }
            Event::Empty(tag) => {
                let space = match tag.local_name().as_ref() {
                    b"br" | b"cr" => "\n",
                    b"tab" => " ",
                    _ => "",
                };
                cell.into_iter().for_each(|cell| cell.push_str(space));
            }
            Event::Text(text) if is_text => {
                let text = text.decode().ok()?;
                cell.into_iter().for_each(|cell| cell.push_str(&text));
            }
            Event::GeneralRef(name) if is_text => {
                let name = name.decode().ok()?;
                let said = quick_xml::escape::unescape(&format!("&{name};")).ok()?.into_owned();
                cell.into_iter().for_each(|cell| cell.push_str(&said));
            }
            Event::Eof if depth == 0 => return Some(rows),
            Event::Eof => return None,
            _ => {}
        }
        if depth < 0 || usize::try_from(depth).is_ok_and(|depth| depth > DEPTH) {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn cells_hold_their_paragraphs_and_no_deleted_text() {
        let xml = "<w:document><w:p><w:t>Vooraf.</w:t></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>\
            <w:tc><w:p><w:t>b</w:t></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:t>een</w:t><w:br/><w:t xml:space=\"preserve\"> twee</w:t></w:p>\
            <w:p><w:t>R&amp;D &#233;</w:t></w:p></w:tc><w:tc><w:p><w:del><w:delText>weg</w:delText></w:del><w:ins><w:t>nieuw</w:t></w:ins></w:p>\
            </w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:document>";
        assert_eq!(
            rows(xml.as_bytes()),
            Some(vec![vec!["a".into(), "b".into()], vec!["een\n twee\nR&D é".into(), "nieuw".into()]])
        );
    }

    #[test]
    fn what_ends_too_early_or_nests_for_ever_is_damaged() {
        assert_eq!(rows(b"<w:tbl><w:tr><w:tc><w:p>"), None);
        assert_eq!(rows(b"</w:tbl></w:p>"), None);
        assert_eq!(rows("<w:tbl><w:tr><w:tc>".repeat(5000).as_bytes()), None);
        assert_eq!(rows(b"<w:p></w:p>"), Some(Vec::new()));
    }
}
