//! What bytes without a name are: standard input.

use std::io::Cursor;

use zip::ZipArchive;

use crate::corpus::read::{FORMATS, Format, document, is_header, is_subviewer};
use crate::text::decode;

/// So many bytes of a file say what it is.
const BEGINNING: usize = 1024;

/// The format of bytes by their beginning; none of an archive of files. What shows nothing is text.
pub(super) fn sniff(bytes: &[u8]) -> Option<&'static Format> {
    if let Some(format) = document(bytes) {
        return Some(format);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let is_marked = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let start = if is_marked { decode(start, None).text.into() } else { String::from_utf8_lossy(start) };
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let first = start.lines().next().unwrap_or_default();
    Some(match () {
        () if bytes.starts_with(b"%PDF") => by_name("pdf"),
        () if start.starts_with("WEBVTT") => by_name("webvtt"),
        () if CHAT.iter().any(|header| start.starts_with(header)) => by_name("chat"),
        () if start.contains("<ANNOTATION_DOCUMENT") => by_name("elan"),
        () if start.contains("<basic-transcription") => by_name("exmaralda"),
        () if is_of_praat(first) => by_name("textgrid"),
        () if start.lines().take(2).any(|line| line.contains("-->")) => by_name("subrip"),
        () if is_subviewer(first) => by_name("subviewer"),
        () if is_header(first) => by_extension("csv"),
        () if is_json(start) => {
            if is_objects(bytes) {
                by_extension("jsonl")
            } else {
                by_name("json")
            }
        }
        () => text(),
    })
}

/// Headers with which files of CHAT begin.
const CHAT: [&str; 4] = ["@UTF8", "@Begin", "@Languages:", "@Participants:"];

fn is_of_praat(first: &str) -> bool {
    first.contains("\"ooTextFile")
        || first.contains("\"Praat chronological TextGrid")
        || first.starts_with("ooBinaryFile")
}

/// Whether an object stands alone on the first line that is not blank, and another one begins on the next.
fn is_objects(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.next().is_some_and(|first| first.ends_with(b"}")) && lines.next().is_some_and(|next| next.starts_with(b"{"))
}

/// Whether a text begins as JSON does: `{"name": `, or a list of such.
fn is_json(start: &str) -> bool {
    let object = start.strip_prefix('[').map_or(start, str::trim_start);
    object.strip_prefix('{').is_some_and(|inner| inner.trim_start().starts_with('"'))
}

/// The format of what is zipped and shows no document; none where it is an archive of files. What is damaged may be a Word
/// document, whose reader says so.
fn zipped(bytes: &[u8]) -> Option<&'static Format> {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return Some(by_name("word")) };
    let has = |begin: &str| archive.file_names().any(|name| name.starts_with(begin));
    (has("word/") || has("[Content_Types].xml") || archive.name_for_index(0) == Some("mimetype"))
        .then(|| by_name("word"))
}

/// Plain text, which everything is that shows nothing else.
pub(super) fn text() -> &'static Format {
    by_name("text")
}

/// The format of files with this extension.
pub(super) fn by_extension(extension: &str) -> &'static Format {
    FORMATS.iter().copied().find(|format| format.extensions.contains(&extension)).unwrap_or(FORMATS[0])
}

fn by_name(name: &str) -> &'static Format {
    FORMATS.iter().copied().find(|format| format.name == name).unwrap_or(FORMATS[0])
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn standard_input_is_known_by_its_beginning() {
        let name = |bytes: &[u8]| sniff(bytes).map_or("archive", |format| format.name);
        assert_eq!(name(b"%PDF-1.4\n"), "pdf");
        assert_eq!(name("\u{feff}WEBVTT\n".as_bytes()), "webvtt");
        assert_eq!(name(b"1\n00:00:01,000 --> 00:00:02,000\nJa\n"), "subrip");
        assert_eq!(name(b"0:00:00.500,0:00:02.000\nJa\n"), "subviewer");
        assert_eq!(name(b"PK\x03\x04"), "word");
        assert_eq!(name(b"{\\rtf1\\ansi Ja}"), "rtf");
        assert_eq!(name(b"<!DOCTYPE html><p>Ja"), "html");
        assert_eq!(name(b"@UTF8\r\n@Begin\r\n"), "chat");
        assert_eq!(name(b"<?xml version=\"1.0\"?>\n<ANNOTATION_DOCUMENT AUTHOR=\"\">"), "elan");
        assert_eq!(name(b"<?xml version=\"1.0\"?>\n<!-- -->\n<basic-transcription>"), "exmaralda");
        let grid = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n";
        assert_eq!(name(grid.as_bytes()), "textgrid");
        let wide: Vec<u8> = [0xfeff].into_iter().chain(grid.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(name(&wide), "textgrid");
        assert_eq!(name(b"\n[ {\n \"text\": \"Ja\"}]"), "json");
        assert_eq!(name(b"{\"segments\": []}"), "json");
        assert_eq!(name(b"{\n\"segments\": []}\n{"), "json");
        let rows = sniff(b"{\"text\": \"Ja\"}\r\n\n{\"text\": \"Nee\"}").unwrap();
        assert_eq!(rows.extensions, ["jsonl", "ndjson"]);
        assert_eq!(name(b"\"Spreker\";\"Tekst\"\nI;Hoe?\n"), "table");
        assert_eq!(name(b"start\tend\ttext\n0\t1500\tJa\n"), "table");
        assert_eq!(name(b"Tekst, en wie die zei\n"), "text");
        assert_eq!(name(b"[r1] {ja}\n"), "text");
        assert_eq!(name(b"I: Ja?\n"), "text");
    }
}
