//! A zip archive: its members are found at once, and each is unpacked when its turn comes, in memory alone.

use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Error, Result};

/// An archive may have so many members.
const MEMBERS: usize = 250_000;

/// Together they may unpack to so many times the size of the archive, or so many bytes if that is more; texts unpack to some
/// four times their size.
const TIMES: u64 = 100;
const SIZE: u64 = if cfg!(test) { 1 << 20 } else { 1 << 30 };

/// One member may unpack to so many bytes.
const MEMBER: u64 = 1 << 31;

/// What unpacks to fewer bytes may be packed as tightly as it can be: a text that says the same over and over.
const SMALL: u64 = if cfg!(test) { 1 << 16 } else { 64 << 20 };

const UNPACK: &str = "unpack the archive and give the folder";

/// An archive that was opened.
#[derive(Clone, Debug)]
pub(crate) struct Archive {
    path: PathBuf,
    zip: ZipArchive<Bytes>,
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub index: usize,
    /// The folders that it is in, and its name.
    pub parts: Vec<String>,
    /// Whether it leads to another file.
    pub is_link: bool,
    /// Whether its name as written leads out of the folder that it is unpacked in.
    pub leads_out: bool,
}

/// The bytes of an archive. Each copy of one on disk opens the file for itself, so that threads do not wait for each other.
#[derive(Debug)]
enum Bytes {
    OnDisk { path: Arc<Path>, stamp: Stamp, file: Option<File>, at: u64 },
    InMemory(Cursor<Arc<[u8]>>),
}

impl Clone for Bytes {
    fn clone(&self) -> Self {
        match self {
            Bytes::OnDisk { path, stamp, at, .. } => {
                Bytes::OnDisk { path: Arc::clone(path), stamp: *stamp, file: None, at: *at }
            }
            Bytes::InMemory(bytes) => Bytes::InMemory(bytes.clone()),
        }
    }
}

impl Bytes {
    /// The file, at the place that is read next.
    fn file<'a>(path: &Path, stamp: Stamp, file: &'a mut Option<File>, at: u64) -> io::Result<&'a mut File> {
        if file.is_none() {
            let mut opened = File::open(path)?;
            if Stamp::of(&opened.metadata()?) != stamp {
                return Err(io::Error::other("changed while it was being read"));
            }
            opened.seek(SeekFrom::Start(at))?;
            *file = Some(opened);
        }
        file.as_mut().ok_or_else(|| io::Error::other("not open"))
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Bytes::OnDisk { path, stamp, file, at } => {
                let read = Bytes::file(path, *stamp, file, *at)?.read(into)?;
                *at += read as u64;
                Ok(read)
            }
            Bytes::InMemory(bytes) => bytes.read(into),
        }
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Bytes::OnDisk { path, stamp, file, at } => {
                *at = Bytes::file(path, *stamp, file, *at)?.seek(to)?;
                Ok(*at)
            }
            Bytes::InMemory(bytes) => bytes.seek(to),
        }
    }
}

impl Archive {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no archive, is damaged, or holds or unpacks to more than any study does.
    pub fn open(path: &Path) -> Result<Archive> {
        let io = |error| Error::io("read", path, error);
        let file = File::open(path).map_err(io)?;
        let metadata = file.metadata().map_err(io)?;
        let bytes = Bytes::OnDisk { path: path.into(), stamp: Stamp::of(&metadata), file: Some(file), at: 0 };
        Self::of(path, bytes, metadata.len())
    }

