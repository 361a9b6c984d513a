//! The archive that a Word document is: what is wrong with it is found before docx-rs sees it.
//!
//! docx-rs reads for ever what ends inside a paragraph, reads without a word what ends after one, and calls
//! itself for each table in a table. So every part is first read through for its tags alone.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::thread;

use docx_rs::{Docx, ReadDocxOptions, ReaderError, read_docx_with_options};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::corpus::read::Source;
use crate::corpus::read::package::{DEPTH, Fault, SIZE, What};
use crate::error::{Error, Result};

use super::rewritten::rewritten;

/// The stack of the thread that parses, in bytes. Only what is used of it takes memory.
const STACK: usize = 64 << 20;

const AGAIN: &str = "open it in Word and save it again as .docx";

/// Opens a document.
///
/// # Errors
/// When the file is none, or is damaged, protected, or not to be read in reasonable time and memory.
pub(super) fn open(source: &Source<'_>) -> Result<Docx> {
    let bytes = source.bytes;
    let wrong = |message: &str, help: &str| Error::unreadable(source.path, message, help);
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let (message, help) = compound(bytes);
        return Err(wrong(message, help));
    }
    if !bytes.starts_with(b"PK") {
        return Err(wrong("it is not a Word document", "check the file, or open it in Word and save it as .docx"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| wrong("the Word document is cut off or damaged", "copy or download the file again"))?;
    check(&mut archive, SIZE).map_err(|Fault { part, what }| {
        let protected = matches!(what, What::Protected);
        let help = if protected { "take the password off and save it again as .docx" } else { AGAIN };
        wrong(&format!("the Word document is {}: {part} {}", what.state(), what.words()), help)
    })?;
    let rewritten = rewritten(&mut archive);
    match parsed(rewritten.as_deref().unwrap_or(bytes))
        .map_err(|error| Error::io("start a thread for", source.path, error))?
    {
        Ok(Ok(docx)) => Ok(docx),
        Ok(Err(error)) => Err(wrong(&refusal(&archive, &error.to_string()), AGAIN)),
        Err(_) => Err(wrong("the Word document is damaged", "open it in Word, let Word repair it, and save it again")),
    }
}

/// What docx-rs makes of an archive, on a thread of its own: it needs some ten thousand bytes of stack for each
/// element in an element, more than a worker thread has, and unwraps what it reads from comments and numbers,
/// so a damaged file can make it panic.
fn parsed(bytes: &[u8]) -> io::Result<thread::Result<std::result::Result<Docx, ReaderError>>> {
    let options = ReadDocxOptions::default().with_image_previews(false);
    thread::scope(|scope| {
        let parser = thread::Builder::new().stack_size(STACK);
        Ok(parser.spawn_scoped(scope, move || read_docx_with_options(bytes, options))?.join())
    })
}

/// What a compound file is, and the mend: Word 2003 wrote them, and protected documents are wrapped in one.
fn compound(bytes: &[u8]) -> (&'static str, &'static str) {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        return ("it is protected with a password", "open it in Word, take the password off and save it as .docx");
    }
    if names("WordDocument") {
        return ("it is a document of Word 97 to 2003", "open it in Word and save it as .docx");
    }
    (
        "it is protected with a password, or it is a document of Word 97 to 2003",
        "open it in Word, take the password off and save it as .docx",
    )
}

/// Why docx-rs refused an archive whose parts are sound.
fn refusal(archive: &ZipArchive<Cursor<&[u8]>>, said: &str) -> String {
    let any = |fits: fn(&str) -> bool| archive.file_names().any(fits);
    if !any(|name| name.starts_with("word/")) {
        return "it is a zip file without a Word document in it".to_owned();
    }
    if !any(|name| name.starts_with("word/_rels/document") && name.ends_with(".xml.rels")) {
        return "the Word document lacks the part word/_rels/document.xml.rels".to_owned();
    }
    format!("the Word document is not read: {}", said.trim_end_matches('.'))
}

/// Reads every part through that docx-rs may parse; together they unpack to at most `size` bytes.
fn check(archive: &mut ZipArchive<Cursor<&[u8]>>, size: u64) -> std::result::Result<(), Fault> {
    let mut left = size;
    for index in 0..archive.len() {
        let part = archive.name_for_index(index).unwrap_or_default().to_owned();
        let fault = |what: What| Fault { part: part.clone(), what };
        if let Some(length) = plainly_sound(archive, index, left) {
            left -= length;
            continue;
        }
        let entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(_) if !is_named_xml(&part) => continue,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(fault(What::Protected)),
            Err(_) => return Err(fault(What::Unpacked)),
        };
        let mut unpacked = BufReader::new(entry.take(left + 1));
        let is_xml = is_xml(&part, &mut unpacked).map_err(|_| fault(What::Unpacked))?;
        let mut counted = Counted { inner: unpacked, read: 0, failed: false };
        if is_xml {
            let end = tags(&mut counted);
            if counted.read > left {
                return Err(fault(What::TooLarge));
            }
            end.map_err(|what| fault(if counted.failed { What::Unpacked } else { what }))?;
        }
        left -= counted.read.min(left);
    }
    Ok(())
}

