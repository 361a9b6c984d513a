//! From tiers to turns: what ELAN, Praat and EXMARaLDA have in common, and what CHAT shares with them.
//!
//! A tier is a line of the score: what one speaker says, or what somebody notes beside it. Which tiers are speech is
//! decided by what the file says of them, else by their names, and reported; `[transcripts] tiers` overrides it.
//! In turns, `((…))` and a number such as `(0.5)` are events, as GAT 2 and HIAT write them.

use std::collections::BTreeSet;

use isolang::Language;

use crate::corpus::label::key;
use crate::corpus::part::said;
use crate::corpus::{Gap, GapKind, ReadOptions, Variables, is_reserved};
use crate::diagnostic::Diagnostic;
use crate::scope::Part;
use crate::text::{Span, fold, words};

use super::Draft;
use super::captions::{Caption, captions_to_draft};
use super::prose::empty;

pub(super) mod names;
pub(super) mod xml;

/// A tier of a file.
#[derive(Clone, Debug)]
pub(super) struct Tier {
    /// Its name in the file.
    pub name: String,
    /// Who speaks in it; nobody where its name says only that it is speech.
    pub speaker: Option<String>,
    /// Why it is no speech, if so.
    pub beside: Option<&'static str>,
    /// What stands in it.
    pub utterances: Vec<Utterance>,
}

/// What stands in a tier at a time.
#[derive(Clone, Debug)]
pub(super) struct Utterance {
    /// Where it begins, for the order among tiers.
    pub at: u64,
    /// What is said, and when.
    pub said: Caption,
}

impl Tier {
    fn characters(&self) -> usize {
        self.texts().map(|text| text.trim().chars().count()).sum()
    }

    fn shown(&self) -> String {
        if self.name.is_empty() { "one without a name".to_owned() } else { format!("`{}`", self.name) }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.utterances.iter().map(|utterance| utterance.said.text.as_str())
    }

    /// Whether anything in it is a word.
    pub fn has_words(&self) -> bool {
        self.texts().any(|text| words(text).next().is_some())
    }

    /// All its words in a row, without spaces.
    fn words(&self) -> String {
        self.texts().flat_map(|text| words(text).map(move |word| fold(word.of(text)))).collect()
    }
}

/// Writes the tiers that are speech into `draft`: utterances in order of their times, those of one speaker in a row as
/// one turn. The other tiers are dropped and counted.
pub(super) fn tiers_to_draft(mut tiers: Vec<Tier>, mut draft: Draft, options: &ReadOptions) -> Draft {
    choose(&mut tiers, options, &mut draft);
    let (speech, beside): (Vec<Tier>, Vec<Tier>) = tiers.into_iter().partition(|tier| tier.beside.is_none());
    tell(&speech, &beside, options, &mut draft);
    let mut utterances: Vec<(u64, usize, Caption)> = Vec::new();
    for (i, tier) in speech.into_iter().enumerate() {
        utterances.extend(tier.utterances.into_iter().map(|utterance| (utterance.at, i, utterance.said)));
    }
    // Stable, so that what begins together stays in the order of tiers, and of one tier in that of the file.
    utterances.sort_by_key(|&(at, tier, _)| (at, tier));
    let mut captions: Vec<Caption> = utterances.into_iter().map(|(_, _, said)| said).collect();
    captions.retain(|caption| !caption.text.trim().is_empty());
    let mut draft = captions_to_draft(&captions, draft);
    draft.gaps = events(&draft.text);
    if draft.turns.is_empty() {
        draft.report.diagnostics.push(empty());
    }
    draft
}

const NOT_NAMED: &str = "tiers that `[transcripts] tiers` does not name";
const SAME_WORDS: &str = "tiers with the same words as another";

/// Settles which tiers are speech.
fn choose(tiers: &mut [Tier], options: &ReadOptions, draft: &mut Draft) {
    let named = |tier: &Tier| options.tiers.iter().any(|name| key(name) == key(&tier.name));
    if tiers.iter().any(named) {
        for tier in tiers {
            tier.beside = (!named(tier)).then_some(NOT_NAMED);
        }
        return;
    }
    if !options.tiers.is_empty() {
        draft.report.diagnostics.push(
            Diagnostic::warning(
                "tiers-not-found",
                format!(
                    "none of the tiers that `[transcripts] tiers` names is in this file: it has {}",
                    listed(&filled(tiers))
                ),
            )
            .help("the tiers were chosen as if none were named; mend the names in kantlijn.toml"),
        );
    }
    let mut spoken: BTreeSet<String> = BTreeSet::new();
    for tier in tiers.iter_mut().filter(|tier| tier.beside.is_none()) {
        let words = tier.words();
        // A few words may well be said by two.
        let enough = words.chars().count() >= 20;
        if enough && !spoken.insert(words) {
            tier.beside = Some(SAME_WORDS);
        }
    }
    if tiers.iter().any(Tier::has_words) && !tiers.iter().any(|tier| tier.beside.is_none() && tier.has_words()) {
        for tier in tiers.iter_mut().filter(|tier| tier.has_words()) {
            tier.beside = None;
        }
        draft.report.diagnostics.push(
            Diagnostic::warning(
                "no-speech-tier",
                "no tier seems to be speech, so every one with words was taken for it",
            )
            .help(
                "write in kantlijn.toml which are: [transcripts] tiers = [\"…\"]; `kantlijn check` shows their names",
            ),
        );
    }
}

