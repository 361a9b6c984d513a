use std::path::PathBuf;

use proptest::prelude::*;

use super::Limits;
use crate::corpus::{Corpus, Gap, LineBreaks, Portion, ReadOptions, Reading, Speaker, Time};
use crate::error::Result;
use crate::scope::Part;

/// What may stand in a transcript, by how it is written; the beginning shows how.
const LABELLED: &[&str] = &[
    "I: En hoe was dat dan voor u, die allereerste keer daar binnen?\n",
    "R: Één groot feest (lacht). Ja, dat was zo.\n",
    "I: Hm hm.\n",
    "R: Ja.\n\nEn toen zijn we weggegaan, met z'n allen [00:12:01] en de hond.\n",
    "I: Kunt u daar nog iets meer over vertellen, over die tijd?\n",
    "R: Cafe\u{301} en re\u{301}gie //I: ja // waren dicht.\nDat weet ik nog.\n",
    "R: (knikt)\n",
    "I: [00:13:00]\n",
    "X: xxx\n",
    "R.: Nog iets.\n\n\n",
    "Pagina 3\n",
    "SUMMARY KEYWORDS\nkoffie, thee\n\n",
    "Let op: dit is geen naam. Jan: ook niet.\n",
    "Vera: Ik ook.\n",
    "Noor Bos: Wie ben ik?\n",
    "NB: Dat ben ik.\n",
];
const TIMED: &[&str] = &[
    "Eva Maan  00:00\nDag, en hoe is het nu met u na al die jaren van stilte?\n\n",
    "Bo Vis  00:04\nGoed.\n\n",
    "Bo Vis  01:04\n\n",
    "Eva Maan  00:09\nEn wat deed u toen, in die lange winter, helemaal alleen daar?\n\n",
    "En nog iets.\n\nEn dan dit.\n\n",
    "Ja Vis  02:00\n",
    "Bo Vis stopped transcription\n",
];
const STANDING: &[&str] = &[
    "Interviewer\nEn wat deed u toen, in die lange winter, helemaal alleen daar?\n",
    "Respondent\nGoed.\n",
    "Respondent\nIk was zelf\nrespondent\nin die tijd\n",
    "Vera\nen ik ook\nVera\n",
    "Interviewer\n\n",
    "(stilte)\n",
];
const MARKED: &[&str] = &[
    "I: Hoe was dat nou voor u in die tijd, zo zonder werk? #00:02:10-5#\n",
    "R: Zwaar. #00:03:10-5#\n",
    "R: Maar ook wel weer mooi.\n",
    "I: En uw vrouw, hoe heeft zij dat in die dagen beleefd? #00:04:00-1#\n",
    "R: #00:05:00-1#\n",
    "I: Ja.\n",
];
const PLAIN: &[&str] = &[
    "Een alinea die over de dijk gaat.\n\n",
    "En een tweede, die\nover twee regels loopt.\n\n",
    "(stilte)\n\n",
    "Pagina 12\n",
    "Derde alinea [00:10:00] met tijd.\n\n\n",
    "Vierde.\n",
];
const BARE: &[&str] = &[
    "ja en toen gingen we naar huis en daar was niemand meer en dat was het dan\n",
    "want ik weet het niet meer zo goed hoe dat ging in die tijd van toen\n\n",
];
const MARKDOWN: &[&str] = &[
    "**I:** En hoe was dat *dan* voor u, die allereerste keer daar binnen?\n\n",
    "**R:** Ja, [hier](https://a.nl/b) \\[lacht\\] dus.\n\n",
    "- een\n- twee\n\n",
    "<!-- een opmerking\n\n**I:** die in niemands woorden staat, want zij is een opmerking van mij\n\n-->\n\n",
    "**I:** Wat vond u daar <!-- hm --> zelf eigenlijk van, toen dat allemaal gebeurde?\n\n",
    "```\n",
    "> Een citaat.\n\n",
    "## Deel 2\n\n",
    "**R:** (knikt)\n\n",
    "**R:** Nee.\n\n",
];
const QUESTIONS: &[&str] = &[
    "**Hoe gaat het nu met u na al die lange jaren van stilte?**\n\n",
    "Goed.\n\n",
    "Heel goed, dank u.\n\n",
    "*En thuis?*\n\n",
    "**En wat deed u toen, in die lange winter, helemaal alleen daar?**\n\n",
];

