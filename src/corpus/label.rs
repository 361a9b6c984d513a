//! Speaker labels: which stretches at the start of lines say who speaks.
//!
//! A line start may be a label when it is short and ends in a colon, stands in brackets, or stands alone
//! in a recognised style. It is one when it also recurs, when it is a label that transcripts commonly
//! use, or when the study lists it. What recurs is counted in the first MiB and not revised after it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use regex::{Captures, Regex};

use crate::diagnostic::{Diagnostic, SourceText};
use crate::text::{Span, fold};

use super::gap::{pattern, time};
use super::part::is_common;
use super::{ReadOptions, Time};

/// How much of a text decides which labels there are, in bytes.
const DECISIVE: usize = 1 << 20;

/// How many one-off labels are reported one by one.
const SHOWN: usize = 5;

/// One line of a text, as a reader cut it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without its end.
    pub span: Span,
    /// Whether it is a heading in the reader's own syntax.
    pub heading: bool,
    /// Whether it begins a paragraph by a mark of its own: a list entry.
    pub opens: bool,
    /// Whether nobody can have said it: front matter, page furniture. It is never searched.
    pub aside: bool,
}

/// A label in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// From the line's start up to the first word said, or to the line's end.
    pub span: Span,
    /// The label as written here, cleaned of colons, brackets, times and markup.
    pub speaker: String,
    /// The time beside it.
    pub time: Option<Time>,
}

/// The labels of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Labels {
    /// In order of place.
    pub marks: Vec<Mark>,
    /// How speakers are marked, in words; empty when they are not.
    pub style: String,
    /// Labels that were not believed.
    pub diagnostics: Vec<Diagnostic>,
}

/// What makes two spellings one label: case, dots, and the gap before a number do not count.
///
/// `Resp.` and `resp` are one speaker, and so are `R1`, `R 1` and `r_1`.
pub(super) fn key(label: &str) -> String {
    let folded = fold(label);
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars().filter(|&c| c != '.' && c != ':') {
        let c = if c.is_whitespace() || c == '_' { ' ' } else { c };
        if c == ' ' && (key.is_empty() || key.ends_with(' ')) {
            continue;
        }
        key.push(c);
    }
    let trimmed = key.trim_end();
    let stem = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = stem.trim_end_matches([' ', '-']);
    if stem.len() < trimmed.len() && !name.is_empty() {
        return format!("{name}{}", &trimmed[stem.len()..]);
    }
    trimmed.to_owned()
}

/// Whether `short` is made of the initials of the name `full`: `DB` of `Dirk Bos`, `SD` of `Saskia van Dam`.
pub(super) fn initials_fit(short: &str, full: &str) -> bool {
    let short: Vec<char> = short.chars().filter(|&c| c != '.' && c != ' ').collect();
    let words: Vec<&str> = full.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    if !(2..=4).contains(&short.len()) || words.len() < 2 || !short.iter().all(|c| c.is_uppercase()) {
        return false;
    }
    let initial = |word: &&str| word.chars().next();
    let matches = |letters: &mut dyn Iterator<Item = char>| {
        letters.map(|c| c.to_uppercase().next().unwrap_or(c)).eq(short.iter().copied())
    };
    let capital = |word: &&&str| initial(word).is_some_and(char::is_uppercase);
    matches(&mut words.iter().filter_map(initial)) || matches(&mut words.iter().filter(capital).filter_map(initial))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Colon,
    Bracket,
    AloneTime,
    Heading,
    Alone,
}

impl Style {
    fn words(self) -> &'static str {
        match self {
            Style::Colon => "label and colon at the line's start",
            Style::Bracket => "label in brackets at the line's start",
            Style::AloneTime => "label and time alone on a line",
            Style::Heading => "label as a heading",
            Style::Alone => "label alone on a line",
        }
    }
}

const TIME: &str = r"(?:[\[(#]\s*)?\d{1,3}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3}\b)?(?:\s*(?:-->|[-–])\s*\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)?(?:\s*[\])#])?";
const NAME: &str = r"[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_&/+-]{0,38}?(?:\s?\([^()\n]{1,40}\))?";
const MARKS: &str = r"[*_]{0,3}";

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
struct Candidate {
    line: usize,
    style: Style,
    span: Span,
    name: String,
    key: String,
    time: Option<Time>,
    /// Words follow the colon without a space.
    glued: bool,
    /// Nothing follows on its line.
    alone: bool,
}

