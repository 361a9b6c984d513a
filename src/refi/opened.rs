//! A project that was opened: its structs, its texts under names of their own, and how their positions are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::error::{Error, Result};

use super::calibrate::{Choice, Passage, Reading, Survey, Turned, decide, spans};
use super::database::{Stored, is_database, is_sqlite, settle};
use super::package::Package;
use super::{Guid, OtherSource, PlainText, Project, Source, Text, read_project};
use crate::text::Span;

/// A project with the texts in it.
#[derive(Debug)]
pub(crate) struct Opened {
    package: Package,
    pub(crate) project: Project,
    /// What reports call such a project: `refi-qda`, `qualcoder`, `taguette`.
    pub(crate) format: &'static str,
    /// Everything that can be read, in the project's order.
    pub(crate) texts: Vec<TextPlace>,
    /// What cannot, with why.
    pub(crate) passed: Vec<Passed>,
    /// How the positions of each text are read.
    pub(crate) choices: Vec<Choice>,
    /// What the file holds beside the standard.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A text of the project, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPlace {
    /// The source's name without its extension; no other text has it.
    pub(crate) name: String,
    /// Which source.
    pub(crate) source: usize,
    /// Which text of a source that is none itself.
    pub(crate) text: Option<usize>,
}

/// What is passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) name: String,
    pub(crate) why: String,
    /// The codings that are in no table therefore.
    pub(crate) codings: usize,
}