    /// Opens what is in memory.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn of_bytes(path: &Path, bytes: Arc<[u8]>) -> Result<Archive> {
        let length = bytes.len() as u64;
        Self::of(path, Bytes::InMemory(Cursor::new(bytes)), length)
    }

    fn of(path: &Path, bytes: Bytes, length: u64) -> Result<Archive> {
        let damaged = |_| {
            let message = "the zip archive is cut off or damaged, or it is none";
            Error::unreadable(path, message, "copy or download the file again, or unpack it and give the folder")
        };
        let zip = ZipArchive::new(bytes).map_err(damaged)?;
        let too_large = |message: String| Err(Error::unreadable(path, message, UNPACK));
        if zip.len() > MEMBERS {
            return too_large(format!("the archive is not read: it has {} members, and {MEMBERS} may be", zip.len()));
        }
        let archive = Archive { path: path.to_owned(), zip };
        let mut all = 0_u64;
        let mut zip = archive.zip.clone();
        for index in 0..zip.len() {
            // What cannot even be found is told when it is read.
            all = all.saturating_add(zip.by_index_raw(index).map_or(0, |member| member.size()));
        }
        if all > SIZE.max(length.saturating_mul(TIMES)) {
            return too_large(format!(
                "the archive is not read: it would unpack to more than {TIMES} times its size, as no texts do"
            ));
        }
        Ok(archive)
    }

    /// The files in it, in order of their names. Folders are none.
    pub fn members(&self) -> Vec<Member> {
        let mut zip = self.zip.clone();
        let mut members = Vec::new();
        for index in 0..zip.len() {
            let Ok(member) = zip.by_index_raw(index) else { continue };
            if member.is_dir() {
                continue;
            }
            // Macs write UTF-8 and do not say so.
            let name = match std::str::from_utf8(member.name_raw()) {
                Ok(name) => name.to_owned(),
                Err(_) => member.name().to_owned(),
            };
            let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
            let parts: Vec<String> = parts.map(str::to_owned).collect();
            let leads_out = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
            if !parts.is_empty() {
                members.push(Member { index, parts, is_link: member.is_symlink(), leads_out });
            }
        }
        members.sort_by(|a, b| a.parts.cmp(&b.parts).then(a.index.cmp(&b.index)));
        members
    }

    /// How many bytes a member says it unpacks to.
    pub fn size(&self, index: usize) -> Option<u64> {
        self.zip.clone().by_index_raw(index).ok().map(|member| member.size())
    }

    /// Unpacks a member; `path` is what errors call it.
    ///
    /// # Errors
    /// When it needs a password, is damaged, is packed in an unknown way, or is larger than it says or than any interview.
    pub fn read(&self, index: usize, path: &Path) -> Result<Vec<u8>> {
        let wrong = |message: &str, help: &str| Err(Error::unreadable(path, message, help));
        let mut zip = self.zip.clone();
        if zip.by_index_raw(index).is_ok_and(|member| member.encrypted()) {
            return wrong(
                "it is protected with a password in the archive",
                "unpack the archive with its password and give the folder",
            );
        }
        let member = match zip.by_index(index) {
            Ok(member) => member,
            Err(ZipError::UnsupportedArchive(_)) => {
                return wrong("it is packed in a way that is not known here", UNPACK);
            }
            Err(error) => return Err(self.damaged(path, &error.to_string())),
        };
        let (size, packed) = (member.size(), member.compressed_size());
        if size > MEMBER || size > SMALL && size > packed.saturating_mul(TIMES) {
            return wrong("it is not read: it would unpack to more than any interview does", UNPACK);
        }
        let mut bytes = Vec::new();
        let read = member.take(size + 1).read_to_end(&mut bytes);
        match read {
            Ok(_) if bytes.len() as u64 == size => Ok(bytes),
            Ok(_) => Err(self.damaged(path, "")),
            Err(error) => Err(self.damaged(path, &error.to_string())),
        }
    }

    fn damaged(&self, path: &Path, why: &str) -> Error {
        if why.contains("changed while") {
            return changed(&self.path);
        }
        Error::unreadable(
            path,
            "it cannot be unpacked: the archive is damaged there",
            "copy or download the archive again",
        )
    }
}

/// What tells that a file has changed: its length and the time of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp(u64, Option<SystemTime>);

impl Stamp {
    pub fn of(metadata: &Metadata) -> Stamp {
        Stamp(metadata.len(), metadata.modified().ok())
    }
}

/// That a file is not what it was a moment ago.
pub(crate) fn changed(path: &Path) -> Error {
    Error::unreadable(path, "changed while it was being read", "run the command again")
}