/// Finds the labels of a text.
///
/// `name` is what diagnostics call the text.
pub(super) fn find(text: &str, lines: &[Line], options: &ReadOptions, name: &str) -> Labels {
    let listed = listed(options);
    let all: Vec<Candidate> =
        (0..lines.len()).filter_map(|i| candidate(text, lines, i)).filter(|c| plausible(c, &listed)).collect();
    let chosen = Choice::make(text, lines, &all, &listed);
    let mut marks = Vec::new();
    let mut styles: BTreeMap<Style, usize> = BTreeMap::new();
    let mut refused: Vec<&Candidate> = Vec::new();
    for candidate in &all {
        if chosen.believes(candidate) {
            *styles.entry(candidate.style).or_default() += 1;
            let Candidate { span, name, time, .. } = candidate;
            marks.push(Mark { span: *span, speaker: name.clone(), time: *time });
        } else if !marks.is_empty() && !candidate.glued && chosen.suspects(candidate) {
            refused.push(candidate);
        }
    }
    let most = styles.values().copied().max().unwrap_or(0);
    let common: Vec<&str> = styles.iter().filter(|(_, n)| **n * 5 >= most).map(|(style, _)| style.words()).collect();
    let diagnostics = if marks.is_empty() { Vec::new() } else { one_off(text, name, &refused) };
    Labels { marks, style: common.join(", "), diagnostics }
}

/// The labels that the study lists, as keys.
fn listed(options: &ReadOptions) -> Vec<String> {
    let parts = options.parts.iter().flat_map(|(_, labels)| labels);
    options.labels.iter().chain(parts).map(|label| key(label)).collect()
}

fn one_off(text: &str, name: &str, refused: &[&Candidate]) -> Vec<Diagnostic> {
    let capital = |c: &&&Candidate| c.name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let mut firsts: Vec<&Candidate> = Vec::new();
    for candidate in refused.iter().filter(capital) {
        if !firsts.iter().any(|first| first.key == candidate.key) {
            firsts.push(candidate);
        }
    }
    let Some(last) = firsts.iter().take(SHOWN).map(|c| c.span.end as usize).max() else { return Vec::new() };
    // As much of the text as the places need: a diagnostic outlives the document.
    let until = text[last..].find(['\n', '\r']).map_or(text.len(), |at| last + at);
    let source = Arc::new(SourceText { name: name.to_owned(), text: text[..until].to_owned() });
    let mut diagnostics: Vec<Diagnostic> = firsts
        .iter()
        .take(SHOWN)
        .map(|c| {
            let colon = if c.style == Style::Colon { ":" } else { "" };
            let message =
                format!("`{}{colon}` is read as words, not as a speaker, because it does not recur as one", c.name);
            Diagnostic::warning("one-off-label", message).at(&source, c.span).help(format!(
                "if it is a speaker, write in kantlijn.toml, under [transcripts]: labels = [\"{}\"]",
                c.name
            ))
        })
        .collect();
    if let Some(more) = firsts.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        let names: Vec<&str> = firsts[SHOWN..].iter().take(20).map(|c| c.name.as_str()).collect();
        let message = format!("{more} more line starts that do not recur are read as words: {}", names.join(", "));
        diagnostics
            .push(Diagnostic::warning("one-off-label", message).help("list those that are speakers under `labels`"));
    }
    diagnostics
}

