//! A zip archive is read as the folder that was packed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::{Archive, Member};
use crate::corpus::load::table::{self, Shape};
use crate::corpus::read::{FORMATS, why_other};
use crate::corpus::{ReadOptions, Why};
use crate::error::{Error, ErrorKind, Result};

use super::{
    CASES, CONVERTIBLE, Found, FoundCases, FoundFile, Origin, PACKED_PROJECT, RUN, STUDY, id_of, lower, nothing_found,
};

/// An archive as it was met.
struct Packed<'a> {
    archive: Arc<Archive>,
    /// The archive's own path, and what the ids of its members begin with.
    path: &'a Path,
    id: String,
    /// Whether it was given by itself, so that a table of cases at its top counts.
    is_given: bool,
}

impl Found {
    /// Adds what is in an archive that lies on disk; an archive is read once, as a file is.
    pub(super) fn archive(&mut self, path: &Path, id: String, is_given: bool, options: &ReadOptions) -> Result<()> {
        let canonical = path.canonicalize().map_err(|error| Error::io("read", path, error))?;
        if !self.is_new(canonical, path) {
            self.met += 1;
            return Ok(());
        }
        let archive = match Archive::open(path) {
            Ok(archive) => archive,
            Err(error) => return self.unreadable(path, id, error),
        };
        self.members(&Packed { archive: Arc::new(archive), path, id, is_given }, options)
    }

    /// Adds what is in an archive that is in memory.
    pub(super) fn archive_in_memory(&mut self, path: &Path, bytes: Arc<[u8]>, options: &ReadOptions) -> Result<()> {
        let archive = Arc::new(Archive::of_bytes(path, Arc::clone(&bytes))?);
        let is_project = |parts: &[String]| matches!(parts, [name] if lower(Path::new(name).extension()) == "qde");
        if archive.members().iter().any(|member| is_project(&member.parts)) {
            return self.project_in_memory(path, bytes);
        }
        self.members(&Packed { archive, path, id: "stdin".to_owned(), is_given: true }, options)
    }

    /// An archive that cannot be read is told together with what is wrong with other files.
    pub(super) fn unreadable(&mut self, path: &Path, id: String, error: Error) -> Result<()> {
        let ErrorKind::Unreadable { message, help, .. } = error.kind() else { return Err(error) };
        let shape = Shape::Unreadable { message: message.as_str().into(), help: help.as_str().into() };
        let names = vec![id.clone()];
        self.met += 1;
        self.files.push(FoundFile {
            id,
            path: path.to_owned(),
            format: super::text(),
            origin: Origin::OnDisk,
            shape,
            names,
        });
        Ok(())
    }

    fn members(&mut self, packed: &Packed<'_>, options: &ReadOptions) -> Result<()> {
        let before = self.met;
        let members = packed.archive.members();
        let top = if packed.is_given { common(&members) } else { 0 };
        // Folders that are left out as a whole, which are studies of their own or hold tables of an earlier run.
        let mut aside: BTreeSet<&[String]> = BTreeSet::new();
        for member in &members {
            let (name, folder) =
                member.parts.split_last().map_or(("", &[][..]), |(name, folder)| (name.as_str(), folder));
            let why = [(STUDY, "study"), (RUN, "run")];
            let why = why.into_iter().find(|(file, _)| *file == name);
            let is_below = folder.len() > top || !packed.is_given;
            if let Some((file, what)) = why.filter(|_| is_below && !is_hidden(folder))
                && aside.insert(folder)
            {
                self.leave_out(&packed.path_of(folder), Why::Marked(what, file));
            }
            // The files in a folder of QualCoder are those that its transcripts were made of.
            if name == "data.qda" && !is_hidden(folder) && aside.insert(folder) {
                self.leave_out(&packed.path_of(folder), Why::Plain(PACKED_PROJECT));
            }
        }
        for member in &members {
            let is_aside = (0..member.parts.len()).any(|depth| aside.contains(&member.parts[..depth]));
            if !is_aside && !is_hidden(&member.parts) {
                self.member(packed, member, top, options)?;
            }
        }
        if self.met == before && packed.is_given {
            self.left_out.sort();
            return Err(nothing_found(packed.path, &self.left_out));
        }
        Ok(())
    }

