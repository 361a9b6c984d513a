//! The sentences of captions: the one place to add a language, by matching on [`Definition::language`].
//!
//! They are for people who did not make the table: no abbreviations, no flags.

use crate::coding::{RULES, Stance};
use crate::corpus::{Document, Reading};
use crate::scope::{Unit, Universe};
use crate::tally::{GroupCounts, Totals};
use crate::wording::{either, several};

use super::Definition;

pub(super) const FREQUENCIES: &str =
    "How often each code, with everything below it, was found: people first, then transcripts, units and codings.";
pub(super) const COOCCURRENCE: &str = "Which codes, each with everything below it, are present in the same units.";
pub(super) const MATRIX: &str = "Units in which both codes are present; on the diagonal the units of the code itself.";
pub(super) const CODINGS: &str = "Every coding: a code applied to a passage by a coder.";
pub(super) const MENTIONS: &str = "Every mention: one match of one rule, the evidence of a coding.";
pub(super) const QUOTES: &str = "The words of codings.";
pub(super) const UNCODED: &str = "The words of units without any code.";
pub(super) const KWIC: &str = "Matches with the words around them, within one turn.";

pub(super) const RELATION: &str = "Two codes co-occur in a unit when each has a coding that covers at least one whole \
    word of it; a code and its own ancestor are no pair.";
pub(super) const SAME_WORDS: &str = "`same_words` counts units in which all evidence of either code overlaps evidence \
    of the other: there the pair says something of the rules, not of the interviews.";
pub(super) const INTERVALS: &str = "Intervals are 95 % score intervals (Wilson 1927). They assume that participants \
    and units are independent and drawn at random, which interviews seldom are; units of one interview resemble one \
    another, so that their intervals are too narrow.";
pub(super) const DISPERSION: &str = "`dispersion` is DP (Gries 2008) over the transcripts: 0 when codings are spread \
    like words are, near 1 when one short transcript has them all.";

pub(super) const DISPERSIONS: &str = "`dispersion_norm` is DP over its greatest possible value (Lijffijt & Gries 2012). Of the others, over \
    the same transcripts as Gries (2008) gives them, 1 is even: Juilland's D, Carroll's D2, Rosengren's S. How many transcripts have \
    the code, its range, is under `transcripts`.";
pub(super) const INTERVAL_OF_A_RATE: &str = "That of a rate is exact for a Poisson process (Garwood 1936): it assumes that codings come \
    independently and at one rate in all words.";

pub(super) const NOT_ASKED: &str = "people's codings do not say";
pub(super) const NO_MENTIONS: &str = "people's codings rest on a passage, not on mentions";
pub(super) const NO_CODINGS: &str = "a code without codings by participants has no shares";
pub(super) const NO_CODE_ROW: &str = "the row `no code` counts units, participants and transcripts alone";
pub(super) const NO_UNITS: &str = "one of the two codes, or both, are in no unit";
pub(super) const NOTHING_THERE: &str = "there are no such units, participants or words";
pub(super) const NO_DISPERSION: &str = "a code without codings, or a single transcript, has no dispersion";
pub(super) const NO_TEXT: &str = "the words of participants were left out on request";
pub(super) const NO_MEMO: &str = "memos were left out with the words of participants, which they may quote";

pub(super) const TRANSCRIPTS: &str =
    "How each transcript was read. What is wrong here is mended in kantlijn.toml, [transcripts].";
pub(super) const COMMENTS: &str =
    "What people wrote in the margin of the file, each with the words that it is about; comments code nothing.";
pub(super) const NO_TIMES: &str = "the file has no times";
pub(super) const ZIPPED: &str = "the format holds its own encoding";

/// How one transcript was read.
pub(super) fn reading(reading: &Reading) -> String {
    let report = &reading.report;
    let part = |text: &str, before: &str| if text.is_empty() { String::new() } else { format!("{before}{text}") };
    format!(
        "{}: {}{}{}; {}{}.",
        reading.document.name,
        report.format,
        part(&report.encoding, ", "),
        part(&report.label_style, "; speakers: "),
        if report.interviewer.is_empty() {
            "no interviewer recognised".to_owned()
        } else {
            format!("interviewer: {}", report.interviewer)
        },
        part(&reading.comments().unwrap_or_default(), "; "),
    )
}

/// What the researchers note of a transcript and of those in it, a sentence each.
pub(super) fn memos(document: &Document) -> impl Iterator<Item = String> {
    let case = document.case.as_deref().unwrap_or_default();
    let of_whole = [(document.name.clone(), &document.memo), (format!("the case {case}"), &document.case_memo)];
    let of_speakers = document.speakers.iter().map(|speaker| {
        let own_case = speaker.case.as_ref().filter(|case| document.case.as_ref() != Some(case));
        (own_case.map_or_else(|| speaker.label.clone(), |case| format!("the case {case}")), &speaker.memo)
    });
    let all = of_whole.into_iter().chain(of_speakers).filter(|(_, memo)| !memo.is_empty());
    all.map(|(what, memo)| {
        let in_a_line: Vec<&str> = memo.split_whitespace().collect();
        format!("Memo on {what}: “{}”.", in_a_line.join(" "))
    })
}

