//! ELAN (`.eaf`): annotations in tiers, on times of a recording or on other annotations.
//!
//! Tiers that hang from no other are speech; those that hang from them (translations, glosses, words), hold codes from a
//! list (a controlled vocabulary) or are named as something else are not. Where the top tier holds only references or
//! nothing, as in Toolbox's projects, the first tier below it is speech. Times that are not aligned lie evenly between
//! their neighbours, for the order alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{ReadOptions, ReadReport, Variables};
use crate::error::{Error, Result};

use super::captions::Caption;
use super::prose::undecoded;
use super::tiers::names::{is_beside, speaker};
use super::tiers::xml::{Attributes, Node, decoded, walk};
use super::tiers::{Tier, Utterance, language, state, tiers_to_draft};
use super::{Draft, Format, Source};

mod slots;

use slots::Slots;

/// Annotation files of ELAN.
pub const FORMAT: Format = Format { name: "elan", extensions: &["eaf"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decoded(source, options);
    let mut file = File::default();
    walk(source, &decoded.text, |node| file.take(&node))?;
    if !file.is_elan {
        return Err(Error::unreadable(
            source.path,
            "is no file of ELAN: it does not begin with `<ANNOTATION_DOCUMENT …>`",
            "save the annotations in ELAN as .eaf, or give the file the extension of its program",
        ));
    }
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    let variables = file.variables();
    Ok(vec![tiers_to_draft(file.tiers(), Draft { variables, report, ..Draft::default() }, options)])
}

/// A tier as the file has it.
#[derive(Default)]
struct Raw {
    name: String,
    participant: Option<String>,
    annotator: Option<String>,
    kind: Option<String>,
    parent: Option<String>,
    language: Option<String>,
    annotations: Vec<Annotation>,
}

#[derive(Default)]
struct Annotation {
    id: String,
    place: Place,
    text: String,
}

/// Where an annotation lies.
#[derive(Clone, Default)]
enum Place {
    /// From a time slot to another.
    Slots(String, String),
    /// Where another annotation lies.
    With(String),
    #[default]
    Nowhere,
}

#[derive(Default)]
struct File {
    is_elan: bool,
    slots: Slots,
    tiers: Vec<Raw>,
    /// Kinds of tiers whose values come from a list.
    listed: BTreeSet<String>,
    /// Languages by the id that tiers name them with.
    languages: BTreeMap<String, String>,
    now: Annotation,
}

impl File {
    fn take(&mut self, node: &Node<'_>) {
        let owned = |attributes: &Attributes, name: &str| attributes.get(name).map(str::to_owned);
        match node {
            Node::Open("ANNOTATION_DOCUMENT", _) => self.is_elan = true,
            Node::Open("HEADER", attributes) => self.slots.count_in(attributes.get("TIME_UNITS")),
            Node::Open("TIME_SLOT", attributes) => {
                if let Some(id) = attributes.get("TIME_SLOT_ID") {
                    self.slots.add(id, attributes.get("TIME_VALUE"));
                }
            }
            Node::Open("TIER", attributes) => self.tiers.push(Raw {
                name: owned(attributes, "TIER_ID").unwrap_or_default(),
                participant: owned(attributes, "PARTICIPANT"),
                annotator: owned(attributes, "ANNOTATOR"),
                kind: owned(attributes, "LINGUISTIC_TYPE_REF"),
                parent: owned(attributes, "PARENT_REF"),
                language: owned(attributes, "LANG_REF"),
                annotations: Vec::new(),
            }),
            Node::Open("ALIGNABLE_ANNOTATION" | "REF_ANNOTATION", attributes) => {
                let from = owned(attributes, "TIME_SLOT_REF1");
                let place = match (from, owned(attributes, "TIME_SLOT_REF2"), owned(attributes, "ANNOTATION_REF")) {
                    (Some(from), to, _) => Place::Slots(from.clone(), to.unwrap_or(from)),
                    (None, _, Some(other)) => Place::With(other),
                    _ => Place::Nowhere,
                };
                self.now = Annotation {
                    id: owned(attributes, "ANNOTATION_ID").unwrap_or_default(),
                    place,
                    ..Annotation::default()
                };
            }
            Node::Close("ANNOTATION_VALUE", text) => self.now.text.clone_from(text),
            Node::Close("ALIGNABLE_ANNOTATION" | "REF_ANNOTATION", _) => {
                let annotation = std::mem::take(&mut self.now);
                if let Some(tier) = self.tiers.last_mut() {
                    tier.annotations.push(annotation);
                }
            }
            Node::Open("LINGUISTIC_TYPE", attributes) if attributes.get("CONTROLLED_VOCABULARY_REF").is_some() => {
                self.listed.extend(owned(attributes, "LINGUISTIC_TYPE_ID"));
            }
            Node::Open("LANGUAGE", attributes) => {
                if let (Some(id), Some(written)) = (attributes.get("LANG_ID"), attributes.get("LANG_DEF")) {
                    // `http://…/nld`, at times with a label behind it.
                    let code = written.rsplit(['/', '#']).next().unwrap_or(id);
                    let code = if language(code).len() == 2 { code } else { id };
                    self.languages.insert(id.to_owned(), language(code));
                }
            }
            _ => {}
        }
    }

    /// Who annotated, and the language that all tiers with one share.
    fn variables(&self) -> Variables {
        let mut variables = Variables::default();
        let tops = || self.tiers.iter().filter(|tier| tier.parent.is_none());
        let languages: BTreeSet<String> = tops()
            .filter_map(|tier| tier.language.as_deref())
            .map(|id| self.languages.get(id).cloned().unwrap_or_else(|| language(id)))
            .collect();
        if let (1, Some(only)) = (languages.len(), languages.first()) {
            state(&mut variables, "language", only);
        }
        let annotators: BTreeSet<&str> = tops().filter_map(|tier| tier.annotator.as_deref()).collect();
        let annotators: Vec<&str> = annotators.into_iter().collect();
        state(&mut variables, "annotator", &annotators.join(", "));
        variables
    }

    fn tiers(self) -> Vec<Tier> {
        let Self { slots, tiers: raws, listed, .. } = self;
        let slots = slots.placed();
        let by_name: BTreeMap<&str, usize> =
            raws.iter().enumerate().rev().map(|(i, raw)| (raw.name.as_str(), i)).collect();
        let parent = |i: usize| raws[i].parent.as_deref().and_then(|name| by_name.get(name).copied());
        let mut tiers: Vec<Tier> = (0..raws.len())
            .map(|i| {
                let raw = &raws[i];
                let is_listed = raw.kind.as_ref().is_some_and(|kind| listed.contains(kind));
                let beside = if raw.parent.is_some() {
                    Some("tiers that hang from another, such as translations")
                } else if is_listed {
                    Some("tiers of codes from a list")
                } else if is_beside(&raw.name) {
                    Some("tiers that are no speech by their names")
                } else {
                    None
                };
                let top = ancestors(i, &parent).last().unwrap_or(i);
                let owner = [i, top].into_iter().find_map(|i| raws[i].participant.clone());
                Tier {
                    name: raw.name.clone(),
                    speaker: owner.or_else(|| speaker(&raw.name)),
                    beside,
                    utterances: Vec::new(),
                }
            })
            .collect();
        let mut places: BTreeMap<&str, &Place> = BTreeMap::new();
        for annotation in raws.iter().flat_map(|raw| &raw.annotations) {
            places.entry(&annotation.id).or_insert(&annotation.place);
        }
        for (raw, tier) in raws.iter().zip(&mut tiers) {
            tier.utterances = raw
                .annotations
                .iter()
                .map(|annotation| {
                    let (at, time) = slots.of(place(&annotation.place, &places));
                    let said = Caption { speaker: tier.speaker.clone(), time, text: annotation.text.clone() };
                    Utterance { at, said }
                })
                .collect();
        }
        below_references(&raws, &parent, &mut tiers);
        tiers
    }
}

/// The tiers above one, nearest first; not for ever where they hang from each other.
fn ancestors<'a>(tier: usize, parent: &'a impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = usize> + 'a {
    const DEEPEST: usize = 100;
    std::iter::successors(parent(tier), move |&above| parent(above)).take(DEEPEST)
}