fn candidate(text: &str, lines: &[Line], index: usize) -> Option<Candidate> {
    let line = lines[index];
    if line.aside || line.span.is_empty() {
        return None;
    }
    let words = line.span.of(text);
    if line.heading {
        let bare = words.trim_start_matches(['#', ' ', '\t']).trim_end_matches(['#', ' ', '\t']);
        let bare = bare.trim_end_matches(':');
        let found = ALONE.captures(bare)?;
        return made(&found, index, Style::Heading, line.span, true);
    }
    // Labels are short, so that only a line's head needs looking at.
    let head = head(words, 160);
    // The colon of a clock is no label's: `Om 10:30`, `Spreker 1  00:00:05`.
    let clock = |end: usize| words[end..].starts_with(|c: char| c.is_ascii_digit());
    let colon = head.contains(':');
    let found = if colon { whole(&COLON, head) } else { None };
    if let Some((found, end)) = found.filter(|(_, end)| !clock(*end)) {
        let rest = &words[end..];
        let start = rest.find(|c: char| !c.is_whitespace()).map_or(words.len(), |at| end + at);
        let span = Span::new(line.span.start as usize, line.span.start as usize + start);
        let mut made = made(&found, index, Style::Colon, span, start == words.len())?;
        made.glued = start == end && start < words.len();
        return (!rest.starts_with("//")).then_some(made);
    }
    let found = if head.contains(['[', '<']) { whole(&BRACKET, head) } else { None };
    if let Some((found, end)) = found {
        let span = Span::new(line.span.start as usize, line.span.start as usize + end);
        return made(&found, index, Style::Bracket, span, end == words.len());
    }
    let starts = index == 0 || lines[index - 1].span.of(text).trim().is_empty();
    if words.len() > 90 || !starts && !colon {
        return None;
    }
    let found = ALONE.captures(words)?;
    let timed = found.name("before").is_some() || found.name("mid").is_some();
    let style = if timed { Style::AloneTime } else { Style::Alone };
    let followed = lines[index + 1..].iter().take(3).any(|next| !next.span.of(text).trim().is_empty());
    if !followed || style == Style::Alone && !starts {
        return None;
    }
    made(&found, index, style, line.span, true)
}

/// What a pattern captures at a line's start, and where the match ends.
fn whole<'a>(pattern: &Regex, head: &'a str) -> Option<(Captures<'a>, usize)> {
    let found = pattern.captures(head)?;
    let end = found.get(0)?.end();
    Some((found, end))
}

fn head(words: &str, most: usize) -> &str {
    let mut end = words.len().min(most);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    &words[..end]
}

fn made(found: &Captures<'_>, line: usize, style: Style, span: Span, alone: bool) -> Option<Candidate> {
    let name = found.name("name")?.as_str().trim_matches(|c: char| c.is_whitespace() || "*_-–,|".contains(c));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key(&name);
    let letters = name.chars().any(char::is_alphabetic);
    let stamp = ["before", "mid", "after"].iter().find_map(|group| found.name(group)).and_then(|t| stamp(t.as_str()));
    (letters && !key.is_empty()).then_some(Candidate { line, style, span, name, key, time: stamp, glued: false, alone })
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

fn plausible(candidate: &Candidate, listed: &[String]) -> bool {
    let Candidate { name, key, style, .. } = candidate;
    if listed.contains(key) {
        return true;
    }
    let words: Vec<String> = name.split([' ', '(', ')']).filter(|word| !word.is_empty()).map(fold).collect();
    let many = if name.contains('(') { 8 } else { 4 };
    let first = words.first().map_or("", |word| word.as_str());
    let capital = name.split(' ').all(|word| {
        let small = ["van", "de", "der", "den", "het", "ten", "ter", "el", "al", "von", "la", "le", "du"];
        small.contains(&word) || word.chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphabetic())
    });
    // `Nou Vang` is a name, though `nou` begins sentences.
    let begins = NO_NAMES.contains(&first) && !(words.len() > 1 && capital);
    let stops = name.contains(". ") && words.iter().any(|word| word.len() > 3 && word.ends_with('.'));
    let sentence = begins
        || NO_NAMES.contains(&key.as_str())
        || words.iter().skip(1).any(|word| SAYS.contains(&word.as_str()))
        || words.len() > 1 && (first == "i" || stops);
    if sentence || words.len() > many || name.chars().count() > 48 {
        return false;
    }
    // What stands alone is a name when it looks like one: `Super cool.` does not.
    let named = is_common(key) || capital && !name.ends_with(['.', ')', '-']);
    match style {
        Style::Colon => !candidate.glued || is_common(key),
        Style::Bracket => is_common(key),
        Style::Heading => true,
        Style::AloneTime | Style::Alone => named,
    }
}

