//! Where a project's texts are: a `.qdpx`, which is a zip archive, or a bare `.qde` with the folder `sources` beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::Archive;
use crate::diagnostic::{Diagnostic, SourceText};
use crate::error::{Error, ErrorKind, Result};
use crate::text::{Span, decode};
use crate::wording::{either, several};

use super::Text;

/// A project's own XML, and the files that it may refer to.
#[derive(Debug)]
pub(super) struct Package {
    path: PathBuf,
    /// `project.qde`.
    pub(super) source: Arc<SourceText>,
    files: Files,
    /// Whether its texts stand in its XML, where line ends are one character.
    is_xml: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Files by their names in lower case, since programs write `Sources/` and `sources/`, `.DOCX` and `.docx`.
#[derive(Debug)]
struct Files {
    archive: Option<Archive>,
    /// The folder of a bare `.qde`.
    folder: Option<PathBuf>,
    /// Those in `sources`.
    sources: BTreeMap<String, Place>,
    /// Those beside the project's XML.
    beside: BTreeMap<String, Place>,
}

#[derive(Clone, Debug)]
enum Place {
    /// In the archive.
    Member(usize),
    OnDisk(PathBuf),
}

/// A plain text as the project has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlainText {
    /// Without a byte order mark.
    pub(crate) text: String,
    /// The encoding by name.
    pub(crate) encoding: &'static str,
    /// Whether the file begins with a byte order mark.
    pub(crate) marked: bool,
    /// Whether it stands in the XML itself, where every line end has become one character.
    pub(crate) is_from_xml: bool,
    /// How many byte sequences meant nothing.
    pub(crate) replaced: usize,
}

/// A text may have so many bytes.
const LARGEST: u64 = 1 << 31;

const AGAIN: &str = "copy the file again, or export the project again from the coding program";

