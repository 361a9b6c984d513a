//! Tables: one row a turn, or one row a document (a survey's open answers).

use std::borrow::Cow;
use std::path::Path;

use indexmap::IndexMap;

use crate::corpus::case::{self, Variables};
use crate::corpus::sheet::{Head, Row, SPREADSHEETS, Sheet};
use crate::corpus::{LineBreaks, ReadOptions, ReadReport, Time};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::{fold, words};
use crate::wording::{either, several};

use super::captions::{Caption, captions_to_draft};
use super::{Draft, DraftTurn, Format, Source, TextWriter};

mod index;

pub(in crate::corpus) use index::{Cells, Index, Indexer, Names, Run};

/// Comma- or semicolon-separated values.
pub const CSV: Format = Format { name: "table", extensions: &["csv"], read, stretches: None };
/// Tab-separated values, such as Whisper writes.
pub const TSV: Format = Format { name: "table", extensions: &["tsv", "tab"], read, stretches: None };
/// Workbooks of Excel and LibreOffice: the first sheet that holds anything.
pub const XLSX: Format = Format { name: "table", extensions: SPREADSHEETS, read, stretches: None };

/// One JSON object a line: fields are columns.
pub const OBJECTS: Format =
    Format { name: "table", extensions: &["jsonl", "ndjson"], read: read_objects, stretches: None };

const TEXT: &[&str] = &["text", "tekst", "answer", "antwoord"];
const START: &[&str] = &["start", "begin", "time", "tijd", "start_ms", "start (ms)"];
const END: &[&str] = &["end", "eind", "einde", "end_ms", "end (ms)"];
/// Without turns a row is somebody, and these columns name them.
const RESPONDENT: &[&str] = &["id", "respondent"];

/// Columns of text, as a program writes them: read row group by row group, never as bytes.
pub const PARQUET: Format = Format { name: "table", extensions: &["parquet"], read: refuse_whole, stretches: None };

fn refuse_whole(source: &Source<'_>, _: &ReadOptions) -> Result<Vec<Draft>> {
    Err(Error::unreadable(source.path, "a Parquet table cannot be read from memory", "give it as a file"))
}

/// Which columns hold what.
#[derive(Clone, Debug, Default)]
struct Columns {
    transcript: Option<usize>,
    speaker: Option<usize>,
    texts: Vec<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

impl Columns {
    /// Finds the columns by their headers; refuses a table in which none can hold what was said.
    fn of(head: &Head, path: &Path) -> Result<Columns> {
        head.refuse_repeated_headers(path)?;
        let columns = Columns::named(head);
        if columns.texts.is_empty() {
            return Err(Error::unreadable(
                path,
                format!("no column holds what was said; found {}", head.headers_in_words()),
                "name the columns `text` (needed), `speaker`, `transcript`, `start` and `end`; in Dutch `tekst`, \
                 `spreker`, `interview`, `begin` and `eind`",
            ));
        }
        Ok(columns)
    }

    fn named(head: &Head) -> Columns {
        let speaker = head.column(case::SPEAKER);
        let start = head.column(START);
        let transcript = head.column(case::TRANSCRIPT);
        let respondent = || if speaker.is_none() && start.is_none() { head.column(RESPONDENT) } else { None };
        Columns {
            transcript: transcript.or_else(respondent),
            speaker,
            texts: (0..head.header.len()).filter(|&column| is_text(&head.header[column])).collect(),
            start,
            end: head.column(END),
        }
    }

    /// Whether each row is a document of its own, unless a transcript's name says otherwise.
    fn row_is_document(&self) -> bool {
        self.speaker.is_none() && self.start.is_none()
    }

    fn has(&self, column: usize) -> bool {
        [self.transcript, self.speaker, self.start, self.end].contains(&Some(column)) || self.texts.contains(&column)
    }

    /// What a row's transcript is called; the row's own number where nothing names it.
    fn key<'a>(&self, index: usize, cell: impl FnOnce(usize) -> Cow<'a, str>) -> Cow<'a, str> {
        match self.transcript {
            Some(column) => cell(column),
            None if self.row_is_document() => Cow::Owned((index + 1).to_string()),
            None => Cow::Borrowed(""),
        }
    }
}

fn nameless(head: &Head, columns: &Columns, path: &Path, number: usize) -> Error {
    let column = columns.transcript.map_or("", |column| &head.header[column]);
    Error::unreadable(
        path,
        format!("row {number} belongs to no transcript: its `{column}` is empty"),
        format!("fill in `{column}` in every row"),
    )
}

