//! Bytes to UTF-8: the only place where bytes change.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text, and how it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding, by its name in the Encoding Standard: `UTF-8`, `UTF-16LE`, `windows-1252`.
    pub encoding: &'static str,
    /// Whether a byte order mark said so; else it was given or detected.
    pub marked: bool,
    /// How many byte sequences meant nothing in that encoding and became U+FFFD.
    pub replaced: usize,
}

/// Decodes a file: by its byte order mark, else as the encoding labelled `given`, else as UTF-8 where
/// it is valid, else as `chardetng` detects. Latin-1 is Windows-1252 here, as everywhere on the web.
///
/// UTF-16 without a mark is recognised by its zero bytes. An unknown label counts as not given.
///
/// ```
/// use kantlijn::text::decode;
///
/// let decoded = decode(b"caf\xe9, co\xf6rdinatie en re\xebel", None);
/// assert_eq!(decoded.text, "café, coördinatie en reëel");
/// assert_eq!(decoded.encoding, "windows-1252");
/// assert_eq!(decode(b"\xff\xfej\x00a\x00", None).text, "ja");
/// ```
#[must_use]
pub fn decode(bytes: &[u8], given: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], true);
    }
    if given.is_none()
        && let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
        && memchr::memchr(0, bytes).is_none()
    {
        return Decoded { text: text.into_owned(), encoding: UTF_8.name(), marked: false, replaced: 0 };
    }
    with(told(bytes, given).map_or_else(|| detect(bytes, true), |(encoding, _)| encoding), bytes, false)
}

/// Decodes a long file as its bytes come, in the encoding that its beginning shows.
pub(crate) struct Decoding {
    transcoder: Transcoder,
    /// The encoding, by its name in the Encoding Standard.
    pub encoding: &'static str,
    /// Bytes of the mark that are still to come.
    mark: usize,
    /// Whether all that came is ASCII, which tells UTF-8 from no other encoding.
    is_open: bool,
}

impl Decoding {
    /// Chooses the encoding as [`decode`] does, of a file that begins so; a character may be cut at the edge. A beginning
    /// in ASCII leaves the choice to the first bytes that are not.
    pub fn of(beginning: &[u8], given: Option<&str>) -> Self {
        let told = told(beginning, given);
        let (encoding, mark) = told.unwrap_or_else(|| (detect(beginning, false), 0));
        let is_open = told.is_none() && encoding == UTF_8 && beginning.is_ascii();
        Self { transcoder: Transcoder::new(encoding), encoding: encoding.name(), mark, is_open }
    }

    /// Appends what the next bytes say.
    pub fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String) {
        let mark = self.mark.min(bytes.len());
        self.mark -= mark;
        if let Some(first) = bytes.iter().position(|byte| !byte.is_ascii()).filter(|_| self.is_open) {
            self.is_open = false;
            let encoding = detect(&bytes[first..], is_last);
            if encoding.is_ascii_compatible() && encoding != UTF_8 {
                (self.transcoder, self.encoding) = (Transcoder::new(encoding), encoding.name());
            }
        }
        self.transcoder.push(&bytes[mark..], is_last, text);
    }

    /// How many byte sequences so far meant nothing.
    pub fn replaced(&self) -> usize {
        self.transcoder.replaced()
    }
}

/// Whether a label names an encoding that can be read: every one that a browser knows is.
#[must_use]
pub fn is_encoding(label: &str) -> bool {
    Encoding::for_label(label.as_bytes()).is_some()
}