impl Opened {
    /// Opens a `.qdpx` or `.qde`, or a database, reads the project in it, and finds out how its positions are to be read.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged. Texts that cannot be read are errors when they are asked for.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        if is_database(path) { Ok(Self::stored(path, Stored::open(path)?)) } else { Self::packed(Package::open(path)?) }
    }

    /// The same, of bytes in memory.
    ///
    /// # Errors
    /// As [`Opened::open`].
    pub(crate) fn of_bytes(path: &Path, bytes: Arc<[u8]>) -> Result<Self> {
        if is_sqlite(&bytes) {
            return Ok(Self::stored(path, Stored::of_bytes(path, &bytes)?));
        }
        Self::packed(Package::of_bytes(path, bytes)?)
    }

    fn packed(mut package: Package) -> Result<Self> {
        let mut diagnostics = std::mem::take(&mut package.diagnostics);
        let read = read_project(&package.source).map_err(|mistake| Error::from(vec![mistake]))?;
        diagnostics.extend(read.diagnostics);
        Ok(Self::of(package, read.value, "refi-qda", diagnostics))
    }

    fn stored(path: &Path, stored: Stored) -> Self {
        let Stored { format, project, diagnostics } = stored;
        let mut opened = Self::of(Package::without_files(path), project, format, diagnostics);
        for index in 0..opened.texts.len() {
            // Its words are in the structs, and so can be read.
            let Ok(plain) = opened.plain_text(index) else { continue };
            let spans = opened.spans(index, &plain);
            let TextPlace { name, source, text } = opened.texts[index].clone();
            let selections = match (&mut opened.project.sources[source], text) {
                (Source::Text(text), _) => &mut text.selections,
                (Source::Other(other), text) => &mut other.texts[text.unwrap_or_default()].selections,
            };
            opened.diagnostics.extend(settle(&name, &plain, &spans, selections));
            let has_words = selections.iter().any(|selection| !selection.name.trim().is_empty());
            let choice = &mut opened.choices[index];
            choice.reading = Reading::CHARACTERS;
            // Each passage was held against its own words, and what is to be doubted was told.
            choice.doubt.take_if(|_| has_words);
        }
        opened
    }

    fn of(package: Package, project: Project, format: &'static str, diagnostics: Vec<Diagnostic>) -> Self {
        let (texts, passed) = texts(&project);
        let mut opened = Self { package, project, format, texts, passed, choices: Vec::new(), diagnostics };
        let survey = |place: &TextPlace| {
            // What cannot be read is told when its turn comes.
            let text = opened.package.plain_text(place.of(&opened.project), &place.name);
            let text = text.unwrap_or_else(|_| PlainText {
                text: String::new(),
                encoding: "UTF-8",
                marked: false,
                is_from_xml: false,
                replaced: 0,
            });
            let passages = if text.text.is_empty() { Vec::new() } else { passages(place.of(&opened.project)) };
            Survey::of(&text, &passages, &opened.project.origin)
        };
        let surveys: Vec<Survey> = opened.texts.par_iter().map(survey).collect();
        opened.choices = decide(&surveys);
        opened
    }

    /// Whether it comes from a database, whose texts are in the structs.
    pub(crate) fn is_stored(&self) -> bool {
        self.format != "refi-qda"
    }

    /// The project's own XML; empty where it has none.
    pub(crate) fn source(&self) -> &Arc<SourceText> {
        &self.package.source
    }

    /// The structs of a text.
    pub(crate) fn text(&self, index: usize) -> &Text {
        self.texts[index].of(&self.project)
    }

    /// The words of a text.
    ///
    /// # Errors
    /// When its file is missing or cannot be read.
    pub(crate) fn plain_text(&self, index: usize) -> Result<PlainText> {
        self.package.plain_text(self.text(index), &self.texts[index].name)
    }

    /// The words of a memo; none where its file is missing.
    pub(crate) fn note(&self, note: &Text) -> Option<String> {
        note_text(&self.package, note)
    }

    /// What reports call something in the project: `study.qdpx/name`.
    pub(crate) fn inside(&self, name: &str) -> PathBuf {
        self.package.inside(name)
    }

    /// Where the selections of a text lie in it, in bytes; none for those that lie in no place of it.
    pub(crate) fn spans(&self, index: usize, text: &PlainText) -> Vec<Option<Span>> {
        spans(text, self.choices[index].reading, &passages(self.text(index)))
    }

    /// The moments of a recording: milliseconds, and the byte of its transcript, in order of place.
    pub(crate) fn moments(&self, index: usize, text: &PlainText) -> Vec<(u64, u32)> {
        let points = &self.text(index).sync_points;
        let position = |position: Option<u64>| position.and_then(|position| i64::try_from(position).ok());
        let turned =
            Turned::of(text, self.choices[index].reading, points.iter().filter_map(|point| position(point.position)));
        let mut moments: Vec<(u64, u32)> = points
            .iter()
            .filter_map(|point| Some((point.milliseconds?, turned.byte(position(point.position)?)?)))
            .collect();
        moments.sort_by_key(|&(milliseconds, byte)| (byte, milliseconds));
        moments
    }

    /// The texts of each source, by the identity of the source and of the text.
    pub(crate) fn by_guid(&self) -> BTreeMap<&Guid, Vec<usize>> {
        let mut found: BTreeMap<&Guid, Vec<usize>> = BTreeMap::new();
        for (index, place) in self.texts.iter().enumerate() {
            let guids = BTreeSet::from([self.project.sources[place.source].guid(), &self.text(index).guid]);
            for guid in guids.into_iter().filter(|guid| !guid.as_str().is_empty()) {
                found.entry(guid).or_default().push(index);
            }
        }
        found
    }
}

/// A project alone, without its texts but for the memos: what a codebook is made of.
pub(crate) struct Bare {
    pub(crate) project: Project,
    pub(crate) source: Arc<SourceText>,
    package: Package,
}

