//! Labels before a colon, in a file that marks speakers in no other way.

use std::collections::BTreeMap;

use crate::corpus::label::key;
use crate::corpus::part::is_common;
use crate::corpus::{ReadOptions, ReadReport};
use crate::diagnostic::Diagnostic;

use super::super::captions::{Caption, label_before_colon};
use super::cue::Cue;

/// The labels of a file without voices.
pub(super) struct Labels {
    /// What a label comes down to, to the label as first written.
    known: BTreeMap<String, String>,
    voices: bool,
}

impl Labels {
    /// A label stands at the start of a line before a colon and recurs, or is in the study's list.
    pub fn of(cues: &[Cue], options: &ReadOptions, report: &mut ReadReport) -> Labels {
        let lines = || cues.iter().flat_map(|cue| &cue.lines);
        let voices = lines().any(|line| line.voice.is_some());
        let told: Vec<String> = options
            .labels
            .iter()
            .chain(options.parts.iter().flat_map(|(_, labels)| labels))
            .map(|label| key(label.trim()))
            .collect();
        let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for (name, _) in lines().filter(|line| line.voice.is_none()).filter_map(|line| label_before_colon(&line.text)) {
            found.entry(key(name)).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
        let recurs = |key: &String, name: &str, count: usize| told.contains(key) || count >= needed(name);
        // Beside a label that recurs, one that transcripts commonly use is a speaker who is heard once: `R4:` in a group.
        let some = found.iter().any(|(key, (name, count))| is_common(key) && recurs(key, name, *count));
        let (known, once): (BTreeMap<_, _>, BTreeMap<_, _>) =
            found.into_iter().partition(|(key, (name, count))| recurs(key, name, *count) || some && is_common(key));
        if !once.is_empty() {
            let shown: Vec<String> = once.values().take(5).map(|(name, _)| format!("`{name}:`")).collect();
            let more = if once.len() > shown.len() { ", …" } else { "" };
            report.diagnostics.push(
                Diagnostic::note(
                    "perhaps-labels",
                    format!("taken as words, not as labels, because they hardly recur: {}{more}", shown.join(", ")),
                )
                .help("if one is a speaker, say so in the study file: `[transcripts] labels = [\"…\"]`"),
            );
        }
        report.label_style = match (voices, known.is_empty()) {
            (true, _) => "voice tags: `<v Name>`",
            (false, false) => "label and colon where the speaker changes",
            (false, true) => "no speakers",
        }
        .to_owned();
        let known = known.into_iter().map(|(key, (name, _))| (key, name)).collect();
        Labels { known, voices }
    }

    /// Captions with speakers: a voice is for its own words, a label until the next one.
    pub fn captions(&self, cues: Vec<Cue>) -> Vec<Caption> {
        let mut captions: Vec<Caption> = Vec::new();
        let mut speaking: Option<String> = None;
        for cue in cues {
            for line in cue.lines {
                let label = label_before_colon(&line.text)
                    .filter(|_| line.voice.is_none())
                    .and_then(|(name, span)| Some((self.known.get(&key(name))?, span)));
                let mut words = line.text.as_str();
                if let Some((name, span)) = label {
                    speaking = Some(name.clone());
                    words = &line.text[span.end as usize..];
                } else if self.voices {
                    speaking.clone_from(&line.voice);
                }
                captions.push(Caption { speaker: speaking.clone(), time: cue.time, text: words.to_owned() });
            }
        }
        captions
    }
}

/// How often a label must occur. A name is written with capitals; other words before a colon, such as
/// `Peer worker`, are more easily a sentence's beginning, such as `Ik dacht`.
fn needed(label: &str) -> usize {
    const PARTICLES: &[&str] = &["de", "den", "der", "het", "op", "te", "ten", "ter", "van", "von", "el", "al"];
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || PARTICLES.contains(&word);
    let mut words = label.split_whitespace();
    if words.clone().count() == 1 || words.all(is_name) { 2 } else { 4 }
}
