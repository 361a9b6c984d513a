//! A researcher's mistake, as a value: what is wrong, where, and how to mend it.
//!
//! Reading never stops at the first mistake: it yields what it could together with all diagnostics
//! ([`Reported`]). Rendering them, with the line and a caret, is the terminal's work
//! ([`crate::render::diagnostics`]).

use std::fmt;
use std::sync::Arc;

use crate::text::{Lines, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to mend.
    Note,
    /// The numbers may not mean what the researcher thinks.
    Warning,
    /// Nothing can be computed until it is mended.
    Error,
}

/// A text in which mistakes are shown: a codebook, a study file, a rule on the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The path as the user gave it, or a description such as `the rule`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Where in a source something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The source, shared by all its diagnostics.
    pub source: Arc<SourceText>,
    /// The stretch to underline.
    pub span: Span,
    /// A cell or row instead of a line, for spreadsheets: `cell F12`.
    pub cell: Option<String>,
}

/// One mistake or remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short name of the kind of mistake, stable, kebab-case: `unknown-code`, `no-definition`.
    pub kind: &'static str,
    /// What is wrong, in one sentence, without the place.
    pub message: String,
    /// Where, if it is in a text.
    pub place: Option<Place>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place or help yet.
    #[must_use]
    pub fn error(kind: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, kind, message: message.into(), place: None, help: None }
    }

    /// A warning without a place or help yet.
    #[must_use]
    pub fn warning(kind: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(kind, message) }
    }

    /// A note without a place or help yet.
    #[must_use]
    pub fn note(kind: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(kind, message) }
    }

    /// The same, placed at `span` of `source`.
    #[must_use]
    pub fn at(mut self, source: &Arc<SourceText>, span: Span) -> Self {
        self.place = Some(Place { source: Arc::clone(source), span, cell: None });
        self
    }

    /// The same, with the mend.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Place {
    /// `codebook.toml:12:8`, or `cases.xlsx, row 6` in a table.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cell {
            Some(cell) => write!(f, "{}, {cell}", self.source.name),
            None => {
                let position = Lines::new(&self.source.text).position(self.span.start as usize);
                write!(f, "{}:{}:{}", self.source.name, position.line, position.column)
            }
        }
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `codebook.toml:12:8: error: … (help: …)`; the caret is the terminal's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}: {}", self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " ({help})"))
    }
}

/// A value together with what was noticed while making it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported<T> {
    /// What was made.
    pub value: T,
    /// What was noticed, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}
