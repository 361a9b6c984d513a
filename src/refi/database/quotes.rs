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
            match otherwise(&text.text, &lines, selection).or_else(|| bare.only(&selection.name)) {
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

/// Where a passage lies when its positions count otherwise than most of its text: what QualCoder codes by itself it counts in
/// characters, what is marked by hand in UTF-16 units. Only a reading in which its words stand there is one.
fn otherwise(text: &str, lines: &Lines<'_>, selection: &Selection) -> Option<Span> {
    let start = usize::try_from(selection.start?).ok()?;
    let end = usize::try_from(selection.end?).ok()?;
    let in_points = lines.byte_of_code_point(start).zip(lines.byte_of_code_point(end));
    let in_units = || byte_of_unit(text, start).zip(byte_of_unit(text, end));
    let is_its = |&(start, end): &(usize, usize)| start < end && is_whole(&text[start..end], &selection.name);
    let (start, end) = in_points.filter(is_its).or_else(|| in_units().filter(is_its))?;
    Some(Span::new(start, end))
}

/// Where a UTF-16 unit begins; none inside a character, or beyond the text.
fn byte_of_unit(text: &str, unit: usize) -> Option<usize> {
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        if units >= unit {
            return (units == unit).then_some(byte);
        }
        units += c.len_utf16();
    }
    (units == unit).then_some(text.len())
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

    /// What is marked by hand counts an emoji twice, what the program coded by itself once.
    #[test]
    fn one_text_may_be_coded_in_two_ways_of_counting() {
        let text = "R: Ja. \u{1f642}\u{1f642} Ja. Nee. Ja.\n";
        let plain =
            PlainText { text: text.to_owned(), encoding: "UTF-8", marked: false, is_from_xml: false, replaced: 0 };
        let passage = |start: i64, end: i64| Selection {
            name: "Ja.".to_owned(),
            start: Some(start),
            end: Some(end),
            ..Selection::default()
        };
        // Of three times the same word, the second in characters and in units, and the last in characters.
        let mut selections = [passage(10, 13), passage(12, 15), passage(19, 22)];
        let wrong = Some(Span::new(0, 2));
        settle("r1", &plain, &[wrong; 3], &mut selections);
        let places: Vec<(Option<i64>, Option<i64>)> = selections.iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(places, [(Some(10), Some(13)), (Some(10), Some(13)), (Some(19), Some(22))]);
    }
}
