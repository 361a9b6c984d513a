//! XML of any program → the sources of a project, with their selections and codings.

use crate::diagnostic::Diagnostic;

use super::project::{Coding, OtherSource, Placeless, Selection, Source, SyncPoint, Text};
use super::read::{description, guid, target};
use super::read_project::{MADE, made, nothing_in, value};
use super::xml::{Tag, Xml};

/// A source; none where the standard knows no source of this name.
pub(super) fn source(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<Source>, Diagnostic> {
    Ok(Some(match tag.name.as_str() {
        "TextSource" => Source::Text(text(xml, tag)?),
        "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => Source::Other(other(xml, tag)?),
        _ => return Ok(None),
    }))
}

/// A memo, which is a text like any other.
pub(super) fn note(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Text, Diagnostic> {
    text(xml, tag)
}

/// `TextSource`, `Note`, `Representation`, `TextDescription` or `Transcript`.
fn text(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Text, Diagnostic> {
    let known = [&["guid", "name", "richTextPath", "plainTextPath", "currentPath"][..], &MADE].concat();
    let mut of = xml.attributes(tag, &known)?;
    let mut text = Text {
        guid: guid(of.take("guid")),
        name: of.take("name").unwrap_or_default(),
        made: made(&mut of),
        rich_path: of.take("richTextPath"),
        plain_path: of.take("plainTextPath"),
        at: tag.at,
        ..Text::default()
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut text.description)?,
            "PlainTextContent" => {
                xml.attributes(&child, &[])?;
                let content = xml.text()?;
                if text.content.is_none() {
                    text.content = Some(content);
                } else {
                    xml.note("a second `PlainTextContent`", child.at);
                }
            }
            "PlainTextSelection" | "TranscriptSelection" => text.selections.push(selection(xml, &child)?),
            "SyncPoint" => text.sync_points.push(sync_point(xml, &child)?),
            "Coding" => text.codings.push(coding(xml, &child)?),
            "NoteRef" => text.note_refs.push(target(xml, &child)?),
            "VariableValue" => text.values.push(value(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(text)
}

fn sync_point(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<SyncPoint, Diagnostic> {
    let mut of = xml.attributes(tag, &["guid", "timeStamp", "position"])?;
    let number = |written: Option<String>| written.and_then(|written| written.trim().parse().ok());
    let guid = guid(of.take("guid"));
    let point = SyncPoint { guid, milliseconds: number(of.take("timeStamp")), position: number(of.take("position")) };
    nothing_in(xml)?;
    Ok(point)
}

fn selection(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Selection, Diagnostic> {
    let known = [&["guid", "name", "startPosition", "endPosition", "fromSyncPoint", "toSyncPoint"][..], &MADE].concat();
    let mut of = xml.attributes(tag, &known)?;
    let number = |written: Option<String>| written.and_then(|written| written.trim().parse().ok());
    let between = of.take("fromSyncPoint").zip(of.take("toSyncPoint"));
    let mut selection = Selection {
        guid: guid(of.take("guid")),
        name: of.take("name").unwrap_or_default(),
        made: made(&mut of),
        start: number(of.take("startPosition")),
        end: number(of.take("endPosition")),
        between: between.map(|(from, to)| (guid(Some(from)), guid(Some(to)))),
        at: tag.at,
        ..Selection::default()
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut selection.description)?,
            "Coding" => selection.codings.push(coding(xml, &child)?),
            "NoteRef" => selection.note_refs.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(selection)
}

fn coding(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Coding, Diagnostic> {
    let mut of = xml.attributes(tag, &[&["guid"][..], &MADE].concat())?;
    let mut coding = Coding { guid: guid(of.take("guid")), made: made(&mut of), ..Coding::default() };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "CodeRef" => coding.code = target(xml, &child)?,
            "NoteRef" => coding.note_refs.push(target(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(coding)
}

/// A PDF, a picture or a recording.
fn other(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<OtherSource, Diagnostic> {
    let mut of = xml.attributes(tag, &[&["guid", "name", "path", "currentPath"][..], &MADE].concat())?;
    let mut other = OtherSource {
        element: tag.name.clone(),
        guid: guid(of.take("guid")),
        name: of.take("name").unwrap_or_default(),
        made: made(&mut of),
        path: of.take("path"),
        at: tag.at,
        ..OtherSource::default()
    };
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut other.description)?,
            "Representation" | "TextDescription" | "Transcript" => other.texts.push(text(xml, &child)?),
            "PDFSelection" | "PictureSelection" | "AudioSelection" | "VideoSelection" => {
                other.placeless.push(placeless(xml, &child)?);
            }
            "Coding" => other.codings.push(coding(xml, &child)?),
            "NoteRef" => other.note_refs.push(target(xml, &child)?),
            "VariableValue" => other.values.push(value(xml, &child)?),
            _ => xml.strange(&child)?,
        }
    }
    Ok(other)
}

/// A selection on a page, in a picture or in time.
fn placeless(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Placeless, Diagnostic> {
    let places = ["page", "firstX", "firstY", "secondX", "secondY", "begin", "end"];
    let mut of = xml.attributes(tag, &[&["guid", "name"][..], &places, &MADE].concat())?;
    let (guid, name) = (guid(of.take("guid")), of.take("name").unwrap_or_default());
    let mut selection = Placeless { guid, name, at: tag.at, ..Placeless::default() };
    let mut said = String::new();
    while let Some(child) = xml.child()? {
        match child.name.as_str() {
            "Description" => description(xml, &child, &mut said)?,
            "Representation" => {
                let words = text(xml, &child)?;
                selection.codings.extend(words.selections.into_iter().flat_map(|selection| selection.codings));
                selection.codings.extend(words.codings);
            }
            "Coding" => selection.codings.push(coding(xml, &child)?),
            "NoteRef" => {
                target(xml, &child)?;
                xml.note("a note on a selection without a place in a text", child.at);
            }
            _ => xml.strange(&child)?,
        }
    }
    if !said.trim().is_empty() {
        xml.note("what is said of a selection without a place in a text", tag.at);
    }
    Ok(selection)
}
