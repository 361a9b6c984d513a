//! Plain structs → XML that is valid against the standard's schema, byte for byte the same each time.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::ElementWriter;

use super::{Code, CodeBook, Set};

mod project;

pub(crate) use project::write_project;

/// The codebook as the bytes of a `.qdc` file.
///
/// The order of elements is the schema's; a list of nothing is left out, as the schema asks. Characters that XML cannot
/// hold become U+FFFD ([`told`]).
pub(crate) fn write_codebook(book: &CodeBook) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = whole(&mut writer, book);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

type Xml = Writer<Vec<u8>>;

fn whole(writer: &mut Xml, book: &CodeBook) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let origin = attribute(&book.origin);
    let element = writer.create_element("CodeBook").with_attribute(("xmlns", "urn:QDA-XML:codebook:1.0"));
    let element = element.with_attribute((&b"origin"[..], origin.as_bytes()));
    element.write_inner_content(|writer| {
        writer
            .create_element("Codes")
            .write_inner_content(|writer| book.codes.iter().try_for_each(|one| code(writer, one)))?;
        if !book.sets.is_empty() {
            writer
                .create_element("Sets")
                .write_inner_content(|writer| book.sets.iter().try_for_each(|one| set(writer, one)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The element of a code with its attributes.
fn head_of_code<'w>(writer: &'w mut Xml, code: &Code) -> ElementWriter<'w, Vec<u8>> {
    let name = attribute(&code.name);
    let element = writer
        .create_element("Code")
        .with_attribute(("guid", code.guid.as_str()))
        .with_attribute((&b"name"[..], name.as_bytes()))
        .with_attribute(("isCodable", if code.is_codable { "true" } else { "false" }));
    match &code.color {
        Some(color) => element.with_attribute(("color", color.as_str())),
        None => element,
    }
}

fn code(writer: &mut Xml, code: &Code) -> io::Result<()> {
    let element = head_of_code(writer, code);
    if code.description.is_empty() && code.codes.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        description(writer, &code.description)?;
        code.codes.iter().try_for_each(|below| self::code(writer, below))
    })?;
    Ok(())
}

fn set(writer: &mut Xml, set: &Set) -> io::Result<()> {
    let name = attribute(&set.name);
    let element = writer.create_element("Set").with_attribute(("guid", set.guid.as_str()));
    element.with_attribute((&b"name"[..], name.as_bytes())).write_inner_content(|writer| {
        description(writer, &set.description)?;
        for member in &set.members {
            writer.create_element("MemberCode").with_attribute(("guid", member.as_str())).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn description(writer: &mut Xml, text: &str) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { content(writer, "Description", text) }
}

/// An element that holds a text; a carriage return escaped, which would come back as a line feed.
fn content(writer: &mut Xml, element: &str, text: &str) -> io::Result<()> {
    let text = told(text);
    let escaped = quick_xml::escape::partial_escape(text.as_ref()).replace('\r', "&#13;");
    writer.create_element(element).write_text_content(BytesText::from_escaped(escaped))?;
    Ok(())
}

/// The value of an attribute, escaped; line breaks and tabs too, which would come back as spaces.
fn attribute(value: &str) -> String {
    let escaped = quick_xml::escape::escape(told(value)).into_owned();
    escaped.replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

/// Whether XML can hold a character at all.
pub(crate) fn is_told(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

/// The text with U+FFFD for each character that XML cannot hold.
pub(crate) fn told(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_told) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_told(c) { c } else { char::REPLACEMENT_CHARACTER }).collect())
}
