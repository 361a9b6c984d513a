//! What the standard's schema of projects asks, as far as this program writes it; for tests.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// What the value of an attribute or an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Text,
    Guid,
    Truth,
    Color,
    Whole,
    Decimal,
    Date,
    /// One of these words.
    One(&'static [&'static str]),
}

/// How often a child may stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Often {
    Maybe,
    Once,
    Any,
    /// At least once.
    Some,
}

use Often::{Any, Maybe, Once, Some as AtLeastOne};

/// An element: its attributes, whether each must be there, and its children, in order; or what its text is.
struct Element {
    name: &'static str,
    attributes: &'static [(&'static str, Is, bool)],
    children: &'static [(&'static str, Often)],
    text: Option<Is>,
}

const fn list(name: &'static str, children: &'static [(&'static str, Often)]) -> Element {
    Element { name, attributes: &[], children, text: None }
}

const fn holds(name: &'static str, text: Is) -> Element {
    Element { name, attributes: &[], children: &[], text: Some(text) }
}

const fn refers(name: &'static str) -> Element {
    Element { name, attributes: &[("targetGUID", Is::Guid, true)], children: &[], text: None }
}

const TEXT: &[(&str, Is, bool)] = &[
    ("guid", Is::Guid, true),
    ("name", Is::Text, false),
    ("richTextPath", Is::Text, false),
    ("plainTextPath", Is::Text, false),
    ("creatingUser", Is::Guid, false),
];

const IN_TEXT: &[(&str, Often)] = &[
    ("Description", Maybe),
    ("PlainTextContent", Maybe),
    ("PlainTextSelection", Any),
    ("Coding", Any),
    ("NoteRef", Any),
    ("VariableValue", Any),
];

const KINDS: &[&str] = &["Text", "Boolean", "Integer", "Float", "Date", "DateTime"];

const ELEMENTS: &[Element] = &[
    Element {
        name: "Project",
        attributes: &[("name", Is::Text, true), ("origin", Is::Text, false), ("creatingUserGUID", Is::Guid, false)],
        children: &[
            ("Users", Maybe),
            ("CodeBook", Maybe),
            ("Variables", Maybe),
            ("Cases", Maybe),
            ("Sources", Maybe),
            ("Notes", Maybe),
            ("Links", Maybe),
            ("Sets", Maybe),
            ("Graphs", Maybe),
            ("Description", Maybe),
            ("NoteRef", Any),
        ],
        text: None,
    },
    list("Users", &[("User", AtLeastOne)]),
    list("CodeBook", &[("Codes", Once)]),
    list("Codes", &[("Code", AtLeastOne)]),
    list("Variables", &[("Variable", AtLeastOne)]),
    list("Cases", &[("Case", AtLeastOne)]),
    list("Sources", &[("TextSource", AtLeastOne)]),
    list("Notes", &[("Note", AtLeastOne)]),
    list("Sets", &[("Set", AtLeastOne)]),
    Element {
        name: "User",
        attributes: &[("guid", Is::Guid, true), ("name", Is::Text, false), ("id", Is::Text, false)],
        children: &[],
        text: None,
    },
    Element {
        name: "Code",
        attributes: &[
            ("guid", Is::Guid, true),
            ("name", Is::Text, true),
            ("isCodable", Is::Truth, true),
            ("color", Is::Color, false),
        ],
        children: &[("Description", Maybe), ("NoteRef", Any), ("Code", Any)],
        text: None,
    },
    Element {
        name: "Variable",
        attributes: &[("guid", Is::Guid, true), ("name", Is::Text, true), ("typeOfVariable", Is::One(KINDS), true)],
        children: &[("Description", Maybe)],
        text: None,
    },
    Element {
        name: "Case",
        attributes: &[("guid", Is::Guid, true), ("name", Is::Text, false)],
        children: &[
            ("Description", Maybe),
            ("CodeRef", Any),
            ("VariableValue", Any),
            ("SourceRef", Any),
            ("SelectionRef", Any),
        ],
        text: None,
    },
    list(
        "VariableValue",
        &[
            ("VariableRef", Once),
            ("TextValue", Maybe),
            ("BooleanValue", Maybe),
            ("IntegerValue", Maybe),
            ("FloatValue", Maybe),
            ("DateValue", Maybe),
        ],
    ),
    Element { name: "TextSource", attributes: TEXT, children: IN_TEXT, text: None },
    Element { name: "Note", attributes: TEXT, children: IN_TEXT, text: None },
    Element {
        name: "PlainTextSelection",
        attributes: &[
            ("guid", Is::Guid, true),
            ("name", Is::Text, false),
            ("startPosition", Is::Whole, true),
            ("endPosition", Is::Whole, true),
            ("creatingUser", Is::Guid, false),
        ],
        children: &[("Description", Maybe), ("Coding", Any), ("NoteRef", Any)],
        text: None,
    },
    Element {
        name: "Coding",
        attributes: &[("guid", Is::Guid, true), ("creatingUser", Is::Guid, false)],
        children: &[("CodeRef", Once), ("NoteRef", Any)],
        text: None,
    },
    Element {
        name: "Set",
        attributes: &[("guid", Is::Guid, true), ("name", Is::Text, true)],
        children: &[("Description", Maybe), ("MemberCode", Any), ("MemberSource", Any), ("MemberNote", Any)],
        text: None,
    },
    refers("CodeRef"),
    refers("NoteRef"),
    refers("SourceRef"),
    refers("SelectionRef"),
    refers("VariableRef"),
    refers("MemberCode"),
    holds("Description", Is::Text),
    holds("PlainTextContent", Is::Text),
    holds("TextValue", Is::Text),
    holds("BooleanValue", Is::Truth),
    holds("IntegerValue", Is::Whole),
    holds("FloatValue", Is::Decimal),
    holds("DateValue", Is::Date),
];

/// An element of a file, with what is in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub text: String,
}

impl Node {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// It and all below it, in order.
    pub(crate) fn all(&self) -> Vec<&Node> {
        std::iter::once(self).chain(self.children.iter().flat_map(Node::all)).collect()
    }

    /// All of this name in it.
    pub(crate) fn named(&self, name: &str) -> Vec<&Node> {
        self.all().into_iter().filter(|node| node.name == name).collect()
    }

    /// The whole of a file.
    pub(crate) fn read(xml: &str) -> Node {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().expect("XML") {
                Event::Start(tag) => open.push(Node::of(&tag)),
                Event::Empty(tag) => open.last_mut().expect("open").children.push(Node::of(&tag)),
                Event::End(_) => {
                    let node = open.pop().expect("open");
                    open.last_mut().expect("one around it").children.push(node);
                }
                Event::Text(text) => open.last_mut().expect("open").text.push_str(&text.xml10_content().expect("text")),
                Event::GeneralRef(reference) => {
                    let meant = match reference.resolve_char_ref().expect("a character") {
                        Some(c) => c.to_string(),
                        None => {
                            let name = reference.decode().expect("a name");
                            quick_xml::escape::resolve_predefined_entity(&name).expect("known").to_owned()
                        }
                    };
                    open.last_mut().expect("open").text.push_str(&meant);
                }
                Event::Eof => return open.pop().expect("all closed").children.pop().expect("an element"),
                _ => {}
            }
        }
    }

    fn of(tag: &quick_xml::events::BytesStart<'_>) -> Node {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).expect("a value");
            (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value.into_owned())
        });
        Node {
            name: String::from_utf8_lossy(tag.name().as_ref()).into_owned(),
            attributes: attributes.collect(),
            ..Node::default()
        }
    }
}