/// Which candidates are believed.
struct Choice {
    keys: BTreeMap<String, Style>,
    /// Short one-off lines before this line are a header: `Interviewer: J. Smit`.
    header_ends: usize,
    listed: Vec<String>,
}

impl Choice {
    fn make(text: &str, lines: &[Line], all: &[Candidate], listed: &[String]) -> Self {
        let decisive: Vec<&Candidate> = all.iter().filter(|c| (c.span.start as usize) < DECISIVE).collect();
        let strict = |c: &&&Candidate| c.style != Style::Alone;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for candidate in decisive.iter().filter(strict) {
            *counts.entry(&candidate.key).or_default() += 1;
        }
        let is_listed = |key: &str| listed.iter().any(|l| l == key);
        let sure = |key: &str| is_common(key) || is_listed(key);
        let mut recurring: BTreeMap<&str, &str> = BTreeMap::new();
        let mut common: BTreeSet<&str> = BTreeSet::new();
        for candidate in decisive.iter().filter(strict) {
            if counts[candidate.key.as_str()] >= 2 {
                recurring.entry(&candidate.key).or_insert(&candidate.name);
            }
            if is_common(&candidate.key) {
                common.insert(&candidate.key);
            }
        }
        let joins = |name: &str| recurring.values().any(|o| initials_fit(o, name) || initials_fit(name, o));
        let named = |c: &&Candidate| recurring.contains_key(c.key.as_str()) || is_listed(&c.key) || joins(&c.name);
        // Where most labels have a time beside them and recur, one that occurs once with a time is a label too.
        let with_time = || decisive.iter().filter(strict).filter(|c| c.time.is_some());
        let timed = with_time().filter(|c| named(c)).count();
        let mostly_timed = timed >= 2 && timed * 2 > with_time().count();
        let mut keys: BTreeMap<String, Style> = BTreeMap::new();
        let some = decisive.iter().filter(strict).any(named);
        for candidate in decisive.iter().filter(strict) {
            let one = sure(&candidate.key) && (some || common.len() >= 2);
            let by_time = mostly_timed && candidate.time.is_some();
            if named(candidate) || one || by_time {
                keys.entry(candidate.key.clone()).or_insert(candidate.style);
            }
        }
        let sure_found = keys.keys().any(|key| sure(key));
        let trusted = Self::trusted(text, lines, &decisive, &keys, sure_found || mostly_timed && timed > 2);
        if !trusted {
            keys.retain(|key, _| is_listed(key));
        }
        if keys.is_empty() {
            keys = Self::alone(text, lines, &decisive, listed);
        }
        let header_ends = decisive
            .iter()
            .filter(|c| keys.contains_key(&c.key) && counts.get(c.key.as_str()).is_none_or(|&n| n >= 2))
            .map(|c| c.line)
            .next()
            .unwrap_or(0);
        let mut choice = Self { keys, header_ends, listed: listed.to_vec() };
        choice.drop_header(text, lines, &decisive, &counts);
        choice
    }

    /// Whether labels that nothing but recurrence speaks for are likely to be speakers: there are several,
    /// they start early, and they start a fair share of the paragraphs.
    fn trusted(text: &str, lines: &[Line], all: &[&Candidate], keys: &BTreeMap<String, Style>, sure: bool) -> bool {
        let marks: Vec<&&Candidate> =
            all.iter().filter(|c| c.style != Style::Alone && keys.contains_key(&c.key)).collect();
        let Some(first) = marks.first() else { return false };
        let body: Vec<Span> = lines.iter().filter(|line| !line.aside).map(|line| line.span).collect();
        let blocks = blocks(text, &body).max(1);
        let share = marks.len() as f64 / blocks as f64;
        let start = body.iter().find(|span| !span.is_empty()).map_or(0, |span| span.start) as usize;
        let end = text.len().min(DECISIVE).max(start + 1);
        let before = (first.span.start as usize).saturating_sub(start);
        if sure {
            // Even plain labels are no transcript where they come late and seldom: `A:` and `B:` in a report.
            return before * 10 <= (end - start) * 6 || share >= 0.3;
        }
        let early = before * 10 <= (end - start) * 4;
        let headings = marks.iter().filter(|c| c.style == Style::Heading).count() * 2 > marks.len();
        let other = all.iter().any(|c| c.style != Style::Alone && !c.glued && !keys.contains_key(&c.key));
        let several = keys.len() >= 2 || other && marks.len() >= 2;
        early && if several { share >= if headings { 0.4 } else { 0.2 } } else { share >= 0.5 && !headings }
    }

