//! The archive that a Word document is, and why it is refused.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use docx_rs::{Docx, ReadDocxOptions, ReaderError, read_docx_with_options};

use crate::corpus::read::Source;
use crate::error::{Error, Result};

/// Opens a document.
///
/// # Errors
/// When the file is none, or is damaged or protected.
pub(super) fn open(source: &Source<'_>) -> Result<Docx> {
    let bytes = source.bytes;
    let wrong = |message: &str, help: &str| Err(Error::unreadable(source.path, message, help));
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return wrong(
            "it is protected with a password, or it is a document of Word 97 to 2003",
            "open it in Word, take the password off and save it as .docx",
        );
    }
    if !bytes.starts_with(b"PK") {
        return wrong("it is not a Word document", "check the file, or open it in Word and save it as .docx");
    }
    let options = ReadDocxOptions::default().with_image_previews(false);
    // docx-rs unwraps what it reads from the archive and from comments, so a damaged file makes it panic.
    match catch_unwind(AssertUnwindSafe(|| read_docx_with_options(bytes, options))) {
        Ok(Ok(docx)) => Ok(docx),
        Ok(Err(error)) => Err(refused(source.path, bytes, &error)),
        Err(_) => wrong("the Word document is damaged", "open it in Word, let Word repair it, and save it again"),
    }
}

fn refused(path: &Path, bytes: &[u8], error: &ReaderError) -> Error {
    let again = "open it in Word and save it again as .docx";
    if !bytes.windows(4).any(|window| window == b"PK\x05\x06") {
        return Error::unreadable(path, "the Word document is cut off or damaged", "copy or download the file again");
    }
    let parts = parts(bytes);
    if !parts.iter().any(|part| part.starts_with(b"word/")) {
        return Error::unreadable(path, "it is a zip file without a Word document in it", again);
    }
    if !parts.iter().any(|part| part.starts_with(b"word/_rels/document") && part.ends_with(b".xml.rels")) {
        return Error::unreadable(path, "the Word document lacks the part word/_rels/document.xml.rels", again);
    }
    let said = error.to_string();
    Error::unreadable(path, format!("the Word document is not read: {}", said.trim_end_matches('.')), again)
}

/// The names in a zip archive's directory: each entry has a header of 46 bytes, with the name's length at 28.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let entries = bytes.windows(46).enumerate().filter(|(_, header)| header.starts_with(b"PK\x01\x02"));
    entries
        .filter_map(|(at, header)| {
            let length = usize::from(u16::from_le_bytes([header[28], header[29]]));
            bytes.get(at + 46..at + 46 + length)
        })
        .collect()
}
