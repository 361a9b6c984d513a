//! XML of any program → plain structs; what has no place in them is told.

use std::sync::Arc;

use indexmap::IndexMap;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::text::Span;

use super::{Code, CodeBook, DEEPEST, Guid, NAMESPACE, Set};

/// Reads the first `CodeBook` of a file, of any version of the standard.
///
/// What the structs cannot hold is a warning of the kind `not-carried`, one for each sort of thing.
///
/// # Errors
/// When the file is no XML, is cut off, or has no codebook in it.
pub(crate) fn read_codebook(source: &Arc<SourceText>) -> Result<Reported<CodeBook>, Diagnostic> {
    let mut reader = NsReader::from_str(&source.text);
    let mut walk = Walk { source, open: Vec::new(), strange: IndexMap::new(), found: Vec::new() };
    loop {
        let start = position(reader.buffer_position(), source);
        let read = reader.read_resolved_event();
        let is_foreign = matches!(&read, Ok((ResolveResult::Bound(namespace), _))
            if !namespace.0.starts_with(NAMESPACE.as_bytes()));
        let event = match read {
            Ok((_, event)) => event,
            Err(error) => return Err(walk.ill_formed(&error, position(reader.error_position(), source))),
        };
        let at = Span::new(start, position(reader.buffer_position(), source).max(start));
        match event {
            Event::Start(tag) => walk.start(&tag, at, is_foreign)?,
            Event::Empty(tag) => {
                walk.start(&tag, at, is_foreign)?;
                if let Some(book) = walk.end(at) {
                    return Ok(walk.done(book));
                }
            }
            Event::End(_) => {
                if let Some(book) = walk.end(at) {
                    return Ok(walk.done(book));
                }
            }
            Event::Text(text) => match text.xml10_content() {
                Ok(text) => walk.text(&text, at),
                Err(_) => return Err(walk.damaged(at)),
            },
            Event::CData(text) => match text.xml10_content() {
                Ok(text) => walk.text(&text, at),
                Err(_) => return Err(walk.damaged(at)),
            },
            Event::GeneralRef(reference) => walk.reference(&reference, at)?,
            Event::DocType(_) => {
                let message = "this file defines abbreviations of its own (a DOCTYPE), which no coding program writes";
                let help = "export the codebook again from the coding program";
                return Err(Diagnostic::error("doctype", message).help(help).at(source, at));
            }
            Event::Comment(_) if walk.is_inside() => walk.note("a comment", at),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return Err(walk.ended(at)),
        }
    }
}

/// A position that the library tells, on a character's boundary of the source.
fn position(byte: u64, source: &SourceText) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(source.text.len());
    source.text.floor_char_boundary(byte)
}

/// An element that is not closed yet.
enum Open {
    /// Around the codebook, as in a project.
    Outside,
    CodeBook(CodeBook),
    Codes,
    Sets,
    Code(Code),
    Set(Set),
    Description(String),
    MemberCode,
    /// One that the standard does not know here, and all that is in it.
    Strange,
}

