//! Sheets to review that somebody has filled in.

use std::path::Path;

use crate::codebook::Codebook;
use crate::corpus::sheet::Sheet;
use crate::corpus::word_table;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::fold;

use super::columns::{Columns, Means, verdict};
use super::file::of_passage;
use super::{Day, Decision, Verdict, Verdicts, at_row, nearest};
use crate::coding::names::Names;

/// What a filled sheet says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledSheet {
    /// The decisions in it, and memos without one.
    pub decisions: Vec<Decision>,
    /// Rows in which nothing is filled in.
    pub undecided: usize,
}

impl FilledSheet {
    /// How many decisions of each kind it holds.
    #[must_use]
    pub fn verdicts(&self) -> Verdicts {
        Verdicts::of(&self.decisions)
    }
}

/// Reads a sheet to review that was filled in by `reviewer` on `day`: XLSX, CSV, TSV, ODS or DOCX.
///
/// Decisions are accept, reject and recode, in English or Dutch words (`ja`, `nee`, `akkoord`, `afwijzen`, `hercoderen`);
/// an empty one is none. A memo alone is kept too. With a `codebook` the codes in recode_to must be in it.
///
/// # Errors
/// When the file cannot be read or is no such sheet, and when rows cannot be understood: all of these at once.
pub fn read_filled(path: &Path, reviewer: &str, day: Day, codebook: Option<&Codebook>) -> Result<FilledSheet> {
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    let is_word = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"));
    let fits = |header: &[String]| Columns::of(header).is_some();
    let sheet = if is_word { placed(word_table(path, &bytes)?) } else { Sheet::read_fitting(path, &bytes, fits)? };
    let columns = Columns::of(&sheet.head.header).ok_or_else(|| {
        let message = format!("this is no sheet to review: its columns are {}", sheet.head.headers_in_words());
        Error::unreadable(path, message, "`kantlijn review … -o review.xlsx` writes one to fill in")
    })?;
    let names = codebook.map(Names::of);
    let mut filled = FilledSheet::default();
    let mut wrong = Vec::new();
    for row in &sheet.rows {
        let decision = columns.cell(row, Means::Decision);
        let (recode, memo) = (columns.cell(row, Means::Recode), columns.cell(row, Means::Memo));
        if decision.is_empty() && recode.is_empty() && memo.is_empty() {
            filled.undecided += 1;
            continue;
        }
        let decided = verdict(decision, recode, columns.cell(row, Means::Code))
            .map_err(|(message, help)| Diagnostic::error("unknown-decision", message).help(help))
            .and_then(|verdict| Ok((known(verdict, names.as_ref(), codebook)?, of_passage(&columns, row)?)));
        match decided {
            Ok((Some(Verdict::Memo), _)) if memo.is_empty() => filled.undecided += 1,
            Ok((verdict, passage)) => filled.decisions.push(Decision {
                verdict: verdict.unwrap_or(Verdict::Memo),
                reviewer: reviewer.to_owned(),
                day,
                ..passage
            }),
            Err(diagnostic) => wrong.push(at_row(path, row.number, diagnostic)),
        }
    }
    if wrong.is_empty() { Ok(filled) } else { Err(wrong.into()) }
}

/// A table of a Word file with the column `place`, in Dutch `plaats`, as the columns that a workbook has: there it holds start and end, and below
/// them, hidden, the words before and after.
fn placed(mut sheet: Sheet) -> Sheet {
    let Some(at) = sheet.head.header.iter().position(|header| ["place", "plaats"].contains(&fold(header).as_str()))
    else {
        return sheet;
    };
    sheet.head.header.extend(["start", "end", "words_before", "words_after"].map(str::to_owned));
    for row in &mut sheet.rows {
        let place = row.cells.get(at).cloned().unwrap_or_default();
        let mut lines = place.split('\n').map(|line| line.trim().to_owned());
        let numbers = lines.next().unwrap_or_default();
        let (start, end) = numbers.split_once(['-', '–']).unwrap_or((&numbers, ""));
        let (before, after) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        row.cells.extend([start.to_owned(), end.to_owned(), before, after].map(Into::into));
    }
    sheet
}

/// The verdict, with the id of the code that it names.
fn known(
    verdict: Option<Verdict>,
    names: Option<&Names<'_>>,
    codebook: Option<&Codebook>,
) -> Result<Option<Verdict>, Diagnostic> {
    let (Some(Verdict::Recode(name)), Some(names), Some(codebook)) = (&verdict, names, codebook) else {
        return Ok(verdict);
    };
    match names.find(name) {
        Some(code) => Ok(Some(Verdict::Recode(codebook.code(code).id.clone()))),
        None => {
            let near = nearest(name, codebook.codes.iter().map(|code| code.id.as_str()));
            let help = near.map_or_else(
                || "name the id of a code, or add it to the codebook first".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Diagnostic::error("unknown-code", format!("the codebook has no code `{name}`")).help(help))
        }
    }
}
