//! Bytes to UTF-8: the only place where bytes change.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

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
    let given = given.and_then(|label| Encoding::for_label(label.as_bytes()));
    with(given.unwrap_or_else(|| detect(bytes)), bytes, false)
}

/// Whether a label names an encoding that can be read.
#[must_use]
pub fn is_encoding(label: &str) -> bool {
    Encoding::for_label(label.as_bytes()).is_some()
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) {
        return UTF_8;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Latin text in UTF-16 has a zero in nearly every second byte; no 8-bit text has zeros at all.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let half = sample.len() / 2;
    if half == 0 || zeros(0) + zeros(1) < half / 4 {
        return None;
    }
    Some(if zeros(1) >= zeros(0) { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE })
}

fn with(encoding: &'static Encoding, bytes: &[u8], marked: bool) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let replaced = if malformed { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), marked, replaced }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decode;

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
    fn broken_bytes_are_counted() {
        let decoded = decode(b"ja\xff\xfe nee", Some("utf-8"));
        assert_eq!(decoded.replaced, 2);
    }

    proptest! {
        #[test]
        fn utf8_stays_as_it_is(text in "[^\u{0}\u{feff}]*") {
            let decoded = decode(text.as_bytes(), None);
            prop_assert_eq!(decoded.text, text);
        }
    }
}
