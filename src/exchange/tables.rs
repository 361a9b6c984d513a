//! A study as plain tables: its cases and its codings, as kantlijn reads them.

use indexmap::{IndexMap, IndexSet};

use crate::codebook::Codebook;
use crate::coding::{Coders, Coding, RULES, Stance, Status, file_of};
use crate::corpus::{Document, MEMO, MEMO_ON_TRANSCRIPT, Variables, add_note, is_reserved};
use crate::diagnostic::Diagnostic;
use crate::refi::told;
use crate::scope::Part;
use crate::text::Lines;

use super::losses::Losses;
use super::people::People;
use super::read_back::{Carried, carry_as};
use super::source::Lost;
use super::text::Form;

/// The tables of a study folder, gathered transcript by transcript.
///
/// Every coding has its place in code points of the transcript's text, and its words. Transcripts are called as their files
/// are, see [`file_of`]: the names of other programs hold signs that those of files cannot.
#[derive(Debug, Default)]
pub struct StudyTables {
    variables: IndexSet<String>,
    cases: Vec<CaseRow>,
    /// What is noted of each case so far.
    noted: IndexMap<String, String>,
    codings: Vec<Vec<String>>,
    by_rules: Vec<Vec<String>>,
    losses: Losses,
    /// Transcripts that are called otherwise than they were, and how.
    renamed: Vec<(String, String)>,
}

#[derive(Debug)]
struct CaseRow {
    transcript: String,
    speaker: String,
    case: String,
    values: Vec<(String, String)>,
    memo: String,
    on_transcript: String,
}

/// One of the memos of a row.
type Noted = fn(&CaseRow) -> &str;

const CODINGS: [&str; 10] =
    ["transcript", "code", "coder", "start", "end", "status", "stance", "prompted", "text", "memo"];

/// What is known besides of codings by rules: the lines that made them, and the hash of the codebook that these are in.
const BY_RULES: [&str; 2] = ["rules", "codebook"];

impl StudyTables {
    /// Adds a transcript with its codings.
    pub fn add(&mut self, document: &Document, codings: &[Coding], codebook: &Codebook, coders: &Coders) {
        let name = file_of(&document.name);
        self.add_cases(document, &name);
        if name != document.name {
            self.renamed.push((document.name.clone(), name.clone()));
        }
        let lines = Lines::new(&document.text);
        let Carried { differences, .. } = carry_as(document, &lines, Form::AsItStands, None);
        self.losses.add(Lost { name: document.name.clone(), differences, ..Lost::default() }, &People::default());
        for coding in codings {
            let coder = coders.get(coding.coder).unwrap_or_default();
            let point = |byte: u32| lines.code_point(byte as usize).to_string();
            let mut row = vec![
                name.clone(),
                codebook.code(coding.code).id.clone(),
                coder.to_owned(),
                point(coding.span.start),
                point(coding.span.end),
                Status::word(coding.status).to_owned(),
                coding.stance.map_or("", Stance::word).to_owned(),
                coding.prompted.map_or(String::new(), |prompted| prompted.to_string()),
                document.quote(coding.span),
                coding.memo.clone(),
            ];
            if coder == RULES {
                let said = coding.rules.as_deref().cloned().unwrap_or_default();
                row.extend([said.lines, said.codebook]);
                self.by_rules.push(row);
            } else {
                self.codings.push(row);
            }
        }
    }

    fn add_cases(&mut self, document: &Document, transcript: &str) {
        let whole = pairs(&document.variables);
        let case = document.case.clone();
        let mut rows = Vec::new();
        // What is noted of a speaker of this case, which no row of their own says, is noted of the case.
        let (mut case_memo, mut own_rows) = (document.case_memo.clone(), Vec::new());
        for speaker in &document.speakers {
            let own = pairs(&speaker.variables);
            let own: Vec<(String, String)> =
                own.into_iter().filter(|(name, value)| document.variables.get(name) != Some(value)).collect();
            let own_case = speaker.case.clone().filter(|case| document.case.as_ref() != Some(case));
            let has_case = own_case.is_some() && speaker.part != Part::Interviewer;
            if has_case || !own.is_empty() || (!speaker.memo.is_empty() && (case.is_none() || speaker.case.is_none())) {
                own_rows.push((speaker.label.clone(), own_case, own, speaker.memo.clone()));
            } else {
                add_note(&mut case_memo, &speaker.memo);
            }
        }
        if case.is_some() || !whole.is_empty() || !document.memo.is_empty() {
            rows.push((String::new(), case, whole, case_memo));
        }
        let mut on_transcript = document.memo.clone();
        for (speaker, case, values, memo) in rows.into_iter().chain(own_rows) {
            self.variables.extend(values.iter().map(|(name, _)| name.clone()));
            let memo = match &case {
                Some(case) => self.new_of(case, memo),
                None => memo,
            };
            self.cases.push(CaseRow {
                transcript: transcript.to_owned(),
                speaker,
                case: case.unwrap_or_default(),
                values,
                memo,
                on_transcript: std::mem::take(&mut on_transcript),
            });
        }
    }

