//! Same input, same bytes; and nobody's words where none are wanted.

use std::collections::BTreeMap;
use std::path::Path;

use crate::run::{Folder, run_in};
use crate::samples::in_repository;

const CODEBOOK: &str = "codebooks/lived-experience.toml";

/// Runs in the repository; `OUT` in the line is a folder that goes away. What was printed, and every file.
fn printed_and_written(line: &str) -> (String, BTreeMap<String, Vec<u8>>) {
    let folder = Folder::new();
    let out = folder.path("out");
    let line = line.replace("OUT", &out.display().to_string());
    let ran = run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &line, None);
    (format!("{}{}", ran.text(), ran.err), folder.files())
}

fn assert_same(a: &(String, BTreeMap<String, Vec<u8>>), b: &(String, BTreeMap<String, Vec<u8>>), when: &str) {
    assert_eq!(a.0, b.0, "the screen differs {when}");
    assert_eq!(a.1.keys().collect::<Vec<_>>(), b.1.keys().collect::<Vec<_>>(), "{when}");
    for (name, bytes) in &a.1 {
        assert!(*bytes == b.1[name], "{name} differs {when}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let with = |threads: u32| {
        let formats = "-f tsv -f json -f jsonl -f md -f parquet";
        printed_and_written(&format!("code sample_data -c {CODEBOOK} -o OUT {formats} -j {threads}"))
    };
    let one = with(1);
    assert_eq!(one.1.len(), 5 * 6 + 2);
    for threads in [2, 8] {
        assert_same(&one, &with(threads), &format!("with {threads} threads"));
    }
}

#[test]
fn coders_groups_and_samples_do_not_depend_on_threads() {
    for line in [
        format!("freq sample_data -c {CODEBOOK} --codings sample_data/codings.csv --more --intervals"),
        format!("quotes sample_data -c {CODEBOOK} --uncoded --sample 10 --seed 3"),
        "kwic 'stem:vertellen OR ik' sample_data --language nl".to_owned(),
        "check sample_data".to_owned(),
        format!("crosstab sample_data -c {CODEBOOK} --by gender --tests --shares row"),
        format!("keyness sample_data -c {CODEBOOK} --code shame"),
        "saturation sample_data --codings sample_data/codings.csv --coder anna".to_owned(),
    ] {
        let (one, eight) = (printed_and_written(&format!("{line} -j 1")), printed_and_written(&format!("{line} -j 8")));
        assert!(one.0.lines().count() > 8, "{}", one.0);
        assert_same(&one, &eight, &line);
    }
}

#[test]
fn any_order_of_files_gives_the_same_bytes() {
    let folder = "sample_data/gezinnen/gezinnen-";
    let orders = [["1.docx", "2.txt", "3.srt", "4.csv"], ["4.csv", "2.txt", "1.docx", "3.srt"]];
    let [first, second] = orders.map(|order| {
        let files = order.map(|file| format!("{folder}{file}")).join(" ");
        let (printed, files) = printed_and_written(&format!("code {files} -c {CODEBOOK} -o OUT -f parquet --lang en"));
        // What is to be typed next repeats what was typed.
        (printed.split("Next").next().expect("a screen").to_owned(), files)
    });
    assert_same(&first, &second, "in another order of files");
    let [first, second] = ["sample_data/moed sample_data/kwetsbaarheid", "sample_data/kwetsbaarheid sample_data/moed"]
        .map(|folders| printed_and_written(&format!("freq {folders} -c {CODEBOOK} --by transcript")));
    assert!(first.0.contains("moed-1"), "{}", first.0);
    assert_same(&first, &second, "in another order of folders");
}

#[test]
fn a_study_may_stand_anywhere() {
    let here = printed_and_written(&format!("code sample_data/moed -c {CODEBOOK} -o OUT"));
    let folder = Folder::new();
    for name in ["moed-1.txt", "moed-2.docx", "moed-3.md", "moed-4.vtt"] {
        let bytes = std::fs::read(in_repository("sample_data/moed").join(name)).expect("a sample");
        folder.write(&format!("elders/{name}"), &bytes);
    }
    folder.write("boek.toml", &std::fs::read(in_repository(CODEBOOK)).expect("a codebook"));
    folder.run("code elders -c boek.toml -o uit").text();
    for (name, bytes) in here.1 {
        let name = name.trim_start_matches("out/");
        assert!(folder.read(&format!("uit/{name}")) == bytes, "{name} depends on where the study stands");
        let place = folder.path("").display().to_string();
        assert!(!String::from_utf8_lossy(&folder.read(&format!("uit/{name}"))).contains(&place), "{name}");
    }
}

/// Words that nobody says but the participant and the interviewer of this study.
const SECRETS: [&str; 10] = [
    "kwibelaar",
    "schaamzucht",
    "dromedarist",
    "verzwegelijk",
    "baasjesplein",
    "zonderlingstraat",
    "pruttelmans",
    "hoezobaar",
    "sneeuwhoest",
    "grutjesbrij",
];

#[test]
fn no_text_leaves_no_word_of_participants_in_any_output() {
    let folder = Folder::study();
    let said = "I: Hoezobaar dan?\n\nR: De kwibelaar had schaamzucht, niet de dromedarist.\n\nI: En het werk?\n\n\
                R: Verzwegelijk, daar op het baasjesplein in de zonderlingstraat. Mijn baas heet Pruttelmans.\n\n\
                I: Sneeuwhoest?\n\nR: Sneeuwhoest, geen verzwegen sneeuwhoest.\n\n\
                Grutjesbrij: zo noemden we dat thuis.\n";
    folder.write("t/geheim.txt", said.as_bytes());
    folder.write("g/geheim.txt", said.as_bytes());
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\ngeheim,shame,anna,De kwibelaar had schaamzucht\n\
          geheim,work,anna,op het baasjesplein van pruttelmans\n",
    );
    let commands = [
        "code t -c c.toml -o uit -f json -f jsonl -f md -f tsv -f parquet",
        "code t -c c.toml --codings hand.csv -o beide -f json",
        "freq t -c c.toml -f json",
        "cooc t -c c.toml -f md",
        "quotes t -c c.toml --code shame",
        "quotes t -c c.toml --uncoded",
        "matrix t -c c.toml --cells count",
        "quotes t -c c.toml --codings hand.csv --coder any -f json",
        "transcript g/geheim.txt",
        "check t -c c.toml --codings hand.csv",
    ];
    let secret = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        SECRETS.iter().find(|secret| text.contains(**secret)).copied()
    };
    let mut shown = 0;
    for command in commands {
        let open = Folder::with(&[]);
        for (path, bytes) in folder.files() {
            open.write(&path, &bytes);
        }
        let before = open.files();
        let ran = open.run(command);
        shown += usize::from(secret(&ran.out).is_some());

        let closed = folder.run(&format!("{command} --no-text"));
        assert!(matches!(closed.code, Some(0 | 1)), "{command}: {closed}");
        assert_eq!(secret(&closed.out), None, "{command} says it: {closed}");
        assert_eq!(secret(closed.err.as_bytes()), None, "{command} says it on standard error: {}", closed.err);
        for (name, bytes) in folder.files().into_iter().filter(|(name, _)| !before.contains_key(name)) {
            assert_eq!(secret(&bytes), None, "{command} writes it in {name}");
            if name.ends_with(".parquet") {
                assert_eq!(secret(crate::cli_output::parquet(&bytes).to_string().as_bytes()), None, "{name}");
            }
        }
    }
    assert!(shown >= 5, "without --no-text the words are there: {shown}");
}

