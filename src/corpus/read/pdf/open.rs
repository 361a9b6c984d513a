//! Opens a PDF: what is wrong with it is found out here, and how much work it may make.

use std::collections::BTreeMap;
use std::io::Read;
use std::thread;

use flate2::read::ZlibDecoder;
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as Words};
use hayro_interpret::hayro_syntax::page::{Page as Source, Resources};
use hayro_interpret::hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};
use memchr::memmem;

use super::page::Page;

/// How many bytes everything but pictures may unpack to: some ten thousand pages.
const SIZE: u64 = if cfg!(test) { 9 << 16 } else { 512 << 20 };

/// How many instructions all pages together may hold, forms counted as often as they are drawn.
const WORK: u64 = 50_000_000;

/// How many forms may lie in each other.
const DEPTH: usize = 40;

/// The stack of the thread that reads, in bytes. Only what is used of it takes memory.
const STACK: usize = 64 << 20;

/// LZW packs some 2,700 bytes into one at most; a page packed so has a few thousand.
const LZW: usize = 190_000;

/// Why a PDF is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It needs a password to be opened.
    Protected,
    /// It is encrypted in a way that nobody knows here.
    Encrypted,
    /// It ends too early.
    CutOff,
    Damaged,
    /// A page, from 1.
    DamagedPage(usize),
    TooLarge,
}

/// A PDF that was opened.
#[derive(Debug, Default)]
pub(super) struct Opened {
    pub pages: Vec<Page>,
    /// How many pages it says it has.
    pub declared: Option<usize>,
    /// How many of its parts cannot be unpacked to their end.
    pub damaged: usize,
    /// Comments and the like, and fields of a form, which are not on the page itself.
    pub notes: usize,
    pub fields: usize,
}

/// Reads every page on a thread of its own, since what is nested takes more stack than a worker has, and a panic of the
/// library on a damaged file must not end the run.
pub(super) fn open(bytes: &[u8]) -> std::io::Result<Result<Opened, Fault>> {
    thread::scope(|scope| {
        let reader = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
        Ok(reader.spawn_scoped(scope, || read(bytes))?.join().unwrap_or(Err(Fault::Damaged)))
    })
}

fn read(bytes: &[u8]) -> Result<Opened, Fault> {
    let end = &bytes[bytes.len().saturating_sub(2048)..];
    if memmem::find(end, b"%%EOF").is_none() {
        return Err(Fault::CutOff);
    }
    if unpacks_too_far(bytes) {
        return Err(Fault::TooLarge);
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Fault::Protected,
        LoadPdfError::Decryption(_) => Fault::Encrypted,
        LoadPdfError::Invalid => Fault::Damaged,
    })?;
    if pdf.pages().is_empty() {
        return Err(Fault::Damaged);
    }
    let mut opened = Opened { declared: declared(&pdf), damaged: damaged(&pdf), ..Opened::default() };
    let mut work = Work { left: WORK, known: BTreeMap::new(), open: Vec::new() };
    let cache = InterpreterCache::new();
    for (index, source) in pdf.pages().iter().enumerate() {
        if source.page_stream().is_none() && source.raw().contains_key(b"Contents") {
            return Err(Fault::DamagedPage(index + 1));
        }
        work.page(source)?;
        opened.annotations(source);
        opened.pages.push(Page::of(source, &cache));
    }
    Ok(opened)
}

fn declared(pdf: &Pdf) -> Option<usize> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    usize::try_from(catalog.get::<Dict<'_>>(b"Pages")?.get::<i32>(b"Count")?).ok()
}

/// How many streams but pictures end in the middle or are not what was packed.
fn damaged(pdf: &Pdf) -> usize {
    let streams = pdf.objects().into_iter().filter_map(Object::into_stream);
    let packed = streams.filter(|stream| {
        let picture = stream.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"Image");
        !picture && matches!(stream.filters()[..], [Filter::FlateDecode])
    });
    packed
        .filter(|stream| std::io::copy(&mut ZlibDecoder::new(&*stream.raw_data()), &mut std::io::sink()).is_err())
        .count()
}

impl Opened {
    fn annotations(&mut self, page: &Source<'_>) {
        let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return };
        for annotation in annotations.iter::<Dict<'_>>() {
            let Some(kind) = annotation.get::<Name<'_>>(b"Subtype") else { continue };
            let says = annotation.get::<Words<'_>>(b"Contents").is_some_and(|says| !says.as_bytes().is_empty());
            match &*kind {
                b"Widget" => self.fields += usize::from(annotation.contains_key(b"V")),
                b"Link" | b"Popup" => {}
                _ => self.notes += usize::from(says),
            }
        }
    }
}

/// How many instructions pages have.
struct Work {
    left: u64,
    /// By form, those in it and in the forms that it draws.
    known: BTreeMap<ObjectIdentifier, u64>,
    /// The forms that are being counted, one in the other.
    open: Vec<ObjectIdentifier>,
}

impl Work {
    fn page(&mut self, page: &Source<'_>) -> Result<(), Fault> {
        let work = self.of(page.typed_operations(), page.resources())?;
        self.left = self.left.checked_sub(work).ok_or(Fault::TooLarge)?;
        Ok(())
    }

