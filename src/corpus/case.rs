//! Cases and variables: the people, sites or groups studied, and what is known of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind, Result};
use crate::scope::Part;
use crate::text::fold;
use crate::wording::{either, several};

use super::label::key;
use super::reserved::refuse_reserved;
use super::sheet::{Row, SPREADSHEETS, Sheet};
use super::{Document, Reading, Transcript, add_note};

/// Names and values, in the order of their source; a missing or empty value is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(IndexMap<String, String>);

impl Variables {
    /// The value under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets a value; an empty one is left out, since a missing value equals nothing.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.0.insert(name.into(), value);
        }
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Headers of the column that says which transcript a row is about.
pub(super) const TRANSCRIPT: &[&str] = &["transcript", "interview", "bestand", "document"];
const CASE: &[&str] = &["case", "casus", "respondent", "deelnemer"];
/// Headers of the column that says who speaks.
pub(super) const SPEAKER: &[&str] = &["speaker", "spreker"];
/// The header of the column with memos on cases.
pub(crate) const MEMO: &str = "memo";
/// The header of the column with memos on transcripts.
pub(crate) const MEMO_ON_TRANSCRIPT: &str = "transcript_memo";

/// The table of cases: rows by transcript, case or speaker.
///
/// ```text
/// transcript,speaker,case,profession,years
/// r1,,E01,peer worker,5
/// group,Anna,E02,nurse,12
/// group,Karim,E03,peer worker,2
/// ```
///
/// A row without a speaker is about the whole transcript and everybody in it but interviewers; a row
/// with one is about that speaker. A row without a transcript is about the transcripts that name its
/// case themselves (in front matter or a column), or about every speaker of its name. The first row
/// above gives `r1` to E01; another row may give E01 a second interview.
///
/// Two columns hold what the researchers note, and are no variables. `memo` is about the case of its row, or about
/// the speaker or the transcript where the row names no case; `transcript_memo` is about the transcript, whose case
/// it leaves alone. Several notes on one case or transcript stand in its memo in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {
    path: PathBuf,
    hash: String,
    variables: Vec<String>,
    rows: Vec<CaseRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct CaseRow {
    number: usize,
    transcript: Option<String>,
    case: Option<String>,
    speaker: Option<String>,
    values: Variables,
    memo: Option<String>,
    on_transcript: Option<String>,
}

impl CaseRow {
    /// Whether it says nothing of people: it is a memo on a transcript, and no more.
    fn is_memo_alone(&self) -> bool {
        let names_somebody = self.case.is_some() || self.speaker.is_some();
        !names_somebody && self.values.is_empty() && (self.memo.is_some() || self.on_transcript.is_some())
    }
}

