//! What can be asked of the form of an output: formats, files, Excel.

use std::io::Cursor;

use insta::assert_snapshot;
use polars::prelude::{DataFrame, DataType, ParquetReader, SerReader};

use crate::run::Folder;

/// A Parquet file as a frame.
pub fn parquet(bytes: &[u8]) -> DataFrame {
    ParquetReader::new(Cursor::new(bytes)).finish().expect("a Parquet file")
}

/// The cells of a frame as the CSV writer would leave them, undefined ones empty.
fn cells(frame: &DataFrame) -> Vec<Vec<String>> {
    let columns: Vec<Vec<String>> = frame
        .columns()
        .iter()
        .map(|column| {
            let text = column.cast(&DataType::String).expect("words");
            text.str().expect("words").iter().map(|cell| cell.unwrap_or_default().to_owned()).collect()
        })
        .collect();
    (0..frame.height()).map(|row| columns.iter().map(|column| column[row].clone()).collect()).collect()
}

#[test]
fn every_format_says_the_same() {
    let folder = Folder::study();
    for table in ["freq t -c c.toml --level 1", "quotes t -c c.toml --code work", "transcript t/r1.txt", "check t"] {
        let csv = folder.run(&format!("{table} -f csv")).text();
        assert_eq!(csv, folder.run(table).text(), "into a pipe it is CSV");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert!(!rows.is_empty());

        let tsv = folder.run(&format!("{table} -f tsv")).text();
        assert_eq!(tsv.lines().next().map(|line| line.split('\t').map(str::to_owned).collect()), Some(header.clone()));
        assert_eq!(tsv.lines().count(), rows.len() + 1);

        let frame = parquet(&folder.run(&format!("{table} -f parquet")).out);
        let columns: Vec<&str> = frame.get_column_names().into_iter().map(|name| name.as_str()).collect();
        assert_eq!(columns, header, "{table}");
        let from_parquet = cells(&frame);

        let as_text = |value: &serde_json::Value| match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let whole: serde_json::Value =
            serde_json::from_str(&folder.run(&format!("{table} -f json")).text()).expect("JSON");
        let lines = folder.run(&format!("{table} -f jsonl")).text();
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
        assert_eq!(whole["rows"].as_array(), Some(&lines), "{table}");

        for (number, row) in rows.iter().enumerate() {
            for (column, cell) in header.iter().zip(row) {
                assert_eq!(as_text(&lines[number][column]), *cell, "{column} of {table}");
            }
            assert_eq!(from_parquet[number], *row, "{table}");
        }

        // Quotes in Markdown are text to read (`cli_chapter`).
        if table.starts_with("quotes") {
            continue;
        }
        let markdown = folder.run(&format!("{table} -f md")).text();
        assert_eq!(markdown.lines().filter(|line| line.starts_with('|')).count(), rows.len() + 2, "{markdown}");
    }
}

#[test]
fn a_table_for_the_eye() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("freq t -c c.toml -f table --lang en").text(), @r"
    code      participants  transcripts  units  codings  mentions  negated  prompted
    Shame                3            2      5        6         6        1         0
      Hiding             2            2      3        3         3        0         0
    Work                 2            3      3        4         4        0         2
    no code              0            0      2        –         –        –         –
    Not shown for want of width: top_share (widen the terminal, or -f csv).

    How often each code, with everything below it, was found: people first, then
    transcripts, units and codings. The unit is the answer: what a participant says
    until the interviewer's next substantive turn. Only the words of participants
    count: everybody but recognised interviewers. 3 participants, 3 transcripts, 8
    units, 46 words. 10 codings by rules, of which 0 made or accepted by a person; 1
    negated; 1 ceased, counted like the others. Codebook Proef 1; kantlijn 0.1.0.
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix -f table --lang en").text(), @r"
             1 2
    1 shame  5
    2 work   2 3

    Units in which both codes are present; on the diagonal the units of the code
    itself. The unit is the answer: what a participant says until the interviewer's
    next substantive turn. Only the words of participants count: everybody but
    recognised interviewers. Two codes co-occur in a unit when each has a coding
    that covers at least one whole word of it; a code and its own ancestor are no
    pair. 3 participants, 3 transcripts, 8 units, 46 words. 10 codings by rules,
    of which 0 made or accepted by a person; 1 negated; 1 ceased, counted like the
    others. Codebook Proef 1; kantlijn 0.1.0.
    ");
    assert_snapshot!(folder.run("kwic 'schaam*' t -f table").text(), @r"
    r1                                Ik  schaamde  me voor mijn werk. Dat heb ik…
    r1                                Nu  schaam    ik me niet meer. (lacht)
    r10                               Ik  schaam    me nergens voor.

    Matches of schaam* with the words around them, within one turn. Only the words
    of participants count: everybody but recognised interviewers. kantlijn 0.1.0.
    ");
}

