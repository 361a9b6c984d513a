//! A project that is open: read once, whatever is asked of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Result;
use crate::refi::Opened;

/// A project of a coding program that is open, for its texts ([`Corpus::open_beside`](crate::corpus::Corpus::open_beside))
/// and for its hand coding ([`ProjectCodings`](crate::coding::ProjectCodings)): opening a large one takes its time.
#[derive(Clone, Debug)]
pub struct OpenProject {
    path: PathBuf,
    opened: Arc<Opened>,
}

impl OpenProject {
    /// Opens a `.qdpx`, or a `.qde` with its folder `sources` beside it.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned(), opened: Arc::new(Opened::open(path)?) })
    }

    /// Opens what is in memory.
    ///
    /// # Errors
    /// As [`OpenProject::open`].
    pub(crate) fn of_bytes(path: &Path, bytes: Arc<[u8]>) -> Result<Self> {
        Ok(Self { path: path.to_owned(), opened: Arc::new(Opened::of_bytes(path, bytes)?) })
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn opened(&self) -> &Opened {
        &self.opened
    }
}

/// How many codings a project of a coding program holds, those of cases aside; see
/// [`Corpus::coded_projects`](crate::corpus::Corpus::coded_projects).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedProject {
    /// The file.
    pub path: PathBuf,
    /// Codings by people.
    pub by_people: usize,
    /// Codings by the rules of a codebook.
    pub by_rules: usize,
}
