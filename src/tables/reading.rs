//! How transcripts were read: a row a turn, or a row a file.

use crate::corpus::{ReadReport, Reading};
use crate::diagnostic::Severity;
use crate::error::Result;
use crate::ids::TurnId;
use crate::scope::Part;
use crate::segment::Segments;
use crate::wording::Lang;

use super::columns::{Columns, cell};
use super::place::{CodePoints, Whereabouts};
use super::{Table, sentences, time_of_day};

/// The table `turns`: `transcript, turn, speaker, part, start, end, time, words, text`, a row a turn.
///
/// `start` and `end` are code points into the transcript's text, which `kantlijn transcript FILE --text` prints. The caption has
/// the memos on the transcript and its cases; without text they are left out too, since they may quote it.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn turns<'a>(
    readings: impl IntoIterator<Item = (&'a Reading, &'a Segments)>,
    with_text: bool,
    lang: Lang,
) -> Result<Table> {
    let (mut transcript, mut turn, mut speaker, mut part) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut start, mut end, mut time, mut words, mut text) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut caption = Vec::new();
    for (reading, segments) in readings {
        let document = &reading.document;
        let mut points = CodePoints::of(document);
        caption.push(sentences::reading(reading, lang));
        if with_text {
            caption.extend(sentences::memos(document, lang));
        }
        for (i, said) in document.turns.iter().enumerate() {
            let id = TurnId::new(i);
            transcript.push(Some(document.name.clone()));
            turn.push(cell(i as u64 + 1));
            speaker.push(document.speaker(id).map(|speaker| speaker.label.clone()));
            part.push(document.part(id).map(|part| part.to_string()));
            let (from, to) = points.around(said.span);
            start.push(Some(from));
            end.push(Some(to));
            time.push(said.time.map(|time| time_of_day(time.start)));
            words.push(segments.turns.get(i).and_then(|words| cell(u64::from(words.end - words.start))));
            text.push(with_text.then(|| document.quote(said.span)));
        }
    }
    let mut columns = Columns::default();
    columns.text("transcript", transcript);
    columns.count("turn", turn);
    columns.text("speaker", speaker);
    columns.text("part", part);
    columns.count("start", start);
    columns.count("end", end);
    columns.text("time", time);
    columns.count("words", words);
    columns.text("text", text);
    let undefined = if with_text { Vec::new() } else { vec![("text".to_owned(), lang.phrase("why-no-text"))] };
    Ok(Table { name: "turns", frame: columns.into_frame()?, caption, definition: Vec::new(), undefined })
}

/// The table `comments`: `transcript, turn, speaker, start, end, author, comment, text`, a row a comment in the margin of
/// a file, in order of place.
///
/// `turn` is the one that it begins in. `start` and `end` are those of `text`, the words it is about, in code points.
/// Without text the comments are left out too: they may repeat it.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn comments<'a>(readings: impl IntoIterator<Item = &'a Reading>, with_text: bool, lang: Lang) -> Result<Table> {
    let (mut transcript, mut turn, mut speaker) = (Vec::new(), Vec::new(), Vec::new());
    let (mut start, mut end) = (Vec::new(), Vec::new());
    let (mut author, mut comment, mut text) = (Vec::new(), Vec::new(), Vec::new());
    for reading in readings {
        let document = &reading.document;
        let mut points = CodePoints::of(document);
        for note in &reading.annotations {
            // A comment may begin on a label, which is in no turn.
            let about = document.turns.iter().position(|turn| turn.span.overlaps(note.span)).map(TurnId::new);
            let place = Whereabouts::of(document, &mut points, about, note.span);
            transcript.push(Some(document.name.clone()));
            turn.push(place.turn);
            speaker.push(place.speaker);
            start.push(Some(place.start));
            end.push(Some(place.end));
            author.push(Some(note.author.clone()).filter(|name| !name.trim().is_empty()));
            comment.push(with_text.then(|| note.label.clone()));
            text.push(with_text.then(|| document.quote(note.span)));
        }
    }
    let mut columns = Columns::default();
    columns.text("transcript", transcript);
    columns.count("turn", turn);
    columns.text("speaker", speaker);
    columns.count("start", start);
    columns.count("end", end);
    columns.text("author", author);
    columns.text("comment", comment);
    columns.text("text", text);
    let left_out: &[&str] = if with_text { &[] } else { &["comment", "text"] };
    Ok(Table {
        name: "comments",
        frame: columns.into_frame()?,
        caption: vec![lang.phrase("caption-comments")],
        definition: Vec::new(),
        undefined: left_out.iter().map(|&name| (name.to_owned(), lang.phrase("why-no-text"))).collect(),
    })
}