/// Says which tiers are speech, and what was left out.
fn tell(speech: &[Tier], beside: &[Tier], options: &ReadOptions, draft: &mut Draft) {
    let (speech, beside) = (filled(speech), filled(beside));
    let report = &mut draft.report;
    report.label_style = match speech.len() {
        0 => "no tier with words".to_owned(),
        1 => format!("tier {}", listed(&speech)),
        _ => format!("tiers {}", listed(&speech)),
    };
    let mut dropped: Vec<(&str, Vec<&Tier>)> = Vec::new();
    for &tier in &beside {
        let why = tier.beside.unwrap_or_default();
        match dropped.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, tiers)) => tiers.push(tier),
            None => dropped.push((why, vec![tier])),
        }
    }
    for (why, tiers) in dropped {
        let characters = tiers.iter().map(|tier| tier.characters()).sum();
        report.dropped.push((format!("{why}: {}", listed(&tiers)), characters));
    }
    if !beside.is_empty() && options.tiers.is_empty() {
        let taken = if speech.is_empty() { "no tier".to_owned() } else { listed(&speech) };
        let names: Vec<String> = speech
            .iter()
            .take(3)
            .map(|tier| format!("\"{}\"", tier.name.replace('\\', "\\\\").replace('"', "\\\"")))
            .collect();
        report.diagnostics.push(
            Diagnostic::note("speech-tiers", format!("taken as speech: {taken}; left out: {}", listed(&beside))).help(
                format!(
                    "to choose otherwise, write in kantlijn.toml: [transcripts] tiers = [{}], with the tiers that are \
                     speech",
                    names.join(", ")
                ),
            ),
        );
    }
}

/// The tiers in which anything stands.
fn filled(tiers: &[Tier]) -> Vec<&Tier> {
    tiers.iter().filter(|tier| tier.characters() > 0).collect()
}

/// The names of tiers, the first eight of many.
fn listed(tiers: &[&Tier]) -> String {
    let names: Vec<String> = tiers.iter().take(8).map(|tier| tier.shown()).collect();
    let more = if tiers.len() > names.len() { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

/// The longest that stands between double brackets, in bytes.
const INSIDE: usize = 300;

/// What is no speech in the turns of a score: `((lacht))`, `(0.5)`.
fn events(text: &str) -> Vec<Gap> {
    let bytes = text.as_bytes();
    let mut gaps = Vec::new();
    let mut after = 0;
    for from in memchr::memchr_iter(b'(', bytes) {
        if from < after {
            continue;
        }
        let inside = &bytes[from + 1..bytes.len().min(from + 1 + INSIDE)];
        let length = if inside.first() == Some(&b'(') {
            memchr::memmem::find(inside, b"))").filter(|&end| !inside[..end].contains(&b'\n')).map(|end| end + 3)
        } else {
            // `(1.5)` and `(.)`, but neither `(2009)` nor `(1,000)`.
            let digits = |from: usize| inside[from..].iter().take_while(|b| b.is_ascii_digit()).count();
            let whole = digits(0);
            let has_point = matches!(inside.get(whole), Some(b'.' | b','));
            let end = if has_point { whole + 1 + digits(whole + 1) } else { whole };
            (has_point && end - whole <= 3 && inside.get(end) == Some(&b')')).then_some(end + 2)
        };
        if let Some(length) = length {
            after = from + length;
            gaps.push(Gap { span: Span::new(from, after), kind: GapKind::Event });
        }
    }
    gaps
}

/// The part that a role in the file says: `Investigator`, `Interviewer`, `Target_Child`.
pub(super) fn part_of(role: &str) -> Option<Part> {
    let role = fold(role.trim()).replace(['_', '-'], " ");
    match role.as_str() {
        "investigator" => Some(Part::Interviewer),
        "environment" | "media" | "text" => Some(Part::Other),
        "target child" | "target adult" | "subject" => Some(Part::Participant),
        // Letters are labels, never roles.
        short if short.chars().count() < 4 => None,
        role => said(role),
    }
}

/// The two letters of a language's code: `nl` of `nld`, `dut` and `nl-BE`; another code as it stands.
pub(super) fn language(code: &str) -> String {
    let code = code.trim();
    let plain = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    // Codes of libraries, which differ for these.
    let terms = match plain.as_str() {
        "dut" => "nld",
        "ger" => "deu",
        "fre" => "fra",
        "cze" => "ces",
        "gre" => "ell",
        "chi" => "zho",
        "rum" => "ron",
        "per" => "fas",
        "may" => "msa",
        "wel" => "cym",
        "baq" => "eus",
        "ice" => "isl",
        "slo" => "slk",
        "alb" => "sqi",
        "arm" => "hye",
        "geo" => "kat",
        "bur" => "mya",
        "mac" => "mkd",
        other => other,
    };
    match Language::from_639_1(terms).or_else(|| Language::from_639_3(terms)).and_then(|known| known.to_639_1()) {
        Some(two) => two.to_owned(),
        None => code.to_owned(),
    }
}

/// Sets a variable that a file states, if its name is free and it is short enough to be one.
pub(super) fn state(variables: &mut Variables, name: &str, value: &str) {
    const LONGEST: usize = 200;
    let name = fold(name.trim()).replace(|c: char| !c.is_alphanumeric(), "_");
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() && !is_reserved(&name) && variables.get(&name).is_none() && value.chars().count() <= LONGEST {
        variables.set(name, value);
    }
}

#[cfg(test)]
mod tests;