fn without_rows(path: &Path) -> Error {
    Error::unreadable(path, "the table has no rows", "add the rows, or take the file away")
}

/// What is the same for all transcripts of a table.
#[derive(Clone, Debug)]
pub(in crate::corpus) struct Layout {
    head: Head,
    columns: Columns,
    clock: Clock,
    report: ReadReport,
}

impl Layout {
    fn new(head: Head, columns: Columns, clock: Clock) -> Layout {
        let report = report(&head, &columns);
        Layout { head, columns, clock, report }
    }

    /// A row of the table, none where nothing is in it; cells that are missing are empty.
    pub fn row<'a>(&self, number: usize, mut cells: Vec<Cow<'a, str>>) -> Option<Row<'a>> {
        cells.resize(self.head.header.len(), Cow::Borrowed(""));
        cells.iter().any(|cell| !cell.is_empty()).then_some(Row { number, cells })
    }

    /// The value that names a row's transcript, where a column does.
    pub fn name<'a>(&self, row: &'a Row<'_>) -> Option<&'a str> {
        self.columns.transcript.map(|column| &*row.cells[column])
    }
}

/// `text`, `antwoord`, and with a number where a survey has several questions: `antwoord_2`, `text 3`.
fn is_text(header: &str) -> bool {
    let header = fold(header);
    TEXT.iter().any(|name| {
        header.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty() || rest.trim_start_matches(['_', ' ', '-', '.']).chars().all(|c| c.is_ascii_digit())
        })
    })
}

/// Whether a line is the header of a table of turns: a column of text, and one that says whose, of which transcript or when.
pub(in crate::corpus) fn is_header(line: &str) -> bool {
    let names: Vec<String> = line.split([',', ';', '\t']).map(|name| fold(name.trim().trim_matches('"'))).collect();
    let has = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    names.iter().any(|name| is_text(name)) && [case::SPEAKER, case::TRANSCRIPT, START].into_iter().any(has)
}

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read_sheet(source, Sheet::read(source.path, source.bytes, options.encoding.as_deref())?, options)
}

fn read_objects(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read_sheet(source, Sheet::from_objects(source.path, source.bytes, options.encoding.as_deref())?, options)
}

fn read_sheet(source: &Source<'_>, Sheet { head, rows }: Sheet, options: &ReadOptions) -> Result<Vec<Draft>> {
    let columns = Columns::of(&head, source.path)?;
    let mut pace = Pace::of(&head, &columns);
    let mut transcripts: IndexMap<Cow<'_, str>, Vec<&Row<'_>>> = IndexMap::new();
    for (index, row) in rows.iter().enumerate() {
        pace.row(&columns, |column| Cow::Borrowed(&*row.cells[column]));
        let key = columns.key(index, |column| Cow::Borrowed(&*row.cells[column]));
        if key.is_empty() && columns.transcript.is_some() {
            return Err(nameless(&head, &columns, source.path, row.number));
        }
        transcripts.entry(key).or_default().push(row);
    }
    if transcripts.is_empty() {
        return Err(without_rows(source.path));
    }
    let layout = Layout::new(head, columns, pace.clock());
    let one = transcripts.len() == 1;
    Ok(transcripts
        .into_iter()
        .map(|(name, rows)| {
            let name = Some(name.into_owned()).filter(|_| !one);
            Draft { name, ..draft(&layout, &rows, options) }
        })
        .collect())
}

fn report(head: &Head, columns: &Columns) -> ReadReport {
    let header = |column: usize| format!("`{}`", head.header[column]);
    let texts: Vec<String> = columns.texts.iter().map(|&column| header(column)).collect();
    let speaker = match columns.speaker {
        Some(column) => format!("column {}", header(column)),
        None => "no column for speakers".to_owned(),
    };
    let mut report = ReadReport {
        format: CSV.name,
        encoding: head.encoding.to_owned(),
        label_style: format!("{speaker}, text in {}", texts.join(", ")),
        ..ReadReport::default()
    };
    if !head.delimiter.is_empty() {
        report.diagnostics.push(Diagnostic::note("delimiter", format!("cells are parted by a {}", head.delimiter)));
    }
    if !head.left_out.is_empty() {
        let named: Vec<String> = head.left_out.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("columns of lists or structures are not read: {}", named.join(", "));
        report.diagnostics.push(Diagnostic::note("columns-ignored", message));
    }
    if head.replaced > 0 {
        report.diagnostics.push(
            Diagnostic::warning(
                "undecodable",
                format!("{} cannot be read as {}", several(head.replaced, "character"), head.encoding),
            )
            .help("save the file as UTF-8, or name its encoding in the study file: `[transcripts] encoding = \"…\"`"),
        );
    }
    report
}

