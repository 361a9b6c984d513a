//! The table of codings as a file: its separator, its header, its cells.

use std::path::Path;

use crate::corpus::parquet_sheet;
use crate::corpus::sheet::{Row, Sheet};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::fold;

use super::hand::{HandCoding, HandCodings, at_row, refuse, status_of, stem};
use super::{Around, RULES, SaidRules, Stance, Status};

/// The columns that mean something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Transcript,
    Code,
    Codes,
    Coder,
    Start,
    End,
    Text,
    Status,
    Stance,
    Prompted,
    Rules,
    Codebook,
    Memo,
    Before,
    After,
}

/// The names of a column, folded; the first is the one that this program writes.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Transcript, &["transcript", "interview", "transcriptie", "document", "file", "bestand"]),
    (Column::Code, &["code", "label"]),
    (Column::Codes, &["codes", "labels", "coderingen", "themes", "thema's", "themas"]),
    (Column::Coder, &["coder", "codeur", "codeerder"]),
    (Column::Start, &["start", "begin", "van"]),
    (Column::End, &["end", "einde", "eind", "tot"]),
    (Column::Text, &["text", "quote", "quotation", "tekst", "citaat", "fragment", "passage"]),
    (Column::Status, &["status"]),
    (Column::Stance, &["stance"]),
    (Column::Prompted, &["prompted"]),
    (Column::Rules, &["rules"]),
    (Column::Codebook, &["codebook"]),
    (Column::Memo, &["memo", "note", "notitie", "opmerking", "comment"]),
    // As the Web Annotation Data Model calls them: prefix and suffix.
    (Column::Before, &["before", "prefix", "ervoor", "tekst ervoor"]),
    (Column::After, &["after", "suffix", "erna", "tekst erna"]),
];

/// The names that a column may have, folded.
pub(super) fn names_of(column: Column) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == column).map_or(&[], |(_, names)| names)
}

const EXPECTED: &str = "transcript, code (or codes, several in a cell), and either start and end or text; optional are coder, status, stance, prompted, memo, and before and after, the words around it";

pub(super) fn read(path: &Path) -> Result<HandCodings> {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("parquet")) {
        return understand(path, &parquet_sheet(path)?);
    }
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    parse(path, &bytes)
}

/// Reads a table from its bytes; `path` names it in messages, and says whether it is a spreadsheet.
pub(super) fn parse(path: &Path, bytes: &[u8]) -> Result<HandCodings> {
    understand(path, &Sheet::read_fitting(path, bytes, |header| Columns::of(header).is_some())?)
}

fn understand(path: &Path, sheet: &Sheet) -> Result<HandCodings> {
    if sheet.head.header.is_empty() {
        return Err(Error::unreadable(path, "the table is empty", format!("its columns are {EXPECTED}")));
    }
    let Some(columns) = Columns::of(&sheet.head.header) else {
        let message = format!("this is no table of codings: its columns are {}", sheet.head.headers_in_words());
        return Err(Error::unreadable(path, message, format!("needed are {EXPECTED}")));
    };
    let coder = stem(path);
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for row in &sheet.rows {
        match columns.codings(row, &coder) {
            Ok(codings) => rows.extend(codings),
            Err(diagnostic) => wrong.push(at_row(path, row.number, diagnostic)),
        }
    }
    refuse(wrong)?;
    Ok(HandCodings::new(path, rows))
}

/// Where the columns stand.
struct Columns(Vec<(Column, usize)>);

impl Columns {
    /// The columns of a table of codings; none where a needed one is not there.
    fn of(header: &[String]) -> Option<Self> {
        let mut found: Vec<(Column, usize)> = Vec::new();
        for (at, column) in header.iter().enumerate().filter_map(|(at, name)| Some((at, column(name)?))) {
            if found.iter().all(|(known, _)| *known != column) {
                found.push((column, at));
            }
        }
        let columns = Self(found);
        let has = |column| columns.place(column).is_some();
        let placed = has(Column::Start) && has(Column::End);
        let coded = has(Column::Code) || has(Column::Codes);
        (has(Column::Transcript) && coded && (placed || has(Column::Text))).then_some(columns)
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }

    /// The codings of a row: one, or one for each of its codes.
    fn codings(&self, row: &Row<'_>, coder: &str) -> Result<Vec<HandCoding>, Diagnostic> {
        let cell = |column: Column| self.place(column).and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
        let mut codes: Vec<&str> = Some(cell(Column::Code)).filter(|code| !code.is_empty()).into_iter().collect();
        codes.extend(several(cell(Column::Codes)));
        if codes.is_empty() && self.place(Column::Code).is_none() {
            // Where several codes fit in a cell, a passage that nobody coded has an empty one.
            return Ok(Vec::new());
        }
        let first = understood(row.number, coder, codes.first().copied().unwrap_or_default(), cell)?;
        let others = codes.iter().skip(1).map(|&code| HandCoding { code: code.to_owned(), ..first.clone() });
        Ok(std::iter::once(first.clone()).chain(others).collect())
    }
}

/// The codes of one cell: a line each, or parted by semicolons or bars, else by commas.
/// A word for none, as `-`, is none.
pub(super) fn several(cell: &str) -> impl Iterator<Item = &str> {
    let signs: &[char] = if cell.contains([';', '|', '\n']) { &[';', '|', '\n'] } else { &[','] };
    let is_none = |code: &str| code.is_empty() || NONE.contains(&fold(code).as_str());
    cell.split(signs).map(str::trim).filter(move |code| !is_none(code))
}

/// What says that a passage has no code, where an empty cell says that nobody has looked.
const NONE: [&str; 7] = ["-", "–", "—", "none", "geen", "no code", "geen code"];

fn understood<'a>(
    row: usize,
    coder: &str,
    code: &str,
    cell: impl Fn(Column) -> &'a str,
) -> Result<HandCoding, Diagnostic> {
    let transcript = cell(Column::Transcript);
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
    let around = Around { before: cell(Column::Before).to_owned(), after: cell(Column::After).to_owned() };
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
    // Of people's codings a column of this name means something else.
    let lines = Some(cell(Column::Rules)).filter(|lines| coder == RULES && !lines.is_empty());
    let rules = lines.map(|lines| SaidRules { lines: lines.to_owned(), codebook: cell(Column::Codebook).to_owned() });
    Ok(HandCoding {
        transcript: transcript.to_owned(),
        code: code.to_owned(),
        coder: coder.to_owned(),
        place,
        quote: quote.map(str::to_owned),
        around: Some(around).filter(|around| !around.is_empty()),
        status,
        stance,
        prompted,
        rules,
        memo: cell(Column::Memo).to_owned(),
        row,
    })
}

fn column(name: &str) -> Option<Column> {
    let name = fold(name.trim().trim_start_matches('\u{feff}'));
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
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