/// Everything in a project that the schema forbids, in words.
pub(crate) fn breaches(root: &Node) -> Vec<String> {
    let mut found = Vec::new();
    if root.name != "Project" || root.attribute("xmlns") != Some("urn:QDA-XML:project:1.0") {
        found.push("the root is no Project of version 1.0".to_owned());
    }
    for node in root.all() {
        check(node, &mut found);
    }
    found
}

fn check(node: &Node, found: &mut Vec<String>) {
    let name = &node.name;
    let Some(element) = ELEMENTS.iter().find(|element| element.name == name) else {
        return found.push(format!("`{name}` is unknown"));
    };
    for (key, value) in node.attributes.iter().filter(|(key, _)| key != "xmlns") {
        match element.attributes.iter().find(|(known, ..)| known == key) {
            Option::Some((_, is, _)) if is.fits(value) => {}
            Option::Some(_) => found.push(format!("{name}@{key} is `{value}`")),
            None => found.push(format!("{name}@{key} is unknown")),
        }
    }
    for (key, _, must) in element.attributes {
        if *must && node.attribute(key).is_none() {
            found.push(format!("{name}@{key} is missing"));
        }
    }
    let mut rest = node.children.iter().map(|child| child.name.as_str()).peekable();
    for (child, often) in element.children {
        let mut count = 0;
        while rest.next_if(|next| next == child).is_some() {
            count += 1;
        }
        let fits = match often {
            Maybe => count <= 1,
            Once => count == 1,
            Any => true,
            AtLeastOne => count >= 1,
        };
        if !fits {
            found.push(format!("{name} holds {child} {count} times"));
        }
    }
    if let Option::Some(child) = rest.next() {
        found.push(format!("{name} holds {child} out of order"));
    }
    if name == "VariableValue" && node.children.len() > 2 {
        found.push("VariableValue holds several values".to_owned());
    }
    match element.text {
        Option::Some(is) if !is.fits(&node.text) => found.push(format!("{name} is `{}`", node.text)),
        None if !node.text.trim().is_empty() => found.push(format!("{name} holds the text `{}`", node.text)),
        _ => {}
    }
}