impl Package {
    /// Opens a `.qdpx` or a `.qde`.
    ///
    /// # Errors
    /// When the file cannot be read, is no archive, would unpack to more than any project, or has no project in it.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let is_bare = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("qde"));
        if !is_bare {
            return Self::packed(path, Archive::open(path).map_err(|error| of_project(path, error))?);
        }
        let io = |error| Error::io("read", path, error);
        let length = std::fs::metadata(path).map_err(io)?.len();
        if length > LARGEST {
            return Err(Error::unreadable(path, "is larger than any project", AGAIN));
        }
        let bytes = std::fs::read(path).map_err(io)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let sources = listed(folder, |name| name.eq_ignore_ascii_case("sources"));
        let sources = sources.first().map(|folder| files_in(folder)).unwrap_or_default();
        let files = Files { archive: None, folder: Some(folder.to_owned()), sources, beside: files_in(folder) };
        Ok(Self::of(path, path.display().to_string(), &bytes, files, Vec::new()))
    }

    /// Opens a `.qdpx` that is in memory.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub(super) fn of_bytes(path: &Path, bytes: Arc<[u8]>) -> Result<Self> {
        Self::packed(path, Archive::of_bytes(path, bytes).map_err(|error| of_project(path, error))?)
    }

    /// A project whose texts are all in its structs.
    pub(super) fn without_files(path: &Path) -> Self {
        let source = Arc::new(SourceText { name: path.display().to_string(), text: String::new() });
        let files = Files { archive: None, folder: None, sources: BTreeMap::new(), beside: BTreeMap::new() };
        Self { path: path.to_owned(), source, files, is_xml: false, diagnostics: Vec::new() }
    }

    fn packed(path: &Path, archive: Archive) -> Result<Self> {
        let mut diagnostics = Vec::new();
        let members = archive.members();
        let is_project = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("qde"));
        let is_hidden = |part: &String| part.starts_with('.') || part == "__MACOSX";
        let mut found: Vec<_> = members
            .iter()
            .filter(|member| !member.leads_out && !member.is_link && !member.parts.iter().any(is_hidden))
            .filter(|member| member.parts.last().is_some_and(|name| is_project(name)))
            .collect();
        // A project that was unpacked and packed again by hand lies in a folder.
        let depth = found.iter().map(|member| member.parts.len()).min().unwrap_or(0);
        found.retain(|member| member.parts.len() == depth);
        if found.len() > 1 {
            let usual: Vec<_> = found
                .iter()
                .copied()
                .filter(|member| member.parts.last().is_some_and(|name| name.eq_ignore_ascii_case("project.qde")))
                .collect();
            if usual.len() == 1 {
                found = usual;
            }
        }
        let [project] = found[..] else {
            let message = match found.len() {
                0 => "holds no project: there is no file that ends in .qde at its top".to_owned(),
                several => format!("holds {several} projects (.qde), and one is expected"),
            };
            return Err(Error::unreadable(path, message, "export it from the coding program as a REFI-QDA project"));
        };
        let (name, folder) = project.parts.split_last().map_or(("", &[][..]), |(name, folder)| (name.as_str(), folder));
        let inside = path.join(name);
        let bytes = archive.read(project.index, &inside).map_err(|error| of_project(path, error))?;
        let mut files = Files { archive: None, folder: None, sources: BTreeMap::new(), beside: BTreeMap::new() };
        for member in &members {
            if member.leads_out {
                let message =
                    format!("`{}` in the project is not read: its name leads out of it", member.parts.join("/"));
                let help = "no coding program writes such names: look where this file comes from";
                diagnostics.push(Diagnostic::warning("not-carried", message).help(help));
                continue;
            }
            if member.is_link {
                continue;
            }
            let place = Place::Member(member.index);
            match member.parts.strip_prefix(folder) {
                Some([name]) => files.beside.entry(name.to_lowercase()).or_insert(place),
                Some([above, name]) if above.eq_ignore_ascii_case("sources") => {
                    files.sources.entry(name.to_lowercase()).or_insert(place)
                }
                _ => continue,
            };
        }
        files.archive = Some(archive);
        Ok(Self::of(path, inside.display().to_string(), &bytes, files, diagnostics))
    }

    fn of(path: &Path, name: String, bytes: &[u8], files: Files, mut diagnostics: Vec<Diagnostic>) -> Self {
        let decoded = decode(bytes, declared(bytes).as_deref());
        let source = Arc::new(SourceText { name, text: decoded.text });
        if decoded.replaced > 0 {
            let message = format!(
                "{} cannot be read as {}, and {} \u{fffd} here",
                several(decoded.replaced, "character"),
                decoded.encoding,
                either(decoded.replaced, "is", "are")
            );
            let at = source.text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
            diagnostics.push(Diagnostic::warning("unreadable-characters", message).at(&source, Span::new(at, at)));
        }
        Self { path: path.to_owned(), source, files, is_xml: true, diagnostics }
    }

    /// The plain text of a source, a note or a transcript; `name` is what errors call it.
    ///
    /// # Errors
    /// When the project has none, or the file that it refers to is not there or cannot be read.
    pub(super) fn plain_text(&self, text: &Text, name: &str) -> Result<PlainText> {
        let path = self.inside(name);
        let refused = |message: String, help: &str| Err(Error::unreadable(&path, message, help));
        let from_structs = |content: &String| {
            let unmarked = content.strip_prefix('\u{feff}').filter(|_| !self.is_xml);
            PlainText {
                text: unmarked.unwrap_or(content).to_owned(),
                encoding: "UTF-8",
                marked: unmarked.is_some(),
                is_from_xml: self.is_xml,
                replaced: 0,
            }
        };
        let bytes = match (&text.plain_path, &text.content) {
            (Some(written), content) => match (self.bytes(written, &path), content) {
                (Ok(bytes), _) => bytes,
                (Err(_), Some(content)) => return Ok(from_structs(content)),
                (Err(error), None) => return Err(error),
            },
            (None, Some(content)) => return Ok(from_structs(content)),
            (None, None) if text.rich_path.is_some() => {
                let help = "positions count in a plain text: export the project with another version of the program";
                return refused("it has a styled text and no plain one".to_owned(), help);
            }
            (None, None) => return refused("the project has no text of it".to_owned(), AGAIN),
        };
        // Spans count in 32 bits.
        if u32::try_from(bytes.len()).is_err() {
            return refused("it is larger than any transcript".to_owned(), AGAIN);
        }
        let decoded = decode(&bytes, None);
        Ok(PlainText {
            text: decoded.text,
            encoding: decoded.encoding,
            marked: decoded.marked,
            is_from_xml: false,
            replaced: decoded.replaced,
        })
    }

    /// What errors and reports call a text of the project: `study.qdpx/name`.
    pub(super) fn inside(&self, name: &str) -> PathBuf {
        name.split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .fold(self.path.clone(), |path, part| path.join(part))
    }

    /// The bytes of the file that a path of the project leads to.
    fn bytes(&self, written: &str, path: &Path) -> Result<Vec<u8>> {
        let (scheme, rest) = written.split_once("://").unwrap_or(("", written));
        let rest = rest.replace('\\', "/");
        let parts: Vec<&str> = rest.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        let absent = |why: &str, help: &str| Err(Error::unreadable(path, format!("its text is missing: {why}"), help));
        let Some(name) = parts.last().map(|name| name.to_lowercase()) else {
            return absent("the path to it is empty", AGAIN);
        };
        if scheme.eq_ignore_ascii_case("absolute") {
            let why = format!("it lies outside of the project, at {rest}");
            return absent(&why, "let the coding program take its sources into the project before it is exported");
        }
        if parts.contains(&"..") {
            return absent(&format!("`{written}` leads out of the project"), AGAIN);
        }
        // A name alone, as some programs write it, may lie in either place.
        let known = self.files.sources.get(&name).or_else(|| self.files.beside.get(&name));
        let place = match (&self.files.folder, scheme.eq_ignore_ascii_case("relative")) {
            (Some(folder), true) => {
                let below = parts.iter().fold(folder.clone(), |path, part| path.join(part));
                Some(Place::OnDisk(below)).filter(|_| parts.len() > 1).or_else(|| known.cloned())
            }
            _ => known.cloned(),
        };
        match (place, &self.files.archive) {
            (Some(Place::Member(index)), Some(archive)) => archive.read(index, path),
            (Some(Place::OnDisk(file)), _) => match std::fs::metadata(&file) {
                Ok(metadata) if metadata.is_file() && metadata.len() <= LARGEST => {
                    std::fs::read(&file).map_err(|error| Error::io("read", file, error))
                }
                _ => absent(&format!("there is no file {}", file.display()), AGAIN),
            },
            _ => absent(&format!("there is no file `{written}` in the project"), AGAIN),
        }
    }
}

/// The encoding that an XML file says it has; what its first bytes show goes before it.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let declaration = start.split_once("<?xml")?.1.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    crate::text::is_encoding(label).then(|| label.to_owned())
}

/// What is wrong with an archive, said of a project.
fn of_project(path: &Path, error: Error) -> Error {
    match error.kind() {
        ErrorKind::Unreadable { message, .. } => {
            let message = message
                .replace(
                    "the zip archive is cut off or damaged, or it is none",
                    "the project is cut off or damaged, or it is none",
                )
                .replace("the archive", "the project");
            Error::unreadable(error.path().unwrap_or(path), message, AGAIN)
        }
        _ => error,
    }
}

/// Folders in a folder, of which the name is wanted, in order of their names.
fn listed(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.filter(|entry| is_wanted(&entry.file_name().to_string_lossy())).map(|entry| entry.path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

fn files_in(folder: &Path) -> BTreeMap<String, Place> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut files = BTreeMap::new();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        files.entry(name).or_insert(Place::OnDisk(path));
    }
    files
}