/// What people call encodings, without signs between, and the name by which they are read.
const CALLED: &[(&str, &str)] = &[
    ("ansi", "windows-1252"),
    ("ascii", "windows-1252"),
    ("cp1252", "windows-1252"),
    ("latin1", "iso-8859-1"),
    ("latin2", "iso-8859-2"),
    ("latin9", "iso-8859-15"),
    ("mac", "macintosh"),
    ("macos", "macintosh"),
    ("macroman", "macintosh"),
    ("unicode", "utf-16le"),
    ("utf8", "utf-8"),
    ("utf8bom", "utf-8"),
    ("utf8sig", "utf-8"),
    ("utf16", "utf-16le"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
    ("windows1250", "windows-1250"),
    ("windows1251", "windows-1251"),
    ("windows1252", "windows-1252"),
    ("windows1254", "windows-1254"),
    ("iso88591", "iso-8859-1"),
    ("iso88592", "iso-8859-2"),
    ("iso885915", "iso-8859-15"),
    ("koi8r", "koi8-r"),
    ("shiftjis", "shift_jis"),
];

/// How to mend a label that names no encoding, with the name that was probably meant.
///
/// ```
/// assert!(kantlijn::text::encoding_help("Windows 1252").starts_with("did you mean `windows-1252`?"));
/// ```
#[must_use]
pub fn encoding_help(label: &str) -> String {
    let bare: String = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let likeness = |called: &str| strsim::damerau_levenshtein(&bare, called);
    let nearest = CALLED.iter().min_by_key(|(called, _)| likeness(called)).filter(|(called, _)| likeness(called) <= 1);
    let meant = nearest.map_or(String::new(), |(_, name)| format!("did you mean `{name}`? "));
    format!(
        "{meant}every name that a browser knows is understood: utf-8, utf-16le, windows-1252, iso-8859-15, macintosh, ibm866, …"
    )
}

/// The encoding that a file seems to have, or the beginning of one where it is not `whole`.
fn detect(bytes: &[u8], whole: bool) -> &'static Encoding {
    let is_utf8 = std::str::from_utf8(bytes).map_or_else(|error| !whole && error.error_len().is_none(), |_| true);
    if is_utf8 && !bytes.contains(&0) {
        return UTF_8;
    }
    let mut detection = Detection::new();
    detection.feed(bytes);
    detection.finish(whole)
}

/// Latin text in UTF-16 has a zero in nearly every second byte; no 8-bit text has zeros at all.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(START)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let half = sample.len() / 2;
    if half == 0 || zeros(0) + zeros(1) < half / 4 {
        return None;
    }
    Some(if zeros(1) >= zeros(0) { UTF_16LE } else { UTF_16BE })
}

/// The encoding that a file's byte order mark or the label `given` tells, and how many bytes the mark has; none where it
/// must be found from the bytes, as [`decode`] does.
pub(crate) fn told(start: &[u8], given: Option<&str>) -> Option<(&'static Encoding, usize)> {
    let given = || given.and_then(|label| Encoding::for_label(label.as_bytes())).map(|encoding| (encoding, 0));
    Encoding::for_bom(start).or_else(given)
}

/// Finds the encoding of a file in pieces that is not plain UTF-8, as [`decode`] finds that of a whole one.
pub(crate) struct Detection {
    start: Vec<u8>,
    detector: EncodingDetector,
    /// How many bytes there were, and how many of them outside ASCII.
    bytes: usize,
    high: usize,
}

/// Encodings of Latin letters of languages in which one letter in some twenty is outside ASCII.
const MARKED: [&Encoding; 11] = [
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1257,
    encoding_rs::WINDOWS_1258,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_3,
    encoding_rs::ISO_8859_4,
    encoding_rs::ISO_8859_10,
    encoding_rs::ISO_8859_13,
    encoding_rs::ISO_8859_14,
    encoding_rs::ISO_8859_16,
];

/// Where fewer bytes than one in so many are outside ASCII, the text is in none of those languages.
const RARE: usize = 100;

/// How much of a file tells UTF-16 by its zero bytes.
const START: usize = 4096;

impl Detection {
    pub fn new() -> Detection {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Detection { start: Vec::new(), detector, bytes: 0, high: 0 }
    }

    pub fn feed(&mut self, piece: &[u8]) {
        self.start.extend_from_slice(&piece[..piece.len().min(START - self.start.len())]);
        self.detector.feed(piece, false);
        self.bytes += piece.len();
        self.high += piece.iter().filter(|byte| !byte.is_ascii()).count();
    }

