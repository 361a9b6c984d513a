//! The words of a document of Taguette, which it keeps as HTML, and where its positions lie in them.
//!
//! Taguette counts the bytes (UTF-8) of all text between the tags, white space included. Here a paragraph is a line, with a blank
//! line before it, and white space is as a reader of the page sees it.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::text::Span;

/// The words of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub text: String,
    /// Stretches that stand in both, in order.
    runs: Vec<Run>,
}

/// A stretch of text that is the same in the page and here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Bytes of text between tags before it, in the page.
    page: u64,
    own: u32,
    length: u32,
}

/// What stands between the last word and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Tab,
    Line,
    Paragraph,
}

impl Page {
    /// Of a document's HTML.
    pub fn of(html: &str) -> Self {
        let mut page = Self::default();
        let mut gap = Gap::default();
        let mut at = 0_u64;
        // How many elements are open in which white space stands as it is, and whether one has just begun.
        let (mut verbatim, mut is_new) = (0_usize, false);
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html.as_bytes(), emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    gap = gap.max(before(&tag.name));
                    is_new = is_verbatim(&tag.name);
                    verbatim += usize::from(is_new);
                    continue;
                }
                Token::EndTag(tag) => {
                    gap = gap.max(after(&tag.name));
                    verbatim = verbatim.saturating_sub(usize::from(is_verbatim(&tag.name)));
                }
                Token::String(words) => {
                    let words = String::from_utf8_lossy(&words);
                    // The first line end in such an element is not there, says the standard.
                    let words = words.strip_prefix('\n').filter(|_| is_new).unwrap_or(&words);
                    page.words(words, verbatim > 0, &mut gap, &mut at);
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => continue,
            }
            is_new = false;
        }
        page
    }

    fn words(&mut self, words: &str, is_verbatim: bool, gap: &mut Gap, at: &mut u64) {
        // NUL is none of a page's text.
        for c in words.chars().filter(|c| *c != '\0') {
            let length = c.len_utf8() as u64;
            if matches!(c, '\n' | '\r') && is_verbatim {
                *gap = (*gap).max(Gap::Line);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') && !(is_verbatim && *gap < Gap::Space) {
                *gap = (*gap).max(Gap::Space);
            } else {
                self.begins(std::mem::take(gap));
                self.adds(c, *at);
            }
            *at += length;
        }
    }

    /// Writes what stands between two words; before the first there is nothing.
    fn begins(&mut self, gap: Gap) {
        if !self.text.is_empty() {
            self.text.push_str(match gap {
                Gap::Nothing => "",
                Gap::Space => " ",
                Gap::Tab => "\t",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
    }

    fn adds(&mut self, c: char, at: u64) {
        // Spans count in 32 bits; what is larger is refused where it is read.
        let own = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let length = c.len_utf8() as u32;
        match self.runs.last_mut() {
            Some(run) if run.page + u64::from(run.length) == at && run.own + run.length == own => run.length += length,
            _ => self.runs.push(Run { page: at, own, length }),
        }
        self.text.push(c);
    }

    /// The stretch of words between two of Taguette's positions; one within a character is behind it, as there. None where no
    /// word stands between them.
    pub fn span(&self, start: u64, end: u64) -> Option<Span> {
        let (from, to) = (self.own(start), self.own_end(end));
        (from? < to?).then(|| Span { start: from.unwrap_or_default(), end: to.unwrap_or_default() })
    }

    /// Where the first word from a position on begins.
    fn own(&self, position: u64) -> Option<u32> {
        let at = self.runs.partition_point(|run| run.page + u64::from(run.length) <= position);
        let run = self.runs.get(at)?;
        Some(self.boundary(run.own + position.saturating_sub(run.page) as u32))
    }

    /// Where the last word before a position ends.
    fn own_end(&self, position: u64) -> Option<u32> {
        let at = self.runs.partition_point(|run| run.page < position);
        let run = self.runs[..at].last()?;
        let inside = (position - run.page).min(u64::from(run.length)) as u32;
        Some(self.boundary(run.own + inside))
    }

    fn boundary(&self, byte: u32) -> u32 {
        let mut byte = byte as usize;
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        byte as u32
    }
}

/// What an element begins with.
fn before(name: &[u8]) -> Gap {
    match name {
        b"p" | b"blockquote" | b"pre" | b"ul" | b"ol" | b"dl" | b"table" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5"
        | b"h6" | b"div" | b"section" | b"article" | b"hr" => Gap::Paragraph,
        b"br" | b"li" | b"dt" | b"dd" | b"tr" | b"caption" => Gap::Line,
        b"td" | b"th" => Gap::Tab,
        _ => Gap::Nothing,
    }
}

/// What an element ends with; cells are held apart by where the next begins.
fn after(name: &[u8]) -> Gap {
    match before(name) {
        Gap::Tab => Gap::Nothing,
        gap => gap,
    }
}

/// Whether white space in an element stands as it is.
fn is_verbatim(name: &[u8]) -> bool {
    matches!(name, b"pre" | b"textarea" | b"listing")
}

#[cfg(test)]
mod tests {
    use super::Page;

    /// The words between two positions, and what Taguette's own way of counting says: the bytes of all text between tags.
    fn quoted(html: &str, plain: &str, quote: &str) -> String {
        let page = Page::of(html);
        let start = plain.find(quote).expect("the quote stands there") as u64;
        let span = page.span(start, start + quote.len() as u64).expect("words");
        page.text[span.start as usize..span.end as usize].to_owned()
    }

    #[test]
    fn paragraphs_are_lines_and_entities_characters() {
        let html = "<h1>Gesprek</h1>\n<p>I: Hoe\n  ging&nbsp;het?</p><p>R: Caf\u{e9} &amp; <b>bar</b>,<br>\u{1f642} ja.</p>\n<ul><li>een</li>\n<li>twee</li></ul>";
        let page = Page::of(html);
        assert_eq!(page.text, "Gesprek\n\nI: Hoe ging\u{a0}het?\n\nR: Caf\u{e9} & bar,\n\u{1f642} ja.\n\neen\ntwee");
        let plain = "Gesprek\nI: Hoe\n  ging\u{a0}het?R: Caf\u{e9} & bar,\u{1f642} ja.\neen\ntwee";
        for quote in ["Gesprek", "\u{e9} & bar", "\u{1f642} ja.", "twee", "R: Caf\u{e9}"] {
            assert_eq!(quoted(html, plain, quote), quote);
        }
        assert_eq!(quoted(html, plain, "Hoe\n  ging"), "Hoe ging");
        assert_eq!(quoted(html, plain, "het?R: C"), "het?\n\nR: C");
        assert_eq!(quoted(html, plain, " ja.\neen\n"), "ja.\n\neen");
    }

    #[test]
    fn what_is_preformatted_keeps_its_lines() {
        let page = Page::of("<pre>\nI: Ja?\nR:  Nee.</pre>");
        assert_eq!(page.text, "I: Ja?\nR:  Nee.");
        assert_eq!(page.span(7, 15).map(|span| (span.start, span.end)), Some((7, 15)));
        assert_eq!(
            Page::of("<table><tr><td>I</td><td>Ja?</td></tr><tr><td>R</td><td>Nee</td></tr></table>").text,
            "I\tJa?\nR\tNee"
        );
    }

    #[test]
    fn positions_that_are_none_have_no_span() {
        let page = Page::of("<p>Jaz\u{e9}ker</p> <p>nee</p>");
        assert_eq!(page.span(3, 3), None);
        assert_eq!(page.span(9, 2), None);
        assert_eq!(page.span(8, 9), None, "the space between paragraphs");
        assert_eq!(page.span(99, 120), None);
        assert_eq!(page.span(4, 99).map(|span| (span.start, span.end)), Some((5, 13)), "within é is behind it");
        assert_eq!(Page::of("").span(0, 1), None);
        assert_eq!(Page::of("a\u{0}b<!-- x -->&bogus; <").text, "ab&bogus; <");
    }
}
