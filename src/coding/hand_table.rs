//! The table of codings as a file: its separator, its header, its cells.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::{decode, fold};

use super::hand::{HandCoding, HandCodings, at_row, refuse, status_of, stem};
use super::{Stance, Status};

/// The columns that mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Transcript,
    Code,
    Coder,
    Start,
    End,
    Text,
    Status,
    Stance,
    Prompted,
    Memo,
}

/// The names of a column, folded; the first is the one that this program writes.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Transcript, &["transcript", "interview", "transcriptie", "document", "file", "bestand"]),
    (Column::Code, &["code"]),
    (Column::Coder, &["coder", "codeur", "codeerder"]),
    (Column::Start, &["start", "begin", "van"]),
    (Column::End, &["end", "einde", "eind", "tot"]),
    (Column::Text, &["text", "quote", "quotation", "tekst", "citaat", "fragment", "passage"]),
    (Column::Status, &["status"]),
    (Column::Stance, &["stance"]),
    (Column::Prompted, &["prompted"]),
    (Column::Memo, &["memo", "note", "notitie", "opmerking", "comment"]),
];

const EXPECTED: &str =
    "transcript, code, and either start and end or text; optional are coder, status, stance, prompted, memo";

pub(super) fn read(path: &Path) -> Result<HandCodings> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    if bytes.starts_with(b"PK\x03\x04") {
        let help = "save the sheet as CSV (comma or semicolon separated) and give that file";
        return Err(Error::unreadable(path, "this is a workbook, not a table of text", help));
    }
    parse(path, &decode(&bytes, None).text)
}

/// Reads the text of a table; `path` names it in messages.
pub(super) fn parse(path: &Path, text: &str) -> Result<HandCodings> {
    // Excel writes and reads a first line that names the separator.
    let first = text.lines().next().unwrap_or_default();
    let (skipped, text) = match first.trim().strip_prefix("sep=") {
        Some(_) => (1, &text[text.len().min(first.len() + 1)..]),
        None => (0, text),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(
            record
                .map_err(|error| Error::unreadable(path, error.to_string(), "save the table again as CSV in UTF-8"))?,
        );
    }
    let Some(header) = records.first() else {
        return Err(Error::unreadable(path, "the table is empty", format!("its columns are {EXPECTED}")));
    };
    let columns: Vec<Option<Column>> = header.iter().map(column).collect();
    let at = |column: Column| columns.iter().position(|found| *found == Some(column));
    let placed = at(Column::Start).is_some() && at(Column::End).is_some();
    if at(Column::Transcript).is_none() || at(Column::Code).is_none() || !placed && at(Column::Text).is_none() {
        let found: Vec<String> = header.iter().map(|name| format!("`{}`", name.trim())).collect();
        let message = format!("this is no table of codings: its columns are {}", found.join(", "));
        return Err(Error::unreadable(path, message, format!("needed are {EXPECTED}")));
    }
    let coder = stem(path);
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (i, record) in records.iter().enumerate().skip(1) {
        let cell = |column: Column| at(column).and_then(|at| record.get(at)).map(str::trim).unwrap_or_default();
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = i + 1 + skipped;
        match understood(row, &coder, cell) {
            Ok(coding) => rows.push(coding),
            Err(diagnostic) => wrong.push(at_row(path, row, diagnostic)),
        }
    }
    refuse(wrong)?;
    Ok(HandCodings::new(path, rows))
}

fn understood<'a>(row: usize, coder: &str, cell: impl Fn(Column) -> &'a str) -> Result<HandCoding, Diagnostic> {
    let (transcript, code) = (cell(Column::Transcript), cell(Column::Code));
    for (name, value) in [("transcript", transcript), ("code", code)] {
        if value.is_empty() {
            return Err(Diagnostic::error("empty-cell", format!("the column {name} is empty"))
                .help("fill it in, or take the row out"));
        }
    }
    let place = match (cell(Column::Start), cell(Column::End)) {
        ("", "") => None,
        (start, end) => Some((position(start, "start")?, position(end, "end")?)),
    };
    let quote = Some(cell(Column::Text)).filter(|text| !text.is_empty());
    if place.is_none() && quote.is_none() {
        return Err(Diagnostic::error("no-passage", "the row says neither where its passage stands nor its words")
            .help("fill in start and end, or text"));
    }
    let coder = Some(cell(Column::Coder)).filter(|coder| !coder.is_empty()).unwrap_or(coder);
    let status = match cell(Column::Status) {
        "" => status_of(coder),
        word => status(word).ok_or_else(|| wrong_word("status", word, Status::WORDS))?,
    };
    let stance = match cell(Column::Stance) {
        "" => None,
        word => Some(Stance::from_word(&fold(word)).ok_or_else(|| wrong_word("stance", word, Stance::WORDS))?),
    };
    let prompted = match cell(Column::Prompted) {
        "" => None,
        word => Some(truth(word).ok_or_else(|| wrong_word("prompted", word, &["true", "false"]))?),
    };
    Ok(HandCoding {
        transcript: transcript.to_owned(),
        code: code.to_owned(),
        coder: coder.to_owned(),
        place,
        quote: quote.map(str::to_owned),
        status,
        stance,
        prompted,
        memo: cell(Column::Memo).to_owned(),
        row,
    })
}

fn column(name: &str) -> Option<Column> {
    let name = fold(name.trim().trim_start_matches('\u{feff}'));
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// The separator that the header uses most, outside quotation marks.
fn separator(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0usize; 3], false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            ',' if !quoted => counts[0] += 1,
            ';' if !quoted => counts[1] += 1,
            '\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().position(|&count| count == most).map_or(b',', |at| b",;\t"[at])
}

fn position(cell: &str, column: &str) -> Result<usize, Diagnostic> {
    cell.parse().map_err(|_| {
        Diagnostic::error("no-number", format!("`{cell}` in the column {column} is no position"))
            .help("a whole number of characters from the start of the transcript's text")
    })
}

fn status(word: &str) -> Option<Status> {
    let word = fold(word);
    Status::from_word(&word).or(match word.as_str() {
        "voorgesteld" => Some(Status::Proposed),
        "aanvaard" | "geaccepteerd" => Some(Status::Accepted),
        "afgewezen" | "verworpen" => Some(Status::Rejected),
        _ => None,
    })
}

fn truth(word: &str) -> Option<bool> {
    match fold(word).as_str() {
        "true" | "yes" | "1" | "ja" | "waar" => Some(true),
        "false" | "no" | "0" | "nee" | "onwaar" => Some(false),
        _ => None,
    }
}

fn wrong_word(column: &str, word: &str, words: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-word", format!("`{word}` in the column {column} is none of {}", words.join(", ")))
        .help("correct the cell, or leave it empty")
}
