//! From bytes to what people and other programs count in: lines, columns, code points, UTF-16 units.

/// A place as an editor shows it, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line; `\n`, `\r\n` and a lone `\r` each end one.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

/// An index of a text, to turn byte offsets into lines, code points and UTF-16 units.
///
/// ```
/// use kantlijn::text::Lines;
///
/// let text = "één\n🙂 twee";
/// let lines = Lines::new(text);
/// assert_eq!((lines.position(6).line, lines.position(6).column), (2, 1));
/// assert_eq!(lines.code_point(10), 5);
/// assert_eq!(lines.utf16(10), 6);
/// assert_eq!(lines.byte_of_code_point(5), Some(10));
/// ```
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// (byte, code points, UTF-16 units) before every so many bytes, so that a look-up reads little.
    marks: Vec<(usize, usize, usize)>,
}

const STEP: usize = 1024;

impl<'a> Lines<'a> {
    /// Indexes a text: one pass.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || byte == b'\r' && bytes.get(i + 1) != Some(&b'\n') {
                starts.push(i + 1);
            }
        }
        let (mut marks, mut points, mut units, mut next) = (Vec::new(), 0, 0, 0);
        for (at, c) in text.char_indices() {
            if at >= next {
                marks.push((at, points, units));
                next = at + STEP;
            }
            points += 1;
            units += c.len_utf16();
        }
        if marks.is_empty() {
            marks.push((0, 0, 0));
        }
        Self { text, starts, marks }
    }

    /// The line and column of a byte offset.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= byte).max(1);
        let column = self.text.get(self.starts[line - 1]..byte).map_or(0, |before| before.chars().count());
        Position { line: count(line), column: count(column + 1) }
    }

    /// The line from 1 as text, without its end.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<&'a str> {
        let index = (line as usize).checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// How many code points stand before a byte offset.
    #[must_use]
    pub fn code_point(&self, byte: usize) -> usize {
        let (at, points, _) = self.mark_before(byte);
        points + self.text[at..byte].chars().count()
    }

    /// How many UTF-16 units stand before a byte offset.
    #[must_use]
    pub fn utf16(&self, byte: usize) -> usize {
        let (at, _, units) = self.mark_before(byte);
        units + self.text[at..byte].chars().map(char::len_utf16).sum::<usize>()
    }

    /// The byte offset of a code point; the text's length for the one past the last; else nothing.
    #[must_use]
    pub fn byte_of_code_point(&self, point: usize) -> Option<usize> {
        let mark = self.marks.partition_point(|&(_, points, _)| points <= point).max(1) - 1;
        let (at, points, _) = self.marks[mark];
        let rest = &self.text[at..];
        rest.char_indices().map(|(i, _)| at + i).chain([self.text.len()]).nth(point - points)
    }

    fn mark_before(&self, byte: usize) -> (usize, usize, usize) {
        self.marks[self.marks.partition_point(|&(at, _, _)| at <= byte).max(1) - 1]
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Lines;

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in "[aé🙂\\n]{0,3000}") {
            let lines = Lines::new(&text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(lines.code_point(byte), point);
                prop_assert_eq!(lines.byte_of_code_point(point), Some(byte));
            }
            prop_assert_eq!(lines.utf16(text.len()), text.encode_utf16().count());
            prop_assert_eq!(lines.byte_of_code_point(text.chars().count() + 1), None);
        }
    }

    #[test]
    fn every_line_end_counts_once() {
        let lines = Lines::new("a\r\nb\rc\nd");
        assert_eq!([1, 2, 3, 4].map(|n| lines.line(n)), [Some("a"), Some("b"), Some("c"), Some("d")]);
        assert_eq!(lines.position(7).line, 4);
    }
}
