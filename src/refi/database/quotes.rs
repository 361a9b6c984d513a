//! Passages against the words that their coder saw: a database keeps them, and a text may have been changed since.

use crate::diagnostic::Diagnostic;
use crate::text::{Lines, Span};

use super::super::calibrate::is_whole;
use super::super::{PlainText, Selection};

/// So many places are told; the rest are counted.
const PLACES: usize = 8;

/// Puts the passages of a text where their words stand, in characters, and says which were elsewhere.
///
/// `spans` is where they lie by their positions. One whose words stand at a single other place has that; else it keeps its own.
pub(crate) fn settle(
    name: &str,
    text: &PlainText,
    spans: &[Option<Span>],
    selections: &mut [Selection],
) -> Vec<Diagnostic> {
    let lines = Lines::new(&text.text);
    let mut bare = None;
    let (mut moved, mut changed) = (Vec::new(), Vec::new());
    for (selection, span) in selections.iter_mut().zip(spans) {
        let mut place = span.filter(|span| !span.is_empty());
        let is_said = place.is_some_and(|span| is_whole(span.of(&text.text), &selection.name));
        if !selection.name.trim().is_empty() && !is_said {
            let bare = bare.get_or_insert_with(|| Bare::of(&text.text));
            match bare.only(&selection.name) {
                Some(found) => {
                    place = Some(found);
                    moved.push(found);
                }
                None => changed.extend(place),
            }
        }
        let point = |byte: u32| i64::try_from(lines.code_point(byte as usize)).ok();
        (selection.start, selection.end) = match place {
            Some(span) => (point(span.start), point(span.end)),
            // What is empty or backwards is told by its own positions.
            None if selection.start >= selection.end => continue,
            None => (None, None),
        };
    }
    let told = |places: &[Span]| {
        let listed: Vec<String> = places
            .iter()
            .take(PLACES)
            .map(|span| format!("{}–{}", lines.code_point(span.start as usize), lines.code_point(span.end as usize)))
            .collect();
        let more = places.len().saturating_sub(PLACES);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("characters {}{more}", listed.join(", "))
    };
    let mut found = Vec::new();
    if !moved.is_empty() {
        let (passages, are, their) = plural(moved.len());
        let message =
            format!("`{name}`: {passages} {are} read where {their} words stand, not by position ({})", told(&moved));
        found.push(Diagnostic::note("moved-passages", message));
    }
    if !changed.is_empty() {
        let (passages, _, their) = plural(changed.len());
        let has = if changed.len() == 1 { "has" } else { "have" };
        let message = format!(
            "`{name}`: {passages} {has} other words at {their} place than were coded, which stand nowhere or several times: \
             what stands there now is coded ({})",
            told(&changed)
        );
        let help =
            "was the text changed since? Look at these quotes, and code them anew in the program if they are wrong";
        found.push(Diagnostic::warning("not-carried", message).help(help));
    }
    found
}

fn plural(count: usize) -> (String, &'static str, &'static str) {
    if count == 1 { ("1 passage".to_owned(), "is", "its") } else { (format!("{count} passages"), "are", "their") }
}

/// A text without white space, in which words are sought.
struct Bare {
    text: String,
    /// Where each of its bytes stands in the text.
    from: Vec<u32>,
}

impl Bare {
    fn of(text: &str) -> Self {
        let mut bare = Self { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            bare.text.push(c);
            bare.from.extend((0..c.len_utf8()).map(|byte| (at + byte) as u32));
        }
        bare
    }

    /// The place of words that stand at one place.
    fn only(&self, words: &str) -> Option<Span> {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let mut found = memchr::memmem::find_iter(self.text.as_bytes(), words.as_bytes());
        let (first, second) = (found.next()?, found.next());
        if second.is_some() {
            return None;
        }
        let end = self.from[first + words.len() - 1] + 1;
        Some(Span { start: self.from[first], end })
    }
}

#[cfg(test)]
mod tests {
    use super::settle;
    use crate::refi::{PlainText, Selection};
    use crate::text::Span;

    #[test]
    fn a_passage_lies_where_its_words_stand_and_else_where_it_was() {
        let text = "I: Hoe?\nR: \u{1f642} Ik zweeg. Ja. Het was\nzwaar. Ja.\n";
        let plain =
            PlainText { text: text.to_owned(), encoding: "UTF-8", marked: false, is_from_xml: false, replaced: 0 };
        let at = |quote: &str| {
            let start = text.find(quote).expect("words");
            Span::new(start, start + quote.len())
        };
        let named =
            |name: &str| Selection { name: name.to_owned(), start: Some(0), end: Some(9), ..Selection::default() };
        let mut selections = [
            named("Ik zweeg."),
            named("Het was\u{2029}zwaar."),
            named("Ja."),
            named("Ik lachte."),
            named("Weg."),
            named(""),
        ];
        let spans = [
            Some(at("Ik zweeg.")),
            Some(at("zweeg")),
            Some(at("zwaar")),
            Some(at("Ik zweeg.")),
            None,
            Some(at("Hoe?")),
        ];
        let found = settle("r1", &plain, &spans, &mut selections);
        let places: Vec<String> = selections
            .iter()
            .map(|one| match (one.start, one.end) {
                (Some(start), Some(end)) => text.chars().skip(start as usize).take((end - start) as usize).collect(),
                _ => "nowhere".to_owned(),
            })
            .collect();
        assert_eq!(places, ["Ik zweeg.", "Het was\nzwaar.", "zwaar", "Ik zweeg.", "nowhere", "Hoe?"]);
        assert!(found[0].message.contains("1 passage is read where its words stand"), "{found:?}");
        assert!(found[1].message.contains("2 passages have other words at their place"), "{found:?}");
    }
}