/// A way of writing: the beginning, what follows, whether it is Markdown.
const WAYS: &[(&str, &[&str], bool)] = &[
    (
        "Gesprek met NB\n\nI: Dag, hoe gaat het vandaag met u?\nR: Goed.\nI: Fijn.\nR: Ja (lacht).\nR: Zeker.\n\
         I: En thuis?\nR: Ook.\n",
        LABELLED,
        false,
    ),
    (
        "Eva Maan  00:00\nDag, hoe is het?\n\nBo Vis  00:04\nGoed.\n\nEva Maan  00:09\nEn thuis, en op het werk?\n\n\
         Bo Vis  00:12\nOok.\n\n",
        TIMED,
        false,
    ),
    ("Interviewer\nHoe is het?\nRespondent\nGoed.\nInterviewer\nEn thuis?\nRespondent\nOok.\n", STANDING, false),
    ("I: Dag. #00:00:01-5#\nR: Ja. #00:00:02-5#\nI: Zo?\nR: Nee.\n", MARKED, false),
    ("Een begin.\n\nEn nog een alinea.\n\n", PLAIN, false),
    ("Een begin.\nEn nog een regel.\nEn nog een.\n", PLAIN, false),
    ("en dat was het begin van wat ik nog weet van toen en daarna\n", BARE, false),
    (
        "---\nleeftijd: 61\n---\n\n> Vooraf.\n\n**I:** Dag?\n\n**R:** Ja.\n\n**I:** Zo?\n\n**R:** Nee.\n\n",
        MARKDOWN,
        true,
    ),
    ("# Verslag\n\nEen alinea.\n\n- punt\n\n", MARKDOWN, true),
    ("**Hoe gaat het?**\n\nGoed.\n\n**En thuis?**\n\nOok.\n\n", QUESTIONS, true),
];

fn options() -> ReadOptions {
    ReadOptions {
        labels: vec!["Vera".into()],
        parts: vec![(Part::Other, vec!["Noor Bos".into()])],
        ..ReadOptions::default()
    }
}

