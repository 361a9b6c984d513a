//! From tokens to paragraphs.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

use crate::corpus::read::paragraphs::{CommentId, Paragraphs, names_a_heading};

use super::code_page::{of_charset, of_page};
use super::destination::{Destination, named, within};
use super::tokens::{Token, Tokens};

/// How deep groups may lie in each other. Word nests them some thirty deep.
const DEPTH: usize = 1000;

/// Why rich text is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    CutOff,
    TooDeep,
}

/// What holds until the end of a group.
#[derive(Clone, Copy, Debug)]
struct Group {
    to: Destination,
    bold: bool,
    italic: bool,
    hidden: bool,
    deleted: bool,
    /// How many characters follow one in Unicode for programs that know none.
    fallback: usize,
    encoding: &'static Encoding,
    in_table: bool,
    style: i32,
    outline: Option<i32>,
}

/// What was read of rich text so far.
pub(super) struct Gathered {
    pub paragraphs: Paragraphs,
    /// The encoding that the document names.
    pub encoding: &'static str,
    /// A code page that is not known, where letters depend on it.
    pub unknown_page: Option<i32>,
    /// How many characters meant nothing in their encoding.
    pub undecoded: usize,
    groups: Vec<Group>,
    now: Group,
    /// Whether nothing but `\*` stands in the group so far, and whether that does.
    is_fresh: bool,
    is_optional: bool,
    /// Bytes that are not decoded yet: a character may be written as several.
    bytes: Vec<u8>,
    /// The first half of a character that Unicode writes as two numbers.
    half: Option<u16>,
    /// How many characters are still to be passed over.
    skip: usize,
    /// Whether bytes as they stand are UTF-8, whatever code page is named.
    is_utf8: bool,
    page: &'static Encoding,
    foreign_page: Option<i32>,
    default_font: i32,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
    headings: Vec<i32>,
    style_name: String,
    has_row: bool,
    ranges: BTreeMap<String, CommentId>,
    number: String,
    comment_number: String,
    author: String,
    comment: String,
}

impl Gathered {
    /// Reads rich text, which begins with a brace.
    pub fn of(rtf: &[u8]) -> Result<Self, Wrong> {
        let now = Group {
            to: Destination::Body,
            bold: false,
            italic: false,
            hidden: false,
            deleted: false,
            fallback: 1,
            encoding: WINDOWS_1252,
            in_table: false,
            style: 0,
            outline: None,
        };
        let mut gathered = Self {
            paragraphs: Paragraphs::default(),
            encoding: WINDOWS_1252.name(),
            unknown_page: None,
            undecoded: 0,
            groups: Vec::new(),
            now,
            is_fresh: false,
            is_optional: false,
            bytes: Vec::new(),
            half: None,
            skip: 0,
            is_utf8: !rtf.is_ascii() && std::str::from_utf8(rtf).is_ok(),
            page: WINDOWS_1252,
            foreign_page: None,
            default_font: 0,
            fonts: BTreeMap::new(),
            font: 0,
            headings: Vec::new(),
            style_name: String::new(),
            has_row: false,
            ranges: BTreeMap::new(),
            number: String::new(),
            comment_number: String::new(),
            author: String::new(),
            comment: String::new(),
        };
        let mut tokens = Tokens::new(rtf);
        for token in tokens.by_ref() {
            gathered.take(token)?;
            if gathered.groups.is_empty() {
                break;
            }
        }
        if !gathered.groups.is_empty() {
            return Err(Wrong::CutOff);
        }
        gathered.flush();
        let rest = String::from_utf8_lossy(tokens.rest());
        let behind = rest.trim_matches(|c: char| c.is_whitespace() || c == '\0').chars().count();
        gathered.paragraphs.drop("behind the end of the document", behind);
        gathered.encoding = if gathered.is_utf8 { UTF_8.name() } else { gathered.page.name() };
        Ok(gathered)
    }

