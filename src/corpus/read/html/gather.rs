//! From tags and words to paragraphs.

use html5gum::{StartTag, Token};

use crate::corpus::read::paragraphs::Paragraphs;

use super::elements::{HEAD, bounds, ended_by, is_block, is_heading, is_void, left_out};
use super::sheet::{Set, Sheet, property, squeezed};

/// How deep elements may lie in each other; deeper ones are as if they were not there, as in browsers.
const DEPTH: usize = 512;

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: Vec<u8>,
    manner: Manner,
}

/// How words in an element are shown.
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    bold: bool,
    italic: bool,
    heading: bool,
    /// Whether white space and line ends stand as they are.
    is_preformatted: bool,
    /// Why its words are left out.
    left_out: Option<&'static str>,
}

/// What was read of a page so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    paragraphs: Paragraphs,
    open: Vec<Open>,
    /// Whether a line ended right before.
    is_broken: bool,
    /// Whether the page has begun, and whether it has ended, as it says itself.
    has_begun: bool,
    has_ended: bool,
    sheet: Sheet,
}

impl Gathered {
    /// The paragraphs, when the page has ended.
    pub fn paragraphs(mut self) -> Paragraphs {
        while !self.open.is_empty() {
            self.close();
        }
        self.paragraphs
    }

    /// Whether the page says that it begins, and not that it ends.
    pub fn is_cut_off(&self) -> bool {
        self.has_begun && !self.has_ended
    }