    /// The encoding; `whole` is whether nothing follows what was fed.
    pub fn finish(mut self, whole: bool) -> &'static Encoding {
        if whole {
            self.detector.feed(&[], true);
        }
        if let Some(utf16) = utf16_without_mark(&self.start) {
            return utf16;
        }
        // The detector thinks of every language alike, also where a text has a handful of letters to tell by.
        let guessed = self.detector.guess(None, Utf8Detection::Allow);
        if MARKED.contains(&guessed) && self.high * RARE < self.bytes { WINDOWS_1252 } else { guessed }
    }
}

/// Decodes a text in pieces; the pieces together are what [`decode`] makes of the whole.
pub(crate) struct Transcoder {
    decoder: Decoder,
    malformed: bool,
    replacements: usize,
}

impl Transcoder {
    pub fn new(encoding: &'static Encoding) -> Transcoder {
        Transcoder { decoder: encoding.new_decoder_without_bom_handling(), malformed: false, replacements: 0 }
    }

    /// Adds the text of the next bytes to `text`; `last` is whether no more will come.
    pub fn push(&mut self, bytes: &[u8], last: bool, text: &mut String) {
        let before = text.len();
        text.reserve(self.decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0));
        let (_, _, malformed) = self.decoder.decode_to_string(bytes, text, last);
        self.malformed |= malformed;
        self.replacements += text[before..].matches('\u{fffd}').count();
    }

    /// How many byte sequences so far meant nothing.
    pub fn replaced(&self) -> usize {
        if self.malformed { self.replacements } else { 0 }
    }
}

/// The last place in `bytes` where a decoder can begin afresh: after the end of a line, which is no part of a longer
/// sequence in any encoding but one that shifts between alphabets.
pub(crate) fn fresh_start(encoding: &'static Encoding, bytes: &[u8]) -> Option<usize> {
    let unit = |unit: &[u8]| match unit {
        [low, high] if encoding == UTF_16LE => u16::from_le_bytes([*low, *high]),
        [high, low] if encoding == UTF_16BE => u16::from_be_bytes([*high, *low]),
        _ => 0,
    };
    if encoding == UTF_16LE || encoding == UTF_16BE {
        let mut units = bytes.chunks_exact(2);
        return units.rposition(|two| matches!(unit(two), 0x0a | 0x0d)).map(|at| 2 * at + 2);
    }
    memchr::memrchr2(b'\n', b'\r', bytes).filter(|_| encoding.is_ascii_compatible()).map(|at| at + 1)
}

