//! Long tables are written in batches: the bytes are those of the whole, and nobody sees a half.

use std::io::{self, Cursor, Write};

use kantlijn::corpus::Admission;
use kantlijn::render::{Format, Style, Writer, render};
use kantlijn::scope::Unit;
use kantlijn::tables::{CodingRows, Definition, RowMaker, Table};
use polars::prelude::{ParquetReader, SerReader, df};

use crate::cli_output::parquet;
use crate::run::{Folder, command};
use crate::samples::{Samples, samples};

fn definition<'a>(samples: &'a Samples, admission: &'a Admission) -> Definition<'a> {
    Definition {
        codebook: &samples.codebook,
        language: "nl",
        corpus_hash: "c0ffee",
        unit: Unit::default(),
        admission,
        coder: "",
        status: "all",
        stance: "all",
        unreadable: 0,
        masked: None,
    }
}

/// Codings and mentions of the samples in a format, in batches of so many rows.
fn written(format: Format, style: Style, batch: usize) -> [Vec<u8>; 2] {
    let samples = samples();
    let admission = Admission::default();
    let maker = RowMaker::new(&samples.codebook, &samples.coders, &admission, true).in_batches(batch);
    let mut rows = CodingRows::new(&maker);
    let mut files = [Vec::new(), Vec::new()];
    let [first, second] = &mut files;
    let mut writers = [first, second].map(|file| Writer::new(file, format, style));
    for applied in &samples.applied {
        rows.add(maker.rows(&applied.reading.document, &applied.segments, &applied.codings));
        while rows.is_full() {
            let batch = rows.take();
            writers[0].write(batch.codings()).expect("codings");
            writers[1].write(batch.mentions()).expect("mentions");
        }
    }
    let (codings, mentions) = rows.finish(&definition(samples, &admission)).expect("tables");
    let [first, second] = writers;
    let heads = [first.finish(&codings).expect("codings").head, second.finish(&mentions).expect("mentions").head];
    heads.into_iter().zip(files).map(|(head, file)| [head, file].concat()).collect::<Vec<_>>().try_into().expect("two")
}

/// The same as tables, and so rendered at once.
fn whole() -> [Table; 2] {
    let samples = samples();
    let admission = Admission::default();
    let maker = RowMaker::new(&samples.codebook, &samples.coders, &admission, true);
    let mut rows = CodingRows::new(&maker);
    for applied in &samples.applied {
        rows.add(maker.rows(&applied.reading.document, &applied.segments, &applied.codings));
    }
    let (codings, mentions) = rows.finish(&definition(samples, &admission)).expect("tables");
    [codings, mentions]
}

#[test]
fn batches_of_any_size_give_the_bytes_of_the_whole() {
    let tables = whole();
    assert!(tables.iter().all(|table| table.frame.height() > 400));
    let excel = Style { excel: true, ..Style::default() };
    let styles = Format::ALL.iter().map(|&format| (format, Style::default())).chain([(Format::Csv, excel)]);
    let has_batches = |format: Format| matches!(format, Format::Parquet | Format::Arrow);
    for (format, style) in styles.filter(|&(format, _)| !has_batches(format)) {
        for batch in [7, 100] {
            for (table, bytes) in tables.iter().zip(written(format, style, batch)) {
                let expected = render(table, format, style).expect("bytes");
                assert!(bytes == expected, "{} as {format} in batches of {batch}", table.name);
            }
        }
    }
}

#[test]
fn a_long_frame_is_the_same_as_its_rows_one_by_one() {
    let numbers: Vec<i64> = (0..40_000).collect();
    let words: Vec<Option<String>> = numbers.iter().map(|n| (n % 3 > 0).then(|| format!("woord, {n}"))).collect();
    let frame = df!("n" => numbers, "woord" => words).expect("a frame");
    let table = |frame| Table { name: "codings", frame, caption: vec![], definition: vec![], undefined: vec![] };
    for format in [Format::Csv, Format::Json, Format::JsonLines, Format::Markdown, Format::Html, Format::Latex] {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes, format, Style::default());
        (0..40_000).step_by(13).for_each(|from| writer.write(&frame.slice(from, 13)).expect("rows"));
        let written = writer.finish(&table(frame.clear())).expect("an end");
        assert_eq!(written.rows, 40_000);
        let whole = render(&table(frame.clone()), format, Style::default()).expect("bytes");
        assert!([written.head, bytes].concat() == whole, "{format}");
    }
}

