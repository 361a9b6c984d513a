//! The only opener of transcripts: walks folders, sniffs formats, reads in parallel, hands over in order.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::archive::Archive;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind, Result};
use crate::ids::DocumentId;
use crate::scope::Part;
use crate::timings::Timings;

use super::case::Assignment;
use super::read::Format;
use super::{Cases, Reading};
use project::ProjectTexts;
pub use project::{CodedProject, OpenProject};
use table::Shape;

mod deliver;
mod hash;
mod long;
mod objects;
#[cfg(feature = "tables")]
mod parquet;
#[cfg(not(feature = "tables"))]
#[path = "no_parquet.rs"]
mod parquet;
mod pieces;
mod project;
mod separated;
mod sniff;
mod stream;
mod table;
mod walk;
mod why;
mod workbook;

pub use hash::CorpusHash;
pub(crate) use parquet::{rows as parquet_rows, sheet as parquet_sheet};
pub use stream::Streamed;
pub use why::{JsonShape, Why};

/// How transcripts are read; every decision of a reader can be overridden here (`[transcripts]`).
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Encoding label for 8-bit files (`windows-1252`), else detected.
    pub encoding: Option<String>,
    /// Labels that are speakers even if they occur once.
    pub labels: Vec<String>,
    /// Labels by the part they play, before anything is inferred.
    pub parts: Vec<(Part, Vec<String>)>,
    /// What counts as an event between brackets, besides the built-in list: `kijkt weg`.
    pub events: Vec<String>,
    /// The language of transcripts that do not say theirs.
    pub language: Option<String>,
    /// What a single line break is, else decided per file.
    pub line_breaks: Option<super::LineBreaks>,
    /// The tiers that are speech, of files that have tiers, else decided per file.
    pub tiers: Vec<String>,
    /// Whether an empty speaker cell of a table carries the one above down.
    pub carry_speaker: bool,
    /// The table of cases, else `cases.csv`, `cases.tsv` or `cases.xlsx` in the given folder.
    pub cases: Option<PathBuf>,
    /// Lists of names and words to be masked, which are no transcripts though they may lie among them.
    pub lists: Vec<PathBuf>,
    /// How many bytes of text a portion of a long transcript holds, else transcripts are handed over whole; see
    /// [`super::Portion`].
    pub portion: Option<usize>,
    /// Whether a transcript that cannot be read is skipped (and counted) instead of ending the run.
    pub skip_unreadable: bool,
}

/// A transcript that was found: not read yet.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// Its place in the corpus.
    pub id: DocumentId,
    /// Its id; see [`super::Document::name`].
    pub name: String,
    /// The file; shared, since a table may hold a million transcripts.
    pub path: Arc<Path>,
}

/// A file that was found and is not a transcript.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
}

/// An ordered set of transcripts, found but not loaded, with the cases they belong to.
///
/// ```
/// use kantlijn::corpus::{Corpus, ReadOptions};
///
/// let study = tempfile::tempdir()?;
/// std::fs::write(study.path().join("r10.vtt"), "WEBVTT\n\n00:01.000 --> 00:02.000\n<v R>Ja.\n")?;
/// std::fs::write(study.path().join("r2.csv"), "speaker,text\nR,Nee.\n")?;
///
/// let corpus = Corpus::open(&[study.path().to_owned()], ReadOptions::default())?;
/// let mut said = Vec::new();
/// corpus.stream(
///     |reading| (reading.document.name, reading.document.text),
///     |document| {
///         said.push(document);
///         Ok(())
///     },
/// )?;
/// assert_eq!(said, [("r2".into(), "Nee.".into()), ("r10".into(), "Ja.".into())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    files: Vec<File>,
    transcripts: Vec<Transcript>,
    left_out: Vec<LeftOut>,
    cases: Cases,
    assignment: Assignment,
    diagnostics: Vec<Diagnostic>,
    options: ReadOptions,
    timings: Timings,
    limits: long::Limits,
}

/// A file, and the transcripts in it.
#[derive(Clone, Debug)]
struct File {
    /// The id of the file; of a table with several transcripts, what their ids begin with.
    id: String,
    path: Arc<Path>,
    format: &'static Format,
    origin: Origin,
    shape: Shape,
    /// Its transcripts, as places in the corpus.
    documents: Range<usize>,
}

/// Where the bytes of a file are; they are read when its turn comes.
#[derive(Clone, Debug)]
enum Origin {
    OnDisk,
    /// Standard input.
    InMemory(Arc<[u8]>),
    /// A member of an archive, by its place there.
    Packed(Arc<Archive>, usize),
    /// A text of a coding program's project, by its place there.
    Project(Arc<ProjectTexts>, usize),
}