impl Is {
    fn fits(self, value: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let signed = |text: &str| digits(text.strip_prefix(['-', '+']).unwrap_or(text));
        match self {
            Is::Text => true,
            Is::Guid => super::Guid::written(value).is_sound(),
            Is::Truth => matches!(value, "true" | "false" | "0" | "1"),
            Is::Color => value
                .strip_prefix('#')
                .is_some_and(|hex| matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit())),
            Is::Whole => signed(value),
            Is::Decimal => match value.split_once('.') {
                Option::Some((whole, part)) => signed(whole) && digits(part),
                None => signed(value),
            },
            Is::Date => value.len() == 10 && value.split('-').all(digits) && value.split('-').count() == 3,
            Is::One(words) => words.contains(&value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, breaches};

    const SOUND: &str = r##"<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="01234567-89ab-cdef-0123-456789abcdef"/></Users><CodeBook><Codes><Code guid="01234567-89ab-cdef-0123-456789abcdef" name="a" isCodable="true" color="#aabbcc"><Description>x</Description></Code></Codes></CodeBook></Project>"##;

    #[test]
    fn a_sound_project_has_no_breach_and_a_damaged_one_has() {
        assert_eq!(breaches(&Node::read(SOUND)), [""; 0]);
        let damages = [
            ("<Users><User guid=\"01234567-89ab-cdef-0123-456789abcdef\"/></Users>", "<Users/>"),
            (" name=\"a\"", ""),
            (" isCodable=\"true\"", " isCodable=\"yes\""),
            ("#aabbcc", "#aabbccdd"),
            ("01234567-89ab", "1234567-89ab"),
            ("<Description>x</Description>", "<Code/>"),
            ("<CodeBook>", "<CodeBook>text"),
            ("project:1.0", "project:0:4"),
            ("</Code></Codes>", "<Description/></Code></Codes>"),
            ("</CodeBook>", "</CodeBook><Users><User guid=\"01234567-89ab-cdef-0123-456789abcdef\"/></Users>"),
            (" name=\"p\"", " name=\"p\" date=\"now\""),
        ];
        for (from, to) in damages {
            let damaged = SOUND.replacen(from, to, 1);
            assert_ne!(damaged, SOUND);
            assert!(!breaches(&Node::read(&damaged)).is_empty(), "{from} -> {to}");
        }
    }
}