struct Study {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Study {
    fn new(bytes: &[u8], is_markdown: bool) -> Self {
        let (folder, name) = (tempfile::tempdir().unwrap(), if is_markdown { "r1.md" } else { "r1.txt" });
        std::fs::write(folder.path().join(name), bytes).unwrap();
        Self { folder, name }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    fn corpus(&self, limits: Limits, portion: Option<usize>) -> Corpus {
        let mut corpus = Corpus::open(&[self.path()], ReadOptions { portion, ..options() }).unwrap();
        corpus.limits = limits;
        corpus
    }

    fn read(&self, limits: Limits, portion: Option<usize>) -> Vec<Reading> {
        self.corpus(limits, portion).read_all().unwrap_or_else(|error| panic!("{error}"))
    }
}

fn limits(beginning: usize) -> Limits {
    Limits { long: 0, beginning, read: 97 }
}

/// Where a turn begins and ends, who speaks in which part, and when.
type TurnTold = (usize, usize, Option<(String, Part)>, Option<Time>);

/// A transcript as its portions tell it, in its own numbers.
#[derive(Debug, Default, PartialEq)]
struct Told {
    text: String,
    turns: Vec<TurnTold>,
    gaps: Vec<(usize, Gap)>,
    speakers: Vec<Speaker>,
    variables: Vec<String>,
    breaks: LineBreaks,
    unpunctuated: bool,
    dropped: Vec<(String, usize)>,
    remarks: Vec<String>,
    hash: String,
    encoding: String,
}

fn told(portions: &[Reading]) -> Told {
    let mut told = Told::default();
    let (mut turns, mut points) = (0, 0);
    for (index, Reading { document, report, .. }) in portions.iter().enumerate() {
        let portion = Portion {
            index: index as u32,
            is_one_of_several: portions.len() > 1,
            turns,
            code_points: points,
            ..document.portion
        };
        assert_eq!(document.portion, portion);
        turns += document.turns.len() as u64;
        points += document.text.chars().count() as u64;
        let at = told.text.len();
        if index > 0 && document.has_interviewer() {
            let before = &portions[index - 1].document;
            let part = |document: &crate::corpus::Document, turn: usize| document.part(crate::ids::TurnId::new(turn));
            assert_eq!(part(document, 0), Some(Part::Interviewer), "{}", document.text);
            assert_ne!(part(before, before.turns.len() - 1), Some(Part::Interviewer));
        }
        for turn in &document.turns {
            let speaker = turn.speaker.map(|id| &document.speakers[id.index()]);
            let speaker = speaker.map(|speaker| (speaker.label.clone(), speaker.part));
            told.turns.push((at + turn.span.start as usize, at + turn.span.end as usize, speaker, turn.time));
        }
        told.gaps.extend(document.gaps.iter().map(|gap| {
            let from = gap.span.start;
            (at + from as usize, Gap { span: crate::text::Span { start: 0, end: gap.span.end - from }, ..*gap })
        }));
        assert_eq!(
            document.speakers[..told.speakers.len()],
            told.speakers[..],
            "numbers are the same in every portion"
        );
        told.speakers.clone_from(&document.speakers);
        told.variables = document.variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        told.breaks = document.line_breaks;
        told.unpunctuated = document.unpunctuated;
        told.dropped.extend(report.dropped.iter().cloned());
        told.remarks.extend(report.diagnostics.iter().map(ToString::to_string));
        if !report.encoding.is_empty() {
            told.encoding.clone_from(&report.encoding);
        }
        assert!(report.hash.is_empty() == (index + 1 < portions.len()));
        told.hash.clone_from(&report.hash);
        told.text.push_str(&document.text);
    }
    told
}

fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let wide = |units: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(units).collect::<Vec<u8>>();
    match encoding {
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [b"\xff\xfe".to_vec(), wide(u16::to_le_bytes)].concat(),
        3 => wide(u16::to_be_bytes),
        4 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        _ => text.as_bytes().to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn windows_of_any_size_read_what_one_window_reads(
        way in 0..WAYS.len(),
        pieces in prop::collection::vec(0usize..16, 20..120),
        // Of fewer bytes not even the mark of an encoding is whole.
        beginning in 4usize..800,
        portion in 1usize..1500,
        encoding in 0usize..5,
        line_end in prop::sample::select(&["\n", "\r\n", "\r"][..]),
    ) {
        let (begin, rest, is_markdown) = WAYS[way];
        let text: String = [begin].into_iter().chain(pieces.iter().map(|piece| rest[piece % rest.len()])).collect();
        let study = Study::new(&encoded(&text.replace('\n', line_end), encoding), is_markdown);
        let whole = study.read(limits(beginning), None);
        prop_assert_eq!(whole.len(), 1);
        prop_assert_eq!(told(&study.read(limits(beginning), Some(portion))), told(&whole));
    }

    #[test]
    fn any_bytes_are_read_in_windows_as_in_one(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "((I|R|Eva Maan|R1|Vera)( ?: ?|  0:1[0-9]\n)|[a-zé .?]{0,9}|\n|\r\n?|//|\\(lacht\\)|\\[00:01:02\\]|#00:01:02-5#|xxx|Pagina 1\n|SPEAKERS\n){0,60}"
                .prop_map(String::into_bytes),
            "(---\n)?(\\*\\*I:\\*\\* |\\*\\*Bo Vis:\\*\\* |### R\n|[a-zé: *_`~\\\\<>!.?-]{0,8}|\\[a\\]\\(b\\)|<!--|-->|\n|1\\. |```\n){0,60}"
                .prop_map(String::into_bytes),
        ],
        beginning in 1usize..200,
        portion in 1usize..100,
        is_markdown: bool,
    ) {
        let study = Study::new(&[&b"x\n"[..], &bytes].concat(), is_markdown);
        let one = study.corpus(limits(beginning), None).read_all();
        let several = study.corpus(limits(beginning), Some(portion)).read_all();
        match (one, several) {
            (Ok(one), Ok(several)) => prop_assert_eq!(told(&several), told(&one)),
            (one, several) => prop_assert_eq!(one.map_err(|e| e.to_string()), several.map_err(|e| e.to_string())),
        }
    }
}

#[test]
fn what_its_beginning_shows_is_what_the_whole_shows() {
    for &(begin, rest, is_markdown) in WAYS {
        // What the beginning does not show is left out.
        let rest: Vec<&str> = rest
            .iter()
            .copied()
            .filter(|piece| {
                !["X:", "Vera", "Noor", "NB", "Ja Vis", "Let op"].iter().any(|late| piece.starts_with(late))
            })
            .collect();
        let text = [begin, &rest.concat()].concat().replace("```\n", "").repeat(9);
        let study = Study::new(text.as_bytes(), is_markdown);
        let ordinary = Limits { long: u64::MAX, ..Limits::default() };
        let (mut long, mut whole) =
            (told(&study.read(limits(text.len() / 2), Some(300))), told(&study.read(ordinary, None)));
        for told in [&mut long, &mut whole] {
            told.remarks.clear();
        }
        assert_eq!(long, whole);
        assert!(study.read(limits(text.len() / 2), Some(300)).len() > 2, "{text}");
    }
}

#[test]
fn results_do_not_depend_on_threads_and_portions_come_while_the_file_is_read() {
    let study = Study::new([WAYS[0].0, &LABELLED.concat().repeat(40)].concat().as_bytes(), false);
    let run = |threads: usize| {
        let corpus = study.corpus(limits(500), Some(400));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| corpus.read_all().unwrap())
    };
    let one = run(1);
    assert!(one.len() > 30, "{}", one.len());
    for threads in [2, 8] {
        assert_eq!(run(threads), one);
    }
}