/// Which rows are about which transcript.
#[derive(Clone, Debug, Default)]
pub(super) struct Assignment {
    /// By transcript: its rows.
    pub rows: Vec<Vec<usize>>,
    /// Rows that only the transcripts themselves can claim, by case or by speaker.
    pub open: Vec<usize>,
    /// Rows that match nothing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Cases {
    /// Reads `cases.csv`, `.tsv`, `.xlsx` or `.ods`: delimiter and encoding are detected, headers are Dutch or
    /// English, and every further column is a variable under its own header, but for `memo` and `transcript_memo`.
    ///
    /// # Errors
    /// When the file cannot be read; when no column names a transcript or a case; when two columns have
    /// one header; when a variable has a reserved name ([`super::RESERVED`]); when a memo on a transcript stands in a row that
    /// names none.
    pub fn read(path: &Path) -> Result<Cases> {
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase()).unwrap_or_default();
        if !["csv", "tsv"].iter().chain(SPREADSHEETS).any(|known| extension == *known) {
            return Err(Error::unreadable(
                path,
                "a table of cases is a .csv, .tsv, .xlsx or .ods file",
                "save the table in one of these formats",
            ));
        }
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        Self::of_bytes(path, &bytes)
    }

    /// The table in these bytes; `path` names it.
    pub(super) fn of_bytes(path: &Path, bytes: &[u8]) -> Result<Cases> {
        let sheet = Sheet::read(path, bytes, None)?;
        sheet.head.refuse_repeated_headers(path)?;
        let transcript = sheet.head.column(TRANSCRIPT);
        let case = sheet.head.column(CASE);
        let speaker = sheet.head.column(SPEAKER);
        if transcript.is_none() && case.is_none() {
            return Err(Error::unreadable(
                path,
                format!(
                    "no column says which transcript or case a row is about; found {}",
                    sheet.head.headers_in_words()
                ),
                "name one column `transcript` (the file's name without extension) or `case`",
            ));
        }
        let memo = sheet.head.column(&[MEMO]);
        let on_transcript = sheet.head.column(&[MEMO_ON_TRANSCRIPT, "transcript memo"]);
        let keys = [transcript, case, speaker, memo, on_transcript];
        let variables: Vec<(usize, &String)> = sheet
            .head
            .header
            .iter()
            .enumerate()
            .filter(|(column, name)| !keys.contains(&Some(*column)) && !name.is_empty())
            .collect();
        for (_, name) in &variables {
            refuse_reserved(path, name)?;
        }
        let rows: Vec<CaseRow> = sheet
            .rows
            .iter()
            .map(|row| {
                let mut values = Variables::default();
                for &(column, name) in &variables {
                    values.set(name.clone(), &*row.cells[column]);
                }
                CaseRow {
                    number: row.number,
                    transcript: cell(row, transcript),
                    case: cell(row, case),
                    speaker: cell(row, speaker),
                    values,
                    memo: cell(row, memo),
                    on_transcript: cell(row, on_transcript),
                }
            })
            .collect();
        if let Some(row) = rows.iter().find(|row| row.on_transcript.is_some() && row.transcript.is_none()) {
            return Err(Error::unreadable(
                path,
                format!("row {} has a memo on a transcript, and names no transcript", row.number),
                format!(
                    "name it in the column `transcript`, or put the memo in the column `{MEMO}`, which is about cases"
                ),
            ));
        }
        Ok(Cases {
            path: path.to_owned(),
            hash: blake3::hash(bytes).to_hex().to_string(),
            rows,
            variables: variables.iter().map(|(_, name)| (*name).clone()).collect(),
        })
    }

    /// The cases that rows name, in order; one may stand in several.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| row.case.as_deref())
    }

    /// The values of a variable, one for each row that has any.
    pub fn values<'a>(&'a self, variable: &'a str) -> impl Iterator<Item = &'a str> {
        self.rows.iter().filter_map(move |row| row.values.get(variable)).map(str::trim)
    }

    /// The names of the variables, in the order of the columns.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// Whether any row says something of people: that transcripts have none is only worth a word where others do.
    pub(super) fn says_of_people(&self) -> bool {
        self.rows.iter().any(|row| !row.is_memo_alone())
    }

    /// Whether a row is more than a memo on its transcript.
    pub(super) fn is_of_people(&self, row: usize) -> bool {
        !self.rows[row].is_memo_alone()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The file; empty when there is none.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// BLAKE3 of the file's bytes, in hexadecimal; empty when there is none.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Finds the transcript of every row that names one: by id, else by the last part of an id, else by
    /// file name, without regard to letter case.
    ///
    /// # Errors
    /// A name that fits several transcripts; rows that contradict each other.
    pub(super) fn assign(&self, transcripts: &[Transcript]) -> Result<Assignment> {
        if self.rows.is_empty() {
            // A survey without a table of cases needs no index of a million names.
            return Ok(Assignment::default());
        }
        let index = Index::new(transcripts);
        let mut assignment = Assignment { rows: vec![Vec::new(); transcripts.len()], ..Assignment::default() };
        let mut errors = Vec::new();
        let mut unmatched = Vec::new();
        for (r, row) in self.rows.iter().enumerate() {
            let named = row.transcript.as_ref().or(row.case.as_ref().filter(|_| row.speaker.is_none()));
            let found = named.map_or(&[][..], |name| index.find(name));
            match (&row.transcript, found) {
                (_, [document]) => assignment.rows[*document].push(r),
                (Some(name), []) => {
                    unmatched.push((row.number, name.as_str()));
                }
                (Some(name), several) => {
                    let names: Vec<String> =
                        several.iter().take(4).map(|&i| format!("`{}`", transcripts[i].name)).collect();
                    errors.push(Error::unreadable(
                        &self.path,
                        format!("row {}: `{name}` fits several transcripts: {}", row.number, names.join(", ")),
                        "write the transcript's whole id",
                    ));
                }
                (None, _) => assignment.open.push(r),
            }
        }
        assignment.diagnostics = self.unmatched(&unmatched, transcripts);
        for (document, rows) in assignment.rows.iter().enumerate() {
            errors.extend(self.contradictions(rows, &transcripts[document].name));
        }
        match errors.len() {
            0 => Ok(assignment),
            1 => Err(errors.remove(0)),
            _ => Err(Error::new(ErrorKind::Several(errors))),
        }
    }

    fn contradictions(&self, rows: &[usize], name: &str) -> Option<Error> {
        let mut first: BTreeMap<Option<String>, &CaseRow> = BTreeMap::new();
        for row in rows.iter().map(|&r| &self.rows[r]).filter(|row| !row.is_memo_alone()) {
            let earlier = *first.entry(row.speaker.as_deref().map(key)).or_insert(row);
            if earlier.case == row.case && earlier.values == row.values {
                continue;
            }
            let whom = row.speaker.as_ref().map_or(String::new(), |speaker| format!(", speaker `{speaker}`"));
            return Some(Error::unreadable(
                &self.path,
                format!("rows {} and {} say different things of `{name}`{whom}", earlier.number, row.number),
                "keep one of them, or say in a column `speaker` whom each row is about",
            ));
        }
        None
    }

    /// That rows name transcripts which are not there: one warning each, or one for all of many, as
    /// when a single folder of a study is read.
    fn unmatched(&self, rows: &[(usize, &str)], transcripts: &[Transcript]) -> Vec<Diagnostic> {
        const KIND: &str = "case-without-transcript";
        let help = "`kantlijn check` lists the transcripts by the ids that are meant here";
        if rows.len() > 3 {
            let shown: Vec<String> = rows.iter().take(3).map(|(row, name)| format!("row {row} (`{name}`)")).collect();
            let message =
                format!("{}: {} rows match no transcript: {}, …", self.file_name(), rows.len(), shown.join(", "));
            return vec![Diagnostic::warning(KIND, message).help(help)];
        }
        rows.iter()
            .map(|(row, name)| {
                let message = format!("{}, row {row}: there is no transcript `{name}`", self.file_name());
                Diagnostic::warning(KIND, message).help(match nearest(name, transcripts) {
                    Some(transcript) => format!("did you mean `{}`?", transcript.name),
                    None => help.to_owned(),
                })
            })
            .collect()
    }

    fn file_name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Gives a document and its speakers the cases and variables of `rows`, and of the `open` rows that
    /// the document itself claims. Returns the open rows that were claimed.
    ///
    /// The table of cases wins over what a transcript says of itself, since it is where a researcher
    /// corrects things.
    pub(super) fn attach(&self, reading: &mut Reading, rows: &[usize], open: &[usize]) -> Vec<usize> {
        let Reading { document, report, .. } = reading;
        if document.case.is_none() {
            let own = CASE[..2].iter().find_map(|name| document.variables.get(name));
            document.case = own.map(str::to_owned);
        }
        let (mut whole, mut by_speaker): (Vec<usize>, Vec<usize>) =
            rows.iter().filter(|&&r| self.is_of_people(r)).partition(|&&r| self.rows[r].speaker.is_none());
        let mut claimed = Vec::new();
        // Memos of cases that the table takes somebody else for.
        let mut dropped = 0;
        for &r in open {
            let row = &self.rows[r];
            let same_case = same(row.case.as_deref(), document.case.as_deref());
            let claims = match &row.speaker {
                Some(speaker) => speaks(document, speaker),
                None => same_case && whole.is_empty(),
            };
            if claims {
                claimed.push(r);
                if row.speaker.is_some() { &mut by_speaker } else { &mut whole }.push(r);
            }
        }
        for row in rows.iter().map(|&r| &self.rows[r]) {
            let of_whole = row.memo.as_ref().filter(|_| row.case.is_none() && row.speaker.is_none());
            of_whole.into_iter().chain(&row.on_transcript).for_each(|note| add_note(&mut document.memo, note));
        }
        if let Some(row) = whole.first().map(|&r| &self.rows[r]) {
            if let Some(case) = &row.case {
                if document.case.as_ref() != Some(case) {
                    dropped += usize::from(!std::mem::take(&mut document.case_memo).is_empty());
                }
                document.case = Some(case.clone());
            }
            let notes = whole.iter().map(|&r| &self.rows[r]).filter(|row| row.case.is_some());
            notes.filter_map(|row| row.memo.as_ref()).for_each(|note| add_note(&mut document.case_memo, note));
            for (name, value) in row.values.iter() {
                document.variables.set(name, value);
            }
            let language = ["language", "taal"].iter().find_map(|name| row.values.get(name));
            if let Some(code) = language.filter(|code| code.len() == 2 && code.is_ascii()) {
                document.language = Some(code.to_ascii_lowercase());
            }
        }
        for speaker in document.speakers.iter_mut().filter(|speaker| speaker.part != Part::Interviewer) {
            if speaker.case.is_some() && !whole.is_empty() {
                speaker.case = None;
                dropped += usize::from(!std::mem::take(&mut speaker.memo).is_empty());
            }
            speaker.case = speaker.case.take().or_else(|| document.case.clone());
            let row = whole.first().map(|&r| &self.rows[r].values);
            for (name, value) in document.variables.iter() {
                // What the file says of this speaker is nearer than what it says of the whole, but not than the table.
                if speaker.variables.get(name).is_none() || row.is_some_and(|row| row.get(name).is_some()) {
                    speaker.variables.set(name, value);
                }
            }
        }
        for row in by_speaker.iter().map(|&r| &self.rows[r]) {
            let label = row.speaker.as_deref().unwrap_or_default();
            let mut found = false;
            for speaker in document.speakers.iter_mut().filter(|speaker| key(&speaker.label) == key(label)) {
                found = true;
                for (name, value) in row.values.iter() {
                    speaker.variables.set(name, value);
                }
                if row.case.is_some() && speaker.case.is_some() && speaker.case != row.case {
                    dropped += usize::from(!std::mem::take(&mut speaker.memo).is_empty());
                }
                row.memo.iter().for_each(|note| add_note(&mut speaker.memo, note));
                if speaker.part == Part::Interviewer {
                    if row.case.is_some() {
                        report.diagnostics.push(
                            Diagnostic::warning(
                                "interviewer-with-case",
                                format!("row {}: `{label}` is an interviewer and has no case", row.number),
                            )
                            .help(
                                "if not, say so in the study file: `[transcripts] parts = { participant = [\"…\"] }`",
                            ),
                        );
                    }
                } else if row.case.is_some() {
                    speaker.case.clone_from(&row.case);
                }
            }
            if !found {
                let labels: Vec<String> =
                    document.speakers.iter().map(|speaker| format!("`{}`", speaker.label)).collect();
                report.diagnostics.push(
                    Diagnostic::warning(
                        "case-without-speaker",
                        format!("{}, row {}: nobody called `{label}` speaks here", self.file_name(), row.number),
                    )
                    .help(format!("the speakers are {}", labels.join(", "))),
                );
            }
        }
        if dropped > 0 {
            let message = format!(
                "{} of the file's own cases {} left out: {} says who this is",
                several(dropped, "memo"),
                either(dropped, "is", "are"),
                self.file_name()
            );
            let help = "write it into the column `memo` of that table";
            report.diagnostics.push(Diagnostic::note("not-carried", message).help(help));
        }
        claimed
    }

    /// A warning for each of the `open` rows that no transcript claimed.
    pub(super) fn unclaimed(&self, open: impl Iterator<Item = usize>) -> Vec<Diagnostic> {
        open.map(|r| &self.rows[r])
            .map(|row| {
                let what = match (&row.speaker, &row.case) {
                    (Some(speaker), _) => format!("nobody called `{speaker}` speaks in any transcript"),
                    (None, Some(case)) => format!("no transcript belongs to the case `{case}`"),
                    (None, None) => "the row names neither a transcript nor a case".to_owned(),
                };
                Diagnostic::warning(
                    "case-without-transcript",
                    format!("{}, row {}: {what}", self.file_name(), row.number),
                )
                .help("name the transcript in a column `transcript`")
            })
            .collect()
    }
}

