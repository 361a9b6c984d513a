//! Sentences: UAX #29 within one paragraph, with two tailorings.
//!
//! No break after an abbreviation or an initial; a break after . ! ? … and a space before *’s*, *’t*, *’n*
//! with a capital, or before an opening quote or bracket with a capital. Everything else is the standard's.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::is_apostrophe;

/// The abbreviations of a language, after which a sentence goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviations(BTreeSet<&'static str>);

const DUTCH: &str = include_str!("lists/abbreviations.nl.txt");
const ENGLISH: &str = include_str!("lists/abbreviations.en.txt");

impl Abbreviations {
    /// Those of a language by its two-letter code; of an unknown one, Dutch and English together.
    #[must_use]
    pub fn of(language: Option<&str>) -> Self {
        let lists: &[&'static str] = match language {
            Some("nl") => &[DUTCH],
            Some("en") => &[ENGLISH],
            _ => &[DUTCH, ENGLISH],
        };
        let entries = lists.iter().flat_map(|list| list.lines()).map(str::trim);
        Self(entries.filter(|line| !line.is_empty() && !line.starts_with('#')).collect())
    }

    /// Whether `before`, which a full stop ends, ends in an abbreviation or initials rather than a sentence.
    fn end(&self, before: &str) -> bool {
        let token = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !token.ends_with('.') {
            return false;
        }
        let mut letters = token.split_terminator('.');
        let initials = letters.clone().count() <= 2
            && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
        initials || self.0.contains(token.to_lowercase().as_str())
    }
}

/// Where sentences start in a paragraph whose line breaks are spaces, in bytes; the first is 0.
pub(super) fn starts(paragraph: &str, abbreviations: &Abbreviations) -> Vec<usize> {
    let mut starts: Vec<usize> = paragraph.split_sentence_bound_indices().map(|(start, _)| start).collect();
    starts.extend(openings(paragraph));
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&start| start == 0 || !abbreviations.end(paragraph[..start].trim_end()));
    starts
}

/// Places after a terminator and a space where an apostrophe word, a quote or a bracket opens a sentence.
fn openings(paragraph: &str) -> impl Iterator<Item = usize> + '_ {
    paragraph.char_indices().filter(|&(_, c)| c.is_whitespace()).filter_map(|(space, c)| {
        let next = space + c.len_utf8();
        let before = paragraph[..space].trim_end_matches(is_closing);
        (before.ends_with(['.', '!', '?', '…']) && opens_sentence(&paragraph[next..])).then_some(next)
    })
}

fn opens_sentence(rest: &str) -> bool {
    let mut after = rest.chars();
    match after.next() {
        Some(c) if is_apostrophe(c) => {
            let particle = matches!(after.next(), Some('s' | 't' | 'n'));
            particle && after.next().is_some_and(char::is_whitespace) && after.next().is_some_and(char::is_uppercase)
                || rest.chars().nth(1).is_some_and(char::is_uppercase)
        }
        Some('"' | '“' | '„' | '«' | '‹' | '‚' | '(' | '[') => after.next().is_some_and(char::is_uppercase),
        _ => false,
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | '›' | ')' | ']')
}

#[cfg(test)]
mod tests {
    use super::{Abbreviations, starts};

    fn cut<'a>(paragraph: &'a str, language: &str) -> Vec<&'a str> {
        let starts = starts(paragraph, &Abbreviations::of(Some(language)));
        let ends = starts.iter().skip(1).copied().chain([paragraph.len()]);
        starts.iter().zip(ends).map(|(&start, end)| paragraph[start..end].trim()).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(cut("Ik sprak mevr. Jansen. Dat hielp.", "nl").len(), 2);
        assert_eq!(cut("Dat was J. P. Vos, d.w.z. Jan.", "nl").len(), 1);
        assert_eq!(cut("I saw Dr. Hill. Then home.", "en").len(), 2);
        assert_eq!(cut("Met Dr. Hill. Then mevr. Bos.", "en").len(), 3, "a Dutch abbreviation is no English one");
    }

    #[test]
    fn apostrophes_quotes_and_brackets_open_a_sentence() {
        assert_eq!(cut("Ik zweeg. ’s Avonds niet.", "nl"), ["Ik zweeg.", "’s Avonds niet."]);
        assert_eq!(cut("Ik dacht na… (Dat doe ik vaker.) En toen?", "nl").len(), 3);
        assert_eq!(cut("Zij zei: ‘Kom maar.’ “Goed,” zei ik.", "nl"), ["Zij zei: ‘Kom maar.’", "“Goed,” zei ik."]);
        assert_eq!(cut("Ik dacht na… en toen", "nl").len(), 1, "dots before a small letter do not end a sentence");
    }

    #[test]
    fn everything_else_is_the_standard() {
        assert_eq!(cut("Nee! Echt niet? Nou. 3.5 uur.", "nl").len(), 4);
    }
}
