//! The only opener of transcripts: walks folders, sniffs formats, reads in parallel, hands over in order.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::ids::DocumentId;
use crate::scope::Part;

use super::{Cases, Reading};

/// How transcripts are read; every decision of a reader can be overridden here (`[transcripts]`).
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Encoding label for 8-bit files (`windows-1252`), else detected.
    pub encoding: Option<String>,
    /// Labels that are speakers even if they occur once.
    pub labels: Vec<String>,
    /// Labels by the part they play, before anything is inferred.
    pub parts: Vec<(Part, Vec<String>)>,
    /// The language of transcripts that do not say theirs.
    pub language: Option<String>,
    /// What a single line break is, else decided per file.
    pub line_breaks: Option<super::LineBreaks>,
    /// Whether an empty speaker cell of a table carries the one above down.
    pub carry_speaker: bool,
    /// The table of cases, else `cases.csv` or `cases.xlsx` beside the transcripts.
    pub cases: Option<PathBuf>,
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
    /// The file.
    pub path: PathBuf,
}

/// A file that was found and is not a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The file or folder.
    pub path: PathBuf,
    /// Why, in words.
    pub why: String,
}

/// An ordered set of transcripts, found but not loaded, with the cases they belong to.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    transcripts: Vec<Transcript>,
    left_out: Vec<LeftOut>,
    cases: Cases,
    diagnostics: Vec<Diagnostic>,
    options: ReadOptions,
}

impl Corpus {
    /// The transcripts, in natural order of their ids (`r2` before `r10`).
    #[must_use]
    pub fn transcripts(&self) -> &[Transcript] {
        &self.transcripts
    }

    /// What was found and left out, with why.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The cases and their variables.
    #[must_use]
    pub fn cases(&self) -> &Cases {
        &self.cases
    }
}
