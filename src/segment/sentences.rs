//! Sentences: UAX #29 within one paragraph, with two tailorings.
//!
//! No break after an abbreviation or an initial; a break after . ! ? … and a space before *’s*, *’t*, *’n*
//! with a capital, or before an opening quote or bracket with a capital. Everything else is the standard's.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::is_apostrophe;

use super::ending::{Ending, dots_may_end, ending};

/// The abbreviations of a language, after which a sentence goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviations {
    all: BTreeSet<&'static str>,
    /// By length up to 31, with which letters before their last dot there are some, a bit each.
    likely: [u32; 32],
}

const DUTCH: &str = include_str!("lists/abbreviations.nl.txt");
const ENGLISH: &str = include_str!("lists/abbreviations.en.txt");

impl Abbreviations {
    /// Those of a language by its two-letter code; of an unknown one, Dutch and English together.
    #[must_use]
    pub fn of(language: Option<&str>) -> &'static Self {
        static OF_DUTCH: LazyLock<Abbreviations> = LazyLock::new(|| Abbreviations::new(&[DUTCH]));
        static OF_ENGLISH: LazyLock<Abbreviations> = LazyLock::new(|| Abbreviations::new(&[ENGLISH]));
        static OF_BOTH: LazyLock<Abbreviations> = LazyLock::new(|| Abbreviations::new(&[DUTCH, ENGLISH]));
        match language {
            Some("nl") => &OF_DUTCH,
            Some("en") => &OF_ENGLISH,
            _ => &OF_BOTH,
        }
    }

    fn new(lists: &[&'static str]) -> Self {
        let entries = lists.iter().flat_map(|list| list.lines()).map(str::trim);
        let all: BTreeSet<&'static str> = entries.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let mut likely = [0; 32];
        for entry in &all {
            likely[entry.len().min(31)] |= 1 << last_letter(entry.as_bytes());
        }
        Self { all, likely }
    }

    /// Whether what ends here is a word of small letters and a dot, of which there is surely no abbreviation: so end most
    /// sentences, and nothing need be written down to know.
    fn is_plain_word(&self, before: &[u8]) -> bool {
        let Some((b'.', word)) = before.split_last() else { return true };
        let length = word.iter().rev().take_while(|b| b.is_ascii_lowercase()).count();
        let alone = word.len().checked_sub(length + 1).is_none_or(|at| word[at] == b' ');
        alone && length > 0 && self.likely[(length + 1).min(31)] >> last_letter(before) & 1 == 0
    }

    /// Whether `before`, which a full stop ends, ends in an abbreviation or initials rather than a sentence.
    ///
    /// ```
    /// use kantlijn::segment::Abbreviations;
    ///
    /// let dutch = Abbreviations::of(Some("nl"));
    /// assert!(dutch.end("Ik sprak mevr."));
    /// assert!(!dutch.end("Ik zweeg."));
    /// ```
    #[must_use]
    pub fn end(&self, before: &str) -> bool {
        if self.is_plain_word(before.as_bytes()) {
            return false;
        }
        let token = before.rsplit(char::is_whitespace).next().unwrap_or("");
        let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !token.ends_with('.') {
            return false;
        }
        let mut letters = token.split_terminator('.');
        let initials = letters.clone().count() <= 2
            && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
        initials || self.all.contains(token.to_lowercase().as_str())
    }
}

/// The last letter before the dot of an abbreviation as a number below 32; letters outside ASCII are all one.
fn last_letter(abbreviation: &[u8]) -> u8 {
    let before = abbreviation.len().checked_sub(2).map_or(0, |at| abbreviation[at]);
    if before.is_ascii_alphabetic() { before.to_ascii_lowercase() - b'a' } else { 31 }
}

/// Where sentences start in a paragraph whose line breaks are spaces, in bytes, written over `starts`; the first is 0.
///
/// `stops` are the paragraph's [`Landmarks::stops`](crate::text::Landmarks), in bytes. Where everything around them is
/// plain, a few steps each tell; else the standard is asked.
pub(super) fn starts(
    paragraph: &str,
    stops: impl Iterator<Item = usize>,
    abbreviations: &Abbreviations,
    starts: &mut Vec<usize>,
) {
    if !plain_starts(paragraph, stops, abbreviations, starts) {
        *starts = slow_starts(paragraph, abbreviations);
    }
}

/// Writes the starts over `starts`; false when something stands there that the standard must be asked about.
fn plain_starts(
    paragraph: &str,
    stops: impl Iterator<Item = usize>,
    abbreviations: &Abbreviations,
    starts: &mut Vec<usize>,
) -> bool {
    let bytes = paragraph.as_bytes();
    starts.clear();
    starts.extend((!bytes.is_empty()).then_some(0));
    for stop in stops {
        match bytes[stop] {
            b'.' | b'!' | b'?' => match ending(bytes, stop) {
                Ending::None => {}
                Ending::Unsure => return false,
                Ending::At(start) => {
                    // Of `?!` both say where the sentence ends.
                    let is_new = starts.last().is_none_or(|&last| last < start);
                    // Closing quotes and brackets after a dot make it no abbreviation's.
                    let is_abbreviated = bytes[stop] == b'.' && abbreviations.end(paragraph[..start].trim_end());
                    if is_new && !is_abbreviated {
                        starts.push(start);
                    }
                }
            },
            0xe2 if bytes.get(stop + 1..stop + 3) == Some(&[0x80, 0xa6]) => {
                if dots_may_end(bytes, stop + 3) {
                    return false;
                }
            }
            // The end of a line, which has become a space.
            b' ' => {}
            _ => return false,
        }
    }
    true
}

