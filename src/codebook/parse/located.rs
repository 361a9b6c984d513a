//! A text with the way back to where a file has it, through escapes and cells.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Severity, SourceText};
use crate::text::Span;

/// A source, its lines, and for spreadsheets the cell that it is.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) source: Arc<SourceText>,
    /// `row 12, column rules`, where lines mean nothing.
    pub(super) cell: Option<String>,
    /// The row of that cell, from 1.
    pub(super) row: u32,
    line_starts: Vec<usize>,
}

impl Origin {
    /// A text file.
    pub(super) fn file(source: &Arc<SourceText>) -> Arc<Self> {
        let ends = memchr::memchr_iter(b'\n', source.text.as_bytes());
        let line_starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Arc::new(Self { source: Arc::clone(source), cell: None, row: 0, line_starts })
    }

    /// One cell of the table `name`.
    pub(super) fn cell(name: &str, text: &str, row: u32, cell: String) -> Arc<Self> {
        let source = Arc::new(SourceText { name: name.to_owned(), text: text.to_owned() });
        Arc::new(Self { source, cell: Some(cell), row, line_starts: Vec::new() })
    }

    fn line(&self, byte: usize) -> u32 {
        if self.cell.is_some() {
            return self.row;
        }
        u32::try_from(self.line_starts.partition_point(|&start| start <= byte)).unwrap_or(u32::MAX)
    }
}

/// A text that was cut or unescaped from a source, with the source's place of every byte.
#[derive(Clone, Debug)]
pub(super) struct Located {
    /// The text as it is meant.
    pub(super) text: String,
    origin: Arc<Origin>,
    steps: Steps,
}

/// (byte here, byte in the source) wherever the two stop running in step; the first at 0.
type Steps = Vec<(usize, usize)>;

impl Located {
    /// A whole source.
    pub(super) fn whole(origin: &Arc<Origin>) -> Self {
        Self { text: origin.source.text.clone(), origin: Arc::clone(origin), steps: vec![(0, 0)] }
    }

    /// The TOML string whose literal, quotes included, is `span` of the source, and which means `text`.
    pub(super) fn literal(origin: &Arc<Origin>, span: Span, text: &str) -> Self {
        let raw = origin.source.text.get(span.range()).unwrap_or_default();
        let steps = match unescape(raw) {
            Some((meant, steps)) if meant == text => {
                steps.into_iter().map(|(here, there)| (here, there + span.start as usize)).collect()
            }
            // A bare key, or a spelling that is not known here: every place in it is its start.
            _ if raw == text => vec![(0, span.start as usize)],
            _ => vec![(0, span.start as usize), (text.len(), span.end as usize)],
        };
        Self { text: text.to_owned(), origin: Arc::clone(origin), steps }
    }

    /// A TOML string inside this text, at `span` of it.
    pub(super) fn inner_literal(&self, span: Span, text: &str) -> Self {
        let raw = self.text.get(span.range()).unwrap_or_default();
        let inner = match unescape(raw) {
            Some((meant, steps)) if meant == text => steps,
            _ => vec![(0, 0), (text.len(), raw.len())],
        };
        let steps = inner.into_iter().map(|(here, there)| (here, self.source_of(there + span.start as usize)));
        Self { text: text.to_owned(), origin: Arc::clone(&self.origin), steps: steps.collect() }
    }

    /// The part `start..end` of it, as a text of its own.
    pub(super) fn part(&self, start: usize, end: usize) -> Self {
        let inside = self.steps.iter().filter(|&&(here, _)| start < here && here <= end);
        let steps = std::iter::once((0, self.source_of(start)))
            .chain(inside.map(|&(here, there)| (here - start, there)))
            .collect();
        let text = self.text.get(start..end).unwrap_or_default().to_owned();
        Self { text, origin: Arc::clone(&self.origin), steps }
    }

    /// It without white space around it.
    pub(super) fn trimmed(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        match self.text.trim().len() {
            length if length == self.text.len() => self,
            length => self.part(start, start + length),
        }
    }

    /// It without what stands behind `end`.
    pub(super) fn up_to(self, end: usize) -> Self {
        if end == self.text.len() { self } else { self.part(0, end) }
    }

    /// Its lines, trimmed, without empty ones.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                lines.push(self.part(start, start + line.len()).trimmed());
            }
            start += line.len();
        }
        lines
    }

    fn source_of(&self, byte: usize) -> usize {
        let step = self.steps.partition_point(|&(here, _)| here <= byte).max(1) - 1;
        self.steps.get(step).map_or(0, |&(here, there)| there + byte.saturating_sub(here))
    }

    /// Where the source has `span` of it.
    pub(super) fn place(&self, span: Span) -> Place {
        let text = &self.origin.source.text;
        let end = self.source_of(span.end as usize).min(text.len());
        let start = self.source_of(span.start as usize).min(end);
        let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
        Place { source: Arc::clone(&self.origin.source), span: Span::new(start, end), cell: self.origin.cell.clone() }
    }

    /// Where the source has all of it.
    pub(super) fn place_of_all(&self) -> Place {
        self.place(Span::new(0, self.text.len()))
    }

    /// The line (or row) of the source on which it starts, from 1.
    pub(super) fn line(&self) -> u32 {
        self.origin.line(self.source_of(0))
    }
}