#[test]
fn no_text_leaves_no_quote_of_the_samples() {
    let (_, open) = printed_and_written(&format!("code sample_data -c {CODEBOOK} -o OUT"));
    let (screen, closed) = printed_and_written(&format!("code sample_data -c {CODEBOOK} -o OUT -f json --no-text"));
    let mut codings = csv::Reader::from_reader(open["out/codings.csv"].as_slice());
    let at = codings.headers().expect("a header").iter().position(|name| name == "text").expect("a column");
    let quotes: Vec<String> = codings.records().map(|row| row.expect("a row")[at].to_owned()).collect();
    let quotes: Vec<&String> = quotes.iter().filter(|quote| quote.split_whitespace().count() > 3).collect();
    assert!(quotes.len() > 300, "only {} quotes", quotes.len());
    let files = closed.iter().map(|(name, bytes)| (name.as_str(), String::from_utf8_lossy(bytes).into_owned()));
    for (name, text) in files.chain([("the screen", screen)]) {
        let found = quotes.iter().find(|quote| text.contains(quote.as_str()));
        assert!(found.is_none(), "{name} quotes {found:?}");
    }
    let told = |files: &BTreeMap<String, Vec<u8>>| String::from_utf8_lossy(&files["out/frequencies.csv"]).into_owned();
    assert_eq!(told(&open), told(&closed), "numbers do not depend on it");
}
