//! JSON as programs and services that recognise speech write it, known by its structure and not by its name.
//!
//! To add a service: a `const` [`Family`] in `services.rs` or `segments.rs`, and its line in [`FAMILIES`].

use crate::corpus::{JsonShape, ReadOptions, ReadReport, Why};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::decode;

use super::prose::undecoded;
use super::{Draft, Format, Source};

mod hearing;
mod moment;
mod segments;
mod services;
mod tree;

use hearing::Hearing;
use tree::Node;

pub(in crate::corpus) use tree::{in_words as json_in_words, without_python};

/// Segments, words and speakers of recognised speech.
pub const FORMAT: Format = Format { name: "json", extensions: &["json"], read, stretches: None };

/// A shape that JSON of recognised speech may have.
struct Family {
    /// What the report calls it.
    name: &'static str,
    /// Whether a value, or the beginnings of its lists, has this shape.
    fits: fn(&Node<'_>) -> bool,
    /// Reads a value that has this shape.
    read: fn(&Node<'_>, &mut Hearing),
    /// Fields at the top that it reads, that say the same again, or that tell of the recording; the others are named in a note.
    fields: &'static [&'static str],
}

/// Every shape, the one with the most of its own first.
const FAMILIES: &[Family] = &[
    services::AWS,
    services::SPEECHMATICS,
    services::GOOGLE,
    services::AZURE,
    services::DEEPGRAM,
    services::REV,
    segments::WHISPER_CPP,
    segments::AMBERSCRIPT,
    segments::WHISPERX,
    segments::ELEVENLABS,
    services::ASSEMBLYAI,
    segments::WHISPER,
];

/// Fields that any family may have at the top.
const COMMON: &[&str] = &["language", "language_code", "languageCode", "locale", "lang", "speakers", "version"];

/// So many elements of every list show whether a file holds a transcript.
const BEGINNING: usize = 100;

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let mended;
    let root = match Node::read(&decoded.text, usize::MAX) {
        Err(wrong) => match without_python(&decoded.text) {
            Some(text) => {
                mended = text;
                Node::read(&mended, usize::MAX)
            }
            None => Err(wrong),
        },
        read => read,
    };
    let root = root.map_err(|(message, help)| Error::unreadable(source.path, message, help))?;
    let Some((family, top)) = family_of(&root) else {
        return Err(Error::unreadable(
            source.path,
            format!("holds no transcript that is known here: it is {}", shape(&root)),
            "looked for a list of segments with `text`, and perhaps `speaker`, `start` and `end`, as Whisper writes it, and \
             for what Amberscript, AWS, Azure, Google, Deepgram, AssemblyAI, Rev, Speechmatics and ElevenLabs write; export the \
             transcript again with its words in it, or as .vtt or .docx",
        ));
    };
    if family.name == segments::ANY.name
        && let Some((field, count)) = segments::several(top)
    {
        return Err(Error::unreadable(
            source.path,
            format!("holds {count} transcripts, by its field `{field}`, where a JSON file holds one"),
            "save it as .jsonl, one object a line, or as .csv",
        ));
    }
    let mut report = ReadReport { format: family.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    let mut hearing = Hearing::default();
    hearing.read_names(top.list("speakers"));
    (family.read)(top, &mut hearing);
    if hearing.language.is_none() {
        let languages = [top, &root].into_iter().filter_map(|node| node.first(&COMMON[..5]));
        hearing.language = languages.filter_map(|(_, language)| language.text()).next().map(str::to_owned);
    }
    report.diagnostics.extend(fields_left(family, top));
    Ok(vec![hearing.into_draft(report, options)])
}

/// The shape of a file, and the value in it that has this shape: the whole, or one just below, as in `{"output": {…}}`.
fn family_of<'n, 'a>(root: &'n Node<'a>) -> Option<(&'static Family, &'n Node<'a>)> {
    let below = root.fields().iter().map(|(_, value)| value);
    let only = root.elements().first().filter(|_| root.elements().len() == 1);
    let known = std::iter::once(root).chain(below).chain(only).filter(|node| node.is_object()).find_map(|node| {
        let family = FAMILIES.iter().find(|family| (family.fits)(node))?;
        Some((family, node))
    });
    known.or_else(|| (segments::ANY.fits)(root).then_some((&segments::ANY, root)))
}

/// Why a JSON file in a folder is no transcript; nothing where it is one, or cannot be read, which its reader tells.
pub(in crate::corpus) fn why_other(bytes: &[u8], options: &ReadOptions) -> Option<Why> {
    let decoded = decode(bytes, options.encoding.as_deref());
    let mended = without_python(&decoded.text);
    let text = mended.as_deref().unwrap_or(&decoded.text);
    for most in [BEGINNING, usize::MAX] {
        let root = Node::read(text, most).ok()?;
        if family_of(&root).is_some() {
            return None;
        }
        if most == usize::MAX {
            return Some(Why::Json(shape(&root)));
        }
    }
    None
}

/// What a value is, for somebody who wonders which file this is.
fn shape(root: &Node<'_>) -> JsonShape {
    const SHOWN: usize = 6;
    match root {
        Node::Object(fields) => {
            let names: Vec<String> = fields.iter().take(SHOWN).map(|(name, _)| format!("`{name}`")).collect();
            let more = if fields.len() > SHOWN { ", …" } else { "" };
            JsonShape::Object(format!("{}{more}", names.join(", ")))
        }
        Node::List(elements) => match elements.iter().find(|element| element.is_object()).map(shape) {
            Some(JsonShape::Object(fields)) => JsonShape::ListOf(elements.len() as u64, fields),
            _ => JsonShape::List(elements.len() as u64),
        },
        _ => JsonShape::Value,
    }
}

/// Fields at the top of a known shape of which nothing was read.
fn fields_left(family: &Family, top: &Node<'_>) -> Option<Diagnostic> {
    if family.fields.is_empty() {
        return None;
    }
    let is_left = |name: &str| !family.fields.contains(&name) && !COMMON.contains(&name);
    let names = top.fields().iter().filter(|(name, _)| is_left(name)).map(|(name, _)| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    let message = format!("fields of the file that are not read: {}", names.join(", "));
    (!names.is_empty()).then(|| Diagnostic::note("fields-ignored", message))
}

#[cfg(test)]
mod tests;
