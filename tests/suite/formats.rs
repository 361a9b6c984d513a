//! One interview in every format that is read: the same turns, whatever it was saved as.

use std::io::{Cursor, Write};
use std::path::Path;

use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
use serde_json::{Value, json};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

/// The conversation as LibreOffice saves it; `tests/fixtures/make` has made these.
fn by_libreoffice() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let files: [(&str, &[u8]); 8] = [
        ("libreoffice.odt", include_bytes!("../fixtures/conversation.odt")),
        ("libreoffice.rtf", include_bytes!("../fixtures/conversation.rtf")),
        ("libreoffice.html", include_bytes!("../fixtures/conversation.html")),
        ("libreoffice.docx", include_bytes!("../fixtures/conversation.docx")),
        ("libreoffice-table.odt", include_bytes!("../fixtures/table.odt")),
        ("libreoffice-table.rtf", include_bytes!("../fixtures/table.rtf")),
        ("libreoffice-table.html", include_bytes!("../fixtures/table.html")),
        ("libreoffice-table.docx", include_bytes!("../fixtures/table.docx")),
    ];
    files.into_iter().map(|(name, bytes)| (name, bytes.to_vec()))
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
        ("main-lines.cha", chat()),
        ("tiers.eaf", elan()),
        ("long.TextGrid", textgrid(true)),
        ("short.TextGrid", [b"\xfe\xff".to_vec(), big_endian(&textgrid(false))].concat()),
        ("tiers.exb", exmaralda()),
    ];
    files.extend(printed());
    files.extend(recognised());
    files.extend(parquet());
    files.extend(by_libreoffice());
    files
}