/// The draft of one transcript from its rows.
pub(in crate::corpus) fn draft(layout: &Layout, rows: &[&Row<'_>], options: &ReadOptions) -> Draft {
    let Layout { head, columns, clock, report } = layout;
    let mut report = report.clone();
    let variables = variables(head, columns, rows, &mut report);
    let said = |row: &Row<'_>| columns.texts.iter().any(|&column| !row.cells[column].is_empty());
    let silent: Vec<String> = rows.iter().filter(|row| !said(row)).map(|row| row.number.to_string()).collect();
    if !silent.is_empty() {
        let message = format!(
            "{} {} no text: {}",
            several(silent.len(), "row"),
            either(silent.len(), "holds", "hold"),
            first_few(&silent)
        );
        report.diagnostics.push(Diagnostic::note("empty-rows", message));
    }
    if clock.in_milliseconds {
        report.diagnostics.push(Diagnostic::note("times", "times are taken as milliseconds"));
    }
    let times = clock.times(columns, rows, &mut report);
    if columns.speaker.is_none() && columns.start.is_some() {
        let captions: Vec<Caption> = rows
            .iter()
            .zip(&times)
            .filter(|(row, _)| said(row))
            .map(|(row, &time)| {
                let texts: Vec<&str> = columns.texts.iter().map(|&column| &*row.cells[column]).collect();
                Caption { speaker: None, time, text: texts.join(" ") }
            })
            .collect();
        return captions_to_draft(&captions, Draft { variables, report, ..Draft::default() });
    }

    let mut writer = TextWriter::default();
    let mut turns: Vec<DraftTurn> = Vec::new();
    let mut above: Option<String> = None;
    let mut nobody = Vec::new();
    for (row, time) in rows.iter().zip(times) {
        let cell = columns.speaker.map_or("", |column| &row.cells[column]).trim_end_matches(':').trim_end();
        let mut speaker = Some(cell.to_owned()).filter(|cell| !cell.is_empty());
        if options.carry_speaker && speaker.is_none() {
            speaker.clone_from(&above);
        }
        above.clone_from(&speaker);
        if speaker.is_none() && columns.speaker.is_some() && said(row) {
            nobody.push(row.number.to_string());
        }
        for &column in &columns.texts {
            let mut paragraphs = row.cells[column].lines().map(str::trim).filter(|line| !line.is_empty());
            let Some(first) = paragraphs.next() else { continue };
            let mut span = writer.turn(first);
            for paragraph in paragraphs {
                span = span.cover(writer.paragraph(paragraph));
            }
            turns.push(DraftTurn { span, speaker: speaker.as_deref().map(Into::into), time, question: false });
        }
    }
    if !nobody.is_empty() {
        let message = format!(
            "{} {} no speaker: {}",
            several(nobody.len(), "row"),
            either(nobody.len(), "names", "name"),
            first_few(&nobody)
        );
        report.diagnostics.push(
            Diagnostic::warning("no-speaker", message)
                .help("fill them in, or let the speaker above go on: `[transcripts] carry_speaker = true`"),
        );
    }
    Draft { text: writer.text, turns, line_breaks: LineBreaks::Paragraph, variables, report, ..Draft::default() }
}

fn first_few(rows: &[String]) -> String {
    let shown = rows.iter().take(8).cloned().collect::<Vec<_>>().join(", ");
    if rows.len() > 8 { format!("{shown}, …") } else { shown }
}

/// Every further column whose value is the same wherever this transcript has one.
fn variables(head: &Head, columns: &Columns, rows: &[&Row<'_>], report: &mut ReadReport) -> Variables {
    let mut variables = Variables::default();
    let mut varying = Vec::new();
    for (column, name) in head.header.iter().enumerate().filter(|&(column, _)| !columns.has(column)) {
        let mut values = rows.iter().map(|row| &*row.cells[column]).filter(|cell| !cell.is_empty());
        let Some(first) = values.next() else { continue };
        if name.is_empty() || values.any(|value| value != first) {
            varying.push(if name.is_empty() { format!("column {}", column + 1) } else { format!("`{name}`") });
        } else {
            variables.set(name.clone(), first);
        }
    }
    if !varying.is_empty() {
        report.diagnostics.push(Diagnostic::note(
            "columns-ignored",
            format!(
                "not variables of a transcript, because they have no name or differ by turn: {}",
                varying.join(", ")
            ),
        ));
    }
    variables
}

/// How the times of a table are to be understood: decided once for the file.
#[derive(Clone, Copy, Debug)]
struct Clock {
    in_milliseconds: bool,
}

/// How fast people speak in the first rows of a table, if its bare numbers are seconds.
#[derive(Debug, Default)]
struct Pace {
    /// What the header or a row settled.
    settled: Option<Clock>,
    rows: usize,
    spoken: usize,
    length: f64,
    last: Option<u64>,
}

/// Nobody speaks slower than a word in ten seconds throughout, so bare numbers by which they would are
/// milliseconds.
const SLOWEST: f64 = 0.1;

/// How many rows tell the pace.
const PACE_ROWS: usize = 1000;

impl Pace {
    fn of(head: &Head, columns: &Columns) -> Pace {
        let settled = match columns.start {
            None => Some(false),
            Some(start) => fold(&head.header[start]).contains("ms").then_some(true),
        };
        Pace { settled: settled.map(|in_milliseconds| Clock { in_milliseconds }), ..Pace::default() }
    }

    fn row<'a>(&mut self, columns: &Columns, cell: impl Fn(usize) -> Cow<'a, str>) {
        let Some(start) = columns.start.filter(|_| self.settled.is_none() && self.rows < PACE_ROWS) else { return };
        self.rows += 1;
        let from = cell(start);
        if from.is_empty() {
            return;
        }
        let Ok(from) = from.parse::<u64>() else {
            self.settled = Some(Clock { in_milliseconds: false });
            return;
        };
        self.spoken += columns.texts.iter().map(|&column| words(&cell(column)).count()).sum::<usize>();
        let to = columns.end.and_then(|column| cell(column).parse::<u64>().ok());
        self.length += match (to, self.last) {
            (Some(to), _) => to.saturating_sub(from) as f64,
            (None, Some(last)) => from.saturating_sub(last) as f64,
            (None, None) => 0.0,
        };
        self.last = Some(from);
    }

    fn clock(&self) -> Clock {
        self.settled.unwrap_or(Clock { in_milliseconds: self.spoken as f64 / self.length < SLOWEST })
    }
}

impl Clock {
    fn times(&self, columns: &Columns, rows: &[&Row<'_>], report: &mut ReadReport) -> Vec<Option<Time>> {
        let mut wrong = Vec::new();
        let mut read = |row: &Row<'_>, column: Option<usize>| {
            let cell = column.map_or("", |column| &*row.cells[column]);
            let time = self.time(cell);
            if time.is_none() && !cell.is_empty() {
                wrong.push(row.number.to_string());
            }
            time
        };
        let times: Vec<Option<Time>> = rows
            .iter()
            .map(|row| {
                let (start, end) = (read(row, columns.start), read(row, columns.end));
                start.map(|start| Time { start, end: end.filter(|&end| end >= start) })
            })
            .collect();
        wrong.dedup();
        if !wrong.is_empty() {
            let message = format!(
                "{} {} a time that cannot be read: {}",
                several(wrong.len(), "row"),
                either(wrong.len(), "has", "have"),
                first_few(&wrong)
            );
            report
                .diagnostics
                .push(Diagnostic::warning("times", message).help("write times as seconds, mm:ss or hh:mm:ss"));
        }
        times
    }

    fn time(&self, cell: &str) -> Option<u64> {
        if self.in_milliseconds && !cell.contains(':') {
            return cell.parse().ok();
        }
        super::captions::milliseconds(cell)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::{Draft, Format, Source};
    use super::{CSV, TSV};
    use crate::corpus::ReadOptions;
    use crate::error::Result;

    fn tried(format: &Format, text: &str, options: &ReadOptions) -> Result<Vec<Draft>> {
        (format.read)(&Source { path: Path::new("t.csv"), bytes: text.as_bytes() }, options)
    }

    fn csv(text: &str) -> Vec<Draft> {
        tried(&CSV, text, &ReadOptions::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn turns(draft: &Draft) -> Vec<(Option<&str>, &str)> {
        draft.turns.iter().map(|turn| (turn.speaker.as_deref(), turn.span.of(&draft.text))).collect()
    }

    #[test]
    fn one_row_a_turn_with_times_and_variables() {
        let drafts = csv("transcript;spreker;tekst;begin;einde;plaats;regel\n\
                          a;I;Hoe gaat het?;0:05;0:07;Ede;1\na;R;Goed.;65,5;70;Ede;2\n");
        assert_eq!(drafts.len(), 1);
        let draft = &drafts[0];
        assert_eq!(draft.name, None, "one transcript has the file's id");
        assert_eq!(draft.text, "Hoe gaat het?\n\nGoed.");
        assert_eq!(turns(draft), [(Some("I"), "Hoe gaat het?"), (Some("R"), "Goed.")]);
        let times: Vec<_> = draft.turns.iter().filter_map(|turn| turn.time).map(|t| (t.start, t.end)).collect();
        assert_eq!(times, [(5000, Some(7000)), (65_500, Some(70_000))]);
        assert_eq!(draft.variables.iter().collect::<Vec<_>>(), [("plaats", "Ede")]);
        assert!(draft.report.diagnostics.iter().any(|d| d.kind == "columns-ignored" && d.message.contains("`regel`")));
    }

    #[test]
    fn rows_of_several_transcripts_may_be_mixed() {
        let text = "interview,speaker,text\na,I,Een?\nb,I,Twee?\na,R,Ja.\n";
        let drafts = csv(text);
        assert_eq!(drafts.iter().filter_map(|d| d.name.as_deref()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(turns(&drafts[0]), [(Some("I"), "Een?"), (Some("R"), "Ja.")]);
    }

    #[test]
    fn a_survey_is_one_row_a_document() {
        let drafts = csv("respondent,antwoord_1,antwoord_2,leeftijd\nr1,Te druk.,Meer tijd,34\nr2,,Niets,51\n");
        assert_eq!(drafts.iter().filter_map(|d| d.name.as_deref()).collect::<Vec<_>>(), ["r1", "r2"]);
        assert_eq!(turns(&drafts[0]), [(None, "Te druk."), (None, "Meer tijd")]);
        assert_eq!(drafts[1].variables.get("leeftijd"), Some("51"));
        let unnamed = csv("tekst\nja, hoor\nnee\n");
        assert_eq!(unnamed.iter().filter_map(|d| d.name.as_deref()).collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn whisper_counts_in_milliseconds_and_its_segments_are_joined() {
        let text =
            "start\tend\ttext\n1000\t4000\tDat was een lange\n4100\t6000\tdag voor iedereen.\n9500\t11000\tEn nu?\n";
        let drafts = tried(&TSV, text, &ReadOptions::default()).unwrap();
        assert_eq!(turns(&drafts[0]), [(None, "Dat was een lange dag voor iedereen."), (None, "En nu?")]);
        assert_eq!(drafts[0].turns[0].time.map(|t| (t.start, t.end)), Some((1000, Some(6000))));
    }

    #[test]
    fn an_empty_speaker_goes_on_only_if_told_so() {
        let text = "speaker,text\nR,Ja.\n,En nog iets.\n";
        assert_eq!(turns(&csv(text)[0])[1].0, None);
        assert!(csv(text)[0].report.diagnostics.iter().any(|d| d.kind == "no-speaker"));
        let told = ReadOptions { carry_speaker: true, ..ReadOptions::default() };
        assert_eq!(turns(&tried(&CSV, text, &told).unwrap()[0])[1].0, Some("R"));
    }

    #[test]
    fn paragraphs_in_a_cell_stay_paragraphs_of_one_turn() {
        let drafts = csv("speaker,text\nR,\"Eerst.\n\nDan.\"\n");
        assert_eq!(turns(&drafts[0]), [(Some("R"), "Eerst.\nDan.")]);
    }

    #[test]
    fn what_is_missing_is_said_with_what_was_found() {
        let refused = |text: &str| tried(&CSV, text, &ReadOptions::default()).unwrap_err();
        let error = refused("wie;wat\na;b\n");
        assert!(error.to_string().contains("found `wie`, `wat`"), "{error}");
        assert!(error.help().is_some_and(|help| help.contains("`tekst`")));
        assert!(refused("speaker,text\n").to_string().contains("no rows"));
        assert!(refused("transcript,speaker,text\na,I,x\n,R,y\n").to_string().contains("row 3"));
        assert!(refused("speaker,text,Text\nI,x,y\n").to_string().contains("both named"));
    }

    proptest! {
        #[test]
        fn any_table_is_read_or_refused(text in "(transcript|speaker|text|start|end|x|[,;\\t\\n\" :0-9a-z]){0,60}") {
            if let Ok(drafts) = tried(&CSV, &text, &ReadOptions::default()) {
                for draft in drafts {
                    prop_assert!(draft.turns.iter().all(|turn| !turn.span.of(&draft.text).is_empty()));
                }
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = (TSV.read)(&Source { path: Path::new("t.tsv"), bytes: &bytes }, &ReadOptions::default());
        }
    }
}
