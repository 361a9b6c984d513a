//! Line starts that may be labels: what they look like, and what they cannot be.

use std::rc::Rc;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::corpus::Time;
use crate::corpus::gap::{pattern, time};
use crate::text::{Span, fold};

use super::Line;
use super::choice::starts;
use super::plain::{Plain, plain};
use super::spelling::{Spelling, Spellings};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Colon,
    Bracket,
    AloneTime,
    Heading,
    Alone,
}

impl Style {
    pub fn words(self) -> &'static str {
        match self {
            Style::Colon => "label and colon at the line's start",
            Style::Bracket => "label in brackets at the line's start",
            Style::AloneTime => "label and time alone on a line",
            Style::Heading => "label as a heading",
            Style::Alone => "label alone on a line",
        }
    }
}

// Digits are those of ASCII: no other times are understood.
const TIME: &str = r"(?:[\[(#]\s*)?[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,-][0-9]{1,3}\b)?(?:\s*(?:-->|[-–])\s*[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?)?(?:\s*[\])#])?";
// How long a name may be is for `is_of_a_name` to say: a pattern that counts characters of such a class takes ten
// milliseconds to make and long to run.
const NAME: &str = r"[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_&/+-]*?(?:\s?\([^()\n]+\))?";
const MARKS: &str = r"[*_]{0,3}";

/// The longest name, and the longest remark in brackets behind it, in characters.
pub(super) const LONGEST: usize = 39;
const LONGEST_REMARK: usize = 40;

static COLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^\s*{MARKS}(?:(?P<before>\\?{TIME}\\?)[\s|–-]*{MARKS})?\\?[\[<]?(?P<name>{NAME})\\?[\]>]?{MARKS}(?:\s*[–,|-]?\s*\\?(?P<mid>{TIME})\\?)?[ \t\u{{a0}}]*{MARKS}:{MARKS}(?:[ \t\u{{a0}}]+(?P<after>{TIME})(?:[ \t\u{{a0}}:]+|$))?"
    ))
});
static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^\s*{MARKS}(?:(?P<before>{TIME})\s*)?\\?[\[<](?P<name>{NAME})\\?[\]>]{MARKS}:?(?:\s+|$)"))
});
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^\s*{MARKS}(?:(?P<before>{TIME})[\s|–-]+)?(?P<name>{NAME}){MARKS}(?:[\s|–,-]+\\?(?P<mid>{TIME})\\?)?{MARKS}\s*$"
    ))
});

/// A line start that may be a label.
pub(super) struct Candidate {
    pub line: usize,
    pub style: Style,
    pub span: Span,
    pub label: Rc<Spelling>,
    pub time: Option<Time>,
    /// Words follow the colon without a space.
    pub glued: bool,
    /// Nothing follows on its line.
    pub alone: bool,
}

/// The candidate on a line, if there is one; whether the text goes on behind these lines, with one that is not blank.
pub(super) fn candidate<'t>(
    text: &'t str,
    lines: &[Line],
    index: usize,
    goes_on: bool,
    spellings: &mut Spellings<'t>,
) -> Option<Candidate> {
    let line = lines[index];
    if line.aside || line.span.is_empty() {
        return None;
    }
    let words = line.span.of(text);
    let mut made = |(name, time): (&'t str, Option<Time>), style, span, alone| {
        let label = spellings.of(name)?;
        Some(Candidate { line: index, style, span, label, time, glued: false, alone })
    };
    if line.heading {
        let bare = words.trim_start_matches(['#', ' ', '\t']).trim_end_matches(['#', ' ', '\t']);
        let bare = bare.trim_end_matches(':');
        let found = captures(&ALONE, bare)?;
        return made(said(&found)?, Style::Heading, line.span, true);
    }
    // Labels are short, so that only a line's head needs looking at.
    let head = head(words, 160);
    // The colon of a clock is no label's: `Om 10:30`, `Spreker 1  00:00:05`.
    let clock = |end: usize| words[end..].starts_with(|c: char| c.is_ascii_digit());
    let colon = head.contains(':');
    let found = match plain(words) {
        _ if !colon => None,
        Plain::Label { name, time, end } => Some(((name, time.and_then(stamp)), end)),
        Plain::Other => None,
        Plain::Unsure => whole(&COLON, head),
    };
    if let Some((found, end)) = found.filter(|(_, end)| !clock(*end)) {
        let rest = &words[end..];
        let start = rest.find(|c: char| !c.is_whitespace()).map_or(words.len(), |at| end + at);
        let span = Span::new(line.span.start as usize, line.span.start as usize + start);
        let mut made = made(found, Style::Colon, span, start == words.len())?;
        // A time behind the colon ends with the space before the words.
        made.glued = start == end && start < words.len() && !words[..end].ends_with(char::is_whitespace);
        return (!rest.starts_with("//")).then_some(made);
    }
    let found = if head.contains(['[', '<']) { whole(&BRACKET, head) } else { None };
    if let Some((found, end)) = found {
        let span = Span::new(line.span.start as usize, line.span.start as usize + end);
        return made(found, Style::Bracket, span, end == words.len());
    }
    let starts = starts(text, lines, index);
    if words.len() > 90 || !starts && !colon && words.len() > LONGEST {
        return None;
    }
    let found = captures(&ALONE, words)?;
    let timed = found.name("before").is_some() || found.name("mid").is_some();
    let style = if timed { Style::AloneTime } else { Style::Alone };
    let rest = &lines[index + 1..];
    let followed = goes_on && rest.len() < 3 || rest.iter().take(3).any(|next| !next.span.of(text).trim().is_empty());
    if !followed {
        return None;
    }
    let made = made(said(&found)?, style, line.span, true)?;
    // Without a blank line before it, a word alone on a line is the end of what was wrapped, unless it is known to be a label.
    let is_known = |label: &Spelling| {
        label.listed || label.common && label.name.chars().count() > 2 && ends(lines[index - 1].span.of(text))
    };
    (timed || starts || is_known(&made.label)).then_some(made)
}