struct Walk<'s> {
    source: &'s Arc<SourceText>,
    open: Vec<Open>,
    /// What the structs cannot hold: where it stands first, and how often it does.
    strange: IndexMap<String, (Span, usize)>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, at: Span, is_foreign: bool) -> Result<(), Diagnostic> {
        if self.open.len() >= DEEPEST {
            let message = format!("more than {DEEPEST} elements lie inside each other here");
            let help = "export the codebook again from the coding program, or put its codes on fewer levels";
            return Err(Diagnostic::error("too-deep", message).help(help).at(self.source, at));
        }
        let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
        let known: &[&str] = match (self.open.last(), name.as_str()) {
            (None | Some(Open::Outside), "CodeBook") => &["origin"],
            (None | Some(Open::Outside), _) => {
                self.open.push(Open::Outside);
                return Ok(());
            }
            (Some(Open::Codes | Open::Code(_)), "Code") => &["guid", "name", "isCodable", "color"],
            (Some(Open::Sets), "Set") => &["guid", "name"],
            (Some(Open::Set(_)), "MemberCode") => &["guid", "targetGUID"],
            (Some(Open::CodeBook(_)), "Codes" | "Sets") | (Some(Open::Code(_) | Open::Set(_)), "Description") => &[],
            _ => {
                if !matches!(self.open.last(), Some(Open::Strange)) {
                    self.note(&format!("the element `{name}`"), at);
                }
                self.open.push(Open::Strange);
                return Ok(());
            }
        };
        if is_foreign {
            if name == "CodeBook" {
                let message = "this is a codebook of some other kind than REFI-QDA";
                let help = "export it from the coding program as a REFI-QDA codebook (.qdc)";
                return Err(Diagnostic::error("not-refi", message).help(help).at(self.source, at));
            }
            self.note(&format!("the element `{name}` of another standard"), at);
            self.open.push(Open::Strange);
            return Ok(());
        }
        let mut of = self.attributes(tag, &name, known, at)?;
        let mut take = |key: &str| of.swap_remove(key);
        let element = match name.as_str() {
            "CodeBook" => {
                Open::CodeBook(CodeBook { origin: take("origin").unwrap_or_default(), ..CodeBook::default() })
            }
            "Codes" => Open::Codes,
            "Sets" => Open::Sets,
            "Code" => {
                let codable = take("isCodable").unwrap_or_default();
                Open::Code(Code {
                    guid: Guid::written(&take("guid").unwrap_or_default()),
                    name: take("name").unwrap_or_default(),
                    is_codable: !matches!(codable.trim().to_ascii_lowercase().as_str(), "false" | "0"),
                    color: take("color").filter(|color| !color.trim().is_empty()),
                    at,
                    ..Code::default()
                })
            }
            "Set" => Open::Set(Set {
                guid: Guid::written(&take("guid").unwrap_or_default()),
                name: take("name").unwrap_or_default(),
                at,
                ..Set::default()
            }),
            "Description" => Open::Description(String::new()),
            _ => {
                // Codebooks have `guid` here, projects `targetGUID`; programs mix them up.
                let member = take("guid").or_else(|| take("targetGUID")).unwrap_or_default();
                if let Some(Open::Set(set)) = self.open.last_mut() {
                    set.members.push(Guid::written(&member));
                }
                Open::MemberCode
            }
        };
        self.open.push(element);
        Ok(())
    }

    /// The attributes of an element that are among `known`.
    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        element: &str,
        known: &[&str],
        at: Span,
    ) -> Result<IndexMap<String, String>, Diagnostic> {
        let mut values = IndexMap::new();
        // The library would compare each with all before it; of those that count, one that stands twice is told here.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.damaged(at))?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            if key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xsi:") || key.starts_with("xml:") {
                continue;
            }
            let value = match attribute.normalized_value(XmlVersion::Explicit1_0) {
                Ok(value) => value.into_owned(),
                Err(quick_xml::Error::Escape(_)) => return Err(self.unknown_reference(at)),
                Err(_) => return Err(self.damaged(at)),
            };
            if known.contains(&key.as_str()) {
                if values.insert(key, value).is_some() {
                    return Err(self.damaged(at));
                }
            } else {
                self.note(&format!("the attribute `{key}` of `{element}`"), at);
            }
        }
        Ok(values)
    }

    /// Closes the innermost element; answers with the codebook when it was that.
    fn end(&mut self, at: Span) -> Option<CodeBook> {
        match (self.open.pop()?, self.open.last_mut()) {
            (Open::CodeBook(book), _) => return Some(book),
            (
                Open::Description(text),
                Some(Open::Code(Code { description, .. }) | Open::Set(Set { description, .. })),
            ) => {
                if description.is_empty() {
                    *description = text;
                } else {
                    self.note("a second `Description`", at);
                }
            }
            (Open::Code(code), Some(Open::Code(above))) => above.codes.push(code),
            (Open::Code(code), Some(Open::Codes)) => {
                if let Some(book) = self.book() {
                    book.codes.push(code);
                }
            }
            (Open::Set(set), _) => {
                if let Some(book) = self.book() {
                    book.sets.push(set);
                }
            }
            _ => {}
        }
        None
    }

    fn book(&mut self) -> Option<&mut CodeBook> {
        self.open.iter_mut().rev().find_map(|open| match open {
            Open::CodeBook(book) => Some(book),
            _ => None,
        })
    }

    fn is_inside(&self) -> bool {
        !matches!(self.open.last(), None | Some(Open::Outside))
    }

    fn text(&mut self, text: &str, at: Span) {
        match self.open.last_mut() {
            Some(Open::Description(so_far)) => so_far.push_str(text),
            None | Some(Open::Outside | Open::Strange) => {}
            Some(_) if text.trim().is_empty() => {}
            Some(_) => self.note("text between the elements", at),
        }
    }

    /// `&amp;` or `&#233;` in a text.
    fn reference(&mut self, reference: &BytesRef<'_>, at: Span) -> Result<(), Diagnostic> {
        let meant = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character.to_string()),
            Ok(None) => reference
                .decode()
                .ok()
                .and_then(|name| quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)),
            Err(_) => None,
        };
        let Some(meant) = meant else { return Err(self.unknown_reference(at)) };
        self.text(&meant, at);
        Ok(())
    }

    fn note(&mut self, what: &str, at: Span) {
        self.strange.entry(what.to_owned()).or_insert((at, 0)).1 += 1;
    }

    fn done(mut self, book: CodeBook) -> Reported<CodeBook> {
        let strange = std::mem::take(&mut self.strange);
        for (what, (at, times)) in strange {
            let often = if times > 1 { format!(" ({times} times)") } else { String::new() };
            let message = format!("{what} is not kept{often}: the standard does not have it here");
            self.found.push(Diagnostic::warning("not-carried", message).at(self.source, at));
        }
        Reported { value: book, diagnostics: self.found }
    }

    fn ill_formed(&self, error: &quick_xml::Error, at: usize) -> Diagnostic {
        if matches!(error, quick_xml::Error::Syntax(_)) {
            return self.cut_off(at);
        }
        self.damaged(Span::new(at, at))
    }

    fn damaged(&self, at: Span) -> Diagnostic {
        let help = "export the codebook again from the coding program; if it was edited by hand, mend it here";
        Diagnostic::error("damaged", "the file is damaged here: its XML cannot be read").help(help).at(self.source, at)
    }

    fn unknown_reference(&self, at: Span) -> Diagnostic {
        let message = "an abbreviation between & and ; stands here that XML does not know";
        Diagnostic::error("damaged", message).help("write &amp; for &, or the character itself").at(self.source, at)
    }

    fn cut_off(&self, at: usize) -> Diagnostic {
        let help = "copy the file anew, or export the codebook again";
        let at = Span::new(at, at);
        Diagnostic::error("cut-off", "the file ends in the middle of the codebook").help(help).at(self.source, at)
    }

    /// The file ended before a codebook did.
    fn ended(&self, at: Span) -> Diagnostic {
        if self.is_inside() {
            return self.cut_off(at.start as usize);
        }
        let help = "export it from the coding program as a REFI-QDA codebook (.qdc)";
        Diagnostic::error("no-codebook", "there is no codebook in this file")
            .help(help)
            .at(self.source, Span::new(0, 0))
    }
}