fn with(encoding: &'static Encoding, bytes: &[u8], marked: bool) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), marked, replaced }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decoding, decode, encoding_help, is_encoding};

    #[test]
    fn a_beginning_may_end_within_a_character() {
        for end in [b"caf\xc3".as_slice(), b"\xe2\x82"] {
            assert_eq!(Decoding::of(end, None).encoding, "UTF-8");
        }
        assert_eq!(Decoding::of("caf\u{e9}, co\u{f6}rdinatie".as_bytes(), None).encoding, "UTF-8");
        assert_eq!(Decoding::of(b"caf\xe9, co\xf6rdinatie en re\xebel", None).encoding, "windows-1252");
    }

    #[test]
    fn a_beginning_in_ascii_leaves_the_encoding_open() {
        let after = |bytes: &[u8], given: Option<&str>| {
            let (mut decoding, mut text) = (Decoding::of(b"I: Ja?\n", given), String::new());
            for piece in [b"I: Ja?\n", bytes, b"R: Nee.\n"] {
                decoding.decode(piece, false, &mut text);
            }
            (text, decoding.encoding)
        };
        let expected = "I: Ja?\nR: Een café, coördinatie en reëel.\nR: Nee.\n".to_owned();
        let latin = b"R: Een caf\xe9, co\xf6rdinatie en re\xebel.\n";
        assert_eq!(after(latin, None), (expected.clone(), "windows-1252"));
        assert_eq!(after("R: Een café, coördinatie en reëel.\n".as_bytes(), None), (expected, "UTF-8"));
        assert_eq!(after(latin, Some("utf-8")).1, "UTF-8", "what the study says is not revised");
    }

    #[test]
    fn a_given_encoding_wins_over_detection_but_not_over_a_mark() {
        assert_eq!(decode(b"\xe9", Some("iso-8859-1")).text, "é");
        assert_eq!(decode(b"\xef\xbb\xbfja", Some("windows-1252")).encoding, "UTF-8");
    }

    #[test]
    fn utf16_is_seen_without_its_mark() {
        let bytes: Vec<u8> = "Hoe gaat het?".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes, None).text, "Hoe gaat het?");
    }

    #[test]
    fn one_letter_in_a_long_text_is_a_western_one() {
        let talk =
            "I: En hoe is dat toen verder gegaan met die man van hiernaast?\nR: Gewoon, zoals dat gaat.\n".repeat(4);
        for (bytes, word) in
            [(b"Kwam \xefris ook?\n".as_slice(), "ïris"), (b"En dan \xbfno?\n", "¿no"), (b"De \xe2ne\n", "âne")]
        {
            let decoded = decode(&[talk.as_bytes(), bytes].concat(), None);
            assert!(decoded.text.contains(word) && decoded.encoding == "windows-1252", "{word}: {}", decoded.encoding);
        }
        let czech = "Kdy\u{17e} jsme p\u{159}i\u{161}li, nebylo tam nic. \u{10c}ekali jsme a\u{17e} do ve\u{10d}era, ale p\u{159}\u{ed}\u{161}t\u{ed} den ano.\n".repeat(4);
        let (bytes, ..) = encoding_rs::WINDOWS_1250.encode(&czech);
        assert_eq!(decode(&bytes, None).text, czech);
    }

    #[test]
    fn every_label_of_a_browser_is_an_encoding_and_others_are_mended() {
        for label in
            ["latin1", "L9", "x-mac-roman", " Windows-1252 ", "ibm866", "koi8-u", "gb18030", "euc-kr", "iso-2022-jp"]
        {
            assert!(is_encoding(label), "{label}");
        }
        for (label, name) in [
            ("latin-1", "iso-8859-1"),
            ("ANSI", "windows-1252"),
            ("windows 1252", "windows-1252"),
            ("utf_16", "utf-16le"),
        ] {
            assert!(!is_encoding(label) && is_encoding(name), "{label}");
            assert!(encoding_help(label).starts_with(&format!("did you mean `{name}`?")), "{label}");
        }
        assert!(encoding_help("dos").starts_with("every name"));
    }

    #[test]
    fn broken_bytes_are_counted() {
        let decoded = decode(b"ja\xff\xfe nee", Some("utf-8"));
        assert_eq!(decoded.replaced, 2);
    }

    proptest! {
        #[test]
        fn bytes_in_pieces_say_what_they_say_at_once(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..60),
                "[a-zé€😀\u{fffd}]{0,20}".prop_map(String::into_bytes),
                "\u{feff}[a-zé€😀]{0,20}".prop_map(String::into_bytes),
                "\u{feff}?[a-zé€😀]{0,20}".prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
                "[a-zéë]{0,30}".prop_map(|text| text.chars().map(|c| c as u32 as u8).collect()),
            ],
            cuts in prop::collection::vec(0usize..60, 0..4),
            given in prop_oneof![Just(None), Just(Some("utf-8")), Just(Some("windows-1252")), Just(Some("utf-16le"))],
        ) {
            let whole = decode(&bytes, given);
            let mut decoding = Decoding::of(&bytes, Some(given.unwrap_or(whole.encoding)));
            let (mut text, mut from) = (String::new(), 0);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.sort_unstable();
            for cut in cuts {
                decoding.decode(&bytes[from..cut], false, &mut text);
                from = cut;
            }
            decoding.decode(&bytes[from..], true, &mut text);
            let found = (&text, decoding.encoding, decoding.replaced());
            prop_assert_eq!(found, (&whole.text, whole.encoding, whole.replaced));
        }

        #[test]
        fn utf8_stays_as_it_is(text in "[^\u{0}\u{feff}]*") {
            let decoded = decode(text.as_bytes(), None);
            prop_assert_eq!(decoded.text, text);
        }
    }
}