/// Whether a line ends a sentence or with an event.
fn ends(words: &str) -> bool {
    words
        .trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»*_".contains(c))
        .ends_with(['.', '?', '!', '…', ')', ']'])
}

/// The name and time that a pattern captures at a line's start, and where the match ends.
fn whole<'t>(pattern: &Regex, head: &'t str) -> Option<((&'t str, Option<Time>), usize)> {
    let found = captures(pattern, head)?;
    Some((said(&found)?, found.get(0)?.end()))
}

/// What a pattern captures, where its name has the length of one.
///
/// The pattern finds the shortest name there is behind the same start. So when that is too long, no other is short enough.
fn captures<'t>(pattern: &Regex, head: &'t str) -> Option<Captures<'t>> {
    pattern.captures(head).filter(|found| found.name("name").is_some_and(|name| is_of_a_name(name.as_str())))
}

/// What the pattern of a label and a colon captures.
#[cfg(test)]
pub(super) fn with_colon(head: &str) -> Option<Captures<'_>> {
    captures(&COLON, head)
}

/// Whether a name, perhaps with a remark in brackets, is as short as names are.
fn is_of_a_name(written: &str) -> bool {
    let (name, remark) = match written.split_once('(') {
        Some((name, remark)) => (name.strip_suffix(char::is_whitespace).unwrap_or(name), remark.trim_end_matches(')')),
        None => (written, ""),
    };
    name.chars().count() <= LONGEST && remark.chars().count() <= LONGEST_REMARK
}

fn said<'t>(found: &Captures<'t>) -> Option<(&'t str, Option<Time>)> {
    let time = ["before", "mid", "after"].iter().find_map(|group| found.name(group)).and_then(|t| stamp(t.as_str()));
    Some((found.name("name")?.as_str(), time))
}

