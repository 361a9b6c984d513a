//! What is no transcript, whatever its name.

use std::path::Path;

use crate::error::{Error, Result};

use super::sheet::is_spreadsheet;

/// One control character in so many bytes is an accident; more are no text.
const NOISE_OF: usize = 50;

/// Formats that text readers would take for a text full of strange characters.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "is a PDF", "give it the extension .pdf"),
    (b"\x89PNG", "is an image", "give the words that it shows as .txt or .docx"),
    (b"\xff\xd8\xff", "is an image", "give the words that it shows as .txt or .docx"),
    (b"{\\rtf", "is rich text", "give it the extension .rtf"),
    (b"\xd0\xcf\x11\xe0", "is an old Office document", "save it as .docx or .xlsx"),
    (b"PK\x03\x04", "is a zipped document", "give it the extension of its program, such as .docx, or save it as .txt"),
];

/// Refuses a file whose first bytes are those of something else than its format says.
pub(super) fn refuse_foreign(path: &Path, format: &str, bytes: &[u8]) -> Result<()> {
    let zipped = bytes.starts_with(b"PK\x03\x04");
    let zip_expected = matches!(format, "word" | "opendocument") || is_spreadsheet(path);
    // Of an old document or a protected one with the name of a new one, its reader knows which it is.
    let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0") && (format == "word" || is_spreadsheet(path));
    let is_its_own = format == "pdf" && bytes.starts_with(b"%PDF") || format == "rtf" && bytes.starts_with(b"{");
    if zipped && zip_expected || compound || is_its_own {
        return Ok(());
    }
    match FOREIGN.iter().find(|(start, ..)| bytes.starts_with(start)) {
        Some((_, what, mend)) => Err(Error::unreadable(path, *what, *mend)),
        None => Ok(()),
    }
}

/// How much of a text is control characters.
///
/// Recordings and pictures with the name of a text decode as something: words that nobody said, by one more participant.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Noise {
    characters: usize,
    /// Of so many bytes.
    of: usize,
}

impl Noise {
    pub fn of(text: &[u8]) -> Self {
        let is_noise = |byte: u8| byte < b'\t' || (0x0e..b' ').contains(&byte);
        // A byte is enough to count in a hundred bytes, so that many are looked at in one step.
        let count = |some: &[u8]| usize::from(some.iter().map(|&byte| u8::from(is_noise(byte))).sum::<u8>());
        Self { characters: text.chunks(128).map(count).sum(), of: text.len() }
    }

    pub fn add(&mut self, other: Self) {
        self.characters += other.characters;
        self.of += other.of;
    }

    /// Refuses a file that is full of them.
    pub fn refuse(self, path: &Path) -> Result<()> {
        if self.characters * NOISE_OF <= self.of {
            return Ok(());
        }
        let mend =
            "is it the right file? If it is a text, say in kantlijn.toml, under [transcripts], which encoding it has";
        Err(Error::unreadable(path, "is no text: it is full of control characters", mend))
    }
}
