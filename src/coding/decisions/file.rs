//! The file in which decisions are kept: CSV, a row a decision, in the order in which they were made.

use std::path::Path;

use crate::corpus::sheet::{Row, Sheet};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};

use super::columns::{Columns, Means, verdict};
use super::{Decision, Decisions, at_row};
use crate::coding::{Anchor, Around};

/// The columns, in order.
pub(super) const HEADER: [&str; 12] =
    ["transcript", "code", "start", "end", "text", "before", "after", "decision", "recode", "reviewer", "date", "memo"];

impl Decisions {
    /// Reads a file of decisions: as this program writes it, or as a spreadsheet saves it again.
    ///
    /// # Errors
    /// When it cannot be read, is another table, or has cells that cannot be understood; all of these at once.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
        Self::parse(path, &bytes)
    }

    /// The same from bytes; `path` names them in errors.
    ///
    /// # Errors
    /// As [`Decisions::read`].
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self> {
        let sheet = Sheet::read_fitting(path, bytes, |header| Columns::of(header).is_some())?;
        if sheet.head.header.is_empty() {
            return Ok(Self::new(path, Vec::new()));
        }
        let columns = Columns::of(&sheet.head.header)
            .filter(|columns| columns.has(Means::Reviewer) && columns.has(Means::Date))
            .ok_or_else(|| {
                let message = format!("these are no decisions: its columns are {}", sheet.head.headers_in_words());
                Error::unreadable(path, message, format!("needed are {}", HEADER.join(", ")))
            })?;
        let unknown = Columns::unknown(&sheet.head);
        if !unknown.is_empty() {
            // They would go when the next decisions are added.
            let message = format!("its columns {} mean nothing here", unknown.join(", "));
            return Err(Error::unreadable(
                path,
                message,
                format!("take them out; its columns are {}", HEADER.join(", ")),
            ));
        }
        let (mut rows, mut wrong) = (Vec::new(), Vec::new());
        for row in &sheet.rows {
            match decision(&columns, row) {
                Ok(decision) => rows.push(decision),
                Err(diagnostic) => wrong.push(at_row(path, row.number, diagnostic)),
            }
        }
        if wrong.is_empty() { Ok(Self::new(path, rows)) } else { Err(wrong.into()) }
    }

    /// The bytes of the file with `further` decisions behind those that are in it.
    ///
    /// `before` are its bytes as they are, of which nothing is changed where they are as this program writes them. What a
    /// spreadsheet saved with other signs between its cells is written anew, decision for decision.
    ///
    /// # Errors
    /// When `before` cannot be read.
    pub fn appended(path: &Path, before: &[u8], further: &[Decision]) -> Result<Vec<u8>> {
        let header = format!("{}\n", HEADER.join(","));
        let mut bytes = before.to_vec();
        if !before.starts_with(header.as_bytes()) || std::str::from_utf8(before).is_err() {
            bytes = header.into_bytes();
            Self::parse(path, before)?.rows.iter().for_each(|row| write(row, &mut bytes));
        } else if !before.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        further.iter().for_each(|row| write(row, &mut bytes));
        Ok(bytes)
    }
}

fn write(row: &Decision, bytes: &mut Vec<u8>) {
    let (start, end) = row.anchor.place.unwrap_or_default();
    let around = row.anchor.around.clone().unwrap_or_default();
    let cells = [
        row.transcript.clone(),
        row.code.clone(),
        start.to_string(),
        end.to_string(),
        row.anchor.quote.clone().unwrap_or_default(),
        around.before.trim().to_owned(),
        around.after.trim().to_owned(),
        row.verdict.word().to_owned(),
        row.verdict.recode().unwrap_or_default().to_owned(),
        row.reviewer.clone(),
        row.day.to_string(),
        row.memo.clone(),
    ];
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            bytes.push(b',');
        }
        let is_special = cell.contains(['"', ',', '\n', '\r', ';', '\t']);
        let written = if is_special { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() };
        bytes.extend_from_slice(written.as_bytes());
    }
    bytes.push(b'\n');
}

fn decision(columns: &Columns, row: &Row<'_>) -> Result<Decision, Diagnostic> {
    let cell = |means| columns.cell(row, means);
    let verdict = verdict(cell(Means::Decision), cell(Means::Recode), cell(Means::Code))
        .map_err(|(message, help)| Diagnostic::error("unknown-decision", message).help(help))?
        .ok_or_else(|| Diagnostic::error("empty-cell", "the column decision is empty").help("fill it in"))?;
    let reviewer = cell(Means::Reviewer);
    if reviewer.is_empty() {
        return Err(Diagnostic::error("empty-cell", "the column reviewer is empty").help("fill in who decided"));
    }
    let day = cell(Means::Date).parse();
    let day = day.map_err(|message: String| Diagnostic::error("no-day", message).help("correct the column date"))?;
    let mut decision = of_passage(columns, row)?;
    (decision.verdict, decision.reviewer, decision.day) = (verdict, reviewer.to_owned(), day);
    Ok(decision)
}

/// A row's passage, code and memo, as a decision that nobody has made yet.
pub(super) fn of_passage(columns: &Columns, row: &Row<'_>) -> Result<Decision, Diagnostic> {
    let cell = |means| columns.cell(row, means);
    let empty = [(Means::Transcript, "transcript"), (Means::Code, "code"), (Means::Text, "text")];
    if let Some((_, name)) = empty.into_iter().find(|(means, _)| cell(*means).is_empty()) {
        let message = format!("the column {name} is empty");
        return Err(Diagnostic::error("empty-cell", message).help("copy it from the sheet as it was written"));
    }
    let place = |means, name| {
        cell(means).parse::<usize>().map_err(|_| {
            Diagnostic::error("no-number", format!("`{}` in the column {name} is no position", cell(means)))
                .help("copy it from the sheet as it was written")
        })
    };
    let place = (place(Means::Start, "start")?, place(Means::End, "end")?);
    if place.0 >= place.1 {
        let message = format!("the passage from {} to {} is empty or runs backwards", place.0, place.1);
        return Err(Diagnostic::error("empty-passage", message).help("copy it from the sheet as it was written"));
    }
    let words = |means| as_said(cell(means)).to_owned();
    let around = Around { before: words(Means::Before), after: words(Means::After) };
    Ok(Decision {
        transcript: cell(Means::Transcript).to_owned(),
        code: cell(Means::Code).to_owned(),
        anchor: Anchor {
            place: Some(place),
            quote: Some(words(Means::Text)),
            around: Some(around).filter(|around| !around.is_empty()),
        },
        verdict: super::Verdict::Memo,
        reviewer: String::new(),
        day: super::Day::default(),
        memo: cell(Means::Memo).to_owned(),
        row: row.number,
    })
}

/// A cell without the apostrophe that keeps Excel from taking its words for a formula.
fn as_said(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}
