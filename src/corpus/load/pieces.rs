//! The text of a large file, piece by piece, and any stretch of it again.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

pub(super) use crate::archive::{Stamp, changed};
use crate::error::{Error, Result};
use crate::text::{Detection, Transcoder, fresh_start, told};

/// How much is read at a time: enough that the system is seldom asked, little beside what a transcript needs. Tests
/// read pieces in which nothing fits.
const PIECE: usize = if cfg!(test) { 13 } else { 1 << 20 };

/// The same where bytes change: every stretch that is read again is decoded from the start of a piece.
const DECODED_PIECE: usize = if cfg!(test) { 14 } else { 1 << 16 };

/// How the bytes of a file are a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Coding {
    /// UTF-8 without a mistake, so that places in the text are places in the file; `zeros` is whether it may hold NUL,
    /// which tells other encodings where nobody says which it is.
    Plain { mark: usize, zeros: bool },
    /// Anything else.
    Other { mark: usize, encoding: &'static Encoding },
}

impl Coding {
    /// The coding that a file's first bytes and the researcher tell; plain until shown otherwise.
    pub fn told(start: &[u8], given: Option<&str>) -> Coding {
        match told(start, given) {
            None => Coding::Plain { mark: 0, zeros: false },
            Some((encoding, mark)) if encoding == UTF_8 => Coding::Plain { mark, zeros: true },
            Some((encoding, mark)) => Coding::Other { mark, encoding },
        }
    }

    /// The coding of a file that proved not to be in this one, which was plain.
    pub fn instead(self, path: &Path) -> io::Result<Coding> {
        match self {
            Coding::Plain { mark, zeros: true } | Coding::Other { mark, .. } => {
                Ok(Coding::Other { mark, encoding: UTF_8 })
            }
            Coding::Plain { zeros: false, .. } => {
                let mut detection = Detection::new();
                let (mut file, mut bytes) = (File::open(path)?, Vec::with_capacity(PIECE));
                while fill(&mut file, &mut bytes, PIECE)? > 0 {
                    detection.feed(&bytes);
                    bytes.clear();
                }
                let encoding = detection.finish(true);
                let plain = encoding == UTF_8;
                Ok(if plain { Coding::Plain { mark: 0, zeros: true } } else { Coding::Other { mark: 0, encoding } })
            }
        }
    }
}

/// Reads `length` bytes behind those in `bytes`; how many came, fewer only at the end of the file.
pub(super) fn fill(file: &mut dyn Read, bytes: &mut Vec<u8>, length: usize) -> io::Result<usize> {
    file.take(length as u64).read_to_end(bytes)
}

/// What came of reading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// A piece.
    More,
    /// The last piece, which may be empty.
    Last,
    /// Bytes that the coding does not allow.
    NotPlain,
}

/// A file that is read once from its beginning, to know it.
pub(super) struct Pieces {
    file: File,
    coding: Coding,
    hasher: blake3::Hasher,
    raw: Vec<u8>,
    transcoder: Transcoder,
    /// Where the text has got to, in bytes of the file and of the text.
    at: Place,
    places: Vec<Place>,
}

/// A place from which a text can be decoded: in the file, and in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    raw: u64,
    text: u64,
}