fn head(words: &str, most: usize) -> &str {
    let mut end = words.len().min(most);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

fn stamp(written: &str) -> Option<Time> {
    if let Some(start) = time(written) {
        return Some(Time { start, end: None });
    }
    let (from, to) = written.split_once("-->").or_else(|| written.split_once(['-', '–']))?;
    Some(Time { start: time(from)?, end: time(to) })
}

/// Words with which sentences start and names do not; and what stands before a colon in a header or a note.
const NO_NAMES: &[&str] = &[
    "ik",
    "jij",
    "je",
    "hij",
    "zij",
    "ze",
    "wij",
    "we",
    "jullie",
    "dat",
    "dit",
    "die",
    "deze",
    "er",
    "een",
    "maar",
    "want",
    "dus",
    "toen",
    "nou",
    "ja",
    "nee",
    "niet",
    "wat",
    "wie",
    "waar",
    "hoe",
    "waarom",
    "als",
    "ook",
    "zo",
    "let",
    "kijk",
    "you",
    "he",
    "she",
    "they",
    "it",
    "and",
    "but",
    "so",
    "then",
    "well",
    "that",
    "this",
    "these",
    "what",
    "who",
    "where",
    "how",
    "why",
    "if",
    "also",
    "because",
    "omdat",
    "want",
    "oke",
    "okay",
    "ok",
    "yes",
    "no",
    "yeah",
    "hm",
    "hm-hm",
    "mm-hm",
    "en",
    "of",
    "het",
    "the",
    "uh",
    "eh",
    "uhm",
    "oh",
    "o ja",
    "datum",
    "date",
    "locatie",
    "location",
    "plaats",
    "duur",
    "duration",
    "bron",
    "source",
    "noot",
    "note",
    "nb",
    "ps",
    "tip",
    "voorbeeld",
    "example",
    "conclusie",
    "toelichting",
    "bijlage",
    "http",
    "https",
    "onderwerp",
    "titel",
    "title",
    "link",
    "url",
    "website",
    "podcast",
    "tijd",
    "time",
    "opname",
    "recording",
    "samenvatting",
    "summary",
    "keywords",
    "speakers",
    "sprekers",
    "naam",
    "leeftijd",
    "pagina",
    "page",
    "figuur",
    "tabel",
    "stap",
    "step",
    "resultaat",
    "doel",
    "todo",
    "op",
    "bij",
    "in",
    "voor",
    "na",
    "met",
    "volgens",
    "zoals",
    "bijvoorbeeld",
];

/// Words that make a line start a sentence wherever they stand in it.
const SAYS: &[&str] = &[
    "ik", "zei", "zeg", "zegt", "zeggen", "zeiden", "dacht", "denk", "denkt", "denken", "vroeg", "vroegen", "vraagt",
    "is", "was", "zijn", "heeft", "had", "hebben", "moet", "kan", "wordt", "said", "says", "say", "saying", "thought",
    "think", "asked", "asks", "like", "are", "were", "going", "we", "you", "they", "niet", "not", "gewoon", "dat",
    "that",
];

/// Whether a name reads as the beginning of a sentence or of a header's line, or is too long for a label.
pub(super) fn is_sentence(name: &str, key: &str) -> bool {
    let words: Vec<String> = name.split([' ', '(', ')']).filter(|word| !word.is_empty()).map(fold).collect();
    let many = if name.contains('(') { 8 } else { 4 };
    let first = words.first().map_or("", |word| word.as_str());
    // `Nou Vang` is a name, though `nou` begins sentences.
    let begins = NO_NAMES.contains(&first) && !(words.len() > 1 && is_capital(name));
    let stops = name.contains(". ") && words.iter().any(|word| word.len() > 3 && word.ends_with('.'));
    let sentence = begins
        || NO_NAMES.contains(&key)
        || words.iter().skip(1).any(|word| SAYS.contains(&word.as_str()))
        || words.len() > 1 && (first == "i" || stops);
    sentence || words.len() > many || name.chars().count() > 48
}

/// Whether every word of a name has a capital, but for `van`, `de` and the like.
pub(super) fn is_capital(name: &str) -> bool {
    name.split(' ').all(|word| {
        let small = ["van", "de", "der", "den", "het", "ten", "ter", "el", "al", "von", "la", "le", "du"];
        small.contains(&word) || word.chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphabetic())
    })
}

/// Whether a candidate may be a label at all.
pub(super) fn plausible(candidate: &Candidate) -> bool {
    let label = &candidate.label;
    if label.listed {
        return true;
    }
    if label.sentence {
        return false;
    }
    match candidate.style {
        Style::Colon => !candidate.glued || label.common,
        Style::Bracket => label.common,
        Style::Heading => true,
        // What stands alone is a name when it looks like one: `Super cool.` does not.
        Style::AloneTime | Style::Alone => label.common || label.capital && !label.name.ends_with(['.', ')', '-']),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ALONE, BRACKET, COLON, captures};

    #[test]
    fn a_name_is_as_long_as_names_are() {
        let line = |name: usize, remark: usize| format!("{} ({}): Ja", "a".repeat(name), "b".repeat(remark));
        assert!(captures(&COLON, &line(39, 40)).is_some());
        assert!(captures(&COLON, &line(40, 40)).is_none() && captures(&COLON, &line(39, 41)).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        // The patterns that count, as they would be written if that cost nothing.
        #[test]
        fn the_length_may_be_looked_at_afterwards(
            line in "[*_]{0,2}(\\[?[0-9]:12\\]? ?)?[\\[<]?(R|é|[a-z]{10}|[a-z]{19}|[a-z .]{1,9}){1,4}( {0,2}\\(([a-z]{1,9}|[a-z]{39,42})\\))?\
                [\\]>]?[ ,-]{0,2}(0:12(:13)?)? ?[:*]{0,3} ?(0:12 )?(Ja|:)?"
        ) {
            for unbounded in [&COLON, &BRACKET, &ALONE] {
                let bounded = unbounded.as_str().replace("_&/+-]*?", "_&/+-]{0,38}?").replace("[^()\\n]+", "[^()\\n]{1,40}");
                prop_assert_ne!(&bounded, unbounded.as_str());
                thread_local! {
                    static MADE: std::cell::RefCell<std::collections::HashMap<String, regex::Regex>> = Default::default();
                }
                // The colon of a clock is never believed, whatever was found before it.
                let is_clock = |end: usize| line[end..].starts_with(|c: char| c.is_ascii_digit());
                let told = |found: regex::Captures<'_>| (!is_clock(found.get(0)?.end())).then(|| format!("{found:?}"));
                let expected = MADE.with_borrow_mut(|made| {
                    let bounded = made.entry(bounded.clone()).or_insert_with(|| regex::Regex::new(&bounded).unwrap());
                    bounded.captures(&line).and_then(told)
                });
                prop_assert_eq!(captures(unbounded, &line).and_then(told), expected, "{}", line);
            }
        }
    }
}
