//! What a Word document has beside its text, which is no part of the interview: counted, so that nothing is left out in silence.

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::corpus::read::package::SIZE;

/// Parts by the beginning of their names, and what stands in them.
const PARTS: [(&str, &str); 4] = [
    ("word/header", "page headers and footers"),
    ("word/footer", "page headers and footers"),
    ("word/footnotes", "footnotes"),
    ("word/endnotes", "endnotes"),
];

const BOXES: &str = "text boxes";

/// The characters of each kind of text beside the text, in order of kind; only those that there are.
///
/// `bytes` are those of a document that was read, so that its parts are known to be sound and not too large.
pub(super) fn aside(bytes: &[u8]) -> Vec<(&'static str, usize)> {
    let mut counts = [("footnotes", 0), ("endnotes", 0), ("page headers and footers", 0), (BOXES, 0)];
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).unwrap_or_default().to_owned();
        let kind = PARTS.iter().find(|(begin, _)| name.starts_with(begin)).map(|(_, kind)| *kind);
        let Some(kind) = kind.or_else(|| (name == "word/document.xml").then_some(BOXES)) else { continue };
        let mut xml = Vec::new();
        let read = archive.by_index(index).map(|part| part.take(SIZE).read_to_end(&mut xml));
        if !matches!(read, Ok(Ok(_))) {
            continue;
        }
        let is_boxes = kind == BOXES;
        if !is_boxes || memmem::find(&xml, b"txbxContent").is_some() {
            let characters = characters(&xml, is_boxes);
            counts.iter_mut().filter(|(known, _)| *known == kind).for_each(|(_, count)| *count += characters);
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// The characters of runs, all of them or those in text boxes.
fn characters(xml: &[u8], in_boxes: bool) -> usize {
    let mut reader = Reader::from_reader(xml);
    // A box stands there twice: as Word draws it, and as older versions do.
    let (mut run, mut boxes, mut older, mut count) = (false, 0_u32, 0_u32, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                b"t" => run = true,
                b"txbxContent" => boxes += 1,
                b"Fallback" => older += 1,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                b"t" => run = false,
                b"txbxContent" => boxes = boxes.saturating_sub(1),
                b"Fallback" => older = older.saturating_sub(1),
                _ => {}
            },
            Ok(Event::Text(text)) if run && older == 0 && (boxes > 0 || !in_boxes) => {
                count += String::from_utf8_lossy(&text).chars().count();
            }
            Ok(Event::GeneralRef(_)) if run && older == 0 && (boxes > 0 || !in_boxes) => count += 1,
            Ok(Event::Eof) | Err(_) => return count,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::aside;

    #[test]
    fn what_stands_beside_the_text_is_counted() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in [
            (
                "word/document.xml",
                "<w:d><w:t>Ja</w:t><mc:Choice><w:txbxContent><w:t>kader &amp; co</w:t></w:txbxContent></mc:Choice>\
                 <mc:Fallback><w:txbxContent><w:t>kader &amp; co</w:t></w:txbxContent></mc:Fallback></w:d>",
            ),
            ("word/header1.xml", "<w:hdr><w:t>Gesprek 3</w:t></w:hdr>"),
            ("word/footer2.xml", "<w:ftr><w:t>blz</w:t><w:instrText>PAGE</w:instrText></w:ftr>"),
            ("word/footnotes.xml", "<w:f><w:t xml:space=\"preserve\"> één noot</w:t></w:f>"),
            ("word/comments.xml", "<w:c><w:t>elders geteld</w:t></w:c>"),
        ] {
            writer.start_file(name, SimpleFileOptions::default()).expect("a part is begun");
            writer.write_all(xml.as_bytes()).expect("a part is written");
        }
        let bytes = writer.finish().expect("an archive is closed").into_inner();
        assert_eq!(aside(&bytes), [("footnotes", 9), ("page headers and footers", 12), ("text boxes", 10)]);
        assert!(aside(&bytes[..40]).is_empty());
    }
}
