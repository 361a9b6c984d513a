//! Styles: what makes words bold or hidden and paragraphs headings, by name and inherited.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::read::package::{DEPTH, What};
use crate::corpus::read::paragraphs::names_a_heading;

/// How words are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub bold: bool,
    pub italic: bool,
    pub hidden: bool,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    hidden: Option<bool>,
    heading: bool,
}

/// A family of styles, and a name in it: paragraphs and words may have styles of one name.
type Key = (String, String);

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<Key, Style>);

/// A chain of styles longer than this is a ring.
const CHAIN: usize = 12;

impl Styles {
    /// Adds the styles that have names. Yields how many characters page headers and footers have, which stand beside them.
    pub fn add_named(&mut self, xml: &[u8]) -> Result<usize, What> {
        self.add(xml, b"office:styles")
    }

    /// Adds the styles that LibreOffice made for what is set by hand.
    pub fn add_automatic(&mut self, xml: &[u8]) -> Result<(), What> {
        self.add(xml, b"office:automatic-styles").map(|_| ())
    }

    fn add(&mut self, xml: &[u8], section: &[u8]) -> Result<usize, What> {
        let mut events = Events::new(xml);
        let (mut within, mut page, mut paragraph, mut furniture) = (false, 0usize, 0usize, 0);
        let mut open: Option<(Key, Style)> = None;
        while let Some(event) = events.next()? {
            match event {
                Event::Start(tag) => match tag.name().as_ref() {
                    b"office:body" => break,
                    name if name == section => within = true,
                    b"style:style" | b"style:default-style" if within => {
                        open = family(&tag).map(|family| {
                            let name = attribute(&tag, "style:name").unwrap_or_default();
                            let shown = attribute(&tag, "style:display-name").unwrap_or_else(|| plain(&name));
                            let level = attribute(&tag, "style:default-outline-level");
                            let heading = names_a_heading(&shown)
                                || names_a_heading(&plain(&name))
                                || level.is_some_and(|level| !level.is_empty());
                            let parent = attribute(&tag, "style:parent-style-name");
                            ((family, name), Style { parent, heading, ..Style::default() })
                        });
                    }
                    b"style:text-properties" => {
                        if let Some((_, style)) = &mut open {
                            style.bold = attribute(&tag, "fo:font-weight").map(|weight| is_bold(&weight));
                            style.italic = attribute(&tag, "fo:font-style").map(|slant| slant != "normal");
                            style.hidden = attribute(&tag, "text:display").map(|display| display == "none");
                        }
                    }
                    name if is_furniture(name) => page += 1,
                    b"text:p" if page > 0 => paragraph += 1,
                    _ => {}
                },
                Event::End(tag) => match tag.name().as_ref() {
                    name if name == section => within = false,
                    b"style:style" | b"style:default-style" => {
                        self.0.extend(open.take());
                    }
                    name if is_furniture(name) => page = page.saturating_sub(1),
                    b"text:p" => paragraph = paragraph.saturating_sub(1),
                    _ => {}
                },
                event if paragraph > 0 => furniture += text(&event).chars().count(),
                _ => {}
            }
        }
        Ok(furniture)
    }

    /// How a style sets words, beside what stands around them.
    pub fn setting(&self, family: &str, name: Option<&str>, around: Setting) -> Setting {
        let of =
            |what: fn(&Style) -> Option<bool>, around: bool| self.chain(family, name).find_map(what).unwrap_or(around);
        Setting {
            bold: of(|style| style.bold, around.bold),
            italic: of(|style| style.italic, around.italic),
            hidden: around.hidden || of(|style| style.hidden, false),
        }
    }

    /// Whether paragraphs of a style are headings.
    pub fn is_heading(&self, name: Option<&str>) -> bool {
        self.chain("paragraph", name).any(|style| style.heading)
    }

    /// A style, and what it inherits from, the nearest first.
    fn chain<'a>(&'a self, family: &'a str, name: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let get = |name: &str| self.0.get(&(family.to_owned(), name.to_owned()));
        let first = name.and_then(get);
        // What has no name is what all styles of a family begin with.
        let default = get("");
        std::iter::successors(first, move |style| style.parent.as_deref().and_then(get)).take(CHAIN).chain(default)
    }
}

fn family(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "style:family").filter(|family| matches!(family.as_str(), "paragraph" | "text"))
}

fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

fn is_furniture(name: &[u8]) -> bool {
    let rest = name.strip_prefix(b"style:header").or_else(|| name.strip_prefix(b"style:footer"));
    rest.is_some_and(|rest| matches!(rest, b"" | b"-left" | b"-first"))
}

/// A style's name as people read it: OpenDocument writes `Heading_20_1` for `Heading 1`.
fn plain(name: &str) -> String {
    name.replace("_20_", " ")
}

/// The value of an attribute, if the tag has it.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = std::str::from_utf8(&attribute.value).ok()?;
    quick_xml::escape::unescape(value).ok().map(|value| value.into_owned())
}

/// What a piece of text says; nothing where it is none. An entity that XML does not know stays as it is written.
pub(super) fn text(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.decode().map(|text| text.into_owned()).unwrap_or_default(),
        Event::CData(text) => text.decode().map(|text| text.into_owned()).unwrap_or_default(),
        Event::GeneralRef(reference) => {
            if let Ok(Some(character)) = reference.resolve_char_ref() {
                return character.to_string();
            }
            let name = reference.decode().unwrap_or_default();
            quick_xml::escape::resolve_predefined_entity(&name).map_or_else(|| format!("&{name};"), str::to_owned)
        }
        _ => String::new(),
    }
}

/// The events of a part; every element that is begun is ended too.
pub(super) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Events<'a> {
    pub fn new(xml: &'a [u8]) -> Self {
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next event; none at the end.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, What> {
        let event = match self.reader.read_event() {
            Ok(Event::Eof) if self.depth == 0 => return Ok(None),
            Ok(Event::Eof) | Err(quick_xml::Error::Syntax(_)) => return Err(What::CutOff),
            Err(_) => return Err(What::IllFormed(self.reader.error_position())),
            Ok(event) => event,
        };
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEPTH { Err(What::TooDeep) } else { Ok(Some(event)) }
    }
}
