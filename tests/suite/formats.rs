//! One interview in every format that is read: the same turns, whatever it was saved as.

use std::io::Cursor;
use std::path::Path;

use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
use serde_json::{Value, json};

use kantlijn::corpus::{Corpus, ReadOptions, Reading};
use kantlijn::scope::Part;
use kantlijn::segment::{SegmentOptions, Segments};

/// An invented conversation: who, and what they say, cut where captions may break.
const SAID: [(&str, &[&str]); 7] = [
    ("I", &["Hoe ben je hier terechtgekomen?"]),
    ("R", &["Via de buurvrouw, eh, die zat er al.", "Ik durfde eerst niet. (lacht)"]),
    ("I", &["Hm-hm."]),
    ("R", &["’s Avonds ging ik langs de achterdeur, dan zag niemand me.", "Zo’n schaamte, hè."]),
    ("I", &["En nu, als je er ’s ochtends loopt?"]),
    ("R", &["Nu loop ik er met m’n sleutels te rammelen.", "Vierentwintig deuren; twee ervan klemmen."]),
    ("I", &["Mooi."]),
];

/// Each turn as its speaker's label, whether they ask the questions, and its words.
fn turns(reading: &Reading) -> Vec<(String, bool, Vec<String>)> {
    let document = &reading.document;
    let segments = Segments::of(document, &SegmentOptions::default());
    document
        .turns
        .iter()
        .zip(&segments.turns)
        .map(|(turn, words)| {
            let speaker = &document.speakers[turn.speaker.expect("everybody has a label").index()];
            let words = &segments.words[words.start as usize..words.end as usize];
            let words = words.iter().map(|word| word.span.of(&document.text).to_owned()).collect();
            (speaker.label.clone(), speaker.part == Part::Interviewer, words)
        })
        .collect()
}

fn expected() -> Vec<(String, bool, Vec<String>)> {
    SAID.iter()
        .map(|(who, lines)| {
            let said = lines.join(" ").replace("(lacht)", "");
            let words = kantlijn::text::words(&said).map(|word| word.of(&said).to_owned()).collect();
            ((*who).to_owned(), *who == "I", words)
        })
        .collect()
}

fn packed(docx: Docx) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).expect("a document is packed");
    bytes.into_inner()
}

