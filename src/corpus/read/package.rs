//! What can be wrong with a document that is an archive of XML files, as those of Word and LibreOffice are.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// How deep elements may lie in each other. Word nests text boxes and tables some thirty deep.
pub(super) const DEPTH: usize = 200;

/// How many bytes the XML of a document may take: ten thousand hours of interviews.
pub(super) const SIZE: u64 = 512 << 20;

/// What is wrong with a part.
#[derive(Debug)]
pub(super) struct Fault {
    pub part: String,
    pub what: What,
}

/// In what way.
#[derive(Debug)]
pub(super) enum What {
    CutOff,
    IllFormed(u64),
    Unpacked,
    Protected,
    TooDeep,
    TooLarge,
}

impl What {
    /// What that makes of the document.
    pub fn state(&self) -> &'static str {
        match self {
            What::CutOff | What::IllFormed(_) | What::Unpacked => "damaged",
            What::Protected => "protected",
            What::TooDeep | What::TooLarge => "not read",
        }
    }

    /// What the part is or does, behind its name.
    pub fn words(&self) -> String {
        match self {
            What::CutOff => "ends too early".to_owned(),
            What::IllFormed(at) => format!("has tags that do not fit together, at byte {at}"),
            What::Unpacked => "cannot be unpacked".to_owned(),
            What::Protected => "needs a password".to_owned(),
            What::TooDeep => format!("has elements more than {DEPTH} deep in each other"),
            What::TooLarge => "takes more memory than any interview does".to_owned(),
        }
    }
}

/// A part of an archive, unpacked to at most `left` bytes; none where there is no such part.
///
/// # Errors
/// When it is protected or damaged, or takes more.
pub(super) fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
) -> std::result::Result<Option<Vec<u8>>, Fault> {
    let fault = |what: What| Fault { part: name.to_owned(), what };
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(fault(What::Protected)),
        Err(_) => return Err(fault(What::Unpacked)),
    };
    let mut bytes = Vec::new();
    entry.take(*left + 1).read_to_end(&mut bytes).map_err(|_| fault(What::Unpacked))?;
    *left = left.checked_sub(bytes.len() as u64).ok_or_else(|| fault(What::TooLarge))?;
    Ok(Some(bytes))
}