impl File {
    /// All its bytes.
    fn bytes(&self) -> Result<Cow<'_, [u8]>> {
        match &self.origin {
            Origin::OnDisk => {
                std::fs::read(&self.path).map(Cow::Owned).map_err(|error| Error::io("read", &*self.path, error))
            }
            Origin::InMemory(bytes) => Ok(Cow::Borrowed(bytes)),
            Origin::Packed(archive, index) => archive.read(*index, &self.path).map(Cow::Owned),
            Origin::Project(project, index) => project.bytes(*index).map(Cow::Owned),
        }
    }

    /// How many they are, if it is a file at all.
    fn length(&self) -> Option<u64> {
        match &self.origin {
            Origin::OnDisk => Some(std::fs::metadata(&self.path).ok().filter(std::fs::Metadata::is_file)?.len()),
            Origin::InMemory(bytes) => Some(bytes.len() as u64),
            Origin::Packed(archive, index) => archive.size(*index),
            // It is read as a whole, since what people coded may stand anywhere in it.
            Origin::Project(..) => None,
        }
    }
}

impl Corpus {
    /// Finds the transcripts in files, folders and standard input (`-`), and their cases.
    ///
    /// A transcript's id is its path from the given folder without extension, with `/` between folders;
    /// of a file given by itself, its name without extension; of standard input, `stdin`. A table that
    /// holds several transcripts gives each the id of the file, `/`, and the value of its transcript
    /// column, whatever other files there are; a table with one transcript gives it the file's id. Ids
    /// are in natural order (`r2` before `r10`), those of a table in the table's place.
    ///
    /// A zip archive is read as the folder that was packed: its members' ids begin with its own. A REFI-QDA project
    /// (`.qdpx`, or `.qde` with its folder `sources`), a project of QualCoder (its folder, or the `data.qda` in it) or of Taguette
    /// (`.sqlite3`) is read as its texts, each a transcript whose id is the source's name
    /// without extension; below a folder it begins with the project's. What the project says of them (its cases and
    /// variables) is known, and a table of cases overrules it.
    ///
    /// In a folder, hidden files are passed over without a word; what else is no transcript is in
    /// [`Corpus::left_out`]. A file that is named itself is read as text if its extension says nothing.
    ///
    /// # Errors
    /// No input, a path that does not exist, a folder without transcripts, two transcripts with one id,
    /// two tables of cases, and everything that [`Cases::read`] refuses. Transcripts that cannot be read
    /// are errors of [`Corpus::stream`].
    pub fn open(inputs: &[PathBuf], options: ReadOptions) -> Result<Corpus> {
        Self::open_beside(&[], inputs, options)
    }

    /// The same where some of the inputs are projects that are open already, so that they are not opened again.
    ///
    /// # Errors
    /// As [`Corpus::open`].
    pub fn open_beside(opened: &[OpenProject], inputs: &[PathBuf], options: ReadOptions) -> Result<Corpus> {
        if inputs.is_empty() {
            return Err(Error::usage("no transcripts are given", "name a file, a folder, or `-` for standard input"));
        }
        let mut found = walk::Found::default();
        found.opened = opened.to_vec();
        for input in inputs {
            found.add(input, &options)?;
        }
        found.files.sort_by(|a, b| natural(&a.id, &b.id));
        found.left_out.sort();
        found.left_out.dedup();
        if found.files.is_empty() {
            return Err(walk::nothing_found(inputs.first().map_or(Path::new("-"), PathBuf::as_path), &found.left_out));
        }
        let mut corpus = Corpus { left_out: found.left_out, diagnostics: found.diagnostics, ..Corpus::default() };
        for walk::FoundFile { id, path, format, origin, shape, names } in found.files {
            let first = corpus.transcripts.len();
            let path: Arc<Path> = path.into();
            for name in names {
                let id = DocumentId::new(corpus.transcripts.len());
                corpus.transcripts.push(Transcript { id, name, path: Arc::clone(&path) });
            }
            corpus.files.push(File { id, path, format, origin, shape, documents: first..corpus.transcripts.len() });
        }
        refuse_repeated_ids(&corpus.transcripts)?;
        corpus.cases = match (&options.cases, &found.cases[..]) {
            (Some(path), _) => Cases::read(path)?,
            (None, [walk::FoundCases { path, bytes: None }]) => Cases::read(path)?,
            (None, [walk::FoundCases { path, bytes: Some(bytes) }]) => Cases::of_bytes(path, bytes)?,
            (None, []) => Cases::default(),
            (None, [first, second, ..]) => {
                return Err(Error::usage(
                    format!("there are two tables of cases: {} and {}", first.path.display(), second.path.display()),
                    "take one away, or say which under [study] in kantlijn.toml: cases = \"cases.csv\"",
                ));
            }
        };
        corpus.assignment = corpus.cases.assign(&corpus.transcripts)?;
        corpus.diagnostics.append(&mut corpus.assignment.diagnostics);
        corpus.options = options;
        Ok(corpus)
    }

