//! A project of a coding program: each of its texts is a transcript.

use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::corpus::Why;
use crate::corpus::load::project::ProjectTexts;
use crate::corpus::load::table::Shape;
use crate::error::{Error, Result};
use crate::refi::{EXTENSIONS, file_of, is_database, is_of_another_program};

use super::{Found, FoundFile, Origin, composed, lower, text};

/// Extensions of projects: packed, bare with the folder `sources` beside it, and databases.
pub(super) const PROJECTS: [&str; 5] = {
    let [qualcoder, taguette, too] = EXTENSIONS;
    ["qdpx", "qde", qualcoder, taguette, too]
};

/// What the ids of texts begin with.
pub(super) enum Given<'a> {
    /// The project was named itself: they are ids as they are.
    Alone,
    /// It lies in a folder, and has this id.
    InFolder(&'a str),
}

impl Found {
    /// Adds the texts of a project that lies on disk; it is read once, as a file is.
    pub(super) fn project(&mut self, path: &Path, given: &Given<'_>) -> Result<()> {
        let canonical = file_of(path).canonicalize().map_err(|error| Error::io("read", path, error))?;
        if matches!(given, Given::InFolder(_)) && is_database(path) && is_of_another_program(&canonical) {
            self.leave_out(path, Why::Plain("database"));
            return Ok(());
        }
        if !self.is_new(canonical, path) {
            self.met += 1;
            return Ok(());
        }
        let open = self.opened.iter().find(|open| open.path() == path).cloned();
        match (open.map_or_else(|| ProjectTexts::open(path), |open| Ok(ProjectTexts::of(open))), given) {
            (Ok(project), _) => self.texts(path, Arc::new(project), given),
            (Err(error), Given::InFolder(id)) => self.unreadable(path, (*id).to_owned(), error),
            (Err(error), Given::Alone) => Err(error),
        }
    }

    /// Adds the texts of a project that is in memory.
    pub(super) fn project_in_memory(&mut self, path: &Path, bytes: Arc<[u8]>) -> Result<()> {
        self.texts(path, Arc::new(ProjectTexts::of_bytes(path, bytes)?), &Given::Alone)
    }

    fn texts(&mut self, path: &Path, project: Arc<ProjectTexts>, given: &Given<'_>) -> Result<()> {
        self.diagnostics.extend(project.lost.iter().cloned());
        let before = self.met;
        for (index, name) in project.names().enumerate() {
            let id = match given {
                Given::Alone => composed(name),
                Given::InFolder(folder) => composed(&format!("{folder}/{name}")),
            };
            self.met += 1;
            self.files.push(FoundFile {
                names: vec![id.clone()],
                id,
                path: project.path_of(index),
                format: text(),
                origin: Origin::Project(Arc::clone(&project), index),
                shape: Shape::Whole,
            });
        }
        if self.met > before {
            return Ok(());
        }
        let holds = project.without_text();
        match given {
            Given::Alone => Err(Error::unreadable(
                path,
                format!("holds no text to read: it has {holds}"),
                "export the project with its sources, and with the text of what is a PDF, a picture or a recording; its \
                 codebook alone is read with `kantlijn convert PROJECT codebook.toml`",
            )),
            Given::InFolder(_) => {
                self.leave_out(path, Why::WithoutText(holds));
                Ok(())
            }
        }
    }
}

/// Whether a folder holds the sources of a bare project, which are read through the project.
pub(super) fn is_of_project(folder: &Path) -> bool {
    let is_sources = folder.file_name().is_some_and(|name| name.eq_ignore_ascii_case("sources"));
    let is_bare = |name: &OsStr| lower(Path::new(name).extension()) == "qde";
    is_sources
        && folder
            .parent()
            .and_then(|above| std::fs::read_dir(above).ok())
            .is_some_and(|mut entries| entries.any(|entry| entry.is_ok_and(|entry| is_bare(&entry.file_name()))))
}