/// A Word file with three comments: on words, on a whole turn with its label, and on a question.
#[cfg(feature = "tables")]
pub fn commented() -> Vec<u8> {
    let comment = |id, who: &str, says: &str| docx_rs::Comment::new(id).author(who).add_paragraph(paragraph(says));
    let said = |id, who: &str, says: &str, before: &str, on: &str| {
        Paragraph::new()
            .add_run(Run::new().add_text(before))
            .add_comment_start(comment(id, who, says))
            .add_run(Run::new().add_text(on))
            .add_comment_end(id)
    };
    packed(
        Docx::new()
            .add_paragraph(said(1, "Bram", "sturende vraag?", "I: Hoe ", "was dat?"))
            .add_paragraph(said(2, "Anna", "schaamte", "R: Ik ", "durfde niets te zeggen."))
            .add_paragraph(paragraph("I: En nu?"))
            .add_paragraph(said(3, "Anna", "trots", "", "R: Nu wel.")),
    )
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

/// A caption for each line, two seconds long.
fn captions(head: &str, comma: char, line: impl Fn(&str, usize, &str) -> String, numbered: bool) -> Vec<u8> {
    let mut text = head.to_owned();
    let mut number = 0;
    for (who, lines) in SAID {
        for (i, said) in lines.iter().enumerate() {
            number += 1;
            if numbered {
                text.push_str(&format!("{number}\n"));
            }
            let (from, to) = (2 * number, 2 * number + 1);
            text.push_str(&format!(
                "00:00:{from:02}{comma}000 --> 00:00:{to:02}{comma}500\n{}\n\n",
                line(who, i, said)
            ));
        }
    }
    text.into_bytes()
}

fn table(separator: char) -> Vec<u8> {
    let mut text = format!("transcript{separator}speaker{separator}text\n");
    for (who, lines) in SAID {
        text.push_str(&format!("gesprek{separator}{who}{separator}\"{}\"\n", lines.join(" ")));
    }
    text.into_bytes()
}

/// The conversation as a file of every kind: a name, and its bytes.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let turn = |label: &dyn Fn(&str) -> String| {
        SAID.iter().map(|(who, lines)| format!("{}{}\n\n", label(who), lines.join(" "))).collect::<String>()
    };
    let plain = turn(&|who| format!("{who}: "));
    let wrapped: String = SAID.iter().map(|(who, lines)| format!("{who}:\t{}\n\n", lines.join("\n"))).collect();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (windows, _, unmappable) = encoding_rs::WINDOWS_1252.encode(&plain);
    assert!(!unmappable);
    let docx = SAID
        .iter()
        .fold(Docx::new(), |docx, (who, lines)| docx.add_paragraph(paragraph(&format!("{who}: {}", lines.join(" ")))));
    let alone = SAID.iter().fold(Docx::new(), |docx, (who, lines)| {
        let docx = docx.add_paragraph(paragraph(&format!("{who}:")));
        lines.iter().fold(docx, |docx, line| docx.add_paragraph(paragraph(line)))
    });
    let cell = |text: &str| TableCell::new().add_paragraph(paragraph(text));
    let rows = SAID.iter().map(|(who, lines)| TableRow::new(vec![cell(who), cell(&lines.join(" "))])).collect();
    let mut files = vec![
        ("blank-lines.txt", plain.clone().into_bytes()),
        ("wrapped.txt", wrapped.into_bytes()),
        ("crlf.txt", plain.replace('\n', "\r\n").into_bytes()),
        ("cr.txt", plain.replace('\n', "\r").into_bytes()),
        ("bom.txt", [b"\xef\xbb\xbf".as_slice(), plain.as_bytes()].concat()),
        ("utf-16.txt", [b"\xff\xfe".to_vec(), utf16(&plain)].concat()),
        ("windows-1252.txt", windows.into_owned()),
        ("bold.md", turn(&|who| format!("**{who}:** ")).into_bytes()),
        ("headings.md", turn(&|who| format!("### {who}\n\n")).into_bytes()),
        ("paragraphs.docx", packed(docx)),
        ("labels-alone.docx", packed(alone)),
        ("table.docx", packed(Docx::new().add_table(Table::new(rows)))),
        ("voices.vtt", captions("WEBVTT\n\n", '.', |who, _, said| format!("<v {who}>{said}"), false)),
        ("closed-voices.vtt", captions("WEBVTT\n\n", '.', |who, _, said| format!("<v {who}>{said}</v>"), true)),
        (
            "colons.vtt",
            captions(
                "WEBVTT - opname\n\nNOTE verzonnen\n\n",
                '.',
                |who, i, said| if i == 0 { format!("{who}: {said}") } else { said.to_owned() },
                false,
            ),
        ),
        ("colons.srt", captions("", ',', |who, _, said| format!("{who}: {said}"), true)),
        ("comma.csv", table(',')),
        ("semicolon.csv", table(';')),
        ("tab.tsv", table('\t')),
        ("utf-16.csv", [b"\xff\xfe".to_vec(), utf16(&String::from_utf8_lossy(&table(';')))].concat()),
        ("windows-1252.csv", encoding_rs::WINDOWS_1252.encode(&String::from_utf8_lossy(&table(';'))).0.into_owned()),
    ];
    files.extend(recognised());
    files.extend(parquet());
    files
}

/// Every stretch as speech recognition cuts it: who, what, and from when to when in milliseconds.
fn stretches() -> impl Iterator<Item = (&'static str, &'static str, usize, usize)> {
    let lines = SAID.iter().flat_map(|(who, lines)| lines.iter().map(|line| (*who, *line)));
    lines.zip(1..).map(|((who, line), n)| (who, line, 2000 * n, 2000 * n + 1500))
}

