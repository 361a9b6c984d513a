//! `kantlijn.toml`: what a study says once, so that its commands need no arguments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use kantlijn::diagnostic::{Diagnostic, SourceText};
use kantlijn::matcher::StanceCues;
use kantlijn::segment::{SpeechEntries, SpeechLists};
use kantlijn::text::Span;
use kantlijn::{Error, Result};

/// The file's name.
pub const NAME: &str = "kantlijn.toml";

/// A study's settings; paths are relative to the folder of the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Project {
    /// The folder that holds it.
    #[serde(skip)]
    pub folder: PathBuf,
    pub study: StudyTable,
    pub transcripts: TranscriptsTable,
    pub speech: SpeechTable,
    /// `[stance.nl]`: cue lists by language.
    pub stance: BTreeMap<String, StanceTable>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StudyTable {
    pub transcripts: Vec<PathBuf>,
    pub codebook: Option<PathBuf>,
    pub cases: Option<PathBuf>,
    pub codings: Vec<PathBuf>,
    pub decisions: Option<PathBuf>,
    pub redact: Option<PathBuf>,
    pub unit: Option<String>,
    pub part: Option<String>,
    pub r#where: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TranscriptsTable {
    pub encoding: Option<String>,
    pub labels: Vec<String>,
    pub events: Vec<String>,
    pub parts: PartsTable,
    pub language: Option<String>,
    pub line_breaks: Option<String>,
    pub carry_speaker: bool,
    pub tiers: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PartsTable {
    pub interviewer: Vec<String>,
    pub participant: Vec<String>,
    pub other: Vec<String>,
}

/// Each list replaces the built-in one of its name; those under `more` are added to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpeechTable {
    pub hesitations: Option<Vec<String>>,
    pub minimal_responses: Option<Vec<String>>,
    pub more: MoreSpeech,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoreSpeech {
    pub hesitations: Vec<String>,
    pub minimal_responses: Vec<String>,
}

/// Each list replaces the built-in one of its name; those under `more` are added to it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StanceTable {
    pub negated: Option<Vec<String>>,
    pub ceased: Option<Vec<String>>,
    pub normative: Option<Vec<String>>,
    pub neutral: Option<Vec<String>>,
    pub clause: Option<Vec<String>>,
    pub after_comma: Option<Vec<String>>,
    pub more: StanceCues,
}

impl StanceTable {
    /// The built-in lists of a language with what the study says of them.
    pub fn over(&self, built_in: &StanceCues) -> StanceCues {
        let list = |own: &Option<Vec<String>>, built_in: &[String]| own.clone().unwrap_or_else(|| built_in.to_vec());
        let own = StanceCues {
            negated: list(&self.negated, &built_in.negated),
            ceased: list(&self.ceased, &built_in.ceased),
            normative: list(&self.normative, &built_in.normative),
            neutral: list(&self.neutral, &built_in.neutral),
            clause: list(&self.clause, &built_in.clause),
            after_comma: list(&self.after_comma, &built_in.after_comma),
        };
        own.extended(&self.more)
    }
}

impl SpeechTable {
    /// The built-in lists with what the study says of them.
    pub fn lists(&self) -> SpeechLists {
        let mut entries = SpeechEntries::built_in();
        if let Some(hesitations) = &self.hesitations {
            // A study's own list is all there is, in whatever language.
            entries.hesitations.clone_from(hesitations);
            entries.hesitations_of.clear();
        }
        if let Some(minimal_responses) = &self.minimal_responses {
            entries.minimal_responses.clone_from(minimal_responses);
        }
        entries.hesitations.extend_from_slice(&self.more.hesitations);
        entries.minimal_responses.extend_from_slice(&self.more.minimal_responses);
        SpeechLists::new(&entries)
    }
}

impl MoreSpeech {
    fn is_some(&self) -> bool {
        !self.hesitations.is_empty() || !self.minimal_responses.is_empty()
    }
}

impl Project {
    /// The study of a run: sought in the working directory, then in the one folder given.
    pub fn find(inputs: &[PathBuf]) -> Result<Option<Self>> {
        let here = Path::new(NAME);
        if here.is_file() {
            return Self::read(here).map(Some);
        }
        match inputs {
            [folder] if folder.join(NAME).is_file() => Self::read(&folder.join(NAME)).map(Some),
            _ => Ok(None),
        }
    }

    fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
        let mut project = Self::parse(&path.display().to_string(), &text)?;
        project.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(project)
    }

    fn parse(name: &str, text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|error: toml::de::Error| {
            let source = Arc::new(SourceText { name: name.to_owned(), text: text.to_owned() });
            let span = error.span().map_or(Span::new(0, 0), Span::from);
            let mistake = Diagnostic::error("project-file", error.message().trim()).at(&source, span);
            Error::from(vec![mistake.help("`kantlijn init` writes a commented project file to compare with")])
        })
    }

    /// What it says that neither another file of the study nor a transcript as it was read says.
    pub fn settings(&self) -> Vec<&'static str> {
        let Self { study, transcripts, speech, stance, .. } = self;
        let all = [
            ("unit", study.unit.is_some()),
            ("part", study.part.is_some()),
            ("where", study.r#where.is_some()),
            ("language", transcripts.language.is_some()),
            ("events", !transcripts.events.is_empty()),
            ("speech", speech.hesitations.is_some() || speech.minimal_responses.is_some() || speech.more.is_some()),
            ("stance", !stance.is_empty()),
        ];
        all.into_iter().filter_map(|(name, is_said)| is_said.then_some(name)).collect()
    }

    /// The file itself.
    pub fn file(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// A path of the file, from where the program runs.
    pub fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}
