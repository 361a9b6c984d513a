use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::walk::Found;
use super::{Corpus, ReadOptions};
use crate::error::{Error, ErrorKind};

/// A study in a temporary folder.
struct Study(tempfile::TempDir);

const ANSWER: &str = "speaker,text\nI,Hoe gaat het?\nR,Goed hoor.\n";

impl Study {
    fn new(files: &[(&str, &str)]) -> Study {
        let study = Study(tempfile::tempdir().unwrap());
        for (path, text) in files {
            let path = study.path(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        study
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn open(&self, options: ReadOptions) -> Result<Corpus, Error> {
        Corpus::open(&[self.0.path().to_owned()], options)
    }

    fn corpus(&self) -> Corpus {
        self.open(ReadOptions::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn refused(&self) -> Error {
        self.open(ReadOptions::default()).unwrap_err()
    }
}

fn names(corpus: &Corpus) -> Vec<&str> {
    corpus.transcripts().iter().map(|transcript| transcript.name.as_str()).collect()
}

#[test]
fn ids_are_paths_in_natural_order_and_numbers_follow_them() {
    let study =
        Study::new(&[("r10.csv", ANSWER), ("r2.csv", ANSWER), ("groep/é 1.csv", ANSWER), ("groep/a.b.csv", ANSWER)]);
    let corpus = study.corpus();
    assert_eq!(names(&corpus), ["groep/a.b", "groep/é 1", "r2", "r10"]);
    let ids: Vec<u32> = corpus.read_all().unwrap().iter().map(|reading| reading.document.id.0).collect();
    assert_eq!(ids, [0, 1, 2, 3]);
}

#[test]
fn what_is_no_transcript_is_left_out_with_why() {
    let study = Study::new(&[
        ("r1.csv", ANSWER),
        (".verborgen.csv", ANSWER),
        (".git/x.csv", ANSWER),
        ("README.md", "over"),
        ("~$r1.docx", ""),
        ("cases.csv", "transcript,leeftijd\nr1,30\n"),
        ("sub/cases.xlsx", ""),
        ("kantlijn.toml", ""),
        ("codings.csv", "coding,transcript,Code,text\n1,r1,moed,ja\n"),
        ("foto.png", ""),
        ("brief.doc", ""),
        ("ander/kantlijn.toml", ""),
        ("ander/r7.csv", ANSWER),
        ("uit/run.json", "{}"),
        ("uit/quotes.csv", "quote\nja\n"),
    ]);
    let corpus = study.corpus();
    assert_eq!(names(&corpus), ["r1"]);
    let left: Vec<(String, String)> = corpus
        .left_out()
        .iter()
        .map(|left| {
            let path = left.path.strip_prefix(study.0.path()).unwrap().to_string_lossy().replace('\\', "/");
            (path, left.why.to_string().split(':').next().unwrap_or_default().to_owned())
        })
        .collect();
    let expected = [
        ("README.md", "a README"),
        ("ander", "a study of its own"),
        ("brief.doc", "an old Word format"),
        ("cases.csv", "the table of cases"),
        ("codings.csv", "a table with a column `Code`"),
        ("foto.png", "no format of transcripts that is known here"),
        ("kantlijn.toml", "the study file"),
        ("sub/cases.xlsx", "a table of cases that is not used"),
        ("uit", "the tables of an earlier run"),
        ("~$r1.docx", "a lock file of an opened document"),
    ];
    let expected: Vec<(String, String)> =
        expected.iter().map(|&(path, why)| (path.to_owned(), why.to_owned())).collect();
    assert_eq!(left, expected);
}

#[cfg(unix)]
#[test]
fn links_to_nothing_and_pipes_are_left_out_and_not_waited_for() {
    let study = Study::new(&[("r1.csv", ANSWER)]);
    std::os::unix::fs::symlink("weg.txt", study.path("r2.txt")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(study.path("r3.txt")).status();
    let corpus = study.corpus();
    assert_eq!(names(&corpus), ["r1"]);
    let left: Vec<String> = corpus.left_out().iter().map(|left| left.why.to_string()).collect();
    assert_eq!(left[0], "a link to a file that is not there");
    if pipe.is_ok_and(|status| status.success()) {
        assert_eq!(left[1], "no file, but a device or a pipe");
    }
    std::fs::write(study.path("project.qdpx"), "PK").unwrap();
    let error = Corpus::open(&[study.path("project.qdpx")], ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("the project is cut off or damaged"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("export the project again")), "{error}");
}

#[test]
fn a_file_given_by_itself_is_read_once_and_named_by_its_stem() {
    let study = Study::new(&[("sub/r1.csv", ANSWER), ("sub/README.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nJa\n")]);
    let inputs = [study.path("sub/r1.csv"), study.path("sub/README.vtt"), study.path("sub")];
    let corpus = Corpus::open(&inputs, ReadOptions::default());
    // The folder adds nothing new, which is not the same as a folder without transcripts.
    let corpus = corpus.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(names(&corpus), ["r1", "README"]);
    assert_eq!(corpus.diagnostics()[0].kind, "given-twice");
}

#[test]
fn a_table_with_several_transcripts_expands_in_its_place() {
    let study = Study::new(&[
        ("a.csv", ANSWER),
        ("groep.csv", "interview,speaker,text\nr10,R,Tien.\nr2,R,Twee.\nr10,R,Nog tien.\n"),
        ("h.csv", ANSWER),
    ]);
    let corpus = study.corpus();
    assert_eq!(names(&corpus), ["a", "groep/r2", "groep/r10", "h"]);
    let readings = corpus.read_all().unwrap();
    assert_eq!(readings[1].document.text, "Twee.");
    assert_eq!(readings[2].document.text, "Tien.\n\nNog tien.");
    assert_eq!(readings[2].document.id.0, 2);
    assert_eq!(readings[1].report.hash, readings[2].report.hash);
}

#[test]
fn errors_name_the_place_and_the_mend() {
    let twice = Study::new(&[("r1.csv", ANSWER), ("r1.vtt", "WEBVTT")]).refused();
    assert!(twice.to_string().contains("r1.csv and") && twice.to_string().contains("r1.vtt"), "{twice}");
    assert!(twice.help().is_some_and(|help| help.contains("rename")));

    let nothing = Study::new(&[("foto.png", "")]).refused();
    assert!(nothing.to_string().contains("foto.png is no format"), "{nothing}");
    assert!(nothing.help().is_some_and(|help| help.contains(".vtt")));

    let missing = Corpus::open(&[PathBuf::from("nergens/r1.txt")], ReadOptions::default()).unwrap_err();
    assert_eq!(missing.path(), Some(Path::new("nergens/r1.txt")));
    assert!(missing.help().is_some());

    let two = Study::new(&[("r1.csv", ANSWER), ("cases.csv", "case\n"), ("cases.xlsx", "")]).refused();
    assert!(two.help().is_some_and(|help| help.contains("[study]")), "{two}");
    assert!(Corpus::open(&[], ReadOptions::default()).is_err());
}

#[test]
fn all_unreadable_files_are_told_together_and_in_order_or_skipped() {
    let study = Study::new(&[("a.srt", "niets"), ("b.csv", ANSWER), ("c.csv", "wie\nik\n"), ("d.csv", ANSWER)]);
    let mut taken = 0;
    let error = study
        .corpus()
        .stream(
            |_| (),
            |()| {
                taken += 1;
                Ok(())
            },
        )
        .unwrap_err();
    let ErrorKind::Several(errors) = error.kind() else { panic!("{error}") };
    let paths: Vec<_> = errors.iter().filter_map(Error::path).filter_map(Path::file_name).collect();
    assert_eq!(paths, ["a.srt", "c.csv"]);
    assert_eq!(taken, 0, "nothing is handed over once a file has failed");

    let skipping = study.open(ReadOptions { skip_unreadable: true, ..ReadOptions::default() }).unwrap();
    let mut ids = Vec::new();
    let streamed = skipping
        .stream(
            |reading| reading.document.id.0,
            |id| {
                ids.push(id);
                Ok(())
            },
        )
        .unwrap();
    assert_eq!((ids, streamed.documents, streamed.skipped.len()), (vec![1, 3], 2, 2));
}

#[test]
fn bytes_of_another_format_are_not_taken_for_text() {
    let study = Study::new(&[("scan", "%PDF-1.7"), ("b.csv", ANSWER)]);
    let error = Corpus::open(&[study.path("scan")], ReadOptions::default()).unwrap().read_all().unwrap_err();
    assert!(error.to_string().ends_with("is a PDF"), "{error}");
    std::fs::write(study.path("r1.docx"), b"\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")
        .unwrap();
    let error = Corpus::open(&[study.path("r1.docx")], ReadOptions::default()).unwrap().read_all().unwrap_err();
    assert!(error.to_string().ends_with("is protected with a password"), "{error}");
}

#[test]
fn a_named_file_of_an_unknown_kind_is_text_and_a_folder_may_hold_every_kind() {
    let labels = "I: Hoe gaat het?\nR: Goed.\nI: En nu?\nR: Beter.\n";
    let study = Study::new(&[("r1.verslag", labels), ("b/r1.txt", labels), ("b/r2.md", "**I:** Zo?\n\n**R:** Ja.\n")]);
    for (input, turns) in [("r1.verslag", vec![4]), ("b", vec![4, 2])] {
        let readings = Corpus::open(&[study.path(input)], ReadOptions::default()).unwrap().read_all().unwrap();
        assert_eq!(readings.iter().map(|reading| reading.document.turns.len()).collect::<Vec<_>>(), turns);
    }
}

#[test]
fn a_variable_of_a_transcript_may_name_its_case_and_no_column() {
    let study = Study::new(&[("r1.csv", "speaker,text,case\nR,Ja.,E01\n")]);
    assert_eq!(study.corpus().read_all().unwrap()[0].document.case.as_deref(), Some("E01"));
    let study = Study::new(&[("r1.csv", "speaker,text,theme\nR,Ja.,vast\n")]);
    let error = study.corpus().read_all().unwrap_err();
    assert!(error.to_string().contains("`theme` cannot be a variable"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("`own_theme`")));
}

#[test]
fn json_without_a_transcript_is_left_out_of_a_folder_and_refused_by_itself() {
    let spoken = "{\"segments\": [{\"speaker\": \"R\", \"text\": \"Ja.\"}]}";
    let study = Study::new(&[
        ("a.json", spoken),
        ("package.json", "{\"name\": \"x\", \"scripts\": {}}"),
        ("run.json", "{\"tables\": [{\"file\": \"freq.csv\"}]}"),
    ]);
    let corpus = study.corpus();
    assert_eq!(corpus.transcripts().iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["a"]);
    let left: Vec<String> = corpus.left_out().iter().map(|left| left.why.to_string()).collect();
    assert_eq!(
        left,
        [
            "JSON without a transcript in it: an object with `name`, `scripts`",
            "JSON without a transcript in it: an object with `tables`"
        ]
    );
    let named = Corpus::open(&[corpus.left_out()[0].path.clone()], ReadOptions::default()).unwrap();
    assert!(named.read_all().unwrap_err().to_string().contains("holds no transcript that is known here"));
    let broken = Study::new(&[("a.json", &spoken[..40])]);
    assert!(broken.corpus().read_all().unwrap_err().to_string().contains("stops in the middle, in line 1"));
}

#[test]
fn standard_input_is_one_transcript() {
    let mut found = Found::default();
    let options = ReadOptions::default();
    found.read_from_memory(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v R>Ja.\n".as_slice().into(), &options).unwrap();
    assert_eq!((found.files[0].id.as_str(), found.files[0].format.name), ("stdin", "webvtt"));
    assert_eq!(found.files[0].names, ["stdin"]);
}

#[test]
fn standard_input_may_be_a_table_of_several_transcripts() {
    let line = |id: &str| format!("{{\"interview\": \"{id}\", \"speaker\": \"R\", \"text\": \"Ja.\"}}\n");
    let mut found = Found::default();
    let bytes = format!("{}{}{}", line("r10"), line("r2"), line("r10"));
    found.read_from_memory(bytes.into_bytes().into(), &ReadOptions::default()).unwrap();
    assert_eq!(found.files[0].names, ["stdin/r2", "stdin/r10"]);
}

#[test]
fn results_depend_neither_on_threads_nor_on_where_the_study_lies() {
    let files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (format!("map{}/r{n}.csv", n % 3), format!("speaker,text\nI,Vraag {n}?\nR,{}\n", "ja ".repeat(n * 50 + 1)))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let run = |files: &[(&str, &str)], threads: usize| {
        let study = Study::new(files);
        let corpus = study.corpus();
        let mut texts = Vec::new();
        let mut dones = Vec::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut stream = || {
            corpus.stream_with_progress(
                |reading| (reading.document.id, reading.document.name, reading.document.text),
                |text| {
                    texts.push(text);
                    Ok(())
                },
                &mut |done, total| dones.push((done, total)),
            )
        };
        // One thread: the caller is the pool's only worker. More: the caller stands outside the pool.
        let streamed = if threads == 1 { pool.install(&mut stream) } else { stream() }.unwrap();
        (texts, dones, streamed.hash)
    };
    let one = run(&files, 1);
    let backwards: Vec<_> = files.iter().rev().copied().collect();
    assert_eq!(one, run(&backwards, 3));
    assert_eq!(one.1.last(), Some(&(40, 40)));
}

#[test]
fn the_hash_changes_with_words_cases_and_options_alone() {
    let hash = |files: &[(&str, &str)], options: ReadOptions| {
        Study::new(files).open(options).unwrap().stream(|_| (), |()| Ok(())).unwrap().hash
    };
    let plain = hash(&[("a.csv", ANSWER)], ReadOptions::default());
    let skip = ReadOptions { skip_unreadable: true, ..ReadOptions::default() };
    assert_eq!(plain, hash(&[("a.csv", ANSWER), ("README", "x")], skip));
    let carry = ReadOptions { carry_speaker: true, ..ReadOptions::default() };
    let cases = ("cases.csv", "transcript,x\na,1\n");
    let others = [
        hash(&[("b.csv", ANSWER)], ReadOptions::default()),
        hash(&[("a.csv", "text\nJa\n")], ReadOptions::default()),
        hash(&[("a.csv", ANSWER)], carry),
        hash(&[("a.csv", ANSWER), cases], ReadOptions::default()),
    ];
    assert!(others.iter().all(|other| *other != plain));
}

#[test]
fn cases_reach_documents_and_what_matches_nothing_is_told() {
    let study = Study::new(&[
        ("a/r1.csv", ANSWER),
        ("a/r2.csv", ANSWER),
        ("cases.csv", "Transcript;Casus;Functie\nR1.csv;E01;ervaringswerker\nr3;E03;arts\n"),
    ]);
    let corpus = study.corpus();
    assert_eq!(corpus.cases().variables(), ["Functie"]);
    assert_eq!(corpus.diagnostics().len(), 1);
    assert!(corpus.diagnostics()[0].to_string().contains("row 3: there is no transcript `r3`"));
    let mut cases = Vec::new();
    let streamed = corpus
        .stream(
            |reading| reading.document.case,
            |case| {
                cases.push(case);
                Ok(())
            },
        )
        .unwrap();
    assert_eq!(cases, [Some("E01".to_owned()), None]);
    assert_eq!(streamed.without_case, ["a/r2"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_files_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a-z]{1,3}\\.(vtt|srt|csv|tsv|xlsx)") {
        let study = Study::new(&[]);
        std::fs::write(study.path(&name), &bytes).unwrap();
        if let Ok(corpus) = study.open(ReadOptions::default()) {
            let _ = corpus.read_all();
        }
    }
}

#[test]
fn a_document_is_read_as_what_it_is_whatever_its_name_says() {
    let study = Study::new(&[
        ("r1.doc", "{\\rtf1\\ansi I: Hoe?\\par R: Goed.\\par}"),
        ("r2.docx", "<html><p>I: Hoe?<p>R: Goed."),
        ("r3.doc", "\u{0}oud"),
    ]);
    let corpus = study.corpus();
    assert_eq!(names(&corpus), ["r1", "r2"]);
    assert!(corpus.left_out()[0].may_be_a_transcript());
    for (reading, format) in corpus.read_all().unwrap().iter().zip(["rtf", "html"]) {
        assert_eq!((reading.document.turns.len(), reading.report.format), (2, format));
        let said = reading.report.diagnostics.iter().find(|said| said.kind == "misnamed").expect("a note");
        assert!(said.to_string().contains(&format!("give it the name that it should have: .{format}")), "{said}");
    }
    let named = Corpus::open(&[study.path("r1.doc")], ReadOptions::default()).unwrap();
    assert_eq!(named.read_all().unwrap()[0].document.turns.len(), 2);
    let error = Corpus::open(&[study.path("r3.doc")], ReadOptions::default()).unwrap_err();
    assert_eq!(error.help(), Some("save it as .docx"));
}

#[test]
fn a_table_on_standard_input_is_read_as_one() {
    let mut found = Found::default();
    let options = ReadOptions::default();
    found.read_from_memory(ANSWER.as_bytes().into(), &options).unwrap();
    found.read_from_memory(b"interview;spreker;tekst\na;I;Hoe?\nb;I;Wat?\n"[..].into(), &options).unwrap();
    let names: Vec<Vec<String>> = found.files.into_iter().map(|file| file.names).collect();
    assert_eq!(names, [vec!["stdin".to_owned()], vec!["stdin/a".to_owned(), "stdin/b".to_owned()]]);
}
