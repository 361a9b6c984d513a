//! Projects for tests, written as programs write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A `.qdpx` of these members.
pub(crate) fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member is begun");
        writer.write_all(bytes).expect("a member is written");
    }
    writer.finish().expect("an archive is closed").into_inner()
}

/// A project's XML with these elements in it.
pub(crate) fn project(origin: &str, inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Proef" origin="{origin}">{inside}</Project>"#
    )
}

/// A text source that lies in the package as `GUID.txt`, with these elements in it.
pub(crate) fn source(guid: &str, name: &str, inside: &str) -> String {
    format!(r#"<TextSource guid="{guid}" name="{name}" plainTextPath="internal://{guid}.txt">{inside}</TextSource>"#)
}

/// A selection of `quote` in a text, in code points, named by it, with these elements in it.
pub(crate) fn selection(guid: &str, text: &str, quote: &str, inside: &str) -> String {
    let at = text.find(quote).expect("the quote stands there");
    let start = text[..at].chars().count();
    let end = start + quote.chars().count();
    format!(
        r#"<PlainTextSelection guid="{guid}" name="{quote}" startPosition="{start}" endPosition="{end}">{inside}</PlainTextSelection>"#
    )
}

/// A coding with this code.
pub(crate) fn coded(guid: &str, code: &str) -> String {
    format!(r#"<Coding guid="{guid}"><CodeRef targetGUID="{code}"/></Coding>"#)
}

/// A list of values: of each variable a text.
pub(crate) fn values(all: &[(&str, &str)]) -> String {
    let one = |(variable, value): &(&str, &str)| {
        format!(
            r#"<VariableValue><VariableRef targetGUID="{variable}"/><TextValue>{value}</TextValue></VariableValue>"#
        )
    };
    all.iter().map(one).collect()
}

/// Two interviews and a focus group; all of it invented.
pub(crate) const TALK: &str =
    "I: Hoe begon het?\nR: Ik zweeg lang. Dat hielp niets.\nI: En nu?\nR: Nu vertel ik het.\n";