/// The conversation as programs and services of speech recognition write it, and as one JSON object a line.
fn recognised() -> Vec<(&'static str, Vec<u8>)> {
    let seconds = |ms: usize| ms as f64 / 1000.0;
    let clock = |ms: usize| format!("00:{:02}.{:03}", ms / 1000, ms % 1000);
    let segments: Vec<Value> = stretches()
        .map(|(who, said, from, to)| json!({"start": seconds(from), "end": seconds(to), "text": format!(" {said}"), "speaker": who}))
        .collect();
    let whole: String = stretches().map(|(_, said, ..)| format!(" {said}")).collect();
    let rows: String = SAID
        .iter()
        .map(|(who, lines)| {
            json!({"transcript": "gesprek", "speaker": who, "text": lines.join(" ")}).to_string() + "\n"
        })
        .collect();
    let list: Vec<Value> =
        SAID.iter().map(|(who, lines)| json!({"who": 1, "text": lines.join("\n"), "speaker": {"name": who}})).collect();
    let words = |said: &str| -> Vec<Value> { said.split(' ').map(|word| json!({"text": word, "conf": 1.0})).collect() };
    let heard: Vec<Value> = SAID
        .iter()
        .map(|(who, lines)| json!({"speaker": if *who == "I" { "spk1" } else { "spk2" }, "words": words(&lines.join(" "))}))
        .collect();
    let named = json!([{"spkid": "spk1", "name": "I"}, {"spkid": "spk2", "name": "R"}]);
    // A word, and the sign behind it as an item of its own.
    let items: Vec<Value> = stretches()
        .flat_map(|(who, said, from, to)| said.split(' ').map(move |word| (who, word, from, to)))
        .flat_map(|(who, word, from, to)| {
            let (bare, sign) = word.split_at(word.trim_end_matches(['.', ',', '?', ';']).len());
            let times = (seconds(from).to_string(), seconds(to).to_string());
            let spoken = json!({"type": "pronunciation", "start_time": times.0, "end_time": times.1, "speaker_label": who,
                "alternatives": [{"confidence": "0.9", "content": bare}]});
            let sign = (!sign.is_empty()).then(|| json!({"type": "punctuation", "alternatives": [{"content": sign}]}));
            [Some(spoken), sign].into_iter().flatten()
        })
        .collect();
    let sbv: String = stretches()
        .map(|(who, said, from, to)| format!("0:{},0:{}\n{who}: {said}\n\n", clock(from), clock(to)))
        .collect();
    let lrc: String = stretches()
        .map(|(who, said, from, to)| format!("[{}]{who}: {said}\n[{}]\n\n", clock(from), clock(to)))
        .collect();
    let bytes = |value: Value| value.to_string().into_bytes();
    vec![
        ("whisperx.json", bytes(json!({"segments": segments, "text": whole, "language": "nl"}))),
        ("list.json", bytes(json!({"gesprek": list}))),
        (
            "aws.json",
            bytes(json!({"jobName": "gesprek", "results": {"transcripts": [{"transcript": whole}], "items": items}})),
        ),
        ("amberscript.json", bytes(json!({"speakers": named, "segments": heard}))),
        ("colons.sbv", sbv.into_bytes()),
        ("colons.lrc", lrc.into_bytes()),
        ("rows.jsonl", rows.into_bytes()),
    ]
}

/// The conversation as a program of statistics saves it.
#[cfg(feature = "tables")]
fn parquet() -> Option<(&'static str, Vec<u8>)> {
    use polars::prelude::{Column, DataFrame, NamedFrom, ParquetWriter, Series};

    let column = |name: &str, cells: Vec<String>| Column::from(Series::new(name.into(), cells));
    let columns = vec![
        column("transcript", SAID.iter().map(|_| "gesprek".to_owned()).collect()),
        column("speaker", SAID.iter().map(|(who, _)| (*who).to_owned()).collect()),
        column("text", SAID.iter().map(|(_, lines)| lines.join(" ")).collect()),
    ];
    let mut frame = DataFrame::new(SAID.len(), columns).expect("columns of one length");
    let mut bytes = Vec::new();
    let writer = ParquetWriter::new(&mut bytes).with_row_group_size(Some(3));
    writer.finish(&mut frame).expect("a table is written");
    Some(("columns.parquet", bytes))
}

#[cfg(not(feature = "tables"))]
fn parquet() -> Option<(&'static str, Vec<u8>)> {
    None
}

fn read(path: &Path) -> Reading {
    let corpus = Corpus::open(&[path.to_owned()], ReadOptions::default()).expect("a transcript");
    let mut readings = corpus.read_all().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(readings.len(), 1, "{}", path.display());
    readings.remove(0)
}

#[test]
fn one_interview_is_the_same_turns_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let expected = expected();
    assert_eq!(expected[1].2.first().map(String::as_str), Some("Via"));
    let mut wrong = Vec::new();
    for (name, bytes) in files() {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let reading = read(&path);
        let found = turns(&reading);
        if found != expected {
            let text = &reading.document.text;
            wrong.push(format!("{name}\n  expected {expected:?}\n  found    {found:?}\n  in {text:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} formats differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn captions_give_their_times_to_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["voices.vtt", "colons.srt", "whisperx.json", "aws.json", "colons.sbv", "colons.lrc"] {
        let bytes = files().into_iter().find(|file| file.0 == name).expect("a file of that name").1;
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let times: Vec<_> = read(&path).document.turns.iter().map(|turn| turn.time.map(|time| time.start)).collect();
        assert_eq!(times, [2000, 4000, 8000, 10_000, 14_000, 16_000, 20_000].map(Some), "{name}");
    }
}
