//! What the given files and folders hold: transcripts, cases, and what is left out.

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::corpus::read::{FORMATS, Format, Source, document, why_other};
use crate::corpus::{LeftOut, ReadOptions, Why};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::refi::{is_backup, is_qualcoder_folder, is_sqlite};

use super::project::OpenProject;
use super::sniff::{sniff, text};
use super::table::{self, Shape};
use super::{Origin, composed, name_in_table, natural};

mod packed;
mod project;

use project::{Given, PROJECTS, is_of_project};

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    pub files: Vec<FoundFile>,
    pub left_out: Vec<LeftOut>,
    /// Tables of cases at the top of a given folder.
    pub cases: Vec<FoundCases>,
    pub diagnostics: Vec<Diagnostic>,
    /// Projects that are open already.
    pub opened: Vec<OpenProject>,
    /// Files by their canonical path, since a folder and a file in it may both be given.
    seen: HashSet<PathBuf>,
    /// The folder of the last file, as it was given and in canonical form.
    last_folder: Option<(PathBuf, PathBuf)>,
    /// How many files with transcripts were met, those that were seen before included.
    met: usize,
}

/// A file with transcripts in it, and their ids in natural order.
pub(super) struct FoundFile {
    pub id: String,
    pub path: PathBuf,
    pub format: &'static Format,
    pub origin: Origin,
    pub shape: Shape,
    pub names: Vec<String>,
}

/// A table of cases that was found; its bytes where it is in an archive.
pub(super) struct FoundCases {
    pub path: PathBuf,
    pub bytes: Option<Vec<u8>>,
}

/// The study file, which makes a folder a study of its own.
const STUDY: &str = "kantlijn.toml";

/// The file that every run writes last beside its tables.
const RUN: &str = "run.json";

/// Why a list of names to be masked is left out.
const LIST: Why = Why::Plain("names");

/// The extension of archives, whose members are read as files are.
const ARCHIVE: &str = "zip";

/// Extensions of tables of cases that are looked for.
const CASES: &[&str] = &["csv", "tsv", "xlsx", "xlsm", "ods"];

/// Transcripts that cannot be read as they are, but soon could: extensions, and the names of why.
const CONVERTIBLE: &[(&str, &str)] = &[
    ("doc", "doc"),
    ("pages", "pages"),
    ("xls", "xls"),
    ("qdpx", PACKED_PROJECT),
    ("qde", PACKED_PROJECT),
    ("qda", PACKED_PROJECT),
    ("sqlite3", PACKED_PROJECT),
    ("sqlite", PACKED_PROJECT),
];

/// Why a project is left out that lies in an archive.
const PACKED_PROJECT: &str = "packed-project";

impl LeftOut {
    /// Whether it may hold an interview all the same, in a format that cannot be read: then the numbers are of less
    /// than the researcher thinks.
    #[must_use]
    pub fn may_be_a_transcript(&self) -> bool {
        let extension = lower(self.path.extension());
        let is_copy = lower(self.path.file_name()).starts_with("~$") || is_backup(&self.path);
        !is_copy && CONVERTIBLE.iter().any(|(known, _)| *known == extension)
    }
}

impl Found {
    /// Adds a file, a folder with all that is in it, or standard input.
    pub fn add(&mut self, input: &Path, options: &ReadOptions) -> Result<()> {
        if input == Path::new("-") {
            return self.standard_input(options);
        }
        let metadata = std::fs::metadata(input).map_err(|error| Error::io("read", input, error))?;
        if is_qualcoder_folder(input) {
            return self.project(input, &Given::Alone);
        }
        if metadata.is_dir() { self.folder(input, options) } else { self.named_file(input, options) }
    }

