//! An archive as docx-rs is to see it: with what it would pass over, and without what would cost it time for nothing.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use memchr::memmem;
use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::corpus::gap::pattern;

const COMMENTS: &str = "word/comments.xml";
const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
/// Pictures and colours, which docx-rs would unpack, and does without.
const LOOKS: [&str; 2] = ["word/media/", "word/theme/"];

/// The archive with parts rewritten; none where it is to be read as it is.
pub(super) fn rewritten(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Vec<u8>> {
    let parts = [(DOCUMENT, with_ranges(archive)), (STYLES, without_table_styles(archive))];
    let parts: Vec<(&str, String)> = parts.into_iter().filter_map(|(name, text)| Some((name, text?))).collect();
    let is_look = |part: &str| LOOKS.iter().any(|folder| part.starts_with(folder));
    // One that cannot be unpacked says nothing of the words, and would be the end of docx-rs.
    if parts.is_empty() && !archive.file_names().any(is_look) {
        return None;
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        if let Some((name, text)) = parts.iter().find(|(name, _)| *name == part.name()) {
            writer
                .start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
                .ok()?;
            writer.write_all(text.as_bytes()).ok()?;
        } else if !is_look(part.name()) {
            writer.raw_copy_file(part).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

fn text_of(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(part).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

const END_OF_RUN: &str = "</w:r>";

static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"<w:commentReference\b[^<>]*\bw:id="(\d+)""#));
static RANGE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"<w:commentRangeStart\b[^<>]*\bw:id="(\d+)""#));

/// The document with an empty range at each comment that has a reference alone, as LibreOffice writes one on no words:
/// docx-rs passes references over, and the comment would be lost. None where every comment has its range.
fn with_ranges(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    archive.index_for_name(COMMENTS)?;
    let text = text_of(archive, DOCUMENT)?;
    memmem::find(text.as_bytes(), b"<w:commentReference")?;
    let ranged: BTreeSet<&str> = RANGE.captures_iter(&text).map(|found| found.extract::<1>().1[0]).collect();
    let (mut document, mut copied) = (String::new(), 0);
    for found in REFERENCE.captures_iter(&text) {
        let (whole, id) = (found.get(0)?, found.get(1)?.as_str());
        if ranged.contains(id) {
            continue;
        }
        // A range stands between runs, and a reference inside one.
        let end = whole.end() + text[whole.end()..].find(END_OF_RUN)? + END_OF_RUN.len();
        document.push_str(text.get(copied..end).unwrap_or_default());
        document.push_str(&format!(r#"<w:commentRangeStart w:id="{id}"/><w:commentRangeEnd w:id="{id}"/>"#));
        copied = end.max(copied);
    }
    if copied == 0 {
        return None;
    }
    document.push_str(&text[copied..]);
    Some(document)
}

/// The styles without those of tables, which no paragraph or run can have: of the hundreds of thousands of bytes that
/// Word's own templates bring along they are nine in ten. None where there are none, or where the text is not plain enough to
/// cut from.
fn without_table_styles(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    const STYLE: &str = "<w:style ";
    const END: &str = "</w:style>";
    let text = text_of(archive, STYLES)?;
    let has = |what: &str| memmem::find(text.as_bytes(), what.as_bytes()).is_some();
    if !has(r#" w:type="table""#) || has("<!--") || has("<![CDATA[") {
        return None;
    }
    let mut styles = String::with_capacity(text.len() / 4);
    let mut rest = text.as_str();
    while let Some(start) = memmem::find(rest.as_bytes(), STYLE.as_bytes()) {
        let tag = &rest[start..start + rest[start..].find('>')? + 1];
        if tag.contains(r#" w:type="table""#) && !tag.ends_with("/>") {
            styles.push_str(&rest[..start]);
            rest = &rest[start + memmem::find(&rest.as_bytes()[start..], END.as_bytes())? + END.len()..];
        } else {
            styles.push_str(&rest[..start + tag.len()]);
            rest = &rest[start + tag.len()..];
        }
    }
    styles.push_str(rest);
    Some(styles)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::{STYLES, without_table_styles};

    fn cut(styles: &str) -> Option<String> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(STYLES, SimpleFileOptions::default()).expect("a part is begun");
        writer.write_all(styles.as_bytes()).expect("a part is written");
        let bytes = writer.finish().expect("an archive is closed").into_inner();
        without_table_styles(&mut ZipArchive::new(Cursor::new(&bytes[..])).expect("an archive that zip wrote is read"))
    }

    #[test]
    fn styles_of_tables_are_left_out_and_all_others_stay() {
        let kept = r#"<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:b/></w:rPr></w:style>"#;
        let table = r#"<w:style w:styleId="t" w:type="table"><w:tblPr/></w:style>"#;
        let empty = r#"<w:style w:type="table" w:styleId="e"/>"#;
        let whole = format!("<w:styles>é{table}{kept}{empty}{table}{table}{kept}</w:styles>");
        assert_eq!(cut(&whole), Some(format!("<w:styles>é{kept}{empty}{kept}</w:styles>")));
        assert_eq!(cut(&format!("<w:styles>{kept}</w:styles>")), None);
        assert_eq!(cut(&format!("<w:styles>{table}<!-- {table} --></w:styles>")), None, "a comment may hold anything");
    }
}
