//! Speaker labels: which stretches at the start of lines say who speaks.
//!
//! A line start may be a label when it is short and ends in a colon, stands in brackets, or stands alone
//! in a recognised style. It is one when it also recurs, when it is a label that transcripts commonly
//! use, or when the study lists it. What recurs is counted in the first MiB and not revised after it: the labels that
//! the beginning of a long transcript was found to have are a value ([`Known`]), by which the rest is read.

mod candidate;
mod choice;
mod plain;
mod spelling;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::text::{Span, fold};

use super::{ReadOptions, Time};

use candidate::{Candidate, Style, candidate, plausible};
use choice::Choice;
use spelling::Spellings;

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
    pub speaker: Arc<str>,
    /// The time beside it.
    pub time: Option<Time>,
}

/// The labels of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    /// In order of place.
    pub marks: Vec<Mark>,
    /// How speakers are marked, in words; empty when they are not.
    pub style: String,
    /// Labels that were not believed.
    pub diagnostics: Vec<Diagnostic>,
    /// Which labels are believed, for the rest of a text that this is the beginning of.
    pub known: Known,
}

/// The labels of the rest of a text, read by those of its beginning.
#[derive(Clone, Debug, Default)]
pub(super) struct Continued {
    /// In order of place.
    pub marks: Vec<Mark>,
    /// What looks like a label and is none, with where its line begins.
    pub refused: Vec<(u32, Arc<str>)>,
}

/// Labels that are believed.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// The number of each by its key.
    numbers: HashMap<String, usize>,
    choice: Choice,
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

/// Finds the labels of a text.
///
/// `name` is what diagnostics call the text.
pub(super) fn find(text: &str, lines: &[Line], options: &ReadOptions, name: &str) -> Labels {
    let listed = listed(options);
    let mut spellings = Spellings::new(&listed, HashMap::new());
    let all = candidates(text, lines, false, &mut spellings);
    let chosen = Choice::make(text, lines, &all);
    let mut marks = Vec::new();
    let mut styles: BTreeMap<Style, usize> = BTreeMap::new();
    let mut refused: Vec<&Candidate> = Vec::new();
    for candidate in &all {
        if chosen.believes(candidate) {
            *styles.entry(candidate.style).or_default() += 1;
            let Candidate { span, label, time, .. } = candidate;
            marks.push(Mark { span: *span, speaker: label.name.clone(), time: *time });
        } else if !marks.is_empty() && !candidate.glued && chosen.suspects(candidate) {
            refused.push(candidate);
        }
    }
    let most = styles.values().copied().max().unwrap_or(0);
    let common: Vec<&str> = styles.iter().filter(|(_, n)| **n * 5 >= most).map(|(style, _)| style.words()).collect();
    let diagnostics = if marks.is_empty() { Vec::new() } else { one_off(text, name, &refused) };
    Labels { marks, style: common.join(", "), diagnostics, known: chosen.known(spellings.into_numbers()) }
}

/// Finds in a stretch of a text the labels that its beginning has, and those that the study lists. The text may go on
/// behind the stretch, with a line that is not blank.
pub(super) fn find_known(text: &str, lines: &[Line], goes_on: bool, options: &ReadOptions, known: &Known) -> Continued {
    let listed = listed(options);
    let mut spellings = Spellings::new(&listed, known.numbers.clone());
    let mut found = Continued::default();
    for candidate in candidates(text, lines, goes_on, &mut spellings) {
        if known.choice.believes(&candidate) {
            let Candidate { span, label, time, .. } = &candidate;
            found.marks.push(Mark { span: *span, speaker: label.name.clone(), time: *time });
        } else if !candidate.glued && known.choice.suspects(&candidate) && begins_as_name(&candidate) {
            found.refused.push((candidate.span.start, candidate.label.name.clone()));
        }
    }
    found
}

fn candidates<'t>(text: &'t str, lines: &[Line], goes_on: bool, spellings: &mut Spellings<'t>) -> Vec<Candidate> {
    (0..lines.len()).filter_map(|i| candidate(text, lines, i, goes_on, spellings)).filter(plausible).collect()
}

/// Whether what was refused begins with a capital or a number.
fn begins_as_name(refused: &Candidate) -> bool {
    refused.label.name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// The labels that the study lists, as keys.
fn listed(options: &ReadOptions) -> Vec<String> {
    let parts = options.parts.iter().flat_map(|(_, labels)| labels);
    options.labels.iter().chain(parts).map(|label| key(label)).collect()
}

fn one_off(text: &str, name: &str, refused: &[&Candidate]) -> Vec<Diagnostic> {
    let mut firsts: Vec<&Candidate> = Vec::new();
    for candidate in refused.iter().filter(|candidate| begins_as_name(candidate)) {
        if !firsts.iter().any(|first| first.label.number == candidate.label.number) {
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
            let message = format!(
                "`{}{colon}` is read as words, not as a speaker, because it does not recur as one",
                c.label.name
            );
            Diagnostic::warning("one-off-label", message).at(&source, c.span).help(format!(
                "if it is a speaker, write in kantlijn.toml, under [transcripts]: labels = [\"{}\"]",
                c.label.name
            ))
        })
        .collect();
    if let Some(more) = firsts.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        let names: Vec<&str> = firsts[SHOWN..].iter().take(20).map(|c| &*c.label.name).collect();
        let message = format!("{more} more line starts that do not recur are read as words: {}", names.join(", "));
        diagnostics
            .push(Diagnostic::warning("one-off-label", message).help("list those that are speakers under `labels`"));
    }
    diagnostics
}

#[cfg(test)]
mod tests;
