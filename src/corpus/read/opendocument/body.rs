//! The body of an OpenDocument text: paragraphs, tables, comments, and what is left out.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use crate::corpus::read::package::What;
use crate::corpus::read::paragraphs::{CommentId, Paragraphs};

use super::styles::{Events, Setting, Styles, attribute, text};

/// Gathers the paragraphs of `content.xml`.
pub(super) fn gather(xml: &[u8], styles: &Styles, paragraphs: &mut Paragraphs) -> Result<(), What> {
    let mut body = Body {
        styles,
        paragraphs,
        open: Vec::new(),
        is_spaced: true,
        left_out: None,
        comment: None,
        comments: BTreeMap::new(),
    };
    let mut events = Events::new(xml);
    let (mut is_in_body, mut any) = (false, false);
    while let Some(event) = events.next()? {
        any |= matches!(event, Event::Start(_));
        match event {
            Event::Start(tag) if tag.name().as_ref() == b"office:body" => is_in_body = true,
            Event::End(tag) if tag.name().as_ref() == b"office:body" => is_in_body = false,
            _ if !is_in_body => {}
            Event::Start(tag) => body.starts(&tag),
            Event::End(_) => body.ends(),
            event => body.says(&text(&event)),
        }
    }
    if any { Ok(()) } else { Err(What::CutOff) }
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    setting: Setting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Other,
    Paragraph,
    Table,
    /// A cell, and how many columns it is for.
    Cell(usize),
    Comment,
    /// What a comment says, or who wrote it.
    CommentPart,
    LeftOut,
}

/// What is left out, from an element that is open until its end.
#[derive(Clone, Copy, Debug)]
struct LeftOut {
    why: &'static str,
    /// Whether only the words of paragraphs in it count as words: not numbers, names and dates beside them.
    in_paragraphs: bool,
    /// How many paragraphs are open in it.
    paragraphs: usize,
}

/// A comment that is read.
#[derive(Debug)]
struct Comment {
    id: CommentId,
    name: Option<String>,
    author: String,
    text: String,
    /// Which of its elements is open.
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    None,
    Author,
    Text,
}

struct Body<'a> {
    styles: &'a Styles,
    paragraphs: &'a mut Paragraphs,
    open: Vec<Open>,
    /// Whether white space that follows is one with what was before it.
    is_spaced: bool,
    left_out: Option<LeftOut>,
    comment: Option<Comment>,
    comments: BTreeMap<String, CommentId>,
}

/// Cells and spaces that are written as a number: more than a page is wide is a mistake or malice.
const MOST: usize = 256;