/// Whether docx-rs may parse a part: it goes by relationships, not by names, so one that begins like XML may be
/// such a part under another name. What other programs keep in `customXml` is nobody's business.
fn is_xml(part: &str, unpacked: &mut impl BufRead) -> io::Result<bool> {
    if part.starts_with("customXml/") {
        return Ok(false);
    }
    let start = unpacked.fill_buf()?;
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    Ok(is_named_xml(part) || start.trim_ascii_start().starts_with(b"<"))
}

fn is_named_xml(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    part.ends_with(".xml") || part.ends_with(".rels")
}

/// How long a part is that is sound XML, which a look at it as a whole tells soonest. None for all others, which are read
/// piece by piece to say what is wrong with them.
fn plainly_sound(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, most: u64) -> Option<u64> {
    let part = archive.name_for_index(index)?.to_owned();
    if !is_named_xml(&part) || part.starts_with("customXml/") {
        return None;
    }
    let mut text = Vec::new();
    archive.by_index(index).ok()?.take(most + 1).read_to_end(&mut text).ok()?;
    let length = text.len() as u64;
    (length <= most && are_sound(&text)).then_some(length)
}

/// What [`tags`] says of a text that is all there.
fn are_sound(text: &[u8]) -> bool {
    let mut reader = Reader::from_reader(text);
    let mut tags = Tags::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return tags.are_closed(),
            Ok(event) if tags.take(&event) => {}
            _ => return false,
        }
    }
}

/// The tags of a text so far.
#[derive(Default)]
struct Tags {
    depth: usize,
    any: bool,
}

impl Tags {
    /// Takes the next; false where elements lie too deep in each other.
    fn take(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(_) => (self.depth, self.any) = (self.depth + 1, true),
            Event::Empty(_) => self.any = true,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth <= DEPTH
    }

    /// Whether there was an element, and every one is closed.
    fn are_closed(&self) -> bool {
        self.depth == 0 && self.any
    }
}

/// Whether there is an element, every one is closed in its turn, and none lies too deep.
fn tags(unpacked: &mut impl BufRead) -> std::result::Result<(), What> {
    let mut reader = Reader::from_reader(unpacked);
    let (mut buffer, mut tags) = (Vec::new(), Tags::default());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) if tags.are_closed() => return Ok(()),
            Ok(Event::Eof) | Err(quick_xml::Error::Syntax(_)) => return Err(What::CutOff),
            Ok(event) if tags.take(&event) => {}
            Ok(_) => return Err(What::TooDeep),
            Err(_) => return Err(What::IllFormed(reader.error_position())),
        }
    }
}

/// A reader that counts, and remembers whether it failed.
struct Counted<R> {
    inner: R,
    read: u64,
    failed: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into).inspect_err(|_| self.failed = true)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let failed = &mut self.failed;
        self.inner.fill_buf().inspect_err(|_| *failed = true)
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use proptest::prelude::*;
    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::{Fault, What, are_sound, check, tags};

    fn fault(name: &str, content: &str, size: u64) -> Option<What> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).expect("a part is begun");
        writer.write_all(content.as_bytes()).expect("a part is written");
        let bytes = writer.finish().expect("an archive is closed").into_inner();
        let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).expect("an archive that zip wrote is read");
        check(&mut archive, size).err().map(|Fault { part, what }| {
            assert_eq!(part, name);
            what
        })
    }

    #[test]
    fn what_docx_rs_may_parse_is_read_through() {
        let open = "<a><b>woorden";
        assert!(matches!(fault("word/document.xml", open, 99), Some(What::CutOff)));
        assert!(matches!(fault("word/other.bin", "\u{feff} <a>", 99), Some(What::CutOff)), "by its look");
        assert!(matches!(fault("word/a.XML", "<a></b>", 99), Some(What::IllFormed(_))));
        assert!(matches!(fault("word/a.xml", "woord </b>", 99), Some(What::IllFormed(_))));
        assert!(matches!(fault("word/a.xml", "<a><b a='", 99), Some(What::CutOff)));
        assert!(matches!(fault("word/a.xml", "<?xml version='1.0'?>", 99), Some(What::CutOff)));
        assert!(fault("customXml/item1.xml", open, 99).is_none());
        assert!(fault("word/media/image1.png", "\u{1}PNG<a>", 99).is_none());
        assert!(
            fault("word/a.xml", "<?xml version='1.0'?><a><b/>x &amp; y<!-- - --><![CDATA[<c>]]></a>\n", 99).is_none()
        );
    }

    proptest! {
        #[test]
        fn a_whole_part_is_as_sound_as_its_pieces(text in r#"(<a>|</a>|<b c="d">|<b c="/>"/>|</b>|<c/>|<a b='"'>|<!-- -->|<\?x\?>|woord|&amp;|&x;|&|<|>|"|/){0,9}"#, closed in any::<bool>()) {
            let text = if closed { format!("<a>{text}</a>") } else { text };
            prop_assert_eq!(are_sound(text.as_bytes()), tags(&mut text.as_bytes()).is_ok(), "{}", text);
        }
    }

    #[test]
    fn depth_and_size_have_limits() {
        let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
        assert!(fault("word/document.xml", &nested(200), 9999).is_none());
        assert!(matches!(fault("word/document.xml", &nested(201), 9999), Some(What::TooDeep)));
        assert!(fault("word/document.xml", "<a>12345</a>", 12).is_none());
        assert!(matches!(fault("word/document.xml", "<a>12345</a>", 11), Some(What::TooLarge)));
        assert!(matches!(fault("word/document.xml", "<a>", 2), Some(What::TooLarge)));
    }
}
