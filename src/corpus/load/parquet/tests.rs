use std::fs::File;
use std::path::Path;

use polars::prelude::*;

use crate::corpus::{Corpus, LineBreaks, ReadOptions, Reading};

/// A table of turns: interviews whose rows are mixed, in runs of several lengths.
fn frame(rows: usize) -> DataFrame {
    let interview = |row: usize| format!("r{}", (row / 7) * 5 % 23);
    let interviews: Vec<String> = (0..rows).map(interview).collect();
    let speakers: Vec<&str> = (0..rows).map(|row| if row % 2 == 0 { "I" } else { "R" }).collect();
    let texts: Vec<Option<String>> = (0..rows)
        .map(|row| {
            (row % 11 != 3).then(|| format!(" Zin nummer {row}, “met komma”.{} ", "\nEn een regel.".repeat(row % 2)))
        })
        .collect();
    let starts: Vec<f64> = (0..rows).map(|row| row as f64).collect();
    let ages: Vec<Option<i64>> = (0..rows).map(|row| (row % 3 > 0).then_some((row / 7 * 5 % 23) as i64)).collect();
    df!("interview" => interviews, "speaker" => speakers, "text" => texts, "start" => starts, "leeftijd" => ages)
        .unwrap()
}

fn written(frame: &mut DataFrame, path: &Path, group: usize, page: usize, packed: ParquetCompression) {
    let writer = ParquetWriter::new(File::create(path).unwrap()).with_compression(packed);
    writer.with_row_group_size(Some(group)).with_data_page_size(Some(page)).finish(frame).unwrap();
}

/// The same table as separated values.
fn as_csv(frame: &DataFrame) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(frame.get_column_names().iter().map(|name| name.as_str())).unwrap();
    for row in 0..frame.height() {
        let cell = |column: &Column| match column.get(row).unwrap() {
            AnyValue::Null => String::new(),
            AnyValue::Float64(number) => number.to_string(),
            AnyValue::String(text) => text.to_owned(),
            value => value.to_string(),
        };
        writer.write_record(frame.columns().iter().map(cell)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn read(path: &Path) -> Vec<Reading> {
    let corpus = Corpus::open(&[path.to_owned()], ReadOptions::default()).unwrap_or_else(|e| panic!("{e}"));
    let mut readings = corpus.read_all().unwrap_or_else(|e| panic!("{e}"));
    for reading in &mut readings {
        reading.document.path = "t".into();
    }
    readings
}

#[test]
fn a_table_is_the_same_as_parquet_and_as_csv() {
    let folder = tempfile::tempdir().unwrap();
    let (parquet, csv) = (folder.path().join("t.parquet"), folder.path().join("t.csv"));
    let mut table = frame(3_000);
    std::fs::write(&csv, as_csv(&table)).unwrap();
    let expected = read(&csv);
    assert_eq!(expected.len(), 23);
    assert_eq!(expected[0].document.line_breaks, LineBreaks::Paragraph);
    let packings = [ParquetCompression::Snappy, ParquetCompression::Uncompressed, ParquetCompression::Zstd(None)];
    for (packed, (group, page)) in packings.into_iter().zip([(100, 500), (1_000, 4_000), (5_000, 1 << 20)]) {
        written(&mut table, &parquet, group, page, packed);
        for threads in [1, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let found = pool.install(|| read(&parquet));
            let documents = |readings: &[Reading]| readings.iter().map(|one| one.document.clone()).collect::<Vec<_>>();
            assert_eq!(documents(&found), documents(&expected), "row groups of {group} rows, {threads} threads");
        }
    }
}

#[test]
fn a_survey_without_names_skips_rows_without_anything() {
    let folder = tempfile::tempdir().unwrap();
    let (parquet, csv) = (folder.path().join("s.parquet"), folder.path().join("s.csv"));
    let mut table =
        df!("antwoord" => [Some("Ja."), None, Some("Nee."), Some(" ")], "jaar" => [1, 2, 3, 4].map(Some)).unwrap();
    table = table.head(Some(4));
    let mut empties = df!("antwoord" => [Some("Ja."), None, Some("Nee.")], "jaar" => [Some(1), None, Some(3)]).unwrap();
    for table in [&mut table, &mut empties] {
        std::fs::write(&csv, as_csv(table)).unwrap();
        written(table, &parquet, 2, 100, ParquetCompression::Snappy);
        let names =
            |path: &Path| read(path).into_iter().map(|one| (one.document.name, one.document.text)).collect::<Vec<_>>();
        assert_eq!(names(&parquet), names(&csv));
    }
}

#[test]
fn what_is_no_table_of_transcripts_is_told_or_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    let opened = || Corpus::open(&[folder.path().to_owned()], ReadOptions::default());
    let mut codes = df!("code" => ["moed"], "text" => ["ja"]).unwrap();
    written(&mut codes, &path, 10, 100, ParquetCompression::Snappy);
    assert!(opened().unwrap_err().to_string().contains("a table with a column `code`"));
    let mut other = df!("wie" => ["I"], "wat" => ["ja"]).unwrap();
    written(&mut other, &path, 10, 100, ParquetCompression::Snappy);
    let refused = |corpus: Corpus| corpus.read_all().unwrap_err();
    assert!(refused(opened().unwrap()).to_string().contains("found `wie`, `wat`"));
    let mut nameless = df!("interview" => ["a", ""], "text" => ["ja", "nee"]).unwrap();
    written(&mut nameless, &path, 10, 100, ParquetCompression::Snappy);
    assert!(refused(opened().unwrap()).to_string().contains("row 3 belongs to no transcript"));
    let whole = std::fs::read(&path).unwrap();
    for bytes in [&b"PAR1"[..], b"interview,text\na,b\n", &whole[..whole.len() - 9]] {
        std::fs::write(&path, bytes).unwrap();
        let error = refused(opened().unwrap());
        assert!(error.to_string().contains("not a readable Parquet table"), "{error}");
        assert!(error.help().is_some());
    }
}

#[test]
fn a_damaged_table_is_read_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    written(&mut frame(40), &path, 15, 200, ParquetCompression::Snappy);
    let whole = std::fs::read(&path).unwrap();
    let mut refused = 0;
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        std::fs::write(&path, bytes).unwrap();
        match Corpus::open(std::slice::from_ref(&path), ReadOptions::default()).and_then(|corpus| corpus.read_all()) {
            Ok(_) => {}
            Err(error) => {
                refused += 1;
                assert!(error.help().is_some(), "{error}");
            }
        }
    }
    assert!(refused > 20, "{refused}");
}
