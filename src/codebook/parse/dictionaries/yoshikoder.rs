//! Dictionaries of Yoshikoder and Lexicoder 2 in XML: categories (`cnode`) with patterns (`pnode`) and categories below them.

use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::book::{Book, Category};
use super::loss::{Loss, NOT_CARRIED};
use super::term::{Wildcards, is_sound};
use crate::codebook::Scoped;
use crate::codebook::parse::draft::Draft;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::text::Span;

const HELP: &str = "open it in Yoshikoder or Lexicoder, and save it again";

static NO_CATEGORY: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the pattern `{}` is left out: it stands in no category",
    many: "{} patterns are left out, since they stand in no category",
    help: "put them in a category of the dictionary",
};
static NAMELESS: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` has no name, so it is passed over",
    many: "{} categories and patterns have no name, so they are passed over",
    help: "give each a name",
};
static REGEX: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the regular expression `{}` is left out: it cannot be read here",
    many: "{} regular expressions are left out, since they cannot be read here",
    help: "write it as a rule by hand; look-around and back-references do not exist here",
};
static UNKNOWN: Loss = Loss {
    kind: NOT_CARRIED,
    one: "`{}` does not come along: it is no part of a dictionary that is known here",
    many: "{} things do not come along, since they are no part of a dictionary that is known here",
    help: "write what matters in the memo of the code",
};
static REMARK: Loss = Loss {
    kind: NOT_CARRIED,
    one: "the remark `{}` does not come along",
    many: "{} remarks do not come along",
    help: "write what matters in the definition or memo of the code",
};
/// A category that is read but not closed.
enum Open {
    /// The whole dictionary, which is no category itself.
    Whole,
    Category(Category),
    /// Without a name, or no part of a dictionary: what it holds belongs to what is around it.
    PassedOver,
}

struct Attributes {
    name: Option<String>,
    description: Option<String>,
    score: Option<String>,
    further: Vec<(String, String)>,
}

/// A `.ykd` or `.lcd` file as a codebook's draft.
pub(in crate::codebook::parse) fn draft(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut book = Book::open(path, &bytes, told_encoding(&bytes).as_deref());
    let source = book.source();
    let text = source.text.as_str();
    let wraps = has_one_root(text);
    let mut reader = Reader::from_str(text);
    let (mut open, mut is_regex): (Vec<Open>, bool) = (Vec::new(), false);
    loop {
        let start = position(reader.buffer_position(), text);
        let event = reader.read_event();
        let span = Span::new(start, position(reader.buffer_position(), text).max(start));
        match event {
            Ok(Event::Eof) if open.is_empty() => break,
            Ok(Event::Eof) | Err(_) => {
                broken(&mut book, span);
                break;
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::Start(tag)) => {
                let opened = element(&tag, span, &open, wraps, &mut is_regex, &mut book);
                open.push(opened);
            }
            Ok(Event::Empty(tag)) => {
                element(&tag, span, &open, wraps, &mut is_regex, &mut book);
            }
            Ok(Event::Comment(remark)) => {
                let remark = String::from_utf8_lossy(&remark).trim().to_owned();
                if !remark.is_empty() {
                    book.lost(&REMARK, span, &remark);
                }
            }
            Ok(Event::Text(words)) => {
                let words = String::from_utf8_lossy(&words).trim().to_owned();
                if !words.is_empty() {
                    book.lost(&UNKNOWN, span, &words);
                }
            }
            Ok(_) => {}
        }
    }
    Ok(book.finish(HELP))
}

fn position(at: u64, text: &str) -> usize {
    text.floor_char_boundary(usize::try_from(at).unwrap_or(usize::MAX).min(text.len()))
}

/// What cannot be read is an error where nothing was read before it.
fn broken(book: &mut Book, span: Span) {
    let is_empty = book.draft.codes.is_empty();
    let message = if is_empty {
        "this is no dictionary of Yoshikoder or Lexicoder: it cannot be read as XML"
    } else {
        "from here on this file cannot be read, so what follows is missing"
    };
    let diagnostic =
        if is_empty { Diagnostic::error("xml", message) } else { Diagnostic::warning(NOT_CARRIED, message) };
    book.report(diagnostic.help(HELP), span);
}

/// The encoding that the first line of an XML file tells, unless it is UTF-8, which is seen.
fn told_encoding(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let (_, label) = start.split("?>").next()?.split_once("encoding=")?;
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = label[1..].split(quote).next()?;
    (crate::text::is_encoding(label) && !label.to_lowercase().starts_with("utf")).then(|| label.to_owned())
}

/// Whether the file holds exactly one outermost category with categories and no patterns in it: the dictionary itself, as
/// Yoshikoder writes it. Lexicoder names the dictionary elsewhere.
fn has_one_root(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut roots, mut categories, mut patterns) = (0usize, 0usize, false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.name().as_ref() == b"dictionary" => {
                if attribute(&tag, "style").is_some_and(|style| style == "Lexicoder") {
                    return false;
                }
            }
            Ok(Event::Start(tag)) if tag.name().as_ref() == b"cnode" => {
                depth += 1;
                roots += usize::from(depth == 1);
                categories |= depth == 2;
            }
            Ok(Event::Empty(tag)) if tag.name().as_ref() == b"cnode" => {
                roots += usize::from(depth == 0);
                categories |= depth == 1;
            }
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == b"pnode" => patterns |= depth == 1,
            Ok(Event::End(tag)) if tag.name().as_ref() == b"cnode" => depth = depth.saturating_sub(1),
            Ok(Event::Eof) | Err(_) => return roots == 1 && categories && !patterns,
            Ok(_) => {}
        }
    }
}

fn element(tag: &BytesStart<'_>, span: Span, open: &[Open], wraps: bool, is_regex: &mut bool, book: &mut Book) -> Open {
    let parent = open.iter().rev().find_map(|one| match one {
        Open::Category(category) => Some(*category),
        _ => None,
    });
    match tag.name().as_ref() {
        b"dictionary" => {
            if let Some(name) = attribute(tag, "name").filter(|name| !name.trim().is_empty()) {
                book.draft.name.plain = Some(name.trim().to_owned());
            }
            let engine = attribute(tag, "patternengine").unwrap_or_default();
            *is_regex = engine.to_lowercase().starts_with("regex");
            Open::PassedOver
        }
        b"cnode" => {
            let Attributes { name, description, score, further } = attributes(tag);
            let is_whole = wraps && parent.is_none() && !open.iter().any(|one| matches!(one, Open::Whole));
            if is_whole {
                book.draft.name.plain = name;
                let name = book.draft.name.plain.clone();
                book.draft.memo = description.filter(|text| Some(text) != name.as_ref()).unwrap_or_default();
                return Open::Whole;
            }
            let Some(name) = name else {
                book.lost(&NAMELESS, span, "cnode");
                return Open::PassedOver;
            };
            let category = book.category(parent, &name, span);
            let code = book.code(category);
            code.definition = description.unwrap_or_default();
            code.further.extend(score.map(|score| ("score".to_owned(), score)));
            for (name, value) in further {
                match color(&value).filter(|_| name == "color") {
                    Some(color) => book.code(category).color = Some(color),
                    None => book.lost(&UNKNOWN, span, &format!("{name}=\"{value}\"")),
                }
            }
            Open::Category(category)
        }
        b"pnode" => {
            let Attributes { name, description, score, further } = attributes(tag);
            match (name, parent) {
                (Some(name), Some(category)) => {
                    let mut note = description.unwrap_or_default();
                    if let Some(score) = score {
                        let weight = book.weight(&score, &name, span);
                        note =
                            if note.is_empty() || weight.is_empty() { note + &weight } else { note + "; " + &weight };
                    }
                    pattern(category, &name, *is_regex, &note, span, book);
                }
                (Some(name), None) => book.lost(&NO_CATEGORY, span, &name),
                (None, _) => book.lost(&NAMELESS, span, "pnode"),
            }
            for (name, value) in further {
                book.lost(&UNKNOWN, span, &format!("{name}=\"{value}\""));
            }
            Open::PassedOver
        }
        other => {
            let other = String::from_utf8_lossy(other).into_owned();
            book.lost(&UNKNOWN, span, &other);
            Open::PassedOver
        }
    }
}

fn pattern(category: Category, name: &str, is_regex: bool, note: &str, span: Span, book: &mut Book) {
    if !is_regex {
        return book.term(category, name, Wildcards::Star, note, span);
    }
    // There the expression is held against one whole word at a time.
    let rule = format!("regex:/\\b(?:{})\\b/", name.trim().replace("\\/", "/").replace('/', "\\/"));
    if name.trim().is_empty() || name.contains(['\n', '\r']) || !is_sound(&rule) {
        return book.lost(&REGEX, span, name);
    }
    book.rule(category, &rule, Scoped::default(), note, span);
}

/// A color as Yoshikoder writes it: the shares of red, green and blue, each from 0 to 1.
fn color(value: &str) -> Option<String> {
    let shares: Vec<f64> = value.split_whitespace().map(str::parse).collect::<std::result::Result<_, _>>().ok()?;
    let [red, green, blue] = shares.as_slice() else { return None };
    let byte = |share: f64| (0.0..=1.0).contains(&share).then(|| (share * 255.0).round() as u8);
    Some(format!("#{:02X}{:02X}{:02X}", byte(*red)?, byte(*green)?, byte(*blue)?))
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let found = tag.try_get_attribute(wanted).ok()??;
    Some(meant(&String::from_utf8_lossy(&found.value)))
}

/// What a value means; an entity that XML does not know stays as it is written.
fn meant(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |value| value.into_owned())
}

fn attributes(tag: &BytesStart<'_>) -> Attributes {
    let mut found = Attributes { name: None, description: None, score: None, further: Vec::new() };
    for attribute in tag.attributes().flatten() {
        let value = meant(&String::from_utf8_lossy(&attribute.value)).trim().to_owned();
        if value.is_empty() {
            continue;
        }
        match attribute.key.as_ref() {
            b"name" => found.name = Some(value),
            b"desc" | b"description" => found.description = Some(value),
            b"score" => found.score = Some(value),
            other => found.further.push((String::from_utf8_lossy(other).into_owned(), value)),
        }
    }
    found
}