/// One transcript, for the table of transcripts.
#[derive(Clone, Debug)]
pub struct TranscriptRow {
    name: String,
    report: ReadReport,
    turns: u64,
    speakers: Vec<String>,
    interviewers: Vec<String>,
    words: u64,
    end: Option<u64>,
}

impl TranscriptRow {
    /// What the table needs of a transcript, so that the transcript itself can be dropped.
    #[must_use]
    pub fn of(reading: &Reading, segments: &Segments) -> Self {
        let document = &reading.document;
        let of_part = |wanted: bool| {
            let speakers = document.speakers.iter().filter(|s| (s.part == Part::Interviewer) == wanted);
            speakers.map(|speaker| speaker.label.clone()).collect::<Vec<_>>()
        };
        let ends = document.turns.iter().filter_map(|turn| turn.time).map(|time| time.end.unwrap_or(time.start));
        Self {
            name: document.name.clone(),
            report: reading.report.clone(),
            turns: document.turns.len() as u64,
            speakers: of_part(false),
            interviewers: of_part(true),
            words: segments.words.len() as u64,
            end: ends.max(),
        }
    }
}

/// The table `transcripts`: `transcript, format, encoding, labels, turns, interviewer, others, words, duration,
/// warnings, dropped, labels`, a row a transcript. `dropped` counts the characters that nobody said or that could not be kept,
/// which the report of the transcript has with their reasons; `duration` is the last time of the file, in whole seconds.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn transcripts(rows: &[TranscriptRow], lang: Lang) -> Result<Table> {
    let texts = |of: &dyn Fn(&TranscriptRow) -> String| {
        rows.iter().map(|row| Some(of(row)).filter(|t| !t.is_empty())).collect::<Vec<_>>()
    };
    let warnings = |row: &TranscriptRow| row.report.diagnostics.iter().filter(|d| d.severity > Severity::Note).count();
    let mut columns = Columns::default();
    columns.text("transcript", texts(&|row| row.name.clone()));
    columns.text("format", texts(&|row| row.report.format.to_owned()));
    columns.text("encoding", texts(&|row| row.report.encoding.clone()));
    columns.count("turns", rows.iter().map(|row| cell(row.turns)).collect());
    columns.count("words", rows.iter().map(|row| cell(row.words)).collect());
    // To the second: a recording is no longer known than that.
    let seconds = |end: u64| time_of_day(end / 1000 * 1000);
    columns.text("duration", rows.iter().map(|row| row.end.map(seconds)).collect());
    columns.text("interviewer", texts(&|row| row.interviewers.join(", ")));
    columns.text("others", texts(&|row| row.speakers.join(", ")));
    columns.count("warnings", rows.iter().map(|row| cell(warnings(row) as u64)).collect());
    let dropped = |row: &TranscriptRow| row.report.dropped.iter().map(|(_, characters)| *characters as u64).sum();
    columns.count("dropped", rows.iter().map(|row| cell(dropped(row))).collect());
    columns.text("labels", texts(&|row| row.report.label_style.clone()));
    let undefined =
        vec![("duration".to_owned(), lang.phrase("why-no-times")), ("encoding".to_owned(), lang.phrase("why-zipped"))];
    Ok(Table {
        name: "transcripts",
        frame: columns.into_frame()?,
        caption: vec![lang.phrase("caption-transcripts")],
        definition: Vec::new(),
        undefined,
    })
}