/// What a TOML string literal means, and where its bytes come from; `None` for what is no such literal.
fn unescape(raw: &str) -> Option<(Cow<'_, str>, Steps)> {
    for (quote, escapes) in [("'''", false), ("\"\"\"", true), ("'", false), ("\"", true)] {
        let Some(inner) = raw.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) else { continue };
        let mut start = quote.len();
        let mut inner = inner;
        if quote.len() == 3 {
            for line_end in ["\r\n", "\n"] {
                if let Some(rest) = inner.strip_prefix(line_end) {
                    (inner, start) = (rest, start + line_end.len());
                    break;
                }
            }
        }
        if !escapes || !inner.contains('\\') {
            return Some((Cow::Borrowed(inner), vec![(0, start)]));
        }
        return unescape_basic(inner, start).map(|(meant, steps)| (Cow::Owned(meant), steps));
    }
    None
}

fn unescape_basic(inner: &str, start: usize) -> Option<(String, Steps)> {
    let (mut meant, mut steps) = (String::with_capacity(inner.len()), vec![(0, start)]);
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        meant.push_str(&rest[..at]);
        let from = start + inner.len() - rest.len() + at;
        steps.push((meant.len(), from));
        let escape = &rest[at + 1..];
        let letter = escape.chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let mut used = letter.len_utf8() + digits;
        match letter {
            'b' => meant.push('\u{8}'),
            't' => meant.push('\t'),
            'n' => meant.push('\n'),
            'f' => meant.push('\u{c}'),
            'r' => meant.push('\r'),
            'e' => meant.push('\u{1b}'),
            '"' | '\\' => meant.push(letter),
            'x' | 'u' | 'U' => {
                let code = u32::from_str_radix(escape.get(1..=digits)?, 16).ok()?;
                meant.push(char::from_u32(code)?);
            }
            // A backslash at a line's end takes the white space after it away.
            _ => used = escape.len() - escape.trim_start().len(),
        }
        rest = escape.get(used..)?;
        steps.push((meant.len(), start + inner.len() - rest.len()));
    }
    meant.push_str(rest);
    Some((meant, steps))
}

/// What is wrong with a text, collected.
pub(super) struct Remarks<'a> {
    pub(super) at: &'a Located,
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Remarks<'a> {
    pub(super) fn new(at: &'a Located) -> Self {
        Self { at, found: Vec::new() }
    }

    pub(super) fn error(
        &mut self,
        kind: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.push(placed(Diagnostic::error(kind, message).help(help), self.at.place(span)));
    }

    pub(super) fn warning(
        &mut self,
        kind: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.found.push(placed(Diagnostic::warning(kind, message).help(help), self.at.place(span)));
    }

    /// Whether anything in it forbids using the text.
    pub(super) fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }
}

/// The diagnostic at that place.
pub(super) fn placed(mut diagnostic: Diagnostic, place: Place) -> Diagnostic {
    diagnostic.place = Some(place);
    diagnostic
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Located, Origin};
    use crate::diagnostic::SourceText;
    use crate::text::Span;

    fn word_in(file: &str, meant: &str, word: &str) -> String {
        let source = Arc::new(SourceText { name: "t".to_owned(), text: file.to_owned() });
        let origin = Origin::file(&source);
        let located = Located::literal(&origin, Span::new(0, file.len()), meant);
        let at = meant.find(word).unwrap();
        located.place(Span::new(at, at + word.len())).span.of(file).to_owned()
    }

    #[test]
    fn places_lead_back_through_every_kind_of_string() {
        assert_eq!(word_in(r#""a \"b c\" d""#, "a \"b c\" d", "b c"), "b c");
        assert_eq!(word_in(r#""a \"b c\" d""#, "a \"b c\" d", "\"b"), "\\\"b");
        assert_eq!(word_in(r#""caf\u00e9 d""#, "café d", "d"), "d");
        assert_eq!(word_in("'''\na\nb'''", "a\nb", "b"), "b");
        assert_eq!(word_in("\"\"\"\na \\\n   b\"\"\"", "a b", "b"), "b");
    }

    #[test]
    fn lines_know_their_line() {
        let file = "'''\na\n\n  b\n'''";
        let source = Arc::new(SourceText { name: "t".to_owned(), text: file.to_owned() });
        let located = Located::literal(&Origin::file(&source), Span::new(0, file.len()), "a\n\n  b\n");
        let lines: Vec<_> = located.lines().iter().map(|line| (line.text.clone(), line.line())).collect();
        assert_eq!(lines, [("a".to_owned(), 2), ("b".to_owned(), 4)]);
    }
}