/// The conversation as programs print it, hyphenated, with a header and a footer; `tests/fixtures/make-pdf` made the files.
fn printed() -> [(&'static str, Vec<u8>); 3] {
    [
        ("libreoffice.pdf", include_bytes!("../fixtures/libreoffice.pdf").to_vec()),
        ("chromium.pdf", include_bytes!("../fixtures/chromium.pdf").to_vec()),
        ("groff.pdf", include_bytes!("../fixtures/groff.pdf").to_vec()),
    ]
}

/// Each line with who says it, and when it begins and ends, in seconds.
fn timed() -> Vec<(&'static str, &'static str, usize, usize)> {
    let lines = SAID.iter().flat_map(|(who, lines)| lines.iter().map(|line| (*who, *line)));
    lines.enumerate().map(|(i, (who, line))| (who, line, 2 * i + 2, 2 * i + 3)).collect()
}

fn big_endian(text: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(text).encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn chat() -> Vec<u8> {
    let mut text = "@UTF8\n@Begin\n@Languages:\tnld\n@Participants:\tI Investigator, R Participant\n\
        @ID:\tnld|k|I|||||Investigator|||\n@ID:\tnld|k|R|||||Participant|||\n"
        .to_owned();
    for (who, line, from, to) in timed() {
        let line = line.replace("(lacht)", "&=lacht").replace(" er ", "\n\ter ").replace("eh,", "&-eh ,");
        text.push_str(&format!("*{who}:\t{line} \u{15}{from}000_{to}500\u{15}\n%com:\tverzonnen\n"));
    }
    text.push_str("@End\n");
    text.into_bytes()
}

fn elan() -> Vec<u8> {
    let mut slots = String::new();
    let mut tiers = String::new();
    for (who, line, from, to) in timed() {
        slots.push_str(&format!(
            "<TIME_SLOT TIME_SLOT_ID=\"a{from}\" TIME_VALUE=\"{from}000\"/>\
             <TIME_SLOT TIME_SLOT_ID=\"b{from}\" TIME_VALUE=\"{to}500\"/>"
        ));
        let annotation = format!(
            "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"c{from}\" TIME_SLOT_REF1=\"a{from}\" \
             TIME_SLOT_REF2=\"b{from}\"><ANNOTATION_VALUE>{line}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        );
        tiers.push_str(&format!("<TIER TIER_ID=\"{who}-{from}\" PARTICIPANT=\"{who}\">{annotation}</TIER>"));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}\
         <TIER TIER_ID=\"nl-en\" PARENT_REF=\"I-2\"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"d\" \
         ANNOTATION_REF=\"c2\"><ANNOTATION_VALUE>How?</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>\
         </ANNOTATION_DOCUMENT>"
    )
    .into_bytes()
}

/// Praat's text file, with what its numbers mean or without.
fn textgrid(is_long: bool) -> Vec<u8> {
    let mut text = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n99\n<exists>\n2\n".to_owned();
    for speaker in ["I", "R"] {
        let own: Vec<_> = timed().into_iter().filter(|(who, ..)| *who == speaker).collect();
        text.push_str(&format!("\"IntervalTier\"\n\"{speaker}\"\n0\n99\n{}\n", 2 * own.len()));
        for (_, line, from, to) in own {
            for (from, to, line) in [(from, to, line), (to, to + 1, "")] {
                text.push_str(&if is_long {
                    format!("intervals [1]:\n xmin = {from} \n xmax = {to}.5 \n text = \"{line}\" \n")
                } else {
                    format!("{from}\n{to}.5\n\"{line}\"\n")
                });
            }
        }
    }
    text.into_bytes()
}

fn exmaralda() -> Vec<u8> {
    let timeline: String =
        timed().iter().map(|(_, _, from, _)| format!("<tli id=\"T{from}\" time=\"{from}.0\"/>")).collect();
    let tier = |(id, speaker): (&str, &str)| {
        let events = timed().into_iter().filter(|(who, ..)| *who == speaker).map(|(_, line, from, _)| {
            format!("<event start=\"T{from}\" end=\"T{}\">{} </event>", from + 2, line.replace("(lacht)", "((lacht))"))
        });
        format!("<tier id=\"{id}\" speaker=\"{id}\" type=\"t\">{}</tier>", events.collect::<String>())
    };
    let speakers = [("SPK0", "I"), ("SPK1", "R")];
    let table = speakers.map(|(id, who)| format!("<speaker id=\"{id}\"><abbreviation>{who}</abbreviation></speaker>"));
    format!(
        "<?xml version=\"1.0\"?><basic-transcription><head><speakertable>{}</speakertable></head><basic-body>\
         <common-timeline>{timeline}<tli id=\"T22\"/></common-timeline>{}</basic-body></basic-transcription>",
        table.concat(),
        speakers.map(tier).concat()
    )
    .into_bytes()
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
fn a_zip_archive_gives_the_transcripts_of_the_folder_that_was_packed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    std::fs::create_dir(folder.path().join("los")).expect("a folder");
    for (number, (name, bytes)) in files().into_iter().filter(|(name, _)| !name.ends_with("parquet")).enumerate() {
        let name = format!("r{number}-{name}");
        archive.start_file(format!("map/{name}"), SimpleFileOptions::default()).expect("a member is begun");
        archive.write_all(&bytes).expect("a member is written");
        std::fs::write(folder.path().join("los").join(name), bytes).expect("a file");
    }
    let packed = folder.path().join("alles.zip");
    std::fs::write(&packed, archive.finish().expect("an archive is closed").into_inner()).expect("a file");
    let open = |path: &Path| Corpus::open(&[path.to_owned()], ReadOptions::default()).expect("transcripts");
    let read = |path: &Path| open(path).read_all().unwrap_or_else(|error| panic!("{error}"));
    let (loose, members) = (read(&folder.path().join("los")), read(&packed));
    assert_eq!(loose.len(), members.len());
    for (loose, member) in loose.iter().zip(&members) {
        assert_eq!(member.document.name, format!("alles/map/{}", loose.document.name));
        assert_eq!((&member.document.text, &member.report.hash), (&loose.document.text, &loose.report.hash));
        assert_eq!(turns(member), expected(), "{}", member.document.name);
    }
}

#[test]
fn captions_give_their_times_to_turns() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "voices.vtt",
        "colons.srt",
        "main-lines.cha",
        "tiers.eaf",
        "short.TextGrid",
        "tiers.exb",
        "whisperx.json",
        "aws.json",
        "colons.sbv",
        "colons.lrc",
    ] {
        let bytes = files().into_iter().find(|file| file.0 == name).expect("a file of that name").1;
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let times: Vec<_> = read(&path).document.turns.iter().map(|turn| turn.time.map(|time| time.start)).collect();
        assert_eq!(times, [2000, 4000, 8000, 10_000, 14_000, 16_000, 20_000].map(Some), "{name}");
    }
}

#[test]
fn questions_in_bold_are_the_same_turns_in_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: [(&str, &[u8]); 4] = [
        ("bold.odt", include_bytes!("../fixtures/bold.odt")),
        ("bold.rtf", include_bytes!("../fixtures/bold.rtf")),
        ("bold.html", include_bytes!("../fixtures/bold.html")),
        ("bold.docx", include_bytes!("../fixtures/bold.docx")),
    ];
    let labels = [("I", "Interviewer"), ("R", "Respondent")];
    let mut expected = expected();
    for (who, ..) in &mut expected {
        let (_, label) = labels.iter().find(|(short, _)| short == who).expect("a speaker");
        *who = (*label).to_owned();
    }
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        assert_eq!(turns(&read(&path)), expected, "{name}");
    }
}

#[test]
fn a_comment_is_on_the_same_words_in_every_format_that_keeps_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in by_libreoffice().filter(|(name, _)| !name.contains("table") && !name.ends_with("html")) {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        let reading = read(&path);
        let comments: Vec<_> = reading
            .annotations
            .iter()
            .map(|comment| (&*comment.label, &*comment.author, comment.span.of(&reading.document.text)))
            .collect();
        assert_eq!(comments, [("schaamte", "Anna Vos", "Zo’n schaamte")], "{name}");
        let deleted = ("deleted with tracked changes".to_owned(), 5);
        assert!(reading.report.dropped.contains(&deleted), "{name}: {:?}", reading.report.dropped);
    }
}
