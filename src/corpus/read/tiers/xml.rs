//! The elements of an XML file in order, with plain errors where it is damaged.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use crate::corpus::ReadOptions;
use crate::corpus::read::Source;
use crate::error::{Error, Result};
use crate::text::{Decoded, decode};

/// What comes next in a file.
pub(in crate::corpus::read) enum Node<'a> {
    /// An element begins.
    Open(&'a str, &'a Attributes),
    /// An element ends, with the text that stands in it, outside the elements in it.
    Close(&'a str, String),
}

/// The attributes of an element, in order.
#[derive(Debug, Default)]
pub(in crate::corpus::read) struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(start: &BytesStart<'_>) -> Self {
        // Whether one stands twice is no matter here.
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let name = String::from_utf8_lossy(attribute.key.local_name().as_ref()).into_owned();
            // What cannot be resolved stands as it is written.
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| String::from_utf8_lossy(&attribute.value).into_owned(), std::borrow::Cow::into_owned);
            (name, value)
        });
        Self(attributes.collect())
    }

    /// The value under `name`, without white space around it; none where it is missing or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// The text of an XML file: in the encoding of the study, else of its mark, else as it declares.
pub(in crate::corpus::read) fn decoded(source: &Source<'_>, options: &ReadOptions) -> Decoded {
    let start = String::from_utf8_lossy(&source.bytes[..source.bytes.len().min(200)]);
    let label = start
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding"))
        .and_then(|(_, value)| value.split(['"', '\'']).nth(1))
        // A declaration that can be read byte by byte is no UTF-16; and what claims to be UTF-8 and is not is found out.
        .filter(|label| !label.to_ascii_lowercase().starts_with("utf"));
    decode(source.bytes, options.encoding.as_deref().or(label))
}

/// Hands over the elements of `text` in order.
///
/// # Errors
/// When the text ends within an element, or an element ends that is not open.
pub(in crate::corpus::read) fn walk(source: &Source<'_>, text: &str, mut take: impl FnMut(Node<'_>)) -> Result<()> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        let push = |open: &mut Vec<(String, String)>, text: &str| {
            if let Some((_, inside)) = open.last_mut() {
                inside.push_str(text);
            }
        };
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                take(Node::Open(&name, &Attributes::of(&start)));
                open.push((name, String::new()));
            }
            Ok(Event::Empty(start)) => {
                let name = String::from_utf8_lossy(start.local_name().as_ref()).into_owned();
                take(Node::Open(&name, &Attributes::of(&start)));
                take(Node::Close(&name, String::new()));
            }
            Ok(Event::End(_)) => {
                if let Some((name, inside)) = open.pop() {
                    take(Node::Close(&name, inside));
                }
            }
            Ok(Event::Text(words)) => push(&mut open, &String::from_utf8_lossy(&words.into_inner())),
            Ok(Event::CData(words)) => push(&mut open, &String::from_utf8_lossy(&words.into_inner())),
            Ok(Event::GeneralRef(reference)) => {
                let name = String::from_utf8_lossy(&reference.borrow().into_inner()).into_owned();
                match (reference.resolve_char_ref(), resolve_predefined_entity(&name)) {
                    (Ok(Some(c)), _) => push(&mut open, c.encode_utf8(&mut [0; 4])),
                    (_, Some(known)) => push(&mut open, known),
                    _ => push(&mut open, &format!("&{name};")),
                }
            }
            Ok(Event::Eof) if open.is_empty() => return Ok(()),
            Ok(Event::Eof) | Err(quick_xml::Error::Syntax(_)) => {
                return Err(Error::unreadable(
                    source.path,
                    "is cut off: it ends before all that it begins is closed",
                    "copy or export it again from the program that made it",
                ));
            }
            Ok(_) => {}
            Err(_) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX).min(text.len());
                let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() + 1;
                return Err(Error::unreadable(
                    source.path,
                    format!(
                        "is damaged at line {line}: something is closed there that is not open, or the other way round"
                    ),
                    "open it in the program that made it and save it again",
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Node, decoded, walk};
    use crate::corpus::ReadOptions;
    use crate::corpus::read::Source;

    fn elements(bytes: &[u8]) -> Result<Vec<String>, String> {
        let source = Source { path: Path::new("t.xml"), bytes };
        let text = decoded(&source, &ReadOptions::default()).text;
        let mut found = Vec::new();
        walk(&source, &text, |node| {
            found.push(match node {
                Node::Open(name, attributes) => format!("+{name} {}", attributes.get("a").unwrap_or("-")),
                Node::Close(name, inside) => format!("-{name} {inside}"),
            });
        })
        .map_err(|error| format!("{error} ({})", error.help().unwrap_or_default()))?;
        Ok(found)
    }

    #[test]
    fn references_and_marked_sections_are_text() {
        let xml = b"<?xml version=\"1.0\"?><x:r a=' &lt;1&gt; '>a &amp; <b/>&#233;&x;<![CDATA[<c>]]></x:r>";
        assert_eq!(elements(xml).unwrap(), ["+r <1>", "+b -", "-b ", "-r a & é&x;<c>"]);
    }

    #[test]
    fn the_declared_encoding_is_used() {
        assert_eq!(elements(b"<?xml version='1.0' encoding='ISO-8859-1'?><r>\xe9</r>").unwrap(), ["+r -", "-r é"]);
        assert_eq!(elements(b"<?xml version='1.0' encoding='UTF-8'?><r>caf\xc3\xa9</r>").unwrap()[1], "-r café");
    }

    #[test]
    fn damage_is_told_with_its_line() {
        assert!(elements(b"<r>\n<a>\n</b></r>").unwrap_err().contains("line 3"));
        for cut in ["<r><a>", "<r", "<r a='", "<r><!--"] {
            assert!(elements(cut.as_bytes()).unwrap_err().contains("cut off"), "{cut}");
        }
    }
}