    /// Names that stand alone on their lines, where no plainer style was found.
    fn alone(text: &str, lines: &[Line], all: &[&Candidate], listed: &[String]) -> BTreeMap<String, Style> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let alone: Vec<&&Candidate> = all.iter().filter(|c| c.style == Style::Alone).collect();
        for candidate in &alone {
            *counts.entry(&candidate.key).or_default() += 1;
        }
        let keys: BTreeMap<String, Style> = counts
            .iter()
            .filter(|(key, n)| **n >= 2 || listed.iter().any(|l| l == *key))
            .map(|(key, _)| ((*key).to_owned(), Style::Alone))
            .collect();
        let marks: Vec<_> = alone.iter().filter(|c| keys.contains_key(&c.key)).collect();
        let spans: Vec<Span> = lines.iter().filter(|line| !line.aside).map(|line| line.span).collect();
        let early = marks.first().is_some_and(|c| (c.span.start as usize) * 10 <= text.len().min(DECISIVE) * 4);
        let enough = marks.len() * 4 >= blocks(text, &spans);
        let speak = keys.len() >= 2 && early && enough;
        keys.into_iter().filter(|(key, _)| speak || listed.contains(key)).collect()
    }

    /// A header names people too: a short line before the first recurring label, with a label of its own.
    fn drop_header(&mut self, text: &str, lines: &[Line], all: &[&Candidate], counts: &BTreeMap<&str, usize>) {
        for candidate in all.iter().take_while(|c| c.line < self.header_ends) {
            let single = counts.get(candidate.key.as_str()) == Some(&1);
            let rest = &lines[candidate.line].span.of(text)[candidate.span.len()..];
            let brief = rest.len() <= 80 && !rest.trim_end().ends_with(['.', '?', '!', '…']);
            if single && brief && !candidate.alone && !self.listed.contains(&candidate.key) {
                self.keys.remove(&candidate.key);
            }
        }
    }

    /// Whether a candidate that is not believed looks so much like a label that the researcher should know.
    fn suspects(&self, candidate: &Candidate) -> bool {
        match candidate.style {
            Style::Colon | Style::AloneTime => true,
            Style::Alone => self.keys.values().any(|style| *style == Style::Alone),
            Style::Bracket | Style::Heading => false,
        }
    }

    fn believes(&self, candidate: &Candidate) -> bool {
        match self.keys.get(&candidate.key) {
            // A name alone on a line is a label only where that is how labels are written.
            Some(style) => candidate.style != Style::Alone || *style == Style::Alone || is_common(&candidate.key),
            None => false,
        }
    }
}