impl Bare {
    /// Opens a `.qdpx` or `.qde` and reads its XML, or a database.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged.
    pub(crate) fn open(path: &Path) -> Result<Reported<Self>> {
        if is_database(path) {
            let Stored { project, mut diagnostics, .. } = Stored::open(path)?;
            // What is lost of codings and texts is none of a codebook's.
            diagnostics.retain(|one| one.kind != "not-carried");
            let package = Package::without_files(path);
            let source = Arc::clone(&package.source);
            return Ok(Reported { value: Self { project, source, package }, diagnostics });
        }
        let mut package = Package::open(path)?;
        let mut diagnostics = std::mem::take(&mut package.diagnostics);
        let read = read_project(&package.source).map_err(|mistake| Error::from(vec![mistake]))?;
        diagnostics.extend(read.diagnostics);
        let source = Arc::clone(&package.source);
        Ok(Reported { value: Self { project: read.value, source, package }, diagnostics })
    }

    /// The words of a memo; none where its file is missing.
    pub(crate) fn note(&self, note: &Text) -> Option<String> {
        note_text(&self.package, note)
    }
}

fn note_text(package: &Package, note: &Text) -> Option<String> {
    let name = if note.name.trim().is_empty() { "a note" } else { note.name.trim() };
    let has_text = note.content.is_some() || note.plain_path.is_some();
    let text = if has_text { Some(package.plain_text(note, name).ok()?.text) } else { None };
    // A note may be nothing but what is said of it.
    let said = Some(note.description.trim().to_owned()).filter(|said| !said.is_empty());
    match (text, said) {
        (Some(text), Some(said)) => Some(format!("{}\n\n{said}", text.trim_end())),
        (text, said) => text.or(said),
    }
}

impl TextPlace {
    fn of<'p>(&self, project: &'p Project) -> &'p Text {
        match (&project.sources[self.source], self.text) {
            (Source::Other(other), Some(text)) => &other.texts[text],
            (Source::Text(text), _) => text,
            (Source::Other(other), None) => &other.texts[0],
        }
    }
}

impl Source {
    /// The notes on it.
    pub(crate) fn note_refs(&self) -> &[Guid] {
        match self {
            Source::Text(text) => &text.note_refs,
            Source::Other(other) => &other.note_refs,
        }
    }

    /// What is said of it.
    pub(crate) fn description(&self) -> &str {
        match self {
            Source::Text(text) => &text.description,
            Source::Other(other) => &other.description,
        }
    }

    /// Its identity.
    pub(crate) fn guid(&self) -> &Guid {
        match self {
            Source::Text(text) => &text.guid,
            Source::Other(other) => &other.guid,
        }
    }
}

/// The selections of a text as positions and names.
fn passages(text: &Text) -> Vec<Passage<'_>> {
    let points: BTreeMap<&Guid, i64> =
        text.sync_points.iter().filter_map(|point| Some((&point.guid, i64::try_from(point.position?).ok()?))).collect();
    let passage = |selection: &'_ super::Selection| {
        let between = selection.between.as_ref();
        let of_points = |guid: &Guid| points.get(guid).copied().unwrap_or(-1);
        let start = selection.start.or_else(|| between.map(|(from, _)| of_points(from))).unwrap_or(-1);
        let end = selection.end.or_else(|| between.map(|(_, to)| of_points(to))).unwrap_or(-1);
        (start, end)
    };
    text.selections
        .iter()
        .map(|selection| {
            let (start, end) = passage(selection);
            Passage { start, end, name: &selection.name }
        })
        .collect()
}

/// Everything in the project that has a text, under names of its own, and what has none.
fn texts(project: &Project) -> (Vec<TextPlace>, Vec<Passed>) {
    let mut texts: Vec<TextPlace> = Vec::new();
    let mut passed = Vec::new();
    let is_ours = project.origin.starts_with("kantlijn");
    for (at, source) in project.sources.iter().enumerate() {
        match source {
            Source::Text(text) => {
                let name = name_of(&text.name, text.plain_path.as_deref(), at, is_ours);
                if has_text(text) || text.rich_path.is_some() {
                    texts.push(TextPlace { name, source: at, text: None });
                } else {
                    let codings =
                        text.codings.len() + text.selections.iter().map(|one| one.codings.len()).sum::<usize>();
                    passed.push(Passed { name, why: "the project has no text of it".to_owned(), codings });
                }
            }
            Source::Other(other) => {
                let name = name_of(&other.name, other.path.as_deref(), at, is_ours);
                let readable: Vec<usize> =
                    (0..other.texts.len()).filter(|&text| has_text(&other.texts[text])).collect();
                passed.extend(lost(other, &name, &readable));
                for &text in &readable {
                    let own = other.texts[text].name.trim();
                    let name = match readable.len() {
                        1 => name.clone(),
                        _ if own.is_empty() => format!("{name} {}", text + 1),
                        _ => format!("{name} {own}"),
                    };
                    texts.push(TextPlace { name, source: at, text: Some(text) });
                }
            }
        }
    }
    unique(&mut texts);
    (texts, passed)
}

