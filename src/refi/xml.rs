//! XML as its elements, one after another, whoever wrote it; what the standard does not have is told once for each sort.

use std::sync::Arc;

use indexmap::IndexMap;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::text::Span;

use super::{DEEPEST, NAMESPACE};

/// A file on its way through.
pub(super) struct Xml<'s> {
    pub(super) source: &'s Arc<SourceText>,
    /// What the file should be, for messages: `codebook`, `project`.
    what: &'static str,
    reader: NsReader<&'s [u8]>,
    open: usize,
    /// Whether what cannot be kept is told: within the codebook or project.
    pub(super) is_inside: bool,
    /// What the structs cannot hold: where it stands first, and how often it does.
    strange: IndexMap<String, (Span, usize)>,
}

/// The start of an element. What is in it comes next, and has to be taken or skipped.
pub(super) struct Tag<'s> {
    /// Without the prefix of its namespace.
    pub(super) name: String,
    /// Whether it belongs to another standard.
    pub(super) is_foreign: bool,
    pub(super) at: Span,
    start: BytesStart<'s>,
}

/// What comes next.
pub(super) enum Token<'s> {
    Start(Tag<'s>),
    /// The innermost element ends here.
    End,
    Text(String, Span),
    /// The file ends, and nothing is open.
    Eof,
}

/// The attributes of an element that are known.
pub(super) struct Attributes(IndexMap<String, String>);

impl Attributes {
    /// The value of an attribute, which is then gone.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        self.0.swap_remove(name)
    }
}

impl<'s> Xml<'s> {
    pub(super) fn new(source: &'s Arc<SourceText>, what: &'static str) -> Self {
        let mut reader = NsReader::from_str(&source.text);
        reader.config_mut().expand_empty_elements = true;
        Self { source, what, reader, open: 0, is_inside: false, strange: IndexMap::new() }
    }

