//! Files that break readers: an error that names the file, or a reading; never a panic, never a hang.

use std::panic::catch_unwind;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use kantlijn::corpus::{Corpus, ReadOptions, Reading};

use crate::formats;
use crate::laws::lawful;
use crate::samples::{in_repository, sample_files};

/// Long enough for any file here in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Reads the bytes as a file of this name, then cuts and codes what was read.
fn read(name: &str, bytes: &[u8]) -> Result<Vec<Reading>, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    let (done, outcome) = mpsc::channel();
    std::thread::spawn(move || {
        let outcome = catch_unwind(|| {
            let readings = Corpus::open(&[path], ReadOptions::default()).and_then(|corpus| corpus.read_all());
            let readings = readings.map_err(|error| -> String {
                assert!(error.help().is_some(), "no mend is named: {error}");
                error.to_string()
            })?;
            for reading in &readings {
                lawful(&reading.document).unwrap_or_else(|wrong| panic!("{wrong}"));
            }
            Ok::<Vec<Reading>, String>(readings)
        });
        let _ = done.send(outcome);
    });
    match outcome.recv_timeout(PATIENCE) {
        Ok(Ok(outcome)) => {
            if let Err(message) = &outcome {
                assert!(message.contains(name), "the error does not name {name}: {message}");
            }
            outcome
        }
        Ok(Err(_)) => panic!("{name}: a panic on {} bytes", bytes.len()),
        Err(_) => panic!("{name}: no answer within {PATIENCE:?} on {} bytes", bytes.len()),
    }
}

fn one(name: &str, bytes: &[u8]) -> Reading {
    let mut readings = read(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(readings.len(), 1);
    readings.remove(0)
}

fn said(reading: &Reading) -> Vec<String> {
    reading.document.turns.iter().map(|turn| reading.document.quote(turn.span)).collect()
}

const INTERVIEW: &str = "I: Hoe ging het?\nR: Het was één grote puinhoop, café én thuis.\nI: En toen?\nR: Toen niks.\n";

/// A file of every format.
const NAMES: [&str; 20] = [
    "r.txt",
    "r.md",
    "r.docx",
    "r.odt",
    "r.rtf",
    "r.html",
    "r.pdf",
    "r.zip",
    "r.vtt",
    "r.srt",
    "r.sbv",
    "r.lrc",
    "r.json",
    "r.csv",
    "r.jsonl",
    "r.xlsx",
    "r.cha",
    "r.eaf",
    "r.TextGrid",
    "r.exb",
];

#[test]
fn line_ends_and_marks_change_no_word() {
    let words = said(&one("r.txt", INTERVIEW.as_bytes()));
    assert_eq!(words.len(), 4);
    let variants = [
        INTERVIEW.replace('\n', "\r\n"),
        INTERVIEW.replace('\n', "\r"),
        format!("\u{feff}{INTERVIEW}"),
        INTERVIEW.trim_end().to_owned(),
        INTERVIEW.replace('\n', "\n\n"),
        INTERVIEW.replacen('\n', "\r\n", 2),
    ];
    for text in variants {
        assert_eq!(said(&one("r.txt", text.as_bytes())), words, "{text:?}");
    }
}

#[test]
fn encodings_are_found_out_and_told() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let mark = if big { [0xfe, 0xff] } else { [0xff, 0xfe] };
        let pairs = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        mark.into_iter().chain(pairs).collect()
    };
    let windows = encoding_rs::WINDOWS_1252.encode(INTERVIEW).0.into_owned();
    let expected = said(&one("r.txt", INTERVIEW.as_bytes()));
    for (bytes, encoding) in [
        (utf16(INTERVIEW, false), "UTF-16LE"),
        (utf16(INTERVIEW, true), "UTF-16BE"),
        (windows, "windows-1252"),
        (INTERVIEW.as_bytes().to_vec(), "UTF-8"),
    ] {
        let reading = one("r.txt", &bytes);
        assert_eq!((said(&reading), reading.report.encoding.as_str()), (expected.clone(), encoding));
    }
    // Half a character at the end of UTF-16, and bytes that no encoding knows.
    let mut odd = utf16(INTERVIEW, false);
    odd.pop();
    assert!(!one("r.txt", &odd).document.turns.is_empty());
    assert!(read("r.txt", b"I: Hoe?\nR: \xc3\x28 \xff\xfe\n").is_ok());
}

#[test]
fn composed_or_not_a_word_is_found() {
    use unicode_normalization::UnicodeNormalization;

    let decomposed: String = INTERVIEW.nfd().collect();
    let reading = one("r.txt", decomposed.as_bytes());
    assert_eq!(said(&reading)[1].nfc().collect::<String>(), "Het was één grote puinhoop, café én thuis.");
    assert_eq!(reading.document.text, decomposed, "the text is kept as it stands");
}

