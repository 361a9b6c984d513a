//! Dictionaries of quanteda in YAML: categories with lists of patterns or further categories below them.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle};

use super::book::{Book, Category, without_color};
use super::loss::{Loss, NOT_CARRIED};
use super::term::Wildcards;
use crate::codebook::parse::draft::Draft;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::text::Span;

/// Deeper than any dictionary; references to a part from within another may nest without end otherwise.
const DEEPEST: usize = 600;

static NO_CATEGORY: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is left out: it stands in no category",
    many: "{} terms are left out, since they stand in no category",
    help: "put a name with a colon above them, and indent them below it",
};
static REMARK: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the remark `{}` does not come along",
    many: "{} remarks do not come along",
    help: "write what matters in the definition or memo of the code",
};
static TAGGED: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` is taken for an instruction and not for a word, since it starts with an exclamation mark",
    many: "{} words are taken for instructions, since they start with an exclamation mark",
    help: "put them in quotes",
};
static NAMELESS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the name of the category at `{}` is not a text, so what stands below it belongs to the category above",
    many: "the names of {} categories are not texts, so what stands below them belongs to the category above",
    help: "write a name and a colon",
};

/// A part of the file and where it stands.
struct Part {
    node: Node,
    span: Span,
}

enum Node {
    Text(String),
    Nothing,
    List(Vec<Rc<Part>>),
    Map(Vec<(Rc<Part>, Rc<Part>)>),
    /// A part that stands elsewhere, by the number of its anchor.
    Same(usize),
}

/// A list or map that is not closed yet.
struct Open {
    is_map: bool,
    anchor: usize,
    start: usize,
    parts: Vec<Rc<Part>>,
}

/// A YAML file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, None);
    let source = book.source();
    let (documents, anchors, count) = parse(&source.text, &mut book);
    // What is referred to is walked again, but no file of honest size refers so often.
    let mut walk = Walk { book, anchors, steps: 10_000 + 20 * count };
    for document in &documents {
        walk.categories(None, document, 0);
    }
    if walk.steps == 0 {
        let message = "this file repeats its parts so often that it would never end";
        let error = Diagnostic::error("too-many-repeats", message).help("write the terms out instead of referring");
        walk.book.report(error, Span::new(0, 0));
    }
    Ok(walk.book.finish("write a category and a colon, and its terms indented below it, each behind a dash"))
}

/// The documents of the file, its anchors, and how many parts there are.
fn parse(text: &str, book: &mut Book) -> (Vec<Rc<Part>>, BTreeMap<usize, Rc<Part>>, usize) {
    let mut options = Options::default();
    // `- *schaamte` is a pattern that somebody forgot to put in quotes.
    options.emit_unresolved_aliases = true;
    let (mut documents, mut anchors, mut open, mut count) = (Vec::new(), BTreeMap::new(), Vec::<Open>::new(), 0);
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let at = text.floor_char_boundary(at);
                let message = "from here on this file cannot be read as YAML";
                let help = "check the indent, colons and brackets of this line and the one above; a term that holds : # or starts with * & ! [ { @ % or a quote stands in quotes";
                book.report(Diagnostic::error("yaml", message).help(help), Span::new(at, at));
                break;
            }
        };
        let range = place.byte_range().unwrap_or_default();
        let span = Span::new(range.start.min(text.len()), range.end.min(text.len()).max(range.start.min(text.len())));
        count += 1;
        let (node, anchor) = match event {
            Event::Scalar(value, style, anchor, tag) => {
                if value.is_empty() && tag.as_ref().is_some_and(|tag| !tag.is_yaml_core_schema()) {
                    let written = place.tag_span().and_then(|tag| tag.byte_range()).and_then(|tag| text.get(tag));
                    book.lost(&TAGGED, span, written.unwrap_or("!"));
                }
                let is_nothing =
                    style == ScalarStyle::Plain && matches!(value.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let node = if is_nothing { Node::Nothing } else { Node::Text(value.into_owned()) };
                (node, anchor)
            }
            Event::UnresolvedAlias(name) => (Node::Text(format!("*{name}")), 0),
            Event::Alias(id) => (Node::Same(id), 0),
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                let is_map = matches!(event, Event::MappingStart(..));
                open.push(Open { is_map, anchor, start: span.start as usize, parts: Vec::new() });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(closed) = open.pop() else { continue };
                let span = Span::new(closed.start, (span.end as usize).max(closed.start));
                let node = if closed.is_map { pairs(closed.parts) } else { Node::List(closed.parts) };
                let part = Rc::new(Part { node, span });
                keep(part, closed.anchor, &mut open, &mut documents, &mut anchors);
                continue;
            }
            Event::Comment(remark, _) => {
                if !remark.trim().is_empty() {
                    book.lost(&REMARK, span, remark.trim());
                }
                continue;
            }
            _ => continue,
        };
        keep(Rc::new(Part { node, span }), anchor, &mut open, &mut documents, &mut anchors);
    }
    (documents, anchors, count)
}

fn pairs(parts: Vec<Rc<Part>>) -> Node {
    let mut pairs = Vec::with_capacity(parts.len() / 2);
    let mut parts = parts.into_iter();
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        pairs.push((key, value));
    }
    Node::Map(pairs)
}

fn keep(
    part: Rc<Part>,
    anchor: usize,
    open: &mut [Open],
    documents: &mut Vec<Rc<Part>>,
    anchors: &mut BTreeMap<usize, Rc<Part>>,
) {
    if anchor > 0 {
        anchors.insert(anchor, Rc::clone(&part));
    }
    match open.last_mut() {
        Some(around) => around.parts.push(part),
        None => documents.push(part),
    }
}

struct Walk {
    book: Book,
    anchors: BTreeMap<usize, Rc<Part>>,
    /// How many more parts may be looked at.
    steps: usize,
}

impl Walk {
    /// The part itself, or the one that it refers to.
    fn meant(&self, part: &Rc<Part>) -> Option<Rc<Part>> {
        let mut part = Rc::clone(part);
        // An anchor may hold nothing but a reference to another.
        for _ in 0..DEEPEST {
            let Node::Same(id) = part.node else { return Some(part) };
            part = Rc::clone(self.anchors.get(&id)?);
        }
        None
    }

    /// Everything that stands below `category`: patterns, and categories with their own.
    fn categories(&mut self, category: Option<Category>, part: &Rc<Part>, depth: usize) {
        let Some(part) = self.meant(part).filter(|_| depth < DEEPEST) else { return };
        self.steps = self.steps.saturating_sub(1);
        if self.steps == 0 {
            return;
        }
        match &part.node {
            Node::Nothing | Node::Same(_) => {}
            Node::Text(text) => match category {
                // R writes an empty category as an empty text.
                _ if text.trim().is_empty() => {}
                Some(category) => self.book.term(category, text, Wildcards::StarAndOne, "", part.span),
                None => self.book.lost(&NO_CATEGORY, part.span, text),
            },
            Node::List(parts) => {
                for part in parts {
                    self.categories(category, part, depth + 1);
                }
            }
            Node::Map(pairs) => {
                for (key, value) in pairs {
                    let below = self.named(category, key);
                    self.categories(below, value, depth + 1);
                }
            }
        }
    }

    /// The category that a name opens. Patterns beside categories stand under a name that is empty.
    fn named(&mut self, parent: Option<Category>, key: &Rc<Part>) -> Option<Category> {
        let key = self.meant(key)?;
        match &key.node {
            Node::Text(name) if name == "<<" && parent.is_some() => parent,
            Node::Text(name) if !name.trim().is_empty() => {
                // Lexicoder's headings keep their plus when quanteda has written them.
                let name = name.trim();
                let is_heading = name.starts_with('+') && without_color(name).1.is_some();
                let name = if is_heading { name.trim_start_matches('+') } else { name };
                Some(self.book.category(parent, name, key.span))
            }
            Node::Nothing | Node::Text(_) => parent,
            _ => {
                let source = self.book.source();
                let written = key.span.of(&source.text).to_owned();
                self.book.lost(&NAMELESS, key.span, &written);
                parent
            }
        }
    }
}
