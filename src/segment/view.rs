//! A turn as the cutters see it: gaps blanked and line breaks made spaces, byte for byte as long as the turn.

use crate::corpus::{Document, LineBreaks};
use crate::text::Span;

/// Writes the view of `span` over `view`, and answers with the paragraphs in it, as offsets into the view.
///
/// Equal length keeps every offset valid without a table of shifts; the cost is one copy of the turn.
pub(super) fn write(document: &Document, span: Span, view: &mut String) -> Vec<Span> {
    let mut bytes = std::mem::take(view).into_bytes();
    bytes.clear();
    bytes.extend_from_slice(span.of(&document.text).as_bytes());
    for gap in document.gaps_in(span) {
        if let Some(inside) = gap.span.intersect(span) {
            bytes[(inside.start - span.start) as usize..(inside.end - span.start) as usize].fill(b' ');
        }
    }
    let paragraphs = paragraphs(&bytes, document.line_breaks);
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'\n', b'\r', &bytes[at..]) {
        at += found + 1;
        bytes[at - 1] = b' ';
    }
    // Gaps and breaks lie on character boundaries and are replaced whole, so this is still UTF-8; a gap
    // that a faulty reader cut inside a character costs its words, not the run.
    *view = String::from_utf8(bytes).unwrap_or_else(|error| " ".repeat(error.as_bytes().len()));
    paragraphs
}

/// Stretches between blank lines, or lines where each is a paragraph.
fn paragraphs(bytes: &[u8], line_breaks: LineBreaks) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let (mut start, mut line) = (0, 0);
    while line <= bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[line..]).map_or(bytes.len(), |n| line + n);
        let blank = bytes[line..end].iter().all(u8::is_ascii_whitespace);
        if blank || line_breaks == LineBreaks::Paragraph {
            if start < line {
                paragraphs.push(Span::new(start, line));
            }
            if !blank {
                paragraphs.push(Span::new(line, end));
            }
            start = end;
        }
        let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        line = end + 1 + usize::from(crlf);
        if blank || line_breaks == LineBreaks::Paragraph {
            start = line.min(bytes.len());
        }
    }
    if start < bytes.len() {
        paragraphs.push(Span::new(start, bytes.len()));
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use crate::corpus::LineBreaks;

    fn cut(text: &str, line_breaks: LineBreaks) -> Vec<&str> {
        paragraphs(text.as_bytes(), line_breaks).iter().map(|span| span.of(text).trim()).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs_and_single_breaks_only_when_told() {
        let text = "een\r\ntwee\r\n\r\ndrie\n \nvier";
        assert_eq!(cut(text, LineBreaks::Wrap), ["een\r\ntwee", "drie", "vier"]);
        assert_eq!(cut(text, LineBreaks::Paragraph), ["een", "twee", "drie", "vier"]);
        assert_eq!(cut("", LineBreaks::Wrap), [] as [&str; 0]);
        assert_eq!(cut("a\rb", LineBreaks::Paragraph), ["a", "b"]);
    }
}