#[test]
fn a_late_speaker_is_heard_where_the_study_lists_them_and_told_where_not() {
    let asked = "I: En hoe was dat dan voor u, die allereerste keer daar binnen?\nR: Goed.\n";
    let text =
        [asked.repeat(20), "Vera: Ik ook.\nTim: En ik dan? Mag ik?\n".to_owned(), asked.repeat(9), "Tim: Ja.\n".into()];
    let study = Study::new(text.concat().as_bytes(), false);
    let readings = study.read(limits(300), Some(400));
    let last = readings.last().unwrap();
    let labels: Vec<&str> = last.document.speakers.iter().map(|speaker| speaker.label.as_str()).collect();
    assert_eq!(labels, ["I", "R", "Vera"]);
    let remark = last.report.diagnostics.iter().find(|remark| remark.kind == "late-label").unwrap();
    assert!(remark.message.starts_with("2 line starts") && remark.message.contains("`Tim` (2)"), "{remark}");
    assert!(readings[..readings.len() - 1].iter().skip(1).all(|reading| reading.report.diagnostics.is_empty()));
}

#[test]
fn what_turns_out_to_be_no_text_ends_the_run_even_if_others_are_skipped() {
    let asked = "I: En hoe was dat dan voor u, die allereerste keer daar binnen?\nR: Goed.\n".repeat(20);
    let run = |bytes: &[u8]| -> (usize, Result<usize>) {
        let study = Study::new(bytes, false);
        std::fs::write(study.folder.path().join("r2.txt"), "I: Ja?\nR: Nee.\n").unwrap();
        let options = ReadOptions { portion: Some(400), skip_unreadable: true, ..options() };
        let mut corpus = Corpus::open(&[study.folder.path().to_owned()], options).unwrap();
        corpus.limits = Limits { long: 1000, beginning: 300, read: 97 };
        let mut taken = 0;
        let streamed = corpus.stream(
            |_| (),
            |()| {
                taken += 1;
                Ok(())
            },
        );
        (taken, streamed.map(|streamed| streamed.skipped.len()))
    };
    let (taken, late) = run(&[asked.as_bytes(), &[1; 900]].concat());
    assert!(taken > 1 && late.unwrap_err().to_string().contains("r1.txt: is no text"), "{taken}");
    // Of one that shows it at once nothing was handed over.
    let (taken, early) = run(&[&[1; 900], asked.as_bytes()].concat());
    assert_eq!((taken, early.unwrap()), (1, 1));
}

#[test]
fn a_panic_is_passed_on() {
    let study = Study::new([WAYS[0].0, &LABELLED.concat().repeat(40)].concat().as_bytes(), false);
    let corpus = study.corpus(limits(500), Some(400));
    let read = |reading: Reading| assert_ne!(reading.document.portion.index, 7, "on purpose");
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| corpus.stream(read, |()| Ok(())))).is_err());
}