fn cell(row: &Row<'_>, column: Option<usize>) -> Option<String> {
    column
        .and_then(|column| row.cells.get(column))
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.clone().into_owned())
}

fn same(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if fold(a.trim()) == fold(b.trim()))
}

fn speaks(document: &Document, label: &str) -> bool {
    document.speakers.iter().any(|speaker| key(&speaker.label) == key(label))
}

/// The transcript that a mistyped name probably means; a wrong number is another interview, no mistype.
fn nearest<'a>(name: &str, transcripts: &'a [Transcript]) -> Option<&'a Transcript> {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let wanted = fold(last_part(name));
    transcripts
        .iter()
        .map(|transcript| (fold(last_part(&transcript.name)), transcript))
        .filter(|(found, _)| digits(found) == digits(&wanted))
        .map(|(found, transcript)| (strsim::damerau_levenshtein(&wanted, &found), transcript))
        .min_by_key(|&(distance, _)| distance)
        .filter(|&(distance, _)| distance <= 2)
        .map(|(_, transcript)| transcript)
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// Transcripts by every name that a row may call them.
struct Index {
    ids: BTreeMap<String, Vec<usize>>,
    last_parts: BTreeMap<String, Vec<usize>>,
    file_names: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(transcripts: &[Transcript]) -> Index {
        let by = |name: &dyn Fn(&Transcript) -> String| {
            let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (i, transcript) in transcripts.iter().enumerate() {
                index.entry(fold(&name(transcript))).or_default().push(i);
            }
            index
        };
        Index {
            ids: by(&|transcript| transcript.name.clone()),
            last_parts: by(&|transcript| last_part(&transcript.name).to_owned()),
            file_names: by(&|transcript| {
                transcript.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            }),
        }
    }

    fn find(&self, name: &str) -> &[usize] {
        let name = fold(&name.replace('\\', "/"));
        [&self.ids, &self.last_parts, &self.file_names]
            .into_iter()
            .find_map(|index| index.get(&name))
            .map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
#[path = "case/tests.rs"]
mod tests;