/// The same by the standard.
pub(super) fn slow_starts(paragraph: &str, abbreviations: &Abbreviations) -> Vec<usize> {
    let mut starts = vec![0];
    starts.truncate(paragraph.len());
    for window in (Windows { text: paragraph, at: 0 }) {
        let around = &paragraph[window.clone()];
        starts.extend(around.split_sentence_bound_indices().skip(1).map(|(start, _)| window.start + start));
        starts.extend(openings(paragraph, window));
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|&start| start == 0 || !abbreviations.end(paragraph[..start].trim_end()));
    starts
}

/// The stretches of a text that decide where its sentences end: nothing outside them can.
///
/// UAX #29 ends a sentence after a terminator alone. What it looks at lies between the space before the
/// terminator and the next letter after it; the standard, which is slow, is asked about that stretch.
struct Windows<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Windows<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let mut found = self.terminator(self.at)?;
        let space = bytes[self.at..found].iter().rposition(|&b| b == b' ');
        let start = space.map_or(self.at, |space| self.at + space + 1);
        loop {
            let letter = bytes[found..].iter().position(u8::is_ascii_alphabetic);
            let end = letter.map_or(bytes.len(), |letter| found + letter + 1);
            self.at = end;
            // One in the same run of letters belongs to this window: it may look back as far as its start.
            match self.terminator(end) {
                Some(next) if !bytes[end..next].contains(&b' ') => found = next,
                _ => return Some(start..end),
            }
        }
    }
}

impl Windows<'_> {
    /// The next character that may end a sentence: every one outside ASCII that is not known never to.
    fn terminator(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            at += bytes
                .get(at..)?
                .iter()
                .position(|&b| !b.is_ascii() || matches!(b, b'.' | b'!' | b'?' | b'\n' | b'\r'))?;
            at += match &bytes[at..] {
                // Latin letters, the signs of Latin-1 without its control characters, dashes, quotes.
                [0xc3, ..] | [0xc2, 0xa0..=0xbf, ..] => 2,
                [0xe2, 0x80, 0x90..=0x9f, ..] => 3,
                _ => return Some(at),
            };
        }
    }
}

/// Places after a terminator and a space where an apostrophe word, a quote or a bracket opens a sentence.
fn openings(paragraph: &str, window: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let from = window.start;
    paragraph[window].char_indices().filter(|&(_, c)| c.is_whitespace()).filter_map(move |(space, c)| {
        let next = from + space + c.len_utf8();
        let before = paragraph[..from + space].trim_end_matches(is_closing);
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
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::{Abbreviations, openings};
    use crate::text::Landmarks;

    /// The starts, which are the same whether the standard is asked or not.
    fn starts(paragraph: &str, abbreviations: &Abbreviations) -> Vec<usize> {
        let mut landmarks = Landmarks::default();
        landmarks.find(paragraph);
        let mut starts = Vec::new();
        super::starts(paragraph, landmarks.stops.iter().map(|&stop| stop as usize), abbreviations, &mut starts);
        assert_eq!(starts, super::slow_starts(paragraph, abbreviations), "{paragraph:?}");
        starts
    }

    fn cut<'a>(paragraph: &'a str, language: &str) -> Vec<&'a str> {
        let starts = starts(paragraph, Abbreviations::of(Some(language)));
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

    /// The rules on the whole paragraph at once.
    fn reference(paragraph: &str, abbreviations: &Abbreviations) -> Vec<usize> {
        let mut starts: Vec<usize> = paragraph.split_sentence_bound_indices().map(|(start, _)| start).collect();
        starts.extend(openings(paragraph, 0..paragraph.len()));
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|&start| start == 0 || !abbreviations.end(paragraph[..start].trim_end()));
        starts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn windows_change_nothing_in_any_text(text in any::<String>()) {
            let abbreviations = Abbreviations::of(None);
            prop_assert_eq!(starts(&text, abbreviations), reference(&text, abbreviations));
        }

        #[test]
        fn windows_change_nothing_in_awkward_text(
            text in "([A-Ca-cs1éÉß .?!…,:;)(\\[»“”‘’'–\n\r\t\u{a0}\u{85}\u{ad}\u{200d}\u{301}\u{2028}\u{3002}אЖж]|\\. |mevr\\. |’s ){0,40}"
        ) {
            let abbreviations = Abbreviations::of(Some("nl"));
            prop_assert_eq!(starts(&text, abbreviations), reference(&text, abbreviations));
        }

        #[test]
        fn plain_text_needs_no_standard(
            text in "(zo|Ja|É|é|s|’s |. ’t |5|\\.|!|\\?|…|,|:|-|–|“|”|‘|’|\"|\\(|\\)|mevr\\.|J\\.|d\\.w\\.z\\.|bv\\.|/|€|\u{a0}| | ){0,24}"
        ) {
            let abbreviations = Abbreviations::of(Some("nl"));
            prop_assert_eq!(starts(&text, abbreviations), reference(&text, abbreviations));
        }
    }

    #[test]
    fn every_plain_character_has_the_class_that_the_standard_gives_it() {
        let abbreviations = Abbreviations::of(Some("nl"));
        let all = (' '..='\u{24f}')
            .chain('\u{2010}'..='\u{203b}')
            .chain(['€'])
            .filter(|c| !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'));
        for c in all {
            for text in [
                "zo.# Ja",
                "zo. # ja",
                "zo! # ja",
                "zo.#Ja",
                "zo. #",
                "A.#",
                "#.A",
                "zo? ja # Ja",
                "zo…# Ja",
                "zo… #Ja",
                "zo.) # en",
                "zo.#” En",
            ] {
                let text = text.replace('#', &c.to_string());
                assert_eq!(starts(&text, abbreviations), reference(&text, abbreviations), "{text:?}");
            }
        }
    }
}