#[test]
fn emoji_and_scripts_from_right_to_left_are_words_and_no_trouble() {
    let text = "I: Hoe dan? 👩‍👩‍👧🇳🇱\nR: שלום, ik zei مرحبا 😀 en ging.\nI: 👍🏽\nR: Ja ❤️.\n";
    let reading = one("r.txt", text.as_bytes());
    assert_eq!(said(&reading), ["Hoe dan? 👩‍👩‍👧🇳🇱", "שלום, ik zei مرحبا 😀 en ging.", "Ja ❤️."]);
    assert!(reading.report.dropped[0].0.contains("without words"), "{:?}", reading.report.dropped);
}

#[test]
fn files_with_nothing_to_read_are_an_error_or_no_turns() {
    let silent = |readings: Result<Vec<Reading>, String>| {
        readings.map_or(true, |readings| {
            let words = readings.iter().flat_map(said).filter(|turn| turn.chars().any(char::is_alphanumeric)).count();
            words == 0
        })
    };
    for name in NAMES {
        for bytes in [b"".as_slice(), b"\n\n", b"\xef\xbb\xbf", b"   \r\n\t", b"\0"] {
            assert!(silent(read(name, bytes)), "{name} {bytes:?}");
        }
    }
    for text in ["I:\nR:\nI:\nR:\n", "I: \n\nR: \n\nI: \n\nR: \n", "**I:**\n\n**R:**\n\n**I:**\n"] {
        assert!(silent(read("r.txt", text.as_bytes())), "{text:?}: {:?}", read("r.txt", text.as_bytes()));
    }
    assert!(silent(read("r.vtt", b"WEBVTT\n\n")));
    assert!(silent(read("r.csv", b"speaker,text\n")));
}

#[test]
fn one_turn_may_be_a_megabyte() {
    let sentence = "Ik liep daar door de gang en ik dacht, wat zoek ik hier eigenlijk, ja. ";
    let long = sentence.repeat(1_048_576 / sentence.len() + 1);
    let reading = one("r.txt", format!("I: Vertel eens.\nR: {long}\nI: Dank je.\nR: Graag gedaan.\n").as_bytes());
    assert_eq!(reading.document.turns.len(), 4);
    assert!(reading.document.turns[1].span.len() >= 1_048_576);
    // One word, one line, one bracket of a megabyte: what quadratic loops die of.
    let mega = 1 << 20;
    for turn in
        ["a".repeat(mega), "[".repeat(mega), "a:".repeat(mega / 2), "(".repeat(mega / 2) + &")".repeat(mega / 2)]
    {
        assert!(read("r.txt", format!("I: Hoe?\nR: {turn}\n").as_bytes()).is_ok());
    }
    assert!(read("r.txt", "I: Ja?\nR: Nee.\n".repeat(mega / 16).as_bytes()).is_ok());
}

#[test]
fn rubbish_is_an_error_or_a_reading() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let rubbish: Vec<u8> = (0..4096).flat_map(|_| chance()).collect();
    for name in NAMES.into_iter().chain(["r", "r.bin"]) {
        let _ = read(name, &rubbish);
        let _ = read(name, &[b"PK\x03\x04".as_slice(), &rubbish].concat());
        let _ = read(name, &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &rubbish].concat());
    }
    for head in [b"%PDF-1.7\n".as_slice(), b"\x89PNG\r\n\x1a\n", b"{\\rtf1\\ansi "] {
        let error = read("r.txt", &[head, &rubbish].concat()).expect_err("it is no text");
        assert!(!error.is_empty());
    }
}

#[test]
fn a_document_cut_off_anywhere_is_an_error() {
    for name in ["paragraphs.docx", "table.docx", "libreoffice.docx", "libreoffice.odt", "libreoffice.rtf"] {
        let whole = formats::files().into_iter().find(|file| file.0 == name).expect("a file of that name").1;
        assert!(read(name, &whole).is_ok());
        // Behind the last brace of rich text nothing matters.
        for length in (0..whole.trim_ascii_end().len()).step_by(149) {
            let error = read(name, &whole[..length]).expect_err("half a document is none");
            assert!(error.contains(name), "{error}");
        }
    }
    let sample = std::fs::read(in_repository("sample_data/moed/moed-2.docx")).expect("a sample");
    for part in 1..20 {
        assert!(read("moed-2.docx", &sample[..sample.len() * part / 20]).is_err());
    }
}

#[test]
fn files_of_every_format_cut_off_or_damaged_never_panic() {
    let samples = sample_files().into_iter().map(|path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(&path).expect("a sample"))
    });
    let made = formats::files().into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    for (name, whole) in made.chain(samples) {
        let cuts = if Path::new(&name).extension().is_some_and(|extension| extension == "docx" || extension == "odt") {
            4
        } else {
            8
        };
        for cut in 1..cuts {
            let _ = read(&name, &whole[..whole.len() * cut / cuts]);
            let mut damaged = whole.clone();
            let at = whole.len() * cut / cuts;
            for byte in damaged.iter_mut().skip(at).step_by(611).take(20) {
                *byte ^= 0x5a;
            }
            let _ = read(&name, &damaged);
        }
    }
}