/// The name of the row of units without any code.
pub(super) fn no_code(definition: &Definition<'_>) -> &'static str {
    match definition.language {
        "nl" => "geen code",
        _ => "no code",
    }
}

pub(super) fn unit_and_words(definition: &Definition<'_>) -> String {
    format!("The unit is {}. {}", unit(definition.unit), words_of(definition))
}

pub(super) fn words_of(definition: &Definition<'_>) -> String {
    let whose = match definition.admission.part {
        Universe::Participant => "Only the words of participants count: everybody but recognised interviewers",
        Universe::Interviewer => "Only the words of interviewers count",
        Universe::All => "Everybody's words count, also interviewers'",
    };
    match &definition.admission.condition {
        None => format!("{whose}."),
        Some(condition) => format!("{whose}, where {condition}."),
    }
}

fn unit(unit: Unit) -> String {
    match unit {
        Unit::Answer => "the answer: what a participant says until the interviewer's next substantive turn".into(),
        Unit::Sentence => "the sentence".into(),
        Unit::Turn => "the turn: what one speaker says until another speaks".into(),
        Unit::Paragraph => "the paragraph".into(),
        Unit::Window(words) => format!("a window of {} within a turn", several(words, "word")),
        Unit::Transcript => "the whole transcript".into(),
        Unit::Case => "the case: everything that one person, site or group says in all transcripts".into(),
    }
}

pub(super) fn apart(_: &Definition<'_>, by: &str) -> String {
    if by == "coder" {
        return "Each coder stands apart; all had the same words before them.".into();
    }
    format!("Each value of `{by}` stands apart: units, words and participants are those of speakers with that value.")
}

pub(super) fn denominators(_: &Definition<'_>, group: &GroupCounts, in_units: bool) -> String {
    let of = if group.value.is_empty() { String::new() } else { format!("{}: ", group.value) };
    let units = if in_units { format!("{}, ", several(group.units, "unit")) } else { String::new() };
    format!(
        "{of}{}, {}, {units}{}.",
        several(group.participants, "participant"),
        several(group.documents.len(), "transcript"),
        several(group.words, "word"),
    )
}

pub(super) fn codings(definition: &Definition<'_>, totals: &Totals) -> String {
    let by = if definition.coder.is_empty() { String::new() } else { format!(" by {}", definition.coder) };
    let mut sentence = match (definition.coder == RULES, totals.rejected) {
        // All that rules propose, since their reviewer has read what is left out too.
        (true, rejected)
            if totals.accepted + rejected > 0 && !["accepted", "proposed"].contains(&definition.status) =>
        {
            format!("{}{by}, {}", several(totals.codings + rejected, "coding"), reviewed(totals))
        }
        (_, rejected) => {
            let mut sentence = format!(
                "{}{by}, of which {} made or accepted by a person",
                several(totals.codings, "coding"),
                totals.accepted
            );
            if rejected > 0 {
                let (were, are) = (either(rejected, "was", "were"), either(rejected, "is", "are"));
                sentence.push_str(&format!(" ({rejected} more {were} rejected, and {are} left out)"));
            }
            sentence
        }
    };
    let [_, negated, ceased, normative] = totals.stances;
    for (n, stance) in [(negated, Stance::Negated), (ceased, Stance::Ceased), (normative, Stance::Normative)] {
        if n > 0 {
            sentence.push_str(&format!("; {n} {}", stance.word()));
        }
    }
    sentence.push_str(if negated + ceased + normative > 0 { ", counted like the others." } else { "." });
    sentence
}

/// `34 of them reviewed (28 accepted; 6 rejected and left out, so that 114 count)`.
pub(super) fn reviewed(totals: &Totals) -> String {
    let left_out = match totals.rejected {
        0 => "none rejected".to_owned(),
        rejected => format!(
            "{rejected} rejected and left out, so that {} {}",
            totals.codings,
            either(totals.codings, "counts", "count")
        ),
    };
    format!("{} of them reviewed ({} accepted; {left_out})", totals.reviewed(), totals.accepted)
}

pub(super) fn filters(definition: &Definition<'_>) -> Option<String> {
    let filters: Vec<String> = [("status", definition.status), ("stance", definition.stance)]
        .into_iter()
        .filter(|(_, word)| !["all", ""].contains(word))
        .map(|(name, word)| format!("{name} {word}"))
        .collect();
    (!filters.is_empty()).then(|| format!("Only codings with {}.", filters.join(" and ")))
}

pub(super) fn left_out(_: &Definition<'_>, outside: u64, wordless: u64) -> Vec<String> {
    let mut sentences = Vec::new();
    if outside > 0 {
        sentences.push(format!("Left out: {} outside these words.", several(outside, "coding")));
    }
    if wordless > 0 {
        sentences.push(format!("Left out: {} covering no whole word.", several(wordless, "coding")));
    }
    sentences
}

pub(super) fn unreadable(definition: &Definition<'_>) -> Option<String> {
    let n = definition.unreadable as u64;
    (n > 0).then(|| format!("{} could not be read and {} skipped.", several(n, "transcript"), either(n, "was", "were")))
}

pub(super) fn codebook(definition: &Definition<'_>) -> String {
    let codebook = definition.codebook;
    if codebook.codes.is_empty() && codebook.hash.is_empty() {
        return format!("kantlijn {}.", env!("CARGO_PKG_VERSION"));
    }
    let name = codebook.name.get(definition.language).unwrap_or("without a name");
    let version = if codebook.version.is_empty() { String::new() } else { format!(" {}", codebook.version) };
    format!("Codebook {name}{version}; kantlijn {}.", env!("CARGO_PKG_VERSION"))
}

pub(super) fn sampled(n: usize, of: usize, seed: u64) -> String {
    format!("{n} of {of}, drawn at random with seed {seed}.")
}

pub(super) fn at_most_of_each(n: usize) -> String {
    format!("At most {} of each participant.", several(n as u64, "quote"))
}
