//! XML of any program → the codebook in it; what has no place in the structs is told.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::text::Span;

use super::xml::{Tag, Token, Xml};
use super::{Code, CodeBook, Guid, Set};

/// Reads the first `CodeBook` of a file, of any version of the standard.
///
/// What the structs cannot hold is a warning of the kind `not-carried`, one for each sort of thing.
///
/// # Errors
/// When the file is no XML, is cut off, or has no codebook in it.
pub(crate) fn read_codebook(source: &Arc<SourceText>) -> Result<Reported<CodeBook>, Diagnostic> {
    let mut xml = Xml::new(source, "codebook");
    let mut in_project = false;
    loop {
        match xml.token()? {
            Token::Start(tag) if tag.name == "CodeBook" && tag.is_foreign => {
                let message = "this is a codebook of some other kind than REFI-QDA";
                let help = "export it from the coding program as a REFI-QDA codebook (.qdc)";
                return Err(Diagnostic::error("not-refi", message).help(help).at(source, tag.at));
            }
            Token::Start(tag) if tag.name == "CodeBook" => {
                xml.is_inside = true;
                let book = codebook(&mut xml, &tag, in_project)?;
                return Ok(xml.done(book));
            }
            Token::Start(tag) => in_project |= tag.name == "Project",
            Token::Eof => {
                let help = "export it from the coding program as a REFI-QDA codebook (.qdc)";
                let error = Diagnostic::error("no-codebook", "there is no codebook in this file");
                return Err(error.help(help).at(source, Span::new(0, 0)));
            }
            Token::End | Token::Text(..) => {}
        }
    }
}

/// What is in a `CodeBook`; in a project its codes have notes.
pub(super) fn codebook(xml: &mut Xml<'_>, tag: &Tag<'_>, in_project: bool) -> Result<CodeBook, Diagnostic> {
    let mut of = xml.attributes(tag, &["origin"])?;
    let mut book = CodeBook { origin: of.take("origin").unwrap_or_default(), ..CodeBook::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Codes" => {
                xml.attributes(&child, &[])?;
                while let Some(below) = xml.child()? {
                    match below.name.as_str() {
                        "Code" => book.codes.push(code(xml, &below, in_project)?),
                        _ => xml.strange(&below)?,
                    }
                }
            }
            "Sets" => {
                xml.attributes(&child, &[])?;
                while let Some(below) = xml.child()? {
                    match below.name.as_str() {
                        "Set" => book.sets.push(set(xml, &below)?),
                        _ => xml.strange(&below)?,
                    }
                }
            }
            _ => xml.strange(&child)?,
        }
    }
    Ok(book)
}

fn code(xml: &mut Xml<'_>, tag: &Tag<'_>, in_project: bool) -> Result<Code, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name", "isCodable", "color"])?;
    let codable = of.take("isCodable").unwrap_or_default();
    let mut code = Code {
        guid: guid(of.take("guid")),
        name: of.take("name").unwrap_or_default(),
        is_codable: !matches!(codable.trim().to_ascii_lowercase().as_str(), "false" | "0"),
        color: of.take("color").filter(|color| !color.trim().is_empty()),
        at: tag.at,
        ..Code::default()
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut code.description)?,
            "Code" => code.codes.push(self::code(xml, &child, in_project)?),
            "NoteRef" if in_project => code.note_refs.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(code)
}

fn set(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Set, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "name"])?;
    let mut set =
        Set { guid: guid(of.take("guid")), name: of.take("name").unwrap_or_default(), at: tag.at, ..Set::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut set.description)?,
            "MemberCode" => set.members.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(set)
}

/// What is said of an element, which is said once.
pub(super) fn description(xml: &mut Xml<'_>, tag: &Tag<'_>, into: &mut String) -> Result<(), Diagnostic> {
    xml.attributes(tag, &[])?;
    let text = xml.text()?;
    if into.is_empty() {
        *into = text;
    } else {
        xml.note("a second `Description`", tag.at);
    }
    Ok(())
}

/// What a reference leads to: codebooks have `guid` for it, projects `targetGUID`; programs mix them up.
pub(super) fn target(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Guid, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "targetGUID"])?;
    let (here, there) = (of.take("guid"), of.take("targetGUID"));
    while let Some(child) = xml.child()? {
        xml.strange(&child)?;
    }
    Ok(guid(there.or(here)))
}

/// An identity as an attribute has it.
pub(super) fn guid(written: Option<String>) -> Guid {
    Guid::written(&written.unwrap_or_default())
}