    /// The library draws a form as often as it is named: forty that each draw the next one twice are drawn without end.
    fn of(&mut self, mut instructions: TypedIter<'_>, resources: &Resources<'_>) -> Result<u64, Fault> {
        let mut work = 0_u64;
        while let Some(instruction) = instructions.next() {
            work += 1;
            if let TypedInstruction::XObject(object) = instruction
                && let Some(form) = resources.get_x_object(object.0)
                && form.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"Form")
            {
                let id = form.obj_id();
                let known = match self.known.get(&id) {
                    Some(&known) => known,
                    None if self.open.contains(&id) || self.open.len() >= DEPTH => return Err(Fault::TooLarge),
                    None => {
                        let Ok(content) = form.decoded_data() else { continue };
                        self.open.push(id);
                        let own = form.dict().get::<Dict<'_>>(b"Resources").map(Resources::new);
                        let known = self.of(TypedIter::new(&content), own.as_ref().unwrap_or(resources))?;
                        self.open.pop();
                        *self.known.entry(id).or_insert(known)
                    }
                };
                work = work.saturating_add(known);
            }
            if work > self.left {
                return Err(Fault::TooLarge);
            }
        }
        Ok(work)
    }
}

/// Whether the parts of a file unpack to more than any interview does. The library unpacks whatever there is, so this looks at the
/// bytes themselves.
fn unpacks_too_far(bytes: &[u8]) -> bool {
    let mut left = SIZE;
    for at in memmem::find_iter(bytes, b"stream") {
        let data = at + b"stream".len();
        let is_start = matches!(bytes.get(data), Some(b'\r' | b'\n')) && !bytes[..at].ends_with(b"end");
        if !is_start {
            continue;
        }
        let before = &bytes[at.saturating_sub(1000)..at];
        let dictionary = &before[memmem::rfind(before, b"obj").unwrap_or(0)..];
        let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
        if has(b"/Image") {
            continue;
        }
        let data = &bytes[data..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.get(1..)).unwrap_or_default();
        if has(b"LZWDecode") && memmem::find(data, b"endstream").unwrap_or(data.len()) > LZW {
            return true;
        }
        let unpacked = match memmem::find_iter(dictionary, b"FlateDecode").count() {
            0 | 1 => unpacked(ZlibDecoder::new(data), left),
            2 => unpacked(ZlibDecoder::new(ZlibDecoder::new(data)), left),
            _ => return true,
        };
        match left.checked_sub(unpacked) {
            Some(rest) => left = rest,
            None => return true,
        }
    }
    false
}

/// How many bytes come of packed ones, at most one more than asked.
fn unpacked(packed: impl Read, most: u64) -> u64 {
    let (mut packed, mut buffer, mut all) = (packed.take(most + 1), [0; 1 << 14], 0);
    while let Ok(read @ 1..) = packed.read(&mut buffer) {
        all += read as u64;
    }
    all
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::{Fault, read, unpacks_too_far};

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("bytes are packed");
        encoder.finish().expect("bytes are packed")
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [b"1 0 obj\n<<".as_slice(), dictionary.as_bytes(), b">>\nstream\r\n", data, b"\nendstream endobj\n"].concat()
    }

    #[test]
    fn what_unpacks_to_more_than_any_interview_is_not_unpacked() {
        let zeros = packed(&vec![0; 1 << 16]);
        let one = stream("/Filter /FlateDecode", &zeros);
        assert!(!unpacks_too_far(&one));
        assert!(unpacks_too_far(&one.repeat(10)));
        assert!(!unpacks_too_far(&stream("/Subtype /Image /Filter /FlateDecode", &zeros).repeat(20)));
        let twice = stream("/Filter [/FlateDecode /FlateDecode]", &packed(&zeros)).repeat(10);
        assert!(unpacks_too_far(&twice), "packed in what is packed");
        assert!(unpacks_too_far(&stream("/Filter [/FlateDecode /FlateDecode /FlateDecode]", &zeros)));
        assert!(unpacks_too_far(&stream("/Filter /LZWDecode", &[7; 200_000])));
        assert!(!unpacks_too_far(b"stream\nendstream\nstream"));
    }

    /// A page that draws a form, which draws others.
    fn forms(forms: &[&str]) -> Vec<u8> {
        let names: Vec<String> = (0..forms.len()).map(|n| format!("/F{n} {} 0 R", n + 5)).collect();
        let resources = format!("<< /XObject << {} >> >>", names.join(" "));
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources {resources} >>"),
            "<< /Length 6 >>\nstream\n/F0 Do\nendstream".to_owned(),
        ];
        for form in forms {
            objects.push(format!(
                "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources {resources} /Length {} >>\nstream\n{form}\nendstream",
                form.len()
            ));
        }
        let objects: Vec<String> =
            (1..).zip(&objects).map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n")).collect();
        format!("%PDF-1.4\n{}trailer << /Root 1 0 R >>\n%%EOF\n", objects.concat()).into_bytes()
    }

    #[test]
    fn forms_that_draw_each_other_without_end_are_not_drawn() {
        assert_eq!(read(&forms(&["/F1 Do /F1 Do", "q Q"])).map(|opened| opened.pages.len()), Ok(1));
        // The library does not find a form in itself, so that a ring has an end.
        assert!(read(&forms(&["/F0 Do /F0 Do"])).is_ok() && read(&forms(&["/F1 Do /F1 Do", "/F0 Do /F0 Do"])).is_ok());
        let doubling: Vec<String> =
            (1..39).map(|next| format!("/F{next} Do /F{next} Do")).chain(["q Q".to_owned()]).collect();
        let doubling: Vec<&str> = doubling.iter().map(String::as_str).collect();
        assert_eq!(read(&forms(&doubling)).map(|_| ()), Err(Fault::TooLarge));
    }

    #[test]
    fn a_file_that_ends_too_early_is_cut_off() {
        let whole = forms(&["q Q"]);
        assert_eq!(read(&whole[..whole.len() - 3]).map(|_| ()), Err(Fault::CutOff));
        assert_eq!(read(b"%PDF-1.4\n%%EOF").map(|_| ()), Err(Fault::Damaged));
    }
}