    fn standard_input(&mut self, options: &ReadOptions) -> Result<()> {
        let path = PathBuf::from("-");
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Error::io("read", &path, error))?;
        self.read_from_memory(bytes.into(), options)
    }

    pub fn read_from_memory(&mut self, bytes: Arc<[u8]>, options: &ReadOptions) -> Result<()> {
        if is_sqlite(&bytes) {
            return self.project_in_memory(Path::new("-"), bytes);
        }
        let Some(format) = sniff(&bytes) else {
            return self.archive_in_memory(Path::new("-"), bytes, options);
        };
        let id = "stdin".to_owned();
        let mut names = vec![id.clone()];
        if format.name == "table" {
            // What cannot be read is told when its turn comes.
            let drafts = (format.read)(&Source { path: Path::new("-"), bytes: &bytes }, options).unwrap_or_default();
            let values: Vec<String> = drafts.into_iter().filter_map(|draft| draft.name).collect();
            if values.len() > 1 {
                names = values.iter().map(|value| name_in_table(&id, value)).collect();
                names.sort_by(|a, b| natural(a, b));
            }
        }
        let origin = Origin::InMemory(bytes);
        self.files.push(FoundFile { id, path: "-".into(), format, origin, shape: Shape::Whole, names });
        Ok(())
    }

    fn folder(&mut self, folder: &Path, options: &ReadOptions) -> Result<()> {
        let before = self.met;
        let mut entries = WalkDir::new(folder).follow_links(true).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            if let Some(path) = entry.as_ref().err().and_then(walkdir::Error::path).filter(|path| leads_nowhere(path)) {
                self.leave_out(path, Why::Plain("link-to-nothing"));
                continue;
            }
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                let message = error.to_string();
                match error.into_io_error() {
                    Some(source) => Error::io("read", path, source),
                    None => Error::unreadable(path, message, "take the link away that leads back to its own folder"),
                }
            })?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy();
            let hidden = name.starts_with('.');
            if entry.file_type().is_dir() {
                let why = [(STUDY, "study"), (RUN, "run")].into_iter().find(|(file, _)| path.join(file).is_file());
                if let Some((file, what)) = why.filter(|_| !hidden) {
                    self.leave_out(path, Why::Marked(what, file));
                }
                let is_of_project = why.is_none() && !hidden && is_of_project(path);
                if is_of_project {
                    self.leave_out(path, Why::Plain("sources"));
                }
                let is_project = why.is_none() && !hidden && is_qualcoder_folder(path);
                if is_project && is_backup(path) {
                    self.leave_out(path, Why::Plain("backup"));
                } else if is_project {
                    // Its transcripts are in its database, and the files in it are those they were made of.
                    let id = id_of(path.strip_prefix(folder).unwrap_or(path));
                    self.project(path, &Given::InFolder(&id))?;
                }
                if hidden || why.is_some() || is_of_project || is_project {
                    entries.skip_current_dir();
                }
            } else if !hidden && !entry.file_type().is_file() {
                // A pipe would be waited for.
                self.leave_out(path, Why::Plain("no-file"));
            } else if !hidden {
                let relative = path.strip_prefix(folder).unwrap_or(path);
                self.file_in_folder(path, relative, entry.path_is_symlink(), options)?;
            }
        }
        if self.met == before {
            self.left_out.sort();
            return Err(nothing_found(folder, &self.left_out));
        }
        Ok(())
    }

    fn file_in_folder(&mut self, path: &Path, relative: &Path, is_link: bool, options: &ReadOptions) -> Result<()> {
        let name = lower(path.file_name());
        let extension = lower(path.extension());
        // Where every file really is costs time in a large folder.
        let is_called = |list: &PathBuf| is_link || lower(list.file_name()) == name;
        if options.lists.iter().any(|list| is_called(list) && same_file(list, path)) {
            self.leave_out(path, LIST);
            return Ok(());
        }
        let given = options.cases.as_deref().is_some_and(|cases| same_file(cases, path));
        if given || name.starts_with("cases.") {
            let at_top = relative.components().count() == 1;
            let used = given || (at_top && options.cases.is_none() && CASES.contains(&extension.as_str()));
            if used && !given {
                self.cases.push(FoundCases { path: path.to_owned(), bytes: None });
            }
            self.leave_out(path, Why::Plain(if used { "cases" } else { "unused-cases" }));
            return Ok(());
        }
        if name.starts_with("readme") {
            self.leave_out(path, Why::Plain("readme"));
            return Ok(());
        }
        if extension == ARCHIVE && !self.is_aside(path, &name) {
            return self.archive(path, id_of(relative), false, options);
        }
        if PROJECTS.contains(&extension.as_str()) && !self.is_aside(path, &name) {
            return self.project(path, &Given::InFolder(&id_of(relative)));
        }
        let Some(format) = format_of(path, &extension) else {
            if self.is_aside(path, &name) {
                return Ok(());
            }
            let why = CONVERTIBLE.iter().find(|(known, _)| *known == extension);
            self.leave_out(path, Why::Plain(why.map_or("unknown", |(_, why)| why)));
            return Ok(());
        };
        if !self.is_aside(path, &name) {
            if format.name == "json" {
                let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
                if let Some(why) = why_other(&bytes, options) {
                    self.leave_out(path, why);
                    return Ok(());
                }
            }
            let canonical = if is_link { None } else { self.canonical(path) };
            self.file(id_of(relative), path, canonical, format, options)?;
        }
        Ok(())
    }

    /// The canonical path of a file that a folder lists, and that is no link: asked once for each folder.
    fn canonical(&mut self, path: &Path) -> Option<PathBuf> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        if self.last_folder.as_ref().is_none_or(|(known, _)| known != folder) {
            self.last_folder = Some((folder.to_owned(), folder.canonicalize().ok()?));
        }
        self.last_folder.as_ref().map(|(_, canonical)| canonical.join(name))
    }

    /// A file that somebody named: whatever it is called, it is meant.
    fn named_file(&mut self, path: &Path, options: &ReadOptions) -> Result<()> {
        let name = lower(path.file_name());
        let extension = lower(path.extension());
        if self.is_aside(path, &name) {
            return Ok(());
        }
        if options.lists.iter().any(|list| same_file(list, path)) {
            self.leave_out(path, LIST);
            return Ok(());
        }
        if name.starts_with("cases.") && CASES.contains(&extension.as_str()) {
            self.leave_out(path, Why::Plain("named-cases"));
            return Ok(());
        }
        if PROJECTS.contains(&extension.as_str()) {
            return self.project(path, &Given::Alone);
        }
        let known = format_of(path, &extension);
        let convertible = CONVERTIBLE.iter().find(|(other, _)| *other == extension);
        if let (None, Some((_, why))) = (known, convertible) {
            let why = Why::Plain(why).to_string();
            let help = why.split_once(": ").map_or(why.as_str(), |(_, mend)| mend);
            return Err(Error::unreadable(path, "cannot be read in this format", help));
        }
        let id = id_of(Path::new(path.file_name().unwrap_or_default()));
        if extension == ARCHIVE {
            return self.archive(path, id, true, options);
        }
        self.file(id, path, None, known.unwrap_or_else(text), options)
    }

    /// Lock files and the study file are never transcripts.
    fn is_aside(&mut self, path: &Path, name: &str) -> bool {
        let why = match name {
            STUDY => "study-file",
            _ if name.starts_with("~$") => "lock-file",
            _ => return false,
        };
        self.leave_out(path, Why::Plain(why));
        true
    }

    /// Adds a file with transcripts; its canonical path is asked for where it is not known.
    fn file(
        &mut self,
        id: String,
        path: &Path,
        canonical: Option<PathBuf>,
        format: &'static Format,
        options: &ReadOptions,
    ) -> Result<()> {
        let mut names = vec![id.clone()];
        let mut shape = Shape::Whole;
        if format.name == "table" {
            match table::open(path, &id, options)? {
                table::Found::Transcripts(found, ids) => (shape, names) = (found, ids),
                table::Found::Other(why) => {
                    self.leave_out(path, why);
                    return Ok(());
                }
            }
        }
        let canonical = match canonical {
            Some(canonical) => canonical,
            None => path.canonicalize().map_err(|error| Error::io("read", path, error))?,
        };
        self.met += 1;
        if self.is_new(canonical, path) {
            self.files.push(FoundFile { id, path: path.to_owned(), format, origin: Origin::OnDisk, shape, names });
        }
        Ok(())
    }

    /// Whether a file was not met before; if it was, that is told.
    fn is_new(&mut self, canonical: PathBuf, path: &Path) -> bool {
        let is_new = self.seen.insert(canonical);
        if !is_new {
            let message = format!("{} is given twice and read once", path.display());
            self.diagnostics.push(Diagnostic::note("given-twice", message));
        }
        is_new
    }

    fn leave_out(&mut self, path: &Path, why: Why) {
        self.left_out.push(LeftOut { path: path.to_owned(), why });
    }
}

