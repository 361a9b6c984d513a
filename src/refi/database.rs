//! Projects in the databases of two coding programs, QualCoder and Taguette: SQLite → the plain structs of a project.
//!
//! A database is read into memory and opened there, so that nothing is ever written beside it and no lock is taken.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

use super::{Guid, Project};
use store::Store;

mod page;
mod qualcoder;
mod quotes;
#[cfg(test)]
pub(crate) mod samples;
mod store;
mod taguette;
#[cfg(test)]
mod tests;

pub(super) use quotes::settle;
pub(crate) use store::is_sqlite;

/// The database in the folder of a project of QualCoder.
const DATA: &str = "data.qda";

/// What the names of databases end in.
pub(crate) const EXTENSIONS: [&str; 3] = ["qda", "sqlite3", "sqlite"];

/// What stands in the names of the copies that QualCoder makes of a project, each time it is opened.
const BACKUP: &str = "_BKUP_";

/// A project that was read.
#[derive(Debug)]
pub(crate) struct Stored {
    /// `qualcoder` or `taguette`.
    pub(crate) format: &'static str,
    pub(crate) project: Project,
    /// What of the database the structs cannot hold.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Whether a path is such a project: by the end of its name, or a folder with QualCoder's database in it.
pub(crate) fn is_database(path: &Path) -> bool {
    let ends = |end: &std::ffi::OsStr| EXTENSIONS.iter().any(|known| end.eq_ignore_ascii_case(known));
    path.extension().is_some_and(ends) || is_qualcoder_folder(path)
}

/// Whether a folder is a project of QualCoder.
pub(crate) fn is_qualcoder_folder(path: &Path) -> bool {
    path.join(DATA).is_file()
}

/// Whether a folder is a copy that QualCoder has made of a project.
pub(crate) fn is_backup(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.to_string_lossy().contains(BACKUP)) && is_qualcoder_folder(folder)
}

/// The file of a project: in a folder of QualCoder its database, else the project itself.
pub(crate) fn file_of(path: &Path) -> PathBuf {
    if is_qualcoder_folder(path) { path.join(DATA) } else { path.to_owned() }
}

/// Whether a file is a database, and of none of the two programs.
pub(crate) fn is_of_another_program(path: &Path) -> bool {
    let is_small = std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= store::LARGEST);
    is_small && std::fs::read(path).is_ok_and(|bytes| is_sqlite(&bytes) && is_other(path, &bytes).unwrap_or(false))
}

fn is_other(path: &Path, bytes: &[u8]) -> Result<bool> {
    let store = Store::of_bytes(path, bytes, false)?;
    Ok(!qualcoder::is_its(&store) && !taguette::is_its(&store))
}

impl Stored {
    /// Reads the project in a database; `path` is the file, or a folder of QualCoder.
    ///
    /// # Errors
    /// When it cannot be read, is in use, damaged or encrypted, or of another program.
    pub(super) fn open(path: &Path) -> Result<Self> {
        Self::of(path, &Store::open(&file_of(path), path)?)
    }

    /// The same, of bytes in memory.
    ///
    /// # Errors
    /// As [`Stored::open`].
    pub(super) fn of_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        Self::of(path, &Store::of_bytes(path, bytes, true)?)
    }

    fn of(path: &Path, store: &Store) -> Result<Self> {
        if qualcoder::is_its(store) {
            return qualcoder::read(store, &name_of(path));
        }
        if taguette::is_its(store) {
            return taguette::read(store);
        }
        let (what, help) = store.other_program();
        Err(Error::unreadable(path, what, help))
    }
}

/// What a project of QualCoder is called: as its folder.
fn name_of(path: &Path) -> String {
    let own = if path.file_name().is_some_and(|name| name == DATA) { path.parent().unwrap_or(path) } else { path };
    let name = own.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(".qda").unwrap_or(&name).to_owned()
}

/// The identity of a row of a table, which has none of its own.
fn guid(program: &str, kind: &str, row: &str) -> Guid {
    Guid::made_of(&format!("{program} {kind}"), row)
}

/// `1 coding is`, `3 codings are`.
fn are(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what} is") } else { format!("{count} {what}s are") }
}

/// What of a database goes no further.
fn lost(message: String) -> Diagnostic {
    Diagnostic::note("not-carried", message)
}
