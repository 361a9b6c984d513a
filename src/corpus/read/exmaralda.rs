//! EXMARaLDA's basic transcription (`.exb`): events in tiers on one timeline.
//!
//! Tiers of type `t` (transcription) are speech, those of type `d` (description) and `a` (annotation) are not. An event
//! may end within a word, where another speaker begins; so events that touch and have no space between them are one.

use std::collections::BTreeMap;

use crate::corpus::{ReadOptions, ReadReport, Time, Variables};
use crate::error::{Error, Result};
use crate::text::fold;

use super::captions::Caption;
use super::prose::undecoded;
use super::tiers::names::speaker as speaker_of;
use super::tiers::xml::{Node, decoded, walk};
use super::tiers::{Tier, Utterance, language, part_of, state, tiers_to_draft};
use super::{Draft, Format, Person, Source};

/// Basic transcriptions of EXMARaLDA.
pub const FORMAT: Format = Format { name: "exmaralda", extensions: &["exb"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decoded(source, options);
    let mut file = File::default();
    walk(source, &decoded.text, |node| file.take(node))?;
    if !file.is_basic {
        return Err(Error::unreadable(
            source.path,
            "is no basic transcription of EXMARaLDA: it holds no `<basic-transcription>`",
            "open it in the Partitur-Editor and save it as .exb",
        ));
    }
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    if file.comment > 0 {
        report.dropped.push(("comments in the head".to_owned(), file.comment));
    }
    let (variables, people) = (file.variables(), file.people());
    let draft = Draft { variables, people, report, ..Draft::default() };
    Ok(vec![tiers_to_draft(file.tiers(), draft, options)])
}

/// A speaker of the speaker table.
#[derive(Default)]
struct Speaker {
    id: String,
    label: Option<String>,
    role: Option<String>,
    language: Option<String>,
    variables: Variables,
}

/// A tier as the file has it.
#[derive(Default)]
struct Raw {
    name: String,
    speaker: Option<String>,
    kind: String,
    events: Vec<Event>,
}

/// From one place of the timeline to another, as their names.
#[derive(Default)]
struct Event {
    from: String,
    to: String,
    text: String,
}

#[derive(Default)]
struct File {
    is_basic: bool,
    variables: Variables,
    speakers: Vec<Speaker>,
    in_speaker: bool,
    /// The name of what is stated next.
    stated: String,
    /// Places of the timeline in their order, with their times.
    timeline: BTreeMap<String, (u64, Option<u64>)>,
    tiers: Vec<Raw>,
    now: Event,
    comment: usize,
}

impl File {
    fn take(&mut self, node: Node<'_>) {
        match node {
            Node::Open(name, attributes) => {
                let owned = |name: &str| attributes.get(name).map(str::to_owned);
                match name {
                    "basic-transcription" => self.is_basic = true,
                    "speaker" => {
                        self.in_speaker = true;
                        self.speakers.push(Speaker { id: owned("id").unwrap_or_default(), ..Speaker::default() });
                    }
                    "sex" => {
                        if let (Some(speaker), Some(sex)) = (self.speakers.last_mut(), attributes.get("value")) {
                            // `u` is unknown.
                            if sex != "u" {
                                state(&mut speaker.variables, "sex", sex);
                            }
                        }
                    }
                    "language" if self.in_speaker => {
                        if let (Some(speaker), Some(code)) = (self.speakers.last_mut(), attributes.get("lang")) {
                            speaker.language.get_or_insert_with(|| language(code));
                        }
                    }
                    "ud-information" => self.stated = owned("attribute-name").unwrap_or_default(),
                    "tli" => {
                        let place = self.timeline.len() as u64;
                        let time = attributes.get("time").and_then(|time| time.parse::<f64>().ok());
                        let time = time.filter(|time| *time >= 0.0).map(|time| (time * 1000.0).round() as u64);
                        self.timeline.entry(owned("id").unwrap_or_default()).or_insert((place, time));
                    }
                    "tier" => self.tiers.push(Raw {
                        name: owned("display-name").or_else(|| owned("id")).unwrap_or_default(),
                        speaker: owned("speaker"),
                        kind: owned("type").unwrap_or_default(),
                        events: Vec::new(),
                    }),
                    "event" => {
                        let from = owned("start").unwrap_or_default();
                        self.now =
                            Event { to: owned("end").unwrap_or_else(|| from.clone()), from, text: String::new() };
                    }
                    _ => {}
                }
            }
            Node::Close(name, text) => self.close(name, text),
        }
    }

    fn close(&mut self, name: &str, text: String) {
        let stated = || Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match name {
            "speaker" => self.in_speaker = false,
            "abbreviation" => {
                if let Some(speaker) = self.speakers.last_mut() {
                    speaker.label = stated();
                }
            }
            "ud-information" => match self.speakers.last_mut().filter(|_| self.in_speaker) {
                Some(speaker) => {
                    if is_role(&self.stated) {
                        speaker.role = stated();
                    }
                    state(&mut speaker.variables, &self.stated, &text);
                }
                None if self.tiers.is_empty() => state(&mut self.variables, &self.stated, &text),
                None => {}
            },
            "project-name" => state(&mut self.variables, "project", &text),
            "transcription-convention" => state(&mut self.variables, "convention", &text),
            "comment" => self.comment += text.trim().chars().count(),
            "event" => {
                let event = Event { text, ..std::mem::take(&mut self.now) };
                if let Some(tier) = self.tiers.last_mut() {
                    tier.events.push(event);
                }
            }
            _ => {}
        }
    }

    /// What the file says of the whole, and the language that all speakers use first.
    fn variables(&self) -> Variables {
        let mut variables = Variables::default();
        let mut languages: Vec<&str> = self.speakers.iter().filter_map(|speaker| speaker.language.as_deref()).collect();
        languages.sort_unstable();
        languages.dedup();
        if let [only] = languages[..] {
            state(&mut variables, "language", only);
        }
        self.variables.iter().for_each(|(name, value)| state(&mut variables, name, value));
        variables
    }

    fn people(&self) -> Vec<Person> {
        let person = |speaker: &Speaker| Person {
            label: speaker.label().to_owned(),
            part: speaker.role.as_deref().and_then(part_of),
            variables: speaker.variables.clone(),
            ..Person::default()
        };
        self.speakers.iter().map(person).collect()
    }

    fn tiers(self) -> Vec<Tier> {
        let Self { speakers, timeline, tiers, .. } = self;
        let mut labels: BTreeMap<&str, &str> = BTreeMap::new();
        for speaker in &speakers {
            labels.entry(&speaker.id).or_insert(speaker.label());
        }
        let tier = |raw: Raw| {
            let label = raw.speaker.as_deref().map(|id| labels.get(id).map_or(id, |label| *label).to_owned());
            let beside = match raw.kind.as_str() {
                "t" | "" => None,
                "d" => Some("tiers of descriptions"),
                "a" => Some("tiers of annotations"),
                _ => Some("tiers of another kind than transcription"),
            };
            let speaker = label.or_else(|| speaker_of(&raw.name));
            let utterances = joined(raw.events)
                .into_iter()
                .map(|event| {
                    let place = |id: &str| timeline.get(id).copied();
                    let time = |id: &str| place(id).and_then(|(_, time)| time);
                    let time =
                        time(&event.from).map(|start| Time { start, end: time(&event.to).filter(|&end| end >= start) });
                    let at = place(&event.from).map_or(0, |(place, _)| place);
                    Utterance { at, said: Caption { speaker: speaker.clone(), time, text: event.text } }
                })
                .collect();
            Tier { name: raw.name, speaker, beside, utterances }
        };
        tiers.into_iter().map(tier).collect()
    }
}

impl Speaker {
    fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.id)
    }
}

/// Whether what is stated of a speaker is their role in the conversation.
fn is_role(name: &str) -> bool {
    ["role", "rolle", "rol", "function", "funktion", "functie"].contains(&fold(name.trim()).as_str())
}

/// Events that touch within a word are one.
fn joined(events: Vec<Event>) -> Vec<Event> {
    let mut joined: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        let within = |last: &&mut Event| {
            last.to == event.from
                && last.text.ends_with(char::is_alphanumeric)
                && event.text.starts_with(|c: char| !c.is_whitespace())
        };
        match joined.last_mut().filter(within) {
            Some(last) => {
                last.text.push_str(&event.text);
                last.to = event.to;
            }
            None => joined.push(event),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