/// That there is nothing to read, with what there is.
pub(super) fn nothing_found(path: &Path, left_out: &[LeftOut]) -> Error {
    let there: Vec<String> = left_out
        .iter()
        .filter(|left| left.path.starts_with(path))
        .take(3)
        .map(|left| {
            let name = left.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
            format!("{name} is {}", left.why)
        })
        .collect();
    let message = if there.is_empty() {
        "holds no transcripts".to_owned()
    } else {
        format!("holds no transcripts ({})", there.join("; "))
    };
    Error::unreadable(path, message, format!("give a folder with files that end in {}", known_extensions()))
}

fn known_extensions() -> String {
    let extensions: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| format.extensions)
        .chain([&ARCHIVE])
        .chain(PROJECTS.iter().filter(|extension| **extension != "qde"))
        .map(|extension| format!(".{extension}"))
        .collect();
    extensions.join(", ")
}

/// The format of a file with this extension. What is called `.doc` is often something else, and then read as that.
fn format_of(path: &Path, extension: &str) -> Option<&'static Format> {
    let named = FORMATS.iter().copied().find(|format| format.extensions.contains(&extension));
    let is_open = named.is_none() && extension == "doc";
    if is_open { document(&std::fs::read(path).ok()?) } else { named }
}

/// Whether a path is a link to what is not there.
fn leads_nowhere(path: &Path) -> bool {
    path.is_symlink() && matches!(path.try_exists(), Ok(false))
}

fn lower(name: Option<&std::ffi::OsStr>) -> String {
    name.map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The path without extension, with `/` between its parts on every machine.
fn id_of(relative: &Path) -> String {
    let stem = relative.with_extension("");
    let parts: Vec<String> = stem.components().map(|part| composed(&part.as_os_str().to_string_lossy())).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Path, id_of};

    #[test]
    fn an_id_is_the_path_without_extension_in_one_spelling() {
        assert_eq!(id_of(Path::new("groep/r1.2.txt")), "groep/r1.2");
        assert_eq!(id_of(Path::new("re\u{301}.vtt")), "r\u{e9}");
    }
}