    /// What comes next, whatever it is.
    pub(super) fn token(&mut self) -> Result<Token<'s>, Diagnostic> {
        loop {
            let start = self.position(self.reader.buffer_position());
            let read = self.reader.read_resolved_event();
            let is_foreign = matches!(&read, Ok((ResolveResult::Bound(namespace), _))
                if !namespace.0.starts_with(NAMESPACE.as_bytes()));
            let event = match read {
                Ok((_, event)) => event,
                Err(error) => {
                    let at = self.position(self.reader.error_position());
                    return Err(self.ill_formed(&error, at));
                }
            };
            let at = Span::new(start, self.position(self.reader.buffer_position()).max(start));
            match event {
                Event::Start(tag) | Event::Empty(tag) => {
                    if self.open >= DEEPEST {
                        return Err(self.too_deep(at));
                    }
                    self.open += 1;
                    let name = String::from_utf8_lossy(tag.local_name().as_ref()).into_owned();
                    return Ok(Token::Start(Tag { name, is_foreign, at, start: tag }));
                }
                Event::End(_) => {
                    self.open = self.open.saturating_sub(1);
                    return Ok(Token::End);
                }
                Event::Text(text) => match text.xml10_content() {
                    Ok(text) => return Ok(Token::Text(text.into_owned(), at)),
                    Err(_) => return Err(self.damaged(at)),
                },
                Event::CData(text) => match text.xml10_content() {
                    Ok(text) => return Ok(Token::Text(text.into_owned(), at)),
                    Err(_) => return Err(self.damaged(at)),
                },
                Event::GeneralRef(reference) => return Ok(Token::Text(self.reference(&reference, at)?, at)),
                Event::DocType(_) => {
                    let message =
                        "this file defines abbreviations of its own (a DOCTYPE), which no coding program writes";
                    return Err(Diagnostic::error("doctype", message).help(self.again()).at(self.source, at));
                }
                Event::Comment(_) if self.is_inside => self.note("a comment", at),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.open > 0 && self.is_inside => return Err(self.cut_off(at.start as usize)),
                Event::Eof => return Ok(Token::Eof),
            }
        }
    }

    /// The next element in the innermost one; none when that ends. Elements of other standards are told and passed over.
    pub(super) fn child(&mut self) -> Result<Option<Tag<'s>>, Diagnostic> {
        loop {
            match self.token()? {
                Token::Start(tag) if tag.is_foreign => {
                    self.note(&format!("the element `{}` of another standard", tag.name), tag.at);
                    self.skip()?;
                }
                Token::Start(tag) => return Ok(Some(tag)),
                Token::End | Token::Eof => return Ok(None),
                Token::Text(text, at) => {
                    if !text.trim().is_empty() {
                        self.note("text between the elements", at);
                    }
                }
            }
        }
    }

    /// The text of the innermost element, to its end.
    pub(super) fn text(&mut self) -> Result<String, Diagnostic> {
        let mut all = String::new();
        loop {
            match self.token()? {
                Token::Start(tag) => self.strange(&tag)?,
                Token::End | Token::Eof => return Ok(all),
                Token::Text(text, _) => all.push_str(&text),
            }
        }
    }

    /// Passes over the rest of the innermost element.
    pub(super) fn skip(&mut self) -> Result<(), Diagnostic> {
        let mut open = 1_usize;
        while open > 0 {
            match self.token()? {
                Token::Start(_) => open += 1,
                Token::End => open -= 1,
                Token::Text(..) => {}
                Token::Eof => break,
            }
        }
        Ok(())
    }

    /// Tells that the standard does not know an element here, and passes over it.
    pub(super) fn strange(&mut self, tag: &Tag<'_>) -> Result<(), Diagnostic> {
        self.note(&format!("the element `{}`", tag.name), tag.at);
        self.skip()
    }

    /// The attributes of an element that are among `known`.
    pub(super) fn attributes(&mut self, tag: &Tag<'_>, known: &[&str]) -> Result<Attributes, Diagnostic> {
        let mut values = IndexMap::new();
        // The library would compare each with all before it; of those that count, one that stands twice is told here.
        for attribute in tag.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| self.damaged(tag.at))?;
            let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            if key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xsi:") || key.starts_with("xml:") {
                continue;
            }
            let value = match attribute.normalized_value(XmlVersion::Explicit1_0) {
                Ok(value) => value.into_owned(),
                Err(quick_xml::Error::Escape(_)) => return Err(self.unknown_reference(tag.at)),
                Err(_) => return Err(self.damaged(tag.at)),
            };
            if known.contains(&key.as_str()) {
                if values.insert(key, value).is_some() {
                    return Err(self.damaged(tag.at));
                }
            } else {
                self.note(&format!("the attribute `{key}` of `{}`", tag.name), tag.at);
            }
        }
        Ok(Attributes(values))
    }

    /// `&amp;` or `&#233;` in a text.
    fn reference(&self, reference: &BytesRef<'_>, at: Span) -> Result<String, Diagnostic> {
        let meant = match reference.resolve_char_ref() {
            Ok(Some(character)) => Some(character.to_string()),
            Ok(None) => reference
                .decode()
                .ok()
                .and_then(|name| quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned)),
            Err(_) => None,
        };
        meant.ok_or_else(|| self.unknown_reference(at))
    }

    /// A position that the library tells, on a character's boundary of the source.
    fn position(&self, byte: u64) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.source.text.len());
        self.source.text.floor_char_boundary(byte)
    }

    pub(super) fn note(&mut self, what: &str, at: Span) {
        self.strange.entry(what.to_owned()).or_insert((at, 0)).1 += 1;
    }

    /// The value that was read, with what of the file it does not hold.
    pub(super) fn done<T>(self, value: T) -> Reported<T> {
        let told = |(what, (at, times)): (String, (Span, usize))| {
            let often = if times > 1 { format!(" ({times} times)") } else { String::new() };
            let message = format!("{what} is not kept{often}: the standard does not have it here");
            Diagnostic::warning("not-carried", message).at(self.source, at)
        };
        Reported { value, diagnostics: self.strange.into_iter().map(told).collect() }
    }

    fn again(&self) -> String {
        format!("export the {} again from the coding program", self.what)
    }

    fn too_deep(&self, at: Span) -> Diagnostic {
        let message = format!("more than {DEEPEST} elements lie inside each other here");
        let help = format!("{}, or put its codes on fewer levels", self.again());
        Diagnostic::error("too-deep", message).help(help).at(self.source, at)
    }

    fn ill_formed(&self, error: &quick_xml::Error, at: usize) -> Diagnostic {
        if matches!(error, quick_xml::Error::Syntax(_)) {
            return self.cut_off(at);
        }
        self.damaged(Span::new(at, at))
    }

    pub(super) fn damaged(&self, at: Span) -> Diagnostic {
        let help = format!("{}; if it was edited by hand, mend it here", self.again());
        Diagnostic::error("damaged", "the file is damaged here: its XML cannot be read").help(help).at(self.source, at)
    }

    fn unknown_reference(&self, at: Span) -> Diagnostic {
        let message = "an abbreviation between & and ; stands here that XML does not know";
        Diagnostic::error("damaged", message).help("write &amp; for &, or the character itself").at(self.source, at)
    }

    fn cut_off(&self, at: usize) -> Diagnostic {
        let help = format!("copy the file anew, or export the {} again", self.what);
        let message = format!("the file ends in the middle of the {}", self.what);
        Diagnostic::error("cut-off", message).help(help).at(self.source, Span::new(at, at))
    }
}