#[test]
fn counts_are_numbers_and_what_is_undefined_is_no_zero() {
    let folder = Folder::study();
    let frame = parquet(&folder.run("freq t -c c.toml --more -f parquet").out);
    for (name, expected) in [("units", DataType::Int64), ("top_share", DataType::Float64), ("code", DataType::String)] {
        assert_eq!(frame.column(name).expect("a column").dtype(), &expected, "{name}");
    }
    let mentions = frame.column("mentions").expect("a column").i64().expect("numbers").clone();
    assert_eq!(mentions.iter().collect::<Vec<_>>(), [Some(6), Some(3), Some(4), None]);
    // A code that nobody speaks of has zero codings, and no share of them.
    let silent = folder.run("freq t -c c.toml --where 'profession = \"kok\"' --stance negated").text();
    assert_snapshot!(silent, @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,0,0,0,0,0,0,0,
    shame,shame/hiding,Verbergen,0,0,0,0,0,0,0,
    work,work,Werk,0,0,0,0,0,0,0,
    ,,geen code,1,1,2,,,,,
    ");
}

#[test]
fn parquet_knows_what_it_counts() {
    let folder = Folder::study();
    folder.run("freq t -c c.toml -u sentence -o f.parquet").text();
    let bytes = folder.read("f.parquet");
    let mut reader = ParquetReader::new(Cursor::new(bytes.as_slice()));
    let about = reader.get_metadata().expect("metadata").key_value_metadata().clone().expect("what it is about");
    let value = |key: &str| {
        let pair = about.iter().find(|pair| pair.key == format!("kantlijn:{key}"));
        pair.and_then(|pair| pair.value.clone()).unwrap_or_else(|| panic!("no {key}"))
    };
    assert_eq!((value("unit").as_str(), value("table").as_str()), ("sentence", "frequencies"));
    assert_eq!((value("codebook").as_str(), value("part").as_str()), ("Proef", "participant"));
    assert_eq!(value("program_version"), env!("CARGO_PKG_VERSION"));
    assert_eq!(value("corpus_hash").len(), 64);
}

#[test]
fn excel_gets_its_mark_semicolons_and_decimal_commas() {
    let folder = Folder::study();
    let text = folder.run("freq t -c c.toml --excel --level 1").text();
    assert_snapshot!(text.trim_start_matches('\u{feff}'), @r"
    theme;code;name;participants;transcripts;units;codings;mentions;negated;prompted;top_share
    shame;shame;Schaamte;3;2;5;6;6;1;0;0,5
    work;work;Werk;2;3;3;4;4;0;2;0,75
    ;;geen code;0;0;2;;;;;
    ");
    assert!(text.starts_with('\u{feff}') && !text[3..].contains('\u{feff}'));
    folder.run("code t -c c.toml -o uit --excel").text();
    for name in ["codings", "mentions", "frequencies", "cooccurrence", "cooccurrence_matrix"] {
        let bytes = folder.read(&format!("uit/{name}.csv"));
        assert!(bytes.starts_with(b"\xef\xbb\xbf") && bytes.contains(&b';'), "{name}");
    }
    // What Excel saves again is read again.
    let codings = |table: String| {
        table.lines().find(|line| line.starts_with("shame,shame,")).map(|l| l.split(',').nth(6).map(str::to_owned))
    };
    assert_eq!(
        codings(folder.run("freq t --codings uit/codings.csv --coder rules").text()),
        codings(folder.run("freq t -c c.toml").text())
    );
}

#[test]
fn a_files_name_says_its_format() {
    let folder = Folder::study();
    for format in ["csv", "tsv", "json", "jsonl", "md", "parquet"] {
        let line = format!("freq t -c c.toml -o uit.{format}");
        assert_eq!(folder.run(&line).text(), "");
        assert_eq!(folder.read(&format!("uit.{format}")), folder.run(&format!("freq t -c c.toml -f {format}")).out);
        assert!(folder.run(&line).refused().contains(&format!("uit.{format}")));
        assert_eq!(folder.run(&format!("{line} --force")).code, Some(0));
    }
}

#[test]
fn cells_with_separators_quotes_and_line_breaks_survive() {
    let folder = Folder::study();
    let said = "I: Hoe?\nR: Ik schaam me; \"echt\", zei ze,\nen ik | ook.\nI: Ja?\nR: Ja.\n";
    folder.write("lastig.txt", said.as_bytes());
    let expected = "Ik schaam me; \"echt\", zei ze, en ik | ook.";
    for (flags, separator) in [("", b','), ("--excel", b';'), ("-f tsv", b'\t')] {
        let text = folder.run(&format!("quotes lastig.txt -c c.toml {flags}")).text();
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let at = reader.headers().expect("a header").iter().position(|name| name == "text").expect("a column");
        let rows: Vec<String> = reader.records().map(|row| row.expect("a row")[at].to_owned()).collect();
        assert_eq!(rows, [expected], "{flags}");
    }
    let markdown = folder.run("quotes lastig.txt -c c.toml -f md").text();
    assert!(markdown.contains("en ik \\| ook."), "{markdown}");
}

#[test]
fn timings_are_told_beside_the_table_and_change_nothing_in_it() {
    let folder = Folder::study();
    let plain = folder.run("freq t -c c.toml -q").text();
    let ran = folder.run("freq t -c c.toml -q --timings");
    assert_eq!(String::from_utf8(ran.out.clone()).expect("text"), plain);
    let stages: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(stages.len(), 9, "eight stages and the clock: {}", ran.err);
    assert!(ran.err.contains("match rules") && ran.err.contains("MB of text"), "{}", ran.err);
    let failed = folder.run("freq t -c none.toml --timings");
    assert!(failed.code == Some(2) && !failed.err.contains("Where the time went"), "{}", failed.err);
}

#[test]
fn names_behind_the_first_mebibyte_of_a_long_file_are_told_only_with_text() {
    let folder = Folder::study();
    let asked = "I: Hoe was dat voor u, die eerste keer?\n\nR: Ik schaamde me.\n\n".repeat(9);
    let late = "Truus Bakker: Dat weet ik niet.\n\nI: En toen?\n\n".repeat(9);
    let blank = format!("{}\n", " ".repeat(9999)).repeat(900);
    folder.write("lang.txt", [asked, blank, late].concat().as_bytes());
    let said = |flags: &str| folder.run(&format!("freq lang.txt -c c.toml {flags}")).err;
    assert!(said("").contains("Truus Bakker"), "{}", said(""));
    let without = said("--no-text");
    assert!(without.contains("first MiB") && !without.contains("Truus"), "{without}");
}