/// The time slots of an annotation, its own or of that on which it hangs.
fn place<'a>(own: &'a Place, places: &BTreeMap<&str, &'a Place>) -> Option<(&'a str, &'a str)> {
    const DEEPEST: usize = 100;
    let mut place = own;
    for _ in 0..DEEPEST {
        match place {
            Place::Slots(from, to) => return Some((from, to)),
            Place::With(other) => place = places.get(other.as_str())?,
            Place::Nowhere => return None,
        }
    }
    None
}

/// Where a top tier holds references or nothing, the first tier with words below it is the speech.
fn below_references(raws: &[Raw], parent: &impl Fn(usize) -> Option<usize>, tiers: &mut [Tier]) {
    let mut below: BTreeMap<usize, usize> = BTreeMap::new();
    for i in (0..raws.len()).rev() {
        if let Some(above) = parent(i).filter(|_| tiers[i].has_words()) {
            below.insert(above, i);
        }
    }
    for (top, first) in below {
        let is_reference = |name: &str| {
            let name = name.to_lowercase();
            name.strip_prefix("ref").is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        if raws[top].parent.is_none()
            && tiers[top].beside.is_none()
            && (is_reference(&raws[top].name) || !tiers[top].has_words())
        {
            tiers[top].beside = Some("tiers of references");
            tiers[first].beside = None;
        }
    }
}

#[cfg(test)]
mod tests;