/// Stretches between blank lines; lines, where there are hardly any blank ones.
fn blocks(text: &str, lines: &[Span]) -> usize {
    let (mut blocks, mut filled, mut inside) = (0, 0, false);
    for line in lines.iter().take_while(|line| (line.start as usize) < DECISIVE) {
        let blank = line.of(text).trim().is_empty();
        blocks += usize::from(!blank && !inside);
        filled += usize::from(!blank);
        inside = !blank;
    }
    if blocks * 8 < filled { filled } else { blocks }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Labels, Line, find, initials_fit, key};
    use crate::corpus::ReadOptions;
    use crate::text::Span;

    fn lines(text: &str, markdown: bool) -> Vec<Line> {
        let mut at = 0;
        text.split('\n')
            .map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                Line { span, heading: markdown && line.starts_with('#'), ..Line::default() }
            })
            .collect()
    }

    fn labels(text: &str) -> Labels {
        find(text, &lines(text, true), &ReadOptions::default(), "test")
    }

    /// What each mark covers, its speaker, and its time in seconds.
    fn marks(text: &str) -> Vec<(String, String, Option<u64>)> {
        let found = labels(text).marks;
        let row = |mark: super::Mark| {
            (mark.span.of(text).trim().to_owned(), mark.speaker, mark.time.map(|time| time.start / 1000))
        };
        found.into_iter().map(row).collect()
    }

    #[test]
    fn every_style_of_label() {
        for (text, label, speaker, time) in [
            ("I: Dag.\nR: Dag.\nI: Hoe dan?\nR: Zo.", "I:", "I", None),
            ("R1: Dag.\nI: Dag.\nR1: Zo.\nI: Hm.", "R1:", "R1", None),
            ("Interviewer: Dag.\nRespondent 1: Dag.\nInterviewer: Zo.", "Interviewer:", "Interviewer", None),
            ("INT. : Dag.\nResp.: Dag.\nINT. : Zo.", "INT. :", "INT.", None),
            ("[r1] Dag.\n[r2] Dag.\n[r1] Zo.", "[r1]", "r1", None),
            ("[R1]: Dag.\n[R2]: Dag.\n[R1]: Zo.", "[R1]:", "R1", None),
            ("SPEAKER_00: Dag.\nSPEAKER_01: Dag.\nSPEAKER_00: Zo.", "SPEAKER_00:", "SPEAKER_00", None),
            ("S01: [00:00:12] Dag.\nS02: [00:00:14] Dag.\nS01: [00:00:16] Zo.", "S01: [00:00:12]", "S01", Some(12)),
            (
                "NVK: 00:01:02\nDag.\nKS: 00:01:04\nDag.\nNVK: 00:01:06\nZo.\nKS: 0:02:00\nJa.",
                "NVK: 00:01:02",
                "NVK",
                Some(62),
            ),
            (
                "Waxwing (Adam Gibson): Dag.\nBo: Dag.\nWaxwing (Adam Gibson): Zo.\nBo: Ja.",
                "Waxwing (Adam Gibson):",
                "Waxwing (Adam Gibson)",
                None,
            ),
            ("Spreker 1  00:00:05\nDag.\n\nSpreker 2  00:00:09\nDag.\n", "Spreker 1  00:00:05", "Spreker 1", Some(5)),
            (
                "Jan Jansen   0:15\nDag.\nEva de Wit   0:19\nJa.\nJan Jansen   0:21\nZo.",
                "Jan Jansen   0:15",
                "Jan Jansen",
                Some(15),
            ),
            ("Jan 00:00:00:\n\nDag.\n\nEva 00:02:38:\n\nJa.\n\nJan 00:02:40:\n\nZo.", "Jan 00:00:00:", "Jan", Some(0)),
            (
                "Jan – 00:02:02:  Dag.\n\nEva :\n\nJa.\n\nJan :\n\nZo.\n\nEva :\n\nHm.",
                "Jan – 00:02:02:",
                "Jan",
                Some(122),
            ),
            ("[00:01:23] INT: Dag.\n[00:01:25] SP1: Ja.\n[00:01:27] INT: Zo.", "[00:01:23] INT:", "INT", Some(83)),
            (
                "### Interviewer\n\nDag.\n\n### Respondent\n\nJa.\n\n### Interviewer\n\nZo.",
                "### Interviewer",
                "Interviewer",
                None,
            ),
            (
                "**Bo Vis:** Dag.\n\n**Eva Maan:** Ja.\n\n**Bo Vis:** Zo.\n\n**Eva Maan:** Hm.",
                "**Bo Vis:**",
                "Bo Vis",
                None,
            ),
            ("**I**: Dag.\n\n**R**: Ja.", "**I**:", "I", None),
            ("_I:_ Dag.\n\n_R:_ Ja.", "_I:_", "I", None),
            (
                "Interviewer\n\nDag.\n\nRespondent\n\nJa.\n\nInterviewer\n\nZo.\n\nRespondent\n\nHm.",
                "Interviewer",
                "Interviewer",
                None,
            ),
            ("Eva Maan\nDag.\n\nBo Vis\nJa.\n\nEva Maan\nZo.\n\nBo Vis\nHm.", "Eva Maan", "Eva Maan", None),
            ("I:\nDag.\nR:\nJa.\nI:\nZo.", "I:", "I", None),
            ("I:\tDag.\nR:\tJa.\nI:\tZo.", "I:", "I", None),
            ("R:Dag.\nI:Ja.\nR:Zo.", "R:", "R", None),
        ] {
            let found = marks(text);
            assert!(found.len() >= 2, "{text:?}: {found:?}");
            assert_eq!(found[0], (label.to_owned(), speaker.to_owned(), time), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_label() {
        for text in [
            "Ik dacht: dit gaat mis.\nIk dacht: dit gaat mis.\nEn toen ging het mis.",
            "Let op: glad.\nHet was glad.\nIk viel.",
            "Om 10:30 was er koffie.\nOm 11:30 ook.\n",
            "https://a.nl/b\nhttps://a.nl/c\n",
            "Een verhaal zonder iemand die spreekt.\n\nNog een alinea.",
            "",
            "Een lang verslag over van alles en nog wat, met veel woorden erin.\n\nNog een alinea met veel woorden.\n\n\
                En nog een, want verslagen zijn lang.\n\nEn een vierde.\n\nEn een vijfde.\n\nZes.\n\nZeven.\n\n\
                Acht.\n\nNegen, en dan een keuze:\n\nA: ja\nB: nee",
        ] {
            assert_eq!(marks(text), [], "{text:?}");
        }
    }

    #[test]
    fn a_one_off_label_is_reported_with_the_mend() {
        let text =
            "Marga: Dag.\nJoost: Ja.\nMarga: Zo.\nJoost: Hm.\nBuurvrouw: Koffie?\nMarga: Graag.\nLet op: heet.\n";
        let found = labels(text);
        assert_eq!(found.marks.len(), 5);
        assert_eq!(found.diagnostics.len(), 1);
        let warning = found.diagnostics[0].to_string();
        assert!(warning.starts_with("test:5:1: warning: `Buurvrouw:`"), "{warning}");
        assert!(warning.contains("labels = [\"Buurvrouw\"]"), "{warning}");
        let alone = labels("Eva Maan\nDag.\n\nBo Vis\nJa.\n\nEva Maan\nZo.\n\nBo Vis\nHm.\n\nKarel\nGoed.");
        assert_eq!((alone.marks.len(), alone.diagnostics.len()), (4, 1));
        let options = ReadOptions { labels: vec!["buurvrouw".into()], ..ReadOptions::default() };
        assert_eq!(find(text, &lines(text, false), &options, "test").marks.len(), 6);
    }

    #[test]
    fn a_header_that_names_people_is_no_turn() {
        let text = "Interviewer: J. Smit\nRespondent: mevrouw A\nDatum: 3 mei\n\nI: Dag.\nR: Dag.\nI: Zo.\nR: Hm.";
        assert_eq!(marks(text)[0].0, "I:");
    }

    #[test]
    fn initials_join_a_name_said_once() {
        let text = "Dirk Bos: Dag.\nEva Maan: Dag.\nDB: Hoe gaat het?\nEM: Goed.\nDB: Mooi.\nEM: Ja.";
        assert_eq!(marks(text).len(), 6);
        assert!(initials_fit("SD", "Saskia van Dam") && initials_fit("SVD", "Saskia van Dam"));
        assert!(!initials_fit("DB", "Eva Maan") && !initials_fit("D", "Dirk Bos") && !initials_fit("db", "Dirk Bos"));
    }

    #[test]
    fn spellings_of_one_label() {
        for (a, b) in
            [("Resp.", "resp"), ("R 1", "r1"), ("SPEAKER_00", "Speaker 00"), ("Bo  Vis", "bo vis"), ("I :", "I")]
        {
            assert_eq!(key(a), key(b));
        }
        assert_ne!(key("R1"), key("R2"));
    }

    proptest! {
        #[test]
        fn any_text_gives_marks_in_order_on_character_boundaries(text in "([A-Z][a-z]{0,3}|[éI:#*\\[\\](). 0-9\\n\\t-]){0,60}") {
            let found = labels(&text);
            let mut at = 0;
            for mark in &found.marks {
                prop_assert!(mark.span.start >= at && text.is_char_boundary(mark.span.end as usize));
                at = mark.span.end;
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            labels(&text);
        }
    }
}
