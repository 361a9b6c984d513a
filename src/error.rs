//! Why something could not be done.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// A result whose error names the file, the place and the mend.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be done: one word wide, with its kind behind it.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of failure.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The operating system refused.
    Io {
        /// What was tried, as a verb phrase: `read`, `write`.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What it answered.
        source: io::Error,
    },
    /// A file is not what it should be.
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// Several files are not what they should be; all of them, so that they can be mended at once.
    Several(Vec<Error>),
    /// A codebook, rule or study file holds mistakes; all of them.
    Mistakes(Vec<Diagnostic>),
    /// An argument or a combination of arguments cannot be honoured.
    Usage {
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// Outputs that exist already; nothing was written.
    WouldOverwrite(Vec<PathBuf>),
}

impl Error {
    /// An error of this kind.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }

    /// `action` failed on `path`.
    #[must_use]
    pub fn io(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::new(ErrorKind::Io { action, path: path.into(), source })
    }

    /// The file at `path` is not what it should be.
    #[must_use]
    pub fn unreadable(path: impl Into<PathBuf>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unreadable { path: path.into(), message: message.into(), help: help.into() })
    }

    /// What was asked cannot be honoured.
    #[must_use]
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage { message: message.into(), help: help.into() })
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The file it is about, if it is about one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &*self.0 {
            ErrorKind::Io { path, .. } | ErrorKind::Unreadable { path, .. } => Some(path),
            _ => None,
        }
    }

    /// How to mend it, when there is one way.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match &*self.0 {
            ErrorKind::Unreadable { help, .. } | ErrorKind::Usage { help, .. } => Some(help),
            ErrorKind::WouldOverwrite(_) => Some("choose another place to write to, or overwrite them with --force"),
            ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("check the spelling of the path")
            }
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ErrorKind::Io { action, path, source } => write!(f, "cannot {action} {}: {source}", path.display()),
            ErrorKind::Unreadable { path, message, .. } => write!(f, "{}: {message}", path.display()),
            ErrorKind::Several(errors) => lines(f, errors),
            ErrorKind::Mistakes(diagnostics) => lines(f, diagnostics),
            ErrorKind::Usage { message, .. } => f.write_str(message),
            ErrorKind::WouldOverwrite(paths) => {
                f.write_str("these files exist already, so nothing was written: ")?;
                for (i, path) in paths.iter().enumerate() {
                    write!(f, "{}{}", if i > 0 { ", " } else { "" }, path.display())?;
                }
                Ok(())
            }
        }
    }
}

fn lines<T: fmt::Display>(f: &mut fmt::Formatter<'_>, all: &[T]) -> fmt::Result {
    for (i, one) in all.iter().enumerate() {
        write!(f, "{}{one}", if i > 0 { "\n" } else { "" })?;
    }
    Ok(())
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            ErrorKind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<Vec<Diagnostic>> for Error {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::new(ErrorKind::Mistakes(diagnostics))
    }
}