impl Body<'_> {
    fn starts(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name();
        let name = name.as_ref();
        let setting = self.open.last().map_or_else(Setting::default, |open| open.setting);
        let mut open = Open { kind: Kind::Other, setting };
        if let Some(left_out) = &mut self.left_out {
            if is_paragraph(name) {
                left_out.paragraphs += 1;
                open.kind = Kind::Paragraph;
            }
        } else if let Some(comment) = &mut self.comment {
            match name {
                b"dc:creator" => {
                    open.kind = Kind::CommentPart;
                    comment.part = Part::Author;
                }
                _ if is_paragraph(name) => {
                    open.kind = Kind::CommentPart;
                    comment.part = Part::Text;
                    if !comment.text.is_empty() {
                        comment.text.push('\n');
                    }
                }
                _ => {}
            }
        } else if let Some((why, in_paragraphs)) = left_out(name) {
            self.left_out = Some(LeftOut { why, in_paragraphs, paragraphs: 0 });
            open.kind = Kind::LeftOut;
        } else {
            open = self.starts_here(tag, name, open);
        }
        self.open.push(open);
    }

    /// An element of the text itself.
    fn starts_here(&mut self, tag: &BytesStart<'_>, name: &[u8], mut open: Open) -> Open {
        let style = || attribute(tag, "text:style-name");
        let count = |name: &str| attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1).min(MOST);
        match name {
            _ if is_paragraph(name) => {
                self.paragraphs.end();
                self.is_spaced = true;
                let style = style();
                open.kind = Kind::Paragraph;
                open.setting = self.styles.setting("paragraph", style.as_deref(), open.setting);
                if name == b"text:h" || self.styles.is_heading(style.as_deref()) {
                    self.paragraphs.heading();
                }
            }
            b"text:span" => open.setting = self.styles.setting("text", style().as_deref(), open.setting),
            b"text:section" => open.setting.hidden |= attribute(tag, "text:display").is_some_and(|how| how == "none"),
            b"text:s" => self.adds(&" ".repeat(count("text:c"))),
            b"text:tab" => self.adds("\t"),
            b"text:line-break" => {
                self.paragraphs.line_break();
                self.is_spaced = true;
            }
            b"table:table" => {
                self.paragraphs.end();
                self.paragraphs.begin_table();
                open.kind = Kind::Table;
            }
            b"table:table-row" => self.paragraphs.begin_row(),
            b"table:table-cell" | b"table:covered-table-cell" => {
                self.paragraphs.begin_cell();
                open.kind = Kind::Cell(count("table:number-columns-repeated"));
            }
            b"office:annotation" => {
                let (id, name) = (self.paragraphs.begin_comment(), attribute(tag, "office:name"));
                let (author, text) = (String::new(), String::new());
                self.comment = Some(Comment { id, name, author, text, part: Part::None });
                open.kind = Kind::Comment;
            }
            b"office:annotation-end" => {
                if let Some(id) = attribute(tag, "office:name").and_then(|name| self.comments.remove(&name)) {
                    self.paragraphs.end_comment(id);
                }
            }
            _ => {}
        }
        open
    }

    fn ends(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.kind {
            Kind::Paragraph => match &mut self.left_out {
                Some(left_out) => left_out.paragraphs -= 1,
                None => self.paragraphs.end(),
            },
            Kind::LeftOut => self.left_out = None,
            Kind::Table => self.paragraphs.end_table(),
            Kind::Cell(columns) => {
                self.paragraphs.end_cell();
                (1..columns).for_each(|_| self.paragraphs.begin_cell());
                self.paragraphs.end_cell();
            }
            Kind::CommentPart => {
                if let Some(comment) = &mut self.comment {
                    comment.part = Part::None;
                }
            }
            Kind::Comment => {
                let Some(comment) = self.comment.take() else { return };
                self.paragraphs.fill_comment(comment.id, &comment.text, &comment.author);
                self.comments.extend(comment.name.map(|name| (name, comment.id)));
            }
            Kind::Other => {}
        }
    }

    fn says(&mut self, said: &str) {
        if let Some(LeftOut { why, in_paragraphs, paragraphs }) = self.left_out {
            if paragraphs > 0 || !in_paragraphs {
                self.paragraphs.drop(why, said.chars().count());
            }
        } else if let Some(comment) = &mut self.comment {
            match comment.part {
                Part::Author => comment.author.push_str(said),
                Part::Text => comment.text.push_str(said),
                Part::None => {}
            }
        } else if self.open.iter().any(|open| open.kind == Kind::Paragraph) {
            // Line ends and indents of the XML are white space, and white space is one space.
            let mut words = String::with_capacity(said.len());
            for character in said.chars() {
                let is_space = matches!(character, ' ' | '\t' | '\n' | '\r');
                if !(is_space && self.is_spaced) {
                    words.push(if is_space { ' ' } else { character });
                }
                self.is_spaced = is_space;
            }
            let is_spaced = self.is_spaced;
            self.adds(&words);
            self.is_spaced = is_spaced;
        }
    }

    /// Adds words as they are.
    fn adds(&mut self, words: &str) {
        let Setting { bold, italic, hidden } = self.open.last().map_or_else(Setting::default, |open| open.setting);
        if hidden {
            self.paragraphs.drop("hidden text", words.chars().count());
        } else {
            self.paragraphs.words(words, bold, italic);
        }
        self.is_spaced = false;
    }
}

fn is_paragraph(name: &[u8]) -> bool {
    matches!(name, b"text:p" | b"text:h")
}

/// Why the words of an element are left out, and whether only its paragraphs have any.
fn left_out(name: &[u8]) -> Option<(&'static str, bool)> {
    Some(match name {
        b"text:tracked-changes" => ("deleted with tracked changes", true),
        b"text:note" => ("footnotes and endnotes", true),
        b"text:page-number" | b"text:page-count" => ("page numbers", false),
        b"text:ruby-text" => ("readings beside the words", false),
        b"text:table-of-content"
        | b"text:alphabetical-index"
        | b"text:illustration-index"
        | b"text:table-index"
        | b"text:object-index"
        | b"text:user-index"
        | b"text:bibliography" => ("tables of contents", true),
        _ if name.starts_with(b"draw:") => ("text in boxes and drawings", true),
        b"office:forms" | b"office:scripts" | b"office:event-listeners" => ("forms", true),
        _ => return None,
    })
}
