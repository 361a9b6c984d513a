//! Words that stand out in what was said.

use std::ops::Range;

use super::{Paint, Style, lines_of, shown_char};
use crate::render::screen::starred;

/// `text` as [`wrap`](super::wrap) wraps it, its marks painted; where there is no colour, between asterisks.
pub(super) fn marked(text: &str, marks: &[Range<usize>], indent: &str, style: Style) -> String {
    let (text, marks) = shown(text, marks);
    let (text, marks) = if style.colour { (text, marks) } else { starred(&text, &marks) };
    let options = lines_of(style.width.max(20).saturating_sub(indent.len()));
    let mut lines: Vec<String> = Vec::new();
    let mut read = 0;
    for line in textwrap::wrap(&text, options) {
        // Wrapping leaves blanks out and adds nothing, so each line is found in what is left of the text.
        let start = read + text.get(read..).and_then(|rest| rest.find(&*line)).unwrap_or(0);
        read = start + line.len();
        lines.push(format!("{indent}{}", painted(&text, start..read, &marks, style)));
    }
    lines.join("\n")
}

/// A part of the text, with what of the marks lies in it painted.
fn painted(text: &str, part: Range<usize>, marks: &[(usize, usize)], style: Style) -> String {
    let (mut line, mut from) = (String::new(), part.start);
    for &(start, end) in marks {
        let (start, end) = (start.max(from), end.min(part.end));
        let (Some(before), Some(mark)) = (text.get(from..start), text.get(start..end)) else { continue };
        line.push_str(before);
        line.push_str(&Paint::Match.on(mark, style));
        from = end;
    }
    line.push_str(text.get(from..part.end).unwrap_or_default());
    line
}

/// The text as it may stand on a screen, and where its marks are then: in order, none touching the next.
fn shown(text: &str, marks: &[Range<usize>]) -> (String, Vec<(usize, usize)>) {
    let mut out = String::new();
    // Where each byte of the text went.
    let mut places = vec![0; text.len() + 1];
    for (at, c) in text.char_indices() {
        places[at..at + c.len_utf8()].fill(out.len());
        out.extend(shown_char(c));
    }
    places[text.len()] = out.len();
    let mut placed: Vec<(usize, usize)> =
        marks.iter().filter_map(|mark| Some((*places.get(mark.start)?, *places.get(mark.end)?))).collect();
    placed.retain(|(start, end)| start < end);
    placed.sort_unstable();
    placed.dedup_by(|next, last| {
        let is_same = next.0 <= last.1;
        last.1 = if is_same { last.1.max(next.1) } else { last.1 };
        is_same
    });
    (out, placed)
}

#[cfg(test)]
mod tests {
    use super::super::wrap;
    use super::{Style, marked};

    const SAID: &str = "Ik schaamde me voor mijn werk, en dat heb ik altijd voor iedereen verzwegen.";

    fn place(text: &str, words: &str) -> std::ops::Range<usize> {
        let start = text.find(words).expect("there");
        start..start + words.len()
    }

    #[test]
    fn without_marks_it_is_wrapped_like_anything() {
        for width in [20, 33, 50, 80] {
            let style = Style { width, ..Style::default() };
            assert_eq!(marked(SAID, &[], "    ", style), wrap(SAID, "    ", style));
        }
    }

    #[test]
    fn a_match_is_painted_on_each_line_that_holds_some_of_it() {
        let style = Style { width: 34, colour: true, ..Style::default() };
        let shown = marked(SAID, &[place(SAID, "schaamde"), place(SAID, "mijn werk, en")], "  ", style);
        assert_eq!(
            shown.replace("\u{1b}[1m\u{1b}[35m", "<").replace("\u{1b}[0m", ">"),
            "  Ik <schaamde> me voor <mijn werk,>\n  <en> dat heb ik altijd voor\n  iedereen verzwegen."
        );
    }

    #[test]
    fn without_colour_a_match_stands_between_asterisks() {
        let marks = [place(SAID, "werk, en"), place(SAID, "mijn werk"), place(SAID, "verzwegen")];
        let style = Style { width: 100, ..Style::default() };
        assert_eq!(
            marked(SAID, &marks, "", style),
            "Ik schaamde me voor *mijn werk, en* dat heb ik altijd voor iedereen *verzwegen*."
        );
    }

    #[test]
    fn marks_follow_their_words_when_characters_go() {
        let said = "na\u{202e}ar\u{85}de ❤️ deur";
        let marks = [place(said, "❤️ deur"), 0..0, 400..500];
        let style = Style { width: 40, ..Style::default() };
        assert_eq!(marked(said, &marks, "", style), "naar de *❤️ deur*");
    }
}