    /// The transcripts, in natural order of their ids (`r2` before `r10`); a document's id is its place here.
    #[must_use]
    pub fn transcripts(&self) -> &[Transcript] {
        &self.transcripts
    }

    /// What was found and left out, with why, in order of paths.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The projects of coding programs whose texts are transcripts here, and what codings they hold; those are in tables
    /// only where they are read as codings too ([`crate::coding::ProjectCodings`]).
    #[must_use]
    pub fn coded_projects(&self) -> Vec<CodedProject> {
        let mut met: Vec<*const ProjectTexts> = Vec::new();
        let mut coded = Vec::new();
        for file in &self.files {
            if let Origin::Project(project, _) = &file.origin
                && !met.contains(&Arc::as_ptr(project))
            {
                met.push(Arc::as_ptr(project));
                coded.push(project.coded());
            }
        }
        coded
    }

    /// The cases and their variables.
    #[must_use]
    pub fn cases(&self) -> &Cases {
        &self.cases
    }

    /// What was noticed before any transcript was read: rows of the cases without a transcript, a file
    /// that was given twice.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How the transcripts are read.
    #[must_use]
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// The same corpus, whose long transcripts are handed over in portions of so many bytes or a little more; see
    /// [`super::Portion`].
    #[must_use]
    pub fn in_portions(mut self, bytes: usize) -> Self {
        self.options.portion = Some(bytes);
        self
    }

    /// The same corpus, with a stopwatch for reading.
    #[must_use]
    pub fn timed(mut self, timings: Timings) -> Self {
        self.timings = timings;
        self
    }

    /// The same corpus, whose files are long from so many bytes on, and decided on so many; for tests.
    #[cfg(test)]
    pub(crate) fn with_long_files(mut self, long: u64, beginning: usize) -> Self {
        self.limits = long::Limits { long, beginning, ..self.limits };
        self
    }

    /// Reads everything into memory, in order; for small studies and tests.
    ///
    /// # Errors
    /// As [`Corpus::stream`].
    pub fn read_all(&self) -> Result<Vec<Reading>> {
        let mut readings = Vec::with_capacity(self.transcripts.len());
        self.stream(
            |reading| reading,
            |reading| {
                readings.push(reading);
                Ok(())
            },
        )?;
        Ok(readings)
    }
}

/// The name of a transcript in a table; composed, as ids from paths are.
fn name_in_table(file: &str, value: &str) -> String {
    composed(&format!("{file}/{value}"))
}

/// Names as every machine writes them: macOS hands out `é` in two parts.
fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// Numbers in names by value; names that this finds equal (`r 1`, `R1`), by their characters.
fn natural(a: &str, b: &str) -> std::cmp::Ordering {
    natord::compare_ignore_case(a, b).then_with(|| a.cmp(b))
}

fn refuse_repeated_ids(transcripts: &[Transcript]) -> Result<()> {
    let mut names = HashSet::with_capacity(transcripts.len());
    if transcripts.iter().all(|transcript| names.insert(&transcript.name)) {
        return Ok(());
    }
    let mut by_name: Vec<&Transcript> = transcripts.iter().collect();
    by_name.sort_by_key(|transcript| &transcript.name);
    let repeated = by_name.chunk_by(|a, b| a.name == b.name).filter(|same| same.len() > 1);
    several(
        repeated
            .map(|same| {
                let paths: Vec<String> = same.iter().map(|transcript| transcript.path.display().to_string()).collect();
                Error::usage(
                    format!("{} would all be the transcript `{}`", paths.join(" and "), same[0].name),
                    "rename them or keep one; for files of several folders, give the folder above",
                )
            })
            .collect(),
    )
}

/// Nothing, the one error, or all of them at once.
fn several(mut errors: Vec<Error>) -> Result<()> {
    match errors.len() {
        0 => Ok(()),
        1 => Err(errors.remove(0)),
        _ => Err(Error::new(ErrorKind::Several(errors))),
    }
}

#[cfg(test)]
mod archive_tests;
#[cfg(test)]
mod tests;