    fn member(&mut self, packed: &Packed<'_>, member: &Member, top: usize, options: &ReadOptions) -> Result<()> {
        let path = packed.path_of(&member.parts);
        let name = lower(path.file_name());
        let extension = lower(path.extension());
        if name.starts_with("cases.") {
            let is_used = packed.is_given
                && member.parts.len() == top + 1
                && options.cases.is_none()
                && CASES.contains(&extension.as_str());
            if is_used {
                let bytes = packed.archive.read(member.index, &path)?;
                self.cases.push(FoundCases { path: path.clone(), bytes: Some(bytes) });
            }
            self.leave_out(&path, Why::Plain(if is_used { "cases" } else { "unused-cases" }));
            return Ok(());
        }
        let why = match &*name {
            _ if name.starts_with("readme") => Some("readme"),
            _ if member.is_link => Some("link"),
            _ if extension == "zip" => Some("packed-archive"),
            _ => None,
        };
        if let Some(why) = why {
            self.leave_out(&path, Why::Plain(why));
            return Ok(());
        }
        if self.is_aside(&path, &name) {
            return Ok(());
        }
        let Some(format) = FORMATS.iter().copied().find(|format| format.extensions.contains(&extension.as_str()))
        else {
            let why = CONVERTIBLE.iter().find(|(known, _)| *known == extension);
            self.leave_out(&path, Why::Plain(why.map_or("unknown", |(_, why)| why)));
            return Ok(());
        };
        let id = packed.id_of(&member.parts);
        let (mut names, mut shape) = (vec![id.clone()], Shape::Whole);
        if format.name == "table" {
            let found = match packed.archive.read(member.index, &path) {
                Ok(bytes) => table::open_in_memory(&path, &bytes, &id, options)?,
                Err(error) => table::Found::refused(error, &id)?,
            };
            match found {
                table::Found::Transcripts(found, ids) => (shape, names) = (found, ids),
                table::Found::Other(why) => {
                    self.leave_out(&path, why);
                    return Ok(());
                }
            }
        }
        if format.name == "json"
            && let Ok(bytes) = packed.archive.read(member.index, &path)
            && let Some(why) = why_other(&bytes, options)
        {
            self.leave_out(&path, why);
            return Ok(());
        }
        self.met += 1;
        let origin = Origin::Packed(Arc::clone(&packed.archive), member.index);
        self.files.push(FoundFile { id, path, format, origin, shape, names });
        Ok(())
    }
}

impl Packed<'_> {
    /// What errors and reports call a member: `archive.zip/folder/name.txt`.
    fn path_of(&self, parts: &[String]) -> PathBuf {
        parts.iter().fold(self.path.to_owned(), |path, part| path.join(part))
    }

    fn id_of(&self, parts: &[String]) -> String {
        let inside: PathBuf = parts.iter().collect();
        format!("{}/{}", self.id, id_of(&inside))
    }
}

/// How many folders all members lie in: a folder that was packed as a whole is the first part of every name.
fn common(members: &[Member]) -> usize {
    let mut visible = members.iter().filter(|member| !is_hidden(&member.parts)).map(|member| &member.parts);
    let Some(first) = visible.next() else { return 0 };
    let folders = first.len() - 1;
    visible.fold(folders, |common, parts| {
        let same = first.iter().zip(parts).take_while(|(a, b)| a == b).count();
        common.min(same).min(parts.len() - 1)
    })
}

fn is_hidden(parts: &[String]) -> bool {
    parts.iter().any(|part| part.starts_with('.') || part == "__MACOSX")
}