    /// Takes the next token.
    pub fn take(&mut self, token: &Token<()>) {
        match token {
            Token::StartTag(tag) => self.starts(tag),
            Token::EndTag(tag) => {
                self.has_ended |= &*tag.name == b"html";
                self.ends(&tag.name);
            }
            Token::String(words) => self.says(&String::from_utf8_lossy(words)),
            Token::Comment(remark) => {
                // LibreOffice keeps comments in the margin like this. Word writes conditions for other programs.
                if self.is_left_out().is_none() && !remark.starts_with(b"[if ") && !remark.starts_with(b"[endif") {
                    let length = String::from_utf8_lossy(remark).trim().chars().count();
                    self.paragraphs.drop("remarks in the page's source", length);
                }
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn manner(&self) -> Manner {
        self.open.last().map(|open| open.manner).unwrap_or_default()
    }

    fn is_left_out(&self) -> Option<&'static str> {
        self.manner().left_out
    }

    fn starts(&mut self, tag: &StartTag<()>) {
        let name: &[u8] = &tag.name;
        self.has_begun |= name == b"html";
        if let Some((ends, bounds)) = ended_by(name) {
            self.close_to(ends, bounds);
        }
        if is_block(name) {
            self.ends_paragraph();
        }
        if name == b"br" && self.is_left_out().is_none() {
            self.breaks();
        }
        if is_void(name) || self.open.len() >= DEPTH || (tag.self_closing && self.is_foreign()) {
            return;
        }
        let mut manner = self.manner();
        match name {
            b"b" | b"strong" | b"th" => manner.bold = true,
            b"i" | b"em" => manner.italic = true,
            b"pre" | b"xmp" | b"listing" | b"plaintext" => manner.is_preformatted = true,
            _ if is_heading(name) => manner.heading = true,
            _ => {}
        }
        let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
        let style = squeezed(&attribute(b"style").unwrap_or_default());
        let Set { bold, italic } = self.sheet.set(name, &attribute(b"class").unwrap_or_default()).and(Set::of(&style));
        (manner.bold, manner.italic) = (bold.unwrap_or(manner.bold), italic.unwrap_or(manner.italic));
        if property(&style, "white-space").is_some_and(|space| space.starts_with("pre")) {
            manner.is_preformatted = true;
        }
        let why = || {
            let is_hidden = attribute(b"hidden").is_some_and(|how| how != "until-found")
                || property(&style, "display") == Some("none")
                || property(&style, "visibility") == Some("hidden")
                || property(&style, "mso-hide") == Some("all");
            let is_hidden = is_hidden.then_some("hidden text");
            let program = beside_the_text(name, &style, |name| attribute(name).map(|value| value.into_owned()));
            left_out(name).or(is_hidden).or(program)
        };
        // The head of a page holds its title and much else.
        manner.left_out = match manner.left_out {
            None | Some(HEAD) => why().or(manner.left_out),
            known => known,
        };
        let is_said = manner.left_out.is_none();
        self.open.push(Open { name: name.to_vec(), manner });
        if is_said {
            match name {
                b"table" => self.paragraphs.begin_table(),
                b"tr" => self.paragraphs.begin_row(),
                b"td" | b"th" => self.paragraphs.begin_cell(),
                _ => {}
            }
        }
    }

    /// Whether an element is of a drawing, where a tag may end itself.
    fn is_foreign(&self) -> bool {
        self.open.iter().rev().any(|open| matches!(&*open.name, b"svg" | b"math"))
    }

    fn ends(&mut self, name: &[u8]) {
        self.close_to(|open| open == name, bounds(name));
        if is_block(name) {
            self.ends_paragraph();
        }
    }

    /// Closes the innermost element that `ends`, and all in it; none where one that `bounds` is further in.
    fn close_to(&mut self, ends: impl Fn(&[u8]) -> bool, bounds: impl Fn(&[u8]) -> bool) {
        for at in (0..self.open.len()).rev() {
            let name = &*self.open[at].name;
            if ends(name) {
                while self.open.len() > at {
                    self.close();
                }
                return;
            }
            if bounds(name) {
                return;
            }
        }
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        if closed.manner.left_out.is_some() {
            return;
        }
        if is_block(&closed.name) {
            self.ends_paragraph();
        }
        match &*closed.name {
            b"table" => self.paragraphs.end_table(),
            b"td" | b"th" => self.paragraphs.end_cell(),
            _ => {}
        }
    }

    fn ends_paragraph(&mut self) {
        if self.is_left_out().is_none() {
            self.paragraphs.end();
            self.is_broken = false;
        }
    }

    /// A line ends. Two line ends are how many pages write the end of a paragraph.
    fn breaks(&mut self) {
        if std::mem::take(&mut self.is_broken) {
            self.paragraphs.end();
        } else {
            self.paragraphs.line_break();
            self.is_broken = true;
        }
    }

    fn says(&mut self, words: &str) {
        let manner = self.manner();
        if self.open.last().is_some_and(|open| &*open.name == b"style") {
            self.sheet.add(words);
        }
        if let Some(why) = manner.left_out {
            let seen = words.split(is_space).filter(|word| !word.is_empty());
            let length = seen.map(|word| word.chars().count() + 1).sum::<usize>();
            return self.paragraphs.drop(why, length.saturating_sub(1));
        }
        if manner.heading {
            self.paragraphs.heading();
        }
        if manner.is_preformatted {
            return self.says_as_it_stands(words, manner);
        }
        let mut said = String::with_capacity(words.len());
        let mut is_spaced = self.paragraphs.last().is_none_or(is_space);
        for character in words.chars() {
            if !is_space(character) {
                said.push(character);
                is_spaced = false;
            } else if !std::mem::replace(&mut is_spaced, true) {
                said.push(' ');
            }
        }
        if !said.trim_matches(is_space).is_empty() {
            self.is_broken = false;
        }
        self.paragraphs.words(&said, manner.bold, manner.italic);
    }

    fn says_as_it_stands(&mut self, words: &str, manner: Manner) {
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                self.breaks();
            }
            let line = line.trim_end_matches('\r');
            if !line.trim_matches(is_space).is_empty() {
                self.is_broken = false;
            }
            self.paragraphs.words(line, manner.bold, manner.italic);
        }
    }
}

/// White space in HTML; a space that does not break is a character.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// What Word and LibreOffice write beside the text when they save it as a page.
fn beside_the_text(name: &[u8], style: &str, attribute: impl Fn(&[u8]) -> Option<String>) -> Option<&'static str> {
    const NOTES: &str = "footnotes and endnotes";
    const FURNITURE: &str = "page headers and footers";
    let starts = |attribute: Option<String>, starts: &[&str]| {
        attribute.is_some_and(|value| starts.iter().any(|start| value.starts_with(start)))
    };
    match property(style, "mso-element") {
        Some("footnote-list" | "endnote-list") => return Some(NOTES),
        Some("header" | "footer") => return Some(FURNITURE),
        Some("comment-list") => return Some("comments in the margin"),
        _ => {}
    }
    match name {
        b"div" if starts(attribute(b"id"), &["sdfootnote", "sdendnote"]) => Some(NOTES),
        b"div" if attribute(b"title").is_some_and(|title| title == "header" || title == "footer") => Some(FURNITURE),
        b"a" if starts(attribute(b"class"), &["sdfootnoteanc", "sdendnoteanc"]) => Some(NOTES),
        b"span" if starts(attribute(b"class"), &["MsoFootnoteReference", "MsoEndnoteReference"]) => Some(NOTES),
        b"span" if starts(attribute(b"class"), &["MsoCommentReference"]) => Some("comments in the margin"),
        _ => None,
    }
}
