//! Words: UAX #29 word segments that hold a letter or a digit.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// The words of a text, in order.
///
/// A word is a UAX #29 word segment with at least one letter or digit. Texts and rules are cut by this
/// same function, so whatever is copied from a transcript into a rule matches there.
///
/// ```
/// use kantlijn::text::words;
///
/// let text = "’s Avonds zei z'n co-ouder n.v.t.: 24/7 [naam]…";
/// let cut: Vec<_> = words(text).map(|word| word.of(text)).collect();
/// assert_eq!(cut, ["s", "Avonds", "zei", "z'n", "co", "ouder", "n.v.t", "24", "7", "naam"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, slow: None }
}

/// An iterator over the words of a text; see [`words`].
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    slow: Option<(usize, unicode_segmentation::UnicodeWordIndices<'a>)>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    /// A run between spaces is cut on its own, since UAX #29 breaks between white space and letters. A run of
    /// ASCII letters and digits, perhaps between punctuation, is one word; any other run goes to
    /// `unicode-segmentation`, which is right about all of them and thirty times slower.
    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some((base, slow)) = &mut self.slow {
                if let Some((start, word)) = slow.next() {
                    return Some(Span::new(*base + start, *base + start + word.len()));
                }
                self.slow = None;
            }
            let bytes = self.text.as_bytes();
            let space = self.at;
            while bytes.get(self.at).is_some_and(|&b| is_space(b)) {
                self.at += 1;
            }
            if self.at == bytes.len() {
                return None;
            }
            let start = self.at;
            while bytes.get(self.at).is_some_and(|&b| !is_space(b)) {
                self.at += 1;
            }
            let run = &bytes[start..self.at];
            let from = run.iter().position(|&b| !is_edge(b)).unwrap_or(run.len());
            let to = run.len() - run[from..].iter().rev().position(|&b| !is_edge(b)).unwrap_or(run.len() - from);
            let core = &run[from..to];
            if core.iter().all(u8::is_ascii_alphanumeric) {
                if !core.is_empty() {
                    return Some(Span::new(start + from, start + to));
                }
            } else {
                // A combining mark belongs to the space before it, so a run that may begin with one takes it along.
                let start = if run[0].is_ascii() { start } else { space };
                self.slow = Some((start, self.text[start..self.at].unicode_word_indices()));
            }
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// ASCII punctuation that never belongs to a word at its edge: all but the underscore, which joins.
fn is_edge(byte: u8) -> bool {
    byte.is_ascii_punctuation() && byte != b'_'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{Span, words};

    fn reference(text: &str) -> Vec<Span> {
        text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect()
    }

    proptest! {
        #[test]
        fn equal_to_the_reference_on_any_text(text in any::<String>()) {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), reference(&text));
        }

        #[test]
        fn equal_to_the_reference_on_awkward_text(text in "[a-c1-2éğꠣ \\n\\t.,:;'’_\"\\-\u{301}\u{ad}\u{200d}🙂שא]{0,40}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), reference(&text));
        }
    }
}