impl Pieces {
    pub fn open(path: &Path, coding: Coding) -> io::Result<Pieces> {
        let mut file = File::open(path)?;
        let (mark, encoding) = match coding {
            Coding::Plain { mark, .. } => (mark, UTF_8),
            Coding::Other { mark, encoding } => (mark, encoding),
        };
        let mut raw = Vec::new();
        fill(&mut file, &mut raw, mark)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&raw);
        raw.clear();
        let at = Place { raw: mark as u64, text: 0 };
        Ok(Pieces { file, coding, hasher, raw, transcoder: Transcoder::new(encoding), at, places: vec![at] })
    }

    /// Reads on, and adds the text to `text`, of which the end is always the end of a character.
    pub fn next(&mut self, text: &mut Vec<u8>) -> io::Result<Came> {
        let length = if matches!(self.coding, Coding::Plain { .. }) { PIECE } else { DECODED_PIECE };
        // What a character needs from the next piece stands before it.
        let before = self.raw.len();
        let more = fill(&mut self.file, &mut self.raw, length)? > 0;
        self.hasher.update(&self.raw[before..]);
        match self.coding {
            Coding::Plain { zeros, .. } => {
                let whole = match std::str::from_utf8(&self.raw) {
                    Ok(text) => text.len(),
                    Err(error) if error.error_len().is_none() && more => error.valid_up_to(),
                    Err(_) => return Ok(Came::NotPlain),
                };
                if !zeros && memchr::memchr(0, &self.raw[before..]).is_some() {
                    return Ok(Came::NotPlain);
                }
                text.extend_from_slice(&self.raw[..whole]);
                self.raw.drain(..whole);
            }
            Coding::Other { encoding, .. } => {
                let fresh = fresh_start(encoding, &self.raw).unwrap_or(0);
                let (mut decoded, mut from) = (String::new(), 0);
                if fresh > 0 {
                    self.transcoder.push(&self.raw[..fresh], false, &mut decoded);
                    self.places
                        .push(Place { raw: self.at.raw + fresh as u64, text: self.at.text + decoded.len() as u64 });
                    from = fresh;
                }
                self.transcoder.push(&self.raw[from..], !more, &mut decoded);
                self.at.raw += self.raw.len() as u64;
                self.at.text += decoded.len() as u64;
                text.append(&mut decoded.into_bytes());
                self.raw.clear();
            }
        }
        Ok(if more { Came::More } else { Came::Last })
    }

    /// The encoding, and how many byte sequences so far meant nothing in it.
    pub fn encoding(&self) -> (&'static str, usize) {
        match self.coding {
            Coding::Plain { .. } => (UTF_8.name(), 0),
            Coding::Other { encoding, .. } => (encoding.name(), self.transcoder.replaced()),
        }
    }

    /// The hash of the whole file, in hexadecimal, and how stretches of it are read again.
    pub fn finish(self) -> (String, Stretches) {
        let hash = self.hasher.finalize().to_hex().to_string();
        (hash, Stretches { coding: self.coding, places: self.places })
    }
}

/// Reads stretches of a text whose file was read through once.
#[derive(Clone, Debug)]
pub(super) struct Stretches {
    coding: Coding,
    places: Vec<Place>,
}

impl Stretches {
    /// Adds a stretch to `text`; fewer bytes where the file has become shorter.
    pub fn read(&self, file: &mut File, stretch: Range<u64>, text: &mut Vec<u8>) -> io::Result<()> {
        let (raw, skip, encoding) = match self.coding {
            Coding::Plain { mark, .. } => (stretch.start + mark as u64..stretch.end + mark as u64, 0, None),
            Coding::Other { encoding, .. } => {
                let first = self.places[self.places.partition_point(|place| place.text <= stretch.start) - 1];
                let end = self.places.get(self.places.partition_point(|place| place.text < stretch.end));
                (first.raw..end.map_or(u64::MAX, |end| end.raw), stretch.start - first.text, Some((encoding, end)))
            }
        };
        file.seek(SeekFrom::Start(raw.start))?;
        let mut bytes = file.take(raw.end - raw.start);
        let Some((encoding, end)) = encoding else {
            bytes.read_to_end(text)?;
            return Ok(());
        };
        let (mut coded, mut decoded) = (Vec::new(), String::new());
        bytes.read_to_end(&mut coded)?;
        Transcoder::new(encoding).push(&coded, end.is_none(), &mut decoded);
        let (from, length) = (skip as usize, (stretch.end - stretch.start) as usize);
        let end = decoded.len().min(from + length);
        text.extend_from_slice(decoded.as_bytes().get(from..end).unwrap_or_default());
        Ok(())
    }
}

/// Lets `read` read in a file that must be as it was; whatever fails in one that is not is told as that.
pub(super) fn unchanged<T>(path: &Path, stamp: Stamp, read: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let io = |error| Error::io("read", path, error);
    let mut file = File::open(path).map_err(io)?;
    let is_same = |file: &File| file.metadata().map(|metadata| Stamp::of(&metadata) == stamp).map_err(io);
    if !is_same(&file)? {
        return Err(changed(path));
    }
    let value = read(&mut file);
    if is_same(&file)? { value } else { Err(changed(path)) }
}
