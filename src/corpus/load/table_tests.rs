use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::super::{Corpus, ReadOptions};
use super::Shape;
use crate::corpus::Reading;
use crate::error::{Error, Result};

/// A table in a folder of its own.
struct Written {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Written {
    fn new(name: &'static str, bytes: &[u8]) -> Written {
        let written = Written { folder: tempfile::tempdir().unwrap(), name };
        std::fs::write(written.path(), bytes).unwrap();
        written
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    fn corpus(&self, options: &ReadOptions) -> Corpus {
        Corpus::open(&[self.path()], options.clone()).unwrap_or_else(|e| panic!("{e}"))
    }
}

/// Everything that comes of a corpus: readings, and its hash.
fn all(corpus: &Corpus) -> Result<(Vec<Reading>, String)> {
    let mut readings = Vec::new();
    let streamed = corpus.stream(
        |reading| reading,
        |reading| {
            readings.push(reading);
            Ok(())
        },
    )?;
    Ok((readings, streamed.hash))
}

/// The same corpus with its tables read whole.
fn whole(mut corpus: Corpus) -> Corpus {
    corpus.files.iter_mut().for_each(|file| file.shape = Shape::Whole);
    corpus
}

fn pool(threads: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
}

/// What is read by index, at several numbers of threads, is what is read whole.
fn is_the_same(bytes: &[u8], options: &ReadOptions) -> Result<(), TestCaseError> {
    is_the_same_as("t.csv", bytes, options)
}

/// The same for a file of any name.
fn is_the_same_as(name: &'static str, bytes: &[u8], options: &ReadOptions) -> Result<(), TestCaseError> {
    let written = Written::new(name, bytes);
    let Ok(corpus) = Corpus::open(&[written.path()], options.clone()) else { return Ok(()) };
    let by_index: Vec<_> = [1, 2, 8].into_iter().map(|threads| pool(threads).install(|| all(&corpus))).collect();
    let expected = all(&whole(corpus));
    let is_noise = |error: &Error| error.to_string().contains("control characters");
    if expected.as_ref().is_err_and(is_noise) || by_index.iter().any(|found| found.as_ref().is_err_and(is_noise)) {
        // How much of a text is noise is told from its cells, without the breaks that are put between them.
        return Ok(());
    }
    match expected {
        Ok(expected) => {
            for found in by_index {
                prop_assert_eq!(found.unwrap_or_else(|e| panic!("{e}")), expected.clone());
            }
        }
        Err(expected) => {
            for found in by_index {
                let error = found.expect_err("a table that cannot be read");
                if expected.to_string().contains("cells where the header has") {
                    // Of several mistakes the first in the file is told, where the whole was cut into rows at first.
                    continue;
                }
                prop_assert_eq!((error.to_string(), error.help()), (expected.to_string(), expected.help()));
            }
        }
    }
    Ok(())
}

fn checked(text: &str, options: &ReadOptions) -> usize {
    is_the_same(text.as_bytes(), options).unwrap_or_else(|e| panic!("{e}"));
    Written::new("t.csv", text.as_bytes()).corpus(options).transcripts().len()
}

/// The bytes of a text as different programs save it.
fn saved(text: &str, how: usize) -> Vec<u8> {
    let sixteen = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    match how {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [b"\xff\xfe".to_vec(), sixteen(u16::to_le_bytes)].concat(),
        3 => sixteen(u16::to_be_bytes),
        4 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        _ => [text.as_bytes(), b"\xff"].concat(),
    }
}

#[test]
fn transcripts_whose_rows_are_mixed_are_put_together() {
    let text = "interview;spreker;tekst\r\nr10;I;\"Een?\r\n\r\nOf \"\"twee\"\"?\"\r\n;;\r\nr2;I;Drie?\r\nr10;R;Ja.\r\n\r\nr2;R;Nee\r\n";
    assert_eq!(checked(text, &ReadOptions::default()), 2);
    let told = ReadOptions { carry_speaker: true, ..ReadOptions::default() };
    assert_eq!(checked(&text.replace(";R;", ";;"), &told), 2);
    assert_eq!(checked(&text.replace(";R;", ";;"), &ReadOptions::default()), 2);
}

#[test]
fn a_survey_is_read_in_batches() {
    let rows: String = (1..200).map(|n| format!("{},antwoord nummer {n},\"a\nb\"\n", 1000 - n)).collect();
    assert_eq!(checked(&format!("id,antwoord,groep\n{rows}"), &ReadOptions::default()), 199);
    assert_eq!(checked(&format!("x,antwoord,groep\n{rows}"), &ReadOptions::default()), 199);
    let corpus = Written::new("s.csv", format!("id,tekst\n{rows}").replace(",\"a\nb\"", "").as_bytes());
    let corpus = corpus.corpus(&ReadOptions::default());
    let Shape::Table(table) = &corpus.files[0].shape else { panic!("a table") };
    assert!(table.batches().count() > 20);
    assert_eq!(table.batches().last().map(|batch| batch.end), Some(199));
}

#[test]
fn mistakes_are_told_as_they_are_of_a_whole_table() {
    let plain = ReadOptions::default();
    for text in [
        "wie;wat\na;b\n",
        "speaker,text\n",
        "",
        "transcript,speaker,text\na,I,x\n\n,R,y\n",
        "speaker,text,Text\nI,x,y\n",
        "a;text\n1;2\n\"1\n\";2;3\n",
        "transcript,speaker,text,turn\na,I,x,1\na,R,y,2\nb,I,z,1\n",
        "transcript,speaker,text,turn\na,I,x,1\na,R,y,2\n",
        "text\n\u{1}\u{1}\u{2}\n",
        "%PDF,text\na,b\n",
        "speaker,start,text\nI,0:61,x\nI,1:00,y\n",
    ] {
        is_the_same(text.as_bytes(), &plain).unwrap_or_else(|e| panic!("{text}: {e}"));
    }
}

#[test]
fn a_table_that_changes_between_the_passes_is_told() {
    let text = "interview,speaker,text\na,I,Een?\nb,I,Twee?\na,R,Ja.\n";
    for after in [text.replace("Twee?", "Zes?"), text.replace("b,I", "a,I"), String::new()] {
        let written = Written::new("t.csv", text.as_bytes());
        let corpus = written.corpus(&ReadOptions::default());
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(written.path(), &after).unwrap();
        let error = all(&corpus).expect_err("a changed file");
        assert!(error.to_string().contains("changed while it was being read"), "{error}");
        assert_eq!(error.path(), Some(written.path().as_path()));
    }
}

#[test]
fn a_table_that_cannot_be_read_is_told_once_or_skipped_once() {
    let written = Written::new("t.csv", b"transcript,speaker,text\na,I,x\n,R,y\n");
    std::fs::write(written.folder.path().join("u.csv"), "speaker,text\nI,Ja.\n").unwrap();
    let options = ReadOptions { skip_unreadable: true, ..ReadOptions::default() };
    let corpus = Corpus::open(&[written.folder.path().to_owned()], options).unwrap();
    let streamed = corpus.stream(|_| (), |()| Ok(())).unwrap();
    assert_eq!((streamed.documents, streamed.skipped.len()), (1, 1));
    assert!(streamed.skipped[0].to_string().contains("row 3"));
}

#[test]
fn transcripts_share_the_path_of_their_table() {
    let corpus = Written::new("t.csv", b"interview,text\na,x\nb,y\n").corpus(&ReadOptions::default());
    let path: &Arc<Path> = &corpus.transcripts()[0].path;
    assert!(Arc::ptr_eq(path, &corpus.transcripts()[1].path));
}

#[test]
fn objects_a_line_are_read_by_index_as_they_are_whole() {
    let line = |id: &str, who: &str, text: &str| {
        format!("{{\"interview\": \"{id}\", \"who\": 1.50, \"speaker\": \"{who}\", \"text\": \"{text}\"}}")
    };
    let mixed = [
        line("r10", "I", "Een \\u00e9\\n\\nof \\\"twee\\\"?"),
        line("r2", "I", "Één?"),
        String::new(),
        line("r10", "R", "Ja."),
        line("r2", "R", "Nee."),
    ];
    let plain = ReadOptions::default();
    for text in [
        mixed.join("\n"),
        mixed.join("\r\n") + "\r\n\r\n",
        mixed.join("\n").replace("\"R\"", "null"),
        (1..100).map(|n| format!("{{\"id\": {n}, \"antwoord\": \"nummer {n}\", \"lijst\": [{n}]}}\n")).collect(),
        mixed.join("\n") + "\n[1]\n",
        mixed.join("\n") + "\n{\"interview\": \"\", \"text\": \"x\"}\n",
        "{\"wie\": 1}\n".to_owned(),
        "{}\n{}".to_owned(),
        String::new(),
        line("a", "I", "\u{1}"),
    ] {
        for how in 0..6 {
            is_the_same_as("t.jsonl", &saved(&text, how), &plain).unwrap_or_else(|e| panic!("{how} {text}: {e}"));
        }
        for end in (0..text.len()).step_by(7) {
            is_the_same_as("t.ndjson", &text.as_bytes()[..end], &plain).unwrap_or_else(|e| panic!("{end} {text}: {e}"));
        }
    }
    let corpus = Written::new("t.jsonl", mixed.join("\n").as_bytes()).corpus(&plain);
    let names: Vec<&str> = corpus.transcripts().iter().map(|transcript| transcript.name.as_str()).collect();
    assert_eq!(names, ["t/r2", "t/r10"]);
}

/// A cell as a program writes it, quoted where it must be, and sometimes where it need not be.
fn cell() -> impl Strategy<Value = String> {
    let plain = "[a-c]{0,2}|[é“a-z .?]{0,9}|[0-9]{1,4}|[0-9]:[0-9]{2}|";
    let quoted = r#"[a-cé,;\n\r "]{0,8}"#.prop_map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
    prop_oneof![6 => plain.prop_map(|text| text), 1 => quoted]
}

fn table() -> impl Strategy<Value = String> {
    let header = prop::sample::subsequence(
        vec!["transcript", "speaker", "text", "start", "end", "groep", "id", "turn", "antwoord_2", "case", ""],
        1..7,
    );
    let width = 7_usize;
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..width), 0..25);
    let names = prop::collection::vec("a|b|r2|r10|c", 25);
    (header.prop_shuffle(), rows, names, any::<bool>(), prop::sample::select(vec![",", ";", "\t"]), 0..3_usize)
        .prop_map(|(header, rows, names, ragged, sign, breaks)| {
            let line_break = ["\n", "\r\n", "\r"][breaks];
            let mut text = header.join(sign) + line_break;
            for (mut row, name) in rows.into_iter().zip(names) {
                if !ragged || row.len() > header.len() {
                    row.resize(header.len(), String::new());
                }
                for (cell, column) in row.iter_mut().zip(&header) {
                    match *column {
                        "transcript" | "id" => cell.clone_from(&name),
                        "text" if cell.is_empty() => cell.push_str("ja."),
                        _ => {}
                    }
                }
                text += &(row.join(sign) + line_break);
            }
            text
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn by_index_and_whole_are_the_same(text in table(), how in 0..6_usize, carry_speaker: bool, given: bool) {
        let encoding = Some("utf-8".to_owned()).filter(|_| given && how == 5);
        is_the_same(&saved(&text, how), &ReadOptions { carry_speaker, encoding, ..ReadOptions::default() })?;
    }

    #[test]
    fn any_bytes_are_the_same(bytes in prop::collection::vec(any::<u8>(), 0..60), head in "(text,speaker\n)?") {
        is_the_same(&[head.as_bytes(), &bytes].concat(), &ReadOptions::default())?;
    }
}