    fn take(&mut self, token: Token<'_>) -> Result<(), Wrong> {
        let is_fresh = std::mem::take(&mut self.is_fresh);
        match token {
            Token::Open => {
                self.flush();
                self.skip = 0;
                if self.groups.len() >= DEPTH {
                    return Err(Wrong::TooDeep);
                }
                self.groups.push(self.now);
                (self.is_fresh, self.is_optional) = (true, false);
            }
            Token::Close => {
                self.flush();
                self.skip = 0;
                let closed = self.now.to;
                if let Some(outer) = self.groups.pop() {
                    self.now = outer;
                }
                if closed != self.now.to {
                    self.ends(closed);
                }
            }
            Token::Symbol(b'*') if is_fresh => (self.is_fresh, self.is_optional) = (true, true),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Hex(_) if self.skip > 0 => self.skip -= 1,
            Token::Hex(byte) => self.adds(&[byte]),
            Token::Bytes(bytes) => {
                let bytes = &bytes[self.skipped(bytes)..];
                if self.is_utf8 && !bytes.is_ascii() {
                    self.flush();
                    let text = String::from_utf8_lossy(bytes);
                    self.says(&text);
                } else if !bytes.is_empty() {
                    self.adds(bytes);
                }
            }
            Token::Word(word, number) => {
                if let Some(destination) = is_fresh.then(|| named(word, self.is_optional)).flatten() {
                    self.now.to = within(self.now.to, destination, word);
                }
                self.word(word, number);
            }
        }
        Ok(())
    }

    /// Adds bytes that are to be decoded.
    fn adds(&mut self, bytes: &[u8]) {
        if self.foreign_page.is_some() && self.now.to == Destination::Body && !bytes.is_ascii() {
            self.unknown_page = self.foreign_page;
        }
        self.half = None;
        self.bytes.extend_from_slice(bytes);
    }

    /// How many of the bytes stand for a character that was given in Unicode.
    fn skipped(&mut self, bytes: &[u8]) -> usize {
        if self.skip == 0 {
            return 0;
        }
        if !self.is_utf8 {
            let skipped = self.skip.min(bytes.len());
            self.skip -= skipped;
            return skipped;
        }
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let end = text.char_indices().nth(self.skip).map_or(text.len(), |(at, _)| at);
        self.skip = self.skip.saturating_sub(text[..end].chars().count());
        end
    }

    fn symbol(&mut self, symbol: u8) {
        if self.skip > 0 && !matches!(symbol, b'\r' | b'\n') {
            self.skip -= 1;
            return;
        }
        match symbol {
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'~' => self.character("\u{a0}"),
            b'_' => self.character("\u{2011}"),
            // TextEdit ends every paragraph like this.
            b'\r' | b'\n' => self.paragraph_ends(),
            b'\t' => self.tab(),
            b'\'' => self.undecoded += 1,
            _ => {}
        }
    }

    fn word(&mut self, word: &[u8], number: Option<i32>) {
        let is_on = number != Some(0);
        if let Some(character) = character(word) {
            if self.skip > 0 {
                self.skip -= 1;
            } else {
                self.character(character);
            }
            return;
        }
        self.skip = 0;
        if word == b"u" {
            self.unicode(number.unwrap_or(0));
            return;
        }
        self.flush();
        match word {
            b"uc" => self.now.fallback = number.and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
            b"par" | b"sect" | b"page" | b"column" | b"nestcell" => self.paragraph_ends(),
            b"line" | b"lbr" | b"softline" => self.line_ends(),
            b"tab" | b"nesttab" => self.tab(),
            b"cell" => self.cell_ends(),
            b"row" => self.row_ends(),
            b"pard" => (self.now.in_table, self.now.style, self.now.outline) = (false, 0, None),
            b"intbl" => self.now.in_table = true,
            b"s" => self.now.style = number.unwrap_or(0),
            b"outlinelevel" => {
                self.now.outline = number;
                self.is_heading_style(number);
            }
            b"plain" => {
                (self.now.bold, self.now.italic, self.now.hidden, self.now.deleted) = (false, false, false, false);
                self.now.encoding = self.encoding_of(self.default_font);
            }
            b"b" => self.now.bold = is_on,
            b"i" => self.now.italic = is_on,
            b"v" => self.now.hidden = is_on,
            b"deleted" => self.now.deleted = is_on,
            b"f" if self.now.to == Destination::Fonts => self.font = number.unwrap_or(0),
            b"f" => self.now.encoding = self.encoding_of(number.unwrap_or(0)),
            b"fcharset" | b"cpg" if self.now.to == Destination::Fonts => {
                let number = number.unwrap_or(0);
                let known = if word == b"cpg" { of_page(number) } else { of_charset(number) };
                self.fonts.extend(known.map(|encoding| (self.font, encoding)));
            }
            b"deff" => self.default_font = number.unwrap_or(0),
            b"ansicpg" => self.code_page(number.unwrap_or(0)),
            b"mac" => (self.page, self.now.encoding) = (MACINTOSH, MACINTOSH),
            b"pc" => self.code_page(437),
            b"pca" => self.code_page(850),
            _ => {}
        }
    }

