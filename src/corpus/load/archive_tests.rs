use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::archive::Archive;
use crate::corpus::load::walk::Found;
use crate::corpus::{Corpus, ReadOptions};
use crate::error::Error;

const TALK: &str = "I: Hoe gaat het?\nR: Goed.\nI: En nu?\nR: Beter.\n";

/// An archive of these members.
pub fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a member is begun");
        writer.write_all(bytes).expect("a member is written");
    }
    writer.finish().expect("an archive is closed").into_inner()
}

fn open(members: &[(&str, &[u8])]) -> Result<(tempfile::TempDir, Corpus), Error> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("studie.zip"), zipped(members)).expect("a file");
    let corpus = Corpus::open(&[folder.path().join("studie.zip")], ReadOptions::default())?;
    Ok((folder, corpus))
}

fn names(corpus: &Corpus) -> Vec<&str> {
    corpus.transcripts().iter().map(|transcript| transcript.name.as_str()).collect()
}

#[test]
fn an_archive_is_the_folder_that_was_packed() {
    let members: Vec<(&str, &[u8])> = vec![
        ("gesprekken/r10.txt", TALK.as_bytes()),
        ("gesprekken/groep/r2.TXT", TALK.as_bytes()),
        ("gesprekken/cases.csv", b"transcript,leeftijd\nr10,30\n"),
        ("gesprekken/groep/cases.csv", b"transcript,leeftijd\nr10,31\n"),
        ("gesprekken/README.md", b"over"),
        ("gesprekken/.verborgen.txt", TALK.as_bytes()),
        ("__MACOSX/gesprekken/._r10.txt", b"\0\x05\x16\x07"),
        ("gesprekken/kantlijn.toml", b""),
        ("gesprekken/ander/kantlijn.toml", b""),
        ("gesprekken/ander/r7.txt", TALK.as_bytes()),
        ("gesprekken/meer.zip", b"PK"),
        ("gesprekken/foto.png", b""),
        ("gesprekken/antwoorden.csv", b"id,tekst\n7,Ja hoor.\n8,Nee hoor.\n"),
    ];
    let (_folder, corpus) = open(&members).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        names(&corpus),
        [
            "studie/gesprekken/antwoorden/7",
            "studie/gesprekken/antwoorden/8",
            "studie/gesprekken/groep/r2",
            "studie/gesprekken/r10"
        ]
    );
    let readings = corpus.read_all().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(readings[0].document.text, "Ja hoor.");
    assert_eq!(readings[3].document.turns.len(), 4);
    assert_eq!(readings[3].document.variables.get("leeftijd"), Some("30"));
    assert!(readings[3].document.path.ends_with(Path::new("studie.zip/gesprekken/r10.txt")));
    let left: Vec<String> = corpus
        .left_out()
        .iter()
        .map(|left| left.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert_eq!(left, ["README.md", "ander", "cases.csv", "foto.png", "cases.csv", "kantlijn.toml", "meer.zip"]);
}

#[test]
fn an_archive_in_a_folder_is_a_folder_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("b")).expect("a folder");
    std::fs::write(folder.path().join("b/x.zip"), zipped(&[("r1.txt", TALK.as_bytes())])).expect("a file");
    std::fs::write(folder.path().join("r1.txt"), TALK).expect("a file");
    std::fs::write(folder.path().join("leeg.zip"), zipped(&[("foto.png", b"")])).expect("a file");
    let read = |inputs: &[&str]| {
        let inputs: Vec<_> = inputs.iter().map(|input| folder.path().join(input)).collect();
        Corpus::open(&inputs, ReadOptions::default())
    };
    let corpus = read(&["."]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(names(&corpus), ["b/x/r1", "r1"]);
    let hashes: Vec<String> =
        corpus.read_all().expect("readable").into_iter().map(|reading| reading.report.hash).collect();
    assert_eq!(hashes[0], hashes[1], "the same bytes have the same hash");
    let twice = read(&["b/x.zip", "b"]).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((names(&twice), twice.diagnostics()[0].kind), (vec!["x/r1"], "given-twice"));
    let error = read(&["leeg.zip"]).expect_err("nothing is in it");
    assert!(error.to_string().contains("holds no transcripts (foto.png is"), "{error}");
}

#[test]
fn standard_input_may_be_an_archive() {
    let mut found = Found::default();
    let bytes: Arc<[u8]> = zipped(&[("a/r1.txt", TALK.as_bytes()), ("a/r2.txt", TALK.as_bytes())]).into();
    found.read_from_memory(bytes, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    let ids: Vec<&str> = found.files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(ids, ["stdin/a/r1", "stdin/a/r2"]);
}

#[test]
fn names_of_every_kind_are_names() {
    let mut bytes = zipped(&[("../../r\u{e9}.txt", TALK.as_bytes()), ("C:\\map\\r2.txt", TALK.as_bytes())]);
    // The same without the mark that the names are in UTF-8.
    for at in 0..bytes.len() - 8 {
        let flags = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + 7,
            b"PK\x01\x02" => at + 9,
            _ => continue,
        };
        bytes[flags] &= !8;
    }
    let archive = Archive::of_bytes(Path::new("a.zip"), bytes.into()).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> = archive.members().iter().map(|member| member.parts.join("/")).collect();
    assert_eq!(names, ["C:/map/r2.txt", "r\u{e9}.txt"]);
}