    /// What a memo says of a case that no row before says.
    fn new_of(&mut self, case: &str, memo: String) -> String {
        let noted = self.noted.entry(case.to_owned()).or_default();
        let before = noted.clone();
        add_note(noted, &memo);
        if *noted == before { String::new() } else { memo }
    }

    /// `cases.csv`, and what stands in it under another name; none where nothing is known.
    #[must_use]
    pub fn cases(&self) -> Option<(String, Vec<Diagnostic>)> {
        if self.cases.is_empty() {
            return None;
        }
        let mut notes = Vec::new();
        let mut header = ["transcript", "speaker", "case"].map(str::to_owned).to_vec();
        for name in &self.variables {
            let mut shown = name.clone();
            while header.contains(&shown) || is_reserved(&shown) {
                shown = format!("own_{shown}");
            }
            if shown != *name {
                let message = format!("the variable `{name}` is called `{shown}` in cases.csv");
                let help = "kantlijn's own tables have a column of that name";
                notes.push(Diagnostic::warning("not-carried", message).help(help));
            }
            header.push(shown);
        }
        // Columns that would be empty are none.
        let memos: Vec<(&str, Noted)> =
            [(MEMO, (|row| &row.memo) as Noted), (MEMO_ON_TRANSCRIPT, |row| &row.on_transcript)]
                .into_iter()
                .filter(|&(_, of)| self.cases.iter().any(|row| !of(row).is_empty()))
                .collect();
        header.extend(memos.iter().map(|(name, _)| (*name).to_owned()));
        let rows = self.cases.iter().map(|row| {
            let value =
                |name: &String| row.values.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
            let keys = [row.transcript.clone(), row.speaker.clone(), row.case.clone()];
            let values = self.variables.iter().map(|name| value(name).unwrap_or_default());
            keys.into_iter().chain(values).chain(memos.iter().map(|(_, of)| of(row).to_owned())).collect()
        });
        Some((written(&header, rows), notes))
    }

    /// `codings.csv`, with the codings by people; none where nobody has coded.
    #[must_use]
    pub fn codings(&self) -> Option<String> {
        codings(&CODINGS, &self.codings)
    }

    /// The same by rules, which are made anew wherever the codebook is applied, with the lines that made them where a project
    /// says so.
    #[must_use]
    pub fn codings_by_rules(&self) -> Option<String> {
        codings(&[&CODINGS[..], &BY_RULES].concat(), &self.by_rules)
    }

    /// What the texts of the transcripts do not say as the transcripts do: warnings of the kind `not-carried`.
    #[must_use]
    pub fn losses(&self) -> Vec<Diagnostic> {
        let renamed = self.renamed.iter().map(|(before, now)| {
            let message = format!("the name of `{before}` is not kept: a file cannot be called so, and it is `{now}`");
            Diagnostic::warning("not-carried", message)
        });
        self.losses.clone().told().into_iter().chain(renamed).collect()
    }

    /// How many codings by people there are, and by rules.
    #[must_use]
    pub fn count(&self) -> (usize, usize) {
        (self.codings.len(), self.by_rules.len())
    }

    /// How many cases there are.
    #[must_use]
    pub fn cases_count(&self) -> usize {
        self.cases.iter().map(|row| &row.case).filter(|case| !case.is_empty()).collect::<IndexSet<_>>().len()
    }
}

fn codings(header: &[&str], rows: &[Vec<String>]) -> Option<String> {
    let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
    (!rows.is_empty()).then(|| written(&header, rows.iter().cloned()))
}

fn pairs(variables: &Variables) -> Vec<(String, String)> {
    let own = variables.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("case"));
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn written(header: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and all rows are of one length.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| told(cell).into_owned()));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