    fn code_page(&mut self, page: i32) {
        match of_page(page) {
            Some(encoding) => (self.page, self.now.encoding, self.foreign_page) = (encoding, encoding, None),
            None => self.foreign_page = Some(page),
        }
    }

    fn encoding_of(&self, font: i32) -> &'static Encoding {
        self.fonts.get(&font).copied().unwrap_or(self.page)
    }

    /// A style is a heading by its level as well as by its name.
    fn is_heading_style(&mut self, level: Option<i32>) {
        if self.now.to == Destination::Styles && level.is_some_and(|level| (0..9).contains(&level)) {
            self.headings.push(self.now.style);
        }
    }

    /// Adds a character by its number in UTF-16.
    fn unicode(&mut self, number: i32) {
        let unit = (number & 0xffff) as u16;
        let half = self.half.take();
        self.skip = self.now.fallback;
        if let Some(Ok(character)) = half.and_then(|half| char::decode_utf16([half, unit]).next()) {
            self.says(character.encode_utf8(&mut [0; 4]));
            return;
        }
        // Half a character is none.
        self.undecoded += usize::from(half.is_some());
        if (0xd800..0xdc00).contains(&unit) {
            self.flush();
            self.half = Some(unit);
        } else {
            self.flush();
            match char::from_u32(u32::from(unit)).filter(|character| *character != '\0') {
                Some(character) => self.says(character.encode_utf8(&mut [0; 4])),
                None => self.undecoded += 1,
            }
        }
    }

    fn character(&mut self, character: &str) {
        self.flush();
        self.says(character);
    }

    /// Decodes the bytes so far.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        // Bytes of pictures are no words in any encoding.
        if self.now.to == Destination::LeftOut(None) {
            return;
        }
        let (text, malformed) = self.now.encoding.decode_without_bom_handling(&bytes);
        if malformed {
            self.undecoded += text.matches('\u{fffd}').count();
        }
        self.says(&text);
    }

    /// Puts words where they belong.
    fn says(&mut self, words: &str) {
        match self.now.to {
            Destination::Body if self.now.deleted => {
                self.paragraphs.drop("deleted with tracked changes", words.chars().count());
            }
            Destination::Body if self.now.hidden => self.paragraphs.drop("hidden text", words.chars().count()),
            Destination::Body => {
                // The characters of a line end and a page end are white space in a paragraph.
                let is_plain = !words.contains(['\n', '\r', '\u{c}']);
                let mended = if is_plain { None } else { Some(words.replace(['\n', '\r', '\u{c}'], " ")) };
                self.paragraphs.words(mended.as_deref().unwrap_or(words), self.now.bold, self.now.italic);
            }
            Destination::LeftOut(Some(why)) => self.paragraphs.drop(why, words.chars().count()),
            Destination::Comment => self.comment.push_str(words),
            Destination::Author => self.author.push_str(words),
            Destination::CommentNumber => self.comment_number.push_str(words),
            Destination::RangeStart | Destination::RangeEnd => self.number.push_str(words),
            Destination::Styles => self.style_name.push_str(words),
            Destination::Fonts | Destination::OldSpelling | Destination::LeftOut(None) => {}
        }
        if self.now.to == Destination::Styles && self.style_name.ends_with(';') {
            let name = std::mem::take(&mut self.style_name);
            if names_a_heading(name.trim_end_matches(';').trim()) {
                self.headings.push(self.now.style);
            }
        }
    }

    /// What a destination was for, at its end.
    fn ends(&mut self, destination: Destination) {
        match destination {
            Destination::RangeStart => {
                let id = self.paragraphs.begin_comment();
                self.ranges.insert(std::mem::take(&mut self.number).trim().to_owned(), id);
            }
            Destination::RangeEnd => {
                let number = std::mem::take(&mut self.number);
                if let Some(&id) = self.ranges.get(number.trim()) {
                    self.paragraphs.end_comment(id);
                }
            }
            Destination::Comment => {
                let number = std::mem::take(&mut self.comment_number);
                let known = self.ranges.remove(number.trim());
                let id = known.unwrap_or_else(|| self.paragraphs.begin_comment());
                let (comment, author) = (std::mem::take(&mut self.comment), std::mem::take(&mut self.author));
                self.paragraphs.fill_comment(id, &comment, &author);
            }
            _ => {}
        }
    }

    fn tab(&mut self) {
        match self.now.to {
            Destination::Body if !self.now.hidden && !self.now.deleted => self.paragraphs.tab(),
            Destination::Comment => self.comment.push(' '),
            _ => {}
        }
    }

    fn line_ends(&mut self) {
        match self.now.to {
            Destination::Body => self.paragraphs.line_break(),
            Destination::Comment => self.comment.push('\n'),
            _ => {}
        }
    }

    fn paragraph_ends(&mut self) {
        self.flush();
        match self.now.to {
            // A paragraph mark that was deleted joins the paragraph to the next.
            Destination::Body if self.now.deleted => {}
            Destination::Body => {
                if self.now.in_table {
                    self.enter_cell();
                } else if self.paragraphs.is_in_table() {
                    self.paragraphs.end_table();
                    self.has_row = false;
                }
                self.mark_heading();
                self.paragraphs.end();
            }
            Destination::Comment => self.comment.push('\n'),
            _ => {}
        }
    }

    fn mark_heading(&mut self) {
        let by_level = self.now.outline.is_some_and(|level| (0..9).contains(&level));
        if by_level || self.headings.contains(&self.now.style) {
            self.paragraphs.heading();
        }
    }

    /// Rich text says of a paragraph that it is in a table, and where cells and rows end; where they begin follows.
    fn enter_cell(&mut self) {
        if !self.paragraphs.is_in_table() {
            self.paragraphs.begin_table();
            self.has_row = false;
        }
        if !self.has_row {
            self.paragraphs.begin_row();
            self.has_row = true;
        }
        if !self.paragraphs.is_in_cell() {
            self.paragraphs.begin_cell();
        }
    }

    fn cell_ends(&mut self) {
        if self.now.to == Destination::Body {
            self.enter_cell();
            self.paragraphs.end_cell();
        }
    }

    fn row_ends(&mut self) {
        if self.now.to == Destination::Body && self.paragraphs.is_in_table() {
            self.paragraphs.end_cell();
            self.has_row = false;
        }
    }
}

/// The character that a control word stands for.
fn character(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"emdash" => "\u{2014}",
        b"endash" => "\u{2013}",
        b"bullet" => "\u{2022}",
        b"lquote" => "\u{2018}",
        b"rquote" => "\u{2019}",
        b"ldblquote" => "\u{201c}",
        b"rdblquote" => "\u{201d}",
        b"emspace" => "\u{2003}",
        b"enspace" => "\u{2002}",
        b"qmspace" => "\u{2005}",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        b"ltrmark" => "\u{200e}",
        b"rtlmark" => "\u{200f}",
        _ => return None,
    })
}