#[test]
fn two_members_with_one_id_are_refused() {
    let error = open(&[("r1.txt", TALK.as_bytes()), ("r1.md", TALK.as_bytes())]).map(|_| ()).expect_err("one id");
    assert!(error.to_string().contains("would all be the transcript `studie/r1`"), "{error}");
}

#[test]
fn what_is_wrong_with_a_member_names_it_and_stops_no_other() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("r1.txt", SimpleFileOptions::default()).expect("a member is begun");
    writer.write_all(TALK.as_bytes()).expect("a member is written");
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("r2.txt", stored).expect("a member is begun");
    writer.write_all(TALK.as_bytes()).expect("a member is written");
    writer.start_file("t.parquet", stored).expect("a member is begun");
    writer.write_all(b"PAR1").expect("a member is written");
    let mut bytes = writer.finish().expect("an archive is closed").into_inner();
    let at = bytes.windows(4).rposition(|word| word == b"Goed").expect("what is stored is there");
    bytes[at] = b'g';
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("x.zip"), bytes).expect("a file");
    let corpus = Corpus::open(&[folder.path().join("x.zip")], ReadOptions::default()).expect("an archive");
    let error = corpus.read_all().expect_err("two members are wrong").to_string().replace('\\', "/");
    assert!(
        error.contains("x.zip/r2.txt: it cannot be unpacked") && error.contains("x.zip/t.parquet: a Parquet"),
        "{error}"
    );
    let options = ReadOptions { skip_unreadable: true, ..ReadOptions::default() };
    let corpus = Corpus::open(&[folder.path().join("x.zip")], options).expect("an archive");
    assert_eq!(corpus.read_all().expect("one is right").len(), 1);
}

#[test]
fn a_member_with_a_password_says_so() {
    let mut bytes = zipped(&[("r1.txt", TALK.as_bytes())]);
    for at in 0..bytes.len() - 8 {
        let flags = match &bytes[at..at + 4] {
            b"PK\x03\x04" => at + 6,
            b"PK\x01\x02" => at + 8,
            _ => continue,
        };
        bytes[flags] |= 1;
    }
    let archive = Archive::of_bytes(Path::new("a.zip"), bytes.into()).expect("an archive");
    let error = archive.read(0, Path::new("a.zip/r1.txt")).expect_err("it needs a password");
    assert!(error.to_string().contains("protected with a password"), "{error}");
}

#[test]
fn what_would_fill_the_memory_is_not_unpacked() {
    let zeros = vec![0; 1 << 18];
    let bomb = zipped(&[("r1.txt", zeros.as_slice()), ("r2.txt", TALK.as_bytes())]);
    let archive = Archive::of_bytes(Path::new("a.zip"), bomb.clone().into()).expect("not too large in all");
    let error = archive.read(0, Path::new("a.zip/r1.txt")).expect_err("a thousand times as large");
    assert!(error.to_string().contains("more than any interview"), "{error}");
    assert!(archive.read(1, Path::new("a.zip/r2.txt")).is_ok());
    // What it says is larger than what all may be.
    let mut lies = bomb;
    for at in 0..lies.len() - 30 {
        if lies[at..].starts_with(b"PK\x01\x02") {
            lies[at + 24..at + 28].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
        }
    }
    let error = Archive::of_bytes(Path::new("a.zip"), lies.into()).map(|_| ()).expect_err("four gigabytes");
    assert!(error.to_string().contains("100 times its size"), "{error}");
}

#[test]
fn an_archive_cut_off_or_damaged_anywhere_is_refused_or_read() {
    let whole = zipped(&[("a/r1.txt", TALK.as_bytes()), ("a/r2.csv", b"id,tekst\n1,Ja.\n2,Nee.\n")]);
    let read = |bytes: Vec<u8>| {
        let mut found = Found::default();
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.zip");
        std::fs::write(&path, bytes).expect("a file");
        found.add(&path, &ReadOptions::default()).and_then(|()| {
            Corpus::open(&[path], ReadOptions::default())
                .and_then(|corpus| corpus.read_all().map(|readings| readings.len()))
        })
    };
    for length in 0..whole.len() {
        let error = read(whole[..length].to_vec()).expect_err("half an archive is none");
        assert!(error.help().is_some() && error.to_string().contains("a.zip"), "{error}");
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        if let Err(error) = read(damaged) {
            assert!(error.to_string().contains("a.zip"), "{error}");
        }
    }
    assert_eq!(read(whole).expect("it is whole"), 3);
}
