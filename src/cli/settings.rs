//! What flags and project file say of reading, cutting and matching: flag before `kantlijn.toml`, before the codebook.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use kantlijn::codebook::Codebook;
use kantlijn::corpus::{LineBreaks, ReadOptions};
use kantlijn::matcher::{CueLists, MatchOptions, StanceCues};
use kantlijn::scope::Part;
use kantlijn::segment::SegmentOptions;
use kantlijn::{Error, Result};

use crate::args::Study;
use crate::project::Project;
use crate::redact;

/// How text is cut: the study's language, else the codebook's, and its speech lists.
pub fn segment_options(study: &Study, project: Option<&Project>, codebook: &Codebook) -> SegmentOptions {
    SegmentOptions {
        language: language(study, project).or_else(|| codebook.language().map(str::to_owned)),
        speech: project.map(|project| project.speech.lists()).unwrap_or_default(),
    }
}

pub fn inputs(study: &Study, project: Option<&Project>) -> Result<Vec<PathBuf>> {
    let is_project = |path: &Path| project.is_some_and(|p| is_same_folder(&p.folder, path));
    match (&study.transcripts[..], project) {
        ([], None) => Err(Error::usage(
            "no transcripts are given",
            "name a file, a folder, or - for standard input; or make a study folder with `kantlijn init`",
        )),
        ([], Some(project)) => Ok(paths(project)),
        ([one], Some(project)) if is_project(one) => Ok(paths(project)),
        (given, _) => Ok(given.to_vec()),
    }
}

/// A folder as it is named: the study file that lies here has no name for its own.
fn here(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

fn is_same_folder(a: &Path, b: &Path) -> bool {
    let (a, b) = (here(a), here(b));
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn paths(project: &Project) -> Vec<PathBuf> {
    if project.study.transcripts.is_empty() {
        return vec![here(&project.folder)];
    }
    project.study.transcripts.iter().map(|path| project.path(path)).collect()
}

pub fn language(study: &Study, project: Option<&Project>) -> Option<String> {
    study.language.clone().or_else(|| project.and_then(|p| p.transcripts.language.clone()))
}

pub fn read_options(study: &Study, project: Option<&Project>, codebook: &Codebook) -> Result<ReadOptions> {
    let table = project.map(|p| p.transcripts.clone()).unwrap_or_default();
    let line_breaks = match table.line_breaks.as_deref() {
        None => None,
        Some("wrap") => Some(LineBreaks::Wrap),
        Some("paragraph") => Some(LineBreaks::Paragraph),
        Some(other) => {
            return Err(Error::usage(
                format!("kantlijn.toml, line_breaks: `{other}` is neither wrap nor paragraph"),
                "mend it there",
            ));
        }
    };
    if let Some(label) = table.encoding.as_deref().filter(|label| !kantlijn::text::is_encoding(label)) {
        let help = kantlijn::text::encoding_help(label);
        return Err(Error::usage(format!("kantlijn.toml, encoding: `{label}` is no encoding"), help));
    }
    let parts = [
        (Part::Interviewer, table.parts.interviewer),
        (Part::Participant, table.parts.participant),
        (Part::Other, table.parts.other),
    ];
    Ok(ReadOptions {
        encoding: table.encoding,
        labels: table.labels,
        events: table.events,
        parts: parts.into_iter().filter(|(_, labels)| !labels.is_empty()).collect(),
        language: language(study, project).or_else(|| codebook.language().map(str::to_owned)),
        line_breaks,
        carry_speaker: table.carry_speaker,
        tiers: table.tiers,
        cases: project.and_then(|p| p.study.cases.as_ref().map(|path| p.path(path))),
        lists: redact::files(study.redact.as_deref(), project),
        skip_unreadable: study.skip_unreadable,
        portion: None,
    })
}

pub fn match_options(project: Option<&Project>) -> MatchOptions {
    let mut cues = CueLists::built_in();
    for (language, table) in project.iter().flat_map(|project| &project.stance) {
        let own = table.over(cues.by_language.get(language).unwrap_or(&StanceCues::default()));
        cues.by_language.insert(language.clone(), own);
    }
    MatchOptions { cues }
}

/// A word of the project file, as the type that it stands for.
pub fn in_project<T: FromStr<Err: Display>>(key: &str, word: Option<&str>) -> Result<Option<T>> {
    let parsed = word.map(str::parse).transpose();
    parsed.map_err(|error| Error::usage(format!("kantlijn.toml, {key}: {error}"), "mend it there"))
}
