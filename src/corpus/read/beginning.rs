//! Documents that are another kind than their name says: `.doc` that is rich text, `.rtf` that is Word's.

use std::path::Path;

use memchr::memmem;

use crate::diagnostic::Diagnostic;

use super::{Format, html, opendocument, rtf, word};

/// The formats of word processors, which are often saved under each other's names.
const DOCUMENTS: [&Format; 4] = [&word::FORMAT, &opendocument::FORMAT, &rtf::FORMAT, &html::FORMAT];

const ZIP: &[u8] = b"PK\x03\x04";

/// The format of a word processor that bytes show; none where they show none.
pub(in crate::corpus) fn document(bytes: &[u8]) -> Option<&'static Format> {
    if bytes.starts_with(ZIP) {
        // The kind of an OpenDocument is its first file, and not packed.
        let start = &bytes[..bytes.len().min(256)];
        if memmem::find(start, opendocument::MIMETYPE).is_some() {
            return Some(&opendocument::FORMAT);
        }
        return memmem::find(bytes, b"word/document.xml").map(|_| &word::FORMAT);
    }
    if rtf::body(bytes).is_some() {
        return Some(&rtf::FORMAT);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_page = |start: &str| start.starts_with("<!doctype html") || start.starts_with("<html");
    let is_xhtml = start.starts_with("<?xml") && (start.contains("<!doctype html") || start.contains("<html"));
    (is_page(start) || is_xhtml).then_some(&html::FORMAT)
}

/// The format to read a file in: of one of a word processor the one that it shows, whatever its name says.
pub(in crate::corpus) fn as_it_is(named: &'static Format, bytes: &[u8]) -> &'static Format {
    let is_document = DOCUMENTS.iter().any(|format| format.name == named.name);
    document(bytes).filter(|_| is_document).unwrap_or(named)
}

/// That a file is something else than its name says.
pub(in crate::corpus) fn misnamed(path: &Path, format: &Format) -> Option<Diagnostic> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    if !DOCUMENTS.iter().any(|document| document.name == format.name) || format.extensions.contains(&&*extension) {
        return None;
    }
    let kind = match format.name {
        "word" => "a Word document (.docx)",
        "opendocument" => "an OpenDocument text (.odt)",
        "rtf" => "rich text (.rtf)",
        _ => "a web page (.html)",
    };
    let message = format!("the file is {kind}, whatever its name says, and is read as one");
    let help = format!("give it the name that it should have: .{} instead of .{extension}", format.extensions[0]);
    Some(Diagnostic::note("misnamed", message).help(help))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{as_it_is, document, html, misnamed, opendocument, rtf, word};

    fn name(bytes: &[u8]) -> Option<&'static str> {
        document(bytes).map(|format| format.name)
    }

    #[test]
    fn documents_are_known_by_their_beginning() {
        let odt = b"PK\x03\x04__________________________mimetypeapplication/vnd.oasis.opendocument.textPK";
        assert_eq!(name(odt), Some("opendocument"));
        assert_eq!(name(b"PK\x03\x04 [Content_Types].xml word/document.xml"), Some("word"));
        assert_eq!(name(b"PK\x03\x04 xl/workbook.xml"), None);
        assert_eq!(name(b"\xef\xbb\xbf\n{\\rtf1\\ansi ja}"), Some("rtf"));
        for page in ["<!DOCTYPE html><p>", " \n<HTML>", "\u{feff}<?xml version='1.0'?>\n<html xmlns='x'>"] {
            assert_eq!(name(page.as_bytes()), Some("html"), "{page}");
        }
        assert_eq!(name(b"<p>I: Ja?</p>"), None);
    }

    #[test]
    fn a_document_is_read_as_what_it_is_and_a_text_as_its_name_says() {
        let rich = b"{\\rtf1 ja}";
        assert_eq!(as_it_is(&word::FORMAT, rich).name, "rtf");
        assert_eq!(as_it_is(&html::FORMAT, rich).name, "rtf");
        assert_eq!(as_it_is(&opendocument::FORMAT, b"rommel").name, "opendocument");
        assert_eq!(as_it_is(&crate::corpus::read::prose::FORMAT, rich).name, "text");
    }

    #[test]
    fn a_wrong_name_is_told_with_the_right_one() {
        let said = misnamed(Path::new("a/R1.DOC"), &rtf::FORMAT).expect("the name is wrong").to_string();
        assert!(said.contains("rich text (.rtf)") && said.contains(".rtf instead of .doc"), "{said}");
        assert!(misnamed(Path::new("r1.RTF"), &rtf::FORMAT).is_none());
        assert!(misnamed(Path::new("-"), &rtf::FORMAT).is_none());
    }
}