fn has_text(text: &Text) -> bool {
    text.content.is_some() || text.plain_path.as_deref().is_some_and(|path| !path.trim().is_empty())
}

/// What of a PDF, a picture or a recording no text holds.
fn lost(other: &OtherSource, name: &str, readable: &[usize]) -> Option<Passed> {
    let kind = match other.element.as_str() {
        "PDFSource" => ("a PDF without the text that it shows", "on its pages, not in its text"),
        "PictureSource" => ("a picture", "in the picture, not in its text"),
        "AudioSource" => ("a recording without a transcript", "in the recording, not in its transcript"),
        _ => ("a film without a transcript", "in the film, not in its transcript"),
    };
    // A program may write a selection twice: on the page, and in the text that the page shows.
    let in_text: BTreeSet<&Guid> =
        readable.iter().flat_map(|&text| &other.texts[text].selections).map(|selection| &selection.guid).collect();
    let placeless = other.placeless.iter().filter(|selection| !in_text.contains(&selection.guid));
    let mut codings: usize = placeless.map(|selection| selection.codings.len()).sum();
    // Codings of the whole are those of its one text.
    codings += if readable.len() == 1 { 0 } else { other.codings.len() };
    match (readable.len(), codings) {
        (0, _) => Some(Passed { name: name.to_owned(), why: kind.0.to_owned(), codings }),
        (_, 0) => None,
        _ => Some(Passed { name: name.to_owned(), why: format!("some codings are {}", kind.1), codings }),
    }
}

/// What a source is called: its name without the extension of a file, else that of its file, else its number.
fn name_of(written: &str, path: Option<&str>, at: usize, is_ours: bool) -> String {
    let composed: String = written.trim().nfc().collect();
    let clean: Vec<&str> =
        composed.split(['/', '\\']).map(str::trim).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let mut name = clean.join("/");
    if name.is_empty() {
        let file = path.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let is_guid = Guid::written(stem).is_sound();
        return if stem.is_empty() || is_guid { format!("source {}", at + 1) } else { stem.nfc().collect() };
    }
    if let Some((stem, end)) = name.rsplit_once('.').filter(|_| !is_ours) {
        let is_extension = (1..=5).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_alphanumeric())
            && end.bytes().any(|b| b.is_ascii_alphabetic());
        if is_extension && !stem.is_empty() && !stem.ends_with('/') {
            name.truncate(stem.len());
        }
    }
    name
}

/// Gives texts of one name numbers: several answers to a survey may be sources of one name.
fn unique(texts: &mut [TextPlace]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for place in texts.iter() {
        *times.entry(place.name.clone()).or_default() += 1;
    }
    let mut taken: BTreeSet<String> =
        times.iter().filter(|(_, times)| **times == 1).map(|(name, _)| name.clone()).collect();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for place in texts.iter_mut() {
        if times.get(&place.name) == Some(&1) {
            continue;
        }
        let number = next.entry(place.name.clone()).or_insert(0);
        loop {
            *number += 1;
            let name = if *number == 1 { place.name.clone() } else { format!("{} ({number})", place.name) };
            if taken.insert(name.clone()) {
                place.name = name;
                break;
            }
        }
    }
}
