//! What Word, OpenDocument, rich text and web pages have in common: paragraphs, tables and comments become a text
//! with its turns.
//!
//! A reader turns its own syntax into calls of [`Paragraphs`], in the order of the document, and asks for the draft at the end.

mod comments;
mod table;
mod write;

use crate::corpus::{LineBreaks, ReadOptions, ReadReport, Time};
use crate::text::words;

use super::Draft;
use super::prose::empty;
use comments::Comment;
pub(super) use comments::CommentId;
use table::Table;

/// What a paragraph of the text is.
#[derive(Clone, Debug, Default)]
struct Block {
    text: String,
    heading: bool,
    bold: bool,
    italic: bool,
    /// Speaker and time of a table's row: the words stand in the next blocks.
    row: Option<(Option<String>, Option<Time>)>,
    /// Whether it belongs to the row above.
    in_row: bool,
}

/// Where something is: the block, and the byte in its text.
type Place = (usize, usize);

/// The paragraphs so far.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    blocks: Vec<Block>,
    now: Block,
    /// Whether every run with words so far is bold, italic.
    set: Option<(bool, bool)>,
    /// Tables that are open, each in a cell of the one before.
    tables: Vec<Table>,
    comments: Vec<Comment>,
    dropped: Vec<(&'static str, usize)>,
}

impl Paragraphs {
    /// Adds words of the paragraph, with how they are set.
    pub(super) fn words(&mut self, text: &str, bold: bool, italic: bool) {
        let before = self.length();
        self.now.text.push_str(text);
        if self.has_words_since(before) {
            self.set_since(bold, italic);
        }
    }

    /// Adds characters of the paragraph; [`Self::set_since`] says how they are set.
    pub(super) fn characters(&mut self, characters: impl Iterator<Item = char>) {
        self.now.text.extend(characters);
    }

    /// Adds a tab.
    pub(super) fn tab(&mut self) {
        self.now.text.push('\t');
    }

    /// Breaks the line within the paragraph. A paragraph does not begin with a break.
    pub(super) fn line_break(&mut self) {
        if !self.now.text.is_empty() {
            self.now.text.push('\n');
        }
    }

    /// How many bytes the paragraph has so far.
    pub(super) fn length(&self) -> usize {
        self.now.text.len()
    }

    /// The last character of the paragraph so far.
    pub(super) fn last(&self) -> Option<char> {
        self.now.text.chars().next_back()
    }

    /// Whether the paragraph has words behind a byte of it.
    pub(super) fn has_words_since(&self, byte: usize) -> bool {
        words(&self.now.text[byte..]).next().is_some()
    }

    /// Says how the words that were added last are set. A paragraph is bold where all its words are.
    pub(super) fn set_since(&mut self, bold: bool, italic: bool) {
        let (all_bold, all_italic) = self.set.unwrap_or((true, true));
        self.set = Some((all_bold && bold, all_italic && italic));
    }

    /// Makes the paragraph a heading, which nobody said.
    pub(super) fn heading(&mut self) {
        self.now.heading = true;
    }

    /// Ends the paragraph. One without words leaves no trace.
    pub(super) fn end(&mut self) {
        let mut block = std::mem::take(&mut self.now);
        (block.bold, block.italic) = self.set.take().unwrap_or_default();
        if !block.text.trim().is_empty() {
            self.blocks.push(block);
        }
    }

    /// Counts characters that are left out, under the reason why.
    pub(super) fn drop(&mut self, why: &'static str, characters: usize) {
        match self.dropped.iter_mut().find(|(known, _)| *known == why) {
            _ if characters == 0 => {}
            Some((_, count)) => *count += characters,
            None => self.dropped.push((why, characters)),
        }
    }

    fn here(&self) -> Place {
        (self.blocks.len(), self.length())
    }

    /// The draft of what was gathered; `name` is what diagnostics call the file.
    pub(super) fn draft(mut self, report: ReadReport, options: &ReadOptions, name: &str) -> Draft {
        self.close_tables();
        self.end();
        let line_breaks = options.line_breaks.unwrap_or(LineBreaks::Paragraph);
        let mut draft = Draft { line_breaks, report, ..Draft::default() };
        draft.report.dropped.extend(self.dropped.iter().map(|&(why, count)| (why.to_owned(), count)));
        let places = self.write(&mut draft, options, name);
        self.annotate(&places, &mut draft);
        if draft.turns.is_empty() {
            draft.report.diagnostics.push(empty());
        }
        draft
    }
}

/// Whether a style's name says that its paragraphs are headings.
pub(super) fn names_a_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    ["heading", "kop", "title", "titel", "subtitle", "ondertitel", "toc"]
        .iter()
        .any(|name| style.strip_prefix(name).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b' ')))
}

#[cfg(test)]
mod tests;