#[test]
fn row_groups_of_any_size_give_an_equal_frame_and_the_same_metadata() {
    let about = |bytes: &[u8]| {
        let mut reader = ParquetReader::new(Cursor::new(bytes));
        let metadata = reader.get_metadata().expect("metadata");
        (metadata.key_value_metadata().clone(), metadata.row_groups.len())
    };
    for (i, table) in whole().iter().enumerate() {
        let expected = render(table, Format::Parquet, Style::default()).expect("bytes");
        assert!(written(Format::Parquet, Style::default(), 1 << 20)[i] == expected, "one batch is one row group");
        assert_eq!(about(&expected).1, 1);
        for batch in [7, 100] {
            let bytes = &written(Format::Parquet, Style::default(), batch)[i];
            assert!(about(bytes).1 >= table.frame.height() / (2 * batch), "{} row groups", about(bytes).1);
            assert_eq!(about(bytes).0, about(&expected).0, "what it is about, known at the end");
            assert!(parquet(bytes).equals_missing(&table.frame), "{} in groups of {batch}", table.name);
        }
    }
}

/// A disk that is full after so many bytes.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.min(bytes.len());
        self.0 -= room;
        if room == 0 && !bytes.is_empty() { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(room) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_in_every_format_and_stays_one() {
    let [codings, _] = whole();
    for &format in Format::ALL {
        for room in [0, 10, 4000] {
            let mut writer = Writer::new(Full(room), format, Style::default());
            let first = writer.write(&codings.frame);
            if first.is_err() {
                assert!(
                    writer.write(&codings.frame).is_err(),
                    "{format}: the rest is not written as if it were the whole"
                );
            }
            let error = writer.finish(&codings).expect_err("there is no room");
            assert!(first.is_err() || error.to_string().contains("storage"), "{format}: {error}");
        }
    }
}

/// A transcript with more codings than a batch holds, so that some are written before the run has ended.
fn many_codings(folder: &Folder, times: usize) {
    folder.write("t/a.txt", "R: Ja.\n\nI: Hoe?\n\n".repeat(2).as_bytes());
    folder.write("t/b.txt", format!("I: Hoe?\n\nR: {}\n", "Ik schaam me. ".repeat(times)).as_bytes());
    folder.write("c.toml", crate::run::CODEBOOK.as_bytes());
}

#[test]
fn a_run_that_fails_in_the_middle_leaves_nothing() {
    let folder = Folder::new();
    many_codings(&folder, 70_000);
    folder.write("t/z.docx", b"PK\x03\x04 this is no Word file");
    let before = folder.files();
    let ran = folder.run("code t -c c.toml -o nieuw/diep/uit -f json -f parquet");
    assert!(ran.refused().contains("z.docx"), "{ran}");
    assert_eq!(folder.files(), before);
    assert!(!folder.path("nieuw").exists(), "the folders that were made for it are gone");
    // Nor is what stands there already touched.
    folder.write("uit/codings.csv", b"van mij");
    let before = folder.files();
    let ran = folder.run("code t -c c.toml -o uit --force");
    assert!(ran.refused().contains("z.docx"), "{ran}");
    assert_eq!(folder.files(), before);
    std::fs::remove_file(folder.path("t/z.docx")).expect("it goes");
    folder.run("code t -c c.toml -o uit --force").text();
    let run: serde_json::Value = serde_json::from_slice(&folder.read("uit/run.json")).expect("JSON");
    assert_eq!(run["tables"]["codings"]["rows"], 70_000);
    assert_eq!(folder.read("uit/codings.csv").iter().filter(|&&byte| byte == b'\n').count(), 70_001);
    assert_eq!(folder.files().len(), before.len() - 1 + 6, "nothing else is left behind");
}

#[test]
#[cfg(unix)]
fn a_run_that_is_interrupted_leaves_nothing() {
    let folder = Folder::new();
    many_codings(&folder, 400_000);
    let before = folder.files();
    let mut child = command(&folder.path(""), "code t -c c.toml -o uit -q")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the binary runs");
    let is_begun = || std::fs::read_dir(folder.path("uit")).is_ok_and(|mut files| files.next().is_some());
    while !is_begun() {
        assert!(child.try_wait().expect("a state").is_none(), "it ended before it wrote");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.expect("kill runs").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert_eq!(folder.files(), before);
    assert!(!folder.path("uit").exists());
}

#[cfg(unix)]
#[test]
fn files_are_as_private_as_the_user_makes_them() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::study();
    for (mask, expected) in [("077", 0o600), ("022", 0o644)] {
        let line = format!("umask {mask} && '{}' code t -c c.toml -q -o uit-{mask}", env!("CARGO_BIN_EXE_kantlijn"));
        let ran = std::process::Command::new("sh").args(["-c", &line]).current_dir(folder.path(".")).output();
        assert!(ran.expect("the binary runs").status.success());
        for file in ["codings.csv", "run.json"] {
            let file = std::fs::metadata(folder.path(&format!("uit-{mask}/{file}"))).expect("a file");
            assert_eq!(file.permissions().mode() & 0o777, expected, "{mask}");
        }
    }
}
