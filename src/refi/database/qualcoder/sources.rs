//! The files of QualCoder: texts, PDFs with their text, pictures, and recordings with their transcripts.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::refi::project::Placeless;
use crate::refi::{Coding, Guid, OtherSource, Source, Text, Value};

use super::super::store::{Row, Store};
use super::{guid, made};

/// Files by their numbers.
pub(super) struct Sources {
    files: BTreeMap<i64, File>,
}

struct File {
    /// The element of the standard that it is, where it is no text alone.
    element: Option<&'static str>,
    text: Text,
    /// Codings of a picture, of a page or of a stretch of time.
    placeless: Vec<Placeless>,
    /// The recording whose transcript it is.
    recording: Option<i64>,
}

impl Sources {
    /// Reads the table of files.
    pub fn read(store: &Store) -> Result<Self> {
        let columns = &["id", "name", "fulltext", "mediapath", "memo", "owner", "date", "av_text_id"];
        let mut files = BTreeMap::new();
        let mut transcripts = Vec::new();
        for row in store.rows("source", columns, "id")? {
            let Some(number) = row.number("id") else { continue };
            transcripts.extend(row.number("av_text_id").map(|text| (number, text)));
            let text = Text {
                guid: guid("text", row.text("id")),
                name: row.text("name").trim().to_owned(),
                made: made(&row),
                description: row.text("memo").trim().to_owned(),
                content: Some(row.text("fulltext")).filter(|text| !text.is_empty()).map(str::to_owned),
                ..Text::default()
            };
            files.insert(number, File { element: element(&row), text, placeless: Vec::new(), recording: None });
        }
        let mut sources = Self { files };
        for (recording, text) in transcripts {
            let is = |number: i64, kinds: &[Option<&str>]| {
                sources.files.get(&number).is_some_and(|file| kinds.contains(&file.element))
            };
            let is_pair = is(recording, &[Some("AudioSource"), Some("VideoSource")]) && is(text, &[None]);
            if let Some(file) = sources.files.get_mut(&text).filter(|_| is_pair) {
                file.recording.get_or_insert(recording);
            }
        }
        Ok(sources)
    }

    /// The text of a file, if it has one.
    pub fn text(&mut self, number: Option<i64>) -> Option<&mut Text> {
        let file = self.files.get_mut(&number?)?;
        file.text.content.is_some().then_some(&mut file.text)
    }

    /// The identity of a file.
    pub fn guid(&self, number: Option<i64>) -> Option<Guid> {
        self.files.contains_key(&number?).then(|| guid("file", &number.unwrap_or_default().to_string()))
    }

    /// Adds a coding that lies in no text; whether there is such a file.
    pub fn placeless(&mut self, number: Option<i64>, own: Guid, coding: Coding) -> bool {
        let Some(file) = number.and_then(|number| self.files.get_mut(&number)) else { return false };
        // A page of a file that is called otherwise is one of a PDF.
        file.element.get_or_insert("PDFSource");
        file.placeless.push(Placeless { guid: own, codings: vec![coding], ..Placeless::default() });
        true
    }

    /// All of them, in order of their numbers; a transcript in its recording's place.
    pub fn all(mut self, mut values: BTreeMap<i64, Vec<Value>>) -> Vec<Source> {
        let mut of_recordings: BTreeMap<i64, Vec<Text>> = BTreeMap::new();
        let transcripts: Vec<i64> =
            self.files.iter().filter(|(_, file)| file.recording.is_some()).map(|(number, _)| *number).collect();
        for number in transcripts {
            let Some(mut file) = self.files.remove(&number) else { continue };
            file.text.values = values.remove(&number).unwrap_or_default();
            of_recordings.entry(file.recording.unwrap_or_default()).or_default().push(file.text);
        }
        let mut all = Vec::with_capacity(self.files.len());
        for (number, file) in self.files {
            let File { element, mut text, placeless, .. } = file;
            let own = values.remove(&number).unwrap_or_default();
            let Some(element) = element else {
                text.values = own;
                all.push(Source::Text(text));
                continue;
            };
            let (name, made) = (text.name.clone(), text.made.clone());
            let description = std::mem::take(&mut text.description);
            let mut texts = of_recordings.remove(&number).unwrap_or_default();
            texts.extend(text.content.is_some().then_some(text));
            let guid = guid("file", &number.to_string());
            let element = element.to_owned();
            all.push(Source::Other(OtherSource {
                element,
                guid,
                name,
                made,
                description,
                texts,
                placeless,
                values: own,
                ..OtherSource::default()
            }));
        }
        all
    }
}

/// What a file is, by where it lies or what it is called.
fn element(row: &Row) -> Option<&'static str> {
    let (path, name) = (row.text("mediapath").trim().to_lowercase(), row.text("name").trim().to_lowercase());
    let lies = |folder: &str| path.trim_start_matches('/').starts_with(folder);
    match () {
        () if lies("images") => Some("PictureSource"),
        () if lies("audio") => Some("AudioSource"),
        () if lies("video") => Some("VideoSource"),
        () if path.ends_with(".pdf") || name.ends_with(".pdf") => Some("PDFSource"),
        () => None,
    }
}
